"""The command line: one file per command; options in, one call, exit code out.

Exit codes: 0 done, 1 done with findings that stand in the way, 2 wrong use or input, 3 the
model or the network failed, 130 stopped by Ctrl-C.
"""

import argparse
import contextlib
import errno
import importlib.util
import os
import re
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from drafter import __version__
from drafter.console.wide import Words
from drafter.errors import BadInput, DrafterError, SetAside
from drafter.registry import collect

DONE, FOUND, WRONG, FAILED, INTERRUPTED = 0, 1, 2, 3, 130
TITLES = (  # argparse speaks English only
    ("^usage: ", "用法："),
    ("^positional arguments:", "参数:"),
    ("^options:", "选项:"),
)
WORDINGS = (
    (r"^the following arguments are required: (.*)", r"还缺：\1"),
    (r"^unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"^argument (.+?): invalid choice: (.+) \(choose from (.+)\)$", r"\1 没有 \2，可选 \3"),
    (r"^argument (.+?): expected (?:at least )?one argument", r"\1 后面要写一个值"),
    (r"^ambiguous option: (.+) could match (.+)", r"\1 写得不全，可能是 \2"),
    (r"^argument (.+?): ", r"\1："),
    (r"'([\w-]+)'(?=, |$)", r"\1"),  # a list of choices is long enough without quotation marks
)
GROUP = "drafter.commands"  # of entry points: how another package brings a command
PARTS = 8  # words of a path that are put together again
ABOUT = "把要点写成述职述廉报告：一条不漏，一字不编；用什么模型都行，不用模型也行。"
STEPS = """头三步：
  drafter new 要点.md                               一张空白的要点表，一行一条，填上自己的
  drafter draft 要点.md --model none -o 报告.docx   写成报告：不用模型，不用下载
  drafter check 报告.docx --facts 要点.md           哪里不对，为什么，怎么改

不写 --model 就用内置模型，第一次先问要不要下载（1.1 GB）。
一个命令怎么用：drafter draft --help"""
REPORTS = (  # what reports are read from
    "docx、pdf、txt、md、html；装有 LibreOffice 的还读 doc、wps、rtf、odt"
)


class Group(StrEnum):
    """What a command is for; the help lists them under these words."""

    WRITE = "写"
    CHECK = "查"
    CHANGE = "改"
    MANY = "成批"
    MODELS = "模型与评测"
    OTHER = "其他"  # what other packages bring


@dataclass(frozen=True, slots=True)
class Command:
    """A word after `drafter`: its options, and what it does."""

    name: str
    help: str
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    examples: str = ""  # shown under the options
    group: Group = Group.OTHER  # under which it is listed


class FileName(str):
    """A type of option: the name of a file, where a dash may stand for standard input or output."""

    __slots__ = ()


_LONG_DASH = re.compile(r"[—–―－][—–―－-]*(?=[A-Za-z])")  # what editors make of two hyphens


class _Parser(argparse.ArgumentParser):
    """argparse that reports wrong use as the program reports everything else."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False)
        self._words: list[str] = []
        self._paths: dict[str, Path | FileName] = {}  # what is said of files, each by one option
        self.add_argument("-h", "--help", action="help", help="显示帮助")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does it; the words are kept, to say what is wrong with them."""
        self._words = list(sys.argv[1:] if args is None else args)
        self._paths = {}
        return super().parse_known_args(args, namespace)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """As argparse does it; an empty name, as of a variable nobody set, is no folder or rule.

        Nor is a second file taken for the first in silence where there can be but one.
        """
        if "" in arg_strings and action.nargs != argparse.PARSER:  # the verb's own parser tells
            is_name = not action.option_strings or action.type in (Path, FileName)
            what = "文件名" if is_name else f"{action.option_strings[0]} 后面"
            raise BadInput(f"{what}是空的", hint="写上；用变量写的，看看它是不是没有设")
        value = super()._get_values(action, arg_strings)
        is_file = action.option_strings and isinstance(value, Path | FileName)
        if is_file and not _is_kept(action):
            first = self._paths.setdefault(action.dest, value)
            if first != value:
                told = f"{action.option_strings[0]} 写了两次：{first}、{value}"
                raise BadInput(told, hint="这里只写一个文件，只留一个")
        return value

    def format_help(self) -> str:
        page = super().format_help()
        for english, chinese in TITLES:
            page = re.sub(english, chinese, page, flags=re.MULTILINE)
        return page

    def error(self, message: str) -> NoReturn:
        for english, chinese in WORDINGS:
            message = re.sub(english, chinese, message)
        if wrong := next(filter(_LONG_DASH.match, self._words), ""):
            right = _LONG_DASH.sub("--" if len(wrong.strip("—–―－-")) > 1 else "-", wrong, count=1)
            raise BadInput(f"“{wrong}”前面的横线不是减号", hint=f"改成 {right}")
        if path := next(filter(_is_dashed, self._words), ""):
            raise BadInput(f"{path} 以 - 开头，被当作选项", hint=f"写成 ./{path}")
        if path := _parted(self._words):
            raise BadInput(f"“{path}”中间有空格", hint=f'加上引号："{path}"')
        raise BadInput(message, hint=f"用法见 {self._page()} --help")

    def _page(self) -> str:
        """The page of help that is meant: the command's own, where the words begin with one."""
        word = self._words[0] if self._words else ""
        chosen = (each.choices for each in self._actions if each.nargs == argparse.PARSER)
        return f"{self.prog} {word}" if any(word in (each or ()) for each in chosen) else self.prog


def _is_kept(action: argparse.Action) -> bool:
    """An option that may be said more than once: all its values count."""
    return isinstance(action.default, list)


def _is_dashed(word: str) -> bool:
    """Whether a word that looks like an option is the name of a file.

    >>> _is_dashed("-甲.md"), _is_dashed("-o"), _is_dashed("a-b.md")
    (True, False, False)
    """
    is_named = re.fullmatch(r"-[^-].*\.[a-z]{1,5}", word) is not None
    return word.startswith("-") and (is_named or os.path.isfile(word))  # noqa: PTH113


def _parted(words: Sequence[str]) -> str:
    """A path that stands in several words because nobody put quotation marks around it."""
    for first, word in enumerate(words):
        if os.path.exists(word):  # noqa: PTH110 - Path's raises where a name is too long
            continue
        for last in range(first + 2, min(first + PARTS, len(words)) + 1):
            path = " ".join(words[first:last])
            if os.path.exists(path):  # noqa: PTH110
                return path
    return ""


def whole(least: int, most: int = 10**12) -> Callable[[str], int]:
    """A type of option: a whole number within these bounds."""

    def number(typed: str) -> int:
        if not typed.isdecimal() or not least <= int(typed) <= most:
            raise argparse.ArgumentTypeError(f"应为 {least} 到 {most} 的整数，不能是“{typed}”")
        return int(typed)

    return number


def commands() -> tuple[Command, ...]:
    """Every command, in the order of their files, then those that other packages bring."""
    from importlib.metadata import entry_points  # 20 ms

    brought = entry_points(group=GROUP)
    return (*_own(), *(point.load() for point in sorted(brought, key=lambda point: point.name)))


def verbs(parser: argparse.ArgumentParser, words: Iterable[Command]) -> None:
    """Words after a command's own; the one that is chosen is run as `options.verb`."""
    named = parser.add_subparsers(title="动作", metavar="动作", required=True, parser_class=_Parser)
    for word in words:
        own = _word(named, word)
        word.configure(own)
        own.set_defaults(verb=word.run)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; errors become one line on standard error and an exit code."""
    try:
        words = sys.argv[1:] if arguments is None else arguments
        if not words:  # who types the name alone wants to know what there is
            words = ["--help"]
        chosen = _parser(words).parse_args(words)
        with warnings.catch_warnings():
            warnings.simplefilter("always", SetAside)
            warnings.showwarning = partial(_warned, warnings.showwarning)
            code = int(chosen.run(chosen))
        sys.stdout.flush()  # here, where a reader that went away is no trouble
        return code  # noqa: TRY300 - what is flushed belongs to the trying
    except DrafterError as error:
        print(f"drafter：{error}", file=sys.stderr)  # noqa: T201 - the one place for it
        return error.exit_code
    except KeyboardInterrupt:
        print("\ndrafter：已停止，做完的都已保存，再运行会接着做", file=sys.stderr)  # noqa: T201
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            why = "文件名太长（换一个短的文件名，或者放进短一些的文件夹）"
            print(f"drafter：{why}", file=sys.stderr)  # noqa: T201
            return WRONG
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"drafter：写不下：{error.strerror}（腾出空间，或换个地方再运行）", file=sys.stderr)  # noqa: T201
        return WRONG


def _warned(
    show: Callable[..., None],
    message: Warning | str,
    category: type[Warning],
    *place: Any,
    **more: Any,
) -> None:
    """What the program itself warns of becomes one line; programs that import it get a warning."""
    if issubclass(category, SetAside):
        print(f"drafter：{message}", file=sys.stderr)  # noqa: T201
    else:
        show(message, category, *place, **more)


class _Unheeded(Words):
    """Standard error that nobody may be able to hear: what is said there costs no report."""

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            super().flush()


def run() -> None:
    """Run the installed `drafter`."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us: nobody reads it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        stream = getattr(sys, name)
        wanted = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
        stream.reconfigure(encoding=stream.encoding if wanted else "utf-8", errors="replace")
    out: Any = sys.stdout
    encoding, is_watched = out.encoding, out.isatty()
    sys.stdout = Words(out.detach(), encoding, "replace", line_buffering=is_watched)
    told: Any = sys.stderr
    encoding = told.encoding
    sys.stderr = _Unheeded(told.detach(), encoding, "replace", line_buffering=True)
    signal.signal(signal.SIGTERM, _stop)
    code = main()
    _tell_lost(sys.stdout)
    sys.exit(code)


def _tell_lost(out: Words) -> None:
    """Name the characters that the encoding of the output could not write."""
    # what stands for bytes of a file's name is no character of any encoding
    lost = [each for each in out.lost if not "\ud800" <= each <= "\udfff"]
    if lost:
        told = "、".join(f"{each}（U+{ord(each):04X}）" for each in lost)
        why = f"输出的编码 {out.encoding} 里没有这些字，输出里成了“?”：{told}"
        print(f"drafter：{why}（用 -o 存成文件，或者去掉 PYTHONIOENCODING）", file=sys.stderr)  # noqa: T201
    elif out.lost:
        why = "文件名里不是 UTF-8 的字节，输出里成了“?”"
        print(f"drafter：{why}（文件没有动；改名后再运行，名字就看得清）", file=sys.stderr)  # noqa: T201


def _stop(*_: object) -> None:
    """SIGTERM is Ctrl-C; a job in the background, which may not hear Ctrl-C, hears it too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)


def _own() -> tuple[Command, ...]:
    return collect(sys.modules[__name__], Command)


def _said(words: Sequence[str]) -> Command | None:
    """The command of ours that is said: its file has its name, and no other is imported."""
    is_word = bool(words) and words[0].isidentifier()
    if not is_word or importlib.util.find_spec(f"{__name__}.{words[0]}") is None:
        return None
    module = importlib.import_module(f"{__name__}.{words[0]}")
    held = (each for each in vars(module).values() if isinstance(each, Command))
    return next((each for each in held if each.name == words[0]), None)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Everything that can be said, and in full detail what is said.

    Other packages are looked for, and a command's options made, only where they are needed: both
    take a while.
    """
    own = _said(words)
    known = (own,) if own else commands()
    parser = _Parser(
        prog="drafter",
        usage="drafter [-h] [--version] 命令 …",
        description=ABOUT,
        epilog=f"{_listed(known)}\n\n{STEPS}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"drafter {__version__}", help="显示版本"
    )
    named = parser.add_subparsers(
        metavar="命令",
        required=True,
        parser_class=_Parser,
        prog="drafter",
        help=argparse.SUPPRESS,  # `_listed` tells them
    )
    for command in known:
        word = _word(named, command)
        if command.name in words:
            command.configure(word)
        word.set_defaults(run=command.run)
    return parser


def _listed(known: Sequence[Command]) -> str:
    """Every command with what it does, under what it is for."""
    blocks = []
    for group in Group:
        rows = [f"  {each.name:<10}{each.help}" for each in known if each.group == group]
        if rows:
            blocks.append("\n".join([f"{group}：", *rows]))
    return "\n\n".join(blocks)


def _word(named: "argparse._SubParsersAction[_Parser]", command: Command) -> _Parser:
    return named.add_parser(
        command.name,
        help=command.help,
        description=command.help,
        epilog=command.examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
