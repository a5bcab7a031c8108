"""Work done elsewhere, so that answers are not held up; several questions at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Place = Callable[..., Awaitable[Any]]  # given a function and its arguments, as to_thread is

_place: ContextVar[Place] = ContextVar("place", default=asyncio.to_thread)


async def apart(work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
    """What `work` returns; it may be done by another process, so all must be picklable."""
    done: T = await _place.get()(work, *given, **named)
    return done


@contextmanager
def done_by(place: Place) -> Iterator[None]:
    """Everything that is done apart in this context is done by `place`."""
    token = _place.set(place)
    try:
        yield
    finally:
        _place.reset(token)


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
        if tasks:
            await asyncio.wait(tasks, timeout=GRACE)
        raise
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
