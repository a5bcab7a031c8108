"""A model, what it is asked and what it answers: all that whoever asks one has to know."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Protocol

Schema = dict[str, Any]
OnText = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a model is good for."""

    slots: int  # concurrent calls worth making
    whole: bool  # strong enough to write a point whole; otherwise only its frames
    context: int  # tokens, question and answer together
    taught: tuple[str, ...] = ()  # refs of prompts that a small one was trained with: see `craft`

    def is_taught(self, prompt: str) -> bool:
        """Whether it was trained with any version of a prompt.

        >>> Profile(1, False, 4000, ("pair@1",)).is_taught("pair")
        True
        """
        return any(ref.partition("@")[0] == prompt for ref in self.taught)

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
        """The tokens of question and answer together."""
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
    stop: str = ""  # ends the answer where it stands: what comes behind is not wanted
    prompt: str = ""  # "merge@1", for people who read a recording

    @property
    def identity(self) -> dict[str, Any]:
        """What tells this question from another; what its prompt is called does not count.

        >>> sorted(Request("draft", "", "问").identity)[-2:]
        ['temperature', 'user']
        """
        told = asdict(self)
        del told["prompt"]
        if not self.stop:  # answers kept before questions could have one are found
            del told["stop"]
        return told


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, and what it took."""

    text: str
    usage: Usage
    seconds: float
    model: str
    finish: str  # "stop", "length", … as the server named it
    certainty: float | None = None  # mean log likelihood of its tokens, where the server tells
    is_thought: bool = False  # nothing was said where answers belong, only what was thought


class Model(Protocol):
    """Something that answers."""

    @property
    def name(self) -> str:
        """What tells this model from another; part of the key of a stored answer."""
        ...

    @property
    def profile(self) -> Profile:
        """What the model is good for."""
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
