"""Facts -> plan -> sentences -> report -> check -> one more reading, and when to stop.

A strong model plans the whole sheet, writes a section at a time, then admissions and measures
in pairs, and reads the whole once more. A small one that was taught the craft writes each part
by a short question; any other small one merges the facts of a point. What no model gives, or
what may not stand, is joined from the facts' own words.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from drafter import rules
from drafter.chain.askable import Askable
from drafter.concurrency import apart
from drafter.document import Fact, Facts, Finding, Origin, Plan, Report, Severity, part_ids
from drafter.document import genre as genres
from drafter.document.genre import Genre
from drafter.drafting.material import DraftSentence, Material, Refused
from drafter.drafting.passage import Settled
from drafter.drafting.questions import SHOWN, Query, queries
from drafter.drafting.steps.answer import answer
from drafter.drafting.steps.compose import compose
from drafter.drafting.steps.craft import propose, settled_measures, unfamiliar
from drafter.drafting.steps.lead import lead_points
from drafter.drafting.steps.merge import merge
from drafter.drafting.steps.outline import Outlined, outline
from drafter.drafting.steps.place import within
from drafter.drafting.steps.plan import plan as plan_from_data
from drafter.drafting.steps.polish import Version, polish
from drafter.drafting.steps.revise import revise
from drafter.drafting.steps.reword import reword
from drafter.drafting.steps.sift import doubtful, nothing_told, sift
from drafter.drafting.steps.trim import said_beside, trimmed
from drafter.drafting.steps.write import write
from drafter.errors import BadInput, ModelFailed
from drafter.models.model import OnText, Profile
from drafter.text import PROPOSES, length, shorten, strip_end

OnStage = Callable[["Stage"], None]
Shared = Callable[[str], Sequence[str]]  # what of a text stands elsewhere, the longest first
WORDINGS = 3  # of the ceremony that are tried
REPEATED = 5  # runs that a model is told of
WITHDRAWN = "成文核对时撤下"
STEPS = {  # which step a prompt is for
    "outline": "plan",
    "point": "plan",
    "section": "write",
    "answers": "answer",
    "mend": "mend",
    "polish": "polish",
    "merge": "merge",
    "reword": "reword",
    "pair": "pair",
}
WHOLE = ("plan", "mend", "polish")  # steps besides writing that only a strong model takes
MENDS = frozenset({"write", "answer"})  # steps whose refused sentences are asked for again
LEAST_BESIDE = 4  # characters of what was said beside a fact, from which the author is told
MOST_BESIDE = 6  # of them that are shown
TOLERANCE = 0.1  # of a wanted length, by which a report may miss it


@dataclass(frozen=True, slots=True)
class Stage:
    """What the work is at, for whoever shows it."""

    name: str  # "plan", "write", "answer", "check", "polish", "done"
    done: int = 0
    total: int = 0
    text: str = ""  # what has just been written


@dataclass(frozen=True, slots=True)
class Isolated:
    """One step apart from the others: only its prompt tells two drafts apart."""

    step: str  # a value of `STEPS`
    plan: Plan  # of the draft to compare with
    material: Material  # what the model gave for it


@dataclass(frozen=True, slots=True)
class Draft:
    """A report, what a checker says of it, and how it came about."""

    report: Report
    findings: tuple[Finding, ...]
    log: tuple[str, ...] = ()  # what was revised, and which revisions were refused
    refused: Refused = ()  # what the gate refused at first, and why; "" where nothing came
    material: Material = field(default_factory=Material)  # what the model gave before it polished
    planned: Plan = field(default_factory=partial(Plan, ()))  # the plan before it was polished
    queries: tuple[Query, ...] = ()  # what the author has to be asked
    asked: int = 0  # sentences that the model sent
    leads: tuple[str, ...] = ()  # that a model gave to points of a plan made from data

    @property
    def joined(self) -> tuple[str, ...]:
        """Facts that are told in sentences joined from the facts' own words."""
        rows = (each.facts for each in self.report.evidence if each.origin is Origin.FACT)
        return tuple(dict.fromkeys(id for row in rows for id in row))

    @property
    def proposed(self) -> tuple[str, ...]:
        """Measures that nobody gave: the failing taken back, marked 拟; the author decides."""
        origins = (Origin.OPEN, Origin.PROPOSED)
        rows = (each.span for each in self.report.evidence if each.origin in origins)
        told = (self.report.text[slice(*span)] for span in rows)
        return tuple(strip_end(each) for each in told if each.startswith(PROPOSES))

    @property
    def offers(self) -> tuple[tuple[str, str], ...]:
        """What is left open, and what the model would say there; it is not in the text."""
        return self._beside(is_open=True)

    @property
    def wordings(self) -> tuple[tuple[str, str], ...]:
        """Sentences in spoken words, and how the model would put them; it is not in the text."""
        return self._beside(is_open=False)

    def _beside(self, *, is_open: bool) -> tuple[tuple[str, str], ...]:
        text = self.report.text
        rows = (each for each in self.report.evidence if each.offer)
        return tuple(
            (strip_end(text[slice(*each.span)]), each.offer)
            for each in rows
            if (each.origin is Origin.OPEN) is is_open
        )

    @property
    def accepted(self) -> int:
        """How many sentences of the model stand in the text."""
        by_model = (Origin.MODEL, Origin.PROPOSED)
        return sum(each.origin in by_model for each in self.report.evidence)

    @property
    def passed(self) -> int:
        """How many sentences of the model passed the gate at first."""
        return max(0, self.asked - sum(bool(text) for text, _ in self.refused))

    @property
    def has_errors(self) -> bool:
        """Whether a finding stands in the way of handing the report in."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def writing_steps(profile: Profile) -> tuple[str, ...]:
    """Steps in which a model writes, in their order.

    >>> writing_steps(Profile(1, False, 4000)), writing_steps(Profile(1, False, 4000, ("pair@1",)))
    (('merge',), ('pair',))
    """
    if profile.whole:
        return ("write", "answer")
    if not profile.taught:
        return ("merge",)
    return ("reword", "pair") if profile.is_taught("reword") else ("pair",)


def steps_asked(profile: Profile) -> tuple[str, ...]:
    """Every step of a draft in which a model is asked."""
    if profile.whole:
        return (*writing_steps(profile), *WHOLE)
    return (*(("plan",) if profile.is_taught("point") else ()), *writing_steps(profile))


def watched_by_nobody(_: Stage) -> None:
    """Nobody watches."""


async def draft(  # noqa: PLR0913 - what is given, and who watches
    facts: Facts,
    chain: Askable | None,
    *,
    plan: Plan | None = None,
    dropped: Mapping[str, str] | None = None,
    isolated: Isolated | None = None,
    base: Material | None = None,
    shared: Shared | None = None,
    on_stage: OnStage = watched_by_nobody,
    on_text: OnText | None = None,
) -> Draft:
    """Facts to a checked report.

    Every fact of the sheet is found in the text or listed as left out; no figure, name, date,
    mask, quote, result or completeness stands there that no fact bears. This holds with any
    model.

    Args:
        facts: the sheet; its genre must be known.
        chain: the model to ask, with its store and its budget; None: the facts' words alone.
        plan: where the facts go; made from the facts when not given.
        dropped: facts to leave out, by id, with the user's reason.
        isolated: let one step ask; every other step's answers are those of another draft.
        base: parts that are given whole, and are not asked for.
        shared: what of a text stands in earlier drafts word for word; the ceremony is worded
            otherwise, and a strong model is asked to say the rest so.
        on_stage: told of every stage as it begins or goes on.
        on_text: given the model's words as they come; answers then stream.

    Raises:
        BadInput: no facts, or an unknown genre.
        ModelFailed: the model failed after all retries; answers so far are stored.
        Stopped: the budget is spent; answers so far are stored.
    """
    genre = genres.load(facts.genre)
    if not facts:
        raise BadInput("没有要点", hint="每条要点写一行，说一件事")
    gone = dict(dropped or {})
    beside: tuple[Query, ...] = ()
    if plan is None:
        gone = {**dict(sift(facts)), **gone}
        beside = _beside(fact for fact in facts if fact.id not in gone)
        facts = replace(
            facts,
            items=tuple(
                replace(fact, text=trimmed(fact), role=within(fact, fact.role, genre))
                for fact in facts
            ),
        )
    if len(gone) == len(facts):
        raise nothing_told(facts)
    work = _Work(facts, genre, chain, base or Material(), isolated, shared, on_stage, on_text)
    made = await work.done(plan, gone)
    return replace(made, queries=(*made.queries, *beside))


@dataclass
class _Work:
    """One draft on its way."""

    facts: Facts
    genre: Genre
    chain: Askable | None
    base: Material
    isolated: Isolated | None
    shared: Shared | None
    on_stage: OnStage
    on_text: OnText | None
    count: int = 0  # facts that are written
    total: int = 0

    async def done(self, plan: Plan | None, dropped: Mapping[str, str]) -> Draft:
        """The draft."""
        self.on_stage(Stage("plan"))
        outlined = await self._outlined(plan, dropped)
        self.total = len(outlined.plan.placed) - len(outlined.plan.dropped)
        self.on_stage(Stage("write", 0, self.total))
        material = await self._written(outlined.plan)
        self._raise_where_nobody_answers()
        self.on_stage(Stage("check", self.total, self.total))
        made = replace(material, given={**material.given, **self.base.given})
        if self.shared:
            self.facts = least_alike(outlined.plan, self.facts, self.genre, made, self.shared)
        about = (outlined.plan, self.facts, self.genre)
        report, standing, findings, log = await apart(_checked, *about, made)
        if self._is_taught:
            standing = settled_measures(standing, *about)
            report = compose(*about, standing)
            findings = rules.check(report)
        version = Version(report, outlined.plan, standing, findings)
        version, told = await self._polished(version)
        self.on_stage(Stage("done", self.total, self.total))
        return Draft(
            version.report,
            version.findings,
            (*outlined.log, *log, *told),
            (
                *(each for step in material.refused.values() for each in step),
                *_withdrawn(material, standing),
            ),
            material,
            outlined.plan,
            (*outlined.queries, *_asked(self.facts, version.plan, version.material)),
            sum(material.asked.values()),
            outlined.leads,
        )

    @property
    def _is_strong(self) -> bool:
        return self.chain is not None and self.chain.model.profile.whole

    @property
    def _is_taught(self) -> bool:
        return self.chain is not None and bool(self.chain.model.profile.taught)

    def _asks(self, step: str) -> bool:
        """Whether a step's answers are asked for anew."""
        if self.isolated is None or self.isolated.step == "plan":  # all hangs on the plan
            return True
        return self.isolated.step == step or (self.isolated.step == "mend" and step in MENDS)

    async def _outlined(self, plan: Plan | None, dropped: Mapping[str, str]) -> Outlined:
        if plan is not None:
            return Outlined(plan)
        if not self._asks("plan") and self.isolated:
            made = self.isolated.plan
        elif self.chain and self._is_strong:
            return await outline(self.facts, self.genre, self.chain, dropped=dropped)
        else:
            made = plan_from_data(self.facts, self.genre, dropped=dropped)
        log = unfamiliar(self.chain) if self.chain and self._is_taught else ()
        if self.chain and self.chain.model.profile.is_taught("point") and self._asks("plan"):
            led = await lead_points(made, self.facts, self.genre, self.chain)
            return Outlined(led.plan, log=(*log, *led.log), leads=led.leads)
        return Outlined(made, log=log)

    async def _written(self, plan: Plan) -> Material:
        if self.chain is None:
            return Material()
        recorded = self.isolated.material if self.isolated else Material()
        steps = writing_steps(self.chain.model.profile)
        if all(map(self._asks, steps)):
            recorded = Material()
        given, refused, asked = dict(recorded.given), dict(recorded.refused), dict(recorded.asked)
        for step in filter(self._asks, steps):
            told = await self._step(step, plan, self.chain)
            given |= told.given
            refused[step] = told.refused
            asked[step] = told.asked
        return Material(given, refused, asked)

    async def _step(self, step: str, plan: Plan, chain: Askable) -> Settled:
        """What a step writes."""
        about = (self.facts, self.genre, chain)
        if make := _WRITING.get(step):
            return await make(plan, *about, self._point, on_text=self.on_text)
        self.on_stage(Stage("answer", self.count, self.total))
        left = _less(plan, self.base.given)
        make_answers = answer if step == "answer" else propose
        return await make_answers(left, *about, on_text=self.on_text)

    def _raise_where_nobody_answers(self) -> None:
        if self.chain and (last := self.chain.unanswered):
            hint = f"最后一次：{last}；检查 OPENAI_BASE_URL 是不是指向模型服务"
            raise ModelFailed("模型服务有回应，但都不是模型的回答", hint=hint)

    async def _polished(self, version: Version) -> tuple[Version, tuple[str, ...]]:
        if not self.chain or not self._is_strong or not self._asks("polish"):
            return version, ()
        self.on_stage(Stage("polish", self.total, self.total))
        runs = self.shared(version.report.text) if self.shared else ()
        remarks = _wanted(version.report) + _repeated(runs)
        made = await polish(version, self.chain, remarks=remarks)
        told = [f"通读修改：采用 {made.kept} 处，未采用 {len(made.refused)} 处"]
        told += [f"未采用“{text}”：{reason}" for text, reason in made.refused]
        return made.version, tuple(told) if made.kept or made.refused else ()

    def _point(self, count: int, text: str) -> None:
        self.count += count
        self.on_stage(Stage("write", min(self.count, self.total), self.total, text))


_WRITING = {"write": write, "merge": merge, "reword": reword}  # steps that tell points


def least_alike(
    plan: Plan, facts: Facts, genre: Genre, material: Material, shared: Shared
) -> Facts:
    """The facts with the wording of the ceremony that stands least in earlier drafts."""

    def repeated(wording: int) -> int:
        said = compose(plan, replace(facts, wording=wording), genre, material)
        return sum(map(length, shared(said.text)))

    if not repeated(0):
        return facts
    return replace(facts, wording=min(range(WORDINGS), key=repeated))


def _checked(
    plan: Plan, facts: Facts, genre: Genre, material: Material
) -> tuple[Report, Material, tuple[Finding, ...], tuple[str, ...]]:
    """Compose, check, revise."""
    return revise(compose(plan, facts, genre, material), material)


def _less(plan: Plan, given: Collection[str]) -> Plan:
    """The plan without the feedback and the pairs that are given whole."""
    left = [
        (at, short, row)
        for at, (short, row) in enumerate(zip(plan.shortcomings, plan.measures, strict=True))
        if not {part_ids.shortcoming(short), part_ids.measure(short, row)} <= set(given)
    ]
    return replace(
        plan,
        feedback=() if part_ids.feedback(plan.feedback) in given else plan.feedback,
        shortcomings=tuple(short for _, short, _ in left),
        measures=tuple(row for _, _, row in left),
        unrelated=tuple(n for n, (at, _, _) in enumerate(left) if at in plan.unrelated),
    )


def _asked(facts: Facts, plan: Plan, material: Material) -> tuple[Query, ...]:
    """What the author has to be asked, by what is told of the sheet and what it lacks."""
    gone = {id for id, _ in plan.dropped}
    told = replace(facts, items=tuple(fact for fact in facts if fact.id not in gone))
    pairs = zip(plan.shortcomings, plan.measures, strict=True)
    unanswered = [
        facts[short[0]]
        for short, row in pairs
        if short
        and not row
        and not _is_answered(material.given.get(part_ids.measure(short, row), ()))
    ]
    return (*queries(told, unanswered), *map(_unlikely, (facts[id] for id in doubtful(told))))


def _beside(facts: Iterable[Fact]) -> tuple[Query, ...]:
    """One question for all that was said beside facts and is not told."""
    taken = [
        (fact.id, said)
        for fact in facts
        for each in said_beside(fact)
        if length(said := each.strip("（）()【】[]，。；：! ！")) >= LEAST_BESIDE
    ]
    if not taken:
        return ()
    shown = "、".join(f"{id}“{shorten(said, SHOWN)}”" for id, said in taken[:MOST_BESIDE])
    more = f"等 {len(taken)} 处" if len(taken) > MOST_BESIDE else ""
    ids = tuple(dict.fromkeys(id for id, _ in taken))
    return (Query(ids, f"旁边的话没有写进正文，要写的另列一条：{shown}{more}"),)


def _unlikely(fact: Fact) -> Query:
    """What is asked of a line that is told, though it may be none of the author's work."""
    return Query((fact.id,), f"“{shorten(fact.text, SHOWN)}”像是顺手记的话，先写进去了，对吗？")


def _is_answered(row: Sequence[DraftSentence]) -> bool:
    return any(each.origin is not Origin.OPEN for each in row)


def _withdrawn(material: Material, standing: Material) -> Refused:
    """What passed the gate and was taken out again when the whole report was checked."""
    gone = [row for part, row in material.given.items() if part not in standing.given]
    return tuple((each.text, WITHDRAWN) for row in gone for each in row)


def _repeated(runs: Sequence[str]) -> str:
    """What a reader of the whole is told of words that earlier drafts have too.

    >>> _repeated(["把工作抓在手上"])[-11:]
    '：“把工作抓在手上”。'
    """
    if not runs:
        return ""
    told = "".join(f"“{run.replace(chr(10), ' ')}”" for run in runs[:REPEATED])
    return f"下列字句和以前的报告一样，能换说法的换，要点的事实、数字、名称不动：{told}。"


def _wanted(report: Report) -> str:
    """What a reader of the whole is told of a length that is wanted and missed."""
    wanted = report.facts.length if report.facts else 0
    now = length(report.text)
    if not wanted or abs(now - wanted) <= TOLERANCE * wanted:
        return ""
    how = (
        "请合并句子、删去框句，要点一条不丢"
        if now > wanted
        else "可以补足主语、分句和必要的衔接，但不添要点没有的内容，补不足就算了"
    )
    return f"全文现在{now}字，要求{wanted}字左右：{how}。"
