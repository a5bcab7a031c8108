"""Reports checked: read, judged, and what the user wants to hear of it."""

import os
import signal
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from drafter import files, readers, rules
from drafter.checking import ner
from drafter.checking.ner import Tagger
from drafter.checking.results import Inspection
from drafter.document import Facts, Finding, Report, Severity, parsing
from drafter.document import genre as genres
from drafter.document.forms import Form, form, forms, kind_of, why_form
from drafter.document.genre import Genre, Limits
from drafter.errors import BadInput, DrafterError, UnknownName
from drafter.readers import page
from drafter.rules import RuleChoice
from drafter.settings import Check, Suppression

T = TypeVar("T")

MANY = 24  # files from which further processes pay for their start
AROUND = 200  # characters of the line about a finding that a suppression may name
STOPPING = (signal.SIGINT, signal.SIGTERM)
DEALT = 16  # files a process is given at a time


@dataclass(frozen=True)
class Inspector:
    """How files are inspected: picklable, so that processes can share the work."""

    genre: Genre
    facts: Facts | None = None
    only: frozenset[str] | None = None
    choice: RuleChoice = field(default_factory=RuleChoice)
    suppress: tuple[Suppression, ...] = ()
    tag: Tagger | None = None  # what finds names; asked only where facts are known
    is_final: bool = False  # the reports are to be handed in as they stand
    previous: Report | None = None  # last year's
    form: str = ""  # the kind that all are to be taken for

    def inspect(self, path: str) -> Inspection:
        """Read and check one file; what cannot be read is told, not raised."""
        shown = files.shown(path)
        try:
            read = readers.read_report(path)
        except DrafterError as error:
            return Inspection(shown, problem=files.shown(str(error)), file=path)
        found = self.judge(read.text, shown)
        return replace(
            found,
            file=path,
            notes=read.notes,
            paragraphs=read.paragraphs,
            skipped=read.skipped,
            soft=read.soft,
            shifts=read.shifts,
        )

    def judge(self, text: str, path: str) -> Inspection:
        """Check a text."""
        report = parsing.parse(text, self.genre, facts=self.facts, source=path)
        report = replace(report, is_final=self.is_final, previous=self.previous, form=self.form)
        if self.tag and self.facts:
            report = replace(report, names=self.tag(report.text))
        found = rules.check(report, only=self.only, settings=self.choice)
        kept = tuple(each for each in found if not self._is_suppressed(each, text))
        return Inspection(
            path,
            text,
            kept,
            len(found) - len(kept),
            form=form(report).name,
            why_form=why_form(report),
        )

    def inspect_all(self, paths: Sequence[str], *, jobs: int = 1) -> tuple[Inspection, ...]:
        """Read and check files, in their order, by several processes where it pays."""
        rules.all_rules()  # so that processes that are forked need not load them
        return done_for_each(self.inspect, paths, jobs=jobs)

    def _is_suppressed(self, finding: Finding, text: str) -> bool:
        wanted = [each.text for each in self.suppress if each.rule == finding.rule]
        if not wanted:
            return False
        start, end = finding.span
        before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
        after = text[end : end + AROUND].partition("\n")[0]
        around = before + text[start:end] + after
        return any(each in around for each in wanted)


def done_for_each(
    work: Callable[[str], T], paths: Sequence[str], *, jobs: int = 1
) -> tuple[T, ...]:
    """What `work` makes of each file, in their order, by several processes where it pays."""
    if jobs == 1 or len(paths) < MANY:
        return tuple(map(work, paths))
    from concurrent.futures import ProcessPoolExecutor  # 30 ms

    pool = ProcessPoolExecutor(jobs, initializer=_leave_signals)
    try:
        with _signals_waiting():
            done = pool.map(work, paths, chunksize=DEALT)
        return tuple(done)
    finally:  # stopped half-way, what is not begun is not done
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def inspector(
    check: Check,
    *,
    genre: str = "",
    facts: Facts | None = None,
    only: Collection[str] = (),
    ignore: Collection[str] = (),
    tag: Tagger | None = None,
) -> Inspector:
    """An inspector as the settings and a command line want it.

    Args:
        check: the settings.
        genre: which kind of report, a genre or the name of a kind in `data/forms.toml`; that of
            the facts, or what each report says itself where there are none.
        facts: what the reports should have been written from.
        only: rules to run, also such as the settings turn off.
        ignore: rules not to run.
        tag: what finds names; that of the `names` extra where the settings want one.

    Raises:
        UnknownName: no such genre, rule, severity or threshold.
    """
    only, ignore, off = (_named(names) for names in (only, ignore, check.off))
    suppress = tuple(replace(each, rule=rules.explain(each.rule).name) for each in check.suppress)
    asked = next((each.name for each in forms() if genre and genre in _names_of(each)), "")
    id = genres.named(genre) if genre else ""
    if genre and not asked and not id:
        raise UnknownName.among("文种", genre, [f.name for f in forms()])
    if id and not asked:
        asked = kind_of(genres.load(id)).name
    severities = {
        rules.explain(name).name: severity(value) for name, value in check.severities.items()
    }
    return Inspector(
        tailored(genres.load(id or (facts.genre if facts else genres.DEFAULT)), check),
        facts,
        only or None,
        RuleChoice(ignore | (off - only), severities),
        suppress,
        tag or (ner.names if check.tagger else None),
        check.final,
        form=asked,
    )


def _named(rules_told: Iterable[str]) -> frozenset[str]:
    """The names of rules that were given by name or by title."""
    return frozenset(rules.explain(each).name for each in rules_told)


def _names_of(kind: Form) -> tuple[str, ...]:
    """How a kind of report may be called: 述职报告, 述职; 对照检查材料, 对照检查."""
    return kind.name, kind.name.removesuffix("报告").removesuffix("材料")


def severity(name: str) -> Severity:
    """The severity of this name, or of the word that people read.

    Raises:
        UnknownName: there is none.
    """
    known = {key: each for each in Severity for key in (each.value, each.word)}
    if name not in known:
        raise UnknownName.among("级别", name, known)
    return known[name]


def tailored(genre: Genre, check: Check) -> Genre:
    """The genre with the user's own names, phrases, terms and thresholds."""
    for id, own in check.genres.items():
        _limits(own, genres.load(id).limits)
    limits = {**check.limits, **check.genres.get(genre.id, {})}
    fixed = (*genre.phrases.fixed, *check.fixed, *check.names)
    replaced = {term.term for term in check.policy}
    policy = (*(term for term in genre.policy if term.term not in replaced), *check.policy)
    return replace(
        genre,
        phrases=replace(genre.phrases, fixed=fixed),
        policy=policy,
        limits=replace(genre.limits, **_limits(limits, genre.limits)),
    )


def _limits(wanted: dict[str, float], limits: Limits) -> dict[str, Any]:
    """Thresholds by name, each of the type it has in the genre."""
    known = {each.name: getattr(limits, each.name) for each in fields(limits)}
    single = {name: type(value) for name, value in known.items() if not isinstance(value, tuple)}
    for name in wanted:
        if name not in single:
            raise UnknownName.among("阈值", name, single)
    return {name: single[name](value) for name, value in wanted.items()}


def reports_in(paths: Iterable[str]) -> Iterator[str]:
    """The files to inspect: those named, and every report in the folders named.

    Links are followed, each folder once, so links in circles end. Hidden files and Word's
    own lock files are passed over.

    Raises:
        BadInput: there is no such path, or a folder without reports.
    """
    seen: set[str] = set()
    for path in paths:
        found = list(_walked(path)) if path != readers.STDIN and os.path.isdir(path) else [path]  # noqa: PTH112 - 2,000 files: str is 5 times as fast
        if not found:
            raise BadInput(f"{path} 里没有报告", hint="报告可以是 " + "、".join(suffixes()))
        for each in found:
            real = os.path.realpath(each)
            if real not in seen:
                seen.add(real)
                yield each


def suffixes() -> tuple[str, ...]:
    """How the names of reports may end."""
    names = [suffix for reader in readers.readers() if reader.text for suffix in reader.suffixes]
    return tuple(name for name in names if name not in (".json", ".yaml", ".yml", ".xlsx"))


def _walked(folder: str) -> Iterator[str]:
    seen = {os.path.realpath(folder)}
    usable = suffixes()
    closed: list[str] = []
    for place, inner, names in os.walk(
        folder, followlinks=True, onerror=lambda error: closed.append(str(error.filename))
    ):
        inner[:] = [each for each in sorted(inner) if _is_new(Path(place, each), seen)]
        seen_here = frozenset(names)
        for name in sorted(names):
            is_own = not name.startswith((".", "~$")) and not page.is_copy(name, seen_here)
            if name.lower().endswith(usable) and is_own:
                yield os.path.join(place, name)  # noqa: PTH118 - see above
    yield from closed  # reading them says why they are


def _is_new(folder: Path, seen: set[str]) -> bool:
    """A folder that is not hidden and was not walked by another way."""
    real = os.path.realpath(folder)
    if folder.name.startswith(".") or real in seen:
        return False
    seen.add(real)
    return True


@contextmanager
def _signals_waiting() -> Iterator[None]:
    """Ctrl-C waits while processes are begun: a pool that is half begun cannot be ended."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_signals() -> None:
    """Ctrl-C is the first process's business: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):  # they were waiting when this process was begun
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
