"""Readers who choose between two reports without knowing who wrote them, and what they chose."""

from evals.panel.choices import ReaderChoice, Side, agreement, majority, read_choices
from evals.panel.pairs import ReportPair, Writers, prepare, read_pairs, read_writers

__all__ = [
    "ReaderChoice",
    "ReportPair",
    "Side",
    "Writers",
    "agreement",
    "majority",
    "prepare",
    "read_choices",
    "read_pairs",
    "read_writers",
]
