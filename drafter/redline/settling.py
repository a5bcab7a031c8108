"""Changes that a document already tracks, accepted: a redline of ours starts from one text."""

from typing import Any

from drafter.redline.markup import W, parent_of, unwrap

_GONE = ("del", "moveFrom")
_HERE = ("ins", "moveTo")
_MOVES = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
_PROPERTIES = frozenset((f"{W}rPr", f"{W}trPr", f"{W}tcPr"))


def settle(body: Any) -> int:
    """Accept every tracked change below `body`; how many there were."""
    gone = [element for name in _GONE for element in body.iter(f"{W}{name}")]
    for element in gone:
        _remove(element)
    here = [element for name in _HERE for element in body.iter(f"{W}{name}")]
    for element in here:
        if element.getparent().tag in _PROPERTIES:
            parent_of(element).remove(element)
        else:
            unwrap(element)
    former = [element for element in body.iter() if _is_former(element)]
    moves = [element for name in _MOVES for element in body.iter(f"{W}{name}")]
    for element in (*former, *moves):
        parent_of(element).remove(element)
    return len(gone) + len(here) + len(former)


def _is_former(element: Any) -> bool:
    """How something was set before: rPrChange, pPrChange, cellIns …"""
    tag = element.tag
    is_ours = isinstance(tag, str) and tag.startswith(W)
    return is_ours and (tag.endswith("Change") or tag[len(W) :] in ("cellIns", "cellDel"))


def _remove(element: Any) -> None:
    """What is deleted: words, a paragraph's mark, or a row of a table."""
    parent = parent_of(element)
    if parent.tag == f"{W}trPr":
        row = parent_of(parent)
        parent_of(row).remove(row)
    elif parent.tag == f"{W}rPr" and parent_of(parent).tag == f"{W}pPr":
        parent.remove(element)
        _merge(parent_of(parent_of(parent)))
    else:
        parent.remove(element)


def _merge(paragraph: Any) -> None:
    """A paragraph without its mark goes on in the next one."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return
    place = 1 if following.find(f"{W}pPr") is not None else 0
    for child in [c for c in paragraph if c.tag != f"{W}pPr"]:
        following.insert(place, child)
        place += 1
    parent_of(paragraph).remove(paragraph)
