"""A word that a person can say in a session; its help is the docstring of its function."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from drafter.errors import BadInput
from drafter.session.result import CommandResult


@dataclass(frozen=True, slots=True)
class SessionCommand:
    """A function of a session, and how it is called."""

    run: Callable[..., CommandResult | Awaitable[CommandResult]]
    group: str  # 计划, 逐处, 问答, 全文, 进退
    word: str  # in Chinese: "采用"
    key: str = ""  # the single key for it; "" for none
    usage: str = ""  # what comes after it: "要点 处"
    edits: bool = False  # its last argument is a text: a terminal opens an editor for it

    @property
    def name(self) -> str:
        """What is typed after the slash."""
        return self.run.__name__

    @property
    def asks_model(self) -> bool:
        """It may take a while, and its words may be watched."""
        return "on_text" in inspect.signature(self.run).parameters

    @property
    def help(self) -> str:
        """The first line of the docstring."""
        return self.doc.partition("\n")[0]

    @property
    def doc(self) -> str:
        """The whole docstring."""
        return inspect.cleandoc(self.run.__doc__ or "")

    def arguments(self, rest: str) -> list[str]:
        """What was said after the name, as the function takes it; the last takes all the rest.

        Raises:
            BadInput: something is missing.
        """
        wanted = [
            each
            for each in list(inspect.signature(self.run).parameters.values())[1:]
            if each.kind is each.POSITIONAL_OR_KEYWORD
        ]
        words = rest.split(None, len(wanted) - 1) if wanted else []
        least = sum(each.default is each.empty for each in wanted)
        if len(words) < least or (rest.strip() and not wanted):
            raise BadInput(f"用法：/{self.name} {self.usage}".rstrip(), hint=self.help)
        return [word.strip() for word in words]
