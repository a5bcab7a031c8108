"""Counting tokens without a network."""

import base64
import os
import socket
import subprocess
import sys

import pytest

from drafter.models import tokens


def test_an_estimate_is_near_for_chinese():
    """Three quarters of a token a character, as measured on a county report."""
    assert tokens.estimate("述" * 1000) == 760


def test_latin_letters_weigh_less():
    """A quarter of a token a letter, as English tokenises."""
    assert tokens.estimate("x" * 1000) == 250


def test_a_count_says_whether_it_is_exact():
    """Without an encoding at hand the count is the estimate, and says so."""
    count = tokens.count("新建学校6所")

    assert count.exact or count.tokens == tokens.estimate("新建学校6所")
    assert 2 <= count.tokens <= 8


@pytest.mark.parametrize("content", [None, b"", base64.b64encode(b"x") + b" 0\n"])
def test_nothing_is_fetched(tmp_path, content):
    """With no encoding, or a damaged one, nobody goes to the network: one estimates."""
    if content is not None:
        (tmp_path / tokens.CACHED_AS).write_bytes(content)
    code = (
        "import sys; sys.modules['bpe_openai'] = None\n"
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name: None if name == 'bpe_openai' else find(name)\n"
        "import socket; socket.socket = socket.create_connection = None\n"
        "from drafter.models import tokens; print(tokens.count('新建学校6所'))"
    )
    environ = {**os.environ, "TIKTOKEN_CACHE_DIR": str(tmp_path)}

    said = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    ).stdout

    assert said == "Count(tokens=4, exact=False)\n"
    assert socket.socket is not None
