"""Lines to the parts of a report: trains the tables that `likeness` and `place` read.

    python training/placing.py            leave files and sheets out, print how right it is
    python training/placing.py --write    train on all, write three tables of drafter/data

`placing.tsv`: a softmax over the characters of a line tells seven parts and what is no fact apart.
It learns from the rows of `training/data` and from the labelled sheets of `tests/drafting/handed`.
`order.tsv`: what cues, headings and neighbours are worth on the way through a whole sheet; a chain
of states, learned from the labelled sheets with lines scored by tables that have not seen them.
`unlike.tsv`: what counts for a line being no fact, its sound, what stands below and over it.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
import softmax
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import logsumexp
from softmax import Table, heavy, write

from drafter import likeness
from drafter.document import Fact, Facts, genre
from drafter.drafting.steps import place, sift
from drafter.likeness import KINDS, NONE, PLACES, features
from tests.drafting.handed_sheets import HANDED, Handed, handed

DATA = Path(__file__).parent / "data"
SECTIONS = {
    "政治建设": "politics", "履职情况": "duty", "队伍作风": "team", "廉洁自律": "integrity",
    "上年度反馈整改": "feedback", "个人存在的不足": "shortcoming", "改进措施": "measure",
}  # fmt: skip
PENALTY = 0.04  # on squared weights of characters
RARE = 3.0  # times that a line which is no fact counts
STEPS = 90  # of the descent
LEAST = 0.3  # of a weight, below which it is dropped
LONGEST = 120  # characters of a line of a sheet from which it learns
FOLDS = 3
STIFF = 0.4  # on the squared distance of a cue's weight from what it is meant for
FIRM = 3.0  # the same of a cue that is a rule: few sheets show what it is for
# What cues are meant for before anything is learned: by the place in their name, by themselves.
OWN = {
    "like": 1.0, "opens": 5.0, "under": 4.0, "holds": 16.0, "headed": 2.0,
    "begins": 1.0, "words": 0.5, "since": 3.5,
}  # fmt: skip
MEANT: Mapping[str, Mapping[str, float]] = {
    "future": {"measure": 3}, "planned": {"measure": 2}, "clean": {"integrity": 3},
    "honest": {"integrity": 2}, "held": {"shortcoming": -8, "measure": -2},
    "trails": {"measure": 12},
    "fell": {"shortcoming": -4, "measure": -2}, "mended": {"shortcoming": -2, "feedback": -2},
    "spared": {"shortcoming": -6}, "prepared": {"duty": 2, "measure": -4},
    "scant": {"shortcoming": 2}, "unmet": {"shortcoming": 14},
    "admits": {"shortcoming": 3}, "staffed": {"team": 2}, "learnt": {"politics": 2},
    "goal": {"measure": 2}, "enrolled": {"team": 6},
    "punished": {"integrity": 2, "team": 1, "measure": -2},
    "rescued": {"duty": 2}, "rest": {"duty": 5},
    "names": {"feedback": 3}, "names, answers": {"feedback": 3}, "answers": {"feedback": 6},
    "labelled feedback": {"feedback": 3}, "labelled shortcoming": {"shortcoming": 4},
    "labelled measure": {"measure": 4}, "admitting": {"shortcoming": 4},
    "under shortcoming": {"shortcoming": 4, "measure": 2},
    "since shortcoming": {"shortcoming": 3.5, "measure": 3.5},
}  # fmt: skip
SINGLE = 7  # one of so many lines of the rows is a sheet of its own
_Single = tuple[Mapping[str, float], frozenset[str]]
Row = tuple[str, str, bool]  # text, kind, whether it is a heading


@dataclass(frozen=True)
class Labelled:
    """A sheet's lines, with the places that its labels allow each; none where it is no fact."""

    name: str
    facts: Facts
    allowed: tuple[frozenset[str], ...]

    @property
    def kept(self) -> tuple[tuple[Fact, ...], tuple[frozenset[str], ...]]:
        """The lines that are facts or may be."""
        pairs = zip(self.facts, self.allowed, strict=True)
        rows = [(fact, own) for fact, own in pairs if own != {NONE}]
        return tuple(fact for fact, _ in rows), tuple(own for _, own in rows)


def main() -> None:
    """Cross-check, or write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--more", type=Path, action="append", default=[], help="labelled sheets")
    options = parser.parse_args()
    files = {path.name: list(rows(path)) for path in sorted(DATA.glob("*.jsonl"))}
    sheets = [labelled(each) for folder in (HANDED, *options.more) for each in handed(folder)]
    every = [row for told in files.values() for row in told]
    tables = [train(_without(fold, every, sheets)) for fold in range(FOLDS)]
    singles = list(_singles(tables, every))
    unseen = list(_unseen(tables, sheets))
    if options.write:
        kept = write(
            "placing.tsv", train([*every, *(row for each in sheets for row in lines(each))])
        )
        sys.stdout.write(f"{kept} features of lines\n")
        kept = write("order.tsv", ordered(sheets, unseen, singles))
        sys.stdout.write(f"{kept} cues\n")
        write("unlike.tsv", unlike(sheets, tables))
        return
    for name in (each for each in files if each.startswith("lines")):
        others = [row for other, told in files.items() if other != name for row in told]
        table = train([*others, *(row for each in sheets for row in lines(each))])
        sys.stdout.write(f"{name}: {_told_apart(files[name], table)}\n")
    right = told = 0
    for fold in range(FOLDS):
        mine = [at % FOLDS == fold for at in range(len(sheets))]
        others = [n for n, own in enumerate(mine) if not own]
        order = ordered([sheets[n] for n in others], [unseen[n] for n in others], singles)
        for at in (n for n, own in enumerate(mine) if own):
            wrong = list(_wrong(sheets[at], unseen[at], order))
            whole = sum(len(own) == 1 for own in sheets[at].kept[1])
            right, told = right + whole - len(wrong), told + whole
            for row in wrong:
                sys.stdout.write(f"  {sheets[at].name}: {row}\n")
    sys.stdout.write(f"lines of sheets left out, in their place: {right}/{told}\n")


def labelled(sheet: Handed) -> Labelled:
    """The lines of a sheet with the places that its labels allow them."""
    return Labelled(
        sheet.path.name,
        sheet.sheet,
        tuple(_allowed(fact.text, sheet) for fact in sheet.sheet),
    )


def _allowed(text: str, sheet: Handed) -> frozenset[str]:
    found = [
        frozenset(row["place"].split("|"))
        for row in sheet.facts
        if all(any(w in text for w in row[key].split("|")) for key in ("fact", "figure"))
    ]
    if not found:
        is_none = any(words in text for words in sheet.others)
        return frozenset({NONE}) if is_none else frozenset(PLACES)
    return frozenset.intersection(*found) or frozenset.union(*found)


def lines(sheet: Labelled) -> Iterator[Row]:
    """The lines of a sheet whose place is told apart."""
    for fact, own in zip(sheet.facts, sheet.allowed, strict=True):
        if len(own) == 1 and len(fact.text) <= LONGEST:
            yield fact.text, next(iter(own)), False


def rows(path: Path) -> Iterator[Row]:
    """The lines and headings of a file, each with its kind."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        told = _placed(row, row["task"])
        yield from ((text, kind, row["task"] == "heading") for text, kind in told if kind)


def _placed(row: dict, task: str) -> Iterator[tuple[str, str]]:  # noqa: C901 - one for each task
    if task in ("line", "heading"):
        yield row["text"], row["place"]
    elif task == "reword":
        yield from ((text, SECTIONS[row["section"]]) for text in {row["fact"], row["text"]})
    elif task == "point":
        for fact in row["facts"]:
            yield from ((text, SECTIONS.get(row["section"], "")) for text in {fact, _first(fact)})
    elif task == "pair":
        told = row["shortcoming"]
        yield from ((text, "shortcoming") for text in {told, _first(told)})
        yield row["given"], "measure" if row["given"] else ""
    elif task == "headings":
        for section, facts in row["sections"].items():
            yield from ((fact, SECTIONS[section]) for fact in facts)
    elif task == "feedback":
        yield row["bullets"][0], "feedback"
    elif task == "plan":
        facts = dict(enumerate(row["facts"], 1))
        for group in row["groups"]:
            yield from ((facts[at], SECTIONS[group["section"]]) for at in group["facts"])
        yield from ((facts[at], "feedback") for at in row["feedback"])
        yield from ((facts[at], NONE) for at in row["left_out"])
        for pair in row["pairs"]:
            yield from ((facts[at], "shortcoming") for at in pair["shortcoming"])
            yield from ((facts[at], "measure") for at in pair["measures"])


def _first(fact: str) -> str:
    """The first clause of a fact: people jot down no more than that."""
    return fact.split("，", maxsplit=1)[0]


def train(told: Sequence[Row]) -> Table:
    """What the characters of lines and headings speak for."""
    own = [features(text, is_heading=is_heading) for text, _, is_heading in told]
    wanted = [KINDS.index(kind) for _, kind, _ in told]
    counted = [RARE if kind == NONE else 1.0 for _, kind, _ in told]
    return heavy(softmax.train(own, wanted, counted, penalty=PENALTY, steps=STEPS), LEAST)


def _without(fold: int, every: Sequence[Row], sheets: Sequence[Labelled]) -> list[Row]:
    """All lines but those of one fold."""
    told = [row for n, row in enumerate(every) if n % FOLDS != fold]
    return [*told, *(row for n, s in enumerate(sheets) if n % FOLDS != fold for row in lines(s))]


def _singles(tables: Sequence[Table], every: Sequence[Row]) -> Iterator[_Single]:
    """Lines of the rows, each alone, with the place it has."""
    picked = [n for n in range(0, len(every), SINGLE) if every[n][1] in PLACES and not every[n][2]]
    for fold, table in enumerate(tables):
        with _using(table):
            for text, kind, _ in (every[n] for n in picked if n % FOLDS == fold):
                fact = (Fact("F1", text),)
                yield next(place.cues(fact, None, genre.load("shuzhi"))), frozenset({kind})


def _unseen(
    tables: Sequence[Table], sheets: Sequence[Labelled]
) -> Iterator[list[dict[str, float]]]:
    """The cues of the lines of each sheet, by tables that have not seen it."""
    for at, sheet in enumerate(sheets):
        with _using(tables[at % FOLDS]):
            yield list(place.cues(sheet.kept[0], sheet.facts.year, genre.load("shuzhi")))


def _using(table: Table) -> patch:
    likeness.likeness.cache_clear()
    return patch.object(likeness, "_weights", lambda: table)


def _told_apart(told: Sequence[Row], table: Table) -> str:
    """How many facts would be left out as none, how much that is none, how many are placed."""
    with _using(table):
        facts = [(likeness.likeness(text), kind) for text, kind, _ in told if kind != NONE]
        scores = {kind: [likeness.is_like_none(t) for t, k, _ in told if (k == NONE) == kind]
                  for kind in (True, False)}  # fmt: skip
    right = sum(max(PLACES, key=lambda p, s=s: s[p]) == kind for s, kind in facts)
    cut = [
        f"from {least}: {sum(s > least for s in scores[False])} facts and "
        f"{sum(s > least for s in scores[True])}/{len(scores[True])} others"
        for least in (-1, -0.5, 0, 0.5, 1, 2)
    ]
    return f"{right}/{len(facts)} placed; left out {'; '.join(cut)}"


def unlike(sheets: Sequence[Labelled], tables: Sequence[Table]) -> Table:
    """What each sign of a line that is no fact is worth: a logistic regression."""
    told, wanted = [], []
    for at, sheet in enumerate(sheets):
        why = sift.ruled(sheet.facts)
        with _using(tables[at % FOLDS]):
            signs = sift.signs(sheet.facts, why)
        for fact, own, row in zip(sheet.facts, sheet.allowed, signs, strict=True):
            if not why[fact.id] and own != set(PLACES):
                told.append(row)
                wanted.append(1.0 if own == {NONE} else -1.0)
    names = list(told[0])
    rows = np.array([[row[name] for name in names] for row in told])
    sign = np.array(wanted)

    def loss(weights: np.ndarray) -> float:
        return np.logaddexp(0, -sign * (rows @ weights)).sum() + 0.1 * (weights**2).sum()

    found = minimize(loss, np.zeros(len(names))).x
    return {name: (float(each),) for name, each in zip(names, found, strict=True)}


def ordered(
    sheets: Sequence[Labelled],
    told: Sequence[Sequence[Mapping[str, float]]],
    singles: Sequence[_Single],
) -> Table:
    """What cues and moves are worth: a conditional chain over the states of the lines."""
    lone = [row for row, _ in singles]
    names = sorted({name for each in [*told, lone] for row in each for name in row} | set(_fixed()))
    where = {name: at for at, name in enumerate(names)}
    meant = np.zeros((len(names), len(PLACES)))
    for name in names:
        kind, _, part = name.partition(" ")
        if kind in OWN:
            meant[where[name]] = [OWN[kind] * (each == part) for each in PLACES]
        if name in MEANT:
            meant[where[name]] = [MEANT[name].get(each, 0.0) for each in PLACES]
        elif kind == "stay":
            meant[where[name]] = [1.0 + (each == "measure") for each in PLACES]  # to the end
    problems = [
        _Chain(_matrix(each, where), [where[f"stay {m}"] for m in place.moves(sheet.kept[0])],
               _mask(sheet.kept[1]))
        for sheet, each in zip(sheets, told, strict=True) if each
    ]  # fmt: skip
    alone = _matrix(lone, where), _mask([own for _, own in singles])
    after = [where[f"after {each}"] for each in PLACES]
    ends = where["start"], where["end"]

    stiff = np.where([name in MEANT for name in names], FIRM, STIFF)[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(meant.shape)
        slope = 2 * stiff * (weights - meant)
        value = (stiff * (weights - meant) ** 2).sum()
        for each in problems:
            own, grown = each.loss(weights, after, ends)
            value, slope = value + own, slope + grown
        value += _alone(weights, *alone, slope)
        return value, slope.ravel()

    found = minimize(loss, meant.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    weights = found.reshape(meant.shape)
    return {name: tuple(weights[at]) for name, at in where.items()}


def _alone(weights: np.ndarray, told: csr_matrix, mask: np.ndarray, slope: np.ndarray) -> float:
    """The same of lines that stand alone, all at once; their slope is added to `slope`."""
    own = told @ weights
    whole, part = logsumexp(own, axis=1), logsumexp(own + mask, axis=1)
    free, held = np.exp(own - whole[:, None]), np.exp(own + mask - part[:, None])
    slope += told.T @ (free - held)
    return float((whole - part).sum())


def _fixed() -> Iterator[str]:
    yield from (f"{word} {each}" for word in ("after", "holds") for each in PLACES)
    yield from MEANT
    yield from (f"stay {move}" for move in ("row", "heading", "gap", "under", "next"))
    yield from ("start", "end")


def _matrix(told: Sequence[Mapping[str, float]], where: Mapping[str, int]) -> csr_matrix:
    made = np.zeros((len(told), len(where)))
    for at, row in enumerate(told):
        for name, value in row.items():
            if name in where:
                made[at, where[name]] = value
    return csr_matrix(made)


def _mask(allowed: Sequence[frozenset[str]]) -> np.ndarray:
    """Nothing for the states that are allowed, and minus infinity for the others."""
    return np.array([[0.0 if each in own else -np.inf for each in PLACES] for own in allowed])


@dataclass(frozen=True)
class _Chain:
    """One sheet as a chain of lines."""

    cues: csr_matrix
    stays: Sequence[int]  # the row of weights for staying where the line before is
    mask: np.ndarray

    def loss(
        self, weights: np.ndarray, after: Sequence[int], ends: tuple[int, int]
    ) -> tuple[float, np.ndarray]:
        """Minus the logarithm of the share of the ways that are allowed, and its slope."""
        own = self.cues @ weights
        is_sheet = float(own.shape[0] >= place.SHEET)
        own[0] += is_sheet * weights[ends[0]]
        own[-1] += is_sheet * weights[ends[1]]
        steps = [weights[after] + np.diag(weights[stay]) for stay in self.stays[1:]]
        whole, free, free_steps = _expected(own, steps)
        part, held, held_steps = _expected(own + self.mask, steps)
        rows = free - held
        slope = self.cues.T @ rows
        slope[ends[0]] += is_sheet * rows[0]
        slope[ends[1]] += is_sheet * rows[-1]
        for stay, ours, theirs in zip(self.stays[1:], free_steps, held_steps, strict=True):
            slope[after] += ours - theirs
            slope[stay] += np.diag(ours - theirs)
        return whole - part, slope


def _expected(
    own: np.ndarray, steps: Sequence[np.ndarray]
) -> tuple[float, np.ndarray, list[np.ndarray]]:
    """The logarithm of all ways' worth, how likely each state and each step is."""
    ahead, behind = [own[0]], [np.zeros(own.shape[1])]
    for row, step in zip(own[1:], steps, strict=True):
        ahead.append(row + _summed(ahead[-1][:, None] + step, 0))
    for row, step in zip(own[:0:-1], reversed(steps), strict=True):
        behind.append(_summed(step + (row + behind[-1])[None, :], 1))
    behind.reverse()
    whole = float(_summed(ahead[-1], 0))
    states = np.exp(np.array(ahead) + np.array(behind) - whole)
    pairs = [
        np.exp(a[:, None] + step + (row + b)[None, :] - whole)
        for a, step, row, b in zip(ahead[:-1], steps, own[1:], behind[1:], strict=True)
    ]
    return whole, states, pairs


def _summed(worth: np.ndarray, axis: int) -> np.ndarray:
    """The logarithm of the sum, as `scipy` has it; of small arrays, many times."""
    most = worth.max(axis, keepdims=True)
    return most.squeeze(axis) + np.log(np.exp(worth - most).sum(axis))


def _wrong(sheet: Labelled, told: Sequence[Mapping[str, float]], order: Table) -> Iterator[str]:
    """The lines of a sheet whose place is told apart, and that are placed elsewhere."""
    facts, allowed = sheet.kept
    with patch.object(place, "_order", lambda: order), patch.object(place, "cues", lambda *_: told):
        way = place.best_way(facts, sheet.facts.year, genre.load("shuzhi"))
    for fact, own, found in zip(facts, allowed, way, strict=True):
        if len(own) == 1 and found not in own:
            yield f"{'、'.join(own)} → {found}: {fact.group} | {fact.text}"


if __name__ == "__main__":
    main()
