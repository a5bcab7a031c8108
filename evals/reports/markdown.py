"""Markdown for a pull request: the verdict, its figures, and the cases that account for it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from evals import wording
from evals.reports.changes import changes
from evals.reports.numbers import chance, score, signed
from evals.reports.reporter import Result, RunReporter
from evals.reports.sheet import OVERALL, ScoreSheet, SheetRow, title, unscored
from evals.reports.spending import spending
from evals.results import Compared, Run
from evals.stats import Comparison, Contrast

MOST = 10  # cases that are named; the page has them all
_ACTIVE = re.compile(r"([\\`*_\[\]|~#])")


def render(result: Result) -> bytes:
    """A comment of a screen or two; texts of cases are data and shown as such."""
    blocks = _compared(result) if isinstance(result, Compared) else _run(result)
    return ("\n\n".join(block for block in blocks if block) + "\n").encode("utf-8")


def _compared(compared: Compared) -> Iterator[str]:
    a, b = compared.a, compared.b
    sheet = ScoreSheet.of(compared)
    yield f"## 提示词评测：{_code(a.variant)} → {_code(b.variant)}"
    yield f"**{wording.VERDICTS[compared.whole.overall]}** {_summary(compared.whole)}"
    yield _contrasts(compared.whole.rows)
    if compared.isolated:
        yield f"### 只换 {_code(compared.step)} 这一步"
        yield f"**{wording.VERDICTS[compared.isolated.overall]}** {_summary(compared.isolated)}"
        yield _contrasts(compared.isolated.rows)
    yield shown(compared.note)
    yield _changes(compared)
    yield _moved(sheet)
    yield from _rest(sheet)


def _run(run: Run) -> Iterator[str]:
    sheet = ScoreSheet.of(run)
    yield f"## 提示词评测：{_code(run.variant)}"
    yield f"{len(sheet.lines)} 个案例，每个最多 {sheet.repeats} 次，模型 {_code(run.model)}。"
    names = sheet.scorers
    rows = [
        [shown(line.case), *(score(line.cells(name)[0].mean) for name in names)]
        for line in sheet.lines
    ]
    rows.append(["平均", *(score(sheet.mean(0, name)) for name in names)])
    yield (
        _table(["案例", *(shown(title(name)) for name in names)], rows)
        if sheet.lines
        else "没有案例。"
    )
    yield from _rest(sheet)


def _summary(comparison: Comparison) -> str:
    titles = {row.scorer: title(row.scorer) for row in comparison.rows}
    return shown(wording.summary(comparison, titles))


def _contrasts(rows: Sequence[Contrast]) -> str:
    head = ["评分项", "差", "区间", "p", "文稿", "结论"]
    return _table(head, [_contrast(row) for row in rows]) if rows else ""


def _contrast(row: Contrast) -> list[str]:
    margin = row.interval
    interval = f"{signed(margin.low, 3)} … {signed(margin.high, 3)}" if margin else "—"
    return [
        shown(title(row.scorer)),
        signed(row.difference, 3),
        interval,
        shown(chance(row.p)),
        str(row.documents),
        wording.VERDICTS[row.verdict],
    ]


def _changes(compared: Compared) -> str:
    lines = []
    for change in changes(compared):
        line = f"- {_code(change.before or '无')} → {_code(change.after or '无')}"
        head = change.texts[1].head if change.texts else None
        if head and head.changed:
            line += f"：{shown(head.changed)}；因为：{shown(head.why)}"
        lines.append(line + (f"（{shown(change.problem)}）" if change.problem else ""))
    return "\n".join(["### 改了什么\n", *lines]) if lines else ""


def _moved(sheet: ScoreSheet) -> str:
    """The cases whose overall score fell or rose the most."""
    differences = [(line.difference(OVERALL) or 0.0, line) for line in sheet.lines]
    moved = sorted(
        ((d, line) for d, line in differences if d), key=lambda pair: (pair[0], pair[1].case)
    )
    rows = [_line(line) for _, line in moved[:MOST]]
    if not rows:
        return ""
    more = f"\n\n另有 {len(moved) - MOST} 个案例总分有变化。" if len(moved) > MOST else ""
    return "### 总分有变化的案例\n\n" + _table(["案例", "原来", "现在", "差", "原因"], rows) + more


def _line(line: SheetRow) -> list[str]:
    cells = line.cells(OVERALL)
    why = "；".join(cells[-1].reasons)
    means = (score(cell.mean) for cell in cells)
    return [shown(line.case), *means, signed(line.difference(OVERALL)), shown(why)]


def _rest(sheet: ScoreSheet) -> Iterator[str]:
    yield _problems(sheet)
    spendings = [(run.variant, spending(run)) for run in sheet.runs]
    rows = [[_code(name), *(text for _, text in spent)] for name, spent in spendings]
    yield "### 花费\n\n" + _table(["版本", *(head for head, _ in spendings[0][1])], rows)


def _problems(sheet: ScoreSheet) -> str:
    rows = [
        [shown(title(gap.scorer)), shown(gap.reason), shown(gap.places(sheet))]
        for gap in unscored(sheet)
    ]
    return "### 没有评分的\n\n" + _table(["评分项", "原因", "案例"], rows) if rows else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _code(text: str) -> str:
    """As it is, in a face of its own; nothing in it acts.

    >>> _code("frames@2")
    '<code>frames&#64;2</code>'
    """
    return f"<code>{shown(text)}</code>" if text else ""


def shown(text: str) -> str:
    r"""Text in which nothing acts: no tag, no table cell, no heading, nobody called.

    >>> shown("<b>甲|乙</b>\n@丙 **")
    '&lt;b&gt;甲\\|乙&lt;/b&gt; &#64;丙 \\*\\*'
    """
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = _ACTIVE.sub(r"\\\1", plain).replace("@", "&#64;").replace("://", "&#58;//")
    return " ".join(plain.split())


MARKDOWN = RunReporter("markdown", ".md", render)
