"""`drafter paper`: one year's work as a speech, a page, a summary, all with the same figures."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import exporters, readers
from drafter.cli import DONE, FOUND, REPORTS, Command, Group, batch, saving, whole
from drafter.document import genre as genres
from drafter.errors import BadInput, Unwritable

if TYPE_CHECKING:  # 0.2 s to import: only when a paper is made, not for --help
    from collections.abc import Sequence

    from drafter.chain.chain import Chain
    from drafter.document import Facts, Report
    from drafter.papers import Paper, PaperForm, PaperOrder, Stray

WORD = ".docx"
FINISHED = "按写好的报告做（要当作要点，加 --from facts）"
DRAFTED = "先由要点写出报告，再从报告里选（要当作写好的报告，加 --from report）"
REPORT_NAME = "述职报告"
FORMS = {  # as `drafter.papers` has them; named here so that --help loads none of it
    "spoken": "讲稿：按 --minutes 的时间，每分钟 200–220 字，数字照口语写",
    "page": "一页纸：摘要，打印出来不超过一页 A4",
    "staff": "个人工作总结",
    "unit": "单位工作总结：个人事项不写",
}
EXAMPLES = """例：
  drafter paper report.docx --spoken --minutes 8 -o talk.docx   写好的报告，做成八分钟的讲稿
  drafter paper facts.md --page -o page.docx                    由要点写出报告，再做成一页纸
  drafter paper facts.md --all -o papers/                       以上各种，连报告一起
  drafter paper facts.md --check talk.docx page.docx            改过要点以后：哪份材料里还有旧数字

给要点时先照 draft 写出报告（--model 写法同 draft），再从报告里选；给写好的报告时不用模型。
短的材料整句取舍，数字连同它的限制一起留下；不足和措施一条不少。没有写的在小结里逐条列出。

退出码：0 做好了，1 长短不合要求或者有对不上的数字，2 用法或文件不对，3 模型或网络失败。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `paper`."""
    add = parser.add_argument
    add("source", metavar="报告或要点", help=f"写好的报告（{REPORTS}），或者一份要点")
    which = parser.add_mutually_exclusive_group()
    for id, help in FORMS.items():
        which.add_argument(f"--{id}", dest="form", action="store_const", const=id, help=help)
    which.add_argument("--all", dest="form", action="store_const", const="all",
        help="以上各一份，-o 写文件夹；给的是要点时连报告一起写")  # fmt: skip
    which.add_argument("--check", metavar="材料", nargs="+", type=Path, default=[],
        help="只核对已有的材料：哪些数字、名称、日期同报告或要点对不上")  # fmt: skip
    add("--minutes", metavar="分钟", type=whole(1, 60), default=8, help="讲稿讲几分钟，默认 8")
    add("--length", metavar="字数", type=whole(200, 60_000), default=0,
        help="个人总结、单位总结最多多少字；不写就全文")  # fmt: skip
    add("-o", "--output", metavar="文件", type=Path,
        help="写到文件，看扩展名：docx、txt、html、json；--all 写文件夹。不写则打印")  # fmt: skip
    add("--from", dest="kind", metavar="来源", choices=("report", "facts"), default="",
        help="report 当作写好的报告，facts 当作要点；不写就自己看")  # fmt: skip
    add("--model", metavar="模型", help="给的是要点时用，写法同 draft；none 为不用模型")
    add("--genre", default="", metavar="文种", help="写法同 draft")
    add("--year", metavar="年", type=whole(1900, 2999), help="报告年度，文中没写时用")
    add("--max-tokens", metavar="数", type=whole(1), default=0, help="词元上限，到了就停")
    saving.add_force(parser)
    add("--json", action="store_true", help="把材料、没有写的和核对结果作为 JSON 打印")
    add("-q", "--quiet", action="store_true", help="不显示进度和小结")
    parser.set_defaults(rpm=0, tpm=0, patience=0, concurrency=0, max_calls=0, max_cost=0.0)


def run(options: argparse.Namespace) -> int:
    """Read or draft the report, write the papers, check them."""
    from drafter import papers
    from drafter.papers import PaperOrder

    _refuse(options)
    report, is_drafted = _source(options)
    if options.check:
        return _check(options, report)
    wanted = papers.forms() if options.form == "all" else (papers.form(options.form),)
    wish = PaperOrder(options.minutes, options.length)
    made = [_made(report, form, wish) for form in wanted]
    saved = _saved(options, made, report if is_drafted else None)
    _tell(options, made, saved, DRAFTED if is_drafted else FINISHED)
    is_right = all(paper.fits and not strays for paper, strays in made)
    return DONE if is_right else FOUND


def _refuse(options: argparse.Namespace) -> None:
    """Wrong use, before any work."""
    target = saving.outputs(options)
    if not options.form and not options.check:
        words = "、".join(f"--{id}" for id in FORMS)
        raise BadInput(f"没有说做哪一种：{words}，或者 --all", hint="如 --spoken --minutes 8")
    if options.form == "all":
        _refuse_folder(options)
    elif options.check:
        if options.output:
            raise BadInput("--check 只核对，不写文件", hint="去掉 -o；要机器读的用 --json")
    elif options.output:
        exporters.exporter_for(options.output.suffix)
        target.check(options.output)


def _refuse_folder(options: argparse.Namespace) -> None:
    """The same for the folder that all papers go into; it is made where nothing is wrong."""
    from drafter.papers import forms

    folder, target = options.output, saving.outputs(options)
    if folder is None or folder.is_file() or _is_format(folder.suffix):
        raise BadInput("--all 写一个文件夹", hint="例如 -o papers/")
    if options.source != readers.STDIN and not Path(options.source).exists():
        readers.read_bytes(options.source)  # says so, before there is a folder
    _make(folder)
    for form in forms():
        target.check(folder / f"{form.name}{WORD}")


def _is_format(suffix: str) -> bool:
    """Whether a name that ends so is meant for a file: 材料v1.2 may be a folder."""
    return suffix.lower() in {each.suffix for each in exporters.exporters()}


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(f"建不了文件夹 {folder}：{error.strerror}", hint="换一个位置") from error


def _source(options: argparse.Namespace) -> "tuple[Report, bool]":
    """The finished report, or one that is drafted now; whether it is."""
    from drafter.document import parsing
    from drafter.papers import looks_finished

    name, genre = options.source, genres.load(genres.resolve(options.genre))
    if name != readers.STDIN and Path(name).is_dir():
        raise BadInput(f"{name} 是文件夹", hint="给一份报告或者一份要点")
    is_sheet = name != readers.STDIN and _holds_facts_only(Path(name))
    if options.kind != "facts" and not is_sheet:
        read = readers.read_report(name)
        report = parsing.parse(read.text, genre, source=Path(name).name)
        if options.kind == "report" or looks_finished(report):
            return report, False
        if name == readers.STDIN:
            raise BadInput("标准输入里不像写好的报告", hint="要点请存成文件再给")
    return _drafted(options), True


def _holds_facts_only(path: Path) -> bool:
    """Whether files of this kind are sheets of facts and never reports."""
    known = {suffix: each for each in readers.readers() for suffix in each.suffixes}
    reader = known.get(path.suffix.lower())
    return reader is not None and reader.text is None


def _drafted(options: argparse.Namespace) -> "Report":
    """The report that the facts make, as `draft` makes it."""
    import asyncio

    if options.form == "all":  # before a model is paid
        saving.outputs(options).check(options.output / f"{REPORT_NAME}{WORD}")
    facts = readers.adapted(
        readers.read_facts(options.source), genre=options.genre, year=options.year
    )
    settings = batch.limited(options)
    chain = batch.chain(options.model or "", settings, options, is_single=True)
    return asyncio.run(_draft(facts, chain, quiet=options.quiet))


async def _draft(facts: "Facts", chain: "Chain | None", *, quiet: bool) -> "Report":
    from drafter.console.progress import DraftProgress
    from drafter.drafting import draft

    with DraftProgress(chain.spend if chain else None, quiet=quiet) as shown:
        try:
            return (await draft(facts, chain, on_stage=shown.stage)).report
        finally:
            if chain:
                await chain.close()


def _made(
    report: "Report", form: "PaperForm", wish: "PaperOrder"
) -> "tuple[Paper, Sequence[Stray]]":
    """A paper, and what of it does not agree with the report."""
    from drafter import papers

    paper = papers.paper(report, form, wish)
    return paper, papers.strays(paper.report.text, report)


def _saved(
    options: argparse.Namespace,
    made: "list[tuple[Paper, Sequence[Stray]]]",
    drafted: "Report | None",
) -> list[Path]:
    """The files that were written."""
    target = saving.outputs(options)
    if options.output is None:
        return []
    if options.form != "all":
        saving.save(_written(made[0][0], options.output), options.output, target)
        return [options.output]
    paths = []
    if drafted is not None:
        paths.append(options.output / f"{REPORT_NAME}{WORD}")
        saving.save(exporters.exporter_for(WORD).export(drafted), paths[0], target)
    for paper, _ in made:
        paths.append(options.output / f"{paper.form.name}{WORD}")
        saving.save(_written(paper, paths[-1]), paths[-1], target)
    return paths


def _written(paper: "Paper", path: Path) -> bytes:
    """One paper's file; what has to stand on one page is set small."""
    data = exporters.exporter_for(path.suffix).export(paper.report)
    if not (paper.form.is_compact and path.suffix.lower() == WORD):
        return data
    from drafter.exporters.compact import compact

    return compact(data)


def _tell(
    options: argparse.Namespace,
    made: "list[tuple[Paper, Sequence[Stray]]]",
    saved: list[Path],
    source: str,
) -> None:
    """The text where no file is wanted, and a few lines on it."""
    from drafter.console import papers as shown

    if options.json:
        print(json.dumps([_told(*each) for each in made], ensure_ascii=False, indent=2))  # noqa: T201
    elif not saved:
        print(made[0][0].report.text, end="")  # noqa: T201
    if not options.quiet:
        shown.show(made, saved, source)


def _told(paper: "Paper", strays: "Sequence[Stray]") -> dict[str, object]:
    """For machines."""
    from drafter.text import length

    return {
        "form": paper.form.id,
        "text": paper.report.text,
        "characters": length(paper.report.text),
        "told": paper.told,
        "left_out": list(paper.left),
        "notes": list(paper.notes),
        "fits": paper.fits,
        "strays": [asdict(each) for each in strays],
    }


def _check(options: argparse.Namespace, report: "Report") -> int:
    """Papers that exist, against the report or the facts as they are now."""
    from drafter import papers
    from drafter.console.papers import strayed

    read = {path: readers.read_report(path) for path in options.check}
    found = {path: papers.strays(it.text, report, it.paragraphs) for path, it in read.items()}
    if options.json:
        rows = {str(path): [asdict(each) for each in strays] for path, strays in found.items()}
        print(json.dumps(rows, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        for path, strays in found.items():
            print(f"{path}：{f'{len(strays)} 处对不上' if strays else '都一致'}")  # noqa: T201
            for line in strayed(strays):
                print(f"  {line}")  # noqa: T201
    return FOUND if any(found.values()) else DONE


command = Command(
    "paper",
    "同一年的工作做成讲稿、一页纸、个人总结、单位总结，数字都一样",
    configure,
    run,
    EXAMPLES,
    group=Group.WRITE,
)
