"""The embedded model: what is said when it cannot start; live, that it is never left behind."""

import asyncio
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from drafter import models, settings
from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.errors import ModelFailed, UnknownName, Unreadable
from drafter.models import Profile, Request, local
from drafter.models.embedded import pull, weights
from drafter.settings import Settings


def ask(model):
    """One short question."""

    async def run():
        try:
            return await model.answer(Request("s", "", "你好", max_tokens=8))
        finally:
            await model.close()

    return asyncio.run(run())


def test_naming_the_embedded_model_loads_nothing(tmp_path):
    """A run whose answers are all stored needs no weights."""
    model = models.resolve("local", Settings(cache=str(tmp_path)))

    assert model.name.startswith("local:qwen2.5-coder-1.5b+craft-")
    assert model.profile == Profile(1, False, 8192, weights.load("").adapter_prompts)
    assert model.profile.taught
    assert list(tmp_path.iterdir()) == []


def test_another_adapter_is_another_model_and_so_is_none(tmp_path):
    """Answers of the one are never served for the other."""
    found = Settings(cache=str(tmp_path))
    own = weights.load("")
    taught, bare = (models.resolve(f"local:{own.name}{end}", found) for end in ("", local.BARE))

    assert own.adapter_sha256[:8] in taught.name
    assert bare.name == f"local:{own.name}"
    assert not bare.profile.taught
    assert models.resolve("local:@bare", found).name == bare.name


def test_an_adapter_that_is_damaged_is_refused_in_one_line(tmp_path, monkeypatch):
    """It says what to do; without the adapter the model still answers."""
    damaged = tmp_path / "craft.gguf"
    damaged.write_bytes(b"GGUF" + bytes(100))
    monkeypatch.setattr(weights.Weights, "craft", property(lambda _: damaged))

    with pytest.raises(ModelFailed, match=r"craft\.gguf 坏了.*@bare"):
        models.resolve("local", Settings(cache=str(tmp_path)))
    assert models.resolve("local:@bare", Settings(cache=str(tmp_path))).name


def test_whoever_waits_for_a_server_learns_that_it_ended(tmp_path):
    """Here at once: its weights are none."""
    (tmp_path / "none.gguf").write_bytes(b"GGUF, and nothing more")
    server = local.begin(tmp_path / "none.gguf", Profile(1, False, 64), tmp_path / "log")
    try:
        server.wait()
        assert not server.is_running
    finally:
        server.stop()


def test_the_adapter_fits_into_the_package():
    """At most 20 MB, and the one that the catalogue names."""
    own = weights.load("")

    assert own.craft.stat().st_size <= 20e6
    assert hashlib.sha256(own.craft.read_bytes()).hexdigest() == own.adapter_sha256


def test_weights_that_were_not_pulled_are_named(tmp_path):
    """The first question says which command brings them."""
    with pytest.raises(ModelFailed, match=r"drafter models pull qwen2\.5-coder-1\.5b"):
        ask(models.resolve("local", Settings(cache=str(tmp_path))))


def test_what_is_missing_is_known_beforehand(tmp_path):
    """The command line can ask before a gigabyte is fetched; only embedded models are."""
    found = Settings(cache=str(tmp_path))
    folder = weights.folder(found)
    folder.mkdir()
    weights.load("qwen2.5-coder-0.5b").path(folder).touch()

    assert local.missing("", found) == weights.load("")
    assert local.missing("local", found) == weights.load("")
    assert local.missing("local:qwen2.5-coder-0.5b", found) is None
    assert local.missing("local:/some/file.gguf", found) is None
    assert local.missing("openai:m", found) is None


def test_an_embedded_model_nobody_knows_is_named():
    """A mistyped name gets the nearest known one."""
    with pytest.raises(UnknownName, match="是不是想写"):
        models.resolve("local:qwen2.5-coder-15b", Settings())


def test_a_path_must_be_a_gguf_file(tmp_path):
    """A file that is none, or is not there, is refused when it is named."""
    path = tmp_path / "m.gguf"
    with pytest.raises(ModelFailed, match="没有模型文件"):
        models.resolve(f"local:{path}", Settings())
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(Unreadable, match="不是 GGUF"):
        models.resolve(f"local:{path}", Settings())


def test_another_file_at_the_same_path_is_another_model(tmp_path):
    """Answers of one file are not taken for those of its successor."""
    path, names = tmp_path / "m.gguf", []
    for content in (b"GGUF one", b"GGUF two"):
        path.write_bytes(content)
        names.append(models.resolve(f"local:{path}", Settings()).name)

    assert names[0] != names[1]
    assert all(name.startswith("local:m.gguf#") for name in names)


def test_broken_weights_end_in_one_line(tmp_path):
    """A server that does not start is reported with its reason and its log."""
    path = tmp_path / "m.gguf"
    path.write_bytes(b"GGUF" + bytes(100))

    with pytest.raises(ModelFailed, match=r"没有启动.*llama\.log") as failed:
        ask(models.resolve(f"local:{path}", Settings(cache=str(tmp_path))))

    log = failed.value.hint.partition(" ")[2]
    assert "Fatal Python error" not in Path(log).read_text()  # an abort loses the reason


def test_a_taken_port_is_named(tmp_path):
    """A port that somebody else has is said to be taken."""
    path = tmp_path / "m.gguf"
    path.write_bytes(b"GGUF")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(ModelFailed, match=rf"bind.*{port}"):
            local.start(path, Profile(1, whole=False, context=64), tmp_path / "log", port=port)


@pytest.fixture(scope="module")
def found():
    """Settings with the default weights in place."""
    found = settings.read()
    pull.pull("qwen2.5-coder-1.5b", into=weights.folder(found))
    return found


def servers(parent):
    """The servers that a process has started; others on this machine are none of our business."""
    said = subprocess.run(
        ["ps", "axww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = (line.split(maxsplit=2) for line in said.stdout.splitlines())
    return [int(row[0]) for row in rows if row[1] == str(parent) and "embedded/llama.py" in row[2]]


def is_alive(pid):
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}


@pytest.mark.live
def test_the_embedded_model_answers_by_schema_and_streams(found):
    """Real weights give JSON by schema, with tokens counted, and stream what they write."""
    heard = []
    request = Request("s", "只输出 JSON。", "写出数字 6", SCHEMA, max_tokens=30)

    async def run():
        model = models.resolve("local", found)
        answers = [await model.answer(request), await model.answer(request, heard.append)]
        await model.close()
        return answers

    whole, streamed = asyncio.run(run())

    assert json.loads(whole.text) == json.loads(streamed.text) == {"n": 6}
    assert (whole.finish, whole.usage) == ("stop", streamed.usage)
    assert "".join(heard) == streamed.text
    assert len(heard) > 1
    assert servers(os.getpid()) == []


@pytest.mark.live
def test_a_server_that_died_is_started_again(found):
    """The memory killer may take it; the next try has a new one."""
    source = '+++\npurpose = "p"\ninputs = []\nmax_tokens = 30\n+++\n\n---\n写出数字 6\n'
    options = {"schema": SCHEMA, "parse": str}

    async def run():
        chain = Chain(models.resolve("local", found))
        try:
            await chain.ask(prompts.parse("p", 1, source), {}, step="one", **options)
            [pid] = servers(os.getpid())
            os.kill(pid, signal.SIGKILL)
            return await chain.ask(prompts.parse("p", 1, source), {}, step="two", **options)
        finally:
            await chain.model.close()

    assert json.loads(asyncio.run(run()).value) == {"n": 6}
    assert servers(os.getpid()) == []


@pytest.mark.live
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_behind(found, how):
    """However the program ends, in the middle of an answer, its server ends too."""
    code = textwrap.dedent("""
        import asyncio, sys
        from drafter import models, settings
        model = models.resolve("local", settings.read())
        request = models.Request("s", "", "写一篇长文", max_tokens=2000)
        asyncio.run(model.answer(request, lambda _: print("x", flush=True)))
    """)
    environ = {**os.environ, "DRAFTER_CACHE": str(found.cache_folder)}
    command = [sys.executable, "-c", code]
    quiet, pipe = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(command, env=environ, stdout=pipe, stderr=quiet) as process:
        assert process.stdout.readline() == b"x\n"
        [pid] = servers(process.pid)
        process.send_signal(how)

    deadline = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_alive(pid)
