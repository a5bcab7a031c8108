"""Planted defects: each class is a defect of its own, and the count is right."""

from itertools import islice
from random import Random

import pytest

from drafter import rules
from evals import mutants
from evals.__main__ import main
from evals.planting import defects
from evals.planting.defect import FAMILIES


@pytest.fixture(scope="module")
def clean():
    """What the chain writes from each seed's sheet without a model."""
    return tuple(mutants.clean_reports())


def test_every_class_is_named_once_and_may_be_caught():
    """Names are unique, families known, and some rule may catch it."""
    names = [defect.name for defect in defects()]

    assert len(set(names)) == len(names)
    assert {defect.family for defect in defects()} == set(FAMILIES)
    assert all(rules.concerning(*defect.concerns) for defect in defects())


@pytest.mark.parametrize("defect", defects(), ids=lambda defect: defect.name)
def test_every_class_is_planted_somewhere(clean, defect):
    """Each planted text differs from the clean one; chance gives the same places again."""
    planted = [
        (report.text, text)
        for report in clean
        for text in islice(defect.plant(report, Random(1)), 2)
    ]
    again = [text for report in clean for text in islice(defect.plant(report, Random(1)), 2)]

    assert planted
    assert all(before != after for before, after in planted)
    assert [text for _, text in planted] == again


def test_what_is_caught_is_counted(clean):
    """One small report: a row for each class, and nearly all of the structural ones caught."""
    told = mutants.rows(clean[-1:], 1)
    structural = [row for row in told if row.defect.family == "structure"]

    assert len(told) == len(defects())
    assert all(row.caught + len(row.missed) == row.planted <= 1 for row in told)
    assert sum(r.caught for r in structural) >= 0.9 * sum(r.planted for r in structural)
    assert "95％区间" in "\n".join(mutants.table(told))


def test_a_measurement_that_is_not_there_is_told(capsys):
    """The names that exist are listed."""
    assert main(["mutant"]) == 2
    assert "mutants" in capsys.readouterr().err
