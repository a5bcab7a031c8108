"""Answers that a model gave, to be replayed."""

import asyncio

import pytest

from drafter import readers
from drafter.chain import Chain
from drafter.models.replay import Recorder
from drafter.session.commands import execute
from drafter.session.shelf import Shelf
from tests.fakes import STRONG, FakeModel, writing
from tests.terminal.terminal import SHEET
from tests.terminal.voice import formal

WISH = "短一点"


@pytest.fixture(scope="session")
def recording(tmp_path_factory):
    """A file of what a model said on the sheet: every point, and one again with a wish."""
    folder = tmp_path_factory.mktemp("recording")
    path = folder / "said.jsonl"
    model = FakeModel(writing(formal), STRONG)
    chain = Chain(Recorder(model, path))
    session = Shelf(folder).create(readers.read_facts(SHEET), chain)

    async def record():
        for card in session.state.cards:
            await execute(session, f"go {card.name}")
            await execute(session, "draft")
        await execute(session, "go 2.1")
        await execute(session, f"redraft {WISH}")

    asyncio.run(record())
    session.close()
    return path
