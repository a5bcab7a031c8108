"""Older office files: converted by LibreOffice where it is installed, one clear line where not."""

import io
import os
import re
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import openpyxl
import pytest

from drafter.errors import Unreadable
from drafter.readers import facts_from, office, read_facts, report_from, webpage
from tests.readers.test_word_constructs import ON, RESTART, TWO_LISTS
from tests.readers.words import cell, numbered, paragraph, row, run, shape, table, word

needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def made(data: bytes, suffix: str, target: str, folder) -> bytes:
    """The file in an older format, as LibreOffice saves it."""
    given = folder / f"given{suffix}"
    given.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'own').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder, given],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return (folder / f"given.{target}").read_bytes()


@needs_office
@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_constructs_survive_the_older_formats(tmp_path, target):
    """Merged cells, text boxes, hidden words and lists mean what they mean in .docx."""
    body = (
        paragraph("2024年述职要点")
        + numbered("履职情况", 1)
        + paragraph("修路3条", run("（实为9条）", "<w:vanish/>"))
        + paragraph("栽茶500亩", shape("争取补助860万元"))
        + table(
            row(cell("不足", properties=RESTART), "调研少"),
            row(cell("", properties=ON), "下村少"),
        )
    )
    data = made(word(body, numbering=TWO_LISTS), ".docx", target, tmp_path)
    found = facts_from(data, f"a.{target}", f".{target}")
    told = {fact.text: fact.role for fact in found}

    assert "9条" not in "".join(told)
    assert told["修路3条"] == "duty"
    assert target == "rtf" or told["争取补助860万元"] == "duty"  # LibreOffice saves no box in .rtf
    assert told["调研少"] == told["下村少"] == "shortcoming"
    assert any("隐藏的文字没有读" in note for note in found.notes)
    assert any("LibreOffice" in note for note in found.notes)


@needs_office
def test_a_wps_file_and_one_with_a_wrong_suffix(tmp_path):
    """The bytes tell the format: .wps holds the same as .doc, and so may .docx."""
    data = made(word(paragraph("修路3条")), ".docx", "doc", tmp_path)

    for suffix in (".wps", ".docx", ".rtf"):
        assert [f.text for f in facts_from(data, f"a{suffix}", suffix)] == ["修路3条"]
    assert report_from(data, "a.doc", ".doc").text == "修路3条"


@needs_office
def test_an_old_workbook_is_read_as_it_is_shown(tmp_path):
    """Formats and hidden rows of an .xls."""
    book = openpyxl.Workbook()
    for values in (("要点", "数值"), ("增速", 0.085), ("作废", 9)):
        book.active.append(values)
    book.active["B2"].number_format = "0.0%"
    book.active.row_dimensions[3].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    data = made(stream.getvalue(), ".xlsx", "xls", tmp_path)

    assert [f.text for f in facts_from(data, "a.xls", ".xls")] == ["增速8.5%"]


@needs_office
def test_a_page_saved_as_doc_is_read_and_fetches_nothing():
    """Web systems hand out HTML under the name .doc."""
    page = "<html><head><meta charset='utf-8'></head><body><p>修路3条</p></body></html>"

    assert [f.text for f in facts_from(page.encode(), "a.doc", ".doc")] == ["修路3条"]


def test_a_new_file_under_an_old_name_needs_no_conversion(monkeypatch):
    """A .doc that is a .docx inside is read at once."""
    monkeypatch.setattr(office, "_program", lambda: None)
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph("修路3条")
    document.save(stream)

    assert [f.text for f in facts_from(stream.getvalue(), "a.doc", ".doc")] == ["修路3条"]


def test_without_libreoffice_one_line_says_how(monkeypatch):
    """What to install, or how to save it otherwise."""
    monkeypatch.setattr(office, "_program", lambda: None)

    with pytest.raises(Unreadable, match="LibreOffice") as caught:
        facts_from(b"{\\rtf1 a}", "a.rtf", ".rtf")

    assert ".docx" in caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_file_with_a_password_is_told():
    """A new file with a password is wrapped in the old container."""
    data = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")

    for suffix in (".docx", ".xlsx"):
        with pytest.raises(Unreadable, match="加了密码"):
            facts_from(data, f"a{suffix}", suffix)


@pytest.mark.parametrize("data", [b"MZ" + bytes(range(256)), "一段文字".encode(), OLE + bytes(99)])
def test_what_is_no_office_file_never_reaches_libreoffice(monkeypatch, data):
    """A program, a plain text and an empty container are refused before."""
    monkeypatch.setattr(office, "_program", lambda: pytest.fail("was asked for"))

    with pytest.raises(Unreadable, match="不是 Office 文件"):
        facts_from(data, "a.doc", ".doc")


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for LibreOffice")
def test_a_conversion_that_hangs_is_ended_with_all_it_started(tmp_path, monkeypatch):
    """After the limit, one line; its children are ended and its folder is gone."""
    stand_in, seen = tmp_path / "soffice", tmp_path / "seen"
    stand_in.write_text(f"#!/bin/sh\npwd > {seen}\nsleep 600 & echo $! >> {seen}\nwait\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(office, "_program", lambda: str(stand_in))
    monkeypatch.setattr(office, "LIMIT", 1)

    with pytest.raises(Unreadable, match="超过 1 秒"):
        facts_from(b"{\\rtf1 a}", "a.rtf", ".rtf")

    folder, child = seen.read_text().split()
    assert not Path(folder).exists()
    assert not _is_running(int(child))


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for LibreOffice")
def test_a_conversion_is_held_to_its_memory_and_time(tmp_path, monkeypatch):
    """What LibreOffice starts is held too; a file that asks for more is refused in one line."""
    stand_in, seen = tmp_path / "soffice", tmp_path / "seen"
    stand_in.write_text(f"#!/bin/sh\nsh -c 'ulimit -d; ulimit -t' > {seen}\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(office, "_program", lambda: str(stand_in))

    with pytest.raises(Unreadable, match=f"{office.SECONDS} 秒、{office.MEGABYTES} MB") as caught:
        facts_from(b"{\\rtf1 a}", "a.rtf", ".rtf")

    assert seen.read_text().split() == [str(office.MEGABYTES * 1024), str(office.SECONDS)]
    assert "\n" not in str(caught.value)


def _is_running(pid: int) -> bool:
    """Whether a process still runs; one that has ended and waits to be seen does not."""
    for _ in range(50):
        told = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False
        )
        if told.stdout.strip()[:1] in {b"", b"Z"}:
            return False
        time.sleep(0.1)
    return True


@needs_office
def test_two_at_once_do_not_disturb_each_other(tmp_path):
    """Each has a profile of its own."""
    paths = []
    for number in range(4):
        path = tmp_path / f"{number}.rtf"
        path.write_bytes(b"{\\rtf1\\ansi\\uc1 \\u20462?\\u36335?%d\\u26465?\\par}" % number)
        paths.append(path)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(read_facts, paths))

    assert [facts["F1"].text for facts in found] == [f"修路{number}条" for number in range(4)]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<table><tr hidden><td>甲<td>乙<tr><td>丙</table>丁", "丙丁"),
        ("<table><tr><td hidden>甲<td>乙<tr><td>丙</table>丁", "乙丙丁"),
        ("<p style='display:none'>甲<div>乙</div><p>丙", "乙丙"),
        ("<div><p hidden>甲</div>乙", "乙"),
        ("<ul><li hidden>甲<ul><li>乙</ul><li>丙</ul>丁", "丙丁"),
        ("<ul><li>甲<p hidden>乙<li>丙</ul>", "甲丙"),
    ],
)
def test_what_is_hidden_ends_where_its_element_ends_without_an_end_tag(page, said):
    """Rows, cells, points and paragraphs need none; what stands behind them is seen."""
    seen = webpage.shown(page.encode(), "a.doc")[0].decode()

    assert re.sub("<[^>]*>", "", seen) == said
    assert seen.count("<div") == seen.count("</div")


def test_what_is_hidden_or_struck_on_a_page_is_left_out_and_named():
    """8座 that is struck out does not stand before 7座; the rest is the page byte for byte."""
    page = (
        "<html><body><p>修桥<s>8座</s>7座<br>好</p><ul><li hidden>建书屋3间<li>修渠5条</ul>"
        "<p style='color:red; display: none'>讲<b>课</b></p><p>甲&amp;乙</p></body></html>"
    )
    for code in ("utf-8", "gbk"):
        seen, notes = webpage.shown(page.encode(code), "a.doc")

        assert seen.decode(code) == (
            "<html><body><p>修桥7座<br>好</p><ul><li>修渠5条</ul><p>甲&amp;乙</p></body></html>"
        )
        assert notes == (
            "划掉的文字没有读：a.doc 8座",
            "隐藏的文字没有读：a.doc 建书屋3间、a.doc 讲课",
        )


def test_a_class_strikes_out_what_its_page_says_it_does():
    """Mail programs keep looks in a sheet of styles; what holds for print alone is none."""
    page = (
        "<style><!-- @charset 'utf-8'; .old, p.gone {color:red; text-decoration: line-through}"
        " @media print {.keep {text-decoration: line-through}} --></style>"
        "<p>修桥<b class='x old'>8座</b>7座</p><p class=gone>植树3亩</p><p class=keep>讲课4次</p>"
        "<p class=old style='text-decoration: none'>修渠5条</p>"
    )
    seen, notes = webpage.shown(page.encode(), "a.doc")

    assert re.sub("<style.*</style>|<[^>]*>", "", seen.decode()) == "修桥7座讲课4次修渠5条"
    assert notes == ("划掉的文字没有读：a.doc 8座、a.doc 植树3亩",)


def test_words_stay_struck_where_a_font_ends_within_them():
    """LibreOffice ends the outer mark first."""
    page = "<p><font a=b><s>核查报表</font>310<font a=b>份</s></font>讲课4次</p>"
    seen, notes = webpage.shown(page.encode(), "a.doc")

    assert re.sub("<[^>]*>", "", seen.decode()) == "讲课4次"
    assert notes == ("划掉的文字没有读：a.doc 核查报表310份",)
