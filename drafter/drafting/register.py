"""Words as people jot them down, raised to those of a report; what is said stays the same. Pure.

Every rule is data (`data/register.toml`) and carries the example that it is tested by. Figures,
masks, names, and what stands in quotation marks are never touched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.schema import table
from drafter.text import Span, overlap

_KEPT = re.compile(r"“[^”]*”|‘[^’]*’|《[^》]*》|「[^」]*」|『[^』]*』|〔[^〕]*〕|\"[^\"]*\"")
_FIGURE = re.compile(r"[\d０-９.,．%％*＊]*[\d０-９%％*＊]")
_ROUNDS = 4  # a raised word can let another rule see more: 盖了 is 建成, then its noun goes first
_ENOUGH = 4096  # texts remembered


@dataclass(frozen=True, slots=True)
class WordingRule:
    """A wording, what takes its place, and the examples that show both."""

    said: str  # a pattern; {word} stands for a list of `Register.words`
    told: str  # may name the pattern's groups
    example: tuple[str, str]  # as jotted down, and raised by all rules together
    stays: tuple[str, ...] = ()  # wordings that only look alike


@dataclass(frozen=True, slots=True)
class Register:
    """All rules, in the order in which they work."""

    words: dict[str, str]  # lists that several patterns share
    rules: tuple[WordingRule, ...]


@lru_cache(maxsize=_ENOUGH)
def raised(text: str) -> str:
    """The text with colloquial words raised to official ones and its meaning kept exactly.

    >>> raised("修了3条通村公路，一共12.6公里")
    '修建通村公路3条，共12.6公里'
    >>> raised("没替亲友打过工程招呼"), raised("没有35岁以下后备干部")
    ('未替亲友打过工程招呼', '没有35岁以下后备干部')
    """
    for _ in range(_ROUNDS):
        before = text
        for pattern, told in _patterns():
            text = _apply(pattern, told, text)
        if text == before:
            break
    return text


@cache
def load() -> Register:
    """The register's rules.

    Raises:
        BadInput: the file lacks a key, has one too many or a value of the wrong type.
    """
    return table(Register, "register")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    known = load()
    return tuple((re.compile(_spelled(rule.said, known.words)), rule.told) for rule in known.rules)


def _spelled(said: str, words: dict[str, str]) -> str:
    """The pattern with every {word} replaced by its list."""
    for name, listed in words.items():
        said = said.replace(f"{{{name}}}", "(?:" + "|".join(listed.split()) + ")")
    return said


def _apply(pattern: re.Pattern[str], told: str, text: str) -> str:
    """One rule, wherever it touches neither a quotation nor a figure."""
    if not pattern.search(text):  # so for nearly every rule: nothing else has to be known then
        return text
    kept = list(_quoted(text))

    def change(found: re.Match[str]) -> str:
        new = found.expand(told)
        inside = any(overlap(span, found.span()) for span in kept)
        is_kept = inside or _is_told(text, found.start(), new) or not _same_figures(found[0], new)
        return found[0] if is_kept else new

    return pattern.sub(change, text)


def _is_told(text: str, start: int, new: str) -> bool:
    """The raised word stands there already, begun before what was found: 过了 in 通过了验收."""
    return any(text.startswith(new, start - back) for back in range(1, min(start + 1, len(new))))


def _quoted(text: str) -> Iterator[Span]:
    for found in _KEPT.finditer(text):
        yield found.span()


def _same_figures(old: str, new: str) -> bool:
    return _FIGURE.findall(old) == _FIGURE.findall(new)
