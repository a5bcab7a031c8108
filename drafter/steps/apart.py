"""Work that keeps a processor busy, done where it does not hold up the answers that come in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
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
