"""A server with another quirk at every request: all done or named, none wrong, none paid twice."""

import pytest

from drafter.cli.batch import ATTEMPTS
from tests.batch import moody
from tests.cli.console import runner
from tests.endpoint import serving

DOCUMENTS = 12


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, in a folder of its own."""
    return runner(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize("command", ["rewrite", "draft"])
def test_a_folder_is_done_whatever_the_server_does(drafter, tmp_path, monkeypatch, command):
    """Each document tells its own figures and nobody else's; what was not let through is named."""
    moody.fill(tmp_path / "in", DOCUMENTS, command)
    act = moody.Moody(moody.well)
    with serving(act) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        options = ("-o", "out", "--model", moody.MODEL, "--format", "txt", "--concurrency", "8")
        ran = drafter(command, "in", *options)
        asked = sum(act.asked.values())
        drafter(command, "in", *options)

    assert ran.code in (0, 1)
    assert moody.faults(tmp_path / "out", DOCUMENTS) == []
    assert act.again == []
    assert 0 < act.most() <= ATTEMPTS
    assert {act.asked[each] for each in act.asked if moody.FILTERED in each} <= {1}
    assert sum(act.asked.values()) == asked
    assert len(act.quirks) > len(moody.GOOD)


def test_an_evaluation_counts_every_case(drafter, tmp_path, monkeypatch):
    """Each case is scored or named, and a second run asks nothing that was answered."""
    moody.cases(tmp_path / "cases", DOCUMENTS)
    act = moody.Moody(moody.well)
    with serving(act) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        told = ("eval", "run", "--folder", "cases", "--model", moody.MODEL, "-q")
        ran = drafter(*told)
        drafter(*told)

    assert ran.code in (0, 1)
    assert [at for at in range(DOCUMENTS) if f"case-{at:03}" not in ran.out] == []
    assert act.again == []
    assert 0 < act.most() <= 2 * moody.TRIES
