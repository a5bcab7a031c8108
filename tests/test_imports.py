"""What is slow to import is imported when it is used, not before."""

import subprocess
import sys

import pytest

SLOW = ("openai", "langchain", "langchain_core", "langchain_openai", "xllamacpp", "tiktoken")
DOORS = (
    "drafter.chain",
    "drafter.models",
    "drafter.models.llama",
    "drafter.models.local",
    "drafter.models.openai",
    "drafter.models.pull",
    "drafter.models.replay",
    "drafter.prompts",
    "drafter.settings",
    "drafter.store",
    "drafter.tokens",
)


def loaded(code):
    """The slow libraries that a fresh interpreter has loaded after `code`."""
    code = f"{code}\nimport sys; print(*(name for name in {SLOW!r} if name in sys.modules))"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_doors_are_cheap_to_import():
    """Importing every door loads none of the libraries behind them: together they cost 2 s."""
    assert loaded("import " + ", ".join(DOORS)) == []


@pytest.mark.parametrize("spec", ["local", "openai:m"])
def test_naming_a_model_is_cheap(spec):
    """Only a question that is really asked loads the client."""
    code = (
        "from drafter import models; from drafter.settings import Settings\n"
        f"models.resolve({spec!r}, Settings(api_key='k'))"
    )

    assert loaded(code) == []
