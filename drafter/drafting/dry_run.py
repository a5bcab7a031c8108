"""What would be asked about a sheet, and what of it is paid for: nothing is sent anywhere."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from drafter import tokens
from drafter.chain import REPEATS, Chain, Reply, address_of
from drafter.document import Facts
from drafter.drafting import Isolated, Stage, draft
from drafter.errors import BadAnswer
from drafter.models import Model, OnText, Request, Usage
from drafter.settings import Settings
from drafter.store import Store
from drafter.tokens import Count

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a rehearsal."""

    request: Request
    address: str  # of its answer in the store
    paid: Usage | None = None  # what its answer took; None: it is not stored
    is_second: bool = False  # asked only if an answer that is still to come is of no use

    @property
    def prompt_tokens(self) -> Count:
        """How long the question is, without what a server makes of the schema."""
        return tokens.count(self.request.system + "\n" + self.request.user)


class Rehearsal(Chain):
    """A chain that knows the stored answers and asks for no other: it notes the question.

    Whoever asks is told that the answer is of no use, and goes on as with a model that
    always fails.
    """

    def __init__(
        self,
        model: Model,
        *,
        store: Store | None = None,
        settings: Settings | None = None,
        repeat: int = 0,
    ) -> None:
        super().__init__(model, store=store, settings=settings)
        self._repeat = repeat
        self._asked: dict[str, Asked] = {}

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every question once, in the order in which they came."""
        return tuple(self._asked.values())

    async def _fetch(
        self, request: Request, parse: Callable[[str], T], on_text: OnText | None
    ) -> Reply[T]:
        del on_text
        key = address_of(request, self.model)
        reply = self._recall(key, request, parse)
        paid, is_second = (reply.usage, False) if reply else (None, self._is_second(request))
        self._asked.setdefault(key, Asked(request, key, paid, is_second))
        if reply is None:
            raise BadAnswer("试排时不问模型")
        return reply

    def _is_second(self, request: Request) -> bool:
        """A strong model writes whole points; the rest is for facts whose sentences failed."""
        if not self.model.profile.whole or not any(
            each.paid is None and each.request.step == "write" for each in self.asked
        ):
            return False
        return request.step == "frame" or (request.step == "write" and request.repeat % REPEATS > 0)


async def rehearse(
    facts: Facts, chain: Rehearsal, *, isolated: Isolated | None = None
) -> tuple[Asked, ...]:
    """The questions that a draft of `facts` asks with the prompts now in use.

    Where no stored answer is at hand, questions that hang on it are not known. The model only
    says what it is called and good for: no key, weights or network are needed.
    """
    with suppress(_AllAsked):
        await draft(facts, chain, isolated=isolated, on_stage=_until_checked)
    return chain.asked


class _AllAsked(Exception):
    """Nobody is asked anything any more: what follows takes most of a draft's time."""


def _until_checked(stage: Stage) -> None:
    if stage.name == "check":
        raise _AllAsked
