"""`drafter eval compare`: better, worse, the same or cannot tell; in words, as a code, as JSON."""

import json

import pytest

from evals import comparing, journal, variant
from tests import endpoint
from tests.evals import scripted
from tests.fakes import TAUGHT

WEAK, STRONG = ("--model", scripted.WEAK_NAME, "-q"), ("--model", scripted.STRONG_NAME, "-q")
MARK = "你就是"  # stands in the changed prompt only


@pytest.fixture
def mine(prompt):
    """A changed prompt for merging."""
    return prompt("merge", "你是", MARK)


def compare(drafter, cases, a, b, *more, model=WEAK):
    """The verdict on b against a, and the JSON of it."""
    ran = drafter("eval", "compare", a, b, "--folder", cases, *more, *model)
    return ran, json.loads(drafter("eval", "report", "latest", "--json").out)


def test_a_prompt_that_gets_worse_answers_is_worse(drafter, cases, server, mine):
    """Exit 1, and the scorer that fell is named."""
    server.acts = [scripted.chat(scripted.by_prompt(MARK))]

    ran, told = compare(drafter, cases, "active", mine)

    assert ran.code == 1
    assert "总的看，新版更差" in ran.out
    assert "模型的话可用：新版更差" in ran.out
    assert told["whole"]["overall"] == "worse"


def test_a_prompt_that_gets_better_answers_is_better(drafter, cases, server, mine):
    """Exit 0; the same comparison the other way round."""
    server.acts = [scripted.chat(scripted.by_prompt(MARK))]

    ran, _ = compare(drafter, cases, mine, "active")

    assert ran.code == 0
    assert "总的看，新版更好" in ran.out


def test_two_models_are_paid_from_one_budget(drafter, cases, server):
    """What the first has taken is no longer there for the second."""
    other = ("--new-model", "openai:another-1.5b", "--max-calls", "15")

    ran = drafter("eval", "compare", "active", "active", "--folder", cases, *other, *WEAK)

    assert "calls 已到 15，上限 15" in ran.err
    assert len(server.asked) == 15


def test_a_judge_is_paid_from_the_same_budget(drafter, cases, server, mine):
    """Drafting takes 24 calls; the judge has the one that is left."""

    def say(step, system):
        return "平" if step == "judge" else scripted.well(step, system)

    server.acts = [scripted.chat(say)]
    judge = ("--judge", scripted.STRONG_NAME, "--max-calls", "25")

    drafter("eval", "compare", "active", mine, "--folder", cases, *judge, *WEAK)

    assert len(server.asked) == 25


def test_the_same_answers_are_no_difference(drafter, cases, mine):
    """White space in a prompt is asked anew, and changes nothing but how long that takes."""
    ran, told = compare(drafter, cases, "active", mine)

    assert ran.code == 0
    assert "总的看，新版没有差别" in ran.out
    counted = [row for row in told["whole"]["rows"] if row["kind"] != "info"]
    assert {row["verdict"] for row in counted} <= {"same", "none"}


def test_white_space_at_the_end_asks_nothing_new(drafter, cases, server, prompt):
    """What is sent is the same, so every answer is stored already."""
    blank = prompt("merge", "$facts\n合写：\n", "$facts\n合写：\n\n \n")
    drafter("eval", "run", "--folder", cases, *WEAK)
    asked = len(server.asked)

    ran, _ = compare(drafter, cases, "active", blank)

    assert ran.code == 0
    assert "没有差别" in ran.out
    assert len(server.asked) == asked


def test_an_uncalibrated_judge_is_shown_and_does_not_count(drafter, cases, server, mine):
    """It finds no difference in any pair; that is told, for information, and kept for reports."""

    def say(step, system):
        return "平" if step == "judge" else scripted.well(step, system)

    server.acts = [scripted.chat(say)]

    ran, told = compare(drafter, cases, "active", mine, "--judge", scripted.STRONG_NAME)
    judge = next(row for row in told["whole"]["rows"] if row["scorer"] == "judge")

    assert ran.code == 0
    assert judge["kind"] == "info"
    assert judge["difference"] == 0
    assert "校准" in told["note"]


def test_fewer_than_six_cases_give_no_verdict(drafter, cases, mine):
    """Exit 2, said in words; what was scored is shown all the same."""
    ran, _ = compare(drafter, cases, "active", mine, "--cases", "case-1", "case-2")

    assert ran.code == 2
    assert "不下结论：可比的文稿少于6份" in ran.out


def test_the_order_of_cases_does_not_matter(drafter, cases, mine):
    """The same id, the same words."""
    names = [f"case-{at}" for at in range(1, 7)]

    one, _ = compare(drafter, cases, "active", mine, "--cases", *names)
    other, _ = compare(drafter, cases, "active", mine, "--cases", *reversed(names))

    assert one == other


def test_json_is_the_same_verdict(drafter, cases, mine):
    """For programs: nothing but JSON on standard output, the same exit code."""
    ran, told = compare(drafter, cases, "active", mine, "--json")

    assert json.loads(ran.out) == told
    assert told["kind"] == "comparison"
    assert [len(told[side]["rows"]) for side in "ab"] == [6, 6]


def test_a_case_that_one_version_cannot_finish_is_lost_for_it(drafter, cases, server, mine):
    """Nothing overall, and left out of every other score; it is told."""

    def sick(handler):
        words = [each["content"] for each in handler.asked["messages"]]
        is_hit = MARK in words[0] and "第三中学" in words[1]
        (endpoint.fail(401, "no") if is_hit else scripted.chat())(handler)

    server.acts = [sick]
    ran, told = compare(drafter, cases, "active", mine)

    assert ran.code == 2
    assert "没有评分 case-3：" in ran.out
    assert told["whole"]["n"] == 6
    rows = {row["scorer"]: row for row in told["whole"]["rows"]}
    assert "case-3" not in rows.pop("overall")["left_out"]
    assert all("case-3" in row["left_out"] for row in rows.values())


def test_two_prompts_at_once_are_not_told_apart(drafter, cases, prompt, mine):
    """The verdict holds for both together, and the note says so."""
    both = f"{mine},{prompt('answers', '你是', MARK)}"

    ran, told = compare(drafter, cases, "active", both)

    assert "一次只改一个才能单独比" in ran.out
    assert told["isolated"] is None


@pytest.mark.parametrize(
    ("name", "note"),
    [("merge", "全程比就是单独比"), ("section", "用不到这个提示词，两版只会一样")],
)
def test_what_isolation_adds_is_told(drafter, cases, prompt, name, note):
    """Nothing for a step that no other step feeds, nor for one that the model does not take."""
    ran, told = compare(drafter, cases, "active", prompt(name, "你是", MARK))

    assert note in ran.out
    assert told["isolated"] is None


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("reword", "全程比就是单独比"),
        ("pair", "全程比就是单独比"),
        ("merge", "用不到这个提示词，两版只会一样"),
        ("section", "用不到这个提示词，两版只会一样"),
    ],
)
def test_a_taught_model_is_asked_by_its_own_prompts(prompt, name, note):
    """It rewords and proposes measures; it neither merges nor writes whole."""
    after = variant.parse(prompt(name, "你", "您"))

    _, is_apart, told = comparing.isolation(variant.active(), after, TAUGHT)

    assert not is_apart
    assert note in told


def test_the_writing_step_is_compared_apart(drafter, cases, server, prompt):
    """Whole sentences by the new prompt among the old version's other answers, at no extra call."""
    server.acts = [scripted.chat(scripted.by_prompt(MARK))]
    worse = prompt("section", "你是", MARK)
    [planned_a, planned_b] = json.loads(
        drafter("eval", "plan", "--compare", "active", worse, "--folder", cases, "--json",
                *STRONG[:2]).out
    )  # fmt: skip

    ran, told = compare(drafter, cases, "active", worse, model=STRONG)

    apart = [row for row in told["b"]["rows"] if row["base"]]
    verdicts = {row["scorer"]: row["verdict"] for row in told["isolated"]["rows"]}
    assert "只换 write 一步：总的看，新版" in ran.out
    assert verdicts["usable"] == "worse"
    assert verdicts["cost"] == verdicts["duration"] == "none"
    assert len(apart) == 6
    assert all(row["scores"]["cost"]["value"] is None for row in apart)
    assert all(row["scores"]["usable"]["value"] is not None for row in apart)
    assert len(server.asked) == len(set(map(scripted.digest, server.asked)))
    assert planned_a["calls"] < len(server.asked)
    assert planned_b["calls"] < len(server.asked)


def test_a_file_that_is_edited_is_another_base(drafter, cases, tmp_path, prompt):
    """Isolated rows made beside another text of the same file are not taken for these."""
    old, new = prompt("section", "你是", "你便是"), tmp_path / "new.md"
    new.write_text((tmp_path / "section.md").read_text("utf-8").replace("你便是", MARK), "utf-8")
    compare(drafter, cases, old, f"section={new}", model=STRONG)
    prompt("section", "你是", "你乃是")
    _, told = compare(drafter, cases, old, f"section={new}", model=STRONG)

    bases = {row["base"] for row in told["b"]["rows"] if row["base"]}
    kept = journal.read(tmp_path / "cache" / "evals", told["b"]["id"])
    assert len(bases) == 1
    assert len({row.base for row in kept.rows if row.base}) == 2


def test_a_comparison_that_no_longer_holds_is_not_shown(drafter, cases, mine):
    """Once a sheet changed and one side was run again, the two are not held together."""
    compare(drafter, cases, "active", mine)
    sheet = cases / "case-1" / "facts.md"
    sheet.write_text(sheet.read_text("utf-8") + "- 新增一条要点3件\n", "utf-8")
    drafter("eval", "run", "--folder", cases, *WEAK)

    ran = drafter("eval", "report", "latest")

    assert ran.code == 2
    assert "比过之后，程序或案例变了" in ran.complaint


def test_a_damaged_comparison_says_what_to_do(drafter, cases, tmp_path, mine):
    """One line, and the way out."""
    compare(drafter, cases, "active", mine)
    [path] = (tmp_path / "cache" / "evals").glob("compare-*.json")
    path.write_text("[]", "utf-8")

    assert "重新运行 drafter eval compare" in drafter("eval", "report").complaint
    assert "坏了" in drafter("eval", "runs").out


def test_two_models_are_compared_like_two_prompts(drafter, cases, server):
    """The same prompts, another model for the new version: its useless answers are worse."""

    def act(handler):
        say = scripted.by_prompt("" if handler.asked["model"] == "scripted-1b" else MARK)
        handler.send(endpoint.completion(scripted.told(handler.asked, say)))

    server.acts = [act]

    ran, told = compare(drafter, cases, "active", "active", "--new-model", "openai:scripted-1b")

    assert {body["model"] for body in server.asked} == {"scripted-1.5b", "scripted-1b"}
    assert [told[side]["model"].partition("@")[0] for side in "ab"] == [
        scripted.WEAK_NAME,
        "openai:scripted-1b",
    ]
    assert ran.code == 1
    assert "总的看，新版更差" in ran.out


def test_a_model_is_not_compared_with_itself(drafter, cases):
    """Neither two names of one model nor the same prompts without another one."""
    ran = drafter(
        *("eval", "compare", "active", "active", "--folder", cases),
        *("--new-model", scripted.WEAK_NAME, *WEAK),
    )

    assert ran.code == 2
    assert "没有可比的" in ran.complaint
