"""All that can be said in a session. A command is a function; nothing else is signed up."""

import inspect
import sys
from functools import cache

from drafter.errors import UnknownName
from drafter.registry import collect
from drafter.session.command import Command
from drafter.session.live import Session
from drafter.session.outcome import Outcome


@cache
def commands() -> tuple[Command, ...]:
    """Every command, by file."""
    return collect(sys.modules[__name__], Command)


def named(word: str) -> Command:
    """The command of this name, Chinese word or key.

    Raises:
        UnknownName: there is none.
    """
    for command in commands():
        if word and word in (command.name, command.word, command.key):
            return command
    raise UnknownName.among("命令", word, (command.name for command in commands()))


async def execute(session: Session, line: str) -> Outcome:
    """Do what a line says: `/move F5 2.1`, with or without the slash.

    Raises:
        UnknownName: no such command, part, fact or rule.
        BadInput: it cannot be done; nothing has changed.
    """
    name, _, rest = line.strip().removeprefix("/").partition(" ")
    command = named(name)
    told = command.run(session, *command.arguments(rest))
    return await told if inspect.isawaitable(told) else told
