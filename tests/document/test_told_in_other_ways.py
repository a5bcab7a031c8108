"""Parts of a report told in ways of other hands: numbers of accounts, forms, prose of any kind."""

import pytest

from drafter.document import ParagraphKind, genre
from drafter.document.answering import pairing
from drafter.document.parsing import parse
from drafter.document.parsing.plain import plain
from drafter.document.parsing.running import names, parts
from drafter.document.views import feedback

SHUZHI = genre.load("shuzhi")
WORK = "一、履职情况\n全年巡查渡口412次，处置险情9起，更换救生设备63件。\n"


def read(told, work=WORK):
    """A report with what is told below the work done."""
    return parse(f"述职报告\n各位代表：\n{work}{told}", SHUZHI)


def begins(points):
    """The first words of points."""
    return [point.text[:6] for point in points]


def test_numbers_of_accounts_behind_which_a_tab_stands_open_sections():
    """壹, 贰 and 叁 on lines of their own head what stands below, in any words."""
    report = read(
        "壹\t全年跑了哪些船\n"
        "跑船1260航次，载客3.1万人次。\n"
        "贰\t自己掂量掂量\n"
        "（1）记账潦草。有两本台账对不上。\n"
        "（2）救生演练少。全年只练过一回。\n"
        "叁\t来年的小算盘\n"
        "（1）每晚收船后当场记账。\n"
        "（2）每季度演练一回。\n",
        work="",
    )

    assert [each.heading for each in report.sections] == [
        "全年跑了哪些船",
        "自己掂量掂量",
        "来年的小算盘",
    ]
    assert begins(report.shortcomings) == ["记账潦草。有", "救生演练少。"]
    assert begins(report.measures) == ["每晚收船后当", "每季度演练一"]


def test_all_blanks_of_a_form_stand_before_the_report():
    """However many lines of a form there are: the last of them opens no text."""
    form = "某港务公司\n述职报告\n（2024年度）\n姓名：文大江\n职务：站长\n单位：东渡口\n"
    report = parse(f"{form}填报日期：2025年2月3日\n{WORK}", SHUZHI)

    assert [each.kind for each in report.paragraphs[:7]] == [ParagraphKind.TITLE] * 7


def test_things_told_one_by_one_are_sections_and_each_ends_with_what_fell_short():
    """第一件事：… heads work, behind it what is lacking and what will be done about it."""
    report = read(
        "第一件事：渡口怎么更稳\n全年渡客8.2万人次，换缆绳46条。\n"
        "毛病也摆在这里：夜航瞭望常常缺人，全年缺岗21次；此外缆绳台账记得不全，抽查错了9处。"
        "关于夜航，二月份起排双人班。关于台账，我和账房每周核对一次。\n"
        "第二件事：码头怎么更净\n清运垃圾312吨，添置垃圾箱40只。\n"
        "做得不够的是，候船室厕所异味长期没有解决，旅客投诉17次。今年上半年改造厕所，每天冲洗三遍。\n",
        work="",
    )

    assert [each.heading for each in report.sections] == ["渡口怎么更稳", "码头怎么更净"]
    assert len(report.shortcomings) == 3
    assert begins(report.measures) == ["关于夜航，二", "关于台账，我", "今年上半年改"]


def test_a_sentence_that_leans_on_a_shortcoming_turns_to_what_will_be_done():
    """这一项…，我将… is the plan that answers it, and no more of what is lacking."""
    report = read(
        "二、主要问题和改进措施\n"
        "1）夜航值守不够严。有4个班次无人瞭望。今年将实行双人值守，每周查岗两次。\n"
        "2）救生演练组织偏少。全年只练了一回。下一步推行每季一练，力争人人上手。\n"
        "3）码头照明还有差距。12盏灯坏了半年。这件事牵涉单位较多，我将主动向县交通局汇报，争取列入维修。\n"
    )

    assert begins(report.shortcomings) == ["夜航值守不够", "救生演练组织", "码头照明还有"]
    assert begins(report.measures) == ["今年将实行双", "下一步推行每", "我将主动向县"]


def test_plans_that_begin_alike_and_shortcomings_behind_a_remark_are_told_apart():
    """最突出的是… behind 毛病不容回避。 is the first, and 要… begins each measure."""
    report = read(
        "二、与群众期盼的差距\n"
        "认真想来，自身的毛病不容回避。最突出的是夜航管理有“上紧下松”现象，班长抓得紧，"
        "到了船员就松，有两条船全年没做过一次演练。其次，救生器材更换不及时，有31件过期未换。"
        "另外，台账登记不细致，抽查错漏9处。\n"
        "三、今后怎么改\n"
        "说到底要靠行动。要把夜航排班定到人，每月通报一次。要换掉过期器材，二月底前全部到位。"
        "还要建好电子台账，每周核对一次。\n"
    )

    assert begins(report.shortcomings) == ["夜航管理有“", "救生器材更换", "台账登记不细"]
    assert begins(report.measures) == ["要把夜航排班", "要换掉过期器", "还要建好电子"]


def test_a_full_line_that_ends_with_a_sentence_goes_on_where_paragraphs_are_indented():
    """Its paragraph ends where the next is indented, not where a sentence fills the paper."""
    told = (
        "　　今年以来，我带着全站职工守好三个渡口，全年渡客八万二千余\n"
        "人次，换缆绳46条，修趸船2艘，没有发生落水和碰撞，群众放心过\n"
        "江。\n"
        "　　夜航是最操心的事，我把瞭望班从一人增到两人，每晚查岗两次。\n"
        "二月里江雾大，我们停航六天，广播通知沿岸村子，没有一位旅客因\n"
        "为等船误了大事。\n"
        "　　码头环境也一点点变好，清运垃圾312吨，添置垃圾箱40只，厕\n"
        "所改造已经完工，旅客打分比去年高了许多。\n"
    )
    report = parse(f"述职报告\n一、履职情况\n{told}", SHUZHI)
    night = next(each for each in report.sections[0].text.split("　　") if each.startswith("夜航"))

    assert "\n二月里江雾大" in night
    assert plain(told).text.count("\n") == 3


def test_criticism_answered_inside_a_paragraph_stands_beside_that_with_its_own():
    """What was found a year ago and mended is feedback in both places."""
    report = read(
        "二、从严治党\n"
        "召开会议6次。对去年巡察指出的票款管理漏洞，我带人清查账目214笔，追回3.2万元。\n"
        "在去年的述廉评议中，大家提出我下船少。今年跟船48天，整改到位。\n"
    )
    told = "".join(each.text for each in feedback(report))

    assert "票款管理漏洞" in told
    assert "跟船48天" in told


def test_each_part_that_tells_its_shortcomings_tells_their_measures_too():
    """短板：… ends each piece of work; what will be done about it is no more of what is lacking."""
    report = read(
        "1.渡运\n全年渡客8.2万人次，换缆绳46条。\n"
        "短板：夜航值守不够严，全年缺岗21次。明年要推行双人值守，每周查岗两次。\n"
        "2.码头\n清运垃圾312吨，添置垃圾箱40只。\n"
        "短板：候船室管理粗放，旅客投诉17次。另外，班组之间奖惩拉不开差距，干多干少一个样。"
        "力争上半年改造候船室，每天冲洗三遍。制定班组奖惩办法，按季兑现。\n"
        "3.来年重点\n一抓新趸船采购，添船2艘。二抓航标更新，换灯18盏。\n",
        work="",
    )

    assert begins(report.shortcomings) == ["夜航值守不够", "候船室管理粗", "班组之间奖惩"]
    assert begins(report.measures)[3:] == ["抓新趸船采购", "抓航标更新，"]
    assert [(x.shortcoming, x.measure) for x in pairing(report).pairs] == [(0, 0), (1, 1), (2, 2)]


def test_a_sentence_that_begins_with_what_it_is_for_is_a_plan_from_its_beginning():
    """为此，将…，明年… is one measure: its first half is no more of the shortcoming."""
    told = "为此，将与海事所签订联勤协议，明年三月底前双人上岗。"

    assert list(parts(told, (0, len(told)))) == [(0, len(told))]


def test_what_people_said_when_somebody_reported_a_year_ago_is_feedback():
    """The occasion is named and no word for criticism: 去年述廉时，群众反映…"""
    told = "去年述廉时，渡口群众反映票价公示不清，今年我重做了公示牌12块。"
    report = read(f"二、廉洁自律\n{told}\n")

    assert [each.text for each in feedback(report)] == [told]


def test_prose_of_measures_has_a_sentence_for_each_shortcoming():
    """Shortcomings are told in turn, and as many sentences say what will be done."""
    report = read(
        "二、找差距\n静下心来想，我的工作离乡亲的希望还有距离。首先，我坐值班室的时间多了，上船看的时间少了。"
        "其次，渡口之间很不平衡，两个小渡口趸船锈蚀，我想过办法，成效不明显。"
        "还有，救生演练有时走过场，喊几句就散了，真正下水的不多。\n"
        "三、往后的路\n新的一年，我想做好几件事。每周跟船两天，和船员面对面交流。"
        "请县航道站帮扶两个小渡口，半年除锈一次。再就是每季下水练一回，带头上。\n"
    )

    assert len(report.shortcomings) == 3
    assert begins(report.measures) == ["每周跟船两天", "请县航道站帮", "每季下水练一"]


def test_a_plan_for_the_next_term_stands_behind_its_shortcoming():
    """下学期值班室要… turns to what will be done as 今后… does, whoever is to do it."""
    report = read(
        "二、问题和改进\n（1）救生衣发放不细。全年丢失14件，没有人签收。"
        "下学期值班室要实行“一衣一号”，每月清点一次。\n"
        "（2）跟船少。我全年只跟了6天。今后每周二跟船一天，当天写记录。\n"
        "（3）夜航灯坏得多。\n"
        "另外，水位退下去以后，还打算办两件事：把南渡口的台阶接长；给候船室换上新门。\n"
    )

    assert begins(report.measures) == [
        "下学期值班室",
        "今后每周二跟",
        "把南渡口的台",
        "给候船室换上",
    ]
    assert [(x.shortcoming, x.measure) for x in pairing(report).pairs] == [
        (0, 0),
        (1, 1),
        (2, None),
    ]


def test_plans_told_besides_in_one_sentence_are_each_one():
    """此外，明年还要…；… behind answers is two plans, if what stands behind ；is meant too."""
    head = (
        "二、不足和措施\n一是夜班人少。全年缺岗21次。下步将招两名船工，六月到岗。\n"
        "二是账目公开慢。下步拟每月十日张榜。\n"
    )
    several = read(f"{head}此外，明年还要配合海事所做好年检；力争把候船室的漏雨修好。\n")

    assert begins(several.measures)[2:] == ["配合海事所做", "力争把候船室"]


def test_a_wish_behind_the_last_plan_told_in_turn_is_one_more():
    """最后，… 如果时间允许，还想… is two plans; 还想 behind an earlier one is part of it."""
    report = read(
        "二、不足\n一是不会看雷达。二是英语差。\n三、打算\n首先，跟老船长学雷达三个月，还想考个证。"
        "其次，每天背十个词。最后，报名区里的救生比赛。如果精力允许，还想把渡口的老照片整理成册。\n"
    )

    assert begins(report.measures) == [
        "跟老船长学雷",
        "每天背十个词",
        "报名区里的救",
        "把渡口的老照",
    ]


def test_a_remark_above_prose_is_no_shortcoming_though_measures_are_as_many_as_sentences():
    """还有不少不如意的地方。 only says that something follows, and leads are left out."""
    report = read(
        "二、存在的不足\n回想这一年，还有不少不如意的地方。最大的问题是渡口老化，三处台阶断裂。"
        "船工年纪偏大，平均56岁。还有就是不善宣传，乡亲不知道有夜航。\n"
        "三、打算\n1.修台阶三处。\n2.招年轻船工两名。\n3.在村口张贴夜航表。\n4.给候船室刷漆。\n"
    )

    assert begins(report.shortcomings) == ["渡口老化，三", "船工年纪偏大", "不善宣传，乡"]


def test_a_plan_in_the_middle_of_prose_hides_no_shortcoming_behind_it():
    """明年… inside a paragraph ends where the paragraph names the next thing that falls short."""
    report = read(
        "二、没做好的和接下来要做的\n说完做的，再说没有做好的。夜航不准点，常常晚半个钟头，乡亲在风里等。"
        "明年我想把夜航改成整点，两头各放一艘船。还有一件事，就是对船工关心不够，今年有三个人辞了工，"
        "我事后才知道。从三月起，我每月请船工吃一顿饭，听听难处。\n"
    )

    assert begins(report.shortcomings) == ["夜航不准点，", "对船工关心不"]
    assert len(report.measures) == 2


def test_who_reports_is_no_heading_though_it_is_in_bold_like_them():
    """**unit　post　name** under the title, and the greeting below it, stand before the text."""
    report = parse(
        "# 述职报告\n\n**南渡口管理站　站长　严桂生**\n\n公司考核组：\n\n"
        "**一、履职情况**\n\n全年跑船1260航次，载客3.1万人次，没有发生一起事故。\n\n"
        "**二、存在的不足**\n\n- 夜班人少。\n- 账目公开慢。\n\n"
        "**三、下步打算**\n\n* 招两名船工。\n* 每月十日张榜。\n",
        SHUZHI,
    )

    assert [section.heading[2:] for section in report.sections] == [
        "履职情况",
        "存在的不足",
        "下步打算",
    ]
    assert [each.text for each in report.shortcomings] == ["夜班人少。", "账目公开慢。"]
    assert [each.text for each in report.measures] == ["招两名船工。", "每月十日张榜。"]
    assert report.paragraphs[2].kind is ParagraphKind.SALUTATION


def test_a_first_heading_without_a_number_stays_one_though_all_others_have_one():
    """**前言** above numbered names in bold says not who reports."""
    report = parse(
        "# 述职报告\n\n**前言**\n\n我在渡口干了七年，今年分管三条船和十一名船工，现报告如下。\n\n"
        "**一、履职情况**\n\n全年跑船1260航次，载客3.1万人次，没有发生一起事故。\n\n"
        "**二、存在的不足**\n\n- 夜班人少。\n- 账目公开慢。\n",
        SHUZHI,
    )

    assert report.sections[0].heading == "前言"


def test_names_before_their_text_count_on_with_one_on_a_line_of_its_own():
    """一、渡运。全年…… is a section where 三、不足和打算。 is; points that count anew are none."""
    report = read(
        "一、渡运。全年跑船1260航次，载客3.1万人次，更换缆绳46条。\n"
        "二、安全。演练12次，没有发生事故，更换救生衣80件。\n"
        "三、不足和打算。\n一是夜班人少。（打算：招两名船工，六月到岗。）\n"
        "二是账目公开慢。（打算：每月十日张榜。）\n",
        work="",
    )

    assert [each.heading for each in report.sections] == ["渡运", "安全", "不足和打算"]
    assert begins(report.measures) == ["招两名船工，", "每月十日张榜"]


def test_a_line_of_the_same_list_is_the_next_shortcoming_though_it_has_no_measure():
    """● among ● whose measures stand behind them; a line without the sign is told by its words."""
    report = read(
        "二、存在问题与解决办法\n● 夜航打不开局面，全年只开了三班。解决办法：五月前招两名船工。\n"
        "● 欠账收不回来，还有4.2万元。解决办法：逐笔列单，每月催一次。\n"
        "● 新人走得快，招五个走三个。\n"
    )

    assert begins(report.shortcomings) == ["夜航打不开局", "欠账收不回来", "新人走得快，"]
    assert [(x.shortcoming, x.measure) for x in pairing(report).pairs] == [
        (0, 0),
        (1, 1),
        (2, None),
    ]


def test_a_plan_besides_stands_below_numbered_ones():
    """此外，我还想… below 2、… is one more; thanks or deeds there are none."""
    head = (
        "二、不足\n1、看不懂雷达。\n2、账目公开慢。\n三、打算\n1、跟班学雷达。\n2、每月十日张榜。\n"
    )

    assert begins(read(f"{head}此外，我还想考取船长证书。\n").measures)[2:] == ["我还想考取船"]
    assert len(read(f"{head}此外，全年演练12次。\n").measures) == 2


def test_a_wish_behind_a_list_in_one_sentence_is_one_more():
    """我想从这几件事做起：…；…。要是能挤出时间，我还想… has a plan for each ；and the wish."""
    report = read(
        "当然，也有做得不够的地方。一个是夜航不准点，常常晚半个钟头。一个是账目公开慢，拖到年底。\n"
        "新的一年，我想从这几件事做起：把夜航改成整点，两头各放一艘船；每月十日张榜，账目写清楚。"
        "要是能挤出时间，我还想学一学修柴油机。\n"
    )

    assert begins(report.measures) == ["把夜航改成整", "每月十日张榜", "学一学修柴油"]


def test_a_shortcoming_without_a_measure_has_the_only_one_of_its_aspect():
    """Where aspects are answered in order and no measure is left; else it stays without."""
    told = (
        "二、存在的问题\n（一）学习方面\n1.读书少，全年一本没有读完。\n2.记性差，航标灯的规矩常常忘。\n"
        "（二）渡运方面\n1.夜航缺岗21次。\n2.救生衣丢失14件。\n"
        "三、整改措施\n（一）每周读书两晚，读完一本写一页。\n（二）夜航双人值守，缺岗当天补。\n"
        "（三）救生衣编号，每月清点。\n"
    )
    answered = {
        (x.shortcoming, x.measure if x.better is None else x.better)
        for x in pairing(read(told)).pairs
    }

    assert answered == {(0, 0), (1, 0), (2, 1), (3, 2)}


def test_a_matter_before_what_was_not_done_well_hides_no_shortcoming():
    """在厉行节约上，我们做得还不够 admits as much as 做得还不够 does."""
    assert names("在厉行节约上，我们做得还不够，水电费多支出了1.3万元。") == "lack"
    assert names("在厉行节约上，我们开了12次例会。") == "other"


def test_what_somebody_never_took_is_no_shortcoming():
    """自己没有多拿过一桶油 is honesty, though the words around it fall short of something."""
    report = read(
        "★ 船和线\n全年跑船1260航次，载客3.1万人次。\n"
        "夜航缺人的老毛病还没治好，常常一人顶两班，全年缺岗21次。明年想在东渡口设一个双人岗，先试三个月。\n"
        "★ 钱和物\n油票早就归公司统一管，每次领多少发多少，签字表随时可以看。"
        "自己没有多拿过一桶油。\n"
        "台账做得乱倒是真的，五六月份的签领表少了两页。明年用表格软件记，每月末打印一份。\n",
        work="",
    )

    assert begins(report.shortcomings) == ["夜航缺人的老", "台账做得乱倒"]


def test_what_a_chief_said_in_a_talk_a_year_ago_is_feedback():
    """提醒我 is said to the author; whom the author warned in talks of a year ago is none."""
    told = "上一年主任谈话时提醒我走动少，今年我每周到窗口站半天。"
    done = "去年开展谈话提醒12人次。"

    assert [each.text for each in feedback(read(f"一、工作情况\n修好门禁。{told}\n"))] == [told]
    assert not feedback(read(f"一、廉洁自律\n{done}\n"))


def test_plans_beside_what_was_answered_are_measures():
    """除上述整改外，…两件事：…；… behind shortcomings that are each answered: two more."""
    report = read(
        "二、问题与改进\n问题一：票据核对不细。\n改进办法：每日双人核对。\n问题二：下车间少。\n"
        "改进办法：每月下车间两天。\n三、下一步考虑\n除上述改进外，本人将办好两件事："
        "建成备件库，六月底启用；配合做好巡察整改，不推脱。\n"
    )

    assert len(report.shortcomings) == 2
    assert begins(report.measures) == [
        "每日双人核对",
        "每月下车间两",
        "建成备件库，",
        "配合做好巡察",
    ]


def test_counted_names_before_a_full_stop_are_sections_where_one_names_the_shortcomings():
    """4、不足。（1）… stands with 1、业绩。…; a list that counts as far has no sections."""
    told = "1、渡运。载客3.1万人次。\n2、安全。演练12次。\n3、不足。（1）夜班人少。（2）账目乱。\n"
    told += "4、明年计划。（1）招两名船工。（2）每月十日张榜。\n"
    report = parse(f"述职报告\n站长　严桂生\n{told}", SHUZHI)
    points = "1、渡运。招两名船工。\n2、安全。演练加密。\n3、学习。看书。\n4、廉洁。张榜。\n"

    assert [each.heading for each in report.sections] == ["渡运", "安全", "不足", "明年计划"]
    assert begins(report.shortcomings) == ["夜班人少。", "账目乱。"]
    assert not parse(f"述职报告\n站长　严桂生\n{points}", SHUZHI).sections


def test_names_of_aspects_and_words_that_lead_in_are_no_part_of_a_shortcoming():
    """（二）…方面。主要是…… and 二个是…… say what falls short behind these words."""
    aspects = read(
        "二、问题\n（一）作风方面。一是下乡少，只去了三次；二是脾气急，训过人。\n"
        "（二）服务方面。主要是夜航不准点，常常晚半个钟头。\n三、措施\n（一）每月下乡四次。\n"
    )
    listed = read(
        "二、问题\n说到问题，我感到主要有以下两个方面：一个是夜航不准点，常常晚半个钟头；"
        "二个是账目公开慢，拖到年底。\n"
        "三、措施\n对于准点不足，改成整点开船，两头各放一艘。对于账目公开，每月十日张榜。\n"
    )

    assert begins(aspects.shortcomings) == ["下乡少，只去", "脾气急，训过", "夜航不准点，"]
    assert begins(listed.shortcomings) == ["夜航不准点，", "账目公开慢，"]
    assert begins(listed.measures) == ["对于准点不足", "对于账目公开"]


def test_a_first_sentence_that_everybody_knows_something_is_not_done_well_is_a_remark():
    """有些事情我做得还不好，大家心里有数。 is none of as many shortcomings as measures."""
    report = read(
        "二、还没有做好的地方\n说实话，有些事情我做得还不好，大家心里也有数。夜航常常晚半个钟头，没有人管。"
        "账目拖到年底才张榜。\n三、打算\n一是夜航改成整点。二是账目每月张榜。三是修好台阶。\n"
        "最后，恳请大家一如既往地监督我、支持我。\n二〇二四年七月五日\n"
    )

    assert begins(report.shortcomings) == ["夜航常常晚半", "账目拖到年底"]
    assert [x.text for x in report.paragraphs if x.kind is ParagraphKind.CLOSING] == [
        "最后，恳请大家一如既往地监督我、支持我。"
    ]


def test_a_last_plan_that_welcomes_supervision_is_no_farewell():
    """三是情况公开，欢迎群众监督。 is numbered; only 最后， may be a number and a farewell."""
    report = read(
        "二、不足\n一是账目公开慢。\n二是夜班人少。\n三、打算\n一是招两名船工。\n二是账目每月张榜。\n"
        "三是情况公开，欢迎群众监督。\n2024年7月5日\n"
    )

    assert begins(report.measures)[2:] == ["情况公开，欢"]


def test_numbers_in_boxes_open_sections_where_they_count():
    """【一】 stands for 一、, and what it heads is told in the words that stand there."""
    told = (
        "【{one}】运营数据\n报修5120单，及时率97%。\n【{two}】去年扣分项怎么改的\n"
        "去年公司评比扣分两处，今年巡更换成人脸打卡。\n【{three}】丢分的地方\n1、停梯太多。\n2、清运不及时。\n"
        "【{four}】补分的办法\n1、更换维保单位。\n2、夏季一天三清。\n"
    )
    report = read(told.format(one="一", two="二", three="三", four="四"), work="")
    names = ["运营数据", "去年扣分项怎么改的", "丢分的地方", "补分的办法"]

    assert [each.heading for each in report.sections] == names
    assert [each.ordinal for each in report.sections] == [1, 2, 3, 4]
    assert (len(report.shortcomings), len(report.measures)) == (2, 2)
    assert bool(feedback(report))
    assert plain("【一】路程\n【三】油耗\n") is None


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "2022年度述责述廉时，委员们质询我“窗口差，为什么管不住”。会后我五次到窗口坐班。",
            "委员们质询我",
        ),
        ("上年度述廉时，代表质询“报销为什么要跑三趟”，现在一次办结。", "代表质询"),
        ("去年述职评议会上，委员们追问我平台为什么没有更新，会后补录312条。", "委员们追问"),
        ("去年述责会上，有委员当面问我河砂盗采为何不止，我们增设卡口4处。", "有委员当面问我"),
        ("去年年终考核，局领导点我“坐得多、走得少”，今年下乡91天。", "局领导点我"),
        (
            "2．上年度审计意见落实。2023年内部审计指出本部“备用金长期挂账”问题。已清收31笔。",
            "审计意见落实。2023年内部审计指出本部",
        ),
        ("2．上年检查问题整改。去年飞行检查查出本科室两项缺陷，均已改完。", "飞行检查查出"),
        (
            "2．审计问题整改。2023年经济责任审计发现我局账实不符，今年全面盘点。",
            "审计问题整改。2023年",
        ),
        ("2．往来款清理。2023年度财务专项检查查出我院清理不及时，今年清理31笔。", "查出我院"),
        ("审计局2022年查出我所“往来款长期挂账”两个问题，都已整改销号。", "审计局2022年查出"),
    ],
)
def test_what_was_asked_or_found_last_year_is_feedback_and_the_next_point_is_not(told, said):
    """Whoever asked or found it, in a paragraph or in a numbered point of the work."""
    report = read(
        f"{told}\n{2 + (told[1] == '．')}．队伍建设。招聘船工8人。\n二、不足\n账乱。\n",
        work="一、履职情况\n1．抓渡口。全年巡查渡口412次。\n",
    )
    answered = "".join(each.text for each in feedback(report))

    assert said in answered
    assert "队伍建设" not in answered
    assert begins(report.shortcomings) == ["账乱。"]


@pytest.mark.parametrize(
    "told",
    [
        "抓审计。2023年完成内部审计项目12个，发现问题46个，督促整改44个。",
        "去年我带队检查企业32家，指出隐患118条，全部整改。",
        "2023年在检查中我指出12个班组的问题，全部整改。",
        "问题整改。去年审计乡镇5个，发现问题61个，移送线索2条。",
        "去年述职以后，我问了12户群众，把意见记在本上。",
    ],
)
def test_what_the_author_himself_found_with_others_is_no_feedback(told):
    """He audits, inspects and asks: that is his work."""
    report = read(f"2．{told}\n二、不足\n账乱。\n", work="一、履职情况\n1．抓渡口。巡查412次。\n")

    assert feedback(report) == ()


WORK_BY_ASPECT = (
    "一、{0}{5}坚持每周学习。\n二、{1}{5}一次通过审核。\n三、{2}{5}出勤251天。\n"
    "四、{3}{5}合格率99.3%。\n五、{4}{5}退回购物卡2张。\n"
)


@pytest.mark.parametrize("mark", ["。", "："])
@pytest.mark.parametrize("ending", ["", "的方面"])
def test_a_single_character_names_a_part_before_its_text(mark, ending):
    """一、德。… counts on to 六、存在的不足。…, which opens the shortcomings."""
    names = [f"{each}{ending}" for each in "德能勤绩廉"]
    report = read(
        f"{WORK_BY_ASPECT.format(*names, mark)}"
        "六、存在的不足。1.汇总慢，次月8日才出报表。2.检验员技能单一。\n"
        "七、努力方向。1.上线质量模块。2.开展一岗两技培训。\n",
        work="",
    )

    assert [each.heading for each in report.sections] == [*names, "存在的不足", "努力方向"]
    assert begins(report.shortcomings) == ["汇总慢，次月", "检验员技能单"]
    assert begins(report.measures) == ["上线质量模块", "开展一岗两技"]


@pytest.mark.parametrize(
    "name",
    ["说说续任以后的打算", "谈谈下一个聘期的打算", "讲一讲新任期的想法", "谈一下续聘后的工作思路"],
)
def test_whoever_asks_for_another_term_tells_what_he_means_to_do(name):
    """最后，说说续任以后的打算。 opens the measures as 最后，说说打算。 does."""
    report = read(
        "首先，汇报主要工作。三年来，收治病人9420人次。\n"
        "其次，讲讲不足。第一，科研起步晚，只发了一篇；第二，陪护管理乱，床边站过五个家属。\n"
        f"最后，{name}。第一，每年申报课题不少于1项；第二，实行一患一陪一证。\n",
        work="",
    )

    assert begins(report.shortcomings) == ["科研起步晚，", "陪护管理乱，"]
    assert begins(report.measures) == ["每年申报课题", "实行一患一陪"]


@pytest.mark.parametrize(
    ("told", "is_feedback"),
    [
        ("去年读者座谈会上有人提“自习占座厉害”，今年装了座位预约系统。", True),
        ("去年述职测评时大家提得最多的是“下乡少”，今年我下乡120天。", True),
        ("去年提质改造项目完成3个。", False),
        ("今年员工座谈会上有人提“食堂菜咸”，当月换了厨师。", False),
    ],
)
def test_what_was_quoted_at_last_years_meeting_is_feedback(told, is_feedback):
    """Somebody 提 what stands in quotation marks; 提质改造 is work."""
    assert bool(feedback(read(f"{told}\n二、不足\n记账潦草。\n"))) is is_feedback
