"""Tables of TOML and JSON as frozen dataclasses, every key accounted for."""

import tomllib
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from drafter import resources
from drafter.errors import BadInput, UnknownName

T = TypeVar("T")


def table(kind: type[T], name: str) -> T:
    """The table `data/<name>.toml` as a frozen dataclass.

    Raises:
        BadInput: it lacks a key, has one too many or a value of the wrong type.
    """
    return build(kind, tomllib.loads(resources.text(f"{name}.toml")), f"data/{name}")


def build(kind: type[T], value: Any, where: str) -> T:
    """A frozen dataclass from a table, every key accounted for.

    >>> from drafter.document.genre import Heading
    >>> build(Heading, {"head": 7, "tail": [8, 14]}, "shuzhi")
    Heading(head=7, tail=(8, 14))
    """
    if not isinstance(value, dict):
        raise BadInput(f"{where} 应当是一张表", hint=f"现在是 {value!r}")
    hints = _hints(kind)  # type: ignore[arg-type]
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    for key in value.keys() - known:
        raise UnknownName.among(f"{where} 的键", key, known)
    values = {k: _value(hints[k], v, f"{where}.{k}") for k, v in value.items()}
    needed = [f.name for f in fields(kind) if f.default is f.default_factory is MISSING]  # type: ignore[arg-type]
    if lacking := [name for name in needed if name not in values]:
        raise BadInput(f"{where} 缺少 {'、'.join(lacking)}")
    try:
        return kind(**values)
    except BadInput as error:  # of values that do not go together
        raise BadInput(f"{where}：{error.message}", hint=error.hint) from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, value: Any, where: str) -> Any:
    """`value` as `hint` wants it: lists become tuples, tables dataclasses."""
    if is_dataclass(hint):
        return build(hint, value, where)  # type: ignore[arg-type]
    inner = get_args(hint)
    if get_origin(hint) in (tuple, dict):
        return _values(hint, value, where)
    if type(None) in inner:
        return _value(next(i for i in inner if i is not type(None)), value, where)
    if isinstance(value, bool) and hint in (int, float):  # Python takes true for 1
        raise BadInput(f"{where} 应当是 {hint.__name__}", hint=f"现在是 {value!r}")
    if hint is float and isinstance(value, int):
        return float(value)
    if issubclass(hint, StrEnum) and isinstance(value, str) and value in set(hint):
        return hint(value)
    if not isinstance(value, hint):
        raise BadInput(f"{where} 应当是 {hint.__name__}", hint=f"现在是 {value!r}")
    return value


def _values(hint: Any, value: Any, where: str) -> Any:
    """The tuple or dict that `hint` wants, from a list or a table."""
    inner = get_args(hint)
    if get_origin(hint) is dict:
        if not isinstance(value, dict):
            raise BadInput(f"{where} 应当是一张表", hint=f"现在是 {value!r}")
        return {key: _value(inner[1], held, f"{where}.{key}") for key, held in value.items()}
    if not isinstance(value, list | tuple):
        raise BadInput(f"{where} 应当是一个列表", hint=f"现在是 {value!r}")
    items = [*inner[:1]] * len(value) if inner[-1] is ... else inner
    return tuple(_value(i, v, where) for i, v in zip(items, value, strict=True))
