"""Exchanges recorded to a file and played back: no model, no network, the same answers.

The file has one JSON object a line: first the model that was recorded, then every exchange
in the order in which it happened.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from drafter.errors import BadInput, ModelFailed, Unreadable, Unwritable
from drafter.models import Answer, Model, OnText, Profile, Provider, Request, Usage, resolve
from drafter.settings import Settings


def key(request: Request) -> str:
    """What tells one question from another; who is asked and how it is called do not count."""
    text = json.dumps(request.identity, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass
class Replay:
    """Plays a recording; asked the same again, it goes on to the next answer, then stays."""

    name: str
    profile: Profile
    exchanges: dict[str, list[Answer]]
    source: Path
    _asked: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    async def answer(self, request: Request, on_text: OnText | None = None) -> Answer:
        """The recorded answer."""
        recorded = self.exchanges.get(key(request))
        if not recorded:
            raise ModelFailed(
                f"录制文件 {self.source} 里没有“{request.step}”这一问（{key(request)}）",
                hint="提示词或输入变了，要重新录制",
            )
        turn = min(self._asked[key(request)], len(recorded) - 1)
        self._asked[key(request)] += 1
        if on_text is not None:
            on_text(recorded[turn].text)
        return recorded[turn]

    async def close(self) -> None:
        """Nothing to let go of."""


@dataclass
class Recorder:
    """Asks another model and writes down what it said."""

    model: Model
    path: Path

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def profile(self) -> Profile:
        return self.model.profile

    async def answer(self, request: Request, on_text: OnText | None = None) -> Answer:
        """The other model's answer, recorded before it is returned."""
        answer = await self.model.answer(request, on_text)
        if not _is_begun(self.path):
            self._append({"model": self.name, "profile": asdict(self.profile)})
        self._append({"key": key(request), "request": asdict(request), "answer": asdict(answer)})
        return answer

    async def close(self) -> None:
        """Close the other model."""
        await self.model.close()

    def _append(self, row: dict[str, Any]) -> None:
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        except OSError as error:
            raise Unwritable(f"录制文件 {self.path} 写不进去", hint=error.strerror or "") from error


def load(path: Path) -> Replay:
    """A recording.

    Raises:
        Unreadable: no such file, or it is no recording.
    """
    exchanges: dict[str, list[Answer]] = defaultdict(list)
    rows = _rows(path)
    if not rows:
        raise Unreadable(f"录制文件 {path} 是空的", hint="重新录制：--model record:文件,模型")
    number = 1
    try:
        replay = Replay(rows[0]["model"], _profile(rows[0]["profile"]), exchanges, path)
        for number, row in enumerate(rows[1:], 2):  # noqa: B007 - told where one is wrong
            said = row["answer"]
            exchanges[row["key"]].append(Answer(**{**said, "usage": Usage(**said["usage"])}))
    except (TypeError, LookupError) as error:
        hint = f"第 {number} 行不是录制的内容，或版本不同；重新录制"
        raise Unreadable(f"{path} 不是录制文件", hint=hint) from error
    return replay


def _is_begun(path: Path) -> bool:
    """Whether anything is recorded there; a file that somebody made empty is no recording yet."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return any(line.strip() for line in file)
    except OSError as error:
        raise Unreadable(f"读不了录制文件 {path}", hint=error.strerror or "") from error


def _rows(path: Path) -> list[Any]:
    """The value of every line; one that was cut off is named."""
    try:
        lines = [line for line in path.read_bytes().splitlines() if line.strip()]
    except OSError as error:
        raise Unreadable(f"读不了录制文件 {path}", hint=error.strerror or "") from error
    rows = []
    for number, line in enumerate(lines, 1):
        try:
            rows.append(json.loads(line))
        except ValueError as error:
            is_cut = number == len(lines) > 1
            cut = "录到一半断了，删去这一行或重新录制" if is_cut else "这一行坏了"
            hint = f"第 {number} 行不是完整的 JSON：{cut}"
            raise Unreadable(f"录制文件 {path} 读不了", hint=hint) from error
    return rows


def open_recording(rest: str, settings: Settings) -> Model:
    """The recording at the path `rest`; it is as strong as the model was, whatever is set."""
    del settings
    if not rest:
        raise BadInput("replay 后面要写录制文件", hint="例如 --model replay:talk.jsonl")
    return load(Path(rest).expanduser())


def open_recorder(rest: str, settings: Settings) -> Model:
    """`PATH,MODEL`: the model, recorded to the path, behind what it said before.

    A recording of another model, or a file that is none, is refused before anything is paid for.
    """
    name, comma, spec = rest.partition(",")
    if not name or not comma or not spec:
        raise BadInput("record 后面要写文件和模型", hint="例如 --model record:talk.jsonl,local")
    model, path = resolve(spec, settings), Path(name).expanduser()
    if _is_begun(path) and (other := load(path).name) != model.name:
        raise BadInput(f"{path} 录的是 {other}，不是 {model.name}", hint="换一个文件来录")
    return Recorder(model, path)


REPLAY = Provider("replay", "replay:录制文件.jsonl　重放录制的问答，不联网", open_recording)
RECORD = Provider("record", "record:录制文件.jsonl,模型　边用模型边录制", open_recorder)


def _profile(tree: dict[str, Any]) -> Profile:
    return Profile(**{**tree, "taught": tuple(tree.get("taught", ()))})
