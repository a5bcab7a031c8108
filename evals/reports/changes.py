"""What was changed: the prompts in which two versions differ, where their texts can be had."""

from dataclasses import dataclass

from drafter import prompts
from drafter.errors import DrafterError
from drafter.prompts import Prompt
from evals.results import Compared, Run


@dataclass(frozen=True, slots=True)
class Change:
    """A prompt that the two versions do not share."""

    before: str  # its ref; "": the first version does not use it
    after: str
    texts: tuple[Prompt, Prompt] | None = None  # None: see `problem`
    problem: str = ""


def changes(compared: Compared) -> tuple[Change, ...]:
    """Every prompt that differs, in the order of their names."""
    before, after = _by_name(compared.a), _by_name(compared.b)
    return tuple(
        _change(compared, before.get(name, ""), after.get(name, ""))
        for name in sorted(before.keys() | after.keys())
        if _digest(compared.a, before.get(name, "")) != _digest(compared.b, after.get(name, ""))
    )


def _change(compared: Compared, before: str, after: str) -> Change:
    if not before or not after:
        return Change(before, after, problem="只有一边用到它")
    try:
        texts = prompts.load(before), prompts.load(after)
    except DrafterError as error:
        return Change(before, after, problem=error.message)
    scored = _digest(compared.a, before), _digest(compared.b, after)
    if (texts[0].digest, texts[1].digest) != scored:
        return Change(before, after, problem="评测之后改过，已不是评测时的文字")
    return Change(before, after, texts)


def _by_name(run: Run) -> dict[str, str]:
    """The refs in use, by the name of the prompt.

    >>> _by_name(Run("", "", {"frames@1": "", "lead=我的@.md": ""}, ""))
    {'frames': 'frames@1', 'lead': 'lead=我的@.md'}
    """
    return {ref.partition("=")[0].partition("@")[0]: ref for ref in run.prompts}


def _digest(run: Run, ref: str) -> str:
    return run.prompts.get(ref, "")
