"""Sentences of running text to what they tell: trains the table that `running` reads.

    python training/running.py            leave reports out, print how right sentences are told
    python training/running.py --write    train on all, write drafter/data/running.tsv

A chain of states over the sentences of a text. It learns from the labelled reports of
`tests/layouts`, once with what their headings name and once without, so that sentences have to
speak for themselves, and from parts in running text that `prose_made` puts together.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import telling as tells
from prose_made import Labelled, put_together
from scipy.optimize import minimize
from softmax import Table, heavy, write

from drafter.document import ParagraphKind, Report, genre
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

LAYOUTS = Path(__file__).parent.parent / "tests" / "layouts"
FOLDS = 5
PENALTY = 0.3  # on squared weights
STEPS = 120  # of the descent
NEVER = -1e3
BODY = (
    ParagraphKind.PREAMBLE, ParagraphKind.BODY, ParagraphKind.FEEDBACK, ParagraphKind.SHORTCOMINGS,
    ParagraphKind.MEASURES,
)  # fmt: skip
COUNT = len(STATES)
ALLOWED = np.array(
    [
        [
            [0.0 if running.may_follow(one, other, move) else NEVER for other in range(COUNT)]
            for one in range(COUNT)
        ]
        for move in MOVES
    ]
)
BEGIN = np.array([NEVER if state in (MORE_LACK, MORE_PLAN) else 0.0 for state in STATES])
Cues = Sequence[Mapping[str, float]]


def main() -> None:
    """Cross-check, or write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    shuzhi = genre.load("shuzhi")
    names = sorted(json.loads((LAYOUTS / "structure.json").read_text("utf-8")))
    reports = [parse((LAYOUTS / name).read_text("utf-8"), shuzhi) for name in names]
    sheets = [labelled(report) for report in reports]
    unseen, hidden = _unseen(reports, sheets)
    made = list(put_together(random.Random(1)))
    cues = [list(running.cues(each.told)) for each in made]
    if options.write:
        table = train([*sheets, *sheets, *made], [*unseen, *hidden, *cues])
        sys.stdout.write(f"{write('running.tsv', heavy(table, 0.0))} cues\n")
        return
    told = {"as they are": Counter[tuple[str, str]](), "without headings": Counter()}
    for fold in range(FOLDS):
        kept = [n for n in range(len(sheets)) if n % FOLDS != fold]
        own = [sheets[n] for n in kept]
        table = train(
            [*own, *own, *made], [*(unseen[n] for n in kept), *(hidden[n] for n in kept), *cues]
        )
        for counts, ways in zip(told.values(), (unseen, hidden), strict=True):
            for n in range(fold, len(sheets), FOLDS):
                found = _way(sheets[n].told, ways[n], table)
                counts.update(zip(sheets[n].states, found, strict=True))
    for how, counts in told.items():
        right = sum(count for (one, other), count in counts.items() if one == other)
        sys.stdout.write(f"sentences told right, {how}: {right}/{counts.total()}\n")


def labelled(report: Report) -> Labelled:
    """The sentences of a report, and what each tells by its labels."""
    words = Vocabulary.of(report.genre)
    points = sorted(
        [(x.span, LACK) for x in report.shortcomings] + [(x.span, PLAN) for x in report.measures]
    )
    heads = {section.heading_span[0]: section for section in report.sections}
    told: list[Sentence] = []
    heading, is_first = "other", True
    for paragraph in report.paragraphs:
        for start in (x for x in heads if paragraph.span[0] <= x < paragraph.span[1]):
            heading = running.heading_kind(heads[start].heading, heads[start].role, words)
            is_first = True
        if paragraph.kind in BODY and running.names_field(paragraph.text):
            is_first = True
        elif paragraph.kind in BODY:
            inside = list(
                running.sentences_of(report.text, paragraph.span, heading, is_first=is_first)
            )
            told += inside
            is_first = is_first and not inside
    states = running.allowed(told, [_state(each, points) for each in told])
    return Labelled(tuple(told), tuple(states))


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


def _unseen(reports: Sequence[Report], sheets: Sequence[Labelled]) -> tuple[list[Cues], list[Cues]]:
    """The cues of each report with headings and without, by a table that has not seen it."""
    rows = [tells.rows(report) for report in reports]
    whole: dict[int, Cues] = {}
    hidden: dict[int, Cues] = {}
    for fold in range(FOLDS):
        table = tells.train([x for n, own in enumerate(rows) if n % FOLDS != fold for x in own])
        with patch.object(telling, "_weights", lambda table=table: table):
            for n in range(fold, len(sheets), FOLDS):
                whole[n] = list(running.cues(sheets[n].told))
                hidden[n] = list(running.cues(_unheaded(sheets[n]).told))
    return [whole[n] for n in sorted(whole)], [hidden[n] for n in sorted(hidden)]


@dataclass(frozen=True)
class _Chain:
    """One text as a chain of sentences."""

    cues: np.ndarray
    moves: list[int]
    states: list[int]

    def loss(self, weights: np.ndarray, steps: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Minus the logarithm of the share of the labelled way; its slopes."""
        rows = self.cues @ weights
        rows[0] += BEGIN
        ahead, behind = [rows[0]], [np.zeros(COUNT)]
        for row, move in zip(rows[1:], self.moves[1:], strict=True):
            ahead.append(row + _summed(ahead[-1][:, None] + steps[move], 0))
        for row, move in zip(rows[:0:-1], self.moves[:0:-1], strict=True):
            behind.append(_summed(steps[move] + (row + behind[-1])[None, :], 1))
        behind.reverse()
        whole = float(_summed(ahead[-1], 0))
        free = np.exp(np.array(ahead) + np.array(behind) - whole)
        at = np.arange(len(self.states))
        value = whole - rows[at, self.states].sum()
        free[at, self.states] -= 1
        slope = np.zeros_like(steps)
        for n in range(1, len(self.states)):
            move, one, other = self.moves[n], self.states[n - 1], self.states[n]
            here = (rows[n] + behind[n])[None, :]
            slope[move] += np.exp(ahead[n - 1][:, None] + steps[move] + here - whole)
            slope[move][one, other] -= 1
            value -= steps[move][one, other]
        return value, self.cues.T @ free, slope


def train(sheets: Sequence[Labelled], cues: Sequence[Cues]) -> Table:
    """What cues and moves are worth: a conditional chain over the states of the sentences."""
    pairs = [(s, c) for s, c in zip(sheets, cues, strict=True) if s.told]
    names = sorted({name for _, told in pairs for row in told for name in row})
    first = len(names)
    names += [f"{move} after {state}" for move in MOVES for state in STATES]
    where = {name: at for at, name in enumerate(names)}
    chains = [_chain(sheet, told, where) for sheet, told in pairs]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, COUNT)
        steps = weights[first:].reshape(len(MOVES), COUNT, COUNT) + ALLOWED
        value, slope = PENALTY * (weights**2).sum(), 2 * PENALTY * weights
        for each in chains:
            own, of_cues, of_steps = each.loss(weights, steps)
            value += own
            slope += of_cues
            slope[first:] += of_steps.reshape(-1, COUNT)
        return value, slope.ravel()

    start = np.zeros(len(names) * COUNT)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    weights = found.reshape(-1, COUNT)
    return {"": (0.0,) * COUNT, **{name: tuple(weights[at]) for name, at in where.items()}}


def _chain(sheet: Labelled, told: Cues, where: Mapping[str, int]) -> _Chain:
    matrix = np.zeros((len(told), len(where)))
    for at, row in enumerate(told):
        for name, value in row.items():
            matrix[at, where[name]] = value
    moves = [MOVES.index(each.move) for each in sheet.told]
    return _Chain(matrix, moves, [STATES.index(each) for each in sheet.states])


def _summed(worth: np.ndarray, axis: int) -> np.ndarray:
    """The logarithm of the sum, as `scipy` has it; of small arrays, many times."""
    most = worth.max(axis, keepdims=True)
    return most.squeeze(axis) + np.log(np.exp(worth - most).sum(axis))


def _way(told: Sequence[Sentence], cues: Cues, table: Table) -> list[str]:
    with (
        patch.object(running, "_weights", lambda: table),
        patch.object(running, "cues", lambda _: cues),
    ):
        return running.best_way(told, running.weighed(told))


if __name__ == "__main__":
    main()
