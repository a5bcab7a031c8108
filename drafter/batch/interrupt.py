"""Ctrl-C: once to end the work well, twice to leave at once."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from drafter.batch.engine import Ending

LEFT = 130  # exit code


@contextmanager
def interruptible(ending: Ending, tell: Callable[[str], None]) -> Iterator[None]:
    """Within, the first Ctrl-C asks for the end and the second ends the process.

    What is on disk is whole whenever that happens: rows are appended, files replaced.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals come to the main thread only
        return
    loop = asyncio.get_running_loop()

    def pressed(_: int, __: FrameType | None) -> None:
        if ending.asked.is_set():
            if sys.stderr.isatty():
                os.write(2, b"\x1b[?25h\n")  # a progress bar hides the cursor
            os._exit(LEFT)
        ending.asked.set()
        loop.call_soon_threadsafe(
            tell, f"正在收尾，最多 {ending.grace:.0f} 秒；再按一次 Ctrl-C 立即退出"
        )

    before = signal.signal(signal.SIGINT, pressed)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
