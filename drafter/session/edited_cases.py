"""What people changed: as cases to measure prompts by, and as figures by prompt version."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from drafter.drafting.steps.sift import sift
from drafter.errors import BadInput, DrafterError
from drafter.exporters import facts_json
from drafter.outputs import Outputs
from drafter.session.library import SessionLibrary
from drafter.session.state import Author, Candidate, Card, SessionState, Status

FACTS, REPORT, EDITS = "facts.json", "report.txt", "edits.jsonl"


@dataclass(frozen=True, slots=True)
class HandEdit:
    """What a person made of a version."""

    part: str
    facts: tuple[tuple[str, str], ...]  # id and words
    before: str
    after: str
    prompt: str  # "" where no model wrote it
    model: str
    wish: str

    @property
    def changed(self) -> int:
        """Characters written and struck out."""
        return difference(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Stat:
    """How the versions of one prompt fared, over all sessions."""

    prompt: str  # "section@1"; "" where no model wrote it
    model: str
    settled: int  # cards accepted whose first version was of this prompt
    accepted: int  # of them, those accepted as they were
    edited: int  # those that a person changed by hand
    redrafted: int  # those where another version was taken
    changed: int  # characters changed by hand, in all
    characters: int  # of the versions that were changed

    @property
    def rate(self) -> float:
        """The share that was accepted as it was."""
        return self.accepted / self.settled if self.settled else 0.0


def edits(state: SessionState) -> tuple[HandEdit, ...]:
    """Every card whose text a person changed by hand and that stands so now."""
    return tuple(_edits(state))


def export_cases(shelf: SessionLibrary, folder: Path, outputs: Outputs) -> tuple[str, ...]:
    """A case for each session with edits: its facts, the text as it stands, and what was changed.

    Facts that were left out are marked as such. Nothing is written where a person has changed what
    was exported before.

    Raises:
        BadInput: nothing was edited yet, a file was changed, or the folder cannot be written.
    """
    made = {
        folder / name / file: data
        for name, state in _states(shelf)
        if (rows := edits(state))
        for file, data in _case(state, rows)
    }
    if not made:
        raise BadInput("还没有改过的文字", hint="在会话里改过并采用的，才成为案例")
    for path, data in made.items():
        outputs.spare(path, data)
    for path, data in made.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(f"建不了文件夹 {path.parent}", hint=error.strerror or "") from error
        outputs.write(data, path)
    return tuple(sorted({path.parent.name for path in made}))


def _case(state: SessionState, rows: Sequence[HandEdit]) -> Iterator[tuple[str, bytes]]:
    """The files of a session's case."""
    known = dict(sift(state.facts))
    withheld = {id: why for id, why in state.plan.dropped if id not in known}
    yield FACTS, facts_json.dumped(state.facts, withheld=withheld)
    yield REPORT, state.report.text.encode()
    lines = "".join(json.dumps(_row(each), ensure_ascii=False) + "\n" for each in rows)
    yield EDITS, lines.encode()


def stats(shelf: SessionLibrary) -> tuple[Stat, ...]:
    """Acceptance and changes by prompt version and model, over all sessions."""
    found: dict[tuple[str, str], list[tuple[Card, Candidate]]] = {}
    for _, state in _states(shelf):
        for card in state.cards:
            first = _first(card)
            if card.status is Status.ACCEPTED and card.chosen and first:
                found.setdefault((first.prompt, first.model), []).append((card, first))
    return tuple(_stat(*key, rows) for key, rows in sorted(found.items()))


def difference(before: str, after: str) -> int:
    """Characters to strike out and to write to make one of the other.

    >>> difference("新建学校6所。", "新建小学6所。"), difference("甲", "甲")
    (2, 0)
    """
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return sum((b - a) + (d - c) for code, a, b, c, d in codes if code != "equal")


def _edits(state: SessionState) -> Iterator[HandEdit]:
    for card in state.cards:
        own = card.chosen
        if own is None or own.author is not Author.PERSON:
            continue
        before = _origin(card, own)
        if before:
            facts = tuple((id, state.facts[id].text) for id in card.facts)
            yield HandEdit(
                card.part, facts, before.text, own.text, before.prompt, before.model, before.wish
            )


def _origin(card: Card, own: Candidate) -> Candidate | None:
    """The version not by hand that a person's text began with."""
    known = {each.id: each for each in card.candidates}
    found: Candidate | None = own
    while found and found.author is Author.PERSON:
        found = known.get(found.before)
    return found


def _first(card: Card) -> Candidate | None:
    return next((each for each in card.candidates if each.author is not Author.PERSON), None)


def _stat(prompt: str, model: str, rows: list[tuple[Card, Candidate]]) -> Stat:
    chosen = [(card, card.chosen, first) for card, first in rows if card.chosen]
    by_hand = [
        (own, began)
        for card, own, _ in chosen
        if own.author is Author.PERSON and (began := _origin(card, own))
    ]
    taken = [(own, first) for _, own, first in chosen if own.author is not Author.PERSON]
    return Stat(
        prompt,
        model,
        settled=len(rows),
        accepted=sum(own.id == first.id for own, first in taken),
        edited=len(by_hand),
        redrafted=sum(own.id != first.id for own, first in taken),
        changed=sum(difference(began.text, own.text) for own, began in by_hand),
        characters=sum(len(began.text) for _, began in by_hand),
    )


def _row(edit: HandEdit) -> dict[str, object]:
    return {
        "part": edit.part,
        "facts": [{"id": id, "text": text} for id, text in edit.facts],
        "before": edit.before,
        "after": edit.after,
        "prompt": edit.prompt,
        "model": edit.model,
        "wish": edit.wish,
        "changed": edit.changed,
    }


def _states(shelf: SessionLibrary) -> Iterator[tuple[str, SessionState]]:
    """Every session that can be read."""
    for entry in shelf.sessions():
        try:
            yield entry.name, shelf.history(entry.name).state
        except DrafterError:
            continue
