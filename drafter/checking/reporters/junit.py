"""JUnit XML: a suite for each report, a failure for each finding that weighs enough."""

import re
import xml.etree.ElementTree as ET

from drafter.checking.reporters.reporter import Reporter
from drafter.checking.results import Inspection, Results
from drafter.document import Finding
from drafter.rules import title

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(results: Results) -> bytes:
    """What continuous integration shows as test results."""
    root = ET.Element("testsuites", name="drafter")
    for inspection in results.inspections:
        _suite(root, inspection, results)
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _suite(root: ET.Element, inspection: Inspection, results: Results) -> None:
    suite = ET.SubElement(root, "testsuite", name=_valid(inspection.path))
    failures = 0
    for finding in inspection.findings:
        case = _case(suite, inspection, f"{title(finding.rule)} {inspection.place(finding)}")
        if finding.severity.rank > results.fail_on.rank:
            ET.SubElement(case, "system-out").text = _valid(_told(finding))
            continue
        failures += 1
        failure = ET.SubElement(case, "failure", type=finding.rule, message=_valid(finding.message))
        failure.text = _valid(_told(finding))
    if inspection.problem:
        case = _case(suite, inspection, "读取")
        ET.SubElement(case, "error", type="unreadable", message=_valid(inspection.problem))
    elif not inspection.findings:
        _case(suite, inspection, "检查")
    counts = {"tests": len(suite), "failures": failures, "errors": int(bool(inspection.problem))}
    for key, value in counts.items():
        suite.set(key, str(value))


def _case(suite: ET.Element, inspection: Inspection, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=_valid(inspection.path), name=name)


def _told(finding: Finding) -> str:
    advice = f"\n改法：{finding.suggestion}" if finding.suggestion else ""
    return f"{finding.message}\n原文：{finding.text}{advice}"


def _valid(text: str) -> str:
    """Without characters that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


JUNIT = Reporter("junit", ".xml", render)
