"""Several questions at once, and one that fails."""

import asyncio

import pytest

from drafter import concurrency as together
from drafter.errors import Stopped


async def later(seconds, said, heard):
    """`said` after a while, noted when it came."""
    await asyncio.sleep(seconds)
    heard.append(said)
    return said


async def fail():
    """The failure of one of them."""
    raise Stopped("预算用完")


def test_results_come_in_the_order_of_the_questions():
    """Whichever is ready first."""

    async def run():
        works = [later(0.02, "慢", []), later(0, "快", [])]
        async with together.together(works) as tasks:
            return [await task for task in tasks]

    assert asyncio.run(run()) == ["慢", "快"]


def test_a_failure_beside_no_question_leaves_as_it_is():
    """Nobody has to be waited for."""

    async def run():
        async with together.together([]):
            await fail()

    with pytest.raises(Stopped, match="预算用完"):
        asyncio.run(run())


def test_none_is_none():
    """No questions, no answers."""

    async def run():
        async with together.together([]) as tasks:
            return tasks

    assert asyncio.run(run()) == []


def test_a_failure_leaves_alone_what_is_in_flight():
    """It arrives and is kept; then the failure comes out as it is."""
    heard = []

    async def run():
        async with together.together([fail(), later(0.02, "付过费的", heard)]) as tasks:
            for task in tasks:
                await task

    with pytest.raises(Stopped, match="预算用完"):
        asyncio.run(run())
    assert heard == ["付过费的"]


def test_what_does_not_come_in_time_is_given_up(monkeypatch):
    """A failure is not held up for ever."""
    monkeypatch.setattr(together, "GRACE", 0.01)

    async def run():
        async with together.together([fail(), later(60, "太慢", [])]) as tasks:
            for task in tasks:
                await task

    with pytest.raises(Stopped):
        asyncio.run(run())
