"""Examinations of oneself tell what falls short by aspects; each way to write these is read."""

import pytest

from drafter.document import genre
from drafter.document.answering import pairing
from drafter.document.parsing import parse
from drafter.document.parsing.vocabulary import Vocabulary

SHUZHI = genre.load("shuzhi")
WORDS = Vocabulary.of(SHUZHI)
LACKS = ["读书断断续续，只记了半本笔记。", "下库少，全年只去了四次。", "旧仓改造拖了三年。"]
REST = (
    "\n二、原因分析\n主要是自我要求不严。\n三、整改措施\n"
    "（一）坚持读书，每月记一本笔记。\n（二）每月下库两次。\n（三）十月前完成旧仓改造。\n"
)
NAMES = ("政治方面", "作风方面", "担当方面")


def read(told):
    """The report whose shortcomings stand below their heading as told."""
    return parse(f"个人对照检查材料\n一、存在的主要问题\n{told}{REST}", SHUZHI)


def said(points):
    """Without numbers."""
    return [each.text for each in points]


@pytest.mark.parametrize(
    "told",
    [
        "\n".join(
            f"（{n}）带头严守纪律，{name}。一是{lack}"
            for n, name, lack in zip("一二三", NAMES, LACKS, strict=True)
        ),
        "\n".join(
            f"{n}、{name}。存在的问题：{lack}"
            for n, name, lack in zip("123", NAMES, LACKS, strict=True)
        ),
        "\n".join(
            f"（{n}）{name}\n1.{lack}" for n, name, lack in zip("一二三", NAMES, LACKS, strict=True)
        ),
        f"在政治方面：一是{LACKS[0]}\n在作风方面：一是{LACKS[1]}\n在担当方面：{LACKS[2]}",
        "（一）政治方面。"
        + LACKS[0]
        + "（二）作风方面。"
        + LACKS[1]
        + "（三）担当方面。"
        + LACKS[2],
    ],
    ids=["leads", "labels", "lines", "paragraphs", "one line"],
)
def test_aspects_give_their_shortcomings_and_not_their_names(told):
    """In sentences, in lines, with labels, each in its paragraph or all in one."""
    report = read(told)

    assert said(report.shortcomings) == LACKS
    assert len(report.measures) == 3


def test_an_aspect_with_several_paragraphs_tells_as_many_shortcomings():
    """Where each aspect has one, it is one point with its name."""
    several = read(f"1.政治方面\n{LACKS[0]}\n2.担当方面\n{LACKS[1]}\n{LACKS[2]}")
    single = read(f"1.政治方面\n{LACKS[0]}\n2.担当方面\n{LACKS[1]}")

    assert said(several.shortcomings) == LACKS
    assert said(single.shortcomings) == [f"政治方面\n{LACKS[0]}", f"担当方面\n{LACKS[1]}"]


def test_aspects_as_sections_above_the_causes_are_shortcomings():
    """Without causes below they may as well tell what was done."""
    told = "".join(
        f"{n}、{name}\n{lack}\n" for n, name, lack in zip("一二三", NAMES, LACKS, strict=True)
    )
    examined = parse(f"党性分析材料\n{told}四、原因分析\n自律不严。\n", SHUZHI)
    plain = parse(f"党性分析材料\n{told}四、其他\n自律较严。\n", SHUZHI)

    assert said(examined.shortcomings) == LACKS
    assert said(plain.shortcomings) != LACKS


def test_a_field_of_work_opens_no_measures_among_the_shortcomings():
    """工作作风方面 has a word of plans and is none."""
    told = f"（一）思想学习方面。{LACKS[0]}\n（二）工作作风方面。{LACKS[1]}"

    assert said(read(told).shortcomings) == LACKS[:2]
    assert len(read(told).measures) == 3


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("对照检查的主要问题", "shortcoming"),
        ("对照“三个带头”查摆的突出问题", "shortcoming"),
        ("个人对照检查情况", "shortcoming"),
        ("对照先进典型查找的差距", "shortcoming"),
        ("新一年还要办的四件实事", "measure"),
    ],
)
def test_headings_of_what_was_sought_in_oneself_are_known(heading, role):
    """In whatever words it was sought."""
    assert WORDS.role(heading) == role


@pytest.mark.parametrize("heading", ["补学习短板", "补上库存管理短板", "围绕群众反映问题整改"])
def test_what_mends_a_lack_is_no_shortcoming(heading):
    """Its last word may be that of a shortcoming."""
    assert WORDS.role(heading) != "shortcoming"


def test_a_measure_answers_all_shortcomings_of_its_aspect():
    """As many measures as aspects: each is named for all that its aspect tells."""
    report = read(
        f"（一）政治方面。一是{LACKS[0]}二是表态多、落实慢。\n（二）作风方面。一是{LACKS[1]}\n"
        f"（三）担当方面。一是{LACKS[2]}"
    )
    told = [each.measure if each.better is None else each.better for each in pairing(report).pairs]

    assert told == [0, 0, 1, 2]


@pytest.mark.parametrize("form", ["（{n}）{name}：", "{n}是{name}。", "（{n}）{name}存在的问题："])
def test_an_aspect_tells_one_more_where_a_later_sentence_says_first_what_is_lacking(form):
    """运用理论不够，…; a sentence that shows the first one is part of it. Numbers stay."""
    first, *others = (
        form.format(n=n, name=name) + lack
        for n, name, lack in zip("一二三", NAMES, LACKS, strict=True)
    )
    more = f"{first}其中两本没有拆封。运用理论不够，讲座还是老一套。"
    report = read("\n".join([more, *others]))

    assert [text[:4] for text in said(report.shortcomings)] == [
        "读书断断",
        "运用理论",
        "下库少，",
        "旧仓改造",
    ]
    assert [x.ordinal for x in report.shortcomings if x.marker] == [1, 2, 3]
