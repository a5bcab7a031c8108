"""A model's critique: closed labels, quotes that are in the text, or nothing."""

import asyncio
import json
from itertools import pairwise

import pytest

from drafter.chain.chain import Chain
from drafter.checking.critique import DIMENSIONS, critique
from drafter.document import Fact, Facts, genre, parsing
from drafter.models import Profile, tokens
from drafter.resources import folder
from tests.fakes import STRONG, WEAK, FakeModel

TEXT = "一是调查研究不够深入。改进措施：一是进一步加强学习，提高认识。"
SEED = folder("seeds").joinpath("county-2022", "report.txt").read_text("utf-8")


def judged(say, facts=("走访企业12家",), *, text=TEXT, profile=STRONG):
    """What each dimension came to, by name, and the model that was asked."""
    model = FakeModel(say, profile)
    told = Facts(tuple(Fact(f"F{i}", fact) for i, fact in enumerate(facts, 1)))
    report = parsing.parse(text, genre.load("shuzhi"), facts=told)
    found = asyncio.run(critique(report, Chain(model)))
    return {each.dimension: each for each in found.judgements}, found, model


def remarks(*told):
    """An answer with these labels and quotes."""
    rows = [{"label": label, "quotes": list(quotes), "comment": "。"} for label, quotes in told]
    return json.dumps({"remarks": rows}, ensure_ascii=False)


def label(request):
    """The first label that the question allows."""
    return request.schema["properties"]["remarks"]["items"]["properties"]["label"]["enum"][0]


def test_every_dimension_is_asked_by_itself():
    """Ten questions, each with its own labels."""
    found, _, model = judged(lambda _: remarks())

    assert list(found) == [each.name for each in DIMENSIONS]
    assert len(model.asked) == len(DIMENSIONS) == 10
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


def test_what_is_read_stands_first_and_is_read_once():
    """Questions about the same words follow each other, so that a server may keep them."""
    *_, model = judged(lambda _: remarks(), text=SEED, profile=WEAK)

    whole = ("有没有把集体的", "用语是否庄重", "需要人工核对的政治表述")
    asked = [request.user for request in model.asked if any(each in request.user for each in whole)]
    read = [each.partition("这次只看")[0] for each in asked]
    assert len(read) == 3 * len(set(read)) > 3
    assert sum(a != b for a, b in pairwise(read)) == len(set(read)) - 1


def test_a_dimension_reads_what_it_is_about():
    """Shortcomings and measures, the feedback, the headings; a strong model the rest whole."""
    *_, model = judged(lambda _: remarks(), text=SEED)

    def read(question):
        (asked,) = (request.user for request in model.asked if question in request.user)
        return asked

    assert "针对2021年度考核反馈" not in read("每条不足有没有对应的措施")
    assert "智能化数字化运用不够" in read("每条不足有没有对应的措施")
    assert "个人存在的不足" not in read("上年度反馈的问题")
    assert "四、廉洁奉公扬正气" in read("标题与内容是否相合")
    assert "新区人民医院" not in read("标题与内容是否相合")
    assert SEED.strip() in read("用语是否庄重")


@pytest.mark.parametrize("end", ["\n", "。", "，", ""])  # lines, sentences, clauses, nothing
@pytest.mark.parametrize("profile", [STRONG, WEAK])
def test_a_long_report_is_read_in_passages_and_nothing_is_left_out(end, profile):
    """Every question fits the model, and together they show every character."""
    text = "".join(f"第{i}件事抓好落实{end}" for i in range(4000))
    *_, model = judged(lambda _: remarks(), text=text, profile=profile)

    asked = [request.user for request in model.asked if "用语是否庄重" in request.user]
    shown = [each.partition("\n")[2].partition("\n\n这次只看")[0] for each in asked]
    assert len(shown) > 1
    assert "".join("".join(sorted(shown, key=text.index)).split()) == "".join(text.split())
    assert max(tokens.estimate(request.user) for request in model.asked) < profile.context


def test_a_passage_that_is_not_judged_is_told():
    """The others stand; the dimension says how many are missing."""
    end = SEED.strip()[-40:-20]

    def say(request):
        return "？" if end in request.user else remarks((label(request), ["本人始终保持"]))

    found, *_ = judged(say, text=SEED, profile=WEAK)

    assert found["register"].is_judged
    assert found["register"].unread == 1
    assert not found["pairing"].is_judged


def test_no_room_is_not_judged():
    """A model whose window the prompt fills is not asked to judge what it cannot read."""
    found, _, model = judged(lambda _: remarks(), profile=Profile(1, whole=True, context=1000))

    assert model.asked == []
    assert all("放不下" in each.problem for each in found.values())


def test_facts_that_leave_no_room_cost_one_dimension():
    """Faithfulness is not judged; the others need no facts."""
    found, *_ = judged(lambda _: remarks(), facts=["走访企业12家"] * 1000, profile=WEAK)

    assert [name for name, each in found.items() if not each.is_judged] == ["faithfulness"]


def test_marks_around_a_quote_are_not_part_of_it():
    """Models like to quote quotes."""
    found, *_ = judged(lambda request: remarks((label(request), ["“调查研究不够深入”"])))

    assert found["sincerity"].remarks[0].quotes == ("调查研究不够深入",)


def test_the_same_words_under_two_labels_count_for_nothing():
    """Who says both knows neither."""

    def say(request):
        labels = request.schema["properties"]["remarks"]["items"]["properties"]["label"]["enum"]
        return remarks(*((each, ["调查研究不够深入"]) for each in labels))

    found, *_ = judged(say)

    assert found["cause"].remarks == ()
    assert found["cause"].discarded == 3


def test_a_comment_that_repeats_the_text_is_left_out():
    """The quote says it already."""
    quote = "调查研究不够深入"
    row = {"label": "分得清", "quotes": [quote], "comment": f"“{quote}。”"}

    found, *_ = judged(lambda _: json.dumps({"remarks": [row]}, ensure_ascii=False))

    assert found["cause"].remarks[0].comment == ""
