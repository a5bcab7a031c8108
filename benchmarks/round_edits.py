"""The edits that `benchmarks/rounds.py` has LibreOffice do to reports, and what they must cost."""

import random
import re
from dataclasses import dataclass, field

from drafter.document import Origin
from drafter.exporters import provenance
from drafter.exporters.provenance import Provenance, Record
from drafter.figures import figures
from drafter.revision.arrival import arrived

PEOPLE = ("张三", "李四")
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


def planned(data: bytes, chance: random.Random) -> list[Edit]:
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


def _words_for(record: Record, known: Provenance, chance: random.Random) -> str:
    """Words that a sentence can end with and that can be found again; "" where it takes none."""
    words = "，" + chance.choice(PLAIN_WORDS)
    if words[:4] in known.text or known.text.count(record.text[:-1]) != 1:
        return ""
    return "" if record.origin is Origin.PERSON else words  # it may wait for an answer of its own


def _say(record: Record, known: Provenance, chance: random.Random) -> Edit | None:
    """Words without a figure in a sentence."""
    words = _words_for(record, known, chance)
    if not words:
        return None
    is_tracked = chance.random() < 0.6
    steps = _on(("after", record.text[:-1], words), tracked=is_tracked)
    return Edit("", steps, record.text, f"{record.text[:-1]}{words}。", words=words)


def _both(record: Record, known: Provenance, chance: random.Random) -> Edit | None:
    """Two people at one word: one puts in, the other adds to it."""
    words = _words_for(record, known, chance)
    if not words:
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
