"""Tables of both READMEs, from what the code itself knows; `make docs` writes them there."""

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from drafter import cli, exporters, genre, matrix, models, prompts, readers, reporters
from drafter.drafting.phrases import topics as topic
from drafter.models import weights
from drafter.readers import columns, header
from drafter.rules import all_rules
from evals.scorers import all_scorers

RESULTS = Path(__file__).parent.parent / "benchmarks" / "results"


def rules(*head: str) -> str:
    """Name, severity, what it rests on, what it asks for."""
    rows = ((f"`{r.name}`", r.severity.value, r.level.value, r.summary) for r in all_rules())
    return table(head, rows)


def inputs(*head: str) -> str:
    """Suffixes, and whether facts and reports are read from them."""
    rows = (
        (_code(each.suffixes), "✓", "✓" if each.text and ".json" not in each.suffixes else "")
        for each in readers.readers()
    )
    return table(head, rows)


def outputs(*head: str) -> str:
    """Commands and the formats that they write."""
    rows = (
        ("`drafter draft -o`", _code(each.suffix for each in exporters.exporters())),
        ("`drafter check --format`, `-o`", _code(each.name for each in reporters.reporters())),
        ("`drafter matrix -o`", _code(each.suffix for each in matrix.sheets())),
    )
    return table(head, rows)


def keys(*head: str) -> str:
    """What the header of a sheet may say, in which words."""
    return table(head, ((f"`{key}`", _code(names[1:])) for key, names in header.NAMES.items()))


def cells(*head: str) -> str:
    """Columns of a table and keys of a record."""
    return table(head, ((f"`{key}`", _code(names)) for key, names in columns.NAMES.items()))


def groups(*head: str) -> str:
    """Places of the genre and the words in a heading that name them."""
    shuzhi = genre.load("shuzhi")
    rows = [(section.name, _code(section.groups)) for section in shuzhi.sections]
    rows += [
        (part.label if hasattr(part, "label") else "上年度考核反馈", _code(part.groups))
        for part in (shuzhi.feedback, shuzhi.shortcomings, shuzhi.measures)
    ]
    return table(head, rows)


def stock(*head: str) -> str:
    """Genres, topics, phrases and prompts: how many there are of each."""
    topics = topic.load()
    subjects = sum(len(each.subjects) for each in topics)
    active = prompts.names()
    rows = (
        ("`drafter/genres/`", str(len(genre.names())), _code(genre.names())),
        ("`drafter/topics/`", str(len(topics)), f"{subjects:,}"),
        ("`prompts/`", str(len(active)), _code(prompts.active(name).ref for name in active)),
    )
    return table(head, rows)


def embedded(*head: str) -> str:
    """Embedded models."""
    rows = (
        (f"`local:{each.name}`", each.what, f"{each.size / 1e9:.2f} GB", each.licence)
        for each in weights.catalogue()
    )
    return table(head, rows)


def providers(*head: str) -> str:
    """Ways to a model."""
    return table(head, ((f"`{each.name}`", each.help) for each in models.providers()))


def scorers(*head: str) -> str:
    """Every scorer: how much it has to say, and what it looks at."""
    rows = (
        (f"`{each.name}`", each.kind.value, f"{each.title}：{each.help}") for each in all_scorers()
    )
    return table(head, rows)


def commands(*head: str) -> str:
    """Every command with its options, as its --help has them."""
    told = []
    for command in cli.commands():
        parser = argparse.ArgumentParser(prog=f"drafter {command.name}", add_help=False)
        command.configure(parser)
        told.append(f"#### `drafter {command.name}`\n\n{command.help}。\n\n")
        told.append(table(head, _options(parser)))
        told.append("\n")
    return "".join(told).rstrip("\n") + "\n"


def draft_vs_prompt(*head: str) -> str:
    """What benchmarks/draft_vs_prompt.py saved."""
    saved = _saved("draft_vs_prompt.json")
    rows = (
        (
            row["sheet"],
            row["way"],
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
    return table(head, rows)


def draft_vs_prompt_summary(*head: str) -> str:
    """Totals and ratios of the same run."""
    return table(
        head,
        (
            (name, f"{value:.2f}")
            for name, value in _saved("draft_vs_prompt.json")["summary"].items()
        ),
    )


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


def comparisons() -> str:
    """What `python -m evals replayed` printed."""
    return (RESULTS / "replayed.md").read_text("utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; what is not code keeps its stars, bars and ticks."""
    rule = ["---"] * len(head)
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in (head, rule, *rows))


def _cell(text: str) -> str:
    escaped = text.replace("|", r"\|")
    return escaped if text.startswith("`") else re.sub(r"([*`])", r"\\\1", escaped)


def _options(parser: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, str]]:
    """The options of a parser, of its verbs too, with their help."""
    for action in parser._actions:  # noqa: SLF001 - format_help differs between versions
        if isinstance(action, argparse._HelpAction):  # noqa: SLF001
            continue
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            told = {each.dest: each.help or "" for each in action._choices_actions}  # noqa: SLF001
            for verb, own in action.choices.items():
                yield f"`{verb}`", told[verb]
                yield from _options(own, f"{verb} ")
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
