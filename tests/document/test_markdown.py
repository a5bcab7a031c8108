"""Reports with marks of Markdown: what rules, pictures and headings below headings mean."""

import pytest

from drafter.document import ParagraphKind, genre
from drafter.document.forms import form
from drafter.document.parsing import parse
from drafter.document.views import unread

SHUZHI = genre.load("shuzhi")
WORK = "## 一年的工作\n- 接诊2100人次。\n- 义诊12场。\n"


def read(told):
    """A report with what is told below the work done."""
    return parse(f"# 2024年度个人总结\n{WORK}{told}", SHUZHI)


def begins(points):
    """The first words of points."""
    return [point.text[:5] for point in points]


def test_rules_pictures_and_empty_bullets_are_no_points():
    """They stand between the parts and below the last point, and belong to none."""
    report = read(
        "---\n## 存在的不足\n- 病历写得慢。\n-\n![曲线](qu.png)\n- 随访漏了9人。\n***\n"
        "## 明年的打算\n- 当天写完病历。\n* * *\n- 每周五打随访电话。\n####\n"
    )

    assert begins(report.shortcomings) == ["病历写得慢", "随访漏了9"]
    assert begins(report.measures) == ["当天写完病", "每周五打随"]
    assert {each.text: each.kind for each in report.paragraphs}["---"] is ParagraphKind.BODY


def test_a_table_of_contents_is_none_of_the_text():
    """Its lines name the sections and are no sections."""
    report = read(
        "<!-- TOC -->\n- [一年的工作](#一年的工作)\n- [不足](#不足)\n<!-- /TOC -->\n"
        "## 不足\n- 药品盘点拖延。\n"
    )

    assert [each.heading for each in report.sections] == ["一年的工作", "不足"]
    assert begins(report.shortcomings) == ["药品盘点拖"]


def test_headings_below_that_of_the_plans_part_them_and_are_none():
    """What stands below each goes on with the plans, in a list or as a paragraph."""
    report = read(
        "## 明年计划\n### 门诊\n- 开设夜间门诊。\n- 每月下乡义诊。\n### 学习\n"
        "报名参加全科转岗培训，六月结业。\n"
    )

    assert begins(report.measures) == ["开设夜间门", "每月下乡义", "报名参加全"]


def test_a_heading_below_that_names_another_part_opens_it():
    """不足 and 改进计划 stand under one heading with what is good."""
    report = read(
        "## 自我评价和改进计划\n### 自身优势\n- 肯吃苦，值夜班96个。\n### 不足\n- 方言听不懂。\n"
        "#### 改进计划\n- 跟护士长学方言。\n"
    )

    assert begins(report.shortcomings) == ["方言听不懂"]
    assert begins(report.measures) == ["跟护士长学"]


def test_what_went_less_well_falls_short():
    """WELL and LESS WELL stand below one heading."""
    report = read("## 回顾\n### WELL\n- 疫苗接种率99%。\n### LESS WELL\n- 转诊单常常漏填。\n")

    assert begins(report.shortcomings) == ["转诊单常常"]


def test_a_heading_in_a_list_stands_below_one_that_is_in_none():
    """+ #### 学习 has as many # as the part that it stands in."""
    report = parse(
        "## 年终总结\n#### 今年做了什么\n+ 建档600份。\n#### 明年目标\n"
        "+ #### 学习\n  + 读完三本内科书。\n"
        "+ #### 工作\n  + 签约率提高到80%。\n",
        SHUZHI,
    )

    assert [each.heading for each in report.sections] == ["今年做了什么", "明年目标"]
    assert begins(report.measures) == ["读完三本内", "签约率提高"]


def test_the_first_of_several_headings_is_a_section():
    """It looks like the others and a list stands below it; what it names is the kind of report."""
    report = parse(
        "### 试用期小结\n- 熟悉了药房流程。\n- 独立值班14次。\n"
        "### 短期计划\n- 考完处方审核。\n- 学会盘点系统。\n"
        "### 待完善\n- 发药窗口排队时手忙脚乱。\n",
        SHUZHI,
    )

    assert [each.heading for each in report.sections] == ["试用期小结", "短期计划", "待完善"]
    assert begins(report.measures) == ["考完处方审", "学会盘点系"]
    assert begins(report.shortcomings) == ["发药窗口排"]
    assert form(report).name == "总结"


def test_names_in_bold_above_the_text_say_who_reports():
    """**科室**：药剂科 is the head of the report, whatever it names."""
    report = parse(
        "**汇报科室**：药剂科\n**现任岗位**： 药师\n---\n**一、引言**\n入职半年，发药3.1万张。\n"
        "**二、存在的不足**\n- 盘点出过2次差错。\n",
        SHUZHI,
    )

    assert [each.kind for each in report.paragraphs[:2]] == [ParagraphKind.TITLE] * 2
    assert begins(report.shortcomings) == ["盘点出过2"]
    assert "---" not in [each.text for each in unread(report)]


def test_an_application_that_looks_back_is_a_summary():
    """A 转正申请 with shortcomings is no bare letter."""
    letter = (
        "转正申请\n尊敬的领导：\n半年来发药3.1万张。{}\n"
        "在此我提出转正申请，请领导批准。\n申请人：文岚\n"
    )

    bare = parse(letter.format(""), SHUZHI)
    report = parse(
        letter.format("可是手上的功夫还不足。首先，盘点出错2次。其次，用药指导讲不清。"), SHUZHI
    )

    assert form(bare).name == "申请"
    assert form(report).name == "总结"
    assert begins(report.shortcomings) == ["盘点出错2", "用药指导讲"]
    assert [each.kind for each in report.paragraphs[-2:]] == [
        ParagraphKind.CLOSING,
        ParagraphKind.SIGNATURE,
    ]


def test_a_heading_below_that_is_numbered_or_falls_short_names_its_point():
    """### 1.随访不勤 begins the point that is told below it; a list below it tells its own."""
    report = read(
        "## 存在的不足\n### 1.随访不勤\n漏访21人。\n### 2.病历拖延\n当天写完的只有七成。\n"
        "## 明年打算\n### 1.随访\n- 每周五下午打电话。\n- 漏访的次日补上。\n"
        "### 2.病历\n下班前写完。\n"
    )
    bare = read("## 存在的不足\n### 随访不勤\n漏访21人。\n### 病历写得不细\n当天写完的只有七成。\n")

    assert [each.text for each in report.shortcomings] == [
        "随访不勤\n漏访21人。",
        "病历拖延\n当天写完的只有七成。",
    ]
    assert begins(report.measures) == ["每周五下午", "漏访的次日", "病历\n下班"]
    assert begins(bare.shortcomings) == ["随访不勤\n", "病历写得不"]


@pytest.mark.parametrize(
    "line",
    [
        "**（{n}）{name}。** {more}",
        "**{n}. {name}**：{more}",
        "- **{n}．{name}。**{more}",
        "__{n}、{name}。__ {more}",
        "**（{n}）**{name}。{more}",
        "**({n}) {name}**\n{more}",
    ],
)
def test_a_number_in_bold_numbers_a_point(line):
    """Bold from its number on, to the end of its name or of its line."""
    lacks = [("病历写得慢", "拖过3天的有12份。"), ("随访漏人", "全年漏了9人。")]
    told = "\n".join(line.format(n=n, name=x, more=y) for n, (x, y) in enumerate(lacks, 1))
    report = parse(
        f"**内科2024年总结**\n\n**一年的工作**\n接诊2100人次。\n\n**存在的问题**\n{told}\n\n"
        "**明年的打算**\n**（1）**当天写完病历。\n**（2）**每周五打电话。\n",
        SHUZHI,
    )

    assert [each.heading for each in report.sections] == ["一年的工作", "存在的问题", "明年的打算"]
    assert [each.text[:4] for each in report.shortcomings] == ["病历写得", "随访漏人"]
    assert begins(report.measures) == ["当天写完病", "每周五打电"]


def test_numbers_in_bold_that_share_a_line_number_points():
    """**一是**……；**二是**……, as models write it."""
    report = read(
        "## 不足\n**一是**病历写得慢；**二是**随访漏人，**三是**备班常缺。\n## 打算\n学。\n"
    )

    assert [each.marker for each in report.shortcomings] == ["一是", "二是", "三是"]


def test_headings_in_bold_stay_headings_where_their_points_are_bold_too():
    """**2. 不足** is no point of what **1. 工作** heads."""
    report = parse(
        "**内科总结**\n**1. 履职情况**\n接诊2100人次。\n**2. 不足**\n**一是病历写得慢。**拖过3天。"
        "**二是随访漏人。**漏了9人。\n**3. 打算**\n当天写完病历。\n",
        SHUZHI,
    )

    assert [each.heading[-2:] for each in report.sections] == ["情况", "不足", "打算"]
    assert len(report.shortcomings) == 2
