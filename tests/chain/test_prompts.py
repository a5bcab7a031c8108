"""Prompt files: what they declare is what they use, and nothing in them is filled in twice."""

import asyncio

import pytest

from drafter.chain import prompts, scored
from drafter.errors import BadInput, UnknownName

HELLO = (
    '+++\npurpose = "问好"\ninputs = ["who"]\nmax_tokens = 90\n+++\n你有礼貌。\n---\n问候$who。\n'
)


def test_system_and_user_text_are_told_apart():
    """What never changes stands above the line, what does below."""
    prompt = prompts.parse("hello", 1, HELLO)

    assert prompt.render(who="张三") == ("你有礼貌。", "问候张三。")
    assert (prompt.ref, prompt.head.purpose, prompt.head.max_tokens) == ("hello@1", "问好", 90)


def test_a_later_version_says_what_changed_and_why():
    """The first has nothing before it; from the second on, both are asked for."""
    told = HELLO.replace("inputs", 'changed = "改短了"\nwhy = "太啰嗦"\ninputs')

    assert prompts.parse("hello", 2, told).head.why == "太啰嗦"
    for line in ('changed = "改短了"\n', 'why = "太啰嗦"\n', '"太啰嗦"'):
        with pytest.raises(BadInput, match="为什么改"):
            prompts.parse("hello", 2, told.replace(line, '" "' if "\n" not in line else ""))


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


def test_no_version_that_has_scores_was_edited():
    """What was scored is still what is there: a change is a new version."""
    assert scored.edited() == ()


@pytest.fixture
def mine(tmp_path):
    """A file that is to become the next version of `merge`."""
    path = tmp_path / "mine.md"
    path.write_text(HELLO.replace("who", "facts"), "utf-8")
    return path


def test_a_file_can_be_tried_before_it_is_a_version(mine):
    """It is cited as it was named, and is told from every version."""
    prompt = prompts.load(f"merge={mine}")

    assert (prompt.name, prompt.version, prompt.ref) == ("merge", 0, f"merge={mine}")
    assert prompt.render(facts="张三") == ("你有礼貌。", "问候张三。")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "没有提示词文件"),
        ("问候".encode("gbk"), "不是 UTF-8"),
        (b"hello", r"merge=.*mine\.md 开头要有"),
    ],
)
def test_a_file_that_is_no_prompt_is_named(mine, content, said):
    """A file that is missing, in another encoding or without front matter, in one line."""
    if content is None:
        mine.unlink()
    else:
        mine.write_bytes(content)

    with pytest.raises(BadInput, match=said) as caught:
        prompts.load(f"merge={mine}")
    assert "\n" not in str(caught.value)


def test_a_file_for_a_prompt_that_is_not_asked_for_is_refused(mine):
    """The name before the file is one that the program knows."""
    with pytest.raises(UnknownName, match="merge"):
        prompts.load(f"merg={mine}")


def test_the_digest_is_of_the_whole_text():
    """Front matter counts, line ends and the system that wrote them do not."""
    digest = prompts.parse("hello", 1, HELLO).digest

    assert prompts.parse("hello", 1, HELLO.replace("\n", "\r\n")).digest == digest
    assert prompts.parse("hello", 1, HELLO.replace("90", "91")).digest != digest


def test_a_pinned_prompt_is_in_use_inside_only(mine):
    """Several are pinned at once, an inner pin wins, and afterwards all is as before."""
    before = prompts.active("merge")
    with prompts.pinned(f"merge={mine}", "answers@1") as (merge, answers):
        assert (prompts.active("merge"), prompts.active("answers")) == (merge, answers)
        with prompts.pinned("merge@1"):
            assert prompts.active("merge").ref == "merge@1"
            assert prompts.active("answers") is answers
        assert prompts.active("merge") is merge

    assert prompts.active("merge") is before


def test_tasks_and_threads_see_what_is_pinned_around_them(mine):
    """Two runs side by side each keep to their own version."""

    async def one(ref):
        with prompts.pinned(ref):
            task = asyncio.create_task(asyncio.to_thread(prompts.active, "merge"))
            await asyncio.sleep(0)
            return (await task).ref, prompts.active("merge").ref

    async def run():
        return await asyncio.gather(one("merge@1"), one(f"merge={mine}"))

    assert asyncio.run(run()) == [("merge@1",) * 2, (f"merge={mine}",) * 2]


def test_a_file_is_read_once_when_it_is_pinned(mine):
    """Saving it in the editor meanwhile does not mix two texts in one run."""
    with prompts.pinned(f"merge={mine}"):
        mine.write_text("", "utf-8")

        assert prompts.active("merge").system == "你有礼貌。"


def test_one_prompt_cannot_be_pinned_twice(mine):
    """Two versions of it at once contradict each other."""
    with pytest.raises(BadInput, match=r"merge@1 和 merge=.* 是同一个提示词"):
        prompts.pinned("merge@1", f"merge={mine}").__enter__()
