"""`drafter eval` as a user types it, against a server that answers by a script."""

import json

import pytest

from tests import endpoint
from tests.evals import scripted

WEAK = ("--model", scripted.WEAK_NAME)


def steps(server):
    """How many questions came in for each step."""
    found = {}
    for asked in server.asked:
        name = scripted.step_of(asked)
        found[name] = found.get(name, 0) + 1
    return found


def test_a_second_run_asks_nothing(drafter, cases, server):
    """Every draft is scored, and what was paid for once is not asked again."""
    first = drafter("eval", "run", "--folder", cases, *WEAK)
    asked = len(server.asked)
    second = drafter("eval", "run", "--folder", cases, *WEAK)

    assert (first.code, second.code) == (0, 0)
    assert first.out == second.out
    assert "case-6" in first.out
    assert asked > 0
    assert len(server.asked) == asked


def test_a_changed_last_step_asks_that_step_alone(drafter, cases, server, prompt):
    """Another prompt for the measures leaves every other answer where it is."""
    strong = ("--model", scripted.STRONG_NAME)
    drafter("eval", "run", "--folder", cases, *strong)
    before, server.asked = steps(server), []
    mine = prompt("answers", "你是", "你就是")

    ran = drafter("eval", "run", "--folder", cases, "--prompts", mine, *strong)

    assert ran.code == 0
    assert steps(server) == {"answer": before["answer"]}
    assert before["write"] > 0


def test_fresh_asks_again(drafter, cases, server):
    """Stored answers are left aside, and each question is asked once all the same."""
    drafter("eval", "run", "--folder", cases, *WEAK)
    asked, server.asked = server.asked, []

    drafter("eval", "run", "--folder", cases, "--fresh", *WEAK)

    assert sorted(map(scripted.digest, server.asked)) == sorted(map(scripted.digest, asked))


def test_another_case_or_repeat_drafts_only_what_is_new(drafter, cases, server):
    """What is there is shown; what is added is asked."""
    names = [f"case-{at}" for at in range(1, 6)]
    drafter("eval", "run", "--folder", cases, "--cases", *names, *WEAK)
    five, server.asked = len(server.asked), []
    drafter("eval", "run", "--folder", cases, *WEAK)
    sixth, server.asked = len(server.asked), []
    drafter("eval", "run", "--folder", cases, "--repeats", "2", *WEAK)

    assert 0 < sixth < five
    assert len(server.asked) == five + sixth


def test_only_what_was_asked_for_is_shown(drafter, cases):
    """A run of one case after a run of all tells of the one."""
    drafter("eval", "run", "--folder", cases, *WEAK)

    ran = drafter("eval", "run", "--folder", cases, "--cases", "case-2", *WEAK)

    assert "case-2" in ran.out
    assert "case-1" not in ran.out


def test_money_without_end_is_no_limit(drafter, cases):
    """The same numbers are taken as by the other commands."""
    ran = drafter("eval", "run", "--folder", cases, "--max-cost", "inf", *WEAK)

    assert ran.code == 2
    assert "应为大于 0 的数" in ran.complaint


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        (("--max-calls", "5"), "calls 已到 5，上限 5"),
        (("--max-tokens", "60"), "tokens 已到"),
        (("--max-cost", "0.00005"), "cost 已到"),
    ],
    ids=["calls", "tokens", "cost"],
)
def test_a_budget_stops_cleanly_and_the_next_run_goes_on(
    drafter, cases, server, tmp_path, limit, told
):
    """One line says which limit was reached; what was done is kept and not asked again."""
    (tmp_path / "drafter.toml").write_text(
        'slots = 2\n[price]\nprompt = 1.0\ncompletion = 1.0\nas_of = "2026-01-31"\n', "utf-8"
    )
    stopped = drafter("eval", "run", "--folder", cases, *limit, *WEAK)
    paid = len(server.asked)
    done = drafter("eval", "run", "--folder", cases, *WEAK)
    whole = len(server.asked)

    assert stopped.code == 3
    assert told in stopped.err
    assert "接着往下做" in stopped.err
    assert 0 < paid < whole
    assert done.code == 0
    assert len(set(map(scripted.digest, server.asked))) == whole


def test_a_cost_without_prices_is_refused(drafter, cases, server):
    """What cannot be computed is no limit."""
    ran = drafter("eval", "run", "--folder", cases, "--max-cost", "1", *WEAK)

    assert ran.code == 2
    assert "没有单价" in ran.complaint
    assert server.asked == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "--prompts", "draft@1"), "没有名为“draft”的提示词"),
        (
            ("run", "--prompts", "merge@7"),
            "没有名为“merge@7”的提示词版本（是不是想写“merge@1”？）",
        ),
        (("run", "--prompts", "judge@1"), "起草用不到 judge@1"),
        (("run", "--prompts", "merge@1,merge@1"), "同一个提示词"),
        (("run", "--prompts", "merge=gone.md"), "没有提示词文件 gone.md"),
        (("run", "--prompts", "merge=odd.md"), "没声明：weather"),
        (("run", "--cases", "case-11"), "没有名为“case-11”的案例（是不是想写“case-1”？）"),
        (("run", "--folder", "gone"), "案例目录 gone 打不开"),
        (("run", "--folder", "empty"), "empty 里没有案例"),
        (("run", "--repeats", "0"), "应为 1 到 100 的整数"),
        (("run", "--model", "none"), "评测提示词要有模型"),
        (("run", "--model", "nobody"), "没有名为“nobody”的模型来源"),
        (("compare", "merge@1"), "还缺：版本"),
        (("compare", "merge@1", "active"), "一字不差"),
        (("plan",), "写 --compare 两版，或 --prompts 一版"),
        (("plan", "--prompts", "active", "--compare", "merge@1", "merge@1"), "写 --compare 两版"),
        (("report", "merge@1-00000000"), "没有名为“merge@1-00000000”的编号"),
        (("report", "compare-00000000"), "还没有比较过"),
        (("report",), "还没有比较过（先运行 drafter eval compare）"),
        (("report", "-o", "a.pdf"), "没有名为“.pdf”的评测报告格式"),
        (("adopt", "merge@9"), "没有名为“merge@9”的提示词版本"),
        (("adopt", "merge@1"), "merge@1 已经在用"),
        (("gate", "--recording", "recorded/gone.jsonl"), "读不了录制文件"),
        (("weigh",), "没有 'weigh'"),
        ((), "还缺：动作"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_in_one_line(drafter, cases, server, tmp_path, arguments, told):
    """Wrong words and files end in exit 2 before anything is asked."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd.md").write_text(
        '+++\npurpose = "p"\ninputs = ["facts"]\n+++\n今天$weather。\n---\n$facts\n', "utf-8"
    )
    is_drafting = arguments[:1] in (("run",), ("compare",)) and "--folder" not in arguments
    model = WEAK if is_drafting and "--model" not in arguments else ()

    ran = drafter("eval", *arguments, *(("--folder", cases) if is_drafting else ()), *model)

    assert ran.code == 2
    assert told in ran.complaint
    assert server.asked == []


def test_cases_that_cannot_be_read_are_told_and_the_others_go_on(drafter, cases):
    """No facts, two sheets, no text at all: not scored, with the reason, and never a zero."""
    (cases / "case-1" / "facts.md").unlink()
    (cases / "case-2" / "facts.txt").write_text("- 甲\n", "utf-8")
    (cases / "case-3" / "facts.md").write_bytes(b"\xff\xfe\x00\x01\x02")
    (cases / "case-4" / "facts.md").write_text("---\nyear: 2023\n---\n", "utf-8")
    (cases / "case-5" / "facts.md").write_text("---\ngenre: poem\n---\n- 甲\n", "utf-8")

    ran = drafter("eval", "run", "--folder", cases, *WEAK)

    assert ran.code == 1
    assert "case-1：文件夹里没有 facts.* 要点文件" in ran.out
    assert "case-2：有 2 个 facts 文件" in ran.out
    for name in ("case-3", "case-4", "case-5"):
        assert f"没有评分 {name}：" in ran.out
    assert "0.000" not in next(line for line in ran.out.splitlines() if line.startswith("case-6"))


@pytest.mark.parametrize("name", ["cache", "cache/evals"])
def test_a_cache_that_cannot_be_written_is_told(drafter, cases, server, tmp_path, name):
    """Before anything is asked; a file in the way stops root as well."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("", "utf-8")

    ran = drafter("eval", "run", "--folder", cases, "-q", *WEAK)

    assert ran.code == 2
    assert "DRAFTER_CACHE" in ran.complaint
    assert server.asked == []


def test_nothing_that_can_be_read_is_a_failure(drafter, cases, server):
    """Where no case can be drafted the reason of the first is the error."""
    for path in cases.glob("*/facts.md"):
        path.unlink()

    ran = drafter("eval", "run", "--folder", cases, *WEAK)

    assert ran.code == 2
    assert "文件夹里没有 facts.* 要点文件" in ran.err.splitlines()[-1]
    assert server.asked == []


BAD = {
    "cut": endpoint.send(b'{"id": "1", "choices": [{"mess'),
    "page": endpoint.send(b"<html>maintenance</html>", "text/html"),
    "refusal": endpoint.fail(401, "no such key"),
    "busy": endpoint.fail(503),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_server_that_never_answers_is_one_failure(drafter, cases, server, kind):
    """All cases failing: exit 3, the reason in one line, and nothing scored."""
    server.acts = [BAD[kind]]

    ran = drafter("eval", "run", "--folder", cases, "-q", *WEAK)

    assert ran.code == 3
    assert ran.complaint
    assert "0.0" not in ran.out


@pytest.mark.parametrize("kind", BAD)
def test_a_case_whose_answers_fail_is_not_scored_and_is_tried_again(drafter, cases, server, kind):
    """The others go on; the next run asks for what is missing only."""

    def sick(handler):
        is_hit = any("第三中学" in each["content"] for each in handler.asked["messages"])
        (BAD[kind] if is_hit else scripted.chat())(handler)

    server.acts = [sick]
    first = drafter("eval", "run", "--folder", cases, "-q", *WEAK)
    server.acts, before = [scripted.chat()], len(server.asked)
    again = drafter("eval", "run", "--folder", cases, "-q", *WEAK)

    assert (first.code, again.code) == (1, 0)
    assert "没有评分 case-3：" in first.out
    assert not any(line.startswith("case-3") for line in first.out.splitlines())
    assert "没有评分" not in again.out
    assert any(line.startswith("case-3") for line in again.out.splitlines())
    assert len(server.asked) - before == 2


def test_a_server_that_refuses_parameters_is_asked_without_them(drafter, cases, server, tmp_path):
    """Neither response_format nor temperature is needed."""

    def strict(handler):
        for name in ("response_format", "temperature"):
            if name in handler.asked:
                return endpoint.fail(400, f"unknown parameter {name}")(handler)
        return endpoint.say('{"a": 1}')(handler)

    server.acts = [strict]
    (tmp_path / "drafter.toml").write_text("attempts = 1\ntemperature = 0.5\n", "utf-8")

    ran = drafter("eval", "run", "--folder", cases, "-q", *WEAK)

    assert ran.code == 0
    assert "没有评分" not in ran.out


def test_an_answer_of_any_characters_is_kept(drafter, cases, server):
    """Line ends of other alphabets and halves of characters do not tear the journal."""
    server.acts = [scripted.chat(lambda *_: "甲\u2028乙\x85丙\ud800")]

    drafter("eval", "run", "--folder", cases, "-q", *WEAK)
    asked = len(server.asked)
    again = drafter("eval", "run", "--folder", cases, "-q", *WEAK)

    assert "case-1" in again.out
    assert len(server.asked) == asked


def test_runs_and_reports_are_listed_by_id(drafter, cases, tmp_path, prompt):
    """What was done can be asked for later, one that is damaged included in the list."""
    mine = prompt("merge", "你是", "你就是")
    drafter("eval", "compare", "active", mine, "--folder", cases, "-q", *WEAK)
    drafter("eval", "run", "--folder", cases, "--cases", "case-1", *WEAK)
    drafter("eval", "run", "--folder", cases, "--prompts", "answers@1", *WEAK)
    damaged = next((tmp_path / "cache" / "evals").glob("answers@1-*/run.json"))
    damaged.write_text("{", "utf-8")

    listed = drafter("eval", "runs")
    told = json.loads(drafter("eval", "runs", "--json").out)
    whole = next(each["id"] for each in told["runs"] if "problem" not in each)
    shown = drafter("eval", "report", whole, "--json")
    broken = drafter("eval", "report", damaged.parent.name)
    unknown = drafter("eval", "report", whole[:-1] + "x")

    assert listed.code == 0
    assert "run.json 坏了" in listed.out
    assert len(told["runs"]) == 3
    assert len(json.loads(shown.out)["rows"]) == 6
    assert broken.code == 2
    assert "坏了" in broken.complaint
    assert f"是不是想写“{whole}”" in unknown.complaint


def test_reports_come_in_every_format(drafter, cases, tmp_path, prompt):
    """To files by their suffix, to standard output by an option; Markdown by default."""
    mine = prompt("merge", "你是", "你就是")
    drafter("eval", "compare", "active", mine, "--folder", cases, "-q", *WEAK)
    names = ("a.html", "a.md", "a.xml", "a.json")

    ran = drafter("eval", "report", *(part for name in names for part in ("-o", name)))

    assert ran.code == 0
    assert ran.out == ""
    assert all((tmp_path / name).stat().st_size > 500 for name in names)
    assert drafter("eval", "report", "latest", "--markdown").out == (
        (tmp_path / "a.md").read_text("utf-8")
    )
    assert json.loads(drafter("eval", "report", "--json").out)["kind"] == "comparison"


@pytest.mark.parametrize("verb", ["plan", "run", "compare", "report", "runs", "adopt", "gate"])
def test_help_is_in_chinese(drafter, capsys, verb):
    """Every option of every verb says in Chinese what it does."""
    with pytest.raises(SystemExit) as ended:
        drafter("eval", verb, "--help")
    told = capsys.readouterr().out

    assert ended.value.code == 0
    assert told.startswith("用法：drafter eval ")
    for word in ("usage", "positional", "show this help", "optional arguments"):
        assert word not in told


def test_a_changed_program_drafts_anew_without_paying(drafter, cases, server, tmp_path):
    """Rows of another program are not shown beside those of this one; answers are still good."""
    drafter("eval", "run", "--folder", cases, "--repeats", "2", *WEAK)
    [path] = (tmp_path / "cache" / "evals").glob("*/rows.jsonl")
    lines = path.read_text("utf-8").splitlines()
    path.write_text("".join(line.replace('"code": "', '"code": "old') + "\n" for line in lines))
    asked = len(server.asked)

    drafter("eval", "run", "--folder", cases, *WEAK)
    shown = json.loads(drafter("eval", "report", path.parent.name, "--json").out)

    assert len(server.asked) == asked
    assert [row["repeat"] for row in shown["rows"]] == [0] * 6
