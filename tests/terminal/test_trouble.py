"""What goes wrong is said, and nothing is lost."""

import random
import time

import pytest

from drafter.session.library import SessionLibrary
from tests.terminal.terminal import SHEET, drafting, editor, far, listed, terminal, told

READ = "按 i 答"


def begin(screen):
    """To the second card, the first accepted."""
    screen.see(READ)
    screen.press("\r")
    screen.see(far(1))
    screen.accept(2)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "打不开"),
        ("exit 3", "编辑器退出码 3，没有采纳；文字没有动"),
        ("echo 改了 >> $1; exit 1", "改过的文字留在"),
        (": > $1", "改空了，原来的文字没有动"),
        ("printf '\\377\\376\\000' > $1", "读不了编辑器留下的文件"),
        (":", "没有改动"),
    ],
)
def test_an_editor_that_fails_costs_nothing(tmp_path, script, said):
    """Missing, failing, emptying, leaving rubbish: said, and the text is as it was."""
    own = editor(tmp_path, script) if script else "./none"
    with drafting(tmp_path, "--name", "s", EDITOR=own, TMPDIR=str(tmp_path)) as screen:
        begin(screen)
        screen.press("e")
        screen.see(said)
        screen.press("a")
        screen.see(far(3))
        assert screen.leave() == 0
    state = SessionLibrary(tmp_path / "data").history("s").state
    assert len(state.card("1.1").candidates) == 1


def test_a_wish_of_5000_characters_is_told_to_be_too_long(tmp_path):
    """The limit is named; the text stays."""
    with drafting(tmp_path, "--name", "s") as screen:
        begin(screen)
        screen.press("r")
        screen.see("怎样改")
        screen.press("短" * 5000 + "\r")
        screen.see("最多")
        assert screen.leave() == 0


def test_a_journal_cut_in_the_middle_is_said_and_gone_on_with(tmp_path):
    """The last whole step stands; the terminal says what was cut."""
    with drafting(tmp_path, "--name", "s") as screen:
        begin(screen)
        screen.leave()
    journal = tmp_path / "data" / "sessions" / "s" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-25])
    with terminal(tmp_path, "resume", "s") as screen:
        screen.see("没有写完就断了", "停在")
        assert screen.leave() == 0


def test_two_terminals_are_kept_apart(tmp_path):
    """The second is told who has the session, and ends with 2."""
    with drafting(tmp_path, "--name", "s") as screen:
        screen.see(READ)
        with terminal(tmp_path, "resume", "s") as other:
            other.see(f"正由进程 {screen.child.pid}")
            assert other.ended() == 2
        assert screen.leave() == 0


def test_killed_at_any_time_it_resumes_where_the_last_step_ended(tmp_path):
    """Kill -9 at random moments of real work: resume shows what the journal says, every time."""
    chance = random.Random(5)
    with drafting(tmp_path, "--name", "s") as screen:
        begin(screen)
        screen.kill()
    done = 1
    for _ in range(4):
        with terminal(tmp_path, "resume", "s") as screen:
            screen.see(f"定了 {done} 处")
            screen.press(*chance.choices("asnbu", k=5))
            time.sleep(chance.uniform(0, 0.6))
            screen.kill()
        state = SessionLibrary(tmp_path / "data").history("s").state
        done = state.done
        assert sorted(state.plan.placed) == sorted(fact.id for fact in state.facts)


def test_where_there_is_no_terminal_the_batch_form_is_named(tmp_path):
    """One line, exit code 2."""
    for arguments in (("draft", SHEET, "-i"), ("resume",)):
        code, out, err = told(tmp_path, *arguments)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert "drafter draft 要点文件 -o 报告.docx" in err


def test_what_cannot_be_opened_is_one_line(tmp_path):
    """A sheet that is not there, a session that nobody began: said after the prompt, exit 2."""
    with terminal(tmp_path, "resume") as screen:
        screen.see("drafter：还没有会话")
        assert screen.ended() == 2
    with terminal(tmp_path, "draft", "none.md", "-i") as screen:
        screen.see("drafter：", "none.md")
        assert screen.ended() == 2
    assert listed(tmp_path) == []


def test_a_model_that_is_not_there_is_told_and_done_without(tmp_path):
    """Nothing answers: the session goes on with the facts' own words."""
    with drafting(tmp_path, model=f"local:{tmp_path}/none.gguf") as screen:
        screen.see("模型用不了")
        screen.press("\r")
        screen.see(far(1))
        screen.press("n")
        screen.see(far(2), "要点原话")
        assert screen.leave() == 0


def test_an_edit_that_was_answered_no_is_not_accepted_by_the_next_key(tmp_path):
    """It is shown, and accepting asks again; the card stays open."""
    own = editor(tmp_path, "printf %s '另建停车场12处。' > \"$1\"")
    with drafting(tmp_path, "--name", "s", EDITOR=own) as screen:
        begin(screen)
        screen.press("e")
        screen.see("你写的 · 第 2 版")
        screen.line("把这句加进要点吗？", "否")
        screen.see("采用时再问")
        screen.press("a")
        screen.line("仍然采用吗？", "否")
        screen.see("没有采用")
        assert screen.leave() == 0
    assert listed(tmp_path)[0]["done"] == 1


@pytest.mark.parametrize("answer", ["n\r", "\x04", "不\r"], ids=["n", "end of input", "no word"])
def test_a_download_that_is_not_wanted(tmp_path, answer):
    """Asked first, also where the embedded model was named; the way on is told."""
    with terminal(tmp_path, "draft", SHEET, "--model", "local", PIP_NO_INDEX="1") as screen:
        screen.see("还没有下载（1.1 GB", "[Y/n]")
        screen.press(answer)
        screen.see("没有下载模型", "--model none")
        assert screen.ended() == 3


def test_a_download_that_is_wanted(tmp_path):
    """Then it is tried, through pip, which here may reach nobody."""
    with terminal(tmp_path, "draft", SHEET, PIP_NO_INDEX="1") as screen:
        screen.see("[Y/n]")
        screen.press("y\r")
        screen.see("pip")
        assert screen.ended() == 3
