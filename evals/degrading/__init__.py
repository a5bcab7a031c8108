"""What spoils a good report by degrees: one file for each family, found by the registry."""

import sys
from functools import cache

from drafter.registry import collect
from evals.degrading.degradation import DOSES, Degradation, degraded

__all__ = ["DOSES", "Degradation", "degradations", "degraded"]


@cache
def degradations() -> tuple[Degradation, ...]:
    """Every way to spoil a report."""
    return collect(sys.modules[__name__], Degradation)
