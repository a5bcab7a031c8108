"""Plans that one sentence tells, one for each of the shortcomings above it."""

import re
from collections.abc import Sequence

from drafter.document.parsing.paragraphs import list_begins
from drafter.document.parsing.running import LACK, MORE_LACK, MORE_PLAN, PLAN, Sentence
from drafter.text import Span

_COUNTED = 2  # shortcomings that one sentence answers
_LACKING = (LACK, MORE_LACK)
_DEED = re.compile(
    "(?:再|也|同时)?(?:把|给|对|向|与|同|请|为|争取|每[周月季天半年学个])(?=[^，。；]{5})"
)


def each_answered(
    text: str, told: Sequence[Sentence], states: Sequence[str]
) -> tuple[list[str], dict[int, list[int]]]:
    """With a plan for each shortcoming above, where one sentence has as many parts as these are.

    Returns:
        The states, each part between ；a plan; and where else one begins inside a sentence.
    """
    found, further = list(states), dict[int, list[int]]()
    lacks = 0
    for at, state in enumerate(states):
        if state == LACK and (end := _whole_line(told, states, at)):
            found[at:end] = [LACK] * (end - at)
        if state == PLAN and lacks >= _COUNTED:
            end = at + 1
            while end < len(told) and states[end] == MORE_PLAN and told[end - 1].text[-1] in "；;":
                end += 1
            if end - at == lacks:
                found[at:end] = [PLAN] * lacks
            elif end == at + 1 and (places := _clauses(text, told[at].span, lacks)):
                further[told[at].span[0]] = places
        lacks = lacks + 1 if found[at] == LACK else lacks if state == MORE_LACK else 0
    return found, further


def _whole_line(told: Sequence[Sentence], states: Sequence[str], at: int) -> int:
    """Where a line or an announced list of shortcomings with ；between them ends; else 0."""
    end = at + 1
    while end < len(told) and states[end] in _LACKING and told[end - 1].text[-1] in "；;":
        end += 1
    is_line = told[at].move in ("head", "line") and told[end - 1].is_last
    is_begun = not at or told[at - 1].text[-1] not in "；;"
    is_list = is_line or (is_begun and list_begins(told[at].text, 0, len(told[at].text)) > 0)
    return end if is_list and end > at + 1 else 0


def _clauses(text: str, span: Span, count: int) -> list[int]:
    """Where the clauses of a sentence begin, behind the first, if each names what it is done to."""
    cuts = [found.end() for found in re.finditer("[，,]", text[slice(*span)])]
    places = [span[0] + cut for cut in cuts]
    return places if len(places) == count - 1 and all(_DEED.match(text, x) for x in places) else []
