"""The breaks inside a paragraph of a Word file that only lay it out. Pure."""

from collections.abc import Iterator
from typing import Any

from drafter.readers.numbering import W

BREAKS = frozenset((f"{W}br", f"{W}cr"))
NOT_OF_THE_LINE = frozenset(  # inside a paragraph, but no text of it as it is stored
    (
        *(
            f"{W}{name}"
            for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "txbxContent", "rt")
        ),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)


def layout_breaks(paragraph: Any, *, is_centred: bool) -> frozenset[Any]:
    """The breaks that add nothing to the text: every one of a centred title, pages at its edges.

    A break of a page or column between words ends a line as any other does; before the first and
    behind the last word it only says where the paragraph stands.

    Args:
        paragraph: as xml.etree or lxml reads it.
        is_centred: a soft break in it sets a title over two lines.
    """
    order = list(_breaks_and_words(paragraph))
    if is_centred:
        return frozenset(each for each in order if each.tag in BREAKS)
    said = [at for at, each in enumerate(order) if each.tag not in BREAKS]
    first, last = (said[0], said[-1]) if said else (len(order), -1)
    return frozenset(
        each
        for at, each in enumerate(order)
        if each.get(f"{W}type") in {"page", "column"} and not first < at < last
    )


def _breaks_and_words(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in BREAKS or (child.tag == f"{W}t" and (child.text or "").strip()):
            yield child
        elif child.tag == f"{W}del" or child.tag not in NOT_OF_THE_LINE:
            yield from _breaks_and_words(child)
