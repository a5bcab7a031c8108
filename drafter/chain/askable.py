"""What a step needs to ask: answers to prompts, however they are got.

A chain pays for each once and keeps it; a dry run notes the question and asks nobody. A step
that is written against this knows nothing of stores, budgets, limits or tries.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypedDict, TypeVar, Unpack

from drafter.chain.prompts import Prompt
from drafter.models.model import Model, OnText, Schema, Usage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """A parsed answer and what it cost."""

    value: T
    usage: Usage
    seconds: float
    cached: bool
    certainty: float | None = None  # see `Answer`


class QuestionOptions(TypedDict, total=False):
    """What a question may have beside its prompt and the values in it."""

    schema: Schema | None  # of the answer; bare text without one
    repeat: int  # 1, 2, … for other answers to the same question
    max_tokens: int | None  # of the answer, where the prompt's own limit does not fit
    stop: str  # before which the answer ends, where only its beginning is wanted


class Askable(Protocol):
    """Somebody who answers prompts."""

    @property
    def model(self) -> Model:
        """Who answers: a step asks otherwise where it is small."""
        ...

    @property
    def unanswered(self) -> str:
        """What came of the last question where no text ever came back, "" where one did."""
        ...

    async def ask(
        self,
        prompt: Prompt,
        values: Mapping[str, str],
        *,
        parse: Callable[[str], T],
        step: str,
        on_text: OnText | None = None,
        **options: Unpack[QuestionOptions],
    ) -> Reply[T]:
        """The answer to a prompt, as `parse` makes it of the model's text.

        With a `schema`, `parse` is given valid JSON, else the bare text. It refuses an answer
        with BadAnswer, ValueError, LookupError or TypeError. Only the first try streams to
        `on_text`.

        Raises:
            BadAnswer: nothing came that is of use.
            ModelFailed: no answer after all tries.
            Stopped: the budget is spent; every answer so far is stored.
        """
        ...
