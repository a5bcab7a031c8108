"""Answers that a model gave, to be replayed."""

import asyncio
import json

import pytest

from drafter import readers
from drafter.chain.chain import Chain
from drafter.models.replay import Recorder
from drafter.session.commands import execute
from drafter.session.library import SessionLibrary
from tests.fakes import STRONG, FakeModel, outlined, writing
from tests.terminal.terminal import SHEET
from tests.terminal.voice import formal

WISH = "短一点"
MINE = "群众看得见、摸得着。"


def briefly(request, said):
    """What was said, its first two sentences as one where the wish is for it to be short."""
    if request.step != "write" or WISH not in request.user:
        return said
    told = json.loads(said)
    one, other, *rest = told["points"][0]["sentences"]
    text = f"{one['text'].rstrip('。')}；{other['text']}"
    first = {"text": text, "facts": one["facts"] + other["facts"]}
    told["points"][0]["sentences"] = [first, *rest]
    return json.dumps(told, ensure_ascii=False)


@pytest.fixture(scope="session")
def recording(tmp_path_factory):
    """A file of what a model said on the sheet: plan, every card, and one again with a wish."""
    folder = tmp_path_factory.mktemp("recording")
    path = folder / "said.jsonl"
    facts = readers.read_facts(SHEET)
    say = writing(formal, outlined(facts))
    model = FakeModel(lambda request: briefly(request, say(request)), STRONG)
    chain = Chain(Recorder(model, path))
    session = SessionLibrary(folder).create(facts, chain)

    async def record():
        await execute(session, "outline")
        for card in session.state.cards:
            await execute(session, f"go {card.name}")
            await execute(session, "draft")
        await execute(session, "go 2.1")
        await execute(session, f"edit {session.state.text(session.state.here)}{MINE}")
        await execute(session, f"redraft {WISH}")

    asyncio.run(record())
    session.close()
    return path
