"""Word: lists, headings, tables, and a report's text with Word's own numbers."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml

from drafter.document import Role
from drafter.readers import facts_from, text_from

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LISTS = (  # 一、 （一） 1. as Word's own multilevel list
    f'<w:abstractNum {W} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%3."/></w:lvl></w:abstractNum>'
)


@pytest.fixture
def document():
    """An empty Word document."""
    return docx.Document()


def saved(document) -> bytes:
    """The document's bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text(document) -> str:
    """The report's text in the document."""
    return text_from(saved(document), "a.docx", ".docx")


def facts(document):
    """The facts of the document."""
    return facts_from(saved(document), "facts.docx", ".docx")


def table(document, rows):
    """Add a table."""
    made = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            made.cell(r, c).text = value


def numbered(document, depth, words):
    """Add a paragraph of the automatic list."""
    paragraph = document.add_paragraph(words)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = 90


def with_lists(document):
    """Define the automatic list."""
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(LISTS))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def test_headings_group_lists_and_paragraphs(document):
    """Title, header lines, headings, bulleted and plain paragraphs."""
    document.add_heading("2024年述职要点", 0)
    document.add_paragraph("单位：县教育局")
    document.add_heading("政治建设", 1)
    document.add_paragraph("中心组学习**次", style="List Bullet")
    document.add_paragraph("讲党课4次", style="List Number")
    document.add_heading("个人不足", 1)
    document.add_paragraph("1.5亿元项目跟踪不紧")

    found = facts(document)

    assert (found.title, found.unit) == ("2024年述职要点", "县教育局")
    assert [(fact.text, fact.role, fact.source) for fact in found] == [
        ("中心组学习**次", "politics", "facts.docx:p4"),
        ("讲党课4次", "politics", "facts.docx:p5"),
        ("1.5亿元项目跟踪不紧", Role.SHORTCOMING, "facts.docx:p7"),
    ]


def test_a_table_with_known_columns_is_a_sheet(document):
    """Facts, groups and proofs by their columns; figures elsewhere go with the fact."""
    table(
        document,
        [
            ("序号", "要点", "分组", "佐证", "数量"),
            ("1", "建学校", "民生", "台账", "6所"),
            ("2", "调研少", "不足", "", ""),
        ],
    )

    found = facts(document)

    assert [(fact.text, fact.group, fact.evidence) for fact in found] == [
        ("建学校6所", "民生", "台账"),
        ("调研少", "不足", ""),
    ]


def test_a_table_without_known_columns_is_joined(document):
    """Titles over figures are given to bare figures."""
    table(document, [("工程", "数量", "状态"), ("学校", "6", "完工"), ("道路", "3", "在建")])

    assert [fact.text for fact in facts(document)] == ["学校，数量6，完工", "道路，数量3，在建"]


def test_a_row_of_several_labels_names_each_cell_beside_one(document):
    """A form of four columns says what one of two says; a row of titles stays one."""
    document.add_paragraph("年度：2024")
    pairs = [
        ("存在不足", "下乡少", "改进措施", "每月下乡4次"),
        ("廉洁情况", "没有收受礼品", "工作内容", "修路3条"),
    ]
    table(document, pairs)
    found = [(f.text, f.role) for f in facts(document)]

    assert found == [
        ("下乡少", "shortcoming"),
        ("每月下乡4次", "measure"),
        ("没有收受礼品", "integrity"),
        ("修路3条", "duty"),
    ]


FIGURES = [
    ("名称", "去年", "今年", "单位"),
    ("公交线路", "12", "15", "条"),
    ("站亭", "80", "96", "座"),
]


def test_a_table_with_its_own_heads_leaves_the_form_above(document):
    """Figures in a table below a form that ends in plans are no plans."""
    table(document, [("履职", "开通夜班车2条"), ("打算", "每季走访站点1次")])
    document.add_paragraph("附表 主要数据")
    table(document, FIGURES)

    assert [(fact.text, fact.group) for fact in facts(document)][-2:] == [
        ("公交线路15条，去年12条", ""),
        ("站亭96座，去年80座", ""),
    ]


def test_a_form_over_two_tables_goes_on(document):
    """Rows without a label or heads in a second table belong to the last label of the first."""
    table(document, [("履职", "开通夜班车2条"), ("打算", "每季走访站点1次")])
    document.add_paragraph("")
    table(document, [("", "每月跟车2趟")])

    assert [fact.role for fact in facts(document)] == ["duty", Role.MEASURE, Role.MEASURE]


def test_criticism_with_answers_and_what_came_of_them(document):
    """A third column of results is the answers'; what the author finds wanting is no criticism."""
    rows = [
        ("去年意见", "今年咋弄的", "结果"),
        ("候车亭漏雨", "换顶棚", "修好42座"),
        ("自己觉得差的", "", "来年"),
        ("夜班车只有1条", "", "加开2条"),
    ]
    table(document, rows)

    assert [(fact.text, fact.role) for fact in facts(document)] == [
        ("“候车亭漏雨”：换顶棚，修好42座", Role.FEEDBACK),
        ("夜班车只有1条", Role.SHORTCOMING),
        ("加开2条", Role.MEASURE),
    ]


def test_tabs_that_lay_a_line_out_are_no_words(document):
    """A figure runs on behind its name; other words are a clause of their own."""
    for each in ("年度：2024", "修路\t3条", "1.\t建校6所", "植树\t90亩\t成活率高"):
        document.add_paragraph(each)

    assert [f.text for f in facts(document)] == ["修路3条", "建校6所", "植树90亩，成活率高"]


def test_letters_in_a_font_of_signs_are_boxes(document):
    """R in Wingdings 2 is a ticked box, £ an empty one; in any other font they are letters."""
    document.add_paragraph("年度：2024")
    for sign, words in (("R", "修路3条"), ("£", "建校6所")):
        paragraph = document.add_paragraph()
        paragraph.add_run(sign).font.name = "Wingdings 2"
        paragraph.add_run(words)
    document.add_paragraph("R级设备3台")
    found = facts(document)

    assert [f.text for f in found] == ["修路3条", "R级设备3台"]
    assert any("没有勾" in note and "建校6所" in note for note in found.notes)


def test_automatic_numbers_are_written_out(document):
    """A report numbered by Word reads like one numbered by hand."""
    with_lists(document)
    for depth, words in [
        (0, "讲政治"),
        (1, "学习"),
        (1, "党课"),
        (2, "甲"),
        (0, "勤履职"),
        (1, "项目"),
    ]:
        numbered(document, depth, words)
    document.add_paragraph("**个项目")

    assert text(document).split("\n") == [
        "一、讲政治",
        "（一）学习",
        "（二）党课",
        "1.甲",
        "二、勤履职",
        "（一）项目",
        "**个项目",
    ]


def test_numbered_headings_group_facts(document):
    """Automatic 一、 over 1. is a heading over bullets."""
    with_lists(document)
    for depth, words in [
        (0, "履职情况"),
        (2, "修路3条"),
        (2, "建校6所"),
        (0, "改进措施"),
        (2, "多下乡"),
    ]:
        numbered(document, depth, words)

    assert [(fact.text, fact.role) for fact in facts(document)] == [
        ("修路3条", "duty"),
        ("建校6所", "duty"),
        ("多下乡", Role.MEASURE),
    ]


def test_soft_breaks_are_lines_but_in_a_centred_title(document):
    """A title set over two lines is one line of text."""
    title = document.add_paragraph("云岭县教育局局长")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run().add_break()
    title.add_run("2024年度述职报告")
    document.add_paragraph("第一行\n第二行\t完")

    assert text(document) == "云岭县教育局局长2024年度述职报告\n第一行\n第二行\t完"


def test_tracked_changes_read_as_accepted(document):
    """Inserted text counts, deleted text does not; content controls are opened."""
    document.add_paragraph("建成")
    document.paragraphs[0]._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>6所</w:t></w:r></w:ins>"))
    document.paragraphs[0]._p.append(
        parse_xml(f"<w:del {W}><w:r><w:delText>5所</w:delText></w:r></w:del>")
    )
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )

    assert text(document) == "建成6所\n控件里"


def test_cells_of_a_reports_table_are_lines(document):
    """A table in a report reads cell by cell."""
    document.add_paragraph("一、履职")
    table(document, [("学校", "6所"), ("道路", "3条")])

    assert text(document) == "一、履职\n学校\n6所\n道路\n3条"


def test_a_strict_file_is_read(document):
    """The ISO strict namespace is the same format."""
    document.add_paragraph("讲党课4次")
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(document))) as source,
        zipfile.ZipFile(stream, "w") as target,
    ):
        for name in source.namelist():
            content = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            target.writestr(name, content)

    assert text_from(stream.getvalue(), "a.docx", ".docx") == "讲党课4次"


def test_short_bold_lines_are_headings(document):
    """Where most of a document is bold, that says nothing; nor does it at the top."""
    document.add_paragraph().add_run("王建国").bold = True
    for heading, rows in (
        ("干了些啥", ["修路3条，通车", "建校6所，开学"]),
        ("还有哪些没弄好", ["下村少，有4个村没去过"]),
    ):
        document.add_paragraph().add_run(heading).bold = True
        for row in rows:
            document.add_paragraph(row)

    found = facts(document)

    assert [(fact.text, fact.group) for fact in found][-3:] == [
        ("修路3条，通车", "干了些啥"),
        ("建校6所，开学", "干了些啥"),
        ("下村少，有4个村没去过", "还有哪些没弄好"),
    ]
    assert found.items[-1].role == Role.SHORTCOMING


def test_a_list_of_a_second_style_lies_under_the_first(document):
    """List Bullet 2 is a list of its own in Word, and deeper all the same."""
    document.add_heading("履职情况", 1)
    document.add_paragraph("改造小区", style="List Bullet")
    document.add_paragraph("大型2个", style="List Bullet 2")
    document.add_paragraph("小型5个", style="List Bullet 2")
    document.add_paragraph("修桥2座", style="List Bullet")

    assert [fact.text for fact in facts(document)] == ["改造小区：大型2个；小型5个", "修桥2座"]


def test_a_unit_is_no_employer(document):
    """单位：万元 above a table is the unit of its money; the employer stands elsewhere."""
    document.add_paragraph("单位：县教育局")
    document.add_paragraph("履职情况")
    document.add_paragraph("单位：万元")
    table(document, [("重点任务", "完成投资"), ("修桥2座", "860"), ("改造校舍3栋", "415.5")])
    document.add_paragraph("单位：公里")
    found = facts(document)

    assert found.unit == "县教育局"
    assert [fact.text for fact in found] == [
        "修桥2座，完成投资860万元",
        "改造校舍3栋，完成投资415.5万元",
    ]
    assert "facts.docx:p4 是数的单位，没有接到数后面：单位：公里" in found.notes


def test_a_counted_heading_ends_the_part_of_the_table_above_it(document):
    """What the table calls its columns holds for its rows alone."""
    document.add_paragraph("一、上次会上职工给我提的意见")
    table = document.add_table(rows=0, cols=2)
    for said, done in (("职工说的", "怎么改的"), ("澡堂水凉", "换锅炉2台")):
        row = table.add_row().cells
        row[0].text, row[1].text = said, done
    for line in ("二、心里有数的几样（少写点）", "进车间一月才1次", "三、往后", "每周跟班1次"):
        document.add_paragraph(line)
    found = facts_from(saved(document), "a.docx", ".docx")

    assert [(fact.group, fact.text) for fact in found] == [
        ("职工说的", "“澡堂水凉”：换锅炉2台"),
        ("心里有数的几样（少写点）", "进车间一月才1次"),
        ("往后", "每周跟班1次"),
    ]
    assert [fact.role for fact in found] == [Role.FEEDBACK, "", Role.MEASURE]


def test_a_first_heading_that_says_what_is_written_is_the_title(document):
    """Of any level: no part of the report, though it names what is told in one."""
    document.add_heading("2024述职述廉（素材，车站 老胡）", 1)
    document.add_heading("候车厅", 2)
    document.add_paragraph("加座位120个")
    found = facts_from(saved(document), "a.docx", ".docx")

    assert found.title == "2024述职述廉（素材，车站 老胡）"
    assert [(fact.group, fact.role) for fact in found] == [("候车厅", "")]
