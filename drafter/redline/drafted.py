"""A draft as a file; in Word with comments: the facts behind each sentence, what is left open."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from drafter.document import Evidence, Origin, Report
from drafter.exporters import WORD, exporter_for
from drafter.exporters.docx import repacked
from drafter.exporters.wordxml import qualified
from drafter.redline.runs import parted_at
from drafter.text import PROPOSES, Span

AUTHOR, INITIALS = "drafter", "D"
_OFFERED = "模型的建议，合用再抄："
_OPEN = re.compile(r"〔待补：?([^〔〕\n]*)〕")
_ORIGINS = {
    Origin.MODEL: "模型写的，逐项核对过",
    Origin.FACT: "要点的原话",
    Origin.PROPOSED: "模型建议的措施，要点里没有，请本人定",
}


def rendered(
    report: Report, suffix: str, *, is_bare: bool = False, is_commented: bool = False
) -> bytes:
    """The bytes of `report` in the format of a suffix.

    Args:
        report: the report.
        suffix: of the format.
        is_bare: a Word file carries no facts; other formats are as they are.
        is_commented: a Word file has a comment on each sentence; other formats are as they are.

    Raises:
        UnknownName: no format has this suffix.
    """
    exporter = exporter_for(suffix)
    if exporter.suffix != WORD:
        return exporter.export(report)
    data = exporter.export(replace(report, facts=None, evidence=()) if is_bare else report)
    return commented(data, report) if is_commented else data


def commented(data: bytes, report: Report) -> bytes:
    """The Word file that was made of a report, with its comments.

    Args:
        data: the file, a paragraph for each line of the report.
        report: with the evidence for its sentences.
    """
    from docx import Document

    document = Document(io.BytesIO(data))
    at = 0
    remarks = sorted(_told(report))
    for line, paragraph in zip(report.text.split("\n"), document.paragraphs, strict=False):
        own = [
            (span, text) for span, text in remarks if at <= span[0] and span[1] <= at + len(line)
        ]
        if own and paragraph.text == line:
            _comment(document, paragraph, [((a - at, b - at), text) for (a, b), text in own])
        at += len(line) + 1
    comments = document.part._comments_part.element  # noqa: SLF001  python-docx has no name for it
    for element in comments:
        element.attrib.pop(qualified("date"), None)  # it would differ each time
    for root in (document.element, comments):
        _unstyle(root)
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def _unstyle(root: Any) -> None:
    """Take off a style that python-docx names and its template does not have."""
    for style in list(root.iter(qualified("rStyle"))):
        if style.get(qualified("val")) == "CommentReference":
            style.getparent().remove(style)


def _told(report: Report) -> Iterator[tuple[Span, str]]:
    """What there is to say, and of which words."""
    for evidence in report.evidence:
        if evidence.facts:
            yield evidence.span, _behind(report, evidence)
        elif evidence.origin is Origin.PROPOSED:
            yield evidence.span, _ORIGINS[Origin.PROPOSED]
        elif evidence.origin is Origin.OPEN and report.text.startswith(PROPOSES, evidence.span[0]):
            offered = f"。{_OFFERED}{evidence.offer}" if evidence.offer else ""
            yield evidence.span, f"要点里没有这条措施，是照不足拟的，请本人定{offered}"
    offers = [
        each
        for each in report.evidence
        if each.offer and not report.text.startswith(PROPOSES, each.span[0])
    ]
    for found in _OPEN.finditer(report.text):
        why = f"要点里没有写{found[1] or '这一项'}，所以空着：补进要点再起草，或者直接填在这里"
        why += "".join(
            f"。{_OFFERED}{each.offer}"
            for each in offers
            if each.span[0] <= found.start() < each.span[1]
        )
        yield found.span(), why


def _behind(report: Report, evidence: Evidence) -> str:
    """The facts of a sentence, and whose its words are."""
    facts = report.facts
    rows = [f"{id}：{facts[id].text}" for id in evidence.facts] if facts else []
    offered = f"模型建议的说法，核对后再抄：{evidence.offer}" if evidence.offer else ""
    return "\n".join([*rows, *filter(None, [_ORIGINS.get(evidence.origin, ""), offered])])


def _comment(document: Any, paragraph: Any, remarks: list[tuple[Span, str]]) -> None:
    """Comments on stretches of one paragraph."""
    from docx.text.run import Run

    places = parted_at(
        paragraph._p,  # noqa: SLF001  python-docx does not split runs
        {at for span, _ in remarks for at in span},
        is_centred=False,
    )
    for (start, end), text in remarks:
        runs = [Run(p.run, paragraph) for p in places if start <= p.start and p.end <= end]
        if runs:
            document.add_comment([runs[0], runs[-1]], text, AUTHOR, INITIALS)
