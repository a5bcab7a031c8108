"""A session on a report that came back: its words and its plan, and what waits is open."""

import asyncio
import io
from pathlib import Path

import docx
import pytest

from drafter import exporters, readers, revision
from drafter.document import Facts, Origin
from drafter.drafting import draft
from drafter.exporters.provenance import Provenance, Record
from drafter.revision import LATER, Order
from drafter.session.library import SessionLibrary
from drafter.session.state import Author, Status

SHEET = Path(__file__).parents[2] / "seeds" / "town-2024" / "facts.md"
EDITS = (
    ("整治隐患52栋", "整治隐患25栋，群众都说好"),
    ("招商办法不多", "招商办法确实不多"),
    ("一是做好农业生产", "一是认真做好农业生产"),
    ("清运垃圾860吨。", "清运垃圾860吨。大家都很满意。"),
)


def taken_in(bare=False):
    """A report that somebody edited, as it is known afterwards."""
    report = asyncio.run(draft(readers.read_facts(SHEET), None)).report
    document = docx.Document(io.BytesIO(exporters.exporter_for(".docx").export(report)))
    for before, after in EDITS:
        run = next(r for p in document.paragraphs for r in p.runs if before in r.text)
        run.text = run.text.replace(before, after)
    stream = io.BytesIO()
    document.save(stream)
    data, sheet = stream.getvalue(), None
    if bare:
        sheet = readers.read_facts(SHEET)
        data = without_record(data)
    order = Order(sheet=sheet)
    return asyncio.run(
        revision.revise(data, "r.docx", order, ask=lambda _: LATER, model=lambda: None)
    )


def without_record(data):
    """The file as a program that knows no custom parts saves it."""
    document = docx.Document(io.BytesIO(data))
    for id, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/customXml"):
            document.part.drop_rel(id)
            document.part.rels.pop(id, None)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("bare", [False, True])
def test_every_word_of_the_report_is_in_the_session(tmp_path, bare):
    """Edited sentences, leads and new sentences; opened again it is the same text."""
    made = taken_in(bare)
    with SessionLibrary(tmp_path).receive(made.provenance) as session:
        text = session.state.report.text
        assert text == made.provenance.text
        assert not session.notes
    with SessionLibrary(tmp_path).resume() as session:
        assert session.state.report.text == text


def test_what_waits_is_open_and_the_rest_is_done(tmp_path):
    """A person's words are theirs, a lost fact and 〔待补〕 are still to be decided."""
    made = taken_in()
    waiting = {each.after for each in made.open}

    with SessionLibrary(tmp_path).receive(made.provenance, waiting=waiting) as session:
        cards = {card.name: card for card in session.state.cards}

    assert [name for name, card in cards.items() if card.status is Status.OPEN] == ["2.3", "措施2"]
    assert cards["不足1"].chosen.author is Author.PERSON
    assert cards["不足2"].chosen.author is Author.STOCK


def test_a_sentence_without_a_place_is_told(tmp_path):
    """A session has no room for it: it is said that it stands in the file alone."""
    known = taken_in().provenance
    lines = ((Record("机密★一年", (), Origin.PERSON),), *known.lines)
    stray = Provenance(known.document, known.facts, lines)

    with SessionLibrary(tmp_path).receive(stray) as session:
        assert session.notes == ("“机密★一年”会话里没有放的地方，只在原文件里",)


def test_a_report_without_facts_begins_no_session(tmp_path):
    """It is said, and no folder is left."""
    with pytest.raises(Exception, match="没有读到"):
        SessionLibrary(tmp_path).receive(Provenance("", Facts(()), ()))
    assert not (tmp_path / "sessions").exists()
