"""A session at a terminal.

    keys --press--> Conversation --line--> Worker (a thread: the session, its model)
    screen <--say-- Conversation <--told-- events

`keys`, `screen` and `conversation` import nothing slow: the first key is answered while the
worker still imports what drafts.
"""

import os
import sys
from typing import TYPE_CHECKING

from drafter.console.session.conversation import Conversation
from drafter.console.session.keys import Keyboard
from drafter.console.session.line_mode import Lines
from drafter.console.session.screen import Screen
from drafter.console.session.worker import Connect, Open, Worker
from drafter.errors import BadInput

if TYPE_CHECKING:  # 0.3 s to import: the worker does it
    from drafter.session.state import SessionState

BATCH = "drafter draft 要点文件 -o 报告.docx"


def require_terminal() -> None:
    """Refuse where nobody can press a key.

    Raises:
        BadInput: standard input or output is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("这里不是终端，不能逐处写", hint=f"成批写用 {BATCH}")


def talk(
    open_session: Open, connect: Connect, *, plain: bool = False
) -> tuple[str, "SessionState"]:
    """Write a report with a person; the session's name and how it was left.

    Args:
        open_session: begins a session or opens one again; called in another thread.
        connect: the model for it; called in another thread too.
        plain: nothing is written over, every key is sent with Enter.

    Raises:
        DrafterError: there is no session.
    """
    plain = plain or os.environ.get("TERM") == "dumb"
    keyboard = Lines() if plain else Keyboard()
    worker = Worker(keyboard.call)
    talking = Conversation(Screen(plain=plain), keyboard, worker)
    with keyboard:
        try:
            talking.draw()  # before the imports of the worker begin
            worker.start(open_session, connect)
            talking.run()
        except (EOFError, KeyboardInterrupt):
            talking.screen.lift()
        finally:
            is_stopped = worker.close()
    if talking.error:
        raise talking.error
    if talking.state:
        return talking.name, talking.state
    if session := worker.session:  # left before it was shown: it is kept all the same
        return session.name, session.state
    hint = "" if is_stopped else "要点还没有读完；drafter sessions 看有没有存下"
    raise BadInput("还没有开始，什么都没有存" if is_stopped else "还没有开始就退出了", hint=hint)
