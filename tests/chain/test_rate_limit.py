"""When calls may go: so many a minute, as the server asks, one at a time while it is down."""

import asyncio
from dataclasses import dataclass, field

import pytest

from drafter.chain.rate_limit import DOWN, REFUSED, RateLimits, Traffic
from drafter.errors import BadAnswer, Filtered, ModelFailed, Stopped, Unavailable


@dataclass
class Time:
    """Goes on when somebody waits."""

    now: float = 0.0
    real: float = 0.0  # seconds that a wait really takes
    calls: list = field(default_factory=list)

    def clock(self):
        """Seconds."""
        return self.now

    async def wait(self, seconds):
        """Hardly at all."""
        self.now += seconds
        await asyncio.sleep(self.real)


def traffic(time, **limits):
    """Under a clock of our own."""
    return Traffic(RateLimits(**limits), clock=time.clock, wait=time.wait)


async def call(way, time, error=None, tokens=10, used=10):
    """One call that succeeds or fails at once."""
    async with way.way(tokens) as told:
        time.calls.append(time.now)
        if error:
            raise error
        told(used)


async def tried(way, time, error):
    """A call that fails, the failure told."""
    with pytest.raises(type(error)):
        await call(way, time, error)


def most_in_a_minute(times):
    """The fullest minute, wherever it begins."""
    return max(sum(begin <= each < begin + 59.999 for each in times) for begin in times)


@pytest.mark.parametrize("rpm", [1, 7, 60, 500])
def test_no_minute_holds_more_calls(rpm):
    """Not even the first, and little less than is allowed."""
    time = Time()
    way = traffic(time, rpm=rpm)

    async def many():
        await asyncio.gather(*(call(way, time) for _ in range(3 * rpm)))

    asyncio.run(many())

    assert most_in_a_minute(time.calls) <= rpm
    assert time.now <= 3 * 60 * 1.02


def test_no_minute_holds_more_tokens():
    """What a call really took counts, not what was expected."""
    time = Time()
    way = traffic(time, tpm=6000)

    async def many():
        for _ in range(60):
            await call(way, time, tokens=100, used=300)

    asyncio.run(many())

    assert most_in_a_minute(time.calls) * 300 <= 6000 + 300
    assert time.now <= 60 * 300 / 6000 * 60 * 1.05


def test_without_limits_nobody_waits():
    """No limit is no wait."""
    time = Time()

    async def many():
        await asyncio.gather(*(call(traffic(time), time) for _ in range(100)))

    asyncio.run(many())

    assert time.now == 0


def test_a_server_that_turns_all_away_is_left_alone_by_all():
    """When refusals are the rule, nobody calls before the time that the server named."""
    time = Time()
    way = traffic(time)

    async def many():
        for _ in range(4):
            await tried(way, time, Unavailable("忙", retry_after=30))
        await call(way, time)

    asyncio.run(many())

    assert time.calls[:4] == [0] * 4
    assert time.calls[4] >= 30


def test_one_that_is_turned_away_holds_up_nobody_else():
    """A single refusal among answers is that call's own."""
    time = Time()
    way = traffic(time)

    async def many():
        for _ in range(20):
            await tried(way, time, Unavailable("忙", retry_after=30))
            for _ in range(9):
                await call(way, time)

    asyncio.run(many())

    assert time.now == 0


def test_a_service_that_is_down_is_tried_ever_more_rarely():
    """One call at a time finds out whether it is up; when it is, all go on at once."""
    time = Time()
    way = traffic(time)

    async def many():
        for _ in range(DOWN + 5):
            await tried(way, time, Unavailable("连不上"))
        waits = [b - a for a, b in zip(time.calls[DOWN - 1 :], time.calls[DOWN:], strict=False)]
        await call(way, time)
        up = time.now
        await asyncio.gather(*(call(way, time) for _ in range(50)))
        return waits, up

    waits, up = asyncio.run(many())

    assert time.calls[:DOWN] == [0] * DOWN
    assert [0.9 * 2**at <= wait <= 1.3 * 2**at for at, wait in enumerate(waits)] == [True] * 5
    assert time.now == up


def test_only_one_finds_out():
    """While a probe is out, all others wait for what it finds."""
    time = Time(real=0.001)
    way = traffic(time)
    out = []

    async def probe():
        async with way.way(1):
            out.append("probe")
            await asyncio.sleep(0.02)
            out.append("answer")

    async def later():
        await asyncio.sleep(0.005)
        await call(way, time)
        out.append("later")

    async def many():
        for _ in range(DOWN):
            await tried(way, time, BadAnswer("一页 HTML"))
        await asyncio.gather(probe(), later(), later())

    asyncio.run(many())

    assert out == ["probe", "answer", "later", "later"]


def test_patience_ends():
    """A service that stays down ends the work, and says so; not before patience is over."""
    time = Time()
    way = traffic(time, patience=300)

    async def many():
        while True:
            await tried(way, time, Unavailable("连不上"))

    with pytest.raises(Stopped, match="没有一次回答（最后一次：连不上）"):
        asyncio.run(many())

    assert 200 < time.now <= 300


def test_patience_ends_while_a_call_is_on_its_way():
    """A service that takes a question and never answers is not waited for longer."""
    way = Traffic(RateLimits(patience=0.1))

    async def hang():
        """Wait for what never comes."""
        async with way.way(10):
            await asyncio.sleep(60)

    with pytest.raises(Stopped, match="没有一次回答"):
        asyncio.run(asyncio.wait_for(hang(), 30))


def test_a_slow_call_is_borne_while_others_are_answered():
    """Patience is with the service: it has answered all the while."""
    way = Traffic(RateLimits(patience=2.0))

    async def slow():
        """Take longer than patience lasts."""
        async with way.way(10):
            await asyncio.sleep(2.6)
        return "answered"

    async def many():
        waiting = asyncio.create_task(slow())
        for _ in range(26):
            async with way.way(10):
                await asyncio.sleep(0.1)
        return await waiting

    assert asyncio.run(many()) == "answered"


def test_what_no_other_try_would_change_ends_the_work():
    """A wrong key fails every document alike: not all are gone through."""
    time = Time()
    way = traffic(time)

    async def many():
        for _ in range(REFUSED - 1):
            await tried(way, time, ModelFailed("密钥不对"))
        await call(way, time, ModelFailed("密钥不对"))

    with pytest.raises(Stopped, match="接连拒绝：密钥不对"):
        asyncio.run(many())


def test_a_service_that_filters_texts_is_up():
    """However many in a row are not let through, the next goes out at once."""
    time = Time()
    way = traffic(time)

    async def many():
        for _ in range(2 * DOWN):
            await tried(way, time, Filtered("内容审查"))
        await call(way, time)

    asyncio.run(many())

    assert not way.is_down
    assert time.calls == [0.0] * (2 * DOWN + 1)


def test_a_probe_that_is_given_up_lets_another_try():
    """A document that is abandoned while it finds out does not leave the others waiting."""
    time = Time()
    way = traffic(time)

    async def endless():
        async with way.way(1):
            await asyncio.sleep(100)

    async def many():
        for _ in range(DOWN):
            await tried(way, time, Unavailable("连不上"))
        task = asyncio.create_task(endless())
        await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await call(way, time)

    asyncio.run(asyncio.wait_for(many(), 5))
