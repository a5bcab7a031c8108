"""Figures: what is read from a text, as what, and what is left alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.figures import figures, masks
from drafter.text import numerals


def read(text, **how):
    """What is read in a text: words, value, unit, approximator."""
    return [(f.text, f.value, f.unit, f.approx) for f in figures(text, **how)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("修渠十七公里", 17, "公里"),
        ("销售额过亿，利润也涨了", 100_000_000, ""),
        ("产值过百亿", 10_000_000_000, ""),
        ("修渠17千米", 17, "公里"),
        ("种树三万二千株", 32000, "株"),
        ("投入13万2", 132000, ""),
        ("发补贴6万零400元", 60400, "元"),
        ("发补贴6万零四十元", 60040, "元"),
        ("种树7，250株", 7250, "株"),
        ("种树6万5000株", 65000, "株"),
        ("种树6万500株", 60500, "株"),
        ("种树六万5000株", 65000, "株"),
        ("种树6万五千株", 65000, "株"),
        ("种树5千600株", 5600, "株"),
        ("贷款2亿3000万元", 230000000, "元"),
        ("贷款2亿3千4百万元", 234000000, "元"),
        ("贷款2亿3000万6000元", 230006000, "元"),
        ("贷款十二亿3000万元", 1230000000, "元"),
        ("余额三万亿元", 3 * 10**12, "元"),
        ("存款一万二千亿元", 1_200_000_000_000, "元"),
        ("投入3千2元", 3200, "元"),
        ("建11万伏变电站", 110000, "伏"),
        ("建110千伏变电站", 110000, "伏"),
        ("种树3.2万株", 32000, "株"),
        ("贷款1亿2千万元", 120000000, "元"),
        ("贷款１２０００万元", 120000000, "元"),
        ("补助叁佰万元", 3000000, "元"),
        ("占比百分之十二点五", Fraction(25, 2), "%"),
        ("占比七成半", 75, "%"),
        ("降幅千分之三", Fraction(3, 10), "%"),
        ("提高2.4个百分点", Fraction(12, 5), "百分点"),
        ("四分之一的村", 25, "%"),
        ("面积800㎡", 800, "平方米"),
        ("修路二十一公里", 21, "公里"),
        ("招录十一人", 11, "人"),
        ("十分之一的农户", 10, "%"),
        ("历时三年半", Fraction(7, 2), "年"),
        ("巡查三个半小时", Fraction(7, 2), "小时"),
        ("平整四十二亩半。", Fraction(85, 2), "亩"),
        ("提前三刻钟", 3, "刻钟"),
        ("培训1,350人次", 1350, "人次"),
        ("5A级景区", 5, "A"),
    ],
)
def test_one_amount_has_one_value(text, value, unit):
    """However a number is written, its value and unit come out the same."""
    assert [(f.value, f.unit) for f in figures(text)] == [(value, unit)]


def test_digits_and_scales_by_turns_are_one_amount_with_what_is_more():
    """Ends of a range too; a year close behind a scale is no part of the amount."""
    assert read("产渔2亿3500余万斤") == [("2亿3500余万斤", 235000000, "斤", "above")]
    assert [f.value for f in figures("渔户由1万2000户增至1万5000户")] == [12000, 15000]
    assert [f.ends for f in figures("放苗6万5000-7万5000尾")] == [(65000, 75000)] * 2
    assert [f.value for f in figures("拨款600万2023年到账")] == [6000000, 20230000]
    assert next(iter(figures("拨款600万2023-2024年到账"))).value == 6000000


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("约40户", "about"),
        ("40户左右", "about"),
        ("近40户", "below"),
        ("不足40户", "below"),
        ("40余户", "above"),
        ("逾40户", "above"),
        ("不少于40户", "above"),
        ("40户以上", "above"),
        ("上百户", "above"),
        ("十几户", "above"),
        ("数十户", "vague"),
        ("三四十户", "vague"),
        ("签约40户", ""),
        ("附近40户", ""),
        ("近3年", ""),
    ],
)
def test_bounds_are_read(text, approx):
    """约, 近, 余 bound a number; 签约, 附近 and 近3年 do not."""
    assert [f.approx for f in figures(text)] == [approx]


@pytest.mark.parametrize(
    "text",
    [
        "一心一意抓落实，千方百计促增收",
        "开展一次谈心，走访一户群众",
        "一是强学习，二是抓整改",
        "坚持两手抓，统一思想",
        "落实“三重一大”，做到“两个维护”",
        "PM2.5、H7N9、5G、12345热线",
        "从三个方面发力，抓好两个环节",
    ],
)
def test_turns_of_phrase_claim_nothing(text):
    """Articles, idioms, enumerators, formulas and names with digits are no claims."""
    assert read(text) == []


def test_facts_are_read_permissively():
    """What is an article in a text is one in a fact."""
    assert read("走访一次") == []
    assert read("走访一次", claims_only=False) == [("一次", 1, "次", "")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2021年3月5日", [(2021, 3, 5, "")]),
        ("2021-03-05", [(2021, 3, 5, "")]),
        ("2021.3.5", [(2021, 3, 5, "")]),
        ("二〇二一年三月", [(2021, 3, 0, "")]),
        ("3月5-7日", [(0, 3, 5, ""), (0, 3, 7, "")]),
        ("4—6月", [(0, 4, 0, ""), (0, 6, 0, "")]),
        ("2019-2021年", [(2019, 0, 0, ""), (2021, 0, 0, "")]),
        ("三月底", [(0, 3, 0, "月底")]),
        ("第二季度", [(0, 0, 0, "2季度")]),
        ("下半年", [(0, 0, 0, "下半年")]),
    ],
)
def test_dates_come_in_components(text, days):
    """A date holds what it says and no more."""
    assert [(f.day.year, f.day.month, f.day.day, f.day.tail) for f in figures(text)] == days


def test_a_range_shares_its_unit():
    """The start of a range takes scale and unit from its end."""
    assert [f.value for f in figures("补助30-50万元")] == [300000, 500000]
    assert [f.unit for f in figures("补助30至50万元")] == ["元", "元"]


def test_masks_keep_run_and_unit():
    """A mask is its run of signs and what it counts."""
    assert masks("在***镇，投资**亿元，增长＊％，××户") == ("***镇", "**亿元", "*%", "XX户")


@pytest.mark.parametrize("numeral", ["", "元", "百", "万里", "1.2.3", "点五"])
def test_what_is_no_numeral_has_no_value(numeral):
    """Anything but a numeral is None, not a guess."""
    assert numerals.value(numeral) is None


@given(
    st.text(
        alphabet="0123456789一二三十百千万亿零〇两半余多几第前年月日.-*X%元个人约近至到上下，。",
        max_size=60,
    )
)
def test_spans_lie_in_any_text(text):
    """Whatever is read, spans are ordered, inside the text and show the figure's text."""
    found = figures(text)

    assert all(text[slice(*f.span)] == f.text for f in found)
    assert [f.span for f in found] == sorted(f.span for f in found)


@pytest.mark.parametrize(
    ("text", "values"),
    [("租机械三万一天", [30000]), ("工钱三千一个月", [3000]), ("投入三万一千元", [31000])],
)
def test_so_much_a_day_is_no_longer_number(text, values):
    """三万一 before 天 is 三万, one day."""
    assert [f.value for f in figures(text, claims_only=False)][:1] == values


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("参赛七八十人", "参赛70至80人"),
        ("合格率六七成", "合格率60%-70%"),
        ("十七八天", "17至18天"),
        ("户均四五千元", "户均4000元至5000元"),
        ("一百二三十亩", "120~130亩"),
    ],
)
def test_a_range_is_the_same_in_one_word_and_in_two_numbers(spoken, written):
    """Both ends are known, however it is said."""
    [said] = figures(spoken)
    one, other = figures(written)
    assert said.value is None
    assert said.ends == one.ends == other.ends == (one.value, other.value)
    assert said.unit == other.unit


def test_a_hundred_or_so_is_about_a_hundred():
    """百十 and 千把 are one numeral; 百把 of so many is not."""
    assert read("联系百十户") == [("百十户", 100, "户", "about")]
    assert read("种千把亩") == [("千把亩", 1000, "亩", "about")]
    assert not read("送去三百把椅子，三五成群坐下")


@pytest.mark.parametrize(("said", "worth"), [("7千3百人", 7300), ("2千5百20元", 2520)])
def test_thousands_and_hundreds_after_digits_are_one_number(said, worth):
    """As people say it and type the digits."""
    [figure] = figures(f"惠及{said}")
    assert figure.value == worth


def test_a_fraction_in_one_character_is_one():
    """½ is 1/2; behind digits it is no share of the whole."""
    assert [each.value for each in figures("½的村通了车")] == [50]
    assert [each.value for each in figures("修路3½公里")] == [3]


@pytest.mark.parametrize(
    ("said", "written"), [("第三百零五号", "第305号"), ("列全市前一百零八名", "列全市前108名")]
)
def test_a_nought_in_a_numeral_is_part_of_its_rank(said, written):
    """第三百零五 is the 305th, and not the 300th."""
    assert [each.value for each in figures(said)] == [each.value for each in figures(written)]
