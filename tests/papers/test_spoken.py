"""A speech: as long as its minutes, said without a sign that no voice can speak."""

import re
from fractions import Fraction

import pytest

from drafter import papers
from drafter.document import ParagraphKind, parsing
from drafter.document import genre as genres
from drafter.figures import figures
from drafter.papers import PaperOrder
from drafter.papers.spoken import FAST, SLOW
from drafter.papers.voice import number, spoken, whole
from drafter.text import han_number, length
from drafter.text.numerals import value
from tests.papers.conftest import SHEETS

NAMES = [path.parent.name for path in SHEETS]
UNSAID = re.compile(r"[（）()\[\]【】{}%％‰/＋+~～<>=①-⑳]|(?<![\d.])\d(?!\d{2})")


def speech(report, minutes):
    """What is said, and the paper."""
    paper = papers.paper(report, papers.form("spoken"), PaperOrder(minutes))
    return "".join(
        p.text for p in paper.report.paragraphs if p.kind is not ParagraphKind.TITLE
    ), paper


@pytest.mark.parametrize("name", NAMES)
def test_a_speech_is_as_long_as_its_minutes_or_says_why_not(reports, name):
    """Within ten per cent; where the report does not bear it, all of it is told and no more."""
    longest = length(speech(reports[name], 60)[0])
    for minutes in (3, 4, 5, 8):
        text, paper = speech(reports[name], minutes)
        if longest >= minutes * SLOW:
            assert abs(length(text) / (minutes * 210) - 1) <= 0.1, minutes
        else:
            assert not paper.left
            assert any("没有凑字数" in note for note in paper.notes)
        assert length(text) <= minutes * FAST or not paper.fits


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_that_cannot_be_spoken(reports, name):
    """No brackets, signs or bare digits but in hotlines; a place left open is marked."""
    for minutes in (3, 8):
        text = re.sub("〔待补[^〕]*〕", "", speech(reports[name], minutes)[0])

        assert UNSAID.findall(text) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_speech_greets_says_who_speaks_and_thanks(reports, name):
    """It begins with those who listen and ends with thanks; 本人 is 我."""
    text, _ = speech(reports[name], 5)

    assert text.startswith("各位")
    assert "大家好！我是" in text
    assert text.endswith("谢谢大家！")
    assert "本人" not in text


def test_what_cannot_be_told_in_its_minutes_is_said_to_be_too_much(reports):
    """One minute is too short for every shortcoming: all stand, and the shortest is told."""
    text, paper = speech(reports["county-2022"], 1)

    assert not paper.fits
    assert "1 分钟讲不完" in paper.notes[0]
    assert all(name in text for name in ("思想解放步子不大", "智能化数字化运用不够"))


def test_a_number_in_words_is_the_number():
    """Read back it is worth the same, with zeros anywhere, and into hundreds of millions."""
    numbers = [*range(12_000), *(10**power + rest for power in (5, 6, 7, 8) for rest in range(120))]

    assert [told for told in numbers if value(whole(told)) != told] == []


@pytest.mark.parametrize("written", ["0.52", "98.37", "3.2", "1,280", "100005", "20304050", "10"])
def test_a_decimal_in_words_is_the_number(written):
    """With its decimals, and the zeros between."""
    assert value(number(written)) == Fraction(written.replace(",", ""))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("完成率100%，同比下降0.5%", "完成率百分之百，同比下降百分之零点五"),
        ("增长10%-15%，引资15-20万元", "增长百分之十到百分之十五，引资十五到二十万元"),
        ("2024年6月底前，每月2次", "二〇二四年六月底前，每月两次"),
        ("2022—2024年列全县第2位", "二〇二二到二〇二四年列全县第二位"),
        ("荣立二等功2人，引进2万元设备2台", "荣立二等功两人，引进两万元设备两台"),
        ("办结12345热线2000件", "办结12345热线二千件"),
        ("处理120起，拨打120急救", "处理一百二十起，拨打120急救"),
        ("云发〔2023〕5号文件", "云发二〇二三年五号文件"),
        ("云发（2022）第16号和云办[2021]3号", "云发二〇二二年十六号和云办二〇二一年三号"),
        ("服务电话0575-88123456公开", "服务电话0575-88123456公开"),
        ("值班电话8812345、8812346及时接听", "值班电话8812345、8812346及时接听"),
        ("（0575）88123456转802接单", "（0575）88123456转802接单"),
        ("公布手机15912345678受理12件", "公布手机15912345678受理十二件"),
        ("邮编312000、账号330100200300接收捐款", "邮编312000、账号330100200300接收捐款"),
        ("电话回访3200户，接听电话8812次", "电话回访三千二百户，接听电话八千八百一十二次"),
        ("公开电话15-20部，编号12个", "公开电话十五到二十部，编号十二个"),
        (
            "收入15912345678元，电话咨询881万次",
            "收入一百五十九亿一千二百三十四万五千六百七十八元，电话咨询八百八十一万次",
        ),
        ("数据98765432109876543210条", "数据98765432109876543210条"),
        ("销号12件（含往年3件）。", "销号十二件，含往年三件。"),
        ("（一）修路3公里", "修路三公里"),
        ("放鱼苗6万5000尾，补助2亿3000万元", "放鱼苗六万五千尾，补助两亿三千万元"),
        ("放鱼苗6万500尾，补助2亿60万元", "放鱼苗六万零五百尾，补助两亿零六十万元"),
        ("客流增速－3.4％", "客流增速负百分之三点四"),
        ("增幅（-3.4‰）", "增幅，负千分之三点四"),
        ("由-3%～-2%升至+4%", "由负百分之三到负百分之二升至正百分之四"),
        ("1-6月-3.4%，全年6%-8%", "一到六月负百分之三点四，全年百分之六到百分之八"),
        ("指数回落-0.6个百分点，升3-5个百分点", "指数回落负零点六个百分点，升三到五个百分点"),
        ("每天8:30-17:30，3月-5月集中", "每天八点三十分到十七点三十分，三月到五月集中"),
        ("补助2.5万~3万元，奖20元—30元", "补助二点五万到三万元，奖二十元到三十元"),
        ("利润-30万元，二期-30万元", "利润负三十万元，二期-三十万元"),
        ("坚持8:30晨会", "坚持八点三十分晨会"),
        ("建成5G基站，A4纸，“3·15”活动", "建成5G基站，A4纸，“3·15”活动"),
        ("执行GB/T 19001—2016，沿K8+300段排查", "执行GB/T 19001—2016，沿K8+300段排查"),
        ("-3~-9℃保供，“5×8小时”值守", "零下三到零下九摄氏度保供，“5×8小时”值守"),
        ("师生比1:15，7:30开门", "师生比一比十五，七点三十分开门"),
        ("东经103°5′，公差±4毫米", "东经一百零三度五分，公差正负四毫米"),
        ("3.2万户、1.28亿元、50元/吨", "三点二万户、一点二八亿元、五十元每吨"),
    ],
)
def test_figures_are_said_as_people_say_them(written, said):
    """Shares, ranges, years, two of something, hotlines, codes, brackets."""
    assert spoken(written) == said


def test_a_decimal_of_tens_of_thousands_in_words_is_read_as_its_value():
    """三点二万 is 32,000, so that a speech can be checked against the sheet."""
    assert [(each.value, each.unit) for each in figures("入户三点二万户")] == [(32000, "户")]


@pytest.mark.parametrize("said", ["管网六十二点三公里", "管网六十一点四公里", "管网三公里"])
def test_a_length_that_is_told_wrongly_is_found_in_words_too(said):
    """三公 of 三公里 is no set phrase that needs no fact."""
    report = parsing.parse("一、抓履职\n更换管网61.3公里。", genres.load("shuzhi"))

    assert papers.strays("更换管网六十一点三公里。", report) == ()
    assert papers.strays(f"更换{said}。", report)


def test_a_speech_closes_to_those_it_was_opened_to():
    """Whoever is addressed is asked at the end, and to do what the report asks."""
    lines = ("2023年度述职报告", "各位代表：", "2023年，本人认真履行乡长职责。", "一、抓履职")
    text = "\n".join((*lines, "修路3公里。架桥2座。", "请予审议。"))
    report = parsing.parse(text, genres.load("shuzhi"))

    said, _ = speech(report, 5)

    assert said.startswith("各位代表：")
    assert said.endswith("请各位代表审议。谢谢大家！")


def test_a_report_of_more_than_ten_parts_is_said_to_its_end():
    """The eleventh and the twelfth part have a number as the others."""
    parts = (
        f"{han_number(n)}、抓第{n}片\n修渠{n + 20}公里。架桥{n + 40}座。" for n in range(1, 13)
    )
    report = parsing.parse("\n".join(parts), genres.load("shuzhi"))

    said, _ = speech(report, 20)

    assert "第十一，" in said
    assert "第十二，" in said


def test_a_character_without_a_meaning_stays_where_it_stands():
    """It is not taken for one that stands for a name."""
    assert spoken("按GB 5749—2022检测\ue000项共12次") == "按GB 5749—2022检测\ue000项共十二次"
