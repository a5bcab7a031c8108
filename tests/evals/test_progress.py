"""How an evaluation is watched: one live line on a terminal, plain lines elsewhere, or nothing."""

import re
import sys
import time

import pexpect
import pytest

from drafter.chain.chain import Spend
from drafter.console import counting
from drafter.console.counting import Counting
from drafter.models import Usage
from drafter.settings import Price
from tests.cli.console import environment
from tests.endpoint import completion, serving
from tests.evals import scripted

RUN = ("eval", "run", "--model", scripted.WEAK_NAME, "--folder")


def test_a_pipe_is_told_in_plain_lines(drafter, cases):
    """How many, the calls, those found in the store, tokens: once at the end of a short run."""
    first = drafter(*RUN, cases).err.splitlines()
    second = drafter(*RUN, cases, "--fresh", "--repeats", "2").err.splitlines()

    assert first[0] == "评测 6/6  模型 12 次，存过的 0 次  180 词元"
    assert second[0] == "评测 12/12  模型 24 次，存过的 0 次  360 词元"
    assert first[1].startswith("编号 ")


@pytest.mark.parametrize("option", ["-q", "--no-watch"])
def test_nothing_is_said_to_who_does_not_watch(drafter, cases, option):
    """But where the result is."""
    [line] = drafter(*RUN, cases, option).err.splitlines()

    assert line.startswith("编号 ")


def test_a_failure_is_told_when_it_happens(drafter, cases):
    """By its case and its reason, before the count."""
    (cases / "case-2" / "facts.md").unlink()

    told = drafter(*RUN, cases).err.splitlines()

    assert told[0] == "case-2：文件夹里没有 facts.* 要点文件"
    assert told[1].startswith("评测 6/6  失败 1  模型 10 次")


def test_money_and_time_left_are_told(capsys, monkeypatch):
    """At the user's prices; what was there before the start does not count in the pace."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    spend = Spend(Price(1e6, 1e6, "元", "2026-01-31"))
    with Counting("评测", 10, spend) as shown:
        for _ in range(4):
            shown.count()
        assert "约剩" not in shown.spent()
        now[0] += counting.PULSE
        spend.calls, spend.usage = 3, Usage(10, 5)
        shown.count()
        assert capsys.readouterr().err == (
            "评测 5/10  模型 3 次，存过的 0 次  15 词元  15.0000 元（按 2026-01-31 的价格）"
            "  约剩 100 秒\n"
        )
        now[0] += 10 * counting.PULSE
        shown.count()
        assert "约剩 7 分钟" in shown.spent()


def slow(handler):
    """A good answer, after a moment."""
    time.sleep(0.4)
    handler.send(completion(scripted.told(handler.asked)))


def test_a_terminal_shows_one_line_that_moves(tmp_path, cases):
    """Documents, calls, stored answers, tokens and time left; in the end one plain line."""
    (tmp_path / "drafter.toml").write_text("slots = 2\n", "utf-8")
    with serving(slow) as server:
        told = pexpect.run(
            " ".join([sys.executable, "-m", "drafter", *RUN, str(cases)]),
            env=environment(tmp_path, OPENAI_BASE_URL=server.base_url, TERM="xterm-256color"),
            cwd=str(tmp_path),
            encoding="utf-8",
            dimensions=(40, 80),
            timeout=60,
        )
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told)
    frames = re.findall(r"评测[ ━╸╺]+(\d)/6 ([^\r\n]*)", plain)
    *_, last = re.findall(r"评测 6/6  模型 12 次，存过的 0 次  180 词元", plain)

    assert len(frames) > 4
    assert [int(done) for done, _ in frames] == sorted(int(done) for done, _ in frames)
    assert any(
        re.match(r"模型 \d+ 次，存过的 0 次  \d+ 词元  约剩 \d+ 秒", spent) for _, spent in frames
    )
    assert any(done == "0" and not spent.startswith("模型 0 ") for done, spent in frames)
    assert plain.index(last) < plain.index("case-6")
