"""`[check]` in drafter.toml: rules, severities, thresholds, dictionaries, reasons."""

from pathlib import Path

import pytest

from drafter.cli import main

REPORT = Path(__file__).parent.parent.parent / "seeds" / "county-2022" / "report.txt"


@pytest.fixture
def check(tmp_path, monkeypatch, capsys):
    """Check the seed report under some settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(REPORT.read_text("utf-8"), "utf-8")

    def run(settings, *arguments, file="drafter.toml"):
        (tmp_path / file).write_text(settings, "utf-8")
        code = main(["check", "a.txt", *arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_rules_can_be_off_and_weigh_other(check):
    """What is off is silent; a severity of one's own decides the exit code."""
    code, out, _ = check(
        '[check]\noff = ["overlong-sentence", "orphan-measure", "orphan-shortcoming"]\n'
        'severities = { long-list = "error" }'
    )

    assert code == 1
    assert "句子过长" not in out
    assert "错误 并列过多" in out


def test_fail_on_is_a_setting_too(check):
    """The command line wins over the file."""
    only = ("--only", "mask-leak")

    assert check('[check]\nfail-on = "warning"', *only)[0] == 1
    assert check('[check]\nfail-on = "warning"', *only, "--fail-on", "error")[0] == 0


def test_thresholds_may_differ_by_genre(check):
    """A genre's own threshold wins over the general one."""
    only = ("--only", "overlong-sentence")
    general = "[check]\nlimits = { sentence_warning = 500, sentence_error = 600 }\n"

    assert check(general, *only)[1].startswith("检查了")
    assert "这句话" in check(general + "[check.genres.shuzhi]\nsentence_warning = 100\n", *only)[1]


def test_dictionaries_add_names_phrases_and_terms(check):
    """A policy term of one's own is checked in the years it is valid for."""
    term = '[[check.policy]]\nterm = "六大攻坚战"\nlast = 2020\ninstead = "七大行动"\n'

    out = check(term, "--only", "dated-policy-term")[1]

    assert "六大攻坚战" in out
    assert "七大行动" in out


def test_a_finding_is_kept_silent_with_a_reason(check):
    """Only the finding that was meant; the summary says that something is not told."""
    entry = '[[check.suppress]]\nrule = "mask-leak"\ntext = "江西网院"\nreason = "全省都用"\n'

    out = check(entry, "--only", "mask-leak")[1]

    assert "名“江西网院”" not in out
    assert "感坑中心小学" in out
    assert "按配置不报 " in out


def test_pyproject_does_as_well(check):
    """[tool.drafter] holds the same."""
    out = check('[tool.drafter.check]\noff = ["mask-leak"]', file="pyproject.toml")[1]

    assert "掩码露底" not in out


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[check]\nof = ["x"]', "是不是想写“off”"),
        ('[check]\noff = ["mask-lek"]', "是不是想写“mask-leak”"),
        ("[check]\noff = 1", "应当是一个列表"),
        ("[check]\nlimits = { sentence_eror = 1 }", "是不是想写“sentence_error”"),
        ("[check]\nlimits = 1", "应当是一张表"),
        ('[check]\nseverities = { mask-leak = "eror" }', "是不是想写“error”"),
        ('[check]\nfail-on = "warn"', "warning"),
        ('[[check.suppress]]\nrule = "mask-leak"\ntext = "x"\nreason = " "', "理由"),
        ('[[check.suppress]]\nrule = "mask-leak"\ntext = "x"', "reason"),
        ("[check.genres.shuzi]\nsentence_error = 1", "shuzhi"),
    ],
)
def test_what_is_not_right_is_refused_with_a_suggestion(check, settings, said):
    """Unknown keys, rules, severities, and silence without a reason."""
    code, _, err = check(settings)

    assert code == 2
    assert said in err
