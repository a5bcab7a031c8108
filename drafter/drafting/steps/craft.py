"""A report by a small model that was taught the craft, one short question a part.

The questions are those it was taught with, so they are worded as then: see the prompts `point`,
`feedback` and `pair`. What it writes passes the gate sentence by sentence; what may not stand is
told in the facts' own words, and a lead that does not fit stays the plan's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.document import Fact, Facts, Origin, Plan, PlannedPoint, part_ids
from drafter.document.genre import Genre
from drafter.drafting.author import leads_staff
from drafter.drafting.material import DraftSentence, Material, Refused, unsaid
from drafter.drafting.own_words import own_words
from drafter.drafting.passage import Row, Settled, WrittenPassage, standing
from drafter.drafting.steps.answer import Told, pairs_of, passages, strays, with_strays
from drafter.drafting.steps.join import join
from drafter.drafting.steps.merge import runs
from drafter.drafting.steps.propose import checkable_measure, proposed_measure
from drafter.drafting.steps.write import gathered
from drafter.errors import BadAnswer
from drafter.grounding.fact_coverage import likeness
from drafter.models.model import OnText
from drafter.text import sentences, strip_end, typeset

PART = 0.5  # of a fact's words, from which a sentence tells of it
TRIES = 3  # answers for a measure until one may stand: the first at temperature 0
NONE = "无"  # how a question says that the author gave no measure
_LEAD = re.compile(r"领题：(?P<lead>[^\n]*)")
_POINT = re.compile(rf"{_LEAD.pattern}\n+正文：(?P<text>[^\n]+)")
_PAIR = re.compile(r"不足：(?P<admission>[^\n]+)\n+措施：(?P<measure>[^\n]+)")


def unfamiliar(chain: Askable) -> tuple[str, ...]:
    """A note for each prompt in use that the model was not trained with."""
    profile = chain.model.profile
    names = filter(profile.is_taught, ("feedback", "pair", "point", "reword"))
    used = [prompts.active(name).ref for name in names]
    return tuple(
        f"提示词 {ref} 不是内置模型学过的，写得可能差" for ref in used if ref not in profile.taught
    )


async def write_point(
    point: PlannedPoint,
    role: str,
    facts: Facts,
    genre: Genre,
    chain: Askable,
    *,
    on_text: OnText | None = None,
) -> tuple[Settled, str]:
    """A point as it may stand, and its lead; "" where the model gave none for the whole."""
    rows: list[Row] = []
    refused: list[tuple[str, str]] = []
    found: list[str] = []
    for run in runs([facts[id] for id in point.facts]):
        try:
            reply = await chain.ask(
                prompts.active("point"),
                told_of(run, role, facts, genre),
                parse=point_of,
                step="point",
                on_text=on_text,
            )
        except BadAnswer as error:
            refused.append(("", unsaid(error)))
            continue
        lead, text = reply.value
        found.append(lead)
        rows += _cited(text, run)
    passage = WrittenPassage(
        part_ids.point(point.facts), tuple(rows), point.facts, partial(join, genre=genre)
    )
    told = standing([passage], facts, genre)
    told = replace(told, refused=(*refused, *told.refused))
    return told, found[0] if len(found) == 1 and not refused else ""


def told_of(row: Sequence[Fact], role: str, facts: Facts, genre: Genre) -> dict[str, str]:
    """What a question about a point tells: whose it is, in which part, and its facts."""
    section = next((spec.name for spec in genre.sections if spec.role == role), "")
    lines = "\n".join(_words(fact) for fact in row)
    return {"role": facts.role, "section": section, "facts": lines}


def _cited(text: str, behind: Sequence[Fact]) -> list[Row]:
    """The sentences of a text, each with the facts that it tells, if only in part."""
    rows = [text[slice(*span)] for span in sentences(text)]
    found: list[Row] = []
    for row in rows:
        told = [fact for fact in behind if likeness(fact.text, row) >= PART]
        found.append((row, tuple(fact.id for fact in told or behind)))
    return found


def _words(fact: Fact) -> str:
    return own_words(fact.text)


def point_of(answer: str) -> tuple[str, str]:
    """The lead and the text of an answer."""
    match = _POINT.search(answer)
    if not match:
        raise ValueError("第一行写“领题：”，第二行写“正文：”")
    return strip_end(typeset(match["lead"].strip())), ended(match["text"])


def lead_of(answer: str) -> str:
    """The lead that an answer begins with, where no more was asked for."""
    match = _LEAD.search(answer)
    if not match:
        raise ValueError("第一行写“领题：”")
    return strip_end(typeset(match["lead"].strip()))


def pair_of(answer: str) -> tuple[str, str]:
    """The admission and the measure of an answer."""
    match = _PAIR.search(answer)
    if not match:
        raise ValueError("第一行写“不足：”，第二行写“措施：”")
    return ended(match["admission"]), ended(match["measure"])


def ended(text: str) -> str:
    """A text of an answer, typeset, with its end mark."""
    text = typeset(text.strip())
    return text if text.endswith("。") else strip_end(text) + "。"


async def propose(
    plan: Plan, facts: Facts, genre: Genre, chain: Askable, *, on_text: OnText | None = None
) -> Settled:
    """A measure for each shortcoming whose author gave none; the admission stays in his words."""
    found = []
    for at, (short, measures) in enumerate(zip(plan.shortcomings, plan.measures, strict=True)):
        if short and (not measures or at in plan.unrelated):
            made = await _paired(_alone(plan, at), facts, genre, chain, on_text)
            given = {
                part: row for part, row in made.given.items() if part != part_ids.shortcoming(short)
            }
            found.append(replace(made, given=given))
    return gathered(found)


def settled_measures(material: Material, plan: Plan, facts: Facts, genre: Genre) -> Material:
    """The material with every measure that the model proposes behind the failing taken back.

    It stands marked 拟, for the author to decide; where it is known how one goes at such a failing,
    and where the model goes round in circles, its words are offered beside what stands there.
    """
    given, leads = dict(material.given), leads_staff(facts)
    for short, measures in zip(plan.shortcomings, plan.measures, strict=True):
        part = part_ids.measure(short, measures)
        row = given.get(part, ())
        made = "".join(each.text for each in row if each.origin is Origin.PROPOSED)
        if made:
            failing = [facts[id] for id in short]
            own = (each for each in row if each.origin is not Origin.PROPOSED)
            told = checkable_measure(failing, made, genre=genre, leads=leads)
            left = proposed_measure(failing, genre=genre, leads=leads)
            given[part] = (*own, *(told or (replace(each, offer=made) for each in left)))
    return replace(material, given=given)


async def respond(
    plan: Plan, facts: Facts, genre: Genre, chain: Askable, *, on_text: OnText | None = None
) -> Settled:
    """The answer to last year's feedback, every admission and every measure, as they may stand."""
    found = []
    if plan.feedback:
        found.append(await _fed_back(plan, facts, genre, chain, on_text))
    for at, (short, _) in enumerate(zip(plan.shortcomings, plan.measures, strict=True)):
        if short:
            found.append(await _paired(_alone(plan, at), facts, genre, chain, on_text))
    return gathered(found)


def _alone(plan: Plan, at: int) -> Plan:
    """The plan with nothing but one pair."""
    return replace(
        plan,
        sections=(),
        feedback=(),
        shortcomings=plan.shortcomings[at : at + 1],
        measures=plan.measures[at : at + 1],
        unrelated=(0,) if at in plan.unrelated else (),
    )


async def _fed_back(
    plan: Plan, facts: Facts, genre: Genre, chain: Askable, on_text: OnText | None
) -> Settled:
    told = [facts[id] for id in plan.feedback]
    year = str(facts.year - 1) if facts.year else "上年"
    try:
        reply = await chain.ask(
            prompts.active("feedback"),
            {"role": facts.role, "year": year, "facts": "\n".join(map(_words, told))},
            parse=ended,
            step="feedback",
            on_text=on_text,
        )
    except BadAnswer as error:
        return Settled({}, (("", unsaid(error)),), 0)
    rows = tuple(_cited(reply.value, told))
    asked = replace(plan, shortcomings=(), measures=(), unrelated=())
    return standing(passages(asked, Told(rows, ()), facts, genre), facts, genre)


async def _paired(
    plan: Plan,
    facts: Facts,
    genre: Genre,
    chain: Askable,
    on_text: OnText | None,
    *,
    is_answer: bool = False,
) -> Settled:
    """One pair; a measure that may not stand is asked for again, warmer.

    With `is_answer` only the measure is taken.
    """
    [(short, measures)] = pairs_of(plan)
    own = () if strays(plan) else measures
    values = {
        "role": facts.role,
        "shortcoming": "；".join(_words(facts[id]) for id in short),
        "given": "；".join(_words(facts[id]) for id in own) or NONE,
    }
    first: Settled | None = None
    admission: tuple[DraftSentence, ...] = ()
    refused: Refused = ()
    asked = 0
    for repeat in range(1 if own else TRIES):
        try:
            reply = await chain.ask(
                prompts.active("pair"),
                values,
                parse=pair_of,
                step="pair",
                repeat=repeat,
                on_text=on_text,
            )
        except BadAnswer as error:
            refused = (*refused, ("", unsaid(error)))
            continue
        admitting, answering = reply.value
        admitted = () if is_answer else _cited(admitting, [facts[id] for id in short])
        rows = (tuple(admitted), ((answering, own),))
        told = standing(passages(plan, Told((), (rows,)), facts, genre), facts, genre)
        refused, asked = (*refused, *told.refused), asked + told.asked
        first = first or told
        admission = admission or told.given[part_ids.shortcoming(short)]
        if not any(text == answering for text, _ in told.refused):
            first = told
            break
    if first is None:
        return Settled({}, refused, asked)
    given = {**first.given, part_ids.shortcoming(short): admission}
    return with_strays(Settled(given, refused, asked), plan, facts, genre)
