"""Signs that a sheet explains itself."""

import pytest

from drafter.document import Role
from drafter.readers import facts_from


def told(text):
    """The texts of the facts in a text file, with their parts."""
    return [(fact.text, fact.role) for fact in facts_from(text.encode(), "a.txt", ".txt")]


@pytest.mark.parametrize(
    "legend",
    [
        "★=可以写的  ▲=毛病  ×=不写  →=明年",
        "★是重点，▲是不足，×是不要写，→是打算",
        "说明：★：能写 ▲：短板 ×：别写 →：下一步",
    ],
)
def test_signs_put_lines_where_the_sheet_says(legend):
    """And leave out what it says is not to be written, and themselves."""
    sheet = f"{legend}\n★修路3条\n架桥2座★ 通车\n× 搬家，看牙\n▲下村少\n→ 每月下村4次\n"

    assert told(sheet) == [
        ("修路3条", ""),
        ("架桥2座 通车", ""),
        ("下村少", Role.SHORTCOMING),
        ("每月下村4次", Role.MEASURE),
    ]


def test_what_is_left_out_by_a_sign_is_named():
    """A line that ends in it, what stands behind it, and the sentence that this speaks of."""
    sheet = (
        "★=写 ×=不写\n★修路3条\n接站4600人?? 只管车  ×\n抢险到4点。 水泵坏了2台  ×别写坏泵的事\n"
    )
    found = facts_from(sheet.encode(), "a.txt", ".txt")

    assert [fact.text for fact in found] == ["修路3条", "抢险到4点。"]
    assert any("接站4600人" in note and "水泵坏了2台" in note for note in found.notes)


@pytest.mark.parametrize("line", ["漏损率22%→9.6%", "做了5×8米的台子", "★级酒店2家"])
def test_signs_without_a_legend_are_what_they_were(line):
    """And an arrow between two figures is none of a plan under one."""
    assert told(f"修路3条\n{line}\n")[1][0].endswith(line.lstrip("★"))
    assert told("★=写 →=明年\n漏损率22%→9.6%\n★修路3条\n")[0] == ("漏损率22%→9.6%", "")
