"""A page with the text on the left and the findings in the margin; nothing is fetched."""

from collections.abc import Iterator
from html import escape

from drafter.checking.reporters.reporter import Reporter
from drafter.checking.results import Inspection, Results
from drafter.document import Finding, Severity
from drafter.exporters.page import linked, page
from drafter.resources import PACKAGE
from drafter.rules import title
from drafter.text import Span

Numbered = tuple[int, Finding]  # as the page counts them


def render(results: Results) -> bytes:
    """One self-contained page: every text in it is shown as text."""
    inspections = results.inspections
    name = inspections[0].path if len(inspections) == 1 else f"{len(inspections)} 份报告"
    title = f"检查结果：{name}"
    choices = "".join(_choice(severity, results.counts[severity]) for severity in Severity)
    contents = _contents(results) if len(inspections) > 1 else ""
    reports = "\n".join(_report(i, each, results) for i, each in enumerate(inspections, 1))
    head = f'<h1>{escape(title)}</h1>\n<div class="choices">{choices}</div>\n{contents}'
    style = PACKAGE.joinpath("checking", "reporters", "findings.css").read_text("utf-8")
    return page(title, f"<header>\n{head}</header>\n{reports}", style=style)


def _choice(severity: Severity, count: int) -> str:
    return (
        f'<label class="{severity}"><input type="checkbox" id="show-{severity}" checked>'
        f"{severity.word} {count}</label>"
    )


def _contents(results: Results) -> str:
    rows = (
        f'<tr><td><a href="#r{i}">{escape(each.path)}</a></td><td>{_verdict(each, results)}</td>'
        + "".join(f"<td>{each.counts[severity]}</td>" for severity in Severity)
        + "</tr>"
        for i, each in enumerate(results.inspections, 1)
    )
    head = "".join(
        f"<th>{each}</th>" for each in ("报告", "结论", *(each.word for each in Severity))
    )
    return f'<table class="contents"><tr>{head}</tr>{"".join(rows)}</table>\n'


def _verdict(inspection: Inspection, results: Results) -> str:
    if inspection.problem:
        return '<b class="bad">读不了</b>'
    bad = results.fails(inspection)
    return f'<b class="{"bad" if bad else "good"}">{"需修改" if bad else "达标"}</b>'


def _report(number: int, inspection: Inspection, results: Results) -> str:
    head = f"<h2>{escape(inspection.path)} {_verdict(inspection, results)}</h2>"
    problem = f'<p class="problem">{escape(inspection.problem)}</p>' if inspection.problem else ""
    rows = "\n".join(_rows(inspection, number))
    return f'<main id="r{number}">\n{head}{problem}\n{rows}\n</main>'


def _rows(inspection: Inspection, number: int) -> Iterator[str]:
    """One row a line of the text: the line, and the notes on what starts in it."""
    ordered = sorted(enumerate(inspection.findings, 1), key=lambda pair: pair[1].span)
    at, start = 0, 0
    still: list[Numbered] = []  # begun on an earlier line
    for line in inspection.text.split("\n"):
        end = start + len(line)
        here = []
        while at < len(ordered) and ordered[at][1].span[0] <= end:
            here.append(ordered[at])
            at += 1
        if line.strip() or here:
            notes = "".join(_note(count, finding, number) for count, finding in here)
            marked = _marked(inspection.text, (start, end), [*still, *here], number)
            # The notes first: they float beside the line they belong to.
            yield f'<div class="row"><ul>{notes}</ul><p>{marked}</p></div>'
        start = end + 1
        still = [each for each in [*still, *here] if each[1].span[1] > start]


def _marked(text: str, line: Span, numbered: list[Numbered], number: int) -> str:
    """The line, cut where findings begin and end; the weightiest colours a piece."""
    start, end = line
    changes: dict[int, tuple[list[Numbered], list[Numbered]]] = {start: ([], []), end: ([], [])}
    for each in numbered:
        low, high = each[1].span
        changes.setdefault(max(low, start), ([], []))[0].append(each)
        changes.setdefault(min(high, end), ([], []))[1].append(each)
    cuts = sorted(changes)
    over: dict[int, Finding] = {}
    out = []
    for low, high in zip(cuts, [*cuts[1:], end], strict=True):
        begun, ended = changes[low]
        out += [_number(each, number) for each in begun if each[1].span[0] == low]
        over |= dict(begun)
        for count, _ in ended:
            over.pop(count, None)
        out.append(_piece(text[low:high], over, number))
    return "".join(out)


def _number(numbered: Numbered, number: int) -> str:
    count, finding = numbered
    return f'<sup class="{finding.severity}" {linked([f"r{number}-{count}"])}>{count}</sup>'


def _piece(words: str, over: dict[int, Finding], number: int) -> str:
    """A stretch of text under the same findings."""
    if not words or not over:
        return escape(words)
    severities = {finding.severity for finding in over.values()}
    weightiest = next(severity for severity in Severity if severity in severities)
    ids = linked(f"r{number}-{count}" for count in over)
    return f'<mark class="{weightiest}" {ids}>{escape(words)}</mark>'


def _note(count: int, finding: Finding, number: int) -> str:
    advice = f"<i>{escape(finding.suggestion)}</i>" if finding.suggestion else ""
    facts = f"<small>要点 {escape('、'.join(finding.facts))}</small>" if finding.facts else ""
    return (
        f'<li class="{finding.severity}" {linked([f"r{number}-{count}"])}><b>{count}</b>'
        f"<em>{finding.severity.word} {title(finding.rule)}</em>"
        f"{escape(finding.message)}{advice}{facts}</li>"
    )


HTML = Reporter("html", ".html", render)
