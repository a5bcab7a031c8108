"""All sessions of a user, a folder each: begun, listed, opened again, thrown away."""

import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drafter import files
from drafter.chain.chain import Chain
from drafter.document import Facts
from drafter.errors import BadInput, DrafterError, UnknownName
from drafter.exporters import facts_json
from drafter.exporters.provenance import Provenance
from drafter.session.history import Event, History
from drafter.session.journal import SessionJournal
from drafter.session.lock import claim
from drafter.session.returned import begun_from
from drafter.session.session import Session, begun

FOLDER, JOURNAL, LOCK, FACTS = "sessions", "journal.jsonl", "lock", "facts.json"
LATEST = "latest"
_NAME = re.compile(r"[\w\u4e00-\u9fff][\w\u4e00-\u9fff .+-]{0,59}(?<![ .])")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d|latest)(\..*)?")  # on Windows, and ours


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as it is listed."""

    name: str
    title: str  # of the report, with the author's office
    done: int
    cards: int
    changed: datetime
    problem: str = ""  # why it cannot be opened


class SessionLibrary:
    """The sessions in a folder of the user's data."""

    def __init__(self, data: Path, *, now: Callable[[], datetime] = datetime.now) -> None:
        """`data`: `Settings.data_folder`."""
        self.folder = data / FOLDER
        self._now = now

    def create(
        self,
        facts: Facts,
        chain: Chain | None = None,
        *,
        name: str = "",
        model: str = "",
        dropped: Mapping[str, str] | None = None,
    ) -> Session:
        """A new session on these facts, open.

        Args:
            facts: the sheet; kept as it is now.
            chain: the model to ask; None: the facts' own words alone.
            name: how to call it; made from the sheet when not given.
            model: the model as the person named it, for `resume`.
            dropped: facts to leave out, by id, with the person's reason.

        Raises:
            BadInput: no facts, the name is taken or no name, or nothing can be written there.
        """
        if not facts:
            raise BadInput("没有要点", hint="每条要点写一行，说一件事")
        return self._begin(begun(facts, model, dropped), facts, name, chain)

    def receive(
        self,
        known: Provenance,
        *,
        name: str = "",
        model: str = "",
        waiting: Collection[str] = (),
        notes: Iterable[str] = (),
    ) -> Session:
        """A new session that goes on with a report that came back.

        Args:
            known: the report, with the facts behind each sentence.
            name: how to call it; made from the sheet when not given.
            model: the model as the person named it, for `resume`.
            waiting: sentences with a question that nobody has answered.
            notes: what has to be told when it begins.

        Raises:
            BadInput: no facts, the name is taken or no name, or nothing can be written there.
        """
        begin, came, left = begun_from(known, model, waiting)
        session = self._begin(begin, known.facts, name, None, (*notes, *left))
        session.record(came)
        return session

    def _begin(
        self,
        event: Event,
        facts: Facts,
        name: str,
        chain: Chain | None,
        notes: tuple[str, ...] = (),
    ) -> Session:
        name = self._fresh(name, facts)
        path = self.folder / name
        try:
            path.mkdir(parents=True)
        except OSError as error:
            raise BadInput(
                f"建不了会话文件夹 {path}", hint=f"{error.strerror}；可用 DRAFTER_DATA 换一个目录"
            ) from error
        lock = claim(path / LOCK)
        files.write(facts_json.dumped(facts), path / FACTS)
        history, journal = History(event), SessionJournal(path / JOURNAL)
        journal.append(event)
        return Session(name, journal, history, lock, chain, notes=notes, now=self._now)

    def resume(self, name: str = LATEST, chain: Chain | None = None) -> Session:
        """A session as it was last; without a name the latest.

        Raises:
            UnknownName: there is none of this name.
            BadInput: there is none at all, or another process has it open.
            Unreadable: its journal is damaged from the first line.
        """
        path = self._path(name)
        lock = claim(path / LOCK)
        try:
            journal = SessionJournal(path / JOURNAL)
            events, note = journal.read()
            history = History(events[0])
            for event in events[1:]:
                history.apply(event)
        except DrafterError:
            lock.release()
            raise
        notes = (note,) if note else ()
        return Session(path.name, journal, history, lock, chain, notes=notes, now=self._now)

    def model_of(self, name: str = LATEST) -> str:
        """The model a session was begun with: to open it before `resume`."""
        return SessionJournal(self._path(name) / JOURNAL).peek()[0].model

    def sessions(self) -> tuple[Entry, ...]:
        """Every session, the one changed last first."""
        entries = (_entry(path) for path in self._paths())
        return tuple(sorted(entries, key=lambda entry: entry.changed, reverse=True))

    def history(self, name: str) -> History:
        """All that was done in a session, without opening it."""
        return _history(self._path(name))

    def delete(self, name: str) -> None:
        """Throw a session away.

        Raises:
            UnknownName: there is none of this name.
            BadInput: another process has it open.
        """
        path = self._path(name, is_exact=True)
        claim(path / LOCK).release()
        shutil.rmtree(path)

    def _paths(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [path for path in self.folder.iterdir() if (path / JOURNAL).is_file()]

    def _path(self, name: str, *, is_exact: bool = False) -> Path:
        known = {path.name: path for path in self._paths()}
        if not known:
            raise BadInput("还没有会话", hint="用 drafter draft 要点文件 -i 开始一个")
        if name in ("", LATEST) and not is_exact:
            return max(known.values(), key=lambda path: (path / JOURNAL).stat().st_mtime)
        if name not in known:
            raise UnknownName.among("会话", name, known)
        return known[name]

    def _fresh(self, name: str, facts: Facts) -> str:
        taken = {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set()
        if name:
            if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
                raise BadInput(f"会话不能叫“{name}”", hint="用汉字、字母、数字、-、_，不超过 60 字")
            if name in taken:
                raise BadInput(f"已经有叫“{name}”的会话", hint=f"drafter resume {name} 接着写")
            return name
        stem = re.sub(r"[^\w\u4e00-\u9fff]+", "", facts.role or facts.unit or "述职")[:40]
        plain = f"{stem}{facts.year or ''}"
        names = (plain if count == 1 else f"{plain}-{count}" for count in range(1, len(taken) + 2))
        return next(each for each in names if each not in taken)


def _history(path: Path) -> History:
    events = SessionJournal(path / JOURNAL).peek()
    history = History(events[0])
    for event in events[1:]:
        history.apply(event)
    return history


def _entry(path: Path) -> Entry:
    """A session as its journal tells it; one that cannot be read is listed too."""
    changed = datetime.fromtimestamp((path / JOURNAL).stat().st_mtime)  # noqa: DTZ006 - local time is what people read
    try:
        state = _history(path).state
    except DrafterError as error:
        return Entry(path.name, "", 0, 0, changed, str(error))
    title = state.genre.title_for(state.facts.year)
    label = f"{title}（{state.facts.role}）" if state.facts.role else title
    return Entry(path.name, label, state.done, len(state.cards), changed)
