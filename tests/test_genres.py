"""What every kind of report owes, whatever it is called."""

import asyncio
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from drafter import readers
from drafter.cli import main
from drafter.document import Fact, Facts, Role, Severity, genre
from drafter.document.forms import form, kind_of
from drafter.document.parsing import parse
from drafter.drafting import draft
from drafter.drafting.author import leads_staff
from drafter.errors import BadInput, UnknownName
from drafter.readers import adapted
from drafter.rules import check

SEEDS = Path(__file__).parent.parent / "seeds"
CLERK = Facts(
    (
        Fact("F1", "接待查档4380人次"),
        Fact("F2", "数字化扫描档案62万页", role="duty"),
        Fact("F3", "参加支部学习22次", role="politics"),
        Fact("F4", "我没有泄露档案信息", role="integrity"),
        Fact("F5", "上门服务少，只做了7次", role=Role.SHORTCOMING),
        Fact("F6", "到12个乡镇上门查档，每月不少于2次", role=Role.MEASURE),
    ),
    year=2024,
    role="县档案馆科员",
    name="芦静",
    staff=False,
)
SHEETS = {
    "leader": readers.read_facts(SEEDS / "town-2024/facts.md"),
    "police": readers.read_facts(SEEDS / "police-2023/facts.md"),
    "village": readers.read_facts(SEEDS / "village-2024/facts.txt"),
    "clerk": CLERK,
}
every_sheet = pytest.mark.parametrize("sheet", SHEETS)
GENRES = [genre.load(name) for name in genre.names()]
every_genre = pytest.mark.parametrize("kind", GENRES, ids=[kind.id for kind in GENRES])


@every_genre
def test_it_has_a_name_and_a_title_of_its_own(kind):
    """No two genres go by the same name, and the title takes the year."""
    assert [each.name for each in GENRES].count(kind.name) == 1
    assert "2023" in kind.title_for(2023)


@every_genre
def test_a_heading_places_what_stands_under_it(kind):
    """No word of a heading names two places."""
    places = (*kind.sections, kind.feedback, kind.shortcomings, kind.measures)
    words = [word for place in places for word in place.groups]

    assert words
    assert sorted(words) == sorted(set(words))


@cache
def drafted(id, sheet):
    """A sheet as a report of this genre, written without a model."""
    return asyncio.run(draft(adapted(SHEETS[sheet], genre=id), None))


def parts(kind, facts):
    """The parts of a draft, as this author has them."""
    return kind.parts_of("leads" if leads_staff(facts) else "alone")


@every_genre
@every_sheet
def test_a_sheet_becomes_a_report_of_this_kind(kind, sheet):
    """It goes by its own title, and nothing in it stands in the way of handing it in."""
    made = drafted(kind.id, sheet)

    assert made.report.text.startswith(kind.title_for(made.report.facts.year))
    assert [each for each in made.findings if each.severity is Severity.ERROR] == []


@every_genre
@every_sheet
def test_whoever_reads_it_knows_what_it_is(kind, sheet):
    """Read again by somebody who knows neither genre nor sheet, it is of its kind and in order."""
    made = drafted(kind.id, sheet)
    read = parse(made.report.text, genre.load(genre.DEFAULT))

    assert form(read) is kind_of(kind)
    assert [each for each in check(read) if each.severity is Severity.ERROR] == []
    assert len(read.shortcomings) == len(made.report.plan.shortcomings)
    assert len(read.measures) == len(made.report.plan.measures)


@every_genre
@every_sheet
def test_every_fact_stands_in_the_part_that_tells_it(kind, sheet):
    """Between the heading of its part and the next."""
    report = drafted(kind.id, sheet).report
    plan, text = report.plan, report.text
    roles = {id: s.role for s in plan.sections for point in s.points for id in point.facts}
    roles |= dict.fromkeys(plan.feedback, Role.FEEDBACK)
    roles |= {id: Role.SHORTCOMING for row in plan.shortcomings for id in row}
    roles |= {id: Role.MEASURE for row in plan.measures for id in row}
    starts = {
        role: text.index(f"、{part.heading}\n")
        for part in parts(kind, report.facts)
        for role in part.tells
        if part.heading and f"、{part.heading}\n" in text
    }
    told = {id: each.span[0] for each in report.evidence for id in each.facts}

    assert set(told) == {fact.id for fact in report.facts} - dict(plan.dropped).keys()
    for id, place in told.items():
        before = [start for start in starts.values() if start < place]
        assert not starts or starts[roles[id]] == max(before)


@every_genre
def test_a_part_without_facts_stays_open_or_is_left_out(kind):
    """What is demanded says what to fill in; no heading stands over nothing."""
    facts = Facts((Fact("F1", "修建通村公路3条", role="duty"),), genre=kind.id, year=2023)
    text = asyncio.run(draft(facts, None)).report.text

    for part in parts(kind, facts):
        is_told = "duty" in part.tells
        heading = f"、{part.heading}\n"
        if not part.heading:
            continue
        if part.is_demanded or is_told:
            body = text.partition(heading)[2].partition("、")[0]
            assert ("公路" if is_told else "〔待补") in body
        else:
            assert heading not in text
    assert all("〔待补" in spec.empty for spec in kind.sections)


def test_who_leads_nobody_speaks_as_himself_in_a_summary():
    """我 in the summary of a clerk, 本人 in that of a leader and in what is formal."""
    assert "我没有泄露" in drafted("zongjie", "clerk").report.text.replace("我未", "我没有")
    assert "本人" not in drafted("zongjie", "clerk").report.text
    assert "本人" in drafted("zongjie", "leader").report.text
    assert "本人" in drafted("lvzhi", "clerk").report.text


def test_what_an_author_answered_for_is_apart_from_what_he_kept():
    """述责述廉: cases of the discipline office are the charge, his own conduct is integrity."""
    text = drafted("shuze", "leader").report.text
    charge, own = text.index("履行全面从严治党责任情况"), text.index("个人廉洁自律情况")

    assert charge < text.index("立案7件") < own < text.index("未替亲友")


def test_only_a_party_report_and_a_self_examination_ask_for_causes():
    """Where the sheet gives none, the author is asked."""
    asked = {each.id for each in GENRES if "原因〕" in drafted(each.id, "leader").report.text}

    assert asked == {"dangjian", "duizhao"}


def test_a_genre_that_leaves_a_place_of_facts_untold_is_refused():
    """What a sheet may hold has to stand somewhere."""
    kind = genre.load("zongjie")

    with pytest.raises(BadInput, match="每一处"):
        replace(kind, parts=kind.parts[:-1])


def test_the_help_names_every_genre(capsys):
    """By a name that `--genre` takes, the default first."""
    called = genre.called()

    with pytest.raises(SystemExit):
        main(["draft", "--help"])
    assert "、".join(called) in "".join(capsys.readouterr().out.split())
    assert {genre.named(name) for name in called} == set(genre.names())
    assert genre.named(called[0]) == genre.DEFAULT


def test_an_unknown_genre_says_which_there_are():
    """In Chinese, as the user knows them."""
    with pytest.raises(UnknownName, match="述责述廉报告"):
        genre.resolve("通知")
