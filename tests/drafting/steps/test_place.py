"""Where a note belongs when its sheet does not say: failings, plans, criticism as spoken."""

import pytest

from drafter.document import Fact, Facts, Role, genre
from drafter.drafting.steps.bound import is_honesty, no_answers, no_plans
from drafter.drafting.steps.place import place
from drafter.readers import facts_from

GENRE = genre.load("shuzhi")


def roles(*notes):
    """The roles of notes, in order."""
    facts = Facts(tuple(Fact(f"F{at}", note) for at, note in enumerate(notes, 1)), "shuzhi", 2024)
    return list(place(facts, GENRE).values())


@pytest.mark.parametrize(
    "note",
    [
        "我自己下工地少，县乡交界的路段没去过几次",
        "路面养护机械化水平低，靠人工清扫的路还有110公里",
        "农村路灯没人管，有的坏了两个月没修",
        "停车难还没解决，12个小区车位不够",
        "年轻干部写材料、做群众工作都弱一些",
        "数据分析不会，表格还是手工算",
    ],
)
def test_a_failing_needs_no_label(note):
    """It stands among the shortcomings, never among what was done."""
    assert roles(note) == ["shortcoming"]


@pytest.mark.parametrize(
    "note",
    [
        "矛盾纠纷明显减少",
        "投诉比上年少6起",
        "镇上文件比上年少发12份，会少开8个",
        "发案率持续降低",
        "解决停车难，新增车位320个",
        "破解基层力量弱，招录网格员30名",
        "扶贫扶弱，慰问困难家庭86户",
        "全年工作没有放慢",
    ],
)
def test_what_was_achieved_is_no_failing(note):
    """A word like 少 or 弱 alone admits nothing."""
    assert roles(note)[0] not in ("shortcoming", "measure", "feedback")


@pytest.mark.parametrize(
    "note",
    [
        "去年引的果苗今年死了三成，我没管好",
        "仓库盘点差了12袋，是我核得不细",
        "工资表报错2人，责任在我",
        "新装的健身器材坏了4台，我验收没把住关",
    ],
)
def test_a_failing_that_its_author_owns_up_to_is_one_whatever_else_it_tells(note):
    """It is no work, and no answer to criticism that no line of the sheet speaks of."""
    assert roles(note, "架桥2座", "讲党课3次")[0] == "shortcoming"


@pytest.mark.parametrize(
    "note",
    [
        "入户登记没漏一家",
        "没少往田里跑，一共31次",
        "送检没耽误一天",
        "查塘没少一天",
        "全站没有一人因酒驾被查",
        "办证没有跑第二趟的",
        "少不了跟商户磨嘴皮子，最后9户都签了",
    ],
)
def test_what_is_told_by_denying_its_opposite_is_no_failing(note):
    """没漏 and 没少 praise; with 但 behind them they are left to what else the line says."""
    assert roles(note, "架桥2座")[0] not in ("shortcoming", "measure", "feedback")


@pytest.mark.parametrize("note", ["去年引来的纸箱厂今年搬走了", "去年种的枣树今年补栽了"])
def test_last_year_alone_is_no_criticism_of_last_year(note):
    """Nothing answers what no line of the sheet criticises; beside a criticism it may."""
    assert roles(note, "入户率提高3个百分点", "架桥2座")[0] != "feedback"
    assert roles("去年考核说种树不活", note)[0] == "feedback"


@pytest.mark.parametrize("note", ["没拿过施工队一分钱回扣", "自己家翻房没有多占"])
def test_what_the_author_did_not_take_is_told_as_honesty(note):
    """Whatever it was that was not taken."""
    assert roles(note, "架桥2座")[0] == "integrity"


def test_a_plan_in_spoken_words_is_a_measure():
    """准备 is a plan before a verb without a figure; papers that were prepared are work."""
    assert roles("准备报个数据分析的培训班", "打算明年协调学校开放停车位") == ["measure"] * 2
    assert roles("准备会议材料45份") == ["duty"]


def test_a_row_that_its_ledger_dates_is_work():
    """The day it was done stands behind it; a row of the year to come may be planned."""
    assert "measure" not in roles(*["走进站台，每月12名乘客体验，2024年4月19日"] * 2)
    assert roles("计划走进站台，每月12名乘客体验，2025年4月19日") == ["measure"]


def test_what_was_refused_and_who_was_warned_is_honesty():
    """Also below other work and under its label; what was handed out is none."""
    lines = ("开通夜班车2条", "客运公司送来茶叶2盒，退了", "跟4个车队长谈话提醒，有记录")
    facts = Facts(tuple(Fact(f"F{at}", each, "duty") for at, each in enumerate(lines[:2])))

    assert list(place(facts, GENRE).values()) == ["duty", "integrity"]
    assert roles(*lines) == ["duty", "integrity", "integrity"]
    assert roles("中秋送月饼，退休职工18人") != ["integrity"]


def test_fewer_of_what_is_bad_than_last_year_is_no_failing():
    """Of what is welcome, or of cases that were to be taken up, fewer may be one."""
    may_fail = [
        Role.SHORTCOMING not in no_answers(each)
        for each in (
            "工地事故今年只2起 去年11起",
            "接到投诉全年仅3件，上年19件",
            "新建果园今年只2处 去年11处",
            "查处办案今年才2件，去年11件",
            "工地事故今年有11起 去年才2起",
        )
    ]

    assert may_fail == [False, False, True, True, True]


def test_money_brought_to_the_village_and_pledges_to_keep_off_drink():
    """The first is work, whoever is hired; the second honesty, unless something else is banned."""
    assert roles("粮食烘干厂 请老板来投1700万 招了工人36个") == ["duty"]
    assert roles("接着说禁酒令 全站签了承诺书27份") == ["integrity"]
    assert not is_honesty(Fact("F1", "烟花鞭炮禁令，各组签责任书27份"))


def test_what_each_ton_costs_less_is_no_plan():
    """每 of a rate tells a result; of a time it may be a plan."""
    told = (Fact("F1", "药渣改成还田，每吨少花92元"), Fact("F2", "巡查路灯，每月2回"))

    assert no_plans(told, [False, False], None) == {"F1"}


def test_a_result_beside_its_target_is_work():
    """A row of figures that has both is no plan; a target alone may be one."""
    deeds = ("补种林木，年度目标900株，完成870株", "清淤，上半年计划30公里，上半年完成31公里")

    assert roles(*deeds) == ["duty"] * 2
    assert roles("明年目标补种900株") == ["measure"]


@pytest.mark.parametrize(
    "note",
    [
        "补植林带 870亩 去年才310",
        "举报线索 核了32件结了30 还剩两件是外省的",
        "行风测评95.1分，全市第4",
    ],
)
def test_a_gain_over_last_year_is_no_failing(note):
    """It calls the year before scant, or says how little is left of what was taken up."""
    assert roles(note)[0] not in ("shortcoming", "measure", "feedback")
    assert roles("投诉 310件 去年才90") == ["shortcoming"]


def test_what_is_lacking_is_no_plan_below_plans():
    """Whatever stands over it."""
    assert roles("讲课3次", "明年把泵站修好", "缺个懂水质化验的人")[2] == "shortcoming"


def test_criticism_takes_what_answers_it():
    """The notes that follow it, while they begin with 后来 or speak of the same thing."""
    found = roles("上年考核说我们“工程推进慢”", "后来每周开一次调度会，开了42次", "局里提拔干部4个")
    assert found[:2] == ["feedback", "feedback"]
    assert found[2] != "feedback"
    found = roles("上年度测评说“跟病人沟通少”", "出院病人都打电话回访", "每周开沟通会", "论文5篇")
    assert found[:3] == ["feedback"] * 3
    assert found[3] != "feedback"


def test_criticism_that_tells_its_answer_takes_no_more():
    """The next note is what it says, even on the same matter."""
    found = roles("去年考核提的“社区减负不够”，报表从16张砍到4张", "社区食堂建了3个")
    assert found[0] == "feedback"
    assert found[1] == "duty"


def test_what_was_not_done_is_integrity():
    """Nobody was asked for a favour, whatever the favour was about."""
    assert roles("工程招标我没有给谁打过招呼", "汛期转移群众412人") == ["integrity", "duty"]


@pytest.mark.parametrize("group", ["改进措施", "存在的不足", "廉洁自律"])
def test_what_was_done_about_a_criticism_is_told_there_wherever_it_stands(group):
    """Under any heading; where nothing was done yet, the heading holds."""
    sheet = (
        f"修路3条\n{group}：\n- 去年考核说我们“排队时间长”，今年增设窗口6个\n- 去年考核说“下村少”\n"
    )
    facts = facts_from(sheet.encode(), "a.txt", ".txt")
    found = list(place(facts, GENRE).values())

    assert found[1] == "feedback"
    assert found[2] == facts.items[2].role != "feedback"


def test_what_is_meant_is_no_shortcoming_under_their_heading():
    """打算… opens the measures, though nobody typed a heading."""
    sheet = "不足：\n- 材料多跑腿少\n- 打算每周三下午入户\n- 建一支青年志愿队，招到80人\n"
    facts = facts_from(sheet.encode(), "a.txt", ".txt")

    assert list(place(facts, GENRE).values()) == ["shortcoming", "measure", "measure"]


@pytest.mark.parametrize(
    "note", ["村账乡代管，我经手的钱没有一笔白条", "账目月月公开，没有一笔糊涂账"]
)
def test_money_without_a_single_bad_slip_is_honesty(note):
    """没有一笔白条 says what was not done, and nothing that is lacking."""
    assert roles(note) == ["integrity"]


def test_a_genre_takes_a_section_out_of_another():
    """述责述廉: whom he talked to is his charge, what he did not take is his own integrity."""
    notes = ("约谈股室负责人21人次", "本人未收受礼金，家属未经商")
    facts = Facts(tuple(Fact(f"F{at}", note, "integrity") for at, note in enumerate(notes)))

    assert list(place(facts, genre.load("shuze")).values()) == ["charge", "integrity"]
    assert list(place(facts, GENRE).values()) == ["integrity", "integrity"]


UNLABELLED = (
    "换届后接着当书记，学习15次\n\n门诊量7.8万人次\n住院2630人次\n老人体检4127人\n\n"
    "引进本科生4个，送去进修7人\n开展岗位练兵，拿了全县第二\n夜班费每班提高到80元\n\n"
    "药品全在省平台采购\n退回红包2400元\n\n儿科还是没有专职医生\n债务还有460万没化解，药款付得慢，供应商有意见\n\n"
    "随访要上门，每月抽查50户\n跟供应商签三年还款计划，2025年还180万\n"
)


def test_blocks_of_a_sheet_without_labels_hold_together():
    """A line that sounds like work stands where its neighbours do, and in the usual order."""
    facts = facts_from(UNLABELLED.encode(), "a.txt", ".txt")

    assert list(place(facts, GENRE).values()) == [
        "politics", *["duty"] * 3, *["team"] * 3, *["integrity"] * 2, *["shortcoming"] * 2,
        *["measure"] * 2,
    ]  # fmt: skip


def test_a_heading_of_one_s_own_is_the_work_where_all_else_is_named():
    """攻坚执行 names no part, and cases are no discipline."""
    sheet = (
        "一、政治建设\n学习16次\n二、攻坚执行\n执结案件4127件\n司法拘留132人\n"
        "三、清廉司法\n退回特产5次\n"
    )
    facts = facts_from(sheet.encode(), "a.txt", ".txt")

    assert list(place(facts, GENRE).values()) == ["politics", "duty", "duty", "integrity"]


@pytest.mark.parametrize("line", ["安全：课堂零事故", "安全生产：培训9次", "应急：演练6次"])
def test_one_line_that_begins_with_a_topic_names_no_part(line):
    """What stands under a heading of one's own beside it is still the work."""
    sheet = (
        f"一、学习\n学习16次\n二、教育改造\n顽危犯转化13名\n个别谈话督查：抽查1480份\n{line}\n"
        "三、廉洁\n退回特产5次\n四、队伍\n业务培训5期\n"
    )

    assert placed(sheet) == ["politics", "duty", "duty", "duty", "integrity", "team"]


def test_a_row_of_spoken_admissions_goes_on():
    """第二个 follows what was admitted first."""
    assert roles("存在的问题首先是亏损大，欠着电费130万", "第二个驾驶员招不来，缺22个") == [
        "shortcoming", "shortcoming",
    ]  # fmt: skip
    assert roles("第二个驾驶员公寓建成", "修路3条") == ["duty", "duty"]


def placed(sheet):
    """The roles of the lines of a text, in order."""
    return list(place(facts_from(sheet.encode(), "a.txt", ".txt"), GENRE).values())


@pytest.mark.parametrize("heading", ["去年测评提的", "民意反馈", "大家去年提的意见", "去年挨说的"])
def test_a_heading_in_any_words_holds_for_the_lines_under_it(heading):
    """What was said last year, and what was done about it, though neither line says so."""
    done = "干了啥：\n- 修路3条\n- 通水9个村\n"
    sheet = f"{done}{heading}：\n- 办事要跑好几趟\n- 设综合窗口6个，一次办完\n"

    assert placed(sheet)[-2:] == ["feedback", "feedback"]


def test_a_line_stands_where_its_neighbours_do():
    """培训 alone may be the team's; among failings and plans it is meant, not done."""
    sheet = (
        "全年修路3条，18公里\n通水9个村\n学习12次，我讲党课2次\n没有插手过工程\n"
        "不足：年轻人留不住\n明年从村里找5个年轻人\n办电商培训2期\n"
    )

    assert placed(sheet)[-3:] == ["shortcoming", "measure", "measure"]


@pytest.mark.parametrize(
    "note",
    [
        "2021年和2024年两次获评全县先进单位",
        "2022年3月至2023年11月兼任移民办主任",
        "2024年，本人牵头争取项目资金1100万元，新建学校3所",
        "一季度排查隐患14处",
    ],
)
def test_a_deed_of_some_year_is_no_plan(note):
    """Years up to the report's own say nothing of what is meant, and a count has no plan's word."""
    assert roles(note, "走访企业46家")[0] != "measure"


def test_praise_in_quotes_is_no_criticism():
    """What people were content with was not found wanting."""
    assert roles("群众来信说“你们搞得不错，我们都挺满意的”")[0] != "feedback"


def test_a_part_that_is_opened_in_a_chat_holds_for_what_follows():
    """The branch's new members are its own there, and a prize is that of the team."""
    told = (
        "支部那块：组织生活14次，上党课2次",
        "今年发展党员1名",
        "司机们这块，安全培训26次",
        "全市技术比赛拿了3个奖",
        "廉洁：没收过货主的烟酒，退了2次",
        "采购都上会，全年9项",
    )
    facts = facts_from("\n".join(told).encode(), "a.txt", ".txt")

    assert list(place(facts, GENRE).values())[:2] == ["politics", "politics"]
    assert list(place(facts, GENRE).values())[4:] == ["integrity", "integrity"]


@pytest.mark.parametrize(
    "said", ["有人讲月台太暗，今年装灯60盏", "还有一个讲月台太暗，我装了灯60盏"]
)
def test_criticism_is_told_as_people_talk_of_it(said):
    """讲 is to say as well, and 讲课 is none."""
    text = f"安检升级3处\n去年评议的意见还记得不\n有人说候车乱，今年分区5个\n{said}\n"
    facts = facts_from(text.encode(), "a.txt", ".txt")

    assert list(place(facts, GENRE).values())[-2:] == ["feedback", "feedback"]


@pytest.mark.parametrize(
    "said",
    [
        "去年考核的时候给我们站提了两条 第一条耳标 今年专门抓了 佩戴率97%",
        "上年民主测评给我们提了3条意见，一是车旧，换了6辆",
        "去年述职给咱们点了几个问题 头一个是申报点远，增设了2个",
    ],
)
def test_points_counted_by_last_year_s_review_are_feedback(said):
    """The answers stand behind them in one breath, and sound like work."""
    told = ("修路3条", "建校6所", said, "打井5眼", "植树900亩", "架桥2座")
    facts = Facts(tuple(Fact(f"F{n}", each) for n, each in enumerate(told)))

    assert place(facts, genre.load("shuzhi"))["F2"] == Role.FEEDBACK


def test_a_failing_stays_one_where_the_sheet_has_plans_of_its_own():
    """However little it sounds like one: among the measures it would read as done."""
    told = ["松材线虫病还有15个疫点小班", "场部欠缴以前年度职工公积金74万元"]
    rows = [Fact(f"F{n}", text, role="shortcoming", group="不足") for n, text in enumerate(told)]
    plans = [Fact("M1", "2026年分两次补缴公积金", role="measure", group="改进措施")]

    placed = place(Facts((*rows, *plans), year=2025, role="国有林场场长"), GENRE)

    assert [placed[fact.id] for fact in (*rows, *plans)] == [
        "shortcoming",
        "shortcoming",
        "measure",
    ]
