"""Events to states: undo and redo are events too, and no state is ever lost.

What a person does makes a tree: after an undo, something new begins another branch, and the old
one can still be returned to. What arrives by itself, a candidate, is in no branch: going back
never takes a text away.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from drafter.document import Facts, Plan
from drafter.drafting.questions import Query
from drafter.errors import BadInput
from drafter.session.state import Candidate, SessionState, Status

T = TypeVar("T")
BEGIN, UNDO, REDO, RETURN = "begin", "undo", "redo", "return"


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate that has come for a part."""

    part: str
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal: what changed. Whatever is empty stayed as it was."""

    do: str  # the command, or begin, undo, redo, return, offer, go
    facts: Facts | None = None
    plan: Plan | None = None
    offers: tuple[Offer, ...] = ()
    chosen: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, Status] = field(default_factory=dict)
    locks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    queries: tuple[Query, ...] | None = None  # of `outline`: what the model asks
    place: str = ""  # where the person is afterwards
    at: str = ""  # where it was done: an undo goes back there
    to: int = -1  # which step to return to
    model: str = ""  # of `begin`: the model that was chosen
    when: str = ""  # ISO time

    @property
    def is_deed(self) -> bool:
        """It can be undone: more than an arrival or a look elsewhere."""
        changed = (self.facts, self.plan, self.chosen, self.statuses, self.locks, self.answers)
        return self.do != BEGIN and any(each is not None and each != {} for each in changed)


@dataclass(frozen=True, slots=True)
class Step:
    """A state that can be returned to."""

    number: int
    do: str
    at: str  # the part it was done to
    when: str
    is_current: bool


@dataclass(slots=True)
class _Node:
    event: Event
    state: SessionState
    parent: int
    next: int = -1  # where a redo leads


class History:
    """All states of a session, made from its events in order."""

    def __init__(self, begin: Event) -> None:
        if begin.facts is None or begin.plan is None:
            raise BadInput("会话记录的开头不完整", hint="换一个会话，或者重新开始")
        self._nodes = [_Node(begin, SessionState(begin.facts, begin.plan), -1)]
        self._at = 0
        self._pool: dict[str, tuple[Candidate, ...]] = {}
        self._place = ""
        self._state = self._nodes[0].state
        self.begin = begin
        self.highest = _highest(begin.facts)  # number of all facts that ever were

    @property
    def state(self) -> SessionState:
        """The state as it is now."""
        return self._state

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every state that can be returned to, the oldest first."""
        return tuple(
            Step(number, node.event.do, node.event.at, node.event.when, number == self._at)
            for number, node in enumerate(self._nodes)
        )

    def refuse(self, event: Event) -> None:
        """Raise what `apply` would, before anything is written down.

        Raises:
            BadInput: nothing to undo, to redo, or to return to.
        """
        node = self._nodes[self._at]
        if event.do == UNDO and node.parent < 0:
            raise BadInput("没有可撤销的了", hint="已经回到开头")
        if event.do == REDO and node.next < 0:
            raise BadInput("没有可重做的了", hint="撤销之后才能重做")
        if event.do == RETURN and not 0 <= event.to < len(self._nodes):
            last = len(self._nodes) - 1
            raise BadInput(f"没有第 {event.to} 步", hint=f"从 0 到 {last}")

    def apply(self, event: Event) -> SessionState:
        """The state after `event`."""
        self.refuse(event)
        node = self._nodes[self._at]
        for offer in event.offers:
            known = self._pool.get(offer.part, ())
            self._pool = {**self._pool, offer.part: (*known, offer.candidate)}
        if event.do == UNDO:
            self._at, self._place = node.parent, node.event.at
        elif event.do == REDO:
            self._at = node.next
            self._place = self._nodes[self._at].event.place or self._nodes[self._at].event.at
        elif event.do == RETURN:
            self._go(event.to)
        elif event.is_deed:
            self._do(event)
        self._place = event.place or self._place
        if event.facts:
            self.highest = max(self.highest, _highest(event.facts))
        self._state = replace(self._nodes[self._at].state, pool=self._pool, place=self._place)
        return self._state

    def _do(self, event: Event) -> None:
        self._nodes.append(_Node(event, _changed(self._nodes[self._at].state, event), self._at))
        self._nodes[self._at].next = len(self._nodes) - 1
        self._at = len(self._nodes) - 1

    def _go(self, to: int) -> None:
        """To any step, so that a redo leads on from where it came."""
        self._place = self._nodes[to].event.place or self._nodes[to].event.at
        self._at = at = to
        while (parent := self._nodes[at].parent) >= 0:
            self._nodes[parent].next = at
            at = parent


def _highest(facts: Facts) -> int:
    return max((int(re.sub(r"\D", "", fact.id) or 0) for fact in facts), default=0)


def _changed(state: SessionState, event: Event) -> SessionState:
    return replace(
        state,
        facts=event.facts or state.facts,
        plan=event.plan or state.plan,
        queries=state.queries if event.queries is None else event.queries,
        chosen=_with(state.chosen, event.chosen),
        statuses=_with(state.statuses, event.statuses),
        locks=_with(state.locks, event.locks),
        answers=_with(state.answers, event.answers),
    )


def _with(known: Mapping[str, T], more: Mapping[str, T]) -> Mapping[str, T]:
    return {**known, **more} if more else known
