"""Opening a chain: what its answers are kept in, and how long it waits, is decided in one place."""

import asyncio
import sqlite3

import pytest

from drafter.chain.cache import FILE
from drafter.chain.open import chain_to, open_chain
from drafter.chain.rate_limit import RateLimits
from drafter.errors import BadInput, UnknownName
from drafter.settings import Settings
from tests.chain.test_chain import Fake, ask


def settings(folder, model=""):
    """With a store in this folder."""
    return Settings(cache=str(folder), model=model)


def test_no_model_is_no_chain_named_or_set(tmp_path):
    """What is named goes before what is set."""
    assert open_chain("none", settings(tmp_path, "openai:m")) is None
    assert open_chain("", settings(tmp_path, "none")) is None
    with pytest.raises(BadInput, match="密钥"):  # so that one is looked for
        open_chain("openai:m", settings(tmp_path, "none"))
    with pytest.raises(UnknownName):
        open_chain("nobody", settings(tmp_path))


def test_an_answer_is_kept_for_the_next_chain_unless_it_asks_afresh(tmp_path):
    """And one that keeps nothing leaves no file."""
    model = Fake(["甲", "乙", "丙"])
    ask(chain_to(model, settings(tmp_path / "nothing"), is_stored=False))
    first = ask(chain_to(model, settings(tmp_path)))
    again = ask(chain_to(model, settings(tmp_path)))
    fresh = ask(chain_to(model, settings(tmp_path), is_fresh=True))

    assert [each.value for each in (first, again, fresh)] == ["乙", "乙", "丙"]
    assert not (tmp_path / "nothing" / FILE).exists()


def test_a_fork_counts_for_itself_and_for_its_origin(tmp_path):
    """Its repeat gives it answers of its own; the origin's stay as they were."""
    model = Fake(["甲", "乙"])
    chain = chain_to(model, settings(tmp_path))
    fork = chain.fork(repeat=1)

    assert (ask(chain).value, ask(fork).value, ask(chain).value) == ("甲", "乙", "甲")
    assert (chain.spend.calls, chain.spend.cached, fork.spend.calls) == (2, 1, 1)


def test_a_closed_chain_has_let_go_of_model_and_store(tmp_path):
    """So that the file of answers can be moved or deleted."""

    class Held(Fake):
        """A model that says whether it was closed."""

        is_closed = False

        async def close(self):
            """Once."""
            self.is_closed = True

    chain = chain_to(Held([]), settings(tmp_path))
    asyncio.run(chain.close())

    assert chain.model.is_closed
    with pytest.raises(sqlite3.ProgrammingError):
        chain.store.size()


def test_limits_hold_up_a_chain_and_nothing_does_without_them(tmp_path):
    """A single document does not wait for a service that is down."""
    where = {"base_url": "http://127.0.0.1:9/v1", "cache": str(tmp_path)}
    limited = open_chain("openai:m", Settings(**where), limits=RateLimits(rpm=1))
    alone = open_chain("openai:m", Settings(**where))

    assert limited._traffic.limits.rpm == 1
    assert alone._traffic is None
