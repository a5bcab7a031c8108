"""Signs, names in a series, ranges and bases told wrongly: python benchmarks/planted_kinds.py.

Sheets are drawn at random from `tests/grounding/kinds.txt` with random numbers and drafted without
a model. In each report one such place at a time is changed; the rules must name it as an error
that the clean report does not have, and the gate must refuse its sentence when a model writes it.
The same facts said rightly in other words are asked too: those refused or named are false alarms.
"""

import argparse
import asyncio
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from drafter import rules
from drafter.document import Fact, Facts, Report, Severity, parsing
from drafter.document import genre as genres
from drafter.drafting import draft
from drafter.drafting.gate import refusal
from drafter.text import numerals
from evals.intervals import wilson

FRAMES = Path(__file__).parent.parent / "tests" / "grounding" / "kinds.txt"
FACTS = 10  # of one sheet


@dataclass(frozen=True, slots=True)
class Plant:
    """A fact, what of it is changed into what, and the fact in other words."""

    kind: str
    fact: str
    was: str
    now: str
    right: str


def frames() -> list[Plant]:
    """The facts with places for numbers."""
    lines = FRAMES.read_text("utf-8").splitlines()
    return [Plant(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def filled(frame: Plant, chance: Random) -> Plant:
    """The frame with numbers, all of them different."""
    a = chance.randrange(21, 44)
    n, m = chance.randrange(210, 980), chance.randrange(11, 19)
    numbers = {
        "a": a, "b": a + chance.randrange(11, 20), "c": a + chance.randrange(31, 40),
        "d": a - chance.randrange(3, 9), "n": n, "m": m, "k": n + 120, "l": n + 230,
        "x": f"{chance.randrange(2, 9)}.{chance.randrange(1, 9)}",
    }  # fmt: skip
    words = (each.format(**numbers) for each in (frame.fact, frame.was, frame.now, frame.right))
    return Plant(frame.kind, *words)


def sheets(count: int, chance: Random) -> Iterator[list[Plant]]:
    """So many sheets, each frame as often as any other."""
    every = frames()
    drawn: list[Plant] = []
    for _ in range(count):
        while len(drawn) < FACTS:
            drawn += chance.sample(every, len(every))
        yield [filled(each, chance) for each in drawn[:FACTS]]
        drawn = drawn[FACTS:]


def errors(text: str, report: Report) -> Counter[str]:
    """What the rules call an error, each with its place in words."""
    found = rules.check(parsing.parse(text, report.genre, facts=report.facts))
    return Counter(f"{e.rule} {e.message}" for e in found if e.severity is Severity.ERROR)


def tally(count: int, seed: int) -> Iterator[tuple[str, str, bool, Plant]]:
    """Which measure, which kind, whether it held, of which plant."""
    chance = Random(seed)
    genre = genres.load("shuzhi")
    for plants in sheets(count, chance):
        items = tuple(Fact(f"F{n}", each.fact, role="duty") for n, each in enumerate(plants, 1))
        facts = Facts(items, year=2024, genre="shuzhi")
        report = asyncio.run(draft(facts, None)).report
        clean, plain = errors(report.text, report), numerals.fold(report.text)
        for fact, plant in zip(items, plants, strict=True):
            said = fact.text.replace(plant.was, plant.now) + "。"
            refused = refusal(said, (fact,), facts, genre, kind="sentence")
            yield "gate", plant.kind, bool(refused), plant
            wrongly = refusal(plant.right + "。", (fact,), facts, genre, kind="sentence")
            yield "gate, said rightly", plant.kind, not wrongly, plant
            at = plain.find(numerals.fold(plant.was))
            if at >= 0 and plain.count(numerals.fold(plant.was)) == 1:
                told = report.text[:at] + plant.now + report.text[at + len(plant.was) :]
                yield "rules", plant.kind, bool(errors(told, report) - clean), plant
            at = plain.find(numerals.fold(fact.text))
            if at >= 0:
                told = report.text[:at] + plant.right + report.text[at + len(fact.text) :]
                yield "rules, said rightly", plant.kind, not errors(told, report) - clean, plant


def main(arguments: Sequence[str]) -> int:
    """Print what is caught of each kind, and with --missed each that is not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sheets", type=int, default=45)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args(arguments)
    held: dict[tuple[str, str], list[bool]] = defaultdict(list)
    missed: Counter[tuple[str, str, str, str]] = Counter()
    for measure, kind, is_held, plant in tally(options.sheets, options.seed):
        held[measure, kind].append(is_held)
        held[measure, "all"].append(is_held)
        if not is_held:
            wrong = plant.right if "rightly" in measure else plant.now
            missed[measure, plant.kind, plant.fact, wrong] += 1
    sys.stdout.write("| Measure | Kind | Held | Share and 95 % interval |\n|---|---|---|---|\n")
    for (measure, kind), row in sorted(held.items()):
        low, high = wilson(sum(row), len(row))
        share = f"{sum(row) / len(row):.3f} [{low:.3f}, {high:.3f}]"
        sys.stdout.write(f"| {measure} | {kind} | {sum(row)}/{len(row)} | {share} |\n")
    if options.missed:
        sys.stdout.writelines("\t".join(map(str, row)) + "\n" for row in sorted(missed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
