"""What tests of evaluations share."""

import pytest

from drafter.chain import prompts
from tests.cli.console import runner
from tests.endpoint import serving
from tests.evals import scripted


@pytest.fixture
def cases(tmp_path):
    """Six small cases."""
    return scripted.sheets(tmp_path / "cases")


@pytest.fixture
def server():
    """A chat endpoint that answers well."""
    with serving(scripted.chat()) as server:
        yield server


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys, server):
    """Runs command lines against the server, with nothing of the user's own; one call an answer."""
    (tmp_path / "drafter.toml").write_text("attempts = 1\n", "utf-8")
    run = runner(tmp_path, monkeypatch, capsys)
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    return run


@pytest.fixture
def prompt(tmp_path):
    """Writes a changed prompt to a file and gives its ref."""

    def changed(name, old, new):
        source = prompts.active(name).source
        assert old in source
        path = tmp_path / f"{name}.md"
        path.write_text(source.replace(old, new, 1), "utf-8")
        return f"{name}={path}"

    return changed
