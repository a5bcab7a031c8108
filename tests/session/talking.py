"""Sessions to test with: in a folder of their own, on a small sheet, with a scripted model."""

import asyncio
import itertools

from drafter.chain.chain import Chain
from drafter.session.commands import execute
from drafter.session.library import SessionLibrary
from drafter.settings import Settings
from tests.guarantees import read

COUNT = itertools.count(1)
OPEN = []  # sessions to close after each test


async def at_once(_):
    """No real waits."""


def chain_of(model, **options):
    """A chain that does not wait between tries."""
    return Chain(model, settings=Settings(**options), wait=at_once) if model else None


def begun(folder, model=None, text=None, **options):
    """A new session on the sheet that tests share."""
    facts = read(text) if text else read()
    made = SessionLibrary(folder).create(facts, chain_of(model, **options), name=f"s{next(COUNT)}")
    OPEN.append(made)
    return made


def resumed(folder, name="latest"):
    """A session opened again."""
    made = SessionLibrary(folder).resume(name)
    OPEN.append(made)
    return made


def say(session, *lines):
    """What the last of some lines gives."""

    async def run():
        outcome = None
        for line in lines:
            outcome = await execute(session, line)
        return outcome

    return asyncio.run(run())


def placed_once(state):
    """Every fact of the sheet stands in the plan exactly once, or is dropped with a reason."""
    ids = sorted(fact.id for fact in state.facts)
    return sorted(state.plan.placed) == ids and all(reason for _, reason in state.plan.dropped)
