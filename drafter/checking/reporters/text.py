"""For people: the line with the place marked, the rule, the reason, the suggestion."""

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.remarks import Critique
from drafter.checking.reporters.excerpt import clean, excerpt
from drafter.checking.reporters.reporter import Reporter
from drafter.checking.results import Inspection, Results
from drafter.document import Finding, Severity
from drafter.rules import title

WIDTH = 100  # columns, where nobody says how many there are
INDENT = "    "


@dataclass(frozen=True, slots=True)
class FindingPiece:
    """Some text of a line, and what it is: who can show colours chooses them by that."""

    text: str
    style: str = ""  # a severity, or: place rule marked advice good


Line = tuple[FindingPiece, ...]


def render(results: Results) -> bytes:
    """The findings as lines without colours."""
    rows = ("".join(piece.text for piece in line) for line in lines(results))
    return "".join(f"{line}\n" for line in rows).encode("utf-8")


def lines(results: Results, width: int = WIDTH, *, quiet: bool = False) -> Iterator[Line]:
    """Every finding with its place, then a summary by severity unless it should be `quiet`."""
    for inspection in results.inspections:
        for finding in inspection.findings:
            yield from _finding(inspection, finding, width)
        if inspection.critique:
            yield from _critique(inspection, inspection.critique)
    if not quiet:
        yield from _forms(results)
        yield _summary(results)


USUAL = "述职述廉报告"  # the kind that goes without saying
ASKED = "按 --genre"  # why it is taken for what the user says


def _forms(results: Results) -> Iterator[Line]:
    """What a report was taken for and why, where it is another kind than usual."""
    for each in results.inspections:
        if each.form and (each.form != USUAL or each.why_form == ASKED):
            said = f"{clean(each.path)} 按“{each.form}”来查：{each.why_form}"
            hint = "" if each.why_form == ASKED else "；不对就用 --genre 指定"
            yield (FindingPiece(f"{said}{hint}"),)


def _finding(inspection: Inspection, finding: Finding, width: int) -> Iterator[Line]:
    place = f"{inspection.path}:{inspection.line(finding)}:{inspection.column(finding)}"
    if inspection.paragraphs:
        place = f"{inspection.path} {inspection.place(finding)}"
    yield (
        FindingPiece(clean(place), "place"),
        FindingPiece(f" {finding.severity.word} ", finding.severity),
        FindingPiece(title(finding.rule), "rule"),
        FindingPiece(f" {clean(finding.message)}"),
    )
    shown = excerpt(inspection.text, finding.span, width - len(INDENT))
    if shown.marked:
        yield (
            FindingPiece(INDENT + shown.before),
            FindingPiece(shown.marked, "marked"),
            FindingPiece(shown.after),
        )
        yield (FindingPiece(INDENT + shown.underline, finding.severity),)
    if finding.suggestion:
        yield (FindingPiece(f"{INDENT}改法：{clean(finding.suggestion)}", "advice"),)
    if finding.facts:
        yield (FindingPiece(f"{INDENT}要点：{'、'.join(finding.facts)}", "advice"),)
    yield ()


def _critique(inspection: Inspection, critique: Critique) -> Iterator[Line]:
    """Each dimension with its remarks; they are opinions and weigh nothing."""
    yield (
        FindingPiece(
            f"{clean(inspection.path)} 模型评议（{clean(critique.model)}，仅供参考）", "place"
        ),
    )
    for each in critique.judgements:
        note = f"未评：{each.problem}" if not each.is_judged else "" if each.remarks else "没有意见"
        note += f"（另有 {each.unread} 段未评）" if each.unread else ""
        yield (
            FindingPiece(f"{INDENT}{each.title}", "rule"),
            FindingPiece(f" {clean(note)}" if note else ""),
        )
        for remark in each.remarks:
            quotes = "".join(f"“{quote}”" for quote in remark.quotes)
            yield (
                FindingPiece(f"{INDENT * 2}{remark.label} ", Severity.SUGGESTION),
                FindingPiece(clean(quotes), "marked"),
                FindingPiece(f" {clean(remark.comment)}"),
            )
    if critique.discarded:
        why = "引文在原文里找不到，或同一句话结论不一"
        yield (FindingPiece(f"{INDENT}不予采用的意见 {critique.discarded} 条：{why}"),)
    yield ()


def _summary(results: Results) -> Line:
    read = len(results.inspections) - len(results.problems)
    counts = results.counts
    counted = [f"{s.word} {counts[s]}" for s in Severity if counts[s]]
    more = [f"按配置不报 {results.suppressed}"] if results.suppressed else []
    more += [f"读不了 {len(results.problems)} 个文件"] if results.problems else []
    style = next((s for s in Severity if counts[s]), "good")
    what = "，".join(counted) if counted else "没有发现问题" if read else "没有检查"
    rest = "".join(f"；{each}" for each in more)
    return FindingPiece(f"检查了 {read} 份报告："), FindingPiece(what, style), FindingPiece(rest)


TEXT = Reporter("text", ".txt", render)
