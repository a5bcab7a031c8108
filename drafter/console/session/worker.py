"""The session's own thread: imports, models and commands; a key never waits for any of them.

What is done comes back as events, in order. Only this thread touches the session; its states
are frozen and may be read anywhere.
"""

import queue
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drafter.errors import DrafterError

if TYPE_CHECKING:  # 0.5 s to import: the thread does it
    import asyncio
    from concurrent.futures import Future

    from drafter.chain.chain import Chain
    from drafter.session.questions import Question
    from drafter.session.result import CommandResult
    from drafter.session.session import Session
    from drafter.session.state import SessionState


@dataclass(frozen=True, slots=True)
class Opened:
    """The session is open."""

    session: "Session"
    state: "SessionState"
    asked: "tuple[Question, ...]" = ()  # what is still to be answered
    notes: tuple[str, ...] = ()  # of how its plan came about


@dataclass(frozen=True, slots=True)
class Outlining:
    """A model is reading the whole sheet, to plan it."""

    model: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is there, or why not: the facts' own words do alone then."""

    model: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """Words of the model have come."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A command is done, or what it failed of."""

    line: str
    outcome: "CommandResult | None" = None
    problem: str = ""
    crash: BaseException | None = None
    asked: "tuple[Question, ...]" = ()  # what is still to be answered


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no session to work on."""

    error: BaseException


Told = Opened | Outlining | Ready | Heard | Ended | Failed
Open = Callable[[], "Session"]
Connect = Callable[["Session"], "Chain | None"]


class Worker:
    """Does what it is told, one thing after the other."""

    def __init__(self, call: Callable[[], None]) -> None:
        """`call`: wakes whoever reads `told`."""
        self._call = call
        self._told: queue.SimpleQueue[Told] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._opening: asyncio.Task[None] | None = None
        self._session: Session | None = None
        self._is_wanted = True  # nobody has left yet

    def start(self, open_session: Open, connect: Connect) -> None:
        """Open the session, then its model."""
        work = (open_session, connect)
        self._thread = threading.Thread(target=self._run, args=work, daemon=True, name="session")
        self._thread.start()

    @property
    def session(self) -> "Session | None":
        """The session once it is kept on disk, before `Opened` tells of it too."""
        return self._session

    def told(self) -> Told | None:
        """The next event, if there is one."""
        try:
            return self._told.get_nowait()
        except queue.Empty:
            return None

    def execute(self, line: str) -> None:
        """Do a command; `Ended` tells how it went, the model's words are `Heard` before."""
        self._do(self._execute(line))

    def cancel(self) -> None:
        """Stop the generation, keeping what came."""
        if self._loop and self._session:
            self._loop.call_soon_threadsafe(self._session.cancel)

    def close(self, seconds: float = 3.0) -> bool:
        """Stop everything; all that was done is on disk. A dead network is not waited for.

        Returns whether it stopped: what it is still doing it may still finish.
        """
        self._is_wanted = False
        if self._loop is None or self._thread is None or not self._thread.is_alive():
            return True
        try:
            self._do(self._close()).result(seconds)
        except TimeoutError:
            return False
        except DrafterError:
            return True
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(seconds)
        return True

    def _run(self, open_session: Open, connect: Connect) -> None:
        import asyncio  # 0.05 s: the first prompt does not wait for it

        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        if not self._is_wanted:
            return
        self._opening = self._loop.create_task(self._open(open_session, connect))
        self._loop.run_forever()
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, None]) -> "Future[None]":
        import asyncio

        if self._loop is None:
            raise RuntimeError  # nothing is asked before the session is there
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def _tell(self, message: Told) -> None:
        self._told.put(message)
        self._call()

    async def _open(self, open_session: Open, connect: Connect) -> None:
        import asyncio

        try:
            session = self._session = open_session()
            if session.is_fresh:
                ready = await self._connect(session, connect)
                notes = await self._outline(session)
                self._tell(Opened(session, session.state, _read(session.state), notes))
            else:
                self._tell(Opened(session, session.state, _read(session.state)))
                ready = await self._connect(session, connect)
        except asyncio.CancelledError:  # the person has left
            raise
        except BaseException as error:  # noqa: BLE001 - shown by the thread that has the terminal
            self._tell(Failed(error))
            return
        self._tell(ready)
        from drafter.session.prefetch import Prefetch

        session.ahead = Prefetch(session)
        session.ahead.refresh()

    async def _connect(self, session: "Session", connect: Connect) -> Ready:
        """The session with its model."""
        import asyncio

        try:
            session.chain = await asyncio.to_thread(connect, session)
        except (DrafterError, OSError) as error:
            return Ready("", str(error))
        return Ready(session.chain.model.name if session.chain else "")

    async def _outline(self, session: "Session") -> tuple[str, ...]:
        """A new session's plan by its model, where that is strong enough; what is to be told."""
        from drafter.session.commands import execute

        if session.chain is None or not session.chain.model.profile.whole:
            return ()
        self._tell(Outlining(session.chain.model.name))
        return (await execute(session, "outline")).notes

    async def _execute(self, line: str) -> None:
        import asyncio

        from drafter.session.commands import execute

        session = self._session
        if session is None:
            return
        try:
            outcome = await execute(session, line, on_text=self._hear)
            # What is shown is worked out here, so that no key waits for it.
            asked = await asyncio.to_thread(_read, outcome.state)
        except DrafterError as error:
            self._tell(Ended(line, problem=str(error)))
        except BaseException as error:  # noqa: BLE001 - a defect ends the program, told there
            self._tell(Ended(line, problem=str(error), crash=error))
        else:
            self._tell(Ended(line, outcome, asked=asked))

    def _hear(self, text: str) -> None:
        self._tell(Heard(text))

    async def _close(self) -> None:
        import asyncio

        if self._opening:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        session = self._session
        if session is None:
            return
        session.cancel()
        if session.ahead:
            await session.ahead.close()
        session.close()
        if session.chain:
            await session.chain.close()


def _read(state: "SessionState") -> "tuple[Question, ...]":
    """Have the text composed and checked once: the state keeps both."""
    from drafter.session.questions import questions

    _ = state.findings
    return questions(state)
