"""What an adapter can do with rows that it was not trained on: python training/evaluate.py.

    python training/evaluate.py [--weights NAME] [--adapter craft.gguf | --bare] [--rows 160]

Every held-out row is asked once, at temperature 0, through the product's own prompts, parsers and
gate. Printed are, for each kind of question, how many answers have the right form, lose nothing
(every figure, name and mask of the facts is told), and pass all gates, with intervals of 95 %.
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from drafter import models, settings
from drafter.document import Fact, Facts
from drafter.document import genre as genres
from drafter.drafting.gate import refusal, untold
from drafter.drafting.steps import craft, reword
from drafter.models import Request
from drafter.text import sentences, strip_end
from evals.intervals import wilson

sys.path.insert(0, str(Path(__file__).parent))
from questions import COURSES, Row, is_held_out, kind_of, question, rows

GENRE = genres.load("shuzhi")
FORMS = ("right form", "nothing lost", "passes")


async def main(arguments: Sequence[str]) -> None:
    """Ask, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adapter", type=Path, help="another than the product's own")
    parser.add_argument("--bare", action="store_true", help="the weights without any")
    parser.add_argument("--rows", type=int, default=0, help="a sample of so many")
    parser.add_argument("--show", action="store_true", help="print what does not pass, and why")
    parser.add_argument("--weights", default="", help="others than the default ones")
    options = parser.parse_args(arguments)
    bare = "@bare" if options.bare else ""
    model = models.resolve(f"local:{options.weights}{bare}", settings.read())
    if options.adapter:
        model.adapter = options.adapter
    held_out = [row for course in COURSES for row in rows(course) if is_held_out(row)]
    Random(1).shuffle(held_out)
    told, seconds = Counter[tuple[str, str]](), 0.0
    try:
        for row in held_out[: options.rows or None]:
            system, user, _ = question(row)
            answer = await model.answer(Request(row["task"], system, user, max_tokens=400))
            seconds += answer.seconds
            told[kind_of(row), "asked"] += 1
            reached, why = judged(row, answer.text)
            for form in FORMS[:reached]:
                told[kind_of(row), form] += 1
            if why and options.show:
                print(f"{row['task']}\t{why}\t{user!r}\t{answer.text!r}")
    finally:
        await model.close()
    _tell(told, seconds)


def _tell(told: Counter[tuple[str, str]], seconds: float) -> None:
    counts = {kind: told[kind, "asked"] for kind, form in told if form == "asked"}
    for kind, count in counts.items():
        for form in FORMS:
            hits = told[kind, form]
            low, high = wilson(hits, count)
            share = f"{hits / count:.3f} [{low:.3f}, {high:.3f}]"
            print(f"{kind:9} {form:13} {hits:3}/{count} {share}")
    print(f"{seconds / max(1, sum(counts.values())):.1f} s an answer")


def judged(row: Row, answer: str) -> tuple[int, str]:
    """How many of `FORMS` an answer reaches, and why not more."""
    try:
        match row["task"]:
            case "point":
                return _point(row, *craft.point_of(answer))
            case "pair":
                return _pair(row, *craft.pair_of(answer))
            case "reword":
                return _reword(row, reword.line_of(answer))
            case _:
                facts = _facts(row["bullets"], row)
                return _text(craft.ended(answer), facts, facts)
    except ValueError as error:
        return 0, str(error)


def _facts(texts: Sequence[str], row: Row) -> Facts:
    items = tuple(Fact(f"F{at}", text) for at, text in enumerate(texts, 1))
    return Facts(items, role=row["role"], year=row.get("year"))


def _text(text: str, cited: Facts, sheet: Facts, kind: str = "sentence") -> tuple[int, str]:
    lost = untold(cited.items, [text])
    if lost:
        return 1, lost[0][1]
    for span in sentences(text):
        why = refusal(text[slice(*span)], cited.items, sheet, GENRE, kind=kind)
        if why:
            return 2, why
    return 3, ""


def _point(row: Row, lead: str, text: str) -> tuple[int, str]:
    facts = _facts(row["facts"], row)
    reached, why = _text(text, facts, facts)
    if reached < len(FORMS):
        return reached, why
    why = refusal(lead, facts.items, facts, GENRE, kind="lead")
    return (2, f"{lead}：{why}") if why else (3, "")


def _pair(row: Row, admission: str, measure: str) -> tuple[int, str]:
    given = [row["given"]] if row["given"] else []
    sheet = _facts([row["shortcoming"], *given], row)
    short, own = Facts(sheet.items[:1]), sheet.items[1:]
    reached, why = _text(admission, short, sheet, "admission")
    lost = untold(own, [measure])
    if reached < len(FORMS) or lost:
        return min(reached, 1 if lost else reached), why or lost[0][1]
    kind, cited = ("sentence", own) if own else ("measure", short.items)
    why = refusal(measure, cited, sheet, GENRE, kind=kind)
    return (2, why) if why else (3, "")


def _reword(row: Row, text: str) -> tuple[int, str]:
    sheet = _facts([row["fact"]], row)
    fact, kind = sheet.items[0], "admission" if row["section"] == "个人存在的不足" else "sentence"
    text = reword.bounded(strip_end(text), fact.text)
    lost = untold([fact], [text])
    if lost:
        return 1, lost[0][1]
    why = reword.unfaithful(text, fact, sheet, GENRE, kind=kind)
    return (2, why) if why and why != reword.NOT_BETTER else (3, "")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
