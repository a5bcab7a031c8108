"""The plan: which fact is told where, under which lead."""

import re
from collections.abc import Mapping
from dataclasses import replace

from drafter.document import Fact, Plan, Role
from drafter.errors import BadInput, UnknownName
from drafter.session import leads as leading
from drafter.session import plan_edits
from drafter.session.command import SessionCommand
from drafter.session.history import Event, Offer
from drafter.session.result import CommandResult, Leads
from drafter.session.session import Session
from drafter.session.state import Author, Candidate, Card, SessionState, of_person
from drafter.text import OPEN_PLACE

GROUP = "计划"
PERSON = "person"  # the source of a fact that was added in a session
PLACES = {"反馈": Role.FEEDBACK, "不足": Role.SHORTCOMING, "措施": Role.MEASURE}


def move(session: Session, fact: str, to: str) -> CommandResult:
    """把一条要点移到别处：2.1 是第二部分第一段，2 是第二部分新起一段，还有反馈、不足1、措施1。"""
    state = session.state
    _known(state, fact)
    section = _section(state, to)
    if section is not None:
        bare = plan_edits.without(state.plan, fact)
        plan = plan_edits.to_point(bare, fact, section, len(bare.sections[section].points))
    elif to in PLACES:
        plan = plan_edits.placed(state.plan, fact, state.facts, PLACES[to])
    else:
        plan = plan_edits.moved(state.plan, fact, state.card(to))
    return _replanned(session, plan, "move")


def merge(session: Session, one: str, other: str) -> CommandResult:
    """把同一部分的两段合成一段，用前一段的点题句。"""
    state = session.state
    return _replanned(
        session, plan_edits.merged(state.plan, state.card(one), state.card(other)), "merge"
    )


def split(session: Session, at: str, facts: str) -> CommandResult:
    """把一段里的几条要点分出来，另成一段：/split 2.1 F5 F6。"""
    state = session.state
    ids = [id for id in re.split(r"[\s,，、]+", facts) if id]
    return _replanned(session, plan_edits.split(state.plan, state.card(at), ids), "split")


def reorder(session: Session, at: str, place: str) -> CommandResult:
    """把一段（或一条不足连同它的措施）挪到同类里的第几位：/reorder 2.3 1。"""
    state = session.state
    if not place.isdecimal():
        raise BadInput(f"位置要写数字，不是“{place}”", hint="如 /reorder 2.3 1")
    plan = plan_edits.reordered(state.plan, state.card(at), int(place) - 1)
    return _replanned(session, plan, "reorder")


def drop(session: Session, fact: str, reason: str) -> CommandResult:
    """舍去一条要点，写明理由；随时可以恢复。"""
    state = session.state
    _known(state, fact)
    if any(fact == id for id, _ in state.plan.dropped):
        raise BadInput(f"{fact} 已经舍去了")
    return _replanned(session, plan_edits.dropped(state.plan, fact, reason), "drop")


def correct(session: Session, fact: str, text: str) -> CommandResult:
    """更正一条要点：写上改好的整条；原来的列在舍去的里，随时可以恢复。"""
    state = session.state
    _known(state, fact)
    old, wording = state.facts[fact], " ".join(text.split())
    if any(fact == id for id, _ in state.plan.dropped):
        raise BadInput(f"{fact} 已经舍去了", hint="先用 /restore 恢复，或用 /add 另加一条")
    if wording == old.text:
        return CommandResult(state, ("没有改动",))
    new = replace(old, id=session.next_fact, text=wording, source=PERSON)
    facts = replace(state.facts, items=(*state.facts.items, new))
    plan = plan_edits.corrected(state.plan, fact, new.id)
    plan = leading.reworded(state.plan, plan_edits.paired(plan, facts), facts)
    event = carried(state, Event("correct", facts=facts, plan=plan), {fact: new.id})
    after = session.record(replace(event, at=state.here.part))
    return CommandResult(after, (f"{fact} 更正为 {new.id}",))


def restore(session: Session, fact: str) -> CommandResult:
    """恢复一条舍去的要点，放回它该在的地方。"""
    state = session.state
    if fact not in {id for id, _ in state.plan.dropped}:
        dropped = "、".join(id for id, _ in state.plan.dropped)
        raise BadInput(
            f"{fact} 没有舍去", hint=f"舍去的有 {dropped}" if dropped else "没有舍去的要点"
        )
    return _replanned(session, plan_edits.placed(state.plan, fact, state.facts), "restore")


def rename(session: Session, at: str, lead: str) -> CommandResult:
    """换一段的点题句；没有罩住的要点会提醒。"""
    state = session.state
    card = state.card(at)
    sentence = " ".join(lead.split()).rstrip("。")
    return _replanned(session, plan_edits.renamed(state.plan, card, sentence), "rename")


def leads(session: Session, at: str = "") -> CommandResult:
    """给一段列几个备选的点题句，都说这一段的事；用 /rename 换上。"""
    state = session.state
    card = state.card(at) if at else state.here
    if card.section < 0 or len(state.plan.sections[card.section].points) == 1:
        raise BadInput(f"{card.name}没有点题句", hint="分段的部分才有")
    found = leading.choices(state.facts, state.plan, card.role, card.facts)
    if not found:
        raise BadInput("要点里只说出这一句点题句，没有别的可选", hint="用 /rename 自己写一个")
    return CommandResult(state, shown=Leads(card.part, found))


def add(session: Session, to: str, text: str) -> CommandResult:
    """加一条要点，放到 2.1、2、反馈、不足、措施1 等处。"""
    state = session.state
    if not OPEN_PLACE.sub("", text).strip("。；，、 "):
        raise BadInput("〔待补〕是留给作者填的空，不是要点", hint="把要写的事写出来，或者不加")
    fact = Fact(session.next_fact, " ".join(text.split()), PLACES.get(to, ""), source=PERSON)
    section = _section(state, to)
    if section is not None:
        points = state.plan.sections[section].points
        plan = plan_edits.to_point(state.plan, fact.id, section, len(points))
    elif to in PLACES:
        facts = replace(state.facts, items=(*state.facts.items, fact))
        plan = plan_edits.placed(state.plan, fact.id, facts, PLACES[to])
    else:
        plan = plan_edits.beside(state.plan, fact.id, state.card(to))
    event, _ = added(state, fact, plan)
    session.record(replace(event, at=state.here.part))
    return CommandResult(session.state, (f"加了要点 {fact.id}",))


def added(state: SessionState, fact: Fact, plan: Plan) -> tuple[Event, Plan]:
    """A fact more, in a plan that has a place for it, and that plan with leads and pairs.

    The fact's role is that of its place.
    """
    role = next(each.role for each in replace(state, plan=plan).cards if fact.id in each.facts)
    facts = replace(state.facts, items=(*state.facts.items, replace(fact, role=role)))
    plan = leading.reworded(state.plan, plan_edits.paired(plan, facts), facts)
    return carried(state, Event("add", facts=facts, plan=plan)), plan


def carried(state: SessionState, event: Event, instead: Mapping[str, str] | None = None) -> Event:
    """The same event, with every text of a person's own taken along to where its facts go.

    The person goes along with the card at hand too.

    Args:
        state: before it.
        event: what changes.
        instead: facts, by id, and those that take their places.
    """
    others = instead or {}
    after = replace(state, facts=event.facts or state.facts, plan=event.plan or state.plan)
    known = {card.part for card in after.cards}
    own_texts: dict[str, list[Candidate]] = {}
    for card in state.cards:
        own = card.chosen
        if own is None or own.author is not Author.PERSON or card.part in known:
            continue
        if home := _home(card, after, others):
            own_texts.setdefault(home.part, []).append(own)
    offers, chosen = list(event.offers), dict(event.chosen)
    for part, row in own_texts.items():
        facts = tuple(after.facts[id] for id in after.card(part).facts)
        text = "".join(each.text for each in row)
        id = str(len(state.pool.get(part, ())) + 1)
        offers.append(Offer(part, Candidate(id, Author.PERSON, of_person(text, facts))))
        chosen[part] = id
    place = event.place
    if state.place and state.here.part not in known:
        home = _home(state.here, after, others)
        near = [card for card in after.cards if card.name == state.here.name]
        place = place or (home.part if home else near[0].part if near else "")
    return replace(event, offers=tuple(offers), chosen=chosen, place=place)


def _home(card: Card, after: SessionState, others: Mapping[str, str]) -> Card | None:
    """The card of a changed plan that has most of a card's facts; None where none has any."""
    facts = {others.get(id, id) for id in card.facts}
    like = [each for each in after.cards if each.kind is card.kind]
    home = max(like, key=lambda each: len(set(each.facts) & facts), default=None)
    return home if home and set(home.facts) & facts else None


def planned(state: SessionState, plan: Plan, do: str) -> Event:
    """The event of a plan changed by hand, with words for what it tells now."""
    plan = leading.reworded(state.plan, plan_edits.paired(plan, state.facts), state.facts)
    return carried(state, Event(do, plan=plan, at=state.here.part))


def _replanned(session: Session, plan: Plan, do: str) -> CommandResult:
    before = session.state
    event = planned(before, plan, do)
    plan = event.plan or plan
    if plan == before.plan:
        return CommandResult(before, ("计划没有变",))
    notes = tuple(leading.unborne(before.plan, plan, before.facts))
    state = session.record(event)
    empty = [
        f"第{number}部分没有要点了，文中写〔待补〕"
        for number, section in enumerate(plan.sections, 1)
        if not section.points and do in ("move", "drop")
    ]
    return CommandResult(state, (*notes, *empty))


def _known(state: SessionState, fact: str) -> None:
    ids = [each.id for each in state.facts]
    if fact not in ids:
        raise UnknownName.among("要点", fact, ids)


def _section(state: SessionState, number: str) -> int | None:
    """The section that a bare number names."""
    if number.isdecimal() and 1 <= int(number) <= len(state.plan.sections):
        return int(number) - 1
    return None


MOVE = SessionCommand(move, GROUP, "移", usage="要点 处")
MERGE = SessionCommand(merge, GROUP, "合", usage="处 处")
SPLIT = SessionCommand(split, GROUP, "分", usage="处 要点…")
REORDER = SessionCommand(reorder, GROUP, "排", usage="处 第几位")
DROP = SessionCommand(drop, GROUP, "舍", usage="要点 理由")
CORRECT = SessionCommand(correct, GROUP, "更正", usage="要点 改好的整条")
RESTORE = SessionCommand(restore, GROUP, "恢复", usage="要点")
RENAME = SessionCommand(rename, GROUP, "点题", usage="处 点题句")
LEADS = SessionCommand(leads, GROUP, "备选", key="t", usage="[处]")
ADD = SessionCommand(add, GROUP, "加", usage="处 要点")
