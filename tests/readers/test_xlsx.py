"""Excel: columns by name or by place, numbers as shown, merged groups, other sheets."""

import io

import openpyxl
import pytest

from drafter.document import Role
from drafter.errors import BadInput, UnknownName
from drafter.readers import facts_from


@pytest.fixture
def book():
    """A workbook with one empty sheet."""
    return openpyxl.Workbook()


def facts(book):
    """The facts of the workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return facts_from(stream.getvalue(), "facts.xlsx", ".xlsx")


def fill(sheet, *rows):
    """Add rows to a sheet."""
    for row in rows:
        sheet.append(row)


def test_named_columns_and_merged_groups(book):
    """The header of the sheet, its columns, and a merged group for each row it spans."""
    sheet = book.active
    fill(
        sheet,
        ("年度", 2024),
        (),
        ("类别", "事实", "依据", "章节"),
        ("民生", "建学校**所", "台账", None),
        (None, "讲党课4次", None, "politics"),
        ("不足", "调研偏少", None, None),
    )
    sheet.merge_cells("A4:A5")

    found = facts(book)

    assert found.year == 2024
    assert [(fact.text, fact.role, fact.group, fact.evidence, fact.source) for fact in found] == [
        ("建学校**所", "duty", "民生", "台账", "facts.xlsx!B4"),
        ("讲党课4次", "politics", "民生", "", "facts.xlsx!B5"),
        ("调研偏少", Role.SHORTCOMING, "不足", "", "facts.xlsx!B6"),
    ]


def test_numbers_are_read_as_shown(book):
    """No 3.0, percent and thousands as their format says."""
    sheet = book.active
    fill(
        sheet,
        ("工程", "数量", "完成率", "投资"),
        ("学校", 3.0, 0.985, 12000),
        ("道路", 0.1 + 0.2, 1, 4.2),
    )
    sheet["C2"].number_format = "0.0%"
    sheet["C3"].number_format = "0%"
    sheet["D2"].number_format = '#,##0"万元"'

    assert [fact.text for fact in facts(book)] == [
        "学校，数量3，完成率98.5%，12,000万元",
        "道路，数量0.3，完成率100%，投资4.2",
    ]


def test_rows_without_a_header_are_lines(book):
    """A row that only names a place groups those below; so does a first cell that does."""
    fill(
        book.active,
        ("履职情况", None),
        (1, "修路3条"),
        (2, "建校6所"),
        ("改进措施", "多下乡"),
        (None, "多谈心"),
    )

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("修路3条", "duty"),
        ("建校6所", "duty"),
        ("多下乡", Role.MEASURE),
        ("多谈心", Role.MEASURE),
    ]


def test_the_sheet_named_for_it_is_read(book):
    """要点 is read wherever it stands, and what was not read is said."""
    fill(book.active, ("别的",), ("东西",))
    fill(book.create_sheet("要点"), ("讲党课4次",))

    found = facts(book)

    assert [fact.text for fact in found] == ["讲党课4次"]
    assert any("没有读：Sheet" in note for note in found.notes)


def test_columns_of_words_left_out_are_said(book):
    """A column of remarks is named in a note."""
    fill(book.active, ("要点", "备注"), ("讲党课4次", "领导已阅"))

    assert any("备注" in note for note in facts(book).notes)


def test_an_empty_sheet_is_bad_input(book):
    """A workbook without a cell has no facts."""
    with pytest.raises(BadInput, match="没有要点"):
        facts(book)


def test_an_unknown_genre_is_told(book):
    """The header of a sheet is checked like any other."""
    fill(book.active, ("文种", "述职汇"), ("讲党课4次",))

    with pytest.raises(UnknownName):
        facts(book)


def test_columns_that_are_places(book):
    """问题 | 打算: each column's cells belong where its title says."""
    fill(book.active, ("问题", "打算"), ("下村少", "每月下村4次"), ("会议多", "会议减到6次"))

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("下村少", "shortcoming"), ("会议多", "shortcoming"),
        ("每月下村4次", "measure"), ("会议减到6次", "measure"),
    ]  # fmt: skip


def test_a_unit_in_a_column_of_its_own_goes_behind_its_figure(book):
    """板块 | 事项 | 数量 | 单位: and the first is the group."""
    fill(
        book.active,
        ("板块", "工作事项", "数量", "单位"),
        ("廉洁", "约谈采购岗位人员", 11, "人次"),
        ("队伍", "开展演练", 4, "场"),
    )

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("约谈采购岗位人员11人次", "integrity"), ("开展演练4场", "team"),
    ]  # fmt: skip
