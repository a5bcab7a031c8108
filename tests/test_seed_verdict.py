"""The checker says about the seed report what a person said, and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from drafter import readers, rules
from drafter.document import genre
from drafter.document.parsing import parse

COUNTY = Path(__file__).parent.parent / "seeds" / "county-2022"
TEXT = (COUNTY / "report.txt").read_text("utf-8")
EXPECTED = json.loads((COUNTY / "expected.json").read_text("utf-8"))
GENRE = genre.load("shuzhi")
FOUND = rules.check(parse(TEXT, GENRE))
GROUNDED = rules.check(parse(TEXT, GENRE, facts=readers.read_facts(COUNTY / "facts.md")))


def spans(entry):
    """Where an entry of expected.json may be reported."""
    if entry.get("anywhere"):
        return [(0, len(TEXT))]
    places = [entry["at"], *entry.get("or", ())]
    return [(TEXT.index(place), TEXT.index(place) + len(place)) for place in places]


def answers(finding, entry):
    """The finding is the one that the entry asks for."""
    weight = entry.get("severity", finding.severity)
    overlaps = any(low < finding.span[1] and finding.span[0] < high for low, high in spans(entry))
    return finding.rule == entry["rule"] and finding.severity == weight and overlaps


def surplus(findings):
    """Findings that expected.json neither asks for nor allows."""
    known = [*EXPECTED["findings"], *EXPECTED["allowed"]]
    return [f for f in findings if not any(answers(f, entry) for entry in known)]


@pytest.mark.parametrize(
    "entry", EXPECTED["findings"], ids=[f"{e['rule']}:{e['at'][:8]}" for e in EXPECTED["findings"]]
)
def test_every_known_flaw_is_found(entry):
    """Each finding of expected.json is reported at its place, with its weight."""
    assert [finding.rule for finding in FOUND if answers(finding, entry)] != []


def test_nothing_else_is_found():
    """Nothing is reported that expected.json does not ask for or allow."""
    assert surplus(FOUND) == []


def test_the_seed_is_backed_by_its_facts():
    """With its fact sheet, nothing in the report is unsupported and no fact is missing."""
    told = {(f.rule, f.span) for f in FOUND}

    assert [f for f in GROUNDED if (f.rule, f.span) not in told] == []


def test_facts_settle_what_they_can():
    """What expected.json says passes with facts is no longer reported."""
    settled = {row["rule"] for row in EXPECTED["checks"] if row.get("with_facts") == "pass"}

    assert settled & {finding.rule for finding in GROUNDED} == set()


def test_nothing_may_be_masked_when_it_is_final():
    """Every mask is an error in a text that is to be handed in, and nothing else is added."""
    final = rules.check(replace(parse(TEXT, GENRE), is_final=True))
    added = [finding for finding in final if finding not in FOUND]
    (row,) = [row for row in EXPECTED["checks"] if row.get("final") == "fail"]

    assert {(f.rule, f.severity.value) for f in added} == {(row["rule"], row["severity"])}
    assert len(added) == row["final_count"]


def test_last_years_shortcomings_are_known_again():
    """Against each report that expected.json names, the shortcomings it says are repeated."""
    (row,) = [row for row in EXPECTED["checks"] if "with_previous" in row]
    for path, places in row["with_previous"].items():
        before = parse((COUNTY / path).read_text("utf-8"), GENRE)
        found = rules.check(replace(parse(TEXT, GENRE), previous=before))
        added = [finding for finding in found if finding not in FOUND]

        assert {finding.rule for finding in added} <= {row["rule"]}
        assert [at in f.text for f, at in zip(added, places, strict=True)] == [True] * len(places)


def test_every_rule_with_a_verdict_exists():
    """No name in expected.json is of a rule that is gone."""
    named = {entry["rule"] for entry in [*EXPECTED["findings"], *EXPECTED["allowed"]]}

    assert named | set(EXPECTED["clean"]) <= {rule.name for rule in rules.all_rules()}
