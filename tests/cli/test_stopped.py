"""Ctrl-C and SIGTERM end a command in whatever stage it is, soon and without a trace."""

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.console import worked

ROWS = "\n".join(
    f"{n}. 搞了{n}场宣讲，来了{n + 7}人，建了{n}个点，带动就业{n * 3}人，群众都说好。"
    for n in range(1, 1_200)
)
LACKS = "\n".join(f"{n}. 第{n}片区走访不够，只去了{n}户。" for n in range(1, 41))
TEXT = f"2024年度述职报告\n2024年，我任镇长。\n一、履职情况\n{ROWS}\n二、存在的不足\n{LACKS}\n"
SOON = 3.0  # seconds of the processor: far from the whole work


def used():
    """Seconds of the processor that all children have had that ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads what Linux counts")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "term"])
@pytest.mark.parametrize(
    ("command", "after"),
    [("check", 0.1), ("rewrite", 0.1), ("rewrite", 0.4)],
    ids=["check", "rewrite-reading", "rewrite-working"],
)
def test_a_long_text_is_let_go_of_at_once(command, after, sent, tmp_path):
    """Nothing half done is left where the result was to be, and the old result stays."""
    result = tmp_path / "结果.txt"
    result.write_text("上一次的结果", "utf-8")
    model = ["--model", "none"] if command == "rewrite" else []
    argv = [sys.executable, "-m", "drafter", command, "-", *model, "-o", str(result), "--force"]
    pipes = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    begun = used()
    with subprocess.Popen(argv, **pipes) as running:
        running.stdin.write(TEXT.encode())
        running.stdin.flush()  # which waits until it is being read
        time.sleep(after)
        running.stdin.close()
        time.sleep(after)
        before = worked(running.pid)
        running.send_signal(sent)
        told = running.stderr.read().decode()
        code = running.wait(timeout=100)

    assert used() - begun - before < SOON
    assert code in (130, -signal.SIGINT, -signal.SIGTERM)
    assert "Traceback" not in told
    assert result.read_text("utf-8") == "上一次的结果"
