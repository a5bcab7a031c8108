"""drafter revise: a report that came back, its edits kept and checked, changed facts carried in."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter import readers
from drafter.cli import DONE, FOUND, Command, FileName, Group, batch, saving, whole
from drafter.errors import BadInput

if TYPE_CHECKING:  # 0.3 s to import: only when something is revised, not for --help
    from drafter.chain.chain import Chain
    from drafter.outputs import Outputs
    from drafter.revision import Ask, Order, Revised
    from drafter.revision.rounds import Rounds
    from drafter.revision.sheet import MayReplace
    from drafter.session.session import Session
    from drafter.settings import Settings

WORD = (".docx", ".docm")
AUTHOR = "drafter"
EXAMPLES = """例：
  drafter revise report.docx -o r2.docx                  收回改过的稿子：改动照收，逐句核对
  drafter revise report.docx --fact F7="新修公路13.1公里" -o r2.docx --redline
  drafter revise report.docx --fact F9= -o r2.docx       撤下一条；编号是下一个就是新加
  drafter revise report.docx --facts facts.md -o r2.docx   整张要点变了，或稿子里没有要点记录
  drafter revise report.docx                             只看改了什么，不写文件
  drafter revise report.docx -i                          收回来，在终端里接着一起写

人改的字一个不动。只有丢了要点、出了没有依据的数字才问：在终端里当场问，否则列出来。
退出码：0 没有要问的，1 有没答的问题或者要本人改的句子，2 用法或文件不对，3 模型或网络失败。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `revise`."""
    add = parser.add_argument
    add("report", metavar="报告", help="drafter 写的、改过的 Word 文件，改了名、换了软件存都行")
    add("--facts", metavar="要点文件", type=FileName,
        help="现在的要点；文件里没有要点记录时用它按内容对")  # fmt: skip
    add("--fact", metavar="编号=新要点", action="append", default=[],
        help="一条要点变了，可多次；等号后为空是撤下，编号用下一个是新加")  # fmt: skip
    add("--replace", action="store_true", help="--fact 写的像是另一件事，也照样换上")
    add("--drop", metavar="编号", action="append", default=[],
        help="--facts 里新出现、但不要写进去的要点，可多次")  # fmt: skip
    add("-o", "--output", metavar="文件", type=Path, help="写到 Word 文件；不写则只列出改动")
    add("--redline", action="store_true",
        help="我们的改动写成修订，别人没定的修订照样留着；不加就全部接受")  # fmt: skip
    add("--keep", action="store_true", help="要问的一律以人改的为准，要点跟着改")
    add("-i", "--interactive", action="store_true",
        help="收下以后在终端里一起写：人改的照样留着，要定的是未定；-o 退出时另存")  # fmt: skip
    add("--name", metavar="会话", default="", help="-i 的会话叫什么，默认用职务和年度")
    add("--plain", action="store_true", help="-i 给读屏软件：不覆写、不画框，按键后回车")
    add("--author", default=AUTHOR, metavar="名字", help=f"修订的作者，默认 {AUTHOR}")
    add("--model", metavar="模型", help="写法同 draft；只有照批注改写、换句重写时才用")
    add("--max-tokens", metavar="数", type=whole(1), default=0, help="词元上限，到了就停")
    add("--fresh", action="store_true", help="不用以前付过费的回答，重新问")
    saving.add_force(parser)
    add("--json", action="store_true", help="把改动、问题和批注作为 JSON 打印")
    add("-q", "--quiet", action="store_true", help="不显示小结，也不提问")
    parser.set_defaults(max_calls=0, max_cost=0.0, concurrency=0, rpm=0, tpm=0, patience=0)


def run(options: argparse.Namespace) -> int:
    """Take the file in, ask, write it."""
    import asyncio

    from drafter.console import revision as shown
    from drafter.revision.rounds import Rounds

    path = Path(options.report)
    data = _read(path)
    target = saving.outputs(options)
    _refuse(options, target)
    settings = batch.limited(options)
    rounds = Rounds(settings.data_folder)
    order = _order(options, rounds)
    if options.interactive:
        return _together(options, data, order, settings)
    made = asyncio.run(_revise(data, path.name, order, options, settings))
    if options.output:
        rounds.keep(
            made.provenance.document, order.signature.date, made.data,
            came=data, entries=made.entries, number=made.provenance.round,
        )  # fmt: skip
        saving.save(made.data, options.output, target)
    if options.json:
        print(json.dumps(_told(made), ensure_ascii=False, indent=2))  # noqa: T201
    if not options.quiet:
        shown.show(made, options.output)
    return FOUND if made.open or made.stale else DONE


def _together(
    options: argparse.Namespace, data: bytes, order: "Order", settings: "Settings"
) -> int:
    """The report that came back, gone on with at a terminal; whatever is slow is left to later."""
    from drafter.cli.interactive import Saved, connected, together

    if options.redline or options.json:
        raise BadInput("-i 不能同 --redline、--json 一起用", hint="去掉其中一个")

    def open_session() -> "Session":
        import asyncio

        from drafter.console import revision as shown
        from drafter.revision import LATER, revise
        from drafter.session.library import SessionLibrary

        name = Path(options.report).name
        made = asyncio.run(revise(data, name, order, ask=lambda _: LATER, model=lambda: None))
        return SessionLibrary(settings.data_folder).receive(
            made.provenance,
            name=options.name,
            model=options.model or "",
            waiting={each.after for each in made.open} | {text for text, _ in made.stale},
            notes=shown.waiting(made),
        )

    saved = Saved([options.output] if options.output else [], saving.outputs(options))
    connect = connected(options.model, settings, fresh=options.fresh)
    return together(open_session, connect, saved=saved, plain=options.plain)


def _read(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        BadInput: it is no Word file of today, or cannot be read.
    """
    if path.suffix.lower() not in WORD:
        hint = "先用 Word、WPS 或 LibreOffice 另存为 .docx"
        raise BadInput(f"{path.name} 不是 .docx，修订只收 Word 文件", hint=hint)
    return readers.read_bytes(path)


def _refuse(options: argparse.Namespace, target: "Outputs") -> None:
    """Wrong use, before any work."""
    path = options.output
    if path is None:
        if options.redline:
            raise BadInput("--redline 要写成文件", hint="加上 -o r2.docx")
        return
    if path.suffix.lower() not in WORD:
        raise BadInput("修订后的报告是 Word 文件", hint="-o 后面写 .docx")
    if not options.interactive:  # a session writes a file of its own
        saving.require_same_kind(Path(options.report), path)
    target.check(path)


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
        may_replace=_may_replace(options),
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
    if not _is_there(options):
        return lambda _: revision.LATER
    return shown.ask


def _may_replace(options: argparse.Namespace) -> "MayReplace":
    """Whether a fact may become another matter: who is there is asked."""
    if options.replace:
        return lambda _, __: True
    if not _is_there(options):
        return lambda _, __: False
    from drafter.console import revision as shown

    return shown.may_replace


def _is_there(options: argparse.Namespace) -> bool:
    """Whether somebody sits at a terminal who may be asked."""
    is_asked = not options.quiet and not options.json and options.output is not None
    return is_asked and sys.stdin.isatty() and sys.stderr.isatty()


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
    group=Group.CHANGE,
)
