"""Everything of one kind that a package holds: one file each, nothing to sign up in."""

import importlib
import pkgutil
from collections.abc import Iterable
from types import ModuleType
from typing import Protocol, TypeVar

from drafter.errors import UnknownName


class Format(Protocol):
    """A way to write something into a file."""

    @property
    def name(self) -> str:
        """What the format is called."""
        ...

    @property
    def suffix(self) -> str:
        """The suffix of its files, such as ".docx"."""
        ...


T = TypeVar("T")
F = TypeVar("F", bound=Format)


def collect(package: ModuleType, kind: type[T]) -> tuple[T, ...]:
    """Every module-level `kind` in the modules of `package`, in the order of module names."""
    found: dict[int, T] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for value in vars(module).values():
            if isinstance(value, kind):
                found.setdefault(id(value), value)
    return tuple(found.values())


def format_of(wanted: str, formats: Iterable[F], label: str) -> F:
    """The format of a suffix such as ".docx", or of a name in small letters.

    Args:
        wanted: suffix or name.
        formats: that there are.
        label: what they are called, in Chinese.

    Raises:
        UnknownName: there is none; the nearest of its kind is named.
    """
    known = tuple(formats)
    for each in known:
        if wanted.lower() in (each.suffix, each.name):
            return each
    names = (each.name if wanted[:1].isalpha() else each.suffix for each in known)
    raise UnknownName.among(label, wanted, names)
