"""Prompts are files under version control: `prompts/<name>/v<N>.md`.

Between two lines of `+++` stands TOML: what the prompt is for and which values it takes.
Below, up to a line of `---`, what never changes from question to question (servers keep a
prefix they have seen); after it, what does. `$name` is a value, `$$` a dollar sign.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from string import Template
from typing import Any

from drafter import resources
from drafter.errors import BadInput, UnknownName
from drafter.genre import build

_FILE = re.compile(r"\A\+\+\+\n(?P<head>.*?)^\+\+\+\n(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_TURN = re.compile(r"^---\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """The front matter of a prompt."""

    purpose: str
    inputs: tuple[str, ...]
    changed: str = ""  # against the version before
    temperature: float | None = None
    max_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of a prompt."""

    name: str
    version: int
    head: Head
    system: str
    user: str

    @property
    def ref(self) -> str:
        """How it is cited: frames@1."""
        return f"{self.name}@{self.version}"

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
    return tuple(sorted(entry.name for entry in _folder().iterdir() if entry.is_dir()))


def versions(name: str) -> tuple[int, ...]:
    """The versions of a prompt, the oldest first."""
    if name not in names():
        raise UnknownName.among("提示词", name, names())
    stems = (entry.name for entry in _folder().joinpath(name).iterdir())
    found = (re.fullmatch(r"v(\d+)\.md", stem) for stem in stems)
    return tuple(sorted(int(match[1]) for match in found if match))


def active(name: str) -> Prompt:
    """The version in use, as `active.toml` pins it."""
    pins = _pins()
    if name not in pins:
        raise UnknownName.among("启用的提示词", name, pins)
    return load(f"{name}@{pins[name]}")


def load(ref: str) -> Prompt:
    """One version of a prompt, e.g. `frames@1`.

    Raises:
        UnknownName: no such prompt, or no such version of it.
        BadInput: its file is not one, or declares other inputs than it uses.
    """
    name, _, version = ref.partition("@")
    known = {f"{name}@{number}" for number in versions(name)}
    if ref not in known:
        raise UnknownName.among("提示词版本", ref, known)
    source = _folder().joinpath(name, f"v{version}.md").read_text("utf-8")
    return parse(name, int(version), source)


@cache
def parse(name: str, version: int, source: str) -> Prompt:
    r"""A prompt from the text of its file.

    >>> source = '+++\npurpose = "问好"\ninputs = ["who"]\n+++\n你有礼貌。\n---\n问候$who。\n'
    >>> parse("hello", 1, source).render(who="张三")
    ('你有礼貌。', '问候张三。')
    """
    where = f"提示词 {name}@{version}"
    found = _FILE.match(source.replace("\r\n", "\n"))
    if not found:
        raise BadInput(f"{where} 开头要有两行 +++ 夹着的说明")
    try:
        head = build(Head, tomllib.loads(found["head"]), where)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{where} 的说明不是 TOML", hint=str(error)) from error
    system, *rest = _TURN.split(found["body"])
    if len(rest) != 1:
        raise BadInput(f"{where} 要有且只有一行 ---", hint="上面写不变的，下面写每次不同的")
    prompt = Prompt(name, version, head, system.strip(), rest[0].strip())
    _check(prompt, where)
    return prompt


def _check(prompt: Prompt, where: str) -> None:
    """Declared inputs are the used ones, and every dollar sign is one of ours."""
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


@cache
def _pins() -> dict[str, Any]:
    return tomllib.loads(_folder().joinpath("active.toml").read_text("utf-8"))


def _folder() -> Traversable:
    return resources.folder("prompts")
