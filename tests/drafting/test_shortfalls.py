"""What answers a failing that its figures tell, whatever it is about."""

import re

import pytest

from drafter.document import Fact, genre
from drafter.drafting.phrases.shortfalls import Shortfalls, by_case, by_target
from drafter.drafting.steps.propose import proposed_measure
from drafter.schema import table
from drafter.text import length
from tests.drafting.proposing import flaws_of
from tests.guarantees import ALLOWED

SHUZHI = genre.load("shuzhi")
ANSWERS = table(Shortfalls, "shortfalls").answers
RATIOS = table(Shortfalls, "shortfalls").ratios


@pytest.mark.parametrize(
    ("shortcoming", "deed", "done"),
    [
        ("年底仍有43件案件超过6个月没有审结", "对未审结的43件案件逐件查明原因", "前审结"),
        ("12个渡口有5个未去过", "对未去过的5个渡口逐个排定日期", "前走到"),
        ("30个村里尚有4个未去过", "对未去过的4个村逐村排定日期", "前走到"),
        ("航标维护仍有7座未完成", "对航标维护中未完成的7座逐座查明原因", "前完成"),
        ("两座小型水闸改造没能在汛前完工", "对未完工的两座小型水闸改造逐座查明", "前完工"),
        ("入户安检仍剩2300户没安检", "对入户安检中未安检的2300户列出清单", "前安检到位"),
        ("尚有46公里坑洼路段未修", "对未修的46公里坑洼路段列出清单", "前修好"),
        ("补贴仍有3.8万元未发", "对补贴中未发的3.8万元列出清单", "前发放到位"),
        ("9个门市有4个仍在亏损", "对在亏损的4个门市逐个查明原因", "前扭亏"),
        ("9座泵站还有2座没接上电表", "对未接上电表的2座泵站逐座查明", "前接通电表"),
        ("尚有14部电梯未装监控", "对未装监控的14部电梯逐部查明", "前装好监控"),
        ("还有3名保育员没拿到上岗证", "对未拿到上岗证的3名保育员逐人查明", "前拿到上岗证"),
        ("评估项目16个，年底有3个没出报告", "对评估项目中未出报告的3个逐个", "前出具报告"),
        ("船员体检还有4艘船没做", "对未做船员体检的4艘船逐艘", "前完成"),
        ("鱼苗发放还有41人没领到", "对鱼苗发放中未领到的41人逐人", "前领到"),
        ("检查渔船96艘，有13处隐患没回头复查", "对未回头复查的13处隐患逐处", "前复查到位"),
        ("有两个渔港验收没通过", "对未通过验收的两个渔港逐个查明", "前通过验收"),
        ("清退任务32项有5项没按期销号", "对清退任务中未销号的5项逐项", "前销号"),
        ("山塘还有6口没整改销号", "对山塘中未整改销号的6口逐口", "前整改销号到位"),
        ("印刷机18台里有7台不能正常使用", "对不能正常使用的7台印刷机逐台", "前恢复正常"),
    ],
)
def test_what_is_left_over_is_gone_through_until_it_is_done(shortcoming, deed, done):
    """The measure says which, how one goes through them, and what they are in the end."""
    told = by_case(shortcoming, leads=True)

    assert told.startswith(deed)
    assert told.endswith(done)


@pytest.mark.parametrize(
    "shortcoming",
    [
        "全年没有新品种通过省级审定",  # nothing is counted
        "有3个月未组织学习",  # months are gone
        "有5个没有回访记录",  # 没有 is not said of a deed
        "白条入账有4笔没有及时发现",  # comes too late
        "检查单有15份没有签字",  # to sign now would be to forge
        "信访积案化解得慢",
        "80亩辣椒销路没打开",  # nobody finishes a market
        "4个项目有2个没收益",
        "有4条建议代表没满意",
    ],
)
def test_what_cannot_be_done_later_is_not_promised(shortcoming):
    """Nor is what no figure tells."""
    assert by_case(shortcoming, leads=True) == ""


@pytest.mark.parametrize(
    ("shortcoming", "deed"),
    [
        ("汛期漏报3次", "对3次漏报逐次复盘、查明原因"),
        ("同一道岔全年故障9次", "对9次故障逐次复盘、查明原因"),
        ("总磷有2天超标", "对2天超标复盘、查明原因"),
        ("车道收到投诉27起", "对27起投诉逐起回访、查明原因"),
        ("年鉴出版比规定时间晚了四个月", "倒排年鉴出版时间表"),
        ("技能培训完成1860人次，离2200人次的任务有差距", "把技能培训任务分到各月"),
        ("井下带班次数没跑够，规定每月8次", "把井下带班任务排进每周日程"),
        ("网上办件率仅有64%，比去年低2个百分点", "按〔待补：单位或者环节〕逐个算出网上办件率"),
        ("护林巡护打卡率只有78%", "提高护林巡护打卡率"),
        ("水表缴费率72%低于要求", "提高水表缴费率"),
        ("船舶检验合格率91%，低于95%的要求", "提高船舶检验合格率"),
        ("配水损耗率9.1%", "按区段逐处算出配水损耗率"),
        ("完成科普讲座19场，离30场差11场", "把科普讲座任务分到各月"),
        ("农机理赔有的拖了一个多月，农户投诉17件", "把农机理赔各环节用时逐段排清"),
        ("渔船登记审核超过7天的有39件，船家有意见", "把渔船登记审核各环节用时逐段排清"),
        ("养殖证审批平均用了48天", "把养殖证审批各环节用时逐段排清"),
        ("有5批次样品处置超期", "把样品处置各环节用时逐段排清"),
        ("水管抢修超过两小时的有27次", "逐次记下水管抢修各段用时"),
        ("到基层站点检查仅有6次", "把到基层站点检查列入每月计划"),
    ],
)
def test_what_went_wrong_or_fell_behind_is_answered_by_its_kind(shortcoming, deed):
    """Cases one by one, a late work by its steps, a task by months, a share by who has it."""
    assert by_target(shortcoming, leads=True).partition("，")[0] == deed


@pytest.mark.parametrize(
    "shortcoming",
    [
        "门诊投诉比去年增加14件",  # how many more is no count of cases
        "抢修到场慢的投诉有12起",  # it is the coming that is slow
        "外贸进出口未完成全年目标，只达到83%",  # nobody makes up for trade next month
        "网上办件率仅有64%，群众习惯跑窗口",  # that is what it comes of
        "申报成功率低，报了15个批了4个",
        "两个空气站数据有效率未到90%",  # what begins with a count is no name
        "过夜游客占比只有11%",  # nobody parts it among units
        "检测能力只有43项，离97项差一大半",  # an ability is not made up for next month
        "免疫密度在3个村没达到90%",
        "企业新增4家、退库3家，净增数没完成任务",
        "今年招生计划600人，实招471人",  # nor is a term's intake
        "自办案件只有3件",  # how many there are to try is no plan
    ],
)
def test_figures_of_another_kind_are_left_to_the_author(shortcoming):
    """A wrong measure costs more than an open one."""
    assert by_target(shortcoming, leads=True) == ""


def test_who_leads_nobody_names_nobody_for_it():
    """Neither 由某人 nor 到人."""
    told = by_case("尚有6本台账未录入", leads=False) + by_target("漏检3台次，错报2次", leads=False)

    assert told
    assert not re.search("责任人|到人", told)


@pytest.mark.parametrize("kind", ANSWERS.__dataclass_fields__)
def test_every_answer_may_stand_in_a_report(kind):
    """No rule and no fact speaks against its words, and it leaves something to be checked."""
    answer = getattr(ANSWERS, kind)
    filled = {"what": "开会时间", "each": "逐件", "unit": "次", "done": "办结"}
    told = f"{answer.deed}，{answer.means}".format(**filled)

    assert flaws_of(told, ALLOWED) == []
    assert re.search("〔待补：|每[月周季]", told)


@pytest.mark.parametrize("ratio", RATIOS, ids=lambda each: each.deed)
def test_every_answer_to_a_share_may_stand_in_a_report(ratio):
    """It says what is looked at and what is compared, and promises no figure."""
    told = f"{ratio.deed}，{ratio.means}".format(what="开会时间", of="开会时间")

    assert flaws_of(told, ALLOWED) == []
    assert re.search("每[月季]", told)


def test_the_last_of_the_shares_is_of_any():
    """And none before it: what stands behind it would never hold."""
    *named, last = RATIOS

    assert last.pattern == ""
    assert all(each.pattern for each in named)


@pytest.mark.parametrize("shortcoming", ["仍有43件案件没有审结", "暴雨预报不准，汛期漏报3次"])
def test_a_draft_proposes_it(shortcoming):
    """Where nothing better is known of the matter."""
    [told] = proposed_measure([Fact("F1", shortcoming)], genre=SHUZHI, leads=True)

    assert told.text.startswith("拟对")
    assert length(told.text) < SHUZHI.limits.sentence_warning
