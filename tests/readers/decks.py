"""Presentations for tests, of the few parts that one must have."""

import io
import zipfile
from xml.sax.saxutils import escape

_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
    "xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' "
    f"xmlns:r='{_OFFICE}'"
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def shape(*rows: str, kind: str | None = None, at: tuple[int, int] | None = None, own: str = ""):
    """A shape with a paragraph a row; a row that begins with blanks is a level deeper for each.

    Args:
        rows: its words; one that begins with < is a paragraph as it stands.
        kind: of placeholder (title, body); None for a text box.
        at: from the left and from the top, in inches.
        own: attributes of its name.
    """
    place = f"<p:ph type='{kind}'/>" if kind else ""
    where = f"<a:xfrm><a:off x='{at[0] * 914400}' y='{at[1] * 914400}'/></a:xfrm>" if at else ""
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='2' name='a' {own}/><p:cNvSpPr/><p:nvPr>{place}</p:nvPr>"
        f"</p:nvSpPr><p:spPr>{where}</p:spPr><p:txBody><a:bodyPr/>"
        + "".join(row if row.startswith("<") else _paragraph(row) for row in rows)
        + "</p:txBody></p:sp>"
    )


def _paragraph(row: str) -> str:
    depth = len(row) - len(row.lstrip())
    return f"<a:p><a:pPr lvl='{depth}'/><a:r><a:t>{escape(row.strip())}</a:t></a:r></a:p>"


def grid(*rows) -> str:
    """A table."""
    told = "".join(
        "<a:tr h='1'>"
        + "".join(f"<a:tc><a:txBody>{_paragraph(cell)}</a:txBody></a:tc>" for cell in row)
        + "</a:tr>"
        for row in rows
    )
    return framed("table", f"<a:tbl><a:tblGrid/>{told}</a:tbl>")


def framed(kind: str, content: str = "") -> str:
    """A frame that holds something of a kind: table, chart."""
    return (
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='3' name='b'/></p:nvGraphicFramePr>"
        f"<a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/{kind}'>"
        f"{content}</a:graphicData></a:graphic></p:graphicFrame>"
    )


PICTURE = "<p:pic><p:nvPicPr><p:cNvPr id='4' name='c'/></p:nvPicPr></p:pic>"


def slide(*shapes: str, notes: tuple[str, ...] = (), own: str = "") -> tuple[str, str]:
    """A slide and its speaker's notes, "" for none; `own` are attributes of the slide."""
    said = _tree("notes", (shape(*notes, kind="body"),)) if notes else ""
    return _tree("sld", shapes, own), said


def _tree(name: str, shapes: tuple[str, ...], own: str = "") -> str:
    told = "".join(shapes)
    return (
        f"{_HEAD}<p:{name} {_NAMES} {own}><p:cSld><p:spTree>{told}</p:spTree></p:cSld></p:{name}>"
    )


def slides(*shown: tuple[str, str]) -> bytes:
    """A presentation; its parts stand in the archive against the order in which they are shown."""
    stream = io.BytesIO()
    links = [(f"s{n}", "slide", f"slides/slide{n}.xml") for n, _ in enumerate(shown, 1)]
    listed = "".join(f"<p:sldId id='{255 + n}' r:id='s{n}'/>" for n, _ in enumerate(shown, 1))
    main = f"<p:presentation {_NAMES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"{_HEAD}<Types xmlns='{_PACKAGE}/content-types'/>")
        archive.writestr("_rels/.rels", _links([("m", "officeDocument", "ppt/presentation.xml")]))
        archive.writestr("ppt/presentation.xml", f"{_HEAD}{main}")
        archive.writestr("ppt/_rels/presentation.xml.rels", _links(links))
        for number, (told, notes) in reversed(list(enumerate(shown, 1))):
            archive.writestr(f"ppt/slides/slide{number}.xml", told)
            if notes:
                to = [("n", "notesSlide", f"../notesSlides/notesSlide{number}.xml")]
                archive.writestr(f"ppt/slides/_rels/slide{number}.xml.rels", _links(to))
                archive.writestr(f"ppt/notesSlides/notesSlide{number}.xml", notes)
    return stream.getvalue()


def _links(rows: list[tuple[str, str, str]]) -> str:
    told = "".join(
        f"<Relationship Id='{id}' Type='{_OFFICE}/{kind}' Target='{to}'/>" for id, kind, to in rows
    )
    return f"{_HEAD}<Relationships xmlns='{_PACKAGE}/relationships'>{told}</Relationships>"
