"""Last year's report with what is new in brackets: the new is read, the old is named."""

import pytest

from drafter.readers import facts_from
from drafter.readers.overwritten import renewed

OVER = (
    "全年办理公证3820件【4416件】，收费612万元【705万】。",
    "讲党课2次【3次】，学习18次【今年22次】。",
)


def told(*rows, head=OVER):
    """The rows below two that are surely overwritten."""
    return renewed([*head, *rows], "a.docx").rows[len(head) :]


@pytest.mark.parametrize(
    ("row", "meant"),
    [
        ("开展警示教育4次【5次】。", "开展警示教育5次。"),
        ("主题党日12次【也是12次】", "主题党日12次"),
        ("合格率98%【今年100%，抽了300卷】", "合格率100%，抽了300卷"),
        ("走访企业16家【改为21家】，帮扶3户", "走访企业21家，帮扶3户"),
        ("参加培训【改6人次】", "参加培训6人次"),
        ("建立红黄牌制度【今年继续，亮黄牌5次】。", "建立红黄牌制度，继续，亮黄牌5次。"),
        ("接待群众，组织参观1次【今年没去，去掉】", ""),
        ("学习22次。组织参观1次【删掉】。", "学习22次。"),
        ("查处乱收费1起【今年没有，换成：约谈4人】。", "约谈4人。"),
        ("疫情防控期间受理206件【疫情两个字删掉。今年934件】", "防控期间受理934件"),
        ("没有收受礼金。【一样，保留】", "没有收受礼金。"),
        ("【新加：坐班咨询36期】", "坐班咨询36期"),
        (
            "【1、预约难：加了3条热线】【2、车位少：增了40个】",
            "预约难：加了3条热线；车位少：增了40个",
        ),
        ("【这段去年没有】去年测评提的：", "去年测评提的："),
        ("【打印3份，不要订书钉】", "【打印3份，不要订书钉】"),
    ],
)
def test_a_bracket_says_what_is_new(row, meant):
    """A figure of the same unit, another sentence, more of it, or that it goes."""
    assert told(row) == [meant]


@pytest.mark.parametrize(
    "row",
    ["【党建】", "修路3条【省道】", "办结12件【含转办】", "讲课2次【附件1】", "造林【2024年】"],
)
def test_brackets_of_a_usual_sheet_stay(row):
    """One that overwrites no figures has headings and remarks in them."""
    assert told(row, head=("修路3条", "建校2所")) == [row]


def test_a_sheet_that_says_so_needs_one_figure():
    """Its author tells what the brackets hold."""
    assert told("讲课2次【3次】", head=("方括号里是今年的",)) == ["讲课3次"]
    assert told("讲课2次【3次】", head=("修路3条",)) == ["讲课2次【3次】"]


def test_a_title_of_another_year_makes_the_text_of_that_year():
    """But not the years of deeds."""
    rows = ["2023年度述职报告【改成2024】", "2023年，我认真履职。", "2021年建的楼", *OVER]

    assert renewed(rows, "a.docx").rows[:3] == [
        "2024年度述职报告",
        "2024年，我认真履职。",
        "2021年建的楼",
    ]


def test_what_goes_is_named():
    """The old figures and sentences."""
    found = facts_from("\n".join([*OVER, "参观红色基地1次【去掉】"]).encode(), "a.txt", ".txt")

    assert not any("参观" in fact.text or "3820" in fact.text for fact in found)
    note = next(note for note in found.notes if "旧稿" in note)
    assert "3820件" in note
    assert "参观红色基地1次" in note


def test_titles_with_a_comma_head_their_parts():
    """Where all that is counted 一、二、三、 is short and counts nothing."""
    text = (
        "一、加强学习，筑牢思想根基\n集中学习22次\n二、聚焦主业，服务大局\n办件4416件\n"
        "三、抓班子，带队伍\n亮黄牌5次\n"
    )
    found = facts_from(text.encode(), "a.txt", ".txt")
    assert [(fact.text, fact.role) for fact in found] == [
        ("集中学习22次", "politics"),
        ("办件4416件", "duty"),
        ("亮黄牌5次", "team"),
    ]
    counted = text.replace("，服务大局", "，办件3件")
    assert len(facts_from(counted.encode(), "a.txt", ".txt")) > len(found)
