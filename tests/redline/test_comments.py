"""Findings as Word comments: on their sentence, and nothing else of the author's file changes."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from drafter import readers
from drafter.redline.comments import WordRemark, commented
from tests.cli.console import runner
from tests.redline.reading import accepted, rejected

REPORTS = Path(__file__).parent.parent / "samples"
WATER = REPORTS / "water-2023.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program beside a report in Word."""
    shutil.copy(WATER, tmp_path / "r.docx")
    return runner(tmp_path, monkeypatch, capsys)


def parts(data):
    """Every part of a file by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def said(data):
    """Author, words and marked text of each comment, in order."""
    document = docx.Document(io.BytesIO(data))
    marked, open_ = {}, set()
    for each in document.element.body.iter():
        if each.tag == f"{W}commentRangeStart":
            open_.add(each.get(f"{W}id"))
        elif each.tag == f"{W}commentRangeEnd":
            open_.discard(each.get(f"{W}id"))
        elif each.tag == f"{W}t":
            for id in open_:
                marked[id] = marked.get(id, "") + (each.text or "")
    return [(c.author, c.text, marked.get(str(c.comment_id), "")) for c in document.comments]


def test_each_finding_is_a_comment_on_its_sentence(drafter, tmp_path):
    """Severity, rule, reason and suggestion; as many as the check finds; exit code of the check."""
    plain = drafter("check", "r.docx", "--format", "json")
    ran = drafter("check", "r.docx", "--comment", "-o", "c.docx")
    told = said((tmp_path / "c.docx").read_bytes())

    assert ran.code == plain.code
    assert "批注 2 条" in ran.err
    assert [author for author, *_ in told] == ["drafter", "drafter"]
    assert told[0][1].startswith("警告 空喊口号：“取得了显著成效”是套话\n改法：")
    assert told[0][2].endswith("取得了显著成效。")
    assert told[1][2].startswith("本人没有插手")


@pytest.mark.parametrize("name", ["water-2023.docx", "college-2022.docx", "farming-2024.docx"])
def test_nothing_else_is_touched(drafter, tmp_path, name):
    """Every part byte for byte but the body and what announces comments; text and changes too."""
    old = (REPORTS / name).read_bytes()
    (tmp_path / "r.docx").write_bytes(old)
    drafter("check", "r.docx", "--comment", "-o", "c.docx")
    new = (tmp_path / "c.docx").read_bytes()
    before, after = parts(old), parts(new)

    changed = {name for name in after if before.get(name) != after[name]}
    relations = "word/_rels/document.xml.rels"
    assert changed == {"word/document.xml", "word/comments.xml", "[Content_Types].xml", relations}
    assert before.keys() <= after.keys()
    assert (tmp_path / "r.docx").read_bytes() == old
    assert readers.read_text(tmp_path / "c.docx") == readers.read_text(tmp_path / "r.docx")
    assert (accepted(new), rejected(new)) == (accepted(old), rejected(old))


def test_comments_that_were_there_are_kept(drafter, tmp_path):
    """A chief's remark stays with its words and its place; a second run adds nothing."""
    document = docx.Document(WATER)
    paragraph = document.paragraphs[2]
    document.add_comment(paragraph.runs, text="这段压缩", author="领导", initials="领")
    document.save(tmp_path / "r.docx")
    drafter("check", "r.docx", "--comment", "-o", "c.docx")
    once = said((tmp_path / "c.docx").read_bytes())
    ran = drafter("check", "c.docx", "--comment", "-o", "d.docx")

    assert ("领导", "这段压缩", paragraph.text) in once
    assert len(once) == 3
    assert "批注 0 条（另有 2 条原来就有）" in ran.err
    assert said((tmp_path / "d.docx").read_bytes()) == once


def report(*lines):
    """A Word file of these paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_sentence_in_the_middle_of_a_run_is_cut_out():
    """The run becomes three that read as one."""
    data = report("开头一句。中间一句。末尾一句。")
    made = commented(data, "a.docx", [WordRemark((6, 8), ("看这里",))], "甲")

    assert said(made.data) == [("甲", "看这里", "中间一句。")]
    assert readers.report_from(made.data, "a", ".docx").text == "开头一句。中间一句。末尾一句。"


def test_what_is_about_no_words_stands_at_the_nearest_that_are():
    """A blank line, and a place behind the end."""
    made = commented(report("第一段。", "", "第三段。"), "a.docx", [
        WordRemark((5, 5), ("空行",)), WordRemark((99, 99), ("末尾",)),
    ], "甲")  # fmt: skip

    assert [marked for *_, marked in said(made.data)] == ["第三段。", "第三段。"]


def test_a_remark_for_which_there_is_no_place_is_not_called_known():
    """A file without words has nothing that a comment could stand at."""
    stream = io.BytesIO()
    docx.Document().save(stream)

    made = commented(stream.getvalue(), "a.docx", [WordRemark((0, 0), ("太短",))], "甲")

    assert (made.made, made.known, made.placeless) == (0, 0, 1)


def test_words_in_a_table_are_marked_there():
    """And hidden words before the sentence do not shift it."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("隐藏的话。").font.hidden = True
    paragraph.add_run("看得见的话。另一句。")
    document.add_table(1, 2).cell(0, 1).text = "表格里的话。"
    stream = io.BytesIO()
    document.save(stream)
    text = readers.report_from(stream.getvalue(), "a", ".docx").text
    spans = [(text.index(words), text.index(words) + 2) for words in ("另一", "表格")]
    made = commented(stream.getvalue(), "a.docx", [WordRemark(s, ("看",)) for s in spans], "甲")

    assert sorted(marked for *_, marked in said(made.data)) == ["另一句。", "表格里的话。"]


def test_signs_that_xml_forbids_cost_nothing():
    """They become blanks."""
    made = commented(report("一句。"), "a.docx", [WordRemark((0, 1), ("\x0b坏\x01字",))], "甲")

    assert said(made.data)[0][1].strip() == "坏 字"


def with_macros(data):
    """The file as Word saves one with macros."""
    held = parts(data)
    types = "[Content_Types].xml"
    plain = b"officedocument.wordprocessingml.document.main+xml"
    held[types] = held[types].replace(
        b"vnd.openxmlformats-" + plain, b"vnd.ms-word.document.macroEnabled.main+xml"
    )
    held["word/vbaProject.bin"] = b"macros"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in held.items():
            packed.writestr(name, content)
    return stream.getvalue()


def test_a_file_with_macros_has_comments_like_any_other_and_keeps_them():
    """Only its body and its comments change."""
    old = with_macros(report("一句。两句。"))
    made = commented(old, "a.docm", [WordRemark((3, 4), ("看",))], "甲")

    assert "看" in parts(made.data)["word/comments.xml"].decode()
    assert parts(made.data)["word/vbaProject.bin"] == b"macros"
    assert b"macroEnabled" in parts(made.data)["[Content_Types].xml"]


@pytest.mark.parametrize("name", ["m.docm", "m.docx"])
@pytest.mark.parametrize(
    "command",
    [("check", "--comment"), ("check", "--fix"), ("rewrite", "--redline", "--model", "none")],
)
def test_a_file_with_macros_is_saved_as_one_at_the_first_advice(drafter, tmp_path, name, command):
    """Whatever it is called itself: Word opens none under the other name."""
    (tmp_path / name).write_bytes(with_macros(report("2023年,本人履职尽责。")))
    words = (command[0], name, *command[1:])
    ran = drafter(*words, "-o", "new.docx")

    assert ran.code == 2
    assert "-o 后面写 new.docm" in ran.complaint
    assert drafter(*words, "-o", "new.docm").code in (0, 1)
    assert b"macroEnabled" in parts((tmp_path / "new.docm").read_bytes())["[Content_Types].xml"]


def test_mechanical_flaws_become_tracked_changes(drafter, tmp_path):
    """Accepted, they are put right; rejected, the author's own text is there again."""
    data = report("2023年度述职报告", "2023年,本人履职尽责。", '抓"三重一大"; 新建 3所.')
    (tmp_path / "r.docx").write_bytes(data)
    ran = drafter("check", "r.docx", "--fix", "-o", "f.docx", "--author", "办公室")
    made = (tmp_path / "f.docx").read_bytes()

    assert "修订 2 处" in ran.err
    assert accepted(made).split("\n")[1:] == ["2023年，本人履职尽责。", "抓“三重一大”；新建3所。"]
    assert rejected(made) == rejected(data)
    assert 'w:author="办公室"'.encode() in parts(made)["word/document.xml"]
    assert (tmp_path / "r.docx").read_bytes() == data


@pytest.mark.parametrize(
    ("arguments", "said_"),
    [
        (["r.docx", "--comment"], "加上 -o"),
        (["r.docx", "--comment", "-o", "c.xlsx"], "加上 -o"),
        (["r.txt", "--comment", "-o", "c.docx"], "一个 Word 文件"),
        (["r.docx", "r.docx", "--comment", "-o", "c.docx"], "一个 Word 文件"),
        (["r.docx", "--comment", "--format", "json", "-o", "c.docx"], "不能和"),
        (["bad.docx", "--comment", "-o", "c.docx"], "bad.docx"),
        (["r.docx", "--comment", "-o", "r.docx"], "没有覆盖"),
    ],
)
def test_wrong_use_is_one_line_and_nothing_is_written(drafter, tmp_path, arguments, said_):
    """Exit 2."""
    (tmp_path / "r.txt").write_text("报告", "utf-8")
    (tmp_path / "bad.docx").write_bytes(b"PK no archive")
    before = (tmp_path / "r.docx").read_bytes()
    ran = drafter("check", *arguments)

    assert ran.code == 2
    assert said_ in ran.complaint
    assert not (tmp_path / "c.docx").exists()
    assert (tmp_path / "r.docx").read_bytes() == before


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_and_keeps_them(drafter, tmp_path):
    """Opened and saved there, every comment is still on its sentence; its own text has them too."""
    drafter("check", "r.docx", "--comment", "-o", "c.docx")
    told = said((tmp_path / "c.docx").read_bytes())
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    for kind, into in (("docx", "saved"), ("fodt", "read")):
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            into,
            "c.docx",
        ]
        subprocess.run(
            command, cwd=tmp_path, check=True, capture_output=True, timeout=90,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    again = said((tmp_path / "saved" / "c.docx").read_bytes())
    flat = (tmp_path / "read" / "c.fodt").read_text("utf-8")
    assert [(a, w.split(), m) for a, w, m in again] == [(a, w.split(), m) for a, w, m in told]
    assert flat.count("<office:annotation ") == len(told)
    assert all(words.split("\n")[0][-8:] in flat for _, words, _ in told)
