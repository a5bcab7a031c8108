"""drafter revise: a report that came back, its edits kept and checked, changed facts carried in."""

import argparse
import json
import os
import stat
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter import files, readers
from drafter.cli import DONE, FOUND, Command, batch, whole
from drafter.errors import BadInput, Unwritable

if TYPE_CHECKING:  # 0.3 s to import: only when something is revised, not for --help
    from drafter.chain.chain import Chain
    from drafter.revision import Ask, Order, Revised
    from drafter.revision.rounds import Rounds
    from drafter.settings import Settings

WORD = (".docx", ".docm")
AUTHOR = "drafter"
EXAMPLES = """例：
  drafter revise report.docx -o r2.docx                  收回改过的稿子：改动照收，逐句核对
  drafter revise report.docx --fact F7="新修公路13.1公里" -o r2.docx --redline
  drafter revise report.docx --fact F9= -o r2.docx       撤下一条；编号是下一个就是新加
  drafter revise report.docx --facts facts.md -o r2.docx   整张要点变了，或稿子里没有要点记录
  drafter revise report.docx                             只看改了什么，不写文件

人改的字一个不动。只有丢了要点、出了没有依据的数字才问：在终端里当场问，否则列出来。
退出码：0 没有要问的，1 有没答的问题或者要本人改的句子，2 用法或文件不对，3 模型或网络失败。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add = parser.add_argument
    add("report", metavar="报告", help="drafter 写的、改过的 Word 文件，改了名、换了软件存都行")
    add("--facts", metavar="要点文件", help="现在的要点；文件里没有要点记录时用它按内容对")
    add("--fact", metavar="编号=新要点", action="append", default=[],
        help="一条要点变了，可多次；等号后为空是撤下，编号用下一个是新加")  # fmt: skip
    add("--drop", metavar="编号", action="append", default=[],
        help="--facts 里新出现、但不要写进去的要点，可多次")  # fmt: skip
    add("-o", "--output", metavar="文件", type=Path, help="写到 Word 文件；不写则只列出改动")
    add("--redline", action="store_true",
        help="我们的改动写成修订，别人没定的修订照样留着；不加就全部接受")  # fmt: skip
    add("--keep", action="store_true", help="要问的一律以人改的为准，要点跟着改")
    add("--author", default=AUTHOR, metavar="名字", help=f"修订的作者，默认 {AUTHOR}")
    add("--model", metavar="模型", help="写法同 draft；只有照批注改写、换句重写时才用")
    add("--max-tokens", metavar="数", type=whole(1), default=0, help="词元上限，到了就停")
    add("--fresh", action="store_true", help="不用以前付过费的回答，重新问")
    add("--json", action="store_true", help="把改动、问题和批注作为 JSON 打印")
    add("-q", "--quiet", action="store_true", help="不显示小结，也不提问")
    parser.set_defaults(max_calls=0, max_cost=0.0, concurrency=0, rpm=0, tpm=0, patience=600)


def run(options: argparse.Namespace) -> int:
    """Take the file in, ask, write it."""
    import asyncio

    from drafter.console import revision as shown
    from drafter.revision.rounds import Rounds

    path = Path(options.report)
    data = _read(path)
    _refuse(options, path)
    settings = batch.limited(options)
    rounds = Rounds(settings.data_folder)
    order = _order(options, rounds)
    made = asyncio.run(_revise(data, path.name, order, options, settings))
    if options.output:
        rounds.keep(
            made.provenance.document, order.signature.date, made.data,
            came=data, entries=made.entries, number=made.provenance.round,
        )  # fmt: skip
        files.write(made.data, options.output)
    if options.json:
        print(json.dumps(_told(made), ensure_ascii=False, indent=2))  # noqa: T201
    if not options.quiet:
        shown.show(made, options.output)
    return FOUND if made.open or made.stale else DONE


def _read(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        BadInput: it is no Word file of today, or cannot be read.
    """
    if path.suffix.lower() not in WORD:
        hint = "先用 Word、WPS 或 LibreOffice 另存为 .docx"
        raise BadInput(f"{path.name} 不是 .docx，修订只收 Word 文件", hint=hint)
    return readers.read_bytes(path)


def _refuse(options: argparse.Namespace, path: Path) -> None:
    """Wrong use, before any work."""
    target = options.output
    if target is None:
        if options.redline:
            raise BadInput("--redline 要写成文件", hint="加上 -o r2.docx")
        return
    if target.suffix.lower() not in WORD:
        raise BadInput("修订后的报告是 Word 文件", hint="-o 后面写 .docx")
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        raise Unwritable(f"{target} 是只读的，没有动", hint="换一个文件名")
    if os.path.realpath(target) != os.path.realpath(path):
        files.probe(target)


def _order(options: argparse.Namespace, rounds: "Rounds") -> "Order":
    """What is wanted, out of the options."""
    from drafter.revision import Order
    from drafter.revision.writing import Signature

    sheet = readers.read_facts(options.facts) if options.facts else None
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Order(
        sheet=sheet,
        sheet_name=Path(options.facts).name if options.facts else "",
        facts=tuple(options.fact),
        dropped=dict.fromkeys(options.drop, ""),
        is_tracked=options.redline,
        signature=Signature(options.author, at),
        was_left_out=rounds.was_left_out,
        round_after=rounds.after,
    )


async def _revise(
    data: bytes, name: str, order: "Order", options: argparse.Namespace, settings: "Settings"
) -> "Revised":
    from drafter.revision import revise

    opened: list[Chain | None] = []

    def model() -> "Chain | None":
        """The model, opened once, where a sentence has to be worded anew."""
        if not opened:
            opened.append(batch.chain(options.model or "", settings, options, is_single=True))
        return opened[0]

    try:
        return await revise(data, name, order, ask=_ask(options), model=model)
    finally:
        for chain in opened:
            if chain is not None:
                await chain.close()


def _ask(options: argparse.Namespace) -> "Ask":
    """Whom to ask: somebody at a terminal, or nobody."""
    from drafter import revision
    from drafter.console import revision as shown

    if options.keep:
        return lambda _: revision.KEEP
    is_there = sys.stdin.isatty() and sys.stderr.isatty()
    if not is_there or options.quiet or options.json or options.output is None:
        return lambda _: revision.LATER
    return shown.ask


def _told(made: "Revised") -> dict[str, Any]:
    """For machines."""
    return {
        "document": made.provenance.document,
        "round": made.provenance.round,
        "edits": [asdict(each) for each in made.entries],
        "changed": [{"before": before, "after": after} for before, after in made.changed],
        "questions": [
            {
                "before": each.before,
                "after": each.after,
                "by": [asdict(hand) for hand in each.hands],
                "lost": [{"fact": id, "what": what} for id, what in each.lost],
                "new": each.new,
            }
            for each in made.open
        ],
        "comments": [
            {
                "by": asdict(each.comment.hand),
                "text": each.comment.text,
                "done": each.is_done,
                "told": each.told,
            }
            for each in made.answers
        ],
        "for_the_author": [{"text": text, "why": why} for text, why in made.stale],
        "facts": {fact.id: fact.text for fact in made.provenance.facts},
        "notes": made.notes,
    }


command = Command(
    "revise",
    "收回改过的报告：人改的照收，丢要点才问；要点变了只改该改的句",
    configure,
    run,
    EXAMPLES,
)
