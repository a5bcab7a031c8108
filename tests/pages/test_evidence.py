"""The evidence map, as a person uses it: from a sentence to its facts, and back."""

import shutil
import subprocess

import pytest

from drafter import cli
from drafter.resources import folder

SHEET = folder("seeds").joinpath("county-2022", "facts.md")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The county sheet, drafted without a model."""
    made = tmp_path_factory.mktemp("evidence") / "page.html"
    cli.main(["draft", str(SHEET), "-o", str(made), "--model", "none", "--quiet"])
    return made


def test_a_click_on_a_sentence_shows_its_facts(browser, page):
    """They and what else rests on them are marked; the first lies in the window."""
    browser.open(page)
    browser.click(".sentence[data-ids='F38']")

    assert browser.texts("li.pinned b") == ["F38"]
    assert browser.texts(".sentence.pinned sup") == ["F38"]
    assert browser.is_seen("li.pinned")


def test_a_sentence_of_several_facts_shows_them_all(browser, page):
    """A merged sentence names and marks every fact that it tells."""
    browser.open(page)
    several = "return [...document.querySelectorAll('.sentence')].map((e) => e.dataset.ids)"
    ids = next(ids for ids in browser.run(several) if " " in ids)
    browser.click(f".sentence[data-ids='{ids}']")

    assert sorted(browser.texts("li.pinned b")) == sorted(ids.split())
    assert browser.texts(".sentence.pinned sup") == [ids]


def test_a_click_on_a_fact_shows_its_sentence(browser, page):
    """The page moves to it; a click on another fact lets the first go."""
    browser.open(page)
    browser.click("li[data-ids='F44']")
    first = browser.texts(".sentence.pinned sup")
    seen = browser.is_seen(".sentence.pinned")
    browser.click("li[data-ids='F1']")

    assert seen
    assert "F44" in " ".join(first).split()
    assert browser.texts("li.pinned b") == ["F1"]


def test_pointing_lights_and_leaving_puts_out(browser, page):
    """Nothing has to be clicked to see both sides."""
    lit = "return [...document.querySelectorAll('.lit')].map((e) => e.dataset.ids)"
    move = """document.querySelector(".sentence[data-ids='F12']")
        .dispatchEvent(new MouseEvent(arguments[0]))"""
    browser.open(page)
    browser.run(move, "mouseenter")
    while_there = browser.run(lit)
    browser.run(move, "mouseleave")

    assert while_there == ["F12", "F12"]
    assert browser.run(lit) == []


def test_words_without_a_fact_are_told_apart(browser, page):
    """What only joins is soft, and pins no fact."""
    colour = "return getComputedStyle(document.querySelector(arguments[0])).color"
    browser.open(page)
    browser.click("p.body .frame")

    assert browser.run(colour, "p.body .frame") != browser.run(colour, "p.body .fact")
    assert browser.texts("li.pinned") == []


def test_in_a_narrow_window_text_and_facts_are_seen_together(browser, page):
    """400 pixels: the facts keep to the lower part, and the pinned one is among them."""
    browser.open(page, width=400)
    browser.click(".sentence[data-ids='F38']")

    assert browser.overflow() == 0
    assert browser.is_seen("li.pinned")
    assert browser.is_seen(".sentence.pinned")
    browser.click("li[data-ids='F44']")
    assert "F44" in " ".join(browser.texts(".sentence.pinned sup")).split()
    assert browser.is_seen(".sentence.pinned")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="not installed: pdftotext")
def test_all_facts_are_printed(browser, page, tmp_path):
    """The list that scrolls on the screen is whole on the paper."""
    browser.open(page)
    ids = browser.texts("li b")
    browser.printed(tmp_path / "page.pdf")

    read = ["pdftotext", "-layout", tmp_path / "page.pdf", "-"]
    told = subprocess.run(read, capture_output=True, text=True, check=True).stdout
    assert ids[-1] == "F58"
    assert [id for id in ids if id not in told.split()] == []
