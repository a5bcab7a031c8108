"""How findings, rules and explanations look on a terminal."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

from drafter.checking.reporters import text as plain
from drafter.checking.results import Results
from drafter.console import wide
from drafter.document import Severity
from drafter.rules import Rule

NARROW = 60  # columns of a terminal that has no room for a table of sentences
STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.SUGGESTION: "cyan",
    "place": "bold",
    "rule": "dim",
    "marked": "bold",
    "advice": "green",
    "good": "bold green",
    "": "",
}


def show(results: Results, *, quiet: bool = False) -> None:
    """Every finding: in colours and as wide as the terminal, or plainly into a pipe."""
    show_lines(lambda width: plain.lines(results, width, quiet=quiet))


def show_lines(lines: Callable[[int], Iterable[plain.Line]]) -> None:
    """Lines as wide as they may be: in colours on a terminal, plainly into a pipe."""
    if not sys.stdout.isatty():  # then rich is not loaded: 60 ms
        rows = lines(plain.WIDTH)
        sys.stdout.writelines("".join(p.text for p in line) + "\n" for line in rows)
        return
    console = wide.console()
    for line in lines(max(40, console.width)):
        _print(console, line)


def rules(listed: Iterable[Rule]) -> None:
    """A table of rules: title, severity, what it rests on, what it asks for."""
    rows = [(r.title, r.severity.word, r.level.value, r.summary, r.severity) for r in listed]
    if not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(row[:4]) + "\n" for row in rows)
        return
    console = wide.console()
    if console.width < NARROW:
        for title, word, level, summary, severity in rows:
            _print(console, (plain.FindingPiece(f"{title}（{word}，{level}）", severity),))
            _print(console, (plain.FindingPiece(f"{plain.INDENT}{summary}"),))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for head in ("规则", "级别", "依据"):
        table.add_column(head, no_wrap=True)
    table.add_column("要求", overflow="fold")  # Chinese has no blanks to part it at
    for title, word, level, summary, severity in rows:
        table.add_row(title, Text(word, STYLES[severity]), level, Text(summary))
    console.print(table)


def explain(rule: Rule) -> None:
    """One rule with its examples, who mends it, and its name for programs."""
    head = f"{rule.title}（{rule.severity.word}，依据：{rule.level.value}）"
    more = [f"能自动改：{'、'.join(rule.mended_by)}"] if rule.mended_by else []
    more.append(f"程序里的名称：{rule.name}")
    if not sys.stdout.isatty():
        sys.stdout.writelines(f"{each}\n" for each in (head, *more, "", rule.doc))
        return
    console = wide.console()
    _print(console, (plain.FindingPiece(head, rule.severity),))
    for each in more:
        _print(console, (plain.FindingPiece(each, "rule"),))
    console.print()
    for line in rule.doc.split("\n"):
        style = {"反例：": Severity.ERROR, "正例：": "good"}.get(line, "")
        _print(console, (plain.FindingPiece(line, style),))


def _print(console: Any, line: plain.Line) -> None:
    from rich.text import Text

    pieces = ((piece.text, STYLES[piece.style]) for piece in line)
    console.print(Text.assemble(*pieces), soft_wrap=True)
