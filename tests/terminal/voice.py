"""An endpoint that writes points as a strong model does: whole, gated, and as slowly as wanted."""

import json
import time
from contextlib import contextmanager
from types import SimpleNamespace

from drafter import readers
from drafter.drafting.own_words import unlabelled
from drafter.drafting.register import raised
from tests.endpoint import completion, serving
from tests.fakes import outlined, writing
from tests.terminal.terminal import SHEET

PIECE = 6  # characters that come at once
STEPS = (  # of what is asked, by words that only its question has
    ("plan", "not_facts"),
    ("answer", "不足与给的措施："),
    ("mend", "原句："),
    ("write", "领句"),
)


def speaking(pause=0.0, thinking=0.0):
    """An act: sentences for the facts of the question, so many seconds between the pieces."""

    def act(handler):
        told = answer("\n".join(each["content"] for each in handler.asked["messages"]))
        if handler.asked.get("stream"):
            _stream(handler, told, pause)
        else:
            time.sleep(thinking)
            handler.send(completion(told))

    return act


def answer(asked):
    """What a strong model says to a question."""
    step = next((step for step, words in STEPS if words in asked), "")
    facts = readers.read_facts(SHEET)
    request = SimpleNamespace(step=step, user=asked)
    return writing(formal, outlined(facts, questions=[ASKED]))(request)


ASKED = {"facts": ["F6"], "ask": "村集体收入过15万元的是全部村吗？"}


def formal(id, fact):
    """The sentence for a fact, as `tests.fakes.writing` takes it."""
    told = raised(unlabelled(fact.rstrip("。"), ("不足", "改进措施")))
    return [(f"{told}。", [id])]


class Voice(dict):
    """The endpoint's settings for a program, and what it was asked."""

    def __init__(self, server):
        super().__init__(OPENAI_BASE_URL=server.base_url, OPENAI_API_KEY="x")
        self.asked = server.asked


@contextmanager
def listening(pause=0.0, thinking=0.0):
    """The endpoint's settings for a program; `thinking`: seconds before a plan comes."""
    with serving(speaking(pause, thinking)) as server:
        yield Voice(server)


def _stream(handler, told, pause):
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.send_header("connection", "close")
    handler.end_headers()
    pieces = [told[at : at + PIECE] for at in range(0, len(told), PIECE)]
    for number, piece in enumerate(pieces):
        row = completion("") | {"object": "chat.completion.chunk", "usage": None}
        reason = "stop" if number == len(pieces) - 1 else None
        delta = {"role": "assistant", "content": piece}
        row["choices"] = [{"index": 0, "delta": delta, "finish_reason": reason}]
        handler.wfile.write(f"data: {json.dumps(row)}\n\n".encode())
        handler.wfile.flush()
        time.sleep(pause)
    handler.wfile.write(b"data: [DONE]\n\n")
    handler.close_connection = True
