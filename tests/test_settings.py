"""Settings: who wins, and what is refused."""

from pathlib import Path

import pytest

from drafter import settings
from drafter.errors import BadInput, UnknownName, Unreadable
from drafter.settings import Budget, Price, Settings


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder of work, with the user's own config beside it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "config" / "drafter").mkdir(parents=True)
    (tmp_path / "work" / "inner").mkdir(parents=True)
    return tmp_path


def test_nothing_set_is_the_defaults(place):
    """Without files and variables every setting has its default."""
    found = settings.read(place / "work", {})

    assert found == Settings()
    assert found.cache_folder.is_relative_to(place / "cache")


def test_the_environment_wins_over_the_project_over_the_user(place):
    """The nearer to the command, the stronger; what is not set shines through."""
    user = 'model = "openai:a"\nslots = 2\ntimeout = 5\n[price]\nprompt = 1.5\n'
    (place / "config" / "drafter" / "config.toml").write_text(user)
    (place / "work" / "drafter.toml").write_text('model = "openai:b"\nslots = 3\n')

    found = settings.read(place / "work" / "inner", {"DRAFTER_MODEL": "openai:c"})

    assert (found.model, found.slots, found.timeout) == ("openai:c", 3, 5.0)
    assert found.price == Price(prompt=1.5)


def test_a_table_of_the_project_takes_nothing_of_the_users(place):
    """A limit of tokens stands beside one of calls; of the same key the nearer counts."""
    user = "[budget]\ntokens = 100\ncost = 1\n[check]\nfail-on = 'warning'\n"
    (place / "config" / "drafter" / "config.toml").write_text(user)
    (place / "work" / "drafter.toml").write_text("[budget]\ncalls = 7\ncost = 2\n")

    found = settings.read(place / "work", {})

    assert found.budget == Budget(tokens=100, calls=7, cost=2.0)
    assert found.check.fail_on == "warning"


def test_an_empty_environment_is_no_environment(place, monkeypatch):
    """Not the real one: whoever gives none wants none."""
    monkeypatch.setenv("DRAFTER_MODEL", "openai:real")

    assert settings.read(place / "work", {}).model == ""
    assert settings.read(place / "work").model == "openai:real"


def test_the_environment_gives_endpoint_key_and_cache(place):
    """The usual variables are read."""
    environ = {"OPENAI_BASE_URL": "http://x/v1", "OPENAI_API_KEY": "k", "DRAFTER_CACHE": "/c"}

    found = settings.read(place / "work", environ)

    assert (found.base_url, found.api_key, found.cache_folder) == ("http://x/v1", "k", Path("/c"))
    assert "k'" not in repr(found)


def test_budgets_are_a_table(place):
    """Limits stand in a table of their own."""
    (place / "work" / "drafter.toml").write_text("[budget]\ntokens = 100\ncost = 2\n")

    assert settings.read(place / "work", {}).budget == Budget(tokens=100, cost=2.0)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("modle = 'x'", UnknownName, "是不是想写“model”"),
        ("[price]\nprompts = 1", UnknownName, "是不是想写“prompt”"),
        ('[price]\nas_of = "2026-02-30"', BadInput, "as_of 不是日期"),
        ('[price]\nas_of = "20260131"', BadInput, "as_of 不是日期"),
        ("[price]\nas_of = 2026-01-31", BadInput, "as_of"),
        ("[price]\nprompt = -1", BadInput, "不能是负数"),
        ("[price]\ncompletion = nan", BadInput, "不能是负数"),
        ("slots = 'many'", BadInput, "slots"),
        ("slots = -1", BadInput, "slots 不能是负数"),
        ("slots = true", BadInput, "slots 应当是 int"),
        ("timeout = -1", BadInput, "timeout 不能是负数"),
        ("timeout = inf", BadInput, "timeout 不能是负数或无穷"),
        ("temperature = -0.5", BadInput, "temperature 不能是负数"),
        ("[budget]\ncalls = -5", BadInput, "budget calls 不能是负数"),
        ("[budget]\ncost = nan", BadInput, "budget cost 不能是负数"),
        ("[price]\nprompt = true", BadInput, "prompt 应当是 float"),
        ("slots = ", Unreadable, "没有写完"),
        ("slots = 3\nmodel = ?\n", Unreadable, "第 2 行"),
        (r'data = "D:\Users\wang"', Unreadable, "第 1 行.*反斜杠.*单引号"),
        ('slots = 3\ndata = "D:\\drafts\\"\n', Unreadable, "第 2 行.*反斜杠"),
        (r'data = "D:\tables\reports"', BadInput, "data 读成了别的字符.*反斜杠"),
        (r'data = "D:\\drafts" x', Unreadable, "TOML 的写法）$"),
        ("[[check.suppress]]\nrule = 'r'\ntext = 't'", BadInput, r"suppress 缺少 reason$"),
        ("api_key = 'k'", BadInput, "OPENAI_API_KEY"),
    ],
)
def test_a_file_that_is_not_right_is_refused(place, text, kind, said):
    """Unknown keys, wrong types, bad TOML and secrets are named with the file."""
    (place / "work" / "drafter.toml").write_text(text)

    with pytest.raises(kind, match=said) as caught:
        settings.read(place / "work", {})
    assert "drafter.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [("drafter.toml", "slots = 3"), ("pyproject.toml", "[tool.drafter]\nslots = 3")],
)
def test_a_file_with_the_mark_of_its_encoding_is_read(place, name, text):
    """As editors of Windows save it."""
    (place / "work" / name).write_text(text, "utf-8-sig")

    assert settings.read(place / "work", {}).slots == 3


@pytest.mark.parametrize("text", ["tool = 3", "tool = 'drafter'", "[[tool]]\ndrafter = 3"])
def test_a_project_whose_tools_are_no_table_sets_nothing(place, text):
    """It is none of our file's affair."""
    (place / "work" / "pyproject.toml").write_text(text)

    assert settings.read(place / "work", {}) == settings.Settings()


@pytest.mark.parametrize("told", ["'x'", "3", "[1]"])
def test_settings_of_a_project_that_are_no_table_are_told(place, told):
    """With the file that they stand in."""
    (place / "work" / "pyproject.toml").write_text(f"[tool]\ndrafter = {told}")

    with pytest.raises(BadInput, match=r"pyproject\.toml") as caught:
        settings.read(place / "work", {})
    assert "一张表" in str(caught.value)


def test_a_file_in_another_encoding_says_so(place):
    """And how it is to be saved."""
    (place / "work" / "drafter.toml").write_bytes("# 并发\nslots = 3".encode("gbk"))

    with pytest.raises(Unreadable, match="另存为 UTF-8"):
        settings.read(place / "work", {})


def test_sessions_have_a_folder_of_their_own():
    """What a person has done is kept apart from what can be asked again."""
    moved = settings.read(environ={"DRAFTER_DATA": "/d"})

    assert moved.data_folder == Path("/d")
    assert Settings(data="~/d").data_folder == Path("~/d").expanduser()
    assert Settings().data_folder != Settings().cache_folder
