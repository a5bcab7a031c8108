"""A strong model that plans as the data would, so that what it writes afterwards can be tested."""

import json

from drafter.document import genre
from drafter.drafting.steps.plan import plan
from tests.fakes import writing


def planning(facts, say):
    """Answers of a strong model: the data's plan, and `say(id, fact)` for each fact."""
    write = writing(say)

    def answer(request):
        return outline(facts) if request.step == "plan" else write(request)

    return answer


def verbatim(facts):
    """The same with every fact as a sentence of its own."""
    return planning(facts, lambda own, fact: [(f"{fact}。", [own])])


def outline(facts):
    """The plan from the data in the shape that a model is asked for."""
    made = plan(facts, genre.load(facts.genre))
    rows = [(section.role, point) for section in made.sections for point in section.points]
    pairs = zip(made.shortcomings, made.measures, strict=True)
    told = {
        "groups": [
            {"section": role, "facts": list(point.facts), "lead": point.lead, "words": []}
            for role, point in rows
        ],
        "headings": {section.role: section.heading for section in made.sections},
        "feedback": list(made.feedback),
        "pairs": [{"shortcoming": list(a), "measures": list(b)} for a, b in pairs],
        "thread": made.thread,
        "not_facts": [],
        "questions": [],
    }
    return json.dumps(told, ensure_ascii=False)
