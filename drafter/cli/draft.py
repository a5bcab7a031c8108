"""drafter draft: facts to a report."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import exporters, models, readers
from drafter.cli import DONE, FOUND, Command, Group, batch, saving, whole
from drafter.document import Facts, Origin
from drafter.document import genre as genres
from drafter.errors import BadInput, Unwritable
from drafter.exporters.json import tree
from drafter.settings import Settings
from drafter.text import shorten

if TYPE_CHECKING:  # 0.2 s to import: only when something is drafted, not for --help
    from drafter.alike import SharedRun
    from drafter.chain.chain import Chain, Spend
    from drafter.drafting import Draft
    from drafter.session.session import Session

REPEATED = 3  # runs shared with earlier drafts that are told; `drafter alike` tells all
BRIEF = 40  # characters of one
EXAMPLES = """例：
  drafter draft facts.md -o report.docx                    内置模型，不联网、不要密钥
  drafter draft facts.xlsx --model openai:NAME -o r.docx   任何兼容 OpenAI 的服务
  drafter draft facts.md --model none                      不用模型，用要点原话成稿，几秒
  drafter draft facts.md --length 3000 -o report.docx      要三千字上下：撑不起就短一些，不凑字
  drafter draft facts.md -o r.docx -o r.html               同时写 Word 和对照要点的网页
  drafter draft facts.md --genre 年终总结 -o report.docx   另一种报告：部分、标题、称谓、结尾都不同
  drafter draft facts.md -i                                在终端里逐处一起写
  drafter draft sheets/ -o out/ --concurrency 64           整个文件夹；中断了再运行会接着做
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `draft`."""
    add = parser.add_argument
    add("facts", metavar="要点文件",
        help="md、txt、yaml、json、docx、xlsx、pptx、pdf、eml、html；"
        "- 为标准输入；文件夹则逐份写")  # fmt: skip
    add("-o", "--output", metavar="文件", action="append", type=Path, default=[],
        help="写到文件，可多次；格式看扩展名：docx、txt、html、json。不写则打印全文")  # fmt: skip
    add("--model", metavar="模型", help="local、local:名称、local:/路径.gguf、openai:名称、none")
    kinds = "、".join(genres.called())
    add("--genre", metavar="文种", help=f"{kinds}；默认用要点里写的，否则是第一种")
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
    add("--no-index", action="store_true",
        help="不和本机以前的成稿比，也不记下这一次的（只记散列值，不记文字）")  # fmt: skip
    add("-q", "--quiet", action="store_true", help="不显示进度和小结")
    add("-i", "--interactive", action="store_true",
        help="在终端里一起写：先看排布，再逐处采用、改、重写；drafter resume 接着写")  # fmt: skip
    add("--name", metavar="会话", default="", help="-i 的会话叫什么，默认用职务和年度")
    add("--plain", action="store_true", help="-i 给读屏软件：不覆写、不画框，按键后回车")
    saving.add_force(parser)
    saving.add_word(parser)
    batch.add_limits(parser)
    batch.add_formats(parser)


def run(options: argparse.Namespace) -> int:
    """Draft, save, sum up."""
    if options.interactive:
        return _together(options)
    import asyncio

    if options.facts != readers.STDIN and Path(options.facts).is_dir():
        return _folder(options)
    batch.require_folder(options)
    began = time.monotonic()
    target = saving.outputs(options)
    for path in options.output:
        exporters.exporter_for(path.suffix)
        target.check(path)
    facts = _facts(options)
    saving.spare_others(options.output, facts, target)
    dropped = _dropped(options.drop, facts)
    settings = batch.limited(options)
    chain = batch.chain(options.model or "", settings, options, is_single=True)
    index = _index(options, settings)
    made = asyncio.run(_draft(facts, dropped, chain, index, quiet=options.quiet))
    repeated = _repeated(made.report.text, made.report.facts or facts, index, made)
    for path in options.output:
        saving.save_report(
            made.report, path, target, is_bare=options.bare, is_commented=options.comments
        )
    _keep(made, index, options)
    spend = chain.spend if chain else None
    if options.json:
        summary = {**_told(made, chain), "alike": [asdict(run) for run in repeated]}
        print(json.dumps(summary, ensure_ascii=False, indent=2))  # noqa: T201
    elif not options.output:
        print(made.report.text, end="")  # noqa: T201
    _sum_up(made, spend, time.monotonic() - began, options)
    if repeated and not options.quiet:
        sys.stderr.writelines(f"{line}\n" for line in _alike(repeated))
    return FOUND if made.has_errors else DONE


def _index(options: argparse.Namespace, settings: Settings) -> Path | None:
    """The folder with the index of earlier drafts; None where it is not wanted or not usable."""
    if options.no_index:
        return None
    from drafter.alike.earlier import FILE, Earlier

    is_known = (settings.cache_folder / FILE).exists()
    try:
        Earlier(settings.cache_folder).close()
    except Unwritable as error:
        if is_known:  # where none could be begun there is nothing to compare with
            sys.stderr.write(f"drafter：没有和以前的成稿比：{error}\n")
        return None
    return settings.cache_folder


def _repeated(
    text: str, facts: Facts, index: Path | None, made: "Draft | None" = None
) -> "tuple[SharedRun, ...]":
    """What of a text stands in earlier drafts too; an index that fails costs no draft.

    Of a finished draft the ceremony and the headings do not count: they were worded by the
    program, which took the wording that stands least in earlier drafts.
    """
    from drafter.checking.comparison import shared_with_earlier

    evidence = made.report.evidence if made else ()
    formal = [each.span for each in evidence if each.origin is Origin.FRAME]
    try:
        return shared_with_earlier(text, facts, index, formal=formal)
    except Unwritable as error:
        sys.stderr.write(f"drafter：没有和以前的成稿比：{error}\n")
        return ()


def _keep(made: "Draft", index: Path | None, options: argparse.Namespace) -> None:
    """Later drafts are compared with this one."""
    from drafter.checking.comparison import keep

    report = made.report
    titles = "".join(line.text for line in report.titles[0])
    name = str(options.output[0]) if options.output else titles or report.genre.name
    try:
        keep(report.text, report.facts or Facts(()), name, index)
    except Unwritable as error:
        sys.stderr.write(f"drafter：这一份没有记下：{error}\n")


def _alike(repeated: "Sequence[SharedRun]") -> list[str]:
    """The longest of what stands in earlier drafts, for people."""
    lines = [f"和本机以前的成稿雷同 {len(repeated)} 处，drafter alike 看全部，--no-index 不比："]
    for run in repeated[:REPEATED]:
        brief = shorten(run.mine.text.replace("\n", " "), BRIEF)
        lines.append(f"  第 {run.mine.line} 行“{brief}”：{run.other.name} 第 {run.other.line} 行")
    return lines


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
    facts: Facts,
    dropped: dict[str, str],
    chain: "Chain | None",
    index: Path | None,
    *,
    quiet: bool,
) -> "Draft":
    from drafter.console.progress import DraftProgress
    from drafter.drafting import draft

    with DraftProgress(chain.spend if chain else None, quiet=quiet) as shown:
        try:
            return await draft(
                facts,
                chain,
                dropped=dropped,
                shared=lambda text: [run.mine.text for run in _repeated(text, facts, index)],
                on_stage=shown.stage,
                on_text=shown.text if shown.is_watched else None,
            )
        finally:
            if chain:
                await chain.close()


def _together(options: argparse.Namespace) -> int:
    """Written with a person; whatever is slow is left to the session's own thread."""
    from drafter.cli.interactive import Saved, connected, together

    if options.json or options.facts == readers.STDIN or Path(options.facts).is_dir():
        raise BadInput("-i 要一份要点文件，不能同 --json、-、文件夹一起用", hint="去掉其中一个")
    batch.require_folder(options)
    ignored = ("explain_refusals", "rpm", "tpm", "patience")
    if told := "、".join(f"--{name.replace('_', '-')}" for name in ignored if vars(options)[name]):
        raise BadInput(f"{told} 不能同 -i 一起用", hint="去掉它")

    def open_session() -> "Session":
        from drafter.session.library import SessionLibrary

        facts = _facts(options)
        dropped = _dropped(options.drop, facts)
        shelf = SessionLibrary(settings.data_folder)
        named = {"name": options.name, "model": options.model or ""}
        return saved.told(shelf.create(facts, **named, dropped=dropped))

    settings = batch.limited(options)
    connect = connected(options.model, settings, fresh=options.fresh)
    saved = Saved(options.output, saving.outputs(options), options.bare, options.comments)
    return together(open_session, connect, saved=saved, plain=options.plain)


def _folder(options: argparse.Namespace) -> int:
    """Every sheet of a folder."""
    from drafter.batch.drafting import DraftJob
    from drafter.batch.order import BatchOrder

    if options.drop or options.json:
        raise BadInput("--drop、--json 只能用于一份要点", hint="整个文件夹时去掉它们")
    genre = genres.resolve(options.genre) if options.genre else ""
    formats = batch.formats(options)
    job = DraftJob(genre, options.year, formats, options.length, options.bare, options.comments)
    where = Path(options.facts), batch.target(options)
    order = BatchOrder(job, *where, options.model or "", is_indexed=not options.no_index)
    return batch.work(order, options, explains=options.explain_refusals)


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
        "model": chain.model.name if chain else models.NONE,
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


command = Command("draft", "把要点写成报告", configure, run, EXAMPLES, group=Group.WRITE)
