"""What is missing and matters; whatever stays open stands in the text as 〔待补：…〕."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from drafter.matrix.rows import deadline, owner
from drafter.session.state import Kind, State

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
        if card.kind is not Kind.MEASURE:
            continue
        told = state.text(card)
        admitted = state.plan.shortcomings[card.at]
        for about, reader, text in (
            (About.OWNER, owner, "由谁负责？"),
            (About.DEADLINE, deadline, "到什么时候完成？"),
        ):
            if BLANKS[about] in told or not reader(told):
                id = f"{about}:{'+'.join(admitted)}"
                yield Question(id, about, f"{card.name}{text}", card.part)
