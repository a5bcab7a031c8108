"""What a user may set, from drafter.toml, the user's own config and the environment.

The environment wins over `drafter.toml` (here or in a folder above), which wins over the
user's `config.toml`, in tables such as [budget] key by key. Whatever is not set keeps the value
below.
"""

import math
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from drafter.document.genre import PolicyTerm
from drafter.errors import BadInput, Unreadable
from drafter.schema import build

FILE = "drafter.toml"
PROJECT, TABLE = "pyproject.toml", "drafter"  # its [tool.drafter] does where there is no FILE
SECRET = "api_key"  # noqa: S105 - the name of the setting, not a secret


@dataclass(frozen=True, slots=True)
class Price:
    """Money for a million tokens: what the provider asked on a day, in the user's currency."""

    prompt: float = 0.0
    completion: float = 0.0
    currency: str = ""  # 元
    as_of: str = ""  # 2026-01-31

    def __post_init__(self) -> None:
        if self.as_of and not _is_date(self.as_of):
            raise BadInput(f"as_of 不是日期：{self.as_of}", hint='写作 as_of = "2026-01-31"')
        if not (0 <= self.prompt < math.inf and 0 <= self.completion < math.inf):
            raise BadInput(
                "价格 prompt、completion 不能是负数或无穷", hint="单位是每百万词元多少钱"
            )

    def told(self, cost: float) -> str:
        """A cost as people read it.

        >>> Price(currency="元", as_of="2026-01-31").told(0.5)
        '0.5000 元（按 2026-01-31 的价格）'
        >>> Price().told(0.5)
        '0.5000'
        """
        money = f"{cost:.4f} {self.currency}".rstrip()
        return f"{money}（按 {self.as_of} 的价格）" if self.as_of else money


@dataclass(frozen=True, slots=True)
class Budget:
    """Where the work stops; 0 means no limit."""

    tokens: int = 0
    calls: int = 0
    cost: float = 0.0

    def __post_init__(self) -> None:
        _require_counts("budget ", tokens=self.tokens, calls=self.calls, cost=self.cost)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that is known and meant to stay, and why."""

    rule: str
    text: str  # stands in the text found or near it in its line; empty: wherever it is found
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise BadInput(f"不报“{self.rule}”要写明理由", hint='reason = "……"')


@dataclass(frozen=True, slots=True)
class Check:
    """How reports are checked: `[check]`."""

    off: tuple[str, ...] = ()  # rules that are not run
    severities: dict[str, str] = field(default_factory=dict)  # by rule
    fail_on: str = "error"
    names: tuple[str, ...] = ()  # proper names that need no fact
    fixed: tuple[str, ...] = ()  # set phrases that need no fact
    policy: tuple[PolicyTerm, ...] = ()  # terms and the years they are valid for
    limits: dict[str, float] = field(default_factory=dict)  # thresholds of the genre, by name
    genres: dict[str, dict[str, float]] = field(default_factory=dict)  # the same, for one genre
    suppress: tuple[Suppression, ...] = ()
    tagger: bool = False  # with facts, look for names that closed lists do not hold
    final: bool = False  # reports are to be handed in as they stand


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Zero and empty mean: as the provider thinks best."""

    model: str = ""  # "openai:NAME", "local", …
    base_url: str = ""
    timeout: float = 0.0  # seconds for one whole answer
    slots: int = 0  # calls in flight
    context: int = 0  # tokens the model can hold
    whole: bool | None = None  # strong enough to write a point whole
    temperature: float | None = None
    attempts: int = 4  # calls for one answer, retries included
    cache: str = ""  # the folder for weights and stored answers
    data: str = ""  # the folder for sessions: what a person has done, never to be thrown away
    price: Price = field(default_factory=Price)
    budget: Budget = field(default_factory=Budget)
    check: Check = field(default_factory=Check)
    api_key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        own = {"timeout": self.timeout, "slots": self.slots, "context": self.context}
        _require_counts("", **own, attempts=self.attempts, temperature=self.temperature or 0)

    @property
    def cache_folder(self) -> Path:
        """Where weights and stored answers live."""
        if self.cache:
            return Path(self.cache).expanduser()
        from platformdirs import user_cache_path

        return user_cache_path("drafter")

    @property
    def data_folder(self) -> Path:
        """Where sessions live."""
        if self.data:
            return Path(self.data).expanduser()
        from platformdirs import user_data_path

        return user_data_path("drafter", appauthor=False)


def read(folder: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings that hold in `folder` (default: the current one).

    Raises:
        UnknownName: a file has a key that nobody knows.
        BadInput: a value is of the wrong type.
        Unreadable: a file is no TOML.
    """
    table: dict[str, Any] = {}
    for path in _files(folder or Path.cwd()):
        for key, value in _table(path).items():
            is_table = isinstance(value, dict)
            table[key] = {**table.get(key, {}), **value} if is_table else value
    found = build(Settings, table, FILE)
    return _with_environment(found, os.environ if environ is None else environ)


def _files(folder: Path) -> Iterator[Path]:
    """The files to read, the weakest first."""
    from platformdirs import user_config_path

    user = user_config_path("drafter") / "config.toml"
    if user.is_file():
        yield user
    for place in (folder, *folder.absolute().parents):
        for path in (place / FILE, place / PROJECT):
            if path.is_file() and (path.name == FILE or TABLE in _tools(_toml(path))):
                yield path
                return


def _require_counts(table: str, **numbers: float) -> None:
    """Refuse numbers that nothing can be counted or measured by."""
    for name, number in numbers.items():
        if not 0 <= number < math.inf:
            raise BadInput(
                f"{table}{name} 不能是负数或无穷：{number:g}", hint="不限、照默认就不写，或写 0"
            )


def _is_date(typed: str) -> bool:
    """Whether it is a day of the calendar, as ISO writes it."""
    try:
        return date.fromisoformat(typed).isoformat() == typed
    except ValueError:
        return False


def _tools(project: dict[str, Any]) -> dict[str, Any]:
    """The tables of a project's tools; what is no table holds none of ours."""
    tools = project.get("tool")
    return tools if isinstance(tools, dict) else {}


def _table(path: Path) -> dict[str, Any]:
    """The keys of one file, each known and of its type."""
    table = _toml(path)
    if path.name == PROJECT:
        table = _tools(table)[TABLE]
        if not isinstance(table, dict):
            raise BadInput(f"{path} 里的 [tool.{TABLE}] 应当是一张表", hint=f"现在是 {table!r}")
    if isinstance(own := table.get("check"), dict):  # fail-on reads better than fail_on
        table["check"] = {key.replace("-", "_"): value for key, value in own.items()}
    if SECRET in table:
        raise BadInput(
            f"{path} 里不要写 {SECRET}", hint="密钥只从环境变量 OPENAI_API_KEY 读，以免随文件外传"
        )
    build(Settings, table, str(path))
    for key, value in table.items():
        if isinstance(value, str) and _CONTROL.search(value):  # C:\temp has a tab in it
            raise BadInput(f"{path} 里的 {key} 读成了别的字符", hint=_BACKSLASH)
    return table


_BACKSLASH = "双引号里的反斜杠 \\ 要写成 / 或 \\\\，或者改用单引号"
_CONTROL = re.compile(r"[\x00-\x1f]")
# a backslash between double quotes that begins no escape, or takes the closing quote with it
_MISREAD = re.compile(
    r'[^"#]*"(?:[^"\\]|\\(?:[btnfr"\\]|u[\da-fA-F]{4}|U[\da-fA-F]{8}))*'
    r'(?:\\(?![btnfr"\\]|u[\da-fA-F]{4}|U[\da-fA-F]{8})|(?<=\\")\s*$)'
)


def _toml(path: Path) -> dict[str, Any]:
    text = ""
    try:
        text = path.read_text("utf-8-sig")  # editors of Windows put a mark before it
        return tomllib.loads(text)
    except OSError as error:
        raise Unreadable(f"读不了配置文件 {path}", hint=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"读不了配置文件 {path}", hint="不是 UTF-8，另存为 UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        hint = f"第 {place[1]} 行不合 TOML 的写法" if place else "没有写完，不合 TOML 的写法"
        rows = text.rstrip().split("\n")
        row = rows[int(place[1]) - 1] if place and int(place[1]) <= len(rows) else rows[-1]
        hint += f"：{_BACKSLASH}" if _MISREAD.match(row) else ""
        raise Unreadable(f"读不了配置文件 {path}", hint=hint) from error


def _with_environment(settings: Settings, environ: Mapping[str, str]) -> Settings:
    """Overridden by what the environment sets."""
    return replace(
        settings,
        model=environ.get("DRAFTER_MODEL") or settings.model,
        base_url=environ.get("OPENAI_BASE_URL") or settings.base_url,
        cache=environ.get("DRAFTER_CACHE") or settings.cache,
        data=environ.get("DRAFTER_DATA") or settings.data,
        api_key=_bare_key(environ.get("OPENAI_API_KEY", "")),
    )


def _bare_key(pasted: str) -> str:
    """A key without what was pasted with it: quotation marks, line ends, its place in a header.

    >>> _bare_key(" “sk-1” "), _bare_key("Authorization: Bearer sk-1")
    ('sk-1', 'sk-1')
    """
    key = pasted.strip().strip("\"'“”‘’`").strip()
    return re.sub(r"(?i)\A(?:authorization:\s*)?bearer\s+", "", key)
