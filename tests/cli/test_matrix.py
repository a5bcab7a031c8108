"""`drafter matrix`, `rules` and `explain`."""

import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest

from drafter import rules
from drafter.cli import main
from drafter.document import genre, parsing
from drafter.exporters.matrix import HEAD, rows
from drafter.exporters.matrix.excel import render

SEED = Path(__file__).parent.parent.parent / "seeds" / "county-2022" / "report.txt"
TEXT = """个人存在的不足：一是城市停车难。老城区车位少。二是群众看病不方便。三是学习不够系统。
改进措施：一是由县城管局牵头，2024年6月底前新建停车场三处。二是本人每月到乡镇卫生院调研，组织名医坐诊。
"""


def read(text):
    """The rows of a text."""
    return rows(parsing.parse(text, genre.load("shuzhi")))


def test_rows_are_filled_from_the_text():
    """Problem, measure, who and until when, as far as the text names them."""
    first, second, third = read(TEXT)

    assert (first.problem, first.owner, first.deadline) == (
        "城市停车难",
        "县城管局",
        "2024年6月底前",
    )
    assert (second.owner, second.deadline) == ("本人", "每月")
    assert (third.problem, third.measure, third.state) == ("学习不够系统", "", "没有措施")


def test_the_seed_shows_its_orphan(capsys):
    """The second measure does not visibly answer the second shortcoming."""
    states = [row.state for row in read(SEED.read_text("utf-8"))]

    assert states[1] == "看不出对应"
    assert main(["matrix", str(SEED)]) == 0
    assert "看不出对应" in capsys.readouterr().out


def test_one_side_alone_is_shown():
    """Without measures, or without shortcomings, what is there is told."""
    assert {row.state for row in read("个人存在的不足：一是学习不够。二是调研不够。\n")} == {
        "没有措施"
    }
    assert {row.state for row in read("改进措施：一是每月学习。二是每月调研。\n")} == {
        "没有对应的问题"
    }


def test_signs_of_markdown_are_not_shown():
    """Neither the sign of a list nor what sets the first words in bold."""
    told = read(
        "# 年终总结\n## 主要工作\n全年收件3120封。\n## 存在的不足\n"
        "- **账册零乱。** 三年的票据没有装订。\n* 夜班无人替换\n+ **县的来件**封没有登记\n"
        "## 改进措施\n1. **装订账册。** 五月前由会计室装订完。\n2. 夜班轮换，每周一次。\n"
    )

    assert [row.problem for row in told] == ["账册零乱", "夜班无人替换", "**县的来件**封没有登记"]
    assert told[0].measure == "装订账册。五月前由会计室装订完"
    assert not any(cell.startswith(("-", "*", "+")) for row in told[:2] for cell in row.cells)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".md"])
def test_every_format_holds_every_row(tmp_path, suffix):
    """Head, then one row for each, cell by cell."""
    source, target = tmp_path / "a.txt", tmp_path / f"m{suffix}"
    source.write_text(TEXT, "utf-8")

    assert main(["matrix", str(source), "-o", str(target)]) == 0

    if suffix == ".xlsx":
        told = [list(row) for row in openpyxl.load_workbook(target).active.values]
    elif suffix == ".docx":
        told = [[cell.text for cell in row.cells] for row in docx.Document(target).tables[0].rows]
    else:
        lines = target.read_text("utf-8").splitlines()
        told = [
            [c.strip() for c in line.strip("|").split("|")] for line in lines if "--" not in line
        ]
    assert told[0] == list(HEAD)
    assert len(told) == 4
    assert told[1][1] == "城市停车难"


def test_a_page_of_the_sheet_is_as_wide_as_its_table():
    """Printed, it goes on downwards only."""
    made = render(read(TEXT))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active

    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_wrong_use_is_told(tmp_path, capsys):
    """No such format; nothing to put into a table."""
    source = tmp_path / "a.txt"
    source.write_text("今天天气好。", "utf-8")

    assert main(["matrix", str(source), "-o", str(tmp_path / "a.pdf")]) == 2
    assert main(["matrix", str(source)]) == 2
    assert "没有找到不足和措施" in capsys.readouterr().err


def test_an_empty_table_takes_no_good_one_s_place(tmp_path, capsys):
    """Where nothing is found, what stood there stands, and nothing is printed."""
    source, target = tmp_path / "a.txt", tmp_path / "m.md"
    source.write_text(TEXT, "utf-8")
    main(["matrix", str(source), "-o", str(target)])
    good = target.read_bytes()
    source.write_text("今天天气好。", "utf-8")

    assert main(["matrix", str(source), "-o", str(target)]) == 2
    assert target.read_bytes() == good
    assert main(["matrix", str(source)]) == 2
    assert capsys.readouterr().out == ""


def test_rules_are_listed_as_text_and_json(capsys):
    """Every rule, with what it asks for and its examples."""
    assert main(["rules"]) == 0
    assert "掩码露底\t警告" in capsys.readouterr().out
    assert main(["rules", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told] == [rule.name for rule in rules.all_rules()]
    assert all(each["bad"] and each["good"] for each in told)


def test_a_rule_is_explained(capsys):
    """Documentation with examples; a near name is suggested."""
    assert main(["explain", "mask-leak"]) == 0
    out = capsys.readouterr().out
    assert "反例：" in out
    assert "正例：" in out
    assert out.startswith("掩码露底（警告，依据：项目）\n程序里的名称：mask-leak\n")
    assert main(["explain", "掩码露底"]) == 0
    assert capsys.readouterr().out == out
    assert main(["explain", "mask-lek"]) == 2
    assert "是不是想写“mask-leak”" in capsys.readouterr().err
    assert main(["explain", "掩码露地"]) == 2
    assert "是不是想写“掩码露底”" in capsys.readouterr().err
    assert main(["explain", "毫不相干"]) == 2
    assert "用 drafter rules 看全部" in capsys.readouterr().err


def test_a_cell_of_excel_that_is_cut_says_so(tmp_path, capsys):
    """In the table and on the screen; others are whole."""
    report, table = tmp_path / "a.txt", tmp_path / "a.xlsx"
    report.write_text(f"存在的不足：一是{'下村少，' * 10_000}走访少。二是读书少。\n", "utf-8")

    assert main(["matrix", str(report), "-o", str(table)]) == 0
    cells = [row[1] for row in openpyxl.load_workbook(table).active.iter_rows(values_only=True)]
    assert cells[1].endswith("…（后面略，见原文）")
    assert "a.xlsx 第 2 行“问题”有" in capsys.readouterr().err
