"""Names of the files that are written: each input its own, on any file system."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

LONGEST = 200  # bytes of a name without its ending, of the 255 that file systems take
_RESERVED = frozenset(  # on Windows, whatever follows the first dot
    {"con", "prn", "aux", "nul"}
    | {f"{port}{at}" for port in ("com", "lpt") for at in "123456789¹²³"}
)


def stems(
    paths: Iterable[str], endings: Sequence[str] = ("",), taken: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The path below the output folder for each input, without an ending.

    The name of the input without its suffix; with it, where a file of another input would be
    called the same; with a few digits of its path, where names differ in case only or are too
    long. Whoever already has a name, by `taken`, keeps it.

    Args:
        paths: of the inputs.
        endings: of the files that each input brings.
        taken: names from before, by path.

    >>> stems(["b.md", "b.txt", "c.md"])
    {'b.md': 'b.md', 'b.txt': 'b.txt', 'c.md': 'c'}
    >>> stems(["d/a.md", "d/A.md"])
    {'d/a.md': 'd/a.md~726a', 'd/A.md': 'd/A.md~bb1f'}
    >>> stems(["con.md", "d/nul.md"])
    {'con.md': '_con.md~fbdf', 'd/nul.md': 'd/_nul.md~a258'}
    >>> stems(["e.md", "e.notes.md"], [".json", ".notes.json"])
    {'e.md': 'e.md', 'e.notes.md': 'e.notes.md'}
    """
    wanted, kept = list(paths), taken or {}
    found = {path: kept[path] for path in wanted if path in kept}
    used = {name for stem in kept.values() for name in _files(stem, endings)}
    left = [path for path in wanted if path not in found]
    for choose in (_short, str, _numbered):
        chosen = {path: choose(path) for path in left}
        counts = Counter(name for stem in chosen.values() for name in _files(stem, endings))
        for path, stem in chosen.items():
            names = _files(stem, endings)
            is_alone = used.isdisjoint(names) and all(counts[name] == 1 for name in names)
            if choose is _numbered or (is_alone and _is_safe(stem)):
                found[path] = stem
        here = (stem for path, stem in chosen.items() if path in found)
        used |= {name for stem in here for name in _files(stem, endings)}
        left = [path for path in left if path not in found]
    return {path: found[path] for path in wanted}


def _files(stem: str, endings: Sequence[str]) -> set[str]:
    """The names of all files of an input."""
    return {_folded(stem + ending) for ending in endings}


def _short(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(""))


def _numbered(path: str) -> str:
    """With digits of its own, short enough, and no device of Windows, whatever its ending."""
    folder, _, name = path.rpartition("/")
    raw = path.encode("utf-8", "surrogateescape")
    digits = hashlib.sha256(raw).hexdigest()
    cut = name.encode("utf-8", "surrogateescape")[:LONGEST].decode("utf-8", "ignore")
    own = f"{cut}~{digits[:4] if cut == name else digits[:12]}"
    own = own if _is_free(own) else f"_{own}"
    return f"{folder}/{own}" if folder else own


def _is_safe(stem: str) -> bool:
    name = PurePosixPath(stem).name
    is_short = len(name.encode("utf-8", "surrogateescape")) <= LONGEST
    return is_short and _is_free(name)


def _is_free(name: str) -> bool:
    """Whether Windows keeps no device under this name: it looks at what is before the first dot.

    >>> _is_free("con.md~1"), _is_free("COM1 .md"), _is_free("_con.md~1"), _is_free("console.md")
    (False, False, True, True)
    """
    return name.partition(".")[0].rstrip(" ").lower() not in _RESERVED


def _folded(stem: str) -> str:
    """What a file system that knows no case takes a name for."""
    return unicodedata.normalize("NFC", stem).casefold()
