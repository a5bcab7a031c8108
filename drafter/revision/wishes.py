"""Comments as wishes for their sentence: 数据核一下 is answered, 这段压缩 is tried or listed."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.document import Facts, Origin
from drafter.document.genre import Genre
from drafter.drafting.author import office
from drafter.drafting.gate import refusal, untold
from drafter.drafting.passage import SCHEMA
from drafter.drafting.steps.join import join
from drafter.errors import BadAnswer
from drafter.figures import figures
from drafter.grounding.matching import same_amount
from drafter.revision.arrival import Comment
from drafter.revision.questions import spoken
from drafter.revision.telling import unborne
from drafter.revision.units import RevisedUnit
from drafter.text import length, shorten, typeset

Model = Callable[[], Chain | None]  # opened only where it is needed
OURS = "drafter"  # who writes our own comments
_CHECK = re.compile(
    r"核[对实查一验]|[查校]一下|(?:数据|数字|口径)|属实|准[不吗确]|对[吗不]|有[没无]?依据"
)
_SHORTER = re.compile("压缩|精简|精炼|简练|简洁|短[一些点]|太长|啰嗦|冗长")
_SHOWN = 30  # characters of a fact


@dataclass(frozen=True, slots=True)
class WishAnswer:
    """What became of one comment."""

    comment: Comment
    told: str  # in a line
    is_done: bool = False
    unit: int = -1  # which it is about; -1 for none
    text: str = ""  # the unit's new words, where it has any


def about(comment: Comment, units: Sequence[RevisedUnit]) -> int:
    """The sentence that a comment is about: the first that it touches and that tells a fact."""
    start, end = comment.span
    touched = [
        at
        for at, unit in enumerate(units)
        if unit.span[0] < max(end, start + 1) and start < unit.span[1]
    ]
    return next((at for at in touched if units[at].facts), touched[0] if touched else -1)


async def answered(
    comments: Sequence[Comment], units: Sequence[RevisedUnit], facts: Facts, genre: Genre,
    model: Model,
) -> list[WishAnswer]:  # fmt: skip
    """Every comment with what became of it."""
    made = []
    for comment in comments:
        if comment.hand.who == OURS:
            continue
        at = about(comment, units)
        if comment.is_about_deleted:
            made.append(WishAnswer(comment, "所批的字已经删了，没有处理", unit=at))
        elif at < 0:
            made.append(WishAnswer(comment, "没有找到所批的句子，没有处理"))
        elif _CHECK.search(comment.text):
            made.append(WishAnswer(comment, checked(units[at], facts, genre), True, at))
        else:
            made.append(await _met(comment, at, units[at], facts, genre, model))
    return made


def checked(unit: RevisedUnit, facts: Facts, genre: Genre) -> str:
    """Each figure of a sentence with the fact behind it."""
    wrong = unborne(unit.text, spoken(facts), genre, facts.year)
    verdicts = []
    for figure in figures(unit.text):
        behind = next(
            (
                facts[id]
                for id in unit.facts
                if id in {fact.id for fact in facts}
                and any(same_amount(f, figure) for f in figures(facts[id].text, claims_only=False))
            ),
            None,
        )
        if figure.text in wrong:
            verdicts.append(f"{figure.text} 没有依据")
        elif behind:
            verdicts.append(f"{figure.text} 与 {behind.id}“{shorten(behind.text, _SHOWN)}”一致")
    return f"已核：{'；'.join(verdicts)}" if verdicts else "已核：这句没有数字"


async def _met(
    comment: Comment, at: int, unit: RevisedUnit, facts: Facts, genre: Genre, model: Model
) -> WishAnswer:
    """A wish for other words."""
    if unit.is_own:
        return WishAnswer(comment, "这句是人改定的，没有动", unit=at)
    cited = [facts[id] for id in unit.facts]
    if _SHORTER.search(comment.text) and cited and unit.origin in (Origin.MODEL, Origin.FACT):
        plain = "".join(each.text for each in join(cited, genre=genre))
        if length(plain) < length(unit.text) and not _refused(plain, unit, facts, genre):
            why = f"用要点原话压缩：{length(unit.text)} 字 → {length(plain)} 字"
            return WishAnswer(comment, why, True, at, plain)
    chain = model()
    if chain is None:
        return WishAnswer(comment, "不用模型时办不到，没有处理", unit=at)
    text = await asked(unit, facts, chain, f"领导批注：{comment.text}")
    why = _refused(text, unit, facts, genre) if text else "模型没有写出来"
    if _SHORTER.search(comment.text) and not why and length(text) >= length(unit.text):
        why = "没有更短"
    if why:
        return WishAnswer(comment, f"模型的改法没有采用：{why}", unit=at)
    return WishAnswer(comment, "已照办", True, at, text)


def _refused(text: str, unit: RevisedUnit, facts: Facts, genre: Genre) -> str:
    cited = [facts[id] for id in unit.facts]
    known = {fact.id for fact, _ in untold(cited, [unit.text])}
    lost = [fact.id for fact, _ in untold(cited, [text]) if fact.id not in known]
    reason = refusal(text, cited, facts, genre, kind=kind_of(unit))
    return reason or (f"丢了 {'、'.join(lost)}" if lost else "")


def kind_of(unit: RevisedUnit) -> str:
    """The kind of a sentence, for the gate."""
    if unit.origin is Origin.PROPOSED or unit.part.startswith("measure:"):
        return "measure"
    return "admission" if unit.part.startswith("shortcoming:") else "sentence"


async def asked(unit: RevisedUnit, facts: Facts, chain: Chain, reason: str) -> str:
    """The sentence as a model mends it, "" where nothing comes of use."""
    listed = "\n".join(f"要点 {id}：{facts[id].text}" for id in unit.facts)

    def parse(answer: str) -> str:
        rows = json.loads(answer)["sentences"]
        return "".join(typeset(str(row["text"]).strip()) for row in rows)

    try:
        reply = await chain.ask(
            prompts.active("mend"),
            {
                "office": office(facts),
                "sentences": f"S1 原句：{unit.text}\n理由：{reason}\n{listed}",
            },
            parse=parse,
            step="mend",
            schema=SCHEMA,
        )
    except BadAnswer:
        return ""
    return reply.value
