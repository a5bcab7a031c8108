"""Prompt files: what they declare is what they use, and nothing in them is filled in twice."""

import pytest

from drafter import prompts
from drafter.errors import BadInput, UnknownName

HELLO = (
    '+++\npurpose = "问好"\ninputs = ["who"]\nmax_tokens = 90\n+++\n你有礼貌。\n---\n问候$who。\n'
)


def test_system_and_user_text_are_told_apart():
    """What never changes stands above the line, what does below."""
    prompt = prompts.parse("hello", 2, HELLO)

    assert prompt.render(who="张三") == ("你有礼貌。", "问候张三。")
    assert (prompt.ref, prompt.head.purpose, prompt.head.max_tokens) == ("hello@2", "问好", 90)


def test_values_are_taken_as_they_are():
    """Quotes, braces, angle brackets and dollar signs in a value reach the model unchanged."""
    value = '“增长”<5% {"a": $b} ${c} &amp; ***'

    assert prompts.parse("hello", 1, HELLO).render(who=value)[1] == f"问候{value}。"


def test_json_in_a_prompt_stays_json():
    """Braces mean nothing; a dollar sign is written twice."""
    source = HELLO.replace("你有礼貌。", '输出 {"a": ["$$"]}')

    assert prompts.parse("hello", 1, source).render(who="甲")[0] == '输出 {"a": ["$"]}'


def test_line_ends_of_another_system_are_read():
    """A file checked out with CRLF is the same prompt."""
    assert prompts.parse("hello", 1, HELLO.replace("\n", "\r\n")).system == "你有礼貌。"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (HELLO.replace('["who"]', "[]"), "没声明：who"),
        (HELLO.replace('["who"]', '["who", "when"]'), "没用到：when"),
        (HELLO.replace("purpose", "porpose"), "purpose"),
        (HELLO.replace('purpose = "问好"\n', ""), "缺少"),
        (HELLO.replace('"问好"', "问好"), "TOML"),
        (HELLO.replace("---\n", ""), "一行 ---"),
        (HELLO.replace("---\n", "---\n甲\n---\n"), "一行 ---"),
        (HELLO.replace("+++\n", ""), r"\+\+\+"),
        (HELLO.replace("$who", "$who$"), "写作"),
    ],
)
def test_a_file_that_is_not_right_does_not_load(source, said):
    """Every mistake in a prompt file is found when it is loaded, and named."""
    with pytest.raises(BadInput, match=said):
        prompts.parse("hello", 1, source)


@pytest.mark.parametrize("values", [{}, {"who": "甲", "when": "今天"}])
def test_values_must_be_the_declared_ones(values):
    """A value too few or too many is a mistake, not a gap in the text."""
    with pytest.raises(BadInput, match="要的是 who"):
        prompts.parse("hello", 1, HELLO).render(**values)


def test_an_unknown_prompt_is_named():
    """Asking for what is not there says so."""
    with pytest.raises(UnknownName, match="没有名为“nonesuch”的提示词"):
        prompts.load("nonesuch@1")
    with pytest.raises(UnknownName, match="启用的提示词"):
        prompts.active("nonesuch")


def test_every_version_loads_and_every_prompt_has_one_in_use():
    """The shipped prompts declare what they use, and active.toml pins one version of each."""
    for name in prompts.names():
        refs = [f"{name}@{version}" for version in prompts.versions(name)]

        assert [prompts.load(ref).ref for ref in refs] == refs
        assert prompts.active(name).ref in refs
