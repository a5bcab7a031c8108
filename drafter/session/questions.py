"""What is missing, doubtful, and matters; what stays open stands in the text as 〔待补：…〕."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from drafter import grounding
from drafter.document import Origin
from drafter.document.fact_check import FIGURES
from drafter.document.matrix import deadline, owner
from drafter.drafting import questions as asking
from drafter.drafting.questions import Query
from drafter.drafting.steps.propose import LEFT_OPEN
from drafter.session.state import Author, Card, CardKind, SessionState

YES, NO = "是", "否"


class About(StrEnum):
    """What a question is about."""

    YEAR = "year"
    HEADER = "header"  # name, post, audience
    FEEDBACK = "feedback"
    DEMAND = "demand"  # what the genre asks of the post and no fact tells
    DOUBT = "doubt"  # facts that contradict one another, or may be read in two ways
    MEASURE = "measure"  # what nobody gave against a shortcoming
    OWNER = "owner"
    DEADLINE = "deadline"
    FIGURE = "figure"
    UNANSWERED = "unanswered"
    UNBACKED = "unbacked"


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the person knows. An empty answer skips it for good."""

    id: str
    about: About
    text: str
    part: str = ""  # the card it is asked for
    choices: tuple[str, ...] = ()  # where the answer is one of these


BLANKS = {About.OWNER: "〔待补：责任人〕", About.DEADLINE: "〔待补：完成时限〕"}
HEADER = {"name": "述职人的姓名？", "role": "述职人的职务？", "audience": "向谁报告（主送）？"}


def questions(state: SessionState) -> tuple[Question, ...]:
    """Everything that is still to be asked: of the sheet, then in the order of the report."""
    found = {each.id: each for each in _questions(state)}
    return tuple(each for id, each in found.items() if id not in state.answers)


def _questions(state: SessionState) -> Iterator[Question]:
    if not state.facts.year:
        yield Question("year", About.YEAR, "报告的是哪一年？")
    for field, text in HEADER.items():
        if not getattr(state.facts, field):
            yield Question(f"{About.HEADER}:{field}", About.HEADER, text)
    yield from _doubts(state)
    yield from _demands(state)
    if not state.plan.feedback:
        before = f"{state.facts.year - 1}年度" if state.facts.year else "上一年度"
        text = f"{before}考核反馈了什么问题，怎么改的？"
        yield Question("feedback", About.FEEDBACK, text, "反馈")
    for card in state.cards:
        yield from _novel(state, card)
        is_own = card.chosen is not None and card.chosen.author is Author.PERSON
        if card.kind is CardKind.MEASURE and not is_own:
            yield from _unsettled(state, card)


def _doubts(state: SessionState) -> Iterator[Question]:
    """What is doubtful on the sheet, by its facts and by the model that planned it."""
    gone = {id for id, _ in state.plan.dropped}
    kept = tuple(fact for fact in state.facts if fact.id not in gone)
    sheet = type(state.facts)(kept, year=state.facts.year, notes=state.facts.notes)
    for each in asking.contradictions(sheet):
        yield _doubt(state, each, "这两条对不上，留哪条？", each.facts)
    for each in (*asking.doubtful_times(sheet), *asking.rough_figures(sheet), *state.queries):
        if not set(each.facts) & gone:
            yield _doubt(state, each)


def _doubt(
    state: SessionState, query: Query, asked: str = "", choices: tuple[str, ...] = ()
) -> Question:
    """A question about facts, with the facts' own words."""
    ids = "+".join(query.facts)
    if asked:
        quoted = "；".join(f"{id} “{state.facts[id].text}”" for id in query.facts)
        return Question(f"{About.DOUBT}:{ids}", About.DOUBT, f"{quoted}：{asked}", choices=choices)
    behind = f"{'、'.join(query.facts)}：" if query.facts else ""
    id = f"{About.DOUBT}:{ids}:{'_'.join(query.text.split())}"
    return Question(id, About.DOUBT, f"{behind}{query.text}")


def _demands(state: SessionState) -> Iterator[Question]:
    """What the genre asks of the post; it stands in its section as 〔待补：…〕 else."""
    answered = {
        section.role: [state.facts[id] for point in section.points for id in point.facts]
        for section in state.plan.sections
    }
    for role, text in asking.demands(state.facts, answered):
        id = f"{About.DEMAND}:{role}:{'_'.join(text.split())}"
        yield Question(id, About.DEMAND, f"{text}：要点里没有，可以写什么？")


def _unsettled(state: SessionState, card: Card) -> Iterator[Question]:
    """The measure itself where nobody gave one; else who answers for it and by when."""
    measure = state.text(card)
    admitted = state.plan.shortcomings[card.at]
    is_open = card.chosen is None or LEFT_OPEN.search(measure)
    if not card.facts and admitted and is_open:
        text = f"{card.name}：{asking.advise(state.facts[admitted[0]]).text}"
        yield Question(f"{About.MEASURE}:{'+'.join(admitted)}", About.MEASURE, text, card.part)
        return
    for about, reader, text in (
        (About.OWNER, owner, "由谁负责？"),
        (About.DEADLINE, deadline, "到什么时候完成？"),
    ):
        if BLANKS[about] in measure or not reader(measure):
            yield Question(f"{about}:{'+'.join(admitted)}", about, f"{card.name}{text}", card.part)


def _novel(state: SessionState, card: Card) -> Iterator[Question]:
    """Sentences of a person's own with figures that no fact gives: each is asked about once."""
    remembered = {
        figure
        for id in state.answers
        if id.startswith(f"{About.FIGURE}:")
        for figure in id.partition(":")[2].split("、")
    }
    for row in _unknown(state, card):
        figures = [figure for figure in row if figure not in remembered]
        if figures:
            numbers = "、".join(figures)
            asked = f"“{numbers}”要点里没有，把这句加进要点吗？"
            yield Question(f"{About.FIGURE}:{numbers}", About.FIGURE, asked, card.part, (YES, NO))


def unbacked(state: SessionState, card: Card) -> tuple[str, ...]:
    """The figures in a person's words that no fact gives, whatever was answered about them."""
    return tuple(dict.fromkeys(figure for row in _unknown(state, card) for figure in row))


def _unknown(state: SessionState, card: Card) -> Iterator[tuple[str, ...]]:
    """By sentence of a person's own in the text that is chosen: the figures that no fact gives.

    A sentence that was locked stays the person's in every new version of a model's.
    """
    own = card.chosen
    if own is None:
        return
    is_theirs = own.author is Author.PERSON
    mine = [each for each in own.sentences if is_theirs or each.origin is Origin.PERSON]
    if not mine:
        return
    known = (state.facts.role, state.facts.unit, *(fact.text for fact in state.facts))
    phrases = state.genre.phrases
    allowed = (*phrases.fixed, *phrases.formulas)
    for sentence in mine:
        text = " ".join(sentence.text.split())
        found = grounding.support(text, known, allowed=allowed, year=state.facts.year)
        said = tuple(dict.fromkeys(each.text for each in found if each.kind in FIGURES))
        if said:
            yield said


def sentence_of(state: SessionState, question: Question) -> str:
    """The sentence of a person's own that a question about figures is about."""
    figures = question.id.partition(":")[2].split("、")
    own = state.card(question.part).chosen
    texts = (" ".join(each.text.split()) for each in (own.sentences if own else ()))
    return next((text for text in texts if all(figure in text for figure in figures)), "")
