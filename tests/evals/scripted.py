"""Small cases, and a chat endpoint that answers what an evaluation asks, always the same way."""

import hashlib
import json
import re
from dataclasses import dataclass

from drafter.document import Fact, Facts, Role, genre
from drafter.drafting.steps.join import join
from drafter.text import han_number
from tests import endpoint
from tests.fakes import STRONG, WEAK, FakeModel, merging, writing
from tests.planned import outline

SHEET = """---
year: 2023
role: 县教育局局长
---
## 履职
- 新建{school}等学校{n}所，新增学位{n}400个
- 改造{school}等校舍{n}8栋
## 队伍
- 组织{school}教师培训{n}3次
- 开展{school}骨干教师业务培训{n}7名
## 其他
- 本人带头执行中央八项规定精神，开展廉政谈话3{n}人次
- 不足：调查研究不够，到{school}蹲点少
- 不足：{school}教师培养办法不多，骨干教师少
- 改进措施：每学期到学校蹲点调研不少于{n}次
"""
WEAK_NAME, STRONG_NAME = "openai:scripted-1.5b", "openai:scripted-72b"
MERGES = 2  # questions for each case that a weak model is asked
_LINE = re.compile(r"^(F\d+)\. (.*?)(?:〔([^〕]*)〕)?$", re.MULTILINE)
_ROLES = {"不足": Role.SHORTCOMING, "措施": Role.MEASURE, "反馈": Role.FEEDBACK}


@dataclass(frozen=True)
class Question:
    """What fakes look at of a question."""

    step: str
    system: str
    user: str


def sheets(folder, count=6):
    """A folder of small cases; no two say the same."""
    for at in range(1, count + 1):
        case = folder / f"case-{at}"
        case.mkdir(parents=True)
        sheet = SHEET.format(school=f"第{han_number(at)}中学", n=at + 1)
        (case / "facts.md").write_text(sheet, "utf-8")
    return folder


def answer(question, say):
    """An answer of the kind that is asked for; where `say(step, system)` is empty, a useless one.

    A verdict is whatever `say` gives.
    """
    said = say(question.step, question.system)
    if question.step == "merge":
        return merging(lambda told: joined(told) if said else "")(question)
    if question.step == "plan":
        return outline(_facts(question.user))
    if question.step in ("write", "answer", "mend", "polish"):
        return writing(lambda own, fact: [(f"{fact}。", [own])] if said else [])(question)
    return json.dumps({"reason": said, "choice": said}, ensure_ascii=False)


def joined(told):
    """The facts as they stand where no model writes: only who wrote them differs."""
    facts = [Fact(f"F{at}", text) for at, text in enumerate(told, 1)]
    return "".join(each.text for each in join(facts, genre=genre.load("shuzhi")))


def _facts(user):
    """The sheet as a question for a plan lists it."""
    rows = _LINE.findall(user)
    return Facts(
        tuple(Fact(id, text, _ROLES.get(where, "")) for id, text, where in rows), year=2023
    )


def well(step, system):
    """Always a good answer, whatever the prompt."""
    del step, system
    return "好"


def by_prompt(word):
    """Good answers, unless `word` is in the prompt: then none."""
    return lambda _, system: "" if word in system else "好"


def model(say=well, *, is_strong=False, name="fake"):
    """A model in this process."""
    return FakeModel(lambda request: answer(request, say), STRONG if is_strong else WEAK, name)


def digest(body):
    """What tells a question at the server from another."""
    told = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def chat(say=well):
    """An act of the endpoint: a good answer that carries the digest of its question."""

    def act(handler):
        handler.send(endpoint.completion(told(handler.asked, say)))

    return act


def step_of(body):
    """The step that a question at the server is for; a weak model's has no schema."""
    wanted = body.get("response_format", {}).get("json_schema", {})
    return wanted.get("name", "merge")


def told(body, say=well):
    """The text of the answer to a question at the server."""
    words = {each["role"]: each["content"] for each in body["messages"]}
    said = answer(Question(step_of(body), words["system"], words["user"]), say)
    if step_of(body) == "merge":
        return f"{said}\n{digest(body)}"
    return json.dumps({**json.loads(said), "question": digest(body)}, ensure_ascii=False)
