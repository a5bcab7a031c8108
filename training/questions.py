"""Rows of the data as the questions that the product asks, in the words of its prompts."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

HERE = Path(__file__).parent
PROMPTS = HERE.parent / "prompts"
COURSES = ("pairs", "words")  # how names of data files begin, in the order of learning
HELD_OUT = 10  # one row of so many is never trained on
Row = dict[str, Any]


def rows(course: str = "*") -> Iterator[Row]:
    """Every row of the data that is a question, or those of one course."""
    for path in sorted((HERE / "data").glob(f"{course}-*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["task"] in _QUESTIONS:
                yield row


def is_held_out(row: Row) -> bool:
    """Whether a row is kept for measuring: by its text, so that it stays so."""
    told = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).digest()[0] % HELD_OUT == 0


def kind_of(row: Row) -> str:
    """What a row asks for; a measure that has to be made up is another matter than a given one."""
    return "measure" if row["task"] == "pair" and not row["given"] else str(row["task"])


def question(row: Row) -> tuple[str, str, str]:
    """System, user and answer of a row."""
    values, answer = _QUESTIONS[row["task"]](row)
    return (*_rendered(row["task"], {"role": row["role"], **values}), answer)


def _point(row: Row) -> tuple[dict[str, str], str]:
    values = {"section": row["section"], "facts": "\n".join(row["facts"])}
    return values, f"领题：{row['lead']}\n正文：{row['text']}"


def _pair(row: Row) -> tuple[dict[str, str], str]:
    values = {"shortcoming": row["shortcoming"], "given": row["given"] or "无"}
    return values, f"不足：{row['admission']}\n措施：{row['measure']}"


def _feedback(row: Row) -> tuple[dict[str, str], str]:
    return {"year": str(row["year"]), "facts": "\n".join(row["bullets"])}, row["text"]


def _reword(row: Row) -> tuple[dict[str, str], str]:
    return {"section": row["section"], "fact": row["fact"]}, row["text"]


_QUESTIONS = {"point": _point, "pair": _pair, "feedback": _feedback, "reword": _reword}


def _rendered(name: str, values: dict[str, str]) -> tuple[str, str]:
    path = max((PROMPTS / name).glob("v*.md"), key=lambda path: int(path.stem[1:]))
    _, _, body = path.read_text("utf-8").split("+++\n", 2)
    system, user = body.split("\n---\n", 1)
    return system.strip(), Template(user).substitute(values).strip()
