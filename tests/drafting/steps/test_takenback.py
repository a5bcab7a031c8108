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
        ("立案9874件（昨天写9617，错），升6.4%", "立案9874件，升6.4%"),
        ("发放补贴480万元（上封写408万元，写反了）", "发放补贴480万元"),
        ("新签约项目23个（原报26个，3个没落协议，去掉）", "新签约项目23个"),
        ("帮扶41家（原来报45家，4家注销了，扣掉）", "帮扶41家"),
        ("标线58000平方米 → 财务口径是5.4万平方米，用这个", "标线5.4万平方米"),
        ("绿化补植3200株 -> 验收数2980株，按后面的", "绿化补植2980株"),
        ("整治水渠12公里→11.6公里（按这个）", "整治水渠11.6公里"),
        ("免疫2900条 不对不对2900是前年的 今年是3150条 就3150条啊", "免疫3150条"),
        ("接访是130批 错了错了130那是上半年的 全年是268批 写268批", "接访是268批"),
        ("培训460人 哦不对460是报名的 实际是412人", "培训412人"),
        ("服判率多少来着……应该是95%，先写95%吧，核过了，就是95.3%。就用95.3%", "服判率95.3%"),
        ("满意度大概是91%，先写91%，办公室核过了，就是91.6%", "满意度91.6%"),
        ("学员应该是480人，教务处小杜对过，是486人", "学员486人"),
        ("送我2条烟，退了（写不写？写吧，写成“退回礼品1次”）", "退回礼品1次"),
        ("有人送茶叶（统一写成“拒收礼品2次”）", "拒收礼品2次"),
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
        "合格率89%→95%",
        "处理时限由20天→7天，用这个办法提速",
        "目标应该是60件，实际是72件",
        "参训率应该是98%，今年是99%",
        "把口号改成“人民至上”",
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
        ("编制19，在岗17，借调出去的1（不写）", "编制19，在岗17"),
        ("有个书记员辞职考公了（不用写）。谈话22人次", "谈话22人次"),
        ("修库92万元。新馆没动工，地没批（别写新馆）。", "修库92万元。"),
        ("租金有纠纷，东区没定（不要提东区）。西区入驻12家", "西区入驻12家"),
        ("改造92万元；跟物业的官司还在打（别写官司）。演练4次", "改造92万元。演练4次"),
        ("那段话记不准，你查一下，查不到就不引。党日8次", "党日8次"),
        ("差距最大1.6倍（老常有意见，不提）", "差距最大1.6倍"),
        ("考评拉开3档（有人上访过，别写）", "考评拉开3档"),
        ("学习强国就不说了，集中学习15次", "集中学习15次"),
        ("出差补休2天，落实了——这条可写可不写，算了不写", ""),
        ("食堂改造1处，还是不写了", ""),
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


@pytest.mark.parametrize(
    "each",
    ["1", "1,", "1件，", "，", "上一稿", "不对，", "3人，不是", "（", "（别写", "1件→", "记不"],
)
def test_any_line_is_read_in_linear_time(each):
    """A line of nothing but what a pattern begins with."""
    text = each * (9_000 // len(each))
    begun = time.perf_counter()
    righted(text)
    untold(text)

    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("通航保证率99.2。百分之99.2啊。", "通航保证率99.2%。"),
        ("优先过闸1420艘次，对，1420。", "优先过闸1420艘次。"),
        ("岸电接电3180次，3180次。", "岸电接电3180次。"),
        ("学生满意84.7  84.7%", "学生满意84.7%"),
        ("检查3次，3次都合格", "检查3次，3次都合格"),
        ("三年分别是30，30，40", "三年分别是30，30，40"),
        ("造林30亩，对30户发了证", "造林30亩，对30户发了证"),
    ],
)
def test_a_figure_said_again_to_be_sure_of_it_is_told_once(line, kept):
    """With the unit that one of them has; the same figure of another thing stays."""
    assert righted(line)[0] == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("繁殖成活164只，之前报市局的171含外购，那个别用", "繁殖成活164只"),
        ("办证92本，上个月报的88不用", "办证92本"),
        ("救护352只（先前报局里的360别用了）", "救护352只"),
        ("办证92本，之前报的方案用了88天", "办证92本，之前报的方案用了88天"),
    ],
)
def test_an_old_figure_that_is_not_to_be_used_is_not_told(line, kept):
    """Whoever it was given to."""
    assert righted(line)[0] == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("每月1次后勤校长接待日 错，是“后勤有约” 学生见面", "每月1次“后勤有约” 学生见面"),
        ("开了3场政策宣讲会，写错了，应该是“政策面对面”", "开了3场“政策面对面”"),
        ("办案9件，错，是民警带头", "办案9件，错，是民警带头"),
    ],
)
def test_a_wrong_name_gives_way_to_the_right_one(line, kept):
    """Where both begin alike, and the right one is quoted."""
    assert righted(line)[0] == kept


@pytest.mark.parametrize("laugh", ["呵呵", "哈哈哈", "嘿", ""])
def test_a_laugh_before_words_that_take_back_is_none_of_the_fact(laugh):
    """Of a long speech the last thought goes."""
    told = "还有就是大修，人字门大修，计划42天，38天干完的，提前4天，真是吃住都在闸上"

    assert untold(f"{told}，老婆说我失踪了，{laugh}这个不写")[0] == told
