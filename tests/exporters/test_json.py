"""JSON: keys stay, spans point into the text, facts stand behind points and sentences."""

import json

from drafter.exporters import exporter_for
from tests.exporters.samples import FACT, TEXT, drafted, report


def tree(made=None):
    """The exported report."""
    return json.loads(exporter_for(".json").export(made or drafted()))


def test_keys_are_stable():
    """What programs read stays where it is."""
    assert list(tree()) == [
        "schema",
        "genre",
        "year",
        "source",
        "text",
        "paragraphs",
        "sections",
        "shortcomings",
        "measures",
        "sentences",
        "sheet",
        "plan",
        "unused",
    ]


def test_spans_point_into_the_text():
    """Every span of a paragraph and a sentence gives its text."""
    found = tree()

    for each in [*found["paragraphs"], *found["sentences"]]:
        start, end = each["span"]
        assert found["text"][start:end] == each["text"]


def test_facts_stand_behind_points_and_sentences():
    """A point names the facts of its sentences; a fact nobody used is listed."""
    found = tree()
    points = [point for section in found["sections"] for point in section["points"]]

    assert [point["facts"] for point in points if point["facts"]] == [["F1", "F2"]]
    assert next(s for s in found["sentences"] if s["text"] == FACT)["origin"] == "fact"
    assert found["unused"] == ["F3"]
    assert found["sheet"]["facts"][0]["evidence"] == "台账"


def test_a_report_without_facts():
    """A report read from a file has no sheet and no plan."""
    found = tree(report(TEXT))

    assert (found["sheet"], found["plan"], found["sentences"]) == (None, None, [])
