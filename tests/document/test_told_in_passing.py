"""What is told in passing: behind a greeting of work done, in a list, in answers to questions."""

import pytest

from drafter import rules
from drafter.document import Role, genre
from drafter.document.answering import pairing
from drafter.document.parsing import parse
from drafter.document.views import feedback

SHUZHI = genre.load("shuzhi")
WORK = "一、主要工作\n全年养护道路36公里，清理边沟1.2万米，更换护栏80处。\n"


def read(told, work=WORK):
    """A report with what is told below the work done."""
    return parse(f"年终总结\n{work}{told}", SHUZHI)


def begins(points):
    """The first words of points."""
    return [point.text[:6] for point in points]


def test_a_list_below_names_tells_the_points():
    """1.机械 only names the matter of the lines with signs below it."""
    report = read(
        "二、存在的问题\n1.机械\n - 压路机保养拖了两个月。\n - 油料登记常常补记。\n"
        "2.人员\n - 夜间施工安全员缺岗3次。\n三、改进措施\n1.机械\n - 每月5日前完成保养。\n"
        " - 加油当场登记。\n2.人员\n - 夜间施工配两名安全员。\n"
    )

    assert begins(report.shortcomings) == ["压路机保养拖", "油料登记常常", "夜间施工安全"]
    assert begins(report.measures) == ["每月5日前完", "加油当场登记", "夜间施工配两"]


def test_the_next_line_of_a_list_that_turned_to_plans_tells_what_lacks():
    """今后…… ends one line; the line below it with the same sign is the next shortcoming."""
    report = read(
        "二、存在的不足\n- 压路机保养拖了两个月。今后每月5日前完成保养。\n"
        "- 油料登记常常补记，账实对不上。今后加油当场登记。\n"
    )

    assert begins(report.shortcomings) == ["压路机保养拖", "油料登记常常"]
    assert begins(report.measures) == ["今后每月5日", "今后加油当场"]


def test_a_list_below_a_sentence_inside_a_paragraph_falls_short():
    """可是手上的本事还有不足。首先，… opens the shortcomings, and 鉴于…，今后… the plans."""
    report = read(
        "工作中学会了摊铺和压实的要领。摊铺机开得稳了，可是手上的本事还有不足。首先，看不懂图纸。"
        "其次，不会用水准仪。\n鉴于自身的不足，今后要跟着技术员学图纸。每周练一次水准仪。\n",
        work="",
    )

    assert begins(report.shortcomings) == ["看不懂图纸。", "不会用水准仪"]
    assert begins(report.measures) == ["跟着技术员学", "每周练一次水"]


def test_an_example_goes_on_with_what_stands_above_it():
    """例如…… on a line of its own shows the shortcoming above, and is none."""
    report = read(
        "二、存在的不足\n巡查不细，小坑槽发现得晚。\n例如七号桥头的坑槽，群众打了电话才去补。\n"
        "台账记得乱。\n"
    )

    assert begins(report.shortcomings) == ["巡查不细，小", "台账记得乱。"]


def test_what_is_admitted_behind_its_fellows_is_the_example_named():
    """存在不少问题和缺点，如…… tells what stands behind 如, however late it turns to it."""
    report = read(
        "有老班长手把手教、有工友搭手帮忙，长进总归是有的，可我心里明白，身上还存在不少问题和缺点，"
        "如施工图看不懂，安全交底有讲得不清楚的地方。在今后的工作中，我还要跟技术员多学。\n"
    )

    assert begins(report.shortcomings) == ["施工图看不懂"]
    assert begins(report.measures) == ["在今后的工作"]


def test_a_plan_announced_beside_what_falls_short_tells_plans():
    """现就不足作如下安排： is no admission, and 针对…的问题，… before a deed is none either."""
    report = read(
        "针对部分路段存在护栏缺损的问题，养护站更换护栏80处，完好率明显提高。\n"
        "活干了不少，不足也看得见，现就补短板作如下安排：\n1.三月底前补齐边沟盖板。\n"
        "2.每季度检修一次压路机。\n"
    )

    assert not report.shortcomings
    assert begins(report.measures) == ["三月底前补齐", "每季度检修一"]


def test_answers_behind_pictures_answer_the_line_above():
    """🔍 stands before what falls short, 🔑 对策： before what answers it."""
    report = read(
        "## 过去的不足\n🔍 台账记录待提高\n🔑 对策：当天记，周五查\n🔍 沟通能力不够\n"
        "🔑 对策：每月和村组长碰一次头\n## 明年的打算\n📌 考下二级建造师\n📌 带出一名徒弟\n",
        work="## 今年的工作\n养护道路36公里。\n",
    )

    assert begins(report.shortcomings) == ["台账记录待提", "沟通能力不够"]
    assert begins(report.measures) == [
        "当天记，周五",
        "每月和村组长",
        "考下二级建造",
        "带出一名徒弟",
    ]


def test_the_questions_of_a_form_are_its_sections():
    """What is answered about others is no shortcoming of the author's."""
    report = read(
        "1. 你如何评价自己今年的工作？\n养护道路36公里，没有返工。\n"
        "2. 你觉得站里的工作流程有什么不足？可以举例\n报修单要过三个人的手，太慢。\n"
        "3. 你觉得自己还有哪些不足？\n资料整理不及时。\n"
        "4. 你对站里有什么建议？\n多配一台切割机。\n",
        work="",
    )

    assert [each.ordinal for each in report.sections] == [1, 2, 3, 4]
    assert begins(report.shortcomings) == ["资料整理不及"]


def test_what_closes_the_plans_promises_nothing_more():
    """结语 is no cause of what falls short, so that nothing behind it answers."""
    report = read(
        "二、不足及改进\n（一）看图慢，常要问人。今后每晚看一小时图纸。\n"
        "（二）交底讲得不清。今后先写提纲。\n三、结语\n新的一年，我将继续努力，不负期望。\n"
    )

    assert len(report.shortcomings) == 2
    assert begins(report.measures) == ["今后每晚看一", "今后先写提纲"]


def test_a_story_does_not_stand_for_what_is_admitted():
    """A paragraph that says itself that it falls short is not given up for what happened."""
    report = read(
        "雨季之前，我跟着老技术员把四座涵洞看了一遍，照他说的做了记录，也替新来的学员放过线，"
        "样板段做完还得了站长的表扬；汛期里，除了回家拿过两回衣裳，剩下的日子都守在边坡上。\n"
        "有老班长手把手教、有工友搭手帮忙，长进总归是有的，可我心里明白，身上还存在不少问题，"
        "如施工图看不懂，安全交底有讲得不清楚的地方。\n",
        work="",
    )

    assert begins(report.shortcomings) == ["施工图看不懂"]


def test_plans_told_in_passing_stand_beside_those_of_the_next_heading():
    """They are more than a remark; what asks to be taken on is none of them."""
    report = read(
        "一年来我觉得自己还有以下不足：一、放线不熟；二、资料整理慢。今后的工作中，我会虚心向老师傅学习放线，"
        "做好每天的施工日志，遇到不懂的当场问清楚，争取半年内能独立带一个作业面，把短板一点点补起来。\n"
        "按照站里的规定，试用期满合格后可以转为正式职工，因此我特向站里提出转正申请，望领导批准。\n"
        "二、明年工作计划\n一是考下施工员证。二是每周整理一次资料。\n"
    )

    assert begins(report.shortcomings) == ["放线不熟；", "资料整理慢。"]
    assert begins(report.measures) == ["今后的工作中", "考下施工员证", "每周整理一次"]


def test_wishes_among_what_falls_short_are_plans():
    """争取在…, 希望能… and 期望… turn to what is meant."""
    report = read(
        "二、存在的不足\n1.放线不熟，返工两次。争取在三月底前学会全站仪。\n"
        "2.资料整理慢，迟交四回。希望能每周五下班前整理完。\n"
    )

    assert begins(report.shortcomings) == ["放线不熟，返", "资料整理慢，"]
    assert begins(report.measures) == ["争取在三月底", "希望能每周五"]


def test_the_causes_of_all_are_no_shortcomings():
    """出现这些问题，原因主要在于：一是…… counts causes; told in a sentence they are none either."""
    plans = "三、改进措施\n一是每周保养一次。\n二是加油当场登记。\n三是夜间配两名安全员。\n"
    counted = read(
        "二、存在问题及原因\n一是压路机保养拖了两个月。\n二是油料登记不及时。\n三是夜间巡查不够。\n"
        f"出现这些问题，原因主要在于：一是我抓得不紧；二是新规程学得不深，有畏难情绪。\n{plans}"
    )
    said = read(
        "二、主要差距\n回顾一年，自己还有不少差距。压路机保养不及时，拖了两个月。油料登记不细，账实不符。"
        f"夜间巡查不够，漏了两处坑槽。出现上述问题，有人少的客观因素，更主要的还是我抓得不紧。\n{plans}"
    )

    assert begins(counted.shortcomings) == ["压路机保养拖", "油料登记不及", "夜间巡查不够"]
    assert begins(said.shortcomings) == ["压路机保养不", "油料登记不细", "夜间巡查不够"]


def test_what_ties_a_point_to_the_last_needs_no_comma():
    """另外我…… tells one more behind 其次，……, and 另外还要…… begins at 还要."""
    report = read(
        "有几个地方做得不好。首先是压路机保养不及时，拖了两个月。其次，油料登记不细，账实不符。"
        "另外我与村里沟通不够，施工扰民被投诉两次。\n"
        "2025年，我打算从这样几件事上改。保养方面，每月五日前做完，逾期扣分。"
        "登记方面，加油当场记账，月底核对。再就是向村里提前三天贴出施工告示。"
        "另外还要考下一本试验员证。\n"
        "干了六年养护，越来越觉得路连着千家万户。今后我会继续努力，不辜负大家的信任。\n"
    )

    assert begins(report.shortcomings) == ["压路机保养不", "油料登记不细", "我与村里沟通"]
    assert begins(report.measures) == [
        "保养方面，每",
        "登记方面，加",
        "向村里提前三",
        "还要考下一本",
    ]


def test_one_more_pair_may_stand_behind_numbered_ones():
    """另外，我……，今后…… turns to what is meant as each pair above it does."""
    report = read(
        "二、问题和打算\n（一）保养不及时，压路机拖了两个月。明年准备每月五日前做完。\n"
        "（二）登记不细，账实对不上。明年每次加油当场记账。\n（三）工棚漏雨，还没有修好。\n"
        "另外，我个人性子急，对民工说话不耐心，今后注意改，有话好好讲。\n"
    )
    found = pairing(report)

    assert begins(report.shortcomings)[2:] == ["工棚漏雨，还", "我个人性子急"]
    assert begins(report.measures) == ["明年准备每月", "明年每次加油", "今后注意改，"]
    assert [each.measure for each in found.pairs] == [0, 1, None, 2]


def test_a_heading_names_what_was_fed_back_last_year():
    """去年民主测评反馈情况 opens the feedback, as …整改情况 does."""
    told = "二、去年民主测评反馈情况\n民工对伙食意见较大。三月换了厨师，饭价降了两元。\n"
    report = read(f"{told}三、不足\n一是保养不及时。\n二是登记不细。\n")

    assert [section.role for section in report.sections][1:] == [Role.FEEDBACK, Role.SHORTCOMING]


@pytest.mark.parametrize(
    "numbers", ["一是 二是 三是", "第一， 第二， 第三，", "1. 2. 3.", "（一） （二） （三）"]
)
@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_numbered_point_on_motions_is_work_like_its_fellows(numbers, first):
    """二是办理政协提案。 is no feedback of last year: the series is one, and whole."""
    told = ["养护农村道路。养护36公里。", "整治占道堆放。清理41处。"]
    told.insert(first, "办理人大建议。办结9件，见面答复9件。")
    lines = (f"{number}{each}" for number, each in zip(numbers.split(), told, strict=True))
    report = read(
        "二、存在的不足\n油料登记常常补记。\n", work="一、抓履职\n" + "\n".join(lines) + "\n"
    )

    assert not [each for each in report.paragraphs if each.role == Role.FEEDBACK]
    assert "broken-enumeration" not in {each.rule for each in rules.check(report)}


def test_an_answer_to_suggestions_without_a_number_tells_the_feedback():
    """回应代表建议。…… on a line of its own is not a point of work."""
    report = read("回应代表建议。路口的标线已经补画。\n二、存在的不足\n油料登记常常补记。\n")

    assert [each.role for each in report.paragraphs].count(Role.FEEDBACK) == 1


@pytest.mark.parametrize(
    ("told", "is_feedback"),
    [
        ("上年度组织生活会我认领的3个问题中，“值班不在岗”已经解决，其余两项二季度完成。", True),
        ("去年民主生活会上本人认领问题5条，目前改好4条。", True),
        ("2022年度组织生活会我给自己列了四条毛病，三条已经改正。", True),
        ("2022年评估定级时，专家组反馈我站“台账乱、岗前培训少”两个问题。今年逐项补齐。", True),
        ("去年测评问卷里，有同志写道“开会太多、下路太少”，今年上路112天。", True),
        ("去年我认领党员岗位3个，今年解决群众困难12件。", False),
        ("专家组评估认为我站达到一级标准，今年续评通过。", False),
    ],
)
def test_what_was_said_of_the_author_is_feedback_whoever_said_it(told, is_feedback):
    """He himself at last year's meeting, experts, a questionnaire; praise and tasks are none."""
    assert bool(feedback(read(f"{told}\n"))) is is_feedback


@pytest.mark.parametrize("sign", ["•", "►", "▷", "▸"])
def test_a_sign_of_any_shape_before_a_point_is_no_part_of_it(sign):
    """▷ 油料登记常常补记。 tells what lacks as • does."""
    report = read(
        f"二、存在的问题\n{sign} 压路机保养拖了两个月。\n{sign} 油料登记常常补记。\n"
        f"三、改进措施\n{sign} 每月5日前完成保养。\n{sign} 加油当场登记。\n"
    )

    assert begins(report.shortcomings) == ["压路机保养拖", "油料登记常常"]
    assert begins(report.measures) == ["每月5日前完", "加油当场登记"]


LEARNT = [
    "干养护十五年，我体会最深的是，路是给老百姓走的，没有什么事比这更要紧。\n当然，差距也摆在那里。",
    "这一年最大的收获是懂得了一个道理：没有调查就没有发言权。\n不足的地方也不少。",
    "工作三年，我深深感受到，养护工作无小事，一块松动的盖板就可能绊倒一个老人。\n",
    "从事基层工作多年，我越来越感到，制度不落地，等于一张废纸。\n但静下心想一想，问题同样明显。",
    "干了八年，感受最深的就是“小洞不补，大洞吃苦”。但对照这句话，自己的差距很明显。",
]


@pytest.mark.parametrize("learnt", LEARNT)
def test_what_somebody_has_learned_falls_short_of_nothing(learnt):
    """最深的体会是，没有小新闻 says of nobody what is wrong; what stands behind it does."""
    report = read(
        f"二、体会与不足\n{learnt}夜间巡查跑得少，全年只有11次。对新职工带得不够，三名学徒还不会开压路机。"
        "我的脾气也急，催工人催得紧，话说得难听，事后又不去道歉。\n"
        "三、明年打算\n把夜间巡查排进班表。\n给新职工定师傅。\n"
    )

    assert begins(report.shortcomings) == ["夜间巡查跑得", "对新职工带得", "我的脾气也急"]


OF_ONESELF = [
    "最深的体会是，自己学得太少，检测的规范还背不下来。",
    "回顾这一年，我深深感到，服务意识淡薄，司机有怨言。",
    "感受最深的是，应急处置能力跟不上，塌方那天乱了阵脚。",
]


@pytest.mark.parametrize("told", OF_ONESELF)
def test_what_somebody_has_learned_of_himself_falls_short(told):
    """最深的体会是，自己学得太少 tells a shortcoming."""
    report = read(f"二、体会与不足\n{told}\n夜间巡查跑得少，全年只有11次。\n")

    assert begins(report.shortcomings) == [told[:6], "夜间巡查跑得"]


OPENINGS = [
    (
        "根据支部统一安排，我学习了规定篇目，收到意见建议14条。对上年度组织生活会查摆的“案件节点超期、"
        "接待当事人态度急躁”等4个问题，逐条制定了措施，已整改到位3个。"
    ),
    (
        "按照镇党委要求，会前我广泛征求意见。对去年专题民主生活会上自己认领的3个方面9条问题，"
        "一条一条对照，已改好8条，剩下“联系群众不紧密”一条列为长期坚持。"
    ),
    (
        "我于2021年3月任镇卫生院院长，主持全面工作。2022年度述职测评时，职工代表批评我“坐办公室多、"
        "到科室少”，今年我每周二、周四上午固定到病房，和护士一起交接班，已查房86次。"
    ),
    (
        "会前，我采取个别谈话、发放征求意见表等方式听取意见23条。上年度民主生活会检视的5个问题中，"
        "已解决4个，“调查研究不深入”还在持续改进，我将它列入今年的整改清单。"
    ),
]


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("width", [26, 32, 36, 40])
def test_feedback_in_the_opening_is_read_over_the_rows_of_the_paper(opening, width):
    """What only the paper broke is one sentence, wherever a row ends in it."""
    work = (
        f"　　{opening}现将有关情况报告如下，请同志们批评帮助。",
        (
            "　　一是理论学习有实用主义倾向，与办案有关的学得多，与办案无关的翻一翻就放下，"
            "全年学习笔记有近三分之一是补记的，遇到查封企业基本账户这类具体事，想得最多的还是结案率。"
        ),
    )
    rows = [line[at : at + width] for line in work for at in range(0, len(line), width)]
    told = feedback(parse("\n".join(["个人对照检查材料", *rows]), SHUZHI))

    assert len(told) == 1
    assert "已" in told[0].text.replace("\n", "")
    assert told[0].text.endswith("。")
