"""Figures of one endless sentence are looked at once each."""

import time

from drafter.document import genre
from drafter.document.parsing import parse
from drafter.rules import check

SAID = "完成投资1280.5万元，"


def test_ten_times_the_figures_take_about_ten_times_as_long():
    """A sentence of eight thousand figures has no more to be looked through for each of them."""
    report = parse(SAID * 8_000, genre.load("shuzhi"))
    began = time.process_time()
    found = [each for each in check(report) if each.rule == "contradictory-figures"]

    assert found == []
    assert time.process_time() - began < 3
