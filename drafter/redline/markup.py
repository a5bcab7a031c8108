"""Names and small moves in the XML of a Word file's body."""

from typing import Any

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_OF_THE_LINE = frozenset(
    (
        *(f"{W}{name}" for name in ("pPr", "rPr", "rt", "txbxContent", "instrText", "moveFrom")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)


def runs(paragraph: Any) -> Any:
    """The runs of a paragraph's line in order, also inside links, fields and content controls."""
    for child in paragraph:
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in _NOT_OF_THE_LINE:
            yield from runs(child)


def shown(child: Any, layout: frozenset[Any]) -> str:
    """What a child of a run adds to the line's text.

    Args:
        child: of a run.
        layout: the breaks of its paragraph that are no text.
    """
    match child.tag.removeprefix(W) if isinstance(child.tag, str) else "":
        case "t":
            return child.text or ""
        case "tab":
            return "\t"
        case "br" | "cr":
            return "" if child in layout else "\n"
        case "noBreakHyphen":
            return "-"
        case "ruby":  # the words under their reading, which is no text of the line
            return "".join(shown(c, layout) for run in runs(child) for c in run)
        case _:
            return ""


def parent_of(element: Any) -> Any:
    """The element that holds another."""
    return element.getparent()


def unwrap(element: Any) -> None:
    """Put the children of an element in its place."""
    parent = parent_of(element)
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    parent.remove(element)
