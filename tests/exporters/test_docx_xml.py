"""The Word file, unzipped: page, fonts on every run, indents, headings, page numbers."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from drafter.exporters import exporter_for
from tests.exporters.samples import TITLE, drafted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def parts():
    """The file's parts by name."""
    with zipfile.ZipFile(io.BytesIO(exporter_for(".docx").export(drafted()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def document(parts):
    """The body's tree."""
    return ET.fromstring(parts["word/document.xml"])


def paragraph(document, start: str):
    """The paragraph that starts with these words."""
    return next(
        p for p in document.iter(f"{W}p") if "".join(p.itertext()).strip().startswith(start)
    )


def value(element, path: str, name: str = "val"):
    """An attribute of a child, by a path without namespaces."""
    child = element.find("/".join(f"{W}{part}" for part in path.split("/")))
    return None if child is None else child.get(f"{W}{name}")


def fonts(element) -> set[str]:
    """The fonts of an element's runs."""
    return {each.get(f"{W}eastAsia") for each in element.iter(f"{W}rFonts")}


def test_page_and_grid(document):
    """A4, 37/35/28/26 mm, 22 lines by a line grid."""
    section = document.find(f"{W}body/{W}sectPr")

    assert (value(section, "pgSz", "w"), value(section, "pgSz", "h")) == ("11906", "16838")
    margins = section.find(f"{W}pgMar")
    assert [margins.get(f"{W}{side}") for side in ("top", "bottom", "left", "right")] == [
        "2098",
        "1984",
        "1588",
        "1474",
    ]
    assert value(section, "docGrid", "type") == "lines"
    assert value(section, "docGrid", "linePitch") == "579"


def test_every_run_names_its_font_for_every_script(document):
    """No run is left to a default: quotes, dashes and digits have the Chinese font too."""
    runs = list(document.iter(f"{W}r"))
    named = [run.find(f"{W}rPr/{W}rFonts") for run in runs]

    assert runs
    assert all(
        len({each.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")}) == 1
        and each.get(f"{W}hint") == "eastAsia"
        for each in named
    )


def test_no_theme_font_is_left(parts):
    """A theme's font would win over a named one."""
    for name in ("word/document.xml", "word/styles.xml"):
        assert b"Theme=" not in parts[name]


def test_body_text(document):
    """三号仿宋, exact lines, squeezed, indented by two characters, no widow control."""
    body = paragraph(document, "2023年，")

    assert fonts(body) == {"仿宋_GB2312"}
    assert value(body, "r/rPr/sz") == "32"
    assert value(body, "r/rPr/spacing") == "-5"
    assert value(body, "pPr/spacing", "line") == "579"
    assert value(body, "pPr/spacing", "lineRule") == "exact"
    assert value(body, "pPr/ind", "firstLineChars") == "200"
    assert value(body, "pPr/ind", "firstLine") == "640"
    assert value(body, "pPr/widowControl") == "0"


def test_title(document):
    """二号小标宋, centred, over two lines that keep words whole."""
    title = document.find(f"{W}body/{W}p")
    lines = [each.text for each in title.iter(f"{W}t")]

    assert "".join(lines) == TITLE
    assert lines == ["云岭县教育局党组书记、局长", "2023年度述职述廉报告"]
    assert fonts(title) == {"方正小标宋简体"}
    assert value(title, "r/rPr/sz") == "44"
    assert value(title, "pPr/jc") == "center"


def test_headings_have_their_fonts_and_stay_with_what_follows(document):
    """一、 in 黑体, （一） in 楷体; a （一） with text behind it in both."""
    first, second = paragraph(document, "一、"), paragraph(document, "（二）")

    assert fonts(first) == {"黑体"}
    assert fonts(second) == {"楷体_GB2312"}
    assert fonts(paragraph(document, "（一）")) == {"楷体_GB2312", "仿宋_GB2312"}
    assert first.find(f"{W}pPr/{W}keepNext") is not None
    assert second.find(f"{W}pPr/{W}keepNext") is not None
    assert paragraph(document, "一是").find(f"{W}pPr/{W}keepNext") is None


def test_salutation_and_date(document):
    """The salutation starts at the margin, the date ends four characters before it."""
    assert paragraph(document, "各位领导").find(f"{W}pPr/{W}ind") is None
    date = paragraph(document, "2024年1月10日")
    assert value(date, "pPr/jc") == "right"
    assert value(date, "pPr/ind", "rightChars") == "400"


def test_page_numbers(parts):
    """— 1 — in 四号宋体, right on odd pages and left on even ones."""
    footers = [ET.fromstring(parts[name]) for name in sorted(parts) if "footer" in name]

    assert {value(footer, "p/pPr/jc") for footer in footers} == {"right", "left"}
    for footer in footers:
        side = value(footer, "p/pPr/jc")
        assert value(footer, "p/pPr/ind", f"{side}Chars") == "100"
        assert fonts(footer) == {"宋体"}
        assert {size.get(f"{W}val") for size in footer.iter(f"{W}sz")} == {"28"}
        assert "".join(each.text for each in footer.iter(f"{W}t")) == "— 1 —"
    assert b"evenAndOddHeaders" in parts["word/settings.xml"]


def test_properties_name_nobody(parts):
    """The title is there; author, comments and dates are not."""
    core = parts["docProps/core.xml"].decode()

    assert TITLE in core
    assert "python" not in core
    assert "created" not in core
    assert not [name for name in parts if "thumbnail" in name]
