"""draft and rewrite on folders, retry and review: what a user types and sees."""

import json
import signal
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from drafter.exporters import provenance
from tests.batch.jobs import shut
from tests.cli.console import command, environment, heard, runner, until
from tests.cli.test_draft import answering, merged
from tests.endpoint import completion, serving

SHEET = "---\nyear: 2023\nrole: 县教育局局长\n---\n- 新建学校{}所，新增学位5400个\n- 改造校舍40间\n"
FLAWED = "---\nyear: 2023\n---\n- 化解信访件120件\n- 全年化解信访件86件\n- 新建学校6所\n"
REPORTS = Path(__file__).parent.parent.resolve() / "samples"


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, in a folder of its own, with three small sheets and one that is none."""
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    for at in range(3):
        (sheets / f"{at}.md").write_text(SHEET.format(at + 2), "utf-8")
    (sheets / "坏.docx").write_bytes(b"PK\x03\x04 no archive")
    return runner(tmp_path, monkeypatch, capsys)


def cells(path, sheet):
    """The rows of a sheet, the head first."""
    return [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]


def begun(folder, server, *arguments):
    """The program in a process of its own, with a model behind a server."""
    return subprocess.Popen(
        command("draft", "sheets", "-o", "out", "--model", "openai:m-1b", *arguments),
        cwd=folder,
        env=environment(folder, OPENAI_BASE_URL=server.base_url, PYTHONPATH=str(Path.cwd())),
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_folder_of_sheets(drafter, tmp_path):
    """A report and its findings for each, a summary, and what a person has to look at."""
    ran = drafter("draft", "sheets", "-o", "out", "--model", "none")
    head, *rows = cells(tmp_path / "out" / "summary.xlsx", "汇总")
    told = [dict(zip(head, row, strict=True)) for row in rows]

    assert ran.code == 1
    assert "共 4 份：失败 1 份，达标 3 份" in ran.err
    assert [(row["文件"], row["结论"], row["要点"], row["写入"]) for row in told] == [
        ("0.md", "达标", 2, 2), ("1.md", "达标", 2, 2), ("2.md", "达标", 2, 2),
        ("坏.docx", "失败", 0, 0),
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "out").glob("0.*")) == [
        "0.docx",
        "0.findings.json",
    ]
    assert len((tmp_path / "out" / "exceptions.jsonl").read_text("utf-8").splitlines()) == 1


def test_no_file_of_a_sheet_takes_the_name_of_another_s(drafter, tmp_path):
    """The findings of one and the report of the other end alike: both are there."""
    (tmp_path / "sheets" / "0.findings.md").write_text(SHEET.format(9), "utf-8")
    drafter("draft", "sheets", "-o", "out", "--model", "none", "--format", "json")
    reports = [json.loads(path.read_text("utf-8")) for path in (tmp_path / "out").glob("*.json")]
    told = [json.dumps(each, ensure_ascii=False) for each in reports if "sections" in each]

    assert len(reports) == 8
    assert len(told) == 4
    assert sum("9所" in each for each in told) == 1


def test_the_rounds_of_every_report_of_a_folder_begin(drafter, tmp_path):
    """As those of a single draft: what was handed out comes back byte for byte."""
    drafter("draft", "sheets", "-o", "out", "--model", "none")
    ran = drafter("rounds", "out/1.docx", "--restore", "0", "-o", "first.docx")

    assert ran.code == 0
    assert (tmp_path / "first.docx").read_bytes() == (tmp_path / "out" / "1.docx").read_bytes()
    assert len(list((tmp_path / "data" / "rounds").glob("*/0000.json"))) == 3


def test_bare_reports_of_a_folder_leave_no_rounds(drafter, tmp_path):
    """Nor is one kept when the same folder is gone through once more."""
    for _ in range(2):
        drafter("draft", "sheets", "-o", "out", "--model", "none", "--bare")

    assert not (tmp_path / "data" / "rounds").exists()


@pytest.mark.parametrize("option", ["--bare", "--comments"])
def test_word_files_of_a_folder_hold_what_is_wanted(drafter, tmp_path, option):
    """No facts, or a comment on each sentence; and it is a setting that is not mixed."""
    drafter("draft", "sheets", "-o", "out", "--model", "none", option)
    again = drafter("draft", "sheets", "-o", "out", "--model", "none")
    data = (tmp_path / "out" / "0.docx").read_bytes()

    assert (provenance.taken(data) is None) == (option == "--bare")
    with zipfile.ZipFile(tmp_path / "out" / "0.docx") as book:
        assert ("word/comments.xml" in book.namelist()) == (option == "--comments")
    assert again.code == 2
    assert "现在 无" in again.complaint


def test_retry_forgets_not_that_drafts_are_not_to_be_remembered(drafter, tmp_path):
    """What was said when the folder was begun holds for what is mended later."""
    drafter("draft", "sheets", "-o", "out", "--model", "none", "--no-index")
    (tmp_path / "sheets" / "坏.docx").write_bytes((tmp_path / "out" / "0.docx").read_bytes())
    drafter("retry", "out")

    assert (tmp_path / "out" / "坏.docx").exists()
    assert not (tmp_path / "cache" / "drafts.sqlite").exists()


def test_a_second_run_says_that_there_is_nothing_to_do(drafter):
    """And does nothing."""
    drafter("draft", "sheets", "-o", "out", "--model", "none")
    ran = drafter("draft", "sheets", "-o", "out", "--model", "none")

    assert "没有要做的：3 份以前都做完了，1 份以前失败，文件没有改过" in ran.err


def test_a_folder_whose_documents_all_failed_is_not_told_to_have_no_failures(drafter, tmp_path):
    """A second run says that they failed, and why it does not try again."""
    for at in range(3):
        (tmp_path / "sheets" / f"{at}.md").unlink()
    drafter("draft", "sheets", "-o", "out", "--model", "none")
    ran = drafter("draft", "sheets", "-o", "out", "--model", "none")

    assert "没有要做的：1 份以前失败，文件没有改过" in ran.err
    assert "没有失败的" not in ran.err


def test_a_price_set_later_is_in_the_summary(drafter, tmp_path, monkeypatch):
    """A second run does nothing but tell what the first one cost."""

    def costs():
        head, *rows = cells(tmp_path / "out" / "summary.xlsx", "汇总")
        return [dict(zip(head, row, strict=True))["费用"] for row in rows[:3]]

    with serving(lambda handler: handler.send(completion("{}"))) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        drafter("draft", "sheets", "-o", "out", "--model", "openai:m-1b", "-q")
        before = costs()
        price = '[price]\nprompt = 100\ncompletion = 200\nas_of = "2026-01-31"\n'
        (tmp_path / "drafter.toml").write_text(price, "utf-8")
        drafter("draft", "sheets", "-o", "out", "--model", "openai:m-1b", "-q")

    assert before == [0, 0, 0]
    assert all(cost > 0 for cost in costs())


def test_the_same_sentences_are_shown(drafter, tmp_path):
    """Reports of people who hand in the same are told so."""
    for at in (0, 1):
        told = SHEET.format(at + 2) + "- 组织全系统教师到薄弱学校开展巡回示范授课活动{}场\n"
        (tmp_path / "sheets" / f"{at}.md").write_text(told.format(at + 30), "utf-8")
    drafter("draft", "sheets", "-o", "out", "--model", "none")
    _, *rows = cells(tmp_path / "out" / "summary.xlsx", "千篇一律")

    assert next(row for row in rows if "巡回示范授课" in row[0])[1] == 2
    assert [row for row in rows if not 2 <= row[1] <= 3] == []


def test_a_wanted_length_holds_for_every_sheet(drafter):
    """And is one of the settings that results are not mixed of."""
    drafter("draft", "sheets", "-o", "out", "--model", "none", "--length", "900")
    ran = drafter("draft", "sheets", "-o", "out", "--model", "none")

    assert ran.code == 2
    assert "字数（原来 900，现在 无）" in ran.complaint


def test_a_model_whose_words_were_all_useless_is_named_in_the_summary(
    drafter, tmp_path, monkeypatch
):
    """The reports are whole and pass; whoever reads the table sees that no model wrote them."""
    with serving(lambda handler: handler.send(completion("抱歉，我无法协助。"))) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        drafter("draft", "sheets", "-o", "out", "--model", "openai:m-1b", "-q")
    head, *rows = cells(tmp_path / "out" / "summary.xlsx", "汇总")
    told = [dict(zip(head, row, strict=True)) for row in rows]

    written = [row for row in told if row["结论"] == "达标"]
    assert len(written) == 3
    assert all("一句也没用上" in " ".join(map(str, row.values())) for row in written)


def test_refusals_are_listed_document_by_document(drafter, monkeypatch):
    """With --explain-refusals: each sentence that was not used, with its reason."""

    def act(handler):
        told = merged(handler.asked).replace("。", "，惠及群众7.7万人。")
        handler.send(completion(told))

    with serving(act) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        options = ("--model", "openai:m-1b", "--explain-refusals", "-q")
        ran = drafter("draft", "sheets", "-o", "out", *options)
    told = ran.err.splitlines()

    assert [line for line in told if line.endswith(".md：")] == ["0.md：", "1.md：", "2.md："]
    assert sum("7.7万" in line for line in told) == 3
    assert told.count("模型的话没有采用 1 处：") == 3


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "要有一个输出文件夹"),
        (("-o", "a", "-o", "b"), "要有一个输出文件夹"),
        (("-o", "sheets/0.md"), "是文件，不是文件夹"),
        (("-o", "sheets"), "不能是输入文件夹"),
        (("-o", "out", "--drop", "F1=理由"), "只能用于一份"),
        (("-o", "out", "--format", "pdf"), "没有名为“.pdf”的输出格式"),
        (("-o", "out", "--max-cost", "20"), "没有单价"),
        (("-o", "out", "--rpm", "0"), "应为 1 到"),
    ],
)
def test_wrong_use_is_told_before_any_work(drafter, tmp_path, arguments, complaint):
    """One line, exit code 2, nothing written."""
    ran = drafter("draft", "sheets", "--model", "none", *arguments)

    assert ran.code == 2
    assert complaint in ran.complaint
    assert not (tmp_path / "out").exists()


def test_other_options_are_another_folder(drafter):
    """Results of other settings are not mixed: it says which differ."""
    drafter("draft", "sheets", "-o", "out", "--model", "none")
    ran = drafter("draft", "sheets", "-o", "out", "--model", "none", "--year", "2022")

    assert ran.code == 2
    assert "年度（原来 无，现在 2022）" in ran.complaint


def test_retry_does_what_failed(drafter, tmp_path):
    """With the file mended, and without the command said again."""
    drafter("draft", "sheets", "-o", "out", "--model", "none")
    bad = tmp_path / "sheets" / "坏.docx"
    bad.unlink()
    (tmp_path / "sheets" / "坏.docx").write_bytes((tmp_path / "out" / "0.docx").read_bytes())
    (tmp_path / "sheets" / "new.md").write_text(SHEET.format(9), "utf-8")
    ran = drafter("retry", "out")

    assert "批处理 1/1" in ran.err
    assert (tmp_path / "out" / "坏.docx").exists()
    assert not (tmp_path / "out" / "new.docx").exists()


def test_review_tells_each_with_its_reason(drafter, tmp_path):
    """What is wrong, where, and the command that goes on from there."""
    (tmp_path / "sheets" / "矛盾.md").write_text(FLAWED, "utf-8")
    drafter("draft", "sheets", "-o", "out", "--model", "none")
    ran = drafter("review", "out")

    assert ran.code == 1
    assert ran.out.startswith("[1/2] 坏.docx　失败\n    原因：")
    assert "再试：drafter retry out" in ran.out
    assert "[2/2] 矛盾.md　需修改" in ran.out
    assert "前后数据矛盾" in ran.out
    assert "drafter check out/矛盾.docx" in ran.out or "drafter check 'out/矛盾.docx'" in ran.out


def test_review_of_what_is_no_folder_of_results(drafter):
    """Told, not shown empty."""
    ran = drafter("review", "sheets")

    assert ran.code == 2
    assert "不是批处理的输出文件夹" in ran.complaint


def test_old_reports_are_rewritten(drafter, tmp_path):
    """Text and Word in, Word and findings out; one that is good already says so."""
    old = tmp_path / "old"
    old.mkdir()
    for name in ("transport-2023.txt", "finance-2023.txt", "water-2023.docx"):
        (old / name).write_bytes((REPORTS / name).read_bytes())
    ran = drafter("rewrite", "old", "-o", "out", "--model", "none")
    _, *rows = cells(tmp_path / "out" / "summary.xlsx", "汇总")

    assert ran.code == 0
    assert [row[0] for row in rows] == ["finance-2023.txt", "transport-2023.txt", "water-2023.docx"]
    assert [row[2] == row[3] > 0 for row in rows] == [True] * 3
    assert "原文照旧" in rows[0][-1]
    findings = json.loads((tmp_path / "out" / "transport-2023.findings.json").read_text("utf-8"))
    assert "述职" in findings["text"]


def test_ctrl_c_finishes_what_is_in_flight(drafter, tmp_path):  # noqa: ARG001 - it makes the sheets
    """Once: what was asked is answered and kept; the same command goes on from there."""
    with serving(answering(0.4)) as server, begun(tmp_path, server, "--concurrency", "1") as run:
        until(lambda: server.asked)
        run.send_signal(signal.SIGINT)
        said = run.communicate(timeout=100)[1]
        asked = len(server.asked)
        is_whole = len(list((tmp_path / "out").glob("*.docx"))) == 3  # all were in flight
        with begun(tmp_path, server) as again:
            again.communicate(timeout=100)
        total = len(server.asked)

    assert (run.returncode == 130) is not is_whole
    assert "正在收尾" in said
    assert ("再运行会接着做" in said) is not is_whole
    assert total == len({json.dumps(body) for body in server.asked}) >= asked
    assert len(list((tmp_path / "out").glob("*.docx"))) == 3


def test_a_folder_that_is_shut_is_named_and_exit_1(drafter, tmp_path, monkeypatch):
    """The others are done; nobody takes the run for whole."""
    (tmp_path / "sheets" / "坏.docx").unlink()
    (tmp_path / "sheets" / "锁着").mkdir()
    shut(monkeypatch, "锁着")
    ran = drafter("draft", "sheets", "-o", "out", "--model", "none")

    assert ran.code == 1
    assert "共 3 份：达标 3 份" in ran.err
    assert "读不了的文件夹 1 个：锁着" in ran.err


def test_ctrl_c_twice_leaves_at_once(drafter, tmp_path):  # noqa: ARG001 - it makes the sheets
    """Nobody waits for a server that takes ten minutes."""
    with serving(answering(600)) as server, begun(tmp_path, server) as run:
        until(lambda: server.asked)
        run.send_signal(signal.SIGINT)
        heard(run.stderr, "正在收尾")
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=100)

    assert run.returncode == 130
