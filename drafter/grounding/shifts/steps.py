"""How far a figure went told as where it ended; so much a day told as so much a month. Pure."""

import re
from collections.abc import Iterator

from drafter.grounding.clauses import clause_at
from drafter.grounding.shifts.compared import ComparedText, Shift

_WAY = (
    r"(?:下降|减少|降低|回落|下滑|缩短|压减|压缩|精简|下调|缩减|收窄|上调|增长|增加|提高|提升|上升|上涨|扩大|增收"
    r"|[增升降减缩涨](?=[到至为]))"
)
_ROUND = r"(?:约|近|超过?|不到|逾)?"
_FIGURE = r"(?P<figure>\d[\d.,]*)(?![\d.])"
_END = re.compile(rf"{_WAY}(?:到|至|为|成)了?{_ROUND}{_FIGURE}")
_SPAN = re.compile(rf"{_WAY}了?{_ROUND}{_FIGURE}")
_FAMILIES = ("增升提涨扩上", "降减缩压回下精收")


def find_steps(case: ComparedText) -> Iterator[Shift]:
    """增长2倍 told as 增长到2倍, and the other way round: one is a change, the other its end."""
    for known, other in ((_END, _SPAN), (_SPAN, _END)):
        told = {each["figure"]: each[0] for fact in case.facts for each in known.finditer(fact)}
        also = {each["figure"] for fact in case.facts for each in other.finditer(fact)}
        for hit in other.finditer(case.bare):
            stated = told.get(hit["figure"])
            if stated and hit["figure"] not in also and _family(stated) == _family(hit[0]):
                message = f"事实是“{stated}”，不能写成“{hit[0]}”：一个说变到多少，一个说变了多少"
                yield Shift(hit.span(), hit[0], "direction", message)


def _family(change: str) -> int:
    """Whether a change goes up or down."""
    return next((at for at, signs in enumerate(_FAMILIES) if change[0] in signs), -1)


_PER = re.compile(
    r"每个?(?P<per>天|日|周|星期|月|季度|季|年)[^，。；、\d每]{0,8}?(?P<figure>\d[\d.,]*)"
    r"|(?P<first>\d[\d.,]*)[^，。；、\d/]{0,3}/(?P<unit>天|日|周|星期|月|季度|季|年)"
)
_SAME = {"日": "天", "星期": "周", "季": "季度"}


def find_rates(case: ComparedText) -> Iterator[Shift]:
    """每天12人 told as 每月12人: as much, and in another time."""
    known: dict[str, set[str]] = {}
    for fact in case.facts:
        for each in _PER.finditer(fact):
            known.setdefault(_counted(each), set()).add(_time(each))
    for hit in _PER.finditer(case.bare):
        own = known.get(_counted(hit), set())
        if own and _time(hit) not in own:
            message = f"事实是每{'、每'.join(sorted(own))}{_counted(hit)}，不是“{hit[0]}”"
            clause = clause_at(case.bare, hit.start())
            yield Shift(clause.span, clause.text, "basis", message)


def _counted(rate: re.Match[str]) -> str:
    return rate["figure"] or rate["first"]


def _time(rate: re.Match[str]) -> str:
    word = rate["per"] or rate["unit"]
    return _SAME.get(word, word)
