"""What every exporter owes, whichever format it writes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import BadInput, UnknownName
from drafter.exporters import export, exporter_for, exporters
from drafter.readers import read_text, text_from
from drafter.readers.characters import folded
from tests.exporters.samples import TEXT, drafted, report

LINES = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cf", "Cn"], include_characters="\t *“”—…０-９一是（）"
    ),
    max_size=40,
)


@pytest.fixture(params=exporters(), ids=lambda exporter: exporter.suffix)
def exporter(request):
    """Every exporter in turn."""
    return request.param


def test_every_format_is_found():
    """All four formats are there, and no two have the same suffix."""
    suffixes = [exporter.suffix for exporter in exporters()]

    assert {".txt", ".docx", ".json", ".html"} <= set(suffixes)
    assert len(suffixes) == len(set(suffixes))


def test_a_report_gives_the_same_bytes_twice(exporter):
    """No clock, no chance: what is written depends on the report alone."""
    assert exporter.export(drafted()) == exporter.export(drafted())


def test_any_report_can_be_written(exporter):
    """One without facts, without structure, without text."""
    for text in ("", "\n\n", "一句话", TEXT):
        assert exporter.export(report(text))


def test_export_goes_by_suffix(exporter, tmp_path):
    """The suffix decides in either case, and what stood there is replaced."""
    path = tmp_path / f"report{exporter.suffix.upper()}"
    path.write_bytes(b"old")

    export(drafted(), path)

    assert path.read_bytes() == exporter.export(drafted())


def test_an_unknown_suffix_is_told(tmp_path):
    """Nothing is written under a suffix nobody knows."""
    with pytest.raises(UnknownName, match=r"\.docx"):
        export(drafted(), tmp_path / "report.doc")

    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path):
    """One line, and no folder is made."""
    with pytest.raises(BadInput, match="没有这个文件夹"):
        export(drafted(), tmp_path / "no" / "report.txt")


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_text_reads_back_as_it_was(suffix, tmp_path):
    """Title over two lines, masks, tabs, quotes, blank lines: nothing changes."""
    path = tmp_path / f"report{suffix}"
    text = TEXT + "**个，*条，***落地\t完  。\n\n　　\n"

    export(report(text), path)

    assert read_text(path) == text


@settings(max_examples=30, deadline=None)
@given(st.lists(LINES, max_size=6).map("\n".join))
def test_any_text_reads_back_from_word(text):
    """Whatever a line holds, Word gives it back character for character, look-alikes folded."""
    data = exporter_for(".docx").export(report(text))

    assert text_from(data, "a.docx", ".docx") == folded(text)
