"""Older office files, read through LibreOffice where it is installed: .doc .wps .rtf .odt .xls."""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

from drafter.document import Facts
from drafter.errors import Unreadable
from drafter.readers import docx, webpage, xlsx
from drafter.readers.archive import MAX_BYTES
from drafter.readers.reader import Reader, Text
from drafter.readers.sheet import noted
from drafter.readers.signatures import kind_of, office_suffix

LIMIT = (
    60  # seconds; a report takes one or two, and five where LibreOffice starts for the first time
)
SECONDS = 9  # of the processor; a page takes one, 20,000 rows four
MEGABYTES = 400  # of data; a page and 20,000 rows take 160
# Its processes may take so much and no more: a damaged file may ask for gigabytes. Where a system
# knows no such limit (Windows, macOS for memory) the time by the clock is the only one.
_LIMITED = ("/bin/sh", "-c", 'ulimit -d "$1"; ulimit -t "$2"; shift 2; exec "$@"', "sh")
AT_ONCE = threading.BoundedSemaphore(2)  # each takes 300 MB
PROGRAMS = ("soffice", "libreoffice", "soffice.com")
PLACES = (  # where installers put it without telling the search path
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
NOTE = "经 LibreOffice 转换后读入，请对照原文核对"
_WORD, _SHEET = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
  <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
  <prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
  <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
  <prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
 </item>
 <item oor:path="/org.openoffice.Inet/Settings">
  <prop oor:name="ooInetProxyType" oor:op="fuse"><value>1</value></prop>
  <prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
  <prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
  <prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
  <prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
 </item>
</oor:items>
"""  # no macros run, and nothing that a document links to is fetched


def facts(data: bytes, source: str) -> Facts:
    """The facts of an older Word file.

    Raises:
        Unreadable: no LibreOffice here, or it could not open the file in time.
        BadInput: no paragraph that could be a fact.
    """
    data, notes = _seen(data, source)
    found = docx.facts(converted(data, source, _WORD), source)
    return noted(replace(found, notes=(*found.notes, *notes)), f"{source} {NOTE}")


def text(data: bytes, source: str) -> Text:
    """The text of a report in an older Word file."""
    data, notes = _seen(data, source)
    found = docx.text(converted(data, source, _WORD), source)
    return Text(found.text, (*found.notes, *notes, f"{source} {NOTE}"))


def sheet_facts(data: bytes, source: str) -> Facts:
    """The facts of an older Excel file.

    Raises:
        Unreadable: no LibreOffice here, or it could not open the file in time.
        BadInput: no row that could be a fact.
    """
    data, notes = _seen(data, source)
    found = xlsx.facts(converted(data, source, _SHEET), source)
    return noted(replace(found, notes=(*found.notes, *notes)), f"{source} {NOTE}")


def _seen(data: bytes, source: str) -> tuple[bytes, tuple[str, ...]]:
    """A web page under the name of an office file without what is not seen on it."""
    return webpage.shown(data, source) if kind_of(data) == ".html" else (data, ())


def converted(data: bytes, source: str, target: str) -> bytes:
    """The file in a format of today, made by LibreOffice under a profile of its own.

    Raises:
        Unreadable: no LibreOffice here, or it could not open the file in time.
    """
    kind = kind_of(data)
    if not kind:
        raise Unreadable(
            f"{source} 已损坏，或者不是 Office 文件", hint="请用 Word 或 WPS 另存为 .docx"
        )
    program = _program()
    if program is None:
        hint = "装上 LibreOffice 就能直接读；或者用 Word、WPS 另存为 .docx（表格存为 .xlsx）"
        raise Unreadable(f"{source} 是旧格式，要靠 LibreOffice 打开，这台机器上没有", hint=hint)
    with (
        AT_ONCE,
        tempfile.TemporaryDirectory(prefix="drafter-", ignore_cleanup_errors=True) as work,
    ):
        made = _made(program, Path(work), data, kind, target, source)
        if not made.is_file() or not 0 < made.stat().st_size <= MAX_BYTES:
            hint = "去掉密码；或者用 Word、WPS 另存为 .docx（表格存为 .xlsx）"
            most = f"打开它要的超过了 {SECONDS} 秒、{MEGABYTES} MB"
            raise Unreadable(f"{source} 打不开：加了密码，已损坏，或者{most}", hint=hint)
        return made.read_bytes()


def _program() -> str | None:
    found = (shutil.which(name) for name in PROGRAMS)
    return next((each for each in (*found, *filter(os.path.isfile, PLACES)) if each), None)


def _made(program: str, work: Path, data: bytes, kind: str, target: str, source: str) -> Path:
    """Let LibreOffice convert the file; where the outcome is if there is one.

    Raises:
        Unreadable: it takes too long.
    """
    settings = work / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, "utf-8")
    is_page = kind in {".html", ".xml"}  # saved by a web system: known by what it is called
    given = work / f"given{('.xls' if target == _SHEET else '.doc') if is_page else kind}"
    given.write_bytes(data)
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    to = ["--convert-to", target, "--outdir", str(work / "made"), str(given)]
    process = subprocess.Popen(  # noqa: S603  a fixed command on files of ours
        [*_limits(), program, profile, *options, *to],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=work,
        env={**os.environ, "TMPDIR": str(work)},  # what it leaves when it is ended goes with it
        start_new_session=True,
    )
    try:
        process.wait(LIMIT)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"{source} 用 LibreOffice 打开超过 {LIMIT} 秒", hint="请用 Word 或 WPS 另存为 .docx"
        ) from error
    finally:
        _end(process)
    return work / "made" / f"given.{target.partition(':')[0]}"


def _limits() -> tuple[str, ...]:
    """What is put in front of a command so that the system holds it to its share."""
    return (*_LIMITED, str(MEGABYTES * 1024), str(SECONDS)) if os.name == "posix" else ()


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice and what it started, whether it is done or not."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()


def sniff(data: bytes) -> bool:
    """Whether bytes without a name are an older Word file."""
    return office_suffix(data) in OLD_WORD.suffixes


def sniff_sheet(data: bytes) -> bool:
    """Whether bytes without a name are an older Excel file."""
    return office_suffix(data) in OLD_EXCEL.suffixes


OLD_WORD = Reader("旧版 Word", (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt"), facts, text, sniff)
OLD_EXCEL = Reader("旧版 Excel", (".xls", ".et", ".ods", ".xlsb"), sheet_facts, sniff=sniff_sheet)
