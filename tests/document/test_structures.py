"""Whole reports in layouts of many hands are read as a person reads them.

`layouts/structure.json` says of each what a person labelled before the program read it: the kind of
report, its sections, how each shortcoming and measure begins, which measure answers which
shortcoming, what tells of last year's feedback and what is ceremony. Names and figures in the
texts are invented.
"""

import json
import re
from pathlib import Path

import pytest

from drafter.document import ParagraphKind, genre
from drafter.document.answering import pairing
from drafter.document.forms import form
from drafter.document.parsing import parse
from drafter.document.views import feedback

FOLDER = Path(__file__).parent.parent / "layouts"
LABELS = json.loads((FOLDER / "structure.json").read_text("utf-8"))
GENRE = genre.load("shuzhi")
CEREMONY = (
    ParagraphKind.TITLE,
    ParagraphKind.SALUTATION,
    ParagraphKind.CLOSING,
    ParagraphKind.SIGNATURE,
)
# A measure answers two shortcomings, and it shares nothing visible with one of them.
ANSWERED_TWICE = "108-probation-inside.txt"
# A word of another matter (采购) speaks louder than 风险点, by which a person pairs.
MISPAIRED = "246-hospital-section.txt"
# What may stand before the words that the label begins with.
BEFORE = re.compile(
    r"(?:此外，|再有，|同时，|首先，|其次，|再次，|[\s◎◆●•—a-d.]|\*\*|[一二三四五六七八九十]是)+"
)


def read(name):
    """The report in a file of the folder."""
    return parse((FOLDER / name).read_text("utf-8"), GENRE)


def begins(told, wanted):
    """As many points as wanted, and each begins as its label says."""
    said = [
        BEFORE.sub("", point.text, count=1) if BEFORE.match(point.text) else point.text
        for point in told
    ]
    return [text[: len(start)] for text, start in zip(said, wanted, strict=False)] + said[
        len(wanted) :
    ]


@pytest.mark.parametrize("name", sorted(LABELS))
def test_shortcomings_and_measures_are_those_a_person_labelled(name):
    """Each begins where its label says, in order, and there is none besides."""
    report, label = read(name), LABELS[name]

    assert begins(report.shortcomings, label["shortcomings"]) == label["shortcomings"]
    assert begins(report.measures, label["measures"]) == label["measures"]


@pytest.mark.parametrize(
    "name", sorted(name for name in LABELS if LABELS[name]["sections"] is not None)
)
def test_sections_are_those_a_person_labelled(name):
    """All of them, in order, and no line taken for one."""
    headings = [section.heading for section in read(name).sections]

    assert len(headings) == len(LABELS[name]["sections"])
    assert all(map(str.__contains__, headings, LABELS[name]["sections"]))


@pytest.mark.parametrize("name", sorted(LABELS))
def test_kind_ceremony_and_feedback_are_those_a_person_labelled(name):
    """What the report is, who is greeted and who signs, what answers last year's criticism."""
    report, label = read(name), LABELS[name]
    ceremony = "\n".join(each.text for each in report.paragraphs if each.kind in CEREMONY)
    told = "\n".join(each.text for each in feedback(report))

    assert form(report).name == label["form"]
    assert [each for each in label["ceremony"] if each not in ceremony] == []
    assert [each for each in label["feedback"] if each not in told] == []
    assert bool(told) == bool(label["feedback"])


@pytest.mark.parametrize("name", sorted(set(LABELS) - {ANSWERED_TWICE, MISPAIRED}))
def test_measures_answer_the_shortcomings_a_person_labelled(name):
    """Side by side, one below the other or in two lists; one that fits better is named."""
    found = pairing(read(name))
    told = found.pairs if found else ()
    pairs = {(x.shortcoming, x.measure if x.better is None else x.better) for x in told}

    assert {tuple(pair) for pair in LABELS[name]["pairs"]} <= pairs


def test_a_measure_that_answers_two_shortcomings_is_given_to_one():
    """The other stays without one, though the label says otherwise."""
    found = pairing(read(ANSWERED_TWICE))

    assert [(each.shortcoming, each.measure) for each in found.pairs] == [(0, None), (1, 1), (2, 0)]
    assert LABELS[ANSWERED_TWICE]["pairs"] == [[0, 0], [1, 1], [2, 1]]
