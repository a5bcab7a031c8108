"""`drafter eval plan`: what is told before is what is asked afterwards; telling asks nothing."""

import json

import pytest

from tests.evals import scripted

WEAK, STRONG = ("--model", scripted.WEAK_NAME), ("--model", scripted.STRONG_NAME)


def planned(drafter, *arguments):
    """The plan as JSON."""
    ran = drafter("eval", "plan", *arguments, "--json")
    assert ran.code == 0
    return json.loads(ran.out)


def test_a_weak_models_calls_are_known_exactly(drafter, cases, server):
    """As many as then come in, repeats included; afterwards none is left."""
    where = ("--folder", cases, "--repeats", "2", *WEAK)

    [before] = planned(drafter, "--prompts", "active", *where)
    heard = len(server.asked)
    drafter("eval", "run", *where)
    [after] = planned(drafter, "--prompts", "active", *where)

    assert heard == 0
    assert before["calls"] == len(server.asked) == 24
    assert after["calls"] == 0


def test_a_changed_prompt_is_planned_alone(drafter, cases, server, prompt):
    """What it does not touch is told as stored."""
    drafter("eval", "run", "--folder", cases, *STRONG)
    mine = prompt("section", "你是", "你就是")
    server.asked = []

    [told] = planned(drafter, "--prompts", mine, "--folder", cases, *STRONG)
    drafter("eval", "run", "--prompts", mine, "--folder", cases, *STRONG)

    asked = {step["step"]: step["asked"] for step in told["steps"]}
    assert (asked["plan"], asked["answer"]) == (0, 0)
    assert asked["write"] == len(server.asked) > 0


@pytest.mark.parametrize("is_good", [True, False], ids=["good", "useless"])
def test_a_strong_models_calls_are_bounded(drafter, cases, server, is_good):
    """At least the calls planned, at most those and the second tries."""
    if not is_good:
        server.acts = [scripted.chat(lambda *_: "")]
    where = ("--folder", cases, *STRONG)

    [told] = planned(drafter, "--prompts", "active", *where)
    drafter("eval", "run", *where)

    perhaps = sum(step["perhaps"] for step in told["steps"])
    assert perhaps > 0
    assert told["calls"] <= len(server.asked) <= told["calls"] + perhaps


def test_what_two_versions_ask_alike_is_counted_once(drafter, cases, server, prompt):
    """The total is what a comparison then asks."""
    mine = prompt("merge", "你是", "你就是")
    where = ("--folder", cases, *WEAK)

    same = drafter("eval", "plan", "--compare", "active", prompt("section", "你是", "您是"), *where)
    ran = drafter("eval", "plan", "--compare", "active", mine, *where)
    drafter("eval", "compare", "active", mine, *where, "-q")

    assert "两版合计要问 12 次（两版问得一样的 12 次只算一回）" in same.out
    assert "两版合计要问 24 次" in ran.out
    assert "改的是 merge（merge 一步）" in ran.out
    assert len(server.asked) == 24


def test_what_was_scored_is_not_planned(drafter, cases, server, tmp_path):
    """Its answers may be gone from the store: they are not needed any more."""
    where = ("--prompts", "active", "--folder", cases, *WEAK)
    drafter("eval", "run", "--cases", "case-1", "case-2", *where)
    (tmp_path / "cache" / "answers.sqlite").unlink()
    server.asked = []

    [told] = planned(drafter, *where)
    drafter("eval", "run", *where)

    assert told["calls"] == len(server.asked) == 8


def test_what_cannot_be_drafted_is_told_in_the_plan(drafter, cases):
    """A case without facts is named and not counted."""
    (cases / "case-1" / "facts.md").unlink()

    ran = drafter("eval", "plan", "--prompts", "active", "--folder", cases, *WEAK)

    assert "5 个案例 × 1 遍" in ran.out
    assert "案例 case-1 不计入：文件夹里没有 facts.* 要点文件" in ran.out


def test_prices_are_told_with_their_day(drafter, cases, tmp_path):
    """Money is a guess from tokens, and the guess says so."""
    (tmp_path / "drafter.toml").write_text(
        '[price]\nprompt = 2.0\ncompletion = 8.0\ncurrency = "元"\nas_of = "2026-01-31"\n', "utf-8"
    )

    ran = drafter("eval", "plan", "--prompts", "active", "--folder", cases, *WEAK)

    assert "元（按 2026-01-31 的价格）" in ran.out
    assert "还没有存过这类回答" in ran.out
