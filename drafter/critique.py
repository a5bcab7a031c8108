"""A model's opinion of a report, in ten dimensions with closed labels, each remark with a quote.

Every dimension is a question of its own: an answer that cannot be read costs one dimension,
which then is not judged, and never counts as a bad mark.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drafter import prompts
from drafter.chain import Chain
from drafter.errors import DrafterError
from drafter.remarks import Critique, Judgement, Remark

MOST = 5  # remarks in one dimension
SHORTEST = 4  # characters; a shorter quote shows nothing
LONGEST = 80  # characters of a comment that are kept


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to look at a report."""

    name: str
    title: str
    question: str
    labels: tuple[str, ...]
    needs_facts: bool = False


DIMENSIONS = (
    Dimension(
        "pairing", "问题与措施", "每条不足有没有对应的措施，引不足和措施两处对照",
        ("对应", "部分对应", "只是重述", "无关"),
    ),
    Dimension(
        "concreteness", "措施可检查", "每条措施一年后检查人员能不能逐项核对",
        ("可核查", "大体可核查", "难以核查", "无法核查"),
    ),
    Dimension(
        "sincerity", "不足真实", "每条不足是不是本人真实的、要紧的不足",
        ("真实具体", "集体代过", "明贬实褒", "避重就轻"),
    ),
    Dimension(
        "cause", "原因与问题", "有没有把原因写成问题、把问题写成原因",
        ("分得清", "原因当问题", "问题当原因"),
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
        ("得当", "文不对题", "脉络断裂", "轻重失当", "缺少要件"),
    ),
    Dimension(
        "feedback", "反馈整改", "上年度反馈的问题是否逐个点名、逐个回应",
        ("逐个回应", "部分回应", "没有回应"),
    ),
    Dimension(
        "wording", "政治表述", "有没有需要人工核对的政治表述",
        ("请人工核对",),
    ),
)  # fmt: skip


async def critique(text: str, chain: Chain, *, facts: Sequence[str] = ()) -> Critique:
    """What the model remarks on `text`; without facts, faithfulness to them is not judged."""
    asked = (_judged(each, text, facts, chain) for each in DIMENSIONS)
    return Critique(chain.model.name, tuple(await asyncio.gather(*asked)))


async def _judged(dimension: Dimension, text: str, facts: Sequence[str], chain: Chain) -> Judgement:
    name, title = dimension.name, dimension.title
    if dimension.needs_facts and not facts:
        return Judgement(name, title, problem="没有要点，无从对照")
    values = {
        "text": text,
        "facts": "\n".join(facts) or "没有给要点",
        "question": dimension.question,
        "labels": "、".join(dimension.labels),
    }
    try:
        reply = await chain.ask(
            prompts.active("critique"),
            values,
            parse=lambda answer: _remarks(answer, dimension, text),
            step="critique",
            schema=_schema(dimension),
        )
    except DrafterError as error:
        return Judgement(name, title, problem=str(error))
    found = reply.value
    kept = tuple(remark for remark in found if len(remark.spans) == len(remark.quotes))
    return Judgement(name, title, kept, len(found) - len(kept))


def _remarks(answer: str, dimension: Dimension, text: str) -> list[Remark]:
    """The remarks of an answer; those whose quotes are not all found have fewer spans."""
    told = json.loads(answer)["remarks"]
    if not isinstance(told, list):
        raise TypeError("remarks 应当是一个表")
    return [_remark(each, dimension, text) for each in told[:MOST]]


def _remark(told: dict[str, Any], dimension: Dimension, text: str) -> Remark:
    label, quotes = told["label"], told["quotes"]
    if label not in dimension.labels:
        raise ValueError(f"结论只能是：{'、'.join(dimension.labels)}")
    if not isinstance(quotes, list) or not quotes:
        raise ValueError("每条意见都要引用原文")
    words = tuple(str(quote).strip() for quote in quotes)
    places = [(text.find(quote), len(quote)) for quote in words if len(quote) >= SHORTEST]
    spans = tuple((start, start + size) for start, size in places if start >= 0)
    return Remark(label, words, spans, str(told.get("comment", ""))[:LONGEST])


def _schema(dimension: Dimension) -> dict[str, Any]:
    remark = {
        "type": "object",
        "properties": {
            "label": {"type": "string", "enum": list(dimension.labels)},
            "quotes": {
                "type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2,
            },
            "comment": {"type": "string"},
        },
        "required": ["label", "quotes", "comment"],
        "additionalProperties": False,
    }  # fmt: skip
    return {
        "type": "object",
        "properties": {"remarks": {"type": "array", "items": remark, "maxItems": MOST}},
        "required": ["remarks"],
        "additionalProperties": False,
    }
