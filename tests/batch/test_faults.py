"""A service that fails in every way that services do: slower, and nothing else."""

import asyncio
import contextlib
import json
import random
import socket
import struct
import threading
import time
from collections import Counter

from drafter.batch.folder import Folder
from drafter.chain.cache import Store
from drafter.chain.chain import Chain
from drafter.chain.rate_limit import RateLimits, Traffic
from drafter.errors import ModelFailed
from drafter.models import Profile, Request
from drafter.models.openai import ChatModel, Endpoint
from drafter.settings import Settings
from tests.batch.jobs import Asking, answer_to, carry_out, expected, fill
from tests.endpoint import completion, fail, send, serving

DOCUMENTS, QUESTIONS, SLOTS = 150, 2, 16
LATENCY = 0.3  # seconds: what a call costs this process and the server's threads is then little
BEFORE, DOWN = 10, 2.0  # answers until a service goes down, and for how many seconds
TIMEOUT = 2.0  # seconds: those that trickle would take a minute
FAULTS = {"429": 10, "500": 5, "reset": 1.5, "reset in the body": 1.5, "truncated": 2,
          "empty": 1, "cut": 1, "html": 1, "trickle": 1}  # in a hundred calls  # fmt: skip
AT_ONCE = ("429", "500", "reset")  # who refuses does not think first
PARTLY = '{"答": "这是没有写完的'


def right(handler):
    """What the question deserves."""
    user = handler.asked["messages"][-1]["content"].split("\n\n你上次的回答")[0]
    return json.dumps({"答": answer_to(user)}, ensure_ascii=False)


def hang_up(handler):
    """A reset instead of a farewell."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True
    handler.connection.close()


def break_off(handler):
    """Half of a good answer, then a reset."""
    handler.send(json.dumps(completion(right(handler))).encode()[:60], length=4000)
    hang_up(handler)


def trickle(handler):
    """A byte a second for a minute."""
    handler.send(b" ", length=60)
    for _ in range(60):
        time.sleep(1)
        handler.wfile.write(b" ")
        handler.wfile.flush()


ACTS = {
    "429": fail(429, retry_after="1"),
    "500": fail(500),
    "reset": hang_up,
    "reset in the body": break_off,
    "truncated": lambda handler: send(json.dumps(completion(right(handler))).encode()[:-30])(
        handler
    ),
    "empty": lambda handler: handler.send(completion("")),
    "cut": lambda handler: handler.send(completion(PARTLY, finish="length")),
    "html": send(b"<html><body>502 Bad Gateway</body></html>", kind="text/html"),
    "trickle": trickle,
}


def playing(faults, seed=11):
    """An act that fails so many times in a hundred, and counts what it did."""
    chance, lock, played = random.Random(seed), threading.Lock(), Counter()
    names = [*faults, "right"]
    weights = [*faults.values(), 100 - sum(faults.values())]

    def act(handler):
        with lock:
            name = chance.choices(names, weights)[0]
            played[name] += 1
        time.sleep(0 if name in AT_ONCE else LATENCY)
        if name == "right":
            handler.send(completion(right(handler)))
        else:
            ACTS[name](handler)

    return act, played


def drive(tmp_path, faults):
    """The run against such a server: watcher, chain, seconds, what was played."""
    act, played = playing(faults)
    with serving(act) as server:
        endpoint = Endpoint("m", server.base_url, timeout=TIMEOUT if faults else 60)
        model = ChatModel("m", Profile(SLOTS, whole=True, context=4000), endpoint)
        store = Store(tmp_path / "cache")
        chain = Chain(
            model, store=store, settings=Settings(attempts=10), traffic=Traffic(RateLimits())
        )
        warm(model)
        (first,) = played
        began = time.monotonic()
        watch = carry_out(tmp_path / "in", tmp_path / "out", chain=chain, job=Asking(brief=True))
        seconds = time.monotonic() - began
        store.close()
        played[first] -= 1
        return watch, chain, seconds, played


def warm(model):
    """Have everything loaded that the first question loads."""

    async def ask():
        with contextlib.suppress(ModelFailed):
            await model.answer(Request("s", "", "热身"))
        await model.close()

    asyncio.run(ask())


def faultless(folder):
    """Seconds of the run when nothing fails."""
    fill(folder / "in", DOCUMENTS)
    watch, chain, seconds, _ = drive(folder, {})
    told = chain.spend.calls - chain.spend.retries  # a busy machine may drop a connection
    assert (len(watch.rows), told) == (DOCUMENTS, DOCUMENTS * QUESTIONS)
    return seconds


def test_a_run_through_every_fault(tmp_path):
    """All done, none twice, no call lost, no wrong answer taken, and not several times slower."""
    fill(tmp_path / "in", DOCUMENTS)
    watch, chain, seconds, played = drive(tmp_path, FAULTS)
    with Folder(tmp_path / "out") as folder:
        rows = folder.rows()
    lines = (tmp_path / "out" / ".drafter" / "rows.jsonl").read_bytes().splitlines()
    wrong = [
        path
        for at, path in enumerate(sorted((tmp_path / "out").glob("*.out")))
        if path.read_text("utf-8").splitlines() != expected(f"第{at}份", brief=True)
    ]

    assert [row.reason for row in rows.values() if row.why] == []
    assert (len(watch.rows), len(lines), wrong) == (DOCUMENTS, DOCUMENTS, [])
    assert played.keys() == {*FAULTS, "right"}
    assert played["right"] == DOCUMENTS * QUESTIONS
    assert chain.spend.retries == chain.spend.calls - played["right"]
    # A call may go out on a connection that the server is just breaking off: it never arrives.
    assert 0 <= chain.spend.calls - sum(played.values()) <= played["reset"]
    ideal = faultless(tmp_path / "faultless")
    # Far from it: waits that add up. How near it comes is for a benchmark on an idle machine.
    assert seconds <= 3 * ideal, f"{seconds:.1f} s, without faults {ideal:.1f} s"


def test_a_service_that_goes_down_and_comes_back_fails_nothing(tmp_path):
    """While it is down hardly anybody calls; then everything is done, nothing has failed."""
    fill(tmp_path / "in", 40)
    lock, answered, refused = threading.Lock(), [], []  # when, each

    def act(handler):
        time.sleep(0.02)
        with lock:
            is_down = len(answered) == BEFORE and time.monotonic() - answered[-1] < DOWN
            (refused if is_down else answered).append(time.monotonic())
        if is_down:
            fail(503)(handler)
        else:
            handler.send(completion(right(handler)))

    with serving(act) as server:
        model = ChatModel("m", Profile(4, whole=True, context=4000), Endpoint("m", server.base_url))
        chain = Chain(model, settings=Settings(attempts=4), traffic=Traffic(RateLimits()))
        watch = carry_out(tmp_path / "in", tmp_path / "out", chain=chain)

    assert [row.verdict for row in watch.outcome.rows] == ["达标"] * 40
    assert 0 < len(refused) <= 16
