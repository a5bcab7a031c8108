"""Slides as they are presented: what is on them, what the speaker noted, what was left out."""

import pytest

from drafter.errors import BadInput, Unreadable
from drafter.readers import facts_from, text_from
from tests.readers.decks import PICTURE, framed, grid, shape, slide, slides


def told(*shown):
    """Each fact of a presentation with its place."""
    found = facts_from(slides(*shown), "a.pptx", ".pptx")
    return [(fact.text, fact.role) for fact in found]


def notes(*shown) -> str:
    """What is said of what was not read."""
    return "\n".join(facts_from(slides(*shown), "a.pptx", ".pptx").notes)


def page(title, *rows, **more):
    """A slide with a title over points."""
    return slide(shape(title, kind="title"), shape(*rows, kind="body"), **more)


def test_the_title_of_a_slide_is_the_heading_of_its_points():
    """In the order of the presentation, whatever the order of the archive."""
    assert told(page("不足", "下村少"), page("二、改进措施", "每月下村4次")) == [
        ("下村少", "shortcoming"),
        ("每月下村4次", "measure"),
    ]


def test_the_title_of_the_first_slide_names_the_whole():
    """It tells the year, and no part."""
    cover = slide(
        shape("2024年工作汇报", kind="ctrTitle"),
        shape("单位：县林场", "姓名：王强", kind="subTitle"),
    )
    found = facts_from(slides(cover, page("队伍", "招录4人")), "a.pptx", ".pptx")

    assert (found.year, found.name, found.unit) == (2024, "王强", "县林场")
    assert [fact.text for fact in found] == ["招录4人"]


def test_what_the_speaker_noted_is_told_below_the_words_of_its_slide():
    """A heading in the notes ends with its slide."""
    shown = (page("队伍", "招录4人", notes=("【廉】", "谈话27人次")), page("不足", "下村少"))

    assert told(*shown) == [
        ("招录4人", "team"),
        ("谈话27人次", "integrity"),
        ("下村少", "shortcoming"),
    ]


def test_points_below_another_keep_what_they_stand_under():
    """A name of a part among the points heads those that are a level deeper."""
    assert told(page("其他", "不足", " 下村少", " 读书少", "改进措施", " 每月下村4次")) == [
        ("下村少", "shortcoming"),
        ("读书少", "shortcoming"),
        ("每月下村4次", "measure"),
    ]


def test_boxes_are_read_from_top_to_bottom_and_from_left_to_right():
    """In whatever order they were drawn; the title first."""
    boxes = (
        shape("建校3所", at=(5, 2)),
        shape("架桥4座", at=(1, 4)),
        shape("修路2条", at=(1, 2)),
        shape("履职情况", kind="title", at=(1, 6)),
    )

    assert [text for text, _ in told(slide(*boxes))] == ["修路2条", "建校3所", "架桥4座"]


def test_a_table_on_a_slide_is_read_as_any_other():
    """Titles over figures go with them, and a sum is no fact."""
    rows = (("项目", "收入（万元）"), ("木材", "612"), ("康养", "176"), ("合计", "788"))

    assert [text for text, _ in told(slide(shape("产业", kind="title"), grid(*rows)))] == [
        "木材，收入612万元",
        "康养，收入176万元",
    ]


@pytest.mark.parametrize(
    ("shown", "named"),
    [
        (page("旧数据", "修路9条", own="show='0'"), "隐藏的幻灯片没有读：第 2 页“旧数据”"),
        (page("目 录", "01 家底", "02 队伍"), "目录页没有读：第 2 页“目录”"),
        (slide(PICTURE), "图片没有读：第 2 页"),
        (slide(framed("chart")), "图表没有读：第 2 页"),
        (slide(framed("diagram")), "图示（SmartArt）没有读：第 2 页"),
        (slide(shape("修路9条", own="hidden='1'")), "隐藏的文字没有读：第 2 页 修路9条"),
        (
            slide(shape("<a:p><a:r><a:rPr strike='sngStrike'/><a:t>修路9条</a:t></a:r></a:p>")),
            "划掉的文字没有读：第 2 页 修路9条",
        ),
    ],
)
def test_what_is_not_read_is_named(shown, named):
    """And none of it is told."""
    whole = (page("履职情况", "修路3条"), shown)

    assert told(*whole) == [("修路3条", "duty")]
    assert named in notes(*whole)


def test_numbers_of_pages_are_no_words():
    """Nor dates and feet that stand on every slide."""
    assert told(slide(shape("修路3条"), shape("12", kind="sldNum"), shape("内部", kind="ftr"))) == [
        ("修路3条", "")
    ]


def test_slides_hold_no_report():
    """The line says which files do."""
    with pytest.raises(BadInput, match=r"幻灯片文件，读不出报告.*\.docx"):
        text_from(slides(page("不足", "下村少")), "a.pptx", ".pptx")


def test_an_archive_of_anything_else_is_refused():
    """In a line that says what was looked for."""
    with pytest.raises(Unreadable, match="PowerPoint"):
        facts_from(b"PK\x03\x04" + bytes(200), "a.pptx", ".pptx")


def test_slides_under_the_name_of_word_are_read_as_slides():
    """By what they hold."""
    found = facts_from(slides(page("不足", "下村少")), "a.docx", ".docx")

    assert [fact.text for fact in found] == ["下村少"]


@pytest.mark.parametrize("suffix", [".ppt", ".PPS", ".dps", ".odp"])
def test_slides_of_an_older_program_are_refused_with_what_to_do(suffix):
    """They have to be saved anew."""
    with pytest.raises(Unreadable, match=r"旧版幻灯片.*\.pptx"):
        facts_from(b"\xd0\xcf\x11\xe0" + bytes(600), f"a{suffix}", suffix)


def test_plans_with_slashes_between_are_each_one():
    """As a speaker notes them on one line; deeds told so stay together."""
    shown = page(
        "民生", "修路3条 / 架桥2座", notes=("【明年】", "疫点拔除 / 林道先修15公里 / 培训2期")
    )

    assert told(shown) == [
        ("修路3条 / 架桥2座", "duty"),
        ("疫点拔除", "measure"),
        ("林道先修15公里", "measure"),
        ("培训2期", "measure"),
    ]
