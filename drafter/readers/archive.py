"""Word, Excel and PowerPoint files are zip archives: opened only when they are small and whole."""

import io
import zipfile
import zlib
from pathlib import PurePath
from xml.etree import ElementTree as ET

from drafter.errors import Unreadable

MAX_BYTES = 20 * 2**20  # a report with a few photographs has 5 MB; more is the wrong file
MAX_UNPACKED = 200 * 2**20  # ten times that; what python-docx can still hold in memory
MAX_PART = 50 * 2**20  # a single XML part of this size takes 0.5 GB as a tree
MAX_RATIO = 200  # XML packs 10-40 times, a bomb 1,000 times
SMALL = 2**20  # below this no ratio matters
DAMAGED = (  # what reading a part of a damaged file can end in
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    ArithmeticError,
)
SHEET_ADVICE = (
    "多半是空行空列也设了格式：删除内容下面的空行和右边的空列，另存一份；"
    "或者把有字的单元格复制到新的工作簿"
)
DTD = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
LONGEST_MARK = max(map(len, DTD))
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what a new file with a password is wrapped in
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def check(
    data: bytes,
    source: str,
    kind: str,
    part: str,
    *,
    largest: int = MAX_PART,
    streamed: str = "\0",
) -> None:
    """Pass a sound archive of modest size that holds `part`.

    Args:
        data: of the file.
        source: its name, for messages.
        kind: of file it is, in Chinese.
        part: that it must hold.
        largest: bytes that a part of XML may have.
        streamed: a folder whose parts may be larger: they are never held whole.

    Raises:
        Unreadable: not a zip, damaged, too large, a zip bomb, or not of this kind.
    """
    if data.startswith(OLD_OFFICE) and ENCRYPTED in data:
        raise Unreadable(f"{source} 加了密码", hint="去掉密码，另存一份")
    if data.startswith(OLD_OFFICE):
        raise Unreadable(f"{source} 是旧版或加密的 {kind} 文件", hint="去掉密码，另存为新版格式")
    try:
        with opened(data) as archive:
            _measure(archive, source, largest, streamed)
            if part not in archive.namelist():
                raise Unreadable(f"{source} 不是 {kind} 文件", hint="压缩包里没有正文部分")
            _refuse_entities(archive, source, kind)
    except DAMAGED as error:
        raise corrupt(source, kind) from error


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive, its parts named as they are meant: some programs write backslashes."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    for part in archive.infolist():
        if "\\" in part.filename:
            del archive.NameToInfo[part.filename]
            part.filename = part.filename.replace("\\", "/")
            archive.NameToInfo[part.filename] = part
    return archive


def corrupt(source: str, kind: str) -> Unreadable:
    """The error for a file that cannot be opened as what it claims to be."""
    if PurePath(source).name.startswith("~$"):
        return Unreadable(f"{source} 是文件打开时留下的锁文件，里面没有内容", hint="请给原来的文件")
    return Unreadable(f"{source} 已损坏，不能作为 {kind} 文件打开", hint="请重新导出或另存一份")


def _measure(archive: zipfile.ZipFile, source: str, allowed: int, streamed: str) -> None:
    """Sizes as declared: zipfile never unpacks more than an entry declares."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    held = (part for part in parts if not part.filename.startswith(streamed))
    largest = max((part.file_size for part in held if is_xml(part.filename)), default=0)
    bomb = unpacked > SMALL and unpacked / packed > MAX_RATIO
    if bomb or unpacked > MAX_UNPACKED or largest > allowed:
        worst = max(parts, key=lambda part: part.file_size)
        is_sheet = worst.filename.startswith(streamed)
        raise Unreadable(
            f"{source} 解压后有 {unpacked / 2**20:.0f} MB（{worst.filename} 最大），读不了",
            hint=SHEET_ADVICE if is_sheet else "请只保留文字，另存一份",
        )


def is_xml(name: str) -> bool:
    """Whether a part is XML by its name; no other is parsed."""
    return name.lower().endswith((".xml", ".rels"))


def _refuse_entities(archive: zipfile.ZipFile, source: str, kind: str) -> None:
    """Office formats forbid a DTD; where there is one it is there to do harm."""
    for part in archive.infolist():
        if is_xml(part.filename):
            with archive.open(part) as stream:
                before = b""
                while piece := stream.read(SMALL):
                    if any(mark in before + piece for mark in DTD):
                        raise corrupt(source, kind)
                    before = piece[-LONGEST_MARK:]
