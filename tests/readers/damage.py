"""Office files damaged at random: their bytes, their parts, or the XML in them."""

import copy
import io
import random
import re
import zipfile
from xml.etree import ElementTree as ET

import openpyxl

from tests.readers.test_word_constructs import BLOCKS, SEEN, STYLES, TWO_LISTS, UNSEEN
from tests.readers.words import paragraph, word

MOST = 1_000_000  # characters of a part that are still multiplied
NUMBERS = ("0", "-1", "65535", "99999999999999999999", "", "a", "1e308", "١")


def whole_word() -> bytes:
    """A Word file with every construct of the other tests."""
    body = "".join(body for body, _ in SEEN.values())
    body += "".join(paragraph("修路3条", inner) for inner, _ in UNSEEN.values())
    body += "".join(inner for inner, _ in BLOCKS.values())
    return word(body, styles=STYLES, numbering=TWO_LISTS, header1=paragraph("内部资料"))


def plain_word() -> bytes:
    """A Word file with those of the constructs that LibreOffice opens."""
    body = "".join(body for body, _ in SEEN.values())
    body += "".join(inner for inner, _ in BLOCKS.values())
    return word(body, styles=STYLES, numbering=TWO_LISTS)


def whole_book() -> bytes:
    """An Excel file with formats, formulas, merged and hidden cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    for values in (("年度", 2024), ("类别", "要点", "数值"), ("不足", "调研少", 0.085)) * 3:
        sheet.append(values)
    sheet["C3"].number_format = '#,##0.0_);[Red](0.0%);"-"'
    sheet["C6"] = "=1+1"
    sheet["C9"].number_format = 'yyyy"年"m"月"'
    sheet.merge_cells("A5:B6")
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("不足").append(("下村少",))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def harmed(text: str, chance: random.Random) -> str:
    """XML with one piece changed: cut, doubled, moved, another number or another name."""
    tags = list(re.finditer(r"<[^>]*>", text))
    one, other = chance.choice(tags), chance.choice(tags)
    first, last = sorted((one.start(), other.end()))
    values = list(re.finditer(r"""(?<=['"])[^'"<>]*(?=['"])""", text)) or [one]
    value = chance.choice(values)
    changes = (
        text[: one.start()] + text[one.end() :],
        text[: one.end()] + other[0] + text[one.end() :],
        text[:last] + text[first:last] + text[last:],
        text[:first] + text[last:],
        text[: value.start()] + chance.choice(NUMBERS) + text[value.end() :],
        text.replace(one[0], other[0]) if len(text) < MOST else text,
        text[: one.end()] + one[0] * 5000 + text[one.end() :],
    )
    return chance.choice(changes)


def misshapen(text: str, chance: random.Random) -> str:
    """XML that is still well formed, with elements cut, doubled, moved, renamed or renumbered."""
    root = ET.fromstring(text)
    for _ in range(chance.randrange(1, 8)):
        every = list(root.iter())
        parent, other = chance.choice(every), chance.choice(every)
        child = chance.choice(list(parent)) if len(parent) else None
        match chance.randrange(6):
            case 0 if child is not None:
                parent.remove(child)
            case 1 if child is not None:
                parent.extend([child] * chance.choice((1, 3, 500)))
            case 2 if child is not None and len(every) < 5000:
                other.append(copy.deepcopy(child))
            case 3:
                parent.tag = other.tag
            case 4 if parent.attrib:
                parent.attrib[chance.choice(list(parent.attrib))] = chance.choice(NUMBERS)
            case _:
                parent.attrib.update(other.attrib)
                parent.text = chance.choice((other.text, "", None, "1e999", "9" * 400))
        if sum(1 for _ in root.iter()) > MOST // 10:
            break
    return ET.tostring(root, "unicode")


def damaged(data: bytes, seed: int) -> bytes:
    """The file damaged once or a few times: its XML, its parts, or its bytes."""
    chance = random.Random(seed)
    if chance.random() < 0.1 or not data.startswith(b"PK"):
        harm = bytearray(data)
        for _ in range(chance.randrange(1, 20)):
            harm[chance.randrange(len(harm))] = chance.randrange(256)
        return bytes(harm)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", 8) as target:
        names = source.namelist()
        doomed = chance.choice(names)
        for name in names:
            content = source.read(name)
            if name == doomed and chance.random() < 0.1:
                continue
            if content.startswith(b"<") and (name == doomed or chance.random() < 0.3):
                change = harmed if seed % 4 == 0 else misshapen
                content = change(content.decode(), chance).encode()
            target.writestr(source.getinfo(name), content)
    return stream.getvalue()
