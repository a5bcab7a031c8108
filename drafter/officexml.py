"""The XML in Word and Excel files: signs it cannot hold, and the parts that name other parts."""

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
CONTENT_TYPES = "[Content_Types].xml"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"  # what a .docm says it is
RELATIONS = "_rels/.rels"
NO_LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def main_part(relations: bytes) -> str:
    """The part with the body of a file, as the file's own relations name it; "" where none does.

    >>> main_part(b"<R><L Target='/word/document2.xml' Type='a/officeDocument'/></R>")
    'word/document2.xml'

    Raises:
        ParseError: the relations are no XML.
    """
    root = ET.fromstring(relations)  # noqa: S314  archives are searched for DTDs before
    found = (each for each in root.iter() if each.get("Type", "").endswith("/officeDocument"))
    named = next(found, None)
    return named.get("Target", "").removeprefix("/") if named is not None else ""


def has_macros(path: Path) -> bool:
    """Whether a Word file says that it may hold macros, whatever it is called."""
    try:
        with zipfile.ZipFile(path) as packed:
            return WITH_MACROS.encode() in packed.read(CONTENT_TYPES)
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def links_of(part: str) -> str:
    """The part that says what another one refers to.

    >>> links_of("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def with_one_more(data: bytes, name: str, attributes: dict[str, str]) -> bytes:
    """The XML of a part with one element more below its root, in the root's own namespace."""
    from lxml import etree  # 15 ms

    root: Any = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    namespace = root.tag.rpartition("}")[0] + "}"
    root.append(root.makeelement(namespace + name, attributes))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
