"""What was changed: the prompts in which two versions differ, where their texts can be had."""

from dataclasses import dataclass

from drafter.chain import prompts
from drafter.chain.prompts import Prompt
from drafter.errors import DrafterError
from evals.results import Compared, Run


@dataclass(frozen=True, slots=True)
class PromptChange:
    """A prompt that the two versions do not share."""

    before: str  # its ref; "": the first version does not use it
    after: str
    texts: tuple[Prompt, Prompt] | None = None  # None: see `problem`
    problem: str = ""


def changes(compared: Compared) -> tuple[PromptChange, ...]:
    """Every prompt that differs, in the order of their names."""
    before, after = _by_name(compared.a), _by_name(compared.b)
    return tuple(
        _change(compared, before.get(name, ""), after.get(name, ""))
        for name in sorted(before.keys() | after.keys())
        if _digest(compared.a, before.get(name, "")) != _digest(compared.b, after.get(name, ""))
    )


def _change(compared: Compared, before: str, after: str) -> PromptChange:
    if not before or not after:
        return PromptChange(before, after, problem="只有一边用到它")
    try:
        texts = prompts.load(before), prompts.load(after)
    except DrafterError as error:
        return PromptChange(before, after, problem=error.message)
    scored = _digest(compared.a, before), _digest(compared.b, after)
    if (texts[0].digest, texts[1].digest) != scored:
        return PromptChange(before, after, problem="评测之后改过，已不是评测时的文字")
    return PromptChange(before, after, texts)


def _by_name(run: Run) -> dict[str, str]:
    """The refs in use, by the name of the prompt.

    >>> _by_name(Run("", "", {"frames@1": "", "lead=我的@.md": ""}, ""))
    {'frames': 'frames@1', 'lead': 'lead=我的@.md'}
    """
    return {ref.partition("=")[0].partition("@")[0]: ref for ref in run.prompts}


def _digest(run: Run, ref: str) -> str:
    return run.prompts.get(ref, "")
