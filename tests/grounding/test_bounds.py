"""Bounds from afar, and ranges as they are spoken."""

from drafter.grounding import coverage, support


def test_at_most_and_at_least_are_bounds_from_afar_too():
    """最多每月开会2次 is another statement than 每月开会2次."""
    assert support("每月开会2次。", ["最多每月开会2次"], year=2024)


def test_a_spoken_range_is_told_by_the_written_one_of_the_same_thing():
    """五六十户 is 50至60户, and no 50至60公里."""
    assert coverage("走访五六十户", ["走访50至60户。"]).lost == ()
    assert coverage("走访五六十户", ["走访50至60公里。"]).lost
