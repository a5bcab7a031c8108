"""One year's work in several papers: a speech, a page, summaries, all from one report.

Each takes whole statements of the report and changes no figure, so that all of them say the
same; `strays` proves it. Where a paper is to be short, what is left out is told.
"""

import sys
from functools import cache

from drafter.document import Report
from drafter.errors import UnknownName
from drafter.papers.agreement import Stray, strays
from drafter.papers.content import content, looks_finished
from drafter.papers.paper import Paper, PaperForm, PaperOrder, with_notes
from drafter.registry import collect

__all__ = [
    "Paper",
    "PaperForm",
    "PaperOrder",
    "Stray",
    "form",
    "forms",
    "looks_finished",
    "paper",
    "strays",
]

TABLES = "报告里的表格没有写进来"


@cache
def forms() -> tuple[PaperForm, ...]:
    """Every kind of paper, in the order of module names."""
    return collect(sys.modules[__name__], PaperForm)


def form(id: str) -> PaperForm:
    """The kind of paper that is called so.

    Raises:
        UnknownName: none is.
    """
    for each in forms():
        if id in (each.id, each.name):
            return each
    raise UnknownName.among("材料", id, (each.id for each in forms()))


def paper(report: Report, wanted: PaperForm, wish: PaperOrder | None = None) -> Paper:
    """A report as another paper.

    Args:
        report: a draft with its facts, or a finished report as it was read.
        wanted: the kind of paper.
        wish: how long it should be.

    Raises:
        BadInput: the report has no parts to choose from.
    """
    source = content(report)
    return with_notes(
        wanted.write(source, wish or PaperOrder()), TABLES if source.has_table else ""
    )
