"""Facts to a checked report with no model: the facts' own words alone."""

import asyncio
import re
import statistics
from collections import Counter
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pytest

from drafter import readers
from drafter.document import Fact, Facts, Origin, ParagraphKind
from drafter.drafting import draft
from drafter.drafting.steps.plan import SHORT
from drafter.errors import BadInput
from drafter.text import grams, length
from tests.guarantees import (
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

SEEDS = Path(__file__).parent.parent.parent / "seeds"
SHEETS = sorted(SEEDS.glob("*/facts.*"))
ENOUGH = 20  # facts, from which the ceremony weighs little
UNGIVEN = (Origin.OPEN, Origin.PROPOSED)  # of a measure that its author has not given
HAN = re.compile("[一-龥]+")
BODY = (
    ParagraphKind.BODY,
    ParagraphKind.FEEDBACK,
    ParagraphKind.SHORTCOMINGS,
    ParagraphKind.MEASURES,
)
COUNTY = ("六大攻坚战", "富硒", "三重三问", "三看三比", "四精")
every_sheet = pytest.mark.parametrize("path", SHEETS, ids=[s.parent.name for s in SHEETS])


@every_sheet
def test_a_sheet_alone_keeps_the_guarantees(path):
    """Every sheet becomes a report without an error, from the stock of phrases alone."""
    assert_guaranteed(alone(path))


@every_sheet
def test_a_sheet_alone_has_the_structure(path):
    """Sections by the genre, points under leads or none, its closing parts, the right year."""
    report = alone(path).report
    year = int(path.parent.name.rpartition("-")[2])
    kinds = [paragraph.kind for paragraph in report.paragraphs]

    assert [section.role for section in report.sections] == list(GENRE.roles)
    for section, planned in zip(report.sections, report.plan.sections, strict=True):
        led = [point.lead for point in planned.points if point.lead]
        if led:
            assert [point.lead for point in section.points] == led
        unled = [point for point in planned.points if not point.lead]
        is_list = not led and all(len(point.facts) <= SHORT for point in planned.points)
        assert is_list or len(unled) == (len(planned.points) == 1) or unled == [planned.points[0]]
    at = kinds.index(ParagraphKind.FEEDBACK)
    assert kinds[at : at + 3] == [
        ParagraphKind.FEEDBACK,
        ParagraphKind.SHORTCOMINGS,
        ParagraphKind.MEASURES,
    ]
    assert kinds[-1] is ParagraphKind.CLOSING
    assert report.text.startswith(f"{year}年度述职述廉报告\n")
    assert f"针对{year - 1}年度考核反馈的" in report.text


@every_sheet
def test_figures_masks_and_quotes_stand_as_they_were(path):
    """Each numeral, mask and quotation of a fact stands in the text, as often as in the facts."""
    report = alone(path).report
    mark = re.compile(r"(?<![\d.])\d+(?:[.,]\d+)*%?|\*+|“[^”]+”")
    dropped = {id for id, _ in report.plan.dropped}
    told = [fact for fact in report.facts if fact.id not in dropped]
    wanted = Counter(m for fact in told for m in mark.findall(fact.text))
    wanted -= Counter(dict.fromkeys([str(report.facts.year - 1)], len(report.plan.feedback) - 1))

    assert wanted - Counter(mark.findall(report.text)) == Counter()


@every_sheet
def test_what_is_open_is_asked_for(path):
    """〔待补〕 stands in sentences of its own, or where name and unanswered shortcomings are."""
    made = alone(path)
    unanswered = [row for row in made.report.plan.measures if not row]
    holes = [e for e in made.report.evidence if e.origin is Origin.OPEN]

    assert len(holes) >= len(unanswered)
    assert all("〔待补：" in made.report.text[slice(*e.span)] for e in holes)
    assert made.queries


@every_sheet
def test_a_sheet_alone_is_dense(path):
    """Good writers take 40 to 75 characters a fact, and at most .30 says nothing of the facts."""
    report = alone(path).report
    is_short = len(report.facts) < ENOUGH
    most, hollow = (90, 0.38) if is_short else (75, 0.30)
    told = len(report.facts) - len(report.plan.dropped)

    assert length(report.text) <= most * told
    assert hollow_share(report) <= hollow


def hollow_share(report):
    """The share of the body in clauses that share no telling pair of characters with a fact.

    What is proposed to the author, and marked so, is no part of what the facts say.
    """
    asked = [report.text[slice(*e.span)] for e in report.evidence if e.origin in UNGIVEN]
    bank = frozenset().union(*(pairs(fact.text) for fact in report.facts))
    body = [p.text for p in report.paragraphs if p.kind in BODY and len(p.text) > 25]
    body = [reduce(lambda text, each: text.replace(each, ""), asked, text) for text in body]
    clauses = [c for text in body for c in re.split("(?<=[，。；：])", text) if HAN.search(c)]
    empty = [c for c in clauses if len(pairs(c) & bank) < max(1, 0.2 * len(pairs(c)))]
    return sum(map(len, empty)) / sum(map(len, clauses))


def pairs(text):
    """Every two neighbouring characters, marks left out."""
    return grams(re.sub(r"[^一-龥A-Za-z0-9*]", "", text), 2)


def test_two_reports_share_only_the_ceremony():
    """At most a tenth of the text stands in runs of eight characters of another sheet's draft."""
    bodies = [body_of(alone(path).report) for path in SHEETS]
    shares = [shared(one, other) for one in bodies for other in bodies if one != other]

    assert statistics.median(shares) <= 0.1


def body_of(report):
    """The characters of a report, marks and what is left open left out."""
    return "".join(HAN.findall(re.sub("〔[^〕]*〕", "", report.text)))


def shared(one, other):
    """The share of a text that stands in runs of eight that the other has too."""
    runs = grams(other, 8)
    taken = set()
    for at in range(len(one) - 7):
        if one[at : at + 8] in runs:
            taken |= set(range(at, at + 8))
    return len(taken) / len(one)


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
    """However it is worded, if only 〔待补〕; an ordinal is never left without its words."""
    made = drafted(read(f"{SHEET}- 不足：{shortcoming}\n"))

    assert len(made.report.measures) == len(made.report.shortcomings) == 3
    assert "是二是" not in made.report.text
    assert "是三是" not in made.report.text
    assert "，，" not in made.report.text


def test_a_missing_measure_is_open_and_names_its_shortcoming():
    """No stock measure about something else: 〔待补〕, however many there are."""
    names = [f"{c}项工作抓得不够" for c in "甲乙丙丁戊己庚辛"]
    made = drafted(read(SHEET + "".join(f"- 不足：{name}\n" for name in names)))

    assert len(made.report.measures) == len(made.report.shortcomings) == 10
    assert all(f"〔待补：针对{name}的改进措施" in made.report.text for name in names)


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


def test_an_instruction_is_no_fact():
    """A line that gives orders to a program is left out and named; nothing is obeyed."""
    made = drafted(read(f"{SHEET}- {INJECTED}\n"))

    assert INJECTED not in made.report.text
    assert made.report.plan.dropped == (("F11", "像是写给程序的指令"),)
    assert lost(made) == []


def test_what_is_no_fact_is_named_and_not_told():
    """Greetings, chat headers, requests and notes on figures; a fact beside one is kept."""
    lines = ("王局您好", "王局12月20日上午10:32", "具体数字等张科长给", "修路3公里（数字再核一下）")
    made = drafted(read(SHEET + "".join(f"- {line}\n" for line in lines)))

    assert [id for id, _ in made.report.plan.dropped] == ["F11", "F12", "F13"]
    assert not [line for line in lines if line in made.report.text]
    assert "修建公路3公里" in made.report.text or "修路3公里" in made.report.text


def test_a_sheet_without_any_fact_is_refused():
    """One line says so."""
    with pytest.raises(BadInput, match="没有读到可以写进报告的要点"):
        drafted(read("---\nyear: 2023\n---\n- 王局您好\n- 收到\n"))


@pytest.mark.parametrize(
    "note",
    ["邮件的附件没有读：要点.txt", "隐藏的行没有读：a.xlsx!3 行", "划掉的文字没有读：a.md:3 修路"],
)
def test_the_refusal_of_a_sheet_names_what_was_not_read(note):
    """The facts may be there."""
    sheet = read("---\nyear: 2023\n---\n- 王局您好\n- 收到\n")

    with pytest.raises(BadInput, match="没有读到可以写进报告的要点") as error:
        drafted(replace(sheet, notes=(*sheet.notes, "没有写明年度", note)))
    assert note in error.value.hint
    assert "年度" not in error.value.hint


def test_no_facts_are_refused():
    """There is nothing to tell of nothing."""
    with pytest.raises(BadInput):
        drafted(Facts((), year=2023))


def test_an_unknown_genre_is_refused():
    """The genre is looked for before anything else."""
    with pytest.raises(BadInput, match="文种"):
        drafted(Facts((Fact("F1", "新建学校6所"),), genre="x"))
