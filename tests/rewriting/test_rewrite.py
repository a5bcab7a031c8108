"""Old reports rewritten: each sentence where it stood, nothing lost, nothing invented."""

import asyncio
import re
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import readers, rules
from drafter.chain.chain import Chain
from drafter.document import Severity, genre, parsing, views
from drafter.errors import BadInput
from drafter.rewriting import rewrite
from drafter.rewriting.gain import worth
from drafter.rewriting.normalise import cleaned
from drafter.settings import Settings
from tests.fakes import STRONG, WEAK, FakeModel, merging, writing

HERE = Path(__file__).parent.parent
OLD = sorted(p for p in (HERE / "samples").iterdir() if p.suffix in (".txt", ".md", ".docx"))
FOREIGN = sorted((HERE / "layouts").glob("*.txt"))
SEED = Path("seeds/county-2022/report.txt")
ALL = [*OLD, *FOREIGN, SEED]
GENRE = genre.load("shuzhi")
DIGITS = re.compile(r"\d+")
NUMBERING = re.compile(
    r"^[\s>#*-]*\d{1,2}[.、)）．](?!\d)|(?<=\t)\d{1,2}[.、]|(?<=[。；：])\d{1,2}[.、](?!\d)"
)
TALK = """2024年度述职报告
2024年，我任青禾镇副镇长，分管农业。
一、履职情况
修了3条通村公路，一共12.6公里。汛期转移了412个人，没有伤亡。
搞了2期农技培训班，培训农户183人。
水渠还差1公里没完工，正在抓紧弄。
二、存在的不足
一是下村跑得少。全年只去了6个村。二是办法不多，招商老是谈不下来。
三、改进措施
一是每个月跑4个村。二是请招商局的人带着跑企业。
"""


@cache
def rewritten(path):
    """An old report rewritten without a model, once."""
    return asyncio.run(rewrite(readers.read_text(path)))


def by(model, text):
    """A text rewritten by a model that answers from a script."""
    return asyncio.run(rewrite(text, Chain(model, settings=Settings(attempts=1))))


def lines(text):
    """The figures of each line, in whatever order; lines left open for the author apart."""
    told = [line for line in text.splitlines() if line.strip() and "〔待补" not in line]
    return [Counter(DIGITS.findall(NUMBERING.sub("", line))) for line in told]


def assert_in_place(made):
    """No line is gone, new or elsewhere: its figures say which it is."""
    before = lines(cleaned(made.original, GENRE))
    assert lines(made.report.text)[: len(before)] == before or _opened(made, before)


def _opened(made, before):
    """The same where measures left open or proposed were put behind the last one, in its line."""
    number = r"(?:[一二三四五六七八九十]是|（[一二三四]）|\d\.)?"
    text = re.sub(number + r"(?:拟[^。\n]*)?〔待补[^〕]*〕[^。\n]*。", "", made.report.text)
    return lines(text) == before


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_facts_are_kept_in_their_part_and_none_is_new(path):
    """Every sentence is told, in the part where it stood; figures are the same, line by line."""
    made = rewritten(path)

    assert (made.proof.lost, made.proof.invented, made.proof.moved) == ((), (), ())
    assert made.proof.kept == made.proof.facts == len(made.facts)
    assert_in_place(made)


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_counts_by_kind_stay(path):
    """As many shortcomings and measures before and after, read anew from the text."""
    made = rewritten(path)
    again = parsing.parse(made.report.text, GENRE)
    told = [
        sum("〔待补" not in point.text for point in points)
        for points in (again.shortcomings, again.measures)
    ]
    old = parsing.parse(cleaned(made.original, GENRE), GENRE)

    assert made.is_left or told == [len(old.shortcomings), len(old.measures)]


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_no_error_is_new(path):
    """The new text has no error that the old one had not, and is no worse where words count."""
    made = rewritten(path)
    errors = {f.rule for f in made.after if f.severity is Severity.ERROR}

    assert errors <= {f.rule for f in made.before}
    assert made.is_left or len(worth(made.after)) <= len(worth(made.before))


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_its_own_output_is_left_as_it_is(path):
    """Rewriting what was rewritten changes nothing, and says why."""
    made = rewritten(path)
    again = asyncio.run(rewrite(made.report.text))

    assert again.is_left
    assert again.report.text == made.report.text


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_what_is_not_understood_stays_word_for_word(path):
    """And is told."""
    made = rewritten(path)
    told = {each.text for each in views.unread(parsing.parse(cleaned(made.original, GENRE), GENRE))}

    assert all(text in made.report.text or made.is_left for text in told)
    assert made.is_left or set(made.unread) == told


def test_a_text_that_passes_is_left():
    """Nothing that a rewrite can mend: the text stays byte for byte."""
    made = rewritten(HERE / "samples" / "finance-2023.txt")

    assert made.is_left
    assert "已合格" in made.reason
    assert made.report.text == made.original


def test_talk_is_raised_where_it_stands():
    """Words of talk become those of a report; what is unfinished and wanting stays what it is."""
    text = asyncio.run(rewrite(TALK)).report.text.splitlines()

    assert text[3] == "修建通村公路3条，共12.6公里。汛期转移412人，无一伤亡。"
    assert text[4].startswith("举办农技培训班2期")
    assert "还差1公里未完工，正在抓紧" in text[5]
    assert text[6:8] == ["二、存在的不足", TALK.splitlines()[7].replace("老是", "总是")]
    assert "每个月跑4个村" in text[9]


def test_slogans_beside_facts_go_and_are_told():
    """The clause goes, the sentence stays."""
    made = rewritten(HERE / "samples" / "transport-2023.txt")

    assert "取得了显著成效" in made.left_out
    assert "取得了显著成效" not in made.report.text
    assert "认真履行职责。" in made.report.text


def test_a_sentence_without_end_is_parted():
    """At a clause that stands by itself; nothing of it is lost."""
    made = rewritten(HERE / "samples" / "company-2023.txt")

    assert "综合融资成本下降0.85个百分点。承建市政道路项目11个" in made.report.text
    assert not [
        f for f in made.after if f.rule == "overlong-sentence" and f.severity is Severity.ERROR
    ]


def test_a_missing_measure_is_left_open_behind_the_others():
    """Numbered on, with the name of its shortcoming, and no word of praise or promise."""
    text = rewritten(HERE / "samples" / "transport-2023.txt").report.text

    assert re.search("每季度到偏远乡镇不少于1次。三是〔待补：[^〕]*监管偏软[^〕]*〕。", text)


def test_measures_are_left_open_under_a_label_of_their_own():
    """Where nobody gave any; numbered as its author numbers the parts."""
    made = rewritten(HERE / "layouts" / "met-16-shortcomings-become-merits.txt")
    last = made.report.text.rstrip().splitlines()[-1]

    assert last.startswith("二、改进措施：一是〔待补：")
    assert "理论学习不深" in last
    assert "督促落实不力" in last


def test_feedback_is_never_invented():
    """Somebody who came that summer has none, and none is put in."""
    for path in FOREIGN:
        made = rewritten(path)
        assert ("反馈" in made.report.text) == ("反馈" in made.original)


def test_the_authors_own_lines_stay():
    """Title, salutation, headings, closing, signature and date are as they were."""
    told = rewritten(HERE / "samples" / "transport-2023.txt").report.text.splitlines()

    assert told[:2] == ["述职报告", "各位领导、同志们："]
    assert [line for line in told if re.match("[一二三四]、", line)] == [
        "一、加强学习，提高素质",
        "二、履职尽责，工作成效显著",
        "三、存在的不足",
        "四、改进措施",
    ]
    assert told[-3:] == ["特此报告。", "述职人：周明远", "2024年1月12日"]


def test_a_blank_between_office_and_name_is_layout():
    """It stays, whatever else is put right."""
    made = asyncio.run(rewrite(f"**述职报告**\n副主任　曹某\n{TALK.partition(chr(10))[2]}"))

    assert "副主任　曹某" in made.report.text


def test_masks_are_conserved():
    """As many of each length before and after, also beside Markdown."""
    made = rewritten(HERE / "samples" / "county-2021.txt")
    runs = re.compile(r"\*+")

    assert sorted(runs.findall(made.report.text)) == sorted(runs.findall(made.original))
    assert "**" not in rewritten(HERE / "samples" / "hospital-2023.md").report.text


def test_only_form_changes_no_word():
    """Marks, blanks, numbers of points."""
    path = HERE / "samples" / "transport-2023.txt"
    made = asyncio.run(rewrite(readers.read_text(path), only_form=True))
    bare = re.compile(r"[\W_]+")

    assert made.is_formal
    assert "农村公路建设方面，完成" in made.report.text
    assert bare.sub("", made.report.text) == bare.sub("", made.original)


def test_a_text_that_is_mostly_not_understood_keeps_its_words():
    """Only its form is put right."""
    path = HERE / "samples" / "community-2024.txt"
    made = asyncio.run(rewrite(readers.read_text(path).replace("首先，", "首先,")))

    assert made.is_formal
    assert "搞定" in made.report.text


# With a model


def test_a_strong_models_sentences_stand_in_their_place():
    """Good ones are used where talk stood; the rest of the report stays."""
    model = FakeModel(writing(lambda own, fact: [(f"聚焦民生实事，{fact}。", [own])]), STRONG)
    made = by(model, TALK)
    told = made.report.text.splitlines()

    assert made.proof.holds
    assert "聚焦民生实事" in told[3]
    assert told[5] == "水渠还差1公里未完工，正在抓紧弄。"
    assert "聚焦" not in "".join(told[6:])


def test_what_is_unfinished_is_never_given_to_a_model_to_write():
    """No point that it is asked to write tells what is lacking, under way or planned."""
    model = FakeModel(writing(lambda own, fact: [(f"{fact}。", [own])]), STRONG)
    by(model, TALK)
    asked = [each.user for each in model.asked if each.step == "write"]

    assert asked
    assert not [user for user in asked if re.search("没完工|跑得少|每个月", user)]


@pytest.mark.parametrize(
    "lie",
    ["{fact}，群众满意度大幅提升。", "全面完成各项任务。", "{fact}，惠及7.7万人。"],
    ids=["praise", "another text", "figure"],
)
def test_what_a_model_invents_is_not_used(lie):
    """Whatever it says, the report says what its author said."""
    model = FakeModel(writing(lambda own, fact: [(lie.format(fact=fact), [own])]), STRONG)
    made = by(model, TALK)

    assert made.proof.holds
    assert not re.search("满意度|全面完成|7.7", made.report.text)
    assert "12.6公里" in made.report.text


def test_a_small_model_merges_what_stands_together():
    """Two sentences of one paragraph in one, under the gate."""
    model = FakeModel(merging(lambda told: "；".join(told).replace("。", "") + "。"), WEAK)
    made = by(model, TALK)

    assert made.proof.holds
    assert re.search("共12.6公里；.*412", made.report.text.splitlines()[3])


def test_a_useless_model_costs_nothing():
    """Answers that are none: as without a model."""
    made = by(FakeModel(lambda _: "不行", WEAK), TALK)

    assert made.report.text == asyncio.run(rewrite(TALK)).report.text


# Any layout


DONE = [
    "修了{}条路，群众出行方便了。", "完成投资{}万元，各项工作取得了显著成效。", "培训{}人次。",
    "化解矛盾{}起，没有发生上访。", "老旧小区改造{}个正在推进。", "搞定了{}件难事。",
]  # fmt: skip
LACKING = [
    "调查研究不够，全年只去了{}个村。", "数据孤岛尚未打通，{}个系统各管各的。",
    "学习抓得不紧，缺课{}次。",
    "搞协调老是慢半拍，误期{}天。",
]  # fmt: skip
PLANNED = [
    "每月走访{}个村。",
    "力争建成{}个示范点。",
    "每季度搞一次交叉检查，查{}处。",
    "请专家讲课{}次。",
]
HEADS = ["工作开展情况", "履职情况", "主要做法和成效", "思想政治建设", "一年来的几件事", "其他"]
LACKS = ["存在的问题", "主要不足", "短板弱项", "履职中的差距", "不足之处"]
PLANS = ["下一步打算", "改进措施", "努力方向", "今后工作安排", "整改思路"]
NUMBERS = ["{han}、{title}", "（{han}）{title}", "{title}", "# {title}", "**{han}、{title}**"]


@st.composite
def reports(draw):
    """A report of another hand: any headings, numbering, prose or points."""
    seen = iter(range(101, 999))
    number, points = (
        draw(st.sampled_from(NUMBERS)),
        draw(st.sampled_from(["一是", "1.", "（一）", ""])),
    )
    told = ["2024年度述职报告", "2024年，我任青禾镇副镇长，分管农业。"]
    order = [(HEADS, DONE)] * draw(st.integers(1, 3)) + [(LACKS, LACKING), (PLANS, PLANNED)]
    for at, (titles, said) in enumerate(order):
        title = draw(st.sampled_from(titles))
        told.append(number.format(han="一二三四五"[at], title=title))
        rows = draw(st.lists(st.sampled_from(said), min_size=1, max_size=4))
        told += [_marker(points, n) + row.format(next(seen)) for n, row in enumerate(rows)]
    return "\n".join([*told, "以上报告，请予评议。"]) + "\n"


def _marker(first, at):
    """The enumerator of the point at `at` in a series that begins with `first`."""
    return first.replace("一", "一二三四"[at]).replace("1", str(at + 1))


@settings(max_examples=60, deadline=None)
@given(reports())
def test_no_failing_or_plan_leaves_its_line(text):
    """Whatever the layout: every line stays in its place with its figures, below its heading."""
    made = asyncio.run(rewrite(text))

    assert made.proof.holds
    if not made.is_left:
        assert_in_place(made)


@settings(max_examples=25, deadline=None)
@given(reports())
def test_no_failing_or_plan_leaves_its_line_with_a_model_that_praises(text):
    """The same when a model frames whatever it is given."""
    model = FakeModel(writing(lambda own, fact: [(f"坚持实干担当，{fact}。", [own])]), STRONG)
    made = by(model, text)
    wanting = [
        line for line in made.report.text.splitlines() if re.search("不够|尚未|不紧|误期", line)
    ]

    assert made.proof.holds
    assert not [line for line in wanting if "实干担当" in line]
    if not made.is_left:
        assert_in_place(made)


# What is no report, and what is long


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("今天天气很好，大家去公园划船。", "看不出"),
        ("项目清单\n合同台账\n", "没有读到|看不出"),
        ("述职报告\n" + "新建学校6所，新增学位900个。\n" * 6000, "不像一份"),
    ],
    ids=["chat", "list", "huge"],
)
def test_what_is_no_report_is_refused(text, why):
    """One line says so."""
    with pytest.raises(BadInput, match=why):
        asyncio.run(rewrite(text))


def test_a_report_without_the_usual_headings_is_none_the_less_one():
    """Title and numbered headings are there: it is read, and left where nothing is to be mended."""
    assert rewritten(HERE / "layouts" / "met-27-rejected-as-not-a-report.txt").is_left


def test_two_hundred_points_of_each_kind_are_rewritten_in_time():
    """Shortcomings without measures too."""
    rows = "\n".join(f"{n}. 搞了{n}场宣讲，来了{n + 7}人。" for n in range(1, 201))
    lacking = "\n".join(f"{n}. 第{n}片区走访不够，只去了{n}户。" for n in range(1, 201))
    text = (
        f"2024年度述职报告\n2024年，我任镇长。\n一、履职情况\n{rows}\n二、存在的不足\n{lacking}\n"
    )
    rows = "\n".join(f"{n}. 每季度到第{n}片区走访{n + 1}户。" for n in range(1, 201))
    for each in (text, f"{text}三、改进措施\n{rows}\n"):
        took = []
        for _ in range(3):  # where others have the machine, its caches are theirs too
            began = time.process_time()
            rules.check(parsing.parse(each, GENRE))
            made = asyncio.run(rewrite(each))
            took.append(time.process_time() - began)
            assert made.proof.holds
            if took[-1] < 3:
                break

        assert min(took) < 3


def test_a_report_read_before_is_taken_too():
    """The batch engine hands over what it has parsed."""
    made = rewritten(HERE / "samples" / "transport-2023.txt")
    again = asyncio.run(rewrite(parsing.parse(made.original, GENRE)))

    assert again.report.text == made.report.text
    assert rules.check(made.report)


def test_more_shortcomings_than_a_hundred_are_numbered_and_read_back():
    """Nobody writes so many, and the numbers go on all the same: 一百零一是…"""
    told = "".join(f"第{at % 9 + 1}片区走访不够，仅去过{at}次。\n" for at in range(1, 121))
    text = (
        f"2024年度述职述廉报告\n2024年，本人履行职责。\n一、履职情况\n建学校6所。\n二、不足\n{told}"
    )
    made = asyncio.run(rewrite(text, None))

    assert len(made.report.shortcomings) == 120
