"""The plan: which fact is told where, under which lead, and what is left out."""

from collections.abc import Iterator

from drafter.console.session import styled
from drafter.console.session.styled import Line, Piece, line
from drafter.session.state import Card, CardKind, SessionState, Status
from drafter.text import han_number

SIGNS = {
    Status.OPEN: Piece(" "),
    Status.ACCEPTED: Piece("✓", "good"),
    Status.SKIPPED: Piece("-", "dim"),
}

STATUSES = {Status.OPEN: "", Status.ACCEPTED: "采用了 ", Status.SKIPPED: "跳过了 "}
SPACE = 6  # columns of a card's name


def shown(state: SessionState, width: int, *, plain: bool = False) -> Iterator[Line]:
    """The whole plan as lines."""
    points = [card for card in state.cards if card.kind is CardKind.POINT]
    head = f"{len(state.facts)} 条要点，{len(state.plan.sections)} 部分 {len(points)} 段"
    yield styled.line(head) if plain else styled.ruled(line(Piece("排布", "head")), head, width)
    for block in blocks(state, width, plain=plain):
        yield from block


def blocks(state: SessionState, width: int, *, plain: bool = False) -> Iterator[tuple[Line, ...]]:
    """The plan in parts that can be shown alone: what a change did not touch is not repeated."""
    if state.plan.thread:
        opening = line(Piece("开头", "key"), Piece("  "), Piece(state.plan.thread))
        yield tuple(
            [opening] if plain else styled.wrapped((Piece("  "), *opening), width, indent=SPACE + 2)
        )
    for at, section in enumerate(state.plan.sections):
        cards = [card for card in state.cards if card.section == at]
        head = line(Piece(f"{han_number(at + 1)}、{section.heading}", "title"))
        rows = [row for card in cards for row in _card(state, card, width, plain=plain)]
        empty = () if cards else (line(Piece("  没有要点，文中写〔待补〕", "warn")),)
        yield (head, *rows, *empty)
    kinds = (CardKind.FEEDBACK, CardKind.SHORTCOMING, CardKind.MEASURE)
    rest = [card for card in state.cards if card.kind in kinds]
    pairs = sorted(rest, key=lambda card: (card.kind is not CardKind.FEEDBACK, card.at))
    rows = [row for card in pairs for row in _card(state, card, width, plain=plain)]
    yield (line(Piece("反馈、不足和措施", "title")), *rows)
    if state.dropped:
        rows = [
            row
            for fact, reason in state.dropped
            for row in _fact(fact.id, f"{fact.text}（{reason}）", width, plain=plain)
        ]
        yield (line(Piece("舍去的", "title")), *rows)


def changes(
    before: SessionState, after: SessionState, width: int, *, plain: bool = False
) -> Iterator[Line]:
    """The parts of the plan that are not as they were."""
    known = set(blocks(before, width, plain=plain))
    for block in blocks(after, width, plain=plain):
        if block not in known:
            yield from block


def _card(state: SessionState, card: Card, width: int, *, plain: bool) -> Iterator[Line]:
    """A card's name and lead, then its facts; the first beside the name where there is no lead."""
    title = card.title if card.kind is CardKind.POINT and _is_led(state, card) else ""
    empty = "" if card.facts else _unfilled(card)
    gap = " " * (SPACE - styled.cells(card.name))
    row: Line = (Piece(" "), SIGNS[card.status], Piece(card.name, "key"), Piece(gap))
    facts = [state.facts[id] for id in card.facts]
    if plain:
        yield line(f"{card.name} {STATUSES[card.status]}{title}{empty}".rstrip())
    elif title or empty:
        yield from styled.wrapped(
            (*row, Piece(title), Piece(empty, "warn")), width, indent=SPACE + 2
        )
        row = ()
    for fact in facts:
        yield from _fact(fact.id, fact.text, width, plain=plain, before=row)
        row = ()


def _fact(id: str, text: str, width: int, *, plain: bool, before: Line = ()) -> Iterator[Line]:
    if plain:
        yield line(f"{id} {text}")
        return
    before = before or line(" " * (SPACE + 2))
    own = (Piece(f"{id:<4}", "dim"), Piece(text))
    yield from styled.wrapped((*before, *own), width, indent=SPACE + 6)


def _is_led(state: SessionState, card: Card) -> bool:
    return len(state.plan.sections[card.section].points) > 1


def _unfilled(card: Card) -> str:
    """What becomes of a part without facts."""
    return {
        CardKind.FEEDBACK: "没有给，文中写〔待补〕",
        CardKind.SHORTCOMING: "没有给，文中写〔待补〕",
        CardKind.MEASURE: "没有给，照不足替你拟，拟不出的写〔待补〕",
    }.get(card.kind, "")
