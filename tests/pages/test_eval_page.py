"""The page of an evaluation, as a person uses it: from the verdict to the sentence behind it."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from evals import reports
from evals.reports.sheet import ScoreSheet
from tests.evals.samples import CASES, comparison, hostile, run

SAME = "a-case-alike"
ENTER, ESCAPE = "\ue007", "\ue00c"
SHOWN = "[...document.querySelectorAll('.matrix tbody tr[data-case]:not([hidden]) th a')]"


@pytest.fixture(scope="module")
def result():
    """Seven cases, three times each: one the same, six worse, and one draft is missing."""
    before, after = run("a", 1), run("b", 2, is_worse=True)
    same = tuple(replace(row, case=SAME) for row in before.rows if row.case == CASES[0])
    before = replace(before, rows=before.rows + same)
    rows = list(after.rows)
    gone = {"scores": {}, "text": "", "sentences": (), "findings": (), "refused": (), "facts": ()}
    rows[-1] = replace(rows[-1], problem="模型没有给出 JSON", **gone)
    apart = tuple(replace(row, base=before.variant) for row in after.rows)
    return comparison(before, replace(after, rows=(*rows, *same, *apart)))


@pytest.fixture(scope="module")
def page(result, tmp_path_factory):
    """The page of the comparison."""
    path = tmp_path_factory.mktemp("eval") / "report.html"
    reports.write(result, path)
    return path


def names(browser):
    """The cases that the table shows, from the top."""
    return browser.run(f"return {SHOWN}.map((each) => each.textContent)")


def opened(browser, page, case="c1"):
    """The page with one case open."""
    browser.open(page)
    browser.run("document.getElementById(arguments[0]).open = true", case)


def kept(result):
    """Where the sheet has a scorer: its cell's place in a case's section."""
    return list(ScoreSheet.of(result).scorers).index("kept")


def test_a_cell_tells_its_reasons_in_place(browser, page, result):
    """A click opens them under the row, another one closes them, Escape too."""
    browser.open(page)
    cell = f"tr[data-case=c1] a[href='#c1-s{kept(result)}']"
    browser.click(cell)
    (told,) = browser.texts(".matrix .detail")
    seen = browser.is_seen(".matrix .detail .said")
    browser.click(cell)
    closed = browser.texts(".matrix .detail")
    browser.press(ENTER)
    opened = len(browser.texts(".matrix .detail"))
    browser.press(ESCAPE)

    assert told.startswith("要点写全")
    assert "没有写全" in told
    assert seen
    assert closed == []
    assert opened == 1
    assert browser.texts(".matrix .detail") == []


def test_the_reasons_lead_to_the_text(browser, page, result):
    """The link under a cell opens the case and brings it into the window."""
    browser.open(page)
    browser.click(f"tr[data-case=c3] a[href='#c3-s{kept(result)}']")
    browser.click(".detail dt a")
    browser.run("return new Promise((done) => requestAnimationFrame(done))")

    assert browser.run("return document.getElementById('c3').open")
    assert browser.is_seen("#c3 > summary h3")


def test_a_link_to_what_is_closed_opens_it(browser, page, result):
    """The page may be cited down to one score of one case."""
    browser.open(page)
    browser.run("location.hash = arguments[0]", f"c2-s{kept(result)}")
    browser.run("return new Promise((done) => setTimeout(done, 50))")

    assert browser.is_seen(f"#c2-s{kept(result)}")


def test_a_column_sorts(browser, page):
    """By number, up and down; by name; and it says so."""
    browser.open(page)
    column = ".matrix thead th:nth-child(4)"
    difference = "[...document.querySelectorAll('.matrix tbody td:nth-child(4)')]"
    browser.click(f"{column} button")
    up = browser.run(f"return {difference}.map((each) => Number(each.dataset.value))")
    said = browser.run(f"return document.querySelector('{column}').getAttribute('aria-sort')")
    browser.press(ENTER)
    down = browser.run(f"return {difference}.map((each) => Number(each.dataset.value))")
    browser.click(".matrix thead th:first-child button")

    assert up == sorted(up) != down
    assert down == sorted(up, reverse=True)
    assert said == "ascending"
    assert names(browser) == [SAME, *sorted(CASES)]


def test_words_filter_cases(browser, page):
    """By name, text and fact; the cases below follow the table."""
    browser.open(page)
    browser.click("#filter")
    browser.press("police")
    by_name = names(browser)
    browser.run("document.querySelector('#filter').select()")
    browser.press("智慧教室")
    by_text = names(browser)
    said = browser.run("return document.querySelector('#shown').value")
    below = browser.run(
        "return [...document.querySelectorAll('.case')].filter((each) => !each.hidden).length"
    )

    assert by_name == ["police-2023"]
    assert by_text == ["education-2023"]
    assert said == "1 / 7 个案例"
    assert below == 1


def test_only_what_differs_or_lost_is_shown(browser, page):
    """The case that is the same in both versions goes; without a mark all are back."""
    browser.open(page)
    browser.click("#only-differing")
    differing = names(browser)
    browser.click("#only-differing")
    browser.click("#only-worse")

    assert differing == sorted(CASES)
    assert set(names(browser)) <= set(differing)
    browser.click("#only-worse")
    assert names(browser) == [SAME, *sorted(CASES)]


def test_a_sentence_shows_its_facts(browser, page):
    """A click lights its facts and both versions' sentences on them; a click on a fact too."""
    opened(browser, page)
    sentence = "#c1 .row:not(.heads) div:last-child .sentence[data-ids^='c1-f']"
    browser.click(sentence)
    wanted = browser.run(
        "return document.querySelector(arguments[0]).dataset.ids.split(' ')", sentence
    )
    facts = browser.run(
        "return [...document.querySelectorAll('#c1 aside li.pinned')].map((e) => e.dataset.ids)"
    )
    seen = browser.is_seen("#c1 aside li.pinned")
    browser.click("#c1 aside li.pinned")

    assert facts
    assert set(facts) <= set(wanted)
    assert seen
    assert browser.is_seen("#c1 .sentence.pinned")


def test_a_finding_shows_its_place(browser, page):
    """Beside the text, linked to the sentence that it is about."""
    opened(browser, page)
    browser.click("#c1 .notes li")

    assert browser.texts("#c1 .notes li.pinned")
    assert browser.is_seen("#c1 .texts span.pinned")


def test_only_changed_paragraphs(browser, page):
    """What both versions share can be put away."""
    opened(browser, page)
    rows = "return [...document.querySelectorAll('#c1 .row')].filter((e) => e.offsetHeight).length"
    every = browser.run(rows)
    browser.click("#only-changed")

    assert 1 < browser.run(rows) < every
    assert browser.run("return document.querySelectorAll('#c1 del').length") > 0


def test_all_cases_open_and_close(browser, page):
    """For those who read on."""
    browser.open(page)
    opened = "return document.querySelectorAll('.case[open]').length"
    browser.click("#open-all")
    every = browser.run(opened)
    browser.click("#close-all")

    assert every == len(CASES) + 1
    assert browser.run(opened) == 0


@pytest.mark.parametrize("width", [360, 900])
def test_no_window_is_too_narrow(browser, page, width):
    """Nothing sticks out, opened or closed; wide tables scroll in themselves."""
    browser.open(page, width=width)
    closed = browser.overflow()
    browser.click("#open-all")

    assert closed <= 0
    assert browser.overflow() <= 0


def test_texts_do_no_harm(browser, result, tmp_path):
    """A script in a draft, a prompt's name or a reason is text: no dialog, no complaint."""
    path = tmp_path / "hostile.html"
    reports.write(comparison(hostile(result.a), hostile(result.b)), path)
    browser.open(path)
    browser.click("#open-all")
    browser.click(".matrix tbody td a")

    assert browser.run("return document.scripts.length") == 1
    assert '<script>alert("1")</script>' in browser.texts("h1")[0]


def test_a_run_and_an_empty_one_open_too(browser, result, tmp_path):
    """One version alone has a table to sort and texts to read; without cases nothing breaks."""
    reports.write(result.a, tmp_path / "run.html")
    reports.write(replace(result.a, rows=()), tmp_path / "empty.html")
    browser.open(tmp_path / "run.html")
    browser.click(".matrix thead th:nth-child(2) button")
    browser.click("#c0 > summary")
    browser.click("#c0 .sentence[data-ids^='c0-f']")
    lit = browser.texts("#c0 aside li.pinned")
    told = browser.run("return document.querySelector('#c0 .sentence.pinned').dataset.ids")
    browser.open(tmp_path / "empty.html")

    assert len(lit) == len(told.split())
    assert "没有案例" in browser.texts("#matrix")[0]


def test_it_reads_without_scripts(browser, page, tmp_path):
    """Verdict, table and texts are there; what needs a script is not offered."""
    plain = tmp_path / "plain.html"
    plain.write_text(re.sub(r"<script>.*</script>", "", page.read_text("utf-8"), flags=re.DOTALL))
    browser.open(plain)
    shown = browser.run("return document.querySelector('#filter').offsetHeight")
    browser.click("#c1 > summary")

    assert shown == 0
    assert browser.texts(".word")[0] == "新版更差"
    assert browser.run("return document.querySelector('#c1 .texts').offsetHeight") > 0


def test_on_paper(browser, page, tmp_path):
    """The verdict with its figures, the table whole, and the cases that were opened."""
    path = tmp_path / "report.pdf"
    opened(browser, page, "c2")
    browser.printed(path)

    assert path.read_bytes().startswith(b"%PDF")
    if not shutil.which("pdftotext"):
        pytest.skip("not installed: pdftotext")
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "新版更差" in text
    assert "纸上只印展开了的案例" in text
    assert "智慧教室" in text
    assert "全部展开" not in text
