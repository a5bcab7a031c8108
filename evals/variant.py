"""What is compared: the prompts in use, with some of them pinned to other versions."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.chain import prompts
from drafter.chain.prompts import Prompt
from drafter.drafting import STEPS
from drafter.errors import BadInput


@dataclass(frozen=True, slots=True)
class Variant:
    """The prompts that a draft is made with."""

    label: str  # "merge@2", "merge@2,answers@1", "merge=mine.md"
    prompts: tuple[Prompt, ...]  # one for each step that asks, in the order of their names

    @property
    def digests(self) -> dict[str, str]:
        """The digest of every prompt, by ref."""
        return {prompt.ref: prompt.digest for prompt in self.prompts}

    @property
    def digest(self) -> str:
        """What tells it from another variant, whatever its prompts are called."""
        return hashlib.sha256("".join(p.digest for p in self.prompts).encode()).hexdigest()

    @property
    def key(self) -> str:
        """Its label, and digits that change when a file that it pins is edited."""
        return f"{self.label}-{self.digest[:8]}"

    def changed(self, other: "Variant") -> tuple[Prompt, ...]:
        """The prompts of `other` that are not as they are here."""
        pairs = zip(self.prompts, other.prompts, strict=True)
        return tuple(theirs for ours, theirs in pairs if ours.digest != theirs.digest)


def active() -> Variant:
    """The versions in use."""
    chosen = tuple(prompts.active(name) for name in sorted(STEPS))
    return Variant(",".join(prompt.ref for prompt in chosen), chosen)


def parse(told: str) -> Variant:
    """The variant that a user wrote: refs with commas between them; "active" for none.

    Raises:
        UnknownName: no such prompt or version.
        BadInput: a prompt twice, or one that no step of a draft uses.
    """
    refs = [ref.strip() for ref in told.split(",") if ref.strip()]
    if refs in ([], ["active"]):
        return active()
    with prompts.pinned(*refs) as pinned:
        for prompt in pinned:
            if prompt.name not in STEPS:
                used = "、".join(STEPS)
                raise BadInput(f"起草用不到 {prompt.ref}", hint=f"起草用的提示词有 {used}")
        chosen = tuple(prompts.active(name) for name in sorted(STEPS))
        return Variant(",".join(prompt.ref for prompt in pinned), chosen)


def parse_two(told: Sequence[str], *, may_be_same: bool = False) -> tuple[Variant, Variant]:
    """Two variants to compare: as it was, and as it would be.

    Args:
        told: their names.
        may_be_same: where something else differs, such as the model.

    Raises:
        BadInput: besides what `parse` says, the two are the same.
    """
    before, after = (parse(each) for each in told)
    if before.digest == after.digest and not may_be_same:
        raise BadInput(
            f"{before.label} 和 {after.label} 一字不差，没有可比的", hint="写两个不同的版本"
        )
    return before, after
