"""One page that fetches nothing: the verdict, its figures, and every draft behind them."""

from html import escape
from importlib.resources import files

from drafter.exporters.page import page
from evals.reports.page import case, matrix, prompts, verdict
from evals.reports.reporter import Result, RunReporter
from evals.reports.sheet import VERSIONS, ScoreSheet, title, unscored
from evals.reports.spending import spending
from evals.results import Compared


def render(result: Result) -> bytes:
    """The page; whatever a text holds, it is shown as text."""
    sheet = ScoreSheet.of(result)
    names = " → ".join(run.variant for run in sheet.runs)
    if isinstance(result, Compared):
        top = verdict.of_compared(result) + "\n" + prompts.changed(result)
    else:
        top = verdict.of_run(result, sheet)
    parts = (
        _header(names, sheet),
        top,
        matrix.matrix(sheet),
        case.cases(sheet),
        _unscored(sheet),
        _spending(sheet),
    )
    body = "<main>\n" + "\n".join(part for part in parts if part) + "\n</main>"
    return page(
        f"提示词评测：{names}", body, style=_asset("report.css"), script=_asset("report.js")
    )


def _header(names: str, sheet: ScoreSheet) -> str:
    models = "、".join(dict.fromkeys(run.model for run in sheet.runs))
    versions = VERSIONS if len(sheet.runs) > 1 else ("版本",)
    entries = [
        *((name, run.variant) for name, run in zip(versions, sheet.runs, strict=True)),
        ("模型", models),
        ("案例", f"{len(sheet.lines)} 个"),
        ("每个案例重复", f"{sheet.repeats} 次"),
    ]
    rows = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in entries)
    return (
        f'<header><p class="kicker">提示词评测</p><h1>{escape(names)}</h1>'
        f'<dl class="about">{rows}</dl></header>'
    )


def _unscored(sheet: ScoreSheet) -> str:
    """What has no score, by reason: never a zero, never lost."""
    rows = "".join(
        f'<tr><th scope="row">{escape(title(gap.scorer))}</th>'
        f"<td>{escape(gap.reason)}</td><td>{escape(gap.places(sheet))}</td></tr>"
        for gap in unscored(sheet)
    )
    if not rows:
        return ""
    return (
        '<section class="card" id="unscored"><h2>没有评分的</h2>'
        '<div class="scroll"><table class="plain"><thead><tr>'
        '<th scope="col">评分项</th><th scope="col">原因</th><th scope="col">哪里</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _spending(sheet: ScoreSheet) -> str:
    spendings = [spending(run) for run in sheet.runs]
    head = "".join(f'<th scope="col">{name}</th>' for name, _ in spendings[0])
    rows = "".join(
        f'<tr><th scope="row">{escape(run.variant)}</th>'
        + "".join(f'<td class="number">{value}</td>' for _, value in spent)
        + "</tr>"
        for run, spent in zip(sheet.runs, spendings, strict=True)
    )
    return (
        '<section class="card" id="spending"><h2>花费</h2>'
        '<div class="scroll"><table class="plain"><thead>'
        f'<tr><th scope="col">版本</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        '<p class="note">已存的回答也算在内：全部重问一遍要花这么多。</p></section>'
    )


def _asset(name: str) -> str:
    return files("evals.reports.page").joinpath(name).read_text("utf-8")


HTML = RunReporter("html", ".html", render)
