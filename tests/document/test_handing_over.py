"""Sentences that hand a report over: lines of their own, or the last ones of a paragraph."""

import pytest

from drafter.document import ParagraphKind, genre
from drafter.document.parsing import parse

SHUZHI = genre.load("shuzhi")
TEXT = (
    "述职述廉报告\n各位领导：\n一、履职情况\n全年办结案件412件。\n二、存在的不足\n一是学习不深。\n"
    "二是下村少。\n三、下步打算\n一是每周学习两小时。\n二是每月下村四次，年底前走完36个组。"
)
SIGNED = "\n贺绍明\n2024年1月5日\n"
HANDED = (
    "以上检查如有不深不透之处，恳请各位同志提出批评意见，我一定虚心接受、认真改正。",
    "我述责述廉完毕，请各位委员评议，欢迎质询。",
    "以上剖析还有不深刻的地方，请同志们批评帮助，我诚恳接受并坚决整改。",
    "我的述廉到此结束，请各位代表评议，并随时接受质询。",
    "上述检视如有查摆不到位的地方，欢迎同志们当面指出，我照单全收。",
    "以上汇报若有遗漏和不妥，请各位代表质询，我如实回答。",
    "本人述职完毕，恭请各位领导、同事批评指正，愿意接受询问。",
    "我的述职就到这里，说得不对的地方，请大家指出来，我一定改。",
    "以上是我的述职，不足之处请批评指正。谢谢大家！",
    "我的述职报告完了。有说得不到的地方，请同志们指出来。",
)


@pytest.mark.parametrize("handed", HANDED)
@pytest.mark.parametrize("before", ["\n", "", "\n四、表态\n这一年有412个家庭等着我，我不敢松劲。"])
def test_a_sentence_that_hands_the_report_over_is_a_closing_and_no_plan(before, handed):
    """On a line of its own, behind the last plan or behind a vow."""
    report = parse(TEXT + before + handed + SIGNED, SHUZHI)

    assert [each.text for each in report.of(ParagraphKind.CLOSING)] == [handed]
    assert [each.text for each in report.measures][1:] == ["每月下村四次，年底前走完36个组。"]


@pytest.mark.parametrize(
    "told",
    [
        "三是请各位委员监督，每季度公布一次账目。",
        "以上问题，我将请同志们监督，三个月内整改到位。",
        "梯子搬得稳不稳，请大家评判。",
        "请班子成员每季度批评一次，认真改正。",
    ],
)
def test_a_plan_or_a_saying_that_asks_somebody_is_not_parted_from_its_paragraph(told):
    """Only a sentence that speaks of the report itself hands it over."""
    report = parse(f"{TEXT}{told}{SIGNED}", SHUZHI)

    assert not report.of(ParagraphKind.CLOSING)
