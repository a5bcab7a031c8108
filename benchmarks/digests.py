"""A digest of everything the program puts out: python benchmarks/digests.py [--against FILE].

For a change that shall change nothing: print the digests before, compare after. Nothing but the
command line is used, so the code behind it may move as it likes:

- every sheet of `seeds/` drafted without a model as txt, json, html, docx and on the screen;
- every sample report and every seed's report checked (alone, and a seed's with its facts), its
  measures put into a table, rewritten without a model;
- every recorded answer of a strong model played back through the gate, with what is refused;
- the help of every command.

A line each: digest, exit code, what it is of. `--keep FOLDER` keeps the texts, to see a difference;
`--evals` adds the tables of `make eval`, some minutes.
"""

import argparse
import contextlib
import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
FORMATS = ("txt", "json", "html", "docx")
WORD = re.compile(r"^ {2,4}([a-z][a-z-]*)(?:  |$)", re.MULTILINE)
EVALS = ("mutants", "labelled", "simulate", "replayed")
# What differs from run to run and says nothing of the text: times taken, places of temporary files.
VARYING = re.compile(
    r'"(?:seconds|elapsed|duration)": [\d.]+|\d+(?:\.\d+)? ?(?:秒|毫秒)|用时\S+'
    r"|/\S*/digests-\w+"
)


@dataclass(frozen=True, slots=True)
class Output:
    """What one command has put out."""

    label: str
    code: int
    content: bytes

    @property
    def line(self) -> str:
        """As it is printed and compared."""
        return f"{hashlib.sha256(self.content).hexdigest()[:16]} {self.code} {self.label}"


def main(arguments: Sequence[str]) -> int:
    """Print the digests, or what differs from those of before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="digests of before; what differs is printed")
    parser.add_argument("--keep", type=Path, help="a folder for the texts")
    parser.add_argument("--evals", action="store_true", help="the tables of the evaluation too")
    options = parser.parse_args(arguments)
    lines = []
    with contextlib.redirect_stderr(io.StringIO()):
        for output in outputs(evals=options.evals):
            lines.append(output.line)
            if options.keep:
                _keep(options.keep, output)
    if options.against is None:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return 0
    before = options.against.read_text("utf-8").splitlines()
    sys.stdout.writelines(f"- {line}\n" for line in before if line not in lines)
    sys.stdout.writelines(f"+ {line}\n" for line in lines if line not in before)
    sys.stdout.write(f"{len(set(lines) & set(before))} equal of {len(before)} and {len(lines)}\n")
    return int(lines != before)


def _keep(folder: Path, output: Output) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]+", "_", output.label)[:200]
    (folder / name).write_bytes(output.content)


def outputs(*, evals: bool = False) -> Iterator[Output]:
    """Everything, in an order that stays."""
    with tempfile.TemporaryDirectory(prefix="digests-") as name:
        work = Path(name)
        os.environ.update(
            HOME=name, XDG_CACHE_HOME=f"{name}/cache", XDG_CONFIG_HOME=f"{name}/config",
            XDG_DATA_HOME=f"{name}/data", COLUMNS="100", TERM="dumb", NO_COLOR="1",
        )  # fmt: skip
        os.chdir(ROOT)
        yield from helped()
        yield from drafted(work)
        yield from reports(work)
        yield from played_back()
        if evals:
            yield from evaluated()


def helped(*words: str) -> Iterator[Output]:
    """The help of a command and of every command below it."""
    output = said(*words, "--help")
    yield output
    page = output.content.decode()
    if words:
        below = page.partition("\n动作:")[2].partition("\n\n")[0]
    else:  # in groups, before the first steps
        below = page.partition("\n写：")[2].partition("\n头三步：")[0]
    for word in WORD.findall(below):
        yield from helped(*words, word)


def drafted(work: Path) -> Iterator[Output]:
    """Every sheet, without a model."""
    for sheet in sorted(ROOT.glob("seeds/*/facts.*")):
        path = str(sheet.relative_to(ROOT))
        yield said("draft", path, "--model", "none", "--explain-refusals", "-q")
        targets = [work / f"{sheet.parent.name}.{suffix}" for suffix in FORMATS]
        named = [word for target in targets for word in ("-o", str(target))]
        yield said("draft", path, "--model", "none", *named, label=f"draft {path}")
        yield from (written(target, f"draft {path}") for target in targets)


def reports(work: Path) -> Iterator[Output]:
    """Every report there is, checked, tabled and rewritten."""
    samples = sorted(ROOT.glob("tests/layouts/*.txt"))
    old = [path for name in ("reports", "samples") for path in _reports(ROOT / "tests" / name)]
    seeds = sorted(ROOT.glob("seeds/*/*.txt")) + sorted(ROOT.glob("seeds/*/draft*.docx"))
    for path in (*samples, *old, *(path for path in seeds if path.stem != "facts")):
        name = str(path.relative_to(ROOT)).replace("tests/samples", "tests/reports")
        yield said("check", str(path), "--format", "json", label=f"check {name}")
        sheet = next(iter(sorted(path.parent.glob("facts.*"))), None)
        if sheet:
            facts = ("--facts", str(sheet))
            yield said("check", str(path), *facts, "--format", "json", label=f"check facts {name}")
        yield said("matrix", str(path), label=f"matrix {name}")
        yield from rewritten(path, name, work)


def _reports(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.*") if path.suffix in {".txt", ".md", ".docx"})


def rewritten(path: Path, name: str, work: Path) -> Iterator[Output]:
    """One old report, on the screen and as tracked changes."""
    yield said("rewrite", str(path), "--model", "none", "-q", label=f"rewrite {name}")
    target = work / f"{path.stem}-{path.suffix[1:]}.docx"
    order = ("rewrite", str(path), "--model", "none", "--redline", "-o", str(target), "-q")
    yield said(*order, label=f"redline {name}")
    yield written(target, f"redline {name}")


def played_back() -> Iterator[Output]:
    """What the gate says of a strong model's answers."""
    for path in sorted(ROOT.glob("tests/recorded/strong/*.jsonl")):
        own = path.with_suffix(".md")
        sheet = own if own.exists() else next((ROOT / "seeds" / path.stem).glob("facts.*"))
        model = f"replay:{path}"
        yield said("draft", str(sheet), "--model", model, "--json", "--fresh", "-q",
                   label=f"replay {path.name}")  # fmt: skip
        yield said("draft", str(sheet), "--model", model, "--explain-refusals", "--fresh", "-q",
                   label=f"gate {path.name}")  # fmt: skip


def evaluated() -> Iterator[Output]:
    """The tables of the evaluation."""
    for name in EVALS:
        command = [sys.executable, "-m", "evals", name]
        done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
        yield Output(f"evals {name}", done.returncode, done.stdout)


def said(*words: str, label: str = "") -> Output:
    """Everything that one command prints, both streams."""
    from drafter.cli import main as drafter  # after the environment is set

    out, err = _Stream(), _Stream()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = drafter(words)
        except SystemExit as left:
            code = int(left.code or 0)
    out.flush()
    err.flush()
    printed = out.buffer.getvalue() + b"\n----\n" + err.buffer.getvalue()
    steady = VARYING.sub("~", printed.decode("utf-8", "replace")).replace(f"{ROOT}/", "")
    return Output(label or " ".join(words), code, steady.encode())


class _Stream(io.TextIOWrapper):
    """A text stream over bytes in memory, as a redirected standard stream is."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="replace", write_through=True)


def written(path: Path, label: str) -> Output:
    """A file that a command has left: what is in it, not when it was packed."""
    label = f"{label} -> {path.suffix[1:]}"
    if not path.exists():
        return Output(label, 1, b"")
    content = path.read_bytes()
    path.unlink()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return Output(label, 0, VARYING.sub("~", content.decode("utf-8")).encode())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [name.encode() + b"\n" + packed.read(name) for name in sorted(packed.namelist())]
    stamps = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
    return Output(label, 0, stamps.sub(b"~", b"\n".join(parts)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
