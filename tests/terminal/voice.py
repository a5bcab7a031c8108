"""An endpoint that writes points as a strong model does: whole, gated, and as slowly as wanted."""

import json
import re
import time
from contextlib import contextmanager

from tests.endpoint import completion, serving

FACT = re.compile(r"^(F\d+)\. (.+)$", re.MULTILINE)
PIECE = 6  # characters that come at once


def speaking(pause=0.0):
    """An act: sentences for the facts of the question, so many seconds between the pieces."""

    def act(handler):
        asked = handler.asked["messages"][-1]["content"]
        told = answer(asked)
        if handler.asked.get("stream"):
            _stream(handler, told, pause)
        else:
            handler.send(completion(told))

    return act


def answer(asked):
    """JSON with a sentence for each fact."""
    found = [sentence for id, text in FACT.findall(asked) for sentence in formal(id, text)]
    rows = [{"text": text, "facts": ids} for text, ids in found]
    return json.dumps({"sentences": rows}, ensure_ascii=False)


def formal(id, fact):
    """The sentence for a fact, as `tests.fakes.writing` takes it."""
    return [(f"坚持问题导向，{fact.rstrip('。')}。", [id])]


@contextmanager
def listening(pause=0.0):
    """The endpoint's settings for a program."""
    with serving(speaking(pause)) as server:
        yield {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "x"}


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
