"""What the documents promise can be typed, is measured, and leads somewhere."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

import evals.cli
from drafter import cli, settings
from drafter.checking.checker import inspector, severity
from drafter.document import Severity
from drafter.drafting import STEPS
from drafter.registry import collect

HERE = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")
GUIDES = tuple(f"docs/{path.name}" for path in sorted((HERE / "docs").glob("*.md")))
REFERENCE = tuple(f"docs/reference/{path.name}" for path in (HERE / "docs/reference").glob("*.md"))
MOST = 8192  # bytes of a README: one screen and a little
both = pytest.mark.parametrize("name", READMES)


def text(name):
    """A document without what cog writes into it."""
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
def test_a_readme_is_one_screen(name):
    """Whatever is more stands in docs/."""
    assert len((HERE / name).read_bytes()) <= MOST


@both
def test_there_are_two_commands_to_start_with(name):
    """Two commands, each with its own environment, one line each."""
    commands = start(name)

    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv .venv && ") for command in commands)


def test_both_say_the_same():
    """The twins agree in their commands, examples, figures and the order of their headings."""
    ours, theirs = map(text, READMES)
    shape = re.compile(r"^(#+) ", re.MULTILINE)
    figures = re.compile(r"\d+/\d+")

    assert start("README.md") == start("README.zh.md")
    assert typed("README.md") == typed("README.zh.md")
    assert blocks("README.md", "markdown") == blocks("README.zh.md", "markdown")
    assert shape.findall(ours) == shape.findall(theirs)
    assert figures.findall(ours) == figures.findall(theirs)


@both
def test_every_figure_was_measured(name):
    """Each share that a README gives stands among the measurements, as n/m or in two columns."""
    measured = (HERE / "docs/reference/measurements.md").read_text("utf-8")
    kept = re.findall(r"^\| \S+ \| (\w+) \| (\d+)/(\d+) \|", measured, re.MULTILINE)
    sums = {
        way: tuple(sum(int(row[at]) for row in kept if row[0] == way) for at in (1, 2))
        for way, *_ in kept
    }
    shares = re.findall(r"(\d+)/(\d+)", text(name))
    unknown = [
        (count, of)
        for count, of in shares
        if f"{count}/{of}" not in measured
        and f"| {count} | {of} |" not in measured
        and (int(count), int(of)) not in sums.values()
    ]

    assert shares
    assert unknown == []


@pytest.mark.parametrize("name", [*READMES, *GUIDES, *REFERENCE, "CONTRIBUTING.md"])
def test_links_lead_somewhere(name):
    """Every relative link names a file of the checkout, and a heading in it."""
    links = re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)", text(name))
    folder = (HERE / name).parent
    lost = [link for link, _ in links if not (folder / link).exists()]
    headings = [
        (link, anchor)
        for link, anchor in links
        if anchor and f"# {anchor}\n" not in (folder / (link or name)).read_text("utf-8")
    ]

    assert links or name not in READMES
    assert lost == []
    assert headings == []


def test_settings_can_be_copied(tmp_path):
    """The example of a settings file is read as it stands, and its rules and words are known."""
    (example,) = blocks("docs/settings.md", "toml")
    (tmp_path / "drafter.toml").write_text(example, "utf-8")

    read = settings.read(tmp_path, environ={"HOME": str(tmp_path)})

    assert read.model == tomllib.loads(example)["model"]
    assert severity(read.check.fail_on) is Severity.WARNING
    assert inspector(read.check).choice.severities == {"long-list": Severity.WARNING}


@pytest.mark.parametrize("name", [*READMES, "docs/facts.md"])
def test_the_sheet_can_be_copied(name, tmp_path, monkeypatch):
    """The example sheet becomes a report, masks as they are."""
    (sheet,) = blocks(name, "markdown")
    (tmp_path / "facts.md").write_text(sheet, "utf-8")
    monkeypatch.chdir(tmp_path)

    assert cli.main(shlex.split("draft facts.md --model none -o r.txt -q")) in (0, 1)
    report = (tmp_path / "r.txt").read_text("utf-8")
    assert re.findall(r"\*+", report) == re.findall(r"\*+", sheet)


def test_the_first_command_drafts(tmp_path, monkeypatch):
    """What the first command types after its set-up writes the report, here without a model."""
    line = start("README.md")[0].rpartition("&& ")[2]
    program, *arguments = shlex.split(line)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE / "seeds", tmp_path / "seeds")

    assert program == ".venv/bin/drafter"
    assert cli.main([*arguments, "--model", "none", "--quiet"]) == 0
    assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")


def test_the_library_can_be_copied(tmp_path, monkeypatch):
    """The example runs as it stands with the model of the environment, and writes the report."""
    (example,) = blocks("docs/design.md", "python")
    recorded = HERE / "tests/recorded/strong/police-2023.jsonl"
    shutil.copy(HERE / "seeds/police-2023/facts.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_MODEL", f"replay:{recorded}")
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))

    exec(compile(example, "design.md", "exec"), {})

    assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")


def answers(folder, monkeypatch):
    """The embedded model's recorded answers in its place, and the examples where they are named."""
    recorded = [
        HERE / "evals/recorded/qwen2.5-coder-1.5b-craft.jsonl",
        HERE / "evals/examples/recorded.jsonl",
    ]
    head, *rows = [line for path in recorded for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if '"request"' in row]
    (folder / "answers.jsonl").write_text("\n".join([head, *rows]), "utf-8")
    (folder / "evals").symlink_to(HERE / "evals")
    monkeypatch.setenv("DRAFTER_MODEL", "replay:answers.jsonl")


@pytest.fixture(scope="module")
def report(tmp_path_factory, cache):
    """The seed's sheet as a report in Word."""
    path = tmp_path_factory.mktemp("made") / "report.docx"
    facts = HERE / "seeds/county-2022/facts.md"
    with pytest.MonkeyPatch.context() as patched:  # where what was written is remembered
        patched.setenv("DRAFTER_CACHE", str(cache))
        cli.main(["draft", str(facts), "--model", "none", "-q", "-o", str(path)])
    return path


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """What one example has asked and scored, the next need not."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def desk(tmp_path, report, cache, monkeypatch):
    """A folder with a sheet and reports under the names that the documents use."""
    seed = HERE / "seeds" / "county-2022"
    for name in ("report.docx", "report-2022.docx"):
        shutil.copy(report, tmp_path / name)
    shutil.copy(seed / "facts.md", tmp_path)
    shutil.copy(next((HERE / "seeds").glob("*/facts.xlsx")), tmp_path)
    for place in ("reports", "sheets"):
        (tmp_path / place).mkdir()
    for place in ("report.txt", "reports/report.txt"):
        shutil.copy(seed / "report.txt", tmp_path / place)
    shutil.copy(report, tmp_path / "reports" / "drafted.docx")
    shutil.copy(seed / "facts.md", tmp_path / "sheets")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_CACHE", str(cache))
    monkeypatch.setenv("DRAFTER_DATA", str(tmp_path / "data"))
    return tmp_path


EXAMPLES = {" ".join(words): words for name in ("README.md", *GUIDES) for words in typed(name)}


@pytest.mark.parametrize("words", EXAMPLES.values(), ids=EXAMPLES)
def test_every_example_can_be_typed(words, desk, monkeypatch, capsys):
    """Each example does what it says, on the seed's files and without a model."""
    if words[0] in ("retry", "review"):
        cli.main(["draft", "sheets/", "-o", "out/", "--model", "none", "-q"])
    if words[0] in ("draft", "paper", "rewrite"):
        words = [*words, "--model", "none"]
    if words[0] in ("eval", "prompts"):
        answers(desk, monkeypatch)
    if words[:2] == ["eval", "report"]:
        cli.main(next(each for each in EXAMPLES.values() if each[:2] == ["eval", "compare"]))
    capsys.readouterr()

    code = cli.main(words)
    told = capsys.readouterr()
    if "-i" in words:  # it needs a terminal, and says so
        assert code == cli.WRONG
        assert "这里不是终端" in told.err
        return
    if words[:2] == ["eval", "compare"] and code == 2:  # cannot tell: said with what would tell
        assert "说不准" in told.out
        assert "没有评分" not in told.out
    else:
        assert code in (cli.DONE, cli.FOUND)
    written = [words[at + 1] for at, word in enumerate(words) if word == "-o"]
    assert [file for file in written if not Path(file).stat().st_size] == []
    assert written or told.out or told.err


def shown():
    """Every command with each line of its own help that shows how it is typed."""
    verbs = collect(evals.cli, cli.Command)
    for command in (*cli.commands(), *verbs):
        for line in command.examples.splitlines():
            if line.strip().startswith("drafter "):
                yield command.name, re.split(r"\s{2,}| (?:[|]|&&) ", line.strip())[0]


HELP = {line: name for name, line in shown()}


@pytest.mark.parametrize("line", HELP)
def test_every_example_of_the_help_can_be_typed(line):
    """It has the command's options and no other, and names prompts that there are."""
    words = shlex.split(line)[1:]

    assert cli._parser(words).parse_args(words)
    if words[0] == "eval":
        refs = re.findall(r"(?<![\w-])([a-z]+)(?:@\d|=\S+\.md)", line)
        assert [name for name in refs if name not in STEPS] == []


def test_every_command_with_examples_is_among_them():
    """None is passed over for want of a line that begins with the program's name."""
    with_examples = {each.name for each in cli.commands() if "drafter" in each.examples}

    assert with_examples <= set(HELP.values())
