"""What people changed, as cases for the evaluation and as figures by prompt version."""

import json

import pytest

from drafter import readers
from drafter.document import Fact, Facts
from drafter.drafting.steps.sift import sift
from drafter.errors import BadInput
from drafter.exporters import facts_json
from drafter.outputs import Outputs
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
    names = export_cases(shelf, tmp_path / "cases", Outputs(tmp_path))

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
        export_cases(SessionLibrary(tmp_path), tmp_path / "cases", Outputs(tmp_path))


@pytest.fixture
def withholding(tmp_path):
    """A session in which a text was changed by hand and facts were left out."""
    one = begun(tmp_path)
    say(one, f"/go {point(one.state, 'F1').name}", "/draft")
    say(
        one, f"/edit {one.state.here.chosen.text}", "/edit 新建学校6所，新增学位5400个。", "/accept"
    )
    say(one, "/drop F2 未公开", "/drop F4 不归我管")
    state = one.state
    one.close()
    return state, SessionLibrary(tmp_path)


def test_facts_that_were_left_out_are_left_out_of_the_case_too(withholding, tmp_path):
    """They keep their places and are demanded of no report."""
    state, shelf = withholding
    (name,) = export_cases(shelf, tmp_path / "cases", Outputs(tmp_path))
    read = readers.read_facts(tmp_path / "cases" / name / "facts.json")

    assert {id for id, _ in state.plan.dropped} == {id for id, _ in sift(read)} == {"F2", "F4"}
    assert [each.id for each in read] == [each.id for each in state.facts]


@pytest.mark.parametrize(
    "text",
    ["建桥2座。", "改造小区3个；惠及420户", "评为“先进”", "修路3条（含1条续建）", "跑企业少"],
)
def test_a_fact_that_is_marked_as_withheld_is_known_for_one(text):
    """Whatever it ends in."""
    facts = Facts((Fact("F1", "讲党课4次", "politics"), Fact("F2", text, "duty")))
    data = facts_json.dumped(facts, withheld={"F2": "未公开（（待定））"})

    assert [id for id, _ in sift(readers.facts_from(data, "facts.json", ".json"))] == ["F2"]


@pytest.mark.parametrize("file", ["report.txt", "facts.json", "edits.jsonl"])
def test_what_a_person_changed_in_a_case_is_not_written_over(shelf, tmp_path, file):
    """Nor is anything else then; what is as it was written is."""
    folder = tmp_path / "cases"
    (name,) = export_cases(shelf, folder, Outputs(tmp_path))
    assert export_cases(shelf, folder, Outputs(tmp_path)) == (name,)
    changed = folder / name / file
    changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}

    with pytest.raises(BadInput, match=file):
        export_cases(shelf, folder, Outputs(tmp_path))
    assert before == {path: path.read_bytes() for path in folder.rglob("*.*")}
