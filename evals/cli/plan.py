"""drafter eval plan: what a run or a comparison would ask and cost, before paying."""

import argparse
import asyncio
import json
from dataclasses import asdict

from drafter.cli import DONE, Command
from drafter.errors import BadInput
from evals import comparing, journal, planning, variant
from evals import run as runs
from evals.cli.bench import Bench, add, bench
from evals.planning import Planned
from evals.run import Work
from evals.variant import Variant

EXAMPLES = """例：
  drafter eval plan --compare merge@1 merge@2
  drafter eval plan --prompts section@2,answers@1 --repeats 3 --model openai:名称
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `eval plan`."""
    parser.add_argument("--compare", metavar="版本", nargs=2, help="两版提示词，如 merge@1 merge@2")
    parser.add_argument("--prompts", metavar="版本", help="一版提示词；多个用逗号隔开")
    add(parser)
    parser.add_argument("--json", action="store_true", help="作为 JSON 打印")


def run(options: argparse.Namespace) -> int:
    """Rehearse every draft and add up."""
    if bool(options.compare) == bool(options.prompts):
        raise BadInput("写 --compare 两版，或 --prompts 一版", hint="如 --compare merge@1 merge@2")
    named = options.compare or [options.prompts]
    chosen = variant.parse_two(named) if options.compare else (variant.parse(named[0]),)
    stand = bench(options, is_asked=False)
    planned = [asyncio.run(_planned(each, stand)) for each in chosen]
    if options.json:
        print(json.dumps([_tree(each, stand) for each in planned], ensure_ascii=False, indent=2))  # noqa: T201
        return DONE
    print("\n".join(_lines(planned, stand)))  # noqa: T201
    return DONE


async def _planned(chosen: Variant, stand: Bench) -> Planned:
    work = Work(chosen, stand.cases, stand.repeats)
    head = journal.parameters(stand.settings, stand.model, chosen)
    is_begun = head.id in journal.ids(stand.root)
    done = runs.done(journal.read(stand.root, head.id), work) if is_begun else {}
    return await planning.plan(work, stand.chain, done)


def _lines(planned: list[Planned], stand: Bench) -> list[str]:
    cases = sum(case.facts is not None for case in stand.cases)
    lines = [f"{cases} 个案例 × {stand.repeats} 遍，模型 {stand.model.name}"]
    lines += [f"案例 {case.name} 不计入：{case.problem}" for case in stand.cases if case.problem]
    for each in planned:
        lines += ["", each.variant.label, *_table(each)]
        if cost := each.cost(stand.settings):
            lines.append(f"  费用约 {stand.settings.price.told(cost)}")
    if len(planned) > 1:
        lines += ["", _together(planned)]
    if any(step.is_guess for each in planned for step in each.steps):
        lines += ["", f"“约”：还没有存过这类回答，按每次 {planning.GUESS} 词元估"]
    return [*lines, *_isolation(planned, stand)]


def _table(planned: Planned) -> list[str]:
    if not planned.steps:
        return ["  不用问模型"]
    return [
        f"  {step.prompt}（{step.step}）：要问 {step.asked} 次，存过 {step.cached} 次"
        + (f"，不合用时再问 {step.perhaps} 次" if step.perhaps else "")
        + (
            f"；词元 {step.prompt_tokens:,} 入 ＋ "
            f"{'约 ' if step.is_guess else ''}{step.completion_tokens:,} 出"
            if step.asked
            else ""
        )
        for step in planned.steps
    ]


def _together(planned: list[Planned]) -> str:
    calls, perhaps = planning.together(planned)
    total = f"两版合计要问 {calls} 次" + (f"，至多再问 {perhaps} 次" if perhaps else "")
    shared = sum(each.calls for each in planned) - calls
    return total + (f"（两版问得一样的 {shared} 次只算一回）" if shared else "")


def _isolation(planned: list[Planned], stand: Bench) -> list[str]:
    """Which step a change touches."""
    if len(planned) == 1:
        return []
    before, after = (each.variant for each in planned)
    step, apart, note = comparing.isolation(before, after, stand.model.profile)
    changed = "、".join(prompt.name for prompt in before.changed(after))
    if apart:
        note = "另外单独比这一步：别的步骤都用旧版存下的回答"
    return ["", f"改的是 {changed}{f'（{step} 一步）' if step else ''}；{note}"]


def _tree(planned: Planned, stand: Bench) -> dict[str, object]:
    return {
        "variant": planned.variant.label,
        "prompts": planned.variant.digests,
        "model": stand.model.name,
        "calls": planned.calls,
        "cost": planned.cost(stand.settings),
        "steps": [asdict(step) for step in planned.steps],
    }


command = Command("plan", "先看要问多少次、花多少，不付费", configure, run, EXAMPLES)
