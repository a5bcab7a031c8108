"""Signs, currencies, ends and spans, rates, ratios: what a figure means beside its digits."""

import pytest

from drafter.figures import figures
from drafter.grounding import support
from drafter.grounding.contrasts import contrasts
from drafter.grounding.shifts import shifts


def wrong(fact, text):
    """Whether anything is found amiss in a text that tells a fact."""
    return bool([*support(text, (fact,)), *shifts(text, (fact,)), *contrasts(text, (fact,))])


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("利润同比↓3.5%", "利润同比增长3.5%。"),
        ("利润同比▼3.5%", "利润同比3.5%。"),
        ("利润同比↑3.5%", "利润同比下降3.5%。"),
        ("产值同比+3.5%", "产值同比-3.5%。"),
        ("产值同比＋3.5%", "产值同比下降3.5%。"),
        ("负债率-3%", "负债率3%。"),
        ("作业面海拔-155米", "作业面海拔155米。"),
        ("2022-2024年利润-260万元", "2022-2024年利润260万元。"),
        ("引进外资$300万", "引进外资300万元。"),
        ("引进外资US$300万", "引进外资300万元。"),
        ("引进外资€300万", "引进外资300万美元。"),
        ("捐款HK＄300万", "捐款300万元。"),
        ("投资￥300万", "投资300万美元。"),
        ("误差<3%", "误差>3%。"),
        ("误差＜3%", "误差大于3%。"),
        ("成本＞3万元", "成本不足3万元。"),
        ("案件下降到15件", "案件下降15件。"),
        ("案件下降15件", "案件降至15件。"),
        ("产值增长2倍", "产值增长到2倍。"),
        ("合格率提高到85%", "合格率提高85%。"),
        ("村集体收入增加3万元", "村集体收入增加至3万元。"),
        ("每天接待12人", "每月接待12人。"),
        ("接待群众12人/天", "每周接待群众12人。"),
        ("师生比1:3", "师生比3:1。"),
        ("师生比1∶3", "师生比3：1。"),
        ("税收任务超额完成12%", "税收任务完成12%。"),
        ("处理污水3×10⁴吨", "处理污水3×10³吨。"),
    ],
)
def test_what_a_figure_means_is_not_changed(fact, text):
    """The digits are right, and what they say is another thing."""
    assert wrong(fact, text)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("发案同比↓3.5%", "发案同比下降3.5%。"),
        ("产值同比+3.5%", "产值同比增长3.5%。"),
        ("产值同比增长-3.5%", "产值同比下降3.5%。"),
        ("2022-2024年利润260万元", "2022—2024年利润260万元。"),
        ("气温5-8℃", "气温5—8℃。"),
        ("引进外资$300万", "引进外资300万美元。"),
        ("引进外资US$300万", "引进外资300万美元。"),
        ("引进外资€300万", "引进外资300万欧元。"),
        ("投资￥300万", "投资300万元。"),
        ("投资300万人民币", "投资300万元。"),
        ("误差<3%", "误差小于3%。"),
        ("成本>3万元", "成本超3万元。"),
        ("案件由20件下降到15件", "案件由20件降至15件。"),
        ("案件由20件降到15件，下降25%", "案件下降25%，降到15件。"),
        ("合格率提高到85%", "合格率达到85%。"),
        ("合格率提高到85%，提高了5个百分点", "合格率提高5个百分点，达到85%。"),
        ("每天接待12人", "每日接待12人。"),
        ("接待群众12人/天", "每天接待群众12人。"),
        ("师生比1∶3", "师生比1:3。"),
        ("二O二四年三月建成", "2024年3月建成。"),
        ("二〇二四年三月建成", "二0二四年三月建成。"),
        ("二Ο二四年建成", "二○二四年建成。"),
        ("争取资金3个亿", "争取资金3亿元。"),
        ("争取资金3个多亿", "争取资金3亿多元。"),
        ("引进数十家企业", "引进数十家企业。"),
    ],
)
def test_the_same_in_another_notation_is_left_alone(fact, text):
    """Nothing is wrong with these."""
    assert not wrong(fact, text)


def test_three_projects_of_a_hundred_million_are_three():
    """3个亿元项目 counts projects, 3个亿 counts money."""
    first, *_ = figures("引进3个亿元项目")
    assert (first.value, first.unit) == (3, "个")
    assert [int(found.value) for found in figures("争取3个亿，又争取3个多亿")] == [3 * 10**8] * 2
