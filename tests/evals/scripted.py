"""Small cases, and a chat endpoint that answers what an evaluation asks, always the same way."""

import hashlib
import json

from drafter.text import han_number
from tests import endpoint
from tests.fakes import STRONG, WEAK, FakeModel

SHEET = """---
year: 2023
role: 县教育局局长
---
- 新建{school}等学校{n}所，新增学位{n}400个
- 组织{school}教师培训{n}3次
- 全年发展教师党员1{n}名，转正党员{n}名
- 本人带头执行中央八项规定精神，开展廉政谈话3{n}人次
- 不足：调查研究不够，到{school}蹲点少
- 不足：{school}教师培养办法不多，骨干教师少
- 改进措施：每学期到学校蹲点调研不少于{n}次
"""
WEAK_NAME, STRONG_NAME = "openai:scripted-1.5b", "openai:scripted-72b"
GOOD = ("着眼群众就近入学的期盼", "让孩子在家门口读好书")  # of these some pass the gate


def sheets(folder, count=6):
    """A folder of small cases; no two say the same."""
    for at in range(1, count + 1):
        case = folder / f"case-{at}"
        case.mkdir(parents=True)
        sheet = SHEET.format(school=f"第{han_number(at)}中学", n=at + 1)
        (case / "facts.md").write_text(sheet, "utf-8")
    return folder


def answer(asked, say):
    """An answer in the shape that `schema` asks for; `say(key, system)` gives every open string."""
    schema, system, user = asked
    if "sentences" in schema["properties"]:
        return {"sentences": verbatim(user) if say("", system) else []}
    return {
        key: wanted.get("const") or say(key, system) for key, wanted in schema["properties"].items()
    }


def verbatim(user):
    """Every fact of the question as a sentence of its own."""
    listed = [line.partition(". ") for line in user.splitlines()]
    facts = [(id, told) for id, dot, told in listed if dot and id[0] == "F" and id[1:].isdigit()]
    return [{"text": f"{told}。", "facts": [id]} for id, told in facts]


def well(key, system):
    """Clauses of which some may stand, whatever the prompt."""
    del system
    return GOOD[key.startswith("用意")]


def by_prompt(word):
    """Clauses of which some may stand, unless `word` is in the prompt: then none."""
    return lambda key, system: "" if word in system else well(key, system)


def model(say=well, *, is_strong=False, name="fake"):
    """A model in this process."""

    def told(request):
        return json.dumps(
            answer((request.schema, request.system, request.user), say), ensure_ascii=False
        )

    return FakeModel(told, STRONG if is_strong else WEAK, name)


def digest(body):
    """What tells a question at the server from another."""
    told = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def chat(say=well):
    """An act of the endpoint: a good answer that carries the digest of its question."""

    def act(handler):
        handler.send(endpoint.completion(told(handler.asked, say)))

    return act


def told(body, say=well):
    """The text of the answer to a question at the server."""
    schema = body["response_format"]["json_schema"]["schema"]
    words = {each["role"]: each["content"] for each in body["messages"]}
    said = answer((schema, words["system"], words["user"]), say)
    return json.dumps({**said, "question": digest(body)}, ensure_ascii=False)
