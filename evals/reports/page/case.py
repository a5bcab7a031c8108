"""One case: what every scorer says, the drafts side by side, and the facts they rest on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from drafter.exporters.page import linked
from evals.reports.differences import pairs
from evals.reports.numbers import score, signed
from evals.reports.page.marked import PlaceMarker
from evals.reports.page.matrix import place
from evals.reports.sheet import (
    OVERALL,
    VERSIONS,
    ScoreCell,
    ScoreSheet,
    SheetRow,
    fell,
    part,
    title,
)
from evals.row import CaseResult

TAGS = ("del", "ins")
_HEADING = re.compile(r"[一二三四五六七八九十]+、.{1,40}")


def cases(sheet: ScoreSheet) -> str:
    """Every case, closed until it is looked at."""
    if not sheet.lines:
        return ""
    listed = "\n".join(_case(number, line, sheet) for number, line in enumerate(sheet.lines))
    is_two = len(sheet.runs) > 1
    only = (
        '<label><input type="checkbox" id="only-changed">只看有改动的段落</label>' if is_two else ""
    )
    changed = "<span><del>旧版有</del> <ins>新版有</ins></span>" if is_two else ""
    return (
        '<section class="card" id="cases"><h2>案例</h2><div class="filters">'
        '<button type="button" id="open-all" hidden>全部展开</button>'
        '<button type="button" id="close-all" hidden>全部收起</button>'
        f'{only}<span class="key">{changed}<span class="sentence model">模型成文</span>'
        '<span class="sentence written-in">逐字补入</span>'
        '<mark class="error">检查有错</mark></span></div>'
        '<p class="note print-only">纸上只印展开了的案例。</p>'
        '<p class="note">点一个句子，亮出它依据的要点；点要点，亮出写到它的句子。</p>'
        f"\n{listed}\n</section>"
    )


def _case(number: int, line: SheetRow, sheet: ScoreSheet) -> str:
    overall = line.cells(OVERALL)
    means = " → ".join(score(cell.mean) for cell in overall)
    moved = line.difference(OVERALL)
    kind = "down" if fell(line, OVERALL) else "up" if moved and moved > 0 else ""
    change = f'<b class="{kind}">{signed(moved)}</b>' if moved else ""
    problems = "".join(f'<p class="problem">{escape(each)}</p>' for each in line.problems)
    said = "\n".join(
        _said(place(number, at), name, line.cells(name)) for at, name in enumerate(sheet.scorers)
    )
    return (
        f'<details class="case" id="c{number}"><summary><h3>{escape(line.case)}</h3>'
        f"<span>{means}</span>{change}</summary>{problems}{_digests(line)}"
        f'<details class="scores"><summary>各项得分和原因</summary>{said}</details>'
        f"{_reading(number, line)}{_refused(line)}</details>"
    )


def _digests(line: SheetRow) -> str:
    found = {row.case_digest for rows in line.sides for row in rows}
    return '<p class="problem">两次评测之间，这个案例的要点改过。</p>' if len(found) > 1 else ""


def _said(id: str, scorer: str, cells: Sequence[ScoreCell]) -> str:
    versions = VERSIONS if len(cells) > 1 else ("",)
    sides = "".join(
        f"<dd>{_cell(scorer, version, cell)}</dd>"
        for version, cell in zip(versions, cells, strict=True)
    )
    return f'<dl class="said" id="{id}"><dt>{escape(title(scorer))}</dt>{sides}</dl>'


def _cell(scorer: str, version: str, cell: ScoreCell) -> str:
    name = f"<span>{version}</span> " if version else ""
    each = [score(one.value) for _, one in cell.scores]
    repeats = f" <small>{' / '.join(each)}</small>" if len(set(each)) > 1 else ""
    reasons = "".join(
        f"<p>{_times(at) if len(at) < len(cell.scores) else ''}{escape(reason)}</p>"
        for reason, at in cell.reasons.items()
    )
    parts = "，".join(
        f"{escape(part(scorer, name))} {score(value)}" for name, value in cell.parts.items()
    )
    return f"{name}<b>{score(cell.mean)}</b>{repeats}{reasons}" + (
        f'<small class="parts">{parts}</small>' if parts else ""
    )


def _times(repeats: Sequence[int]) -> str:
    return f"<span>第 {'、'.join(str(repeat + 1) for repeat in repeats)} 次</span> "


def _reading(number: int, line: SheetRow) -> str:
    """The texts, and beside them the facts."""
    shown = [(at, row) for at, row in enumerate(line.shown) if row is not None]
    if not shown:
        return '<p class="note">没有成稿。</p>'
    heads = [_head(at, row, len(line.sides)) for at, row in shown]
    if len(shown) > 1 and shown[0][1].text == shown[1][1].text:
        shown, heads = shown[1:], ["两版一字不差"]
    facts = {id: f"c{number}-f{at}" for at, (id, _) in enumerate(line.facts)}
    markers = [PlaceMarker(row, facts, f"c{number}-v{at}", TAGS[at]) for at, row in shown]
    titles = "".join(f"<b>{escape(head)}</b>" for head in heads)
    rows = "\n".join(_rows(markers))
    return (
        '<div class="reading"><aside><h4>要点</h4>'
        f"<ol>{_facts(line, facts)}</ol></aside>"
        f'<div class="texts sides{len(shown)}"><div class="row heads">{titles}</div>\n'
        f"{rows}\n</div></div>"
    )


def _head(side: int, row: CaseResult, sides: int) -> str:
    return f"{VERSIONS[side] if sides > 1 else '正文'}（第 {row.repeat + 1} 次）"


def _rows(markers: Sequence[PlaceMarker]) -> Iterator[str]:
    """Lines that stand beside each other; findings under the line in which they begin."""
    texts = [marker.row.text for marker in markers]
    beside = pairs(texts[0], texts[-1])
    seen = [0, 0]
    for at, pair in enumerate(beside):
        cells = []
        sides = ((pair.a, pair.gone), (pair.b, pair.new))
        for i, (marker, (line, changed)) in enumerate(zip(markers, sides, strict=False)):
            if line is None:
                cells.append("<div></div>")
                continue
            kind = _kind(marker.row.text[slice(*line)], is_first=at == 0)
            notes = marker.notes(line, seen[i])
            cells.append(f'<div><p class="{kind}">{marker.line(line, changed)}</p>{notes}</div>')
            seen[i] = line[1]
        same = " same" if pair.is_same and len(markers) > 1 else ""
        yield f'<div class="row{same}">{"".join(cells)}</div>'


def _kind(text: str, *, is_first: bool) -> str:
    if is_first:
        return "title"
    return "heading" if _HEADING.fullmatch(text.strip()) else "body"


def _facts(line: SheetRow, facts: Mapping[str, str]) -> str:
    """Every fact; those that a draft left out say so, where its sentences tell their facts."""
    shown = [(VERSIONS[at], row) for at, row in enumerate(line.shown) if row and row.sentences]
    used = {name: {id for each in row.sentences for id in each.facts} for name, row in shown}
    out = []
    for id, text in line.facts:
        without = [name for name, ids in used.items() if id not in ids]
        who = "" if len(without) == len(used) else "、".join(without)
        note = f"<small>{who}没有写入</small>" if without else ""
        out.append(f"<li {linked([facts[id]])}><b>{escape(id)}</b>{escape(text)}{note}</li>")
    return "".join(out)


def _refused(line: SheetRow) -> str:
    columns = []
    for side, row in enumerate(line.shown):
        if row is None or not row.refused:
            continue
        version = VERSIONS[side] if len(line.sides) > 1 else ""
        clauses = "".join(
            f"<li><q>{escape(clause)}</q>{escape(why)}</li>" for clause, why in row.refused
        )
        columns.append(
            f"<div><h4>{version}没有采用 {len(row.refused)} 句</h4><ul>{clauses}</ul></div>"
        )
    if not columns:
        return ""
    return (
        '<details class="refused"><summary>没有采用的模型语句和原因</summary>'
        f'<div class="both">{"".join(columns)}</div></details>'
    )
