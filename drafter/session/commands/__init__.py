"""All that can be said in a session. A command is a function; nothing else is signed up."""

import inspect
import sys
from dataclasses import replace
from functools import cache

from drafter.errors import UnknownName
from drafter.models import OnText
from drafter.registry import collect
from drafter.session.command import SessionCommand
from drafter.session.result import CommandResult
from drafter.session.session import Session


@cache
def commands() -> tuple[SessionCommand, ...]:
    """Every command, by file."""
    return collect(sys.modules[__name__], SessionCommand)


def named(word: str) -> SessionCommand:
    """The command of this name, Chinese word or key.

    Raises:
        UnknownName: there is none.
    """
    for command in commands():
        if word and word in (command.name, command.word, command.key):
            return command
    raise UnknownName.among("命令", word, (command.name for command in commands()))


async def execute(session: Session, line: str, *, on_text: OnText | None = None) -> CommandResult:
    """Do what a line says: `/move F5 2.1`, with or without the slash; then draft ahead.

    Args:
        session: what it is done to.
        line: the command's name, word or key, then what it takes.
        on_text: given the model's words as they come, where the command asks it.

    Raises:
        UnknownName: no such command, part, fact or rule.
        BadInput: it cannot be done; nothing has changed.
    """
    name, *rest = line.strip().removeprefix("/").split(None, 1) or [""]
    command = named(name)
    options = {"on_text": on_text} if command.asks_model else {}
    try:
        result = command.run(session, *command.arguments("".join(rest)), **options)
        outcome = await result if inspect.isawaitable(result) else result
        notes = session.ahead.notes_once() if session.ahead else ()
        more = tuple(note for note in notes if note not in outcome.notes)
        return replace(outcome, notes=(*outcome.notes, *more)) if more else outcome
    finally:
        if session.ahead:
            session.ahead.refresh()
