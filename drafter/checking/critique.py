"""A model's opinion of a report, in ten dimensions with closed labels, each remark with a quote.

Every dimension is a question of its own about the part of the report that it concerns: an
answer that cannot be read costs one dimension, which then is not judged, and never counts
as a bad mark. What is too long for the model is read passage by passage, never cut.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.checking.passages import Passage, Scope, passages
from drafter.checking.remarks import Critique, Judgement, Remark
from drafter.document import Report
from drafter.errors import BadInput, DrafterError, ModelFailed
from drafter.models import tokens

MOST = 3  # remarks on one passage in one dimension
SHORTEST = 4  # characters; a shorter quote shows nothing
LONGEST = 60  # characters of a quote or a comment; without a limit whole paragraphs are copied
AT_ONCE = 1200  # characters that a weak model is given: of more it sees the first lines only
LEAST = 200  # characters; a model that cannot hold so many next to the facts is not asked
WRAPPING = "“”‘’\"'「」 \n"  # what models put around a quote


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to look at a report."""

    name: str
    title: str
    question: str
    labels: tuple[str, ...]
    part: Scope = Scope.WHOLE
    needs_facts: bool = False


DIMENSIONS = (
    Dimension(
        "pairing", "问题与措施", "每条不足有没有对应的措施，引不足和措施两处对照",
        ("对应", "部分对应", "只是重述", "无关"), Scope.PAIRS,
    ),
    Dimension(
        "concreteness", "措施可检查", "每条措施一年后检查人员能不能逐项核对",
        ("可核查", "大体可核查", "难以核查", "无法核查"), Scope.PAIRS,
    ),
    Dimension(
        "sincerity", "不足真实", "每条不足是不是本人真实的、要紧的不足",
        ("真实具体", "集体代过", "明贬实褒", "避重就轻"), Scope.PAIRS,
    ),
    Dimension(
        "cause", "原因与问题", "有没有把原因写成问题、把问题写成原因",
        ("分得清", "原因当问题", "问题当原因"), Scope.PAIRS,
    ),
    Dimension(
        "faithfulness", "忠于要点", "对照要点，有没有添上要点没有的因果、范围或功劳",
        ("忠实", "添加因果", "扩大范围", "拔高功劳"), needs_facts=True,
    ),
    Dimension(
        "attribution", "功劳归属", "有没有把集体的、分管同志的成绩写成本人一人的",
        ("分得清", "归属不明", "揽功于己"),
    ),
    Dimension(
        "register", "语体", "用语是否庄重平实",
        ("庄重", "口语", "文学腔", "企业腔", "生硬排比", "空话"),
    ),
    Dimension(
        "structure", "结构", "标题与内容是否相合，脉络、详略是否得当，这个岗位必写的有没有缺",
        ("得当", "文不对题", "脉络断裂", "轻重失当", "缺少要件"), Scope.OUTLINE,
    ),
    Dimension(
        "wording", "政治表述", "有没有需要人工核对的政治表述",
        ("请人工核对",),
    ),
    Dimension(
        "feedback", "反馈整改", "上年度反馈的问题是否逐个点名、逐个回应",
        ("逐个回应", "部分回应", "没有回应"), Scope.FEEDBACK,
    ),
)  # fmt: skip


async def critique(report: Report, chain: Askable) -> Critique:
    """What the model remarks on the report; without facts, faithfulness to them is not judged."""
    asked, told = [], defaultdict(list)
    for dimension in DIMENSIONS:
        facts = _facts(report) if dimension.needs_facts else ""
        try:
            read = _passages(dimension, facts, report, chain)
        except DrafterError as error:
            told[dimension.name] = [_unjudged(dimension, error)]
        else:
            asked += [(dimension, passage, facts) for passage in read]
    # One passage after the other, not one dimension: a server keeps what it has just read.
    asked.sort(key=lambda question: (question[0].part, question[1].start))
    for judged in await asyncio.gather(*(_judged(*each, report.text, chain) for each in asked)):
        told[judged.dimension].append(judged)
    return Critique(chain.model.name, tuple(_merged(told[each.name]) for each in DIMENSIONS))


def _facts(report: Report) -> str:
    return "\n".join(f"- {fact.text}" for fact in report.facts or ())


def _unjudged(dimension: Dimension, error: DrafterError) -> Judgement:
    return Judgement(dimension.name, dimension.title, problem=str(error))


def _passages(
    dimension: Dimension, facts: str, report: Report, chain: Askable
) -> tuple[Passage, ...]:
    """What the model has to read for this dimension.

    Raises:
        DrafterError: there is nothing to judge by, or no room for it.
    """
    if dimension.needs_facts and not facts:
        raise BadInput("没有要点，无从对照")
    read = passages(report, dimension.part, most=_room(dimension, facts, chain))
    if not read:
        raise BadInput("没有正文")
    return read


def _room(dimension: Dimension, facts: str, chain: Askable) -> int:
    """How many characters of the report fit into one question.

    Raises:
        ModelFailed: too few to make sense of.
    """
    prompt, profile = prompts.active("critique"), chain.model.profile
    empty = _values(dimension, Passage(""), facts)
    # Twice the answer: an answer that is refused is shown again, to be mended.
    spent = tokens.estimate("".join(prompt.render(**empty))) + 2 * (prompt.head.max_tokens or 0)
    room = int((profile.context - spent) / tokens.PER_HAN)
    if room < LEAST:
        raise ModelFailed(f"模型一次只能读 {profile.context} 个 token，放不下提示词和要点")
    return room if profile.whole else min(room, AT_ONCE)


def _values(dimension: Dimension, passage: Passage, facts: str) -> dict[str, str]:
    return {
        "text": passage.text + (f"\n\n要点：\n{facts}" if facts else ""),
        "question": dimension.question,
        "labels": "、".join(dimension.labels),
    }


async def _judged(
    dimension: Dimension, passage: Passage, facts: str, text: str, chain: Askable
) -> Judgement:
    """What is remarked on one passage."""
    try:
        reply = await chain.ask(
            prompts.active("critique"),
            _values(dimension, passage, facts),
            parse=lambda answer: _remarks(answer, dimension, passage, text),
            step="critique",
            schema=_schema(dimension),
        )
    except DrafterError as error:
        return _unjudged(dimension, error)
    found = reply.value
    kept = _agreeing(remark for remark in found if len(remark.spans) == len(remark.quotes))
    return Judgement(dimension.name, dimension.title, tuple(kept), len(found) - len(kept))


def _merged(told: list[Judgement]) -> Judgement:
    """All passages in one; not judged only where none of them was."""
    judged = [each for each in told if each.is_judged]
    if not judged:
        return told[0]
    return replace(
        judged[0],
        remarks=tuple(remark for each in judged for remark in each.remarks),
        discarded=sum(each.discarded for each in judged),
        unread=len(told) - len(judged),
    )


def _agreeing(remarks: Iterable[Remark]) -> list[Remark]:
    """Without what is said twice, and without words that are given two labels at once."""
    labels: dict[tuple[str, ...], dict[str, Remark]] = defaultdict(dict)
    for remark in remarks:
        labels[remark.quotes].setdefault(remark.label, remark)
    return [remark for told in labels.values() if len(told) == 1 for remark in told.values()]


def _remarks(answer: str, dimension: Dimension, passage: Passage, text: str) -> list[Remark]:
    told = json.loads(answer)["remarks"]
    if not isinstance(told, list):
        raise TypeError("remarks 应当是一个表")
    return [_remark(each, dimension, passage, text) for each in told[:MOST]]


def _remark(told: dict[str, Any], dimension: Dimension, passage: Passage, text: str) -> Remark:
    label, quotes = told["label"], told["quotes"]
    if label not in dimension.labels:
        raise ValueError(f"结论只能是：{'、'.join(dimension.labels)}")
    if not isinstance(quotes, list) or not quotes:
        raise ValueError("每条意见都要引用原文")
    words = tuple(_quoted(str(quote), text) for quote in quotes)
    long = (quote for quote in words if len(quote) >= SHORTEST)
    places = ((_find(quote, passage, text), len(quote)) for quote in long)
    spans = tuple((start, start + size) for start, size in places if start >= 0)
    return Remark(label, words, spans, _comment(str(told.get("comment", "")), text))


def _quoted(quote: str, text: str) -> str:
    """The quote as the text has it; marks that only wrap it are not part of it."""
    bare = quote.strip()
    return bare if bare in text else bare.strip(WRAPPING)


def _find(quote: str, passage: Passage, text: str) -> int:
    """Where the quote stands, in the passage that was read if it can be; -1 nowhere."""
    at = text.find(quote, passage.start)
    return at if at >= 0 else text.find(quote)


def _comment(comment: str, text: str) -> str:
    """The comment, unless it is only the text once more."""
    bare = comment.strip()
    return "" if bare.strip(WRAPPING + "。") in text else bare[:LONGEST]


def _schema(dimension: Dimension) -> dict[str, Any]:
    remark = {
        "type": "object",
        "properties": {
            "quotes": {
                "type": "array", "items": {"type": "string", "maxLength": LONGEST},
                "minItems": 1, "maxItems": 2,
            },
            "comment": {"type": "string", "maxLength": LONGEST},
            "label": {"type": "string", "enum": list(dimension.labels)},
        },
        "required": ["quotes", "comment", "label"],
        "additionalProperties": False,
    }  # fmt: skip
    return {
        "type": "object",
        "properties": {"remarks": {"type": "array", "items": remark, "maxItems": MOST}},
        "required": ["remarks"],
        "additionalProperties": False,
    }
