"""The same work on a Ray cluster: all done, none twice, whoever is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from drafter.chain.open import ChainSpec
from drafter.chain.rate_limit import RateLimits
from drafter.settings import Budget, Settings
from tests.batch.jobs import answer_to, carry_out, fill, results
from tests.endpoint import completion, serving

DOCUMENTS, QUESTIONS, SLOTS = 100, 3, 8
LONGEST = 200.0  # seconds that anything here may take
SHEET = "# 张三 某局局长 2024年\n\n- 走访企业{}家\n- 组织学习{}次\n- 按规定报告个人事项\n"

MISSING = 'pip install -e ".[ray]"'

on_ray = [
    pytest.mark.ray,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not find_spec("ray"), reason=MISSING),
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]


def clustered(test):
    """A test that starts a cluster."""
    for mark in on_ray:
        test = mark(test)
    return test


def act(handler):
    """The right answer, after as long as a fast service takes."""
    time.sleep(0.05)
    user = handler.asked["messages"][-1]["content"]
    handler.send(completion(json.dumps({"答": answer_to(user)})))


def begin(*arguments):
    """A run on a cluster, begun."""
    command = [sys.executable, "-m", "tests.batch.onray", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def wait(condition):
    """Until it holds; fails where it takes too long."""
    until = time.monotonic() + LONGEST
    while not (found := condition()):
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.02)
    return found


def processes(root):
    """The command lines of everything that a process has started, by its id."""
    parents, lines = {}, {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text("utf-8").rpartition(")")[2].split()
            line = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue  # it has ended
        parents[int(place.name)], lines[int(place.name)] = int(fields[1]), line
    family = {root}
    while more := {id for id, parent in parents.items() if parent in family} - family:
        family |= more
    return {id: lines[id] for id in family - {root} if id in lines}


def actors(root):
    """The processes of Ray that make documents."""
    return [id for id, line in processes(root).items() if "MapBatches(_Actor)" in line]


def alive(ids):
    """Those of the processes that have not ended."""
    return [id for id in ids if Path(f"/proc/{id}").exists()]


def rows(target):
    """The paths of the journal, in the order of their rows."""
    journal = target / ".drafter" / "rows.jsonl"
    lines = journal.read_bytes().splitlines() if journal.exists() else []
    return [json.loads(line)["path"] for line in lines]


def made(target):
    """Every result; the summary tells of seconds, and those differ."""
    return {name: data for name, data in results(target).items() if name != "summary.xlsx"}


@clustered
def test_a_killed_worker_changes_nothing(tmp_path):
    """One of two dies in the middle: all is done, none twice, as the local engine would have."""
    from tests.batch.onray import opening

    source, target = fill(tmp_path / "in", DOCUMENTS), tmp_path / "out"
    with serving(act) as server:
        with begin(source, target, tmp_path / "cache", server.base_url, 0) as run:
            wait(lambda: len(server.asked) > DOCUMENTS)
            workers = actors(run.pid)
            os.kill(workers[0], signal.SIGKILL)
            told = run.communicate(timeout=LONGEST)[1]
        asked = len(server.asked)
        chain = opening(server.base_url, tmp_path / "other").open()
        carry_out(source, tmp_path / "local", chain=chain)

    assert (run.returncode, told.decode()) == (0, "")
    assert len(workers) == 2
    assert sorted(rows(target)) == [f"{at:03}.md" for at in range(DOCUMENTS)]
    assert made(target) == made(tmp_path / "local")
    assert asked <= DOCUMENTS * QUESTIONS + SLOTS


@clustered
def test_a_killed_driver_loses_nothing(tmp_path):
    """What was made and not yet delivered is found again; nobody goes on without the driver."""
    source, target = fill(tmp_path / "in", 40), tmp_path / "out"
    checkpoint = target / ".drafter" / "ray" / "checkpoint"
    with serving(act) as server:
        with begin(source, target, tmp_path / "one", server.base_url, 0.5) as run:
            wait(lambda: checkpoint.exists() and len(list(checkpoint.iterdir())) == 40 // 5)
            workers = actors(run.pid)
            run.kill()
            wait(lambda: not alive(workers))
        early, asked = rows(target), len(server.asked)
        with begin(source, target, tmp_path / "two", server.base_url, 0) as again:
            again.communicate(timeout=LONGEST)

    assert again.returncode == 0
    assert 0 < len(early) < 40
    assert sorted(rows(target)) == [f"{at:03}.md" for at in range(40)]
    assert (len(server.asked), asked) == (40 * QUESTIONS, 40 * QUESTIONS)
    assert not checkpoint.exists()


@clustered
def test_ctrl_c_ends_the_cluster_and_the_local_engine_goes_on(tmp_path):
    """Quiet, with nothing left running; what Ray has begun needs no Ray to be finished."""
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    names = [f"{at:02}.md" for at in range(40)]
    for at, name in enumerate(names):
        (source / name).write_text(SHEET.format(at + 3, at + 5), "utf-8")
    command = [sys.executable, "-m", "drafter", "draft", source, "-o", target, "--model", "none"]
    clustered = [*command, "--engine", "ray", "--address", "local"]
    options = {"stderr": subprocess.PIPE, "encoding": "utf-8", "start_new_session": True}
    with subprocess.Popen(clustered, **options) as run:
        wait(lambda: rows(target))
        family = processes(run.pid)
        os.killpg(run.pid, signal.SIGINT)
        told = run.communicate(timeout=LONGEST)[1]
    early = rows(target)
    wait(lambda: not alive(family))
    subprocess.run(command, check=False, capture_output=True)

    assert run.returncode == 130
    assert "正在收尾" in told
    assert [word for word in ("Traceback", "Warning", "ray", "Ray") if word in told] == []
    assert len(early) < len(names)
    assert sorted(rows(target)) == names


def printed(code, folder, **environ):
    """What a fresh interpreter says, on both streams, and its exit code."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=folder,
        env=os.environ | environ,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.splitlines(), done.stderr.splitlines(), done.returncode


def test_ray_is_missed_in_one_line(tmp_path):
    """Whoever has not installed it is told how."""
    fill(tmp_path / "in", 1)
    command = ["draft", "in", "-o", "out", "--model", "none", "--engine", "ray"]
    code = (
        "import sys; sys.modules['ray'] = None\n"
        f"from drafter.cli import main; sys.exit(main({command}))"
    )
    line = 'drafter：没有安装 Ray（pip install "drafter[ray]"）'

    assert printed(code, tmp_path) == ([], [line], 2)


def test_the_local_engine_needs_no_ray(tmp_path):
    """Nothing of it is imported, nor of what it brings."""
    fill(tmp_path / "in", 1)
    code = (
        "import sys\nfrom drafter.cli import main\n"
        "main(['draft', 'in', '-o', 'out', '--model', 'none', '-q'])\n"
        "print([name for name in ('ray', 'pyarrow', 'pandas') if name in sys.modules])"
    )

    assert printed(code, tmp_path)[0] == ["[]"]


@clustered
def test_ray_reports_to_nobody(tmp_path):
    """Usage statistics are off, even where the environment has them on."""
    code = (
        "import drafter.batch.ray\n"
        "from ray._common.usage.usage_lib import usage_stats_enabled\n"
        "print(usage_stats_enabled())"
    )

    assert printed(code, tmp_path, RAY_USAGE_STATS_ENABLED="1")[0] == ["False"]


def test_shares_stay_within_the_whole():
    """What several may use together is no more than what was allowed."""
    settings = Settings(
        model="openai:m", api_key="k", slots=64, budget=Budget(tokens=1000, cost=20.0)
    )
    share = ChainSpec("", settings, RateLimits(rpm=500, tpm=200_000)).divided(3)

    assert share.limits == RateLimits(rpm=166, tpm=66_666)
    assert share.settings.budget == Budget(tokens=333, cost=20.0 / 3)
    assert share.slots == 21
