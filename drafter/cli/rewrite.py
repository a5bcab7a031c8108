"""`drafter rewrite`: an old report in the register, with the same facts."""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter import exporters, models, readers
from drafter.cli import DONE, FOUND, REPORTS, Command, Group, batch, saving, whole
from drafter.document import Severity
from drafter.document import genre as genres
from drafter.errors import BadInput
from drafter.exporters.json import tree

if TYPE_CHECKING:  # 0.2 s to import: only when something is rewritten, not for --help
    from drafter.chain.chain import Chain
    from drafter.redline.word import Word
    from drafter.rewriting import Rewritten

WORD = (".docx", ".docm")
PLAIN = ".txt"
AUTHOR = "drafter"
EXAMPLES = """例：
  drafter rewrite 旧报告.docx -o 新报告.docx                 重新排版的新稿
  drafter rewrite 旧报告.docx -o 修订稿.docx --redline       原文件上的修订，可逐处接受或拒绝
  drafter rewrite 旧报告.txt --redline --author 办公室 -o 修订稿.docx
  drafter rewrite 旧报告.txt --model none                    不用模型，打印新稿
  drafter rewrite reports/ -o out/ --concurrency 64          整个文件夹；中断了再运行会接着做

退出码：0 写好了（或者原文已合格），1 新稿还有错误级问题，2 用法或文件不对，3 模型或网络失败。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rewrite`."""
    add = parser.add_argument
    add("report", metavar="报告", help=f"旧报告：{REPORTS}；- 为标准输入；文件夹则逐份改")
    add("-o", "--output", metavar="文件", type=Path,
        help="写到文件，格式看扩展名：docx、txt、html、json。不写则打印全文")  # fmt: skip
    add("--redline", action="store_true",
        help="写成 Word 修订：全部接受得新稿，全部拒绝得原文；格式、页眉、表格不动")  # fmt: skip
    add("--author", default=AUTHOR, metavar="名字", help=f"修订的作者，默认 {AUTHOR}")
    add("--only-form", action="store_true", help="只改标点、空格、编号和 Markdown，一个字不动")
    add("--model", metavar="模型", help="写法同 draft；none 为不用模型")
    add("--genre", default="", metavar="文种", help="写法同 draft；默认看标题")
    add("--json", action="store_true", help="把新稿、核对和检查结果作为 JSON 打印")
    add("--max-tokens", metavar="数", type=whole(1), default=0,
        help="词元上限，到了就停，已完成的保留")  # fmt: skip
    add("--fresh", action="store_true", help="不用以前付过费的回答，重新问")
    add("-q", "--quiet", action="store_true", help="不显示进度和小结")
    saving.add_force(parser)
    batch.add_limits(parser)
    batch.add_formats(parser)


@dataclass(frozen=True)
class OldReport:
    """An old report as it came."""

    name: str
    text: str
    word: "Word | None" = None  # where its own file is to be changed
    notes: tuple[str, ...] = ()


def run(options: argparse.Namespace) -> int:
    """Rewrite, save, sum up."""
    import asyncio

    from drafter.console import rewrite as shown

    if options.report != readers.STDIN and Path(options.report).is_dir():
        return _folder(options)
    batch.require_folder(options)
    began = time.monotonic()
    _refuse(options)
    source = _source(options)
    settings = batch.limited(options)
    chain = batch.chain(_model(options), settings, options, is_single=True)
    made = asyncio.run(_rewrite(source, options, chain))
    if options.output:
        saving.save(_written(made, source, options), options.output, saving.outputs(options))
    if options.json:
        print(json.dumps(told(made, source.notes), ensure_ascii=False, indent=2))  # noqa: T201
    elif not options.output:
        print(made.report.text, end="" if made.report.text.endswith("\n") else "\n")  # noqa: T201
    if not options.quiet:
        saved = [options.output] if options.output else []
        spend = chain.spend if chain else None
        shown.show(made, source.notes, spend, time.monotonic() - began, saved)
    return FOUND if any(f.severity is Severity.ERROR for f in made.after) else DONE


def _folder(options: argparse.Namespace) -> int:
    """Every report of a folder."""
    from drafter.batch.order import BatchOrder
    from drafter.batch.rewriting import RewriteJob

    if options.redline or options.json:
        raise BadInput("--redline、--json 只能用于一份报告", hint="整个文件夹时去掉它们")
    genre = genres.resolve(options.genre) if options.genre else ""
    job = RewriteJob(genre, batch.formats(options), options.only_form)
    order = BatchOrder(job, Path(options.report), batch.target(options), _model(options))
    return batch.work(order, options)


def _model(options: argparse.Namespace) -> str:
    """The model to ask; none where no word is to be changed."""
    return models.NONE if options.only_form else options.model or ""


def told(made: "Rewritten", notes: Sequence[str] = ()) -> dict[str, Any]:
    """For machines: the new report's own JSON, with the proof and what was found before."""
    from drafter.document.forms import form

    kind = form(made.report).name
    return {
        **tree(made.report),
        "genre": {"id": genres.named(kind), "name": kind},
        "left_as_it_is": made.reason,
        "proof": asdict(made.proof),
        "left_out": made.left_out,
        "not_understood": made.unread,
        "kinds": [{"part": part, "before": old, "after": new} for part, old, new in made.kinds],
        "only_form": made.is_formal,
        "before": [asdict(finding) for finding in made.before],
        "findings": [asdict(finding) for finding in made.after],
        "notes": list(notes),
    }


def _refuse(options: argparse.Namespace) -> None:
    """Wrong use, before any work."""
    if options.redline:
        if not options.output or options.output.suffix.lower() not in WORD:
            raise BadInput("--redline 要写成 Word 文件", hint="加上 -o 修订稿.docx")
        source = Path("新.docx" if options.report == readers.STDIN else options.report)
        is_word = source.suffix.lower() in WORD
        saving.require_same_kind(source if is_word else Path("新.docx"), options.output)
    elif options.output:
        exporters.exporter_for(options.output.suffix)
    if options.output:
        saving.outputs(options).check(options.output)


def _source(options: argparse.Namespace) -> OldReport:
    """The old text, and its own Word file where the redline goes into that."""
    path = options.report
    read = readers.read_report(path)
    text = read.text
    name = readers.STDIN_NAME if path == readers.STDIN else Path(path).name
    if not text.strip():
        raise BadInput(f"{name} 里没有文字", hint="扫描件和图片先转成文字")
    if not options.redline:
        return OldReport(name, text, notes=read.notes)
    from drafter.redline import fresh, opened
    from drafter.rewriting import refuse_long

    refuse_long(text)
    genre = genres.load(genres.resolve(options.genre))
    is_word = path != readers.STDIN and Path(path).suffix.lower() in WORD
    word = opened(Path(path).read_bytes(), name) if is_word else fresh(text, genre, name)
    return OldReport(name, word.text if is_word else text, word, tuple(word.notes))


async def _rewrite(
    source: OldReport, options: argparse.Namespace, chain: "Chain | None"
) -> "Rewritten":
    from drafter.console.progress import DraftProgress
    from drafter.document import parsing
    from drafter.rewriting import refuse_long, rewrite

    refuse_long(source.text)
    genre = genres.load(genres.resolve(options.genre))
    report = parsing.parse(source.text, genre, source=source.name)
    with DraftProgress(chain.spend if chain else None, quiet=options.quiet) as shown:
        try:
            return await rewrite(
                report, chain, only_form=options.only_form,
                on_stage=shown.stage, on_text=shown.text if shown.is_watched else None,
            )  # fmt: skip
        finally:
            if chain:
                await chain.close()


def _written(made: "Rewritten", source: OldReport, options: argparse.Namespace) -> bytes:
    """The output file; a plain text that is left as it is, as it stands in its own."""
    path = Path(options.report)
    is_alike = path.suffix.lower() == options.output.suffix.lower() == PLAIN
    if made.is_left and is_alike and options.report != readers.STDIN:
        return path.read_bytes()
    if source.word is None:
        return exporters.exporter_for(options.output.suffix).export(made.report)
    import datetime as dt

    from drafter.redline import Marks, redline

    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    marks = Marks(options.author, now)
    return redline(source.word, made.report.text, made.report.genre, marks)


command = Command(
    "rewrite",
    "在原处改写旧报告：写到的事一条不丢，一字不编，不足、打算不挪地方",
    configure,
    run,
    EXAMPLES,
    group=Group.CHANGE,
)
