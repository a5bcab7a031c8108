"""drafter resume: a session gone on with."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import settings as configuration
from drafter.cli import Command, Group, saving
from drafter.cli.interactive import Saved, connected, together

if TYPE_CHECKING:  # 0.5 s to import: another thread does it, after the first prompt
    from drafter.session.session import Session

EXAMPLES = """例：
  drafter resume                                       接着写最近的一个
  drafter resume 青溪镇党委书记2024 -o 报告.docx       退出时存成 Word
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `resume`."""
    add = parser.add_argument
    add("name", metavar="会话", nargs="?", default="", help="见 drafter sessions；默认最近的")
    add("--model", metavar="模型", help="换一个模型；默认用开始时的")
    add("-o", "--output", metavar="文件", action="append", type=Path, default=[],
        help="退出时把全文存成文件，可多次；格式看扩展名")  # fmt: skip
    saving.add_force(parser)
    saving.add_word(parser)
    add("--plain", action="store_true", help="给读屏软件：不覆写、不画框，按键后回车")


def run(options: argparse.Namespace) -> int:
    """Open a session again."""
    settings = configuration.read()

    def open_session() -> "Session":
        from drafter.session.library import LATEST, SessionLibrary

        return saved.told(SessionLibrary(settings.data_folder).resume(options.name or LATEST))

    connect = connected(options.model, settings)
    saved = Saved(options.output, saving.outputs(options), options.bare, options.comments)
    return together(open_session, connect, saved=saved, plain=options.plain)


command = Command("resume", "接着写一个会话", configure, run, EXAMPLES, group=Group.WRITE)
