"""`drafter prompts`: what a model is told, and what would be sent, without sending it."""

import json

import pytest

from drafter.chain import prompts
from tests.cli.console import apart, runner
from tests.cli.test_terminal import shown
from tests.endpoint import say, serving

FACTS = """---
year: 2023
role: 县教育局局长
---
- 新建学校6所，新增学位5400个
- 改造校舍40间
- 不足：调查研究不够，到校蹲点少
"""


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, in a folder with facts and a prompt that is being written."""
    (tmp_path / "facts.md").write_text(FACTS, "utf-8")
    source = prompts.load("merge@1").source
    (tmp_path / "mine.md").write_text(source.replace("通顺的公文", "顺通的公文"), "utf-8")
    return runner(tmp_path, monkeypatch, capsys)


def test_versions_are_listed_with_the_one_in_use(drafter):
    """Each with its purpose and whether it has scores."""
    ran = drafter("prompts", "list")

    assert ran.code == 0
    assert f"* {prompts.active('merge').ref}" in ran.out
    assert len([line for line in ran.out.splitlines() if line[0] == "*"]) == len(prompts.names())
    assert prompts.active("merge").head.purpose in ran.out


def test_versions_are_listed_for_machines(drafter):
    """As JSON, with what tells a text from another."""
    rows = json.loads(drafter("prompts", "list", "--json").out)

    assert {row["ref"]: row["digest"] for row in rows if row["active"]} == {
        prompts.active(name).ref: prompts.active(name).digest for name in prompts.names()
    }
    assert all({"purpose", "inputs", "changed", "why", "scored"} <= row.keys() for row in rows)


def test_a_version_is_shown_whole(drafter):
    """Front matter and both parts, as the file has them."""
    ran = drafter("prompts", "show", "merge@1")

    assert (ran.code, ran.out) == (0, prompts.load("merge@1").source)


def test_two_versions_are_compared(drafter):
    """The lines that differ, each side under its name."""
    ran = drafter("prompts", "diff", "merge@1", "merge=mine.md")
    changed = [line for line in ran.out.splitlines() if line[0] in "-+"]

    assert ran.code == 0
    assert changed[:2] == ["--- merge@1", "+++ merge=mine.md"]
    assert [line[0] for line in changed[2:]] == ["-", "+"]
    assert "\x1b" not in ran.out


def test_equal_versions_are_said_to_be_equal(drafter):
    """In words, not in silence."""
    ran = drafter("prompts", "diff", "merge@1", "merge@1")

    assert (ran.code, ran.out) == (0, "没有差别\n")


@pytest.mark.usefixtures("drafter")
def test_a_terminal_marks_what_differs_within_a_line(tmp_path):
    """There the characters that changed stand out of their line."""
    sent = shown(tmp_path, ["prompts", "diff", "merge@1", f"merge={tmp_path / 'mine.md'}"])

    assert "\x1b[7;31m顺\x1b[0m" in sent
    assert "\x1b[7;32m顺\x1b[0m" in sent


def test_what_would_be_sent_is_printed_whole(drafter, tmp_path):
    """System, user, format and parameters; the file named is used in place of the version."""
    bare = ("--model", "local:@bare")
    ran = drafter("prompts", "render", "merge=mine.md", "--facts", "facts.md", *bare)
    system, user = prompts.load(f"merge={tmp_path / 'mine.md'}").render(
        facts="新建学校6所，新增学位5400个\n改造校舍40间"
    )

    assert ran.code == 0
    assert f"---- system ----\n{system}\n---- user ----\n{user}\n---- schema ----\n无\n" in ran.out
    assert "merge=mine.md　第 1 问，共 1 问" in ran.out
    assert "温度：0　" in ran.out


def test_what_is_printed_is_what_a_server_is_sent(drafter, monkeypatch):
    """A draft sends those words and no others; rendering sends none."""
    with serving(say("{}")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        options = ("--facts", "facts.md", "--model", "openai:m", "--json")
        told = [
            question
            for name in ("section", "answers")
            for question in json.loads(drafter("prompts", "render", f"{name}@1", *options).out)
        ]
        assert server.asked == []
        drafter("draft", "facts.md", "--model", "openai:m", "-q")
        asked = [[part["content"] for part in each["messages"]] for each in server.asked]

    assert [question["step"] for question in told] == ["write", "answer"]
    assert all([question["system"], question["user"]] in asked for question in told)


def test_a_prompt_that_is_not_needed_is_said_to_be(drafter):
    """Nothing is printed, one line says why, and that is no failure."""
    ran = drafter("prompts", "render", "section@1", "--facts", "facts.md")

    assert (ran.code, ran.out) == (0, "")
    assert "section@1 没有要问的" in ran.complaint


def test_a_prompt_that_drafts_do_not_use_is_said_to_be(drafter):
    """Another model would not ask it either."""
    ran = drafter("prompts", "render", "judge@1", "--facts", "facts.md")

    assert (ran.code, ran.out) == (0, "")
    assert "起草时不问 judge@1" in ran.complaint


def test_a_critique_is_rendered_of_a_report(drafter, tmp_path):
    """Every dimension has its question, with the words of the report that it is about."""
    (tmp_path / "report.txt").write_text("一、抓落实。\n新建学校6所。\n", "utf-8")
    options = ("--facts", "facts.md", "--report", "report.txt", "--json")

    told = json.loads(drafter("prompts", "render", "critique@1", *options).out)

    assert len({question["user"] for question in told}) == len(told) > 3
    assert any("新建学校6所。" in question["user"] for question in told)


WRONG = {
    "prompt": (["show", "merg@1"], "merge"),
    "version": (["show", "merge@99"], "merge@"),
    "no version": (["show", "merge"], "merge@"),
    "prompt of a file": (["show", "merg=mine.md"], "merge"),
    "no file": (["diff", "merge@1", "merge=no.md"], "no.md"),
    "no prompt": (["show", "merge=facts.md"], "+++"),
    "one ref": (["diff", "merge@1"], "新版本"),
    "no facts": (["render", "merge@1"], "--facts"),
    "facts missing": (["render", "merge@1", "--facts", "no.md"], "没有这个文件"),
    "model": (["render", "merge@1", "--facts", "facts.md", "--model", "gpt"], "模型来源"),
    "no report": (["render", "critique@1", "--facts", "facts.md"], "--report"),
    "verb": (["lst"], "list"),
}


@pytest.mark.parametrize("use", WRONG)
def test_wrong_use_is_one_line(drafter, use):
    """Exit 2, and the line names what is wrong or what was meant."""
    arguments, said = WRONG[use]
    ran = drafter("prompts", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.complaint


def test_a_process_of_its_own_lists_them(tmp_path):
    """As installed, without a terminal."""
    ran = apart(tmp_path, "prompts", "list")

    assert (ran.code, ran.err) == (0, "")
    assert "merge@1" in ran.out
