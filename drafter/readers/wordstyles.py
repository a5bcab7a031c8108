"""What the paragraphs and runs of a Word file have from their styles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drafter.readers.numbering import Numbering, W

DEPTHS = frozenset("012345678")  # Word has nine
TITLE_LEVEL = 1  # a heading 1 stands one below it
_HEADING = re.compile(r"heading (\d)")
_CONTENTS = re.compile(r"toc( \d| heading)")
_NESTED = re.compile(r"list(?: bullet| number| continue)? ([2-5])")
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What a paragraph has from its style or of its own, and a run from its style."""

    level: int = 0  # as a heading; 0 for none
    list_id: str = ""
    depth: int = 0
    inset: int = 0  # how much deeper it lies than its list says: List Bullet 2
    is_centred: bool = False
    is_hidden: bool = False
    is_struck: bool = False
    is_bold: bool = False
    is_contents: bool = False  # a row of a table of contents


PLAIN = WordStyle()


def styles_of(root: Any | None, numbers: Numbering) -> dict[str, WordStyle]:
    """Every style by its id, with what it has from the style it is based on."""
    elements = {
        each.get(f"{W}styleId", ""): each
        for each in (root.iter(f"{W}style") if root is not None else ())
    }
    found: dict[str, WordStyle] = {}
    for name in elements:
        _resolve(name, elements, found, numbers)
    return found


def _resolve(
    name: str, elements: Mapping[str, Any], found: dict[str, WordStyle], numbers: Numbering
) -> None:
    """Work out a style behind those it is based on; what goes round in a circle is cut."""
    chain: list[str] = []
    while name in elements and name not in found and name not in chain:
        chain.append(name)
        name = _value(elements[name], "basedOn")
    for each in reversed(chain):
        inherited = found.get(_value(elements[each], "basedOn"), WordStyle())
        found[each] = _style(elements[each], each, inherited, numbers)


def _style(element: Any, id: str, inherited: WordStyle, numbers: Numbering) -> WordStyle:
    called = _value(element, "name").lower()
    heading, nested = _HEADING.fullmatch(called), _NESTED.fullmatch(called)
    level = TITLE_LEVEL if called == "title" else int(heading[1]) + 1 if heading else 0
    properties = element.find(f"{W}pPr")
    own = own_style(properties, inherited)
    given = properties.find(f"{W}numPr") if properties is not None else None
    is_linked = given is not None and given.find(f"{W}ilvl") is None
    looks = element.find(f"{W}rPr")
    return WordStyle(
        level=level or own.level,
        list_id=own.list_id,
        depth=numbers.depth_of(own.list_id, id) if is_linked else own.depth,
        inset=int(nested[1]) - 1 if nested else own.inset,
        is_centred=own.is_centred,
        is_hidden=_either(looks, inherited.is_hidden, "vanish"),
        is_struck=_either(looks, inherited.is_struck, "strike", "dstrike"),
        is_bold=_either(looks, inherited.is_bold, "b"),
        is_contents=bool(_CONTENTS.fullmatch(called)) or inherited.is_contents,
    )


def own_style(properties: Any | None, inherited: WordStyle) -> WordStyle:
    """A paragraph's or style's own properties over the inherited ones."""
    if properties is None:
        return inherited

    def value(path: str) -> str | None:
        child = properties.find("/".join(f"{W}{name}" for name in path.split("/")))
        return child.get(f"{W}val") if child is not None else None

    outline = value("outlineLvl")
    level = int(outline) + 2 if outline and outline in DEPTHS else inherited.level
    list_id, depth = value("numPr/numId"), value("numPr/ilvl")
    centred = value("jc")
    return WordStyle(
        level=level,
        list_id=inherited.list_id if list_id is None else list_id,
        depth=int(depth) if depth and depth in DEPTHS else inherited.depth,
        inset=inherited.inset,
        is_centred=inherited.is_centred if centred is None else centred == "center",
        is_hidden=inherited.is_hidden,
        is_struck=inherited.is_struck,
        is_bold=inherited.is_bold,
        is_contents=inherited.is_contents,
    )


def run_style(run: Any, paragraph: WordStyle, styles: Mapping[str, WordStyle]) -> WordStyle:
    """How a run looks: its own word goes first, then two styles that both say so cancel out."""
    looks = run.find(f"{W}rPr")
    if looks is None:
        return paragraph
    named = styles.get(_value(looks, "rStyle"), WordStyle())
    return WordStyle(
        is_hidden=_either(looks, paragraph.is_hidden != named.is_hidden, "vanish"),
        is_struck=_either(looks, paragraph.is_struck != named.is_struck, "strike", "dstrike"),
        is_bold=_either(looks, paragraph.is_bold != named.is_bold, "b"),
    )


def _either(looks: Any | None, inherited: bool, *names: str) -> bool:  # noqa: FBT001  as it is
    """Whether one of these switches is on; what it inherits where none is set."""
    found = [looks.find(f"{W}{name}") for name in names] if looks is not None else []
    set_ones = [each for each in found if each is not None]
    if not set_ones:
        return inherited
    return any(each.get(f"{W}val", "1") not in _OFF for each in set_ones)


def _value(element: Any, tag: str) -> str:
    child = element.find(f"{W}{tag}")
    return str(child.get(f"{W}val", "")) if child is not None else ""
