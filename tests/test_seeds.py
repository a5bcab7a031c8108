"""The fact sheets and the seed report are what README, tests and evals take them for."""

import hashlib
import io
import json
import re
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest

from drafter.document import Severity

SEEDS = Path(__file__).parent.parent / "seeds"
COUNTY = SEEDS / "county-2022"
REPORT_SHA256 = "50ed3fa6dd3ba6d7092d6cbb0e45831d36e98297571e7cd44e44ff7bce9907d1"
OTHERS = sorted(sheet for sheet in SEEDS.glob("*/facts.*") if sheet.parent != COUNTY)
NATIONAL = {"“两个维护”", "“三重一大”", "“一岗双责”"}  # everybody's words, not this county's
NAMES = (  # of the county, as they would leak without their quotes
    *("六大攻坚战", "富硒", "三重三问", "三看三比", "3＋X", "四精", "蜘蛛网", "再翻番", "国字号"),
    *(
        "江西",
        "感坑",
        "CC幼儿园",
        "生态产茶",
        "茶业百强",
        "北上南下",
        "跨越式",
        "补链强链",
        "创文创卫",
    ),
)
FORMULAS = (
    "习近平新时代中国特色社会主义思想",
    "中央八项规定及其实施细则精神",
)


def sheet_text(sheet):
    """What a person reads in a sheet, one line a paragraph, row or cell."""
    data = sheet.read_bytes()
    if sheet.suffix == ".xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        return "\n".join("：".join(str(cell) for cell in row if cell) for row in rows)
    if sheet.suffix == ".docx":
        document = docx.Document(io.BytesIO(data))
        rows = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]
        paragraphs = [paragraph.text for paragraph in document.paragraphs]
        return "\n".join([*paragraphs, *("：".join(row) for row in rows)])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def grams(text, size=8):
    """Every run of `size` characters inside a clause, national formulas left out."""
    for formula in FORMULAS:
        text = text.replace(formula, "，")
    clauses = re.findall(r"[\u4e00-\u9fff]+", text)
    return {c[i : i + size] for c in clauses for i in range(len(c) - size + 1)}


REPORT = (COUNTY / "report.txt").read_text("utf-8")
FACTS = (COUNTY / "facts.md").read_text("utf-8")
EXPECTED = json.loads((COUNTY / "expected.json").read_text("utf-8"))
PLACED = [*EXPECTED["findings"], *EXPECTED["allowed"]]
every_sheet = pytest.mark.parametrize("sheet", OTHERS, ids=[s.parent.name for s in OTHERS])


def test_report_is_untouched():
    """The seed report is the one that was measured, byte for byte."""
    data = (COUNTY / "report.txt").read_bytes()

    assert hashlib.sha256(data).hexdigest() == REPORT_SHA256
    assert EXPECTED["sha256"] == REPORT_SHA256


def test_county_facts_hold_every_mask():
    """Each mask of the report, with the unit after it, stands in the facts exactly as often."""
    masks = re.compile(r"(?<!\*)\*{1,3}(?!\*)[^\s*]")

    assert Counter(masks.findall(REPORT)) == Counter(masks.findall(FACTS))
    assert Counter({"***": 10, "**": 11, "*": 4}) == Counter(re.findall(r"\*+", FACTS))


def test_county_facts_hold_every_figure():
    """Each figure of the report stands in the sheet as often; its first year is front matter."""
    figures = re.compile(r"\d+")

    assert Counter(figures.findall(REPORT)) == Counter(figures.findall(FACTS))


def test_county_facts_hold_every_quoted_term():
    """Nothing the report puts in quotes is missing from the facts but a national set phrase."""
    quoted = re.compile(r"“[^”]+”")

    assert set(quoted.findall(REPORT)) - set(quoted.findall(FACTS)) <= NATIONAL


@pytest.mark.parametrize("entry", PLACED, ids=[entry["rule"] for entry in PLACED])
def test_expected_places_are_found_once(entry):
    """Every place in expected.json is a fragment that occurs once, so it names one span."""
    places = [entry["at"], *entry.get("or", ())]

    assert [1] * len(places) == [REPORT.count(place) for place in places]
    assert entry.get("severity", "error") in set(Severity)


def test_expected_verdicts_agree():
    """A rule that must be silent is neither expected nor allowed to report."""
    loud = {entry["rule"] for entry in PLACED}
    failed = {row["rule"] for row in EXPECTED["checks"] if row["expected"] == "fail"}
    found = {entry["rule"] for entry in EXPECTED["findings"]}

    assert set() == loud & set(EXPECTED["clean"])
    assert failed == found


def test_there_are_sheets_of_many_offices_and_formats():
    """At least nine sheets beside the county's, in every format that is read."""
    assert len(OTHERS) >= 9
    assert {".md", ".txt", ".yaml", ".json", ".xlsx", ".docx"} <= {sheet.suffix for sheet in OTHERS}


@every_sheet
def test_sheet_says_year_and_office(sheet):
    """A sheet names the year reported on, as its folder does, and the author's office."""
    text = sheet_text(sheet)
    year = sheet.parent.name.rpartition("-")[2]

    assert re.search(rf"^ *(?:year: |\"year\": |年度：|){year}", text, re.MULTILINE)
    assert re.search(r"^ *(?:role: |\"role\": |职务：)\S{3,}", text, re.MULTILINE)


@every_sheet
def test_sheet_names_what_was_criticised(sheet):
    """The feedback is of the year before and says in quotes what was criticised."""
    year = int(sheet.parent.name.rpartition("-")[2])

    assert f"{year - 1}年度考核反馈“" in sheet_text(sheet)


@every_sheet
def test_sheet_has_nothing_of_the_county(sheet):
    """No other sheet shares a name, a coinage or a run of eight characters with the seed."""
    text = sheet_text(sheet)
    coined = set(re.findall(r"“[^”]+”", REPORT)) - NATIONAL

    assert [name for name in (*NAMES, *coined) if name in text] == []
    assert set() == grams(text) & (grams(REPORT) | grams(FACTS))
