"""Long work as somebody watches it: what it is at, how far, how fast, how much longer.

Everything goes to standard error, so that a report can be piped. Nobody watches a pipe or a
file: there each stage is one plain line and nothing moves.
"""

import re
import sys
import time
from typing import Any, Self

from drafter.chain.chain import Spend
from drafter.console import wide
from drafter.drafting import Stage
from drafter.models.embedded.pull import Progress as Pulled
from drafter.text import length

NAMES = {
    "plan": "排布要点",
    "write": "起草",
    "answer": "写反馈、不足和措施",
    "check": "检查、修订",
    "polish": "通读修改",
    "done": "完成",
}
TAIL = 24  # characters of the model's words that are shown as they come
_FORM = re.compile(r'"?[^"{},]{0,8}"\s*:\s*|[{}"\[\],]+\s*')  # of JSON: keys, quotes, brackets
PULSE = 20  # seconds between plain lines of a download


class DraftProgress:
    """Shows a draft as it comes about."""

    def __init__(self, spend: Spend | None, *, quiet: bool = False) -> None:
        self._spend = spend
        self._quiet = quiet
        self._began = time.monotonic()
        self._stage = ""
        self._heard = 0  # pieces of answers, one a token
        self._tail = ""
        self._live: Any = None

    @property
    def is_watched(self) -> bool:
        """Whether a person looks on: then answers stream."""
        return not self._quiet and sys.stderr.isatty()

    def __enter__(self) -> Self:
        if self.is_watched:
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            self._live = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=24),
                TextColumn("{task.fields[count]}"),
                TimeElapsedColumn(),
                TextColumn("{task.fields[pace]}", style="dim"),
                console=wide.console(stderr=True),
                transient=True,
                refresh_per_second=8,
            )
            self._task = self._live.add_task("准备", total=None, count="", pace="")
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def stage(self, stage: Stage) -> None:
        """Told of every stage, and of every fact as it is done."""
        if self._live is not None:
            self._show(stage)
        elif not self._quiet and stage.name != self._stage:
            sys.stderr.write(f"{NAMES[stage.name]}…\n" if stage.name != "done" else "")
            sys.stderr.flush()
        self._stage = stage.name

    def text(self, piece: str) -> None:
        """Show the model's words as they come."""
        self._heard += 1
        self._tail = (self._tail + piece.replace("\n", ""))[-4 * TAIL :]
        if self._live is not None:
            self._live.update(self._task, pace=self._pace())

    def _show(self, stage: Stage) -> None:
        if stage.text:
            self._live.console.print(f"  {stage.text}", style="dim", markup=False, highlight=False)
        self._live.update(
            self._task,
            description=NAMES[stage.name],
            total=stage.total or None,
            completed=stage.done,
            count=f"{stage.done}/{stage.total} 条" if stage.total else "",
            pace=self._pace(stage),
        )

    def _pace(self, stage: Stage | None = None) -> str:
        """Tokens, speed, time left, the last words."""
        seconds = max(time.monotonic() - self._began, 0.1)
        paid = self._spend.usage.total if self._spend else 0
        parts = [f"{max(paid, self._heard)} 词元 {self._heard / seconds:.0f}/秒"]
        if stage and 0 < stage.done < stage.total:
            left = seconds / stage.done * (stage.total - stage.done)
            parts.append(f"约剩 {left:.0f} 秒")
        return "  ".join([*parts, _FORM.sub(" ", self._tail)[-TAIL:].lstrip()])


class Pulling:
    """Shows weights as they arrive."""

    def __init__(self, name: str, *, quiet: bool = False) -> None:
        self._name = name
        self._quiet = quiet
        self._said = float(-PULSE)

    def show(self, progress: Pulled) -> None:
        """One line that is written over on a terminal, one now and then elsewhere."""
        now = time.monotonic()
        watched = sys.stderr.isatty()
        if self._quiet or (
            not watched and now - self._said < PULSE and progress.done < progress.total
        ):
            return
        self._said = now
        left = "" if progress.left is None else f"，约剩 {progress.left:.0f} 秒"
        line = (
            f"下载 {self._name}：{progress.done / 1e6:.0f}/{progress.total / 1e6:.0f} MB，"
            f"{progress.speed / 1e6:.1f} MB/秒{left}（第 {progress.part}/{progress.parts} 份）"
        )
        if watched:
            wide.steer(sys.stderr, "\r\x1b[K")
        sys.stderr.write(line if watched else f"{line}\n")
        sys.stderr.flush()

    def done(self) -> None:
        """Leave the line of the bar."""
        if not self._quiet and sys.stderr.isatty():
            sys.stderr.write("\n")


def minutes(text: str, rate: int) -> float:
    """How long a report takes to read aloud, in minutes."""
    return length(text) / rate
