"""That a rewritten report says all its original says, and nothing else. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from drafter import grounding, numerals
from drafter.document import Facts, Report
from drafter.genre import Genre
from drafter.rewriting.cleaning import cleaned
from drafter.text import MASK, sentences, tight

_OPEN = "〔待补"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared, and what does not hold."""

    facts: int
    kept: int  # facts that the new text tells in full
    lost: tuple[str, ...]  # facts, figures, quotes and masks that it does not
    invented: tuple[str, ...]  # what it says for certain and the original does not

    @property
    def holds(self) -> bool:
        """Whether nothing is lost and nothing invented."""
        return not self.lost and not self.invented


def proof(original: str, facts: Facts, new: Report) -> Proof:
    """Compare the new text with the original's own sentences.

    Args:
        original: the old text, as it was written.
        facts: what was taken from it.
        new: the rewritten report.
    """
    genre = new.genre
    before = cleaned(original, genre)
    told = [new.text[slice(*span)] for span in sentences(new.text)]
    covered = {
        fact.id: grounding.coverage(fact.text, told).state == "full" or _stands(fact.text, new.text)
        for fact in facts
    }
    gone = [fact.text for fact in facts if not covered[fact.id]]
    gone += _missing(before, new, genre, facts.year)
    return Proof(
        len(facts), sum(covered.values()), tuple(gone), _invented(before, new, genre, facts.year)
    )


def _stands(words: str, text: str) -> bool:
    return tight(words) in tight(text)


def _missing(before: str, new: Report, genre: Genre, year: int | None) -> list[str]:
    """Figures, quotes, names and masks of the original that the new text has not."""
    found = _unsupported(before, [new.text], genre, year)
    old, now = (Counter(MASK.findall(each)) for each in (before, new.text))
    return [*found, *(f"{mask}（{count}处）" for mask, count in (old - now).items())]


def _invented(before: str, new: Report, genre: Genre, year: int | None) -> tuple[str, ...]:
    """What the new text claims; a sentence with an open place proposes and claims nothing."""
    lines = [line for line in before.split("\n") if line.strip()]
    told = [new.text[slice(*span)] for span in sentences(new.text)]
    claimed = "\n".join(sentence for sentence in told if _OPEN not in sentence)
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
