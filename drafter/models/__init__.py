"""Who answers: one small protocol, one file per provider.

A provider is a module of this package that holds a `Provider`; nothing else is edited
when one is added.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from drafter.errors import UnknownName
from drafter.registry import collect
from drafter.settings import Settings

DEFAULT = "local"
NONE = "none"  # named in a model's place: the facts' own words are to do
HOSTED = re.compile(  # names of models that services have
    r"(?:gpt|o\d|chatgpt|deepseek|qwen|qwq|glm|moonshot|kimi|doubao|ernie|hunyuan|yi-|llama|mistral|gemini|claude"
    r"|baichuan|abab|minimax|step)",
    re.IGNORECASE,
)
Schema = dict[str, Any]
OnText = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a model is good for."""

    slots: int  # concurrent calls worth making
    whole: bool  # strong enough to write a point whole; otherwise only its frames
    context: int  # tokens, question and answer together
    taught: tuple[str, ...] = ()  # refs of prompts that a small one was trained with: see `craft`

    @property
    def writes(self) -> bool:
        """Whether it writes any part of a report; else it only merges facts."""
        return self.whole or bool(self.taught)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, and whether somebody paid for them this time.

    >>> Usage(10, 5) + Usage(1, 1)
    Usage(prompt=11, completion=6, cached=False)
    """

    prompt: int = 0
    completion: int = 0
    cached: bool = False

    @property
    def total(self) -> int:
        """Tokens of question and answer."""
        return self.prompt + self.completion

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.prompt + other.prompt,
            self.completion + other.completion,
            self.cached and other.cached,
        )


@dataclass(frozen=True, slots=True)
class Request:
    """One question, complete: equal requests may share one answer."""

    step: str
    system: str
    user: str
    schema: Schema | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    repeat: int = 0  # tells apart answers that are wanted more than once
    prompt: str = ""  # "merge@1", for people who read a recording


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    text: str
    usage: Usage
    seconds: float
    model: str
    finish: str  # "stop", "length", … as the server named it


class Model(Protocol):
    """Something that answers."""

    @property
    def name(self) -> str:
        """What tells this model from another; part of the key of a stored answer."""
        ...

    @property
    def profile(self) -> Profile:
        """What it is good for."""
        ...

    async def answer(self, request: Request, on_text: OnText | None = None) -> Answer:
        """The answer; `on_text` is given each piece of it as it comes.

        Raises:
            Unavailable: busy or out of reach; another try may succeed.
            BadAnswer: something came back that is no answer; another try may succeed.
            ModelFailed: another try would fail the same way.
        """
        ...

    async def close(self) -> None:
        """Let go of connections and processes."""
        ...


@dataclass(frozen=True, slots=True)
class Provider:
    """A way to a model: `NAME` or `NAME:rest`."""

    name: str
    help: str  # one line for people, how to write it included
    open: Callable[[str, Settings], Model]


def providers() -> tuple[Provider, ...]:
    """Every provider, in the order of their files."""
    return collect(sys.modules[__name__], Provider)


def is_none(spec: str | None, settings: Settings) -> bool:
    """Whether no model is to be asked: by what is named, else by what is set."""
    return (spec or settings.model) == NONE


def resolve(spec: str | None, settings: Settings) -> Model:
    """The model that `spec` names, else the one that is set, else the embedded one.

    Raises:
        UnknownName: no provider or no embedded model has this name.
    """
    name, _, rest = (spec or settings.model or DEFAULT).partition(":")
    known = {provider.name: provider for provider in providers()}
    if name not in known:
        if HOSTED.match(name):
            hint = f"是不是想写“openai:{spec or settings.model}”？"
            raise UnknownName(f"没有名为“{name}”的模型来源", hint=hint)
        raise UnknownName.among("模型来源", name, known)
    return known[name].open(rest, settings)
