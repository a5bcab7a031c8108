"""Open a chain: the one place where a model gets its store, its budget and its limits."""

from dataclasses import dataclass, replace

from drafter import models
from drafter.chain.cache import Store
from drafter.chain.chain import Chain
from drafter.chain.rate_limit import RateLimits, Traffic
from drafter.models import Model
from drafter.settings import Settings


def open_chain(
    spec: str | None,
    settings: Settings,
    *,
    limits: RateLimits | None = None,
    is_fresh: bool = False,
) -> Chain | None:
    """The chain to the model that is named, else set; None where the facts' own words are to do.

    Args:
        spec: of the model, as the user named it.
        settings: with the budget, and where answers are kept.
        limits: of the service; without them a single document does not wait for one that is down.
        is_fresh: ask again what was answered before.

    Raises:
        UnknownName: no model is called so.
    """
    if models.is_none(spec, settings):
        return None
    return chain_to(
        models.resolve(spec or None, settings), settings, limits=limits, is_fresh=is_fresh
    )


def chain_to(
    model: Model,
    settings: Settings,
    *,
    limits: RateLimits | None = None,
    is_fresh: bool = False,
    is_stored: bool = True,
) -> Chain:
    """The chain to a model that is there already; `is_stored`: its answers are kept."""
    return Chain(
        model,
        store=Store(settings.cache_folder, is_fresh=is_fresh) if is_stored else None,
        settings=settings,
        traffic=Traffic(limits) if limits else None,
    )


@dataclass(frozen=True, slots=True)
class ChainSpec:
    """What a chain is opened with, wherever that is; picklable."""

    spec: str  # of the model, as the user named it
    settings: Settings
    limits: RateLimits
    is_fresh: bool = False

    @property
    def slots(self) -> int:
        """How many calls may be in flight at once."""
        if models.is_none(self.spec, self.settings):
            return 0
        return models.resolve(self.spec or None, self.settings).profile.slots

    def open(self) -> Chain | None:
        """The chain, opened here."""
        return open_chain(self.spec, self.settings, limits=self.limits, is_fresh=self.is_fresh)

    def shares(self, most: int) -> int:
        """How many, at most `most`, can share the limits and the budget and each have some of it.

        >>> from drafter.settings import Budget
        >>> ChainSpec("none", Settings(budget=Budget(calls=4)), RateLimits(rpm=60)).shares(16)
        4
        """
        budget, limits = self.settings.budget, self.limits
        whole = (budget.calls, budget.tokens, limits.rpm, limits.tpm, self.settings.slots)
        return min(most, *filter(None, whole), most)

    def divided(self, count: int) -> "ChainSpec":
        """The share of one of `count`: together they stay within the limits and the budget.

        This holds for as many as `shares` allows: each has one call at least.

        >>> whole = ChainSpec("none", Settings(), RateLimits(rpm=500, tpm=200_000))
        >>> share = whole.divided(4)
        >>> share.limits.rpm, share.limits.tpm, share.settings.slots
        (125, 50000, 1)
        """
        budget, limits = self.settings.budget, self.limits
        budget = replace(
            budget,
            tokens=_share(budget.tokens, count),
            calls=_share(budget.calls, count),
            cost=budget.cost / count,
        )
        limits = replace(limits, rpm=_share(limits.rpm, count), tpm=_share(limits.tpm, count))
        slots = _share(self.slots, count) or 1
        return replace(
            self, settings=replace(self.settings, budget=budget, slots=slots), limits=limits
        )


def _share(whole: int, count: int) -> int:
    """Of a limit; a limit never becomes none."""
    return max(1, whole // count) if whole else 0
