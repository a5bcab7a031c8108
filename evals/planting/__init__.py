"""Defects planted into clean reports: one module for each family, found by the registry."""

import sys
from functools import cache

from drafter.registry import collect
from evals.planting.defect import Defect


@cache
def defects() -> tuple[Defect, ...]:
    """Every class of defect, by family."""
    return collect(sys.modules[__name__], Defect)
