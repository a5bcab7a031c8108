"""Plans that one sentence tells: one for each of the shortcomings above it, or several besides."""

import re
from collections.abc import Sequence

from drafter.document.parsing.paragraphs import list_begins, parts_of
from drafter.document.parsing.prose import is_besides
from drafter.document.parsing.running import (
    LACK,
    MORE_LACK,
    MORE_PLAN,
    PLAN,
    Sentence,
    is_meant,
)
from drafter.text import HAN, Span

_COUNTED = 2  # shortcomings that one sentence answers
_LACKING = (LACK, MORE_LACK)
_DEED = re.compile(
    "(?:再|也|同时)?(?:把|给|对|向|与|同|请|为|争取|每[周月季天半年学个])(?=[^，。；]{5})"
)

_COUNTED_OUT = re.compile(  # 另外，还打算做两件事：
    rf"[^。；：]{{0,40}}?(?P<count>[两{HAN[1:8]}])(?:件(?:实?事)?|[点条项桩]|个方面)[^，。；：\d]{{0,6}}[：:]"
)
_FURTHER = re.compile(  # 此外，明年还要: said of all that stands behind it
    "(?:另外|此外|除此之?外|除[^，。；]{2,14}外)?[，,]?"
    "(?:(?:下一?步|今后|接下来|明年|来年|新的一年|[新下][一的]?个?学[年期])[，,]?)?"
    "(?:我们?|本人)?(?:还[要将想]?|将|拟|要)(?:打算|准备|计划|继续(?=做))?"
)


def besides(text: str, start: int, span: Span) -> list[Span]:
    """The plans of a sentence that tells several beside the answers.

    Several are told where as many stand between ；as the words before them announce, or where
    each is meant: 此外，明年还要…；…

    Args:
        text: the whole.
        start: where the sentence begins with the words that only lead to its plans.
        span: what is told of plans in it.

    >>> told = "另外，还要办两件事：换掉旧锅炉；给值班室装上电话。"
    >>> [told[a:b] for a, b in besides(told, 0, (0, len(told)))]
    ['换掉旧锅炉', '给值班室装上电话。']
    >>> told = "此外，明年还要修好东库的屋面；每季度请消防队来讲一次课。"
    >>> [told[a:b] for a, b in besides(told, 0, (0, len(told)))]
    ['修好东库的屋面', '每季度请消防队来讲一次课。']
    >>> besides("此外，还要做好年检；这是一条老规矩。", 0, (0, 18))
    []
    """
    end = span[1]
    if not is_besides(text[start:end]) or text.startswith("同时", start):
        return []  # 同时，… goes on with the plan before it
    if counted := _COUNTED_OUT.match(text, start, end):
        parts = list(parts_of(text, (counted.end(), end)))
        count = HAN.index(counted["count"].replace("两", "二")) + 1
        return parts if len(parts) == count else []
    begun = _FURTHER.match(text, *span)
    parts = list(parts_of(text, (begun.end(), end))) if begun else []
    is_each = all(is_meant(text[slice(*each)]) for each in parts[1:])
    return parts if len(parts) > 1 and is_each else []


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
