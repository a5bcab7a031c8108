"""Which measure of a report answers which of its shortcomings."""

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import replace

from drafter import pairing as pairings
from drafter.document import Point, Report, Role
from drafter.document.forms import form
from drafter.document.once import once
from drafter.document.parsing.prose import is_besides
from drafter.document.parsing.vocabulary import Vocabulary
from drafter.text import OPEN_PLACE

_MOST = 40  # shortcomings or measures that are compared with each other
_FAR = 1_000  # characters of each


@once
def pairing(report: Report) -> pairings.Pairing | None:
    """Which measure answers which shortcoming; none where either is missing.

    Comparing all with all grows with the square, so only as many are read as people write.
    """
    told, measures = report.shortcomings, report.measures
    if not told or not measures or max(len(told), len(measures)) > _MOST:
        return None
    rows, columns = (
        [OPEN_PLACE.sub("", each.text[:_FAR]) for each in part] for part in (told, measures)
    )
    if inside := _turns_inside(report):
        return _in_turn(rows, columns, inside)
    if parts := _by_part(report, rows, columns):
        return _in_turn(rows, columns, parts)
    answers = _without_besides(report)
    turns = _turns(told, answers)
    if turns and (len(turns) < len(told) or _share_a_line(told, answers, turns)):
        return _in_turn(rows, columns, turns)
    if len(told) <= len(answers) and _take_turns(told, answers):  # what is more is told behind
        found = pairings.pair(rows, columns[: len(rows)])
        more = tuple(range(len(rows), len(columns)))
        return replace(_beside(found), orphans=(*found.orphans, *more))
    return _by_aspect(pairings.pair(rows, columns), report)


def _beside(found: pairings.Pairing) -> pairings.Pairing:
    """Each measure stands behind its shortcoming: a single other one is no better.

    Only where measures have visibly changed places does the author seem to have mixed them up.
    """
    if found.swapped:
        return found
    return replace(found, pairs=tuple(replace(each, better=None) for each in found.pairs))


def _by_aspect(found: pairings.Pairing, report: Report) -> pairings.Pairing:
    """With what answers the aspect that a shortcoming is told of, where aspects are answered.

    As many measures as aspects, and whatever shortcoming has one has that of its aspect; or
    aspects are answered in order and no measure is left, so that a shortcoming without one can
    only have the single one of its aspect.
    """
    aspects = [
        point.span[0]
        for section in report.sections
        if section.role == Role.SHORTCOMING
        for point in section.points
    ]
    own = [bisect_right(aspects, each.span[0]) - 1 for each in report.shortcomings]
    if not 1 < len(aspects) <= len(report.measures) < len(report.shortcomings):
        return found
    if len(aspects) < len(report.measures):
        return _by_neighbours(found, own)
    told = [(own[at], to) for at, to in enumerate(found.assignment) if to is not None]
    if min(own) < 0 or any(one != other for one, other in told):
        return found
    return replace(
        found,
        pairs=tuple(
            replace(each, better=own[each.shortcoming]) if each.measure is None else each
            for each in found.pairs
        ),
    )


def _by_neighbours(found: pairings.Pairing, aspects: list[int]) -> pairings.Pairing:
    """With the single measure of its aspect for a shortcoming that has none.

    Args:
        found: the pairs by what they share.
        aspects: the number of each shortcoming's aspect.
    """
    held: dict[int, set[int]] = {}
    for each in found.pairs:
        measure = each.measure if each.better is None else each.better
        if measure is not None:
            held.setdefault(aspects[each.shortcoming], set()).add(measure)
    in_order = [measure for aspect in sorted(held) for measure in sorted(held[aspect])]
    is_ordered = all(one < other for one, other in itertools.pairwise(in_order))
    if min(aspects) < 0 or found.orphans or not is_ordered or {*held} != {*aspects}:
        return found
    return replace(
        found,
        pairs=tuple(
            replace(each, better=min(own))
            if each.measure is None and len(own := held[aspects[each.shortcoming]]) == 1
            else each
            for each in found.pairs
        ),
    )


def _turns_inside(report: Report) -> dict[int, int]:
    """The measures that stand behind shortcomings in their own section; others have another."""
    told, measures = report.shortcomings, report.measures
    starts = [section.span[0] for section in report.sections]
    first = bisect_right(starts, told[0].span[0])
    end = starts[first] if 0 < first < len(starts) else -1
    inside = tuple(each for each in measures if told[0].span[0] <= each.span[0] < end)
    is_apart = all(each.span[0] < end for each in told) and len(inside) < len(measures)
    return _turns(told, inside) if is_apart and inside == measures[: len(inside)] else {}


def _by_part(report: Report, rows: list[str], columns: list[str]) -> dict[int, int]:
    """Each measure by the shortcoming that it answers, where parts of work tell both.

    As many of either stand in each such part, and in one of them several do.
    """
    starts = [section.span[0] for section in report.sections]
    told, meant = (
        [bisect_right(starts, each.span[0]) for each in points]
        for points in (report.shortcomings, report.measures)
    )
    parts = sorted({*told})
    is_each = all(told.count(each) == meant.count(each) for each in parts)
    if len(parts) in (1, len(told)) or not is_each:
        return {}
    found: dict[int, int] = {}
    for part in parts:
        lacks = [at for at, each in enumerate(told) if each == part]
        plans = [at for at, each in enumerate(meant) if each == part]
        inside = pairings.pair([rows[at] for at in lacks], [columns[at] for at in plans])
        found |= {
            lacks[x.shortcoming]: plans[x.shortcoming if x.better is None else x.better]
            for x in inside.pairs
        }
    return found


def _without_besides(report: Report) -> tuple[Point, ...]:
    """The measures without the last ones, where their paragraph says they are besides: 另外，…

    Not one that answers a shortcoming of the same paragraph.
    """
    kept = report.measures
    own = {each.paragraph for each in report.shortcomings}
    while kept and (at := kept[-1].paragraph) not in own and is_besides(report.paragraphs[at].text):
        kept = kept[:-1]
    return kept


def _take_turns(told: tuple[Point, ...], measures: tuple[Point, ...]) -> bool:
    """Each shortcoming has its measure behind it, in a table or line by line."""
    beside = [each for pair in zip(told, measures, strict=False) for each in pair]
    return all(one.span < other.span for one, other in itertools.pairwise(beside))


def _turns(told: tuple[Point, ...], measures: tuple[Point, ...]) -> dict[int, int]:
    """Each measure by the shortcoming that it stands behind, where no two stand behind one."""
    starts = [point.span[0] for point in told]
    if any(one > other for one, other in itertools.pairwise(starts)):
        return {}
    found = {bisect_left(starts, each.span[0]) - 1: at for at, each in enumerate(measures)}
    behind_all = [each for each in measures if each.span[0] > starts[-1]]
    if len(found) < len(measures) and len(behind_all) == len(measures) - len(found) + 1:
        found[len(told) - 1] = measures.index(behind_all[0])  # others close the part
    else:
        behind_all = []
    is_told = len(found) + max(0, len(behind_all) - 1) == len(measures)
    return found if is_told and len(found) > 1 and min(found) >= 0 else {}


def _share_a_line(
    told: tuple[Point, ...], measures: tuple[Point, ...], turns: dict[int, int]
) -> bool:
    """All is told in one paragraph, each measure behind its shortcoming."""
    near = [told[at].paragraph == measures[to].paragraph for at, to in turns.items()]
    return 2 * sum(near) > len(near) and len({each.paragraph for each in told}) == 1


def _in_turn(rows: list[str], columns: list[str], turns: dict[int, int]) -> pairings.Pairing:
    """Shortcomings with the measure behind each, and those without."""
    held = sorted(turns)
    found = pairings.pair([rows[at] for at in held], [columns[turns[at]] for at in held])
    pairs = {held[each.shortcoming]: each for each in found.pairs}
    blank = pairings.Pair(0, None, pairings.Fit.UNRELATED, 0.0, None)
    places = [turns[at] for at in held]
    elsewhere = _told_elsewhere(rows, columns, turns)
    return replace(
        found,
        pairs=tuple(
            replace(
                pairs.get(at, blank),
                shortcoming=at,
                measure=turns.get(at),
                better=elsewhere.get(at),
            )
            for at in range(len(rows))
        ),
        orphans=tuple(at for at in range(len(columns)) if at not in places),
        assignment=tuple(turns.get(at) for at in range(len(rows))),
        matrix=tuple(
            tuple(
                found.matrix[held.index(at)][places.index(to)]
                if at in turns and to in places
                else 0.0
                for to in range(len(columns))
            )
            for at in range(len(rows))
        ),
    )


def _told_elsewhere(rows: list[str], columns: list[str], turns: dict[int, int]) -> dict[int, int]:
    """What visibly answers the shortcomings that have no measure behind them."""
    left = [at for at in range(len(rows)) if at not in turns]
    free = [at for at in range(len(columns)) if at not in turns.values()]
    if not left or not free:
        return {}
    found = pairings.pair([rows[at] for at in left], [columns[at] for at in free])
    return {
        left[at]: free[to]
        for at, to in enumerate(found.assignment)
        if to is not None and found.matrix[at][to] >= pairings.SURE
    }


@once
def pairs_up(report: Report) -> bool:
    """Each measure answers a shortcoming: not where the next year's work is told instead."""
    plans = [s.heading for s in report.sections if s.role == Role.MEASURE]
    return form(report).is_paired and not any(Vocabulary.intends(each) for each in plans)


@once
def is_paired(report: Report) -> bool:
    """Shortcomings and measures are numbered, as many as each other, and meant as pairs."""
    told, measures = report.shortcomings, report.measures
    is_numbered = all(point.marker for point in (*told, *measures))
    return is_numbered and pairs_up(report)
