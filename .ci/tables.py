"""What the documents take from the code itself and from what was measured; `make docs` writes it.

Each function is called by a cog block of a document, and gives what stands in it.
"""

import argparse
import contextlib
import dataclasses
import io
import json
import re
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from drafter import cli, exporters, models, readers
from drafter.checking import reporters
from drafter.console.session import hints
from drafter.document import genre
from drafter.exporters import matrix
from drafter.models.embedded import weights
from drafter.readers import columns, header
from drafter.rules import Rule, all_rules
from drafter.session.commands import commands as session_commands
from drafter.settings import Settings
from evals.scorers import ScorerKind, all_scorers

RESULTS = Path(__file__).parent.parent / "benchmarks" / "results"
KINDS = {ScorerKind.HARD: "硬", ScorerKind.SOFT: "软", ScorerKind.INFO: "只看"}
WAYS = {"chain": "本工具", "prompt": "一条提示词"}  # of benchmarks/draft_vs_prompt.py
SUMMED = {  # of its summary: what people read, and how a figure is written
    "facts kept": ("要点写全的比例", "{:.3f}"),
    "unsupported": ("无依据的数字、掩码、日期、级别、名称", "{:.0f}"),
    "structures whole": ("结构完整的比例", "{:.2f}"),
    "characters per fact": ("每条要点写多少字", "{:.0f}"),
    "hollow share of the body": ("正文里与要点不相干的字", "{:.2f}"),
    "tokens": ("词元", "{:,.0f}"),
    "seconds": ("秒", "{:.0f}"),
    "peak memory, GB": ("内存最多占，GB", "{:.1f}"),
}
RATIOS = ("median over sheets: chain's seconds to the prompt's", "most over sheets: the same")
SETTINGS = {  # what each setting is, for people; settings sees that none is missing
    "model": "用哪个模型，写法同 --model",
    "base_url": "模型服务的地址",
    "timeout": "一次完整的回答等多少秒；不写由连接方式定",
    "slots": "同时问几次；不写由连接方式定",
    "context": "模型一次能装多少词元；不写由连接方式定",
    "whole": "true 当作强的模型，false 当作小的；不写看名称",
    "temperature": "随机的程度；不写就各步用各步的",
    "attempts": "问一次最多试几回，连第一回",
    "cache": "权重和存下的回答放在哪里",
    "data": "会话和往来的各轮放在哪里",
    "price.prompt": "每百万词元的价钱，问的",
    "price.completion": "每百万词元的价钱，答的",
    "price.currency": "价钱的单位，如 元",
    "price.as_of": "哪天的价钱，如 2026-01-31",
    "budget.tokens": "用到多少词元就停，0 是不限",
    "budget.calls": "问到多少次就停，0 是不限",
    "budget.cost": "花到多少钱就停，要先写 price；0 是不限",
    "check.off": "不查的规则",
    "check.severities": "规则改成哪一级",
    "check.fail-on": "从哪一级起退出码为 1：错误、警告、建议",
    "check.names": "不需要要点支持的专名",
    "check.fixed": "不需要要点支持的固定说法",
    "check.policy": "政策提法和适用的年份：term、first、last",
    "check.limits": "各项尺度",
    "check.genres": "只用于一种报告的尺度，如 [check.genres.zongjie]",
    "check.suppress": "知道而且要保留的问题：rule、text、reason",
    "check.tagger": "另找要点里没有的名称",
    "check.final": "都按定稿检查，同 --final",
}
SHOWN = slice(3, -3)  # of a report's lines: without title, greeting and close


def drafted(path: str) -> str:
    """The report that the sheet in a document becomes without a model, and a finding in it.

    The sheet is the document's first block of Markdown; the finding is what the checker prints
    where the length of its road is written with two digits exchanged.
    """
    sheet = re.search(r"(?ms)^```markdown\n(.*?)^```", Path(path).read_text("utf-8"))
    assert sheet, path  # noqa: S101 - there is nothing to write without one
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("facts.md").write_text(sheet[1], "utf-8")
        report = _printed("draft", "facts.md", "--model", "none", "--quiet")
        Path("r.txt").write_text(report.replace("12.6", "16.2"), "utf-8")
        only = ("--only", "数据没有依据", "--quiet")
        finding = _printed("check", "r.txt", "--facts", "facts.md", *only)
    shown = "\n".join(report.split("\n")[SHOWN])
    return f"```text\n{shown}\n```\n\n```text\n{finding.strip()}\n```\n"


def _printed(*arguments: str) -> str:
    """What a command prints."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        cli.main(arguments)
    return out.getvalue()


def rules() -> str:
    """All rules in a table, then each with its examples."""
    head = ("规则", "程序里的名称", "级别", "依据", "要求")
    rows = (
        (
            f"[{each.title}](#{each.title})",
            f"`{each.name}`",
            each.severity.word,
            each.level.value,
            each.summary,
        )
        for each in all_rules()
    )
    return "\n".join([table(head, rows), *map(_explained, all_rules())])


def _explained(rule: Rule) -> str:
    """A rule as `drafter explain` tells it."""
    asked, *examples = rule.doc.split("\n", 1)
    told = "\n".join(examples).strip("\n")
    mended = f"能自动改：{'、'.join(f'`{each}`' for each in rule.mended_by)}。"
    return (
        f"### {rule.title}\n\n`{rule.name}`，{rule.severity.word}，依据：{rule.level.value}。"
        f"{mended if rule.mended_by else ''}{_cell(asked)}\n\n````text\n{told}\n````\n"
    )


def inputs() -> str:
    """Suffixes, and whether facts and reports are read from them."""
    rows = (
        (_code(each.suffixes), "✓", "✓" if each.text and ".json" not in each.suffixes else "")
        for each in readers.readers()
    )
    return table(("文件", "要点", "报告"), rows)


def outputs() -> str:
    """Commands and the formats that they write."""
    rows = (
        ("`drafter draft -o`", _code(each.suffix for each in exporters.exporters())),
        ("`drafter check --format`, `-o`", _code(each.name for each in reporters.reporters())),
        ("`drafter matrix -o`", _code(each.suffix for each in matrix.sheets())),
    )
    return table(("选项", "格式"), rows)


def keys() -> str:
    """What the header of a sheet may say, in which words."""
    return table(
        ("项目", "也可以写"),
        ((f"`{key}`", _code(names[1:])) for key, names in header.NAMES.items()),
    )


def cells() -> str:
    """Columns of a table and keys of a record."""
    return table(
        ("内容", "列名或键名"), ((f"`{key}`", _code(names)) for key, names in columns.NAMES.items())
    )


def groups() -> str:
    """Places of a report and the words in a heading that name them; then what other kinds add."""
    usual = _places(genre.load(genre.DEFAULT))
    others = [kind for kind in map(genre.load, genre.names()) if kind.id != genre.DEFAULT]
    added = [(kind.name, *row) for kind in others for row in _places(kind) if row not in usual]
    lost = [(kind.name, row[0]) for kind in others for row in usual if row not in _places(kind)]
    assert not lost, lost  # noqa: S101 - else the second table would have to say so
    told = {name for name, *_ in added}
    same = "、".join(kind.name for kind in others if kind.name not in told)
    return (
        table(("位置", "标题里的词"), usual)
        + f"\n{same}与此相同。别的文种另有：\n\n"
        + table(("文种", "位置", "标题里的词"), added)
    )


def _places(kind: genre.Genre) -> list[tuple[str, str]]:
    parts = (kind.feedback, kind.shortcomings, kind.measures)
    return [
        *((section.name, _code(section.groups)) for section in kind.sections),
        *((part.label, _code(part.groups)) for part in parts),
    ]


def settings() -> str:
    """Every setting: its key as it is written, what it is without being set, what it does."""
    known = dict(_keys(Settings))
    assert known.keys() == SETTINGS.keys(), known.keys() ^ SETTINGS.keys()  # noqa: S101
    rows = ((f"`{key}`", known[key], told) for key, told in SETTINGS.items())
    return table(("键", "不写时", "管什么"), rows)


def _keys(kind: type, before: str = "") -> Iterator[tuple[str, str]]:
    """The keys that a file may have, those of tables in it too, with what holds without them."""
    for each in dataclasses.fields(kind):
        made = each.default_factory
        value = made() if callable(made) else each.default
        key = f"{before}{each.name}".replace("fail_on", "fail-on")
        if dataclasses.is_dataclass(value):
            yield from _keys(type(value), f"{key}.")
        elif each.repr:  # the key of a service stands in no file
            yield key, _code([json.dumps(value, ensure_ascii=False)]) if value else ""


def embedded() -> str:
    """Embedded models."""
    rows = (
        (f"`local:{each.name}`", each.what, f"{each.size / 1e9:.2f} GB", each.licence)
        for each in weights.catalogue()
    )
    return table(("内置模型", "内容", "大小", "权重的许可"), rows)


def providers() -> str:
    """Ways to a model."""
    return table(("来源", "写法"), ((f"`{each.name}`", each.help) for each in models.providers()))


def scorers() -> str:
    """Every scorer: how much it has to say, and what it looks at."""
    rows = (
        (f"`{each.name}`", KINDS[each.kind], f"{each.title}：{each.help}") for each in all_scorers()
    )
    return table(("评分项", "性质", "看什么"), rows)


def commands() -> str:
    """Every command with its options and examples, as its --help has them."""
    told = []
    for command in cli.commands():
        parser = argparse.ArgumentParser(prog=f"drafter {command.name}", add_help=False)
        command.configure(parser)
        told.append(f"## drafter {command.name}\n\n{command.help}。\n")
        told.append(table(("选项", "说明"), _options(parser)))
        if command.examples:
            told.append(f"```text\n{textwrap.dedent(command.examples).strip()}\n```\n")
    return "\n".join(told)


def spoken() -> str:
    """What can be said in a session: name, key, what it takes, what it does."""
    rows = (
        (each.group, f"`/{each.name}`", f"`{each.key}`" if each.key else "", each.usage, each.help)
        for each in sorted(session_commands(), key=lambda each: each.group)
    )
    keys = (
        ("按键", "", _code(key.split()), "", told) for key, told in (*hints.OWN, *hints.LEAVING)
    )
    return table(("哪一类", "命令", "键", "后面写", "做什么"), (*rows, *keys))


def draft_vs_prompt() -> str:
    """What benchmarks/draft_vs_prompt.py saved."""
    saved = _saved("draft_vs_prompt.json")
    rows = (
        (
            row["sheet"],
            WAYS[row["way"]],
            f"{row['kept']}/{row['facts']}",
            str(row["unsupported"]),
            "✓" if row["whole"] else "✗",
            "✓" if row["year"] else "✗",
            f"{row['characters'] / row['facts']:.0f}",
            f"{row['tokens']:,}",
            f"{row['seconds']:.0f}",
        )
        for row in saved["rows"]
    )
    return table(
        ("要点表", "做法", "写全", "无依据", "结构", "年度", "每条要点字数", "词元", "秒"), rows
    )


def draft_vs_prompt_summary() -> str:
    """Totals and ratios of the same run."""
    saved = _saved("draft_vs_prompt.json")
    told = saved["summary"]
    sheets = len({row["sheet"] for row in saved["rows"]})
    rows = [
        (name, *(form.format(told[f"{way}: {key}"]) for way in WAYS))
        for key, (name, form) in SUMMED.items()
    ]
    median, most = (told[key] for key in RATIOS)
    summed = table((f"{sheets} 份合计", *WAYS.values()), rows)
    return f"{summed}\n一份的用时，本工具比一条提示词：中位数 {median:.2f}，最大 {most:.2f}。\n"


def labelled() -> str:
    """What `python -m evals labelled` printed."""
    return (RESULTS / "labelled.md").read_text("utf-8")


def mutants() -> str:
    """What `python -m evals mutants` printed."""
    return (RESULTS / "mutants.md").read_text("utf-8")


def simulate() -> str:
    """What `python -m evals simulate` printed."""
    return (RESULTS / "simulate.md").read_text("utf-8")


def weighing() -> str:
    """What `python -m evals weighing` and `python -m evals doses` printed."""
    told = [(RESULTS / name).read_text("utf-8").strip() for name in ("weighing.md", "doses.md")]
    return "\n\n".join(told)


def old_against_new() -> str:
    """What `python benchmarks/old_against_new.py` printed."""
    return (RESULTS / "old_against_new.md").read_text("utf-8")


def comparisons() -> str:
    """What `python -m evals replayed` printed."""
    return (RESULTS / "replayed.md").read_text("utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; what is not code keeps its stars, bars and ticks."""
    rule = ["---"] * len(head)
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in (head, rule, *rows))


def _cell(text: str) -> str:
    escaped = text.replace("|", r"\|")
    return escaped if text.startswith(("`", "[`")) else re.sub(r"([*`])", r"\\\1", escaped)


def _options(parser: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, str]]:
    """The options of a parser, of its verbs too, with their help."""
    for action in parser._actions:  # noqa: SLF001 - format_help differs between versions
        if isinstance(action, argparse._HelpAction):  # noqa: SLF001
            continue
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            told = {each.dest: each.help or "" for each in action._choices_actions}  # noqa: SLF001
            for verb, own in action.choices.items():
                yield f"`{before}{verb}`", told[verb]
                yield from _options(own, f"{before}{verb} ")
            continue
        yield f"`{before}{_written(action)}`", action.help or ""


def _written(action: argparse.Action) -> str:
    """An option as it is typed."""
    name = str(action.metavar or "|".join(map(str, action.choices or ())))
    name = name or ("" if action.nargs == 0 else action.dest.upper())
    return " ".join(filter(None, [", ".join(action.option_strings), name]))


def _code(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in words)


@cache
def _saved(name: str) -> Any:
    return json.loads((RESULTS / name).read_text("utf-8"))
