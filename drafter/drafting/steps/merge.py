"""Points to sentences by a small model: it merges facts that are in the register already.

A small model copies well and adds little. It is given a point's facts, raised, and asked for
one thing: to make them one text. What fails the gate is joined from the facts instead, which
reads plainly; so each question is short, and a failed one costs only polish.
"""

from collections.abc import Sequence

from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.document import Fact, Facts, Origin, Plan, part_ids
from drafter.document.genre import Genre
from drafter.drafting.gate import refusal, untold
from drafter.drafting.material import DraftSentence, Refused, unsaid
from drafter.drafting.passage import Settled
from drafter.drafting.register import raised
from drafter.drafting.steps.join import join
from drafter.drafting.steps.write import OnPoint
from drafter.errors import BadAnswer
from drafter.models.model import OnText
from drafter.text import length, sentences, typeset

LEAST, MOST = 2, 6  # facts of a point that a small model can merge
LONGEST = 160  # characters of them: it drops facts of longer ones
TOKENS = 1.2  # of an answer, for each character of its facts
ROOM = 60


async def merge(
    plan: Plan,
    facts: Facts,
    genre: Genre,
    chain: Askable,
    on_point: OnPoint,
    *,
    on_text: OnText | None = None,
) -> Settled:
    """Every point that a small model can merge; the others are left to be joined."""
    given: dict[str, tuple[DraftSentence, ...]] = {}
    refused: list[tuple[str, str]] = []
    asked = 0
    for section in plan.sections:
        for point in section.points:
            told: list[DraftSentence] = []
            passed = False
            for run in runs([facts[id] for id in point.facts]):
                made: tuple[DraftSentence, ...] = ()
                if is_fit(run):
                    made, wrong = await merge_point(run, facts, genre, chain, on_text=on_text)
                    refused += wrong
                    asked += len(made) + sum(bool(text) for text, _ in wrong)
                passed = passed or bool(made)
                told += made or join(run, genre=genre)
                on_point(len(run), "".join(each.text for each in told))
            if passed:
                given[part_ids.point(point.facts)] = tuple(told)
    return Settled(given, tuple(refused), asked)


def runs(behind: Sequence[Fact]) -> list[list[Fact]]:
    """The facts of a point, in order, in runs that a small model can merge."""
    found: list[list[Fact]] = []
    for fact in behind:
        last = found[-1] if found else []
        if last and is_fit([*last, fact], least=1):
            last.append(fact)
        else:
            found.append([fact])
    return found


def is_fit(behind: Sequence[Fact], *, least: int = LEAST) -> bool:
    """Whether a small model can merge these facts."""
    whole = sum(length(fact.text) for fact in behind)
    return least <= len(behind) <= MOST and whole <= LONGEST


async def merge_point(
    behind: Sequence[Fact],
    facts: Facts,
    genre: Genre,
    chain: Askable,
    *,
    on_text: OnText | None = None,
) -> tuple[tuple[DraftSentence, ...], Refused]:
    """The sentences that tell all of `behind`; none where they may not stand, and why."""
    lines = [raised(fact.text) for fact in behind]
    try:
        reply = await chain.ask(
            prompts.active("merge"),
            {"facts": "\n".join(lines)},
            parse=_first,
            step="merge",
            max_tokens=round(TOKENS * sum(map(length, lines))) + ROOM,
            on_text=on_text,
        )
    except BadAnswer as error:
        return (), (("", unsaid(error)),)
    text = _parted(reply.value, genre.limits.sentence_warning)
    rows = [text[slice(*span)] for span in sentences(text)]
    found = []
    for row in rows:
        cited = [fact for fact in behind if not untold([fact], [row])]
        reason = refusal(row, cited or behind, facts, genre)
        if reason:
            return (), ((text, reason),)
        found.append(DraftSentence(row, tuple(fact.id for fact in cited), Origin.MODEL))
    lost = untold(behind, rows)
    if lost:
        return (), ((text, f"没有写全 {'、'.join(fact.id for fact, _ in lost)}"),)
    return tuple(found), ()


def _parted(text: str, limit: int) -> str:
    """The text with sentences that are too long parted at a semicolon, near their middle.

    >>> _parted("新建学校6所；改造厕所5座；修建公路3公里。", 16)
    '新建学校6所；改造厕所5座。修建公路3公里。'
    """
    found = []
    for start, end in sentences(text):
        sentence = text[start:end]
        seams = [at for at, mark in enumerate(sentence) if mark == "；"]
        if length(sentence) > limit and seams:
            at = min(seams, key=lambda place: abs(place - length(sentence) / 2))
            sentence = _parted(sentence[:at] + "。", limit) + _parted(sentence[at + 1 :], limit)
        found.append(sentence)
    return "".join(found)


def _first(answer: str) -> str:
    """The first paragraph of an answer: what comes after it is another example."""
    text = typeset(answer.strip().removeprefix("合写：").split("\n", 1)[0].strip())
    if not text:
        raise ValueError("没有写")
    return text if text.endswith("。") else text.rstrip("；，,;") + "。"
