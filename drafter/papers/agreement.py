"""Papers checked against what they were written from, and so against one another."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from drafter import grounding
from drafter.document import Report
from drafter.text import OPEN, sentences

_NUMBER = re.compile(r"^\s*\d{1,2}[.．、](?=\D|(?:19|20)\d\d年)")  # 1.2025年 names a year
_SAID_MASK = re.compile(r"百分之([*＊]{1,6})")


@dataclass(frozen=True, slots=True)
class Stray:
    """Something that a paper says and the report does not."""

    line: int
    text: str
    message: str
    paragraph: int = 0  # of a Word file, as Word counts them; 0 of other files


def strays(text: str, source: Report, paragraphs: Sequence[int] = ()) -> tuple[Stray, ...]:
    """Every figure, name or date of a paper that its source does not carry.

    Papers that all agree with one source agree with one another.

    Args:
        text: the paper, as written or as said.
        source: the report, with its facts where it has any.
        paragraphs: where each begins, of a paper that is a Word file.

    >>> from drafter.document import genre, parsing as structure
    >>> source = structure.parse("新建学校6所，新增学位3240个。", genre.load("shuzhi"))
    >>> strays("新建学校六所。", source), strays("新增学位3420个。", source)[0].text
    ((), '3420个')
    """
    phrases = source.genre.phrases
    text = _SAID_MASK.sub(r"\1%", text)  # it is one of the masks that stand for a share
    found = grounding.support(
        text,
        _known(source),
        allowed=(*phrases.fixed, *phrases.formulas),
        year=source.year,
    )
    return tuple(
        Stray(
            text.count("\n", 0, each.span[0]) + 1,
            each.text,
            each.message,
            bisect_right(paragraphs, each.span[0]),
        )
        for each in found
        if each.certain and OPEN not in each.text
    )


def _known(source: Report) -> tuple[str, ...]:
    """All that the source says, sentence by sentence, and its facts."""
    spoken = [_NUMBER.sub("", source.text[slice(*span)]) for span in sentences(source.text)]
    facts = source.facts
    header = (facts.role, facts.unit, facts.audience, facts.name) if facts else ()
    return (*filter(None, header), *(fact.text for fact in facts or ()), *spoken)
