"""Facts -> plan -> draft -> check -> revise, and when to stop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from drafter import genre as genres
from drafter.chain import Chain
from drafter.concurrency import apart
from drafter.document import Fact, Facts, Finding, Origin, Plan, Report, Severity
from drafter.drafting.gate import Refused
from drafter.drafting.material import Material
from drafter.drafting.steps.compose import compose
from drafter.drafting.steps.frame import Frame, frames
from drafter.drafting.steps.plan import plan as make_plan
from drafter.drafting.steps.propose import Proposed, propose
from drafter.drafting.steps.revise import revise
from drafter.drafting.steps.write import Written, write
from drafter.errors import BadInput, ModelFailed
from drafter.genre import Genre
from drafter.models import OnText
from drafter.text import length

OnStage = Callable[["Stage"], None]
WITHDRAWN = "成文核对时撤下"
STEPS = {"point": "write", "frames": "frame", "measure": "propose"}  # which step a prompt is for


@dataclass(frozen=True, slots=True)
class Stage:
    """What the work is at, for whoever shows it."""

    name: str  # "plan", "write", "propose", "check", "done"
    done: int = 0
    total: int = 0
    text: str = ""  # what has just been written


@dataclass(frozen=True, slots=True)
class Isolated:
    """One step apart from the others: only its prompt tells two drafts apart."""

    step: str  # a value of `STEPS`
    material: Material  # what the model gave for the draft to compare with


@dataclass(frozen=True, slots=True)
class Draft:
    """A report, what a checker says of it, and how it came about."""

    report: Report
    findings: tuple[Finding, ...]
    log: tuple[str, ...] = ()  # what was revised, and which revisions were refused
    accepted: int = 0  # sentences and clauses of the model that stand in the text
    refused: Refused = ()  # those that may not, and why; "" where one was asked for and none came
    material: Material = field(default_factory=Material)  # what the model gave
    passed: int = 0  # sentences and clauses that may stand; some find no room in the text

    @property
    def written_in(self) -> tuple[str, ...]:
        """Facts that stand alone because nothing around them passed: the last resort."""
        return tuple(
            id
            for evidence in self.report.evidence
            if evidence.origin is Origin.WRITTEN_IN
            for id in evidence.facts
        )

    @property
    def has_errors(self) -> bool:
        """Whether a finding stands in the way of handing the report in."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def watched_by_nobody(_: Stage) -> None:
    """Nobody watches."""


async def draft(  # noqa: PLR0913 - what is given, and who watches
    facts: Facts,
    chain: Chain | None,
    *,
    plan: Plan | None = None,
    dropped: Mapping[str, str] | None = None,
    isolated: Isolated | None = None,
    base: Material | None = None,
    on_stage: OnStage = watched_by_nobody,
    on_text: OnText | None = None,
) -> Draft:
    """Facts to a checked report.

    Every fact of the sheet is found in the text or listed as dropped; no figure, name, date,
    mask or quote stands there that no fact supports. This holds with any model.

    Args:
        facts: the sheet; its genre must be known.
        chain: the model to ask, with its store and its budget; None: the stock of phrases alone.
        plan: where the facts go; made from the facts when not given.
        dropped: facts to leave out, by id, with the user's reason.
        isolated: let one step ask; every other step's answers are those of another draft.
        base: parts that are given whole, and facts that need no frame.
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
    on_stage(Stage("plan"))
    plan = plan or make_plan(facts, genre, dropped=dropped)
    points = [point for section in plan.sections for point in section.points]
    told = [facts[id] for point in points for id in point.facts]
    watch = _Watch(on_stage, len(told))
    base = base or Material()
    asking = _Asking(plan, facts, genre, chain, watch, on_text, base) if chain else None
    material = await asking.all(isolated) if asking else base
    on_stage(Stage("check", len(told), len(told)))
    report, findings, log = await apart(_finish, plan, facts, material)
    on_stage(Stage("done", len(told), len(told)))
    withdrawn = _withdrawn(report, material)
    return Draft(
        report,
        findings,
        log,
        _accepted(report, material),
        (*(each for step in material.refused.values() for each in step), *withdrawn),
        material,
        _passed(material) - len(withdrawn),
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """What the model has to give: whole points when it is strong enough, frames for the rest."""

    plan: Plan
    facts: Facts
    genre: Genre
    chain: Chain
    watch: "_Watch"
    on_text: OnText | None
    base: Material

    async def all(self, isolated: Isolated | None) -> Material:
        """Every step's answers, or those of one step among the others' recorded ones.

        Raises:
            ModelFailed: besides all else, no call brought any text: nothing that answers is there.
        """

        def asks(name: str) -> bool:
            return isolated is None or isolated.step == name

        given = isolated.material if isolated else Material()
        recorded = given.refused
        written = (
            await self._written()
            if asks("write")
            else Written(given.whole, recorded.get("write", ()))
        )
        framed = await self._framed(written) if asks("frame") else given.frames
        self.watch.begin("propose")
        proposed = (
            await propose(self.plan, self.facts, self.chain)
            if asks("propose")
            else Proposed(given.proposals, recorded.get("propose", ()))
        )
        spend = self.chain.spend
        if spend.calls and not spend.answers:
            raise ModelFailed(
                "模型服务有回应，但都不是模型的回答", hint="检查 OPENAI_BASE_URL 是不是指向模型服务"
            )
        refused = {
            "write": written.refused,
            "frame": tuple(each for frame in framed.values() for each in frame.refused),
            "propose": proposed.refused,
        }
        return replace(
            self.base, frames=framed, whole=written.points, proposals=proposed.told, refused=refused
        )

    async def _written(self) -> Written:
        if not self.chain.model.profile.whole:
            return Written({})
        return await write(self.plan, self.facts, self.genre, self.chain, self.watch.point)

    async def _framed(self, written: Written) -> dict[str, Frame]:
        covered = {id for row in written.points.values() for each in row for id in each.facts}
        covered |= self.base.plain
        points = [point for section in self.plan.sections for point in section.points]
        told = [self.facts[id] for point in points for id in point.facts]
        left = [fact for fact in told if fact.id not in covered]
        return await frames(left, self.chain, self.watch.frame, self.on_text)


def _accepted(report: Report, material: Material) -> int:
    """How many sentences and clauses of the model stand in the text."""
    clauses = [part for frame in material.frames.values() for part in (frame.aim, frame.close)]
    standing = sum(bool(part) and part in report.text for part in clauses)
    proposed = sum(told in report.text for told in material.proposals.values())
    return standing + proposed + sum(each.origin is Origin.MODEL for each in report.evidence)


def _passed(material: Material) -> int:
    """How many sentences and clauses of the model every gate let pass."""
    clauses = sum(bool(f.aim) + bool(f.close) for f in material.frames.values())
    return clauses + sum(map(len, material.whole.values())) + len(material.proposals)


def _withdrawn(report: Report, material: Material) -> Refused:
    """What passed the gate and was taken out again when the whole report was checked."""
    standing = {report.text[slice(*e.span)] for e in report.evidence if e.origin is Origin.MODEL}
    lean = {id for e in report.evidence if e.origin is Origin.WRITTEN_IN for id in e.facts}
    told = [each.text for row in material.whole.values() for each in row]
    bared = [frame for id, frame in material.frames.items() if id in lean]
    gone = [text for text in told if text not in standing]
    gone += [part for frame in bared for part in (frame.aim, frame.close) if part]
    return tuple((text, WITHDRAWN) for text in gone)


def _finish(
    plan: Plan, facts: Facts, material: Material
) -> tuple[Report, tuple[Finding, ...], tuple[str, ...]]:
    """Compose, check, revise; told in more detail where the genre's length asks for it."""
    genre = genres.load(facts.genre)
    report = compose(plan, facts, genre, material)
    terse = [fact for fact in facts if fact.id not in material.plain]
    known = sum(length(fact.text) for fact in facts if fact.id in material.plain)
    if terse and length(report.text) - known < genre.limits.per_fact * len(terse):
        material = replace(material, rich=True)
        report = compose(plan, facts, genre, material)
    return revise(report, material)


class _Watch:
    """Counts the facts that are done and tells whoever watches."""

    def __init__(self, tell: OnStage, total: int) -> None:
        self._tell, self._done, self._total = tell, 0, total
        tell(Stage("write", 0, total))

    def begin(self, name: str) -> None:
        self._tell(Stage(name, self._total, self._total))

    def point(self, count: int, text: str) -> None:
        self._count(count, text)

    def frame(self, fact: Fact, frame: Frame) -> None:
        self._count(1, "，".join(filter(None, [frame.aim, fact.text, frame.close])))

    def _count(self, count: int, text: str) -> None:
        self._done += count
        self._tell(Stage("write", min(self._done, self._total), self._total, text))
