"""Which fact of a changed sheet is which of the old one."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from drafter.document import Fact, Facts
from drafter.document import genre as genres
from drafter.errors import BadInput
from drafter.grounding.fact_coverage import likeness
from drafter.readers.placement import place
from drafter.text import tight

ALIKE = 0.55  # of two facts' characters that are the same where one is the other, changed
RECOGNISED = 0.2  # of a report's facts that a sheet has to hold to be its sheet
# Of two facts of one sheet 95 in 100 share less (6105 pairs); a fact told anew shares 0.36 or more.
_SAME_MATTER = 0.25
MayReplace = Callable[[Fact, str], bool]
_ORDER = re.compile(r"(F\d+)=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SheetChanges:
    """A sheet before and after; the facts of both bear the ids of the new one."""

    old: Facts
    new: Facts
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    renamed: Mapping[str, str] | None = None  # ids as they were -> as they are

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.withdrawn)


def ordered(
    facts: Facts, orders: Iterable[str], may_replace: MayReplace = lambda _, __: False
) -> SheetChanges:
    """The sheet with what `--fact F7=…` says: changed, withdrawn where it is empty, or added.

    Args:
        facts: the sheet.
        orders: as they were written.
        may_replace: whether a fact may become one about another matter, which most often is a
            wrong number.

    Raises:
        BadInput: it names no fact, is not of this form, or is about another matter.
    """
    known = {fact.id: fact for fact in facts}
    last = max((int(id[1:]) for id in known if id[1:].isdecimal()), default=0)
    changed, added, withdrawn = list[str](), list[str](), list[str]()
    for order in orders:
        found = _ORDER.fullmatch(order.strip())
        if not found:
            raise BadInput(f"看不懂“{order}”", hint='写成 --fact F7="新的要点"，等号后为空是撤下')
        id, text = found[1], found[2].strip().strip("“”\"'")
        if id not in known and (id != f"F{last + 1}" or not text):
            hint = f"编号见 drafter rounds；新加一条写 F{last + 1}=…"
            raise BadInput(f"报告里没有编号为“{id}”的要点", hint=hint)
        if id not in known:
            last += 1
            placed = place(text, "", genres.load(facts.genre))  # 不足：…, as in a sheet
            known[id] = Fact(id, placed.text, placed.role)
            added.append(id)
        elif not text:
            withdrawn.append(id)
        elif tight(text) != tight(known[id].text):
            if _is_another(known[id].text, text) and not may_replace(known[id], text):
                hint = f"编号写错了就改；新加一条写 F{last + 1}=…；真要换成这条，加 --replace"
                raise BadInput(f"{id} 原是“{known[id].text}”，新写的像是另一件事", hint=hint)
            known[id] = replace(known[id], text=text)
            changed.append(id)
    items = tuple(fact for id, fact in known.items() if id not in withdrawn)
    new = replace(facts, items=items)
    return SheetChanges(facts, new, tuple(changed), tuple(added), tuple(withdrawn))


def _is_another(before: str, after: str) -> bool:
    """Whether two texts have so few words in common that they are about two matters."""
    return max(likeness(before, after), likeness(after, before)) < _SAME_MATTER


def compared(old: Facts, new: Facts, source: str) -> SheetChanges:
    """A whole sheet against the one that the report was written from.

    Raises:
        BadInput: they have next to nothing in common.
    """
    pairs = _pairs(old, new)
    if len(pairs) < RECOGNISED * len(old):
        raise BadInput(
            f"{source} 和报告对不上：{len(old)} 条要点里只认出 {len(pairs)} 条",
            hint="换成写这份报告的要点文件",
        )
    back = {id: before for before, id in pairs.items()}
    last = max((int(re.sub(r"\D", "", fact.id) or 0) for fact in new), default=0)
    left = [fact for fact in old if fact.id not in pairs]
    away = {fact.id: f"F{last + n}" for n, fact in enumerate(left, 1)}
    renamed = {**pairs, **away}
    roles = {fact.id: fact.role for fact in old}
    before = replace(old, items=tuple(replace(fact, id=renamed[fact.id]) for fact in old))
    items = tuple(
        replace(fact, role=fact.role or roles.get(back.get(fact.id, ""), "")) for fact in new
    )
    after = replace(new, items=items)
    changed = tuple(
        fact.id
        for fact in new
        if fact.id in back and tight(fact.text) != tight(old[back[fact.id]].text)
    )
    added = tuple(fact.id for fact in new if fact.id not in back)
    return SheetChanges(before, after, changed, added, tuple(away.values()), renamed)


def _pairs(old: Facts, new: Facts) -> dict[str, str]:
    """Old ids to new ones: the same words first, then the most alike."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    same: dict[str, list[str]] = {}
    for fact in new:
        same.setdefault(tight(fact.text), []).append(fact.id)
    for fact in old:
        if ids := same.get(tight(fact.text)):
            found[fact.id] = ids.pop(0)
            taken.add(found[fact.id])
    rest = [fact for fact in new if fact.id not in taken]
    scores = [
        (alike(one.text, other.text), one.id, other.id)
        for one in old
        if one.id not in found
        for other in rest
    ]
    for score, one, another in sorted(scores, key=lambda row: -row[0]):
        if score >= ALIKE and one not in found and another not in taken:
            found[one] = another
            taken.add(another)
    return found


_FIGURE = re.compile(r"[\d.,]+")


def alike(one: str, other: str) -> float:
    """The share of characters that two facts have in common, figures counted as one each."""
    a, b = (_FIGURE.sub("0", tight(text)) for text in (one, other))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
