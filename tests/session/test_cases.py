"""What people changed, as cases for the evaluation and as figures by prompt version."""

import json

import pytest

from drafter.errors import BadInput
from drafter.session.edited_cases import export_cases, stats
from drafter.session.library import SessionLibrary
from drafter.session.state import Status
from evals import case
from tests.fakes import FakeModel, merging
from tests.session.talking import begun, say
from tests.session.test_redraft import point, weak


@pytest.fixture
def shelf(tmp_path):
    """Two sessions: in one a model's text was changed by hand, in the other all was taken."""
    one = begun(tmp_path, FakeModel(merging(weak)))
    name = point(one.state, "F1").name
    say(one, f"/go {name}", "/draft")
    say(
        one, f"/edit {one.state.here.chosen.text}", "/edit 新建学校6所，新增学位5400个。", "/accept"
    )
    other = begun(tmp_path)
    say(other, *["/accept 是"] * len(other.state.cards))
    one.close()
    other.close()
    return SessionLibrary(tmp_path)


def test_edits_become_cases(shelf, tmp_path):
    """Each session with edits is a case that the evaluation reads, with a row for each edit."""
    names = export_cases(shelf, tmp_path / "cases")

    (found,) = case.choose(folder=tmp_path / "cases")
    assert (found.name,) == names
    assert found.problem == ""
    assert "新建学校6所，新增学位5400个。" in found.reference
    edits = tmp_path / "cases" / found.name / "edits.jsonl"
    (row,) = map(json.loads, edits.read_text("utf-8").splitlines())
    assert row["after"] == "新建学校6所，新增学位5400个。"
    assert row["before"] != row["after"]
    assert {"id": "F1", "text": "新建学校6所，新增学位5400个"} in row["facts"]
    assert (row["prompt"], row["model"]) in (("merge@1", "fake"), ("", ""))


def test_figures_by_prompt(shelf):
    """How often a prompt's versions were taken as they were, and how much was changed."""
    found = stats(shelf)

    accepted = sum(
        card.status is Status.ACCEPTED
        for entry in shelf.sessions()
        for card in shelf.history(entry.name).state.cards
    )
    assert sum(each.settled for each in found) == accepted
    assert sum(each.edited for each in found) == 1
    assert sum(each.changed for each in found) > 0
    assert all(each.settled == each.accepted + each.edited + each.redrafted for each in found)


def test_nothing_edited_is_said(tmp_path):
    """Without an edit there is no case."""
    with pytest.raises(BadInput, match="还没有改过"):
        export_cases(SessionLibrary(tmp_path), tmp_path / "cases")
