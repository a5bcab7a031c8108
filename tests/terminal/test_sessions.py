"""`sessions` and `session`: what there is, what people changed."""

import json

import pytest

from drafter.chain.chain import Chain
from drafter.session.library import SessionLibrary
from tests.cli.console import runner
from tests.fakes import STRONG, FakeModel, writing
from tests.guarantees import read
from tests.session.talking import say
from tests.terminal.voice import formal


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """The program with sessions of its own."""
    monkeypatch.setenv("DRAFTER_DATA", str(tmp_path / "data"))
    return runner(tmp_path, monkeypatch, capsys)


@pytest.fixture
def session(tmp_path):
    """A session in which somebody changed a point of a model's and accepted it."""
    model = FakeModel(writing(formal), STRONG)
    made = SessionLibrary(tmp_path / "data").create(read(), Chain(model), name="县教育局")
    say(made, "go 1.1", "draft")
    text = made.state.text(made.state.here)
    say(made, f"edit {text}群众满意。", "accept")
    made.close()
    return made


def test_sessions_are_listed_for_people_and_machines(run, session):
    """Name, title, how far."""
    assert session.name in run("sessions").out
    (row,) = json.loads(run("sessions", "--json").out)
    assert (row["name"], row["done"], row["problem"]) == ("县教育局", 1, "")
    assert row["cards"] == len(session.state.cards)


def test_a_session_is_deleted_by_name(run, session):
    """One that is not there is a mistake that names the nearest."""
    assert "县教育局" in run("sessions", "--delete", "县教育").complaint
    assert run("sessions", "--delete", session.name).code == 0
    assert "还没有会话" in run("sessions").out


def test_a_damaged_session_is_listed_with_what_is_wrong(run, session, tmp_path):
    """It hinders no other."""
    (tmp_path / "data" / "sessions" / session.name / "journal.jsonl").write_text("没有\n")
    assert "打不开" in run("sessions").out


def test_changes_become_cases(run, session, tmp_path):
    """Facts, text, and each change with its prompt."""
    assert session.name in run("session", "export-cases", "-o", "cases").out
    (line,) = (tmp_path / "cases" / session.name / "edits.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    assert row["after"] == f"{row['before']}群众满意。"
    assert row["prompt"].startswith("section@")


def test_acceptance_is_told_by_prompt_version(run, session):
    """Of people and of machines; nothing yet is said so."""
    assert "section@" in run("session", "stats").out
    (row,) = json.loads(run("session", "stats", "--json").out)
    assert (row["settled"], row["edited"], row["changed"]) == (1, 1, 5)
    run("sessions", "--delete", session.name)
    assert "还没有采用过" in run("session", "stats").out
    assert "还没有改过" in run("session", "export-cases", "-o", "cases").complaint
