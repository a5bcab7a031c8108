"""What is drafted and scored: a folder with a sheet of facts and, where there is one, a report.

Adding a case is adding a folder: `facts.*` in any format that can be read, and `report.*` if a
person wrote one on these facts.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath

from drafter import readers, resources
from drafter.document import Facts
from drafter.errors import BadInput, DrafterError, UnknownName

ALL = "all"
_ENOUGH = 256  # sheets remembered
SEED = "county-2022"  # the document whose structure and style the others are held to


@dataclass(frozen=True, slots=True)
class Case:
    """A sheet of facts under the name of its folder."""

    name: str
    facts: Facts | None  # None: see `problem`
    reference: str = ""  # a person's report on the same facts
    digest: str = ""  # of the files it was read from
    problem: str = ""  # why nothing can be drafted from it


def choose(names: Sequence[str] = (ALL,), folder: Path | None = None) -> tuple[Case, ...]:
    """The cases of these names, or all of them, in the order of their names.

    Args:
        names: of folders in `folder`; "all" for every one.
        folder: where the cases are; default: the seeds that travel with the package.

    Raises:
        BadInput: no such folder, or nothing in it.
        UnknownName: there is no case of this name.
    """
    root = folder or resources.folder("seeds")
    known = {entry.name: entry for entry in _folders(root)}
    if not known:
        raise BadInput(
            f"{root} 里没有案例", hint="一个案例是一个文件夹，里面有 facts.md 等要点文件"
        )
    for name in names:
        if name != ALL and name not in known:
            raise UnknownName.among("案例", name, known)
    wanted = known if ALL in names else {name: known[name] for name in sorted(set(names))}
    return tuple(_read(entry) for entry in wanted.values())


def seed() -> Case:
    """The seed document with its facts."""
    return choose((SEED,))[0]


def _folders(root: Traversable) -> Iterator[Traversable]:
    try:
        found = [entry for entry in root.iterdir() if entry.is_dir()]
    except OSError as error:
        raise BadInput(f"案例目录 {root} 打不开", hint=error.strerror or "") from error
    yield from sorted(
        (entry for entry in found if not entry.name.startswith((".", "_"))),
        key=lambda entry: entry.name,
    )


def _read(entry: Traversable) -> Case:
    """A case; what cannot be read of it is told in it, so that the others go on."""
    digest = hashlib.sha256()
    try:
        facts, reference = _file(entry, "facts"), _file(entry, "report")
        if facts is None:
            return Case(entry.name, None, problem="文件夹里没有 facts.* 要点文件")
        name, data = facts
        digest.update(data)
        sheet = _sheet(data, f"{entry.name}/{name}", PurePath(name).suffix)
        if reference is None:
            return Case(entry.name, sheet, digest=digest.hexdigest())
        name, data = reference
        digest.update(data)
        text = readers.text_from(data, f"{entry.name}/{name}", PurePath(name).suffix)
        return Case(entry.name, sheet, text, digest.hexdigest())
    except DrafterError as error:
        return Case(entry.name, None, problem=str(error))
    except OSError as error:
        return Case(entry.name, None, problem=f"读不了：{error.strerror}")


@lru_cache(maxsize=_ENOUGH)
def _sheet(data: bytes, source: str, suffix: str) -> Facts:
    """The same bytes are the same sheet: a file that has changed is read again."""
    return readers.facts_from(data, source, suffix)


def _file(entry: Traversable, stem: str) -> tuple[str, bytes] | None:
    """Name and content of the one file of this stem; what an editor keeps beside it is none."""
    found = sorted(
        each.name
        for each in entry.iterdir()
        if PurePath(each.name).stem == stem and not each.name.endswith("~")
    )
    if len(found) > 1:
        raise BadInput(f"有 {len(found)} 个 {stem} 文件：{'、'.join(found)}", hint="只留一个")
    return (found[0], entry.joinpath(found[0]).read_bytes()) if found else None
