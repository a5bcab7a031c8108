"""Old report to new: by point, with the chain's guarantees, or left as it is with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from drafter import genre as genres
from drafter import grounding, parts, rules, structure
from drafter.chain import Chain
from drafter.concurrency import apart
from drafter.document import Fact, Facts, Finding, Kind, Origin, Plan, Report
from drafter.drafting import Draft, OnStage, draft, watched_by_nobody
from drafter.drafting.material import Material, Sentence
from drafter.drafting.own_words import own_words, shortcoming
from drafter.errors import BadInput
from drafter.genre import Genre
from drafter.models import OnText
from drafter.rewriting.arranging import OPEN, arranged
from drafter.rewriting.facts import take
from drafter.rewriting.old import Old
from drafter.rewriting.proof import Proof, proof
from drafter.rewriting.worth import is_better, worth
from drafter.text import length, strip_end

PASSES = "已合格：没有改写能改好的问题"
NO_BETTER = "改写后问题没有减少"
NOT_PROVEN = "改写稿没有通过事实核对"
LONGEST = 60_000  # characters; the longest report of the genre has a tenth


@dataclass(frozen=True)
class Rewritten:
    """A report before and after, and what holds between the two."""

    original: str  # as it was given
    report: Report  # the new one; its text is the original's where that is left as it is
    facts: Facts  # the original's own
    before: tuple[Finding, ...]
    after: tuple[Finding, ...]
    proof: Proof
    reason: str = ""  # why the text is left as it is; "" where it was rewritten
    left_out: tuple[str, ...] = ()  # set phrases of the original that say nothing of its author
    draft: Draft | None = None  # how it came about, where it was rewritten

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
    on_stage: OnStage = watched_by_nobody,
    on_text: OnText | None = None,
) -> Rewritten:
    """An old report in the register, with the same facts.

    The new text replaces the old one only when it has fewer flaws that a rewrite can mend, keeps
    every fact and says nothing that the original does not.

    Args:
        original: the report, or its text.
        chain: the model to ask; None: the report's own words alone.
        genre: the kind of report; that of the report, else 述职.
        on_stage: told of every stage.
        on_text: given the model's words as they come.

    Raises:
        BadInput: no report at all, or far too long for one.
        UnknownName: no such genre.
        ModelFailed: the model failed after all retries.
        Stopped: the budget is spent.
    """
    report = _read(original, genre)
    before = await apart(rules.check, report)
    old = await apart(take, report.text, report.genre, source=report.source)
    _refuse_what_is_none(old)
    if not worth(before):
        return _left(report, old, before, PASSES)
    best = _left(report, old, before, NO_BETTER)
    while True:  # each round has fewer flaws than the last, so that it ends
        made = await _round(best, chain, on_stage, on_text)
        tried = await apart(_judged, report.text, old, made, best)
        if tried.reason:
            return tried if best.is_left else best
        best = tried
        if not worth(best.after):
            return best


def _read(original: str | Report, genre: str) -> Report:
    if isinstance(original, Report):
        refuse_long(original.text)
        return replace(original, facts=None, plan=None, evidence=())
    refuse_long(original)
    return structure.parse(original, genres.load(genre or "shuzhi"))


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
    titles = "".join(p.text for p in (*report.of(Kind.TITLE), *report.of(Kind.PREAMBLE)[:1]))
    is_report = (
        any(section.role for section in report.sections)
        or report.shortcomings
        or report.of(Kind.FEEDBACK)
        or any(word in titles for word in ("述职", "述廉", "总结", "汇报"))
        or any(word in titles for word in ("本人", *report.genre.preamble.leadership))
    )
    if not len(old.facts):
        raise BadInput("没有读到可以改写的内容", hint="报告里要有写工作、写数据的句子")
    if not is_report:
        raise BadInput("看不出这是一份述职报告", hint="要有标题、分部分的标题或本人、不足等字样")


def _left(report: Report, old: Old, findings: tuple[Finding, ...], reason: str) -> Rewritten:
    held = Proof(len(old.facts), len(old.facts), (), ())
    return Rewritten(report.text, report, old.facts, findings, findings, held, reason, old.left_out)


@dataclass(frozen=True, slots=True)
class _Made:
    """A new text with what its draft knows of it."""

    report: Report
    draft: Draft


async def _round(
    best: Rewritten, chain: Chain | None, on_stage: OnStage, on_text: OnText | None
) -> _Made:
    """The best version so far, rewritten once."""
    genre = best.report.genre
    old = take(best.report.text, genre, source=best.report.source)
    plan = arranged(old, genre)
    base = Material(_given(old, plan, genre))
    made = await draft(old.facts, chain, plan=plan, base=base, on_stage=on_stage, on_text=on_text)
    told = best.original.rstrip("\n")
    return _Made(_dressed(made.report, old, best.original[len(told) :]), made)


def _given(old: Old, plan: Plan, genre: Genre) -> Mapping[str, tuple[Sentence, ...]]:
    """Parts that are told as their author told them."""
    facts = {fact.id: fact for fact in old.facts}

    def words(ids: tuple[str, ...]) -> tuple[Sentence, ...]:
        return tuple(Sentence(f"{own_words(facts[id].text)}。", (id,), Origin.FACT) for id in ids)

    given: dict[str, tuple[Sentence, ...]] = {}
    if old.preamble:
        given[parts.PREAMBLE] = (Sentence(old.preamble, (), Origin.PERSON),)
    names = genre.feedback.keywords
    if plan.feedback and any(word in facts[plan.feedback[0]].text for word in names):
        given[parts.feedback(plan.feedback)] = words(plan.feedback)
    for at, ids in enumerate(plan.shortcomings):
        if ids:
            given[parts.shortcoming(ids)] = _admitted([facts[id] for id in ids], genre)
        answer = plan.measures[at] if at < len(plan.measures) else ()
        if answer and at not in plan.unrelated:
            given[parts.measure(ids, answer)] = words(answer)
    return given


def _admitted(told: list[Fact], genre: Genre) -> tuple[Sentence, ...]:
    """An admission in its author's words, what it is about first."""
    first, *others = told
    said = shortcoming(first.text, genre)
    head = [part for part in (said.lead, said.rest) if part]
    if grounding.coverage(first.text, head).state != "full":  # told in one sentence or not at all
        head = [first.text]
    rows = [(first.id, part) for part in head]
    rows += [(fact.id, own_words(fact.text)) for fact in others]
    return tuple(Sentence(f"{strip_end(text)}。", (id,), Origin.FACT) for id, text in rows)


def _dressed(report: Report, old: Old, end: str) -> Report:
    """With its author's own title, salutation, closing and signature, and as many line ends."""
    title = report.of(Kind.TITLE)[0].text + "\n"
    has_title = bool(old.report.of(Kind.TITLE))
    front = old.front if has_title else title + old.front
    body = report.text[len(title) :]
    shift = len(front) - len(title)
    text = front + body.rstrip("\n") + "\n" + old.back
    evidence = (
        replace(each, span=(each.span[0] + shift, each.span[1] + shift))
        for each in report.evidence
        if each.span[0] >= len(title)
    )
    return structure.parse(
        text.rstrip("\n") + end,
        report.genre,
        facts=report.facts,
        plan=report.plan,
        evidence=evidence,
        source=old.report.source,
    )


def _judged(original: str, old: Old, made: _Made, best: Rewritten) -> Rewritten:
    """The new version, or why the one before stays."""
    report = made.report
    if not best.is_left:  # a second round: its facts are sentences of the first
        report = _traced(report, best)
    after = rules.check(replace(report, facts=None, plan=None, evidence=()))
    held = proof(original, old.facts, report)
    found = replace(best, report=report, after=after, proof=held, draft=made.draft, reason="")
    if not held.holds:
        return replace(best, reason=NOT_PROVEN, proof=held)
    if not is_better(after, best.after):
        return replace(best, reason=NO_BETTER)
    return found


def _traced(report: Report, before: Rewritten) -> Report:
    """The evidence of a second round, led back to the facts of the original."""
    text = {fact.id: fact.text for fact in report.facts or ()}
    behind = [(before.report.text[slice(*e.span)], e.facts) for e in before.report.evidence]

    def original(ids: tuple[str, ...]) -> tuple[str, ...]:
        rows = [facts for id in ids for words, facts in behind if text[id] in words]
        return tuple(dict.fromkeys(id for row in rows for id in row))

    evidence = tuple(replace(each, facts=original(each.facts)) for each in report.evidence)
    return replace(report, facts=before.facts, plan=None, evidence=evidence)
