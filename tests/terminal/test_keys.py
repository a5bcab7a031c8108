"""Keys: at once, one by one, whatever else comes in."""

import re
import statistics
from pathlib import Path

import pytest

from drafter.console.session.styled import cells
from drafter.session.library import SessionLibrary
from tests.cli.console import worked
from tests.terminal.terminal import CARDS, drafting, far, listed, plain, terminal

READ = "按 i 答"  # the plan is there
AT = [card.name for card in CARDS].index("反馈") + 1
AT_ONCE = 0.2  # seconds of the processor: what else the machine does is not the program's affair


def seconds(screen, key, text):
    """What the program works from a key to what it brings."""
    began = worked(screen.child.pid)
    screen.press(key)
    screen.see(text)
    return worked(screen.child.pid) - began


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads what Linux counts")
def test_the_first_key_is_answered_while_the_rest_is_still_being_imported(tmp_path):
    """The prompt is there before anything slow, and answers first; so does every later key."""
    later = []
    for number in range(3):
        with drafting(tmp_path, "--name", f"n{number}") as screen:
            screen.see("存盘退出")
            screen.press("?")
            screen.see("按键", READ)  # in this order
            later += [seconds(screen, "z", "“z”不是按键") for _ in range(3)]
            assert screen.leave() == 0
    assert statistics.median(later) < AT_ONCE


def test_keys_typed_before_the_prompt_are_not_lost(tmp_path):
    """What was typed while the program started is read when it has."""
    with drafting(tmp_path) as screen:
        screen.press("?")
        screen.see("按键")


def test_a_paste_is_no_row_of_keys(tmp_path):
    """Pasted text accepts nothing, skips nothing, quits nothing."""
    with drafting(tmp_path, "--name", "s") as screen:
        screen.see(READ)
        screen.press("\r")
        screen.see(far(1))
        screen.press("\x1b[200~aaasq\x1b[201~")
        screen.see("贴进来的没有当作按键")
        assert screen.leave() == 0
    assert listed(tmp_path)[0]["done"] == 0


def test_an_input_method_left_on_is_understood_or_told(tmp_path):
    """Full-width letters are the letters; a Chinese word is no key, and the line says so."""
    with drafting(tmp_path, "--name", "s") as screen:
        screen.see(READ)
        screen.press("\r")
        screen.see(far(1))
        screen.accept(2, "ａ")
        screen.press("啊")
        screen.see("输入法请切到英文")
        screen.press("、steps\r")  # so fast that the line begins with what is already read
        screen.see("▸")
        screen.leave()
    assert listed(tmp_path)[0]["done"] == 1


def test_ctrl_c_once_asks_and_twice_leaves_with_everything_saved(tmp_path):
    """The second within two seconds leaves; the exit is an ordinary one."""
    with drafting(tmp_path, "--name", "s") as screen:
        screen.see(READ)
        screen.press("\r")
        screen.see(far(1))
        screen.accept(2)
        screen.press("\x03")
        screen.see("再按一次 Ctrl-C")
        screen.press("\x03")
        screen.see("接着写：drafter resume s")
        assert screen.ended() == 0
    assert listed(tmp_path)[0]["done"] == 1


def test_no_color_sends_no_colours(tmp_path):
    """With NO_COLOR only cursor codes are sent; without it there are colours."""
    for wanted in ({"NO_COLOR": "1"}, {}):
        with drafting(tmp_path, **wanted) as screen:
            screen.see(READ)
            screen.leave()
            assert ("\x1b[1m" in screen.output) is not bool(wanted)


def test_plain_sends_no_codes_and_takes_keys_with_enter(tmp_path):
    """For a screen reader: a line a thing, nothing written over, no boxes; all keys work."""
    with drafting(tmp_path, "--plain", "--name", "s") as screen:
        screen.see(READ, "回车 开始写", "按键> ")
        screen.press("\r")
        screen.see("a 采用，", f"第 1/{len(CARDS)} 处，未定：开头", "按键> ")
        screen.press("a\r")
        screen.see(f"第 2/{len(CARDS)} 处，未定：1.1", "F1 写到：", "按键> ")
        screen.press("/lock 6次\r")
        screen.see("锁着：6次", "按键> ")
        screen.press("r\r")
        screen.line("怎样改", "短一点")
        screen.see("“短一点”没有照办", "按键> ")
        screen.press("采用\r")
        screen.see(f"第 3/{len(CARDS)} 处", "按键> ")
        screen.press("q\r")
        assert screen.ended() == 0
    shown = screen.output.replace("\x1b[?2004h", "").replace("\x1b[?2004l", "")  # readline's own
    assert "\x1b" not in shown
    assert not set("─━│") & set(shown)
    assert SessionLibrary(tmp_path / "data").history("s").state.done == 2


def test_forty_columns_are_enough(tmp_path):
    """No line is broken by the terminal itself; every part can be worked on."""
    with drafting(tmp_path, columns=40, rows=24) as screen:
        screen.see(READ)
        screen.press("\r")
        screen.see(far(1))
        for key, wanted in (("a", far(2)), ("w", "下一页"), ("m", "不足3"), ("?", "/help")):
            screen.press(key)
            screen.see(wanted)
        screen.leave()
    moved = re.sub(r"\x1b\[\d*[AJ]|\r", "\n", screen.output)
    rows = plain(moved.partition("都存好了")[0]).split("\n")
    assert max(cells(row) for row in rows) < 40


def test_the_whole_text_is_read_page_by_page_and_back(tmp_path):
    """A screenful at a time; the last page ends it, and a key that turns no page does its own."""
    with drafting(tmp_path, rows=20) as screen:
        screen.see(READ)
        screen.press("\r")
        screen.see(far(1))
        screen.press("w")
        screen.see("2024年度述职述廉报告", "第 1/")
        count = int(re.search(r"第 1/(\d+) 页", plain(screen.output))[1])
        assert count > 2
        screen.press("\r")
        screen.see("第 2/")
        screen.press("b")
        screen.see("2024年度述职述廉报告", "第 1/")
        for number in range(2, count):
            screen.press(" ")
            screen.see(f"第 {number}/")
        screen.press(" ")
        screen.see("念一遍约", "采用")
        screen.press("w")
        screen.see("第 1/")
        screen.accept(2)
        assert screen.leave() == 0


def test_a_screen_reader_is_given_the_whole_text_at_once(tmp_path):
    """Nothing waits for a page to be turned where a reader goes through lines by itself."""
    with drafting(tmp_path, "--plain", "--name", "s", rows=20) as screen:
        screen.see(READ, "按键> ")
        screen.press("w\r")
        screen.see("2024年度述职述廉报告", "念一遍约", "按键> ")
        screen.press("q\r")
        assert screen.ended() == 0


def test_a_dumb_terminal_is_spoken_to_plainly(tmp_path):
    """TERM=dumb cannot move a cursor: nothing is written over."""
    with drafting(tmp_path, TERM="dumb") as screen:
        screen.see(READ, "按键> ")
        screen.press("q\r")
        screen.ended()
    assert "\x1b[" not in screen.output


def test_resume_goes_to_where_it_was_left(tmp_path):
    """Without a name the latest; its place and what is done are told."""
    with drafting(tmp_path, "--name", "s") as screen:
        screen.see(READ)
        screen.press("\r")
        screen.see(far(1))
        screen.accept(2)
        screen.press("g")
        screen.line("去哪里", "反馈")
        screen.see(far(AT))
        screen.leave()
    with terminal(tmp_path, "resume") as screen:
        screen.see("停在反馈", far(AT))
        assert screen.leave() == 0
