"""When a call may go out: so many a minute, when the server asks to wait, while it is down.

One `Traffic` serves all documents. What the server says to one of them holds for all: a
refusal that is the rule holds everybody until the time it names, and a service that is down
is asked by one caller now and then until it answers, so that nobody's tries are used up.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from drafter.errors import BadAnswer, Filtered, ModelFailed, Stopped, Unavailable

DOWN = 8  # failures in a row, no answer between them, after which a service counts as down
REFUSED = 8  # refusals in a row that no other try would change, after which the work stops
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between two who try whether it is up again
PATIENCE = 600.0  # seconds
LONGEST_NAP = 1.0  # seconds: an answer that was on its way may end a wait early
# How much the latest outcome weighs in the share of calls that were told to wait, and the share
# from which all wait. Four in a row reach it: a server that turns one call in ten away at
# random does not hold up the other nine, one that has closed its doors is left alone.
WEIGHT, SHARE = 0.2, 0.5


@dataclass(frozen=True, slots=True)
class RateLimits:
    """Calls and tokens a minute; 0 means no limit."""

    rpm: int = 0
    tpm: int = 0
    patience: float = PATIENCE  # seconds without any answer after which the work stops


class Traffic:
    """Lets calls through, in the order in which they came."""

    def __init__(
        self,
        limits: RateLimits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.limits = limits or RateLimits()
        self._clock, self._wait = clock, wait
        self._calls = _Bucket(self.limits.rpm, clock())
        self._tokens = _Bucket(self.limits.tpm, clock())
        self._queue = asyncio.Lock()
        self._share = 0.0  # of late calls that were told to wait
        self._held = 0.0  # until when nobody calls
        self._failures = 0  # in a row
        self._refusals = 0  # in a row, of those that another try would not change
        self._since = 0.0  # of the first of these failures
        self._last = ""  # of them, in words
        self._pause = FIRST_PAUSE
        self._is_probing = False
        self._out: set[asyncio.Timeout] = set()  # of the calls that are on their way

    @property
    def is_down(self) -> bool:
        """Whether the service has stopped to answer."""
        return self._failures >= DOWN

    @asynccontextmanager
    async def way(self, tokens: int) -> AsyncIterator[Callable[[int], None]]:
        """The way for one call of about so many tokens; yields what is told the true count.

        Raises:
            Stopped: nothing was answered for as long as patience lasts, or all is refused.
        """
        is_probe = await self._enter(tokens)
        try:
            async with self._unless_silent():
                yield lambda used: self._tokens.take(used - tokens)
        except Filtered:  # the service is up, and says no to this text only
            self._note_answer()
            raise
        except (Unavailable, BadAnswer) as error:
            self._note_failure(error, is_probe=is_probe)
            raise
        except ModelFailed as error:
            self._note_refusal(error)
            raise
        else:
            self._note_answer()
        finally:
            self._is_probing = self._is_probing and not is_probe

    def hear(self) -> None:
        """The service says something: whoever waits for it has all patience again."""
        for limit in self._out:
            if not limit.expired():
                limit.reschedule(asyncio.get_running_loop().time() + self.limits.patience)

    @asynccontextmanager
    async def _unless_silent(self) -> AsyncIterator[None]:
        """Within, a call goes on for as long as it, or any other, was answered of late."""
        limit = asyncio.timeout(self.limits.patience)
        try:
            async with limit:
                self._out.add(limit)
                try:
                    yield
                finally:
                    self._out.discard(limit)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise _gave_up(self.limits.patience, self._last) from error

    async def _enter(self, tokens: int) -> bool:
        """Wait for the turn; True when this call is to find out whether the service is up."""
        async with self._queue:
            while (seconds := self._due(tokens)) > 0:
                self._lose_patience(seconds)
                await self._wait(min(seconds, LONGEST_NAP))
            self._calls.take(1)
            self._tokens.take(tokens)
            self._is_probing = self.is_down
            return self.is_down

    def _due(self, tokens: int) -> float:
        """Seconds until the next call may go, as far as is known now."""
        now = self._clock()
        if self.is_down and self._is_probing:
            return FIRST_PAUSE / 4  # somebody is finding out
        room = max(self._calls.due(1, now), self._tokens.due(tokens, now))
        return max(room, self._held - now)

    def _lose_patience(self, seconds: float) -> None:
        """Stop where waiting on would take longer than anybody wants to wait."""
        waited = self._clock() - self._since if self._failures else 0.0
        hold = self._held - self._clock()
        patience = self.limits.patience
        if (self.is_down and waited + seconds > patience) or hold > patience:
            raise _gave_up(max(waited, hold), self._last)

    def _note_failure(self, error: ModelFailed, *, is_probe: bool) -> None:
        now = self._clock()
        self._since = self._since if self._failures else now
        self._failures += 1
        self._last = error.within
        asked = error.retry_after if isinstance(error, Unavailable) else None
        self._share += WEIGHT * ((asked is not None) - self._share)
        if asked is not None and self._share >= SHARE:
            self._held = max(self._held, now + asked)
        if self._failures == DOWN or is_probe:
            self._pause = self._pause * 2 if is_probe else FIRST_PAUSE
            self._pause = min(self._pause, LONGEST_PAUSE)
            self._held = max(self._held, now + self._pause * random.uniform(1, 1.25))

    def _note_refusal(self, error: ModelFailed) -> None:
        """A wrong key or a missing model fails every document alike: no use to go through all."""
        self.hear()
        self._failures = 0  # it is up
        self._refusals += 1
        if self._refusals >= REFUSED:
            raise Stopped(f"模型服务接连拒绝：{error.message}", hint=error.hint) from error

    def _note_answer(self) -> None:
        self.hear()
        if self.is_down:
            self._held = 0.0
        self._failures = self._refusals = 0
        self._share -= WEIGHT * self._share


def _gave_up(seconds: float, last: str) -> Stopped:
    """The end of patience, with what the service said last."""
    told = f"（最后一次：{last}）" if last else ""
    return Stopped(
        f"模型服务 {seconds:.0f} 秒没有一次回答{told}", hint="已完成的都已保存；服务恢复后再运行"
    )


class _Bucket:
    """Room for so many a minute, a second's worth of it at once.

    The rate is such that no minute, wherever it begins, holds more than the limit.
    """

    def __init__(self, limit: int, now: float) -> None:
        self._limit = limit
        self._most = max(1, limit // 60)
        self._rate = (limit - self._most + 1) / 60
        self._room = float(self._most)
        self._at = now

    def due(self, wanted: int, now: float) -> float:
        """Seconds until there is room; what is wanted beyond the most is owed afterwards."""
        if not self._limit:
            return 0.0
        self._room = min(self._most, self._room + (now - self._at) * self._rate)
        self._at = now
        missing = min(wanted, self._most) - self._room
        return missing / self._rate if missing > 1e-9 else 0.0  # noqa: PLR2004 - rounding

    def take(self, count: int) -> None:
        """Use room, or give it back where `count` is negative."""
        self._room -= count
