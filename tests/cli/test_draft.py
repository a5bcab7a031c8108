"""`drafter draft`: what a user sees, what is saved, and what a kill costs."""

import json
import os
import re
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import docx
import pexpect
import pytest

from tests.cli.console import apart, command, environment, runner, until
from tests.endpoint import completion, say, serving, stream
from tests.fakes import merging

SEEDS = Path(__file__).parent.parent.parent / "seeds"
TOWN = SEEDS / "town-2024" / "facts.md"
CLAUSE = "立足岗位实际多想办法"


class Asked:
    """A question as it came in over HTTP, in the shape that fakes answer."""

    def __init__(self, body):
        self.user = body["messages"][-1]["content"]


def merged(body):
    """A good answer of a small model: the facts of a point in one sentence, under a frame."""
    return merging(lambda told: f"{CLAUSE}，{'；'.join(told)}。")(Asked(body))


def answering(after=0.0):
    """A server's act: a good answer to whatever is to be merged."""

    def act(handler):
        time.sleep(after)
        handler.send(completion(merged(handler.asked)))

    return act


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, in a folder of its own."""
    return runner(tmp_path, monkeypatch, capsys)


def test_the_report_is_printed(drafter):
    """Without -o the text goes to standard output, and nothing else does."""
    ran = drafter("draft", TOWN, "--model", "none")

    assert ran.code == 0
    assert ran.out.startswith("2024年度述职述廉报告\n")
    assert "要点 23 条：写入 23 条" in ran.err
    assert "未用模型" in ran.err


def test_files_are_written_in_every_format(drafter, tmp_path):
    """One draft, several files; Word, HTML, JSON and text tell the same."""
    names = ["r.docx", "r.txt", "r.html", "r.json"]
    wanted = [option for name in names for option in ("-o", name)]
    ran = drafter("draft", TOWN, "--model", "none", *wanted)
    text = (tmp_path / "r.txt").read_text("utf-8")

    assert (ran.code, ran.out) == (0, "")
    assert [f"已保存 {name}" in ran.err for name in names] == [True] * 4
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["text"] == text
    paragraphs = docx.Document(tmp_path / "r.docx").paragraphs
    assert "\n".join(paragraph.text for paragraph in paragraphs).strip() == text.strip()


def test_quiet_is_silent(drafter, tmp_path):
    """With -q standard error stays empty."""
    ran = drafter("draft", TOWN, "--model", "none", "-q", "-o", "r.txt")

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / "r.txt").exists()


def test_json_is_for_machines(drafter):
    """One JSON value on standard output: text, findings, spend."""
    ran = drafter("draft", TOWN, "--model", "none", "--json")
    told = json.loads(ran.out)

    assert told["text"].startswith("2024年度")
    assert (told["model"], told["spend"], told["refused"]) == ("none", None, [])
    assert set(told["joined"]) <= {f"F{at}" for at in range(1, 24)}
    assert {"rule", "severity", "line", "message"} <= told["findings"][0].keys()


def test_errors_in_the_report_end_in_one(drafter, tmp_path):
    """A report that cannot be handed in is written all the same, and the exit code says so."""
    (tmp_path / "f.md").write_text(
        "---\nyear: 2023\n---\n- 化解信访件120件\n- 全年化解信访件86件\n- 新建学校6所\n", "utf-8"
    )
    ran = drafter("draft", "f.md", "--model", "none", "-o", "r.txt")

    assert ran.code == 1
    assert "前后数据矛盾" in ran.err
    assert "120件" in (tmp_path / "r.txt").read_text("utf-8")


def test_dropping_is_told(drafter):
    """A fact that the user leaves out is gone from the text and counted."""
    ran = drafter("draft", TOWN, "--model", "none", "--drop", "F2=未公开")

    assert "12.6公里" not in ran.out
    assert "没有写 1 条" in ran.err
    assert "没有写 F2“修了3条通村公路" in ran.err
    assert "：未公开" in ran.err


def test_standard_input(tmp_path):
    """A sheet can be piped in."""
    ran = apart(tmp_path, "draft", "-", "--model", "none", "-q", stdin=TOWN.read_bytes())

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == apart(tmp_path, "draft", TOWN, "--model", "none", "-q").out


def test_a_year_of_the_command_line(drafter, tmp_path):
    """It serves where the sheet has none."""
    (tmp_path / "f.txt").write_text("新建学校6所\n", "utf-8")
    ran = drafter("draft", "f.txt", "--year", "2021", "--model", "none")

    assert ran.out.startswith("2021年度述职述廉报告\n")
    assert "\n2021年，" in ran.out


def test_a_wanted_length_that_the_facts_do_not_carry_is_told(drafter):
    """The summary says by how much; nothing is put in to reach it."""
    short, asked = drafter("draft", TOWN, "--model", "none"), "4000"
    ran = drafter("draft", TOWN, "--model", "none", "--length", asked)

    assert ran.out == short.out
    assert re.search(r"要求 4000 字，差 \d+ 字：要点撑不起，没有凑字数；先给.+补要点", ran.err)
    assert "要求" not in short.err


def test_a_length_of_the_command_line_goes_before_the_sheets_own(drafter, tmp_path):
    """Like year and genre."""
    (tmp_path / "f.md").write_text("---\nyear: 2023\nlength: 3000\n---\n- 新建学校6所\n", "utf-8")

    assert "要求 3000 字" in drafter("draft", "f.md", "--model", "none").err
    assert "要求 900 字" in drafter("draft", "f.md", "--model", "none", "--length", "900").err


def test_refusals_are_listed_with_their_reasons(drafter, monkeypatch):
    """Every sentence of the model that was not used, on standard error, with -q too."""

    def act(handler):
        lie = merging(lambda told: f"{told[0]}，惠及群众7.7万人。")(Asked(handler.asked))
        handler.send(completion(lie))

    with serving(act) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        ran = drafter("draft", TOWN, "--model", "openai:m-1b", "--explain-refusals", "-q")
        told = drafter("draft", TOWN, "--model", "openai:m-1b", "-q", "--json").out
    refused = json.loads(told)["refused"]

    assert "7.7" not in ran.out
    assert refused
    assert ran.err.startswith(f"模型的话没有采用 {len(refused)} 处：\n")
    assert [f"“{each['text']}”：{each['reason']}" in ran.err for each in refused] == [True] * len(
        refused
    )


def test_a_model_behind_a_server(drafter, monkeypatch):
    """Its clauses are used, and what was paid and used is told; paid answers are used again."""
    with serving(answering()) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        ran = drafter("draft", TOWN, "--model", "openai:m-1b")
        calls = len(server.asked)
        again = drafter("draft", TOWN, "--model", "openai:m-1b")
        asked = len(server.asked)
        drafter("draft", TOWN, "--model", "openai:m-1b", "--fresh")

    assert (ran.code, ran.out) == (0, again.out)
    assert CLAUSE in ran.out
    assert re.search("用上 [1-9]\\d* 句", ran.err)
    assert f"模型 {calls} 次" in ran.err
    assert asked == calls
    assert len(server.asked) == 2 * calls


def test_a_terminal_sees_progress(tmp_path):
    """Somebody who watches sees stages, facts done, tokens and the text as it comes about."""

    def act(handler):
        told = merged(handler.asked)
        pieces = (told[at : at + 5] for at in range(0, len(told), 5))
        (stream(*pieces) if handler.asked.get("stream") else say(told))(handler)

    with serving(act) as server:
        shown = pexpect.run(
            " ".join(command("draft", TOWN, "--model", "openai:m-1b", "-o", "r.txt")),
            cwd=str(tmp_path),
            env=environment(tmp_path, OPENAI_BASE_URL=server.base_url, PYTHONPATH=str(Path.cwd())),
            encoding="utf-8",
            dimensions=(40, 120),
            timeout=60,
        )

    bars = [line for line in re.split(r"[\r\n]+", shown) if "词元" in line and "/秒" in line]
    assert server.asked[0]["stream"]
    assert any("起草" in bar for bar in bars)
    assert any(re.search(r"[1-9]\d*/23 条", bar) for bar in bars)
    assert CLAUSE in (tmp_path / "r.txt").read_text("utf-8")
    assert "已保存 r.txt" in shown


def test_a_spent_budget_keeps_the_work(drafter, monkeypatch, tmp_path):
    """Stopped with one line; with more room it goes on where it was."""
    long = tmp_path / "f.md"
    long.write_text("---\nyear: 2023\n---\n" + "".join(f"- 整治隐患{n}处\n" for n in range(10, 90)))
    with serving(answering()) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        ran = drafter("draft", long, "--model", "openai:m-1b", "--max-tokens", 30, "-o", "r.txt")
        stopped = len(server.asked)
        done = drafter("draft", long, "--model", "openai:m-1b", "-o", "r.txt")

    assert ran.code == 3
    assert "预算用完" in ran.complaint
    assert done.code in (0, 1)
    assert "用过的回答" in done.err
    assert stopped < len(server.asked)
    assert max(Counter(json.dumps(body) for body in server.asked).values()) == 1


def test_a_standard_error_that_takes_nothing_costs_no_report(tmp_path):
    """Open for reading only, as a shell leaves it that runs a script with it closed."""
    with Path(os.devnull).open(encoding="utf-8") as unheard:
        done = subprocess.run(
            command("draft", TOWN, "--model", "none", "-o", "r.txt"),
            cwd=tmp_path,
            env=environment(tmp_path, PYTHONPATH=str(Path.cwd())),
            stderr=unheard,
            check=False,
            timeout=100,
        )

    assert done.returncode == 0
    assert "2024年度述职述廉报告" in (tmp_path / "r.txt").read_text("utf-8")


def begun(folder, server, *options):
    """A draft in a process of its own, when its first answer has come."""
    arguments = ("draft", TOWN, "--model", "openai:m-1b", "-o", "r.txt", *options)
    process = subprocess.Popen(
        command(*arguments),
        cwd=folder,
        env=environment(folder, OPENAI_BASE_URL=server.base_url, PYTHONPATH=str(Path.cwd())),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    until(lambda: len(server.asked) > 1)
    return process


def first_then(act):
    """Answer the first question at once and play `act` for the others."""
    return [answering(), act]


def test_kill_costs_only_what_was_in_flight(tmp_path):
    """After kill -9 each answered question is never asked again."""
    (tmp_path / "drafter.toml").write_text("slots = 1\n")
    with serving(*first_then(answering(after=60))) as server:
        process = begun(tmp_path, server)
        process.kill()
        process.communicate()
        answered, in_flight = (json.dumps(body) for body in server.asked)
        server.acts[:] = [answering()]
        done = apart(
            tmp_path,
            *("draft", TOWN, "--model", "openai:m-1b", "-o", "r.txt"),
            OPENAI_BASE_URL=server.base_url,
        )
        counts = Counter(json.dumps(body) for body in server.asked)

    assert done.code == 0
    assert (counts[answered], counts[in_flight]) == (1, 2)
    assert max(count for body, count in counts.items() if body != in_flight) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cache", "drafter.toml", "r.txt"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_is_one_line(tmp_path, sent):
    """No traceback, no half-written file, exit 130."""
    (tmp_path / "drafter.toml").write_text("slots = 1\n")
    with serving(*first_then(answering(after=60))) as server:
        process = begun(tmp_path, server)
        process.send_signal(sent)
        told = process.communicate(timeout=20)[1].decode()

    assert process.returncode == 130
    assert "Traceback" not in told
    assert told.splitlines()[-1] == "drafter：已停止，做完的都已保存，再运行会接着做"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cache", "drafter.toml"]


def test_a_job_in_the_background_can_be_stopped(tmp_path):
    """A shell has it ignore Ctrl-C; SIGTERM ends it as it ends any other."""
    with serving(*first_then(answering(after=60))) as server:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # which the child inherits
        try:
            process = begun(tmp_path, server)
        finally:
            signal.signal(signal.SIGINT, before)
        process.send_signal(signal.SIGTERM)
        told = process.communicate(timeout=20)[1].decode()

    assert process.returncode == 130
    assert "Traceback" not in told


def test_four_hundred_facts_in_time(drafter, tmp_path):
    """A very long sheet is drafted without a model in seconds; nothing of it is lost."""
    sheet = "---\nyear: 2023\nrole: 县长\n---\n" + "".join(
        f"- {verb}{thing}{number}{unit}\n"
        for number, (verb, thing, unit) in enumerate(
            [
                *[("新建", "学校", "所"), ("化解", "信访件", "件"), ("发展", "党员", "名")],
                *[("开展", "廉政谈话", "人次"), ("整治", "隐患", "处")],
            ]
            * 80,
            start=100,
        )
    )
    (tmp_path / "f.md").write_text(sheet, "utf-8")
    began = time.process_time()
    ran = drafter("draft", "f.md", "--model", "none", "-q")

    assert time.process_time() - began < 15
    assert [n for n in range(100, 500) if str(n) not in ran.out] == []
    assert ran.code in (0, 1)


def test_a_fact_of_five_thousand_characters(drafter, tmp_path):
    """It stands whole in the text."""
    endless = "，".join(f"走访第{n}户群众" for n in range(1, 600))
    (tmp_path / "f.md").write_text(f"---\nyear: 2023\n---\n- {endless}\n- 新建学校6所\n", "utf-8")
    ran = drafter("draft", "f.md", "--model", "none", "-q")

    assert endless in ran.out
    assert ran.code in (0, 1)


@pytest.mark.parametrize("suffix", ["docx", "txt", "html", "json"])
def test_a_draft_of_another_person_or_year_is_not_written_over(drafter, tmp_path, suffix):
    """One line names whose it is; forced, it is kept beside; the same one is made anew."""
    sheet = "姓名：{}\n年度：{}\n职务：水务站站长\n- 清淤河道4.8公里，走访农户61户\n"
    rows = {"own": ("何静", 2023), "later": ("何静", 2024), "other": ("方远", 2023)}
    sheets = {each: tmp_path / f"{each}.md" for each in rows}
    for each, told in rows.items():
        sheets[each].write_text(sheet.format(*told), "utf-8")
    out = tmp_path / f"report.{suffix}"
    order = ("--model", "none", "--no-index", "-o", out)

    assert drafter("draft", sheets["own"], *order).code == 0
    before = out.read_bytes()
    for each in ("later", "other"):
        ran = drafter("draft", sheets[each], *order)
        assert ran.code == 2
        assert "何静2023年度的报告，没有覆盖" in ran.err
        assert out.read_bytes() == before

    assert drafter("draft", sheets["own"], *order).code == 0
    assert drafter("draft", sheets["other"], *order, "--force").code == 0
    assert (tmp_path / f"report.1.{suffix}").read_bytes() == before
