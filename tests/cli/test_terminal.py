"""On a terminal: colours, and lines as wide as it is."""

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

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
