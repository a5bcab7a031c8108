"""Sentences of running text to what they tell: trains the table that `running` reads.

    python training/running.py            leave reports out, print how right sentences are told
    python training/running.py --write    train on all, write drafter/data/running.tsv

A chain of states over the sentences of a text. It learns from the labelled reports of
`tests/layouts`, once with what their headings name and once without, so that sentences have to
speak for themselves, and from parts in running text that are put together from the rows of
`training/data`: work done, what falls short behind it, what will be done about it.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import telling as tells
from scipy.optimize import minimize
from softmax import Table, heavy, write

from drafter.document import ParagraphKind, Report, Role, genre
from drafter.document.parsing import parse, running, telling
from drafter.document.parsing.running import (
    LACK,
    MORE_LACK,
    MORE_PLAN,
    MOVES,
    OTHER,
    PLAN,
    STATES,
    Sentence,
)
from drafter.document.parsing.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
LAYOUTS = ROOT / "tests" / "layouts"
DATA = ROOT / "training" / "data"
FOLDS = 5
MADE = 2000  # parts that are put together
FURTHER_DEEDS = 0.2  # share of deeds that words tie to the one before
PARTED = 0.4  # share of parts in which a paragraph of its own tells what falls short
ENDED = 0.3  # share of parts below which somebody ends
PENALTY = 0.3  # on squared weights
STEPS = 120  # of the descent
BODY = (
    ParagraphKind.PREAMBLE, ParagraphKind.BODY, ParagraphKind.FEEDBACK, ParagraphKind.SHORTCOMINGS,
    ParagraphKind.MEASURES,
)  # fmt: skip
NAMED = {Role.SHORTCOMING: "lack", Role.MEASURE: "plan", Role.FEEDBACK: "feedback"}
_OPEN = re.compile(r"〔待补[^〕]*〕")
# How people come to what falls short and to what they mean, in running text.
LACKS = (
    "不足的是", "做得不够的是，", "不足之处是", "要检讨的是，", "短处是", "欠缺在", "也有不足：", "毛病是", "这一块主要是",
    "做得不好的地方，是", "遗憾的是，", "不过，", "但", "主要问题是", "自己不满意的是", "还有没做好的：", "有待改进的是", "",
    "", "", "", "", "",
)  # fmt: skip
FURTHER = (
    "另外，",
    "还有，",
    "再就是",
    "再有，",
    "其次，",
    "此外，",
    "还有一点，",
    "还有",
    "同时，",
    "",
    "",
    "",
    "",
)
PLANS = (
    "明年打算", "明年我想", "下一步", "今后", "以后", "准备", "打算", "接下来，", "下一步，我将", "明年", "新的一年，", "我要", "从明年起，",
    "改的办法，是", "", "", "", "",
)  # fmt: skip
BESIDES = (
    "另外，", "此外，还要", "除此之外，", "还有一个心愿：", "最后还有一件新事：", "除了这几件，明年还要", "另有一个打算：",
)  # fmt: skip
CAUSES = (
    "这里有人手少的原因，也有我抓得不紧的原因。", "说到底还是自己不上心。", "原因是平时摸得不细。", "事后想想很惭愧。",
    "究其原因，是我把这件事看轻了。", "有同志当面提过，我没有往心里去。", "这件事我有责任。", "结果拖到了年底。", "影响很不好。",
)  # fmt: skip
REMARKS = (
    "回头看，这一年有收获也有遗憾。", "成绩是大家的。", "对照要求，自己还有不少差距。", "账要两头算。", "好的说完了，再说不好的。",
    "针对这些不足，新的一年我打算从几个方面去改。", "有几件事我没有办好，心里过意不去。", "这一摊的活不算少。",
)  # fmt: skip
# How people end: nothing more is told.
ENDS = (
    "回头看，这一年忙是忙，心里还算踏实。", "感谢部里的领导和同事一年来的关照。", "各位同事，一路走来多亏了大家。", "新的一年，愿我们一起把事情办好。",
    "大家有意见随时找我，我的电话一直开着。", "路还长，我会接着走下去。", "总的看，任务完成了，账也没有乱。", "请领导和同志们多提意见。",
)  # fmt: skip


@dataclass(frozen=True)
class Labelled:
    """Sentences, and the state of each."""

    name: str
    told: tuple[Sentence, ...]
    states: tuple[str, ...]


def main() -> None:
    """Cross-check, or write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    shuzhi = genre.load("shuzhi")
    names = sorted(json.loads((LAYOUTS / "structure.json").read_text("utf-8")))
    reports = {name: parse((LAYOUTS / name).read_text("utf-8"), shuzhi) for name in names}
    sheets = [labelled(name, reports[name]) for name in names]
    unseen, hidden = _unseen([reports[name] for name in names], sheets)
    made = list(put_together(random.Random(1)))
    cues = [list(running.cues(each.told)) for each in made]
    if options.write:
        table = train([*sheets, *sheets, *made], [*unseen, *hidden, *cues])
        sys.stdout.write(f"{write('running.tsv', heavy(table, 0.0))} cues\n")
        return
    for how, own in (("as they are", unseen), ("without headings", hidden)):
        counts: Counter[tuple[str, str]] = Counter()
        for fold in range(FOLDS):
            kept = [n for n in range(len(sheets)) if n % FOLDS != fold]
            rest = [made[n] for n in range(len(made)) if n % FOLDS != fold]
            rest_cues = [cues[n] for n in range(len(made)) if n % FOLDS != fold]
            table = train(
                [*(sheets[n] for n in kept), *(sheets[n] for n in kept), *rest],
                [*(unseen[n] for n in kept), *(hidden[n] for n in kept), *rest_cues],
            )
            for n in range(fold, len(sheets), FOLDS):
                found = _way(sheets[n].told, own[n], table)
                counts.update(zip(sheets[n].states, found, strict=True))
        sys.stdout.write(f"{how}: {_right(counts)}\n")


def _right(counts: Mapping[tuple[str, str], int]) -> str:
    right = sum(count for (one, other), count in counts.items() if one == other)
    wrong = "; ".join(
        f"{one} as {other} {count}"
        for (one, other), count in sorted(counts.items())
        if one != other
    )
    return f"{right}/{sum(counts.values())} sentences; {wrong}"


def labelled(name: str, report: Report) -> Labelled:
    """The sentences of a report, and what each tells by its labels."""
    points = sorted(
        [(x.span, LACK) for x in report.shortcomings] + [(x.span, PLAN) for x in report.measures]
    )
    heads = {section.heading_span[0]: section for section in report.sections}
    told: list[Sentence] = []
    heading, is_first = "other", True
    for paragraph in report.paragraphs:
        for start in (x for x in heads if paragraph.span[0] <= x < paragraph.span[1]):
            section = heads[start]
            heading = heading_kind(section.heading, section.role)
            is_first = True
        if paragraph.kind in BODY and running.names_field(paragraph.text):
            is_first = True
        elif paragraph.kind in BODY:
            inside = list(
                running.sentences_of(report.text, paragraph.span, heading, is_first=is_first)
            )
            told += inside
            is_first = is_first and not inside
    states = [_state(each, points) for each in told]
    return Labelled(name, tuple(told), tuple(running.allowed(told, states)))


def heading_kind(title: str, role: str) -> str:
    return running.heading_kind(title, role, Vocabulary.of(genre.load("shuzhi")))


def _state(each: Sentence, points: Sequence[tuple[tuple[int, int], str]]) -> str:
    start, end = each.span
    for (one, other), state in points:
        if start <= one < end:
            return state
        if one < start < other:
            return MORE_LACK if state == LACK else MORE_PLAN
    return OTHER


def _unheaded(sheet: Labelled) -> Labelled:
    """The same without headings and numbers."""
    told = tuple(
        replace(
            each,
            heading="",
            move="line" if each.move == "head" else each.move,
            text=running.unnumbered(each.text),
        )
        for each in sheet.told
    )
    return replace(sheet, told=told)


def _unseen(
    reports: Sequence[Report], sheets: Sequence[Labelled]
) -> tuple[list[list[Mapping[str, float]]], ...]:
    """The cues of each report with headings and without, by a table that has not seen it."""
    rows = [tells.rows(report) for report in reports]
    made: dict[int, tuple[list[Mapping[str, float]], ...]] = {}
    for fold in range(FOLDS):
        table = tells.train([x for n, own in enumerate(rows) if n % FOLDS != fold for x in own])
        with patch.object(telling, "_weights", lambda table=table: table):
            for n in range(fold, len(sheets), FOLDS):
                ways = (sheets[n], _unheaded(sheets[n]))
                made[n] = tuple(list(running.cues(each.told)) for each in ways)
    return tuple([made[n][way] for n in range(len(sheets))] for way in (0, 1))


def put_together(chance: random.Random) -> Iterator[Labelled]:
    """Parts in running text, from what stands in the rows of the data."""
    rows = [
        json.loads(x)
        for p in sorted(DATA.glob("*.jsonl"))
        for x in p.read_text("utf-8").splitlines()
    ]
    pairs = [row for row in rows if row["task"] == "pair"]
    deeds = [row["text"] for row in rows if row["task"] == "point"]
    deeds += [_ended(row[key]) for row in rows if row["task"] == "reword"
              for key in ("text", "fact") if row["section"] in ("履职情况", "队伍作风", "政治建设")]  # fmt: skip
    for number in range(MADE):
        text, marks = "", []

        def tell(told: str, lead: str, state: str) -> str:
            nonlocal text
            if told:
                marks.append((len(text), state))
                text += lead + told
            return told

        kind = chance.choice(("other", "other", "other", "both", "lack", "plan", "none"))
        if kind in ("other", "none") and chance.random() < 0.95:
            for _ in range(chance.randint(1, 4)):
                lead = chance.choice(FURTHER) if chance.random() < FURTHER_DEEDS else ""
                tell(_ended(chance.choice(deeds)), lead, OTHER)
            if chance.random() < 0.15:
                tell(chance.choice(REMARKS), "", OTHER)
            text += "\n" * (chance.random() < PARTED)
        elif chance.random() < 0.4:
            tell(chance.choice(REMARKS), "", OTHER)
            text += "\n" * (chance.random() < 0.5)
        count = chance.randint(1, 4) if kind != "none" else 0
        turns = kind in ("both", "other")
        lines = chance.random() < 0.5
        for at in range(count):
            row = chance.choice(pairs)
            if kind != "plan":
                told = chance.choice(
                    (
                        row["shortcoming"],
                        row["admission"],
                        row["admission"].partition("。")[2] or row["admission"],
                    )
                )
                lead = chance.choice(FURTHER if at and not (turns and lines) else LACKS)
                tell(_ended(told), lead, LACK)
                if chance.random() < 0.25:
                    tell(chance.choice(CAUSES), "", MORE_LACK)
            if kind == "plan" or (turns and chance.random() < 0.8):
                text += "\n" * (turns and lines and chance.random() < 0.2)
                plan = row["given"] if row["given"] and chance.random() < 0.6 else row["measure"]
                plan = plan if chance.random() < 0.4 else re.split("[；。]", plan)[0]
                lead = chance.choice(
                    FURTHER if at and kind == "plan" and chance.random() < 0.5 else PLANS
                )
                tell(_ended(_filled(plan)), lead, PLAN)
            text += "\n" * lines
        if turns and count and chance.random() < 0.3:
            plan = chance.choice(pairs)["measure"]
            text += "\n" * (chance.random() < PARTED and not text.endswith("\n"))
            tell(_ended(_filled(re.split("[；。]", plan)[0])), chance.choice(BESIDES), PLAN)
        if chance.random() < ENDED:
            text += "\n" * (not text.endswith("\n"))
            tell(chance.choice(ENDS), "", OTHER)
        heading = kind if kind in ("both", "lack", "plan") else "other"
        heading = "" if chance.random() < 0.5 else heading
        yield _read(f"made {number}", text, marks, heading)


def _read(name: str, text: str, marks: Sequence[tuple[int, str]], heading: str) -> Labelled:
    told: list[Sentence] = []
    for found in re.finditer("[^\n]+", text):
        told += running.sentences_of(text, found.span(), heading, is_first=not told)
    states = []
    for each in told:
        at = max(n for n, (place, _) in enumerate(marks) if place <= each.span[1] - 1)
        place, state = marks[at]
        is_begun = each.span[0] <= place
        more = {LACK: MORE_LACK, PLAN: MORE_PLAN}.get(state, state)
        states.append(state if is_begun else more)
    return Labelled(name, tuple(told), tuple(running.allowed(told, states)))


def _ended(told: str) -> str:
    return told if told.endswith(("。", "！")) else f"{told.rstrip('；;，')}。"


def _filled(told: str) -> str:
    """A measure with something in its open places."""
    return _OPEN.sub("6月底", told)


def train(sheets: Sequence[Labelled], cues: Sequence[Sequence[Mapping[str, float]]]) -> Table:
    """What cues and moves are worth: a conditional chain over the states of the sentences."""
    pairs = [(s, c) for s, c in zip(sheets, cues, strict=True) if s.told]
    names = sorted({name for _, told in pairs for row in told for name in row})
    names += [f"{move} after {state}" for move in MOVES for state in STATES]
    where = {name: at for at, name in enumerate(names)}
    first = where[f"{MOVES[0]} after {STATES[0]}"]
    count = len(STATES)
    chains = [_chain(sheet, told, where) for sheet, told in pairs]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(names), count)
        steps = weights[first:].reshape(len(MOVES), count, count) + ALLOWED
        slope, value = 2 * PENALTY * weights, PENALTY * (weights**2).sum()
        step_slope = np.zeros((len(MOVES), count, count))
        for matrix, moves, own in chains:
            value += _loss(matrix, moves, own, weights, steps, slope, step_slope)
        slope[first:] += step_slope.reshape(-1, count)
        return value, slope.ravel()

    start = np.zeros(len(names) * count)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    weights = found.reshape(len(names), count)
    return {"": (0.0,) * count, **{name: tuple(weights[at]) for name, at in where.items()}}


ALLOWED = np.array(
    [[[0.0 if running.may_follow(a, b, move) else -1e3 for b in range(len(STATES))]
      for a in range(len(STATES))] for move in MOVES]
)  # fmt: skip
BEGIN = np.array([-1e3 if state in (MORE_LACK, MORE_PLAN) else 0.0 for state in STATES])


def _chain(sheet: Labelled, told: Sequence[Mapping[str, float]], where: Mapping[str, int]):
    matrix = np.zeros((len(told), len(where)))
    for at, row in enumerate(told):
        for name, value in row.items():
            matrix[at, where[name]] = value
    return (
        matrix,
        [MOVES.index(x.move) for x in sheet.told],
        [STATES.index(x) for x in sheet.states],
    )


def _loss(matrix, moves, own, weights, steps, slope, step_slope) -> float:  # noqa: PLR0913
    rows = matrix @ weights
    rows[0] += BEGIN
    ahead, behind = [rows[0]], [np.zeros(rows.shape[1])]
    for row, move in zip(rows[1:], moves[1:], strict=True):
        ahead.append(row + _summed(ahead[-1][:, None] + steps[move], 0))
    for row, move in zip(rows[:0:-1], moves[:0:-1], strict=True):
        behind.append(_summed(steps[move] + (row + behind[-1])[None, :], 1))
    behind.reverse()
    whole = float(_summed(ahead[-1], 0))
    free = np.exp(np.array(ahead) + np.array(behind) - whole)
    value = whole - rows[np.arange(len(own)), own].sum()
    free[np.arange(len(own)), own] -= 1
    slope += matrix.T @ free
    for at in range(1, len(own)):
        move = moves[at]
        pair = np.exp(
            ahead[at - 1][:, None] + steps[move] + (rows[at] + behind[at])[None, :] - whole
        )
        pair[own[at - 1], own[at]] -= 1
        step_slope[move] += pair
        value -= steps[move][own[at - 1], own[at]]
    return value


def _summed(worth: np.ndarray, axis: int) -> np.ndarray:
    most = worth.max(axis, keepdims=True)
    return most.squeeze(axis) + np.log(np.exp(worth - most).sum(axis))


def _way(told: Sequence[Sentence], cues: Sequence[Mapping[str, float]], table: Table) -> list[str]:
    with (
        patch.object(running, "_weights", lambda: table),
        patch.object(running, "cues", lambda _: cues),
    ):
        return running.best_way(told, running.weighed(told))


if __name__ == "__main__":
    main()
