"""What was done stays done, once: the ways in which others have got this wrong."""

import asyncio
import json
import threading

import openpyxl
import pytest

from drafter.batch.engine import Ending
from drafter.errors import BadInput
from tests.batch.jobs import Asking, Oracle, Watcher, carry_out, expected, fill, results, shut

ROWS = ".drafter/rows.jsonl"


def rows(target):
    """The journal, line by line."""
    return (target / ROWS).read_bytes().splitlines()


def told(target, name):
    """The lines of a result."""
    return (target / name).read_text("utf-8").splitlines()


@pytest.fixture
def done(tmp_path):
    """Six documents, done."""
    source, target = fill(tmp_path / "in", 6), tmp_path / "out"
    carry_out(source, target, Oracle())
    return source, target


def test_every_document_is_done(done):
    """A result for each, its own, and a summary; nothing else."""
    _, target = done

    assert [told(target, f"{at:03}.out") for at in range(6)] == [
        expected(f"第{at}份") for at in range(6)
    ]
    assert len(results(target)) == 6 * 2 + 2
    assert len(rows(target)) == 6


def test_a_second_run_does_nothing(done):
    """Nobody is asked and no file is touched, not even the summary."""
    source, target = done
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*") if path.is_file()}
    model = Oracle()
    watch = carry_out(source, target, model)
    changed = [path.name for path, at in before.items() if path.stat().st_mtime_ns != at]

    assert (model.asked, watch.rows, watch.plan.files, watch.plan.done) == ([], [], 0, 6)
    assert changed == []


@pytest.mark.parametrize("name", ["exceptions.jsonl", "summary.xlsx"])
def test_a_table_that_was_taken_away_is_made_again(done, name):
    """Though nothing else is to be done."""
    source, target = done
    (target / name).unlink()
    carry_out(source, target, Oracle())

    assert (target / name).exists()


def test_a_document_that_was_taken_away_is_in_no_table(done):
    """Though nothing else is to be done."""
    source, target = done
    (source / "003.md").unlink()
    carry_out(source, target, Oracle())
    told = openpyxl.load_workbook(target / "summary.xlsx")["汇总"].iter_rows(values_only=True)

    assert "003.md" not in [row[0] for row in told]


def test_the_summary_is_named_as_it_is(done):
    """What a person wrote into the one before stays, so the new one has another name."""
    source, target = done
    book = openpyxl.load_workbook(target / "summary.xlsx")
    book["汇总"]["A2"] = "已看"
    book.save(target / "summary.xlsx")
    (source / "new.md").write_text("新来的一份", "utf-8")
    added = carry_out(source, target, Oracle()).outcome
    again = carry_out(source, target, Oracle()).outcome

    assert added.summary == again.summary == target / "summary.1.xlsx"
    assert added.exceptions == target / "exceptions.jsonl"


def test_a_result_that_is_there_is_not_done_for_that(done):
    """Not a file that exists makes a document done, but its row: a kill came between the two."""
    source, target = done
    (target / ROWS).write_bytes(b"\n".join(rows(target)[:-1]) + b"\n")
    watch = carry_out(source, target, Oracle())

    assert len(watch.rows) == 1
    assert len(rows(target)) == 6


def test_a_row_without_its_result_is_not_done(done):
    """A result that somebody took away is made again, under its name."""
    source, target = done
    before = results(target)
    (target / "003.out").unlink()
    watch = carry_out(source, target, Oracle())

    assert [row.path for row in watch.rows] == ["003.md"]
    assert results(target) == before


def test_equal_documents_are_done_once_and_delivered_everywhere(tmp_path):
    """The same text in three places is paid for once and stands in three places."""
    source = fill(tmp_path / "in", 2)
    fill(source / "深" / "层", 2)
    (source / "001.txt").write_bytes((source / "001.md").read_bytes())
    model = Oracle()
    watch = carry_out(source, tmp_path / "out", model)
    first = results(tmp_path / "out")

    assert len(model.asked) == 3 * 3  # 001.txt is another format, and so another document
    assert len(watch.rows) == 5
    assert first["000.out"] == first["深/层/000.out"]
    assert told(tmp_path / "out", "001.txt.out") == expected("第1份")


def test_a_duplicate_that_comes_later_costs_nothing(done):
    """Content that is known is delivered without a question."""
    source, target = done
    (source / "又.md").write_bytes((source / "002.md").read_bytes())
    model = Oracle()
    carry_out(source, target, model)

    assert model.asked == []
    assert told(target, "又.out") == expected("第2份")


def test_documents_that_come_and_go_shift_nothing(done):
    """Results belong to content and name, not to a number in a list."""
    source, target = done
    (source / "000.md").unlink()
    (source / "aaa.md").write_text("新来的", "utf-8")
    (source / "0000.md").write_text("插在前面", "utf-8")
    watch = carry_out(source, target, Oracle())

    assert sorted(row.path for row in watch.rows) == ["0000.md", "aaa.md"]
    assert told(target, "005.out") == expected("第5份")
    assert told(target, "0000.out") == expected("插在前面")


def test_a_changed_document_is_done_again(done):
    """New content under an old name is another document."""
    source, target = done
    (source / "004.md").write_text("改过", "utf-8")
    carry_out(source, target, Oracle())

    assert told(target, "004.out") == expected("改过")


def test_results_are_there_as_they_come(tmp_path):
    """Not at the end: each has its file and its row while the next is still worked on."""
    source, target = fill(tmp_path / "in", 5), tmp_path / "out"
    seen = []

    class Counting(Watcher):
        def row(self, row):
            seen.append((len(rows(target)), (target / f"{row.stem}.out").exists()))

    carry_out(source, target, Oracle(), watch=Counting())

    assert [there for _, there in seen] == [True] * 5
    assert [count >= at for at, (count, _) in enumerate(seen, 1)] == [True] * 5


def test_earlier_rows_and_results_are_not_rewritten(done):
    """The journal only grows; files that are there keep their bytes and their time."""
    source, target = done
    before, times = rows(target), {p: p.stat().st_mtime_ns for p in target.glob("*.out")}
    fill(source, 9)
    carry_out(source, target, Oracle())

    assert rows(target)[:6] == before
    assert len(rows(target)) == 9  # none twice, none short
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_a_result_that_a_person_has_edited_is_left_alone(done):
    """It counts as done; and where its document changes, nobody's words are written over."""
    source, target = done
    (target / "001.out").write_text("我改的", "utf-8")
    carry_out(source, target, Oracle())
    (source / "001.md").write_text("又改了", "utf-8")
    watch = carry_out(source, target, Oracle())

    assert (target / "001.out").read_text("utf-8") == "我改的"
    assert [(row.why, "改过" in row.reason) for row in watch.rows] == [("output", True)]


def test_another_concurrency_is_no_other_run(done):
    """How the work is shared out shapes no result."""
    source, target = done
    fill(source, 12)
    model = Oracle()
    model.profile = type(model.profile)(slots=1, whole=True, context=400)
    watch = carry_out(source, target, model)

    assert watch.plan.done == 6
    assert len(watch.rows) == 6


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_torn_last_line_costs_one_document(done, cut):
    """What a kill has torn was never done; the line after it is whole."""
    source, target = done
    before = results(target)
    path = target / ROWS
    path.write_bytes(path.read_bytes()[:-cut])
    watch = carry_out(source, target, Oracle())

    assert len(watch.rows) == (0 if cut == 1 else 1)
    assert carry_out(source, target, Oracle()).rows == []
    assert results(target) == before


def test_garbage_in_the_journal_is_passed_over(done):
    """Bytes that are no row cost nothing."""
    source, target = done
    with (target / ROWS).open("ab") as file:
        file.write(b'\xff\xfe\x00{"path": 3}\n[]\nnull\n')

    assert carry_out(source, target, Oracle()).rows == []


def test_other_settings_are_refused_and_named(done):
    """Results of other settings are never mixed with these."""
    source, target = done
    before = results(target)
    with pytest.raises(BadInput, match="语气（原来 无，现在 热情）"):
        carry_out(source, target, Oracle(), job=Asking("热情"))
    other = Oracle(name="another")
    with pytest.raises(BadInput, match="模型（原来 oracle，现在 another）"):
        carry_out(source, target, other)

    assert other.asked == []
    assert results(target) == before


def test_a_failed_document_is_tried_again_where_that_may_help(tmp_path):
    """What the file itself is to blame for waits until the file is another."""
    source, target = fill(tmp_path / "in", 3), tmp_path / "out"
    (source / "001.md").write_text("无法读", "utf-8")
    (source / "002.md").write_text("有缺陷", "utf-8")
    first = carry_out(source, target, Oracle())
    again = carry_out(source, target, Oracle())
    retried = carry_out(source, target, Oracle(), only_failed=True)
    (source / "001.md").write_text("修好了", "utf-8")
    mended = carry_out(source, target, Oracle(), only_failed=True)

    assert sorted((row.path, row.why) for row in first.rows) == [
        ("000.md", ""), ("001.md", "input"), ("002.md", "bug"),
    ]  # fmt: skip
    assert [row.path for row in again.rows] == ["002.md"]
    assert sorted(row.path for row in retried.rows) == ["001.md", "002.md"]
    assert [(row.path, row.verdict) for row in mended.rows if row.is_done] == [("001.md", "达标")]


def test_two_at_once_in_one_folder_are_refused(tmp_path):
    """The second finds the folder locked; the first goes on."""
    source, target = fill(tmp_path / "in", 2), tmp_path / "out"
    complaints = []

    class Second(Watcher):
        def begin(self, plan, found):  # noqa: ARG002 - a watcher is told both
            def other():
                try:
                    carry_out(source, target, Oracle())
                except BadInput as error:
                    complaints.append(str(error))

            thread = threading.Thread(target=other)
            thread.start()
            thread.join()

    carry_out(source, target, Oracle(), watch=Second())

    assert ["正在写" in each for each in complaints] == [True]
    assert len(rows(target)) == 2


def test_exceptions_are_listed_with_their_reasons(tmp_path):
    """One JSON object a line for each document that a person has to look at, and no other."""
    source, target = fill(tmp_path / "in", 3), tmp_path / "out"
    (source / "001.md").write_text("无法读", "utf-8")
    carry_out(source, target, Oracle())
    found = [json.loads(line) for line in (target / "exceptions.jsonl").read_text().splitlines()]

    assert [(each["path"], each["why"], each["reason"]) for each in found] == [
        ("001.md", "input", "001.md 读不了")
    ]


def test_the_order_of_the_input_does_not_matter(tmp_path):
    """Files made in another order, or asked for with other answers' timing: the same folder."""
    source = fill(tmp_path / "in", 12)
    other = tmp_path / "other"
    other.mkdir()
    for path in sorted(source.iterdir(), reverse=True):
        (other / path.name).write_bytes(path.read_bytes())
    carry_out(source, tmp_path / "a", Oracle())
    slow = Oracle()
    slow.profile = type(slow.profile)(slots=2, whole=True, context=400)
    carry_out(other, tmp_path / "b", slow)

    assert results(tmp_path / "a") == results(tmp_path / "b")


def test_the_loop_is_left_clean(tmp_path):
    """Nothing of a run goes on after it."""
    source = fill(tmp_path / "in", 3)

    async def twice():
        await asyncio.to_thread(carry_out, source, tmp_path / "out", Oracle())
        return len(asyncio.all_tasks())

    assert asyncio.run(twice()) == 1


def test_a_folder_that_cannot_be_read_keeps_nobody_from_the_others(tmp_path, monkeypatch):
    """It is named; the folder that was asked for has to be readable."""
    source = fill(tmp_path / "in", 2)
    fill(source / "锁着", 1)
    shut(monkeypatch, "锁着")
    watch = carry_out(source, tmp_path / "out", Oracle())

    assert sorted(row.path for row in watch.rows) == ["000.md", "001.md"]
    assert watch.outcome.closed == ("锁着",)
    with pytest.raises(BadInput, match="读不了文件夹"):
        carry_out(source / "锁着", tmp_path / "other", Oracle())


def test_a_folder_of_links_says_what_it_holds(tmp_path):
    """It is not empty: nothing in it is followed."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").symlink_to(tmp_path / "a.md")

    with pytest.raises(BadInput, match=r"a\.md 是链接，没有跟进去"):
        carry_out(tmp_path / "in", tmp_path / "out", Oracle())


def test_a_linked_folder_is_named(tmp_path):
    """What it holds is not read; one that leads back into the input hides nothing."""
    source = fill(tmp_path / "in", 1)
    (source / "里面").mkdir()
    (source / "外面").symlink_to(fill(tmp_path / "别处", 1))
    (source / "回来").symlink_to(source / "里面")
    watch = carry_out(source, tmp_path / "out", Oracle())

    assert [row.path for row in watch.rows] == ["000.md"]
    assert watch.found.left == (("外面", "是链接，没有跟进去"),)


@pytest.mark.parametrize(("grace", "is_ended"), [(60, False), (0, True)])
def test_an_end_that_comes_when_all_is_done_anyway_is_none(tmp_path, grace, is_ended):
    """Who asks for the end is told that something is left only where it is."""
    ending = Ending(grace=grace)

    class Last(Oracle):
        """Hears the wish for an end while it answers."""

        async def answer(self, request, on_text=None):
            ending.asked.set()
            return await super().answer(request, on_text)

    source = fill(tmp_path / "in", 1)
    watch = carry_out(source, tmp_path / "out", Last(latency=0.1), ending=ending)

    assert watch.outcome.is_ended is is_ended
    assert len(watch.rows) == (not is_ended)
