"""Facts to a checked report with models that are weak, strong, hostile or gone."""

import json
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import models
from drafter.document import Origin
from drafter.errors import ModelFailed, Stopped
from drafter.settings import Budget, Settings
from drafter.store import Store
from tests.drafting import INJECTED, SHEET, assert_guaranteed, drafted, invented, lost, read
from tests.endpoint import fail, send, serving
from tests.fakes import STRONG, WEAK, FakeModel, filled, writing

# Weak models: their clauses stand beside facts


HOSTILE = (
    "聚焦新建学校300所目标",
    "**聚焦**重点工作",
    "# 一、讲政治",
    "在王建国书记带领下推进",
    "打好六大攻坚战",
    "发展富硒产业助民增收",
    "获评全国先进单位称号",
    INJECTED,
    "好的，以下是改写后的内容",
    "一是抓学习二是抓落实",
    "聚焦\n重点\n工作推进落实",
    "得到省委书记充分肯定",
    "很长" * 5000,
    "",
    "```json",
    "〔待补：时限〕",
    "2022年，在市委坚强领导下",
)


@pytest.mark.parametrize("clause", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_clause_never_stands(clause):
    """It is refused and counted, and the report is whole without it."""
    model = FakeModel(filled(lambda *_: clause))
    made = drafted(read(), model)

    assert_guaranteed(made)
    assert not clause or clause not in made.report.text
    assert made.accepted == 0
    assert [told for told, _ in made.refused if told not in clause] == []


def test_an_echo_is_refused():
    """A clause that only repeats its fact adds nothing."""
    made = drafted(read(), FakeModel(filled(lambda _, fact: re.sub(r"[^一-龥]", "", fact)[:14])))

    assert_guaranteed(made)
    assert made.accepted == 0


def test_a_good_clause_stands_once():
    """What the gate lets pass is used and counted; the same again is not."""
    clause = "立足岗位实际多想办法"
    made = drafted(read(), FakeModel(filled(lambda *_: clause)))

    assert_guaranteed(made)
    assert made.report.text.count(clause) == made.accepted == 1
    assert len(made.refused) > 1


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
    """The report is the one that the stock of phrases makes alone."""
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
    made = written(lambda own, fact: [(f"紧盯目标不放松，{fact}。", [own])])
    whole = [e for e in made.report.evidence if e.origin is Origin.MODEL]

    assert_guaranteed(made)
    assert whole
    assert made.accepted == len(whole)
    assert all(made.report.text[slice(*e.span)].startswith("紧盯") for e in whole)


def no_figures(text):
    """A fact without its figures and masks."""
    return re.sub(r"[\d.%]+|\*+", "多", text)


BAD_SENTENCES = {
    "drops a figure": lambda own, fact: [(f"紧盯目标抓落实，{no_figures(fact)}。", [own])],
    "fills a mask": lambda own, fact: [(f"紧盯目标抓落实，{fact.replace('**', '85')}9。", [own])],
    "adds a figure": lambda own, fact: [(f"紧盯目标抓落实，{fact}，惠及7.7万人。", [own])],
    "invents an honour": lambda own, fact: [(f"{fact}，荣获全国教育工作先进集体称号。", [own])],
    "invents praise": lambda own, fact: [(f"{fact}，得到省委书记充分肯定。", [own])],
    "names a leader": lambda own, fact: [(f"在省委书记带领下，{fact}。", [own])],
    "coins a campaign": lambda own, fact: [(f"打好六大攻坚战，{fact}。", [own])],
    "brings a product": lambda own, fact: [(f"深耕富硒产业，{fact}。", [own])],
    "talks": lambda own, fact: [(f"以下是改写后的句子，{fact}。", [own])],
    "cites nothing": lambda _, fact: [(f"紧盯目标不放松，{fact}。", [])],
    "cites another": lambda _, fact: [(f"紧盯目标不放松，{fact}。", ["F99"])],
    "numbers itself": lambda own, fact: [(f"一是紧盯目标不放松，{fact}。", [own])],
    "is Markdown": lambda own, fact: [(f"# 紧盯目标不放松，{fact}。", [own])],
    "has two lines": lambda own, fact: [(f"紧盯目标不放松，\n{fact}。", [own])],
    "runs on": lambda own, fact: [(f"{fact}{'，紧盯目标不放松' * 40}。", [own])],
    "has no end": lambda own, fact: [(f"紧盯目标不放松，{fact}", [own])],
}


@pytest.mark.parametrize("say", BAD_SENTENCES.values(), ids=BAD_SENTENCES.keys())
def test_a_bad_sentence_never_stands(say):
    """It is refused and counted; its fact falls back to its own words."""
    facts = read()
    made = drafted(facts, FakeModel(writing(say), STRONG))
    said = {text for fact in facts for text, _ in say(fact.id, fact.text)}
    told = {made.report.text[slice(*e.span)] for e in made.report.evidence}

    assert_guaranteed(made)
    untouched = said - {f"紧盯目标抓落实，{fact.text}。" for fact in facts}
    assert not untouched & told
    assert made.refused


def test_a_changed_term_is_refused():
    """高考 may not become 高中阶段, though no figure changes."""
    made = written(lambda own, fact: [(f"紧盯目标，{fact.replace('高考', '高中阶段')}。", [own])])

    assert "高中阶段" not in made.report.text
    assert "高考本科上线2318人" in made.report.text
    assert_guaranteed(made)


def test_a_fact_is_not_told_twice():
    """Two sentences for one fact: the second is refused."""
    made = written(
        lambda own, fact: [
            (f"{head}，{fact}。", [own]) for head in ("紧盯目标不放松", "立足岗位尽职责")
        ]
    )

    assert_guaranteed(made)
    assert made.report.text.count("2318") == 1
    assert "立足岗位尽职责" not in made.report.text


def test_evidence_names_only_facts_of_the_sheet():
    """A sentence that cites a fact of nowhere besides its own keeps its own."""
    made = written(lambda own, fact: [(f"紧盯目标不放松，{fact}。", [own, "F99"])])
    known = {fact.id for fact in made.report.facts}

    assert made.accepted
    assert {id for e in made.report.evidence for id in e.facts} == known


def test_a_refused_sentence_is_asked_for_once_more():
    """With what was wrong with it; and then no more."""
    model = FakeModel(writing(BAD_SENTENCES["adds a figure"]), STRONG)
    drafted(read(), model)
    asked = Counter(r.repeat for r in model.asked if r.step == "write")

    assert set(asked) == {0, 1}
    assert all("7.7万" in r.user for r in model.asked if r.repeat == 1)


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
        if request.step == "write":
            ids = re.findall(r"^(F\d+)\. ", request.user, re.MULTILINE)
            rows = [{"text": data.draw(ANY_TEXT) + "。", "facts": [id]} for id in ids]
            return json.dumps({"sentences": rows}, ensure_ascii=False)
        return filled(lambda *_: data.draw(ANY_TEXT))(request)

    made = drafted(read(), FakeModel(say, profile))

    assert lost(made) == []
    assert invented(made) == []
    assert len(made.report.measures) == len(made.report.shortcomings) == 2


# When the model fails


@pytest.mark.parametrize("profile", [WEAK, STRONG], ids=["weak", "strong"])
def test_a_spent_budget_stops_the_work_and_keeps_it(tmp_path, profile):
    """One clear failure, and what was answered is not asked again."""
    long = read(SHEET + "".join(f"- 整治隐患{n}处\n" for n in range(10, 60)))
    store = Store(tmp_path)
    first = FakeModel(filled(lambda *_: "着眼群众的急难愁盼"), profile)
    with pytest.raises(Stopped, match="预算用完"):
        drafted(long, first, store, budget=Budget(tokens=40))

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
