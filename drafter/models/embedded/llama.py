"""A llama.cpp server as a process of its own, which never outlives the one that started it.

Run as a script it is that process: it serves on a free loopback port, writes the address to
its standard output, and ends when its standard input does. A parent that is killed closes
the pipe like one that ends well, so nothing is left behind. A process of its own also keeps
a crash or the kernel's memory killer away from the work of the parent.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

CACHED_PROMPTS_MIB = 256  # of prompt states kept in memory; the library's own default is 8 GiB
PAUSE = 0.5  # seconds between two looks whether it still runs
GRACE = 5.0  # seconds in which a server that failed may write why


@dataclass(frozen=True, slots=True)
class Served:
    """The weights that a server runs, and how."""

    path: str
    context: int
    slots: int = 1  # two, four or eight bring nothing on two cores: 28, 29, 27 tokens/s in all
    threads: int = 0  # 0: every core this process may use
    port: int = 0  # 0: any that is free
    adapter: str = ""  # a LoRA adapter that is laid over the weights


class Failure(Exception):
    """The server did not start; its text is what it complained about."""


class Llama:
    """A server that runs as long as this object's process."""

    def __init__(self, served: Served, log: Path) -> None:
        """Start it; it answers once it is `ready`."""
        self._log = log
        self.address = ""
        log.parent.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(  # noqa: S603 - our own file, under our own interpreter
            # -P: nothing is imported from the folder of this file by accident
            [sys.executable, "-P", __file__, json.dumps(asdict(served)), str(log)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ready(self) -> None:
        """Wait until it has loaded its weights.

        Raises:
            Failure: it ended before.
        """
        assert self._process.stdout is not None  # noqa: S101 - it was asked for above
        self.address = self._process.stdout.readline().strip()
        if not self.address:
            # Stopped before it has ended by itself it might not have written the reason yet.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=GRACE)
            self.stop()
            raise Failure(_complaint(self._log) or f"见 {self._log}")

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait(self) -> None:
        """Until it ends by itself or is stopped."""
        while self.is_running:  # on Windows nothing that waits for a process hears Ctrl-C
            time.sleep(PAUSE)

    def kill(self) -> None:
        """End it at once, from another thread than the one that waits for it."""
        self._process.kill()

    def stop(self) -> None:
        """Stop the server."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _complaint(log: Path) -> str:
    """The first error in the log: what follows are its consequences."""
    try:
        lines = log.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    errors = [line.partition(" E ")[2] for line in lines if " E " in line]
    return " ".join((errors or lines[-1:] or [""])[0].split())


def _serve(served: Served, log: str) -> None:
    """Serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    speak = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    os.dup2(said, sys.stdout.fileno())  # the library writes to these from C++
    os.dup2(said, sys.stderr.fileno())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        server = _server(served)
    except RuntimeError:
        sys.exit(1)  # the log says more than the exception
    print(server.listening_address, file=speak, flush=True)
    threading.Event().wait()


def _end_with_parent() -> None:
    # Not through sys.stdin: whoever holds its lock when the interpreter ends aborts the process,
    # and what the library's logger had not written yet, the reason, is lost.
    while os.read(0, 4096):
        pass
    os._exit(0)  # nothing to save, and the library's own farewell takes seconds


def _server(served: Served) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = served.path
    params.n_ctx = served.context * served.slots  # the library divides it among them
    params.n_parallel = served.slots
    params.cpuparams.n_threads = served.threads or _cores()
    params.port = served.port
    if served.adapter:
        params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(served.adapter)]
    params.cache_ram_mib = CACHED_PROMPTS_MIB
    return xllamacpp.Server(params)


def _cores() -> int:
    """Cores that this process may use, which in a container are fewer than there are."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


if __name__ == "__main__":
    _serve(Served(**json.loads(sys.argv[1])), sys.argv[2])
