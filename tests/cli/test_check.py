"""`drafter check`: what is read, what is told, which code it ends with."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from drafter.cli import main
from tests.cli.console import until

SEED = Path(__file__).parent.parent.parent / "seeds" / "county-2022"
REPORT = (SEED / "report.txt").read_text("utf-8")
SLOW = ("openai", "langchain", "langchain_core", "docx", "openpyxl", "scipy", "rich", "numpy")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder of its own, without anybody's settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def told(capsys, *arguments):
    """Exit code, standard output, standard error."""
    code = main(["check", *map(str, arguments)])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_findings_are_told_and_counted(place, capsys):
    """A report with errors ends in 1, and the summary counts them."""
    (place / "a.txt").write_text(REPORT, "utf-8")

    code, out, err = told(capsys, "a.txt")

    assert code == 1
    assert "a.txt:13:" in out
    assert "不足没有回应" in out
    assert out.splitlines()[-1].startswith("检查了 1 份报告：错误 ")
    assert err == ""


def test_only_what_weighs_enough_fails(place, capsys):
    """--fail-on moves the border; --only and --ignore choose the rules."""
    (place / "a.txt").write_text(REPORT, "utf-8")

    assert told(capsys, "a.txt", "--only", "mask-leak")[0] == 0
    assert told(capsys, "a.txt", "--only", "mask-leak", "--fail-on", "warning")[0] == 1
    code, out, _ = told(capsys, "a.txt", "--only", "mask-leak,long-list", "--ignore", "mask-leak")
    assert code == 0
    assert "掩码露底" not in out
    assert "并列过多" in out


def test_facts_are_compared(place, capsys):
    """With facts, what they do not carry is an error."""
    (place / "a.txt").write_text(REPORT.replace("28名", "29名"), "utf-8")

    code, out, _ = told(capsys, "a.txt", "--facts", SEED / "facts.md", "--format", "json")

    rules = {each["rule"] for each in json.loads(out)["findings"]}
    assert code == 1
    assert rules & {"unsupported-figure", "swapped-figures"}


def test_a_final_text_has_nothing_open_or_masked(place, capsys):
    """--final or the setting makes masks and placeholders errors; else the one is no finding."""
    (place / "a.txt").write_text("引进项目**个，由〔待补：责任人〕负责。", "utf-8")
    only = ("--only", "leftover-mask,open-placeholder", "--format", "json")

    _, before, _ = told(capsys, "a.txt", *only)
    code, final, _ = told(capsys, "a.txt", "--final", *only)
    (place / "drafter.toml").write_text("[check]\nfinal = true\n", "utf-8")
    _, asked, _ = told(capsys, "a.txt", *only)

    assert [each["severity"] for each in json.loads(before)["findings"]] == ["suggestion"]
    assert [each["severity"] for each in json.loads(final)["findings"]] == ["error", "error"]
    assert code == 1
    assert asked == final


def test_last_years_report_is_compared(place, capsys):
    """The finding names the shortcoming of last year, read from Word too."""
    last = docx.Document()
    last.add_paragraph("个人存在的不足：一是调查研究不够深入。到村里去得少，听汇报多。")
    last.save(place / "2021.docx")
    (place / "a.txt").write_text("个人存在的不足：一是深入调研不够。听汇报多，到村少。", "utf-8")

    code, out, _ = told(
        capsys, "a.txt", "--previous", "2021.docx", "--only", "repeated-shortcoming"
    )

    assert code == 0
    assert "上一年的第一条不足“调查研究不够深入”" in out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.txt", None, "没有这个文件"),
        ("x.docx", b"PK\x03\x04", "x.docx"),
        ("x.txt", "全年新建学校6所。".encode(), "没有找到不足"),
    ],
    ids=["missing", "broken", "without"],
)
def test_last_years_report_has_to_be_one(place, capsys, name, content, said):
    """What cannot be read or names no shortcoming is wrong input, told in one line."""
    (place / "a.txt").write_text(REPORT, "utf-8")
    if content:
        (place / name).write_bytes(content)

    code, out, err = told(capsys, "a.txt", "--previous", name)

    assert (code, out) == (2, "")
    assert said in err


def test_standard_input_is_a_report(monkeypatch, capsys):
    """`-` reads what is piped in."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode("gb18030"))))

    code, out, _ = told(capsys, "-", "--format", "json")

    assert code == 1
    assert json.loads(out)["text"] == REPORT


def test_a_folder_is_searched_links_in_circles_end(place, capsys):
    """All kinds of reports in all folders, each once; hidden and lock files are none."""
    (place / "in" / "deep").mkdir(parents=True)
    (place / "in" / "a.txt").write_text(REPORT, "utf-8")
    (place / "in" / "deep" / "b.md").write_text("---\nyear: 2022\n---\n# 标题\n" + REPORT, "utf-8")
    document = docx.Document()
    document.add_paragraph("2022年，本人履职尽责。")
    document.save(str(place / "in" / "c.docx"))
    (place / "in" / ".hidden.txt").write_text("x")
    (place / "in" / "~$c.docx").write_text("x")
    (place / "in" / "note.png").write_text("x")
    (place / "in" / "deep" / "loop").symlink_to(place / "in", target_is_directory=True)
    (place / "in" / "deep" / "again.txt").symlink_to(place / "in" / "a.txt")

    code, out, _ = told(capsys, "in", "--format", "json")

    names = [Path(each["path"]).name for each in json.loads(out)["files"]]
    assert code == 1
    assert names == ["a.txt", "c.docx", "b.md"]


def test_one_bad_file_is_told_and_the_rest_are_checked(place, capsys):
    """Exit code 2 at the end, findings of the others all the same."""
    (place / "a.txt").write_text(REPORT, "utf-8")
    (place / "bad.docx").write_bytes(b"PK\x03\x04 not really")
    (place / "empty.txt").write_bytes(b"")
    (place / "loop.txt").symlink_to(place / "loop.txt")

    code, out, err = told(capsys, "a.txt", "bad.docx", "empty.txt", "loop.txt", "none.txt")

    assert code == 2
    assert "不足没有回应" in out
    assert out.splitlines()[-1].endswith("读不了 4 个文件")
    assert len(err.splitlines()) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.txt", "--only", "mask-lek"], "是不是想写“mask-leak”"),
        (["a.txt", "--ignore", "nothing-like-it"], "没有名为“nothing-like-it”的规则"),
        (["a.txt", "--genre", "shuzi"], "述职述廉报告"),
        (["a.txt", "--format", "pdf"], "pdf"),
        (["a.txt", "-o", "x.pdf"], ".pdf"),
        (["a.txt", "--facts", "none.md"], "none.md"),
        (["empty"], "里没有报告"),
        (["-", "--fix"], "标准输入"),
        ([], "用法"),
    ],
)
def test_wrong_use_is_told_in_one_line(place, capsys, arguments, said):
    """Exit code 2 and a hint, whatever is wrong."""
    (place / "a.txt").write_text("好。", "utf-8")
    (place / "empty").mkdir()

    code, _, err = told(capsys, *arguments)

    assert code == 2
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_file_takes_the_output_by_its_suffix(place, capsys):
    """-o chooses the format; nothing but problems is left on the screen."""
    (place / "a.txt").write_text(REPORT, "utf-8")

    assert told(capsys, "a.txt", "-o", "out.json")[1] == ""
    assert json.loads((place / "out.json").read_text("utf-8"))["findings"]
    assert told(capsys, "a.txt", "-o", "nowhere/out.json")[0] == 2


def test_quiet_leaves_the_summary_out(place, capsys):
    """Findings and nothing else."""
    (place / "a.txt").write_text(REPORT, "utf-8")

    out = told(capsys, "a.txt", "-q", "--only", "mask-leak")[1]

    assert "掩码露底" in out
    assert "检查了" not in out


def test_lines_of_markdown_count_in_the_file(place, capsys):
    """Annotations point into the file, front matter included."""
    (place / "a.md").write_text("---\nyear: 2022\n---\n" + REPORT, "utf-8")

    out = told(capsys, "a.md", "--format", "github", "--only", "orphan-measure")[1]

    assert "line=17" in out


def test_many_files_are_shared_by_processes(place, capsys):
    """The same findings in the same order as one by one."""
    for number in range(30):
        (place / f"{number:02}.txt").write_text(REPORT.replace("28名", f"{number}名"), "utf-8")

    together = json.loads(told(capsys, ".", "--format", "json")[1])["files"]
    alone = json.loads(told(capsys, "07.txt", "--format", "json")[1])

    assert [Path(each["path"]).stem for each in together] == [f"{n:02}" for n in range(30)]
    assert together[7]["findings"] == alone["findings"]


def test_a_name_that_is_no_unicode_is_shown_all_the_same(place, capsys):
    """Bytes that no encoding explains are replaced in what is told, not in what is read."""
    Path(os.fsdecode(b"\xff.txt")).write_text(REPORT, "utf-8")
    (place / "a.txt").write_text(REPORT, "utf-8")

    code, out, _ = told(capsys, ".", "--format", "json")

    assert code == 1
    assert [Path(each["path"]).name for each in json.loads(out)["files"]] == ["a.txt", "?.txt"]


def children(pid):
    """The processes that a process has begun and that still run."""
    told = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.split()


def test_stopping_ends_all_processes(place):
    """Ctrl-C in the middle of many files: one line, exit code 130, nobody left behind."""
    for number in range(400):
        (place / f"{number:03}.txt").write_text(REPORT * 5, "utf-8")
    environ = {**os.environ, "XDG_CONFIG_HOME": str(place)}
    command = [sys.executable, "-m", "drafter", "check", "."]
    started = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environ
    )
    until(lambda: children(started.pid))

    started.send_signal(signal.SIGINT)

    assert "Traceback" not in started.communicate(timeout=100)[1].decode()
    assert not children(started.pid)
    assert started.returncode == 130


def test_checking_text_loads_nothing_slow(place):
    """No model, no Word, no spreadsheet, no colours for a text file into a pipe."""
    (place / "a.txt").write_text(REPORT, "utf-8")
    code = (
        "import sys; from drafter.cli import main; main(['check', 'a.txt'])\n"
        f"print(*(name for name in {SLOW!r} if name in sys.modules), file=sys.stderr)"
    )
    environ = {**os.environ, "XDG_CONFIG_HOME": str(place)}

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ
    )

    assert done.stderr.split() == []
    assert "措施无所针对" in done.stdout


PLAIN = "2024年终总结\n一、主要工作\n全年新购图书3000册，办读书会40场，修复古籍32册。\n"


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        (PLAIN, "总结", "标题里有“总结”"),
        (PLAIN.replace("年终总结", "年述责述廉报告"), "述责述廉报告", "标题里有“述责述廉”"),
        (PLAIN.replace("2024年终总结\n", "2024年度对照检查材料\n"), "对照检查材料", "对照检查"),
    ],
)
def test_the_kind_of_a_report_is_told_and_why(place, capsys, text, kind, why):
    """Where it is not the usual one: rules that do not apply say nothing."""
    (place / "a.txt").write_text(text, "utf-8")
    _, out, _ = told(capsys, "a.txt")

    assert f"按“{kind}”来查：" in out
    assert why in out


def test_the_kind_can_be_said(place, capsys):
    """--genre goes before the title; a name that nobody knows is told with those known."""
    (place / "a.txt").write_text(PLAIN, "utf-8")
    code, out, _ = told(capsys, "a.txt", "--genre", "述职")
    assert code == 1  # a report on one's work admits shortcomings
    assert "按“述职报告”来查：按 --genre" in out
    assert told(capsys, "a.txt", "--genre", "总结")[0] == 0

    code, _, err = told(capsys, "a.txt", "--genre", "小说")
    assert code == 2
    assert "对照检查材料" in err


@pytest.mark.parametrize("word", ["警告", "warning", "建议", "suggestion"])
def test_a_level_is_named_in_either_language(place, capsys, word):
    """--fail-on takes the words that findings are told in, as the settings do."""
    (place / "a.txt").write_text(REPORT, "utf-8")

    assert told(capsys, "a.txt", "--only", "mask-leak", "--fail-on", word)[0] == 1
    assert told(capsys, "a.txt", "--only", "mask-leak", "--fail-on", "错误")[0] == 0


def test_an_unknown_level_is_refused(capsys):
    """One line that names the levels, before any report is read."""
    code, out, err = told(capsys, "no-such.txt", "--fail-on", "很坏")

    assert (code, out) == (2, "")
    assert all(word in err for word in ("很坏", "错误", "警告", "建议"))


def test_who_names_the_kind_is_not_told_to_name_it(place, capsys):
    """--genre is offered where the kind was guessed, not where it was given."""
    (place / "a.txt").write_text(f"2022年度工作总结\n{REPORT}", "utf-8")

    assert "不对就用 --genre" in told(capsys, "a.txt")[1]
    given = told(capsys, "a.txt", "--genre", "述责述廉")[1]
    assert "按“述责述廉报告”来查" in given
    assert "不对就用" not in given
