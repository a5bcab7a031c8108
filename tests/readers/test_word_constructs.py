"""Word as its reader sees it: each construct that could drop, double or publish something."""

import pytest

from drafter.document import Role
from drafter.errors import BadInput, Unreadable
from drafter.readers import facts_from, report_from, text_from
from tests.readers.words import (
    cell,
    embedding,
    field,
    level,
    numbered,
    paragraph,
    row,
    run,
    shape,
    table,
    word,
)

HIDDEN, STRUCK = "<w:vanish/>", "<w:strike/>"
RESTART, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
STYLES = (
    "<w:style w:type='paragraph' w:styleId='Base'><w:name w:val='base'/><w:rPr><w:vanish/></w:rPr>"
    "</w:style><w:style w:type='paragraph' w:styleId='Note'><w:name w:val='note'/>"
    "<w:basedOn w:val='Base'/></w:style>"
    "<w:style w:type='character' w:styleId='Secret'><w:name w:val='secret'/>"
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Toc1'><w:name w:val='toc 1'/></w:style>"
)
BOX = shape("争取补助860万元")
TWO_LISTS = (
    f"<w:abstractNum w:abstractNumId='1'>{level(0, '%1、', 'chineseCounting')}"
    f"{level(1, '（%2）', 'chineseCounting')}</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'>"
    "<w:startOverride w:val='1'/></w:lvlOverride></w:num>"
)

OVER_TWO = (
    "<w:p><w:r><w:t>修路3条</w:t><w:fldChar w:fldCharType='begin'/><w:instrText>Q</w:instrText>"
    "<w:fldChar w:fldCharType='separate'/><w:t>，建桥2座</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>建校6所</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)
UNFILLED = (
    f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入9字')}"
    "</w:sdtContent></w:sdt>"
)
CONTENTS = (
    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    f"</w:sdtPr><w:sdtContent>{paragraph('一、履职情况 9')}</w:sdtContent></w:sdt>"
)


def graphic(kind):
    """A drawing that is no text box."""
    return (
        f"<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri='x/{kind}'/></a:graphic>"
        "</wp:inline></w:drawing></w:r>"
    )


def facts(body, **parts):
    """The facts of a raw Word file."""
    return facts_from(word(body, **parts), "a.docx", ".docx")


def texts(body, **parts):
    """The texts of its facts."""
    return [fact.text for fact in facts(body, **parts)]


def notes(body, **parts):
    """What was left unread, one string."""
    return "\n".join(facts(body, **parts).notes)


def report(body, **parts):
    """The lines of its text as a report."""
    return text_from(word(body, **parts), "a.docx", ".docx").split("\n")


SEEN = {
    "text box": (paragraph("修路3条", BOX), ["修路3条", "争取补助860万元"]),
    "text box in a cell": (
        table(row("履职情况", cell(paragraph("建冷库2座", BOX)))),
        ["建冷库2座", "争取补助860万元"],
    ),
    "text box of two paragraphs": (
        paragraph("修路3条", shape("栽茶500亩", "建校6所")),
        ["修路3条", "栽茶500亩", "建校6所"],
    ),
    "text box of old Word alone": (
        paragraph(
            "修路3条",
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
            f"{paragraph('栽茶500亩')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        ),
        ["修路3条", "栽茶500亩"],
    ),
    "text box in a text box": (
        paragraph(
            "修路3条",
            f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('栽茶500亩', BOX)}"
            "</w:txbxContent></v:textbox></w:pict></w:r>",
        ),
        ["修路3条", "栽茶500亩", "争取补助860万元"],
    ),
    "alternative with text only in the fallback": (
        paragraph(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback>"
            "<w:t>修路3条</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        ["修路3条"],
    ),
    "result of a field, not its code": (
        paragraph("修路", field("= 1+2", run("3")), "条"),
        ["修路3条"],
    ),
    "field within the code of a field": (
        paragraph("修路", field(f"IF {field('X', run('9'))}", run("3")), "条"),
        ["修路3条"],
    ),
    "field over two paragraphs": (
        OVER_TWO,
        ["修路3条，建桥2座", "建校6所"],
    ),
    "field that never ends": (
        paragraph("修路3条", "<w:r><w:fldChar w:fldCharType='begin'/></w:r>")
        + paragraph("建校6所"),
        ["修路3条", "建校6所"],
    ),
    "simple field": (
        paragraph("修路", f"<w:fldSimple w:instr='X'>{run('3')}</w:fldSimple>", "条"),
        ["修路3条"],
    ),
    "choice of a drop-down form field": (
        paragraph(
            "党员大会",
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/>"
            "<w:listEntry w:val='6次'/><w:listEntry w:val='8次'/></w:ddList></w:ffData></w:fldChar>"
            "</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
        ),
        ["党员大会8次"],
    ),
    "content controls around text, row and cell": (
        f"<w:sdt><w:sdtContent>{paragraph('修路3条')}</w:sdtContent></w:sdt>"
        + table(
            f"<w:sdt><w:sdtContent>{row('履职情况', '建校6所')}</w:sdtContent></w:sdt>",
            f"<w:tr><w:sdt><w:sdtContent>{cell('不足')}</w:sdtContent></w:sdt>{cell('调研少')}</w:tr>",
        ),
        ["修路3条", "建校6所", "调研少"],
    ),
    "link": (
        paragraph("见", f"<w:hyperlink r:id='r9'>{run('县志第3卷')}</w:hyperlink>"),
        ["见县志第3卷"],
    ),
    "ruby": (
        paragraph(
            f"<w:r><w:ruby><w:rt>{run('liang')}</w:rt><w:rubyBase>{run('粮')}</w:rubyBase></w:ruby>"
            "</w:r>",
            "食增产3%",
        ),
        ["粮食增产3%"],
    ),
    "formula": (
        paragraph(
            "占比<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r>"
            "</m:den></m:f></m:oMath>".replace("占比", run("占比"))
        ),
        ["占比1/3"],
    ),
    "inserted and moved text": (
        paragraph(
            "修路",
            f"<w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins>{run('3')}</w:ins>",
            "条",
            f"<w:moveTo>{run('，建桥2座')}</w:moveTo><w:moveFrom>{run('建校')}</w:moveFrom>",
        ),
        ["修路3条，建桥2座"],
    ),
    "paragraph whose end was deleted": (
        paragraph("修路", properties="<w:rPr><w:del/></w:rPr>") + paragraph("3条"),
        ["修路3条"],
    ),
    "deleted row": (
        table(row("履职情况", "修路3条"), row("履职情况", "修路9条", properties="<w:del/>")),
        ["修路3条"],
    ),
    "nested table": (
        table(
            row("饮水工程", cell("分村情况", table(row("甲村", "32户"), row("乙村", "45户")))),
            row("道路", "8公里"),
        ),
        ["饮水工程，分村情况：甲村32户；乙村45户", "道路8公里"],
    ),
    "table that only frames a text": (
        table(row(cell("1.修路3条", "2.建校6所"))),
        ["修路3条", "建校6所"],
    ),
    "several paragraphs in a cell": (
        table(row("履职情况", cell("修路3条", "建校6所")), row("不足", "调研少")),
        ["修路3条", "建校6所", "调研少"],
    ),
    "cell whose line goes on": (
        table(row("履职情况", cell("修路3条，", "共12公里"))),
        ["修路3条，共12公里"],
    ),
    "unit in the label": (
        table(row("投资（亿元）", "4.2"), row("道路", "8公里")),
        ["投资4.2亿元", "道路8公里"],
    ),
    "radicals": (paragraph("参加中⼼组学习12次，⻅效"), ["参加中心组学习12次，见效"]),
    "symbol of a font": (
        paragraph("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "修路3条"),
        ["修路3条"],
    ),
    "running numbers of a list in a column": (
        table(
            row(cell(numbered("", 1)), "修路3条"),
            row(cell(numbered("", 1)), "建校6所"),
        ),
        ["修路3条", "建校6所"],
    ),
    "two columns of facts' words": (
        table(row("事项", "工作内容"), row("道路", "修了3条"), row("学校", "建了6所")),
        ["道路，修了3条", "学校，建了6所"],
    ),
}


@pytest.mark.parametrize("kind", SEEN)
def test_every_construct_is_read_as_it_is_seen(kind):
    """What is seen comes once, in its order, and what is not seen does not come."""
    body, expected = SEEN[kind]

    assert texts(body, styles=STYLES, numbering=TWO_LISTS) == expected


PAGE = "<w:r><w:br w:type='page'/></w:r>"


@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_page_break_between_words_parts_them_as_any_break_does(kind):
    """Two figures that stand on two pages are two lines, also in a report."""
    parted = paragraph("整修堤防5段", PAGE.replace("page", kind), "3个村通水")

    assert texts(parted) == ["整修堤防5段", "3个村通水"]
    assert report(parted) == ["整修堤防5段", "3个村通水"]


def test_a_page_break_before_or_behind_all_words_is_layout():
    """It takes no number from a point of a list and adds no empty line to a report."""
    own = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    body = paragraph(PAGE, "修渠5条", properties=own) + paragraph("建站3座", PAGE, properties=own)

    assert report(body, numbering=TWO_LISTS) == report(
        paragraph("修渠5条", properties=own) + paragraph("建站3座", properties=own),
        numbering=TWO_LISTS,
    )


UNSEEN = {
    "hidden run": (run("（实为9公里）", HIDDEN), "隐藏的文字没有读：a.docx:p1"),
    "hidden by its character style": (
        run("（实为9公里）", "<w:rStyle w:val='Secret'/>"),
        "隐藏的文字没有读：a.docx:p1",
    ),
    "struck run": (run("（实为9公里）", STRUCK), "划掉的文字没有读：a.docx:p1"),
    "twice struck run": (run("（实为9公里）", "<w:dstrike/>"), "划掉的文字没有读：a.docx:p1"),
    "hidden text box": (shape("（实为9公里）", hidden='hidden="1"'), "隐藏的图形没有读：a.docx:p1"),
    "comment": ("<w:r><w:commentReference w:id='1'/></w:r>", "批注没有读：a.docx:p1"),
    "footnote": ("<w:r><w:footnoteReference w:id='1'/></w:r>", "脚注没有读：a.docx:p1"),
    "endnote": ("<w:r><w:endnoteReference w:id='1'/></w:r>", "尾注没有读：a.docx:p1"),
    "picture": (
        graphic("picture"),
        "图片里的字没有读：a.docx:p1",
    ),
    "chart": (
        graphic("chart"),
        "图表没有读：a.docx:p1",
    ),
    "SmartArt": (
        graphic("diagram"),
        "SmartArt 图示没有读：a.docx:p1",
    ),
    "embedded object": ("<w:r><w:object/></w:r>", "嵌入的对象没有读：a.docx:p1"),
    "lettering": (
        "<w:r><w:pict><v:shape><v:textpath string='实为9公里'/></v:shape></w:pict></w:r>",
        "艺术字没有读：a.docx:p1",
    ),
    "control that nobody filled in": (
        UNFILLED,
        "没有填写的控件没有读：a.docx:p1",
    ),
    "private character": ("\ue123", "a.docx:p1 有认不出的字（U+E123）"),
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_is_not_read_is_named_with_its_place(kind):
    """Nothing of it is in the facts or in a report, and a note says where it stands."""
    inner, note = UNSEEN[kind]
    body = paragraph("修路3条", inner)
    found = report_from(word(body, styles=STYLES), "a.docx", ".docx")

    assert [each.rstrip("\ue123") for each in texts(body, styles=STYLES)] == ["修路3条"]
    assert note in notes(body, styles=STYLES)
    assert found.text.rstrip("\ue123") == "修路3条"
    assert any(note.partition("（")[0].split(":p1")[0] in each for each in found.notes)


BLOCKS = {
    "paragraph hidden by its style's parent": (
        paragraph("实为9公里", properties="<w:pStyle w:val='Note'/>"),
        "隐藏的文字没有读：a.docx:p2",
    ),
    "hidden row": (
        table(row("履职情况", "建校6所"), row("履职情况", "实为9所", properties="<w:hidden/>")),
        "隐藏的行没有读：a.docx:t1r2",
    ),
    "contents by style": (
        paragraph("一、履职情况 9", properties="<w:pStyle w:val='Toc1'/>"),
        "目录没有读：a.docx:p2",
    ),
    "contents as a field": (
        paragraph(field("TOC \\o", run("一、履职情况 9"))),
        "目录没有读：a.docx:p2",
    ),
    "contents as a control": (
        CONTENTS,
        "目录没有读：a.docx:",
    ),
    "embedded document": ("<w:altChunk r:id='r5'/>", "嵌入的文档没有读：a.docx:p1"),
    "words under a merged cell": (
        table(
            row(cell("履职情况", properties=RESTART), "建校6所"),
            row(cell("实为9", properties=ON), "栽茶500亩"),
        ),
        "合并单元格盖住的文字没有读：a.docx:t1r2c1",
    ),
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_whole_blocks_that_are_not_read_are_named(kind):
    """Hidden paragraphs and rows, contents, embedded files: out of the text, into the notes."""
    inner, note = BLOCKS[kind]
    body = paragraph("修路3条") + inner

    assert "9" not in "".join(texts(body, styles=STYLES))
    assert note in notes(body, styles=STYLES)
    assert "9" not in "".join(report(body, styles=STYLES))


def test_a_header_and_footer_are_left_apart():
    """Their words are named once; a page number is not worth a note."""
    body = paragraph("修路3条")
    found = facts(body, header1=paragraph("内部资料9"), footer1=paragraph("第1页"))

    assert [fact.text for fact in found] == ["修路3条"]
    assert [note for note in found.notes if "页眉" in note] == ["页眉、页脚不作内容：内部资料9"]


def test_a_switch_set_off_does_not_hide():
    """Both vanish and strike with the value 0 are words like any other."""
    body = paragraph(run("修路", "<w:vanish w:val='0'/>"), run("3条", "<w:strike w:val='false'/>"))

    assert texts(body) == ["修路3条"]


def test_shortcomings_under_a_merged_cell_are_no_achievements():
    """Every row under the merged cell has its place, also where a column stands before it."""
    merged = [
        row(cell("不足", properties=RESTART), "调研不深入"),
        row(cell("", properties=ON), "到偏远村组少"),
        row(cell("改进措施", properties=RESTART), "每月下村8天"),
        row(cell("", properties=ON), "6月底前走遍16个村"),
    ]
    expected = [Role.SHORTCOMING, Role.SHORTCOMING, Role.MEASURE, Role.MEASURE]
    with_numbers = [
        each.replace("<w:tc>", f"{cell(str(n))}<w:tc>", 1) for n, each in enumerate(merged, 1)
    ]
    with_titles = [row("类别", "内容"), *merged]

    for rows in (merged, with_numbers, with_titles):
        assert [fact.role for fact in facts(table(*rows))] == expected


def test_a_wide_merged_row_is_the_heading_of_those_below():
    """A row of one cell over all columns groups; the next one ends it."""
    wide = '<w:gridSpan w:val="2"/>'
    body = table(
        row(cell("履职情况", properties=wide)),
        row("道路", "3条"),
        row(cell("存在的不足", properties=wide)),
        row("调研", "少"),
        row("下村", "不够"),
    )

    assert [(fact.text, fact.role) for fact in facts(body)] == [
        ("道路3条", "duty"),
        ("调研，少", Role.SHORTCOMING),
        ("下村，不够", Role.SHORTCOMING),
    ]


def test_columns_keep_their_titles_beside_wide_cells():
    """A cell over two columns shifts nothing: figures are given the title above them."""
    body = table(
        row("工程", "地点", "长度"),
        row("道路", "甲村", "3"),
        row(cell("桥梁", properties='<w:gridSpan w:val="2"/>'), "5"),
    )

    assert texts(body) == ["道路，甲村，长度3", "桥梁，长度5"]


def test_two_header_fields_in_one_row():
    """A form's top: several fields a row; what means nothing here is named."""
    body = table(
        row("姓名", "王建国", "职务", "县林业局局长"),
        row("年度", "2024", "性别", "男"),
        row("履职情况", "造林3万亩"),
    )
    found = facts(body)

    assert (found.year, found.role, found.name) == (2024, "县林业局局长", "王建国")
    assert [fact.text for fact in found] == ["造林3万亩"]
    assert any("性别" in note for note in found.notes)


def test_lists_of_one_kind_count_on_and_may_start_anew():
    """Word counts through lists of one kind, and starts anew where a list says so."""
    body = "".join(
        (
            numbered("讲政治", 1),
            numbered("学习", 1, 1),
            numbered("党课", 1, 1),
            numbered("勤履职", 2),
            numbered("项目", 2, 1),
            numbered("另起", 3),
            numbered("再来", 3),
        )
    )

    assert report(body, numbering=TWO_LISTS) == [
        "一、讲政治",
        "（一）学习",
        "（二）党课",
        "二、勤履职",
        "（一）项目",
        "一、另起",
        "二、再来",
    ]


@pytest.mark.parametrize(
    ("format", "third"),
    [
        ("lowerRoman", "iii"),
        ("upperRoman", "III"),
        ("decimalEnclosedCircle", "③"),
        ("decimalEnclosedParen", "⑶"),
        ("ideographTraditional", "丙"),
        ("chineseLegalSimplified", "叁"),
        ("decimalZero", "03"),
        ("upperLetter", "C"),
        ("decimalFullWidth", "３"),
    ],
)
def test_numbers_in_every_form(format, third):
    """The third of a list in each form of number."""
    numbering = (
        f"<w:abstractNum w:abstractNumId='1'>{level(0, '%1.', format)}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    )
    body = "".join(numbered(text, 1) for text in ("甲", "乙", "丙"))

    assert report(body, numbering=numbering)[2] == f"{third}.丙"


def test_a_last_point_left_empty_in_a_list_is_no_line_of_the_report():
    """Whoever pressed Enter once too often wrote no third point; a gap within stays one."""
    numbering = (
        f"<w:abstractNum w:abstractNumId='1'>{level(0, '%1.')}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    )
    last, within = (
        "".join(numbered(text, 1) for text in told) for told in (("甲", "乙", ""), ("甲", "", "丁"))
    )

    assert report(last, numbering=numbering) == ["1.甲", "2.乙", ""]
    assert report(within, numbering=numbering) == ["1.甲", "2.", "3.丁"]


def test_levels_that_never_restart_and_legal_numbers():
    """An lvlRestart of 0 counts through; isLgl shows 1.1 under 一、."""
    levels = level(0, "%1、", "chineseCounting") + level(
        1, "%1.%2", more="<w:lvlRestart w:val='0'/><w:isLgl/>"
    )
    numbering = (
        f"<w:abstractNum w:abstractNumId='1'>{levels}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    )
    rows = [("甲", 0), ("子", 1), ("乙", 0), ("丑", 1)]
    body = "".join(numbered(text, 1, depth) for text, depth in rows)

    assert report(body, numbering=numbering) == ["一、甲", "1.1子", "二、乙", "2.2丑"]


def test_a_report_has_each_merged_cell_and_box_once():
    """A merged cell is one line, a nested table and a text box come where they stand."""
    body = paragraph("一、履职", BOX) + table(
        row(cell("道路", properties=RESTART), cell("甲村", table(row("修3条")))),
        row(cell("", properties=ON), "乙村"),
    )

    assert report(body) == ["一、履职", "争取补助860万元", "道路", "甲村", "修3条", "乙村"]


def test_a_document_of_hidden_words_alone_has_no_facts():
    """It is not taken for an empty file and not published."""
    with pytest.raises(BadInput, match="没有要点"):
        facts(paragraph(run("实为9公里", HIDDEN)))


def test_tables_nested_beyond_reason_are_refused():
    """A thousand tables in one another end in one line, not in a traceback."""
    body = "".join("<w:tbl><w:tr><w:tc>" for _ in range(2000))
    body += paragraph("修路3条") + "</w:tc></w:tr></w:tbl>" * 2000

    with pytest.raises(Unreadable, match="损坏"):
        facts(body)


def test_embedded_pages_and_texts_are_read_where_they_stand():
    """In order among the paragraphs, tables as such; what is of another kind is named."""
    table = "<table><tr><td>类别<td>要点<tr><td>不足<td>下村少</table>"
    page = f"<!DOCTYPE html><html><body><p>疏浚河道9公里</p><p hidden>内部</p>{table}</body></html>"
    chunks = ("<w:altChunk r:id='html'/>", "<w:altChunk r:id='txt'/>", "<w:altChunk r:id='mht'/>")
    body = paragraph("建成泵站3座") + "".join(chunks) + paragraph("植树1200棵")
    data = embedding(body, html=page, txt="培训46人\n", mht="MIME-Version: 1.0")
    found = facts_from(data, "a.docx", ".docx")

    told = ["建成泵站3座", "疏浚河道9公里", "下村少", "培训46人", "植树1200棵"]
    assert [fact.text for fact in found] == told
    assert list(found)[2].role == Role.SHORTCOMING
    assert "嵌入的文档没有读：a.docx:p1" in found.notes
    assert "隐藏的文字没有读：a.docx 内部" in found.notes
    assert "疏浚河道9公里" in text_from(data, "a.docx", ".docx")


def test_a_file_that_holds_nothing_but_an_embedded_document_is_refused_by_that():
    """Advice on bullets alone would not help."""
    with pytest.raises(BadInput, match="没有要点") as failed:
        facts_from(word("<w:altChunk r:id='r5'/>"), "a.docx", ".docx")
    assert "嵌入的文档没有读" in failed.value.hint


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_drop_cap_belongs_to_the_paragraph_it_opens(kind):
    """Word keeps the large first letter in a paragraph of its own."""
    frame = f"<w:pPr><w:framePr w:dropCap='{kind}' w:lines='3'/></w:pPr>"
    cap = f"<w:p>{frame}<w:r><w:t>疏</w:t></w:r></w:p>"
    body = cap + paragraph("浚灌渠14公里") + paragraph("改造泵站3座")

    assert texts(body) == ["疏浚灌渠14公里", "改造泵站3座"]
    assert report(body) == ["疏浚灌渠14公里", "改造泵站3座"]


def test_a_frame_without_a_drop_cap_is_a_paragraph():
    """A text in a frame stands by itself, and so does a drop cap that nothing follows."""
    framed = "<w:p><w:pPr><w:framePr w:w='2000'/></w:pPr><w:r><w:t>疏浚灌渠</w:t></w:r></w:p>"
    last = "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>完</w:t></w:r></w:p>"

    assert report(framed + paragraph("改造泵站3座") + last) == ["疏浚灌渠", "改造泵站3座", "完"]
