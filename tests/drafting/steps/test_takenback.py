"""What a line takes back itself is not told, and nothing else of it is lost."""

import time

import pytest

from drafter.document import Fact
from drafter.drafting.steps.takenback import righted, untold
from drafter.drafting.steps.trim import part


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("撒融雪剂403吨（更正：430吨，孙磊刚核的，以430吨为准）", "撒融雪剂430吨"),
        ("产值624万元（对账后改为642万元，以642万元为准），零事故", "产值642万元，零事故"),
        ("栽树1200棵，更正：2100棵，以2100棵为准", "栽树2100棵"),
        ("修路36公里，有误，应为63公里", "修路63公里"),
        ("栽树1200棵（打错了，应该是2100棵）", "栽树2100棵"),
        ("办案52件，林业站核定为25件，以25件为准", "办案25件"),
        ("执法证3个有，不对，小赵也拿了，是4个有", "执法证4个有"),
        ("3个有执法证，不对，小赵也拿了，是4个有执法证", "4个有执法证"),
        ("检疫生猪是4.3万头 不是不是那是去年的 今年是4.8万头", "检疫生猪是4.8万头"),
        ("检查88次，错了，是98次", "检查98次"),
        ("办证9218张，上一稿9128张写反了，按此", "办证9218张"),
        ("投诉26件，上月报的32件含重复单，不用", "投诉26件"),
        ("帮扶12户，初稿21户有误", "帮扶12户"),
        ("接访168人次（旧版186人次作废）", "接访168人次"),
        ("锅炉检修18台，上报的时候写的是8台写错了", "锅炉检修18台"),
        ("供热12处，上报的8台有误，应为18台", "供热12处，上报的18台"),
    ],
)
def test_a_figure_that_its_line_takes_back_is_not_told(line, kept):
    """The right one stands in its place, and what was taken off is named."""
    told = part(Fact("F1", line))

    assert (told.kept, told.why) == (kept, "")
    assert told.taken


@pytest.mark.parametrize(
    "line",
    [
        "伙食补贴从15元改为22元",
        "占道9小时（今年改为5小时）",
        "培训12次，不是走过场，是12次实打实",
        "去年投诉9件，今年不对外，是2件",
        "上半年36件有误报，下半年12件",
        "上季度检查12次不准迟到",
        "路线12条（新增3条，其中改为单行2条）",
    ],
)
def test_a_figure_that_changed_is_none_that_was_wrong(line):
    """Only words of a slip take one back."""
    assert righted(line) == (line, [])


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("民警32人，缺编4人，不用写", "民警32人"),
        ("成功率只有41%，调了个寂寞的不少（这句话不要写）", "成功率只有41%"),
        ("台账补了31本，食堂的事别写了", "台账补了31本"),
        ("站上9人 有两个借调到乡里去了这个别写 防疫员22名", "站上9人 防疫员22名"),
        ("体检、疗休养，工会的事，别写", ""),
        ("修路3条，花了20万，这条别写", ""),
        ("搬迁（等党组，没定不要写）", ""),
        ("不用写申请就能办，全年办了36件", "不用写申请就能办，全年办了36件"),
    ],
)
def test_only_what_is_not_to_be_told_is_left_out(line, kept):
    """A clause for a clause, the line for a line; nothing without a figure stays."""
    assert untold(line)[0] == kept


def test_the_end_of_a_speech_takes_back_its_last_thought():
    """Who talks for long says of the last only that it is not to be written."""
    said = (
        "明年怎么弄 漏免的每个月补1次 赶集那天设点 想招5名年轻的 档案6月底录完 站里分片"
        " 另外再想建一个洗消中心不过没钱 这个先别写"
    )

    kept, taken = untold(said)

    assert kept.endswith("站里分片")
    assert taken == ["另外再想建一个洗消中心不过没钱 这个先别写"]


@pytest.mark.parametrize("each", ["1", "1,", "1件，", "，", "上一稿", "不对，", "3人，不是", "（"])
def test_any_line_is_read_in_linear_time(each):
    """A line of nothing but what a pattern begins with."""
    text = each * (9_000 // len(each))
    begun = time.perf_counter()
    righted(text)
    untold(text)

    assert time.perf_counter() - begun < 1
