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

from drafter import exporters, readers, revision  # noqa: E402
from drafter.document import Facts, Origin  # noqa: E402
from drafter.drafting import draft  # noqa: E402
from drafter.exporters import provenance  # noqa: E402
from drafter.exporters.provenance import Provenance, Record  # noqa: E402
from drafter.figures import Figure, figures  # noqa: E402
from drafter.revision import KEEP, LATER, RESTORE, EditQuestion, Order, Revised  # noqa: E402
from drafter.revision.arrival import arrived  # noqa: E402
from drafter.revision.rounds import Rounds  # noqa: E402
from drafter.revision.writing import Signature, written  # noqa: E402
from tests.revision.office import Office  # noqa: E402

PEOPLE = ("张三", "李四")
SIGNATURE = Signature("drafter", "2026-01-31T08:00:00Z")
SHEETS = (
    "college-2022", "company-2024", "congress-2023", "education-2023", "finance-2025",
    "hospital-2023", "housing-2024", "police-2023", "town-2024", "village-2024",
)  # fmt: skip
PLAIN_WORDS = ("群众反映良好", "相关工作有序进行", "各项任务抓得较紧", "大家意见一致")
NEW_THINGS = ("新添路灯{}盏", "另有宣传栏{}块", "配备急救箱{}个", "张贴海报{}张")


@dataclass
class Edit:
    """One edit: what LibreOffice does, and what has to come of it."""

    kind: str
    steps: list[tuple[str, ...]]
    before: str  # of the text
    after: str
    lost: set[str] = field(default_factory=set)  # facts of which some have to be asked about
    new: str = ""  # a figure that has to be asked about
    words: str = ""  # that have to stand
    comment: tuple[str, str] | None = None  # about which words, and what it says


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
        planned[name] = _planned(data, chance)
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


# ------------------------------------------------------------------ edits


def _planned(data: bytes, chance: random.Random) -> list[Edit]:
    """Two edits of a report, in different sentences."""
    known = provenance.taken(data)
    assert known
    seen = _seen(data)
    made: list[Edit] = []
    kinds = [*_KINDS]
    chance.shuffle(kinds)
    rows = [each for line in known.lines for each in line if _is_free(each, known)]
    chance.shuffle(rows)
    settling = [("accept",)] if chance.random() < 0.5 else []  # what is still pending
    for kind in kinds:
        if len(made) == len(PEOPLE):
            break
        while rows:
            edit = _KINDS[kind](rows.pop(), known, chance)
            if edit is not None and all(seen.count(each) == 1 for each in _sought(edit)):
                edit.kind = kind
                if not made:
                    edit.steps = [*settling, *edit.steps]
                made.append(edit)
                break
    return made


def _seen(data: bytes) -> str:
    """What LibreOffice searches: words that wait to be deleted stand there too."""
    arrival = arrived(data, "")
    words = ("}t", "}delText")
    return "\n".join(
        "".join(each.text or "" for each in line.element.iter() if str(each.tag).endswith(words))
        for line in arrival.word.lines
    )


def _sought(edit: Edit) -> list[str]:
    """The words that an edit's first step looks for."""
    verbs = ("replace", "delete", "after")
    return [step[1] for step in edit.steps if step[0] in verbs][:1]


def _is_free(record: Record, known: Provenance) -> bool:
    """A sentence that can be found again and that nothing waits for."""
    text = record.text
    is_unique = known.text.count(text) == 1 and len(text) > 8
    return (
        is_unique
        and text.endswith("。")
        and "〔" not in text
        and not set(record.facts) & set(known.open)
    )


def _on(*steps: tuple[str, ...], tracked: bool = True) -> list[tuple[str, ...]]:
    return [("record", "on" if tracked else "off"), *steps]


def _figure(record: Record, known: Provenance, chance: random.Random) -> Edit | None:
    """A figure of a fact becomes another."""
    found = [
        f for f in figures(record.text)
        if f.kind == "number" and re.fullmatch(r"\d+(?:\.\d+)?\D+", f.text)
        and record.facts and known.text.count(f.text) == 1
        and any(f.text in known.facts[id].text for id in record.facts)
    ]  # fmt: skip
    if not found:
        return None
    old = chance.choice(found).text
    number = re.match(r"[\d.]+", old)
    assert number
    new = old.replace(number[0], str(round(float(number[0]) + 7777, 1)).removesuffix(".0"))
    lost = {id for id in record.facts if old in known.facts[id].text}
    is_tracked = chance.random() < 0.6
    return Edit("", _on(("replace", old, new), tracked=is_tracked), old, new, lost, new, new)


def _delete(record: Record, known: Provenance, chance: random.Random) -> Edit | None:
    """A sentence that tells facts goes."""
    if not record.facts or not any(figures(known.facts[id].text) for id in record.facts):
        return None
    lost = {
        id for id in record.facts
        if any(f.kind == "number" and known.text.count(f.text) == 1
               for f in figures(known.facts[id].text))
    }  # fmt: skip
    is_tracked = chance.random() < 0.6
    steps = _on(("delete", record.text), tracked=is_tracked)
    return Edit("", steps, record.text, "", lost)


def _clause(record: Record, known: Provenance, _: random.Random) -> Edit | None:
    """A clause with a figure goes from the middle of a sentence."""
    clauses = re.findall(r"[，；][^，；。“”《》]+(?=[；。])", record.text)
    clauses = [c for c in clauses if figures(c) and known.text.count(c) == 1]
    for clause in clauses:
        told = [f for f in figures(clause) if f.kind == "number" and known.text.count(f.text) == 1]
        lost = {id for id in record.facts for f in told if f.text in known.facts[id].text}
        if lost:
            return Edit("", _on(("delete", clause)), clause, "", lost)
    return None


def _add(record: Record, _: Provenance, chance: random.Random) -> Edit | None:
    """A new sentence with a figure that no fact bears."""
    number = chance.randrange(1000, 9999)
    sentence = chance.choice(NEW_THINGS).format(number) + "。"
    new = figures(sentence)[0].text
    is_tracked = chance.random() < 0.6
    steps = _on(("after", record.text, sentence), tracked=is_tracked)
    return Edit("", steps, record.text, record.text + sentence, set(), new, sentence)


def _say(record: Record, known: Provenance, chance: random.Random) -> Edit | None:
    """Words without a figure in a sentence."""
    words = "，" + chance.choice(PLAIN_WORDS)
    if words[:4] in known.text or known.text.count(record.text[:-1]) != 1:
        return None
    if record.origin is Origin.PERSON:  # it may wait for an answer of its own
        return None
    is_tracked = chance.random() < 0.6
    steps = _on(("after", record.text[:-1], words), tracked=is_tracked)
    return Edit("", steps, record.text, f"{record.text[:-1]}{words}。", words=words)


def _both(record: Record, known: Provenance, chance: random.Random) -> Edit | None:
    """Two people at one word: one puts in, the other adds to it."""
    words = "，" + chance.choice(PLAIN_WORDS)
    if words[:4] in known.text or known.text.count(record.text[:-1]) != 1:
        return None
    if record.origin is Origin.PERSON:  # it may wait for an answer of its own
        return None
    steps = _on(
        ("after", record.text[:-1], words),
        ("author", chance.choice(PEOPLE)),
        ("after", words[:4], "一直"),
    )
    made = f"{words[:4]}一直{words[4:]}"
    return Edit("", steps, record.text, f"{record.text[:-1]}{made}。", words=made)


def _comment(record: Record, known: Provenance, chance: random.Random) -> Edit | None:
    """A comment, and nothing else."""
    wish = chance.choice(("数据核一下", "口径再对一对", "这句写得好"))
    if known.text.count(record.text[:6]) != 1:
        return None
    return Edit("", [], "", "", comment=(record.text[:6], wish))


_KINDS = {
    "figure changed": _figure,
    "sentence deleted": _delete,
    "clause deleted": _clause,
    "sentence added": _add,
    "words added": _say,
    "two hands in one word": _both,
    "comment": _comment,
}


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
