"""How a genre words its headings, labels and feedback, made ready for reading any text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from drafter.document import Role
from drafter.genre import Genre

_ENUMERATED = r"\s*(?:[一1]是|第一|首先|其一|（一）|\(一\)|一、|1[.．、]|①|\r?$|\n)"
_PART = r"[^，。；：:！？\s]"  # a character inside a clause
_RUN = 30  # characters; a label's clause is not longer
_MOST = 0.5  # of a heading's characters, taken by label words, makes it that label
_SOME = 0.25  # is enough for measures once the shortcomings were told
_NEAR = 40  # characters at a line's start in which feedback is named


@dataclass(frozen=True)
class Label:
    """Words in the text that open the shortcomings or the measures."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True)
class Vocabulary:
    """A genre's words as patterns."""

    genre: Genre
    label: re.Pattern[str]
    feedback: re.Pattern[str]
    retorts: tuple[str, ...]  # how a measure begins: 针对, 对照
    words: dict[Role, re.Pattern[str]]

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, genre: Genre) -> "Vocabulary":
        """The patterns of `genre`, compiled once."""
        told = {
            Role.SHORTCOMING: genre.shortcomings.labels + genre.shortcomings.groups,
            Role.MEASURE: genre.measures.labels + genre.measures.groups,
            Role.FEEDBACK: genre.feedback.groups + genre.feedback.keywords,
        }
        strict = [_any_of(m.labels) for m in (genre.measures, genre.shortcomings)]
        loose = [_any_of(told[r]) for r in (Role.MEASURE, Role.SHORTCOMING)]
        clause = rf"(?<![^。！？；，,：\s]){_PART}{{0,10}}?"
        label = (
            rf"{clause}(?:(?P<m>{strict[0]})|(?P<s>{strict[1]})){_PART}{{0,4}}[：:]"
            rf"|{clause}(?:(?P<lm>{loose[0]})|(?P<ls>{loose[1]})){_PART}{{0,14}}"
            rf"(?:[：:，,](?={_ENUMERATED}))"
        )
        opening = re.escape(genre.feedback.opening.partition("$")[0])
        named = _any_of(genre.feedback.keywords)
        heads = {frame.partition("$")[0][:2] for frame in genre.measures.frames}
        return cls(
            genre=genre,
            label=re.compile(label, re.MULTILINE),
            feedback=re.compile(
                rf"(?:{opening}[12]\d{{3}}年|.{{0,{_NEAR}}}?(?:{named}))" if opening else named
            ),
            retorts=tuple(sorted(head for head in heads if len(head) == 2)),  # noqa: PLR2004 - two Han make a verb
            words={role: re.compile(_any_of(words)) for role, words in told.items()},
        )

    def labels(self, text: str) -> Iterable[Label]:
        """Where shortcomings or measures are opened inside a line: 改进措施：一是…."""
        seen = False
        for found in self.label.finditer(text):
            is_measure = bool(found["m"] or found["lm"])
            is_retort = seen and found[0].startswith(self.retorts)
            seen = True
            role = Role.MEASURE if is_measure or is_retort else Role.SHORTCOMING
            yield Label(role, *found.span())

    def opens_feedback(self, line: str) -> bool:
        """A paragraph that begins by naming last year's feedback."""
        found = self.feedback.match(line)
        return found is not None and found.end() <= _NEAR + len(self.genre.feedback.opening)

    def role(self, heading: str, *, after: str = "") -> str:
        """The role a heading's words give it, "" when they give none.

        Args:
            heading: without its number.
            after: the role before it, which tells what may come next.
        """
        specs = self.genre.sections
        head = heading.partition("，")[0]
        for spec in specs:
            if any(head == known.partition("，")[0] for known in spec.headings):
                return spec.role
        if "，" not in heading:
            least = {Role.MEASURE: _SOME if after == Role.SHORTCOMING else _MOST}
            best = max(self.words, key=lambda role: self._taken(heading, role))
            if self._taken(heading, best) >= least.get(best, _MOST):
                return best
        weights = [
            self._weight(heading, spec.groups) + self._weight(head, spec.groups) for spec in specs
        ]
        if max(weights, default=0) == 0:
            weights = [self._weight(heading, spec.keywords) for spec in specs]
        best_weight = max(weights, default=0)
        return specs[weights.index(best_weight)].role if best_weight else ""

    def knows(self, line: str) -> bool:
        """A line without a number that is a heading of the genre or a label all the same."""
        heads = {known for spec in self.genre.sections for known in spec.headings}
        return line in heads or ("，" not in line and self.role(line) in self.words)

    def _taken(self, heading: str, role: Role) -> float:
        """The share of a heading's characters that are label words of `role`."""
        taken = sum(len(found) for found in self.words[role].findall(heading))
        return taken / max(len(heading), 1)

    @staticmethod
    def _weight(text: str, words: tuple[str, ...]) -> int:
        """Long words say more than short ones."""
        return sum(len(word) ** 2 for word in words if word in text)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; of none it matches nothing."""
    told = sorted({word.rstrip("：") for word in words if len(word) > 1}, key=len, reverse=True)
    return "|".join(map(re.escape, told)) or r"(?!)"
