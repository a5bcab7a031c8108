"""What a text changes of its facts, rule by rule; every rule is tested by its own example."""

import pytest

from drafter.grounding.shifts import losses, rules, shifts

RULES = rules()
WORDS = (*RULES.added, *RULES.lost, *RULES.exchanged, *RULES.basis)


@pytest.mark.parametrize("rule", WORDS, ids=lambda rule: rule.example[1])
def test_a_rule_finds_what_its_example_shifts(rule):
    """The example is found as its kind, not by accident as another."""
    fact, shifted, _ = rule.example
    kind = getattr(rule, "kind", "basis")
    assert kind in {found.kind for found in shifts(shifted, [fact])}


@pytest.mark.parametrize("rule", WORDS, ids=lambda rule: rule.example[2])
def test_a_rule_lets_pass_what_its_example_keeps(rule):
    """The wording that keeps the fact's sense is not found by any rule."""
    fact, _, kept = rule.example
    assert shifts(kept, [fact]) == []


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (["引进项目5个，签了合同的有3个"], "引进项目5个，其中已签订合同3个。"),
        (["村集体收入都过了15万元"], "村集体收入均超过15万元。"),
        (["检察建议39份，都收到回复了"], "制发检察建议39份，均已收到回复。"),
        (["汛期转移群众412人，没有伤亡"], "汛期转移群众412人，无一伤亡。"),
        (["没替亲友打过工程招呼"], "未替亲友在工程项目上打过招呼。"),
        (["建了5个社区食堂，还有2个在建"], "建成社区食堂5个，另有2个在建。"),
        (["利润2100万，去年还亏560万"], "利润由去年亏损560万元转为盈利2100万元。"),
        (["接警2316起，比去年少了11.4%", "破案17起"], "接警2316起，比去年下降11.4%；破案17起。"),
    ],
)
def test_raised_words_are_no_shift(facts, text):
    """What good writers do to colloquial words passes."""
    assert shifts(text, facts) == []


def test_a_span_names_the_word_that_is_wrong():
    """The place is in the text as it is given."""
    text = "共修路，新修道路3条。"
    (found,) = shifts(text, ["修了3条路"])
    assert text[slice(*found.span)] == found.text == "新修"


def test_what_another_fact_of_the_text_says_is_not_lost():
    """A text may tell more than the fact that is looked for."""
    text = "利润同比增长9.1%，新建学校6所。"
    assert losses(text, ["新建学校6所"]) == []
    assert [found.kind for found in losses("利润增长9.1%。", ["利润同比增长9.1%"])] == ["basis"]


def test_a_place_left_open_is_not_lost():
    """〔待补〕 at the place of what the fact leaves unclear is honest."""
    assert losses("辅警离职47人□□□□。", ["去年离职47人"]) == []


def test_what_there_is_nothing_of_is_not_told_as_something():
    """无…, told word for word behind 有 or 发生, has lost its denial; 没有… has not."""
    (found,) = shifts("到户率100%，有拖欠现象。", ["到户率100%，无拖欠现象"])
    assert (found.kind, found.text) == ("negation", "有拖欠现象")
    assert shifts("到户率100%，没有拖欠现象。", ["到户率100%，无拖欠现象"]) == []
