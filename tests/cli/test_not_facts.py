"""What a draft leaves out of a sheet because it is no fact, a check does not ask for."""

from pathlib import Path

from drafter.cli import main

SHEET = """---
year: 2024
role: 县交通局局长
audience: 县委、县政府
---
- 王老师好，材料先发您，麻烦帮着顺一顺
- 危桥改造7座，都通车了
- 警示教育会开了3次
- 我电话138****0000，有事随时打
- 不足：下工地少，县乡交界的路段没去过几次
- 改进措施：每月下工地2次
"""


def test_a_draft_passes_the_check_of_its_own_sheet(tmp_path, monkeypatch, capsys):
    """Greeting and telephone are named, not missed."""
    monkeypatch.chdir(tmp_path)
    Path("facts.md").write_text(SHEET, "utf-8")
    assert main(["draft", "facts.md", "--model", "none", "-q", "-o", "report.txt"]) == 0
    capsys.readouterr()

    code = main(["check", "report.txt", "--facts", "facts.md"])
    told = capsys.readouterr()

    assert code == 0
    assert "要点漏写" not in told.out
    assert "没有核对 F1“王老师好，材料先发您，麻烦帮着顺一顺”" in told.err
    assert "没有核对 F4" in told.err


def test_a_fact_that_is_lost_is_still_missed(tmp_path, monkeypatch, capsys):
    """Only lines that are no facts are left out."""
    monkeypatch.chdir(tmp_path)
    Path("facts.md").write_text(SHEET, "utf-8")
    main(["draft", "facts.md", "--model", "none", "-q", "-o", "report.txt"])
    text = Path("report.txt").read_text("utf-8")
    Path("report.txt").write_text(text.replace("改造危桥7座，均已通车", "危桥已改造"), "utf-8")
    capsys.readouterr()

    assert main(["check", "report.txt", "--facts", "facts.md"]) == 1
    assert "要点漏写" in capsys.readouterr().out


def test_what_the_sheet_says_beside_its_facts_bears_a_report_out(tmp_path, monkeypatch, capsys):
    """Keys of the header that no report needs, and lines left out, are no inventions."""
    monkeypatch.chdir(tmp_path)
    sheet = SHEET.replace("role:", "任现职时间: 2021.10\n包联村编号: 0312\nrole:")
    Path("facts.md").write_text(sheet, "utf-8")
    main(["draft", "facts.md", "--model", "none", "-q", "-o", "report.txt"])
    text = Path("report.txt").read_text("utf-8")
    told = text.replace("警示教育", "本人2021年10月任现职，包联村编号0312。警示教育", 1)
    Path("report.txt").write_text(told, "utf-8")
    capsys.readouterr()

    main(["check", "report.txt", "--facts", "facts.md"])

    assert "没有依据" not in capsys.readouterr().out
