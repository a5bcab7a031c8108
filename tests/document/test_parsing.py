"""Any report is read into its parts, whatever its numbering, order and labels."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import ParagraphKind, Role, genre
from drafter.document.forms import form
from drafter.document.parsing import enumeration, markers, parse, points

GENRE = genre.load("shuzhi")
SEED = (Path(__file__).parent.parent.parent / "seeds/county-2022/report.txt").read_text("utf-8")
ROLES = ["politics", "duty", "team", "integrity"]
PIECES = st.sampled_from(
    [
        *(
            "一、讲政治",
            "二、担当实干勤履职，抓落实",
            "（一）抓项目。",
            "1.建设",
            "一是",
            "二是",
            "①",
            "第一，",
        ),
        *(
            "个人存在的不足：",
            "三、存在的不足",
            "改进措施：",
            "针对2021年度考核反馈的问题，",
            "今后，一是",
        ),
        *(
            "2022年，",
            "特此报告。",
            "述职人：张三",
            "各位代表：",
            "。",
            "\n",
            "\r\n",
            "\r",
            " ",
            "**",
            "#",
            "\0",
        ),
    ]
)


def read(text):
    """The report that a text is."""
    return parse(text, GENRE)


def leads(found):
    """The lead phrases of points."""
    return [point.lead for point in found]


def test_the_seed_has_all_its_parts():
    """The seed: preamble, four sections by role, feedback, three shortcomings, three measures."""
    report = read(SEED)
    kinds = [paragraph.kind for paragraph in report.paragraphs]

    assert [section.role for section in report.sections] == ROLES
    assert [section.ordinal for section in report.sections] == [1, 2, 3, 4]
    assert kinds[0] is ParagraphKind.PREAMBLE
    assert kinds[-3:] == [
        ParagraphKind.FEEDBACK,
        ParagraphKind.SHORTCOMINGS,
        ParagraphKind.MEASURES,
    ]
    assert len(report.shortcomings) == len(report.measures) == 3
    assert report.year == 2022


def test_the_seed_enumerates_in_three_ways():
    """Points stand inline in the first section, by paragraph in the second, not in the others."""
    report = read(SEED)
    ways = [section.enumeration for section in report.sections]

    assert ways == ["inline", "paragraph", "none", "none"]
    assert leads(report.sections[0].points)[0] == "保持政治定力，坚持正确方向"
    assert leads(report.shortcomings)[1] == "智能化数字化运用不够"
    assert leads(report.measures) == ["", "", ""]


def test_title_salutation_closing_and_signature():
    """What real reports have around the text is told apart from it."""
    report = read(
        "2023年度述职述廉报告\n县教育局局长 张三\n各位代表：\n"
        "2023年，在县委的坚强领导下，本人履职。现将情况报告如下：\n一、讲政治\n好。\n"
        "特此报告，请予评议。\n述职人：张三\n2024年1月8日\n"
    )
    kinds = [str(paragraph.kind) for paragraph in report.paragraphs]

    assert kinds == [
        *("title", "title", "salutation", "preamble", "heading", "body"),
        *("closing", "signature", "signature"),
    ]


@pytest.mark.parametrize(
    "end", ["2024年1月8日", "述职人：张三", "县委书记 张三\n2024年1月", "特此报告"]
)
def test_a_signature_is_no_measure(end):
    """Closing, signer and date after the last measure are no part of it."""
    report = read(f"不足：\n学得少\n走得少\n改进措施：\n读书。\n下村。\n{end}")

    assert [point.text for point in report.measures] == ["读书。", "下村。"]


def test_the_last_measure_is_no_signature():
    """Short unnumbered points without end marks stay points."""
    report = read("个人存在的不足：\n学得少\n走得少\n改进措施：\n多读书\n多下村")

    assert [point.text for point in report.measures] == ["多读书", "多下村"]


@pytest.mark.parametrize(
    "text",
    [
        "个人存在的不足：一是学得少。书没读。二是走得少。村没去。\n改进措施：一是读书。二是下村。",
        "三、存在的不足\n（一）学得少。书没读。\n（二）走得少。村没去。\n四、改进措施\n（一）读书。\n（二）下村。",
        "三、存在的主要问题和不足\n1.学得少。书没读。\n2.走得少。村没去。\n四、下一步工作打算\n1.读书。\n2.下村。",
        "个人存在的不足：\n一、学得少\n书没读。\n二、走得少\n村没去。\n改进措施：\n一、读书。\n二、下村。",
        "还存在以下不足：第一，学得少。书没读。第二，走得少。村没去。\n改进措施：第一，读书。第二，下村。",
        "三、存在的不足和改进措施\n存在的不足：①学得少。书没读。②走得少。村没去。改进措施：①读书。②下村。",
        "一、存在的不足和改进措施\n1.学得少。书没读。\n改进措施：读书。\n2.走得少。村没去。\n改进措施：下村。",
        "存在的不足：一是学得少。书没读。二是走得少。村没去。针对以上不足，今后：一是读书。二是下村。",
    ],
    ids=[
        "inline",
        "headings",
        "arabic",
        "own lines",
        "first",
        "one section",
        "in turn",
        "in a line",
    ],
)
def test_shortcomings_and_measures_in_any_wording(text):
    """Labels may be inline, own lines or headings, and number in any way."""
    report = read(text)

    assert leads(report.shortcomings) == ["学得少", "走得少"]
    assert [point.text.strip() for point in report.measures] == ["读书。", "下村。"]


def test_unnumbered_answers_are_points_by_paragraph():
    """Where nothing is numbered, each paragraph under the label is one."""
    report = read("三、存在的不足\n学得少。\n走得少。\n四、改进措施\n读书。\n下村。")

    assert [point.text for point in report.shortcomings] == ["学得少。", "走得少。"]
    assert [point.ordinal for point in report.measures] == [1, 2]


def test_sections_under_one_roof():
    """Sub-headings that are the genre's sections are the sections, their roof has no role."""
    report = read(
        "一、2023年工作情况\n（一）旗帜鲜明讲政治，把准方向\n好。\n（二）担当实干勤履职，推动发展\n好。\n"
        "（三）强基固本优作风，建设队伍\n好。\n（四）廉洁奉公扬正气，营造环境\n好。\n二、存在的不足\n少。\n"
    )

    assert [section.role for section in report.sections] == ["", *ROLES, Role.SHORTCOMING]


def test_wrong_order_is_kept():
    """Sections are read in the order they stand in, by their words."""
    report = read("一、廉洁奉公扬正气，守底线\n好。\n二、旗帜鲜明讲政治，把方向\n好。")

    assert [section.role for section in report.sections] == ["integrity", "politics"]


def test_a_heading_without_known_words_is_placed_by_position():
    """Where the count fits, a heading that tells nothing has the role of its place."""
    report = read("一、讲政治\n好。\n二、担使命，向前走\n好。\n三、带队伍\n好。\n四、守廉洁\n好。")

    assert [section.role for section in report.sections] == ROLES


def test_words_of_measures_in_a_section_open_nothing():
    """主要措施： in the middle of a section is no label."""
    report = read("一、讲政治\n采取三条措施：一是学。二是干。\n二、勤履职\n好。\n三、带队伍\n好。")

    assert report.measures == ()
    assert len(report.sections[0].points) == 2


def test_headings_can_run_into_their_text():
    """一、…。 at the beginning of a paragraph is a heading where no heading has its own line."""
    report = read(
        "一、讲政治，把方向。深入学习理论，全年集中学习12次。\n二、勤履职，促发展。新建学校6所。\n"
        "三、带队伍，强作风。建好班子。\n四、守廉洁，扬正气。遵守规定。\n五、存在的不足：一是学得少。\n"
    )

    assert [section.role for section in report.sections] == [*ROLES, Role.SHORTCOMING]
    assert report.sections[0].heading == "讲政治，把方向"
    assert report.sections[0].text == "深入学习理论，全年集中学习12次。"


def test_numbered_paragraphs_in_a_section_are_points():
    """一、…。 below headings of their own lines is a point."""
    report = read(
        "一、讲政治\n好。\n二、勤履职\n一、抓项目，促发展。新建6个。\n二、抓民生。办学校。\n三、带队伍\n好。"
    )

    assert [section.heading for section in report.sections] == ["讲政治", "勤履职", "带队伍"]
    assert len(report.sections[1].points) == 2


def test_a_shortcoming_about_measures_opens_none():
    """整改措施不够具体 names a lack, whatever label words it has."""
    report = read("三、存在的不足\n（一）学得少\n书没读。\n（二）整改措施不够具体\n办法少。")

    assert len(report.shortcomings) == 2
    assert report.measures == ()


def test_feedback_can_be_a_section():
    """A heading about feedback opens it as a paragraph does."""
    report = read("一、讲政治\n好。\n二、上年度考核反馈问题整改情况\n改了。\n")

    assert [p.text for p in report.of(ParagraphKind.FEEDBACK)] == ["改了。"]


def test_months_are_no_enumerator():
    """3、4月份 begins no third point."""
    report = read(
        "一、讲政治\n好。\n个人存在的不足：一是病历不稳。3、4月份甲级率91%。二是教得少。手把手教过1次。\n"
    )

    assert leads(report.shortcomings) == ["病历不稳", "教得少"]


@pytest.mark.parametrize("year", ["2021年度", "2021 年度", "2021　年度"])
def test_blanks_in_a_year_hide_no_feedback(year):
    """People type blanks around figures."""
    line = f"反馈整改情况：针对{year}考核反馈的“投诉多”问题，更换物业3家。"
    report = read(f"一、讲政治\n好。\n{line}\n个人存在的不足：一是调研不够。\n")

    assert [p.text for p in report.of(ParagraphKind.FEEDBACK)] == [line]


def test_line_ends_change_nothing():
    """CRLF text has the same parts, and its text is kept byte for byte."""
    text = SEED.replace("\n", "\r\n")
    report = read(text)

    assert report.text == text
    assert [p.text for p in report.paragraphs] == [p.text for p in read(SEED).paragraphs]
    assert leads(report.shortcomings) == leads(read(SEED).shortcomings)


def test_one_line_still_has_its_answers():
    """A report without line breaks keeps its shortcomings and measures."""
    report = read(SEED.replace("\n", ""))

    assert len(report.paragraphs) == 1
    assert leads(report.shortcomings) == leads(read(SEED).shortcomings)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("一是学。二是干。", [1, 2]),
        ("一、是学。二、是干。", [1, 2]),
        ("一要学，二要干，三要看。", [1, 2, 3]),
        ("第一，学。第二，干。", [1, 2]),
        ("（一）学。\n（二）干。", [1, 2]),
        ("(1)学；(2)干；", [1, 2]),
        ("1.学\n2.干\n10、看", [1, 2, 10]),
        ("①学②干③看", [1, 2, 3]),
        ("首先，学。其次，干。", [1, 2]),
        ("其一，学。其二，干。", [1, 2]),
        ("十一是学。二十是干。", [11, 20]),
        ("统一是前提。全省第一，第一书记。投资1.5亿元，一是一。", [1]),
    ],
)
def test_enumerators_of_every_kind(text, told):
    """Each way of numbering is read, and words that look like it are not."""
    assert [point.ordinal for point in points(text)] == told


def test_the_cells_of_a_table_are_no_measures():
    """A line each, with bare figures among them; short lines of words are measures."""
    head = "个人存在的不足：下乡少。\n改进措施：\n每月下乡4次。\n"
    cells = "附表：走访情况\n村名\n户数\n东村\n36\n西村\n41\n"
    report = parse(head + cells + "以上报告，请予审议。", genre.load("shuzhi"))

    assert [point.text for point in report.measures] == ["每月下乡4次。"]
    plain = parse(
        "改进措施：\n每月下乡4次\n多读书\n勤记账\n常谈心\n以上报告。", genre.load("shuzhi")
    )
    assert len(plain.measures) == 4


def test_points_inside_points_stay_inside():
    """Only the first kind of enumerator parts a text; others belong to its points."""
    found = points("（一）抓项目：一是谋划；二是建设。\n（二）抓民生。")

    assert [point.ordinal for point in found] == [1, 2]
    assert enumeration(found) == "paragraph"


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_read(text):
    """No text breaks the parser; it is kept as it is and every span is exact."""
    report = read(text)

    assert report.text == text
    spans = [paragraph.span for paragraph in report.paragraphs]
    assert spans == sorted(spans)
    for paragraph in report.paragraphs:
        assert text[slice(*paragraph.span)] == paragraph.text
    for section in report.sections:
        assert text[slice(*section.span)].endswith(section.text)
        assert section.heading in text[slice(*section.heading_span)]
    for point in (*report.shortcomings, *report.measures):
        assert text[slice(*point.span)].startswith(point.marker)
        assert text[slice(*point.span)].endswith(point.text)
        assert report.paragraphs[point.paragraph].span[0] <= point.span[0]


@given(st.text(max_size=100))
def test_markers_are_where_they_say(text):
    """An enumerator's span holds its text."""
    assert [text[slice(*m.span)] for m in markers(text)] == [m.text for m in markers(text)]


@pytest.mark.parametrize(
    "unit", ["学", "**", "一是学。", "一、讲政治\n", "改进措施：好。\n2.学。\n", "“"]
)
def test_time_grows_with_the_length(unit):
    """Ten times the text takes about ten times as long."""
    times = []
    for count in (1_000, 10_000):
        start = time.process_time()
        read(unit * count)
        times.append(time.process_time() - start)

    assert times[1] < 30 * max(times[0], 0.01)


@pytest.mark.parametrize(
    ("text", "year", "titles"),
    [
        ("2019上半年工作总结\n完成的一些工作：\n1. 改版。\n2. 上线。\n", 2019, 1),
        ("# Work Review in 2019\n\n这一年，我学了很多。\n", 2019, 1),
        ("全年总结\n敬爱的党组织：\n在2016年12月25日，我光荣地成为一名预备党员。\n", None, 1),
        ("述职报告\n各位领导：\n2021年3月8日我到镇里报到，2023年，我分管农业。\n", 2023, 1),
        ("Status:draft\nTags: 总结\n年终总结\n半年来，我做了不少项目。\n", None, 1),
    ],
)
def test_what_stands_in_front_is_known(text, year, titles):
    """The year of the title, no day on which somebody began, no keys of a blog, no matter."""
    report = parse(text, GENRE)
    salutations = [each.text for each in report.of(ParagraphKind.SALUTATION)]

    assert report.year == year
    assert len(report.of(ParagraphKind.TITLE)) == titles
    assert all(each in ("敬爱的党组织：", "各位领导：") for each in salutations)


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("试用期期间，我总共完成了四项任务。", "总结"),
        ("转眼间试用期即将结束，我学到了很多。", "总结"),
        ("2023年，任职试用期已满，本人认真履职，办结126件。", "述职述廉报告"),
        ("2023年，本人认真履职，办结126件。", "述职述廉报告"),
    ],
)
def test_a_text_without_a_title_says_in_its_opening_that_it_is_of_a_probation(opening, kind):
    """A cadre who was on trial in his office reports as others do."""
    text = f"{opening}\n一、履职尽责\n完成12项，新建3所。\n二、廉洁自律\n没有收受礼品。\n"

    assert form(parse(text, GENRE)).name == kind
