"""What opens a part of a text, and what is settled once all of it is read."""

from dataclasses import dataclass, replace

from drafter.document import Role
from drafter.document.parsing.joints import Joint
from drafter.document.parsing.series import SourceLine
from drafter.document.parsing.vocabulary import APART, LABELS, Vocabulary

_NAMED = 20  # characters of a label that may be a heading
_ALIKE = 2  # headings that look like each other


@dataclass(frozen=True, slots=True)
class Opening:
    """A place where a part begins; its text follows `end`."""

    role: str
    start: int
    end: int  # of the heading or label
    ordinal: int = 0
    title: str = ""  # its words, where they name the part
    is_heading: bool = False  # opens a section
    is_whole: bool = False  # what stands below is one point
    is_sentence: bool = False  # only what its sentences tell shows it
    is_within: bool = False  # a heading below that of the part, which goes on
    joint: Joint | None = None  # before a measure, or behind one and the next shortcoming


def alike(made: list[Opening], lines: tuple[SourceLine, ...]) -> list[Opening]:
    """With labels as headings where they look like all of these: a line, a colon at its end."""
    whole = {line.span[0]: line for line in lines if line.text.endswith(("：", ":"))}
    told = [each for each in made if each.is_heading]
    labels = [
        each
        for each in made
        if each.role in LABELS
        and not each.is_heading
        and each.start in whole
        and each.end == whole[each.start].span[1]
        and each.end - each.start <= _NAMED
    ]
    is_once = len({each.role for each in labels}) == len(labels)
    if len(told) < _ALIKE or not is_once or not all(each.start in whole for each in told):
        return made
    better = {
        each.start: replace(each, is_heading=True, title=whole[each.start].text[:-1])
        for each in labels
    }
    return [better.get(each.start, each) for each in made]


def settled(made: list[Opening]) -> list[Opening]:
    """Without joints that are no more than a mark or a word, where measures have a part."""
    if not any(each.role == Role.MEASURE and each.title and not each.joint for each in made):
        return made
    return [each for each in made if not each.joint or each.joint.is_sure]


def placed(made: list[Opening], lines: tuple[SourceLine, ...], words: Vocabulary) -> list[Opening]:
    """With a role for headings whose words did not tell, by place and by what stands below.

    At least half of the headings have to stand where the genre has them, and no known one
    elsewhere; then the place is believed where the text below speaks of it.
    """
    told = [each for each in made if each.is_heading and each.role not in LABELS]
    roles = words.genre.roles
    if len(told) != len(roles):
        return made
    named = [each.role for each in told]
    twice = [role for role in named if role and named.count(role) > 1]
    told_right = sum(own == usual for own, usual in zip(named, roles, strict=True))
    better: dict[int, Opening] = {}
    for each, usual in zip(told, roles, strict=True):
        if each.role == usual:
            continue
        if each.role == APART or (each.role and each.role not in twice) or usual in named:
            return made
        better[each.start] = replace(each, role=usual)
    if 2 * told_right < len(roles):
        return made
    if len(better) == 1:  # all others stand where they belong
        return [better.get(each.start, each) for each in made]
    until = [*(each.start for each in made), lines[-1].span[1]] if lines else []
    spoken = {
        start
        for start, each in better.items()
        if words.speaks_of(each.role, _below(each, lines, until))
    }
    return [better[each.start] if each.start in spoken else each for each in made]


def _below(opening: Opening, lines: tuple[SourceLine, ...], until: list[int]) -> str:
    """The lines between an opening and the next."""
    end = next((place for place in until if place > opening.start), opening.end)
    return "\n".join(line.text for line in lines if opening.end <= line.span[0] < end)
