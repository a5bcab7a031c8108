"""Old report to new: mended where it stands, or left as it is with the reason.

Nothing is moved: every sentence keeps its part, so that no failing or plan can end among the
achievements. What is not understood stays word for word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafter import rules
from drafter.chain.chain import Chain
from drafter.concurrency import apart
from drafter.document import Facts, Finding, ParagraphKind, Report, Role, Severity, parsing, views
from drafter.document import genre as genres
from drafter.drafting import OnStage, Stage, watched_by_nobody
from drafter.errors import BadInput
from drafter.models import OnText
from drafter.rewriting.answers import completed, proposed, unanswered
from drafter.rewriting.editing import TextEdit, edited
from drafter.rewriting.gain import is_better, is_worse, worth
from drafter.rewriting.normalise import cleaned
from drafter.rewriting.original import ACHIEVED, NAMES, Old, counts, is_understood, take
from drafter.rewriting.proof import Proof, is_read_alike, proof
from drafter.rewriting.rewording import is_jotted, reworded
from drafter.rewriting.writing import Unit, units, written
from drafter.text import OPEN, length

PASSES = "已合格：没有改写能改好的问题"
FOR_ITS_AUTHOR = "查出的问题改写改不了，要本人改"
NO_BETTER = "改写后问题没有减少"
NOT_PROVEN = "改写稿没有通过核对"
LONGEST = 60_000  # characters; the longest report of the genre has a tenth
COUNTED = (ACHIEVED, Role.FEEDBACK, Role.SHORTCOMING, Role.MEASURE)


@dataclass(frozen=True)
class Rewritten:
    """A report before and after, and what holds between the two."""

    original: str  # as it was given
    report: Report  # the new one; its text is the original's where that is left as it is
    facts: Facts  # the original's own sentences
    before: tuple[Finding, ...]
    after: tuple[Finding, ...]
    proof: Proof
    reason: str = ""  # why the text is left as it is; "" where it was rewritten
    left_out: tuple[str, ...] = ()  # phrases of the original that fit any report
    unread: tuple[str, ...] = ()  # passages that were not understood: they stand word for word
    kinds: tuple[tuple[str, int, int], ...] = ()  # a part, and how much it tells before and after
    is_formal: bool = False  # only marks and numbers were put right

    @property
    def is_left(self) -> bool:
        """Whether the text is as it was."""
        return bool(self.reason)

    @property
    def open(self) -> int:
        """How many places wait for their author: 〔待补：…〕."""
        return self.report.text.count(OPEN)


async def rewrite(
    original: str | Report,
    chain: Chain | None = None,
    *,
    genre: str = "",
    only_form: bool = False,
    on_stage: OnStage = watched_by_nobody,
    on_text: OnText | None = None,
) -> Rewritten:
    """An old report in better words, each sentence where it stood.

    The new text replaces the old one only when it has fewer flaws that a rewrite can mend, keeps
    every fact in its part and says nothing that the original does not.

    Args:
        original: the report, or its text.
        chain: the model to ask; None: the report's own words alone.
        genre: the kind of report; that of the report, else 述职.
        only_form: put right marks and numbers, and no word.
        on_stage: told of every stage.
        on_text: given the model's words as they come.

    Raises:
        BadInput: no report at all, or far too long for one.
        UnknownName: no such genre.
        ModelFailed: the model failed after all retries.
        Stopped: the budget is spent.
    """
    on_stage(Stage("plan"))
    report = _read(original, genre)
    work = await apart(_begun, report, only_form)
    if not worth(work.flaws) and not work.is_talk:
        is_sound = all(each.severity is not Severity.ERROR for each in work.before)
        return _left(work, PASSES if is_sound else FOR_ITS_AUTHOR)
    total = len(work.old.facts)
    on_stage(Stage("write", 0, total))
    edits = await _edits(work, chain, on_stage, on_text)
    on_stage(Stage("check", total, total))
    made = await apart(_judged, work, edits)
    on_stage(Stage("done", total, total))
    return made


@dataclass(frozen=True)
class _Work:
    """A report as it was given, and read with its marks put right."""

    report: Report
    old: Old
    before: tuple[Finding, ...]  # as `check` tells them
    flaws: tuple[Finding, ...]  # Markdown among them, in a Markdown file too: it is to go
    is_formal: bool  # no word is to be changed
    is_talk: bool  # some sentences are not in the register


def _begun(report: Report, only_form: bool) -> _Work:  # noqa: FBT001 - by `apart`
    genre = report.genre
    clean = parsing.parse(cleaned(report.text, genre), genre, source=report.source)
    old = take(clean if is_read_alike(report, clean) else report, report.text)
    _refuse_what_is_none(old)
    is_formal = only_form or not is_understood(old)
    talk = not is_formal and is_jotted(old)
    before = rules.check(report)
    flaws = rules.check(replace(report, source="")) if report.source else before
    return _Work(report, old, before, flaws, is_formal, talk)


async def _edits(
    work: _Work, chain: Chain | None, on_stage: OnStage, on_text: OnText | None
) -> list[TextEdit]:
    """All changes that may stand, first those that need no model."""
    if work.is_formal:
        return []
    old = work.old
    edits = await apart(_standing, old, list(reworded(old).edits))
    answers = await proposed(old, unanswered(old.report), chain)
    edits = await apart(_with, work, edits, list(completed(old, answers)))
    if chain is None:
        return edits
    made = await apart(edited, old, edits)
    flawed = list(units(old, made, rules.check(_bare(made)), jotted=work.is_talk))
    for at, unit in enumerate(flawed, 1):
        edit = await written(old, unit, chain, on_text)
        if edit:
            edits = await apart(_with_unit, work, edits, unit, edit)
        on_stage(Stage("write", at, len(flawed), edit.text if edit else ""))
    return edits


def _standing(old: Old, edits: list[TextEdit]) -> list[TextEdit]:
    """The edits that lose, invent and move nothing, found by halves where not all may stand."""
    if not edits or proof(old, edited(old, edits)).holds:
        return edits
    if len(edits) == 1:
        return []
    half = len(edits) // 2
    kept = [*_standing(old, edits[:half]), *_standing(old, edits[half:])]
    return kept if len(kept) < len(edits) and proof(old, edited(old, kept)).holds else []


def _with(work: _Work, edits: list[TextEdit], more: list[TextEdit]) -> list[TextEdit]:
    """With further edits, where the report is the better for them."""
    tried = [*edits, *more]
    is_helpful = bool(more) and _gains(work, edits, tried)
    return tried if is_helpful else edits


def _with_unit(work: _Work, edits: list[TextEdit], unit: Unit, edit: TextEdit) -> list[TextEdit]:
    """With a passage of the model's in place of the edits to its sentences."""
    ids = set(unit.ids)
    kept = [each for each in edits if not any(ids & set(facts) for _, facts in each.rows)]
    return [*kept, edit] if _gains(work, edits, [*kept, edit]) else edits


def _gains(work: _Work, edits: list[TextEdit], tried: list[TextEdit]) -> bool:
    """Whether the report is better for it; of talk, whether it is not worse."""
    old, new = edited(work.old, edits), edited(work.old, tried)
    if not proof(work.old, new).holds:
        return False
    after, before = rules.check(_bare(new)), rules.check(_bare(old))
    return is_better(after, before) or (work.is_talk and not is_worse(after, before))


def _bare(report: Report) -> Report:
    """As somebody reads it who has no sheet."""
    return replace(report, facts=None, plan=None, evidence=())


def _judged(work: _Work, edits: list[TextEdit]) -> Rewritten:
    """The new version, or why the one before stays."""
    report = edited(work.old, edits)
    after = rules.check(replace(_bare(report), source=""))  # a mark that is left is one to tell
    held = proof(work.old, report)
    if not held.holds:
        return _left(work, NOT_PROVEN, held)
    is_same = report.text == work.report.text
    if is_same or is_worse(after, work.flaws):
        return _left(work, NO_BETTER)
    if not is_better(after, work.flaws) and not (edits and work.is_talk):
        return _left(work, NO_BETTER)
    left_out = reworded(work.old).left_out if not work.is_formal else ()
    return Rewritten(
        work.report.text,
        report,
        work.old.facts,
        work.before,
        after,
        held,
        left_out=tuple(each for each in left_out if each not in report.text),
        unread=_unread(work.old.report),
        kinds=_kinds(work.old.report, report),
        is_formal=work.is_formal,
    )


def _left(work: _Work, reason: str, held: Proof | None = None) -> Rewritten:
    count = len(work.old.facts)
    return Rewritten(
        work.report.text,
        work.report,
        work.old.facts,
        work.before,
        work.before,
        held or Proof(count, count, (), ()),
        reason,
        unread=_unread(work.old.report),
        kinds=_kinds(work.old.report, work.old.report),
        is_formal=work.is_formal,
    )


def _unread(report: Report) -> tuple[str, ...]:
    return tuple(each.text for each in views.unread(report))


def _kinds(old: Report, new: Report) -> tuple[tuple[str, int, int], ...]:
    before, after = counts(old), counts(new)
    rows: Iterable[str] = map(str, COUNTED)
    return tuple((NAMES[each], before[each], after[each]) for each in rows if before[each])


def _read(original: str | Report, genre: str) -> Report:
    if isinstance(original, Report):
        refuse_long(original.text)
        return replace(original, facts=None, plan=None, evidence=())
    refuse_long(original)
    return parsing.parse(original, genres.load(genre or genres.DEFAULT))


def refuse_long(text: str) -> None:
    """Pass what may be a report by its length.

    Raises:
        BadInput: it is far too long for one.
    """
    if length(text) > LONGEST:
        raise BadInput(
            f"全文 {length(text)} 字，不像一份述职报告", hint="请一份报告一个文件，去掉附件"
        )


def _refuse_what_is_none(old: Old) -> None:
    report = old.report
    titles = "".join(
        p.text for p in (*report.of(ParagraphKind.TITLE), *report.of(ParagraphKind.PREAMBLE)[:1])
    )
    words: Sequence[str] = ("述职", "述廉", "总结", "汇报", "检查", "本人", "我")
    is_report = (
        any(section.role for section in report.sections)
        or report.shortcomings
        or report.of(ParagraphKind.FEEDBACK)
        or any(word in titles for word in (*words, *report.genre.preamble.leadership))
    )
    if not len(old.facts):
        raise BadInput("没有读到可以改写的内容", hint="报告里要有写工作、写数据的句子")
    if not is_report:
        raise BadInput(
            "看不出这是一份报告：没有标题，没有分部分，也没有写不足、打算",
            hint="要有标题、分部分的标题或本人、不足等字样",
        )
