"""Plans changed by hand. Pure; whatever is changed, each fact stands once or is dropped."""

from collections.abc import Sequence
from dataclasses import replace

from drafter import pairing
from drafter.document import Facts, Plan, PlannedPoint, PlannedSection, Role
from drafter.drafting.steps.place import place_alone
from drafter.errors import BadInput
from drafter.session.state import Card, CardKind

Row = tuple[str, ...]


def without(plan: Plan, id: str) -> Plan:
    """The plan without a fact; what it leaves empty goes, what answered it joins its neighbour."""
    sections = tuple(
        replace(section, points=tuple(_thinned(section.points, id))) for section in plan.sections
    )
    shortcomings, measures = list[Row](), list[Row]()
    left = list[str]()  # measures whose shortcoming has gone
    for admitted, answers in zip(plan.shortcomings, plan.measures, strict=True):
        own, rest = _less(admitted, id), _less(answers, id)
        if admitted and not own:
            left += rest
            continue
        shortcomings.append(own)
        measures.append(rest)
    if left and not measures:
        shortcomings, measures = [()], [()]
    if left:
        measures[-1] = (*measures[-1], *left)
    gone = [at for at, row in enumerate(shortcomings) if not row and not measures[at]]
    return replace(
        plan,
        sections=sections,
        feedback=_less(plan.feedback, id),
        shortcomings=tuple(row for at, row in enumerate(shortcomings) if at not in gone),
        measures=tuple(row for at, row in enumerate(measures) if at not in gone),
        dropped=tuple(each for each in plan.dropped if each[0] != id),
    )


def to_point(plan: Plan, id: str, section: int, at: int) -> Plan:
    """A fact told in this point, or in one of its own where there is none of this number."""
    points = list(plan.sections[section].points)
    if at < len(points):
        points[at] = replace(points[at], facts=(*points[at].facts, id))
    else:
        points.append(PlannedPoint((id,)))
    return _with_points(plan, section, points)


def to_feedback(plan: Plan, id: str) -> Plan:
    """A fact told in the answer to last year's feedback."""
    return replace(plan, feedback=(*plan.feedback, id))


def to_shortcomings(plan: Plan, id: str, at: int) -> Plan:
    """A fact admitted as a shortcoming of its own, in this place."""
    shortcomings, measures = list(plan.shortcomings), list(plan.measures)
    if shortcomings == [()]:  # only measures were given
        return replace(plan, shortcomings=((id,),))
    shortcomings.insert(at, (id,))
    measures.insert(at, ())
    return replace(plan, shortcomings=tuple(shortcomings), measures=tuple(measures))


def to_measures(plan: Plan, id: str, at: int) -> Plan:
    """A fact told as what answers this shortcoming."""
    if not plan.measures:
        return replace(plan, shortcomings=((),), measures=((id,),))
    measures = list(plan.measures)
    at = min(at, len(measures) - 1)
    measures[at] = (*measures[at], id)
    return replace(plan, measures=tuple(measures))


def beside(plan: Plan, id: str, card: Card) -> Plan:
    """A fact that stands nowhere yet, told in this card together with its own."""
    match card.kind:
        case CardKind.POINT:
            return to_point(plan, id, card.section, card.at)
        case CardKind.FEEDBACK:
            return to_feedback(plan, id)
        case CardKind.SHORTCOMING:
            shortcomings = list(plan.shortcomings)
            shortcomings[card.at] = (*shortcomings[card.at], id)
            return replace(plan, shortcomings=tuple(shortcomings))
        case CardKind.MEASURE:
            return to_measures(plan, id, card.at)
        case CardKind.PREAMBLE:
            raise BadInput("开头不写要点", hint="换一个地方，如 2.1、反馈、不足1")


def moved(plan: Plan, id: str, card: Card) -> Plan:
    """A fact told where this card is; `card` is of the plan as it was before."""
    if id in card.facts and card.kind is not CardKind.SHORTCOMING:
        raise BadInput(f"{id} 已经在{card.name}里")
    bare = without(plan, id)
    match card.kind:
        case CardKind.POINT:
            kept = [p for p in plan.sections[card.section].points[: card.at] if p.facts != (id,)]
            return to_point(bare, id, card.section, len(kept))
        case CardKind.FEEDBACK:
            return to_feedback(bare, id)
        case CardKind.SHORTCOMING:
            return to_shortcomings(bare, id, min(card.at, len(bare.shortcomings)))
        case CardKind.MEASURE:
            admitted = plan.shortcomings[card.at]
            rows = list(bare.shortcomings)
            return to_measures(bare, id, rows.index(admitted) if admitted in rows else len(rows))
        case CardKind.PREAMBLE:
            raise BadInput("开头不写要点", hint="换一个地方，如 2.1、反馈、不足1")


def merged(plan: Plan, one: Card, other: Card) -> Plan:
    """Two points of a section as one, under the lead of the first."""
    section = _section_of(plan, one)
    if other.kind is not CardKind.POINT or other.section != one.section or one.at == other.at:
        raise BadInput("只能合并同一部分里的两个要点段", hint="如 /merge 2.1 2.2")
    first, second = sorted((one.at, other.at))
    points = list(section.points)
    points[first] = replace(points[first], facts=(*points[first].facts, *points[second].facts))
    del points[second]
    return _with_points(plan, one.section, points)


def split(plan: Plan, card: Card, ids: Sequence[str]) -> Plan:
    """These facts of a point as a point of their own, right after it."""
    section = _section_of(plan, card)
    point = section.points[card.at]
    apart = tuple(id for id in point.facts if id in ids)
    unknown = [id for id in ids if id not in point.facts]
    if unknown or not apart or len(apart) == len(point.facts):
        listed = "、".join(point.facts)
        raise BadInput(f"{card.name} 有 {listed}，要分出其中的一部分", hint="如 /split 2.1 F5 F6")
    points = list(section.points)
    rest = tuple(id for id in point.facts if id not in apart)
    points[card.at : card.at + 1] = [replace(point, facts=rest), PlannedPoint(apart)]
    return _with_points(plan, card.section, points)


def reordered(plan: Plan, card: Card, at: int) -> Plan:
    """A point, or a shortcoming with its measure, in another place among its like."""
    if card.kind is CardKind.POINT:
        points = list(plan.sections[card.section].points)
        _shift(points, card.at, at)
        return _with_points(plan, card.section, points)
    if card.kind not in (CardKind.SHORTCOMING, CardKind.MEASURE):
        raise BadInput(f"{card.name}只有一处，没有次序可换")
    pairs = list(zip(plan.shortcomings, plan.measures, strict=True))
    _shift(pairs, card.at, at)
    return replace(
        plan, shortcomings=tuple(a for a, _ in pairs), measures=tuple(b for _, b in pairs)
    )


def renamed(plan: Plan, card: Card, lead: str) -> Plan:
    """A point under another lead."""
    points = list(_section_of(plan, card).points)
    points[card.at] = replace(points[card.at], lead=lead)
    return _with_points(plan, card.section, points)


def dropped(plan: Plan, id: str, reason: str) -> Plan:
    """The plan with a fact left out, and why."""
    bare = without(plan, id)
    return replace(bare, dropped=(*bare.dropped, (id, reason)))


def corrected(plan: Plan, id: str, new: str) -> Plan:
    """The plan with another fact in the place of one, which is left out."""

    def row(ids: Row) -> Row:
        return tuple(new if each == id else each for each in ids)

    sections = tuple(
        replace(
            section, points=tuple(replace(each, facts=row(each.facts)) for each in section.points)
        )
        for section in plan.sections
    )
    return replace(
        plan,
        sections=sections,
        feedback=row(plan.feedback),
        shortcomings=tuple(map(row, plan.shortcomings)),
        measures=tuple(map(row, plan.measures)),
        dropped=(*plan.dropped, (id, f"更正为 {new}")),
    )


def placed(plan: Plan, id: str, facts: Facts, role: str = "") -> Plan:
    """A fact that stands nowhere, told where it belongs by its role."""
    from drafter.document import genre as genres

    role = role or place_alone(id, facts, genres.load(facts.genre))
    bare = without(plan, id)
    if role == Role.FEEDBACK:
        return to_feedback(bare, id)
    if role == Role.SHORTCOMING:
        return to_shortcomings(bare, id, len(bare.shortcomings))
    if role == Role.MEASURE:
        return to_measures(bare, id, _nearest(bare, facts, id))
    at = next(n for n, section in enumerate(bare.sections) if section.role == role)
    return to_point(bare, id, at, max(len(bare.sections[at].points) - 1, 0))


def paired(plan: Plan, facts: Facts) -> Plan:
    """The plan knowing which given measures are not visibly about their shortcomings."""
    unrelated = tuple(
        at
        for at, (admitted, row) in enumerate(zip(plan.shortcomings, plan.measures, strict=True))
        if admitted and row and all(_is_apart(facts, admitted[0], id) for id in row)
    )
    return replace(plan, unrelated=unrelated)


def _is_apart(facts: Facts, admitted: str, id: str) -> bool:
    return pairing.related(facts[admitted].text, facts[id].text) is pairing.Fit.UNRELATED


def _nearest(plan: Plan, facts: Facts, id: str) -> int:
    rows = [facts[row[0]].text if row else "" for row in plan.shortcomings]
    if not any(rows):
        return 0
    scores = [row[0] for row in pairing.pair(rows, [facts[id].text]).matrix]
    return scores.index(max(scores)) if scores else 0


def _section_of(plan: Plan, card: Card) -> PlannedSection:
    if card.kind is not CardKind.POINT:
        raise BadInput(f"{card.name}不是分部分的要点段", hint="写如 2.1")
    return plan.sections[card.section]


def _with_points(plan: Plan, section: int, points: Sequence[PlannedPoint]) -> Plan:
    sections = list(plan.sections)
    sections[section] = replace(sections[section], points=tuple(points))
    return replace(plan, sections=tuple(sections))


def _thinned(points: Sequence[PlannedPoint], id: str) -> list[PlannedPoint]:
    thinned = (replace(point, facts=_less(point.facts, id)) for point in points)
    return [point for point in thinned if point.facts]


def _less(row: Row, id: str) -> Row:
    return tuple(each for each in row if each != id)


def _shift(
    rows: list[object] | list[PlannedPoint] | list[tuple[Row, Row]], one: int, to: int
) -> None:
    if not 0 <= to < len(rows):
        raise BadInput(f"没有第 {to + 1} 个位置", hint=f"从 1 到 {len(rows)}")
    rows.insert(to, rows.pop(one))  # type: ignore[arg-type]
