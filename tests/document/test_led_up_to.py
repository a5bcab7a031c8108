"""Failings and plans in running text: what leads up to them, and what only owns them, is none."""

import pytest

from drafter.document import genre
from drafter.document.parsing import parse
from drafter.document.parsing.prose import announces_plans, only_announces

SHUZHI = genre.load("shuzhi")
ABOVE = (
    "手术室护士长述职报告\n\n各位院领导、各位同事：\n\n下面我汇报一年来的工作。\n\n"
    "手术室有手术间12间，护士46人。全年配合手术9820台，没有发生器械遗留和手术部位错误。\n\n"
    "我们做了新护士分层培训，18名新人全部通过考核。我本人上台巡回213台，节假日值班17天。\n\n"
)
LACKS = (
    "接台衔接不紧，第二台以后平均空等34分钟，外科主任当面说过我两回。",
    "高值耗材管理粗放，11月盘点有九件吻合器账实不符，还有两件没有查清。",
    "新护士心理关心不够，去年走了三个人，离职谈话我一次也没有参加。",
    "我脾气偏急，手术排满的时候说话生硬，有护士被我训哭过，这里我道个歉。",
)
PLANS = (
    "把第二台病人提前接到等候区，麻醉科和保洁同步进场，空等压到20分钟以内。",
    "高值耗材一物一码，用一件扫一件，每周三由我和总务护士对账。",
    "每月和新护士坐下来聊一次，夜班后强制补休，离职谈话我亲自参加。",
    "管住自己的嘴，批评人放到办公室里说，请大家监督。",
)
LEADS = (
    "静下心来想，这一年做得不到位的地方也很多。",
    "掏心窝子说，没做好的事情也不少。",
    "回过头看，欠大家的账还有好几笔。",
    "话说回来，这一年留下的遗憾也有好几处。",
    "当然，做得不周到的地方也不止一处。",
    "成绩要讲，缺点更要讲。",
    "说完成绩，也该说说不足了。",
    "也要实话实说，有些活儿干得并不漂亮。",
)
ANNOUNCED = (
    "",
    "明年，我打算这样改。",
    "怎么改？我想了这么几条。",
    "针对这些，2024年我要办好下面几件事。",
    "下一步，一件一件来改。",
    "新年里，我打算一样一样还上。",
)
OWNED = (
    "这些问题责任主要在我。",
    "上述不足，责任在我。",
    "作为护士长，对这些问题我负有不可推卸的责任。",
    "对以上问题，我要承担领导责任。",
    "这几条，主要怪我自己。",
    "这些账都应该记在我头上。",
    "凡此种种，我负第一位的责任。",
)


def begins(points):
    """The first words of points."""
    return [point.text[:6] for point in points]


def first_words(told):
    """The same of sentences."""
    return [each[:6] for each in told]


@pytest.mark.parametrize("lead", LEADS)
def test_what_leads_up_to_failings_in_prose_is_none_of_them(lead):
    """It only says that there are some; each sentence behind it tells one."""
    told = f"{lead}{''.join(LACKS)}\n\n新的一年，我想做好这样几件事。{''.join(PLANS)}\n"
    report = parse(ABOVE + told, SHUZHI)

    assert begins(report.shortcomings) == first_words(LACKS)
    assert begins(report.measures) == first_words(PLANS)


@pytest.mark.parametrize(
    ("lack", "plan"),
    [
        ("再讲没做好的。", "后讲怎么改。"),
        ("接着说说毛病。", "最后说打算。"),
        ("再说不足。", "最后讲讲怎么办。"),
        ("再谈谈差距。", "下面说今后怎么干。"),
    ],
)
def test_whoever_says_what_he_speaks_of_now_names_the_part(lack, plan):
    """The first sentence of a paragraph opens it and is no point of it."""
    told = f"先讲做了的。全年手术9820台。\n{lack}{''.join(LACKS)}\n{plan}{''.join(PLANS)}\n"
    report = parse(ABOVE + told, SHUZHI)

    assert begins(report.shortcomings) == first_words(LACKS)
    assert begins(report.measures) == first_words(PLANS)


@pytest.mark.parametrize("announced", ANNOUNCED)
@pytest.mark.parametrize("besides", ["", "再就是把办公楼的线路换一遍，六月底前完成。"])
def test_as_many_sentences_as_failings_answer_them_however_they_are_announced(announced, besides):
    """One that says so stands beside them."""
    told = f"{LEADS[0]}{''.join(LACKS)}\n\n{announced}{''.join(PLANS)}{besides}\n"
    report = parse(ABOVE + told, SHUZHI)

    assert begins(report.shortcomings) == first_words(LACKS)
    assert begins(report.measures) == first_words([*PLANS, *([besides[3:]] if besides else [])])


def test_a_failing_that_is_counted_leads_up_to_nothing():
    """第三件，队伍不稳。 and 有两个村没有去过。 tell what is lacking."""
    assert not only_announces("有两个村没有去过。")
    assert not announces_plans("第三件，队伍不稳。")


@pytest.mark.parametrize("owned", OWNED)
def test_a_sentence_that_only_owns_the_failings_is_none(owned):
    """Behind the last of them, as a line of its own, or before the plans in their paragraph."""
    lacks, plans = "".join(LACKS[:3]), "一是提前接台。二是一物一码。三是每月谈心。"
    behind = (
        f"{owned}\n三、打算\n{plans}",
        f"\n{owned}\n三、打算\n{plans}",
        f"\n{owned}明年，我打算这样改：{plans}",
    )
    for told in behind:
        report = parse(f"{ABOVE}一、履职情况\n手术9820台。\n二、不足\n{lacks}{told}\n", SHUZHI)

        assert begins(report.shortcomings) == first_words(LACKS[:3])
        assert begins(report.measures) == ["提前接台。", "一物一码。", "每月谈心。"]


def test_a_failing_in_ones_duty_is_a_failing():
    """这方面我没有负起责任。 says what was not done."""
    told = "一是接台慢。二是对耗材，我没有负起管理责任。"
    report = parse(f"{ABOVE}一、履职情况\n手术9820台。\n二、不足\n{told}\n", SHUZHI)

    assert begins(report.shortcomings) == ["接台慢。", "对耗材，我没"]
