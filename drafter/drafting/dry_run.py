"""What would be asked about a sheet, and what of it is paid for: nothing is sent anywhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar, Unpack

from drafter.chain.askable import QuestionOptions, Reply
from drafter.chain.chain import REPEATS, Chain, address_of
from drafter.chain.prompts import Prompt
from drafter.document import Facts
from drafter.drafting import Isolated, draft
from drafter.errors import BadAnswer
from drafter.models import Model, OnText, Request, Usage, tokens
from drafter.models.tokens import Count

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


class Rehearsal:
    """What is asked in the place of a chain: stored answers are given, other questions noted.

    Whoever asks is told that the answer is of no use, and goes on as with a model that
    always fails.
    """

    unanswered = ""  # nobody was called

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._asked: dict[str, DryRunQuestion] = {}

    @property
    def model(self) -> Model:
        """That would be asked."""
        return self._chain.model

    @property
    def asked(self) -> tuple[DryRunQuestion, ...]:
        """Every question once, in the order in which they came."""
        return tuple(self._asked.values())

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
        """The stored answer.

        Raises:
            BadAnswer: there is none; the question is noted.
        """
        del on_text
        request = self._chain.question(prompt, values, step=step, **options)
        key = address_of(request, self.model)
        reply = self._chain.recall(request, parse)
        paid, is_second = (reply.usage, False) if reply else (None, self._is_second(request))
        self._asked.setdefault(key, DryRunQuestion(request, key, paid, is_second))
        if reply is None:
            raise BadAnswer("试排时不问模型")
        return reply

    @staticmethod
    def _is_second(request: Request) -> bool:
        """Sentences go back, and others are asked for, only where the first may not stand."""
        return request.step == "mend" or request.repeat % REPEATS > 0


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
