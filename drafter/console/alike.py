"""What two reports share, as people read it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from drafter.alike import Place, SharedRun
from drafter.checking.comparison import ReportComparison
from drafter.checking.reporters.excerpt import clean, columns
from drafter.checking.reporters.text import INDENT, FindingPiece, Line
from drafter.console.findings import show_lines
from drafter.document import Severity

SHOWN = 20  # runs, and pairs
TOLD = 3  # places of one run in other reports
GAP = "……"


def show(found: ReportComparison, *, shows_all: bool = False) -> None:
    """Every run with both places, the longest first; then which reports are alike."""
    ranked = sorted((*found.runs, *found.earlier), key=lambda run: -run.length)
    most = len(ranked) if shows_all else SHOWN
    show_lines(lambda width: _lines(ranked, most, width))
    show_lines(lambda _: _summary(found))


def _lines(ranked: Sequence[SharedRun], most: int, width: int) -> Iterator[Line]:
    by_place: dict[Place, list[SharedRun]] = {}
    for run in ranked:
        by_place.setdefault(run.mine, []).append(run)
    for number, (mine, several) in enumerate(islice(by_place.items(), most), 1):
        yield (
            FindingPiece(f"{number}. ", "rule"),
            FindingPiece(f"{several[0].length} 字", Severity.WARNING),
            FindingPiece("" if several[0].other.text else "（至少）"),
        )
        words = _brief(mine.text, width)
        yield FindingPiece(INDENT + _place(mine), "place"), FindingPiece(f" {words}")
        for run in several[:TOLD]:
            own = _brief(run.other.text, width) if run.other.text else words
            yield (
                FindingPiece(INDENT + _place(run.other), "place"),
                FindingPiece("" if own == words else f" {own}"),
            )
        if len(several) > TOLD:
            yield (FindingPiece(f"{INDENT}还有 {len(several) - TOLD} 份里也有"),)
        yield ()
    if len(by_place) > most:
        yield (FindingPiece(f"另有 {len(by_place) - most} 处较短的，--all 全部列出，-o 写成表格"),)
        yield ()


def _place(place: Place) -> str:
    return f"{clean(place.name)}:{place.line}:{place.column}"


def _brief(text: str, width: int) -> str:
    """The beginning and the end of a run, on one line."""
    shown = clean(text.replace("\n", "　"))
    room = max(8, width // 2 - 12)  # characters: most take two columns
    if columns(shown) <= 2 * room:
        return f"“{shown}”"
    return f"“{shown[: room // 2]}{GAP}{shown[-room // 2 :]}”"


def _summary(found: ReportComparison) -> Iterator[Line]:
    for pair in found.pairs[:SHOWN]:
        yield (
            FindingPiece(f"{clean(pair.mine)} 与 {clean(pair.other)}", "place"),
            FindingPiece(
                f"：最长 {pair.longest} 字，占 {pair.share:.0%} 和 {pair.share_of_other:.0%}"
            ),
        )
    if len(found.pairs) > SHOWN:
        yield (FindingPiece(f"另有 {len(found.pairs) - SHOWN} 对，-o 写成表格"),)
    for name in found.same:
        yield (FindingPiece(f"本机的{clean(name)}多半相同，当作同一份报告，没有列"),)
    with_index = f"，和本机以前的成稿 {found.drafts} 份" if found.drafts else ""
    said = f"{len(found.pairs)} 对有雷同" if found.pairs else "报告之间没有雷同"
    said += f"，和以前的成稿雷同 {len(found.earlier)} 处" if found.earlier else ""
    yield (FindingPiece(f"比较了 {len(found.reports)} 份报告{with_index}：{said}"),)
