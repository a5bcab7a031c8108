"""Where a report comes from, kept in its Word file: facts, and what is behind each sentence.

It is a custom XML part, which Word, WPS and LibreOffice carry through editing, saving and
renaming. It says nothing about anybody that the report does not say: only facts that are told,
no file names, no proofs, nothing that was left out, and no words that were struck later.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from drafter.document import Evidence, Fact, Facts, Origin, Report
from drafter.officexml import (
    CONTENT_TYPES,
    FORBIDDEN,
    NO_LINKS,
    RELATIONS,
    links_of,
    main_part,
    with_one_more,
)

SPACE = "urn:drafter:provenance:1"
LENGTH = 16  # hex digits of an id or a sum
_ITEM = re.compile(r"customXml/item(\d+)\.xml")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<ds:datastoreItem ds:itemID="{{{id}}}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/customXmlProps" Target="itemProps{number}.xml"/></Relationships>'
)
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


class Damaged(ValueError):
    """The part is there, but it is not what was written."""


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence, heading or frame as it was last written, and what stands behind it."""

    text: str
    facts: tuple[str, ...] = ()
    origin: Origin = Origin.FRAME
    part: str = ""  # of the plan: see `parts`
    round: int = 0  # in which it got its words
    settled: tuple[str, ...] = ()  # figures and lost facts that a person stood by when asked


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a report's file knows of it."""

    document: str  # the same through all rounds
    facts: Facts
    lines: tuple[tuple[Record, ...], ...]  # paragraph by paragraph
    round: int = 0
    open: tuple[str, ...] = ()  # facts that an edit lost, asked about and not answered

    @property
    def text(self) -> str:
        """The report as it was last written."""
        return "\n".join("".join(each.text for each in line) for line in self.lines)


def of(report: Report) -> Provenance | None:
    """What a draft's file is to carry; None for a text of which no facts are known."""
    if report.facts is None or not report.evidence:
        return None
    lines = tuple(_lines(report.text, report.evidence))
    covered = {id for line in lines for each in line for id in each.facts}
    facts = _told(report.facts, covered, report.text)
    made = Provenance("", facts, lines)
    return replace(made, document=_sum(made))


def without_untold(provenance: Provenance) -> Provenance:
    """Only with the facts that some sentence still tells, or that are still asked about."""
    covered = {id for line in provenance.lines for each in line for id in each.facts}
    kept = {*covered, *provenance.open}
    items = tuple(fact for fact in provenance.facts if fact.id in kept)
    return replace(provenance, facts=replace(provenance.facts, items=items))


def _lines(text: str, evidence: Iterable[Evidence]) -> Iterable[tuple[Record, ...]]:
    """Every paragraph cut where evidence begins and ends."""
    rows = sorted(evidence, key=lambda each: each.span)
    at = 0
    for line in text.split("\n"):
        end, row, here = at + len(line), list[Record](), at
        for each in rows:
            first, last = max(each.span[0], here), min(each.span[1], end)
            if first >= last:
                continue
            if first > here:
                row.append(Record(text[here:first]))
            row.append(Record(text[first:last], each.facts, each.origin, each.part))
            here = last
        if here < end:
            row.append(Record(text[here:end]))
        yield tuple(row)
        at = end + 1


def _told(facts: Facts, ids: Iterable[str], text: str) -> Facts:
    """The facts that the report tells, and of their author what it says."""
    known = frozenset(ids)
    return replace(
        facts,
        items=tuple(Fact(each.id, each.text, each.role) for each in facts if each.id in known),
        notes=(),
        name=facts.name if facts.name and facts.name in text else "",
        length=None,
    )


# ------------------------------------------------------------------ as XML


def dumped(provenance: Provenance) -> bytes:
    """The part's XML; its sum tells whether what is read back is what was written."""
    sheet = provenance.facts
    head = {
        "genre": sheet.genre,
        "year": str(sheet.year or ""),
        "role": sheet.role,
        "unit": sheet.unit,
        "audience": sheet.audience,
        "title": sheet.title,
        "name": sheet.name,
        "date": sheet.date,
        "staff": {True: "yes", False: "no", None: ""}[sheet.staff],
    }
    facts = (
        f"<fact{_attributes({'id': each.id, 'section': each.role})}>{_escaped(each.text)}</fact>"
        for each in sheet
    )
    lines = (f"<p>{''.join(map(_record, line))}</p>" for line in provenance.lines)
    own = {
        "document": provenance.document,
        "round": str(provenance.round),
        "open": " ".join(provenance.open),
    }
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<provenance xmlns="{SPACE}"{_attributes({**own, "sum": _sum(provenance)})}>'
        f"<sheet{_attributes(head)}>{''.join(facts)}</sheet><text>{''.join(lines)}</text>"
        "</provenance>"
    ).encode()


def _record(record: Record) -> str:
    entry = {
        "facts": " ".join(record.facts),
        "origin": record.origin,
        "part": record.part,
        "round": str(record.round or ""),
        "settled": " ".join("".join(each.split()) for each in record.settled),
    }
    return f'<s xml:space="preserve"{_attributes(entry)}>{_escaped(record.text)}</s>'


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {key}={quoteattr(_clean(value))}" for key, value in values.items() if value)


def _escaped(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return FORBIDDEN.sub("", text)


def loaded(data: bytes) -> Provenance:
    """The provenance in a part's XML.

    Raises:
        Damaged: it is not what was written.
    """
    try:
        root = ET.fromstring(data)  # noqa: S314  the archive was searched for DTDs before
        made = _built(root)
    except (ET.ParseError, ValueError, AttributeError, KeyError) as error:
        raise Damaged from error
    if _sum(made) != root.get("sum"):
        raise Damaged
    return made


def _built(root: Any) -> Provenance:
    sheet = root.find(f"{{{SPACE}}}sheet")
    facts = Facts(
        tuple(
            Fact(each.get("id", ""), each.text or "", each.get("section", ""))
            for each in sheet.iter(f"{{{SPACE}}}fact")
        ),
        sheet.get("genre", ""),
        int(sheet.get("year", "") or 0) or None,
        role=sheet.get("role", ""),
        unit=sheet.get("unit", ""),
        audience=sheet.get("audience", ""),
        title=sheet.get("title", ""),
        name=sheet.get("name", ""),
        date=sheet.get("date", ""),
        staff={"yes": True, "no": False, "": None}[sheet.get("staff", "")],
    )
    lines = tuple(
        tuple(map(_read, line)) for line in root.find(f"{{{SPACE}}}text").iter(f"{{{SPACE}}}p")
    )
    open_ = tuple(root.get("open", "").split())
    return Provenance(root.get("document", ""), facts, lines, int(root.get("round", "0")), open_)


def _read(element: Any) -> Record:
    return Record(
        element.text or "",
        tuple(element.get("facts", "").split()),
        Origin(element.get("origin", Origin.FRAME)),
        element.get("part", ""),
        int(element.get("round", "0") or 0),
        tuple(element.get("settled", "").split()),
    )


def _sum(provenance: Provenance) -> str:
    """Of all that is told, however its XML is written."""
    sheet = provenance.facts
    parts = [
        *(sheet.genre, sheet.year, sheet.role, sheet.unit, sheet.audience, sheet.title),
        *(sheet.name, sheet.date, sheet.staff, provenance.round, provenance.open),
        [(each.id, _clean(each.text), each.role) for each in sheet],
        [
            [(_clean(r.text), r.facts, r.origin, r.part, r.round, r.settled) for r in line]
            for line in provenance.lines
        ],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:LENGTH]


# ------------------------------------------------------------------ in the file


def taken(data: bytes) -> Provenance | None:
    """The provenance in a Word file that was opened before; None where it carries none.

    Raises:
        Damaged: it carries one that cannot be read.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found = _found(parts)
        return loaded(parts.read(found)) if found else None


def put(data: bytes, provenance: Provenance) -> bytes:
    """The Word file with the provenance in it; every other part stays byte for byte."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        name = _found(parts)
        held = {entry.filename: parts.read(entry) for entry in parts.infolist()}
        dates = {entry.filename: entry.date_time for entry in parts.infolist()}
    if name:
        held[name] = dumped(provenance)
    else:
        held = _added(held, provenance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part, content in held.items():
            entry = zipfile.ZipInfo(part, dates.get(part, (1980, 1, 1, 0, 0, 0)))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return stream.getvalue()


def _found(parts: zipfile.ZipFile) -> str:
    """The part's name; programs number these parts anew, so it is known by what it holds."""
    mark = SPACE.encode()
    names = [name for name in parts.namelist() if _ITEM.fullmatch(name)]
    return next((name for name in names if mark in parts.read(name)), "")


def _added(held: dict[str, bytes], provenance: Provenance) -> dict[str, bytes]:
    """The parts of a file with one more, and all that has to name it."""
    taken = [int(found[1]) for name in held if (found := _ITEM.fullmatch(name))]
    number = max(taken, default=0) + 1
    digest = hashlib.sha256(provenance.document.encode()).hexdigest().upper()
    id = "-".join((digest[:8], digest[8:12], f"4{digest[12:15]}", f"A{digest[15:18]}"))
    beside = links_of(main_part(held[RELATIONS]))
    links = held.get(beside, NO_LINKS)
    ids = {int(each) for each in re.findall(rb"""Id=["']rId(\d+)["']""", links)}
    relation = {
        "Id": f"rId{max(ids, default=0) + 1}",
        "Type": _RELATION,
        "Target": f"../customXml/item{number}.xml",
    }
    properties = f"customXml/itemProps{number}.xml"
    override = {"PartName": f"/{properties}", "ContentType": _PROPERTIES_TYPE}
    return {
        **held,
        beside: with_one_more(links, "Relationship", relation),
        CONTENT_TYPES: with_one_more(held[CONTENT_TYPES], "Override", override),
        f"customXml/item{number}.xml": dumped(provenance),
        properties: _PROPERTIES.format(id=f"{id}-{digest[18:30]}").encode(),
        f"customXml/_rels/item{number}.xml.rels": _RELATIONS.format(number=number).encode(),
    }
