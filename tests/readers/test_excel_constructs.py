"""Excel as its reader sees it: formats, merged and hidden cells, missing values, several sheets."""

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from drafter.document import Role
from drafter.errors import BadInput, Unreadable
from drafter.readers import archive, facts_from, workbook
from drafter.readers.cell_text import shown


def saved(book) -> bytes:
    """The workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with one part edited, as a program other than openpyxl would have written it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        assert part in source.namelist()
        for name in source.namelist():
            content = source.read(name).decode()
            if name == part:
                assert re.search(old, content), content
                content = re.sub(old, new, content)
            target.writestr(name, content)
    return stream.getvalue()


def shared(content: str) -> bytes:
    """A workbook whose one cell shows a shared string of this XML, as Excel itself writes it."""
    sheet = "xl/worksheets/sheet1.xml"
    data = changed(saved(book_of(("甲",))), sheet, r"<c r=.*?</c>", '<c r="A1" t="s"><v>0</v></c>')
    link = "<Relationship Type='x/sharedStrings' Target='sharedStrings.xml' Id='rId9'/>"
    data = changed(
        data, "xl/_rels/workbook.xml.rels", "</Relationships>", link + "</Relationships>"
    )
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si>{content}</si></sst>")
    return stream.getvalue()


def book_of(*rows, title="Sheet"):
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def facts(book):
    """The facts of a workbook, or of its bytes."""
    data = book if isinstance(book, bytes) else saved(book)
    return facts_from(data, "a.xlsx", ".xlsx")


def texts(book):
    """The texts of its facts."""
    return [fact.text for fact in facts(book)]


def notes(book):
    """Its notes as one string."""
    return "\n".join(facts(book).notes)


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (3.14159265, "0.00_ ", "3.14"),
        (0.0854, "0.0%_);(0.0%)", "8.5%"),
        (-0.0854, "0.0%_);(0.0%)", "-8.5%"),
        (12345.678, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "12,345.68"),
        (-12345.678, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-12,345.68"),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0"),
        (-260, "0.00;[Red]0.00", "-260.00"),
        (-0.085, '"增长"0.0%;"下降"0.0%', "下降8.5%"),
        (0.085, '"增长"0.0%;"下降"0.0%', "增长8.5%"),
        (-8.5, "▲0.0;▼0.0", "▼8.5"),
        (0.9825, "0.0%", "98.3%"),
        (2.5, "0", "3"),
        (12345678, '#,##0,"千元"', "12,346千元"),
        (12345, '0!.0,"万"', "1.2万"),
        (4200, '#,##0"万元"', "4,200万元"),
        (4200, "[$¥-804]#,##0.00", "¥4,200.00"),
        (85, '[>=60]"合格"0;"不合格"0', "合格85"),
        (45, '[>=60]"合格"0;"不合格"0', "不合格45"),
        (2.25, "# ?/?", "2 1/4"),
        (123456, "0.00E+00", "123000"),
        (7, "000", "007"),
        (13800001234, "000-0000-0000", "138-0000-1234"),
        (3.10, "0.0#", "3.1"),
        (0.1 + 0.2, "General", "0.3"),
        (4700000000.25, "General", "4700000000"),
        (-35, '0"户";[Red]0"户"', "-35户"),
        (-0.05, '"增长"0%;"负增长"0%', "负增长5%"),
        (-7, '[<0]"少收"0"吨";0"吨"', "少收7吨"),
        (5, ";;;", ""),
        (6, '"共"0"所"', "共6所"),
        (45352, 'yyyy"年"m"月"', "2024年3月"),
        (45352, 'yyyy"年"m"月"d"日"', "2024年3月1日"),
        (45352, "yyyy/m/d", "2024年3月1日"),
        (45352, "yyyy-mm", "2024年3月"),
        (45352, 'm"月"d"日"', "3月1日"),
        (45352, "[$-804]aaaa", "星期五"),
        (45352.4375, "yyyy-mm-dd h:mm", "2024年3月1日 10:30"),
        (0.4375, "h:mm", "10:30"),
        (0.9375, '上午/下午h"时"mm"分"', "下午10时30分"),
        (1.5, "[h]:mm", "36:00"),
    ],
)
def test_a_number_is_what_its_format_shows(value, code, seen):
    """Decimals rounded half up, signs kept, units and words of the format in their places."""
    assert shown(value, code) == seen


def test_a_date_of_nought_is_no_day_of_the_year_before():
    """Excel shows its nought of January; a time of nought is midnight."""
    assert shown(0, "yyyy-mm-dd", from_1904=False) == "1900年1月0日"
    assert shown(0, "h:mm", from_1904=False) == "0:00"


def test_dates_of_1904_and_formats_for_chinese_alone():
    """A workbook of a Mac counts days from 1904; format 57 is in no file and means 年月."""
    book = book_of(("要点", "时间"), ("开工", 43890))
    book.active["B2"].number_format = 'yyyy"年"m"月"'
    data = changed(saved(book), "xl/workbook.xml", "<workbookPr/>", '<workbookPr date1904="1"/>')
    chinese = changed(saved(book), "xl/styles.xml", 'numFmtId="164" fontId', 'numFmtId="57" fontId')

    assert texts(data) == ["开工2024年3月"]
    assert texts(chinese) == ["开工2020年2月"]


def test_a_date_cell_is_a_date():
    """A date as openpyxl writes it."""
    book = book_of(("要点", "时间"), ("开工", dt.date(2024, 3, 1)))

    assert texts(book) == ["开工2024年3月1日"]


def test_units_in_a_label_go_behind_the_figure():
    """投资（亿元） | 4.2 is 4.2亿元; a word in brackets that is no unit stays."""
    book = book_of(("要点", "数值"), ("投资（亿元）", 4.2), ("增速（%）", 8.5), ("学校（新建）", 6))

    assert texts(book) == ["投资4.2亿元", "增速8.5%", "学校（新建）6"]


def test_hidden_rows_columns_and_sheets_are_left_out_and_named():
    """Filtered rows, hidden columns, hidden and very hidden sheets: in the notes alone."""
    book = book_of(
        ("类别", "要点", "数量"), ("履职情况", "修路", "3条"), ("履职情况", "作废", "9家")
    )
    sheet = book.active
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    for title, state in (("字典", "hidden"), ("底表", "veryHidden")):
        other = book.create_sheet(title, 0)
        other.append(("模板示例：新建学校99所",))
        other.sheet_state = state

    told = notes(book)

    assert texts(book) == ["修路"]
    assert "隐藏的工作表没有读：“底表”、“字典”" in told
    assert "a.xlsx!3 行" in told
    assert "a.xlsx!C 列" in told


def test_a_row_of_no_height_and_a_column_of_no_width_are_hidden():
    """Dragged shut is as hidden as hidden."""
    book = book_of(("履职情况", "修路3条", "旧"), ("履职情况", "作废9条", "旧"))
    data = changed(saved(book), "xl/worksheets/sheet1.xml", '<row r="2"', '<row r="2" ht="0"')
    data = changed(
        data,
        "xl/worksheets/sheet1.xml",
        "<sheetData>",
        '<cols><col min="3" max="3" width="0"/></cols><sheetData>',
    )

    assert texts(data) == ["修路3条"]


def test_a_workbook_with_every_sheet_hidden_says_so():
    """Nothing to see is no empty file."""
    data = changed(
        saved(book_of(("修路3条",))), "xl/workbook.xml", 'state="visible"', 'state="hidden"'
    )

    with pytest.raises(BadInput, match="隐藏"):
        facts(data)


def test_merged_cells_both_ways():
    """A group over several rows, and a heading over all columns."""
    book = book_of(
        ("重点工作", None, None),
        ("不足", "调研少", "甲村"),
        (None, "下村少", "乙村"),
        ("改进措施", "每月下村8天", "丙村"),
        (None, "走遍16个村", "丁村"),
    )
    for area in ("A1:C1", "A2:A3", "A4:A5"):
        book.active.merge_cells(area)

    assert [fact.role for fact in facts(book)] == [
        Role.SHORTCOMING,
        Role.SHORTCOMING,
        Role.MEASURE,
        Role.MEASURE,
    ]
    assert [fact.text for fact in facts(book)][:2] == ["调研少，甲村", "下村少，乙村"]


def test_a_merged_cell_whose_first_row_is_hidden_still_counts():
    """Excel shows it in the rows that are left."""
    book = book_of(("不足", "调研少"), (None, "下村少"), ("改进措施", "下村8天"))
    book.active.merge_cells("A1:A2")
    book.active.row_dimensions[1].hidden = True

    assert [(f.text, f.role) for f in facts(book)] == [
        ("下村少", Role.SHORTCOMING),
        ("下村8天", Role.MEASURE),
    ]


def test_formulas_without_a_value_are_named():
    """Openpyxl stores none: a label alone is no fact, a sentence stays one."""
    book = book_of(
        ("要点", "数值"),
        ("新修公路（公里）", "=8+4.6"),
        ('="引进企业"&2&"家"', None),
        ("全面完成农村公路养护提升任务并通过验收", "=1+1"),
        ("栽植茶苗", 500),
    )
    told = notes(book)

    assert texts(book) == ["全面完成农村公路养护提升任务并通过验收", "栽植茶苗500"]
    assert all(place in told for place in ("a.xlsx!B2", "a.xlsx!A3", "a.xlsx!B4"))
    assert "缺了值的行没有读：a.xlsx!B2 新修公路（公里）" in told


def test_formulas_with_a_value_are_read_as_it():
    """What Excel worked out stands in the file."""
    book = book_of(("要点", "数值"), ("新修公路（公里）", "=8+4.6"))
    data = changed(
        saved(book), "xl/worksheets/sheet1.xml", "<f>8\\+4.6</f><v ?/>|<f>8\\+4.6</f><v></v>",
        "<f>8+4.6</f><v>12.6</v>",
    )  # fmt: skip

    assert texts(data) == ["新修公路12.6公里"]


def test_error_cells_are_named():
    """#DIV/0! is not told as a fact, nor is its label."""
    book = book_of(("要点", "数值"), ("人均", "#DIV/0!"), ("栽植茶苗", 500))

    assert texts(book) == ["栽植茶苗500"]
    assert "错误值 #DIV/0! 没有读：a.xlsx!B2" in notes(book)


def test_lines_of_a_cell_are_facts_of_their_own():
    """Typed with Alt+Enter; a line that goes on, and figures line by line, are kept together."""
    book = book_of(
        ("类别", "要点", "数量"),
        ("履职情况", "1.修路3条\n2.建校6所", None),
        ("履职情况", "造林，\n共3万亩。", None),
        ("履职情况", "引进企业\n建冷库", "2家\n3座"),
        ("不足", "调研少\n下村少", None),
    )

    assert [(f.text, f.source) for f in facts(book)] == [
        ("修路3条", "a.xlsx!B2"),
        ("建校6所", "a.xlsx!B2#2"),
        ("造林，共3万亩。", "a.xlsx!B3"),
        ("引进企业2家", "a.xlsx!B4"),
        ("建冷库3座", "a.xlsx!B4#2"),
        ("调研少", "a.xlsx!B5"),
        ("下村少", "a.xlsx!B5#2"),
    ]


def test_sheets_named_for_places_are_all_read():
    """One sheet a section; what explains the form is not read but named."""
    book = book_of(("修路3条",), title="履职情况")
    book.create_sheet("不足").append(("调研少",))
    book.create_sheet("填表说明").append(("每条一行",))

    assert [(f.text, f.role, f.source) for f in facts(book)] == [
        ("修路3条", "duty", "a.xlsx!A1"),
        ("调研少", Role.SHORTCOMING, "a.xlsx!不足!A1"),
    ]
    assert "没有读：填表说明" in notes(book)


def test_of_sheets_for_years_the_last_is_read():
    """Last year's deeds are not this year's."""
    book = book_of(("修路3条",), title="2024年")
    book.create_sheet("2023年").append(("修路9条",))

    assert texts(book) == ["修路3条"]
    assert "没有读：2023年" in notes(book)


def test_two_header_fields_in_one_row():
    """年度 and 单位 side by side, under a merged title; a pair further down is a fact."""
    book = book_of(
        ("2024年述职要点", None, None, None),
        ("年度", 2024, "单位", "县教育局"),
        ("姓名", "李明", "职务", "局长"),
        *((f"完成第{n}类事项", f"{n}件", None, None) for n in range(1, 12)),
        ("单位", "14个", None, None),
    )
    book.active.merge_cells("A1:D1")
    found = facts(book)

    assert (found.year, found.unit, found.role, found.name) == (2024, "县教育局", "局长", "李明")
    assert found.title == "2024年述职要点"
    assert found.items[-1].text == "单位14个"


def test_words_crossed_out_are_left_out_and_named():
    """A run of a cell, and a whole cell."""
    book = book_of(("履职情况", None), ("履职情况", "作废9条"), ("履职情况", "建校6所"))
    runs = ["修路", TextBlock(InlineFont(strike=True), "9"), "3条"]
    book.active["B1"] = CellRichText(*runs)
    book.active["B2"].font = Font(strike=True)

    assert texts(book) == ["修路3条", "建校6所"]
    assert "划掉的文字没有读：a.xlsx!B1、a.xlsx!B2" in notes(book)


def test_comments_and_reading_aids_are_no_words_of_a_cell():
    """A comment stays a comment; phonetic runs of a shared string are not read."""
    book = book_of(("修路3条",))
    book.active["A1"].comment = Comment("实为9条", "张科长")

    assert texts(book) == ["修路3条"]
    assert texts(shared("<t>修路3条</t><rPh sb='0' eb='1'><t>xiu9</t></rPh>")) == ["修路3条"]


def test_text_boxes_over_the_cells_are_named():
    """What is typed into a shape is in no cell."""
    book = book_of(("修路3条",))
    data = saved(book)
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/drawing'"
            " Target='../drawings/drawing1.xml'/></Relationships>",
        )
        archive.writestr(
            "xl/drawings/drawing1.xml",
            "<d xmlns:x='x' xmlns:a='a'><x:txBody><a:p><a:r><a:t>另建校6所</a:t></a:r></a:p>"
            "</x:txBody></d>",
        )

    assert "文本框没有读：a.xlsx!“另建校6所”" in notes(stream.getvalue())


def test_escapes_and_control_signs():
    """_x000D_ is a line end and _x0000_ nothing; half a character is none."""
    data = shared("<r><t>修路_x0000_3_xD800_</t></r><r><t>条_x000D_\n建校6所</t></r>")

    assert texts(data) == ["修路3条", "建校6所"]


def test_rows_beyond_the_limit_are_named():
    """A sheet of a hundred columns says from where it was not read."""
    book = book_of(("修路3条", *[None] * 98, "太远"))

    assert texts(book) == ["修路3条"]
    assert "a.xlsx!CV1 起" in notes(book)


def test_a_merged_area_over_everything_takes_no_time():
    """A1:XFD1048576 merged: seventeen thousand million cells, and one fact."""
    data = changed(
        saved(book_of(("修路3条",))),
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )

    assert texts(data) == ["修路3条"]


def test_a_workbook_without_sheets_is_refused():
    """A part that is missing ends in one line."""
    data = changed(saved(book_of(("修路3条",))), "xl/workbook.xml", "<sheet .*?/>", "")

    with pytest.raises(Unreadable, match="损坏"):
        facts(data)


def test_a_column_of_places_says_where_rows_belong_whatever_it_is_called():
    """属于哪块 is no name of ours, 政治 and 短板 below it are."""
    book = openpyxl.Workbook()
    for row in (
        ("属于哪块", "内容"),
        ("政治", "学习9次"),
        ("短板", "下村少"),
        ("明年", "下村40次"),
    ):
        book.active.append(row)

    assert [fact.role for fact in facts(book)] == ["politics", "shortcoming", "measure"]


def test_figures_of_two_years_are_told_with_their_years():
    """The unit has a column of its own."""
    book = openpyxl.Workbook()
    for row in (
        ("项目", "2023年", "2024年", "单位"),
        ("税收", 418, 453, "万元"),
        ("企业", 76, 137, "家"),
    ):
        book.active.append(row)

    assert [fact.text for fact in facts(book)] == [
        "税收2023年418万元，2024年453万元",
        "企业2023年76家，2024年137家",
    ]


def test_criticism_in_the_column_of_sources_is_told_with_its_answer():
    """来源 | 内容 | 结果: whoever said it names the place of the row."""
    book = book_of(
        ("来源", "内容", "结果"),
        ("职代会意见：食堂贵", "降价两成", None),
        ("打算", "建仓库", "3座"),
        title="问题",
    )

    told = [(fact.text, fact.role) for fact in facts(book)]
    assert told == [
        ("职代会意见：食堂贵，降价两成", Role.FEEDBACK),
        ("建仓库3座", Role.MEASURE),
    ]


def test_the_months_of_a_ledger_are_no_words_of_its_facts():
    """They are named as not read."""
    read = facts(book_of(("月份", "事项", "量化结果"), ("1月", "爆管抢修", "214处")))

    assert [fact.text for fact in read] == ["爆管抢修214处"]
    assert any("月份" in note for note in read.notes)


SHEET = "xl/worksheets/sheet1.xml"


def lengthened(rows: str, *facts: str) -> bytes:
    """A workbook with these rows behind its facts, packed as Excel does."""
    data = changed(saved(book_of(*((fact,) for fact in facts))), SHEET, "</sheetData>", "ROWS")
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name).decode()
            target.writestr(name, content.replace("ROWS", rows + "</sheetData>"))
    return stream.getvalue()


@pytest.mark.parametrize(
    "row",
    [
        '<row r="{0}" s="1" customFormat="1" ht="20" customHeight="1"/>',
        '<row r="{0}"><c r="A{0}" s="1"/><c r="B{0}" s="1"/></row>',
        '<row r="{0}" hidden="1"/>',
        '<row spans="1:2" r="{0}"><c r="A{0}" s="1"/></row>',
    ],
    ids=["rows", "cells", "hidden", "as another program writes it"],
)
def test_a_sheet_with_countless_rows_that_are_only_formatted_is_read(row, monkeypatch):
    """Formatting whole columns is usual, and what stands below such rows is still named."""
    monkeypatch.setattr(workbook, "MAX_PART", 100_000)
    several = "".join(row.format(number) for number in range(3, 30_000))
    below = '<row r="30001"><c r="A30001" t="inlineStr"><is><t>建桥2座</t></is></c></row>'
    found = facts_from(lengthened(several + below, "修路3条", "建校6所"), "a.xlsx", ".xlsx")

    assert [fact.text for fact in found] == ["修路3条", "建校6所"]
    assert any("A30001 起" in note for note in found.notes)


def test_a_sheet_too_large_to_read_names_what_makes_it_so(monkeypatch):
    """The advice is about rows that are only formatted."""
    monkeypatch.setattr(archive, "MAX_UNPACKED", 500_000)
    rows = "".join(f'<row r="{number}" s="1"/>' for number in range(2, 30_000))
    with pytest.raises(Unreadable, match=r"sheet1\.xml") as caught:
        facts_from(lengthened(rows, "修路3条"), "a.xlsx", ".xlsx")

    assert "空行" in caught.value.hint
