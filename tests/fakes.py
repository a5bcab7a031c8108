"""Models that answer from a script: well, badly, or with malice."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from drafter.document import Facts, genre
from drafter.drafting.steps.plan import plan
from drafter.drafting.steps.sift import sift
from drafter.models import Answer, Profile, Request, Usage

WEAK = Profile(slots=2, whole=False, context=4000)
TAUGHT = Profile(
    slots=2,
    whole=False,
    context=4000,
    taught=("feedback@1", "pair@1", "point@1", "reword@1"),
)
STRONG = Profile(slots=2, whole=True, context=32_000)
_FACT = re.compile(r"^(?:不足 |措施 )?(F\d+)\. (.*)$", re.MULTILINE)
_SLOT = re.compile(r"^(S\d+) 原句：(.*)$", re.MULTILINE)
Say = Callable[[str, str], list[tuple[str, list[str]]]]


@dataclass
class FakeModel:
    """Answers each question with what `say` makes of it."""

    say: Callable[[Request], str]
    profile: Profile = WEAK
    name: str = "fake"
    asked: list[Request] = field(default_factory=list)
    certainty: float | None = None  # of every answer

    async def answer(self, request, on_text=None):
        """What the script says; the tokens are made up."""
        self.asked.append(request)
        await asyncio.sleep(0)
        text = self.say(request)
        if on_text:
            on_text(text)
        return Answer(text, Usage(10, 5), 0.0, self.name, "stop", self.certainty)

    async def close(self):
        """Nothing to let go of."""


def merging(say: Callable[[list[str]], str]) -> Callable[[Request], str]:
    """A weak model: a text from the lines of a point's facts."""

    def answer(request):
        lines = request.user.partition("事实：\n")[2].partition("\n合写：")[0]
        return say(lines.splitlines())

    return answer


@dataclass(frozen=True)
class Taught:
    """A small model that was taught the craft: each part from what its question gives."""

    point: Callable[[list[str]], str] = lambda lines: "；".join(lines) + "。"
    lead: str = ""
    admission: Callable[[str], str] = lambda text: f"{text}。"
    measure: Callable[[str, str], str] = lambda _, given: f"{given}。"
    feedback: Callable[[list[str]], str] = lambda lines: "，".join(lines) + "。"
    word: Callable[[str], str] = lambda fact: f"{fact}。"

    def __call__(self, request):
        """The answer, in the form that the question was taught with."""
        lines = request.user.splitlines()
        match request.step:
            case "point" | "plan":  # of a plan only the lead is wanted
                return f"领题：{self.lead}\n正文：{self.point(lines[3:])}"
            case "pair":
                short, given = (line.partition("：")[2] for line in lines[1:3])
                return f"不足：{self.admission(short)}\n措施：{self.measure(short, given)}"
            case "reword":
                return self.word(lines[2].partition("：")[2])
            case _:
                return self.feedback(lines[3:])


def writing(say: Say, outline: dict[str, object] | None = None) -> Callable[[Request], str]:
    """A strong model: `say(id, fact)` gives the sentences for each fact.

    Its plan is `outline`, see `outlined`; without one it has none. What is refused comes again
    as it was; nothing is polished.
    """
    steps = {"write": _section, "answer": _answers, "mend": _again}
    steps |= {"plan": lambda *_: outline} if outline else {}

    def answer(request):
        made = steps.get(request.step)
        told = made(request.user, say) if made else {"edits": []}
        return json.dumps(told, ensure_ascii=False)

    return answer


def outlined(facts: Facts, **more: object) -> dict[str, object]:
    """A plan as a model answers it: the data's own, with what is to be otherwise."""
    made = plan(facts, genre.load(facts.genre), dropped=dict(sift(facts)))
    groups = [
        {
            "section": section.role,
            "lead": point.lead,
            "facts": point.facts,
            "words": [{"word": point.lead, "facts": point.facts}],
        }
        for section in made.sections
        for point in section.points
    ]
    pairs = zip(made.shortcomings, made.measures, strict=True)
    return {
        "groups": groups,
        "headings": {section.role: section.heading for section in made.sections},
        "feedback": made.feedback,
        "pairs": [{"shortcoming": short, "measures": row} for short, row in pairs],
        "thread": made.thread,
        "not_facts": [],
        "questions": [],
        **more,
    }


def _rows(text: str, say: Say) -> list[dict[str, object]]:
    """The sentences for every fact that a text lists."""
    return [
        {"text": told, "facts": ids} for found in _FACT.findall(text) for told, ids in say(*found)
    ]


def _section(user: str, say: Say) -> dict[str, object]:
    """The points of a section, in the order in which they are listed."""
    points = re.split(r"^第\d+点，", user, flags=re.MULTILINE)[1:]
    return {"points": [{"sentences": _rows(point, say)} for point in points]}


def _answers(user: str, say: Say) -> dict[str, object]:
    """The feedback, and every pair."""
    _, _, rest = user.partition("\n反馈：\n")
    feedback, _, listed = rest.partition("\n不足与给的措施：\n")
    pairs = []
    for pair in re.split(r"^第\d+对\n", listed, flags=re.MULTILINE)[1:]:
        short = "\n".join(line for line in pair.splitlines() if line.startswith("不足"))
        given = "\n".join(line for line in pair.splitlines() if line.startswith("措施 F"))
        named = _FACT.search(short)[2].removeprefix("不足：").partition("，")[0].strip("不够多少 ")
        proposed = [{"text": f"拟就{named}建立台账，由〔待补：责任人〕逐项跟踪。", "facts": []}]
        pairs.append({"admission": _rows(short, say), "measure": _rows(given, say) or proposed})
    return {"feedback": _rows(feedback, say), "pairs": pairs}


def _again(user: str, _: Say) -> dict[str, object]:
    """Every refused sentence as it was."""
    return {"sentences": [{"id": id, "text": text} for id, text in _SLOT.findall(user)]}
