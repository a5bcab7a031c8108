"""Word, laid out by GB/T 9704 without a red head. Its text reads back as the report's."""

import io
import zipfile
from typing import Any

from drafter.document import ParagraphKind, Report
from drafter.exporters import layout, provenance, wordxml
from drafter.exporters.exporter import Exporter

EPOCH = (1980, 1, 1, 0, 0, 0)  # zip's own: the same report gives the same bytes


def export(report: Report) -> bytes:
    """The report as a Word file."""
    from docx import Document  # 89 ms, paid by Word files alone
    from docx.oxml import parse_xml

    document = Document()
    body = document.element.body
    for old in list(body)[:-1]:  # the last is the section's own properties
        body.remove(old)
    for number, paragraph in enumerate(_paragraphs(report)):
        body.insert(number, parse_xml(paragraph))
    _set_page(document, parse_xml)
    _set_styles(document)
    _set_properties(document, report)
    stream = io.BytesIO()
    document.save(stream)
    made = repacked(stream.getvalue())
    carried = provenance.of(report)
    return provenance.put(made, carried) if carried else made


def _paragraphs(report: Report) -> list[str]:
    """Every line of the text as a paragraph, blank ones too."""
    kinds = report.kinds
    bylines = {paragraph.span[0] for paragraph in report.titles[1]}
    found, at = [], 0
    for line in report.text.split("\n"):
        if at in bylines:
            found.append(wordxml.byline(line))
        else:
            found.append(wordxml.paragraph(line, kinds.get(at, ParagraphKind.BODY)))
        at += len(line) + 1
    return found


def _set_page(document: Any, parse_xml: Any) -> None:
    """Paper, margins, grid, and page numbers at the outer edge."""
    section = document.sections[0]
    section.page_width, section.page_height = (_emu(length) for length in layout.PAGE)
    for side, length in layout.MARGINS.items():
        setattr(section, f"{side}_margin", _emu(length))
    section.footer_distance = _emu(layout.FOOTER)
    grid = section._sectPr.find(wordxml.qualified("docGrid"))  # noqa: SLF001  python-docx has no name for it
    grid.set(wordxml.qualified("type"), "lines")
    grid.set(wordxml.qualified("linePitch"), str(layout.LINE))
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        for old in list(footer._element):  # noqa: SLF001  its content is replaced whole
            footer._element.remove(old)  # noqa: SLF001
        footer._element.append(parse_xml(wordxml.page_number(side)))  # noqa: SLF001


def _emu(twips: int) -> int:
    return twips * 635


def _set_styles(document: Any) -> None:
    """Theme fonts would win over the fonts named here, so none is left."""
    styles = document.styles.element
    for fonts in styles.iter(wordxml.qualified("rFonts")):
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
    for spacing in styles.iterfind(
        f".//{wordxml.qualified('pPrDefault')}//{wordxml.qualified('spacing')}"
    ):
        spacing.getparent().remove(spacing)
    for language in styles.iter(wordxml.qualified("lang")):
        language.set(wordxml.qualified("eastAsia"), "zh-CN")
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for name, value in wordxml.font_names(layout.BODY.font).items():
        fonts.set(wordxml.qualified(name), value)


def _set_properties(document: Any, report: Report) -> None:
    """The title, and nobody's name; the template's picture of itself goes too."""
    titles = [paragraph.text for paragraph in report.titles[0]]
    properties = document.core_properties
    properties.title = "".join(titles) or report.genre.title_for(report.year)
    properties.author = properties.last_modified_by = properties.comments = ""
    element = properties._element  # noqa: SLF001  dates can be set, not left out
    for child in list(element):
        if child.tag.endswith(("}created", "}modified")):
            element.remove(child)
    _drop(document.part.package.rels, "/thumbnail")
    _drop(document.part.rels, "/stylesWithEffects")  # of Word 2010: it would contradict the styles


def _drop(relations: Any, kind: str) -> None:
    """Leave out the parts that are related in this way."""
    for id in [id for id, each in relations.items() if each.reltype.endswith(kind)]:
        del relations[id]


def repacked(data: bytes) -> bytes:
    """The archive without dates, so that the same report gives the same bytes."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(part))
    return stream.getvalue()


DOCX = Exporter("Word", ".docx", export)
