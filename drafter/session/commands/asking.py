"""Questions: what only the person knows, each to be skipped at will."""

from collections.abc import Callable
from dataclasses import replace

from drafter.document import Fact, Origin, Plan, part_ids
from drafter.drafting.material import DraftSentence
from drafter.errors import BadInput
from drafter.session import plan_edits, questions
from drafter.session.command import SessionCommand
from drafter.session.commands.plans import PERSON, added, planned
from drafter.session.commands.points import accept
from drafter.session.history import Event, Offer
from drafter.session.questions import BLANKS, NO, YES, About, Question
from drafter.session.result import CommandResult
from drafter.session.session import Session
from drafter.session.state import Author, Candidate, CardKind, SessionState, sentences_of
from drafter.text import strip_end

GROUP = "问答"
FORMS = {  # of an answer that finds no blank; the second for a word that ends it by itself
    About.OWNER: ("由{}负责", "由{}负责"),
    About.DEADLINE: ("在{}前完成", "{}完成"),
}
END = ("前", "内")
OF_CARDS = (About.UNANSWERED, About.UNBACKED)  # whether to accept a card all the same
UNADDED = "没有加进要点；这句先留着，采用时再问一声"
NOTED = "记下了。要点要改的，写 /correct F3 改好的整条"


def ask(session: Session) -> CommandResult:
    """列出还缺的、要核实的：姓名、反馈、措施、时限、对不上的数等；不答的写〔待补〕。

    手头这一处的先问。
    """
    state = session.state
    here = state.here.part if state.place else ""
    found = sorted(questions.questions(state), key=lambda each: each.part != here or not here)
    return CommandResult(state, questions=tuple(found))


def answer(session: Session, question: str, reply: str = "") -> CommandResult:
    """回答一个问题；不写回答就是跳过，以后不再问。"""
    asked = _asked(session.state, question)
    reply = " ".join(reply.split())
    if asked.choices and reply and reply not in asked.choices:
        raise BadInput(f"请回答{'或'.join(asked.choices)}", hint=asked.text)
    if asked.about in OF_CARDS:
        if reply == YES:
            return accept(session, reply, at=asked.part)
        return CommandResult(session.state, ("没有采用；按 e 改，或按 u 退回改动前",))
    at = session.state.here.part
    if not reply or reply == NO:
        state = session.record(Event("answer", answers={asked.id: reply}, at=at))
        return CommandResult(state, (UNADDED,) if asked.about is About.FIGURE else ())
    if asked.about is About.DOUBT and not asked.choices:
        state = session.record(Event("answer", answers={asked.id: reply}, at=at))
        return CommandResult(state, (NOTED,))
    made = MAKERS[asked.about](session, asked, reply)
    return CommandResult(
        session.record(replace(made, do="answer", answers={asked.id: reply}, at=at))
    )


def _asked(state: SessionState, id: str) -> Question:
    about, _, part = id.partition(":")
    if about in OF_CARDS:
        card = state.card(part)
        return Question(id, About(about), f"{card.name}仍然采用吗？", card.part, (YES, NO))
    found = {each.id: each for each in questions.questions(state)}
    if id not in found:
        raise BadInput(f"没有要问的“{id}”", hint="现有：" + ("、".join(found) or "没有"))
    return found[id]


def _year(session: Session, _: Question, reply: str) -> Event:
    """The year that is reported on."""
    digits = reply.removesuffix("度").removesuffix("年")
    if not digits.isdecimal() or not 1900 <= int(digits) <= 2999:  # noqa: PLR2004 - a year
        raise BadInput(f"年份应是四位数字，不是“{reply}”", hint="如 2025")
    return Event("answer", facts=replace(session.state.facts, year=int(digits)))


def _header(session: Session, asked: Question, reply: str) -> Event:
    """What the sheet's header lacks."""
    facts = session.state.facts
    match asked.id.partition(":")[2]:
        case "name":
            facts = replace(facts, name=reply)
        case "role":
            facts = replace(facts, role=reply)
        case _:
            facts = replace(facts, audience=reply)
    return Event("answer", facts=facts)


def _demand(session: Session, asked: Question, reply: str) -> Event:
    """A fact more in the section that the genre misses it in; its group says what it answers."""
    state = session.state
    _, role, wanted = asked.id.split(":", 2)
    fact = Fact(session.next_fact, reply, role, wanted, source=PERSON)
    facts = replace(state.facts, items=(*state.facts.items, fact))
    return added(state, fact, plan_edits.placed(state.plan, fact.id, facts, role))[0]


def _kept(session: Session, asked: Question, reply: str) -> Event:
    """Of facts that contradict one another all but one are left out."""
    plan = session.state.plan
    for id in asked.choices:
        if id != reply:
            plan = plan_edits.dropped(plan, id, f"与 {reply} 对不上，以 {reply} 为准")
    return planned(session.state, plan, "answer")


def _measure(session: Session, asked: Question, reply: str) -> Event:
    """A measure of the person's own against a shortcoming."""
    fact = Fact(session.next_fact, reply, source=PERSON)
    at = session.state.card(asked.part).at
    return added(session.state, fact, plan_edits.to_measures(session.state.plan, fact.id, at))[0]


def _feedback(session: Session, _: Question, reply: str) -> Event:
    """What last year's feedback was."""
    fact = Fact(session.next_fact, reply, source=PERSON)
    return added(session.state, fact, plan_edits.to_feedback(session.state.plan, fact.id))[0]


def _settled(session: Session, asked: Question, reply: str) -> Event:
    """Who answers for a measure, or by when: a fact more, and its words in the measure's text."""
    state, fact = session.state, Fact(session.next_fact, reply, source=PERSON)
    card = state.card(asked.part)
    event, plan = added(state, fact, plan_edits.to_measures(state.plan, fact.id, card.at))
    if not card.facts:  # what was proposed stays a proposal: its answers alone answer nothing
        plan = replace(plan, unrelated=tuple(sorted({*plan.unrelated, card.at})))
    part = part_ids.measure(plan.shortcomings[card.at], plan.measures[card.at])
    old = card.chosen or Candidate("", Author.STOCK, sentences_of(state.report, card.part))
    id = str(len(state.pool.get(part, ())) + 1)
    new = replace(old, id=id, sentences=_filled(old.sentences, asked.about, reply, fact.id))
    return replace(
        event,
        plan=plan,
        offers=(*event.offers, Offer(part, new)),
        chosen={**event.chosen, part: id},
        statuses={part: card.status},
        locks={part: card.locks} if card.locks else {},
    )


def _filled(
    row: tuple[DraftSentence, ...], about: About, words: str, id: str
) -> tuple[DraftSentence, ...]:
    """A measure's sentences with an answer in its blank, or at the end where there is none."""
    sentences, blank = list(row), BLANKS[about]
    at = next((n for n, each in enumerate(sentences) if blank in each.text), len(sentences) - 1)
    old = sentences[at]
    if blank in old.text:
        # 年底前 before 前完成 is said once
        is_doubled = words.endswith("前") and old.text.partition(blank)[2].startswith("前")
        text = old.text.replace(blank, words.removesuffix("前") if is_doubled else words)
    else:
        form = FORMS[about][words.endswith(END)]
        text = f"{strip_end(old.text)}，{form.format(words)}。"
    sentences[at] = replace(old, text=text, facts=(*old.facts, id), origin=Origin.FACT)
    return tuple(sentences)


def _figure(session: Session, asked: Question, _: str) -> Event:
    """A sentence of the person's own becomes a fact of its card; the text stays as it is."""
    state = session.state
    card = state.card(asked.part)
    sentence = strip_end(questions.sentence_of(state, asked))
    fact = Fact(session.next_fact, sentence, source=PERSON)
    return added(state, fact, _home(state, fact, card.part))[0]


def _home(state: SessionState, fact: Fact, part: str) -> Plan:
    """The plan with a fact beside those of a card; one of the preamble goes where it belongs."""
    card = state.card(part)
    if card.kind is not CardKind.PREAMBLE:
        return plan_edits.beside(state.plan, fact.id, card)
    facts = replace(state.facts, items=(*state.facts.items, fact))
    return plan_edits.placed(state.plan, fact.id, facts)


MAKERS: dict[About, Callable[[Session, Question, str], Event]] = {
    About.YEAR: _year,
    About.HEADER: _header,
    About.FEEDBACK: _feedback,
    About.DEMAND: _demand,
    About.DOUBT: _kept,
    About.MEASURE: _measure,
    About.OWNER: _settled,
    About.DEADLINE: _settled,
    About.FIGURE: _figure,
}
ASK = SessionCommand(ask, GROUP, "问", key="i")
ANSWER = SessionCommand(answer, GROUP, "答", usage="问题 [回答]")
