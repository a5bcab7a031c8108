"""Groups of facts by what the post is for, beside groups by what their words are known to be about.

    python benchmarks/grouping.py [--show]

The whole sheets of `training/data` (made up, as people jot their year down) say which facts a
strong writer tells in one point. Two facts are a pair where they stand in one point; printed are
precision and recall of the pairs, for both ways and for sheets that name no post.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from drafter.document import Fact, Facts
from drafter.drafting.phrases import duties, leads
from drafter.drafting.phrases.grouping import group
from evals.intervals import wilson

DATA = Path(__file__).parents[1] / "training" / "data"
WORK = "履职情况"
MOST = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """The facts about the work of one sheet, and the point that a writer tells each in."""

    facts: Facts
    work: tuple[Fact, ...]
    points: dict[str, int]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true", help="the groups and their leads")
    options = parser.parse_args(arguments)
    known = list(sheets())
    nameless = [replace(each, facts=replace(each.facts, role="", unit="")) for each in known]
    say = sys.stdout.write
    say(f"{len(known)} sheets, {sum(len(each.work) for each in known)} facts\n")
    say(f"by topic:               {told(known, by_topic=True)}\n")
    say(f"by duty:                {told(known)}\n")
    say(f"by duty, post not told: {told(nameless)}\n")
    if options.show:
        for each in known:
            say(f"\n{each.facts.role}\n")
            office = duties.office(each.facts)
            for row in group(each.work, duties.MAIN, MOST, office):
                texts = [fact.text for fact in row]
                say(f"  {leads.lead(texts, duties.MAIN, (), office)}：{'；'.join(texts)}\n")


def sheets() -> Iterator[Sheet]:
    """The whole sheets of the data."""
    for path in sorted(DATA.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["task"] == "plan":
                every = tuple(Fact(f"F{n}", text) for n, text in enumerate(row["facts"], 1))
                points = {
                    f"F{number}": at
                    for at, point in enumerate(row["groups"])
                    if point["section"] == WORK
                    for number in point["facts"]
                }
                work = tuple(fact for fact in every if fact.id in points)
                yield Sheet(Facts(every, role=row["role"]), work, points)


def told(known: Sequence[Sheet], *, by_topic: bool = False) -> str:
    """Precision and recall over all sheets, with intervals of 95 %."""
    both = ours = theirs = 0
    for each in known:
        office = None if by_topic else duties.office(each.facts)
        rows = group(each.work, duties.MAIN, MOST, office)
        found = {fact.id: at for at, row in enumerate(rows) for fact in row}
        for one, other in combinations(each.points, 2):
            is_ours, is_theirs = found[one] == found[other], each.points[one] == each.points[other]
            both, ours, theirs = both + (is_ours and is_theirs), ours + is_ours, theirs + is_theirs
    return f"precision {_share(both, ours)}, recall {_share(both, theirs)}"


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits}/{of} = {hits / of:.2f} [{low:.2f}, {high:.2f}]"


if __name__ == "__main__":
    main()
