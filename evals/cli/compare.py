"""drafter eval compare: two versions on the same cases, a verdict in words."""

import argparse
import asyncio
import sys
from dataclasses import replace

from drafter.cli import Command
from drafter.errors import BadInput
from evals import chart, comparing, journal, scorers, variant, wording
from evals.cli import judging
from evals.cli.bench import Bench, add, add_spending, bench
from evals.cli.run import draft_all
from evals.comparing import RunPair
from evals.reports import reporter
from evals.results import Compared
from evals.run import Base, Work
from evals.stats import Comparison, Contrast, Verdict
from evals.variant import Variant

EXAMPLES = """例：
  drafter eval compare merge@1 merge@2
  drafter eval compare active section=my-section.md --repeats 3 --model openai:名称
  drafter eval compare active active --model local:@bare --new-model local      比两个模型
退出码：0 变好或没有差别，1 变差，2 说不准。案例少于 6 个不下结论。
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `eval compare`."""
    parser.add_argument("versions", metavar="版本", nargs=2, help="旧版、新版，如 merge@1 merge@2")
    add(parser)
    add_spending(parser)
    parser.add_argument(
        "--new-model",
        metavar="模型",
        help="新版用这个模型写；两版提示词可以相同，比的就是两个模型",
    )
    parser.add_argument(
        "--judge",
        metavar="模型",
        help="另请这个模型两两评判；先用 python -m evals judge 校准，不合格的只供参考",
    )
    parser.add_argument("--json", action="store_true", help="结论作为 JSON 打印")


def run(options: argparse.Namespace) -> int:
    """Draft what is missing, compare, tell."""
    before, after = variant.parse_two(options.versions, may_be_same=bool(options.new_model))
    stand = bench(options)
    if options.new_model:
        result = asyncio.run(_two_models(before, after, stand, options))
    else:
        result = asyncio.run(_compared(before, after, stand, options))
    if options.json:
        print(reporter("json").render(result).decode())  # noqa: T201
    else:
        print("\n".join(_lines(result, stand)))  # noqa: T201
    sys.stderr.write(f"编号 {result.id}：drafter eval report {result.id} -o report.html\n")
    return result.whole.overall.exit_code


async def _compared(a: Variant, b: Variant, stand: Bench, options: argparse.Namespace) -> Compared:
    step, is_apart, note = comparing.isolation(a, b, stand.model.profile)
    works = [Work(each, stand.cases, stand.repeats) for each in (a, b)]
    if is_apart:
        works.append(Work(b, stand.cases, stand.repeats, Base(a, step)))
    runs = await draft_all(works, stand, options)
    pair = RunPair(
        runs[0].id,
        runs[1].id,
        a.key if is_apart else "",
        tuple(case.name for case in stand.cases),
        stand.repeats,
        step,
        note,
    )
    if options.judge:
        pair = replace(pair, judged=await judging.judged(runs[0], runs[1], stand, options))
    comparing.keep(pair, stand.root)
    return comparing.compared(pair, *(journal.read(stand.root, run.id) for run in runs))


async def _two_models(
    a: Variant, b: Variant, stand: Bench, options: argparse.Namespace
) -> Compared:
    """The old version by one model, the new one by another, one after the other."""
    other = bench(argparse.Namespace(**{**vars(options), "model": options.new_model}))
    if other.model.name == stand.model.name:
        raise BadInput(
            f"两个模型都是 {other.model.name}，没有可比的", hint="--new-model 写另一个模型"
        )
    other.chain.charge(stand.chain.spend)
    [old] = await draft_all([Work(a, stand.cases, stand.repeats)], stand, options)
    [new] = await draft_all([Work(b, other.cases, other.repeats)], other, options)
    names = tuple(case.name for case in stand.cases)
    pair = RunPair(old.id, new.id, "", names, stand.repeats, "", "两个模型从头写起，不单独比一步")
    if options.judge:
        pair = replace(
            pair, judged=await judging.judged(old, new, stand, options, other.chain.spend)
        )
    comparing.keep(pair, stand.root)
    return comparing.compared(pair, *(journal.read(stand.root, run.id) for run in (old, new)))


def _lines(result: Compared, stand: Bench) -> list[str]:
    titles = {"overall": "总评", comparing.JUDGE: "模型裁判"}
    titles |= {each.name: each.title for each in scorers.all_scorers()}
    models = " → ".join(dict.fromkeys((result.a.model, result.b.model)))
    lines = [f"{result.a.variant} → {result.b.variant}，模型 {models}", ""]
    lines += [chart.contrasts(result, scorers.all_scorers()), ""]
    lines += [wording.summary(result.whole, titles)]
    lines += [
        "  " + wording.sentence(row, titles.get(row.scorer, row.scorer))
        for row in result.whole.rows
        if row.verdict in (Verdict.BETTER, Verdict.WORSE, Verdict.UNKNOWN) and row.kind != "info"
    ]
    lines += _apart(result, titles)
    lines += _cost(result, stand)
    failed = {
        (row.case, row.problem) for run in (result.a, result.b) for row in run.rows if row.problem
    }
    return lines + [f"没有评分 {case}：{problem}" for case, problem in sorted(failed)]


def _apart(result: Compared, titles: dict[str, str]) -> list[str]:
    if result.isolated:
        return [f"只换 {result.step} 一步：{wording.summary(result.isolated, titles)}"]
    return [f"单独比：{result.note}"] if result.note else []


def _cost(result: Compared, stand: Bench) -> list[str]:
    """What the documents that would decide it would cost, as far as it can be told."""
    needed = _needed(result.whole)
    rows = [row for run in (result.a, result.b) for row in run.scored]
    if result.whole.overall is not Verdict.UNKNOWN or not needed or not rows:
        return []
    prompt = sum(row.prompt_tokens for row in rows) / len(rows) * 2 * needed * stand.repeats
    completion = sum(row.completion_tokens for row in rows) / len(rows) * 2 * needed * stand.repeats
    price = stand.settings.price
    cost = (prompt * price.prompt + completion * price.completion) / 1e6
    money = f"，费用约 {price.told(cost)}" if cost else ""
    return [f"再加 {needed} 份文稿要用约 {prompt + completion:,.0f} 词元{money}"]


def _needed(comparison: Comparison) -> int:
    """The most documents that an undecided scorer needs, of those that can be decided."""

    def documents(row: Contrast) -> int:
        return row.needed.documents or 0 if row.needed else 0

    counted = (row for row in comparison.rows if row.kind != "info")
    return max(map(documents, counted), default=0)


command = Command("compare", "比较两版提示词，给出结论", configure, run, EXAMPLES)
