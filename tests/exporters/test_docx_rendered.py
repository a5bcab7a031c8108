"""The Word file on paper: rendered by LibreOffice with free fonts, counted and measured."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from drafter.exporters import export
from drafter.resources import folder
from tests.exporters.samples import report

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}</fontconfig>
"""
STAND_INS = {
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "方正小标宋简体": "FandolSong",
    "宋体": "FandolSong",
}
POINT = 25.4 / 72  # millimetres


def missing() -> str:
    """What this machine lacks, "" if nothing."""
    lacking = [tool for tool in ("soffice", "pdftotext", "pdffonts") if not shutil.which(tool)]
    if not shutil.which("fc-list"):
        return "fontconfig is not installed"
    known = subprocess.run(["fc-list"], capture_output=True, text=True, check=True).stdout
    lacking += [font for font in set(STAND_INS.values()) if font not in known]
    return f"not installed: {', '.join(lacking)}" if lacking else ""


pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture(scope="module")
def pdf(tmp_path_factory) -> Path:
    """The seed's report with a title, rendered."""
    work = tmp_path_factory.mktemp("rendered")
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{free}</family></prefer>'
        "</alias>"
        for name, free in STAND_INS.items()
    )
    (work / "fonts.conf").write_text(FONTS.format(aliases=aliases), "utf-8")
    seed = folder("seeds").joinpath("county-2022", "report.txt").read_text("utf-8")
    export(report("2022年度述职述廉报告\n" + seed.strip()), work / "report.docx")
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{work}/profile"),
            *("--convert-to", "pdf", "--outdir", work, work / "report.docx"),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(work / "fonts.conf")},
        capture_output=True,
        check=True,
        timeout=100,
    )
    return work / "report.pdf"


def output(*command) -> str:
    """What a tool prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def rows(pdf: Path, page: int) -> list[tuple[float, str]]:
    """The lines of a page: top edge in millimetres and text, the page number last."""
    boxes = output("pdftotext", "-bbox", "-f", str(page), "-l", str(page), pdf, "-")
    found: dict[int, list[tuple[float, float, str]]] = {}
    for x, y, word in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*?>([^<]*)</word>', boxes):
        top = float(y) * POINT
        found.setdefault(round(top / 3), []).append((float(x), top, word))
    merged: list[list[tuple[float, float, str]]] = []
    for key in sorted(found):
        if merged and found[key][0][1] - merged[-1][0][1] < 4:
            merged[-1] += found[key]
        else:
            merged.append(found[key])
    return [(row[0][1], "".join(word for _, _, word in sorted(row))) for row in merged]


def test_a_page_holds_22_lines_of_28_characters(pdf):
    """A full page has 22 lines, and full lines of Chinese have 28 characters."""
    lines = [text for _, text in rows(pdf, 2)[:-1]]
    chinese = [len(line) for line in lines if not re.search(r"[ -~]", line)]

    assert len(lines) == 22
    assert max(chinese) in (28, 29)  # a mark may hang over the margin


def test_the_seed_takes_five_pages(pdf):
    """What was measured for this layout."""
    assert "Pages:           5" in output("pdfinfo", pdf)


def test_no_heading_ends_a_page(pdf):
    """A heading stays with the paragraph below it."""
    last = [rows(pdf, page)[-2][1] for page in range(1, 5)]

    assert not [line for line in last if re.match("[一二三四]、", line)]


def test_every_font_is_the_one_named(pdf):
    """Nothing fell to a Latin or a default font."""
    used = {line.split()[0].split("+")[-1] for line in output("pdffonts", pdf).splitlines()[2:]}

    assert {font.split("-")[0] for font in used} <= set(STAND_INS.values())
    assert {"FandolFang-Regular", "FandolHei-Regular"} <= used


def test_page_numbers_stand_outside(pdf):
    """Odd pages right, even pages left, below the text."""
    for page, side in ((1, "right"), (2, "left")):
        top, number = rows(pdf, page)[-1]
        assert number == f"—{page}—"
        assert 262 < top < 270
        boxes = output("pdftotext", "-bbox", "-f", str(page), "-l", str(page), pdf, "-")
        x = float(re.findall(r'xMin="([\d.]+)"', boxes)[-1]) * POINT
        assert (x > 105) == (side == "right")


def test_masks_are_printed(pdf):
    """Every mask of the seed is on paper."""
    text = re.sub(r"\s", "", output("pdftotext", pdf, "-"))

    assert text.count("*") >= 56
    assert "列全省第**位、全市第**位" in text
