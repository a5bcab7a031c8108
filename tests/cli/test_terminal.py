"""On a terminal: colours, and lines as wide as it is."""

import os
import re
import shlex
import sys
from pathlib import Path

import pexpect
import pytest
from rich.text import Text

from drafter.console import wide

SEED = Path(__file__).parent.parent.parent / "seeds" / "county-2022" / "report.txt"


def shown(tmp_path, arguments, **wanted):
    """What a terminal of 60 columns is sent."""
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return pexpect.run(
        " ".join([sys.executable, "-m", "drafter", *arguments]),
        env={**plain, "XDG_CONFIG_HOME": str(tmp_path), "TERM": "xterm-256color", **wanted},
        encoding="utf-8",
        dimensions=(40, 60),
    )


@pytest.mark.parametrize("columns", ["0", "24", "60"])
def test_the_list_of_rules_is_never_cut_short(tmp_path, columns):
    """What a rule asks for goes on in the next line."""
    plain = shown(tmp_path, ("rules",), NO_COLOR="1", COLUMNS=columns)

    assert "也不能只有一个。" in re.sub(r"\s", "", plain)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", str(SEED)), "措施无所针对"),
        (("rules",), "掩码露底"),
        (("explain", "mask-leak"), "反例"),
    ],
)
def test_a_terminal_is_sent_colours(tmp_path, arguments, said):
    """Every display has colours, and none where they are not wanted."""
    assert "\x1b[" in shown(tmp_path, arguments)
    plain = shown(tmp_path, arguments, NO_COLOR="1", TERM="dumb")
    assert "\x1b[" not in plain
    assert said in plain


@pytest.mark.parametrize("has_colours", [True, False])
def test_what_others_wrote_steers_no_terminal(tmp_path, has_colours):
    """The name of a file, and a heading of a report, may hold codes that rename the window."""
    codes = "\x1b]0;abc\x07\x9b2J"
    named = tmp_path / f"总结{codes}.md"
    named.write_text("二、存在的不足\n一是学习不够。一是调研不深。\n", "utf-8")
    wanted = {} if has_colours else {"NO_COLOR": "1", "TERM": "dumb"}
    for path in (named, tmp_path / f"没有{codes}.md"):
        told = shown(tmp_path, ("check", shlex.quote(str(path))), **wanted)

        assert "\ufffd]0;abc\ufffd\ufffd2J" in re.sub(r"\s", "", told)
        assert not re.search("\x1b]|\x07|\x9b", told)


def test_a_console_writes_its_own_codes_and_none_of_a_text(capsys, monkeypatch):
    """Whatever rich is given to show: a line, a table."""
    monkeypatch.setenv("TERM", "xterm-256color")
    screen = wide.console()
    screen._force_terminal = True
    screen.print(Text("修路\x1b[2J3条", style="bold"))

    told = capsys.readouterr().out
    assert "\x1b[2J" not in told
    assert "\ufffd[2J3条" in told
