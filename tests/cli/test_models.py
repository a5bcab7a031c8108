"""`drafter models`: what there is, and what serving needs."""

import json

import pytest

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
