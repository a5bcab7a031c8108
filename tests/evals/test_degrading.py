"""Good reports spoiled by degrees: what is planted, and that the scores meant for it fall."""

from functools import cache

import pytest

from evals import case as cases
from evals import scorers
from evals.degrading import DOSES, degradations, degraded
from evals.doses import GOOD, bases, dosed, table
from evals.outcome import of_text

HOW = {each.name: each for each in degradations()}


@cache
def good():
    """The report of a strong model on the police bureau's sheet."""
    (case,) = cases.choose(("police-2023",))
    text = next(text for sheet, text in bases() if sheet == case.name)
    return of_text(case, text)


@pytest.mark.parametrize("name", HOW)
def test_a_higher_dose_spoils_what_a_lower_one_spoils_and_more(name):
    """The text changes with each dose, and the same dose gives the same text."""
    report = good().report
    texts = [degraded(report, HOW[name], dose) for dose in DOSES]

    assert texts == [degraded(report, HOW[name], dose) for dose in DOSES]
    assert texts[-1] != report.text or name in ("noted", "listed")  # it may have no such place


@pytest.mark.parametrize("name", HOW)
def test_what_is_meant_for_a_fault_notices_it(name):
    """At the full dose one of its scores is lower, and so is the overall."""
    own = good()
    text = degraded(own.report, HOW[name], 1.0)
    if text == own.report.text:
        pytest.skip("nothing of the kind to spoil in this report")
    before, after = scorers.score(own), scorers.score(of_text(own.case, text))

    assert any(after[each].value < before[each].value for each in HOW[name].meant)
    assert after["overall"].value < before["overall"].value


def test_circular_spoiling_loses_no_words():
    """Leads and sentences change places; nothing else changes."""
    report = good().report
    for name in ("led-astray", "shuffled"):
        assert sorted(degraded(report, HOW[name], 1.0)) == sorted(report.text)


def test_blowing_up_doubles_the_length():
    """About twice as long, every fact still told."""
    own = good()
    text = degraded(own.report, HOW["blown-up"], 1.0)

    assert 1.6 < len(text) / len(own.report.text) < 3
    assert scorers.score(of_text(own.case, text))["kept"].value == 1


def test_doses_are_counted_over_good_reports():
    """Two reports, every way: the table has a row each and one for all, ordered in nine of ten."""
    rows = dosed(2)
    lines = list(table(rows))
    steps = sum(row.steps for row in rows)

    assert len(lines) == len(HOW) + 3
    assert sum(row.ordered for row in rows) >= 0.9 * steps
    assert set(GOOD) == {"drafter-strong", "gold", "one-prompt-strong"}
