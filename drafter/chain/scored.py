"""Versions of prompts that have scores: they are never edited, so that the scores stay true.

`prompts/scored.toml` holds each with the digest that it had when it was scored.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from drafter import files
from drafter.chain import prompts
from drafter.chain.prompts import Prompt
from drafter.errors import BadInput


def versions() -> Mapping[str, str]:
    """The versions that have scores, each with the digest it had then."""
    return prompts.table("scored.toml")


def edited(ledger: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The versions that have scores and are no longer what was scored.

    >>> edited({"merge@1": prompts.load("merge@1").digest, "merge@0": "gone", "section@1": "other"})
    ('merge@0', 'section@1')
    """
    known = {f"{name}@{version}" for name in prompts.names() for version in prompts.versions(name)}
    rows = versions() if ledger is None else ledger
    return tuple(
        ref
        for ref, digest in rows.items()
        if ref not in known or prompts.load(ref).digest != digest
    )


def note(chosen: Iterable[Prompt]) -> None:
    """Write down that these versions have scores: from now on they are never edited.

    Raises:
        BadInput: the prompts are those of an installed package, or cannot be written.
    """
    folder = prompts.folder()
    if not isinstance(folder, Path):
        raise BadInput("安装好的包里不能改提示词", hint="在项目的代码目录里做")
    path = folder / "scored.toml"
    known = versions()
    lines = "".join(
        f'"{prompt.ref}" = "{prompt.digest}"\n'
        for prompt in chosen
        if prompt.version and prompt.ref not in known
    )
    if lines:
        files.write((path.read_text("utf-8") + lines).encode(), path)
        prompts.table.cache_clear()
