"""Sheets as people hand them in: every fact told where it belongs, and nothing else told.

Word with a table and a text box, Excel with two sheets, a chat, YAML, prose, a PDF, a mail, a memo
from a telephone, a chat with quotes, speech written down, YAML with slips, a table whose header
has two rows. The labels were written before the sheets were first read.
"""

import pytest

from tests.drafting.handed_sheets import HANDED, LINED, handed

SHEETS = {sheet.path.name: sheet for sheet in handed(HANDED)}


@pytest.mark.parametrize("name", SHEETS)
def test_every_fact_is_told_where_it_belongs(name):
    """Its words and its figure in the same part, and in the right one."""
    assert SHEETS[name].untold == []
    assert SHEETS[name].misplaced == []


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_no_fact_is_not_told(name):
    """Names, numbers, greetings, notes to whoever writes."""
    assert SHEETS[name].told_others == []


@pytest.mark.parametrize("name", [each for each in SHEETS if each.endswith(LINED)])
def test_nothing_is_lost_in_silence(name):
    """Each line is told, or left out by name, or taken off a fact, or a heading, or noted."""
    assert SHEETS[name].lost == []
