"""What is worked out of a report once, and remembered with it."""

from collections.abc import Callable
from typing import TypeVar

from drafter.document import Report

T = TypeVar("T")


def once(work: Callable[[Report], T]) -> Callable[[Report], T]:
    """`work`, done at most once for each report and kept in it, as `cached_property` does."""
    key = f"{work.__module__}.{work.__name__}"

    def kept(report: Report) -> T:
        cache = vars(report)
        if key not in cache:
            cache[key] = work(report)
        return cache[key]  # type: ignore[no-any-return]

    kept.__doc__ = work.__doc__
    return kept
