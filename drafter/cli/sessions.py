"""drafter sessions: what there is to go on with."""

import argparse
import json
from typing import TYPE_CHECKING

from drafter import settings as configuration
from drafter.cli import DONE, Command, Group

if TYPE_CHECKING:  # 0.5 s to import: not for --help
    from drafter.session.library import Entry

EXAMPLES = """例：
  drafter sessions
  drafter sessions --delete 青溪镇党委书记2024
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `sessions`."""
    parser.add_argument("--json", action="store_true", help="作为 JSON 打印")
    parser.add_argument("--delete", metavar="会话", help="删去一个会话，连同它的全部历程")


def run(options: argparse.Namespace) -> int:
    """List the sessions, or throw one away."""
    from drafter.session.library import SessionLibrary

    shelf = SessionLibrary(configuration.read().data_folder)
    if options.delete:
        shelf.delete(options.delete)
        print(f"删去了 {options.delete}")  # noqa: T201
        return DONE
    entries = shelf.sessions()
    if options.json:
        print(json.dumps([_row(each) for each in entries], ensure_ascii=False, indent=2))  # noqa: T201
        return DONE
    for each in entries:
        print(_line(each))  # noqa: T201
    if not entries:
        print("还没有会话。开始一个：drafter draft 要点文件 -i")  # noqa: T201
    return DONE


def _line(entry: "Entry") -> str:
    """A session as people read it."""
    when = f"{entry.changed:%Y-%m-%d %H:%M}"
    if entry.problem:
        return f"{entry.name}  {when}  打不开：{entry.problem}"
    return f"{entry.name}  {when}  定了 {entry.done}/{entry.cards}  {entry.title}"


def _row(entry: "Entry") -> dict[str, object]:
    """A session as machines read it."""
    return {
        "name": entry.name,
        "title": entry.title,
        "done": entry.done,
        "cards": entry.cards,
        "changed": entry.changed.isoformat(timespec="seconds"),
        "problem": entry.problem,
    }


command = Command("sessions", "列出、删去会话", configure, run, EXAMPLES, group=Group.WRITE)
