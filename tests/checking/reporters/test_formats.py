"""What every format of findings owes, and what each one is read by."""

import io
import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from drafter.checking.checker import inspector
from drafter.checking.reporters import reporter, reporters
from drafter.checking.results import Inspection, Results
from drafter.document import Finding, Severity
from drafter.errors import UnknownName
from drafter.settings import Check

SEED = Path(__file__).parent.parent.parent.parent / "seeds" / "county-2022" / "report.txt"
HOSTILE = '<script>alert("1")</script>&=1+1\x07\n::error::\u202e%0A|'
SARIF_KEYS = {  # what SARIF 2.1.0 knows of the objects written here
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "language", "columnKind", "invocations", "artifacts", "results"},
    "result": {"ruleId", "ruleIndex", "level", "message", "locations", "properties"},
    "region": {"startLine", "startColumn", "endLine", "endColumn", "snippet"},
}


def finding(text, *, severity=Severity.ERROR, span=(0, 4), message="没有依据"):
    """A finding of figures that no fact supports."""
    return Finding(
        "unsupported-figure",
        severity,
        span,
        text.count("\n", 0, span[0]) + 1,
        text[slice(*span)],
        message,
        "删去",
        ("F1", "F2"),
    )


@pytest.fixture(scope="module")
def single():
    """The seed's own findings."""
    judge = inspector(Check())
    return Results((judge.inspect(str(SEED)),), is_single=True)


@pytest.fixture(scope="module")
def several():
    """A report at fault, one without flaws, one that cannot be read, one that means harm."""
    text = "第一行。\n完成投资12亿元。"
    return Results(
        (
            Inspection("甲,乙:1.txt", text, (finding(text, span=(5, 14)),)),
            Inspection("好.md", "好。", skipped=4),
            Inspection("坏.docx", problem="坏.docx 打不开"),
            Inspection(
                "<i>=1.txt",
                HOSTILE,
                (finding(HOSTILE, span=(3, 40), message=HOSTILE),),
                suppressed=2,
            ),
        )
    )


@pytest.mark.parametrize("name", [each.name for each in reporters()])
def test_every_format_renders_everything(name, single, several):
    """Ordinary, empty and hostile results all become bytes."""
    for results in (single, several, Results(())):
        assert reporter(name).render(results) is not None
    assert reporter(name).render(several)


def test_formats_are_found_by_name_and_by_suffix():
    """--format takes the name, -o goes by the suffix."""
    assert reporter("xlsx") is reporter(".xlsx")
    assert reporter(".xml").name == "junit"
    with pytest.raises(UnknownName, match="sarif"):
        reporter("sarf")


def test_json_of_one_file_is_exactly_what_is_promised(single):
    """Keys as documented; every span cuts the finding's text out of `text`."""
    told = json.loads(reporter("json").render(single))

    assert list(told) == ["findings", "summary", "text"]
    assert told["text"] == SEED.read_text("utf-8")
    assert told["findings"]
    for each in told["findings"]:
        keys = ["rule", "severity", "span", "line", "text", "message", "suggestion", "facts"]
        assert list(each) == keys
        start, end = each["span"]
        assert told["text"][start:end] == each["text"]
        assert told["text"].count("\n", 0, start) + 1 == each["line"]
    assert sum(told["summary"][s] for s in Severity) == len(told["findings"])


def test_json_of_several_files_is_a_list(several):
    """Each file has its path; what cannot be read says why."""
    told = json.loads(reporter("json").render(several))

    assert [each["path"] for each in told["files"]][:3] == ["甲,乙:1.txt", "好.md", "坏.docx"]
    assert told["files"][2]["problem"] == "坏.docx 打不开"
    assert told["summary"] == {
        "error": 2, "warning": 0, "suggestion": 0, "suppressed": 2, "unreadable": 1,
    }  # fmt: skip


def test_sarif_has_the_shape_of_the_standard(several):
    """Known keys only, 1-based regions, each result pointing at its rule, URIs escaped."""
    log = json.loads(reporter("sarif").render(several))
    run = log["runs"][0]

    assert set(log) == SARIF_KEYS["log"]
    assert log["version"] == "2.1.0"
    assert set(run) == SARIF_KEYS["run"]
    known = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in known}) == len(known)
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert set(result) == SARIF_KEYS["result"]
        assert set(region) == SARIF_KEYS["region"]
        assert known[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert region["endLine"] >= region["startLine"] >= 1
        assert region["endColumn"] > 1 or region["endLine"] > region["startLine"]
        assert place["artifactLocation"]["uri"].isascii()
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert not run["invocations"][0]["executionSuccessful"]


def test_github_annotations_are_one_line_each(several):
    """Paths and messages are escaped so that no text can start a command of its own."""
    lines = reporter("github").render(several).decode().splitlines()

    assert lines[0].startswith("::error file=甲%2C乙%3A1.txt,line=2,col=1,endColumn=10,")
    assert len(lines) == 3
    assert all(line.startswith("::error file=") for line in lines)


def test_junit_counts_what_fails(several):
    """A failure for each finding at the level, an error for what cannot be read."""
    root = ET.fromstring(reporter("junit").render(several))

    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("4", "2", "1")
    assert [suite.get("name") for suite in root][:3] == ["甲,乙:1.txt", "好.md", "坏.docx"]


def test_junit_lets_lighter_findings_pass():
    """A warning is told, and fails nothing when only errors do."""
    text = "好好好好"
    lighter = Inspection("a", text, (finding(text, severity=Severity.WARNING),))
    root = ET.fromstring(reporter("junit").render(Results((lighter,))))

    assert root.get("failures") == "0"
    assert "没有依据" in root.find(".//system-out").text


def test_the_book_has_a_row_a_report_and_a_sheet_of_findings(several):
    """达标, 需修改 and 读不了; texts that look like formulas stay texts."""
    book = openpyxl.load_workbook(io.BytesIO(reporter("xlsx").render(several)))
    reports = list(book["报告"].iter_rows(values_only=True))
    findings = list(book["问题"].iter_rows(values_only=True))

    assert [row[1] for row in reports[1:]] == ["需修改", "达标", "读不了", "需修改"]
    assert len(findings) == 3
    assert findings[1][:4] == ("甲,乙:1.txt", 2, "错误", "数据没有依据")
    assert all(cell.data_type != "f" for row in book["问题"].iter_rows() for cell in row)


def test_a_cell_that_would_be_too_long_says_that_it_is_cut():
    """Excel calls a file with more in a cell damaged; the note names the place."""
    text = "路" * 40_000
    long = Results((Inspection("a", text, (finding(text, span=(0, len(text))),)),))
    book = openpyxl.load_workbook(io.BytesIO(reporter("xlsx").render(long)))
    cell = str(book["问题"]["E2"].value)

    assert len(cell) < 32_767
    assert cell.endswith("路…（后面略，见原文）")
    assert reporter("xlsx").left(long) == ("第 2 行“原文”有 40000 字，一格写不下，后面的略去了",)


class _Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_is_self_contained_and_shows_text_as_text(several):
    """No script but our own, nothing fetched, every finding in the margin."""
    page = _Page()
    page.feed(reporter("html").render(several).decode())

    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert all(link.startswith("#") for link in page.links)
    assert page.tags.count("li") == 2
    assert 'alert("1")' in "".join(page.text)


def test_the_page_loses_no_character_of_the_report(single):
    """The pieces between marks add up to the text, numbers of notes aside."""
    html = reporter("html").render(single).decode()
    page = _Page()
    page.feed("".join(part.split("</div>")[0] for part in html.split("</ul>")[1:]))
    told = "".join(page.text)

    for line in filter(None, single.inspections[0].text.splitlines()):
        plain = "".join(c for c in line if not c.isdigit())
        assert plain in "".join(c for c in told if not c.isdigit())


def test_text_names_place_rule_reason_and_advice(several):
    """A person sees where, what, why and what to do; the summary counts by severity."""
    told = reporter("text").render(several).decode()

    assert "甲,乙:1.txt:2:1 错误 数据没有依据 没有依据" in told
    assert "改法：删去" in told
    assert "要点：F1、F2" in told
    assert told.splitlines()[-1] == "检查了 3 份报告：错误 2；按配置不报 2；读不了 1 个文件"
    assert "\x07" not in told
    assert "\u202e" not in told


def test_text_of_nothing_found_says_so():
    """A clean report is told in one line."""
    told = reporter("text").render(Results((Inspection("a", "好。"),))).decode()

    assert told == "检查了 1 份报告：没有发现问题\n"
