"""The evidence map: a page that shows for every sentence the facts it rests on, and back."""

from html import escape
from string import Template

from drafter.document import Fact, Origin, Paragraph, Report
from drafter.exporters.evidence import Stretch, stretches, unused
from drafter.exporters.exporter import Exporter
from drafter.exporters.page import linked, page
from drafter.resources import PACKAGE

ORIGINS = {
    Origin.FACT: "要点原话",
    Origin.MODEL: "模型成文",
    Origin.FRAME: "程式语、标题和点题句",
    Origin.PROPOSED: "建议的措施（没有要点）",
    Origin.OPEN: "待补",
    Origin.PERSON: "本人手写",
}
BODY = Template("""<header>
<h1>$title · 依据对照</h1>
<div class="summary">$summary</div>
<div class="hint">指着句子或要点，看两边的对应；点一下固定，再点一下取消。</div>
</header>
<main>
<article>
$article
</article>
<aside>
<ol>
$facts
</ol>
</aside>
</main>""")


def export(report: Report) -> bytes:
    """One self-contained page: nothing is fetched, and every text in it is shown as text."""
    title = _title(report)
    body = BODY.substitute(
        title=escape(title),
        summary=_summary(report),
        article="\n".join(_paragraph(report, each) for each in report.paragraphs),
        facts="\n".join(_facts(report)) or "<li>没有要点</li>",
    )
    return page(title, body, style=PACKAGE.joinpath("exporters", "evidence.css").read_text("utf-8"))


def _title(report: Report) -> str:
    titles = [paragraph.text for paragraph in report.titles[0]]
    return "".join(titles) or report.genre.title_for(report.year)


def _summary(report: Report) -> str:
    facts = len(report.facts or ())
    if not report.evidence:
        return f"要点 {facts} 条；这份报告没有逐句的依据"
    counts = {origin: sum(e.origin is origin for e in report.evidence) for origin in Origin}
    kinds = "".join(
        f'<span class="{origin}">{ORIGINS[origin]} {count} 句</span>'
        for origin, count in counts.items()
        if count
    )
    return f"要点 {facts} 条，写入 {facts - len(unused(report))} 条{kinds}"


def _paragraph(report: Report, paragraph: Paragraph) -> str:
    content = "".join(map(_stretch, stretches(report, paragraph.span)))
    return f'<p class="{paragraph.kind}">{content}</p>'


def _stretch(stretch: Stretch) -> str:
    evidence = stretch.evidence
    if evidence is None:
        return escape(stretch.text)
    ids = escape(" ".join(evidence.facts))
    note = f"<sup>{ids}</sup>" if ids else ""
    return (
        f'<span class="sentence {evidence.origin}" {linked(evidence.facts)}'
        f' title="{ORIGINS[evidence.origin]}">{escape(stretch.text)}{note}</span>'
    )


def _facts(report: Report) -> list[str]:
    left = set(unused(report)) if report.evidence else set()
    return [_fact(fact, is_unused=fact.id in left) for fact in report.facts or ()]


def _fact(fact: Fact, *, is_unused: bool) -> str:
    notes = [fact.group, fact.source, f"佐证：{fact.evidence}" if fact.evidence else ""]
    if is_unused:
        notes.append("没有写入")
    small = escape(" · ".join(note for note in notes if note))
    return (
        f"<li {linked([fact.id])}{' class=unused' if is_unused else ''}>"
        f"<b>{escape(fact.id)}</b>{escape(fact.text)}<small>{small}</small></li>"
    )


HTML = Exporter("依据对照页", ".html", export)
