"""Old reports rewritten: nothing lost, nothing invented, structure whole, where it helps."""

import asyncio
import re
from functools import cache
from pathlib import Path

import pytest

from drafter import genre, readers, rules
from drafter.document import Severity
from drafter.errors import BadInput
from drafter.rewriting import rewrite
from drafter.rewriting.facts import take
from drafter.rewriting.worth import worth

REPORTS = Path(__file__).parent.parent / "reports"
OLD = sorted(p for p in REPORTS.iterdir() if p.suffix in (".txt", ".md", ".docx"))
SEED = Path("seeds/county-2022/report.txt")
NUMBER = re.compile(r"\d[\d.]*")
HEADS = re.compile(r"(?m)^\s*(?:\d{1,2}[.、)](?!\d)\s*)|“三重一大”")


@cache
def rewritten(path):
    """An old report rewritten without a model, once."""
    return asyncio.run(rewrite(readers.read_text(path)))


def numbers(text):
    """Every run of digits, numbers of points and the year before the report's left out."""
    told = "".join(part for part in re.split("(?<=[。\n])", text) if "〔待补" not in part)
    return set(NUMBER.findall(HEADS.sub("", told)))


def test_there_are_twelve():
    """Three of them in Word."""
    assert len(OLD) == 12
    assert sum(path.suffix == ".docx" for path in OLD) == 3


@pytest.mark.parametrize("path", [*OLD, SEED], ids=lambda p: p.stem)
def test_facts_are_kept_and_none_is_new(path):
    """Every sentence-fact is told in full; figures are the same before and after."""
    made = rewritten(path)

    assert made.proof.lost == ()
    assert made.proof.invented == ()
    assert made.proof.kept == made.proof.facts == len(made.facts)
    assert numbers(made.report.text) == numbers(made.original)


@pytest.mark.parametrize("path", [*OLD, SEED], ids=lambda p: p.stem)
def test_the_structure_is_whole(path):
    """No error that a rewrite can mend is left, and no error is new."""
    made = rewritten(path)

    assert worth(made.after) == ()
    errors = {f.rule for f in made.after if f.severity is Severity.ERROR}
    assert errors <= {f.rule for f in made.before}
    assert {s.role for s in made.report.sections} >= set(made.report.genre.roles)


@pytest.mark.parametrize("path", [*OLD, SEED], ids=lambda p: p.stem)
def test_its_own_output_is_left_as_it_is(path):
    """Rewriting what was rewritten changes nothing, and says why."""
    made = rewritten(path)
    again = asyncio.run(rewrite(made.report.text))

    assert again.is_left
    assert again.report.text == made.report.text
    assert "已合格" in again.reason


def test_a_text_that_passes_is_left():
    """Nothing that a rewrite can mend: the text stays byte for byte."""
    made = rewritten(REPORTS / "finance-2023.txt")

    assert made.is_left
    assert made.report.text == made.original


@pytest.mark.parametrize("path", OLD, ids=lambda p: p.stem)
def test_sentences_rest_on_the_original(path):
    """Every fact stands behind a sentence of the new text."""
    made = rewritten(path)
    behind = {id for evidence in made.report.evidence for id in evidence.facts}

    assert made.is_left or behind == {fact.id for fact in made.facts}


def test_what_is_missing_is_proposed():
    """A shortcoming without measure and feedback nobody gave stay open places."""
    text = rewritten(REPORTS / "transport-2023.txt").report.text

    assert text.count("改进措施：") == 1
    measures = text.partition("改进措施：")[2].partition("\n")[0]
    assert "三是" in measures
    assert "〔待补：责任人〕" in measures
    assert "针对2022年度考核反馈的问题，〔待补：" in text


def test_pairs_stay_pairs():
    """Shortcomings and measures keep their order and each other."""
    made = rewritten(REPORTS / "county-2021.txt")

    assert [p.text[:6] for p in made.report.shortcomings] == ["统筹兼顾不够", "攻坚克难不够"]
    assert ["排污口" in p.text for p in made.report.measures] == [True, False]


def test_what_belongs_elsewhere_is_moved():
    """A sentence on integrity that stood among the projects goes to its section."""
    made = rewritten(REPORTS / "transport-2023.txt")
    section = next(s for s in made.report.sections if s.role == "integrity")

    assert "插手干预工程项目招投标" in section.text


def test_the_authors_own_lines_stay():
    """Title, salutation, closing, signature and date are as they were."""
    lines = rewritten(REPORTS / "transport-2023.txt").report.text.splitlines()

    assert lines[:2] == ["述职报告", "各位领导、同志们："]
    assert lines[-3:] == ["特此报告。", "述职人：周明远", "2024年1月12日"]


def test_masks_are_conserved():
    """As many of each length before and after, also beside Markdown."""
    made = rewritten(REPORTS / "county-2021.txt")
    runs = re.compile(r"\*+")

    assert sorted(runs.findall(made.report.text)) == sorted(runs.findall(made.original))
    assert "**" not in rewritten(REPORTS / "hospital-2023.md").report.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("今天天气很好，我们去公园划船。", "看不出"),
        ("项目清单\n合同台账\n", "没有读到|看不出"),
        ("述职报告\n" + "新建学校6所，新增学位900个。\n" * 6000, "不像一份"),
    ],
    ids=["chat", "list", "huge"],
)
def test_what_is_no_report_is_refused(text, why):
    """One line says so."""
    with pytest.raises(BadInput, match=why):
        asyncio.run(rewrite(text))


def test_every_figure_is_in_a_fact_or_kept():
    """Also those of headings, leads and preambles that are not kept."""
    text = (
        "2023年，在县委的坚强领导下，本人认真履职。\n一、学习12次\n学得好。\n"
        "二、围绕“八大行动”抓落实。\n抓了项目。\n不足：读书少。\n"
    )
    told = " ".join(fact.text for fact in take(text, genre.load("shuzhi")).facts)

    assert "12次" in told
    assert "八大行动" in told


def test_a_report_read_before_is_taken_too():
    """The batch engine hands over what it has parsed."""
    made = rewritten(REPORTS / "police-2022.txt")
    again = asyncio.run(rewrite(made.report))

    assert again.report.text == made.report.text
    assert rules.check(made.report)
