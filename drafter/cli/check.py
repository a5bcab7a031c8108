"""`drafter check`: what is wrong with a report, where, why, and what to write instead."""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import readers, settings
from drafter.checking.reporters import reporter, reporters
from drafter.cli import DONE, FOUND, REPORTS, WRONG, Command, FileName, Group, saving
from drafter.document import Facts, Report, Severity
from drafter.document import genre as genres
from drafter.document.genre import Genre
from drafter.errors import BadInput, DrafterError
from drafter.settings import Check, Settings

if TYPE_CHECKING:  # what reads reports takes a while to load, and --help shall not wait for it
    from drafter.chain.chain import Chain
    from drafter.checking.checker import Inspector
    from drafter.checking.results import Inspection, Results

AUTHOR = "drafter"
WORD = (".docx", ".docm")
EXAMPLES = """示例：
  drafter check 报告.docx
  drafter check 报告/ --facts 要点.md -o 结果.xlsx
  drafter check 报告.docx --facts 要点.md --names
  drafter check 报告.docx --final --previous 上一年的报告.docx
  drafter check 报告.docx --comment -o 批注稿.docx      每个问题在原文件里成为一条 Word 批注
  drafter check 报告.docx --fix -o 修订稿.docx          标点、空格、序号改成 Word 修订
  drafter check 报告.txt --fix
  drafter check 报告.txt --critique --model openai:名称
  cat 报告.txt | drafter check -

退出码：0 没有达到 --fail-on 的问题，1 有，2 用法不对或有文件读不了。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `check`."""
    names = [each.name for each in reporters()]
    add = parser.add_argument
    add("paths", nargs="+", metavar="路径", help=f"报告或文件夹：{REPORTS}；- 是标准输入")
    add("--facts", metavar="要点", type=FileName, help="要点表：逐条核对有没有漏写、编造")
    add("--names", action="store_true",
        help="另找要点里没有的人名、地名、机构名（需装 names）；只和 --facts 一起用")  # fmt: skip
    add("--final", action="store_true",
        help="按定稿检查：还有掩码、〔待补〕的是错误")  # fmt: skip
    add("--previous", metavar="报告", type=FileName,
        help="上一年的报告：不足与上一年相同的要说明原因")  # fmt: skip
    kinds = "、".join((*genres.called(), "讲话", "申请"))
    add("--genre", default="", metavar="文种", help=f"按哪种报告来查：{kinds}；默认看标题")
    add("--format", choices=names, help="输出格式，默认随 -o 的后缀，否则是 text")
    add("-o", "--output", metavar="文件", type=FileName, help="写到文件，不在屏幕上显示")
    add("--fail-on", metavar="级别", help="从哪一级问题起退出码为 1：错误（默认）、警告、建议")
    add("--only", action="append", default=[], metavar="规则", help="只查这些规则，用逗号隔开")
    add("--ignore", action="append", default=[], metavar="规则", help="不查这些规则，用逗号隔开")
    add("--fix", action="store_true",
        help="自动改标点、空格、序号；字词、数字、掩码一概不动；Word 用 -o 另存为修订")  # fmt: skip
    add("--comment", action="store_true",
        help="把问题写成 Word 批注，另存到 -o；原文件、原有批注不动")  # fmt: skip
    add("--author", default=AUTHOR, metavar="名字", help=f"批注、修订的作者，默认 {AUTHOR}")
    saving.add_force(parser)
    add("--critique", action="store_true",
        help="另请模型从十个方面评议，附在问题后面（text、json）；不影响退出码")  # fmt: skip
    add("--model", metavar="模型", help="评议用的模型，写法同 draft；只和 --critique 一起用")
    add("-q", "--quiet", action="store_true", help="只列问题，不写汇总")


def run(options: argparse.Namespace) -> int:
    """Check what was named, tell what was found."""
    from drafter.checking.checker import inspector, severity

    configured = settings.read()
    own = _asked(configured.check, options)
    critic = _critic(options, configured)
    judge = inspector(
        own,
        genre=options.genre,
        facts=_facts(options.facts) if options.facts else None,
        only=_names(options.only, "--only"),
        ignore=_names(options.ignore, "--ignore"),
    )
    if options.previous:
        judge = replace(judge, previous=_previous(options.previous, judge.genre))
    fail_on = severity(options.fail_on or own.fail_on)
    if options.comment or _fixes_word(options):
        return _marked(judge, options, fail_on)
    results, is_fixed = _inspected(judge, options, critic, fail_on)
    _tell(results, options)
    for note in (note for each in results.inspections for note in each.notes):
        _complain(note)
    for each in results.problems:
        _complain(each.problem)
    if results.problems or not is_fixed:
        return WRONG
    return FOUND if results.has_failed else DONE


def _inspected(
    judge: "Inspector", options: argparse.Namespace, critic: "Chain | None", fail_on: Severity
) -> "tuple[Results, bool]":
    """Everything that was named, put right where that is wanted, and checked; whether all was."""
    from drafter.checking.checker import processors, reports_in
    from drafter.checking.results import Results

    if options.output:
        saving.outputs(options).check(Path(options.output))
    paths = list(reports_in(options.paths))
    is_fixed = not options.fix or _fix(paths, judge.genre)
    inspections = judge.inspect_all(paths, jobs=processors())
    if critic:
        import asyncio  # only here is anything waited for

        inspections = asyncio.run(_criticised(inspections, judge.genre, judge.facts, critic))
    is_single = len(options.paths) == 1 and paths == options.paths
    return Results(inspections, fail_on, is_single=is_single), is_fixed


def _fixes_word(options: argparse.Namespace) -> bool:
    """Whether one Word file is to be put right into another."""
    is_word = len(options.paths) == 1 and options.paths[0].lower().endswith(WORD)
    return options.fix and is_word and bool(options.output)


def _marked(judge: "Inspector", options: argparse.Namespace, fail_on: Severity) -> int:
    """The author's own Word file with findings as comments, mechanical flaws as changes."""
    from drafter.checking import marked
    from drafter.checking.results import Results

    path = _word(options)
    target = saving.outputs(options)
    target.check(Path(options.output))
    made = marked.marked(
        path, judge, fixes=options.fix, comments=options.comment, author=options.author
    )
    saving.save(made.data, Path(options.output), target)
    results = Results((made.inspection,), fail_on, is_single=True)
    if not options.comment:
        _tell(results, argparse.Namespace(**{**vars(options), "output": None}))
    for note in (*made.notes, *made.inspection.notes):
        _complain(note)
    if not options.quiet:
        sys.stderr.write(f"{made.told}\n已保存 {options.output}\n")
    return FOUND if results.has_failed else DONE


def _word(options: argparse.Namespace) -> Path:
    """The one Word file that is to be marked.

    Raises:
        BadInput: it is none, there are several, or it is not said where the marked one goes.
    """
    if options.critique or (options.comment and options.format):
        raise BadInput("--comment 不能和 --critique、--format 一起用", hint="分两次运行")
    if len(options.paths) != 1 or not options.paths[0].lower().endswith(WORD):
        raise BadInput("批注、修订只能写进一个 Word 文件", hint="给出一个 .docx 文件")
    if not (options.output or "").lower().endswith(WORD):
        raise BadInput("批注、修订要另存成 Word 文件", hint="加上 -o 批注稿.docx")
    saving.require_same_kind(Path(options.paths[0]), Path(options.output))
    return Path(options.paths[0])


def _facts(path: str) -> Facts:
    """The sheet's facts; lines that are none need not be in a report, but bear one out."""
    from drafter.drafting.steps.sift import sift  # reads a table, wanted only here
    from drafter.drafting.steps.trim import trimmed

    facts = readers.read_facts(path)
    none = dict(sift(facts))
    for fact in facts:
        if fact.id in none:
            _complain(f"没有核对 {fact.id}“{fact.text}”：{none[fact.id]}")
    items = [replace(fact, text=trimmed(fact)) for fact in facts if fact.id not in none]
    beside = tuple(fact.text for fact in facts if fact.id in none)
    return replace(facts, items=tuple(items), beside=(*facts.beside, *beside))


def _asked(own: Check, options: argparse.Namespace) -> Check:
    """The settings, with what the command line wants besides."""
    if options.names and not options.facts:
        raise BadInput("--names 只和 --facts 一起用", hint="没有要点，就没有可以核对的名称")
    final, names = own.final or options.final, own.tagger or options.names
    return replace(own, final=final, tagger=names)


def _previous(path: str, genre: Genre) -> Report:
    """Last year's report; without shortcomings there is nothing to compare with."""
    from drafter.document import parsing

    found = parsing.parse(readers.read_text(path), genre, source=path)
    if not found.shortcomings:
        hint = "不足要写在“个人存在的不足：”之类的字样后面"
        raise BadInput(f"上一年的报告 {path} 里没有找到不足", hint=hint)
    return found


def _critic(options: argparse.Namespace, own: Settings) -> "Chain | None":
    """The model whose opinion is wanted."""
    if not options.critique:
        if options.model:
            raise BadInput("--model 只和 --critique 一起用", hint="检查本身不用模型")
        return None
    from drafter import models

    if models.is_none(options.model, own):
        raise BadInput("评议要有模型", hint="去掉 --critique，或用 --model 指定一个模型")
    from drafter.chain.open import open_chain
    from drafter.cli.models import ready

    ready(options.model, own, quiet=options.quiet)
    return open_chain(options.model, own)


async def _criticised(
    inspections: "Iterable[Inspection]", genre: Genre, facts: Facts | None, chain: "Chain"
) -> "tuple[Inspection, ...]":
    """The same, with the model's opinion of every report that could be read."""
    from drafter.checking.critique import critique
    from drafter.document import parsing

    judged = []
    try:
        for each in inspections:
            report = parsing.parse(each.text, genre, facts=facts)
            opinion = None if each.problem else await critique(report, chain)
            judged.append(replace(each, critique=opinion))
    finally:
        await chain.close()
    return tuple(judged)


def _tell(results: "Results", options: argparse.Namespace) -> None:
    """On the screen or into a file."""
    suffix = Path(options.output).suffix if options.output else ""
    chosen = reporter(options.format or suffix or "text")
    if options.output:
        path = Path(options.output)
        saving.save(chosen.render(results), path, saving.outputs(options))
        for note in chosen.left(results):
            sys.stderr.write(f"drafter：{path.name} {note}\n")
    elif chosen.name == "text":
        from drafter.console import findings

        findings.show(results, quiet=options.quiet)
    elif chosen.is_binary and sys.stdout.isatty():
        raise BadInput(f"{chosen.name} 不能显示在屏幕上", hint=f"加上 -o 结果{chosen.suffix}")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(chosen.render(results))
        sys.stdout.buffer.flush()


def _fix(paths: Sequence[str], genre: Genre) -> bool:
    """Put right what is mechanical, and say what was changed; whether every file could be."""
    from drafter.checking.autofix import fix_file

    if readers.STDIN in paths:
        raise BadInput("标准输入不能自动修改", hint="请给出文件名")
    failed = 0
    for path in paths:
        try:
            changes = fix_file(Path(path), genre)
        except DrafterError as error:
            _complain(str(error))
            failed += 1
            continue
        for change in changes:
            _complain(f"已改 {path}:{change.line}\n  - {change.before}\n  + {change.after}")
    return not failed


def _names(typed: Sequence[str], option: str) -> list[str]:
    """Names given one by one or with commas between them, of either width.

    Raises:
        BadInput: there is nothing but commas.
    """
    names = [name.strip() for each in typed for name in re.split("[,，、]", each) if name.strip()]
    if typed and not names:
        raise BadInput(f"{option} 后面没有写规则", hint="写规则的名字，有哪些见 drafter rules")
    return names


def _complain(message: str) -> None:
    sys.stderr.write(f"drafter：{message}\n")


CHECK = Command(
    "check", "检查报告：哪里不对，为什么，怎么改", configure, run, EXAMPLES, group=Group.CHECK
)
