"""The whole report at a glance, and shortcomings beside what answers them."""

from collections.abc import Iterator

from drafter.console.session import card, styled
from drafter.console.session.styled import Line, Piece, line
from drafter.pairing import Fit
from drafter.session.overview import SectionShare, Whole
from drafter.session.pairs import PairRow as Pair
from drafter.session.pairs import Pairs

BAR = 20  # columns of a section's bar
NARROW = 60  # columns below which nothing stands side by side
OFF = 0.05  # of the text by which a section may miss its share before it is marked
FITS = {
    Fit.OK: Piece("对应", "good"),
    Fit.DOUBT: Piece("看不准", "warn"),
    Fit.UNRELATED: Piece("看不出回应", "bad"),
}


def shown(whole: Whole, width: int, *, plain: bool = False) -> Iterator[Line]:
    """The text, then findings, lengths, minutes, spend."""
    yield from _text(whole.text, width, plain=plain)
    done = f"{whole.done}/{whole.cards} 处定了"
    yield line(f"全文，{done}") if plain else styled.ruled(line(Piece("全文", "head")), done, width)
    least, most = whole.band
    fits = least <= whole.characters <= most
    row = line(
        "" if plain else "  ",
        Piece(f"{whole.characters} 字", "title"),
        Piece(f"（应在 {least}–{most}）", "dim" if fits else "warn"),
        f"，念一遍约 {whole.minutes:.0f} 分钟",
        Piece(f"，待补 {whole.open} 处" if whole.open else "", "warn"),
    )
    yield from styled.wrapped(row, width, indent=2)
    for share in whole.shares:
        yield from _share(share, width, plain=plain)
    yield from card.flaws(whole.findings, width, plain=plain)
    if not whole.findings:
        yield line("" if plain else "  ", Piece("检查：没有发现问题", "good"))
    if whole.calls or whole.cached:
        spent = f"模型 {whole.calls} 次，存过的 {whole.cached} 次，{whole.tokens} 词元"
        money = f"，{whole.cost}" if whole.cost else ""
        yield line("" if plain else "  ", Piece(spent + money, "dim"))


def _text(text: str, width: int, *, plain: bool) -> Iterator[Line]:
    """Every paragraph."""
    for paragraph in text.rstrip("\n").split("\n"):
        if plain:
            yield line(paragraph)
        else:
            yield from ((Piece("  "), *row) for row in styled.wrapped(line(paragraph), width - 2))


def matrix(pairs: Pairs, width: int, *, plain: bool = False) -> Iterator[Line]:
    """Each shortcoming and the measure that answers it."""
    count = f"{len(pairs.lines)} 对"
    head = line(Piece("不足与措施", "head"))
    yield line(f"不足与措施，{count}") if plain else styled.ruled(head, count, width)
    for at, pair in enumerate(pairs.lines):
        yield from [line(Piece("  " + "─" * (width - 2), "dim"))] if at and not plain else []
        yield from _pair(pair, width, plain=plain)
    if not pairs.lines:
        yield line("还没有不足和措施")
    if pairs.swapped:
        yield line(Piece("措施的次序像是和不足对错了：用 /reorder 换一换", "warn"))
    for orphan in pairs.orphans:
        yield line(Piece(f"措施{orphan + 1} 看不出回应了哪条不足", "warn"))


def _share(share: SectionShare, width: int, *, plain: bool) -> Iterator[Line]:
    off = abs(share.share - share.wanted) > OFF and share.wanted > 0
    wanted = f"（应约 {share.wanted:.0%}）" if share.wanted else ""
    count = line(
        f"{share.characters} 字 {share.share:.0%}", Piece(wanted, "warn" if off else "dim")
    )
    if plain:
        yield line(f"{share.name}：{styled.plain(count)}")
        return
    room = max(8, min(30, width - BAR - 24))
    if width < NARROW:
        yield from styled.wrapped((Piece("  "), Piece(share.name)), width, indent=2)
        yield (Piece("    "), *count)
        return
    name = styled.clipped(line(share.name), room)
    full = round(min(1.0, share.share) * BAR)
    bar = (Piece("━" * full, "advice"), Piece("─" * (BAR - full), "dim"))
    yield (
        Piece("  "),
        *name,
        Piece(" " * (room - styled.cells(name) + 1)),
        *bar,
        Piece(" "),
        *count,
    )


def _pair(pair: Pair, width: int, *, plain: bool) -> Iterator[Line]:
    name = pair.shortcoming.name if pair.shortcoming else "不足"
    left = line(Piece(f"{name} ", "key"), pair.problem or "没有写")
    right = line(Piece(f"{pair.measure.name} ", "key"), pair.answer or "没有写")
    fit = line(FITS[pair.fit], Piece("".join(_details(pair)), "dim"))
    if plain or width < NARROW:
        for each in (left, right, fit):
            yield from [each] if plain else styled.wrapped((Piece("  "), *each), width, indent=4)
        return
    half = (width - 5) // 2
    answer = [*styled.wrapped(right, width - half - 5), *styled.wrapped(fit, width - half - 5)]
    rows = ((Piece("  "), *row) for row in styled.wrapped(left, half))
    yield from styled.beside(rows, answer, half + 2)


def _details(pair: Pair) -> Iterator[str]:
    yield f" · 责任：{pair.owner or '没写'} · 时限：{pair.deadline or '没写'}"
    if pair.shared:
        yield f" · 都说到：{'、'.join(pair.shared[:3])}"
    if pair.better is not None:
        yield f" · 措施{pair.better + 1}更像"
