"""A format is found by its suffix or its name, whoever has formats."""

from dataclasses import dataclass

import pytest

from drafter.errors import UnknownName
from drafter.registry import format_of


@dataclass
class Shape:
    """A format of these tests."""

    name: str
    suffix: str


SHAPES = (Shape("text", ".txt"), Shape("Word", ".docx"))


@pytest.mark.parametrize("wanted", [".docx", ".DOCX"])
def test_a_suffix_finds_its_format(wanted):
    """In whatever letters it is written."""
    assert format_of(wanted, SHAPES, "格式").name == "Word"


def test_a_name_finds_its_format():
    """One that users type is in small letters."""
    assert format_of("TEXT", SHAPES, "格式").suffix == ".txt"


@pytest.mark.parametrize(("wanted", "known"), [(".dox", ".docx"), ("tex", "text"), ("", ".docx")])
def test_an_unknown_format_is_told_with_the_nearest_of_its_kind(wanted, known):
    """A suffix with suffixes, a name with names."""
    with pytest.raises(UnknownName) as caught:
        format_of(wanted, SHAPES, "格式")

    assert known in caught.value.hint
