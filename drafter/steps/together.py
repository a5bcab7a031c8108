"""Several questions at once: when one fails, what is in flight may still arrive and be kept."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

T = TypeVar("T")
GRACE = 10.0  # seconds that answers in flight are given after a failure: they are being paid for


@asynccontextmanager
async def together(works: Iterable[Coroutine[Any, Any, T]]) -> AsyncIterator[list[asyncio.Task[T]]]:
    """All of `works` begun; their tasks, in order, to be awaited inside.

    A failure leaves as it is, not in an ExceptionGroup, after the others had their moment.
    """
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield tasks
    except Exception:
        await asyncio.wait(tasks, timeout=GRACE)
        raise
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
