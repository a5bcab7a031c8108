"""That a rewritten report says all its original says, in the same place, and nothing else. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter import grounding
from drafter.document import Report, Role, views
from drafter.document.genre import Genre
from drafter.rewriting.original import NAMES, Old, counts, place_of
from drafter.text import MASK, OPEN, numerals, shorten, tight

_OTHER = re.compile(r"[\W_]+")  # marks and blanks, which a cleaning may change
_ADDRESS = re.compile(r"https?://[\w./?=&%#:~+@,;!-]+", re.ASCII)
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)")
SHOWN = 21  # characters of a sentence that is told


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared, and what does not hold."""

    facts: int
    kept: int  # facts that the new text tells in full
    lost: tuple[str, ...]  # facts, figures, quotes and masks that it does not
    invented: tuple[str, ...]  # what it says for certain and the original does not
    moved: tuple[str, ...] = ()  # sentences that stand in another part than before

    @property
    def holds(self) -> bool:
        """Whether nothing is lost, nothing invented, and nothing changed its part."""
        return not (self.lost or self.invented or self.moved)


def proof(old: Old, new: Report) -> Proof:
    """Compare the new text with the original's own sentences.

    Args:
        old: the original and its sentences.
        new: the rewritten report; its evidence says which sentence tells which.
    """
    by_fact: dict[str, list[str]] = {}
    for each in new.evidence:
        for id in each.facts:
            by_fact.setdefault(id, []).append(new.text[slice(*each.span)])
    covered = {fact.id: _is_kept(fact.text, by_fact.get(fact.id, [])) for fact in old.facts}
    gone = [fact.text for fact in old.facts if not covered[fact.id]]
    gone += _missing(old, new, by_fact)
    return Proof(
        len(old.facts),
        sum(covered.values()),
        tuple(gone),
        tuple(_invented(old, new)),
        (*_moved(old, new), *_recounted(old.report, new)),
    )


def _is_kept(fact: str, sentences: Sequence[str]) -> bool:
    if tight(fact) in tight("".join(sentences)):
        return True
    return grounding.coverage(fact, sentences).state == "full"


def is_read_alike(one: Report, other: Report) -> bool:
    """Whether both have the same words among the shortcomings, the measures and the feedback."""
    return _answers(one) == _answers(other)


def _answers(report: Report) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in views.sentences(report):
        place = place_of(each)
        if place in set(Role):
            found[place] = found.get(place, "") + _OTHER.sub("", each.text)
    return found


def _moved(old: Old, new: Report) -> Iterator[str]:
    """Sentences that are read in another part: a failing among the achievements, say."""
    for each in new.evidence:
        inside = [place_of(sentence) for sentence in views.within(new, each.span)]
        for id in each.facts:
            place = old.place(id)
            if OPEN not in new.text[slice(*each.span)] and any(now != place for now in inside):
                sentence = shorten(old.facts[id].text, SHOWN)
                yield f"{NAMES[place]}“{sentence}”"
                break


def _recounted(old: Report, new: Report) -> Iterator[str]:
    """Parts with more or fewer shortcomings or measures than before."""
    before, after = counts(old), counts(new)
    for place in ("shortcoming", "measure"):
        if before[place] != after[place]:
            yield f"{NAMES[place]}由 {before[place]} 条变为 {after[place]} 条"


def _missing(old: Old, new: Report, by_fact: Mapping[str, list[str]]) -> Iterator[str]:
    """Figures, quotes, names and masks of a sentence that what stands in its place has not."""
    whole = numerals.fold(tight(new.text))
    for id, sentence in old.told.items():
        rows = by_fact.get(id, [])
        if rows and sentence.text not in rows:
            yield from _unsupported(sentence.text, rows, whole, new.genre, old.facts.year)
    before, now = (Counter(MASK.findall(each)) for each in (old.report.text, new.text))
    yield from (f"{mask}（{count}处）" for mask, count in (before - now).items())
    yield from (each for each in addresses(old.original) if each not in new.text)


def addresses(text: str) -> tuple[str, ...]:
    """The addresses that a reader can go to, those of pictures apart.

    >>> addresses("地址：[代码](https://a.cn/c)，![图](http://a.cn/t.png)。")
    ('https://a.cn/c',)
    """
    told = _PICTURE.sub("", text) if "://" in text else ""
    return tuple(each.rstrip(".,;:!?") for each in _ADDRESS.findall(told))


def _invented(old: Old, new: Report) -> Iterator[str]:
    """What a new sentence claims beyond the old ones that it tells; an open place claims nothing.

    Only what was changed is compared, so that the time grows with the text.
    """
    whole = numerals.fold(tight(old.report.text))
    for each in new.evidence:
        text = new.text[slice(*each.span)]
        rows = [old.told[id].text for id in each.facts]
        if text not in rows and OPEN not in text:
            yield from _unsupported(text, rows, whole, new.genre, old.facts.year)


def _unsupported(
    text: str, facts: Sequence[str], whole: str, genre: Genre, year: int | None
) -> Iterator[str]:
    """What `text` says for certain and `facts` do not; what `whole` has word for word passes."""
    allowed = (*genre.phrases.fixed, *genre.phrases.formulas)
    for each in grounding.support(text, facts, allowed=allowed, year=year):
        if each.certain and numerals.fold(tight(each.text)) not in whole:
            yield each.text
