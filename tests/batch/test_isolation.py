"""One document's trouble is its own: a hostile file, a dead process, a full disk, a closed door."""

import asyncio
import gc
import os
import resource
import subprocess
from contextlib import contextmanager

import pytest
from openpyxl import load_workbook

from drafter.batch.folder import Folder
from drafter.batch.processes import Processes
from drafter.chain.chain import Chain
from drafter.errors import BadInput, Stopped, Unwritable
from drafter.models import Profile
from drafter.settings import Budget, Settings
from tests.batch.jobs import Oracle, carry_out, expected, fill, results

MANY = 300


@contextmanager
def full_disk(limit):
    """No file may grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(folder):
    """A folder into which not even root may write."""
    if os.geteuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "x", folder], check=False).returncode:
        pytest.skip("root that may not mount can write anywhere")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize(
    ("text", "why"), [("无法读", "input"), ("有缺陷", "bug"), ("进程退出", "input")]
)
def test_one_hostile_file_among_three_hundred(tmp_path, text, why):
    """It fails with its reason, and the others are what they would be without it."""
    source = fill(tmp_path / "in", MANY)
    (source / "150.md").write_text(text, "utf-8")
    processes = 2 if text == "进程退出" else 0
    watch = carry_out(source, tmp_path / "out", processes=processes)
    failed = [row for row in watch.outcome.rows if row.why]

    assert [(row.path, row.why) for row in failed] == [("150.md", why)]
    assert failed[0].reason
    assert len(results(tmp_path / "out")) == (MANY - 1) * 2 + 2


def test_after_a_crash_only_what_was_going_on_is_done_by_itself():
    """Whoever had to wait goes on in the new processes."""
    by_themselves = []

    class Watched(Processes):
        async def _apart(self, piece):
            by_themselves.append(piece)
            return await super()._apart(piece)

    async def work():
        async with Watched(1) as processes:
            pieces = [processes.run(os._exit, 1), *(processes.run(abs, -at) for at in range(9))]
            return await asyncio.gather(*pieces, return_exceptions=True)

    died, *others = asyncio.run(work())

    assert isinstance(died, BadInput)
    assert others == list(range(9))
    assert len(by_themselves) <= 2


def test_what_is_no_document_is_passed_over(tmp_path):
    """Pipes, links, hidden files and folders with a document's name stop nothing."""
    source = fill(tmp_path / "in", 2)
    os.mkfifo(source / "pipe.md")
    (tmp_path / "secret.md").write_text("外面", "utf-8")
    (source / "link.md").symlink_to(tmp_path / "secret.md")
    (source / "loop").symlink_to(source)
    (source / "folder.md").mkdir()
    (source / ".hidden.md").write_text("x")
    (source / "~$000.md").write_text("x")
    watch = carry_out(source, tmp_path / "out", Oracle())

    assert [row.path for row in watch.outcome.rows] == ["000.md", "001.md"]
    assert [path for path, _ in watch.found.left] == ["link.md", "pipe.md"]


def test_odd_names_keep_their_documents(tmp_path):
    """Line ends, spaces, quotes, dashes, bytes that are no text: each has its result."""
    source = fill(tmp_path / "in", 0)
    names = ["a\nb.md", " x .md", "-o.md", "“引号”'.md", "a*b?.md", "é.md", "x" * 240 + ".md",
             "CON.md", "总" * 80 + ".md"]  # fmt: skip
    for at, name in enumerate(names):
        (source / name).write_text(f"第{at}份", "utf-8")
    (source / os.fsdecode(b"\xff\xfe.md")).write_text("字节", "utf-8")
    watch = carry_out(source, tmp_path / "out", Oracle())
    again = carry_out(source, tmp_path / "out", Oracle())
    outs = {path.read_text().splitlines()[0] for path in (tmp_path / "out").glob("*.out")}

    assert [row.verdict for row in watch.outcome.rows] == ["达标"] * 10
    assert outs == {expected(f"第{at}份")[0] for at in range(9)} | {expected("字节")[0]}
    assert again.rows == []


def test_names_that_differ_in_case_only_and_one_stem_twice(tmp_path):
    """No two results share a name, even on a disk that knows no case."""
    source = fill(tmp_path / "in", 0)
    for name in ("a.md", "A.md", "b.md", "b.txt", "B.MD"):
        (source / name).write_text(name, "utf-8")
    carry_out(source, tmp_path / "out", Oracle())
    names = [path.name for path in (tmp_path / "out").glob("*.out")]

    assert len({name.casefold() for name in names}) == 5


def test_nothing_is_written_outside(tmp_path):
    """A link in the output folder that leads out is not followed; the rest is done."""
    source = fill(tmp_path / "in", 1)
    fill(source / "sub", 2)
    target, outside = tmp_path / "out", tmp_path / "elsewhere"
    outside.mkdir()
    target.mkdir()
    (target / "sub").symlink_to(outside)
    watch = carry_out(source, target, Oracle())
    why = {row.path: row.why for row in watch.outcome.rows}

    assert why == {"000.md": "", "sub/000.md": "output", "sub/001.md": "output"}
    assert list(outside.iterdir()) == []


def test_a_deep_folder_is_mirrored(tmp_path):
    """Results lie as their documents do."""
    deep = tmp_path / "in" / "一" / "二" / "三"
    fill(deep, 1)
    carry_out(tmp_path / "in", tmp_path / "out", Oracle())

    assert (tmp_path / "out" / "一" / "二" / "三" / "000.out").exists()


def test_the_output_may_lie_in_the_input_and_not_around_it(tmp_path):
    """Results are no documents of the next run; no folder is its own output."""
    source = fill(tmp_path / "in", 2)
    carry_out(source, source / "out", Oracle())
    again = carry_out(source, source / "out", Oracle())

    assert again.rows == []
    for target in (source, tmp_path):
        with pytest.raises(BadInput, match="不能是输入文件夹"):
            carry_out(source, target, Oracle())


def test_files_that_are_not_ours_are_not_overwritten(tmp_path):
    """A folder with a file of such a name is refused before anything is paid."""
    source, target = fill(tmp_path / "in", 2), tmp_path / "out"
    target.mkdir()
    (target / "001.out").write_text("我的", "utf-8")
    model = Oracle()
    with pytest.raises(BadInput, match="不能覆盖"):
        carry_out(source, target, model)

    assert model.asked == []
    assert (target / "001.out").read_text("utf-8") == "我的"


def test_a_full_disk_stops_the_run_and_keeps_what_was_done(tmp_path):
    """It stops at once; with room again, the same command goes on."""
    source, target = fill(tmp_path / "in", 40), tmp_path / "out"
    model = Oracle(profile=Profile(slots=1, whole=True, context=400))
    with full_disk(6000), pytest.raises(Unwritable):
        carry_out(source, target, model)
    asked = len(model.asked)
    with Folder(target) as folder:
        kept = len(folder.rows())
    carry_out(source, target, model)
    carry_out(source, tmp_path / "undisturbed", Oracle())

    assert 0 < kept < 40
    assert asked < 40 * 3
    assert results(target) == results(tmp_path / "undisturbed")


def test_a_read_only_folder_is_refused_before_anything_is_paid(tmp_path):
    """Nobody is asked when the answer has nowhere to go."""
    source, target = fill(tmp_path / "in", 3), tmp_path / "out"
    target.mkdir()
    model = Oracle()
    with read_only(target), pytest.raises(Unwritable, match=r"只读|Read-only|权限|denied"):
        carry_out(source, target, model)

    assert model.asked == []


@pytest.mark.parametrize("budget", [Budget(calls=20), Budget(tokens=300)])
def test_a_budget_ends_the_run_cleanly(tmp_path, budget):
    """What was done is kept and summed up, what is left is named; nothing failed for it."""
    source, target = fill(tmp_path / "in", 30), tmp_path / "out"
    model = Oracle()
    with pytest.raises(Stopped, match=r"预算用完.*没做完 \d+ 份：.*summary\.xlsx"):
        carry_out(source, target, chain=Chain(model, settings=Settings(budget=budget)))
    with Folder(target) as folder:
        rows = folder.rows()

    assert len(model.asked) <= 20 + model.profile.slots
    assert [row.why for row in rows.values() if row.why] == []
    told = list(load_workbook(target / "summary.xlsx")["汇总"].values)[1:]
    left = [row for row in told if row[1] == "没做完"]
    assert len(told) == 30
    assert len(left) == 30 - len(rows)
    assert all("预算用完" in " ".join(filter(None, map(str, row))) for row in left)
    assert len(carry_out(source, target, Oracle()).rows) == 30 - len(rows)


@pytest.mark.parametrize("calls", [1, 3, 8])
def test_a_budget_that_stops_several_documents_at_once_is_told_once(tmp_path, caplog, calls):
    """What each of them failed of was heard: Python writes no traceback below the line."""
    source = fill(tmp_path / "in", 12)
    chain = Chain(Oracle(latency=0.01), settings=Settings(budget=Budget(calls=calls)))
    with pytest.raises(Stopped, match="预算用完"):
        carry_out(source, tmp_path / "out", chain=chain)
    gc.collect()

    assert [record for record in caplog.records if record.name == "asyncio"] == []
