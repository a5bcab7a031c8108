"""A session's events on disk: one JSON line each, written through before it counts."""

import json
import os
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any

from drafter.errors import BadInput, Unreadable
from drafter.files import AppendLog
from drafter.schema import build
from drafter.session.history import BEGIN, Event

VERSION = 1  # raised when lines of before can no longer be read


class SessionJournal:
    """A file that only ever grows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._count = 0

    def read(self) -> tuple[tuple[Event, ...], str]:
        """Every event that was written whole, and what had to be left out, for people.

        A last line that was cut off is dropped from the file too. Damage further up ends the
        session there; the file as it was is kept beside it.

        Raises:
            Unreadable: nothing of it can be read, or a later version wrote it.
        """
        events, good, rest = self._parsed()
        self._count = len(events)
        return events, self._mended(good, rest) if rest else ""

    def peek(self) -> tuple[Event, ...]:
        """The same without touching the file: somebody else may be writing it."""
        return self._parsed()[0]

    def _parsed(self) -> tuple[tuple[Event, ...], int, bytes]:
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise Unreadable(f"读不了 {self.path}", hint=error.strerror or "") from error
        events, good = list[Event](), 0
        for line in data.splitlines(keepends=True):
            event = _event(line, len(events))
            if event is None:
                break
            events.append(event)
            good += len(line)
        if not events:
            raise Unreadable(f"{self.path} 里没有能读的记录", hint="这个会话只能删去重来")
        return tuple(events), good, data[good:]

    def append(self, event: Event) -> None:
        """Write one event through to the disk.

        Raises:
            BadInput: it cannot be written; nothing has changed then.
        """
        table = {"n": self._count, **_plain(event)}
        line = json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"
        size = self.path.stat().st_size if self.path.exists() else 0
        try:
            with AppendLog(self.path) as log:
                log.append(line.encode("utf-8", "surrogatepass"))
        except OSError as error:
            if self.path.exists() and self.path.stat().st_size > size:
                os.truncate(self.path, size)
            raise BadInput(
                f"写不了会话记录 {self.path}", hint=error.strerror or "请腾出空间"
            ) from error
        self._count += 1

    def _mended(self, good: int, rest: bytes) -> str:
        """Cut the file after its last good line; say so."""
        lines = rest.count(b"\n") + (not rest.endswith(b"\n"))
        if lines == 1:
            os.truncate(self.path, good)
            return "最后一步没有写完就断了，回到它之前"
        aside = self.path.with_suffix(f".damaged-{good}.jsonl")
        aside.write_bytes(self.path.read_bytes())
        os.truncate(self.path, good)
        return f"会话记录从第 {self._count + 1} 行起坏了，回到那之前；原样存为 {aside.name}"


def _event(line: bytes, number: int) -> Event | None:
    """The event of a line; None when it is not whole or not the next one."""
    if not line.endswith(b"\n"):
        return None
    try:
        table = json.loads(line.decode("utf-8", "surrogatepass"))
        if not isinstance(table, dict) or table.pop("n", None) != number:
            return None
        version = table.pop("v", VERSION)
        event = build(Event, _current(table), f"第 {number + 1} 行") if version == VERSION else None
    except (ValueError, TypeError, AttributeError, BadInput):
        return None
    if event is None:
        raise Unreadable("这个会话是另一个版本写的", hint="升级 drafter 后再打开")
    return event


def _current(table: dict[str, Any]) -> dict[str, Any]:
    """A line as it is written today: what earlier versions noted besides is left out."""
    for offer in table.get("offers", ()):
        candidate = offer["candidate"]
        candidate.pop("detail", None)  # how much stood around a fact, when phrases did
        for sentence in candidate["sentences"]:
            if sentence.get("origin") == "written-in":
                sentence["origin"] = "fact"
    return table


def _plain(event: Event) -> dict[str, Any]:
    """The event as JSON holds it, without what is as its default says."""
    head = {"v": VERSION} if event.do == BEGIN else {}
    return head | dict(_lean(event))


def _lean(value: Any) -> Any:
    if is_dataclass(value):
        held = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: _lean(own) for each, own in held if own != _default(each)}
    if isinstance(value, Mapping):
        return {key: _lean(each) for key, each in value.items()}
    return [_lean(each) for each in value] if isinstance(value, tuple) else value


def _default(field: "Field[Any]") -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()
