"""Facts that open with one deed, and what only looks alike."""

import pytest

from drafter.document import Fact
from drafter.drafting.steps.bound import is_honesty
from drafter.drafting.told_twice import folded


def test_a_fact_that_goes_on_from_another_takes_its_place():
    """The clause that both share is told once."""
    short, whole = "种茶12.4公顷，投资80万元", "种茶12.4公顷，投资80万元，带动90户"
    assert folded(short, whole) == folded(whole, short) == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("120户旧房改造完工", "1120户旧房改造完工，投资80万元"),  # ends within the other's number
        ("种茶12.4公顷，投资80万元", "种茶12.4公顷，使900人受益"),  # on which clause would it hang
    ],
)
def test_what_only_looks_alike_stays_apart(one: str, other: str):
    """No number is lost, and no cause is made."""
    assert folded(one, other) == ""


def test_what_a_unit_hands_over_is_no_gift_sent_back():
    """上交 says so only of what was meant for the author."""
    assert not is_honesty(Fact("F1", "给烟农送烟苗200株，上交烟叶3吨"))
    assert is_honesty(Fact("F1", "供货商送来月饼，上交镇纪委"))
