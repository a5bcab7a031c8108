"""What every format of a report on an evaluation owes, and what each one is read by."""

import json
import re
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from drafter.chain import prompts
from drafter.errors import BadInput, UnknownName
from drafter.registry import collect
from evals import reports
from evals.chart import contrasts
from evals.reports import json as as_json
from evals.reports.changes import changes
from evals.reports.differences import pairs
from evals.reports.reporter import RunReporter
from evals.reports.sheet import ScoreSheet, title, unscored
from evals.results import Run
from evals.scorers import Score, all_scorers
from evals.stats import Verdict
from tests.evals.samples import CASES, HOSTILE, comparison, hostile, run

VOID = {"meta", "input", "br", "circle", "line", "rect"}


@pytest.fixture(scope="module")
def before():
    """The program's own drafts of six cases, three times each."""
    return run("a", 1)


@pytest.fixture(scope="module")
def after():
    """The same with sentences lost and a figure changed."""
    return run("b", 2, is_worse=True)


@pytest.fixture(scope="module")
def worse(before, after):
    """The comparison of the two, of the whole and of a step."""
    apart = tuple(replace(row, base=before.variant) for row in after.rows)
    return comparison(before, replace(after, rows=after.rows + apart))


@pytest.fixture(scope="module")
def broken(before, after):
    """One draft of the new version was not made; one case the old version never saw."""
    rows = [
        replace(row, case=f"{row.case}!") if row.case == CASES[0] else row for row in after.rows
    ]
    gone = {"scores": {}, "text": "", "sentences": (), "findings": (), "refused": (), "facts": ()}
    rows[-1] = replace(rows[-1], problem="模型没有给出 JSON", **gone)
    return comparison(before, replace(after, rows=tuple(rows)))


@pytest.fixture(scope="module")
def results(before, worse, broken):
    """Whatever may be reported on."""
    nothing = Run("x-0", "merge@1", {}, "fake")
    few = replace(before, rows=before.rows[:2])
    return {
        "run": before,
        "comparison": worse,
        "hostile run": hostile(before),
        "hostile comparison": comparison(hostile(worse.a), hostile(worse.b), note=HOSTILE),
        "broken": broken,
        "broken run": broken.b,
        "empty run": nothing,
        "empty comparison": comparison(nothing, nothing, note=""),
        "few": comparison(few, few),
    }


class Outline(HTMLParser):
    """Tags of a page as a browser nests them, and the texts between."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids, self.links, self.text = [], [], [], [], []
        self.handlers = []

    def handle_starttag(self, tag, attrs):
        """Note what it is and where it leads."""
        self.tags.append(tag)
        told = dict(attrs)
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if "href" in told else []
        self.handlers += [name for name in told if name.startswith("on") or name == "src"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """It closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        """It must close what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Text between tags."""
        self.text.append(data)


def outline(page):
    """The page as a browser sees it."""
    parser = Outline()
    parser.feed(page.decode("utf-8"))
    parser.close()
    assert parser.open == []
    return parser


@pytest.mark.parametrize("name", [each.name for each in reports.reporters()])
def test_every_format_renders_everything(name, results):
    """Runs and comparisons, empty, broken and hostile ones, the same bytes every time."""
    for result in results.values():
        told = reports.reporter(name).render(result)

        assert told.decode("utf-8")
        assert told == reports.reporter(name).render(result)


def test_formats_are_files():
    """One reporter a module, each with a name and a suffix of its own."""
    found = reports.reporters()

    assert {each.suffix for each in found} == {".html", ".md", ".xml", ".json"}
    assert len({each.name for each in found}) == len(found)
    assert found == collect(reports, RunReporter)


@pytest.mark.parametrize("suffix", [".html", ".MD", ".xml", ".json"])
def test_the_suffix_chooses(tmp_path, before, suffix):
    """What is written is what the format of the suffix renders."""
    path = tmp_path / f"report{suffix}"

    reports.write(before, path)

    assert path.read_bytes() == reports.reporter(suffix).render(before)


@pytest.mark.parametrize("name", ["report.pdf", "report"])
def test_an_unknown_suffix_is_said_in_one_line(tmp_path, before, name):
    """And nothing is written."""
    with pytest.raises(UnknownName, match=r"评测报告格式.*\.html") as told:
        reports.write(before, tmp_path / name)

    assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path, before):
    """Whole or not at all."""
    with pytest.raises(BadInput, match="没有这个文件夹"):
        reports.write(before, tmp_path / "none" / "report.html")


def test_json_reads_back_as_it_was(results):
    """Nothing is lost on the way out and in."""
    for result in results.values():
        assert as_json.load(as_json.render(result)) == result


def test_json_says_what_it_is(before, worse):
    """The first keys tell a program what it reads."""
    told = json.loads(as_json.render(worse))

    assert list(told)[:3] == ["schema", "kind", "id"]
    assert told["kind"] == "comparison"
    assert told["whole"]["overall"] == "worse"
    assert json.loads(as_json.render(before))["kind"] == "run"


@pytest.mark.parametrize("data", [b"{}", b"[]", b'{"schema": 2, "kind": "run"}', b"no"])
def test_json_of_something_else_is_refused(data):
    """No half-read report."""
    with pytest.raises((ValueError, TypeError, LookupError)):
        as_json.load(data)


def suites(result):
    """JUnit suites by name, after a look at the counts."""
    root = ET.fromstring(reports.reporter("junit").render(result))
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    for key in ("tests", "failures", "errors", "skipped"):
        assert int(root.get(key)) == sum(int(suite.get(key)) for suite in root)
    return {suite.get("name"): suite for suite in root}


def test_junit_has_a_test_for_every_case_and_scorer(worse):
    """And the verdicts before them."""
    found = suites(worse)
    names = [title(scorer) for scorer in ScoreSheet.of(worse).scorers]

    assert set(found) == {"结论", "结论：只换 merge", *CASES}
    for case in CASES:
        assert [test.get("name") for test in found[case]] == names


def test_junit_fails_what_is_worse(worse):
    """Verdicts that are worse, and in the cases what accounts for them; nothing else."""
    found = suites(worse)
    bad = {title(row.scorer) for row in worse.whole.rows if row.verdict is Verdict.WORSE}
    failed = {test.get("name") for test in found["结论"] if test.find("failure") is not None}
    in_cases = {
        test.get("name")
        for case in CASES
        for test in found[case]
        if test.find("failure") is not None
    }

    assert "要点写全" in bad
    assert failed == bad | {"总的看"}
    assert in_cases
    assert in_cases <= bad


def test_junit_of_two_that_are_the_same_fails_nothing(before):
    """No difference is a test passed."""
    same = suites(comparison(before, replace(before, id="a2")))

    assert {suite.get("failures") for suite in same.values()} == {"0"}


def test_junit_tells_what_was_not_made(broken):
    """A missing draft is an error, a missing score is skipped: neither passes."""
    found = suites(broken)
    (error,) = found[CASES[-1]].findall("testcase/error")

    assert error.get("message") == "模型没有给出 JSON"
    assert int(found[CASES[0]].get("skipped")) == len(found[CASES[0]])


def tables(text):
    """The tables of a Markdown text: rows of cells."""
    found, table = [], []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            table.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif table:
            found.append(table)
            table = []
    return found


@pytest.mark.parametrize("name", ["run", "comparison", "hostile run", "hostile comparison", "few"])
def test_markdown_tables_are_tables(results, name):
    """Every row has as many cells as its head, whatever stands in them."""
    for head, line, *rows in tables(reports.reporter("markdown").render(results[name]).decode()):
        assert set(line) == {"---"}
        assert rows
        assert {len(row) for row in rows} == {len(head)}


def test_markdown_begins_with_the_verdict(worse):
    """What a reviewer sees first is what may be said."""
    told = reports.reporter("markdown").render(worse).decode()

    assert told.splitlines()[2].startswith("**更差** 总的看，新版更差")
    assert [row[0] for row in tables(told)[0][2:]] == [title(r.scorer) for r in worse.whole.rows]


def test_markdown_shows_hostile_text_as_text(results):
    """No tag, no mention, no code span, no heading of its own."""
    told = reports.reporter("markdown").render(results["hostile comparison"]).decode()

    assert "<script" not in told
    assert "@" not in told
    assert not re.search(r"(?<!\\)`", told)


def test_the_page_is_well_formed(results):
    """Tags nest, ids are unique, every link leads to a place on the page."""
    for result in results.values():
        seen = outline(reports.reporter("html").render(result))

        assert len(set(seen.ids)) == len(seen.ids)
        assert {link[1:] for link in seen.links} <= set(seen.ids)
        assert {link[0] for link in seen.links} <= {"#"}


def test_the_page_fetches_nothing(results):
    """One script, which is ours; nothing from elsewhere, whatever the texts hold."""
    for result in results.values():
        page = reports.reporter("html").render(result)
        seen = outline(page)

        assert seen.tags.count("script") == 1
        assert seen.handlers == []
        assert {"link", "img", "iframe", "object", "base", "form"}.isdisjoint(seen.tags)
        assert b"default-src 'none'" in page
        assert b"http://" not in page


def test_the_page_holds_hostile_text_whole(results):
    """It is shown, not run and not dropped."""
    seen = outline(reports.reporter("html").render(results["hostile comparison"]))

    assert sum(HOSTILE in text for text in seen.text) > len(CASES)


def test_the_page_tells_the_verdict_and_its_figures(worse):
    """In words, with the difference, the interval, the documents and the repeats."""
    text = "".join(outline(reports.reporter("html").render(worse)).text)
    overall = worse.whole.rows[0]

    assert "新版更差" in text
    assert f"−{abs(overall.difference):.3f}" in text
    assert f"−{abs(overall.interval.low):.3f} … −{abs(overall.interval.high):.3f}" in text
    assert "6 份" in text
    assert worse.note in text


def test_the_page_shows_both_texts_whole(worse):
    """What is marked in a text is neither lost nor doubled."""
    page = reports.reporter("html").render(worse).decode()
    plain = re.sub(r"<sup>.*?</sup>|<ul class=\"notes\">.*?</ul>", "", page)
    text = "".join(outline(plain.encode()).text)

    for row in (worse.a.rows[0], worse.b.rows[0]):
        lines = [line for line in row.text.splitlines() if line.strip()]
        assert [line for line in lines if line not in text] == []


def test_what_has_no_score_is_told_with_its_reason(broken):
    """By scorer and reason, every place of it."""
    gaps = unscored(ScoreSheet.of(broken))
    page = reports.reporter("html").render(broken).decode()

    assert gaps[0].reason == "模型没有给出 JSON"
    assert gaps[0].places(ScoreSheet.of(broken)) == f"{CASES[-1]}（新版第 3 次）"
    assert ("cost", "所有案例") in {(gap.scorer, gap.places(ScoreSheet.of(broken))) for gap in gaps}
    for gap in gaps:
        assert gap.reason in page


def test_a_mean_that_is_missing_is_explained_on_the_terminal(broken):
    """In the line of the scorer, by what most drafts lack."""
    table = contrasts(broken, all_scorers()).splitlines()
    lines = [line for line in table if "没有评分" in line]
    gaps = unscored(ScoreSheet.of(broken))
    told = {gap.reason for gap in gaps if gap.places(ScoreSheet.of(broken)) == "所有案例"}
    assert lines
    assert all(any(f"没有评分（{why}）" in line for why in told) for line in lines)


def test_repeats_without_a_score_are_no_zeros(before):
    """A case's mean is that of the repeats that were scored."""
    first, second, *rest = [row for row in before.rows if row.case == CASES[0]]
    silent = replace(second, scores={**second.scores, "overall": Score(None, "说不出")})
    told = ScoreSheet.of(replace(before, rows=(first, silent, *rest))).lines[0].cells("overall")[0]

    assert told.mean == first.scores["overall"].value
    assert told.reasons["说不出"] == (1,)


def test_changed_prompts_are_shown_line_by_line(worse):
    """Where both texts can be had and are those that were scored."""
    old = prompts.load("merge@1")
    found = changes(
        replace(
            worse,
            a=replace(worse.a, prompts={"merge@1": old.digest}),
            b=replace(worse.b, prompts={"merge@1": "edited since"}),
        )
    )

    assert [(each.before, each.after) for each in found] == [("merge@1", "merge@1")]
    assert "改过" in found[0].problem


def test_a_prompt_from_a_file_is_compared_too(worse, tmp_path):
    """A file that is to become a version is shown like one."""
    old = prompts.load("merge@1")
    file = tmp_path / "new.md"
    file.write_text(old.source.replace("\n---\n", "\n不用<b>套话</b>。\n---\n", 1), "utf-8")
    new = prompts.load(f"merge={file}")
    compared = replace(
        worse,
        a=replace(worse.a, prompts={old.ref: old.digest}),
        b=replace(worse.b, prompts={new.ref: new.digest}),
    )
    page = reports.reporter("html").render(compared).decode()

    assert changes(compared)[0].texts == (old, new)
    assert "<ins>不用&lt;b&gt;套话&lt;/b&gt;。</ins>" in page
    assert "行没有改动" in page


def test_differences_put_a_text_together_again(worse):
    """Without what is gone or new, both sides of a pair say the same."""
    a, b = worse.a.rows[0].text, worse.b.rows[0].text
    seen = pairs(a, b)

    assert any(pair.gone for pair in seen)
    assert [pair.a for pair in seen if pair.a] == sorted(pair.a for pair in seen if pair.a)
    for pair in seen:
        if pair.a and pair.b:
            assert rest(a, pair.a, pair.gone) == rest(b, pair.b, pair.new)


def rest(text, span, cuts):
    """What stands at a span outside of the cuts."""
    cut = {at for cut in cuts for at in range(*cut)}
    return "".join(text[at] for at in range(*span) if at not in cut)


def test_forty_cases_stay_small_and_quick(worse):
    """40 cases, 2 versions, 3 repeats: below 5 MB, rendered in seconds."""

    def many(run):
        few = [row for row in run.rows if row.case in CASES[:5] and not row.base]
        rows = (replace(row, case=f"{row.case}-{n}") for row in few for n in range(8))
        return replace(run, rows=tuple(rows))

    started = time.process_time()
    large = replace(worse, a=many(worse.a), b=many(worse.b))
    page = reports.reporter("html").render(large)

    assert len(ScoreSheet.of(large).lines) == 40
    assert len(page) < 5_000_000
    assert time.process_time() - started < 10
