"""How a genre words its headings, labels and feedback, made ready for reading any text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.document import Role
from drafter.genre import Genre

_ENUMERATED = r"\s*(?:[一1]是|第一|首先|其一|（一）|\(一\)|一、|1[.．、]|①|\r?$|\n)"
_OPENING = re.compile(rf"[：:]|[，,](?={_ENUMERATED})", re.MULTILINE)  # every label ends so
_PART = r"[^，。；：:！？\s]"  # a character inside a clause
_VERB = 2  # characters of 针对, 围绕, 对照: how a measure turns to its shortcoming
_MOST = 0.5  # of a heading's characters, taken by label words, makes it that label
_SOME = 0.25  # is enough for measures once the shortcomings were told
_IN_TURN = (Role.MEASURE, Role.SHORTCOMING)  # what a heading may be, and what it then follows
_NEAR = 40  # characters at a line's start in which feedback is named


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a line that open the shortcomings or the measures: 改进措施：."""

    role: Role
    start: int
    end: int
    is_certain: bool  # worded as the genre words it; others need a likely place
    is_retort: bool  # begins like a measure: 针对以上不足，


@dataclass(frozen=True)
class Vocabulary:
    """A genre's words as patterns."""

    genre: Genre
    label: re.Pattern[str]
    feedback: re.Pattern[str]
    words: dict[Role, re.Pattern[str]]
    headings: frozenset[str]
    lacks: re.Pattern[str]  # how a shortcoming ends: 不够, 不强

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, genre: Genre) -> "Vocabulary":
        """The patterns of `genre`, compiled once."""
        shortcomings, measures = genre.shortcomings, genre.measures
        told = {
            Role.SHORTCOMING: _any_of(shortcomings.labels + shortcomings.groups),
            Role.MEASURE: _any_of(measures.labels + measures.groups),
            Role.FEEDBACK: _any_of(genre.feedback.groups + genre.feedback.keywords),
        }
        retort = _any_of(frame.partition("$")[0][:_VERB] for frame in measures.frames)
        label = (
            rf"(?<![^。！？；，,：\s])(?P<retort>(?:{retort}){_PART}{{0,14}}，)?{_PART}{{0,10}}?"
            rf"(?:(?:(?P<m>{_any_of(measures.labels)})|{_any_of(shortcomings.labels)})"
            rf"{_PART}{{0,4}}[：:](?P<certain>)"
            rf"|(?:(?P<loose>{told[Role.MEASURE]})|{told[Role.SHORTCOMING]})"
            rf"{_PART}{{0,14}}[：:，,](?={_ENUMERATED}))"
        )
        opening = re.escape(genre.feedback.opening.partition("$")[0])
        named = _any_of(genre.feedback.keywords)
        return cls(
            genre=genre,
            label=re.compile(label, re.MULTILINE),
            feedback=re.compile(rf"{opening}[12]\d{{3}}年|.{{0,{_NEAR}}}?(?:{named})"),
            words={role: re.compile(words) for role, words in told.items()},
            headings=frozenset(known for spec in genre.sections for known in spec.headings),
            lacks=re.compile(_any_of(shortcomings.lead_tails)),
        )

    def labels(self, line: str) -> Iterator[Label]:
        """Every label in `line`, on its own or before what it opens."""
        if not _OPENING.search(line):
            return
        for found in self.label.finditer(line):
            is_measure = found["m"] is not None or found["loose"] is not None
            yield Label(
                role=Role.MEASURE if is_measure else Role.SHORTCOMING,
                start=found.start(),
                end=found.end(),
                is_certain=found["certain"] is not None,
                is_retort=found["retort"] is not None,
            )

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
        if "，" not in heading and (label := self._label(heading, after)):
            return label
        weights = [
            self._weight(heading, spec.groups) + self._weight(head, spec.groups) for spec in specs
        ]
        if max(weights, default=0) == 0:
            weights = [self._weight(heading, spec.keywords) for spec in specs]
        best_weight = max(weights, default=0)
        return specs[weights.index(best_weight)].role if best_weight else ""

    def _label(self, heading: str, after: str) -> str:
        """The role whose label words take most of a heading, or open one they share."""
        taken = {role: self._taken(heading, role) for role in self.words}
        best = max(taken, key=lambda role: taken[role])
        if taken[best] and self.lacks.search(self.words[best].sub("", heading)):
            return ""  # 整改措施不够具体 is a shortcoming, not the measures
        if taken[best] >= (_SOME if (best, after) == _IN_TURN else _MOST):
            return best
        pair = (Role.SHORTCOMING, Role.MEASURE)
        if all(taken[role] for role in pair) and sum(taken[role] for role in pair) >= _MOST:
            return min(pair, key=lambda role: self._place(heading, role))
        return ""

    def _place(self, heading: str, role: Role) -> int:
        found = self.words[role].search(heading)
        return found.start() if found else len(heading)

    def knows(self, line: str) -> bool:
        """A line without a number that is a heading of the genre or a label all the same."""
        return line in self.headings or ("，" not in line and bool(self._label(line, "")))

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
