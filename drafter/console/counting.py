"""Many documents as somebody watches them: how many, what they cost, how much longer.

On a terminal one line that is written over; elsewhere a plain line now and then.
"""

import sys
import time
from dataclasses import replace
from typing import Any, Self

from drafter.chain.chain import Spend
from drafter.console import wide

PULSE = 20  # seconds between plain lines
AT_ONCE = 0.3  # seconds in which only what was done before is counted: it says nothing of the pace
SHORT = 120  # seconds that are not told in minutes


class Counting:
    """Shows work on many documents as it goes on."""

    def __init__(self, what: str, total: int, spend: Spend | None, *, quiet: bool = False) -> None:
        self._what, self._total, self._spend = what, total, spend
        self._quiet = quiet
        self._done = self._failed = self._found = 0
        self._began = self._said = time.monotonic()
        self._live: Any = None

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.progress import BarColumn, Progress, TextColumn
            from rich.table import Column

            self._live = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=8),
                TextColumn("{task.completed}/{task.total}"),
                # on a narrow terminal this takes two lines, and the others stay as they are
                TextColumn(
                    "{task.fields[spent]}", style="dim", table_column=Column(overflow="fold")
                ),
                console=wide.console(stderr=True),
                transient=True,
                refresh_per_second=4,
                get_time=time.monotonic,
            )
            # itself, for its text of that moment: calls go on while no document is done
            self._task = self._live.add_task(self._what, total=self._total, spent=self)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()
        if not self._quiet and self._done:
            self._say()

    def count(self, problem: str = "", name: str = "") -> None:
        """One document more; `problem` is why it failed."""
        self._done += 1
        self._failed += bool(problem)
        if time.monotonic() - self._began < AT_ONCE:
            self._found = self._done
        if self._quiet:
            return
        if self._live is not None:
            if problem:
                self._live.console.print(f"  {name}：{problem}", markup=False, highlight=False)
            self._live.update(self._task, completed=self._done)
            return
        if problem:
            sys.stderr.write(f"{name}：{problem}\n")
        if time.monotonic() - self._said >= PULSE:
            self._say()

    def __str__(self) -> str:
        return self.spent(is_brief=True)

    def spent(self, *, is_brief: bool = False) -> str:
        """Calls, answers found in the store, tokens, money, failures, time left."""
        parts = [f"失败 {self._failed}"] if self._failed else []
        if spend := self._spend:
            parts.append(f"模型 {spend.calls} 次，存过的 {spend.cached} 次")
            parts.append(f"{spend.usage.total} 词元")
            price = replace(spend.price, as_of="") if is_brief else spend.price
            parts += [price.told(spend.cost)] if spend.cost else []
        seconds = time.monotonic() - self._began
        if self._found < self._done < self._total:
            left = seconds / (self._done - self._found) * (self._total - self._done)
            parts.append(f"约剩 {left:.0f} 秒" if left < SHORT else f"约剩 {left / 60:.0f} 分钟")
        return "  ".join(parts)

    def _say(self) -> None:
        self._said = time.monotonic()
        sys.stderr.write(f"{self._what} {self._done}/{self._total}  {self.spent()}\n")
        sys.stderr.flush()
