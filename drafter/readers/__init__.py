"""Files in: a sheet of facts, or the plain text of a report. One module per format."""

import errno
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from drafter.document import Facts
from drafter.document import genre as genres
from drafter.errors import BadInput, Unreadable
from drafter.readers.archive import MAX_BYTES
from drafter.readers.reader import Reader, Text
from drafter.readers.signatures import true_suffix
from drafter.registry import collect

FACTS_WANTED = "请写上要点，每条一行"  # what is missing in an empty sheet
TEXT_WANTED = "里面一个字也没有，请检查是不是给错了文件"  # and in any other file
STDIN = "-"
STDIN_NAME = "标准输入"
OLD_SLIDES = (".ppt", ".pps", ".dps", ".odp")
UNKNOWN = ".txt"  # what is read in which no reader finds its own format


@cache
def readers() -> tuple[Reader, ...]:
    """Every input format, in the order of module names."""
    return collect(sys.modules[__name__], Reader)


def read_facts(path: Path | str, *, suffix: str = "") -> Facts:
    """The sheet of facts in a file, or in standard input for "-".

    Args:
        path: a file, or "-".
        suffix: read it as this format (".md", ".xlsx") whatever its name.

    Raises:
        BadInput: missing, empty, without bullets, or with a header that cannot be used.
        Unreadable: binary, damaged, oversized, or in an unknown encoding.
        UnknownName: the header names an unknown key or genre.
    """
    data, name = _bytes(path)
    return facts_from(data, name, suffix or _suffix(path, data))


def facts_from(data: bytes, source: str, suffix: str) -> Facts:
    """The sheet of facts in `data`, which is in the format of `suffix`."""
    return reader_for(true_suffix(suffix, data), source).facts(
        _something(data, source, hint=FACTS_WANTED), source
    )


def adapted(facts: Facts, *, genre: str = "", year: int | None = None) -> Facts:
    """The sheet with what its user says besides, which wins.

    Raises:
        UnknownName: no such genre.
    """
    id = genres.resolve(genre or facts.genre)
    notes = facts.notes
    if year:  # then it does not matter that the sheet has none
        notes = tuple(note for note in notes if "年度" not in note)
    return replace(facts, genre=id, year=year or facts.year, notes=notes)


def read_text(path: Path | str, *, suffix: str = "") -> str:
    """The plain text of a report, masks as written, one line a paragraph.

    Raises:
        BadInput: missing or empty, or a format that holds no report.
        Unreadable: binary, damaged, oversized, or in an unknown encoding.
    """
    return read_report(path, suffix=suffix).text


def read_report(path: Path | str, *, suffix: str = "") -> Text:
    """The plain text of a report with notes on what of the file was not read.

    Raises:
        BadInput: missing or empty, or a format that holds no report.
        Unreadable: binary, damaged, oversized, or in an unknown encoding.
    """
    data, name = _bytes(path)
    return report_from(data, name, suffix or _suffix(path, data))


def text_from(data: bytes, source: str, suffix: str) -> str:
    """The plain text of the report in `data`, which is in the format of `suffix`."""
    return report_from(data, source, suffix).text


def report_from(data: bytes, source: str, suffix: str) -> Text:
    """The report in `data`, with notes on what of it was not read."""
    reader = reader_for(true_suffix(suffix, data), source)
    if reader.text is None:
        usable = "、".join(s for r in readers() if r.text for s in r.suffixes)
        raise BadInput(f"{source} 是{reader.name}文件，读不出报告", hint=f"报告可以是 {usable}")
    from drafter.readers import characters  # it reads a table

    found = reader.text(_something(data, source), source)
    if strange := characters.unknown(found.text):
        note = f"{source} 有认不出的字（{characters.named(strange)}），请对照原文改好"
        return replace(found, notes=(*found.notes, note))
    return found


def content(path: Path | str) -> tuple[bytes, str]:
    """The bytes of a file, and its name for messages.

    Raises:
        BadInput: missing or empty.
        Unreadable: oversized.
    """
    data, name = _bytes(path)
    return _something(data, name), name


def reader_for(suffix: str, source: str) -> Reader:
    """The reader of a format.

    Raises:
        Unreadable: no reader takes this suffix.
    """
    for reader in readers():
        if suffix.lower() in reader.suffixes:
            return reader
    if suffix.lower() in OLD_SLIDES:
        hint = "用 PowerPoint 或 WPS 另存为 .pptx"
        raise Unreadable(f"{source} 是旧版幻灯片，读不了", hint=hint)
    usable = "、".join(s for r in readers() for s in r.suffixes)
    shown = f"“{suffix}”格式" if suffix else "没有后缀名的文件"
    raise Unreadable(f"{source} 读不了：不支持{shown}", hint=f"可以读 {usable}")


def read_bytes(path: Path | str) -> bytes:
    """A file as it is, of a size that can be read.

    Raises:
        BadInput: missing, empty, a folder, or not readable.
        Unreadable: oversized.
    """
    data, name = _bytes(path)
    return _something(data, name)


def _something(data: bytes, source: str, *, hint: str = TEXT_WANTED) -> bytes:
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"{source} 超过 {MAX_BYTES // 2**20} MB", hint="请去掉图片和附件，或者分成几个文件"
        )
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadInput(f"{source} 是空的", hint=hint)
    return data


def _bytes(path: Path | str) -> tuple[bytes, str]:
    """The file's bytes, at most one more than allowed, and its name for messages."""
    if str(path) == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1), STDIN_NAME
    path = Path(path)
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1), path.name
    except FileNotFoundError as error:
        raise BadInput(f"没有这个文件：{path}", hint="请检查路径和文件名") from error
    except IsADirectoryError as error:
        raise BadInput(f"{path} 是文件夹，不是文件", hint="请指定其中的一个文件") from error
    except PermissionError as error:
        raise BadInput(f"没有权限读 {path}", hint="请检查文件权限") from error
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        why = "符号链接绕成了圈" if number == errno.ELOOP else str(error)
        raise BadInput(f"读不了 {path}：{why}", hint="请检查路径和文件名") from error


def _suffix(path: Path | str, data: bytes) -> str:
    return unnamed_suffix(data) if str(path) == STDIN else Path(path).suffix.lower()


def unnamed_suffix(data: bytes) -> str:
    """The suffix of what has no name, as a reader knows its own format by the bytes."""
    fitting = (each for each in readers() if each.sniff and each.sniff(data))
    return next((each.suffixes[0] for each in fitting), UNKNOWN)
