"""While words come in: the screen may change its size, and the person their mind."""

import pytest

from drafter.session.library import SessionLibrary
from tests.cli.console import until
from tests.terminal.terminal import CARDS, PLANNED, SHEET, drafting, far, pane, plain, terminal
from tests.terminal.voice import ASKED, formal, listening

SLOW = 0.12  # seconds between pieces of six characters
LAST = [card for card in CARDS if card.section == 1 and len(card.facts) > 1][-1]
TOLD = [formal(id, PLANNED.facts[id].text)[0][0] for id in LAST.facts]


def to_the_last(screen):
    """To a card that nobody has drafted ahead."""
    screen.press("Enter")
    screen.see(far(1))
    screen.press("g")
    screen.line("去哪里", LAST.name)
    screen.see("正在写")


def test_a_resize_while_words_come_in_leaves_a_whole_screen(tmp_path):
    """Wider, narrower, wider: one foot on the screen, and every word of the text."""
    with (
        listening(SLOW) as voice,
        pane(tmp_path, "draft", SHEET, "-i", "--model", "openai:m", **voice) as screen,
    ):
        screen.see("按 i 答")
        to_the_last(screen)
        for columns, rows in ((50, 20), (44, 12), (110, 40), (70, 30)):
            screen.resize(columns, rows)
            screen.see(TOLD[0][:6])
        screen.see("模型写的")
        screen.see("存盘退出")
        shown = screen.text
        assert shown.count("存盘退出") == 1
        assert "正在写" not in shown
        told = "".join(shown.split())
        assert "".join(TOLD) in told


def test_a_screen_reader_is_told_a_place_once_it_is_written(tmp_path):
    """No words are told as they come, and all of them when the last has come, once."""
    with (
        listening(SLOW) as voice,
        drafting(tmp_path, "--plain", "--name", "s", model="openai:m", **voice) as screen,
    ):
        screen.see("按 i 答")
        screen.press("\r")
        screen.see("照格式写的")
        screen.press("g\r")
        screen.see("去哪里")
        screen.press(f"{LAST.name}\r")
        screen.see("模型写的")
        screen.press("q\r")
        assert screen.ended() == 0
    shown = "".join(plain(screen.output).split())
    assert shown.count("".join(TOLD)) == 1


def test_ctrl_c_keeps_what_came_and_returns_to_the_prompt(tmp_path):
    """The generation is stopped; whole sentences that came stand, the rest is the facts'."""
    with (
        listening(SLOW) as voice,
        drafting(tmp_path, "--name", "s", model="openai:m", **voice) as screen,
    ):
        screen.see("按 i 答")
        screen.press("\r")
        screen.see(far(1))
        screen.press("g")
        screen.line("去哪里", LAST.name)
        screen.see(TOLD[0], TOLD[1][:4])
        screen.press("a")
        screen.see("这一处还在写")
        screen.press("\x03")
        screen.see("停下了，来了的都留着", "写到一半停下的")
        screen.press("a")
        screen.see(f"定了 1/{len(CARDS)}")
        assert screen.leave() == 0
    card = SessionLibrary(tmp_path / "data").history("s").state.card(LAST.name)
    assert card.chosen.is_partial
    assert TOLD[0] in card.chosen.text
    assert {id for each in card.chosen.sentences for id in each.facts} == set(LAST.facts)


def test_a_key_does_not_wait_for_a_model_that_never_answers(tmp_path):
    """Help, the plan and leaving work while nothing comes; leaving takes no answer either."""
    with (
        listening(60.0) as voice,
        drafting(tmp_path, "--name", "s", model="openai:m", **voice) as screen,
    ):
        screen.see("按 i 答")
        screen.press("\r")
        screen.see(far(1))
        screen.press("n")
        screen.see("正在写")
        screen.press("?")
        screen.see("/help")
        screen.press("n")
        screen.see(far(3))
        assert screen.leave() == 0


def test_a_strong_model_plans_the_sheet_before_the_plan_is_shown(tmp_path):
    """Its question is among those to be answered, and the plan is a step that can be undone."""
    with (
        listening() as voice,
        drafting(tmp_path, "--name", "s", model="openai:m", **voice) as screen,
    ):
        screen.see("排提纲", "排布", "按 i 答")
        screen.press("i")
        while True:
            screen.see("？")
            if ASKED["ask"] in plain(screen.output):
                break
            screen.press("\r")
        screen.interrupt_question("先不答")
        screen.press("q")
        assert screen.ended() == 0
    history = SessionLibrary(tmp_path / "data").history("s")
    assert [step.do for step in history.steps][:2] == ["begin", "outline"]
    assert [each.text for each in history.state.queries] == [ASKED["ask"]]


@pytest.mark.parametrize("more", [(), ("--plain",)], ids=["screen", "plain"])
def test_ctrl_c_does_not_wait_for_the_model_s_plan(tmp_path, more):
    """The data's plan is shown, it is said, and the model still writes."""
    with (
        listening(thinking=600.0) as voice,
        drafting(tmp_path, "--name", "s", *more, model="openai:m", **voice) as screen,
    ):
        screen.see("排提纲")
        until(lambda: voice.asked)
        screen.press("\x03")
        screen.see("没有等模型排提纲", "按 i 答")
        screen.press("\r")
        screen.see("开头")
        screen.press("q\r" if more else "q")
        assert screen.ended() == 0
    history = SessionLibrary(tmp_path / "data").history("s")
    assert history.state.plan == PLANNED.plan


def test_leaving_before_the_plan_is_shown_says_what_is_kept(tmp_path):
    """Nothing of Python's is shown, and the session that the line names is gone on with."""
    with (
        listening(thinking=600.0) as voice,
        drafting(tmp_path, "--name", "s", model="openai:m", **voice) as screen,
    ):
        screen.see("排提纲")
        until(lambda: voice.asked)
        screen.press("q")
        screen.see("接着写：drafter resume s")
        assert screen.ended() == 0
    assert "Task" not in screen.output
    with terminal(tmp_path, "resume", "s", "--model", "none") as screen:
        screen.see("按 i 答")
        assert screen.leave() == 0
