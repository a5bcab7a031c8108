"""What every kind of report owes, whatever it is called."""

import asyncio
from pathlib import Path

import pytest

from drafter import readers
from drafter.document import Fact, Facts, Severity, genre
from drafter.document.parsing import parse
from drafter.drafting import draft
from drafter.readers import adapted
from drafter.rules import check

SHEET = Path(__file__).parent.parent / "seeds/town-2024/facts.md"
GENRES = [genre.load(name) for name in genre.names()]
every_genre = pytest.mark.parametrize("kind", GENRES, ids=[kind.id for kind in GENRES])


@every_genre
def test_it_has_a_name_and_a_title_of_its_own(kind):
    """No two genres go by the same name, and the title takes the year."""
    assert [each.name for each in GENRES].count(kind.name) == 1
    assert "2023" in kind.title_for(2023)


@every_genre
def test_a_heading_places_what_stands_under_it(kind):
    """No word of a heading names two places."""
    places = (*kind.sections, kind.feedback, kind.shortcomings, kind.measures)
    words = [word for place in places for word in place.groups]

    assert words
    assert sorted(words) == sorted(set(words))


@every_genre
def test_a_sheet_becomes_a_report_of_this_kind(kind):
    """Drafted without a model, read back and checked: every part is found and nothing is wrong."""
    facts = adapted(readers.read_facts(SHEET), genre=kind.id)
    made = asyncio.run(draft(facts, None))
    report = parse(made.report.text, kind, facts=facts)

    assert made.report.text.startswith(kind.title_for(facts.year))
    assert [each.role for each in report.sections] == list(kind.roles)
    assert [each for each in check(report) if each.severity is Severity.ERROR] == []


@every_genre
def test_a_part_without_facts_stays_open(kind):
    """Where there is nothing to tell, the genre says what to fill in."""
    facts = Facts((Fact("F1", "修建通村公路3条"),), genre=kind.id, year=2023)
    report = asyncio.run(draft(facts, None)).report
    empty = [
        section for section in report.sections if "公路" not in report.text[slice(*section.span)]
    ]

    assert [spec.empty for spec in kind.sections if "〔待补" not in spec.empty] == []
    assert len(empty) >= len(kind.sections) - 1
    assert all("〔待补" in report.text[slice(*section.span)] for section in empty)
