"""Excerpts: whatever the text, the mark stands under the finding and nothing is too wide."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.reporters.excerpt import columns, excerpt

WIDTH = 60


@given(st.text(st.sampled_from("好投资a1，。“”\n\t\u0301％𠀀"), max_size=300), st.data())
def test_the_mark_stands_under_the_finding(text, data):
    """As wide as asked, marks exactly below, for wide, narrow and combining characters."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = excerpt(text, (start, end), WIDTH)

    assert columns(found.before + found.marked + found.after) <= WIDTH + 2
    assert len(found.underline) == columns(found.before) + max(1, columns(found.marked))
    assert "\n" not in found.before + found.marked + found.after


def test_a_short_line_is_shown_whole():
    """Context is only cut where there is too much of it."""
    found = excerpt("完成投资12亿元。", (4, 8), WIDTH)

    assert (found.before, found.marked, found.after) == ("完成投资", "12亿元", "。")


def test_a_long_line_is_cut_on_both_sides():
    """The finding stays in sight."""
    text = "好" * 500 + "12亿元" + "好" * 500
    found = excerpt(text, (500, 504), WIDTH)

    assert found.marked == "12亿元"
    assert found.before.startswith("…好")
    assert found.after.endswith("好…")
