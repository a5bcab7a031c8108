"""PDF: lines joined to paragraphs, margins left apart, tables by rows, scans refused."""

import importlib.util
import re
import subprocess
import sys

import pytest

from drafter.errors import Unreadable
from drafter.readers import facts_from, report_from, text_from
from tests.readers.pdfs import HEIGHT, LEFT, SIZE, TOP, lines, pdf, placed
from tests.readers.printed import CURES, FOLDER, LACKS, TITLE, WORK

needs_pdfium = pytest.mark.skipif(
    not importlib.util.find_spec("pypdfium2"), reason="pypdfium2 is not installed"
)
LONG = "新修通村公路三条，共十二点六公里，投资一点五亿元，改善五个村出行条件，惠及群众两千余人，"
FULL = LONG[:37]


def facts(*pages):
    """The facts of a PDF of these pages."""
    return facts_from(pdf(*pages), "a.pdf", ".pdf")


def texts(*pages):
    """Their texts."""
    return [fact.text for fact in facts(*pages)]


@needs_pdfium
def test_a_sheet_is_read_line_by_line():
    """Headings group, short lines are facts of their own, and places are pages and lines."""
    found = facts(lines(["2024年述职要点", "履职情况", "1.修路3条", "2.建校6所", "不足", "调研少"]))

    assert found.year == 2024
    assert [(f.text, f.role, f.source) for f in found] == [
        ("修路3条", "duty", "a.pdf:p1l3"),
        ("建校6所", "duty", "a.pdf:p1l4"),
        ("调研少", "shortcoming", "a.pdf:p1l6"),
    ]


@needs_pdfium
def test_a_line_broken_at_the_margin_goes_on():
    """A full line and the one below it are one fact; a short one ends it, across pages too."""
    assert texts(lines([FULL, LONG[37:] + "建桥2座", "建校6所"])) == [LONG + "建桥2座", "建校6所"]
    assert texts(lines(["建校6所", FULL]), lines([LONG[37:] + "建桥2座"])) == [
        "建校6所",
        LONG + "建桥2座",
    ]


@needs_pdfium
def test_a_paragraph_set_in_begins_anew():
    """Where first lines are set in, a full line does not swallow the next paragraph."""
    rows = [(FULL[:35], 2), (LONG[37:] + "建桥2座。", 0), (LONG[2:37], 2), ("建校6所。", 0)]
    page = "".join(
        placed(text, x=LEFT + indent * SIZE, y=TOP - 20 * at)
        for at, (text, indent) in enumerate(rows)
    )
    report = text_from(pdf(page), "a.pdf", ".pdf")

    assert report.split("\n") == [FULL[:35] + LONG[37:] + "建桥2座。", LONG[2:37] + "建校6所。"]


@needs_pdfium
def test_a_numbered_line_is_never_joined():
    """A full line that happens to end a fact, before the next number."""
    assert texts(lines(["1." + FULL[:35], "2.建校6所"])) == [FULL[:35], "建校6所"]


@needs_pdfium
def test_page_numbers_and_running_heads_are_left_apart():
    """What comes again at the edge of every page is named once and is no fact."""
    pages = [
        placed("内部资料", y=HEIGHT - 40) + lines([text]) + placed(f"— {n} —", y=40)
        for n, text in enumerate(["修路3条", "建校6所", "造林2万亩"], 1)
    ]
    found = facts(*pages)

    assert [fact.text for fact in found] == ["修路3条", "建校6所", "造林2万亩"]
    assert any("页眉、页脚（内部资料）" in note for note in found.notes)


@needs_pdfium
def test_a_table_is_read_by_its_rows():
    """Wide gaps part cells; a note asks to look at it again."""
    rows = [("工程", "数量", "状态"), ("学校", "6", "完工"), ("道路", "3", "在建")]
    page = "".join(
        placed(text, x=LEFT + 120 * column, y=TOP - 20 * number)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    found = facts(page)

    assert [fact.text for fact in found] == ["学校，数量6，完工", "道路，数量3，在建"]
    assert any("表格" in note for note in found.notes)


@needs_pdfium
def test_characters_stand_where_they_are_printed():
    """The end of a line written before its beginning, and radicals in place of characters."""
    page = placed("⾏动”6项", x=LEFT + 5 * SIZE) + placed("推进“三⼤", x=LEFT)

    assert texts(page) == ["推进“三大行动”6项"]


@needs_pdfium
def test_a_first_line_near_the_edge_is_no_header():
    """Where a page has hardly any margin, only what stands apart is a header."""
    assert texts(lines(["修路3条", "建校6所"], top=800)) == ["修路3条", "建校6所"]
    assert texts(placed("内部资料", y=810) + lines(["修路3条", "建校6所"])) == [
        "修路3条",
        "建校6所",
    ]


@needs_pdfium
def test_invisible_and_slanted_words_are_named():
    """Text that is not painted, and a watermark across the page."""
    watermark = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <51855BC6> Tj ET\n"
    found = facts(lines(["修路3条"]) + placed("实为9条", y=500, mode=3) + watermark)

    assert [fact.text for fact in found] == ["修路3条"]
    assert "隐藏的文字没有读：a.pdf:第 1 页" in found.notes
    assert "斜排的文字（水印）没有读：a.pdf:第 1 页" in found.notes


@needs_pdfium
def test_the_number_of_a_note_is_no_figure():
    """A raised number leads to the note at the page's foot; without one it is an exponent."""
    raised = placed("2", x=LEFT + 8 * SIZE, y=TOP + 5, size=6)
    rest = placed("万元", x=LEFT + 8.5 * SIZE)
    page = placed("发放补贴资金53") + raised + rest + lines(["修路3条", "建校6所"], top=TOP - 20)
    found = facts(page + placed("2含上级资金30万元", y=100))

    assert [fact.text for fact in found] == ["发放补贴资金53万元", "修路3条", "建校6所"]
    assert "脚注没有读：a.pdf:第 1 页 2含上级资金30万元" in found.notes
    assert texts(page)[0] == "发放补贴资金53²万元"


@needs_pdfium
def test_what_is_struck_out_is_named():
    """A line through words takes them out of their sentence; one below them does not."""
    bar = f"{LEFT + 5 * SIZE} {{}} {4 * SIZE} 0.6 re f\n"
    page = lines(["修路3条，办学6所，建桥2座", "植树90亩"])
    found = facts(page + bar.format(TOP + 3.5))

    assert [fact.text for fact in found] == ["修路3条，，建桥2座", "植树90亩"]
    assert "划掉的文字没有读：a.pdf:第 1 页 办学6所" in found.notes
    assert texts(page + bar.format(TOP - 2))[0] == "修路3条，办学6所，建桥2座"


@needs_pdfium
def test_a_number_and_what_a_tab_sets_apart_from_it_are_one_line():
    """No row of a table, as a word with another beside it is."""
    page = placed("1.") + placed("修路3条", x=LEFT + 5 * SIZE)

    assert texts(page + lines(["建校6所"], top=TOP - 20)) == ["修路3条", "建校6所"]


def spaced(text, gap, top, left=LEFT):
    """A line whose characters stand so far apart."""
    return f"{gap} Tc {placed(text, left, top)}0 Tc "


@needs_pdfium
def test_digits_that_stand_as_far_apart_as_all_else_are_one_figure():
    """In a line that is set wide; a gap that is wider than the others parts two figures."""
    page = (
        spaced("架设灌区渡槽326米", 12, 700)
        + spaced("整修堤防4.5公里", 6, 670)
        + spaced("两岸植树护坡12", 8, 640)
        + spaced("36处", 8, 640, LEFT + 8 * 20 + 8)
    )

    assert texts(page) == ["架设灌区渡槽326米", "整修堤防4.5公里", "两岸植树护坡12 36处"]


@needs_pdfium
def test_figures_beside_words_that_are_set_close_stay_parted():
    """The gaps between the columns of a table are not those of its words."""
    figures = "".join(placed(each, LEFT + 60 + 18 * at) for at, each in enumerate("345"))

    assert "3 4 5" in "".join(texts(placed("渡槽座数") + figures))


@needs_pdfium
def test_pages_without_text_are_named_and_scans_refused():
    """One empty page is a note, and nothing but such pages an error that says what to do."""
    found = report_from(pdf(lines(["修路3条"]), ""), "a.pdf", ".pdf")

    assert found.text == "修路3条"
    assert found.notes == ("没有文字的页（扫描件或图片）没有读：a.pdf:第 2 页",)
    with pytest.raises(Unreadable, match="没有文字") as caught:
        facts("")
    assert "扫描" in caught.value.hint


@needs_pdfium
def test_a_pdf_under_another_name_is_read_as_what_it_is():
    """Sent as .doc or .docx, it is still a PDF."""
    data = pdf(lines(["修路3条"]))

    assert [fact.text for fact in facts_from(data, "a.docx", ".docx")] == ["修路3条"]


SHEET = ["一、履职情况", *WORK, "二、存在不足", *LACKS, "三、改进措施", *CURES]


@needs_pdfium
@pytest.mark.parametrize("name", ["one", "two", "two_under_title", "two_with_edges", "three"])
def test_columns_are_read_one_after_the_other(name):
    """One, two and three, with a title over all or in the first, over two pages with edges."""
    report = text_from((FOLDER / f"{name}.pdf").read_bytes(), "a.pdf", ".pdf")
    told = [re.sub(r"^\d\.(?=\D)|^(\d)\.(?=2025)", "", row) for row in report.split("\n")]

    assert told == ([] if name == "three" else [TITLE]) + SHEET


@needs_pdfium
@pytest.mark.parametrize("name", ["two", "two_under_title", "two_with_edges", "three"])
def test_facts_in_columns_have_the_roles_of_their_headings(name):
    """A heading at the foot of one column holds for the top of the next."""
    found = facts_from((FOLDER / f"{name}.pdf").read_bytes(), "a.pdf", ".pdf")
    told = {fact.text: fact.role for fact in found}

    assert told == (
        dict.fromkeys(WORK, "duty")
        | dict.fromkeys(LACKS, "shortcoming")
        | dict.fromkeys(CURES, "measure")
    )


@needs_pdfium
def test_a_short_right_column_stands_behind_the_left_one():
    """A title above the left column alone and a page number below both change nothing."""
    words = "村里修渠铺路植树建桥办学样样有人管件件有"
    west = [words[at:] + words[:at] for at in range(11)]
    east = [each[::-1] for each in west[:4]]
    left = "".join(placed(each, x=50, y=TOP - 20 * at) for at, each in enumerate(west, 1))
    right = "".join(placed(each, x=310, y=TOP - 20 * at) for at, each in enumerate(east))
    page = placed("述职报告", x=130) + placed("第1页", x=285, y=50) + left + right
    told = text_from(pdf(page), "a.pdf", ".pdf").replace("\n", "")

    assert told == "".join(["述职报告", *west, *east])


@needs_pdfium
def test_a_ruled_table_is_read_cell_by_cell():
    """The lines of a cell are one fact under its column's head, in a table with lines around."""
    found = facts_from((FOLDER / "grid.pdf").read_bytes(), "a.pdf", ".pdf")

    assert [fact.text for fact in found if fact.role == "shortcoming"] == list(LACKS)
    assert [fact.text for fact in found if fact.role == "measure"] == list(CURES)
    assert not any("表格" in note for note in found.notes)


@needs_pdfium
def test_a_merged_cell_of_a_ruled_table_holds_for_its_rows():
    """What stands once beside two rows is the head of both."""
    levels = ((72, 760), (72, 700), (192, 730))
    lines_drawn = "".join(f"{x} {y} m 400 {y} l S\n" for x, y in levels)
    lines_drawn += "".join(f"{x} 700 m {x} 760 l S\n" for x in (72, 192, 400))
    words = placed("不足", y=728) + placed("调研少", x=200, y=740) + placed("下村少", x=200, y=710)
    found = facts(lines_drawn + words)

    assert [(fact.text, fact.role) for fact in found] == [
        ("调研少", "shortcoming"),
        ("下村少", "shortcoming"),
    ]


@needs_pdfium
def test_short_words_side_by_side_stay_a_table():
    """Without lines around them, words that fill no column are read by rows."""
    rows = [("修路", "3条", "完工"), ("建校", "6所", "在建"), ("造林", "2万亩", "完工")] * 2
    page = "".join(
        placed(text, x=LEFT + 150 * column, y=TOP - 20 * number)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    )

    assert report_from(pdf(page), "a.pdf", ".pdf").text.split("\n") == [
        text for row in rows for text in row
    ]


@needs_pdfium
def test_a_numbering_that_goes_on_makes_columns_of_short_lines():
    """1 to 3 on the left and 4 to 6 on the right are no rows of a table."""
    left, right = (
        ["1.修路3条", "2.建校6所", "3.造林2万亩"],
        ["4.建桥2座", "5.架线9公里", "6.讲课4次"],
    )
    page = lines(left) + "".join(
        placed(text, x=300, y=TOP - 20 * at) for at, text in enumerate(right)
    )

    assert texts(page) == [text[2:] for text in left + right]


def test_without_the_library_one_line_says_how():
    """Nothing to read PDFs with is no traceback."""
    code = (
        "import sys; sys.modules['pypdfium2'] = None\n"
        "from drafter.readers import facts_from\n"
        "from drafter.errors import Unreadable\n"
        "try: facts_from(b'%PDF-1.7', 'a.pdf', '.pdf')\n"
        "except Unreadable as error: print(error, error.hint)"
    )
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True
    )

    assert "pip install pypdfium2" in ran.stdout.decode()
    assert ran.stdout.decode().count("\n") == 1


@needs_pdfium
@pytest.mark.parametrize(
    ("matrix", "place"),
    [
        ("0 1 -1 0", lambda n: (100 + 20 * n, 100)),
        ("0 -1 1 0", lambda n: (500 - 20 * n, 700)),
        ("-1 0 0 -1", lambda n: (500, 100 + 20 * n)),
    ],
)
def test_a_page_that_is_printed_sideways_is_read_as_it_is_held(matrix, place):
    """Most of its characters say how."""
    rows = ["修路3条", "建校6所", "走访企业40家"]

    def turned(row, number):
        x, y = place(number)
        code = row.encode("utf-16-be").hex()
        return f"BT /F 12 Tf {matrix} {x} {y} Tm <{code}> Tj ET\n"

    page = "".join(turned(row, number) for number, row in enumerate(rows))

    assert texts(page) == rows


@needs_pdfium
def test_short_lines_over_sentences_head_them_where_most_name_parts():
    """Nothing but their place tells 档案资源 from a fact; no line is empty in a PDF."""
    rows = ("档案资源", "接收档案1.86万卷。", "利用服务", "查档4310人次。", "政治思想", "党课3次。")
    rows += ("廉洁自律", "上会23项。", "存在问题", "编研成果少。")
    told = [(fact.group, fact.text) for fact in facts(lines(rows))]

    assert told[:3] == [
        ("档案资源", "接收档案1.86万卷。"),
        ("利用服务", "查档4310人次。"),
        ("政治思想", "党课3次。"),
    ]


@needs_pdfium
def test_a_note_on_the_form_is_none_of_the_line_above():
    """A header's field ends before it, however full that line is."""
    row = "姓名：章雪梅 单位：桐坪县档案馆 职务：党组书记、馆长 填表日期：2025.1.8"
    found = facts(lines((row, "注：本表统一印制，每栏不够可另附页。", "党课3次。")))

    assert (found.name, found.role) == ("章雪梅", "党组书记、馆长")


def elsewhere(*pieces):
    """Pieces of a line in a font that is not in the file, each shown by itself."""
    return "".join(placed(text, LEFT + SIZE * at, font="E") for text, at in pieces)


@needs_pdfium
@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            placed("讲党课") + placed("\x8ao", LEFT + 36, font="G") + placed("次数", LEFT + 60),
            "讲党课��次数",
        ),
        (placed("修路") + placed("\x07\x08", LEFT + 24, font="G"), "修路��"),
        (placed("帮扶") + placed("\u01ae\u0274", LEFT + 24, font="G"), "帮扶��"),
        (elsewhere(("建校6", 0), ("所", 4), ("，建桥2座", 5)), "建校6�，建桥2座"),
        (elsewhere(("建校6", 0), ("所", 4), ("所", 4.05), ("；修路1条", 5)), "建校6�；修路1条"),
    ],
)
def test_a_character_that_its_font_does_not_tell_stands_as_one_and_is_named(page, told):
    """Numbers of glyphs are no letters, and what PDFium leaves out has not been read."""
    found = facts(page + lines(["造林2万亩"], top=TOP - 20))

    assert [fact.text for fact in found] == [told, "造林2万亩"]
    assert any("字体没有说明" in note and "第 1 页" in note for note in found.notes)
    assert any("a.pdf:p1l1 有认不出的字" in note for note in found.notes)


@needs_pdfium
@pytest.mark.parametrize(
    "page",
    [
        placed("修路3条", font="G"),
        placed("推进e", font="G") + placed("Café改造3家", LEFT + 36),
        elsewhere(("建校6所", 0), (" ", 5), ("2栋", 5.4)),
    ],
)
def test_what_can_be_read_without_such_a_table_is_not_named(page):
    """Numbers of Unicode are characters, a blank that PDFium leaves out is none."""
    found = facts(page + lines(["造林2万亩"], top=TOP - 20))

    assert "�" not in "".join(fact.text for fact in found)
    assert not any("字体" in note for note in found.notes)


@needs_pdfium
def test_what_may_be_a_blank_at_the_end_of_a_line_is_only_named():
    """PDFium leaves both out, and nothing else of the page shows which it was."""
    found = facts(elsewhere(("建校6所", 0), (" ", 5)) + lines(["造林2万亩"], top=TOP - 20))

    assert [fact.text for fact in found] == ["建校6所", "造林2万亩"]
    assert any("也可能只是空格" in note for note in found.notes)


@needs_pdfium
def test_a_page_of_letters_nobody_wrote_is_named():
    """A font may call Chinese characters by the letters that its bytes are otherwise."""
    latin = placed("ÖÜÃ÷²Î¼ÓÖÐÐÄ×éÑ§Ï°12´Î", y=TOP - 40, font="L")
    found = facts(lines(["造林2万亩"]) + latin)
    alike = placed("Zhongxin xuexi shier ci, Zhou Ming jiang dangke si ci nian nei", font="L")

    assert any("乱码" in note and "第 1 页" in note for note in found.notes)
    assert any(
        "乱码" in note and "第 2 页" in note for note in facts(lines(["造林2万亩"]), alike).notes
    )
    assert not any("乱码" in note for note in facts(lines(["造林2万亩，PM2.5降至28μg/m³"])).notes)


@needs_pdfium
def test_a_file_without_readable_characters_is_refused_and_a_field_of_them_left_open():
    """No report is made of signs for lost characters."""
    with pytest.raises(Unreadable, match="大多认不出") as caught:
        facts(placed("\x8ao\x07\x08t", font="G"))
    assert "识别软件" in caught.value.hint

    name = placed("姓名：") + placed("\x8ao", LEFT + 36, font="G")
    found = facts(name + lines(["年度：2024", "造林2万亩", "修路3条"], top=TOP - 20))
    assert (found.name, found.year) == ("", 2024)
    assert any("姓名有认不出的字" in note for note in found.notes)
