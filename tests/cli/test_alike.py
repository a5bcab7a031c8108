"""`drafter alike`: a report with others, a folder with itself, and earlier drafts."""

import json

import openpyxl
import pytest

from tests.cli.console import runner

COPIED = "把群众反映强烈的停车难问题摆上案头，逐个小区实地踏看，挤出边角地块划出泊位"
MINE = f"2023年度述职述廉报告\n2023年，本人认真履职。\n{COPIED}。\n"
SHEET = """---
year: 2023
role: 县教育局局长
audience: 县委、县政府
---
## 履职情况
- 把群众反映强烈的停车难问题摆上案头逐个小区实地踏看挤出边角地块划出泊位
- 新增学位3240个
"""


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program beside one's own report, a colleague's with a copy and one without."""
    (tmp_path / "我的.txt").write_text(MINE, "utf-8")
    (tmp_path / "同事").mkdir()
    (tmp_path / "同事" / "甲.txt").write_text(f"个人总结\n一年来，\n别的。{COPIED}！\n", "utf-8")
    (tmp_path / "同事" / "乙.md").write_text("# 个人总结\n修了三条路，架了两座桥。\n", "utf-8")
    return runner(tmp_path, monkeypatch, capsys)


def test_both_places_are_told(drafter):
    """As findings have them, with the words and how many; exit 1."""
    ran = drafter("alike", "我的.txt", "同事")

    assert ran.code == 1
    assert "我的.txt:3:1" in ran.out
    assert "同事/甲.txt:3:4" in ran.out
    assert "“把群众反映强烈" in ran.out
    assert "比较了 3 份报告：1 对有雷同" in ran.out


def test_programs_are_told_the_same(drafter):
    """Runs with spans that cut the words out of the text, pairs with shares."""
    told = json.loads(drafter("alike", "我的.txt", "同事", "--json").out)

    [run], [pair] = told["runs"], told["pairs"]
    assert MINE[slice(*run["mine"]["span"])] == run["mine"]["text"] == COPIED
    assert run["length"] == pair["longest"] == 35
    assert [each["path"] for each in told["reports"]] == ["我的.txt", "同事/乙.md", "同事/甲.txt"]


def test_a_folder_is_compared_with_itself(drafter, tmp_path):
    """Each with each, as a matrix in a table."""
    (tmp_path / "同事" / "丙.txt").write_text(f"报告\n{COPIED}。\n", "utf-8")
    ran = drafter("alike", "同事", "-o", "雷同.xlsx")

    assert ran.code == 1
    sheets = openpyxl.load_workbook(tmp_path / "雷同.xlsx")
    rows = {row[0]: row[1:] for row in sheets.worksheets[1].iter_rows(values_only=True)}
    names = rows["报告"]
    assert rows["同事/甲.txt"][names.index("同事/丙.txt")] == 35
    assert rows["同事/丙.txt"][names.index("同事/甲.txt")] == 35
    assert rows["同事/乙.md"] == (None, None, None)


def test_nothing_alike_is_said(drafter):
    """Exit 0."""
    ran = drafter("alike", "我的.txt", "同事/乙.md")

    assert ran.code == 0
    assert "没有雷同" in ran.out


def test_a_higher_bar_finds_less(drafter):
    """A run of 35 signs is none of forty."""
    assert drafter("alike", "我的.txt", "同事", "--least", "40").code == 0


def test_the_second_run_says_the_same(drafter):
    """Looking leaves nothing behind."""
    assert drafter("alike", "我的.txt", "同事").out == drafter("alike", "我的.txt", "同事").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有.txt", "同事"], "没有这个文件：没有.txt"),
        (["我的.txt", "没有/"], "没有这个文件：没有"),
        (["我的.txt", "--no-index"], "没有可比的"),
        (["我的.txt", "同事", "-o", "a.docx"], ".xlsx"),
        (["我的.txt", "同事", "--least", "3"], "应为 8 到"),
        (["我的.txt", "空"], "空 里没有报告"),
        ([], "还缺"),
    ],
)
def test_wrong_use_is_one_line(drafter, tmp_path, arguments, said):
    """With what to do; exit 2."""
    (tmp_path / "空").mkdir()
    ran = drafter("alike", *arguments)

    assert ran.code == 2
    assert said in ran.complaint


def test_a_file_that_cannot_be_read_stops_no_other(drafter, tmp_path):
    """It is named, the others are compared, exit 2."""
    (tmp_path / "同事" / "丁.docx").write_bytes(b"PK no archive")
    ran = drafter("alike", "我的.txt", "同事")

    assert ran.code == 2
    assert "丁.docx" in ran.complaint
    assert "1 对有雷同" in ran.out


def test_a_draft_is_compared_with_drafts_of_other_sheets(drafter, tmp_path):
    """The second sheet has one sentence of the first: told after drafting, found by `alike`."""
    (tmp_path / "一.md").write_text(SHEET, "utf-8")
    other = SHEET.replace(
        "新增学位3240个", "建成食堂4座\n- 走访老兵36户\n- 调解纠纷17件\n- 植树500亩"
    )
    (tmp_path / "二.md").write_text(other, "utf-8")
    first = drafter("draft", "一.md", "--model", "none", "-o", "一.docx")
    second = drafter("draft", "二.md", "--model", "none", "-o", "二.docx")

    assert "雷同" not in first.err
    assert "以前的成稿雷同" in second.err
    assert "一.docx（" in second.err
    told = json.loads(drafter("alike", "我的.txt", "--json").out)
    assert {run["other"]["name"].partition("（")[0] for run in told["earlier"]} | {
        name.partition("（")[0] for name in told["same"]
    } == {"一.docx", "二.docx"}


def test_a_sheet_drafted_again_is_not_alike_itself(drafter, tmp_path):
    """Also with a fact more."""
    (tmp_path / "一.md").write_text(SHEET, "utf-8")
    drafter("draft", "一.md", "--model", "none", "-o", "一.txt")
    (tmp_path / "一.md").write_text(SHEET + "- 植树500亩\n", "utf-8")

    assert "雷同" not in drafter("draft", "一.md", "--model", "none", "-o", "一.txt").err


def test_without_the_index_nothing_is_kept(drafter, tmp_path):
    """And the store can forget what was kept before."""
    (tmp_path / "一.md").write_text(SHEET, "utf-8")
    drafter("draft", "一.md", "--model", "none", "-q", "--no-index")
    assert not (tmp_path / "cache" / "drafts.sqlite").exists()

    drafter("draft", "一.md", "--model", "none", "-q")
    assert json.loads(drafter("store", "size", "--json").out)["drafts"]["drafts"] == 1
    assert "忘掉了以前的成稿 1 份" in drafter("store", "forget").out
    assert json.loads(drafter("store", "size", "--json").out)["drafts"]["drafts"] == 0


def test_the_drafts_of_a_folder_are_compared_with_later_ones(drafter, tmp_path):
    """As single ones are: hashes on this machine, none where they are not wanted."""
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "一.md").write_text(SHEET, "utf-8")
    drafter("draft", "sheets", "--model", "none", "-q", "--no-index", "-o", "out")
    assert not (tmp_path / "cache" / "drafts.sqlite").exists()
    drafter("draft", "sheets", "--model", "none", "-q", "-o", "out2")
    drafter("draft", "sheets", "--model", "none", "-q", "-o", "out2")

    told = json.loads(drafter("store", "size", "--json").out)["drafts"]
    other = SHEET.replace("新增学位3240个", "建成食堂4座\n- 走访老兵36户\n- 植树500亩")
    (tmp_path / "二.md").write_text(other, "utf-8")
    ran = drafter("draft", "二.md", "--model", "none", "-o", "二.docx")

    assert told["drafts"] == 1
    assert "out2/一.docx（" in ran.err
    held = (tmp_path / "cache" / "drafts.sqlite").read_bytes()
    assert "新建改扩建".encode() not in held


def test_a_damaged_index_costs_no_draft(drafter, tmp_path):
    """One line says so; the report is written."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "drafts.sqlite").write_bytes(b"no database, and long enough" * 200)
    (tmp_path / "一.md").write_text(SHEET, "utf-8")
    ran = drafter("draft", "一.md", "--model", "none", "-q", "-o", "一.txt")

    assert "drafter store forget" in ran.err
    assert (tmp_path / "一.txt").exists()


def test_the_ceremony_of_a_draft_is_not_told_as_alike(drafter, tmp_path):
    """Sheets of one post that share no fact: what the program words stands in both."""
    deeds = ("修村道3公里", "种树900株", "办班6期", "调解纠纷17件", "清淤2.5公里", "走访老兵36户")
    for number, deed in enumerate(deeds):  # more drafts than the ceremony has wordings
        (tmp_path / f"{number}.md").write_text(
            f"---\nyear: 2024\nrole: 柳河镇镇长\nname: 周远\n---\n## 履职\n- {deed}\n", "utf-8"
        )
        ran = drafter("draft", f"{number}.md", "--model", "none", "-o", f"{number}.txt")
        assert "雷同" not in ran.err
