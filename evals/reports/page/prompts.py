"""What was changed, line by line, where the texts of both prompts can be had."""

from collections.abc import Sequence
from html import escape

from drafter.chain.prompts import Prompt
from drafter.text import Span
from evals.reports.changes import PromptChange, changes
from evals.reports.differences import pairs
from evals.results import Compared

AROUND = 2  # unchanged lines shown beside a changed one


def changed(compared: Compared) -> str:
    """Every prompt that differs."""
    listed = "\n".join(map(_change, changes(compared)))
    if not listed:
        listed = '<p class="note">两版用的提示词一字不差。</p>'
    return f'<section class="card" id="changes"><h2>改了什么</h2>{listed}</section>'


def _change(change: PromptChange) -> str:
    name = f"<h3>{escape(change.before or '无')} → {escape(change.after or '无')}</h3>"
    if change.texts is None:
        return f'{name}<p class="note">文字没有列出：{escape(change.problem)}。</p>'
    before, after = change.texts
    return (
        f'{name}{_why(after)}<details class="prompt"><summary>逐行对照</summary>'
        f"<div>{_lines(before.source, after.source)}</div></details>"
    )


def _why(prompt: Prompt) -> str:
    reasons = (("改了", prompt.head.changed), ("因为", prompt.head.why))
    rows = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in reasons if text)
    return f'<dl class="why">{rows}</dl>' if rows else ""


def _lines(before: str, after: str) -> str:
    """Changed lines with those around them; long stretches without a change are told in a line."""
    beside = pairs(before, after)
    near = {
        i
        for at, pair in enumerate(beside)
        if not pair.is_same
        for i in range(at - AROUND, at + AROUND + 1)
    }
    if not near:
        return '<p class="note">只有空白和空行不同。</p>'
    out, skipped = [], 0
    for at, pair in enumerate(beside):
        if at not in near:
            skipped += 1
            continue
        out.append(_skipped(skipped))
        skipped = 0
        if pair.is_same and pair.b:
            out.append(f"<p>{escape(after[slice(*pair.b)])}</p>")
            continue
        if pair.a:
            out.append(f'<p class="gone">{_cut(before, pair.a, pair.gone, "del")}</p>')
        if pair.b:
            out.append(f'<p class="new">{_cut(after, pair.b, pair.new, "ins")}</p>')
    return "".join([*out, _skipped(skipped)])


def _skipped(lines: int) -> str:
    return f'<p class="note">…… {lines} 行没有改动</p>' if lines else ""


def _cut(text: str, line: Span, spans: Sequence[Span], tag: str) -> str:
    out, at = [], line[0]
    for start, end in spans:
        out.append(escape(text[at:start]))
        out.append(f"<{tag}>{escape(text[start:end])}</{tag}>")
        at = end
    return "".join([*out, escape(text[at : line[1]])])
