"""`drafter models`: what there is, and what serving needs."""

import json

import pytest

from drafter.models.embedded import weights
from tests.cli.console import runner


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, in a folder of its own."""
    return runner(tmp_path, monkeypatch, capsys)


def test_models_are_listed(drafter):
    """Embedded models with size and state, then the ways to others."""
    ran = drafter("models", "list")

    assert ran.code == 0
    assert "local:qwen2.5-coder-1.5b" in ran.out
    assert "1.1 GB  未下载" in ran.out
    assert "openai:模型名" in ran.out


def test_models_are_listed_for_machines(drafter):
    """As JSON, with what identifies the weights."""
    rows = json.loads(drafter("models", "list", "--json").out)

    assert {"qwen2.5-coder-1.5b", "qwen2.5-coder-0.5b"} <= {row["name"] for row in rows}
    assert all(len(row["sha256"]) == 64 and not row["pulled"] for row in rows)


@pytest.mark.parametrize("verb", ["pull", "serve"])
def test_an_unknown_model_is_named(drafter, verb):
    """And the known ones with it."""
    ran = drafter("models", verb, "qwen")

    assert ran.code == 2
    assert "qwen2.5-coder-1.5b" in ran.complaint


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_a_port_that_is_none(drafter, port):
    """Said before any weights are fetched."""
    ran = drafter("models", "serve", "--port", port)

    assert ran.code == 2
    assert "1 到 65535" in ran.complaint


ASKING = {
    "draft": ("draft", "facts.md", "-o", "r.txt"),
    "draft, named": ("draft", "facts.md", "--model", "local"),
    "a folder": ("draft", "sheets", "-o", "out"),
    "standing still to be asked": ("models", "test", "local:qwen2.5-coder-0.5b"),
    "served": ("models", "serve"),
    "an opinion": ("check", "report.txt", "--critique"),
}


@pytest.mark.parametrize("wanted", ASKING.values(), ids=ASKING)
def test_nobody_is_there_and_nothing_is_downloaded(drafter, tmp_path, monkeypatch, wanted):
    """A gigabyte that nobody asked for, where perhaps nothing may go out: what to type instead."""
    fetched = []
    monkeypatch.setattr("drafter.models.embedded.pull.pull", lambda *_, **__: fetched.append(1))
    (tmp_path / "facts.md").write_text("年度: 2024\n- 新修公路3公里\n", "utf-8")
    (tmp_path / "report.txt").write_text("述职报告\n\n一、履职情况\n新修公路3公里。\n", "utf-8")
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "a.md").write_text("年度: 2024\n- 新修公路3公里\n", "utf-8")

    ran = drafter(*wanted)

    assert fetched == []
    assert ran.code == 3
    assert "没有人在终端里答应就不下载" in ran.complaint
    assert (
        f"drafter models pull {'qwen2.5-coder-0.5b' if 'test' in wanted else ''}" in ran.complaint
    )
    assert "--model none" in ran.complaint
    assert not (tmp_path / "r.txt").exists()


class Ended:
    """A server that ends by itself as soon as it serves."""

    address = "http://127.0.0.1:1"
    is_stopped = False

    def wait(self):
        """It has ended."""

    def stop(self):
        """Nothing is left of it."""
        self.is_stopped = True


@pytest.mark.parametrize("end", ["", "@bare"])
def test_a_server_that_dies_ends_the_command(drafter, monkeypatch, tmp_path, end):
    """It served what `models list` says: the weights with their adapter, unless they are bare."""
    server, begun = Ended(), []

    def start(path, _profile, _log, *, port, adapter):
        begun.append((path, port, adapter))
        return server

    own = weights.load("")
    path = own.path(tmp_path / "cache" / "models")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"GGUF")
    monkeypatch.setattr("drafter.models.local.start", start)

    ran = drafter("models", "serve", f"{own.name}{end}", "--port", "8123")

    assert begun == [(path, 8123, None if end else own.craft)]
    assert (ran.code, server.is_stopped) == (3, True)
    assert "服务自己停了" in ran.err


def test_pull_is_asking(drafter, monkeypatch, tmp_path):
    """Who types `pull` wants it, at a terminal or not."""
    monkeypatch.setattr("drafter.models.embedded.pull.pull", lambda name, into, **_: into / name)

    ran = drafter("models", "pull", "qwen2.5-coder-0.5b")

    assert ran.code == 0
    assert ran.out.strip() == str(tmp_path / "cache" / "models" / "qwen2.5-coder-0.5b")
