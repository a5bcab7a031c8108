"""Files compared with one another and with the tool's own earlier drafts."""

import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from drafter import alike, files, readers
from drafter.alike import LEAST, AlikePair, Folded, Place, SharedRun
from drafter.alike.earlier import Earlier
from drafter.checking.checker import done_for_each, processors, reports_in
from drafter.checking.reporters import book as books
from drafter.document import Facts
from drafter.errors import BadInput, DrafterError
from drafter.exporters import provenance
from drafter.text import Span

RUNS = (("字数", 8), ("报告", 40), ("行", 6), ("文字", 60), ("另一份", 40), ("行", 6), ("文字", 60))


@dataclass(frozen=True, slots=True)
class ReportComparison:
    """What was compared, and what is shared."""

    reports: tuple[Folded, ...]
    runs: tuple[SharedRun, ...]  # the longest first
    pairs: tuple[AlikePair, ...]
    earlier: tuple[SharedRun, ...] = ()  # of the first report with drafts of the index
    same: tuple[str, ...] = ()  # drafts of the index that are the first report itself
    drafts: int = 0  # in the index
    problems: tuple[str, ...] = ()  # files that could not be read


def compare(
    sources: Sequence[str],
    facts: Facts | None = None,
    *,
    least: int = LEAST,
    index: Path | None = None,
) -> ReportComparison:
    """A report with others; where a folder comes first, all with all.

    Args:
        sources: files and folders.
        facts: the sheet whose names two reports may share.
        least: signs of its own that a run has.
        index: the folder with the index of earlier drafts, where one report is compared.

    Raises:
        BadInput: nothing to compare, or the one report cannot be read.
        Unwritable: the index cannot be opened.
    """
    is_single = sources[0] == readers.STDIN or not Path(sources[0]).is_dir()
    paths = list(reports_in(sources))
    if len(paths) == 1 and (index is None or not is_single):
        raise BadInput("只有一份报告，没有可比的", hint="再写一份报告或一个文件夹")
    read, problems = _read(paths, alike.names_of(facts) if facts else ())
    if is_single and (not read or read[0].name != files.shown(sources[0])):
        raise BadInput(problems[0])
    found = alike.runs(read, mine=1 if is_single else 0, least=least)
    pairs = alike.pairs(read, found)
    made = ReportComparison(tuple(read), tuple(found), tuple(pairs), problems=tuple(problems))
    return _with_earlier(made, index, least) if index and is_single else made


def shared_with_earlier(
    text: str, facts: Facts, index: Path | None, *, formal: Collection[Span] = ()
) -> tuple[SharedRun, ...]:
    """What a draft shares with drafts of other sheets, each stretch once; nothing without an index.

    Args:
        text: the draft.
        facts: its sheet.
        index: the folder of the index.
        formal: stretches of the draft that are no words of anybody's.

    Raises:
        Unwritable: the index cannot be opened.
    """
    if index is None:
        return ()
    earlier = Earlier(index)
    try:
        folded = alike.fold(text, names=alike.names_of(facts), formal=formal)
        found = earlier.look(folded, [fact.text for fact in facts])
    finally:
        earlier.close()
    return tuple({run.mine.span: run for run in reversed(found.runs)}.values())[::-1]


def keep(text: str, facts: Facts, name: str, index: Path | None) -> None:
    """Let later drafts be compared with this one, which is finished.

    Raises:
        Unwritable: the index cannot be opened or written.
    """
    if index is None:
        return
    earlier = Earlier(index)
    try:
        _add(earlier, text, facts, name)
    finally:
        earlier.close()


def keep_files(paths: Iterable[Path], index: Path) -> None:
    """The same for drafts that are Word files and carry their facts; others are passed over.

    Raises:
        Unwritable: the index cannot be opened or written.
    """
    earlier = Earlier(index)
    try:
        for path in paths:
            try:
                known = provenance.taken(path.read_bytes())
            except (OSError, zipfile.BadZipFile, provenance.Damaged):
                continue  # moved or changed since
            if known:
                _add(earlier, known.text, known.facts, str(path))
    finally:
        earlier.close()


def _add(earlier: Earlier, text: str, facts: Facts, name: str) -> None:
    folded = alike.fold(text, files.shown(name), names=alike.names_of(facts))
    earlier.add(folded, [fact.text for fact in facts])


def _read(paths: Sequence[str], names: Collection[str]) -> tuple[list[Folded], list[str]]:
    """The reports, and why some could not be read."""
    folded = done_for_each(partial(_folded, names=names), paths, jobs=processors())
    return (
        [each for each in folded if isinstance(each, Folded)],
        [each for each in folded if isinstance(each, str)],
    )


def _folded(path: str, names: Collection[str]) -> Folded | str:
    """A report made ready, or what is wrong with its file."""
    try:
        text = readers.read_report(path).text
    except DrafterError as error:
        return files.shown(str(error))
    return alike.fold(text, files.shown(path), names=names)


def _with_earlier(made: ReportComparison, index: Path, least: int) -> ReportComparison:
    """With what stands in the tool's own earlier drafts."""
    earlier = Earlier(index)
    try:
        found = earlier.look(made.reports[0])
        runs = tuple(run for run in found.runs if run.length >= least)
        return replace(made, earlier=runs, same=found.same, drafts=earlier.size().drafts)
    finally:
        earlier.close()


def tree(made: ReportComparison) -> dict[str, Any]:
    """For machines: spans count in characters of each report's text."""
    return {
        "reports": [
            {"path": each.name, "signs": len(each.signs), "own": each.weight}
            for each in made.reports
        ],
        "runs": list(map(_run, made.runs)),
        "pairs": [asdict(pair) for pair in made.pairs],
        "earlier": list(map(_run, made.earlier)),
        "same": list(made.same),
        "problems": list(made.problems),
    }


def _run(run: SharedRun) -> dict[str, Any]:
    """By hand: asdict takes ten times as long, and a folder may have many thousands."""
    mine, other = (
        {
            "name": each.name,
            "line": each.line,
            "column": each.column,
            "span": list(each.span),
            "text": each.text,
        }
        for each in (run.mine, run.other)
    )
    return {"length": run.length, "mine": mine, "other": other}


def book(made: ReportComparison) -> bytes:
    """For people with a spreadsheet: every run with both places, and each report with each."""
    rows = [
        (run.length, *_cells(run.mine), *_cells(run.other)) for run in (*made.runs, *made.earlier)
    ]
    names = [each.name for each in made.reports]
    pairs = {(pair.mine, pair.other): pair for pair in made.pairs}
    heads = (("报告", 40), *((name, 12) for name in names))
    matrix = ((name, *(_longest(pairs, name, other) for other in names)) for name in names)
    return books.render(
        [
            books.BookSheet("雷同处", RUNS, rows),
            books.BookSheet("两两相比（最长字数）", heads, matrix),
        ]
    )


def _cells(place: Place) -> tuple[str, int, str]:
    return place.name, place.line, place.text


def _longest(pairs: Mapping[tuple[str, str], AlikePair], name: str, other: str) -> int | str:
    """The longest run of two reports; nothing where there is none."""
    pair = pairs.get((name, other)) or pairs.get((other, name))
    return pair.longest if pair else ""
