"""Office files damaged at random: no traceback, no hang, no hunger, nothing written elsewhere.

    PYTHONPATH=. python benchmarks/damaged_files.py
    PYTHONPATH=. python benchmarks/damaged_files.py --files 100 --first 5000
    PYTHONPATH=. python benchmarks/damaged_files.py --files 200 --older

Word and Excel files with every construct of the tests are damaged as `tests/readers/damage.py`
does it, and each is drafted by the command line in a process of its own, in a folder of its own:
its exit code, its seconds, its peak of memory and every file it leaves are looked at. Seconds are
those of the processor: what else the machine does is no fault of a file. `--older` damages the
same files as OpenDocument, rich text and Word 97 instead; LibreOffice, which opens those, counts
too.
"""

import argparse
import asyncio
import io
import os
import resource
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

from drafter.cli import main as command
from drafter.drafting import draft
from drafter.exporters import exporters
from drafter.readers import facts_from
from drafter.readers.office import converted
from tests.readers.damage import damaged, plain_word, whole_book, whole_word

LONGEST, MOST = 10, 500  # seconds and megabytes that one file may take
PATIENCE = 120  # seconds by the clock after which a file that only waits is ended
Kinds = tuple[tuple[str, bytes], ...]
CODES = {0: "drafted", 1: "drafted with errors named", 2: "refused in one line"}


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    seed: int
    suffix: str
    code: int
    seconds: float
    megabytes: float
    told: str
    strays: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What must not be."""
        found = (
            ("exit code", self.code not in CODES),
            ("traceback", "Traceback" in self.told),
            ("slow", self.seconds > LONGEST),
            ("memory", self.megabytes > MOST),
            ("written elsewhere", bool(self.strays)),
        )
        return tuple(name for name, is_so in found if is_so)


def drafted(seed: int, suffix: str, data: bytes) -> Outcome:
    """Draft one file in a child process, which is ended where it takes too long."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in ("home", "cache", "temporary", "work"):
            (folder / each).mkdir()
        (folder / "work" / f"a{suffix}").write_bytes(data)
        child = os.fork()
        if not child:
            os._exit(run(folder, suffix))
        _, status, usage = os.wait4(child, 0)
        said = folder / "said"
        told = said.read_text("utf-8") if said.exists() else ""
        return Outcome(
            seed, suffix, os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024, told, tuple(strays(folder, suffix)),
        )  # fmt: skip


def run(folder: Path, suffix: str) -> int:
    """The command line in the child; its standard output is kept beside it."""
    signal.alarm(PATIENCE)
    signal.setitimer(signal.ITIMER_PROF, 2 * LONGEST)
    homes = {"HOME": "home", "XDG_CACHE_HOME": "cache", "DRAFTER_CACHE": "cache"}
    homes |= {"XDG_DATA_HOME": "home", "XDG_CONFIG_HOME": "home", "TMPDIR": "temporary"}
    os.environ.update({key: str(folder / value) for key, value in homes.items()})
    tempfile.tempdir = None
    os.chdir(folder / "work")
    heard = io.StringIO()
    try:
        with redirect_stdout(heard), redirect_stderr(heard):
            code = command(["draft", f"a{suffix}", "--model", "none", "-o", "out.docx", "-q"])
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is a fault
        code = 99
        heard.write(f"Traceback: {error!r}")
    (folder / "said").write_text(heard.getvalue(), "utf-8", errors="replace")
    return code


def strays(folder: Path, suffix: str) -> Iterator[str]:
    """Files that are neither the input nor the output nor what is remembered."""
    expected = {f"work/a{suffix}", "work/out.docx", "said"}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in expected and not name.startswith(("cache/", "home/")):
            yield name


def kinds(*, older: bool) -> Kinds:
    """A sound file of each kind; the older ones as LibreOffice saves them."""
    book = whole_book()
    if not older:
        return (".docx", whole_word()), (".xlsx", book)
    word = plain_word()
    return (
        (".odt", converted(word, "a.docx", "odt:writer8")),
        (".rtf", converted(word, "a.docx", "rtf:Rich Text Format")),
        (".doc", converted(word, "a.docx", "doc:MS Word 97")),
        (".ods", converted(book, "a.xlsx", "ods:calc8")),
    )


def outcomes(wholes: Kinds, first: int, files: int) -> Iterator[Outcome]:
    """The outcome of each file, the kinds in turn."""
    for seed in range(first, first + files):
        suffix, whole = wholes[seed % len(wholes)]
        yield drafted(seed, suffix, damaged(whole, seed // len(wholes)))


def until_stopped(found: Iterator[Outcome]) -> Iterator[Outcome]:
    """The outcomes there are when somebody presses Ctrl-C."""
    with suppress(KeyboardInterrupt):
        yield from found


def warm(wholes: Kinds) -> None:
    """Load what reads, drafts and writes once, before the first child."""
    exporters()
    for suffix, whole in wholes:
        facts_from(whole, f"a{suffix}", suffix)
    asyncio.run(draft(facts_from("- 修路3条\n".encode(), "a.md", ".md"), None))


def main() -> int:
    """Print each fault as it shows, then the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    parser.add_argument("--older", action="store_true", help="OpenDocument, rich text, Word 97")
    options = parser.parse_args()
    wholes = kinds(older=options.older)
    codes: Counter[int] = Counter()
    faults: Counter[str] = Counter()
    slowest = most = 0.0
    warm(wholes)
    for each in until_stopped(outcomes(wholes, options.first, options.files)):
        codes[each.code] += 1
        faults.update(each.faults)
        slowest, most = max(slowest, each.seconds), max(most, each.megabytes)
        if each.faults:
            print(each.seed, each.suffix, *each.faults, each.strays, each.told[-300:], flush=True)
    print("| ended in | files |\n|---|---|")
    for code, count in sorted(codes.items()):
        print(f"| {CODES.get(code, f'exit code {code}')} | {count} |")
    print(f"\nfaults: {dict(faults) or 0}; slowest {slowest:.1f} s; most {most:.0f} MB", end="")
    print(f" (this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB)")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
