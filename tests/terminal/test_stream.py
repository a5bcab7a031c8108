"""While words come in: the screen may change its size, and the person their mind."""

from drafter.session.shelf import Shelf
from tests.terminal.terminal import SHEET, drafting, pane
from tests.terminal.voice import listening

SLOW = 0.12  # seconds between pieces of six characters
LAST = "2.3"


def to_the_last(screen):
    """To a card that nobody has drafted ahead."""
    screen.press("Enter")
    screen.see("1/14 未定")
    screen.press("g")
    screen.line("去哪里", LAST)
    screen.see("正在写")


def test_a_resize_while_words_come_in_leaves_a_whole_screen(tmp_path):
    """Wider, narrower, wider: one foot on the screen, and every word of the text."""
    with (
        listening(SLOW) as voice,
        pane(tmp_path, "draft", SHEET, "-i", "--model", "openai:m", **voice) as screen,
    ):
        screen.see("openai:m")
        to_the_last(screen)
        for columns, rows in ((50, 20), (44, 12), (110, 40), (70, 30)):
            screen.resize(columns, rows)
            screen.see("坚持问题导向")
        screen.see("模型写的")
        screen.see("存盘退出")
        shown = screen.text
        assert shown.count("存盘退出") == 1
        assert "正在写" not in shown
        told = "".join(shown.split())
        assert "坚持问题导向，镇卫生院门诊楼正在装修，计划2025年3月投用。" in told


def test_ctrl_c_keeps_what_came_and_returns_to_the_prompt(tmp_path):
    """The generation is stopped; whole sentences that came are in the text, the rest is stock."""
    with (
        listening(SLOW) as voice,
        drafting(tmp_path, "--name", "s", model="openai:m", **voice) as screen,
    ):
        screen.see("openai:m")
        screen.press("\r")
        screen.see("1/14 未定")
        screen.press("g")
        screen.line("去哪里", LAST)
        screen.see("成功率98.6%。", "坚持问题导向")
        screen.press("a")
        screen.see("这一处还在写")
        screen.press("\x03")
        screen.see("停下了，来了的都留着", "写到一半停下的")
        screen.press("a")
        screen.see("定了 1/14")
        assert screen.leave() == 0
    card = Shelf(tmp_path / "data").history("s").state.card(LAST)
    assert card.chosen.is_partial
    assert "坚持问题导向，调解矛盾纠纷213件" in card.chosen.text


def test_a_key_does_not_wait_for_a_model_that_never_answers(tmp_path):
    """Help, the plan and leaving work while nothing comes; leaving takes no answer either."""
    with (
        listening(60.0) as voice,
        drafting(tmp_path, "--name", "s", model="openai:m", **voice) as screen,
    ):
        screen.see("openai:m")
        screen.press("\r")
        screen.see("1/14 未定")
        screen.press("n")
        screen.see("正在写")
        screen.press("?")
        screen.see("/help")
        screen.press("n")
        screen.see("3/14 未定")
        assert screen.leave() == 0
