"""A model's critique: closed labels, quotes that are in the text, or nothing."""

import asyncio
import json

import pytest

from drafter.chain import Chain
from drafter.critique import DIMENSIONS, critique
from tests.fakes import FakeModel

TEXT = "一是调查研究不够深入。改进措施：一是进一步加强学习，提高认识。"


def judged(say, facts=("走访企业12家",)):
    """What each dimension came to, by name, and the model that was asked."""
    model = FakeModel(say)
    found = asyncio.run(critique(TEXT, Chain(model), facts=facts))
    return {each.dimension: each for each in found.judgements}, found, model


def remarks(*told):
    """An answer with these labels and quotes."""
    rows = [{"label": label, "quotes": list(quotes), "comment": "。"} for label, quotes in told]
    return json.dumps({"remarks": rows}, ensure_ascii=False)


def label(request):
    """The first label that the question allows."""
    return request.schema["properties"]["remarks"]["items"]["properties"]["label"]["enum"][0]


def test_every_dimension_is_asked_by_itself():
    """Ten questions, each with its own labels, the text first so that a server may keep it."""
    found, _, model = judged(lambda _: remarks())

    assert list(found) == [each.name for each in DIMENSIONS]
    assert len(model.asked) == len(DIMENSIONS) == 10
    assert len({request.user.partition("这次只看")[0] for request in model.asked}) == 1
    assert all(each.is_judged and not each.remarks for each in found.values())


def test_a_remark_stands_where_its_quote_stands():
    """The span is that of the quoted words."""
    quote = "调查研究不够深入"
    found, *_ = judged(lambda request: remarks((label(request), [quote])))

    (remark,) = found["sincerity"].remarks
    assert [TEXT[start:end] for start, end in remark.spans] == [quote]
    assert remark.label == "真实具体"


@pytest.mark.parametrize("quote", ["调研不够深入", "调查研究……深入", "，", ""])
def test_what_is_not_quoted_word_for_word_is_thrown_away(quote):
    """Paraphrase, ellipsis or a mere mark: the remark is counted, not shown."""
    good = "进一步加强学习"

    def say(request):
        return remarks((label(request), [good]), (label(request), [good, quote]))

    found, whole, _ = judged(say)

    assert [len(each.remarks) for each in found.values()] == [1] * 10
    assert whole.discarded == 10


@pytest.mark.parametrize(
    "answer",
    ["很好。", "{}", '{"remarks": 0}', '{"remarks": [1]}', remarks(("优秀", ["调查研究不够深入"]))],
)
def test_what_cannot_be_read_is_not_judged(answer):
    """No dimension gets a bad mark, or any, from an answer that has no meaning."""
    found, *_ = judged(lambda _: answer)

    assert all(not each.is_judged and each.remarks == () for each in found.values())


def test_one_bad_answer_costs_one_dimension():
    """The other nine are judged."""
    found, *_ = judged(lambda request: "？" if "用语是否庄重" in request.user else remarks())

    assert [name for name, each in found.items() if not each.is_judged] == ["register"]


def test_without_facts_faithfulness_is_not_judged():
    """There is nothing to be faithful to, and nobody is asked."""
    found, _, model = judged(lambda _: remarks(), facts=())

    assert not found["faithfulness"].is_judged
    assert len(model.asked) == 9
