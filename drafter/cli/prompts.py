"""drafter prompts: what a model is told, version by version, and what exactly is sent."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from drafter import models, readers
from drafter import settings as configuration
from drafter.chain import prompts, scored
from drafter.chain.prompts import Prompt
from drafter.cli import DONE, Command, FileName, Group
from drafter.document import Facts, genre
from drafter.errors import BadInput

if TYPE_CHECKING:  # 0.2 s to import: only when something is rehearsed
    from drafter.drafting.dry_run import DryRunQuestion, Rehearsal

CRITIQUE = "critique"  # asked of a report, not of facts
REF = "merge@1，或还没成为版本的文件：merge=我的.md"
EXAMPLES = """例：
  drafter prompts list
  drafter prompts show merge@1
  drafter prompts diff merge@1 merge=我的.md            改了什么
  drafter prompts render merge=我的.md --facts 要点.md   会原样发给模型的话，不发送
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of `prompts`."""
    verbs = parser.add_subparsers(title="动作", metavar="动作", required=True, dest="verb")
    listed = verbs.add_parser("list", help="列出每个版本，* 是启用的")
    shown = verbs.add_parser("show", help="打印一个版本的全文")
    shown.add_argument("ref", metavar="版本", help=REF)
    compared = verbs.add_parser("diff", help="比较两个版本")
    compared.add_argument("before", metavar="版本", help=REF)
    compared.add_argument("after", metavar="新版本", help="写法同上")
    rendered = verbs.add_parser("render", help="打印会发给模型的每一问，不发送、不花钱")
    add = rendered.add_argument
    add("ref", metavar="版本", help=REF)
    add("--facts", metavar="要点", type=FileName, required=True, help="要点文件；- 为标准输入")
    add("--report", metavar="报告", type=FileName, help=f"{CRITIQUE} 评议的报告")
    add("--model", metavar="模型", help="发给哪个模型，写法同 draft：强模型和弱模型问法不同")
    for verb in (listed, rendered):
        verb.add_argument("--json", action="store_true", help="作为 JSON 打印")


def run(options: argparse.Namespace) -> int:
    """Do what the verb says."""
    match options.verb:
        case "list":
            _list(as_json=options.json)
        case "show":
            sys.stdout.write(prompts.load(options.ref).source)
        case "diff":
            _diff(prompts.load(options.before), prompts.load(options.after))
        case _:
            _render(options)
    return DONE


def _list(*, as_json: bool) -> None:
    rows = [
        prompts.load(f"{name}@{version}")
        for name in prompts.names()
        for version in prompts.versions(name)
    ]
    if as_json:
        print(json.dumps([_row(each) for each in rows], ensure_ascii=False, indent=2))  # noqa: T201
        return
    width = max(len(each.ref) for each in rows)
    for row in map(_row, rows):
        mark, state = "* "[not row["active"]], ("未评分", "已评分")[bool(row["scored"])]
        print(f"{mark} {row['ref']:<{width}}  {state}  {row['purpose']}")  # noqa: T201
        if row["changed"]:
            print(f"  {'':<{width}}  改了：{row['changed']}；因为：{row['why']}")  # noqa: T201


def _row(prompt: Prompt) -> dict[str, object]:
    return {
        "ref": prompt.ref,
        **asdict(prompt.head),
        "active": prompt == prompts.active(prompt.name),
        "scored": prompt.ref in scored.versions(),
        "digest": prompt.digest,
    }


def _diff(before: Prompt, after: Prompt) -> None:
    from drafter.console import diff

    if before.source == after.source:
        print("没有差别")  # noqa: T201
        return
    diff.show(before.source, after.source, (before.ref, after.ref))


def _render(options: argparse.Namespace) -> None:
    """Every question that is asked through this prompt, whole."""
    import asyncio

    facts = readers.read_facts(options.facts)
    with prompts.pinned(options.ref) as (prompt,):
        chain = asyncio.run(_rehearsed(prompt, facts, options))
    found = [each for each in chain.asked if each.request.prompt == prompt.ref]
    certain = [each for each in found if not each.is_second]
    if options.json:
        asked = [_question(each) for each in certain]
        print(json.dumps(asked, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        for at, each in enumerate(certain, 1):
            sys.stdout.write(_page(each, f"第 {at} 问，共 {len(certain)} 问"))
    if not certain:
        why = _idle(prompt, chain.model.name, is_possible=bool(found))
        sys.stderr.write(f"drafter：{why}\n")


async def _rehearsed(prompt: Prompt, facts: Facts, options: argparse.Namespace) -> "Rehearsal":
    from drafter.chain.open import chain_to
    from drafter.checking.critique import critique
    from drafter.document import parsing
    from drafter.drafting.dry_run import Rehearsal, rehearse

    settings = configuration.read()
    model = models.resolve(options.model, settings)
    chain = Rehearsal(chain_to(model, settings, is_stored=False))
    try:
        if prompt.name != CRITIQUE:
            await rehearse(facts, chain)
        elif options.report:
            text = readers.read_text(options.report)
            await critique(parsing.parse(text, genre.load(facts.genre), facts=facts), chain)
        else:
            raise BadInput(f"{prompt.ref} 问的是一份报告", hint="用 --report 指定报告")
    finally:
        await model.close()
    return chain


def _idle(prompt: Prompt, model: str, *, is_possible: bool) -> str:
    """Why nothing is asked through a prompt."""
    from drafter.drafting import STEPS

    if prompt.name not in STEPS:
        return f"起草时不问 {prompt.ref}"
    if is_possible:
        return f"{model} 写的句子没通过核对时才问 {prompt.ref}，现在还不知道问什么"
    return f"用这份要点和 {model}，{prompt.ref} 没有要问的（强模型、弱模型问法不同，可换 --model）"


def _question(asked: "DryRunQuestion") -> dict[str, object]:
    count = asked.prompt_tokens
    return {**asdict(asked.request), "prompt_tokens": count.tokens, "tokens_exact": count.exact}


def _page(asked: "DryRunQuestion", place: str) -> str:
    """One question for people."""
    request, count = asked.request, asked.prompt_tokens
    warmth = "由服务定" if request.temperature is None else f"{request.temperature:g}"
    most = "由服务定" if request.max_tokens is None else f"{request.max_tokens} 词元"
    schema = json.dumps(request.schema, ensure_ascii=False, indent=2) if request.schema else "无"
    length = f"{'' if count.exact else '约 '}{count.tokens} 词元（不含格式）"
    return (
        f"==== {request.prompt}　{place}　步骤 {request.step} ====\n"
        f"温度：{warmth}　回答上限：{most}　问题：{length}\n"
        f"---- system ----\n{request.system}\n"
        f"---- user ----\n{request.user}\n"
        f"---- schema ----\n{schema}\n\n"
    )


command = Command(
    "prompts", "提示词：列出、比较、看会发出什么", configure, run, EXAMPLES, group=Group.MODELS
)
