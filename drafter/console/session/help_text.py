"""What is said in between: help, candidates for a lead, steps, a rule."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafter.checking.reporters.text import NAMES
from drafter.console.session import styled
from drafter.console.session.hints import Hint, bar
from drafter.console.session.styled import Line, Piece, line
from drafter.rules import Rule
from drafter.session.command import SessionCommand
from drafter.session.history import Step


def helped(
    commands: Sequence[SessionCommand], own: Sequence[Hint], width: int, *, plain: bool = False
) -> Iterator[Line]:
    """Every key and every command, from the commands' own help."""
    yield line(Piece("按键（不用回车）" if not plain else "按键，然后回车", "title"))
    mine = {key for key, _ in own}
    yield from bar([(e.key, e.word) for e in commands if e.key and e.key not in mine], width)
    for key, word in own:
        yield from styled.wrapped(line(" ", Piece(key, "key"), f" {word}"), width, indent=3)
    for group, several in groupby(commands, key=lambda each: each.group):
        yield line(Piece(group, "title"))
        for each in several:
            head = f"/{each.name} {each.usage}".rstrip()
            told = (Piece(f"  {head}", "key"), Piece(f"  {each.help}"))
            yield from styled.wrapped(told, width, indent=6)
    yield line(Piece("/help 命令", "key"), "  一条命令的全部说明")


def command(told: SessionCommand, width: int) -> Iterator[Line]:
    """One command with all of its help."""
    head = f"/{told.name} {told.usage}".rstrip()
    key = f"（{told.word}，按键 {told.key}）" if told.key else f"（{told.word}）"
    yield line(Piece(head, "key"), Piece(key, "dim"))
    for each in told.doc.split("\n"):
        yield from styled.wrapped(line(f"  {each}"), width, indent=2)


def choices(told: Iterable[str], width: int) -> Iterator[Line]:
    """Leads to choose from, by number."""
    for at, each in enumerate(told, 1):
        yield from styled.wrapped(line(Piece(f"  {at} ", "key"), each), width, indent=4)


def steps(told: Iterable[Step], commands: Iterable[SessionCommand]) -> Iterator[Line]:
    """Every state that can be returned to."""
    words = {each.name: each.word for each in commands} | {"begin": "开始", "returned": "收回"}
    for each in told:
        sign = Piece("▸" if each.is_current else " ", "good")
        time = each.when[11:16]
        yield line(
            sign,
            Piece(f"{each.number:>3} ", "key"),
            Piece(f"{time} ", "dim"),
            words.get(each.do, each.do),
        )


def rule(told: Rule, width: int, *, plain: bool = False) -> Iterator[Line]:
    """A rule with its examples."""
    yield line(Piece(told.name, "head"), f"（{NAMES[told.severity]}，依据：{told.level.value}）")
    styles = {"反例：": "bad", "正例：": "good"}
    for each in told.doc.split("\n"):
        own = line(Piece(each, styles.get(each, "")))
        yield from [own] if plain else styled.wrapped(own, width)
