"""`drafter check --critique`: an opinion beside the findings, never in their place."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.console import environment, runner
from tests.endpoint import completion, serving

RECORDED = Path(__file__).parent.parent / "recorded"
REPORT = (Path(__file__).parent.parent.parent / "seeds/county-2022/report.txt").read_text("utf-8")
CLEAN = "全年新建学校6所。\n"
QUOTE = "全年新建学校6所"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs command lines beside a clean report and one with errors."""
    (tmp_path / "clean.txt").write_text(CLEAN, "utf-8")
    (tmp_path / "seed.txt").write_text(REPORT, "utf-8")
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    ran = runner(tmp_path, monkeypatch, capsys)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    return ran


def saying(text):
    """An endpoint that always gives this answer."""
    return serving(lambda handler: handler.send(completion(text)))


def asked(server, monkeypatch):
    """The options that ask this endpoint."""
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    return "--critique", "--model", "openai:m"


def test_remarks_stand_in_the_json_beside_the_findings(run, monkeypatch):
    """Dimensions, labels, quotes with their places; the findings are as without."""
    row = {"label": "空话", "quotes": [QUOTE], "comment": "太短"}
    with saying(json.dumps({"remarks": [row]}, ensure_ascii=False)) as server:
        ran = run("check", "clean.txt", "--format", "json", *asked(server, monkeypatch))
    plain = json.loads(run("check", "clean.txt", "--format", "json").out)
    told = json.loads(ran.out)

    critique = told.pop("critique")
    register = next(d for d in critique["dimensions"] if d["dimension"] == "register")
    assert told == plain
    assert register["remarks"] == [
        {"label": "空话", "quotes": [QUOTE], "spans": [[0, len(QUOTE)]], "comment": "太短"}
    ]


@pytest.mark.parametrize(("answer", "unjudged"), [('{"remarks": []}', 1), ("说不好", 10)])
def test_the_exit_code_is_that_of_the_findings(run, monkeypatch, answer, unjudged):
    """Neither praise nor an answer that cannot be read changes it; 未评 is told.

    Without facts nobody is asked about faithfulness to them.
    """
    with saying(answer) as server:
        options = asked(server, monkeypatch)
        for name in ("clean.txt", "seed.txt"):
            judged = run("check", name, "--only", "overlong-sentence,orphan-measure", *options)
            plain = run("check", name, "--only", "overlong-sentence,orphan-measure")
            assert judged.code == plain.code
            assert judged.out.startswith(plain.out.rpartition("检查了")[0])
            assert judged.out.count("未评") == unjudged


def test_what_real_weights_said_is_read(run):
    """The embedded model, recorded: every remark shown stands in the text word for word."""
    report, talk = RECORDED / "critique.txt", RECORDED / "critique.jsonl"

    ran = run("check", report, "--format", "json", "--critique", "--model", f"replay:{talk}")

    told = json.loads(ran.out)
    judged = [each for each in told["critique"]["dimensions"] if each["judged"]]
    remarks = [remark for each in judged for remark in each["remarks"]]
    text = report.read_text("utf-8")
    assert len(judged) == 9
    assert remarks
    assert told["critique"]["discarded"] > 0
    for remark in remarks:
        assert [text[start:end] for start, end in remark["spans"]] == remark["quotes"]


@pytest.mark.parametrize("options", [("--model", "openai:m"), ("--critique", "--model", "none")])
def test_wrong_use_is_told_before_anything_is_checked(run, options):
    """A model without a critique, a critique without a model."""
    ran = run("check", "clean.txt", *options)

    assert (ran.code, ran.out) == (2, "")
    assert ran.complaint


def test_without_the_flag_no_model_is_loaded(tmp_path):
    """A check imports neither a client nor LangChain, nor what asks them."""
    (tmp_path / "a.txt").write_text(CLEAN, "utf-8")
    slow = (
        "openai",
        "langchain",
        "langchain_core",
        "drafter.chain.chain",
        "drafter.checking.critique",
        "asyncio",
    )
    code = (
        f"import sys; sys.path.insert(0, {str(Path.cwd())!r})\n"
        "from drafter.cli import main; main(['check', 'a.txt'])\n"
        f"print([name for name in {slow!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines()[-1] == "[]"
