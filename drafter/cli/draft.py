"""drafter draft: facts to a report."""

import argparse
import json
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import atomic, exporters, readers
from drafter import genre as genres
from drafter.cli import DONE, FOUND, Command, folder, whole
from drafter.document import Facts, Report
from drafter.errors import BadInput
from drafter.exporters.json import tree

if TYPE_CHECKING:  # 0.2 s to import: only when something is drafted, not for --help
    from drafter.chain import Chain, Spend
    from drafter.drafting import Draft
    from drafter.session.live import Session

WORD = ".docx"
EXAMPLES = """例：
  drafter draft facts.md -o report.docx                    内置模型，不联网、不要密钥
  drafter draft facts.xlsx --model openai:NAME -o r.docx   任何兼容 OpenAI 的服务
  drafter draft facts.md --model none                      不用模型，用要点原话成稿，一秒
  drafter draft facts.md --length 3000 -o report.docx      要三千字上下：撑不起就短一些，不凑字
  drafter draft facts.md -o r.docx -o r.html               同时写 Word 和对照要点的网页
  drafter draft facts.md -i                                在终端里逐处一起写
  drafter draft sheets/ -o out/ --concurrency 64           整个文件夹；中断了再运行会接着做
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `draft`."""
    add = parser.add_argument
    add("facts", metavar="要点文件",
        help="md、txt、yaml、json、docx、xlsx；- 为标准输入；文件夹则逐份写")  # fmt: skip
    add("-o", "--output", metavar="文件", action="append", type=Path, default=[],
        help="写到文件，可多次；格式看扩展名：docx、txt、html、json。不写则打印全文")  # fmt: skip
    add("--model", metavar="模型", help="local、local:名称、local:/路径.gguf、openai:名称、none")
    add("--genre", metavar="文种", help=f"默认用要点里写的，否则 {genres.names()[0]}")
    add("--year", metavar="年", type=whole(1900, 2999), help="报告年度，要点里没写时用")
    add("--length", metavar="字数", type=whole(200, 60_000),
        help="全文要多少字，同要点里写的“字数”；要点撑不起时不凑，小结里说差多少")  # fmt: skip
    add(
        "--drop",
        metavar="编号=理由",
        action="append",
        default=[],
        help="不写某条要点，如 F3=未公开",
    )
    add("--max-tokens", metavar="数", type=whole(1), default=0,
        help="词元上限，到了就停，已完成的保留")  # fmt: skip
    add("--fresh", action="store_true", help="不用以前付过费的回答，重新问")
    add("--explain-refusals", action="store_true",
        help="逐句列出模型写了而没有采用的话和理由，打印到标准错误")  # fmt: skip
    add("--json", action="store_true", help="把报告、检查结果和用量作为 JSON 打印")
    add("-q", "--quiet", action="store_true", help="不显示进度和小结")
    add("-i", "--interactive", action="store_true",
        help="在终端里一起写：先看排布，再逐处采用、改、重写；drafter resume 接着写")  # fmt: skip
    add("--name", metavar="会话", default="", help="-i 的会话叫什么，默认用职务和年度")
    add("--plain", action="store_true", help="-i 给读屏软件：不覆写、不画框，按键后回车")
    add("--comments", action="store_true",
        help="Word 文件里加批注：每句后面是哪几条要点，待补的为什么空着")  # fmt: skip
    add("--bare", action="store_true",
        help="Word 文件里不带要点：改回来的稿子就要用 revise --facts 来对")  # fmt: skip
    folder.add_limits(parser)
    folder.add_formats(parser)


def run(options: argparse.Namespace) -> int:
    """Draft, save, sum up."""
    if options.interactive:
        return _together(options)
    import asyncio

    if options.facts != readers.STDIN and Path(options.facts).is_dir():
        return _folder(options)
    began = time.monotonic()
    for path in options.output:
        exporters.exporter_for(path.suffix)
        atomic.probe(path)
    facts = _facts(options)
    dropped = _dropped(options.drop, facts)
    settings = folder.limited(options)
    chain = folder.chain(options.model or "", settings, options, is_single=True)
    made = asyncio.run(_draft(facts, dropped, chain, quiet=options.quiet))
    for path in options.output:
        _save(made.report, path, options, settings.data_folder)
    spend = chain.spend if chain else None
    if options.json:
        print(json.dumps(_told(made, chain), ensure_ascii=False, indent=2))  # noqa: T201
    elif not options.output:
        print(made.report.text, end="")  # noqa: T201
    _sum_up(made, spend, time.monotonic() - began, options)
    return FOUND if made.has_errors else DONE


def _save(report: Report, path: Path, options: argparse.Namespace, data_folder: Path) -> None:
    """Write one file; a Word file that may come back is the first of its rounds."""
    if path.suffix.lower() != WORD:
        exporters.export(report, path)
        return
    bare = replace(report, facts=None, evidence=()) if options.bare else report
    data = exporters.exporter_for(WORD).export(bare)
    if options.comments:
        from drafter.exporters.commented import commented

        data = commented(data, report)
    if not options.bare:
        _keep(report, data, data_folder)
    atomic.write(data, path)


def _keep(report: Report, data: bytes, data_folder: Path) -> None:
    """Keep the draft, so that every later round can be gone back from; a draft needs it not."""
    from datetime import UTC, datetime

    from drafter.exporters import provenance
    from drafter.revision.rounds import Rounds

    carried = provenance.of(report)
    if carried is None or report.facts is None:
        return
    left_out = dict(report.plan.dropped) if report.plan else {}
    texts = [fact.text for fact in report.facts if fact.id in left_out]
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        Rounds(data_folder).keep(carried.document, at, data, left_out=texts)
    except BadInput as error:
        print(f"drafter：{error}", file=sys.stderr)  # noqa: T201 - a note, not the end


def _sum_up(
    made: "Draft", spend: "Spend | None", seconds: float, options: argparse.Namespace
) -> None:
    """What a person is told, as far as it is wanted."""
    from drafter.console import summary

    if not options.quiet:
        summary.show(made, spend, seconds, options.output)
    if options.explain_refusals:
        summary.explain(made.refused)


async def _draft(
    facts: Facts, dropped: dict[str, str], chain: "Chain | None", *, quiet: bool
) -> "Draft":
    from drafter.console.progress import Drafting
    from drafter.drafting import draft

    with Drafting(chain.spend if chain else None, quiet=quiet) as shown:
        try:
            return await draft(
                facts,
                chain,
                dropped=dropped,
                on_stage=shown.stage,
                on_text=shown.text if shown.is_watched else None,
            )
        finally:
            if chain:
                await chain.model.close()


def _together(options: argparse.Namespace) -> int:
    """Written with a person; whatever is slow is left to the session's own thread."""
    from drafter.cli.together import connected, together

    if options.json or options.facts == readers.STDIN or Path(options.facts).is_dir():
        raise BadInput("-i 要一份要点文件，不能同 --json、-、文件夹一起用", hint="去掉其中一个")

    def open_session() -> "Session":
        from drafter.session.shelf import Shelf

        facts = _facts(options)
        dropped = _dropped(options.drop, facts)
        shelf = Shelf(settings.data_folder)
        named = {"name": options.name, "model": options.model or ""}
        return shelf.create(facts, **named, dropped=dropped)

    settings = folder.limited(options)
    connect = connected(options.model, settings, fresh=options.fresh)
    return together(open_session, connect, outputs=options.output, plain=options.plain)


def _folder(options: argparse.Namespace) -> int:
    """Every sheet of a folder."""
    from drafter.batch.drafting import Drafting
    from drafter.batch.order import Order

    if options.drop or options.json:
        raise BadInput("--drop、--json 只能用于一份要点", hint="整个文件夹时去掉它们")
    genres.load(options.genre or genres.names()[0])
    job = Drafting(options.genre or "", options.year, folder.formats(options), options.length)
    order = Order(job, Path(options.facts), folder.target(options), options.model or "")
    return folder.work(order, options, explains=options.explain_refusals)


def _facts(options: argparse.Namespace) -> Facts:
    facts = readers.read_facts(options.facts if options.facts == "-" else Path(options.facts))
    adapted = readers.adapted(facts, genre=options.genre, year=options.year)
    return replace(adapted, length=options.length or adapted.length)


def _dropped(orders: list[str], facts: Facts) -> dict[str, str]:
    """What the user wants left out, and why: a report that leaves something out says so."""
    known = {fact.id for fact in facts}
    found = {}
    for order in orders:
        id, _, reason = order.partition("=")
        if id not in known:
            raise BadInput(f"没有编号为“{id}”的要点", hint=f"编号从 F1 到 F{len(known)}")
        if not reason:
            raise BadInput(f"舍去 {id} 要写明理由", hint=f"如 --drop {id}=未公开")
        found[id] = reason
    return found


def _told(made: "Draft", chain: "Chain | None") -> dict[str, object]:
    """For machines: the report's own JSON, with what was found and spent."""
    spend = chain.spend if chain else None
    return {
        **tree(made.report),
        "findings": [asdict(finding) for finding in made.findings],
        "joined": made.joined,
        "refused": [{"text": text, "reason": reason} for text, reason in made.refused],
        "questions": [{"facts": each.facts, "text": each.text} for each in made.queries],
        "log": made.log,
        "model": chain.model.name if chain else folder.NONE,
        "spend": {
            "calls": spend.calls,
            "cached": spend.cached,
            "prompt_tokens": spend.usage.prompt,
            "completion_tokens": spend.usage.completion,
            "cost": spend.cost,
            "currency": spend.price.currency,
            "prices_as_of": spend.price.as_of,
        }
        if spend
        else None,
    }


command = Command("draft", "把要点写成报告", configure, run, EXAMPLES)
