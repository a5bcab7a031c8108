"""From the plan to the file, in two processes, at a terminal."""

import re
from zipfile import ZipFile

import pytest

from drafter.exporters import provenance
from drafter.revision.rounds import Rounds
from drafter.session.library import SessionLibrary
from drafter.session.state import Author, Status
from tests.terminal.conftest import MINE, WISH
from tests.terminal.terminal import CARDS, PLANNED, SHEET, drafting, editor, far, pane, terminal

CARD = next(card for card in CARDS if card.name == "2.1")
BEFORE = CARDS.index(CARD)  # cards that are accepted on the way to it
FIGURE = re.search(r"\d[\d.]*[^\d，]", PLANNED.facts[CARD.facts[0]].text)[0]
STRAY = [card for card in CARDS if card.section == 1][-1].facts[0]  # to be moved and moved back


def test_the_whole_path(tmp_path, recording):
    """Plan, accept, edit, redo with a wish, lock, undo three steps, quit, resume, export."""
    own = editor(tmp_path, f"printf %s '{MINE}' >> \"$1\"")
    model = f"replay:{recording}"
    arguments = ("draft", SHEET, "-i", "--model", model, "--name", "青溪")
    with pane(tmp_path, *arguments, EDITOR=own) as screen:
        plan(screen)
        write(screen)
    state = SessionLibrary(tmp_path / "data").history("青溪").state
    told = [card.status for card in state.cards[: BEFORE + 1]]
    assert told == [Status.ACCEPTED] * BEFORE + [Status.OPEN]
    assert state.card("2.1").chosen.author is Author.PERSON
    with pane(tmp_path, "resume", "青溪") as screen:
        screen.see(f"{len(CARDS)} 处里定了 {BEFORE} 处，停在2.1")
        screen.see(MINE)
        export(screen)
    with ZipFile(tmp_path / "报告.docx") as book:
        assert MINE in re.sub("<[^>]+>", "", book.read("word/document.xml").decode())


def plan(screen):
    """A fact moved, and moved back."""
    screen.see("按 i 答")
    screen.press("1")
    screen.line("哪条移到哪里", f"{STRAY} 2.1")
    screen.see(f"{STRAY:<4}{PLANNED.facts[STRAY].text}", 2)
    screen.press("u", "Enter")
    screen.see(far(1))


def write(screen):
    """The points before accepted, one edited, redone, locked; three steps undone, one redone."""
    for at, card in enumerate(CARDS[1 : BEFORE + 1], 2):
        screen.press("a")
        screen.see(far(at))
        screen.see(PLANNED.facts[card.facts[0]].text, 2)
    screen.see(f"✓ {CARD.facts[0]}")
    screen.press("e")
    screen.see("你写的 · 第 2 版，共 2 版")
    screen.see(MINE)
    screen.press("d")
    screen.see("第 1 版 → 第 2 版")
    screen.press("r")
    screen.line("怎样改", WISH)
    screen.see(f"共 3 版 · 要求：{WISH}")
    screen.press("l")
    screen.line("锁哪几个字", FIGURE)
    screen.see(f"锁着：{FIGURE}")
    screen.press("u", "u", "u")
    screen.see("撤销了一步", 4)
    assert f"定了 {BEFORE}/{len(CARDS)}" in "\n".join(screen.screen)
    screen.press("U", "q")
    screen.see("接着写：drafter resume 青溪")


def export(screen):
    """A file, after a look at the whole."""
    screen.press("x")
    screen.line("存到", "报告.docx")
    screen.see("存到 报告.docx")
    screen.press("w")
    screen.see("下一页")
    screen.press("m")
    screen.see("不足与措施")
    screen.press("q")
    screen.see("都存好了")


@pytest.mark.parametrize("option", ["--bare", "--comments"])
def test_word_files_of_a_session_hold_what_is_wanted(tmp_path, option):
    """Whether they are saved on the way or at the end, begun or gone on with; rounds begin too."""
    with drafting(tmp_path, option, "--name", "青溪", "-o", "末.docx") as screen:
        screen.see("按 i 答")
        screen.press("x")
        screen.line("存到", "中.docx")
        screen.see("存到 中.docx")
        assert screen.leave() == 0
    with terminal(tmp_path, "resume", "青溪", option, "-o", "续.docx") as screen:
        screen.see("按 i 答")
        assert screen.leave() == 0

    for name in ("中.docx", "末.docx", "续.docx"):
        data = (tmp_path / name).read_bytes()
        assert (provenance.taken(data) is None) == (option == "--bare")
        assert (Rounds(tmp_path / "data").known(data) == "") == (option == "--bare")
        with ZipFile(tmp_path / name) as book:
            assert ("word/comments.xml" in book.namelist()) == (option == "--comments")
