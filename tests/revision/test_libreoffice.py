"""A report in LibreOffice's hands: its tracked changes, comments and saving come in whole."""

import asyncio
import shutil

import pytest

from drafter import exporters, readers, revision
from drafter.drafting import draft
from drafter.exporters import provenance
from drafter.revision import LATER, Order
from drafter.revision.arrival import arrived
from drafter.revision.writing import Signature
from tests.revision.office import Office
from tests.revision.test_revision import SHEET

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """One that has Basic."""
    found = Office(tmp_path_factory.mktemp("office"))
    if not found.is_there:
        pytest.skip("this LibreOffice has no Basic")
    return found


def test_two_hands_in_one_word_come_in_by_name(office, tmp_path):
    """Both are named, every word stands, and what is pending stays pending in a redline."""
    report = asyncio.run(draft(readers.read_facts(SHEET), None)).report
    first, second, last = (tmp_path / f"{n}.docx" for n in "abc")
    first.write_bytes(exporters.exporter_for(".docx").export(report))
    office.edited(
        first, second, ("record", "on"), ("after", "清运垃圾860吨", "，群众满意"),
        ("delete", "镇纪委立案7件，处分6人，召开警示教育会4次。"), author="张三",
    )  # fmt: skip
    data = office.edited(
        second, last, ("record", "on"), ("after", "群众满意", "度高"), author="李四"
    )

    assert provenance.taken(data) == provenance.of(report)
    order = Order(is_tracked=True, signature=Signature("drafter", "2026-01-31T08:00:00Z"))
    made = asyncio.run(
        revision.revise(data, "c.docx", order, ask=lambda _: LATER, model=lambda: None)
    )

    assert "清运垃圾860吨，群众满意度高。" in made.provenance.text
    assert [each.who for each in made.entries] == ["张三、李四", "张三"]
    assert [each.lost[0][0] for each in made.open] == ["F19"]
    after = arrived(made.data, "r")
    assert after.text == made.provenance.text
    assert after.before == report.text
