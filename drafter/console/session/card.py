"""A part of the report as it is gone through: its text, its facts beside it, what the rules say."""

import difflib
from collections.abc import Iterator

from drafter.console.session import styled
from drafter.console.session.styled import Line, Piece, line
from drafter.document import Finding, Severity
from drafter.rules import title
from drafter.session.state import Author, Card, CardKind, SessionState, Status, sentences_of

INDENT = 2  # columns before a text and its facts
BROAD = 100  # columns from which facts stand beside the text, not under it
TEXT = 0.6  # of a broad screen that is the text's
STATUSES = {Status.OPEN: "未定", Status.ACCEPTED: "采用了", Status.SKIPPED: "跳过了"}
AUTHORS = {Author.MODEL: "模型写的", Author.STOCK: "要点原话", Author.PERSON: "你写的"}
STYLES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.SUGGESTION: "advice"}
KEPT, MISSING, WAITED = "写到", "没写到", "待写"
SIGNS = {
    KEPT: Piece("✓", "good"),
    MISSING: Piece("✗", "bad"),
    WAITED: Piece("·", "dim"),
}


def shown(state: SessionState, card: Card, width: int, *, plain: bool = False) -> Iterator[Line]:
    """All there is to see of a card."""
    yield from [] if plain else [()]
    yield head(state, card, width, plain=plain)
    text = list(body(state, card, _room(width), plain=plain))
    facts = list(told_facts(state, card, width if plain else _side(width), plain=plain))
    if facts and not plain and width >= BROAD:
        yield from styled.beside(text, (styled.cut(row, INDENT)[1] for row in facts), _room(width))
    else:
        yield from text
        yield from facts
    yield from _version(card)
    yield from flaws(state.findings_of(card), width, plain=plain)


def under(state: SessionState, card: Card, width: int, *, plain: bool = False) -> Iterator[Line]:
    """What stands under a text that has just streamed in."""
    yield from told_facts(state, card, width, plain=plain)
    yield from _version(card)
    yield from flaws(state.findings_of(card), width, plain=plain)


def head(state: SessionState, card: Card, width: int, *, plain: bool = False) -> Line:
    """Which part it is, and how far through."""
    at = [each.part for each in state.cards].index(card.part) + 1
    far = f"{at}/{len(state.cards)} {STATUSES[card.status]}"
    title = card.title if card.kind is CardKind.POINT else ""
    left = line(Piece(card.name, "head"), Piece(f" {title}" if title else "", "title"))
    if plain:
        return line(f"第 {far.replace(' ', ' 处，')}：{styled.plain(left)}")
    return styled.ruled(styled.clipped(left, width - styled.cells(far) - 4), far, width)


def body(state: SessionState, card: Card, width: int, *, plain: bool = False) -> Iterator[Line]:
    """A card's text as lines, what is locked underlined."""
    for paragraph in state.text(card).rstrip("\n").split("\n"):
        marked = _locked(paragraph, card.locks)
        yield from (
            [marked]
            if plain
            else ((Piece("  "), *row) for row in styled.wrapped(marked, width - 2))
        )


def told_facts(
    state: SessionState, card: Card, width: int, *, plain: bool = False, waited: bool = False
) -> Iterator[Line]:
    """Every fact of the card, and whether the text tells it."""
    made = card.chosen.sentences if card.chosen else sentences_of(state.report, card.part)
    kept = {id for each in made for id in each.facts}
    for id in card.facts:
        how = WAITED if waited else KEPT if id in kept else MISSING
        text = state.facts[id].text
        if plain:
            yield line(f"{id} {how}：{text}")
            continue
        note = () if how in (KEPT, WAITED) else (Piece(f"（{how}）", SIGNS[how].style),)
        row = (Piece("  "), SIGNS[how], Piece(f" {id:<4}", "dim"), Piece(text, "dim"), *note)
        yield from styled.wrapped(row, width, indent=8)


def flaws(found: tuple[Finding, ...], width: int, *, plain: bool = False) -> Iterator[Line]:
    """What the rules say, the weightiest first."""
    for each in sorted(found, key=lambda each: (each.severity.rank, each.span)):
        row: Line = (
            Piece("" if plain else "  "),
            Piece(each.severity.word, STYLES[each.severity]),
            Piece(f" {each.message}"),
            Piece(f"（{title(each.rule)}）", "rule"),
        )
        if each.suggestion:
            row = (*row, Piece(f" → {each.suggestion}", "advice"))
        yield from [row] if plain else styled.wrapped(row, width, indent=7)


def changed(before: str, after: str, width: int, *, marks: bool) -> Iterator[Line]:
    """What was taken out and what came in; in brackets where nothing can be coloured."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    pieces = list[Piece]()
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(before[a:b]))
            continue
        old, new = before[a:b], after[c:d]
        pieces += [Piece(f"[-{old}-]" if marks else old, "old")] if old else []
        pieces += [Piece(f"{{+{new}+}}" if marks else new, "new")] if new else []
    for paragraph in _paragraphs(pieces):
        yield from ((Piece("  "), *row) for row in styled.wrapped(paragraph, width - 2))


def _version(card: Card) -> Iterator[Line]:
    """Which of how many versions it is, and whose."""
    own = card.chosen
    if own is None:
        return
    is_formal = card.kind is CardKind.PREAMBLE and own.author is Author.STOCK
    parts = ["照格式写的" if is_formal else AUTHORS[own.author]]
    parts += [f"第 {own.id} 版，共 {len(card.candidates)} 版"] if len(card.candidates) > 1 else []
    parts += [f"锁着：{'、'.join(map(_brief, card.locks))}"] if card.locks else []
    parts += [f"要求：{_brief(own.wish)}"] if own.wish else []
    parts += ["写到一半停下的"] if own.is_partial else []
    yield line(Piece("  " + " · ".join(parts), "dim"))


def _brief(text: str, most: int = 24) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _locked(text: str, locks: tuple[str, ...]) -> Line:
    """The text with every locked part marked."""
    pieces: list[Piece] = [Piece(text)]
    for lock in sorted(locks, key=len, reverse=True):
        after = list[Piece]()
        for piece in pieces:
            if piece.style or lock not in piece.text:
                after.append(piece)
                continue
            left, _, right = piece.text.partition(lock)
            after += [Piece(left), Piece(lock, "locked"), Piece(right)]
        pieces = after
    return tuple(piece for piece in pieces if piece.text)


def _paragraphs(pieces: list[Piece]) -> Iterator[Line]:
    """Pieces by lines."""
    row = list[Piece]()
    for piece in pieces:
        first, *others = piece.text.split("\n")
        row.append(Piece(first, piece.style))
        for other in others:
            yield tuple(row)
            row = [Piece(other, piece.style)]
    yield tuple(row)


def _room(width: int) -> int:
    """Columns of the text."""
    return int(width * TEXT) if width >= BROAD else width


def _side(width: int) -> int:
    """Columns of the facts."""
    return width - _room(width) - 3 if width >= BROAD else width
