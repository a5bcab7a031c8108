"""What is slow to import is imported when it is used, not before."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import drafter

SLOW = ("openai", "langchain_core", "langchain_openai", "xllamacpp", "tiktoken", "docx", "openpyxl")
ALL = (*SLOW, "drafter.drafting", "langchain", "rich", "scipy", "yaml")
SEED = "seeds/county-2022/report.txt"
DOORS = (
    "drafter.chain.chain",
    "drafter.exporters",
    "drafter.models",
    "drafter.models.embedded.llama",
    "drafter.models.local",
    "drafter.models.openai",
    "drafter.models.embedded.pull",
    "drafter.models.replay",
    "drafter.chain.prompts",
    "drafter.readers",
    "drafter.checking.reporters",
    "drafter.settings",
    "drafter.chain.cache",
    "drafter.models.tokens",
)


def loaded(code, names=SLOW):
    """The slow libraries that a fresh interpreter has loaded after `code`."""
    code = f"{code}\nimport sys; print('', *(name for name in {names!r} if name in sys.modules))"
    command = [sys.executable, "-c", code]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return printed.splitlines()[-1].split()


def test_doors_are_cheap_to_import():
    """Importing every door loads none of the libraries behind them: together they cost 2 s."""
    assert loaded("import " + ", ".join(DOORS)) == []


def test_the_package_is_cheap_to_import():
    """`import drafter` loads nothing of the package but itself, nor anything slow."""
    assert loaded("import drafter", (*ALL, "drafter.document", "drafter.rules")) == []


@pytest.mark.parametrize("spec", ["local", "openai:m"])
def test_naming_a_model_is_cheap(spec):
    """Only a question that is really asked loads the client."""
    code = (
        "from drafter import models; from drafter.settings import Settings\n"
        f"models.resolve({spec!r}, Settings(api_key='k'))"
    )

    assert loaded(code) == []


@pytest.mark.parametrize(
    ("arguments", "slow"),
    [
        (["--help"], ALL),
        (["draft", "--help"], ALL),
        (["check", SEED, "--format", "json"], SLOW),
        (["rules", "--format", "json"], SLOW),
    ],
    ids=" ".join,
)
def test_commands_that_ask_no_model_load_none(arguments, slow):
    """Help, checking and the list of rules start fast: no model, no Word, no Excel."""
    code = f"from drafter.cli import main\ntry: main({arguments!r})\nexcept SystemExit: pass"

    assert loaded(code, slow) == []


@pytest.mark.parametrize("name", drafter.__all__)
def test_public_names_are_there(name):
    """Every public name can be had, and is asked for only once."""
    assert getattr(drafter, name) is vars(drafter)[name]


def test_public_names_have_types():
    """What a type checker sees under a public name is what is loaded."""
    stub = ast.parse(Path(drafter.__file__).with_suffix(".pyi").read_text("utf-8"))
    names = {alias.asname for node in stub.body for alias in getattr(node, "names", ())}
    names |= {node.targets[0].id for node in stub.body if isinstance(node, ast.Assign)}

    assert {name for name in names if name[0] != "_"} == set(drafter.__all__)


def test_other_names_are_not_there():
    """A name that is not public is missing, as in any module."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = drafter.nothing
