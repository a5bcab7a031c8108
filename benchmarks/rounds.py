"""What becomes of reports that go to two people and come back, through LibreOffice.

    python benchmarks/rounds.py
    python benchmarks/rounds.py --rounds 3 --changes 20

Ten reports are drafted from the shared sheets without a model. In each round somebody edits every
report in LibreOffice (tracked or not, two authors, changes accepted and rejected, comments), it
is saved by LibreOffice, and `revise` takes it in. The script knows what was edited, so it knows
what has to be kept and asked. Then single facts change: exactly the sentences that tell the
changed figure may become others.
"""

import argparse
import asyncio
import io
import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.round_edits import PEOPLE, Edit  # noqa: E402
from benchmarks.round_edits import planned as planned_edits  # noqa: E402
from drafter import exporters, readers, revision  # noqa: E402
from drafter.document import Facts  # noqa: E402
from drafter.drafting import draft  # noqa: E402
from drafter.exporters import provenance  # noqa: E402
from drafter.exporters.provenance import Provenance  # noqa: E402
from drafter.figures import Figure, figures  # noqa: E402
from drafter.revision import KEEP, LATER, RESTORE, EditQuestion, Order, Revised  # noqa: E402
from drafter.revision.arrival import arrived  # noqa: E402
from drafter.revision.rounds import Rounds  # noqa: E402
from drafter.revision.writing import Signature, written  # noqa: E402
from tests.revision.office import Office  # noqa: E402

SIGNATURE = Signature("drafter", "2026-01-31T08:00:00Z")
SHEETS = (
    "college-2022", "company-2024", "congress-2023", "education-2023", "finance-2025",
    "hospital-2023", "housing-2024", "police-2023", "town-2024", "village-2024",
)  # fmt: skip


@dataclass
class Tally:
    """What was seen."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def check(self, name: str, holds: object, told: str) -> None:
        """Count one thing that has to hold."""
        self.counts[name] += 1
        if not holds:
            self.counts[f"{name}!"] += 1
            self.failures.append(f"{name}: {told}")


def main() -> None:
    """Replay, change, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="of each of ten reports")
    parser.add_argument("--changes", type=int, default=100, help="of one fact")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    tally = Tally()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        files = {name: _drafted(name) for name in SHEETS}
        drafts = dict(files)
        began = time.monotonic()
        office = Office(work)
        if not office.is_there:
            sys.exit("LibreOffice with Basic is needed")
        rounds = Rounds(work / "data")
        for number in range(options.rounds):
            files = _round(number, files, office, rounds, chance, tally)
        _restore(rounds, tally)
        spent = time.monotonic() - began
        print(f"{options.rounds * len(SHEETS)} rounds in {spent:.0f} s")
        _changes(drafts, options.changes, chance, tally)
    for name in sorted(each for each in tally.counts if not each.endswith("!")):
        failed = tally.counts[f"{name}!"]
        print(f"{name}: {tally.counts[name] - failed} of {tally.counts[name]}")
    print(*tally.failures, sep="\n")
    sys.exit(bool(tally.failures))


def _drafted(name: str) -> bytes:
    """A report as it is first written."""
    path = next((ROOT / "seeds" / name).glob("facts.*"))
    made = asyncio.run(draft(readers.read_facts(path), None))
    return exporters.exporter_for(".docx").export(made.report)


# ------------------------------------------------------------------ rounds


def _round(
    number: int, files: dict[str, bytes], office: Office, rounds: Rounds, chance: random.Random,
    tally: Tally,
) -> dict[str, bytes]:  # fmt: skip
    """Every report edited once by LibreOffice and taken in."""
    steps: list[tuple[str, ...]] = []
    planned: dict[str, list[Edit]] = {}
    for name, data in files.items():
        source, target = (office.work / f"{name}.{kind}.docx" for kind in ("in", "out"))
        planned[name] = planned_edits(data, chance)
        source.write_bytes(_uncommented(data))
        target.unlink(missing_ok=True)
        steps.append(("open", str(source)))
        for at, edit in enumerate(planned[name]):
            steps.append(("author", PEOPLE[(number + at) % len(PEOPLE)]))
            steps += edit.steps
        steps += [("save", str(target)), ("close",)]
    office.work_through(steps)
    made = {}
    for name, data in files.items():
        came = _commented((office.work / f"{name}.out.docx").read_bytes(), planned[name])
        tools = rounds, chance, tally
        made[name] = _taken_in(name, data, came, planned[name], tools)
    print(f"round {number + 1}", file=sys.stderr)
    return made


def _taken_in(
    name: str,
    data: bytes,
    came: bytes,
    edits: list[Edit],
    tools: tuple[Rounds, random.Random, Tally],
) -> bytes:
    """One report that came back, and whether all is as it has to be."""
    rounds, chance, tally = tools
    before = provenance.taken(data)
    assert before
    expected = before.text
    for edit in edits:
        expected = expected.replace(edit.before, edit.after, 1) if edit.before else expected
    tally.check(
        "the text that came is known", arrived(came, name).text == expected, f"{name} {edits}"
    )
    asked: list[EditQuestion] = []
    way = chance.choice((LATER, KEEP, RESTORE))

    def ask(question: EditQuestion) -> str:
        asked.append(question)
        return way

    is_tracked = chance.random() < 0.5
    order = Order(is_tracked=is_tracked, signature=SIGNATURE, round_after=rounds.after)
    revised = _revised(came, name, order, ask)
    final = arrived(revised.data, name)
    is_known = final.text == revised.provenance.text
    tally.check("the file says what it is known to say", is_known, f"{name} {edits}")
    for edit in edits:
        _met(name, edit, revised, (asked, way), tally)
    costs = any(edit.new or edit.lost or edit.kind == "sentence deleted" for edit in edits)
    if not costs and not before.open:
        _quiet(name, revised, expected, (asked, way), tally)
    _told(name, edits, revised, tally)
    _silent(name, before, revised, asked, tally)
    if way == RESTORE and asked:
        words = [each.before for each in asked if each.before and each.hands]
        there = all(each in revised.provenance.text for each in words)
        tally.check("restored where it was wanted", there, f"{name} {asked}")
    _kept(name, came, revised, rounds, tally)
    return revised.data


def _met(
    name: str, edit: Edit, revised: Revised, answered: tuple[list[EditQuestion], str], tally: Tally
) -> None:
    """One edit: its words stand, and what it cost was asked about."""
    asked, way = answered
    tally.check(f"edit {edit.kind}", holds=True, told="")
    if edit.words and not (way == RESTORE and (edit.new or edit.lost)):
        stands = edit.words in revised.provenance.text
        tally.check("words of people kept", stands, f"{name} {edit.words}")
    if edit.new:
        new = [each for question in asked for each in question.new]
        tally.check("new figures asked about", edit.new in new, f"{name} {edit} {asked}")
    if edit.lost:
        missed = edit.lost - {id for question in asked for id, _ in question.lost}
        tally.check("lost facts asked about", not missed, f"{name} {edit} {missed} {asked}")


def _quiet(
    name: str,
    revised: Revised,
    expected: str,
    answered: tuple[list[EditQuestion], str],
    tally: Tally,
) -> None:
    """Edits that cost nothing: nothing new is asked, and the text is what people left."""
    asked, way = answered
    old = [each for each in asked if each.before == each.after or not each.hands]
    tally.check("nothing asked without need", len(old) == len(asked), f"{name} {asked}")
    if way == LATER or not asked:
        is_exact = revised.provenance.text == expected
        tally.check("text exactly as people left it", is_exact, name)


def _silent(
    name: str, before: Provenance, revised: Revised, asked: list[EditQuestion], tally: Tally
) -> None:
    """Whatever was edited: a figure that stood once and is gone was asked about."""
    known = {id for question in asked for id, _ in question.lost} | set(before.open)
    settled = {
        id.partition(":")[0] for line in before.lines for each in line for id in each.settled
    }
    for fact in before.facts:
        gone = [
            f.text for f in figures(fact.text)
            if f.kind == "number" and before.text.count(f.text) == 1
            and f.text not in revised.provenance.text
        ]  # fmt: skip
        is_asked = not gone or fact.id in known | settled
        tally.check("no fact lost in silence", is_asked, f"{name} {fact.id} {gone}")


def _told(name: str, edits: list[Edit], revised: Revised, tally: Tally) -> None:
    """Comments have an answer, and changes an author."""
    comments = sum(bool(edit.comment) for edit in edits)
    if comments:
        there = len(revised.answers) >= comments
        tally.check("comments met with an answer", there, f"{name} {revised.answers}")
    who = {part for each in revised.entries for part in each.who.split("、")}
    if any(step == ("record", "on") for edit in edits for step in edit.steps):
        tally.check("authors known", who & set(PEOPLE), f"{name} {who}")


def _kept(name: str, came: bytes, revised: Revised, rounds: Rounds, tally: Tally) -> None:
    """The round can be gone back to, both ways."""
    document = revised.provenance.document
    number = rounds.keep(
        document, SIGNATURE.date, revised.data,
        came=came, entries=revised.entries, number=revised.provenance.round,
    )  # fmt: skip
    went = rounds.restored(document, number)
    back = rounds.restored(document, number, as_it_came=True)
    is_same = went == revised.data and back == came
    tally.check("rounds restorable byte for byte", is_same, name)


def _revised(came: bytes, name: str, order: Order, ask: revision.Ask) -> Revised:
    return asyncio.run(revision.revise(came, name, order, ask=ask, model=lambda: None))


def _restore(rounds: Rounds, tally: Tally) -> None:
    """Every round of every report once more, when all are done."""
    for folder in rounds.folder.iterdir():
        for each in rounds.of(folder.name):
            kept = rounds.restored(folder.name, each.number)
            tally.check("old rounds still there", bool(kept), f"{folder.name} {each.number}")


def _uncommented(data: bytes) -> bytes:
    """The file without comments, for LibreOffice."""
    document = Document(io.BytesIO(data))
    ids = {str(comment.comment_id) for comment in document.comments}
    arrival = arrived(data, "")
    return written(arrival, [], SIGNATURE, is_tracked=True, answered=ids)


def _commented(data: bytes, edits: list[Edit]) -> bytes:
    """The file with somebody's comments, put in last.

    LibreOffice 7.4 without a screen ends when it saves some files that hold comments.
    """
    told = [edit.comment for edit in edits if edit.comment]
    if not told:
        return data
    document = Document(io.BytesIO(data))
    for words, wish in told:
        for paragraph in document.paragraphs:
            if words in paragraph.text and paragraph.runs:
                document.add_comment(paragraph.runs, wish, PEOPLE[0])
                break
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# ------------------------------------------------------------------ one fact changes


def _changes(drafts: dict[str, bytes], count: int, chance: random.Random, tally: Tally) -> None:
    """Single figures of single facts, each in a fresh draft."""
    pool = [
        (name, fact.id, f.text)
        for name, data in drafts.items()
        for fact in _facts(data)
        for f in figures(fact.text)
        if f.kind == "number" and re.fullmatch(r"\d+(?:\.\d+)?\D*", f.text)
        and fact.text.count(f.text) == 1
    ]  # fmt: skip
    chance.shuffle(pool)
    for name, id, old in pool[:count]:
        _changed(name, drafts[name], id, old, tally)


def _facts(data: bytes) -> Facts:
    known = provenance.taken(data)
    assert known
    return known.facts


def _changed(name: str, data: bytes, id: str, old: str, tally: Tally) -> None:
    known = provenance.taken(data)
    assert known
    number = re.match(r"\d+(?:\.\d+)?", old)
    assert number
    places = len(number[0].partition(".")[2])
    new = old.replace(number[0], f"{float(number[0]) + 3:.{places}f}")
    fact = known.facts[id].text.replace(old, new)
    order = Order(facts=(f"{id}={fact}",), signature=SIGNATURE)
    revised = _revised(data, name, order, lambda _: LATER)
    told = [each for line in known.lines for each in line if id in each.facts]
    value = next(f for f in figures(known.facts[id].text) if f.text == old)
    due = [each.text for each in told if any(_same(value, f) for f in figures(each.text))]
    got = [before for before, _ in revised.changed]
    told_ = f"{name} {id} {old}→{new}: due {due}, got {revised.changed}"
    tally.check("exactly the sentences that depend", sorted(due) == sorted(got), told_)
    left = [after for _, after in revised.changed if new not in after]
    tally.check("the new figure stands there", not left and bool(due), told_)
    tally.check("no stale figure", not revised.stale and not _stale(revised, id, value), told_)
    tally.check("the rest byte for byte", _rest(known.text, revised), told_)


def _same(one: Figure, other: Figure) -> bool:
    return one.value == other.value and one.unit == other.unit


def _stale(revised: Revised, id: str, value: Figure) -> list[str]:
    """Sentences that tell the fact and still hold its old figure, which is no other fact's."""
    facts = revised.provenance.facts
    others = [f for fact in facts for f in figures(fact.text)]
    if any(_same(value, f) for f in others):
        return []
    lines = revised.provenance.lines
    return [e.text for line in lines for e in line if id in e.facts
            if any(_same(value, f) for f in figures(e.text))]  # fmt: skip


def _rest(text: str, revised: Revised) -> bool:
    """Nothing but the sentences that are listed has changed."""
    for before, after in revised.changed:
        text = text.replace(before, after, 1)
    return text == revised.provenance.text


if __name__ == "__main__":
    main()
