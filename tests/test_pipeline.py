"""Facts to a checked report with no model: the stock of phrases alone."""

import asyncio
import re
import statistics
from collections import Counter
from pathlib import Path

import pytest

from drafter import readers
from drafter.document import Fact, Facts, Kind, Origin
from drafter.drafting import draft
from drafter.errors import BadInput
from drafter.text import length, sentences
from tests.drafting import (
    GENRE,
    INJECTED,
    SHEET,
    alone,
    assert_guaranteed,
    drafted,
    invented,
    lost,
    read,
)

SEEDS = Path(__file__).parent.parent / "seeds"
SHEETS = sorted(SEEDS.glob("*/facts.*"))
COUNTY = ("六大攻坚战", "富硒", "三重三问", "三看三比", "四精")
every_sheet = pytest.mark.parametrize("path", SHEETS, ids=[s.parent.name for s in SHEETS])


@every_sheet
def test_a_sheet_alone_keeps_the_guarantees(path):
    """Every sheet becomes a report without an error, from the stock of phrases alone."""
    assert_guaranteed(alone(path))


@every_sheet
def test_a_sheet_alone_has_the_structure(path):
    """Sections by the genre, enumerated as it asks, its closing parts, the right year."""
    report = alone(path).report
    year = int(path.parent.name.rpartition("-")[2])
    kinds = [paragraph.kind for paragraph in report.paragraphs]

    assert [section.role for section in report.sections] == list(GENRE.roles)
    for section, planned in zip(report.sections, report.plan.sections, strict=True):
        is_alone = len(planned.points) < 2
        wanted = "none" if is_alone else GENRE.section(section.role).enumeration
        assert section.enumeration == wanted
    assert kinds[-3:] == [Kind.FEEDBACK, Kind.SHORTCOMINGS, Kind.MEASURES]
    assert report.text.startswith(f"{year}年度述职述廉报告\n{year}年，")
    assert f"针对{year - 1}年度考核反馈的" in report.text


@every_sheet
def test_figures_masks_and_quotes_stand_as_they_were(path):
    """Each numeral, mask and quotation of a fact stands in the text, as often as in the facts."""
    report = alone(path).report
    mark = re.compile(r"(?<![\d.])\d+(?:[.,]\d+)*%?|\*+|“[^”]+”")
    wanted = Counter(m for fact in report.facts for m in mark.findall(fact.text))

    assert wanted - Counter(mark.findall(report.text)) == Counter()


@every_sheet
def test_nothing_is_said_twice(path):
    """No run of eight characters comes again beyond what the facts themselves repeat."""
    report = alone(path).report
    years = re.compile(r"\d+")
    body = report.text[report.paragraphs[2].span[0] : report.of(Kind.MEASURES)[0].span[0]]
    runs = Counter(
        clause[at : at + 8]
        for clause in re.split(r"[，。；：、“”\n]", years.sub("，", body))
        for at in range(len(clause) - 7)
    )
    own = "\n".join(fact.text for fact in report.facts)

    assert [run for run, count in runs.items() if count > 1 and run not in own] == []


@every_sheet
def test_nothing_is_left_open_where_facts_are_given(path):
    """〔待补〕 stands only for who and when of a measure that nobody gave."""
    report = alone(path).report
    given = report.text[: report.of(Kind.MEASURES)[0].span[0]]
    proposed = [e for e in report.evidence if e.origin is Origin.PROPOSED]

    assert "〔待补" not in given
    assert report.text.count("〔待补") == 2 * len(proposed)


@every_sheet
def test_the_register_is_the_genres(path):
    """Full enough, and in sentences of the genre's length."""
    report = alone(path).report
    lengths = [length(report.text[slice(*span)]) for span in sentences(report.text)]

    assert length(report.text) >= 75 * len(report.facts)
    assert 35 <= statistics.median(lengths) <= 75


def test_facts_are_told_at_length():
    """At least eighty characters a fact, over all sheets."""
    reports = [alone(path).report for path in SHEETS]

    assert sum(length(r.text) for r in reports) >= 80 * sum(len(r.facts) for r in reports)


@pytest.mark.parametrize(
    "path", [p for p in SHEETS if p.parent.name != "county-2022"], ids=lambda p: p.parent.name
)
def test_nothing_of_the_seed_leaks(path):
    """No name or coinage of the county stands in the report of another office."""
    text = alone(path).report.text

    assert [name for name in COUNTY if name in text] == []


@every_sheet
def test_the_same_sheet_gives_the_same_text(path):
    """No chance but the sheet's own; a sheet that was not read anew says so too."""
    again = drafted(readers.read_facts(path))

    assert again.report.text == alone(path).report.text


@pytest.mark.parametrize(
    "shortcoming",
    [
        "本人对新形势下怎样把招商引资工作抓得更实更细研究得不够透彻深入，跑企业少",
        "作风不实",
        "不" * 60 + "够，办法不多",
        "1. 调查研究不够。",
    ],
    ids=["long", "terse", "endless", "numbered"],
)
def test_every_shortcoming_gets_a_measure(shortcoming):
    """However it is worded; an ordinal is never left without its words."""
    made = drafted(read(f"{SHEET}- 不足：{shortcoming}\n"))

    assert len(made.report.measures) == len(made.report.shortcomings) == 3
    assert "是二是" not in made.report.text
    assert "是三是" not in made.report.text
    assert "，，" not in made.report.text


def test_many_shortcomings_never_run_out_of_measures():
    """When the stock of remedies is used up, each still has a measure of its own."""
    made = drafted(
        read(SHEET + "".join(f"- 不足：{c}项工作抓得不够\n" for c in "甲乙丙丁戊己庚辛"))
    )

    assert len(made.report.measures) == len(made.report.shortcomings) == 10
    assert "，，" not in made.report.text


@pytest.mark.parametrize(
    ("bullet", "stays"),
    [
        ("- 不足：欠费4,200万元未收回，办法不多", "4,200万元"),
        ("- 不足：全年***个项目落地不够", "***个项目"),
        ("- 县委巡察组反馈问题：整改12个", "县委巡察组反馈"),
        ("- 2021年度考核反馈“作风不实”：开会6次", "2021年度考核反馈“作风不实”"),
        ("- 晚9:30后仍有投诉26件", "9:30"),
        ("- 会上研究改进措施：8条，全部落实", "会上研究改进措施"),
        ("- ①新建幼儿园3所②改建公厕5座", "新建幼儿园3所；改建公厕5座"),
    ],
    ids=["comma", "mask", "giver", "year", "time", "label", "circled"],
)
def test_what_is_cut_keeps_its_meaning(bullet, stays):
    """Naming an admission or a criticism breaks no numeral, adds no mask, drops no giver."""
    made = drafted(read(f"{SHEET}{bullet}\n"))

    assert made.report.text.count(stays) >= 1
    assert lost(made) == []
    assert [each for each in invented(made) if "*" in each or "万" in each] == []


def test_facts_of_a_program_may_carry_labels():
    """不足： and 改进措施： say where a fact belongs; they are not told."""
    texts = ("新建学校6所", "不足：调查研究不够", "改进措施：每月蹲点调研2次")
    made = drafted(Facts(tuple(Fact(f"F{n}", text) for n, text in enumerate(texts, 1)), year=2023))

    assert "不足：调查研究不够" in made.report.text
    assert "是不足" not in made.report.text
    assert made.report.text.count("改进措施：") == 1


def test_a_dropped_fact_is_gone_and_listed():
    """Nothing of it stands in the text; the plan says that it was left out, and why."""
    facts = read()
    made = asyncio.run(draft(facts, None, dropped={"F2": "未公开"}))

    assert "2318" not in made.report.text
    assert made.report.plan.dropped == (("F2", "未公开"),)
    assert lost(made) == []


def test_instructions_in_facts_are_text():
    """A fact that gives orders is told like any other."""
    made = drafted(read(f"{SHEET}- {INJECTED}\n"))

    assert INJECTED in made.report.text
    assert lost(made) == []


def test_no_facts_are_refused():
    """There is nothing to tell of nothing."""
    with pytest.raises(BadInput):
        drafted(Facts((), year=2023))


def test_an_unknown_genre_is_refused():
    """The genre is looked for before anything else."""
    with pytest.raises(BadInput, match="文种"):
        drafted(Facts((Fact("F1", "新建学校6所"),), genre="x"))
