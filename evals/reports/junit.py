"""JUnit XML: a suite of verdicts, then a suite for each case with a test for each scorer.

A scorer fails where its verdict is worse; a case fails on it where it lost more than the margin,
so that it is among the reasons. What a case lost by chance fails nothing.
"""

import re
import xml.etree.ElementTree as ET

from evals import wording
from evals.reports.numbers import score, signed
from evals.reports.reporter import Result, RunReporter
from evals.reports.sheet import ScoreSheet, SheetRow, fell, title
from evals.results import Compared
from evals.stats import Comparison, Verdict

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(result: Result) -> bytes:
    """What continuous integration shows as test results."""
    root = ET.Element("testsuites", name="drafter eval")
    sheet = ScoreSheet.of(result)
    worse: set[str] = set()
    if isinstance(result, Compared):
        _verdicts(root, "结论", result.whole)
        if result.isolated:
            _verdicts(root, f"结论：只换 {result.step}", result.isolated)
        worse = {row.scorer for row in result.whole.rows if row.verdict is Verdict.WORSE}
    for line in sheet.lines:
        _case(root, line, sheet, worse)
    for suite in [*root, root]:
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(key, str(len(suite.findall(f".//{tag}"))))
        suite.set("tests", str(len(suite.findall(".//testcase"))))
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _verdicts(root: ET.Element, name: str, comparison: Comparison) -> None:
    suite = ET.SubElement(root, "testsuite", name=_valid(name))
    titles = {row.scorer: title(row.scorer) for row in comparison.rows}
    _verdict(suite, "总的看", comparison.overall, wording.summary(comparison, titles))
    for row in comparison.rows:
        _verdict(suite, title(row.scorer), row.verdict, wording.sentence(row, title(row.scorer)))


def _verdict(suite: ET.Element, name: str, verdict: Verdict, message: str) -> None:
    test = _test(suite, "结论", name)
    if verdict is Verdict.WORSE:
        ET.SubElement(test, "failure", type=verdict, message=_valid(message))
    elif verdict is Verdict.NONE:
        ET.SubElement(test, "skipped", message=_valid(message))
    else:
        ET.SubElement(test, "system-out").text = _valid(message)


def _case(root: ET.Element, line: SheetRow, sheet: ScoreSheet, worse: set[str]) -> None:
    suite = ET.SubElement(root, "testsuite", name=_valid(line.case))
    if line.problems:
        test = _test(suite, line.case, "起草")
        ET.SubElement(test, "error", type="unmade", message=_valid("；".join(line.problems)))
    for scorer in sheet.scorers:
        _score(_test(suite, line.case, title(scorer)), line, scorer, is_worse=scorer in worse)


def _score(test: ET.Element, line: SheetRow, scorer: str, *, is_worse: bool) -> None:
    cells = line.cells(scorer)
    shown = " → ".join(score(cell.mean) for cell in cells)
    difference = line.difference(scorer)
    if difference is not None:
        shown += f"（{signed(difference)}）"
    reasons = "\n".join(reason for cell in cells for reason in cell.reasons)
    if any(cell.mean is None for cell in cells):
        message = reasons or "没有评分"
        ET.SubElement(test, "skipped", message=_valid(message))
    elif is_worse and fell(line, scorer):
        failure = ET.SubElement(test, "failure", type=scorer, message=_valid(shown))
        failure.text = _valid(reasons)
    else:
        ET.SubElement(test, "system-out").text = _valid(f"{shown}\n{reasons}".strip())


def _test(suite: ET.Element, group: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=_valid(group), name=_valid(name))


def _valid(text: str) -> str:
    """Without characters that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


JUNIT = RunReporter("junit", ".xml", render)
