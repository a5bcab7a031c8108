"""`drafter eval adopt` and `gate`, in a copy of the checkout: what is in use has proved itself."""

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from drafter.chain import prompts
from tests.endpoint import serving
from tests.evals import scripted
from tests.evals.nursery import nursery

HERE = Path.cwd()
MARK = "你就是"
MODEL = scripted.WEAK_NAME
RECORDING = "recorded/scripted.jsonl"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """What of the checkout a prompt's coming into use touches, with five cases beside the seed."""
    top = tmp_path_factory.mktemp("checkout")
    skipped = shutil.ignore_patterns("__pycache__", "examples", "recorded", "[a-z]*-20*")
    for name in ("drafter", "evals", "prompts", "seeds"):
        shutil.copytree(HERE / name, top / name, ignore=skipped)
    shutil.copytree(HERE / "seeds" / "county-2022", top / "seeds" / "county-2022")
    shutil.copy(HERE / "CHANGELOG.md", top)
    scripted.sheets(top / "cases")
    shutil.copytree(top / "cases", top / "seeds", dirs_exist_ok=True)
    (top / "evals" / "recorded").mkdir()
    (top / "prompts" / "scored.toml").write_text("", "utf-8")
    (top / "drafter.toml").write_text("attempts = 1\n", "utf-8")
    return top


class Checkout:
    """Command lines in the copy."""

    def __init__(self, top, runs, base_url):
        self.top, self._runs, self._base_url = top, runs, base_url

    def __call__(self, *arguments):
        """Exit code and all that was said."""
        said = self.top / "said.txt"
        said.write_text("", "utf-8")
        code = self._runs.run(self.top, *arguments, OPENAI_BASE_URL=self._base_url)
        return code, said.read_text("utf-8")

    def write(self, ref, old, new):
        """A further version of a prompt."""
        name, version = ref.split("@")
        why = 'changed = "第二人称改了说法"\nwhy = "试试"\ninputs'
        source = prompts.load(f"{name}@1").source.replace(old, new, 1).replace("inputs", why, 1)
        (self.top / "prompts" / name / f"v{version}.md").write_text(source, "utf-8")

    def reset(self, files):
        """The first versions in use, as shipped, and these files."""
        for name in prompts.names():
            shutil.copy(HERE / "prompts" / name / "v1.md", self.top / "prompts" / name / "v1.md")
        pins = self.top / "prompts" / "active.toml"
        pins.write_text(re.sub(r"= \d+", "= 1", pins.read_text("utf-8")), "utf-8")
        for path, told in files.items():
            (self.top / path).write_text(told, "utf-8")

    def read(self, path):
        """A file of the copy."""
        return (self.top / path).read_text("utf-8")


@pytest.fixture(scope="module")
def drafter(checkout):
    """The program of the copy, against a server that answers the prompt with the mark badly."""
    with (
        serving(scripted.chat(scripted.by_prompt(MARK))) as server,
        nursery(checkout) as runs,
    ):
        yield Checkout(checkout, runs, server.base_url)


def compare(drafter, a, b):
    """Compare in the copy."""
    return drafter("eval", "compare", a, b, "--folder", "cases", "--model", MODEL, "-q")[0]


def test_a_version_that_was_not_compared_is_not_adopted(drafter):
    """The command to run first is named, and nothing is touched."""
    before = drafter.read("CHANGELOG.md"), drafter.read("prompts/active.toml")
    drafter.write("merge@2", "你是", "您是")

    code, said = drafter("eval", "adopt", "merge@2")

    assert code == 2
    assert "先运行 drafter eval compare merge@1 merge@2" in said
    assert before == (drafter.read("CHANGELOG.md"), drafter.read("prompts/active.toml"))


def test_a_file_is_not_adopted(drafter):
    """It has to become a version first; where to is said."""
    code, said = drafter("eval", "adopt", "answers=prompts/answers/v1.md")

    assert code == 2
    assert "还不是一个版本（先存为 prompts/answers/v2.md）" in said


def test_a_worse_version_is_adopted_only_by_force(drafter):
    """The verdict is named; with --force it is logged as what it is."""
    drafter.write("merge@3", "你是", MARK)

    assert compare(drafter, "active", "merge@3") == 1
    code, said = drafter("eval", "adopt", "merge@3")
    assert code == 2
    assert "merge@3 比 merge@1：更差（仍要启用就加 --force）" in said

    assert drafter("eval", "adopt", "merge@3", "--force")[0] == 0
    assert "Prompt `merge@1` to `merge@3`" in drafter.read("CHANGELOG.md")
    assert ": worse, " in drafter.read("CHANGELOG.md")


def test_a_version_that_is_no_worse_comes_into_use(drafter):
    """It is pinned, the difference is logged in the words of its prompt, both are scored now."""
    pins = tomllib.loads(drafter.read("prompts/active.toml"))
    old = f"merge@{pins['merge']}"
    assert compare(drafter, old, "merge@2") == 0
    (drafter.top / "cache" / "evals" / "compare-damaged.json").write_text("{", "utf-8")
    code, said = drafter("eval", "adopt", "merge@2")
    again, refused = drafter("eval", "adopt", "merge@2")

    log = drafter.read("CHANGELOG.md")
    scored = tomllib.loads(drafter.read("prompts/scored.toml"))
    assert (code, again) == (0, 2)
    assert "已启用 merge@2" in said
    assert "merge@2 已经在用" in refused
    assert tomllib.loads(drafter.read("prompts/active.toml")) == {**pins, "merge": 2}
    assert f"- Prompt `{old}` to `merge@2` (" in log
    assert "openai:scripted-1.5b" in log
    assert "6 documents): " in log
    assert "第二人称改了说法" in log
    assert {old, "merge@2"} <= set(scored)


@pytest.fixture(scope="module")
def state(drafter):
    """What the gate looks at, once the answers of the first versions are recorded and kept."""
    drafter.reset({})
    (drafter.top / "prompts" / "scored.toml").write_text("", "utf-8")
    model = f"record:evals/{RECORDING},{MODEL}"
    assert drafter("eval", "run", "--fresh", "-q", "--model", model)[0] == 0
    code, said = drafter("eval", "gate", "--update", "--recording", RECORDING)
    assert code == 0
    assert "已记作基线：7 个案例" in said
    paths = (f"evals/{RECORDING}", "evals/baseline.json", "prompts/scored.toml")
    return {path: drafter.read(path) for path in paths}


@pytest.fixture
def recorded(drafter, state):
    """All that as it was then; the file of answers."""
    drafter.reset(state)
    return drafter.top / "evals" / RECORDING


@pytest.mark.usefixtures("recorded")
def test_the_gate_passes_on_what_it_was_made_of(drafter):
    """The same answers, the same scores: nobody is asked."""
    code, said = drafter("eval", "gate")

    assert code == 0
    assert "没有下降：7 个案例" in said
    assert json.loads(drafter.read("evals/baseline.json"))["recording"] == RECORDING


def test_the_gate_fails_on_worse_answers(drafter, recorded):
    """What fell is named, with both figures."""
    told = recorded.read_text("utf-8")
    recorded.write_text(re.sub(r"。(?=\\n[0-9a-f]{12})", "，成效显著。", told), "utf-8")

    code, said = drafter("eval", "gate")

    assert code == 1
    assert "模型的话可用平均由" in said


def test_the_gate_fails_where_answers_are_missing(drafter, recorded):
    """A case that can no longer be drafted is named; it does not become the new baseline."""
    head, *rows = recorded.read_text("utf-8").splitlines(keepends=True)
    recorded.write_text(head + "".join(row for row in rows if "第三中学" not in row), "utf-8")

    code, said = drafter("eval", "gate")
    refused, why = drafter("eval", "gate", "--update")

    assert code == 1
    assert "case-3 没有评分：录制文件" in said
    assert "不再有分" not in said
    assert refused == 2
    assert "每个案例都有分才能记作基线" in why


@pytest.mark.usefixtures("recorded")
def test_the_gate_fails_on_a_scored_version_that_was_edited(drafter):
    """Its scores are of another text."""
    pins = tomllib.loads(drafter.read("prompts/active.toml"))
    path = drafter.top / "prompts" / "merge" / f"v{pins['merge']}.md"
    path.write_text(path.read_text("utf-8").replace("你是", "您是", 1), "utf-8")

    code, said = drafter("eval", "gate")

    assert code == 1
    assert "评过分的提示词被改过：merge@1" in said


@pytest.mark.usefixtures("recorded")
def test_the_gate_fails_on_prompts_that_the_baseline_does_not_know(drafter):
    """Another version in use has to be recorded first."""
    path = drafter.top / "prompts" / "active.toml"
    pins = path.read_text("utf-8")
    drafter.write("answers@2", "你是", "您是")
    path.write_text(pins.replace("answers = 1", "answers = 2"), "utf-8")

    code, said = drafter("eval", "gate")
    path.write_text(pins, "utf-8")

    assert code == 1
    assert "启用的提示词和基线的不同" in said
