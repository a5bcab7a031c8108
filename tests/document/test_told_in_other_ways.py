"""Parts of a report told in ways of other hands: numbers of accounts, forms, prose of any kind."""

from drafter.document import ParagraphKind, genre
from drafter.document.parsing import parse

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
        "壹\t全年跑了哪些船\n跑船1260航次，载客3.1万人次。\n贰\t自己掂量掂量\n（1）记账潦草。有两本台账对不上。\n"
        "（2）救生演练少。全年只练过一回。\n叁\t来年的小算盘\n（1）每晚收船后当场记账。\n（2）每季度演练一回。\n",
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
