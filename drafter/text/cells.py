"""Texts that Excel holds in one cell: longer ones are cut where it would call the file damaged."""

from collections.abc import Iterable, Sequence

MOST = 32_700  # of the 32,767 that a cell holds; some signs count as two
CUT = "…（后面略，见原文）"


def fitted(text: str) -> str:
    """A text as it fits into a cell; one that is cut says so.

    >>> fitted("下村少"), fitted("会" * 40_000)[-12:]
    ('下村少', '会会…（后面略，见原文）')
    """
    if not is_long(text):
        return text
    kept = _units(text)[: 2 * (MOST - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


def is_long(text: str) -> bool:
    """Whether a text is more than a cell holds."""
    return 2 * len(text) > MOST and len(_units(text)) > 2 * MOST


def cut(titles: Sequence[str], rows: Iterable[Sequence[str | float]]) -> tuple[str, ...]:
    """What to say of the cells that are cut, by row and column as Excel counts them.

    >>> cut(("序号", "问题"), [("1", "少" * 40_000), ("2", "多")])
    ('第 2 行“问题”有 40000 字，一格写不下，后面的略去了',)
    """
    return tuple(
        f"第 {number} 行“{title}”有 {len(each)} 字，一格写不下，后面的略去了"
        for number, row in enumerate(rows, 2)  # below the titles
        for title, each in zip(titles, row, strict=True)
        if isinstance(each, str) and is_long(each)
    )


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
