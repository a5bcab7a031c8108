"""All rounds of a report, kept on this machine: every file as it came and as it went.

They stand in the user's data folder and not in the report, so that what the chief struck out does
not travel with a file that is handed in. A file is known by the id that it carries, whatever it
is called; one that carries none, by its bytes.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafter import files
from drafter.document import Report
from drafter.errors import BadInput, Unreadable, Unwritable
from drafter.exporters import provenance

FOLDER = "rounds"
_NUMBER = re.compile(r"(\d{4})\.json")
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class RoundEntry:
    """One thing that changed."""

    who: str
    when: str
    what: str  # in a few words
    before: str = ""
    after: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One time that a report was written."""

    number: int  # 0 is the draft
    at: str
    went: str  # the sum of the file as it was written
    came: str = ""  # and as it came back
    entries: tuple[RoundEntry, ...] = ()
    left_out: tuple[str, ...] = ()  # sums of facts that its author wanted left out


class Rounds:
    """The rounds in a folder of the user's data."""

    def __init__(self, data: Path) -> None:
        """`data`: `Settings.data_folder`."""
        self.folder = data / FOLDER

    def of(self, document: str) -> list[Round]:
        """The rounds of a report, the first first."""
        folder = self.folder / document
        if not _ID.fullmatch(document) or not folder.is_dir():
            return []
        names = sorted(path for path in folder.iterdir() if _NUMBER.fullmatch(path.name))
        return [_round(path) for path in names]

    def after(self, document: str) -> int:
        """The number of a report's next round."""
        return max((each.number for each in self.of(document)), default=-1) + 1

    def known(self, data: bytes) -> str:
        """The report that once was these bytes; "" where none was."""
        sum_ = _sum(data)
        found = self.folder.glob(f"*/{sum_}.docx") if self.folder.is_dir() else ()
        return next((path.parent.name for path in found), "")

    def begin(self, report: Report, data: bytes) -> None:
        """Keep a draft's Word file as it goes out; of a report without known facts there is none.

        Raises:
            Unwritable: it cannot be kept.
        """
        carried = provenance.of(report)
        if carried is None or report.facts is None:
            return
        left_out = dict(report.plan.dropped) if report.plan else {}
        texts = [fact.text for fact in report.facts if fact.id in left_out]
        self.keep(carried.document, _now(), data, left_out=texts)

    def begin_file(self, data: bytes) -> None:
        """The same for a draft that is known by its Word file alone; a bare one has no rounds.

        Raises:
            Unwritable: it cannot be kept.
            Damaged: the file is not as it was written.
        """
        carried = provenance.taken(data)
        if carried is not None:
            self.keep(carried.document, _now(), data)

    def keep(  # noqa: PLR0913 - what a round is
        self,
        document: str,
        at: str,
        went: bytes,
        *,
        came: bytes | None = None,
        entries: Sequence[RoundEntry] = (),
        left_out: Iterable[str] = (),
        number: int | None = None,
    ) -> int:
        """Keep one more round; which it is.

        Raises:
            Unwritable: it cannot be kept.
        """
        folder = self.folder / document
        before = self.of(document)
        if came is None and before and before[-1].went == _sum(went):
            return before[-1].number  # the same draft once more
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unwritable(
                f"存不下往来的稿子：{folder}",
                hint=f"{error.strerror}；可用 DRAFTER_DATA 换一个目录",
            ) from error
        for data in (came, went):
            path = folder / f"{_sum(data)}.docx" if data is not None else None
            if path is not None and data is not None and not path.exists():
                files.write(data, path)
        number = self.after(document) if number is None else number
        came_sum = _sum(came) if came is not None else ""
        sums = tuple(map(_sum_of_text, left_out))
        made = Round(number, at, _sum(went), came_sum, tuple(entries), sums)
        text = json.dumps(asdict(made), ensure_ascii=False, indent=1)
        files.write(text.encode(), folder / f"{number:04}.json")
        return number

    def restored(self, document: str, number: int, *, as_it_came: bool = False) -> bytes:
        """The file of a round, byte for byte.

        Raises:
            BadInput: there is no such round, or it began with no file.
            Unreadable: what was kept is not what was written.
        """
        found = next((each for each in self.of(document) if each.number == number), None)
        if found is None:
            last = len(self.of(document)) - 1
            raise BadInput(f"没有第 {number} 轮", hint=f"有第 0 到 {last} 轮")
        sum_ = found.came if as_it_came else found.went
        if not sum_:
            raise BadInput(f"第 {number} 轮不是从改回来的稿子开始的", hint="去掉 --came")
        path = self.folder / document / f"{sum_}.docx"
        data = path.read_bytes() if path.is_file() else b""
        if _sum(data) != sum_:
            raise Unreadable(f"第 {number} 轮的稿子存坏了：{path}", hint="试试相邻的轮次")
        return data

    def delete(self, document: str) -> int:
        """Throw every round of a report away, with the files; how many there were.

        Raises:
            Unwritable: they cannot be deleted.
        """
        count = len(self.of(document))
        try:
            if count:
                shutil.rmtree(self.folder / document)
        except OSError as error:
            hint = f"{error.strerror}；自己删去这个文件夹"
            raise Unwritable(f"删不掉往来的稿子：{self.folder / document}", hint=hint) from error
        return count

    def was_left_out(self, document: str, text: str) -> bool:
        """Whether the draft was made without this fact, as its author wanted."""
        sum_ = _sum_of_text(text)
        return any(sum_ in each.left_out for each in self.of(document))


def _round(path: Path) -> Round:
    try:
        saved = json.loads(path.read_text("utf-8"))
        entries = tuple(
            RoundEntry(**{**each, "facts": tuple(each["facts"])}) for each in saved.pop("entries")
        )
        left_out = tuple(saved.pop("left_out"))
        return Round(**saved, entries=entries, left_out=left_out)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Unreadable(f"这一轮的记录坏了：{path}", hint="删去它，别的轮次不受影响") from error


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sum_of_text(text: str) -> str:
    return _sum("".join(text.split()).encode())
