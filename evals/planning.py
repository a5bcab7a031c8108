"""What a comparison would ask and cost, before anything is paid for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.drafting.dry_run import DryRunQuestion, Rehearsal, rehearse
from drafter.settings import Settings
from evals.run import Work
from evals.variant import Variant

AGAIN = (
    "plan",
    "write",
    "answer",
    "pair",
    "reword",
)  # steps of which something may be asked for once more
GUESS = 300  # tokens of an answer of which nothing like it was stored


@dataclass(frozen=True, slots=True)
class Calls:
    """The questions of one step."""

    step: str
    prompt: str  # ref
    cached: int = 0
    asked: int = 0  # calls to make
    perhaps: int = 0  # of a second try, made only where a first answer is of no use
    prompt_tokens: int = 0  # of the calls to make
    completion_tokens: int = 0  # the same, guessed from answers like them
    is_guess: bool = False  # no answer like them was stored


@dataclass(frozen=True, slots=True)
class Planned:
    """What drafting every case with a variant would ask."""

    variant: Variant
    steps: tuple[Calls, ...]
    due: frozenset[str] = frozenset()  # addresses of the answers to pay for
    perhaps: frozenset[str] = frozenset()  # of those that a second try may need

    @property
    def calls(self) -> int:
        """How many calls there are to make."""
        return len(self.due)

    def cost(self, settings: Settings) -> float:
        """What they cost at the user's prices."""
        price = settings.price
        return (
            sum(
                each.prompt_tokens * price.prompt + each.completion_tokens * price.completion
                for each in self.steps
            )
            / 1e6
        )


async def plan(work: Work, chain: Chain, done: Collection[tuple[str, int]] = ()) -> Planned:
    """Rehearse every draft but those that are done, by case and repeat; nothing is sent anywhere.

    Where answers hang on others that are not stored yet, they are not known: the true figure may
    be higher by those counted as `perhaps`.
    """
    asked: dict[str, DryRunQuestion] = {}
    with prompts.pinned(*work.variant.prompts):
        for case, repeat in work:
            if case.facts and (case.name, repeat) not in done:
                dry = Rehearsal(chain.fork(repeat=repeat))
                questions = await rehearse(case.facts, dry)
                asked |= {each.address: each for each in questions}
    steps = sorted({(each.request.step, each.request.prompt) for each in asked.values()})
    unpaid = [each for each in asked.values() if each.paid is None]
    return Planned(
        work.variant,
        tuple(_calls(*step, list(asked.values())) for step in steps),
        frozenset(each.address for each in unpaid if not each.is_second),
        frozenset(_again(unpaid)),
    )


def _again(unpaid: Sequence[DryRunQuestion]) -> Iterator[str]:
    """What a second try may need: those that are known, and one for each first one that is not."""
    for each in unpaid:
        if each.is_second:
            yield each.address
        elif each.request.step in AGAIN:
            yield f"{each.address}, again"


def together(planned: Sequence[Planned]) -> tuple[int, int]:
    """Calls to make for all of them, and perhaps beyond: what several ask is paid for once."""
    due = frozenset().union(*(each.due for each in planned))
    perhaps = frozenset().union(*(each.perhaps for each in planned))
    return len(due), len(perhaps - due)


def _calls(step: str, prompt: str, asked: list[DryRunQuestion]) -> Calls:
    own = [each for each in asked if (each.request.step, each.request.prompt) == (step, prompt)]
    paid = [each.paid.completion for each in own if each.paid]
    due = [each for each in own if each.paid is None and not each.is_second]
    answer = sum(paid) / len(paid) if paid else GUESS
    return Calls(
        step,
        prompt,
        cached=len(paid),
        asked=len(due),
        perhaps=len(set(_again([each for each in own if each.paid is None]))),
        prompt_tokens=sum(each.prompt_tokens.tokens for each in due),
        completion_tokens=round(answer * len(due)),
        is_guess=not paid and bool(due),
    )
