"""Lists told in one sentence of a paragraph, and what stands behind them."""

import pytest

from drafter.document import ParagraphKind, genre
from drafter.document.parsing import parse

REPORT = """2024年度述职报告
一、履职情况
完成管网普查42公里，检修泵站9座。
二、存在的不足
对照岗位要求，自己还有不少差距。主要是：台账登记不及时，3月的单子拖到5月才补；跟班组谈心少，有的师傅一年没说上话；夜间抢修组织得乱，两次走错了阀井。这些问题，我负有责任。
三、下一步打算
新的一年，我打算从以下几方面去改：台账当天登记，每周五核对一遍；每月到班组谈心两次，把意见记下来；画出阀井位置图，每季度演练一回。此外，还要把新来的两名徒弟带出来。
{end}
"""


def read(end: str):
    """The report, with a last line."""
    return parse(REPORT.format(end=end), genre.load("shuzhi"))


def test_what_is_said_of_all_is_no_point_and_what_is_told_besides_is_one():
    """Three failings; three plans that answer them, and one more."""
    report = read("报告完毕。")

    lacks, plans = ([p.text[:4] for p in row] for row in (report.shortcomings, report.measures))
    assert lacks == ["台账登记", "跟班组谈", "夜间抢修"]
    assert plans[:3] == ["台账当天", "每月到班", "画出阀井"]
    assert "徒弟带出来" in report.measures[3].text
    assert len(report.measures) == 4


def test_thanks_behind_a_colon_close_the_report():
    """Whoever says one thing aloud, or that all have worked hard, takes leave."""
    for end in ("各位师傅，站里离不开大家，在这里我说一声：谢谢大家！", "这一年，大家辛苦了！"):
        report = read(end)
        kinds = [p.kind for p in report.paragraphs if p.text == end]
        assert kinds == [ParagraphKind.CLOSING]
        assert not any("谢谢" in p.text or "辛苦" in p.text for p in report.measures)


BESIDE = """2024年度述职报告
一、履职情况
完成管网普查42公里，检修泵站9座。
二、存在的问题和改进办法
问题：跟班组谈心少，有的师傅一年没说上话。
办法：每月到班组谈心两次。
问题：台账登记不及时，3月的单子拖到5月才补。
办法：当天登记，每周五核对一遍。
三、2025年打算
争取老管网改造立项6公里。建好2座加压泵房，让高楼层用户稳定用水。
报告完毕。
"""


def test_plans_beside_answers_are_told_a_sentence_each():
    """Each problem has its answer; what a later heading opens tells further plans."""
    report = parse(BESIDE, genre.load("shuzhi"))

    assert [p.text[:4] for p in report.measures][:2] == ["每月到班", "当天登记"]
    assert [p.text[:4] for p in report.measures][2:4] == ["争取老管", "建好2座"]


CAUSED = """对照检查材料
一、存在的问题
一是学习不深入。读原文少，新规定要靠同事讲。
二是下站所少。全年到站所19天，有3个所没有去过。
二、原因分析
一是思想上有松劲。对业务学习的重要性认识不足，以会议代替读书。二是作风不扎实。习惯听汇报，出门嫌路远。
三、改进措施
一是每周读原文半天。二是每月到站所蹲点2天。
"""


def test_too_little_insight_among_causes_turns_to_no_measure():
    """认识不足 says of what there is too little; it does not speak of shortcomings told above."""
    report = parse(CAUSED, genre.load("shuzhi"))

    assert [p.text[:4] for p in report.shortcomings] == ["学习不深", "下站所少"]
    assert [p.text[:4] for p in report.measures] == ["每周读原", "每月到站"]


EACH = """2024年度述职报告
一、履职情况
完成管网普查42公里，检修泵站9座。
二、存在的问题
1.巡查不够细，漏水点拖了两个月。
2.谈心太少，有的师傅一年没说上话。
3.演练不实，两次走错了阀井。
三、整改措施
{told}
"""


@pytest.mark.parametrize("word", ["针对", "围绕", "对于"])
@pytest.mark.parametrize(("mark", "between"), [("，", ""), ("，", "\n"), ("：", "\n")])
def test_measures_that_each_name_what_they_answer_are_told_one_by_one(word, mark, between):
    """针对巡查不细的问题，…。针对谈心少的问题，… in one paragraph or a line each."""
    told = between.join(
        f"{word}{lack}的问题{mark}{plan}"
        for lack, plan in (
            ("巡查不细", "每周沿线走一遍，漏点三天修好。"),
            ("谈心少", "每月到班组谈两次，记下意见。"),
            ("演练不实", "画出阀井位置图，每季度练一回。"),
        )
    )
    report = parse(EACH.format(told=told), genre.load("shuzhi"))

    assert [point.text[:4] for point in report.measures] == [
        f"{word}{lack}" for lack in ("巡查", "谈心", "演练")
    ]
    assert len(report.shortcomings) == 3
