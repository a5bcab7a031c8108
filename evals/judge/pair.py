"""Which of two texts a model prefers: asked in both orders, and more than once.

A judge that likes a place better than a text shows it when the two change places. So a
judgement counts only with its counterpart: half of one would be the liking for the place.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.chain.prompts import Prompt
from drafter.concurrency import together
from drafter.document import Report
from drafter.errors import ModelFailed
from drafter.models import tokens
from evals.judge.parts import ReportPart, sections, whole
from evals.labelled import Share
from evals.scorers import Score

PROMPT = "judge"  # a folder of prompts/
REPEATS = 2
FIRST, SECOND, EVEN = "甲", "乙", "平"
FACTS = "要点"
LONGEST = 60  # characters of a reason that are kept
ROOM = 300  # tokens of an answer, where the prompt sets none
ANSWERS = 3  # that have to fit beside the question: a first one, the mended one, one cut short
SPARE = 1.1  # tokens are estimated, and no model's are quite another's
TOO_LONG = "文稿太长，一个部分也放不进模型的上下文"
NO_PARTS = "文稿太长，又分不出部分"
SCHEMA = {
    "type": "object",
    "properties": {
        "reason": {"type": "string"},
        "choice": {"type": "string", "enum": [FIRST, SECOND, EVEN]},
    },
    "required": ["reason", "choice"],
    "additionalProperties": False,
}


class Preference(StrEnum):
    """Which of the two texts is better."""

    A = "a"
    B = "b"
    TIE = "tie"


WORTH = {Preference.A: 0.0, Preference.TIE: 0.5, Preference.B: 1.0}  # for b
SWAPPED = {Preference.A: Preference.B, Preference.B: Preference.A, Preference.TIE: Preference.TIE}


@dataclass(frozen=True, slots=True)
class Vote:
    """One answer of the judge, or why there is none."""

    choice: Preference | None
    reason: str  # the judge's own; where there is no choice: what went wrong


@dataclass(frozen=True, slots=True)
class Look:
    """One part of the two texts, seen in both orders."""

    part: str
    repeat: int
    votes: tuple[Vote, Vote]  # with a in the first place, with b in the first place

    @property
    def choices(self) -> tuple[Preference, ...]:
        """Both choices, or nothing: one alone would favour a place."""
        choices = tuple(vote.choice for vote in self.votes if vote.choice)
        return choices if len(choices) == len(self.votes) else ()

    @property
    def is_flipped(self) -> bool:
        """Whether the choice changed when the texts changed places."""
        return len(set(self.choices)) > 1


@dataclass(frozen=True, slots=True)
class Ruling:
    """All that a judge said of two texts."""

    looks: tuple[Look, ...]

    @property
    def choices(self) -> tuple[Preference, ...]:
        """Every choice that counts."""
        return tuple(choice for look in self.looks for choice in look.choices)

    @property
    def judged(self) -> Share:
        """How many looks brought a choice in both orders."""
        return Share(sum(bool(look.choices) for look in self.looks), len(self.looks))

    @property
    def flips(self) -> Share:
        """How many of those changed with the order."""
        return Share(sum(look.is_flipped for look in self.looks), self.judged.hits)

    @property
    def disagreement(self) -> float:
        """The share of choices that are not the most frequent one."""
        if not self.choices:
            return 0.0
        ((_, most),) = Counter(self.choices).most_common(1)
        return 1 - most / len(self.choices)

    @property
    def problem(self) -> str:
        """Why a look was not judged; empty when all were."""
        votes = (vote for look in self.looks for vote in look.votes)
        return next((vote.reason for vote in votes if vote.choice is None), "")

    @property
    def score(self) -> Score:
        """The share of choices for b, ties half; that of a is what is left to 1."""
        if not self.choices:
            return Score(None, f"没有评出来：{self.problem}")
        value = sum(WORTH[choice] for choice in self.choices) / len(self.choices)
        parts = {"disagreement": self.disagreement, "flips": self.flips.value}
        return Score(value, self._told(), parts)

    def _told(self) -> str:
        """What has to be known beside the score."""
        flips, judged = self.flips, self.judged
        said = f"评判不一 {self.disagreement:.0%}，换位改口 {flips.hits}/{flips.of}"
        missing = judged.of - judged.hits
        return f"{said}，没评出来 {missing}/{judged.of}：{self.problem}" if missing else said


async def judge(a: Report, b: Report, chain: Chain, *, repeats: int = REPEATS) -> Ruling:
    """Which of two reports on the same facts is better, part by part where they are long.

    Parts that are the same in both are not asked about, unless all are. Answers are stored and
    budgeted by the chain. What cannot be read as an answer, or is too long for the model, is not
    judged, and never a bad mark.

    Raises:
        Stopped: the budget is spent; every answer so far is stored.
    """
    prompt = prompts.active(PROMPT)
    parts = _parts(prompt, a, b, chain.model.profile.context)
    if not parts:
        return Ruling((Look(whole(a, b).title, 0, (Vote(None, NO_PARTS),) * 2),))
    seen = product(parts, range(repeats))
    async with together(_look(prompt, part, repeat, chain) for part, repeat in seen) as looks:
        return Ruling(tuple([await look for look in looks]))


def _parts(prompt: Prompt, a: Report, b: Report, context: int) -> Sequence[ReportPart]:
    full = whole(a, b)
    if _fits(prompt, full, context):
        return [full]
    both = sections(a, b)
    return [part for part in both if part.a != part.b] or both


async def _look(prompt: Prompt, part: ReportPart, repeat: int, chain: Chain) -> Look:
    if not _fits(prompt, part, chain.model.profile.context):
        return Look(part.title, repeat, (Vote(None, TOO_LONG),) * 2)
    orders = [(part.a, part.b), (part.b, part.a)]
    works = (_vote(prompt, _values(part, *order), repeat, chain) for order in orders)
    async with together(works) as votes:
        first, second = [await vote for vote in votes]
    turned = Vote(second.choice and SWAPPED[second.choice], second.reason)
    return Look(part.title, repeat, (first, turned))


async def _vote(prompt: Prompt, values: dict[str, str], repeat: int, chain: Chain) -> Vote:
    """The choice as if the first text were a."""
    try:
        reply = await chain.ask(
            prompt, values, parse=_parsed, step="judge", schema=SCHEMA, repeat=repeat
        )
    except ModelFailed as error:
        return Vote(None, str(error))
    return reply.value


def _parsed(answer: str) -> Vote:
    tree = json.loads(answer)
    choices = {FIRST: Preference.A, SECOND: Preference.B, EVEN: Preference.TIE}
    choice = str(tree["choice"]).strip()
    if choice not in choices:
        raise ValueError(f"choice 只能是{FIRST}、{SECOND}、{EVEN}")
    return Vote(choices[choice], str(tree.get("reason", ""))[:LONGEST])


def _fits(prompt: Prompt, part: ReportPart, context: int) -> bool:
    """Whether the model can hold the question and what it may answer."""
    question = "".join(prompt.render(**_values(part, part.a, part.b)))
    room = ANSWERS * (prompt.head.max_tokens or ROOM)
    return tokens.count(question).tokens * SPARE + room <= context


def _values(part: ReportPart, first: str, second: str) -> dict[str, str]:
    return {
        "part": part.title,
        "facts": "\n".join(_marked(FACTS, part.facts)),
        "first": "\n".join(_marked(FIRST, first.splitlines())),
        "second": "\n".join(_marked(SECOND, second.splitlines())),
    }


def _marked(name: str, lines: Sequence[str]) -> Iterator[str]:
    """Every line says whose it is, so that no text can pass a line off as the other's.

    >>> list(_marked("甲", ["一是学习。", "", "乙｜二是调研。"]))
    ['甲｜一是学习。', '甲｜乙｜二是调研。']
    """
    written = [line for entry in lines for line in entry.splitlines() if line.strip()]
    yield from (f"{name}｜{line}" for line in written or ["（没有）"])
