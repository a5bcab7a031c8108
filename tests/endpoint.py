"""A chat endpoint in the test process that answers as it is told: well, badly, late, never."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Act = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Plays the next act of its server."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Keep quiet."""

    def do_POST(self):
        """Note what was asked and play the next act."""
        self.asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.server.lock:
            self.server.asked.append(self.asked)
            acts = self.server.acts
            act = acts.pop(0) if len(acts) > 1 else acts[0]
        act(self)

    def send(self, body, *, status=200, kind="application/json", length=None, headers=None):
        """Answer with bytes, or with a value as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(length or len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()


class Server(ThreadingHTTPServer):
    """A scripted endpoint: plays its acts in order and stays with the last."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128  # of connections that come at once

    def __init__(self, *acts: Act):
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts = list(acts)
        self.asked = []  # every body that came in
        self.lock = threading.Lock()

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request, client_address):
        """A client that hangs up is part of the play."""


@contextmanager
def serving(*acts: Act):
    """A scripted endpoint that listens."""
    server = Server(*acts)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def completion(text, finish="stop", usage=(10, 5)):
    """The body of a chat completion."""
    counted = usage and {
        "prompt_tokens": usage[0],
        "completion_tokens": usage[1],
        "total_tokens": sum(usage),
    }
    message = {"role": "assistant", "content": text}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": counted,
    }


def say(text, finish="stop", usage=(10, 5), after=0.0) -> Act:
    """Answer with this text."""

    def act(handler):
        time.sleep(after)
        handler.send(completion(text, finish, usage))

    return act


def fail(status, message="busy", code=None, **headers) -> Act:
    """Refuse with this status."""
    error = {"error": {"message": message, "type": "x", "code": code}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(error, status=status, headers=named)


def send(data: bytes, kind="application/json") -> Act:
    """Answer 200 with these bytes."""
    return lambda handler: handler.send(data, kind=kind)


def reset(handler):
    """Break the connection in the middle of the body."""
    handler.send(json.dumps(completion("好")).encode()[:40], length=4000)
    linger = struct.pack("ii", 1, 0)  # close with a reset instead of a farewell
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True
    handler.connection.close()


def then_close(act: Act) -> Act:
    """Answer so as if the connection were kept, and close it a moment later."""

    def acted(handler):
        act(handler)
        handler.close_connection = True
        time.sleep(0.02)
        handler.connection.shutdown(socket.SHUT_RDWR)

    return acted


def hang_up(handler):
    """Read the question and close the connection without a word."""
    handler.close_connection = True


def trickle(handler):
    """Send a byte now and then, for ever: no single read ever times out."""
    handler.send(b" ", length=100_000)
    while True:
        time.sleep(0.02)
        handler.wfile.write(b" ")
        handler.wfile.flush()


def stream(*pieces, finish="stop", breaks=False) -> Act:
    """Answer piece by piece, usage last; or break off before the end."""

    def act(handler):
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.send_header("connection", "close")
        handler.end_headers()
        for number, piece in enumerate(pieces):
            last = number == len(pieces) - 1
            row = completion("")
            delta = {"role": "assistant", "content": piece}
            reason = finish if last else None
            row["choices"] = [{"index": 0, "delta": delta, "finish_reason": reason}]
            row |= {"object": "chat.completion.chunk", "usage": None}
            handler.wfile.write(f"data: {json.dumps(row)}\n\n".encode())
        if breaks:
            linger = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            handler.connection.close()
            return
        if handler.asked.get("stream_options", {}).get("include_usage"):
            row = completion("") | {"object": "chat.completion.chunk", "choices": []}
            handler.wfile.write(f"data: {json.dumps(row)}\n\n".encode())
        handler.wfile.write(b"data: [DONE]\n\n")

    return act
