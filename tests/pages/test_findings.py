"""The page of findings, as a person uses it: every note leads to its place, and back."""

import shutil
import subprocess

import pytest

from drafter import cli
from drafter.resources import folder

SEED = folder("seeds").joinpath("county-2022", "report.txt")
ODD = "一、<script>alert(1)</script>\n\n**加粗**的<b>一段</b>，约约约**％&lt;\n"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The county report and one of odd characters, checked."""
    work = tmp_path_factory.mktemp("findings")
    (work / "甲<i>.txt").write_text(ODD, "utf-8")
    made = work / "page.html"
    cli.main(["check", str(SEED), str(work / "甲<i>.txt"), "-o", str(made)])
    return made


def test_a_click_on_a_note_shows_its_place(browser, page):
    """Exactly the words that it is about are marked, and lie in the window."""
    browser.open(page)
    browser.click("#r1 li.error")

    (note,) = browser.texts("li.pinned")
    assert "错误 句子过长" in note
    assert browser.texts("sup.pinned") == ["11"]
    assert "".join(browser.texts("mark.pinned")).startswith("着力解决群众身边的急难事")
    assert "".join(browser.texts("mark.pinned")).endswith("有力解决。")
    assert browser.is_seen("mark.pinned")


def test_a_click_in_the_text_shows_every_note_on_it(browser, page):
    """Words under two findings pin both; a second click lets go."""
    browser.open(page)
    inner = "#r1 mark[data-ids='r1-11 r1-13']"
    browser.click(inner)
    numbers = browser.texts("li.pinned b")
    seen = browser.is_seen("li.pinned")
    browser.click(inner)

    assert numbers == ["11", "13"]
    assert seen
    assert browser.texts(".pinned") == []


def test_keys_do_what_the_mouse_does(browser, page):
    """A note in focus is pinned with Enter and let go with Escape."""
    browser.open(page)
    browser.run("document.querySelector('#r1 li').focus()")
    browser.press("\ue007")
    pinned = browser.texts("li.pinned b")
    browser.press("\ue00c")

    assert pinned == ["1"]
    assert browser.texts(".pinned") == []


def test_a_severity_can_be_hidden(browser, page):
    """Its notes, numbers and marks go; those of others stay."""
    browser.open(page)
    browser.click("#show-warning")
    shown = """return [...document.querySelectorAll(arguments[0])]
        .filter((e) => e.getClientRects().length).length"""

    assert browser.run(shown, "li.warning, sup.warning") == 0
    assert browser.run(shown, "li.error") > 0


def test_notes_stand_beside_the_text_and_below_it_in_a_narrow_window(browser, page):
    """No line of the text waits for its notes; nothing is wider than 400 pixels."""
    place = """
        const row = document.querySelector("#r1 .row:has(li)");
        const [text, note] = ["p", "li"].map((e) => row.querySelector(e).getBoundingClientRect());
        return [note.left >= text.right, note.top >= text.bottom];
    """
    browser.open(page)
    wide = browser.run(place)
    browser.open(page, width=400)

    assert wide == [True, False]
    assert browser.run(place) == [False, True]
    assert browser.overflow() == 0


def test_what_looks_like_markup_is_text(browser, page):
    """Neither the report nor its name brings a tag into the page."""
    browser.open(page)

    assert browser.texts("main i script, main p b, h2 i") == []
    assert any("<script>alert(1)</script>" in text for text in browser.texts("#r2 p"))
    assert "甲<i>.txt" in browser.texts("#r2 h2")[0]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="not installed: pdftotext")
def test_all_of_it_is_printed(browser, page, tmp_path):
    """Every note stands on the paper, whatever was pinned."""
    browser.open(page)
    notes = browser.texts("li code")
    browser.printed(tmp_path / "page.pdf")

    read = ["pdftotext", "-layout", tmp_path / "page.pdf", "-"]
    told = subprocess.run(read, capture_output=True, text=True, check=True).stdout
    assert [note for note in notes if note not in told] == []
