"""The stock of phrases keeps its own rules, whoever adds to it."""

import re
from collections import Counter

import pytest

from drafter.drafting.phrases import topics as topic

LENGTHS = {"stances": (7, 16), "aims": (7, 16), "closes": (8, 18), "remedies": (10, 26)}
LEAST = {"stances": 8, "aims": 10, "closes": 12, "openings": 4, "remedies": 5, "keywords": 12}
CLAIM = re.compile(
    r"[0-9０-９*“”《》%％〔〕]|第[一二三四五六七八九十]|首[个位批次]|率先|前列|最[大高好优强]|"
    r"[国省市县区乡镇村]级|全[国省市县区镇乡村校院局]|取得|实现了|荣获|获评|显著|圆满|突破|超额|"
    r"六大攻坚战|富硒|三重三问|四精"
)


@pytest.fixture(params=topic.load(), ids=lambda t: t.id)
def each(request):
    """Every topic in turn."""
    return request.param


def phrases(each):
    """All phrases of a topic with the kind they belong to."""
    kinds = ["stances", "aims", "closes", "openings", "remedies", "leads", "objects", "tails"]
    return [(kind, phrase) for kind in kinds for phrase in getattr(each, kind)]


def test_there_is_enough_of_each(each):
    """A topic has phrases enough that a report need not say one twice."""
    short = {
        kind: len(getattr(each, kind)) for kind in LEAST if len(getattr(each, kind)) < LEAST[kind]
    }

    assert short == {}


def test_a_duty_topic_can_open_a_paragraph(each):
    """Topics of the duty section have three-character objects and tails; of politics, leads."""
    if "duty" in each.roles:
        assert len(each.objects) >= 6
        assert len(each.tails) >= 5
    if "politics" in each.roles:
        assert len(each.leads) >= 5


def test_phrases_claim_nothing(each):
    """No phrase holds a figure, a level, a rank, a quote or a success."""
    assert [p for _, p in phrases(each) if CLAIM.search(p)] == []


def test_lengths(each):
    """Each kind of phrase has the length that the genre's rhythm wants."""
    wrong = [
        (kind, p, len(p))
        for kind, p in phrases(each)
        if kind in LENGTHS and not LENGTHS[kind][0] <= len(p) <= LENGTHS[kind][1]
    ]
    wrong += [
        ("openings", p, len(p))
        for p in each.openings
        if not (24 <= len(p) <= 48 and p.endswith("。"))
    ]
    wrong += [("leads", p, len(p)) for p in each.leads if [len(c) for c in p.split("，")] != [6, 6]]
    wrong += [("objects", p, len(p)) for p in each.objects if len(p) != 3]
    wrong += [("tails", p, len(p)) for p in each.tails if len(p) not in (9, 10)]

    assert wrong == []


def test_clauses_hold_no_mark(each):
    """A stance, an aim, a close and a remedy are one clause: no comma, no full stop."""
    single = {"stances", "aims", "closes"}

    assert [p for kind, p in phrases(each) if kind in single and re.search(r"[，。；：]", p)] == []


def test_no_phrase_stands_twice():
    """Across all topics, a phrase is written once."""
    counts = Counter(
        (kind, p) for each in topic.load() for kind, p in phrases(each) if kind != "objects"
    )

    assert [p for p, n in counts.items() if n > 1] == []
