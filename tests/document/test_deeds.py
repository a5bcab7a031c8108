"""Deeds, lessons, thanks and difficulties that were met are no failings and no plans."""

import pytest

from drafter.document import genre
from drafter.document.parsing import parse

SHUZHI = genre.load("shuzhi")
FRONT = "述职报告\n2023年，本人认真履职，现将情况报告如下。\n"


def answers(told):
    """How shortcomings and measures begin."""
    report = parse(f"{FRONT}{told}", SHUZHI)
    return tuple([each.text[:5] for each in row] for row in (report.shortcomings, report.measures))


@pytest.mark.parametrize(
    "told",
    [
        "一、主要工作\n为提升运维质量，我组按计划牵头开展了承接工作，推动承接过程中问题解决。\n",
        (
            "一、年中\n经过前期的调研学习，对地理系统有了一定了解，能熟练绘制区块。\n"
            "项目难点在于对认证的理解。由此重新设计了认证逻辑，将返回改为数据。\n"
        ),
        "一、学习\n这三个方面，我收获了很多，也遇到了很多的问题，我都记录了下来。\n",
        "一、搭建\n难点：\n1. 综合能力要求高。\n针对以上难点，我查阅了文档，最终完成了部署。\n",
        (
            "一、开发\n7.开发查询组件，掌握了组件和语言，遇到的问题有：\n（1）展示函数需要两套。\n"
            "（2）先想好逻辑可以事半功倍。\n8.开发手机端。\n"
        ),
        (
            "一、征地\n面对征地难题，我带队走访了128户，最终完成了征地任务。\n"
            "二、筹资\n工作中遇到了资金困难，我多次协调，解决了缺口。\n"
        ),
        (
            "一、工作\n完成了12个项目。接下来我谈谈对部门的感受。团队正在成长。\n"
            "最后，我还要感谢同事，感谢他们对我的缺点和不足的理解和帮助。\n"
        ),
    ],
)
def test_what_was_done_and_learned_is_no_failing(told):
    """Where nothing says what fell short."""
    assert answers(told) == ([], [])


@pytest.mark.parametrize("heading", ["反思与收获", "收获与反思", "心得体会与反思"])
def test_below_a_heading_for_both_only_what_lacks_is_a_failing(heading):
    """What was learned stands there too."""
    told = f"二、{heading}\n一年来，我熟悉了业务流程。政策研究不够，解读不及时。与企业联系少。\n"

    assert answers(f"一、主要工作\n完成投资3亿元。\n{told}")[0] == ["政策研究不", "与企业联系"]


@pytest.mark.parametrize(
    ("told", "lacking"),
    [
        ("同时，我在处理问题的方式上还存在不足，希望自己多沟通。", ["我在处理问"]),
        ("但是，本人在联系群众上仍有差距，有时坐等群众上门。", ["本人在联系"]),
        (
            "虽然有了些进步，但不足还是很多的。业务不够扎实。与人沟通缺乏耐心。",
            ["业务不够扎", "与人沟通缺"],
        ),
    ],
)
def test_plain_self_criticism_inside_a_paragraph_is_read(told, lacking):
    """Without a label, a number or a heading."""
    assert answers(f"一、主要工作\n完成投资3亿元，办结126件。{told}\n")[0] == lacking


def test_failings_below_the_first_of_them_have_no_number():
    """首先，… and the others in paragraphs; what answers all of them comes last."""
    told = (
        "同时，我也认识到自己身上还存在很多不足，首先，我对操作系统的知识掌握的还不够。\n"
        "我对公司业务的熟练度还不够。\n我对其他部门人员还不熟悉，交流不多。\n"
        "针对以上不足，之后我会加强知识储备，多和同事交流。\n"
    )

    assert answers(f"一、主要工作\n完成了4项任务。\n{told}") == (
        ["首先，我对", "我对公司业", "我对其他部"],
        ["针对以上不"],
    )


def test_a_measure_stands_in_its_point_behind_its_own_list_or_on_its_own_line():
    """改进措施： inside one point, before a list in another, on the next line of the third."""
    told = (
        "二、存在问题及整改措施\t1.学习不深入，读书少。改进措施：首先，每月读一本；其次，写笔记。\n"
        "2.调研不够，下村少。改进措施：每月下村4次。\n"
        "3.带队不严，谈话少。\n改进措施：每季度谈话一次。\n"
    )

    assert answers(f"一、主要工作\n完成了4项任务。\n{told}") == (
        ["学习不深入", "调研不够，", "带队不严，"],
        ["首先，每月", "每月下村4", "每季度谈话"],
    )


def test_an_empty_form_and_the_name_of_a_list_tell_nothing():
    """1.2 问题：, and the next label right below it; 1、工作, and a list that counts anew."""
    told = (
        "一、业务\n完成12项。\n二、存在问题\n1.1 内容：\n1.2 改善：\n"
        "三、明年计划\n1、工作方面\n1、按时完成任务。\n2、提高效率。\n"
    )

    assert answers(told) == ([], ["按时完成任", "提高效率。"])
