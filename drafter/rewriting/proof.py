"""That a rewritten report says all its original says, in the same place, and nothing else. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter import grounding, numerals, reading
from drafter.document import Report, Role
from drafter.genre import Genre
from drafter.rewriting.old import NAMES, OPEN, Old, counts, place_of
from drafter.text import MASK, length, sentences, tight

_OTHER = re.compile(r"[\W_]+")  # marks and blanks, which a cleaning may change
SHOWN = 20  # characters of a sentence that is told


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
    genre, year = new.genre, old.facts.year
    before = old.report.text
    told: dict[str, list[str]] = {}
    for each in new.evidence:
        for id in each.facts:
            told.setdefault(id, []).append(new.text[slice(*each.span)])
    covered = {
        fact.id: grounding.coverage(fact.text, told.get(fact.id, [])).state == "full"
        or tight(fact.text) in tight("".join(told.get(fact.id, [])))
        for fact in old.facts
    }
    gone = [fact.text for fact in old.facts if not covered[fact.id]]
    gone += _missing(before, new, genre, year)
    return Proof(
        len(old.facts),
        sum(covered.values()),
        tuple(gone),
        _invented(before, new, genre, year),
        (*_moved(old, new), *_recounted(old.report, new)),
    )


def is_read_alike(one: Report, other: Report) -> bool:
    """Whether both have the same words among the shortcomings, the measures and the feedback."""
    return _answers(one) == _answers(other)


def _answers(report: Report) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in reading.sentences(report):
        place = place_of(each)
        if place in set(Role):
            found[place] = found.get(place, "") + _OTHER.sub("", each.text)
    return found


def _moved(old: Old, new: Report) -> Iterator[str]:
    """Sentences that are read in another part: a failing among the achievements, say."""
    for each in new.evidence:
        inside = [place_of(told) for told in reading.within(new, each.span)]
        for id in each.facts:
            place = old.place(id)
            if OPEN not in new.text[slice(*each.span)] and any(now != place for now in inside):
                words = old.facts[id].text
                told = words if length(words) <= SHOWN else words[:SHOWN] + "…"
                yield f"{NAMES[place]}“{told}”"
                break


def _recounted(old: Report, new: Report) -> Iterator[str]:
    """Parts with more or fewer shortcomings or measures than before."""
    before, after = counts(old), counts(new)
    for place in ("shortcoming", "measure"):
        if before[place] != after[place]:
            yield f"{NAMES[place]}由 {before[place]} 条变为 {after[place]} 条"


def _missing(before: str, new: Report, genre: Genre, year: int | None) -> list[str]:
    """Figures, quotes, names and masks of the original that the new text has not."""
    found = _unsupported(before, [new.text], genre, year)
    old, now = (Counter(MASK.findall(each)) for each in (before, new.text))
    return [*found, *(f"{mask}（{count}处）" for mask, count in (old - now).items())]


def _invented(before: str, new: Report, genre: Genre, year: int | None) -> tuple[str, ...]:
    """What the new text claims; a sentence with an open place proposes and claims nothing."""
    lines = [line for line in before.split("\n") if line.strip()]
    told = [new.text[slice(*span)] for span in sentences(new.text)]
    claimed = "\n".join(sentence for sentence in told if OPEN not in sentence)
    return _unsupported(claimed, lines, genre, year)


def _unsupported(
    text: str, facts: Sequence[str], genre: Genre, year: int | None
) -> tuple[str, ...]:
    """What `text` says for certain and `facts` do not, letter for letter."""
    allowed = (*genre.phrases.fixed, *genre.phrases.formulas)
    whole = numerals.fold(tight("\n".join(facts)))
    return tuple(
        each.text
        for each in grounding.support(text, facts, allowed=allowed, year=year)
        if each.certain and numerals.fold(tight(each.text)) not in whole
    )
