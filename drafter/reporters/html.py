"""A page with the text on the left and the findings in the margin; nothing is fetched."""

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from string import Template

from drafter.document import Finding, Severity, Span
from drafter.inspection import Inspection, Results
from drafter.reporters.reporter import Reporter
from drafter.reporters.text import NAMES

Numbered = tuple[int, Finding]  # as the page counts them

PAGE = Template("""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>$title</title>
<style>
$style</style>
</head>
<body>
<header>
<h1>$title</h1>
<div class="choices">$choices</div>
$contents</header>
$reports
</body>
</html>
""")


def render(results: Results) -> bytes:
    """One self-contained page: every text in it is shown as text."""
    told = results.inspections
    name = told[0].path if len(told) == 1 else f"{len(told)} 份报告"
    return PAGE.substitute(
        title=escape(f"检查结果：{name}"),
        style=files("drafter.reporters").joinpath("page.css").read_text("utf-8"),
        choices="".join(_choice(severity, results.counts[severity]) for severity in Severity),
        contents=_contents(results) if len(told) > 1 else "",
        reports="\n".join(_report(i, each, results) for i, each in enumerate(told, 1)),
    ).encode("utf-8")


def _choice(severity: Severity, count: int) -> str:
    return (
        f'<label class="{severity}"><input type="checkbox" id="show-{severity}" checked>'
        f"{NAMES[severity]} {count}</label>"
    )


def _contents(results: Results) -> str:
    rows = (
        f'<tr><td><a href="#r{i}">{escape(each.path)}</a></td><td>{_verdict(each, results)}</td>'
        + "".join(f"<td>{each.counts[severity]}</td>" for severity in Severity)
        + "</tr>"
        for i, each in enumerate(results.inspections, 1)
    )
    head = "".join(f"<th>{each}</th>" for each in ("报告", "结论", *NAMES.values()))
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
            marked = _marked(inspection.text, (start, end), [*still, *here])
            yield f'<div class="row"><p>{marked}</p><ul>{notes}</ul></div>'
        start = end + 1
        still = [each for each in [*still, *here] if each[1].span[1] > start]


def _marked(text: str, line: Span, told: list[Numbered]) -> str:
    """The line, cut where findings begin and end; the weightiest colours a piece."""
    start, end = line
    changes: dict[int, list[tuple[Severity, int]]] = {start: [], end: []}
    for _, finding in told:
        changes.setdefault(max(finding.span[0], start), []).append((finding.severity, 1))
        changes.setdefault(min(finding.span[1], end), []).append((finding.severity, -1))
    opened = _opened(told)
    cuts = sorted(changes)
    over: Counter[Severity] = Counter()
    out = []
    for low, high in zip(cuts, [*cuts[1:], end], strict=True):
        out += [f"<sup>{count}</sup>" for count in opened.get(low, ())]
        for severity, change in changes[low]:
            over[severity] += change
        piece = escape(text[low:high])
        weightiest = next((severity for severity in Severity if over[severity] > 0), None)
        out.append(f'<mark class="{weightiest}">{piece}</mark>' if weightiest and piece else piece)
    return "".join(out)


def _opened(told: Iterable[Numbered]) -> dict[int, list[int]]:
    """Which findings begin at a place, by their numbers."""
    found: dict[int, list[int]] = {}
    for count, finding in told:
        found.setdefault(finding.span[0], []).append(count)
    return found


def _note(count: int, finding: Finding, number: int) -> str:
    advice = f"<i>{escape(finding.suggestion)}</i>" if finding.suggestion else ""
    facts = f"<small>要点 {escape('、'.join(finding.facts))}</small>" if finding.facts else ""
    return (
        f'<li class="{finding.severity}" id="r{number}-{count}"><b>{count}</b>'
        f"<code>{finding.rule}</code>{escape(finding.message)}{advice}{facts}</li>"
    )


HTML = Reporter("html", ".html", render)
