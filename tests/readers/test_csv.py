"""Tables saved as text are read as those of Excel."""

import pytest

from drafter.document import Role
from drafter.errors import BadInput, Unreadable
from drafter.readers import facts_from, text_from

ROWS = (
    "部分,事项,数量,单位",
    "履职,新建学校,6,所",
    "履职,改造危房,86,户",
    "廉洁,廉政谈话,23,人次",
    "不足,到村走访少,,",
)


def read(text, suffix=".csv", encoding="utf-8"):
    """The facts of a table."""
    return facts_from(text.encode(encoding), f"要点{suffix}", suffix)


@pytest.mark.parametrize("mark", [",", ";", "\t", "，", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_cells_are_parted_by_whatever_mark_parts_most_lines(mark, encoding):
    """A column of numbers and one of units are told with what they count."""
    told = read("\r\n".join(row.replace(",", mark) for row in ROWS), encoding=encoding)

    assert [fact.text for fact in told][:3] == ["新建学校6所", "改造危房86户", "廉政谈话23人次"]
    assert [fact.role for fact in told][-1] == Role.SHORTCOMING


def test_a_cell_in_quotation_marks_holds_commas_and_lines():
    """As Excel saves a cell with a line end in it."""
    told = read('事项,备注\n"修路3条，架桥1座",\n"建学校6所\n改造危房86户",\n')

    texts = "".join(fact.text for fact in told)
    assert all(each in texts for each in ("修路3条", "架桥1座", "建学校6所", "改造危房86户"))


def test_a_quotation_mark_without_its_mate_swallows_no_row():
    """Typed by hand, it is a word like others."""
    told = read('事项,数量\n"5·12演练,3次\n修路,6条\n')

    assert any("修路6条" in fact.text for fact in told)


def test_rows_beyond_what_is_read_are_named():
    """Nothing is left out without a word."""
    told = read("事项,数量\n" + "修路,6条\n" * 20_100)

    assert any("20000 行以外" in note for note in told.notes)


def test_a_table_without_a_fact_is_said_to_have_none():
    """A header alone is none."""
    with pytest.raises(BadInput):
        read(",,\n,,\n")


def test_a_cell_that_does_not_end_is_told():
    """A damaged file is no traceback."""
    with pytest.raises(Unreadable, match="太长"):
        read("事项\n" + "修" * 1_100_000)


def test_a_table_is_no_report():
    """As with Excel, one line says what reports may be."""
    with pytest.raises(BadInput, match="读不出报告"):
        text_from("事项\n修路".encode(), "a.csv", ".csv")
