"""Reports made of parts whose structure is known, over names, numbers, lists and leads."""

import random

import pytest

from drafter.document import answering, forms, genre, views
from drafter.document.parsing import parse

GENRE = genre.load("shuzhi")
HAN = "一二三四五六七"
# How the names of parts are numbered and marked.
HEADINGS = {
    "{han}、": "",
    "（{han}）": "",
    "{number}、": "",
    "{number}.": "",
    "{number}．": "",
    "{number} ": "",
    "第{han}部分 ": "",
    "第{han}，": "",
    "{han}．": "",
    "{han}、\t": "",
    "{circled}": "",
    "": "",
    "【": "】",
    "## ": "",
    "**": "**",
    "★": "★",
    "◆ ": "",
    "〓 ": " 〓",
    "第{han}部分   ": "",
    "{han} 、": "",
}
POINTS = (
    "{han}是",
    "（{han}）",
    "（{number}）",
    "{number}.",
    "{number}、",
    "{number}）",
    "{circled}",
    "第{han}，",
    "其{han}，",
    "{letter}. ",
    "——",
    "• ",
    "◆ ",
    "",
)
WORK = (
    ("履行岗位职责情况", "组织培训13期，1260人次参加，考核合格率98%。"),
    ("重点任务完成情况", "新建站点7个，服务群众3.2万人次，办结事项1843件。"),
    ("党风廉政建设", "没有收受礼金，没有插手工程招标，谈话提醒14人次。"),
)
LACKS = (
    ("政策钻研不深", "新出台的7个文件只学了3个，答复群众时两次讲错"),
    ("下基层太少", "14个村有5个全年没有去过，情况掌握不及时"),
    ("协调配合不够", "与兄弟单位联合的两个项目拖了四个月"),
)
PLANS = (
    ("每月集中学习一次新政策", "由业务骨干讲解，年底组织测试"),
    ("每季度走遍14个村", "建立问题台账，当月反馈办理结果"),
    ("建立联席会商机制", "每两周碰头一次，2025年3月底前收尾"),
)
LACKING = (
    "存在的问题",
    "主要短板",
    "差距与不足",
    "工作中的薄弱环节",
    "反思与不足",
    "自查出来的问题",
)
PLANNED = ("下一步打算", "整改措施", "努力方向", "2025年工作计划", "明年怎么办", "今后怎么改")
LEADS = ("", "主要有以下几个方面：", "回顾一年的工作，还存在一些不足：")
ANSWERS = ("", "针对以上问题，我将做好以下工作：", "下一步，重点抓好以下几个方面。")
# What people say where no heading parts shortcomings and measures.
ADMITTED = (
    "工作中还存在一些问题：",
    "回头看，也有不少遗憾：",
    "扪心自问，还有几件事没有做好：",
    "对照先进，自己的差距主要表现在：",
    "让我感到惭愧的是：",
    "问题也不少：",
    "静心反思，我觉得自己还有这些毛病：",
)
PROMISED = (
    "今后我打算：",
    "以上问题，我将认真改进：",
    "明年，我想做好以下几件事：",
    "怎么改？我想了几条：",
    "面对这些不足，我决心：",
    "我的想法是：",
)


def numbered(style, index):
    """An enumerator of this style."""
    return style.format(
        han=HAN[index], number=index + 1, circled="①②③④⑤"[index], letter="abcde"[index]
    )


def listed(told, style, lead):
    """Points below each other, under what leads to them."""
    lines = [f"{numbered(style, at)}{name}，{rest}。" for at, (name, rest) in enumerate(told)]
    return "\n".join([lead, *lines] if lead else lines)


def starts(points, told):
    """Points are as many as those told and say them in order."""
    return len(points) == len(told) and all(
        name in point.text for point, (name, _) in zip(points, told, strict=True)
    )


@pytest.mark.parametrize("seed", range(120))
def test_a_report_of_any_numbers_and_names_is_read(seed):
    """Sections by their headings, shortcomings and measures by what stands below them."""
    chance = random.Random(seed)
    opening = chance.choice(list(HEADINGS))
    style = chance.choice([each for each in POINTS if each != opening])
    count = chance.randint(2, 3)
    work = chance.sample(WORK, chance.randint(1, 3))
    parts = [
        *work,
        (chance.choice(LACKING), listed(LACKS[:count], style, chance.choice(LEADS))),
        (chance.choice(PLANNED), listed(PLANS[:count], style, chance.choice(ANSWERS))),
    ]
    lines = ["2024年度述职报告", "某局副局长　王某", "2024年，本人认真履职，现报告如下。"]
    for at, (name, body) in enumerate(parts):
        lines += [f"{numbered(opening, at)}{name}{HEADINGS[opening]}", body]
    report = parse("\n".join([*lines, "以上报告，请予评议。"]), GENRE)

    assert [section.heading for section in report.sections] == [name for name, _ in parts]
    assert starts(report.shortcomings, LACKS[:count])
    assert starts(report.measures, PLANS[:count])


@pytest.mark.parametrize("admitted", ADMITTED)
@pytest.mark.parametrize("promised", PROMISED)
@pytest.mark.parametrize("style", ["{han}是", "（{number}）", "{circled}", ""])
def test_shortcomings_and_measures_without_headings_are_told_by_what_is_said(
    admitted, promised, style
):
    """The words that lead to the points and the points themselves tell it together."""
    told = (listed(LACKS, style, admitted), listed(PLANS, style, promised))
    text = "\n".join(("2024年度述职报告", "2024年，现报告如下。", WORK[0][1], *told, "谢谢大家！"))
    report = parse(text, GENRE)

    assert starts(report.shortcomings, LACKS)
    assert starts(report.measures, PLANS)


# How a shortcoming and its measure share a line.
BESIDE = (
    "{lack}→{plan}。",
    "{lack} => {plan}。",
    "{lack}——{plan}。",
    "{lack} ▶ {plan}。",
    "{lack} | {plan}。",
    "{lack}\t{plan}。",
    "{lack}（改进：{plan}）。",
    "{lack}。（整改措施：{plan}）",
    "{lack}（{plan}）。",
    "{lack}【措施】{plan}。",
    "{lack}；改进措施：{plan}。",
    "{lack}，改进方向是{plan}。",
    "{lack}。整改措施：{plan}。",
    "{lack}；{plan}。",
    "{lack}，下一步，{plan}。",
    "不足：{lack} 措施：{plan}。",
    "【不足】{lack}。【措施】{plan}。",
    "问题：{lack}→措施：{plan}。",
)


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("style", ["{han}是", "{number}.", "（{han}）", ""])
@pytest.mark.parametrize("heading", ["存在的不足及改进措施", "主要问题"])
def test_a_shortcoming_and_its_measure_on_one_line_are_parted(beside, style, heading):
    """By whatever sign, bracket, name or word: none is lost, and each stands beside its own."""
    pairs = list(zip(LACKS, PLANS, strict=True))
    lines = [
        numbered(style, at) + beside.format(lack="，".join(lack), plan="，".join(plan))
        for at, (lack, plan) in enumerate(pairs)
    ]
    report = parse("\n".join(["2024年度述职报告", f"一、{heading}", *lines, "谢谢大家！"]), GENRE)
    found = answering.pairing(report)

    assert [point.text.strip("。；，") for point in report.shortcomings] == list(
        map("，".join, LACKS)
    )
    assert starts(report.measures, PLANS)
    assert not any(name in point.text for point in report.measures for name, _ in LACKS)
    assert [(each.shortcoming, each.measure) for each in found.pairs] == [(0, 0), (1, 1), (2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "一是收费标准3—5元没有公示。二是与/或的写法不统一。三是审批慢——平均要21天。",
        "一是学习不够，只读了两本书。二是下村太少，5个村没有去过。三是性子急，批评人不分场合。",
        "一是台账（2023年—2024年）不全。二是回访（每月一次）没有做到。三是底数（户数）不清。",
    ],
)
def test_a_sign_inside_a_shortcoming_parts_nothing(text):
    """Ranges, dashes and brackets stand in shortcomings too; no measure is made of them."""
    report = parse(f"2024年度述职报告\n一、存在的问题\n{text}", GENRE)

    assert len(report.shortcomings) == 3
    assert not report.measures


def test_words_to_come_inside_shortcomings_are_no_measures_where_these_have_a_part():
    """今后要加强 behind each shortcoming is not read against the measures told below."""
    lacks = "一是学习不够，今后要加强。二是下村太少，今后要多去。"
    plans = "一是每月读一本书。二是每季度走遍14个村。"
    report = parse(f"2024年度述职报告\n一、存在的问题\n{lacks}\n二、改进措施\n{plans}", GENRE)

    assert [point.text for point in report.shortcomings] == [
        "学习不够，今后要加强。",
        "下村太少，今后要多去。",
    ]
    assert [point.text for point in report.measures] == ["每月读一本书。", "每季度走遍14个村。"]


@pytest.mark.parametrize("number", ["{han}、", "（{han}）", ""])
@pytest.mark.parametrize("lacking", ["存在的问题", "主要短板", "差距与不足", "存在不足"])
@pytest.mark.parametrize("planned", ["整改措施", "努力方向", "改进方向"])
def test_a_heading_that_its_text_follows_without_a_mark_is_parted(number, lacking, planned):
    """Where the name tells the part and the text begins as texts do."""
    parts = [
        ("履行岗位职责情况", "今年以来，组织培训13期，1260人次参加。"),
        ("廉洁自律情况", "本人没有收受礼金，谈话提醒14人次。"),
        (lacking, "政策钻研不深，新文件只学了3个。"),
        (planned, "每月集中学习一次新政策，年底组织测试。"),
    ]
    lines = [numbered(number, at) + name + text for at, (name, text) in enumerate(parts)]
    report = parse("\n".join(["2024年度述职报告", *lines, "谢谢大家！"]), GENRE)

    assert [section.heading for section in report.sections][:2] == [parts[0][0], parts[1][0]]
    assert [point.text for point in report.shortcomings] == [parts[2][1]]
    assert [point.text for point in report.measures] == [parts[3][1]]
    assert parts[0][1].removesuffix("。") in views.sentences(report)[0].text


@pytest.mark.parametrize(
    "line",
    [
        "存在的问题整改到位，年初列出的12项全部销号。",
        "努力方向更加明确，全科上下一条心。",
        "工作措施落实得好，全年没有一起事故。",
        "问题不解决不松手，办结信访件31件。",
    ],
)
def test_a_sentence_that_begins_like_a_heading_is_not_parted(line):
    """Where it is not clear nothing is made of it."""
    report = parse(
        f"2024年度述职报告\n一、履职情况\n办会13次。\n{line}\n二、廉洁自律\n没有收礼。", GENRE
    )

    assert len(report.sections) == 2
    assert not report.shortcomings
    assert not report.measures


# What typists, printers and words of one's own do to a report.
OWN = (
    (
        "这一年忙了些什么",
        "全年接诊病人8120人次，没有发生一起医疗纠纷，新添两台设备，住院病人满意度比上年高了三个点，培训护士四批。",
    ),
    ("手脚干不干净", "吃请一概不去，逢年过节没有收过谁的东西，亲戚的事不打招呼。"),
    ("心里过不去的几件事", "新来的年轻人没人管，出了错才想起来教。下乡的日子少，全年不到二十天。"),
    ("往前怎么走", "给年轻人各找一个师傅，半年后考一次手艺。每周三固定下乡，回来写一页纸。"),
)


def own(shape):
    """A report whose headings have no word that is known."""
    lines = [line for name, body in OWN for line in (shape.format(name), body)]
    return "\n".join(["2024年度述职报告", "某院院长　王某", *lines, "以上报告，请予评议。"])


@pytest.mark.parametrize("shape", ["★{}★", "【{}】", "◆ {}", "＝＝ {} ＝＝", "▲{}"])
def test_headings_are_known_by_what_they_share_and_parts_by_their_sentences(shape):
    """Neither the names of the parts nor a number tell anything."""
    report = parse(own(shape), GENRE)

    assert [section.heading for section in report.sections] == [name for name, _ in OWN]
    assert [point.text[:5] for point in report.shortcomings] == ["新来的年轻", "下乡的日子"]
    assert [point.text[:5] for point in report.measures] == ["给年轻人各", "每周三固定"]


def test_what_width_marks_have_changes_nothing_and_is_kept():
    """The points are the same, in the text's own marks."""
    wide = parse(own("★{}★"), GENRE)
    half = parse(own("★{}★").replace("，", ","), GENRE)

    assert [each.text for each in half.measures] == [
        each.text.replace("，", ",") for each in wide.measures
    ]
    assert "，" not in half.text


def test_lines_broken_by_the_paper_are_read_as_paragraphs_and_kept_as_lines():
    """Every line stays a paragraph of the report, and points go on over its end."""
    wrapped = "\n".join(
        "\n".join(line[at : at + 17] for at in range(0, len(line), 17))
        for line in own("★{}★").split("\n")
    )
    report = parse(wrapped, GENRE)

    assert [point.text.replace("\n", "") for point in report.measures] == [
        point.text for point in parse(own("★{}★"), GENRE).measures
    ]
    assert [each.text for each in report.paragraphs] == wrapped.split("\n")


@pytest.mark.parametrize(("lack", "plan"), [("不满意之{}", "怎么改"), ("短处{}", "补法")])
def test_names_that_stand_again_and_again_are_told_by_what_stands_behind_them(lack, plan):
    """Whatever words they are, and no heading is made of them."""
    entries = [
        ("坐诊时话太冲，病人家属跟我吵过两回。", "坐诊先听病人讲完，科里每月评一次。"),
        ("办一张证要跑四趟，窗口之间互相推。", "窗口合成一个，材料收齐当场受理。"),
    ]
    told = [
        line
        for at, (one, other) in enumerate(entries)
        for line in (f"{lack.format(HAN[at])}：{one}", f"{plan}：{other}")
    ]
    text = "\n".join(["2024年度述职报告", "一、履职情况", "办会3次。", "二、存在的问题", *told])
    report = parse(text, GENRE)

    assert len(report.sections) == 2
    assert [point.text for point in report.shortcomings] == [one for one, _ in entries]
    assert [point.text for point in report.measures] == [other for _, other in entries]


def test_a_greeting_is_parted_from_what_follows_it_and_makes_no_greeting_of_its_line():
    """大家好！ is ceremony, the rest of its line the preamble, and so is the line."""
    text = "2024年度述职报告\n各位同事：\n大家好！我在院里干了三年。\n一、履职情况\n办会3次。"
    report = parse(text, GENRE)
    told = [(str(each.kind), each.text) for each in report.paragraphs[2:4]]

    assert told == [("salutation", "大家好！"), ("preamble", "我在院里干了三年。")]
    assert str(report.kinds[text.index("大家好")]) == "preamble"


def test_a_name_of_measures_alone_answers_the_line_above_it():
    """补的办法：… between lines without a name: these are the shortcomings, whole."""
    text = (
        "2024年度述职报告\n"
        "★做成的事\n"
        "办会3次，收文214份，写材料37篇，没有出过差错。\n"
        "★没做好的和怎么补\n"
        "对新人关心不够。三个人刚来，没有人带，走了一个。\n"
        "补的办法：每人配一位师傅，我每月和他们谈一次。\n"
        "下乡太少。全年只去了9天。账目核对也不细。\n"
        "补的办法：每周三固定下乡，回来写一页纸。\n"
        "★廉洁\n"
        "没有收过礼金礼品，没有插手过工程。\n"
    )
    report = parse(text, GENRE)

    assert [each.text[:4] for each in report.shortcomings] == ["对新人关", "下乡太少"]
    assert [each.text[:4] for each in report.measures] == ["每人配一", "每周三固"]


def test_what_falls_short_below_each_piece_of_work_ends_where_the_next_begins():
    """不足：… below （一）, and （二） is work done again."""
    text = (
        "2024年度述职报告\n"
        "一、主要工作\n"
        "（一）收费。全年收费412万元，回收率98%。\n"
        "不足：上门还少。东街收了三个月才收齐。\n"
        "（二）维修。抢修漏点134处，平均38分钟到场。\n"
        "不足：查漏太慢。一处漏点找了一个多月。\n"
        "（三）安全。演练2次，没有发生事故。\n"
        "二、明年工作安排\n"
        "1.每周上门一天。\n"
        "2.买两台听漏仪。\n"
    )
    report = parse(text, GENRE)

    assert [each.text[:4] for each in report.shortcomings] == ["上门还少", "查漏太慢"]
    assert [each.role for each in report.paragraphs if each.text[:3] == "（三）"] == ["duty"]


def test_an_entry_that_numbers_two_things_tells_both_and_so_does_its_answer():
    """问题：①…②… with 措施：①…②…; a whole entry stays one."""
    text = (
        "个人对照检查材料\n"
        "◆学习方面\n"
        "问题：学得浅，读书少。\n"
        "措施：每月读一本书，写一篇笔记。\n"
        "◆担当方面\n"
        "问题：①怕得罪人，不敢批评。②新任务拖着不办。\n"
        "措施：①迟报三天亮黄牌，五天报镇长。②列出进度表，5月底前办完。\n"
    )
    report = parse(text, GENRE)

    assert [each.text[:3] for each in report.shortcomings] == ["学得浅", "怕得罪", "新任务"]
    assert [each.text[:3] for each in report.measures] == ["每月读", "迟报三", "列出进"]


def test_numbered_names_before_their_text_are_headings_all_when_half_are_known():
    """1.今年的主要工作：… counts with 2.廉洁方面：…; (1) below one is a point."""
    names = ["这一年的事情", "廉洁方面", "还存在的毛病", "明年的努力方向"]
    bodies = [
        "记录438场，装卷402册。",
        "没有收过礼金。",
        "有两个毛病。\n(1)笔录不够精练。\n(2)法律底子薄。",
        "这样做。\nA.每天早上看书。\nB.每月请人评一份笔录。",
    ]
    lines = [
        f"{at}.{name}：{body}" for at, (name, body) in enumerate(zip(names, bodies, strict=True), 1)
    ]
    report = parse("\n".join(["述职报告", *lines]), GENRE)

    assert [section.heading for section in report.sections] == names
    assert [len(report.shortcomings), len(report.measures)] == [2, 2]


def test_a_text_torn_from_another_begins_with_its_shortcomings_and_greets_nobody():
    """四是…… on the first line, up to the causes: what stands above is lost."""
    report = parse(
        "四是党员作用发挥的不好。一年只培训1—2次，次数太少。\n五是组织生活不够严肃。党课只讲了两次。\n"
        "产生以上问题的原因主要有：一是认识不到位。二是担当不够。\n三、下步措施\n一是每月讲一次党课。",
        GENRE,
    )

    assert [each.text[:4] for each in report.shortcomings] == ["党员作用", "组织生活"]
    assert [each.text[:3] for each in report.measures] == ["每月讲"]
    assert forms.form(report).name == "没有认出的报告"


def test_answers_of_a_form_are_no_self_check_and_what_is_denied_is_no_shortcoming():
    """没有遇上困难 below 遇到的问题, and 另外，… among measures told in turn is one of them."""
    report = parse(
        "1、工作中遇到的问题是什么？\n目前没有遇上特别困难的问题，都能一起解决。\n2、存在的不足有哪些\n首先是文档太少。其次是总结能力差。\n"
        "3、下阶段的工作规划\n首先，修复现有的缺陷；其次，学习别的模块；另外，写完远程日志的开发；最后，整理一份笔记。\n"
        "4、试用期的感受\n同事都愿意帮忙。\n5、对部门有哪些建议\n希望多组织交流。",
        GENRE,
    )

    assert [each.role for each in report.sections[:2]] == ["", "shortcoming"]
    assert [each.text[:2] for each in report.measures] == ["修复", "学习", "写完", "整理"]
    assert forms.form(report).name == "没有认出的报告"


def test_two_fellows_in_a_paragraph_of_shortcomings_are_two():
    """在硬件建设上，… and 软件建设上，…"""
    report = parse(
        "四、不尽如人意的地方\n一年来还有不少缺憾，在硬件建设上，几所完小还很落后。软件建设上，老师的科研意识不够强。\n"
        "经费缺口还是比较大，工程款付不出来。",
        GENRE,
    )

    assert len(report.shortcomings) == 3


@pytest.mark.parametrize(
    "told",
    [
        "对照2024年度民主生活会查摆的“调研不深”等4个问题，均已制定措施并基本整改到位。",
        "上年度组织生活会检视出的3个问题已经解决2个。",
    ],
)
def test_what_was_done_about_faults_found_a_year_ago_is_feedback(told):
    """In the middle of a preamble too."""
    text = f"个人对照检查材料\n我谈了心。{told}征求意见21条。\n一、问题\n一是学得浅。二是下村少。"

    assert [each.text for each in views.feedback(parse(text, GENRE))] == [told]


def test_the_year_somebody_began_is_not_reported_on():
    """2011年参加工作至今, and a report without a year has none."""
    begun = "本人于2011年6月参加工作至今，已有8年。"
    posted = "我是2021年3月到城关所任副所长的。"

    assert parse(f"2023年度述职报告\n{posted}\n一、工作\n办案3件。", GENRE).year == 2023
    assert parse(f"个人工作总结\n{begun}\n感悟很多。", GENRE).year is None
    assert parse(f"个人工作总结\n{begun}2019年，我办会3次。", GENRE).year == 2019


def test_a_report_of_a_government_is_of_its_own_kind():
    """政府工作报告 owes no shortcomings of its author."""
    text = "某镇2018年政府工作报告\n各位代表：\n一、2018年工作回顾\n财政收入466万元。"

    assert forms.form(parse(text, GENRE)).name == "政府工作报告"


def test_what_needs_to_be_better_is_a_shortcoming_in_prose_and_an_intention_a_plan():
    """需要加强的地方是…, 发展意向：…"""
    report = parse(
        "工作总结\n一、项目架构\n搭好了环境6套。\n发展意向：研究构建工具，做出一套框架。\n"
        "二、工作感悟\n思路比较清楚。但是需要加强的地方是接口不太熟练。",
        GENRE,
    )

    assert [each.text for each in report.shortcomings] == ["接口不太熟练。"]
    assert [each.text[:4] for each in report.measures] == ["研究构建"]


def test_points_with_a_sign_are_told_though_other_measures_follow():
    """改进计划 has its two, the plan for the next year its own."""
    report = parse(
        "## 评价\n做完3个模块。\n### 不足\n不会的东西没有及时去问人，浪费了太多时间。\n"
        "#### 改进计划：\n- 利用业余时间深入当前的技术\n- 增加与小伙伴的交流\n"
        "明年规划：\n1. 争取提4个合并请求\n2. 每月写一篇笔记\n",
        GENRE,
    )

    assert len(report.shortcomings) == 1
    assert [each.text.lstrip("- ")[:2] for each in report.measures] == [
        "利用",
        "增加",
        "争取",
        "每月",
    ]
