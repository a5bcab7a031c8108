"""Office files damaged at random, as archives and as XML: facts, or one line of ours, soon."""

import time

import pytest

from drafter.document import Facts
from drafter.errors import DrafterError
from drafter.readers import facts_from, report_from
from drafter.readers.reader import Text
from tests.readers.damage import damaged, whole_book, whole_word

SEEDS = range(60)
LONGEST = 10  # seconds of the processor that a damaged file may take


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("make", "suffix"), [(whole_word, ".docx"), (whole_book, ".xlsx")], ids=["Word", "Excel"]
)
def test_a_damaged_file_is_read_or_refused(make, suffix, seed):
    """No traceback and no long wait, whatever is broken."""
    data = damaged(make(), seed)
    begun = time.process_time()
    found = ended(facts_from, data, suffix)
    told = ended(report_from, data, suffix)

    assert time.process_time() - begun < LONGEST
    assert isinstance(found, Facts | DrafterError)
    assert isinstance(told, Text | DrafterError)
    if isinstance(found, Facts):
        assert all(fact.text.strip() and "\x00" not in fact.text for fact in found)
        assert "".join(fact.text for fact in found).encode()
    for each in (found, told):
        assert not isinstance(each, DrafterError) or "\n" not in str(each)


def ended(read, data: bytes, suffix: str):
    """What reading ends in: what was read, or the error of ours."""
    try:
        return read(data, f"a{suffix}", suffix)
    except DrafterError as error:
        return error


def test_the_whole_files_are_read():
    """What is damaged above is sound before."""
    assert len(facts_from(whole_word(), "a.docx", ".docx")) > 20
    assert len(facts_from(whole_book(), "a.xlsx", ".xlsx")) > 1
