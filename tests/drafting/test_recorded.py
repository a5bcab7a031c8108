"""What a strong model answered, played back: the gate and the chain on the real thing.

One sheet a file: a street with masks, a hospital, a police bureau, and a clerk who leads nobody.
The answers were given to the prompts in use, but for their examples, which were put in the place
of others afterwards, and to questions of the same facts and plan.
"""

from pathlib import Path

import pytest

from drafter import models, readers
from drafter.document import Origin
from drafter.settings import Settings
from drafter.text import length
from tests.guarantees import INJECTED, assert_guaranteed, drafted

ROOT = Path(__file__).parents[2]
RECORDED = sorted((ROOT / "tests/recorded/strong").glob("*.jsonl"))
REFUSED = 0.10  # of a strong model's sentences, at first
every_recording = pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)


def sheet(path):
    """The facts that a recording is of."""
    own = path.with_name(f"{path.stem}.md")
    return own if own.exists() else next((ROOT / "seeds" / path.stem).glob("facts.*"))


def replayed(path):
    """The draft that the recorded answers make."""
    facts = readers.read_facts(sheet(path))
    return drafted(facts, models.resolve(f"replay:{path}", Settings()))


@every_recording
def test_the_guarantees_hold(path):
    """Nothing lost, nothing invented, every shortcoming answered, no error."""
    made = replayed(path)

    assert_guaranteed(made)
    assert INJECTED not in made.report.text


@every_recording
def test_few_sentences_are_refused(path):
    """The gate lets pass what a good writer writes, and the text is the writer's."""
    made = replayed(path)
    by_model = {id for e in made.report.evidence if e.origin is Origin.MODEL for id in e.facts}
    told = {f.id for f in made.report.facts} - {id for id, _ in made.report.plan.dropped}

    assert len(made.refused) <= REFUSED * made.asked
    assert len(by_model & told) >= 0.9 * len(told)


@every_recording
def test_the_text_is_dense(path):
    """33 to 90 characters a fact, ceremony and what is open included: terse sheets stay terse."""
    made = replayed(path)
    told = len(made.report.facts) - len(made.report.plan.dropped)

    assert 33 * told <= length(made.report.text) <= 90 * told


def test_somebody_without_staff_leads_nobody():
    """No 团结带领, no 班子, no 队伍 in the headings of a clerk's report."""
    made = replayed(ROOT / "tests/recorded/strong/clerk-2024.jsonl")

    assert not [word for word in ("团结带领", "班子", "带队伍") if word in made.report.text]
