"""What a session says is what the rest of the program says."""

from drafter.console.session.card import flaws
from drafter.console.session.styled import plain
from drafter.document import Finding, Severity


def test_findings_weigh_by_the_same_words_as_everywhere_else():
    """错误, 警告, 建议: as `check` has them."""
    for severity in Severity:
        finding = Finding("a-rule", severity, (0, 1), 1, "甲", "有一处不妥")

        (line,) = flaws((finding,), 80, plain=True)

        assert plain(line) == f"{severity.word} 有一处不妥（a-rule）"
    assert [severity.word for severity in Severity] == ["错误", "警告", "建议"]
