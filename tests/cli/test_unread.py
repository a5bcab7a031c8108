"""What of a file was not read is said by every command that reads a report."""

from pathlib import Path

import pytest

from drafter.cli import main

TEXT = """2024年述职述廉报告
各位领导：
完成\ue123项任务。
个人存在的不足：一是调研不够。
改进措施：一是每月下乡2次。
"""
NOTE = "report.txt 有认不出的字（U+E123），请对照原文改好"


@pytest.mark.parametrize(
    "words",
    [
        ["check", "report.txt"],
        ["check", "report.txt", "--format", "json", "-o", "found.json"],
        ["matrix", "report.txt"],
        ["rewrite", "report.txt", "--model", "none", "-o", "new.txt"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\ue123", "6")], ids=["strange", "plain"])
def test_what_was_not_read_is_said(words, text, tmp_path, monkeypatch, capsys):
    """Once, on the side where messages go, and only where there is something to say."""
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(text, "utf-8")

    main(words)

    assert capsys.readouterr().err.count(NOTE) == (text == TEXT)
