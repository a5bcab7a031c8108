"""Office files as other programs save them, each a kind that a neighbouring reader got wrong."""

import base64
import datetime as dt
import io
import quopri
import re
import zipfile

import docx
import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from drafter.errors import BadInput
from drafter.readers import facts_from
from tests.readers.words import paragraph, word

OPEN = "http://schemas.openxmlformats.org/"
STRICT = (
    (f"{OPEN}officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
    (f"{OPEN}wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (f"{OPEN}spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
)


def text(words):
    """Words of a run."""
    return f"<w:t>{words}</w:t>"


def run(inner):
    """A paragraph of one run."""
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def control(inner, properties=""):
    """A content control around something."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def drawing(kind):
    """A picture that Word draws from data."""
    data = f'<a:graphicData uri="{OPEN}drawingml/2006/{kind}"/>'
    return run(f"<w:drawing><wp:inline><a:graphic>{data}</a:graphic></wp:inline></w:drawing>")


def saved(document):
    """The bytes of a document of a library."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_file():
    """A Word file with one fact, as a library saves it."""
    document = docx.Document()
    document.add_paragraph("修路3条")
    return saved(document)


def book(*rows, epoch=None):
    """An Excel file."""
    made = openpyxl.Workbook()
    made.epoch = epoch or made.epoch
    for row in rows or (("要点",), ("修路3条",)):
        made.active.append(row)
    return saved(made)


def packed_anew(data, name=lambda name: name, content=lambda _, content: content):
    """The archive with other names or contents of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for each in old.namelist():
            told = content(each, old.read(each).decode("utf-8", "surrogateescape"))
            new.writestr(name(each), told.encode("utf-8", "surrogateescape"))
    return stream.getvalue()


def strict(_, content):
    """In the namespaces of the stricter standard."""
    for one, other in STRICT:
        content = content.replace(one, other)
    return content


def told(data, suffix=".docx"):
    """The facts of a file."""
    return [fact.text for fact in facts_from(data, f"a{suffix}", suffix)]


BODIES = {  # what Word shows of it
    "a hyphen that holds": (run(text("1") + "<w:noBreakHyphen/>" + text("9月修路")), ["1-9月修路"]),
    "a line end within a run": (run(text("修路") + "<w:cr/>" + text("建校")), ["修路", "建校"]),
    "a moved paragraph": (
        "<w:p><w:moveFrom><w:r><w:t>修路3条</w:t></w:r></w:moveFrom></w:p>"
        + paragraph("建校6所")
        + "<w:p><w:moveTo><w:r><w:t>修路3条</w:t></w:r></w:moveTo></w:p>",
        ["建校6所", "修路3条"],
    ),
    "a marked name": (
        "<w:p><w:smartTag><w:r><w:t>修路</w:t></w:r></w:smartTag><w:r><w:t>3条</w:t></w:r></w:p>",
        ["修路3条"],
    ),
    "a marked block": (
        "<w:customXml>" + paragraph("修路3条") + "</w:customXml>" + paragraph("建校6所"),
        ["修路3条", "建校6所"],
    ),
    "words set from left to right": (
        (
            "<w:p><w:dir w:val='ltr'><w:r><w:t>修路</w:t></w:r></w:dir>"
            "<w:bdo w:val='ltr'><w:r><w:t>3条</w:t></w:r></w:bdo></w:p>"
        ),
        ["修路3条"],
    ),
    "a sign of a font of signs": (
        run(text("达标率") + "<w:sym w:font='Symbol' w:char='F0B3'/>" + text("98%")),
        ["达标率≥98%"],
    ),
    "a paragraph whose end is deleted": (
        "<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>"
        "<w:r><w:t>修路3条，</w:t></w:r></w:p>" + paragraph("惠及2个村"),
        ["修路3条，惠及2个村"],
    ),
    "a control around a row": (
        "<w:tbl>" + control("<w:tr><w:tc>" + paragraph("修路3条") + "</w:tc></w:tr>") + "</w:tbl>",
        ["修路3条"],
    ),
    "a control around a cell": (
        "<w:tbl><w:tr>" + control("<w:tc>" + paragraph("修路3条") + "</w:tc>") + "</w:tr></w:tbl>",
        ["修路3条"],
    ),
}


@pytest.mark.parametrize(("body", "facts"), BODIES.values(), ids=BODIES)
def test_a_construct_reads_as_word_shows_it(body, facts):
    """Nothing that is seen is lost, and what has gone elsewhere comes once."""
    assert told(word(body)) == facts


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (drawing("diagram"), "SmartArt"),
        (drawing("chart"), "图表"),
        ('<w:altChunk r:id="r9"/>', "嵌入的文档"),
        (control(paragraph("单击此处输入文字"), "<w:showingPlcHdr/>"), "没有填写的控件"),
    ],
    ids=["diagram", "chart", "embedded file", "empty control"],
)
def test_what_is_not_read_is_named(body, note):
    """Text that lies in another part, and hints that nobody has filled in."""
    found = facts_from(word(paragraph("修路3条") + body), "a.docx", ".docx")

    assert [fact.text for fact in found] == ["修路3条"]
    assert any(note in each for each in found.notes)


def moved(name):
    """The main part under the name that Word on the web gives it."""
    return name.replace("document.xml", "document22.xml")


def prefixed(name, content):
    """Relations with a prefix before each element."""
    if not name.endswith(".rels"):
        return content
    return re.sub("<(/?)Relationship", r"<\1ns0:Relationship", content).replace(
        "xmlns=", "xmlns:ns0="
    )


def rooted(name, content):
    """Relations that begin at the root of the archive."""
    return content.replace('Target="word/', 'Target="/word/') if name == "_rels/.rels" else content


PACKED = {
    "backslashes, Word": (".docx", word_file, {"name": lambda name: name.replace("/", "\\")}),
    "backslashes, Excel": (".xlsx", book, {"name": lambda name: name.replace("/", "\\")}),
    "strict, Word": (".docx", word_file, {"content": strict}),
    "strict, Excel": (".xlsx", book, {"content": strict}),
    "another main part": (".docx", word_file, {"name": moved, "content": lambda _, c: moved(c)}),
    "prefixed relations": (".xlsx", book, {"content": prefixed}),
    "rooted relations": (".docx", word_file, {"content": rooted}),
}


@pytest.mark.parametrize(("suffix", "make", "changes"), PACKED.values(), ids=PACKED)
def test_an_archive_is_read_however_its_parts_are_named(suffix, make, changes):
    """Office opens all of these."""
    assert told(packed_anew(make(), **changes), suffix) == ["修路3条"]


def test_a_reading_aid_is_no_part_of_a_cell():
    """The sounds that an input method keeps beside the characters."""
    aid = "<t>修路3条</t><rPh sb='0' eb='2'><t>xiulu</t></rPh>"
    data = packed_anew(book(), content=lambda _, c: c.replace("<t>修路3条</t>", aid))

    assert told(data, ".xlsx") == ["修路3条"]


def test_dates_count_from_the_year_that_the_book_says():
    """A book from a Mac begins in 1904."""
    rows = (("要点", "时间"), ("修路3条", dt.date(2024, 3, 5)))

    assert told(book(*rows, epoch=CALENDAR_MAC_1904), ".xlsx") == ["修路3条，2024年3月5日"]


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_as_any_program_ends_it(end):
    """Pasted from Word, an old Mac, a chat."""
    sheet = f"# 2024年述职要点{end}- 修路3条{end}- 建校6所{end}"

    assert told(sheet.encode(), ".md") == ["修路3条", "建校6所"]


def test_a_colon_within_a_value_is_part_of_it():
    """title: 2024: 述职 is no broken header."""
    found = facts_from("---\ntitle: 2024: 述职\n---\n- 修路3条\n".encode(), "a.md", ".md")

    assert found.title == "2024: 述职"


def test_a_number_of_many_digits_is_written_out():
    """No exponent, and no digits that the file does not hold."""
    [fact] = told(book(("要点", "数量"), ("发放补贴（元）", 351030001351351000)), ".xlsx")

    assert "351030001351351000" in fact


def test_what_is_said_beside_the_cells_of_a_workbook_is_named():
    """Remarks and what is printed below each page."""
    made = openpyxl.Workbook()
    made.active.append(("要点",))
    made.active.append(("修路3条",))
    made.active["A2"].comment = openpyxl.comments.Comment("待核", "小李")
    made.active.oddFooter.center.text = "小李制表"
    found = facts_from(saved(made), "a.xlsx", ".xlsx")

    assert [fact.text for fact in found] == ["修路3条"]
    assert "批注没有读：a.xlsx!A2" in found.notes
    assert any("页眉、页脚" in note and "小李制表" in note for note in found.notes)


@pytest.mark.parametrize(
    "foot",
    ["Page &[Page]", "第&[Page]页 共&[Pages]页", "- &[Page] -", "&[Page] of &[Pages]", "&[Tab]"],
)
def test_a_foot_that_only_counts_pages_is_not_named(foot):
    """Nothing is left out with it; LibreOffice puts one under what it converts."""
    made = openpyxl.Workbook()
    made.active.append(("修路3条",))
    made.active.oddFooter.center.text = foot
    found = facts_from(saved(made), "a.xlsx", ".xlsx")

    assert [fact.text for fact in found] == ["修路3条"]
    assert not [note for note in found.notes if "页脚" in note]


TABLE = "# 2024年述职要点\n## 履职情况\n{}\n|---|---|\n| 机型 A\\|B 验收 | 3台 |\n| 修路 | 5条 |\n"


@pytest.mark.parametrize("head", ["| 事项 | 数据 |", "| 事项\\|任务 | 数据 |"])
def test_a_bar_within_a_cell_of_markdown_parts_nothing(head):
    """In the head it would make the table no table."""
    assert told(TABLE.format(head).encode(), ".md") == ["机型 A|B 验收3台", "修路5条"]


MAIL = (
    "From: a@example.com\r\nTo: b@example.com\r\nDate: Wed, 18 Dec 2024 21:06:33 +0800\r\n"
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset="gb2312"\r\n'
    "Content-Transfer-Encoding: {}\r\n\r\n"
)
WRITTEN = "述职要点\n职务：镇长\n一、履职情况\n1、修路3条\n2、建校6所\n".encode("gb18030")


@pytest.mark.parametrize("suffix", [".eml", ".txt"])
@pytest.mark.parametrize(
    ("name", "code"),
    [("base64", base64.encodebytes), ("quoted-printable", quopri.encodestring)],
    ids=["base64", "quoted-printable"],
)
def test_a_mail_as_servers_hand_it_on(suffix, name, code):
    """Its code is read, whatever the file is called, and the day it was sent tells the year."""
    found = facts_from(MAIL.format(name).encode() + code(WRITTEN), f"a{suffix}", suffix)

    assert {"修路3条", "建校6所"} <= {fact.text for fact in found}
    assert (found.role, found.year) == ("镇长", 2024)


@pytest.mark.parametrize("sign", ["\x1a", "\x1d", "\x08", "\x00"])
def test_a_sign_of_an_old_program_costs_no_sheet(sign):
    """One or two of them; a file that is full of them is no text."""
    assert told(f"- 新修{sign}公路3条，通车，惠及沿线5个村\n".encode(), ".md") == [
        "新修公路3条，通车，惠及沿线5个村"
    ]
    with pytest.raises(BadInput, match="不是文本"):
        told((f"路{sign}" * 40).encode(), ".md")
