"""Wrong use and bad input: one line that says what is wrong and what to do, and the exit code."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.outputs import Outputs
from tests.cli.console import apart, environment, runner
from tests.endpoint import fail, say, send, serving

GOOD = "---\nyear: 2023\nrole: 县教育局局长\n---\n- 新建学校6所\n- 改造校舍40间\n- 不足：调研不够\n"


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, in a folder of its own that holds a good sheet."""
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    return runner(tmp_path, monkeypatch, capsys)


FILES = {
    "empty.md": (b"", "是空的"),
    "blank.txt": (b"\n \n\n", "是空的"),
    "none.md": ("# 标题\n\n一段话。\n".encode(), "没有要点"),
    "binary.md": (bytes(range(256)) * 20, "不是文本"),
    "fake.docx": (b"PK\x03\x04 not really", "fake.docx"),
    "fake.xlsx": (b"hello", "fake.xlsx"),
    "bad.json": (b'{"facts": [', "bad.json"),
    "bad.yaml": (b"facts: [\n", "bad.yaml"),
    "odd.pages": (b"- x", "不支持"),
    "genre.md": ("---\ngenre: shuzi\n---\n- 新建学校6所\n".encode(), "述职述廉报告"),
    "key.md": ("---\nyaer: 2023\n---\n- 新建学校6所\n".encode(), "yaer"),
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_cannot_be_used(drafter, tmp_path, name):
    """Exit 2 and one line that names the trouble."""
    data, why = FILES[name]
    (tmp_path / name).write_bytes(data)
    ran = drafter("draft", name, "--model", "none", "-o", "r.txt")

    assert (ran.code, ran.out) == (2, "")
    assert why in ran.complaint
    assert not (tmp_path / "r.txt").exists()


USES = {
    "missing file": (["no.md"], "没有这个文件"),
    "empty name": ([""], "文件名是空的"),  # "$SHEET" where nobody set it: no folder
    "empty name of the output": (["good.md", "-o", ""], "文件名是空的"),
    "empty model": (["good.md", "--model", ""], "--model 后面是空的"),
    "empty year": (["good.md", "--year", ""], "--year 后面是空的"),
    "long name": (["长" * 300 + ".md"], "文件名太长"),
    "long name of the output": (["good.md", "-o", "长" * 300 + ".txt"], "文件名太长"),
    "dash": (["good.md", "—model", "none"], "改成 --model"),  # as editors write two hyphens
    "short dash": (["good.md", "–o", "r.txt"], "改成 -o"),
    "folder": (["."], "文件夹"),
    "genre": (["good.md", "--genre", "x"], "文种"),
    "suffix": (["good.md", "-o", "r.pdf"], ".docx"),
    "no suffix": (["good.md", "-o", "r"], "输出格式"),
    "no folder": (["good.md", "-o", "no/r.txt"], "没有这个文件夹"),
    "output is a folder": (["good.md", "-o", "d.txt"], "文件夹"),
    "drop unknown": (["good.md", "--drop", "F9=未公开"], "F9"),
    "drop without reason": (["good.md", "--drop", "F1"], "理由"),
    "drop with empty reason": (["good.md", "--drop", "F1="], "理由"),
    "model": (["good.md", "--model", "gpt"], "模型来源"),
    "no model name": (["good.md", "--model", "openai"], "模型名"),
    "no key": (["good.md", "--model", "openai:m"], "OPENAI_API_KEY"),
    "no recording": (["good.md", "--model", "replay:no.jsonl"], "no.jsonl"),
    "year": (["good.md", "--year", "23"], "1900 到 2999"),
    "year is no number": (["good.md", "--year", "今年"], "整数"),
    "budget": (["good.md", "--max-tokens", "-1"], "整数"),
    "no file": ([], "还缺：要点文件"),
    "format of one": (["good.md", "--format", "txt"], "--format 只能用于整个文件夹"),
    "engine of one": (
        ["good.md", "--engine", "ray", "--address", "auto"],
        "--engine、--address 只能用于整个文件夹",
    ),
    "engine of a session": (["good.md", "-i", "--engine", "ray"], "--engine 只能用于整个文件夹"),
    "refusals of a session": (
        ["good.md", "-i", "--explain-refusals", "--rpm", "3"],
        "--explain-refusals、--rpm 不能同 -i 一起用",
    ),
    "unknown option": (
        ["good.md", "--nope"],
        "不认识的参数：--nope（用法见 drafter draft --help）",
    ),
}


@pytest.mark.parametrize("use", USES)
def test_wrong_use(drafter, tmp_path, use):
    """Exit 2, one line in Chinese, before any work."""
    (tmp_path / "d.txt").mkdir()
    arguments, why = USES[use]
    ran = drafter("draft", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert why in ran.complaint
    assert len(ran.err.splitlines()) == 1


TWICE = {
    "facts of check": ["check", "good.md", "--facts", "good.md", "--facts", "b.md"],
    "output of check": ["check", "good.md", "-o", "a.json", "-o", "b.json"],
    "previous of check": ["check", "good.md", "--previous", "good.md", "--previous", "b.md"],
    "output of matrix": ["matrix", "good.md", "-o", "a.md", "-o", "b.md"],
    "facts of revise": ["revise", "a.docx", "--facts", "good.md", "--facts", "b.md"],
    "facts of alike": ["alike", "good.md", "--facts", "good.md", "--facts", "b.md"],
}


@pytest.mark.parametrize("use", TWICE)
def test_a_second_file_is_not_taken_for_the_first_in_silence(drafter, tmp_path, use):
    """Where there can be but one, both are named and nothing is written."""
    ran = drafter(*TWICE[use])

    assert ran.code == 2
    assert "写了两次" in ran.complaint
    assert [path.name for path in tmp_path.glob("[ab].*")] == []


def test_one_old_report_has_no_options_of_a_folder(drafter):
    """As one sheet has none."""
    ran = drafter("rewrite", "good.md", "--model", "none", "--format", "txt")

    assert ran.code == 2
    assert "--format 只能用于整个文件夹" in ran.complaint


@pytest.mark.parametrize("arguments", [["nope"], ["models"], ["models", "pull", "nope"]])
def test_wrong_commands(drafter, arguments):
    """A word that is no command, a verb that is missing, a name that nobody knows."""
    ran = drafter(*arguments)

    assert ran.code == 2
    assert len(ran.complaint) < 200


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(drafter, tmp_path):
    """The user is told before the work, not after."""
    (tmp_path / "locked").mkdir(mode=0o500)
    ran = drafter("draft", "good.md", "--model", "none", "-o", "locked/r.txt")

    assert ran.code == 2
    assert "没有写入权限" in ran.complaint


def test_a_full_disk(tmp_path):
    """The old file stays, the exit code says that the new one is not there."""
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    Outputs(tmp_path / "cache").write("旧".encode(), tmp_path / "r.txt")
    limited = (
        "import resource, runpy, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600));"
        "sys.argv = ['drafter', 'draft', 'good.md', '--model', 'none', '-q', '-o', 'r.txt'];"
        "runpy.run_module('drafter', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", limited],
        cwd=tmp_path,
        env=environment(tmp_path, PYTHONPATH=str(Path.cwd())),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "写不了 r.txt" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "r.txt").read_text("utf-8") == "旧"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "good.md", "r.txt"]


SERVERS = {
    "a web page": (send(b"<html>hello</html>", "text/html"), "不是模型的回答"),
    "cut JSON": (send(b'{"choices": [{"mess'), "不是模型的回答"),
    "a wrong key": (fail(401), "OPENAI_API_KEY"),
    "an unknown model": (fail(404, "no such model"), "404"),
    "an empty purse": (fail(429, code="insufficient_quota"), "配额"),
    "a refusal": (fail(400, "context too long"), "400"),
}


@pytest.mark.parametrize("name", ["m", "m-1b"], ids=["strong", "weak"])
@pytest.mark.parametrize("server", SERVERS)
def test_servers_that_are_of_no_use(drafter, tmp_path, monkeypatch, server, name):
    """Exit 3, one line that says where to look, and no file."""
    act, why = SERVERS[server]
    (tmp_path / "drafter.toml").write_text("attempts = 1\n")
    with serving(act) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.base_url)
        ran = drafter("draft", "good.md", "--model", f"openai:{name}", "-o", "r.txt")

    assert (ran.code, ran.out) == (3, "")
    assert why in ran.complaint
    assert not (tmp_path / "r.txt").exists()


@pytest.mark.parametrize("name", ["m", "m-1b"], ids=["strong", "weak"])
def test_a_model_that_talks_nonsense(drafter, tmp_path, monkeypatch, name):
    """The report is made all the same, and the user is told that the model had no part in it."""
    (tmp_path / "drafter.toml").write_text("attempts = 1\n")
    with serving(say("作为一个人工智能，我不能")) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.base_url)
        ran = drafter("draft", "good.md", "--model", f"openai:{name}")

    assert ran.code == 0
    assert "一句也没用上" in ran.err
    assert "人工智能" not in ran.out


@pytest.mark.parametrize("name", ["m", "m-1b"], ids=["strong", "weak"])
def test_no_network(drafter, tmp_path, monkeypatch, name):
    """Nobody listens: exit 3 and where to look."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{taken.getsockname()[1]}/v1")
        (tmp_path / "drafter.toml").write_text("attempts = 1\n")
        ran = drafter("draft", "good.md", "--model", f"openai:{name}")

    assert ran.code == 3
    assert "连不上" in ran.complaint


def test_weights_that_are_not_there(drafter):
    """Exit 3, like every model that cannot answer."""
    ran = drafter("draft", "good.md", "--model", "local:/no/such.gguf")

    assert ran.code == 3
    assert "没有模型文件 /no/such.gguf" in ran.complaint


def test_a_cache_that_cannot_be_written(drafter, monkeypatch):
    """Said before anything is paid for."""
    monkeypatch.setenv("DRAFTER_CACHE", "/dev/null/cache")
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    ran = drafter("draft", "good.md", "--model", "openai:m")

    assert ran.code == 2
    assert "DRAFTER_CACHE" in ran.complaint


def test_a_reader_that_goes_away(tmp_path):
    """`drafter … | head -1` ends without a word."""
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    line = f"{sys.executable} -m drafter draft good.md --model none -q | true"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        check=False,
    )

    assert done.stderr == b""


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize("name", ["王䶮", "李𬭎"])
def test_what_the_encoding_of_the_output_lacks_is_named(tmp_path, name, more):
    """A name must not become 王? without a word; where nothing is lost nothing is said."""
    (tmp_path / "f.md").write_text(GOOD.replace("year", f"name: {name}\nyear", 1), "utf-8")
    for encoding in ("gbk", "utf-8"):
        done = subprocess.run(
            [sys.executable, "-m", "drafter", "draft", "f.md", "--model", "none", *more],
            cwd=tmp_path,
            env=environment(tmp_path, PYTHONPATH=str(Path.cwd()), PYTHONIOENCODING=encoding),
            capture_output=True,
            check=False,
        )
        is_told = f"U+{ord(name[1]):04X}" in done.stderr.decode(encoding)

        assert (name in done.stdout.decode(encoding)) != is_told
        assert is_told == (encoding == "gbk")


@pytest.mark.parametrize("command", [[], ["draft"], ["check"]], ids=["all", "draft", "check"])
def test_help_loads_only_what_it_shows(command):
    """No client, nothing that drafts, nothing that reads a report: the help is there at once."""
    code = (
        f"import sys\nfrom drafter import cli\n"
        f"try: cli.main([*{command}, '--help'])\nexcept SystemExit: pass\n"
        "slow = 'openai', 'langchain', 'langchain_core', 'xllamacpp', 'numpy', 'drafter.drafting',"
        " 'drafter.document.parsing', 'drafter.checking.checker'\n"
        "print(*(name for name in slow if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr == "\n"


def test_help_is_in_chinese(tmp_path):
    """Every option of every command has its line."""
    for words in ([], ["draft"], ["models"], ["models", "pull"]):
        ran = apart(tmp_path, *words, "--help")
        assert ran.code == 0
        assert "显示帮助" in ran.out


@pytest.mark.parametrize("words", [["draft", "-甲.md"], ["check", "-甲.txt"]])
def test_a_name_that_begins_as_an_option_does_is_told_apart(drafter, words):
    """And how it is written, so that it is none."""
    ran = drafter(*words)

    assert ran.code == 2
    assert f"{words[1]} 以 - 开头，被当作选项（写成 ./{words[1]}）" in ran.complaint


@pytest.mark.parametrize("option", ["--only", "--ignore"])
@pytest.mark.parametrize(
    ("value", "why"), [("", "是空的"), ("，", "没有写规则"), (" , ", "没有写规则")]
)
def test_a_list_of_rules_without_one_is_told_as_that(drafter, option, value, why):
    """It is no name of a file, and nothing is checked by chance."""
    ran = drafter("check", "good.md", option, value)

    assert (ran.code, ran.out) == (2, "")
    assert f"{option} 后面{why}" in ran.complaint


@pytest.mark.parametrize(
    ("name", "data"),
    [("b.txt", b"- a"), ("b.md", b"# a"), ("b.pdf", b"%PDF-1.7"), ("b.docx", "修路3条".encode())],
)
def test_rounds_of_what_is_no_word_file_do_not_call_it_damaged(drafter, tmp_path, name, data):
    """It is as it should be, and has no rounds."""
    (tmp_path / name).write_bytes(data)
    ran = drafter("rounds", name)

    assert ran.code == 2
    assert "不是 Word 文件" in ran.complaint
