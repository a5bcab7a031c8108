"""A sentence whose fact has changed: only its figures and words that tell the change are other.

Where that is not possible the sentence is told anew; a person's own sentence never is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from drafter.document import Fact, Facts, fact_check
from drafter.document.genre import Genre
from drafter.drafting.gate import refusal, untold
from drafter.drafting.register import raised
from drafter.figures import Figure, figures
from drafter.grounding import support
from drafter.grounding.derived import derived
from drafter.grounding.index import FactFigure, FactIndex, FigureMention
from drafter.grounding.matching import same_amount
from drafter.redline.difference import edits
from drafter.text import OPEN_PLACE, blank, numerals

FIGURES = frozenset((*fact_check.FIGURES, "swap"))
Work = Callable[[Fraction, Fraction], Fraction | None]
_LEAST = 2  # characters that are looked for
_FINEST = 6  # decimals that are tried
_PER_CENT = 100


def unborne(text: str, facts: Sequence[str], genre: Genre, year: int | None) -> set[str]:
    """The figures of a text that no fact bears."""
    phrases = genre.phrases
    allowed = {*phrases.fixed, *phrases.formulas, *phrases.closings}
    plain = blank(OPEN_PLACE, text)
    found = support(plain, facts, allowed=allowed, year=year)
    return {each.text for each in found if each.kind in FIGURES}


def retold(text: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    """A sentence with its facts' changes made in place; None where that cannot be done.

    Args:
        text: the sentence.
        pairs: each changed fact that it tells, before and after.

    >>> retold("修建公路3条，共12.6公里。", [("修路3条，一共12.6公里", "修路3条，一共13.1公里")])
    '修建公路3条，共13.1公里。'
    >>> retold("修道路20公里。", [("修通村路12公里、产业路8公里", "修通村路13公里、产业路8公里")])
    '修道路21公里。'
    """
    for before, after in pairs:
        made = _told(text, before, after)
        if made is None:
            return None
        text = made
    return text


def _told(text: str, before: str, after: str) -> str | None:
    swaps = _swaps(before, after)
    if swaps is None:
        return None
    now = _swapped(text, swaps, before, after)
    bridge = _put(before, [(figure.span, new) for figure, new in swaps])
    return now if bridge == after else _reworded(now, bridge, after)


def _swaps(before: str, after: str) -> list[tuple[Figure, str]] | None:
    """The figures of a fact that are others now; None where they cannot be told apart."""
    old, new = figures(before, claims_only=False), figures(after, claims_only=False)
    if len(old) == len(new):
        pairs = list(zip(old, new, strict=True))
        if all(_is_kin(one, other) for one, other in pairs):
            return [(one, other.text) for one, other in pairs if one.text != other.text]
    units = [figure.unit for figure in old]
    if len(set(units)) == len(units) and {f.unit for f in new} == set(units):
        by_unit = {figure.unit: figure.text for figure in new}
        return [(f, by_unit[f.unit]) for f in old if by_unit[f.unit] != f.text]
    gone = [f for f in old if not any(same_amount(f, other) for other in new)]
    come = [f for f in new if not any(same_amount(f, other) for other in old)]
    return [] if not gone and not come else None


def _is_kin(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and (one.kind == other.kind or "mask" in (one.kind, other.kind))


def _swapped(text: str, swaps: Sequence[tuple[Figure, str]], before: str, after: str) -> str:
    """The sentence with the fact's new figures, and with what was worked out from the old ones."""
    said = figures(text, claims_only=False)
    made: list[tuple[tuple[int, int], str]] = []
    taken: set[int] = set()
    for old, new in swaps:
        at = _where(old, said, text, before, taken)
        if at is not None:
            taken.add(at)
            made.append((said[at].span, _form(said[at], old, new)))
    ledgers = FactIndex([before]), FactIndex([after])
    for at, figure in enumerate(said):
        if at in taken or any(same_amount(mark.figure, figure) for mark in ledgers[0].marks):
            continue
        worked_out = _worked_out(
            figure, FigureMention(numerals.fold(text), list(said), at), *ledgers
        )
        if worked_out:
            made.append((figure.span, worked_out))
    return _put(text, made)


def _where(
    old: Figure, said: Sequence[Figure], text: str, fact: str, taken: set[int]
) -> int | None:
    """The figure of the sentence that tells the fact's; of several the one in the likest words."""
    found = [n for n, each in enumerate(said) if n not in taken and same_amount(old, each)]
    if not found:
        found = [n for n, each in enumerate(said) if n not in taken and each.text == old.text]
    here = around(fact, old)
    return max(found, key=lambda n: len(here & around(text, said[n])), default=None)


def around(text: str, figure: Figure, reach: int = 10) -> frozenset[str]:
    """The characters near a figure, in its own clause."""
    start, end = figure.span
    before = re.split("[，；。：]", text[max(0, start - reach) : start])[-1]
    after = re.split("[，；。：]", text[end : end + reach])[0]
    return frozenset(re.findall("[\u4e00-\u9fff]", before + after))


def _form(said: Figure, old: Figure, new: str) -> str:
    """The new figure as the sentence writes figures: what it adds around the old one stays."""
    if old.text in said.text:
        return said.text.replace(old.text, new)
    core, fresh = (re.search(r"[\d.,]+", each) for each in (old.text, new))
    if core and fresh and core[0] in said.text:
        return said.text.replace(core[0], fresh[0])
    return new


def _worked_out(figure: Figure, scene: FigureMention, before: FactIndex, after: FactIndex) -> str:
    """A sum, difference, share or average of the old figures, of the new ones."""
    if figure.value is None or figure.day:
        return ""
    pair = derived(figure, scene, before)
    if pair is None or len(before.marks) != len(after.marks):
        return ""
    one, other = (after.marks[before.marks.index(mark)].figure.value for mark in pair)
    relation = _relation(figure.value, *pair)
    if relation is None or one is None or other is None:
        return ""
    value = relation(one, other)
    return _written(figure, value) if value is not None else ""


def _relation(value: Fraction, one: FactFigure, other: FactFigure) -> Work | None:
    """How `value` comes from two figures."""
    a, b = one.figure.value or Fraction(0), other.figure.value or Fraction(0)
    step = numerals.place(value) / 2
    for work in _WORKS:
        found = work(a, b)
        if found is not None and abs(found - value) <= step:
            return work
    return None


def _ratio(a: Fraction, b: Fraction) -> Fraction | None:
    return a / b if b else None


_WORKS: tuple[Work, ...] = (
    lambda a, b: a + b,
    lambda a, b: abs(a - b),
    lambda a, b: _ratio(a * _PER_CENT, b),
    lambda a, b: _ratio(b * _PER_CENT, a),
    lambda a, b: None if not b else abs(a - b) * _PER_CENT / b,
    lambda a, b: None if not a else abs(a - b) * _PER_CENT / a,
    _ratio,
    lambda a, b: _ratio(b, a),
)


def _written(figure: Figure, value: Fraction) -> str:
    """A value in the form of the figure that stood there."""
    core = re.search(r"\d[\d,]*(?:\.(\d+))?(万|亿)?", figure.text)
    if not core:
        return ""
    scale = {"万": 10**4, "亿": 10**8}.get(core[2] or "", 1)
    unit = Fraction(scale)
    if not core[2] and figure.value and core[0].replace(",", ""):
        shown = Fraction(core[0].replace(",", ""))
        unit = figure.value / shown if shown else unit
    exact = value / unit
    places = len(core[1] or "")
    if figure.kind not in ("percent", "point") and not re.search("平均|均", figure.text):
        while places < _FINEST and round(exact, places) != exact:
            places += 1
    digits = f"{float(round(exact, places)):.{places}f}"
    if "," in core[0]:
        whole, _, rest = digits.partition(".")
        digits = f"{int(whole):,}" + (f".{rest}" if rest else "")
    return figure.text.replace(core[0], digits + (core[2] or ""), 1)


def _put(text: str, made: Sequence[tuple[tuple[int, int], str]]) -> str:
    for (start, end), new in sorted(made, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _reworded(text: str, before: str, after: str) -> str | None:
    """The sentence with the words that changed in the fact; None where it tells them otherwise."""
    for gone, come in _words(before, after):
        pair = next(
            (
                (old, new)
                for old, new in ((gone, come), (raised(gone), raised(come)))
                if len(old) >= _LEAST and text.count(old) == 1
            ),
            None,
        )
        if pair is None:
            return None
        text = text.replace(*pair)
    return text


def _words(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What went and what came, each with enough around it to be found."""
    found = edits(before, after)
    at = 0
    while at < len(found):
        if found[at].kind == "keep":
            at += 1
            continue
        gone = come = ""
        lead = found[at - 1].text[-_LEAST:] if at else ""
        while at < len(found) and found[at].kind != "keep":
            gone += found[at].text if found[at].kind == "delete" else ""
            come += found[at].text if found[at].kind == "insert" else ""
            at += 1
        yield (gone, come) if len(gone) >= _LEAST else (lead + gone, lead + come)


def worse(
    old: str, new: str, facts: tuple[Sequence[Fact], Sequence[Fact]], sheets: tuple[Facts, Facts],
    genre: Genre, kind: str,
) -> str:  # fmt: skip
    """Why the gate refuses a sentence of which it let the old version pass; "" where it does not.

    Args:
        old: the sentence before.
        new: after.
        facts: those that it tells, before and after.
        sheets: all facts, before and after.
        genre: the kind of report.
        kind: of the sentence, for the gate.
    """
    reason = refusal(new, facts[1], sheets[1], genre, kind=kind)
    if reason and not refusal(old, facts[0], sheets[0], genre, kind=kind):
        return reason
    known = {fact.id for fact, _ in untold(facts[0], [old])}
    lost = [what for fact, what in untold(facts[1], [new]) if fact.id not in known]
    return f"没有写全：{lost[0]}" if lost else ""
