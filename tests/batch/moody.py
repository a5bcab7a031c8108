"""A chat endpoint with another quirk at every request, which keeps account of every question.

The answers are good ones; what changes is how they come, and whether. `Moody` is an act of
`tests.endpoint.serving`. Its books say how often each question came, and what it was given.
"""

import json
import random
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.endpoint import completion, fail, reset, send

REPAIR = "\n\n你上次的回答用不上"
WORDED = "\n\n只输出 JSON"
FORMAT = "response_format"
FILTERED = "机要"  # what this service's filter lets through in no text


def shaped(**said) -> Callable:
    """The answer, the message and the body around it changed."""

    def act(handler, text):
        body = completion(text)
        choice = body["choices"][0]
        for key, make in said.items():
            value = make(text) if callable(make) else make
            if key in ("content", "reasoning_content", "reasoning", "tool_calls", "refusal"):
                choice["message"][key] = value
            elif key == "finish_reason":
                choice[key] = value
            else:
                body[key] = value
        handler.send(body)

    return act


def parts(text):
    """Content as a list."""
    half = len(text) // 2
    return [{"type": "text", "text": text[:half]}, {"type": "text", "text": text[half:]}]


def fenced(text):
    """JSON in a fence, other text as it is."""
    return f"```json\n{text}\n```" if text.startswith("{") else text


def marked(handler, text):
    """A byte order mark before the body."""
    handler.send(b"\xef\xbb\xbf" + json.dumps(completion(text)).encode())


def mislabelled(handler, text):
    """JSON that calls itself text."""
    handler.send(completion(text), kind="text/plain; charset=utf-8")


def cut(handler, text):
    """The body ends in the middle."""
    send(json.dumps(completion(text)).encode()[:-40])(handler)


def halved(handler, text):
    """The answer ends in the middle, for want of room as it says."""
    handler.send(completion(text[: len(text) // 2], finish="length", usage=(10, 100_000)))


GOOD = {  # the answer is there
    "plain": shaped(),
    "parts": shaped(content=parts),
    "thoughts beside": shaped(reasoning_content="先看事实。"),
    "answer among thoughts": shaped(content=None, reasoning_content=lambda text: text),
    "tags": shaped(content=lambda text: f"<think>先看事实。</think>\n\n{text}"),
    "closing tag": shaped(content=lambda text: f"先看事实。\n</think>\n{text}"),
    "fence": shaped(content=fenced),
    "no usage": shaped(usage=None),
    "partial usage": shaped(usage={"prompt_tokens": None, "total_tokens": 7}),
    "no reason": shaped(finish_reason=None),
    "another word": shaped(finish_reason="end_turn"),
    "empty extras": shaped(tool_calls=None, refusal=None, system_fingerprint=""),
    "byte order mark": marked,
    "text/plain": mislabelled,
}
BAD = {  # it is not, this time
    "429": lambda handler, _: fail(429, retry_after_ms="20")(handler),
    "429 without a time": lambda handler, _: fail(429)(handler),
    "429 with nonsense": lambda handler, _: fail(429, retry_after_ms="nan")(handler),
    "500": lambda handler, _: fail(500)(handler),
    "529": lambda handler, _: fail(529, "overloaded")(handler),
    "error in a 200": lambda handler, _: handler.send({"error": {"message": "engine restarting"}}),
    "page": lambda handler, _: handler.send(b"<html>502</html>", status=502, kind="text/html"),
    "empty": shaped(content=""),
    "null": shaped(content=None),
    "no choices": lambda handler, _: handler.send(completion("") | {"choices": []}),
    "cut body": cut,
    "reset": lambda handler, _: reset(handler),
    "halved": halved,
}
REFUSAL = "response_format is not supported"


class Moody:
    """An act: each request is answered with the next quirk of a shuffled row."""

    def __init__(self, well: Callable[[dict], str], seed: int = 7):
        """Take the answers from `well`, which is given the body of a question."""
        self._well = well
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        self._row: list[str] = []
        self._steps: dict[str, dict] = {}
        self.asked: Counter[str] = Counter()
        self.given: defaultdict[str, list[str]] = defaultdict(list)
        self.quirks: Counter[str] = Counter()

    def __call__(self, handler):
        """Answer one request."""
        body = handler.asked
        question = question_of(body)
        with self._lock:
            body = self._remembered(body)
            quirk = self._next(question, has_format=FORMAT in handler.asked)
            self.asked[question] += 1
            self.given[question].append(quirk)
            self.quirks[quirk] += 1
        if quirk == "filter":
            fail(400, "Input text data may contain inappropriate content.",
                 "data_inspection_failed")(handler)  # fmt: skip
        elif quirk == "refusal":
            fail(400, REFUSAL)(handler)
        else:
            (GOOD | BAD)[quirk](handler, self._well(body))

    def _next(self, question: str, *, has_format: bool) -> str:
        if FILTERED in question:
            return "filter"
        if not self._row:
            self._row = [*GOOD, *BAD, "refusal"]
            self._chance.shuffle(self._row)
        quirk = self._row.pop()
        return "plain" if quirk == "refusal" and not has_format else quirk

    def _remembered(self, body: dict) -> dict:
        """The body with the format it had before this service refused it: it names the step."""
        system = body["messages"][0]["content"]
        if FORMAT in body:
            self._steps[system] = body[FORMAT]
        known = self._steps.get(system)
        return body | {FORMAT: known} if known else body

    @property
    def again(self) -> list[str]:
        """Questions that were asked once more though a good answer had come."""
        return [
            question
            for question, given in self.given.items()
            if any(quirk in GOOD for quirk in given[:-1])
        ]

    def most(self) -> int:
        """How often a question was asked at most, refused formats left out."""
        told = (sum(quirk != "refusal" for quirk in given) for given in self.given.values())
        return max(told, default=0)


def question_of(body: dict) -> str:
    """What is asked, however often and under whatever parameters."""
    *_, last = body["messages"]
    return last["content"].split(REPAIR)[0].split(WORDED)[0]


MODEL = "openai:moody-1b"
TRIES = 4  # at one answer, where no folder asks for more: `Settings.attempts`
FIRST = 1001  # the figure of the first document; no other figure has four digits
SHEET = """---
year: 2023
role: 县教育局局长
---
- 新建学校{0}所，新增学位5400个
- 改造校舍{0}间，更换门窗40扇
- 接待{1}群众{0}人次，办结36件
- 不足：调查研究不够，只到{0}个班听过课
- 改进措施：每月到学校听课{0}节
"""
REPORT = """2023年度述职报告
2023年，我任青禾镇副镇长，分管农业。
一、履职情况
修了{0}米水渠，一共用了12万元。汛期转移了{0}个人，没有伤亡。
接待了{1}群众{0}人次，办结36件。
二、存在的不足
一是下村跑得少，全年只去了{0}户。二是办法不多，招商老是谈不下来。
三、改进措施
一是每个月跑{0}户。二是请招商局的人带着跑企业。
"""


def well(body: dict) -> str:
    """A good answer of a small model: the facts as they stand."""
    words = body["messages"][-1]["content"].split(REPAIR)[0]
    listed = words.partition("事实：\n")[2].partition("\n合写：")[0]
    told = [line.strip("。 ") for line in listed.splitlines() if line.strip()]
    return "；".join(told) + "。"


def fill(folder: Path, count: int, command: str) -> None:
    """A folder of documents of which each has a figure of its own; every fifth is filtered."""
    folder.mkdir()
    kind, suffix = (SHEET, ".md") if command == "draft" else (REPORT, ".txt")
    for at in range(count):
        word = FILTERED if at % 5 == 4 else "来访"
        path = folder / f"{at:03}{suffix}"
        path.write_text(kind.format(FIRST + at, word), "utf-8")


def cases(folder: Path, count: int) -> None:
    """The same sheets as cases of an evaluation."""
    for at in range(count):
        (folder / f"case-{at:03}").mkdir(parents=True)
        sheet = SHEET.format(FIRST + at, "来访")
        (folder / f"case-{at:03}" / "facts.md").write_text(sheet, "utf-8")


def faults(folder: Path, count: int) -> list[str]:
    """Documents that are missing without a word, or tell another's figure or not their own."""
    head, *rows = openpyxl.load_workbook(folder / "summary.xlsx")["汇总"].iter_rows(
        values_only=True
    )
    told = {str(row[0])[:3]: dict(zip(head, row, strict=True)) for row in rows}
    found = []
    for at in range(count):
        path, row = folder / f"{at:03}.txt", told.get(f"{at:03}")
        if row is None:
            found.append(f"{at:03}: not in the summary")
        elif not path.exists():
            found += [] if row["结论"] == "失败" and any(row.values()) else [f"{at:03}: no result"]
        else:
            text = path.read_text("utf-8")
            figures = {int(each) for each in re.findall(r"(?<!\d)1\d{3}(?!\d)", text)}
            found += [] if figures == {FIRST + at} else [f"{at:03}: {sorted(figures)}"]
            count_told = text.count(str(FIRST + at))
            found += [] if count_told >= OWN else [f"{at:03}: told {count_told} times"]
    return found


OWN = 5  # how often a document tells the figure that is its own
