"""What a text asserts without a fact, rule by rule; every rule is tested by its own examples."""

import pytest

from drafter.grounding.assertions import assertions, book

RULES = book().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_a_rule_finds_its_example_where_no_fact_bears_it(rule):
    """It is found as its kind."""
    assert rule.kind in {found.kind for found in assertions(rule.example, ["走访群众312户"])}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.fact)
def test_a_fact_that_says_as_much_bears_the_example(rule):
    """Other words of the same sense are enough."""
    assert assertions(rule.example, [rule.fact]) == []


@pytest.mark.parametrize("phrase", [phrase for rule in RULES for phrase in rule.stays])
def test_what_only_looks_alike_is_let_be(phrase):
    """集体所有制 speaks of no 所有."""
    assert assertions(phrase, ["走访群众312户"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "为方便群众出行，修建道路3条。",
        "着力提升供水能力，改造管网46公里。",
        "把政治建设摆在首位，学习12次。",
        "坚持以上率下，不推诿、不敷衍，走访群众312户。",
        "围绕德智体美劳五育并举，开设社团26个。",
    ],
)
def test_aims_and_idioms_assert_nothing(text):
    """What says what for, or how, needs no fact."""
    assert assertions(text, ["修了3条路", "管网换了46公里", "学习12次", "走访群众312户"]) == []


def test_a_tail_that_no_fact_bears_is_found_and_one_that_a_fact_bears_is_not():
    """The clause at the end says what came of it."""
    tails = book().tails
    assert [found.kind for found in assertions(tails.example, ["清理河道63公里"])] == ["result"]
    assert assertions(tails.example, [tails.fact]) == []


def test_what_bears_it_has_to_speak_of_the_same():
    """100 % of one thing bears no 全部 of another."""
    facts = ["安全隐患整改率100%", "化解积案9件"]
    assert [each.text for each in assertions("积案全部化解。", facts)] == ["全部"]
    assert assertions("安全隐患全部整改。", facts) == []
