"""The index of earlier drafts: hashes only, found from 24 signs on, forgotten at will."""

import errno
import os
import random
from pathlib import Path

import pytest

from drafter.alike import earlier, fold
from drafter.alike.earlier import BLOCK, BLOCKS, FILE, Earlier
from drafter.errors import Unwritable


def said(seed, size):
    """Words by chance."""
    chance = random.Random(seed)
    return "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(size))


@pytest.fixture
def index(tmp_path):
    """An empty index."""
    made = Earlier(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("shift", range(BLOCK))
def test_a_copy_is_found_wherever_it_begins(index, shift):
    """Of the least length that is promised, at every distance from the blocks."""
    words = said(1, BLOCK * (BLOCKS + 1) - 1)
    index.add(fold(f"{said(2, 30 + shift)}。\n{words}", "旧稿"), ["甲"])
    found = index.look(fold(f"{said(3, 200)}{words}", "新稿"))

    [run] = found.runs
    assert run.mine.text in words
    assert run.length >= BLOCK * BLOCKS
    assert run.other.name.startswith("旧稿（")
    assert run.other.line == 2


def test_no_text_is_kept(index, tmp_path):
    """Not one pair of signs of the draft stands in the file."""
    words = said(1, 400)
    index.add(fold(words, "旧稿"), ["要点的文字"])
    held = (tmp_path / FILE).read_bytes()

    pieces = (words[at : at + 2] for at in range(399))
    assert not any(
        piece.encode(code) in held for piece in pieces for code in ("utf-8", "utf-16-le")
    )
    assert "要点的文字".encode() not in held


def test_a_new_draft_of_the_same_sheet_takes_the_place_of_the_old(index):
    """Half of its facts are the same; and it is not compared with itself."""
    words = said(1, 100)
    index.add(fold(words, "一稿"), ["甲", "乙", "丙"])
    assert index.look(fold(words, "二稿"), ["甲", "乙", "丁"]).runs == ()

    index.add(fold(words, "二稿"), ["甲", "乙", "丁"])

    assert index.size().drafts == 1


def test_a_report_that_is_half_an_earlier_draft_is_the_same_one(index):
    """It is named, and its runs are not listed."""
    words = said(1, 300)
    index.add(fold(words, "一稿"), ["甲"])
    found = index.look(fold(words + said(2, 100), "交上去的"))

    assert found.runs == ()
    assert [name.partition("（")[0] for name in found.same] == ["一稿"]


def test_formulas_alone_are_no_run(index):
    """Blocks of a formula that all drafts have."""
    formula = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大精神"
    index.add(fold(formula + said(1, 50), "旧"), ["甲"])

    assert index.look(fold(formula + said(2, 200), "新")).runs == ()


def test_a_run_is_shown_from_its_own_words_on(index):
    """What is left open around it and what a form says are alike in any two drafts."""
    words, form = f"{said(1, 30)}，{said(5, 30)}", said(2, 40)
    text = f"〔待补：执行制度的情况〕〔待补：去年的问题〕\n{form}。\n{words}。〔待补：措施〕"
    index.add(fold(f"{said(3, 30)}\n{text}", "旧稿"), ["甲"])
    span = (text.index(form), text.index(form) + len(form))
    [run] = index.look(fold(f"{text}\n{said(4, 200)}", "新稿", formal=[span])).runs

    assert (run.mine.text, run.mine.line, run.other.line) == (words, 3, 4)
    assert run.length == len(words) - 1


def test_what_is_left_open_or_taken_from_a_form_alone_is_no_run(index):
    """Neither with the other."""
    form = said(2, 60)
    text = f"〔待补：执行制度的具体情况和履行责任的做法〕\n{form}"
    index.add(fold(text, "旧稿"), ["甲"])

    assert index.look(fold(text + said(3, 200), formal=[(text.index(form), len(text))])).runs == ()


def test_the_oldest_drafts_go(index, monkeypatch):
    """No more than so many are kept, and the blocks of the others go with them."""
    monkeypatch.setattr(earlier, "MOST", 3)
    for number in range(5):
        index.add(fold(said(number, 60), str(number)), [str(number)])

    assert index.size().drafts == 3
    assert index.look(fold(said(0, 60) + said(9, 200), "新")).runs == ()
    assert index.look(fold(said(4, 60) + said(9, 200), "新")).runs != ()


def test_it_can_be_forgotten(tmp_path):
    """The file is gone, and a second time there is nothing to forget."""
    made = Earlier(tmp_path)
    made.add(fold(said(1, 60), "旧"), ["甲"])
    made.close()

    assert earlier.forget(tmp_path) == 1
    assert not (tmp_path / FILE).exists()
    assert earlier.forget(tmp_path) == 0


def test_where_there_can_be_no_folder_there_is_nothing_to_forget(tmp_path):
    """A home that is a file: nothing was ever kept there, and another folder is advised."""
    folder = tmp_path / "file" / "cache"
    folder.parent.write_text("")

    assert earlier.forget(folder) == 0
    with pytest.raises(Unwritable, match="打不开") as caught:
        Earlier(folder)
    assert "DRAFTER_CACHE" in caught.value.hint


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EBUSY])
def test_what_cannot_be_forgotten_is_told_in_one_line(tmp_path, monkeypatch, number):
    """A disk that is read only, or a file that somebody holds."""
    Earlier(tmp_path).close()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(Unwritable, match="删不掉"):
        earlier.forget(tmp_path)


def test_a_damaged_file_is_one_line_and_can_be_forgotten(tmp_path):
    """It says what to do."""
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be one" * 99)

    with pytest.raises(Unwritable, match="打不开") as caught:
        Earlier(tmp_path)

    assert "drafter store forget" in caught.value.hint
    assert earlier.forget(tmp_path) == 0
    assert not (tmp_path / FILE).exists()
