"""What every rule owes, whatever it looks for."""

import re
from pathlib import Path

import pytest

from drafter import rules
from drafter.checking.autofix import fixed
from drafter.document import Severity
from drafter.rules import Concern, Mender
from tests.rules.examples import example_report

FILES = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
RULES = rules.all_rules()
every_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


def test_every_file_holds_one_rule_of_its_name():
    """A rule is found under its own name, and no file is without one."""
    assert sorted(rule.name.replace("-", "_") for rule in RULES) == sorted(FILES)


@every_rule
def test_name_is_kebab_case(rule):
    """A name is two or more words joined by hyphens."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)


@every_rule
def test_title_is_a_few_characters_of_chinese(rule):
    """What people read for a name is short, and nothing in it is for machines."""
    assert re.fullmatch("[\u4e00-\u9fff]{2,8}", rule.title)


def test_no_two_rules_have_one_title():
    """A title names its rule as surely as the name does."""
    assert len({rule.title for rule in RULES}) == len(RULES)


@every_rule
def test_practice_is_never_an_error(rule):
    """Only warnings and suggestions rest on how things are usually done."""
    assert rule.level is not rules.Level.PRACTICE or rule.severity is not Severity.ERROR


@every_rule
def test_summary_is_one_sentence(rule):
    """The first line of a rule's documentation says what is asked, in one line."""
    assert rule.summary.endswith("。")


@every_rule
def test_bad_examples_are_found(rule):
    """Each example under 反例 has the flaw, inside its text, and a message."""
    examples = rule.examples("反例")
    found = {text: rule.run(example_report(text)) for text in examples}

    assert examples
    assert [text for text, flaws in found.items() if not flaws] == []
    for text, flaws in found.items():
        for flaw in flaws:
            assert 0 <= flaw.span[0] <= flaw.span[1] <= len(text)
            assert flaw.message


@every_rule
def test_good_examples_pass(rule):
    """No example under 正例 has the flaw."""
    examples = rule.examples("正例")
    flaws = [(text, rule.run(example_report(text))) for text in examples]

    assert examples
    assert [(text, found) for text, found in flaws if found] == []


@every_rule
def test_fix_mends_exactly_what_the_rules_say(rule):
    """Some example of a rule has fewer flaws after --fix if and only if the rule says so."""
    mended = [text for text in rule.examples("反例") if flaws_left(rule, text) < flaws(rule, text)]

    assert bool(mended) == (Mender.FIX in rule.mended_by)


def flaws(rule, example):
    """How many flaws of this kind an example has."""
    return len(rule.run(example_report(example)))


def flaws_left(rule, example):
    """How many it has once it is put right without understanding a word."""
    report = example_report(example)
    return flaws(rule, example.replace(report.text, fixed(report.text, report.genre)[0]))


@pytest.mark.parametrize("concern", Concern)
def test_every_concern_is_some_rule_s(concern):
    """Nobody can ask for the rules of a concern and get none."""
    assert rules.concerning(concern)


def test_concerns_together_are_all_rules_of_each():
    """Asked for two concerns, the rules of both come, and of no other."""
    asked = rules.concerning(Concern.YEAR, Concern.LEAK)

    assert asked == {"missing-year", "mask-leak"}
