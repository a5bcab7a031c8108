"""Facts to a checked report with models that are weak, strong, hostile or gone."""

import json
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import models
from drafter.chain.cache import Store
from drafter.document import Origin
from drafter.errors import ModelFailed, Stopped
from drafter.settings import Budget, Settings
from tests.endpoint import fail, send, serving
from tests.fakes import STRONG, WEAK, FakeModel, merging, writing
from tests.guarantees import INJECTED, SHEET, assert_guaranteed, drafted, invented, lost, read

# Weak models: they merge the facts of a point


HOSTILE = (
    "新建学校300所。",
    "**新建学校6所**",
    "# 一、讲政治",
    "在王建国书记带领下，新建学校6所，新增学位5400个。",
    "打好六大攻坚战。",
    "获评全国先进单位称号。",
    INJECTED,
    "好的，以下是改写后的内容",
    "一是抓学习；二是抓落实。",
    "得到省委书记充分肯定。",
    "很长" * 5000,
    "",
    "```json",
    "〔待补：时限〕",
    "2022年，在市委坚强领导下。",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_never_stands(text):
    """It is refused and counted, and the report is the one that the facts make alone."""
    made = drafted(read(), FakeModel(merging(lambda _: text)))

    assert_guaranteed(made)
    assert made.accepted == 0
    assert made.refused
    assert made.report.text == drafted(read()).report.text


def test_a_faithful_merge_stands():
    """The facts of a point in one sentence, as the model joined them."""
    made = drafted(read(), FakeModel(merging(lambda lines: "，".join(lines) + "。")))
    whole = [e for e in made.report.evidence if e.origin is Origin.MODEL]

    assert_guaranteed(made)
    assert len(whole) == made.accepted > 0
    assert made.refused == ()


def test_a_merge_that_drops_a_fact_is_refused():
    """Whatever else it says well."""
    made = drafted(read(), FakeModel(merging(lambda lines: lines[0] + "。")))

    assert_guaranteed(made)
    assert made.accepted == 0
    assert "没有写全" in made.refused[0][1]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "不行",
        "{}",
        "[]",
        "null",
        '{"事实1":"x"}',
        '{"sentences":1}',
        '{"a":' * 500,
        "字" * 10_000,
    ],
    ids=["empty", "words", "object", "list", "null", "keys", "type", "nested", "long"],
)
@pytest.mark.parametrize("profile", [WEAK, STRONG], ids=["weak", "strong"])
def test_a_useless_answer_costs_only_itself(answer, profile):
    """The report is the one that the facts make alone."""
    made = drafted(read(), FakeModel(lambda _: answer, profile))

    assert_guaranteed(made)
    assert made.accepted == 0
    assert made.report.text == drafted(read()).report.text


# Strong models: they write whole sentences


def written(say):
    """A draft of the sheet by a strong model that writes what `say` makes of each fact."""
    return drafted(read(), FakeModel(writing(say), STRONG))


def test_good_sentences_stand():
    """What is faithful is used as it was written, and its facts stand behind it."""
    made = written(lambda own, fact: [(f"{told(fact)}。", [own])])
    whole = [e for e in made.report.evidence if e.origin is Origin.MODEL]

    assert_guaranteed(made)
    assert {id for e in whole for id in e.facts} == {fact.id for fact in read()}
    assert made.asked - len(made.refused) == made.passed
    assert made.refused == ()


def told(fact):
    """A fact without the label that places it."""
    return re.sub(r"^(?:不足|改进措施)：", "", fact)


def no_figures(text):
    """A fact without its figures and masks."""
    return re.sub(r"[\d.%]+|\*+", "多", text)


BAD_SENTENCES = {
    "drops a figure": lambda own, fact: [(f"{no_figures(fact)}。", [own])],
    "fills a mask": lambda own, fact: [(f"{fact.replace('**', '85')}9。", [own])],
    "adds a figure": lambda own, fact: [(f"{fact}，惠及7.7万人。", [own])],
    "invents an honour": lambda own, fact: [(f"{fact}，荣获全国教育工作先进集体称号。", [own])],
    "invents praise": lambda own, fact: [(f"{fact}，得到省委书记充分肯定。", [own])],
    "names a leader": lambda own, fact: [(f"在省委书记带领下，{fact}。", [own])],
    "claims an effect": lambda own, fact: [(f"{fact}，有力推动了教育事业发展。", [own])],
    "claims completeness": lambda own, fact: [(f"{fact}，做到全覆盖、不留死角。", [own])],
    "claims a rank": lambda own, fact: [(f"{fact}，走在全省前列。", [own])],
    "talks": lambda own, fact: [(f"以下是改写后的句子，{fact}。", [own])],
    "numbers itself": lambda own, fact: [(f"一是{fact}。", [own])],
    "is Markdown": lambda own, fact: [(f"# {fact}。", [own])],
    "has two lines": lambda own, fact: [(f"抓好工作，\n{fact}。", [own])],
    "runs on": lambda own, fact: [(f"{fact}{'，抓好各项工作' * 40}。", [own])],
}


@pytest.mark.parametrize("say", BAD_SENTENCES.values(), ids=BAD_SENTENCES.keys())
def test_a_bad_sentence_never_stands(say):
    """It is refused and counted; its fact falls back to its own words."""
    facts = read()
    made = drafted(facts, FakeModel(writing(say), STRONG))
    said = {text for fact in facts for text, _ in say(fact.id, fact.text)}
    stand = {made.report.text[slice(*e.span)] for e in made.report.evidence}

    assert_guaranteed(made)
    assert not (said - {f"{told(fact.text)}。" for fact in facts}) & stand
    assert made.refused


def test_a_changed_term_is_refused():
    """高考 may not become 高中阶段, though no figure changes."""
    made = written(lambda own, fact: [(f"{fact.replace('高考', '高中阶段')}。", [own])])

    assert "高中阶段" not in made.report.text
    assert "高考本科上线2318人" in made.report.text
    assert_guaranteed(made)


def test_a_fact_that_no_sentence_tells_is_asked_for_and_then_joined():
    """It goes back once with the reason; then it stands in its own words, in its place."""
    model = FakeModel(
        writing(lambda own, fact: [(f"{told(fact)}。", [own])] * (own != "F2")), STRONG
    )
    made = drafted(read(), model)

    assert_guaranteed(made)
    assert "F2" in made.joined
    assert [r.step for r in model.asked].count("mend") == 1
    assert "没有写 F2" in next(r.user for r in model.asked if r.step == "mend")


def test_a_mended_sentence_stands_in_its_place():
    """What comes the second time takes the place that was planned for it."""
    first = writing(lambda own, fact: [(f"{fact}，惠及7.7万人。", [own])] if own == "F2" else [
        (f"{told(fact)}。", [own])
    ])  # fmt: skip

    def say(request):
        if request.step != "mend":
            return first(request)
        return json.dumps({"sentences": [{"id": "S1", "text": "高考本科上线2318人，同比增长8.5%"}]})

    made = drafted(read(), FakeModel(say, STRONG))

    assert_guaranteed(made)
    assert "高考本科上线2318人，同比增长8.5%。" in made.report.text
    assert len(made.refused) == 1
    assert "F2" not in made.joined


def test_evidence_names_only_facts_of_the_sheet():
    """A sentence that cites a fact of nowhere besides its own keeps its own."""
    made = written(lambda own, fact: [(f"{fact}。", [own, "F99"])])
    known = {fact.id for fact in made.report.facts}

    assert made.accepted
    assert {id for e in made.report.evidence for id in e.facts} == known


def test_a_refused_sentence_is_asked_for_once_more():
    """Alone, with what was wrong with it and its facts; and then no more."""
    model = FakeModel(writing(BAD_SENTENCES["adds a figure"]), STRONG)
    drafted(read(), model)
    steps = Counter(r.step for r in model.asked)
    mended = [r for r in model.asked if r.step == "mend"]

    assert len(mended) == steps["write"] + steps["answer"]
    assert all("7.7万" in r.user and "理由：" in r.user for r in mended)


ANY_TEXT = st.text(
    alphabet=st.sampled_from(
        "聚焦群众推动学校教育工作让为新建引进6318所名万元%**“”《》。，一二是、#\n 全国先进荣获"
    ),
    max_size=60,
)


@given(data=st.data(), profile=st.sampled_from([WEAK, STRONG]))
@settings(max_examples=25, deadline=None)
def test_no_text_of_a_model_breaks_the_guarantees(data, profile):
    """Whatever is answered in whatever place: nothing lost, nothing invented."""

    def say(request):
        if profile is WEAK:
            return data.draw(ANY_TEXT)
        return writing(lambda own, _: [(data.draw(ANY_TEXT) + "。", [own])])(request)

    made = drafted(read(), FakeModel(say, profile))

    assert lost(made) == []
    assert invented(made) == []
    assert len(made.report.measures) == len(made.report.shortcomings) == 2


# When the model fails


@pytest.mark.parametrize("profile", [WEAK, STRONG], ids=["weak", "strong"])
def test_a_spent_budget_stops_the_work_and_keeps_it(tmp_path, profile):
    """One clear failure, and what was answered is not asked again."""
    long = read(SHEET + "".join(f"- 整治隐患{n}处\n" for n in range(10, 15)))
    store = Store(tmp_path)
    first = FakeModel(merging(lambda _: "着眼群众的急难愁盼"), profile)
    with pytest.raises(Stopped, match="预算用完"):
        drafted(long, first, store, budget=Budget(tokens=10))

    second = FakeModel(first.say, profile)
    drafted(long, second, store)
    store.close()
    asked = [request.user for request in second.asked]

    if profile is WEAK:  # a strong one's answers are of the wrong shape here: never stored
        assert not {request.user for request in first.asked} & set(asked)


@pytest.mark.parametrize("profile", [WEAK, STRONG], ids=["weak", "strong"])
def test_a_failing_model_is_one_failure(profile):
    """Whatever runs at once, the user is told one thing."""

    def refuse(_):
        raise ModelFailed("密钥不对")

    with pytest.raises(ModelFailed, match="密钥不对"):
        drafted(read(), FakeModel(refuse, profile))


@pytest.mark.parametrize("whole", [False, True], ids=["weak", "strong"])
@pytest.mark.parametrize(
    ("act", "why"),
    [(send(b"<html>hello</html>", "text/html"), "不是模型的回答"), (fail(500), "不可用")],
    ids=["web page", "broken"],
)
def test_a_server_that_is_none_is_told(act, why, whole):
    """A page with status 200 is no model: nothing is passed off as its work."""
    with serving(act) as server:
        model = models.resolve("openai:m", Settings(base_url=server.base_url, whole=whole))
        with pytest.raises(ModelFailed, match=why):
            drafted(read(), model, attempts=2)
