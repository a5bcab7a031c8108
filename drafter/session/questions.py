"""What is missing and matters; whatever stays open stands in the text as 〔待补：…〕."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from drafter import grounding
from drafter.backing import FIGURES
from drafter.matrix.rows import deadline, owner
from drafter.session.state import Author, Card, Kind, State

YES, NO = "是", "否"


class About(StrEnum):
    """What a question is about."""

    YEAR = "year"
    FEEDBACK = "feedback"
    OWNER = "owner"
    DEADLINE = "deadline"
    FIGURE = "figure"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the person knows. An empty answer skips it for good."""

    id: str
    about: About
    text: str
    part: str = ""  # the card it is asked for
    choices: tuple[str, ...] = ()  # where the answer is one of these


BLANKS = {About.OWNER: "〔待补：责任人〕", About.DEADLINE: "〔待补：完成时限〕"}


def questions(state: State) -> tuple[Question, ...]:
    """Everything that is still to be asked, in the order of the report."""
    return tuple(each for each in _questions(state) if each.id not in state.answers)


def _questions(state: State) -> Iterator[Question]:
    if not state.facts.year:
        yield Question("year", About.YEAR, "报告的是哪一年？")
    if not state.plan.feedback:
        before = f"{state.facts.year - 1}年度" if state.facts.year else "上一年度"
        text = f"{before}考核反馈了什么问题，怎么改的？"
        yield Question("feedback", About.FEEDBACK, text, "反馈")
    for card in state.cards:
        if card.chosen and card.chosen.author is Author.PERSON:
            yield from _novel(state, card)
        elif card.kind is Kind.MEASURE:
            yield from _unsettled(state, card)


def _unsettled(state: State, card: Card) -> Iterator[Question]:
    """Who answers for a measure and by when, where its text does not say."""
    told = state.text(card)
    admitted = state.plan.shortcomings[card.at]
    for about, reader, text in (
        (About.OWNER, owner, "由谁负责？"),
        (About.DEADLINE, deadline, "到什么时候完成？"),
    ):
        if BLANKS[about] in told or not reader(told):
            yield Question(f"{about}:{'+'.join(admitted)}", about, f"{card.name}{text}", card.part)


def _novel(state: State, card: Card) -> Iterator[Question]:
    """Sentences of a person's own with figures that no fact gives: each is asked about once."""
    if card.chosen is None:
        return
    known = (state.facts.role, state.facts.unit, *(fact.text for fact in state.facts))
    phrases = state.genre.phrases
    allowed = (*phrases.fixed, *phrases.formulas)
    remembered = {
        figure
        for id in state.answers
        if id.startswith(f"{About.FIGURE}:")
        for figure in id.partition(":")[2].split("、")
    }
    for sentence in card.chosen.sentences:
        text = " ".join(sentence.text.split())
        found = grounding.support(text, known, allowed=allowed, year=state.facts.year)
        said = dict.fromkeys(each.text for each in found if each.kind in FIGURES)
        figures = [figure for figure in said if figure not in remembered]
        if figures:
            told = "、".join(figures)
            asked = f"“{told}”要点里没有，把这句加进要点吗？"
            yield Question(f"{About.FIGURE}:{told}", About.FIGURE, asked, card.part, (YES, NO))


def sentence_of(state: State, question: Question) -> str:
    """The sentence of a person's own that a question about figures is about."""
    figures = question.id.partition(":")[2].split("、")
    own = state.card(question.part).chosen
    texts = (" ".join(each.text.split()) for each in (own.sentences if own else ()))
    return next((text for text in texts if all(figure in text for figure in figures)), "")
