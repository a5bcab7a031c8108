"""Figures that a later line takes back: put right above, or named; never told as a fact."""

import pytest

from drafter.readers import facts_from
from drafter.readers.corrections import corrected


def read(text):
    """The texts of the facts in a text file, and the notes on what was corrected."""
    found = facts_from(text.encode(), "facts.txt", ".txt")
    return [fact.text for fact in found], [
        note for note in found.notes if "错" in note or "改为" in note
    ]


@pytest.mark.parametrize(
    "line",
    [
        "上面58台写错了，应该85台",
        "维修电梯58台打错了，是85台",
        "刚才说的58台记错了 应为85",
        "刚才维修电梯说错了 不是58 是85台",
        "上面的维修电梯不是58台，应该是85台",
        "电梯报错了，不是58是85",
    ],
)
def test_a_figure_taken_back_is_put_right_above(line):
    """The line above gives the right figure, and a note says from where."""
    texts, notes = read(f"维修电梯58台\n新装电梯6部\n{line}\n巡查58处\n")

    assert texts == ["维修电梯85台", "新装电梯6部", "巡查58处"]
    assert ["改为85" in note for note in notes] == [True]


def test_a_figure_that_stands_in_no_line_or_several_changes_nothing():
    """Which one is meant is not guessed; a figure of another unit is none of it."""
    texts, notes = read("维修电梯58台\n年检电梯58台\n上面58台写错了，应该85台\n")

    assert texts == ["维修电梯58台", "年检电梯58台"]
    assert "没有改" in notes[0]
    assert read("维修电梯158台\n上面58台写错了，应该85台\n")[0] == ["维修电梯158台"]


@pytest.mark.parametrize(
    "line",
    ["等候由58分钟改为20分钟", "台账写错了58处，都改了", "58台改成85台", "维修的不是58台是85台"],
)
def test_work_that_changed_a_figure_is_no_correction(line):
    """It says nothing of a slip in a line above."""
    assert read(f"维修电梯58台\n{line}\n")[0] == ["维修电梯58台", line]


def test_a_line_said_again_in_full_takes_the_place_of_the_wrong_one():
    """Both would be told, and one is false; what is not the same is left and named."""
    told = [("老井封了19口", "a:1"), ("老段 9:33", "a:2"), ("打错了，自备老井封了21口", "a:3")]
    texts, notes = corrected(told)

    assert texts == ["", "老段 9:33", "自备老井封了21口"]
    assert notes == ["a:1“老井封了19口”按 a:3“打错了，自备老井封了21口”不用"]

    told = [("老井封了19口", "a:1"), ("说错了，护栏修了800米", "a:2")]
    texts, notes = corrected(told)
    assert texts == [text for text, _ in told]
    assert "看不出来" in notes[0]


@pytest.mark.parametrize(
    "lead",
    ["按这个来：", "以这个为准 ", "以下面为准：", "看这条：", "用这个 ", "这个才对，", "应为", ""],
)
def test_what_was_wrong_may_be_named_and_anything_may_lead_to_the_right_words(lead):
    """The line above that has the named words, and counts the same, is not used."""
    told = [
        ("夜查酒驾58车次", "a:1"),
        ("酒驾拘了3人", "a:2"),
        (f"上面酒驾数发错了 {lead}夜查63车次", "a:3"),
    ]
    texts, notes = corrected(told)

    assert texts == ["", "酒驾拘了3人", "夜查63车次"]
    assert [note[:13] for note in notes] == ["a:1“夜查酒驾58车次”"]


def test_what_is_named_in_no_line_or_several_is_left():
    """Which one is meant is not guessed; a bare figure goes into the one that is."""
    told = [
        ("补种树苗58棵", "a:1"),
        ("领树苗70棵", "a:2"),
        ("上面树苗数报错了 看这条：80棵", "a:3"),
    ]
    texts, notes = corrected(told)
    assert texts == [text for text, _ in told]
    assert "看不出来" in notes[0]

    assert corrected([told[0], ("前面树苗的数报错了，应为80棵", "a:2")])[0] == ["补种树苗80棵", ""]
    assert corrected([told[0], ("前面台账记错了5处，都改了", "a:2")])[1] == []


@pytest.mark.parametrize(
    "line",
    [
        "打错了 85台 不是58",
        "上面是85台，不是58台，写错了",
        "发错了，应该是85台，不是58台",
        "刚才电梯的数发错了，85台，不是58台",
        "写错了 维修电梯是85台，不是58",
        "维修电梯是85台，58是到10月底的数",
        "维修电梯85台，前面说的58是截至9月底的数字",
        "维修电梯一共85台，58是上半年的",
    ],
)
def test_a_figure_told_before_the_wrong_one_is_put_right_above(line):
    """What was wrong may be named last, or with the day that it was counted on."""
    texts, notes = read(f"维修电梯58台\n新装电梯6部\n{line}\n")

    assert texts == ["维修电梯85台", "新装电梯6部"]
    assert ["改为85" in note for note in notes] == [True]


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("上半年接访130人次", "接访一共168人次，130是上半年的"),
        ("培训12期", "培训是15期，3是上半年的"),
        ("满意度91%", "满意度是96%，不是85%那个口径"),
    ],
)
def test_a_figure_of_its_own_time_stays_and_so_does_the_other(above, line):
    """Both are facts where the line above says itself what it counts, or another figure."""
    assert corrected([(above, "a:1"), (line, "a:2")])[0] == [above, line]


@pytest.mark.parametrize(
    "line",
    [
        "不对，那是三季度的台账，全年是2170单",
        "错了，这是上半年的，全年一共是2170单",
        "哎不对，刚才那个是老台账，实际是2170单",
        "说错了 那是旧系统的数 应该是2170单",
    ],
)
def test_what_the_last_figure_was_of_puts_it_right(line):
    """The figure is that of the line before, though somebody answered in between."""
    texts, notes = read(f"预约服务1530单\n{line}\n收到\n夜查33次\n")

    assert texts == ["预约服务2170单", "收到", "夜查33次"]
    assert ["1530单改为2170单" in note for note in notes] == [True]


def test_a_line_of_several_such_figures_is_not_put_right():
    """Which one was meant is not guessed."""
    rows = [("早班40单，晚班30单", "a:1"), ("不对，那是上季度的，全年是66单", "a:2")]

    assert corrected(rows) == ([text for text, _ in rows], [])


@pytest.mark.parametrize(
    "line",
    [
        "小韦：履职第3项改一下，自筹不是66，是63万，总数改成183万，发票核过了",
        "再更正一下：自筹的数不是66，应该是63万。合计应该是183万，谢谢",
        "自筹填错了，请改。自筹不应该是66，实际是63万，一共是183万",
    ],
)
def test_a_letter_below_puts_right_what_it_names_among_other_words(line):
    """The figure, and the sum of the same line."""
    rows = [("改造炉子，一共花了186万（上级补120万，自筹66万）", "a:1"), ("修路3条", "a:2")]
    texts, notes = corrected([*rows, (line, "a:9")])

    assert texts[:2] == ["改造炉子，一共花了183万（上级补120万，自筹63万）", "修路3条"]
    assert len([note for note in notes if "改为" in note]) == 2


@pytest.mark.parametrize(
    "line",
    [
        "造林PPT上写的2650是上报数，局里验收下来是2580亩，以验收为准。",
        "造林2650是年初计划数，年底实测是2580亩，按实测来",
        "上面写的2650是快报数，年报是2580亩，用年报的算",
    ],
)
def test_what_the_figure_above_is_of_and_which_one_counts_puts_it_right(line):
    """Whoever knows both says which is to be taken."""
    assert read(f"完成造林2650亩\n抚育900亩\n{line}\n")[0] == ["完成造林2580亩", "抚育900亩"]


@pytest.mark.parametrize(
    "line",
    [
        "后补（12.19）：楼盘那条更新了，新签合作楼盘是27个，下面25是11月的数。",
        "新签合作楼盘27个，下面25是上个月的",
        "楼盘现在是27个，后面写的25那个是10月底的数",
    ],
)
def test_a_line_above_puts_right_what_stands_below(line):
    """As its author adds it on top; what counts the same of something else stays."""
    texts, _ = read(f"{line}\n新签合作楼盘25个\n窗口25个\n")

    assert texts == ["新签合作楼盘27个", "窗口25个"]


@pytest.mark.parametrize(
    "line",
    [
        "不对 86.5是教工的，学生是84.7，报告用学生的  84.7%",
        "错了，86.5是教师的，学生才是84.7，写学生的，84.7%",
        "上面的不对，86.5是教职工的，学生的是84.7%",
    ],
)
def test_a_figure_of_others_gives_way_to_that_of_those_meant(line):
    """Of the line above, whose figure has no unit."""
    assert read(f"食堂满意度86.5（去年79.2）\n修灶5处\n{line}\n")[0] == [
        "食堂满意度84.7%（去年79.2）",
        "修灶5处",
    ]
