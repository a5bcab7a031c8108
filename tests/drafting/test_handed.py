"""Sheets as people hand them in: every fact told where it belongs, and nothing else told.

Word with a table and a text box, Excel with two sheets, a chat, YAML, prose, a PDF, a mail, a memo
from a telephone, a chat with quotes, speech written down, YAML with slips, a table whose header
has two rows. The labels were written before the sheets were first read.
"""

import asyncio
import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from drafter import readers
from drafter.drafting import draft
from drafter.drafting.steps.sift import part, sift
from drafter.readers.header import asked
from drafter.readers.lines import line

HERE = Path(__file__).parent / "handed"
ROWS = [json.loads(row) for row in (HERE / "labels.jsonl").read_text("utf-8").splitlines()]
SHEETS = sorted({row["sheet"] for row in ROWS})


@cache
def drafted(name):
    """The draft of a sheet without a model, once."""
    return asyncio.run(draft(readers.read_facts(HERE / name), None))


def told(name):
    """What each part of the report says."""
    found = defaultdict(str)
    for paragraph in drafted(name).report.paragraphs:
        found[paragraph.role] += paragraph.text
    return found


def has(text, words):
    """One of the words that are parted by |."""
    return any(word in text for word in words.split("|"))


@pytest.mark.parametrize("name", SHEETS)
def test_every_fact_is_told_where_it_belongs(name):
    """Its words and its figure in the same part, and in the right one."""
    places = told(name)
    astray = [
        (row["fact"], row["figure"], row["place"])
        for row in ROWS
        if row["sheet"] == name
        and "fact" in row
        and not any(
            has(places[place], row["fact"]) and has(places[place], row["figure"])
            for place in row["place"].split("|")
        )
    ]

    assert astray == []


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_no_fact_is_not_told(name):
    """Names, numbers, greetings, notes to whoever writes."""
    text = drafted(name).report.text

    assert [
        row["none"] for row in ROWS if row["sheet"] == name and row.get("none", "〇") in text
    ] == []


@pytest.mark.parametrize("name", [each for each in SHEETS if each.endswith((".txt", ".yaml"))])
def test_nothing_is_lost_in_silence(name):
    """Each line is told, or left out by name, or taken off a fact, or a heading, or noted."""
    facts = readers.read_facts(HERE / name)
    named = "".join(fact.text + fact.group for fact in facts) + "".join(facts.notes)
    named += facts.name + facts.role + facts.audience + str(facts.year)
    lines = (HERE / name).read_text("utf-8").splitlines()

    assert {fact.id for fact in facts if part(fact).why} <= {id for id, _ in sift(facts)}
    told_lines = {each for each in lines if not each.startswith("#")}  # a comment of YAML
    spans = re.findall(r"第 (\d+) 到 (\d+) 行|第 (\d+) 行", "".join(facts.notes))
    left = {n for a, b, c in spans for n in range(int(a or c), int(b or c) + 1)}
    seen = [each for n, each in enumerate(lines, 1) if n not in left and each in told_lines]
    seen = [line(each, "").text for each in seen if not asked(each)]
    assert [each for each in seen if not shared(each, named)] == []


def shared(line, named):
    """Whether a run of a line's characters is among what was read; marks count for nothing."""
    plain = "".join(char for char in line if char.isalnum())
    read = "".join(char for char in named if char.isalnum())
    return not plain or plain[:3] in read or plain[-3:] in read
