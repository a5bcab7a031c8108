"""What may be said, in words and colour, with the figures behind it."""

from html import escape

from evals import wording
from evals.reports.numbers import chance, score, signed
from evals.reports.page.plot import Scale, drawn
from evals.reports.sheet import OVERALL, ScoreSheet, title
from evals.results import Compared, Run
from evals.scorers import ScorerKind
from evals.stats import Comparison, Contrast, Verdict

KINDS = {ScorerKind.HARD: "硬", ScorerKind.SOFT: "软", ScorerKind.INFO: "参考"}


def of_compared(compared: Compared) -> str:
    """The verdict on the whole and, where it was told apart, on the changed step alone."""
    blocks = [_block("结论", compared.whole)]
    step = f"只换“{compared.step}”这一步" if compared.step else "只换一步"
    note = f'<p class="note">{escape(compared.note)}</p>' if compared.note else ""
    if compared.isolated:
        blocks.append(_block(f"{step}，其余各步用同样的回答", compared.isolated, note))
    elif note:
        blocks.append(f'<section class="card"><h2>{escape(step)}</h2>{note}</section>')
    return "\n".join(blocks)


def of_run(run: Run, sheet: ScoreSheet) -> str:
    """How one version scores: a run alone is neither better nor worse."""
    figures = [
        ("总分平均", score(sheet.mean(0, OVERALL))),
        ("案例", str(len(sheet.lines))),
        ("每个案例重复", f"{sheet.repeats} 次"),
        ("没有成稿", f"{sum(bool(row.problem) for row in run.rows if not row.base)} 次"),
    ]
    return f'<section class="card" id="verdict"><h2>得分</h2>{_figures(figures)}</section>'


def _block(heading: str, comparison: Comparison, note: str = "") -> str:
    titles = {row.scorer: title(row.scorer) for row in comparison.rows}
    is_clear = comparison.overall in (Verdict.BETTER, Verdict.WORSE)
    word = ("新版" if is_clear else "") + wording.VERDICTS[comparison.overall]
    summary = escape(wording.summary(comparison, titles))
    overall = next((row for row in comparison.rows if row.scorer == OVERALL), None)
    figures = [("文稿", f"{comparison.n} 份"), ("每份重复", f"{comparison.repeats} 次")]
    if overall:
        figures = [
            ("总分的差", signed(overall.difference, 3)),
            ("区间", _interval(overall)),
            *figures,
        ]
    return (
        f'<section class="card verdict {comparison.overall}"><h2>{escape(heading)}</h2>'
        f'<p class="word">{word}</p><p class="summary">{summary}</p>'
        f"{_figures(figures)}{note}{_rows(comparison)}</section>"
    )


def _figures(figures: list[tuple[str, str]]) -> str:
    entries = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in figures)
    return f'<dl class="figures">{entries}</dl>'


def _rows(comparison: Comparison) -> str:
    if not comparison.rows:
        return ""
    scale = Scale.of(comparison.rows)
    rows = "\n".join(_row(row, scale) for row in comparison.rows if row.documents)
    without = "、".join(title(row.scorer) for row in comparison.rows if not row.documents)
    nothing = f"没有可比的得分：{escape(without)}。" if without else ""
    return (
        '<table class="contrasts"><thead><tr><th scope="col">评分项</th>'
        f'<th scope="col" class="plot">{scale.axis()}</th>'
        '<th scope="col">差</th><th scope="col" class="wide">区间</th>'
        '<th scope="col" class="wide">p</th><th scope="col">文稿</th>'
        f'<th scope="col">结论</th></tr></thead><tbody>\n{rows}\n</tbody></table>'
        '<p class="legend">灰带是容许的差，点是平均的差，横线是区间；左边新版低，右边新版高。'
        "硬的必须守住，总分取其中最低的；软的计入结论；参考的只供看。"
        f"{nothing}</p>"
        f'<details class="words"><summary>逐项说明</summary><ul>{_words(comparison)}</ul></details>'
    )


def _row(row: Contrast, scale: Scale) -> str:
    left_out = f"没有计入：{'、'.join(row.left_out)}" if row.left_out else ""
    documents = f'<span title="{escape(left_out)}">{row.documents}{"*" if left_out else ""}</span>'
    return (
        f'<tr class="{row.verdict}"><th scope="row">{escape(title(row.scorer))}'
        f'<small class="{row.kind}">{KINDS[row.kind]}</small></th>'
        f'<td class="plot">{drawn(row, scale)}</td>'
        f'<td class="number">{signed(row.difference, 3)}</td>'
        f'<td class="number wide">{_interval(row)}</td>'
        f'<td class="number wide">{escape(chance(row.p))}</td><td class="number">{documents}</td>'
        f'<td class="says">{wording.VERDICTS[row.verdict]}</td></tr>'
    )


def _words(comparison: Comparison) -> str:
    sentences = (wording.sentence(row, title(row.scorer)) for row in comparison.rows)
    return "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)


def _interval(row: Contrast) -> str:
    if row.interval is None:
        return "—"
    return f"{signed(row.interval.low, 3)} … {signed(row.interval.high, 3)}"
