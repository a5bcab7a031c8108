"""What comes with pasted text: marks of sources, entities, raised figures, boxes, broken words."""

import pytest

from drafter.readers import facts_from
from tests.readers.words import paragraph, run, word

HEAD = "---\nyear: 2024\nrole: 镇长\n---\n## 履职情况\n"


def read(body, suffix=".md"):
    """The facts of a sheet, and its notes."""
    found = facts_from((HEAD + body).encode(), f"f{suffix}", suffix)
    return [fact.text for fact in found], found.notes


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("修路3条【4†source】，共12公里【12:3†台账.pdf】", "修路3条，共12公里"),
        ("引进企业9家[1][2]，投资4200万元[3]", "引进企业9家，投资4200万元"),
        ("建成冷库2座:contentReference[oaicite:0]{index=0}", "建成冷库2座"),
        ("帮扶46户\ue200cite\ue202turn0search3\ue202turn1view0\ue201", "帮扶46户"),
        ("帮扶46户citeturn0search3turn0search5", "帮扶46户"),
        ("讲党课4次[citation:3]。", "讲党课4次。"),
        ("签订&nbsp;3份，投资&gt;4200万元，A&amp;B", "签订 3份，投资>4200万元，A&B"),
        ("建成&ldquo;口袋公园&rdquo;5处&#12289;步道3公里", "建成“口袋公园”5处、步道3公里"),
        ("面积3000m<sup>2</sup>，减排CO<sub>2</sub>120吨", "面积3000m²，减排CO₂120吨"),
    ],
)  # fmt: skip
def test_marks_of_pages_and_services_are_no_words_of_a_fact(typed, told):
    """A report is not printed with the source marks of a chat or the entities of a page."""
    assert read(f"- {typed}\n")[0] == [told]


@pytest.mark.parametrize(
    "typed", ["印发〔2024〕5号文件3份", "按[2024]5号文件办理3件", "[重点]修路3条", "R&D投入3亿元"]
)
def test_other_brackets_and_signs_stay(typed):
    """A number of a document is no source, and an & alone no entity."""
    assert read(f"- {typed}\n")[0] == [typed]


def test_comments_and_struck_words_of_markdown_in_their_other_forms():
    """A definition nobody sees, and HTML's way to strike."""
    texts, notes = read(
        "- 修路3条\n- [//]: # (引进企业99家)\n- <del>引进企业77家</del>\n[1]: https://a.example/x\n"
    )
    assert texts == ["修路3条"]
    assert any("f.md:7" in note for note in notes)
    assert any("引进企业77家" in note for note in notes)


@pytest.mark.parametrize("garbled", ["锟斤拷锟斤拷", "烫烫烫烫", "ä¿®è·¯", "\ufffd"])
def test_what_was_decoded_wrongly_is_named(garbled):
    """It cannot be read, and no report should be handed in with it."""
    _, notes = read(f"- 帮扶{garbled}46户\n")
    assert any("认不出的字" in note and "f.md:6" in note for note in notes)


def test_accents_are_not_taken_for_broken_words():
    """café is a word."""
    _, notes = read("- 接待Ångström公司、café业主共46户\n")
    assert not any("认不出的字" in note for note in notes)


def test_a_sheet_in_traditional_characters_is_told_so():
    """The rest of the report is in simplified ones; a rare name alone says nothing."""
    _, notes = read("- 修建公路3條，幫扶困難群眾46戶\n- 簽訂責任書28份，開展調研\n")
    assert any("繁体字" in note for note in notes)
    _, notes = read("- 慰问陶喆、李堃2名老党员，走访镕县群众46户\n")
    assert not any("繁体字" in note for note in notes)


@pytest.mark.parametrize(
    ("ticked", "open_"), [("☑", "☐"), ("☒", "☐"), ("√", "□"), ("✅", "□"), ("✓", "□")]
)
@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_where_others_are_ticked_an_empty_box_is_no_deed(ticked, open_, suffix):
    """It is named; alone it is a bullet, and under plans all is still to be done."""
    rows = f"{ticked} 修路3条\n{open_} 建成学校5所\n{ticked} 讲党课4次\n"
    texts, notes = read(rows, suffix)
    assert texts == ["修路3条", "讲党课4次"]
    assert any("没有勾" in note and "建成学校5所" in note for note in notes)

    assert read(f"{open_} 修路3条\n{open_} 建成学校5所\n", suffix)[0] == ["修路3条", "建成学校5所"]
    plans = f"{ticked} 修路3条\n## 改进措施\n{open_} 每月下村8天\n"
    assert "每月下村8天" in read(plans, suffix)[0]


def box(state, text):
    """A paragraph with a check box of a form, of today's kind or of the old one."""
    mark = "☒" if state else "☐"
    new = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(mark)}</w:sdtContent></w:sdt>"
    char = "F052" if state else "F0A3"
    sign = f"<w:r><w:sym w:font='Wingdings 2' w:char='{char}'/></w:r>"
    old = (
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>"
        f"<w:default w:val='{int(state)}'/></w:checkBox></w:ffData></w:fldChar></w:r>"
        "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    return [paragraph(each, run(text)) for each in (new, sign, old)]


@pytest.mark.parametrize("kind", [0, 1, 2], ids=["control", "symbol", "form field"])
def test_check_boxes_of_word_are_read_alike(kind):
    """A content control, a sign of a symbol font, a field of an old form."""
    rows = [box(True, "修路3条"), box(False, "建成学校5所"), box(True, "讲党课4次")]
    data = word("".join(row[kind] for row in rows))
    assert [fact.text for fact in facts_from(data, "f.docx", ".docx")] == ["修路3条", "讲党课4次"]


def test_raised_figures_of_word_stay_raised():
    """3×10⁴ is not 3×104, and a note's figure is none of the number before it."""
    high, low = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    data = word(
        paragraph("建成厂房4200m", run("2", high), "，处理污水3×10", run("4", high), "吨")
        + paragraph("减排CO", run("2", low), "120吨")
        + paragraph("引进企业9家", run("[1]", high), "，投资4200万元")
    )
    assert [fact.text for fact in facts_from(data, "f.docx", ".docx")] == [
        "建成厂房4200m²，处理污水3×10⁴吨",
        "减排CO₂120吨",
        "引进企业9家，投资4200万元",
    ]


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize(
    ("typed", "out"),
    [
        ("清查~~8600~~8642家", "8600"),
        ("~~核查报表310份~~", "核查报表310份"),
        ("清查<s class='a'>8600</s>8642家", "8600"),
        ("清查<del>86<b>00</b></del>8642家", "8600"),
        ("清查<span style='text-decoration: line-through'>8600</span>8642家", "8600"),
        ("清查8\u03366\u03360\u03360\u03368642家", "8600"),
    ],
)
def test_what_marks_of_any_text_strike_out_is_no_part_of_a_fact(typed, out, suffix):
    """A stroke through each character is how chats strike out."""
    texts, notes = read(f"- {typed}\n- 讲课3次\n", suffix)

    assert texts[-1] == "讲课3次"
    assert not any(out in each for each in texts)
    assert any(note.startswith("划掉的文字没有读") and out in note for note in notes)


@pytest.mark.parametrize("typed", ["辛苦了~~修路3条~~谢谢", "3~~5天办结，6~~8天送达"])
def test_waves_in_a_plain_text_may_be_a_tone_or_a_range(typed):
    """Only Markdown says that they strike out what stands between."""
    assert typed in read(f"- {typed}\n", ".txt")[0]


def test_each_word_that_is_struck_in_a_line_is_named():
    """The second is left out as the first is."""
    _, notes = read("- 清查~~8600~~8642家，发现~~12~~13个问题\n")

    assert any("8600" in note and "12" in note for note in notes)
