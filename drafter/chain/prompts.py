"""Prompts are files under version control: `prompts/<name>/v<N>.md`.

Between two lines of `+++` stands TOML: what the prompt is for and which values it takes.
Below, up to a line of `---`, what never changes from question to question (servers keep a
prefix they have seen); after it, what does. `$name` is a value, `$$` a dollar sign.

A prompt is cited by a ref: `merge@2` is a version, `merge=mine.md` a file that is to become
one. `active.toml` says which versions are in use.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Any

from drafter import resources
from drafter.errors import BadInput, UnknownName, Unreadable
from drafter.schema import build

_FILE = re.compile(r"\A\+\+\+\n(?P<head>.*?)^\+\+\+\n(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_TURN = re.compile(r"^---\n", re.MULTILINE)
_pinned: ContextVar[Mapping[str, "Prompt"]] = ContextVar("pinned", default=MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a prompt."""

    purpose: str
    inputs: tuple[str, ...]
    changed: str = ""  # against the version before; from the second on it has to be said
    why: str = ""  # it was changed: what was seen to be wrong
    temperature: float | None = None
    max_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of a prompt, or a file that is none yet."""

    name: str
    version: int  # 0: none yet
    head: FrontMatter
    system: str
    user: str
    source: str = field(repr=False)  # its file, whole, lines ending in \n
    file: str = ""  # where it lies, as the user wrote it, when it is no version yet

    @property
    def ref(self) -> str:
        """How it is cited: merge@1, or merge=mine.md."""
        return f"{self.name}={self.file}" if self.file else f"{self.name}@{self.version}"

    @property
    def digest(self) -> str:
        """What tells its text, front matter included, from any other."""
        return hashlib.sha256(self.source.encode()).hexdigest()

    def render(self, **values: str) -> tuple[str, str]:
        """System and user text with the values filled in.

        Raises:
            BadInput: a value is missing, or one was given that the prompt does not take.
        """
        if values.keys() != set(self.head.inputs):
            wanted, given = "、".join(self.head.inputs), "、".join(values)
            raise BadInput(f"提示词 {self.ref} 要的是 {wanted}", hint=f"给的是 {given}")
        return Template(self.system).substitute(values), Template(self.user).substitute(values)


def names() -> tuple[str, ...]:
    """Every prompt that has a version."""
    return tuple(sorted(entry.name for entry in folder().iterdir() if entry.is_dir()))


def versions(name: str) -> tuple[int, ...]:
    """The versions of a prompt, the oldest first."""
    if name not in names():
        raise UnknownName.among("提示词", name, names())
    stems = (entry.name for entry in folder().joinpath(name).iterdir())
    found = (re.fullmatch(r"v(\d+)\.md", stem) for stem in stems)
    return tuple(sorted(int(match[1]) for match in found if match))


def active(name: str) -> Prompt:
    """The version in use: what `pinned` says around the call, else `active.toml`."""
    pins = table("active.toml")
    if name not in pins:
        raise UnknownName.among("启用的提示词", name, pins)
    return _pinned.get().get(name) or load(f"{name}@{pins[name]}")


@contextmanager
def pinned(*refs: str | Prompt) -> Iterator[tuple[Prompt, ...]]:
    """Inside, these are the versions in use, in every task and thread begun there as well.

    Each ref is read once, on entry: a file that is edited meanwhile changes nothing.

    >>> with pinned("merge@1") as (merge,):
    ...     active("merge") is merge
    True

    Raises:
        UnknownName: no such prompt, or no such version of it.
        BadInput: two of them are of one prompt, or one cannot be read.
    """
    chosen = tuple(ref if isinstance(ref, Prompt) else load(ref) for ref in refs)
    by_name: dict[str, Prompt] = {}
    for prompt in chosen:
        if other := by_name.get(prompt.name):
            raise BadInput(
                f"{other.ref} 和 {prompt.ref} 是同一个提示词", hint="一次只能用它的一个版本"
            )
        by_name[prompt.name] = prompt
    token = _pinned.set({**_pinned.get(), **by_name})
    try:
        yield chosen
    finally:
        _pinned.reset(token)


def load(ref: str) -> Prompt:
    """What a ref cites: `merge@1`, or `merge=mine.md`.

    Raises:
        UnknownName: no such prompt, or no such version of it.
        Unreadable: no such file, or it is no text.
        BadInput: its file is not a prompt, or declares other inputs than it uses.
    """
    name, is_file, path = ref.partition("=")
    if is_file:
        versions(name)  # only what the program asks for can be tried
        return parse(name, 0, _read(path), path)
    name, _, version = ref.partition("@")
    known = {f"{name}@{number}" for number in versions(name)}
    if ref not in known:
        raise UnknownName.among("提示词版本", ref, known)
    source = folder().joinpath(name, f"v{version}.md").read_text("utf-8")
    return parse(name, int(version), source)


@cache
def parse(name: str, version: int, source: str, file: str = "") -> Prompt:
    r"""A prompt from the text of its file.

    >>> source = '+++\npurpose = "问好"\ninputs = ["who"]\n+++\n你有礼貌。\n---\n问候$who。\n'
    >>> parse("hello", 1, source).render(who="张三")
    ('你有礼貌。', '问候张三。')
    """
    where = f"提示词 {name}={file}" if file else f"提示词 {name}@{version}"
    source = source.replace("\r\n", "\n")
    found = _FILE.match(source)
    if not found:
        raise BadInput(f"{where} 开头要有两行 +++ 夹着的说明")
    try:
        head = build(FrontMatter, tomllib.loads(found["head"]), where)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{where} 的说明不是 TOML", hint=str(error)) from error
    system, *rest = _TURN.split(found["body"])
    if len(rest) != 1:
        raise BadInput(f"{where} 要有且只有一行 ---", hint="上面写不变的，下面写每次不同的")
    prompt = Prompt(name, version, head, system.strip(), rest[0].strip(), source, file)
    _check(prompt, where)
    return prompt


def _check(prompt: Prompt, where: str) -> None:
    """Declared inputs are the used ones, every dollar sign is ours, and a change has a reason."""
    if prompt.version > 1 and not (prompt.head.changed.strip() and prompt.head.why.strip()):
        raise BadInput(
            f"{where} 要说清改了什么、为什么改", hint='说明里写 changed = "……" 和 why = "……"'
        )
    template = Template(prompt.system + prompt.user)
    if not template.is_valid():
        raise BadInput(f"{where} 里有用错的 $", hint="美元符号本身写作 $$")
    used, declared = set(template.get_identifiers()), set(prompt.head.inputs)
    if used != declared:
        missing = "、".join(sorted(used - declared)) or "无"
        spare = "、".join(sorted(declared - used)) or "无"
        raise BadInput(
            f"{where} 声明的输入和用到的不一致", hint=f"没声明：{missing}；没用到：{spare}"
        )


def _read(path: str) -> str:
    """A file of the user's."""
    try:
        return Path(path).expanduser().read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise Unreadable(f"没有提示词文件 {path}", hint="相对路径从当前文件夹算起") from error
    except OSError as error:
        raise Unreadable(f"读不了提示词文件 {path}", hint=error.strerror or "") from error
    except ValueError as error:
        raise Unreadable(f"提示词文件 {path} 不是 UTF-8 文本") from error


@cache
def table(file: str) -> dict[str, Any]:
    """What a table beside the prompts says of their versions."""
    return tomllib.loads(folder().joinpath(file).read_text("utf-8"))


def folder() -> Traversable:
    """Where the prompts lie."""
    return resources.folder("prompts")
