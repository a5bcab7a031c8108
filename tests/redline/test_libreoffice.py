"""The redlined files in LibreOffice: its own accepting and rejecting give the same two texts."""

import asyncio
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from drafter import readers
from drafter.document import genre
from drafter.redline import Marks, fresh, opened, redline
from drafter.rewriting import rewrite

REPORTS = Path(__file__).parent.parent / "samples"
MARKS = Marks("办公室", "2026-01-31T08:00:00Z")
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "Text (encoded)"
  how(1).Name = "FilterOptions"
  how(1).Value = "UTF8,LF"
  document.storeToURL(target, how())
  document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""
pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def office(profile, *arguments):
    """LibreOffice with a profile of its own, never longer than a minute."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """A profile with the macro; one that LibreOffice has made takes it, a bare one does not."""
    work = tmp_path_factory.mktemp("office")
    office(work / "profile", "macro:///Standard.Module1.Main")
    module = work / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():
        pytest.skip("this LibreOffice has no Basic")
    module.write_text(MACRO, "utf-8")
    return work / "profile"


def settled(profile, path, command):
    """The text that LibreOffice has after one command on all changes."""
    target = path.with_suffix(f".{command}.txt")
    call = f'("file://{path}","file://{target}",".uno:{command}AllTrackedChanges")'
    office(profile, f"macro:///Standard.Module1.Settle{call}")
    return target.read_text("utf-8-sig").removesuffix("\n")


@pytest.mark.parametrize("name", ["transport-2023.txt", "water-2023.docx", "farming-2024.docx"])
def test_libreoffice_gives_both_back(profile, tmp_path, name):
    """Accepting all: the new text; rejecting all: the old one."""
    path = REPORTS / name
    is_word = path.suffix == ".docx"
    text = readers.read_text(path)
    shuzhi = genre.load("shuzhi")
    source = opened(path.read_bytes(), name) if is_word else fresh(text, shuzhi, name)
    old = source.text
    new = asyncio.run(rewrite(old)).report.text
    made = tmp_path / "redline.docx"
    made.write_bytes(redline(source, new, shuzhi, MARKS))

    assert settled(profile, made, "Accept") == new
    rejected = settled(profile, made, "Reject")
    assert re.sub(r"(?m)^ +([一二三四]、) ", r"\1", rejected) == old  # it sets lists' numbers off
