"""The rows of a run on disk: what is torn, damaged, old or cannot be written."""

import json
import os
import re
import resource
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import BadInput, UnknownName, Unwritable
from drafter.settings import Settings
from evals import journal, variant
from evals.journal import RunJournal
from evals.row import CaseResult
from evals.scorers import Score
from tests.evals import scripted

HEAD = journal.parameters(Settings(), scripted.model(), variant.active())
ROW = CaseResult(
    "case-1", "d1", 0, scores={"kept": Score(0.5, "少一条", {"条": 0.5})}, text="甲", code="c"
)


@pytest.fixture
def kept(tmp_path):
    """A journal without rows."""
    kept = RunJournal(tmp_path, HEAD)
    yield kept
    kept.close()


def test_rows_come_back_as_they_were(kept, tmp_path):
    """In the order of their cases and repeats, whatever the order they were made in."""
    rows = [replace(ROW, case=name, repeat=at) for name in ("b", "a") for at in (1, 0)]
    for row in rows:
        kept.append(row)

    assert journal.read(tmp_path, HEAD.id).rows == tuple(sorted(rows, key=lambda row: row.key))
    assert kept.run() == journal.read(tmp_path, HEAD.id)


def test_a_row_that_is_made_again_takes_the_place_of_the_first(kept):
    """A problem that has passed is forgotten."""
    kept.append(replace(ROW, problem="服务忙", scores={}, text=""))
    kept.append(ROW)

    assert kept.run().rows == (ROW,)


@pytest.mark.parametrize("tail", ['{"case": "case-2", "rep', "null", "[]", "\xff\x00", "{}"])
def test_a_torn_last_line_is_no_row_and_harms_no_other(kept, tmp_path, tail):
    """What was being written at a kill was never done; the next row stands in a line of its own."""
    kept.append(ROW)
    path = tmp_path / HEAD.id / journal.ROWS
    path.write_bytes(path.read_bytes() + tail.encode("latin-1"))
    again = RunJournal(tmp_path, HEAD)
    again.append(replace(ROW, case="case-3"))
    again.close()

    assert [row.case for row in kept.run().rows] == ["case-1", "case-3"]


@pytest.mark.parametrize("text", ["甲\u2028乙", "甲\x85乙", "甲\x0b乙", "甲\n乙\r丙"])
def test_any_line_end_in_a_text_is_part_of_it(kept, text):
    """A row is a line of the file, whatever Python else takes for one."""
    kept.append(replace(ROW, text=text))

    assert kept.run().rows[0].text == text


def test_half_a_character_is_kept_as_a_question_mark(kept):
    """JSON of a model can spell what no text may hold."""
    kept.append(replace(ROW, text="甲\ud800乙"))

    assert kept.run().rows[0].text == "甲?乙"


def test_rows_of_another_program_or_sheet_are_not_mixed_in(kept):
    """What is averaged was made by one program from one sheet: those of the latest row."""
    kept.append(replace(ROW, code="old", repeat=1))
    kept.append(replace(ROW, case="case-2", case_digest="old", repeat=1))
    kept.append(replace(ROW, case="case-2", case_digest="new"))
    kept.append(ROW)

    assert [row.key for row in kept.run().rows] == [("case-1", 0, ""), ("case-2", 0, "")]


def test_a_damaged_head_is_written_anew_by_the_next_run(kept, tmp_path):
    """Until then it is named when it is asked for; the rows are there all along."""
    kept.append(ROW)
    path = tmp_path / HEAD.id / journal.HEAD
    path.write_text('{"variant": 1', "utf-8")

    with pytest.raises(BadInput, match=r"run\.json 坏了"):
        journal.read(tmp_path, HEAD.id)
    RunJournal(tmp_path, HEAD).close()
    assert journal.read(tmp_path, HEAD.id).rows == (ROW,)


def test_an_unknown_run_suggests_the_nearest(kept, tmp_path):
    """By its id."""
    with pytest.raises(UnknownName, match=re.escape(HEAD.id)):
        journal.read(tmp_path, HEAD.id[:-2])
    assert journal.ids(tmp_path) == [kept.head.id]


def test_what_a_run_is_of_is_in_its_id():
    """Another model, temperature or prompt is another run; another name of the same is not."""
    others = [
        journal.parameters(Settings(temperature=0.7), scripted.model(), variant.active()),
        journal.parameters(Settings(), scripted.model(name="b"), variant.active()),
        journal.parameters(Settings(), scripted.model(is_strong=True), variant.active()),
    ]

    assert len({HEAD.id, *(each.id for each in others)}) == 4
    same = journal.parameters(Settings(), scripted.model(), variant.parse("merge@1"))
    assert same.id.rpartition("-")[2] == HEAD.id.rpartition("-")[2]


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    """A file in the way, for one, which stops root as well."""
    (tmp_path / "evals").write_text("", "utf-8")

    with pytest.raises(BadInput, match="不能写"):
        RunJournal(tmp_path / "evals", HEAD)


def test_a_full_disk_is_an_error_and_leaves_what_was_done(kept, tmp_path):
    """A row that does not fit is not half there afterwards."""
    kept.append(ROW)
    size = (tmp_path / HEAD.id / journal.ROWS).stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, hard))
    try:
        with pytest.raises(Unwritable, match="写不进去"):
            kept.append(replace(ROW, case="case-2", text="甲" * 999))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    kept.append(replace(ROW, case="case-3"))
    kept.append(replace(ROW, case="case-4"))

    assert {"case-1", "case-4"} <= {row.case for row in kept.run().rows}


def test_the_digest_of_the_program_covers_what_scores_hang_on():
    """Every module of evals that a scorer or an outcome imports is part of it."""
    folder = Path(journal.__file__).parent
    seen, wanted = (
        set(),
        ["outcome.py", *(f"scorers/{p.name}" for p in folder.glob("scorers/*.py"))],
    )
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            source = (folder / name).read_text("utf-8")
            named = re.findall(r"^from evals(?:\.(\w+))? import (.*)$", source, re.MULTILINE)
            found = {
                told
                for module, names in named
                for told in ([module] if module else re.findall(r"\w+", names))
            }
            wanted += [f"{each}.py" for each in found if (folder / f"{each}.py").exists()]

    assert "style.py" in seen
    assert [name for name in seen if not name.startswith(journal.OWN)] == []


def test_rows_are_plain_lines_of_json(kept, tmp_path):
    """Whoever wants to look at them needs nothing of ours."""
    kept.append(ROW)
    path = tmp_path / HEAD.id / journal.ROWS

    assert json.loads(path.read_text("utf-8"))["scores"]["kept"]["value"] == 0.5
    assert os.access(path, os.R_OK)
