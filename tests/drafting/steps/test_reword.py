"""Facts in spoken words: a small model offers a report's beside the text, where they are true."""

from dataclasses import replace

import pytest

from drafter.document import Fact, Facts, Role
from drafter.document import genre as genres
from drafter.drafting.phrases.spoken import degree, is_spoken
from drafter.drafting.register import raised
from drafter.drafting.steps.reword import CERTAIN, NOT_BETTER, UNSURE, unfaithful
from tests.fakes import TAUGHT, FakeModel, Taught
from tests.guarantees import INJECTED, assert_guaranteed, drafted, read

SHUZHI = genres.load("shuzhi")
SHEET = """---
year: 2024
role: 社区党委书记
---
- 走了1个年轻社工，嫌待遇低
- 资助困难学生437人，发放助学金87.4万元
- 2023年度考核反馈“居民参与不够”：楼长都喊来开了12回会，弄成了议事会
- 不足：到小区走访少，光坐在屋里等人找上门来
- 改进措施：一周跑两个小区走访，回来当天就把事交办了
"""
WORDS = {
    "走了1个年轻社工，嫌待遇低": "1名年轻社工因嫌待遇低离职",
    "楼长都喊来开了12回会，弄成了议事会": "召集楼长开会12次，建成议事会",
    "到小区走访少，光坐在屋里等人找上门来": "到小区走访少，坐在屋里等人上门",
    "一周跑两个小区走访，回来当天就把事交办了": "每周到两个小区走访，回来当天交办",
}
BAD = (
    "选派1名年轻社工。",
    "3名年轻社工因待遇低离职。",
    "在王建国书记带领下，1名年轻社工因嫌待遇低离职。",
    "1名年轻社工。",
    "1名年轻社工离职。\n嫌待遇低。",
    INJECTED,
    "很长" * 500,
    "",
)


def worded(say=lambda fact: WORDS.get(fact, fact), certainty=None):
    """The draft of a sheet by a model that words facts so, and what it was asked."""
    model = FakeModel(Taught(word=lambda fact: f"{say(fact)}。"), TAUGHT, certainty=certainty)
    made = drafted(read(SHEET), model)
    asked = [each.user.rpartition("要点：")[2] for each in model.asked if each.step == "reword"]
    return made, asked


def test_only_what_is_spoken_is_asked_about():
    """A fact in a report's words is no question; of feedback it is what was done."""
    _, asked = worded()

    assert set(asked) == set(WORDS)


def test_its_words_are_offered_beside_the_text():
    """The text is that without a model; each spoken sentence has another wording beside it."""
    made, _ = worded()
    plain = drafted(read(SHEET))
    beside = dict(made.wordings)

    assert_guaranteed(made)
    assert made.report.text == plain.report.text
    assert beside["走了1个年轻社工，嫌待遇低"] == "1名年轻社工因嫌待遇低离职。"
    assert any("居民参与不够”问题，召集楼长开会12次" in each for each in beside.values())
    assert len(beside) == len(WORDS)
    assert not made.offers


def test_what_the_model_is_not_sure_of_is_not_offered():
    """It says how likely its words were; sure of them, it is heard."""
    unsure, _ = worded(certainty=CERTAIN - 0.01)
    sure, _ = worded(certainty=CERTAIN)

    assert not unsure.wordings
    assert {reason for _, reason in unsure.refused} >= {UNSURE}
    assert len(sure.wordings) == len(WORDS)


def test_a_model_that_was_not_taught_to_is_not_asked():
    """Small weights that learned the first course alone propose measures, and no words."""
    model = FakeModel(Taught(), replace(TAUGHT, taught=("pair@1",)))
    made = drafted(read(SHEET), model)

    assert "reword" not in {each.step for each in model.asked}
    assert not made.wordings


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_what_says_more_or_less_than_the_fact_is_not_offered(text):
    """The reason is told."""
    made, _ = worded(lambda fact: text if fact.startswith("走了") else fact)

    assert not any("社工" in offer for _, offer in made.wordings)
    assert any(reason for _, reason in made.refused)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("案件平均办理时间26.4天，比上年慢了2.1天", "案件平均办理时间26.4天，比上年减少2.1天"),
        ("还有2户没谈拢", "2户已谈妥"),
        ("老赖的钱要回来41万，还有2个人没影", "追回被执行人款项41万元"),
        ("批捕286人，起诉547人", "办理案件286件，其中起诉547人"),
        ("药占比34.7%，比上年降2.9个百分点", "药占比由34.7%降至31.8%"),
    ],
)
def test_another_sense_is_refused(fact, text):
    """Direction, negation, half of it, another unit, a figure of its own."""
    noted = Fact("F1", fact)

    assert unfaithful(text, noted, Facts((noted,)), SHUZHI) not in ("", NOT_BETTER)


def test_words_that_are_no_better_change_nothing():
    """A formal fact that comes back otherwise stays as its author wrote it."""
    noted = Fact("F1", "资助困难学生437人", role=Role.SHORTCOMING)

    assert unfaithful("困难学生资助了437人", noted, Facts((noted,)), SHUZHI) == NOT_BETTER


def test_talk_is_told_from_a_report():
    """The rules' wording of talk is talk still; good writers' is not."""
    talk = raised("晚自习后校门口堵车，家长意见大，跟交警弄了错时放学，好多了")

    assert is_spoken(talk)
    assert degree(talk) > degree("晚自习后校门口拥堵，家长意见较大，与交警协商错时放学，有所好转")
