"""One page: it is one when LibreOffice prints it."""

import re
import shutil
import subprocess
import zipfile

import pytest

from drafter import exporters, papers
from drafter.exporters.compact import compact
from drafter.papers import PaperOrder
from tests.papers.conftest import SHEETS

TOOLS = ("soffice", "pdfinfo")
LACKING = [tool for tool in TOOLS if not shutil.which(tool)]


def written(report, path):
    """The page of a report as a Word file."""
    paper = papers.paper(report, papers.form("page"), PaperOrder())
    path.write_bytes(compact(exporters.exporter_for(".docx").export(paper.report)))
    return paper


@pytest.mark.skipif(bool(LACKING), reason=f"not installed: {LACKING}")
def test_every_page_is_one_page_when_it_is_printed(reports, tmp_path):
    """As rendered, for all sheets, the long ones filled up to their last lines."""
    made = {name: written(report, tmp_path / f"{name}.docx") for name, report in reports.items()}

    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "pdf", "--outdir", tmp_path, *tmp_path.glob("*.docx")),
        ],
        capture_output=True,
        check=True,
        timeout=240,
    )

    for name in made:
        told = subprocess.run(
            ["pdfinfo", tmp_path / f"{name}.pdf"], capture_output=True, text=True, check=True
        ).stdout
        assert re.search(r"Pages:\s+1\n", told), name
    assert len(made) == len(SHEETS)
    assert all(paper.fits for paper in made.values())
    assert made["county-2022"].left  # it had to choose
    assert not made["police-2023"].left  # and here not


def test_a_page_that_cannot_be_one_says_so(reports):
    """Shortcomings that alone fill a page are all kept, and the summary tells."""
    from dataclasses import replace

    from drafter.papers import page
    from drafter.papers.content import content

    told = content(reports["county-2022"])
    many = replace(told, pairs=told.pairs * 12)

    paper = page.write(many, PaperOrder())

    assert not paper.fits
    assert "一页放不下" in paper.notes[0]
    assert paper.report.text.count("思想解放步子不大") == 12


def test_small_type_changes_no_word(reports, tmp_path):
    """Only measures differ: the text is that of the ordinary file, the same each time."""
    paper = papers.paper(reports["police-2023"], papers.form("page"), PaperOrder())
    ordinary = exporters.exporter_for(".docx").export(paper.report)
    small = compact(ordinary)
    (tmp_path / "small.docx").write_bytes(small)
    with zipfile.ZipFile(tmp_path / "small.docx") as archive:
        body = archive.read("word/document.xml").decode()

    from drafter.readers import text_from

    assert text_from(small, "a.docx", ".docx") == text_from(ordinary, "a.docx", ".docx")
    assert small == compact(ordinary)
    assert set(re.findall(r'w:sz w:val="(\d+)"', body)) == {"24", "36"}
