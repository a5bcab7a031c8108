"""The parts of a Word file that name its other parts, whatever program wrote them."""

import io
import zipfile

import docx

from drafter.document import Evidence, Fact, Facts, Origin
from drafter.exporters import provenance
from drafter.exporters.docx import export
from drafter.redline import opened
from tests.exporters.samples import report

TEXT = "2023年度述职述廉报告\n修渠5公里。\n"


def rewritten(data: bytes) -> bytes:
    """The file as a program writes it that gives every name a prefix, in single quotes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part.endswith(".rels") or part == "[Content_Types].xml":
                head, _, rest = content.partition(b"?>")
                for sign, to in ((b"</", b"<|"), (b"<", b"<p:"), (b"<p:|", b"</p:")):
                    rest = rest.replace(sign, to)
                content = head + b"?>" + rest.replace(b"xmlns=", b"xmlns:p=").replace(b'"', b"'")
            new.writestr(part, content)
    return stream.getvalue()


def test_a_file_of_another_program_carries_where_it_comes_from():
    """The part is announced where it has to be, and python-docx follows the link to it."""
    start = TEXT.index("修渠")
    evidence = (Evidence((start, start + 6), ("F1",), Origin.FACT),)
    made = report(TEXT, facts=Facts((Fact("F1", "修渠5公里"),)), evidence=evidence)
    bare = rewritten(export(report(TEXT)))

    put = provenance.put(bare, provenance.of(made))
    with zipfile.ZipFile(io.BytesIO(put)) as parts:
        kinds = parts.read("[Content_Types].xml")
    links = docx.Document(io.BytesIO(put)).part.rels.values()

    assert b"/customXml/itemProps1.xml" in kinds
    assert any(each.reltype.endswith("/customXml") for each in links)
    assert provenance.taken(put) == provenance.taken(export(made))
    assert opened(put, "a.docx").text == TEXT
