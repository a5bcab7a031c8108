"""What the two READMEs promise can be typed, and they promise the same."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

from drafter import cli, settings

HERE = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")
both = pytest.mark.parametrize("name", READMES)


def text(name):
    """A README without what cog writes into it."""
    return re.sub(
        r"(?s)(<!-- \[\[\[cog.*?\]\]\] -->\n).*?(<!-- \[\[\[end)",
        r"\1\2",
        (HERE / name).read_text("utf-8"),
    )


def blocks(name, language):
    """The code blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text(name), re.MULTILINE | re.DOTALL)


def start(name):
    """The commands to start with: those of the first section."""
    first = text(name).split("\n## ")[1]
    return [
        line
        for block in re.findall(r"(?s)```bash\n(.*?)```", first)
        for line in block.split("\n")
        if line
    ]


def typed(name):
    """Every `drafter …` line, as a list of words."""
    lines = [line.strip() for block in blocks(name, "bash") for line in block.split("\n")]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("drafter ")]


@both
def test_there_are_two_commands_to_start_with(name):
    """Two commands, each with its own environment, one line each."""
    commands = start(name)

    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv .venv && ") for command in commands)


def test_both_say_the_same():
    """The twins agree in their commands, their generated tables and the order of their headings."""
    ours, theirs = map(text, READMES)
    shape = re.compile(r"^(#+) ", re.MULTILINE)

    assert start("README.md") == start("README.zh.md")
    assert typed("README.md") == typed("README.zh.md")
    assert re.findall(r"tables\.(\w+)", ours) == re.findall(r"tables\.(\w+)", theirs)
    assert shape.findall(ours) == shape.findall(theirs)
    assert len(re.findall("^```", ours, re.MULTILINE)) == len(
        re.findall("^```", theirs, re.MULTILINE)
    )


@both
def test_links_lead_somewhere(name):
    """Every relative link names a file of the checkout."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text(name))

    assert links
    assert [link for link in links if not (HERE / link).exists()] == []


@both
def test_settings_can_be_copied(name, tmp_path):
    """The example of a settings file is read as it stands."""
    (example,) = blocks(name, "toml")
    (tmp_path / "drafter.toml").write_text(example, "utf-8")

    read = settings.read(tmp_path, environ={"HOME": str(tmp_path)})

    assert read.model == tomllib.loads(example)["model"]
    assert read.check.fail_on == "warning"


@both
def test_the_sheet_can_be_copied(name, tmp_path, monkeypatch):
    """The example sheet becomes a report."""
    (sheet,) = blocks(name, "markdown")
    (tmp_path / "facts.md").write_text(sheet, "utf-8")
    monkeypatch.chdir(tmp_path)

    assert cli.main(shlex.split("draft facts.md --model none -o r.txt -q")) in (0, 1)
    assert "本科上线率**％，同比提高*个百分点" in (tmp_path / "r.txt").read_text("utf-8")


def test_the_first_command_drafts(tmp_path, monkeypatch):
    """What the first command types after its set-up writes the report, here without a model."""
    line = start("README.md")[0].rpartition("&& ")[2]
    program, *arguments = shlex.split(line)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE / "seeds", tmp_path / "seeds")

    assert program == ".venv/bin/drafter"
    assert cli.main([*arguments, "--model", "none", "--quiet"]) == 0
    assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")


def answers(folder, monkeypatch):
    """The embedded model's recorded answers in its place, and the examples where they are named."""
    recorded = [
        HERE / "evals/recorded/qwen2.5-coder-1.5b.jsonl",
        HERE / "evals/examples/recorded.jsonl",
    ]
    head, *rows = [line for path in recorded for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if '"request"' in row]
    (folder / "answers.jsonl").write_text("\n".join([head, *rows]), "utf-8")
    (folder / "evals").symlink_to(HERE / "evals")
    monkeypatch.setenv("DRAFTER_MODEL", "replay:answers.jsonl")
    monkeypatch.setenv("DRAFTER_CACHE", str(folder / "cache"))


@pytest.mark.parametrize("words", typed("README.md"), ids=" ".join)
def test_every_example_can_be_typed(words, tmp_path, monkeypatch, capsys):
    """Each example does what it says, on the seed's files and without a model."""
    (tmp_path / "reports").mkdir()
    seed = HERE / "seeds" / "county-2022"
    cli.main(
        [
            "draft",
            str(seed / "facts.md"),
            "--model",
            "none",
            "-q",
            "-o",
            str(tmp_path / "report.docx"),
        ]
    )
    shutil.copy(seed / "facts.md", tmp_path)
    shutil.copy(next((HERE / "seeds").glob("*/facts.xlsx")), tmp_path)
    for place in ("report.txt", "reports/report.txt"):
        shutil.copy(seed / "report.txt", tmp_path / place)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheets").mkdir()
    shutil.copy(seed / "facts.md", tmp_path / "sheets")
    if words[0] in ("retry", "review"):
        cli.main(["draft", "sheets/", "-o", "out/", "--model", "none", "-q"])
    if words[0] in ("draft", "rewrite"):
        words = [*words, "--model", "none"]
    if words[0] in ("eval", "prompts"):
        answers(tmp_path, monkeypatch)
    if words[:2] == ["eval", "report"]:
        cli.main(next(each for each in typed("README.md") if each[:2] == ["eval", "compare"]))

    code = cli.main(words)
    told = capsys.readouterr()
    if words[:2] == ["eval", "compare"] and code == 2:  # cannot tell: said with what would tell
        assert "说不准" in told.out
        assert "没有评分" not in told.out
    else:
        assert code in (cli.DONE, cli.FOUND)
    written = [words[at + 1] for at, word in enumerate(words) if word == "-o"]
    assert [file for file in written if not Path(file).stat().st_size] == []
    assert written or told.out or told.err
