"""Tracked changes: accepting all gives the new text, rejecting all the old one, byte for byte."""

import asyncio
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK, WD_COLOR_INDEX
from docx.oxml import parse_xml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drafter import readers
from drafter.document import genre
from drafter.errors import Unreadable
from drafter.redline import Marks, fresh, opened, redline
from drafter.redline.difference import END, edits
from drafter.rewriting import rewrite
from tests.redline.reading import accepted, rejected

REPORTS = Path(__file__).parent.parent / "samples"
PLAIN = sorted(p for p in REPORTS.iterdir() if p.suffix in (".txt", ".md"))
SHUZHI = genre.load("shuzhi")
MARKS = Marks("办公室", "2026-01-31T08:00:00Z")
LINES = st.lists(st.text("甲乙丙，。；6**年\t", max_size=12), min_size=1, max_size=6)


def body(data):
    """The document's own XML."""
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def rewritten(text):
    """The new text, without a model."""
    return asyncio.run(rewrite(text)).report.text


def word(*lines):
    """A Word file of these paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("path", PLAIN, ids=lambda p: p.stem)
def test_plain_texts_give_both_back(path):
    """A fresh layout with tracked changes holds the old text and the new one."""
    old = readers.read_text(path)
    new = rewritten(old)
    made = redline(fresh(old, SHUZHI, path.name), new, SHUZHI, MARKS)

    assert accepted(made) == new
    assert rejected(made) == old


@pytest.mark.parametrize("name", ["water-2023", "college-2022"])
def test_word_files_give_both_back(name):
    """Odd runs, a bookmark, a field, a soft break, earlier changes; a table in the middle."""
    source = opened((REPORTS / f"{name}.docx").read_bytes(), name)
    old = source.text
    new = rewritten(old)
    made = redline(source, new, SHUZHI, MARKS)

    assert accepted(made) == new
    assert rejected(made) == old


def test_automatic_numbers_become_text_when_accepted():
    """Numbers that Word counted are written out in the new text and counted again in the old."""
    source = opened((REPORTS / "farming-2024.docx").read_bytes(), "farming")
    numbers = [line.number for line in source.lines if line.number]
    old = source.text
    new = rewritten(old)
    made = redline(source, new, SHUZHI, MARKS)

    assert numbers == ["一、", "二、", "三、", "四、"]
    assert accepted(made) == new
    assert rejected(made) == re.sub(r"(?m)^[一二三四]、", "", old)
    assert body(made).count("<w:pPrChange") == 4


def test_the_rest_of_the_file_is_not_touched():
    """Headers, footers, styles: byte for byte; tables and properties stand."""
    before = (REPORTS / "farming-2024.docx").read_bytes()
    source = opened(before, "farming")
    made = redline(source, rewritten(source.text), SHUZHI, MARKS)
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (before, made))

    assert old.namelist() == new.namelist()
    others = [name for name in old.namelist() if name != "word/document.xml"]
    assert [name for name in others if old.read(name) != new.read(name)] == []
    assert "<w:sectPr" in body(made)


def test_a_table_is_left_alone_and_told():
    """Its cells stand unchanged, outside every change."""
    source = opened((REPORTS / "college-2022.docx").read_bytes(), "college")
    made = redline(source, rewritten(source.text), SHUZHI, MARKS)
    table = re.search("<w:tbl>.*</w:tbl>", body(made), re.DOTALL)[0]

    assert "机电系" in table
    assert "<w:ins" not in table
    assert "<w:del" not in table
    assert source.notes == ["1 个表格原样保留，没有改写"]


def form(*cells):
    """A Word file with nothing but a table: a name and what is said of it in each row."""
    document = docx.Document()
    table = document.add_table(rows=len(cells), cols=2)
    for row, told in zip(table.rows, cells, strict=True):
        row.cells[0].text, row.cells[1].text = told
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_form_is_read_though_all_of_it_stands_in_a_table():
    """The changes are in the cells they are about, and each cell keeps its end."""
    data = form(("主要工作", "审结案件286件,结案率96%。"), ("存在不足", "文书粗糙，错字7处。"))
    held = opened(data, "form.docx")
    new = held.text.replace(",", "，")
    made = redline(held, new, SHUZHI, MARKS)
    cells = re.findall("<w:tc>.*?</w:tc>", body(made), re.DOTALL)

    assert held.text.split("\n")[1] == "审结案件286件,结案率96%。"
    assert ["<w:ins" in cell for cell in cells] == [False, True, False, False]
    assert all("<w:p>" in cell or "<w:p " in cell for cell in cells)


def test_earlier_changes_are_accepted_and_told():
    """What someone tracked before is text, or gone, and nobody else's mark is left."""
    source = opened((REPORTS / "water-2023.docx").read_bytes(), "water")
    made = redline(source, rewritten(source.text), SHUZHI, MARKS)

    assert "一年来，" not in source.text
    assert set(re.findall(r'<w:(?:ins|del) [^>]*w:author="([^"]*)"', body(made))) == {"办公室"}
    assert source.notes == ["原有的 2 处修订已先接受，再在其上修订"]


def test_looks_go_on():
    """What is inserted has the font size of its neighbours."""
    source = opened((REPORTS / "water-2023.docx").read_bytes(), "water")
    new = source.text.replace("没有及时验收", "尚未按期验收")
    made = body(redline(source, new, SHUZHI, MARKS))
    inserted = re.findall(r"<w:ins [^>]*><w:r>.*?</w:r></w:ins>", made)

    assert inserted
    assert all('<w:sz w:val="32"/>' in run for run in inserted)


def coloured(*pieces):
    """A Word file of one paragraph; pieces that begin with * are highlighted."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in pieces:
        run = paragraph.add_run(piece.lstrip("*"))
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW if piece.startswith("*") else None
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("pieces", "new", "inserted"),
    [
        (("谈话26人次,", "*没给亲友打招呼", "。"), "谈话26人次，未给亲友打招呼。", ["，", "*未"]),
        (("*没打招呼没", ",谈话26人次。"), "没打招呼过，谈话26人次。", ["*过", "，"]),
        (("引资", "*1.26亿元", "到位2亿元。"), "引资1.26亿元，到位2亿元。", ["，"]),
        (("引资", "*1.26亿元", ";到位2亿元。"), "引资1.26亿元；到位2亿元。", ["；"]),
        (("*引资1.26亿元;到位", "2亿元。"), "引资1.26亿元；到位2亿元。", ["*；"]),
    ],
)
def test_a_mark_looks_like_the_one_it_replaces_and_is_not_set_off_with_words(pieces, new, inserted):
    """Its neighbour is highlighted, and the mark was not."""
    source = opened(coloured(*pieces), "x")
    made = redline(source, new, SHUZHI, MARKS)
    found = re.findall(r"<w:ins [^>]*><w:r>(.*?)<w:t[^>]*>(.*?)</w:t>", body(made))

    assert [("*" if "highlight" in looks else "") + text for looks, text in found] == inserted
    assert (accepted(made), rejected(made)) == (new, source.text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("讲党课 4 次。", "讲党课4次。"),
        ("调研 8 次，走访 3 户。", "调研8次，走访3户。"),
        ("搞讲座 6 场,", "搞讲座6场，"),
    ],
)
def test_a_figure_that_stays_is_not_struck(old, new):
    """Only the blanks around it go, though it is one digit long."""
    gone = "".join(edit.text for edit in edits(old, new) if edit.kind == "delete")

    assert not any(char.isdigit() for char in gone)


def test_changes_are_small():
    """Only the clause that goes is marked."""
    old = "新建学校6所，取得了显著成效。\n引资3亿元。\n"
    made = body(redline(fresh(old, SHUZHI, "x"), "新建学校6所。\n引资3亿元。\n", SHUZHI, MARKS))

    assert re.findall(r"<w:delText[^>]*>([^<]*)", made) == ["，取得了显著成效"]
    assert "<w:ins " not in made


def test_nothing_changed_marks_nothing():
    """The same text gives a file without changes."""
    source = opened(word("甲。", "乙。"), "x")
    made = body(redline(source, "甲。\n乙。", SHUZHI, MARKS))

    assert "<w:ins" not in made
    assert "<w:del" not in made


def test_a_soft_break_inside_a_paragraph_stays_one():
    """The lines beside it are paired with themselves; no paragraph comes or goes."""
    source = opened(word("修渠3公里,\n植树90亩.", "粮食增产8%,收储12吨.", "建桥2座。"), "x")
    made = redline(
        source, "修渠3公里，\n植树90亩。\n粮食增产8%，收储12吨。\n建桥2座。", SHUZHI, MARKS
    )

    assert accepted(made) == "修渠3公里，\n植树90亩。\n粮食增产8%，收储12吨。\n建桥2座。"
    assert rejected(made) == source.text
    assert re.findall(r"<w:delText[^>]*>([^<]*)", body(made)) == [",", ".", ",", "."]
    assert len(re.findall("<w:p>", body(made))) == 3


def test_a_page_break_between_words_stays_and_ends_a_line():
    """The lines on either side of it are changed by themselves; one before all words is layout."""
    document = docx.Document()
    held = document.add_paragraph()
    held.add_run().add_break(WD_BREAK.PAGE)
    held.add_run("修渠3公里,")
    held.add_run().add_break(WD_BREAK.PAGE)
    held.add_run("植树90亩.")
    stream = io.BytesIO()
    document.save(stream)
    source = opened(stream.getvalue(), "x")
    made = redline(source, "修渠3公里，\n植树90亩。", SHUZHI, MARKS)

    assert source.text == "修渠3公里,\n植树90亩."
    assert accepted(made) == "修渠3公里，\n植树90亩。"
    assert rejected(made) == source.text
    assert body(made).count('w:type="page"') == 2
    assert re.findall(r"<w:delText[^>]*>([^<]*)", body(made)) == [",", "."]


@settings(max_examples=12, deadline=None)
@given(LINES, LINES)
@example(["，。", ""], ["", "，", "6"])
def test_any_two_texts_give_both_back(old, new):
    """Paragraphs come, go, join and part: both texts are there."""
    source = opened(word(*old), "x")
    assert source.text == "\n".join(old)
    made = redline(source, "\n".join(new), SHUZHI, MARKS)

    assert accepted(made) == "\n".join(new)
    assert rejected(made) == "\n".join(old)


@given(st.text(f"甲乙，。6*{END}", max_size=30), st.text(f"甲乙，。6*{END}", max_size=30))
def test_edits_hold_both_texts(old, new):
    """What stays and goes is the old text; what stays and comes is the new one."""
    found = edits(old, new)

    assert "".join(e.text for e in found if e.kind != "insert") == old
    assert "".join(e.text for e in found if e.kind != "delete") == new


def test_a_file_that_is_none_is_refused():
    """One clear line."""
    with pytest.raises(Unreadable):
        opened(b"\xd0\xcf\x11\xe0" + b"x" * 600, "old.docx")


def guided(before, words, reading, behind):
    """A Word file of one paragraph, some words of it with their reading above them."""
    document = docx.Document(io.BytesIO(word(before, "完")))
    paragraph = document.paragraphs[0]
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph._p.append(
        parse_xml(
            f'<w:r xmlns:w="{namespace}"><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{reading}</w:t></w:r>'
            f"</w:rt><w:rubyBase><w:r><w:t>{words}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        )
    )
    paragraph.add_run(behind)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def without_readings(data):
    """The file without what stands above its words."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"<w:rt>.*?</w:rt>", b"", old.read(name)))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("疏浚漷河8条,修泵站2座", "疏浚漷河8条，修泵站2座"),
        ("疏浚漷河8条,修泵站2座", "疏浚沙河8条,修泵站2座"),
        ("疏浚漷河8条,修泵站2座", "疏浚漷水8条，修泵站2座"),
        ("疏浚漷河8条,修泵站2座", "新建8条"),
    ],
)
def test_words_with_their_reading_above_count_as_words_alone(old, new):
    """What is behind 漷河 with kuò hé above is changed where it stands; both stay or go whole."""
    held = opened(guided("疏浚", "漷河", "kuò hé", "8条,修泵站2座"), "report.docx")
    made = redline(held, f"{new}\n完", SHUZHI, MARKS)

    assert held.text == f"{old}\n完"
    assert accepted(without_readings(made)) == f"{new}\n完"
    assert rejected(without_readings(made)) == f"{old}\n完"
    assert body(made).count("kuò hé") == 1
