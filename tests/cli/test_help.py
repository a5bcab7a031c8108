"""What `drafter --help` shows: every command once, under what it is for, and where to begin."""

import re

import pytest

from drafter import cli, readers
from drafter.document import genre


def page(capsys, *words):
    """What is printed for `--help`."""
    with pytest.raises(SystemExit):
        cli.main([*words, "--help"])
    return capsys.readouterr().out


def test_every_command_is_listed_once(capsys):
    """Each stands under one heading; none of ours is among the others."""
    listed = re.findall(r"^  (\w+) +\S", page(capsys), re.MULTILINE)

    assert [each.name for each in cli.commands() if listed.count(each.name) != 1] == []
    assert [each.name for each in cli.commands() if each.group is cli.Group.OTHER] == []


def test_the_page_of_a_command_begins_with_its_name(capsys):
    """The usage names the program and the command, and nothing between them."""
    assert page(capsys, "check").startswith("用法：drafter check [-h]")
    assert page(capsys, "models", "pull").startswith("用法：drafter models pull [-h]")


def test_the_formats_told_are_the_formats_read():
    """Every suffix that the help names holds reports, and none that does is a surprise."""
    told = set(re.findall("[a-z]+", cli.REPORTS.replace("LibreOffice", "")))
    read = {
        suffix.removeprefix(".")
        for each in readers.readers()
        if each.text and ".json" not in each.suffixes
        for suffix in each.suffixes
    }

    assert told <= read
    assert read - told == {
        "docm",
        "htm",
        "markdown",
        "dot",
        "wpt",
        "text",
    }  # other names of the same


@pytest.mark.parametrize("command", ["draft", "check", "matrix"])
def test_a_kind_is_called_the_same_everywhere(command, capsys):
    """The help of each command names the kinds of report alike."""
    shown = "".join(page(capsys, command).split())

    assert "、".join(genre.called()) in shown
