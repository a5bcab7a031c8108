"""What would be asked about a sheet, and what of it is paid for: nothing is sent anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from drafter.chain.cache import Store
from drafter.chain.chain import REPEATS, Chain, Reply, address_of
from drafter.document import Facts
from drafter.drafting import Isolated, draft
from drafter.errors import BadAnswer
from drafter.models import Model, OnText, Request, Usage, tokens
from drafter.models.tokens import Count
from drafter.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DryRunQuestion:
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
        self._asked: dict[str, DryRunQuestion] = {}

    @property
    def asked(self) -> tuple[DryRunQuestion, ...]:
        """Every question once, in the order in which they came."""
        return tuple(self._asked.values())

    async def _fetch(
        self, request: Request, parse: Callable[[str], T], on_text: OnText | None
    ) -> Reply[T]:
        del on_text
        key = address_of(request, self.model)
        reply = self._recall(key, request, parse)
        paid, is_second = (reply.usage, False) if reply else (None, self._is_second(request))
        self._asked.setdefault(key, DryRunQuestion(request, key, paid, is_second))
        if reply is None:
            raise BadAnswer("试排时不问模型")
        return reply

    @staticmethod
    def _is_second(request: Request) -> bool:
        """Sentences go back, and a plan is asked for again, only where the first may not stand."""
        return request.step == "mend" or (request.step == "plan" and request.repeat % REPEATS > 0)


async def rehearse(
    facts: Facts, chain: Rehearsal, *, isolated: Isolated | None = None
) -> tuple[DryRunQuestion, ...]:
    """The questions that a draft of `facts` asks with the prompts now in use.

    Where the answer that plans the sheet is not stored, the plan from the data stands in for it:
    as many questions, about as long. The model only says what it is called and good for: no key,
    weights or network are needed.
    """
    await draft(facts, chain, isolated=isolated)
    return chain.asked
