"""Who answers: one small protocol, one file per provider.

A provider is a module of this package that holds a `Provider`; nothing else is edited
when one is added.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

from drafter.errors import UnknownName
from drafter.models.model import Answer, Model, OnText, Profile, Request, Schema, Usage
from drafter.registry import collect
from drafter.settings import Settings

__all__ = [
    "Answer",
    "Model",
    "OnText",
    "Profile",
    "Provider",
    "Request",
    "Schema",
    "Usage",
    "is_none",
    "providers",
    "resolve",
]
DEFAULT = "local"
NONE = "none"  # named in a model's place: the facts' own words are to do
HOSTED = re.compile(  # names of models that services have
    r"(?:gpt|o\d|chatgpt|deepseek|qwen|qwq|glm|moonshot|kimi|doubao|ernie|hunyuan|yi-|llama|mistral|gemini|claude"
    r"|baichuan|abab|minimax|step)",
    re.IGNORECASE,
)


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
