"""What is asked of the author: doubts of the sheet, and what the genre misses."""

from pathlib import Path

import pytest

from drafter.document import Fact, Facts, Role, genre
from drafter.drafting.questions import (
    advise,
    contradictions,
    demands,
    doubtful_times,
    queries,
    rough_figures,
    unmet_told,
)
from drafter.drafting.steps.place import place
from drafter.readers import read_facts

GENRE = genre.load("shuzhi")
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*/facts.*"))


def sheet(*texts: str, **known) -> Facts:
    """A sheet of these lines."""
    return Facts(tuple(Fact(f"F{at}", text) for at, text in enumerate(texts, 1)), **known)


def told(facts: Facts) -> dict[str, list[Fact]]:
    """Every fact where its own group places it."""
    return {role: list(facts.of(role)) for role in GENRE.roles}


@pytest.mark.parametrize(
    "texts",
    [
        ("讲党课4次", "一共讲了党课3次，听课90人"),
        ("新建学校6所，新增学位900个", "今年新建学校5所"),
        ("引进企业9家", "全年引进企业7家，带动就业160人"),
        ("召开民主生活会2次", "开民主生活会3次"),
        ("对城投公司清产核资，收回闲置房产5处", "对城投公司开展清产核资，收回闲置房产6处"),
    ],
)
def test_one_thing_with_two_values_is_asked(texts):
    """Both facts are named, in one question."""
    found = contradictions(sheet(*texts))

    assert [each.facts for each in found] == [("F1", "F2")]
    assert all(any(part in found[0].text for part in text.split("，")) for text in texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("1月接访3批", "2月接访5批"),
        ("甲村修路3公里", "乙村修路5公里"),
        ("营业收入14亿元，同比增长6.8%", "利润总额2亿元，同比增长9.1%"),
        ("讲党课4次", "讲党课4次，听课90人"),
        ("培训村干部3期", "培训网格员5期"),
        ("对城投公司清产核资，收回闲置房产5处", "对交投公司清产核资，收回闲置房产6处"),
        ("传染病报告，2024年86", "食源性疾病报告，2024年12"),
        ("到南沟镇走访，帮助解决困难9件", "到北沟镇走访，帮助解决困难7件"),
        ("与甲公司对接，促成合作项目3个", "与乙公司对接，促成合作项目5个"),
        ("张家沟，新增就业岗位30个，完成投资20万元", "李家湾，新增就业岗位50个，完成投资70万元"),
        ("王强，走访困难群众30户，化解矛盾纠纷5件", "李明，走访困难群众20户，化解矛盾纠纷8件"),
        ("2号水厂，完成投资320万元", "3号水厂，完成投资186.5万元"),
    ],
)
def test_a_series_or_two_things_are_no_contradiction(texts):
    """A question too many is not read any more."""
    assert contradictions(sheet(*texts)) == ()


def test_a_target_does_not_contradict_what_was_done():
    """Measures promise, feedback is of last year."""
    facts = Facts((Fact("F1", "走访企业30家"), Fact("F2", "走访企业60家", Role.MEASURE)))
    assert contradictions(facts) == ()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.parent.name)
def test_real_sheets_contradict_themselves_nowhere(path):
    """The seeds were read by people who found none."""
    assert contradictions(read_facts(path)) == ()


def test_words_of_time_that_hang_on_the_day_of_writing_are_asked():
    """One question a word; 今年 only where the year itself was guessed."""
    facts = sheet(
        "去年考核指出调研少", "明年招20人", "今年修路3公里", "2023年上半年建房", year=2024
    )

    found = doubtful_times(facts)
    guessed = doubtful_times(sheet("今年修路3公里"))

    assert [each.text for each in found] == ["“去年”按2023年写，对吗？", "“明年”按2025年写，对吗？"]
    assert [each.facts for each in guessed] == [("F1",)]


def test_figures_that_are_none_exactly_are_asked_once():
    """Ranges and 左右, 几; a band of ages, a date and a formal 余 are exact enough."""
    facts = sheet("走访企业30家左右", "培训3-5期", "35—45岁干部6名", "参加520余人", "5—8月修路")

    found = rough_figures(facts)

    assert len(found) == 1
    assert found[0].facts == ("F1", "F2")


def test_the_genre_asks_a_head_for_what_is_missing():
    """八项规定, 民主集中制, 主体责任 and, where there is only staffing, 作风减负."""
    facts = Facts(
        (
            Fact("F1", "集体学习6次", "politics"),
            Fact("F2", "发展党员19名", "team"),
            Fact("F3", "按规定报告个人有关事项", "integrity"),
        ),
        year=2024,
        role="青溪镇党委书记",
    )

    found = demands(facts, told(facts))

    assert {role for role, _ in found} == {"politics", "team", "integrity"}
    assert any("民主集中制" in text for _, text in found)
    assert any("八项规定" in text for _, text in found)
    assert any("减负" in text for _, text in found)
    assert any("主体责任" in text for _, text in found)


def test_the_genre_asks_nobody_for_what_is_not_his():
    """Who heads nothing is not asked for 民主集中制 or 主体责任."""
    facts = Facts(
        (Fact("F1", "学习6次", "politics"), Fact("F2", "没收过礼品", "integrity")),
        role="县税务局四级主任科员",
    )

    found = demands(facts, {role: list(facts.of(role)) for role in ("politics", "integrity")})

    assert found == [("integrity", "执行中央八项规定精神情况")]


def test_what_the_sheet_tells_anywhere_is_not_asked():
    """It may stand in another section than the genre's own."""
    facts = Facts(
        (
            Fact("F1", "“三重一大”事项集体研究23项，中央八项规定精神学习4次", "politics"),
            Fact("F2", "廉政谈话56人次", "integrity"),
            Fact("F3", "进校检查从31项压到14项", "team"),
        ),
        role="县教育局局长",
    )

    sections = ("politics", "team", "integrity")
    assert demands(facts, {role: list(facts.of(role)) for role in sections}) == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.parent.name)
def test_at_most_two_are_open_in_a_section(path):
    """A page of 〔待补〕 is no draft."""
    facts = read_facts(path)
    for empty in (True, False):
        rows = {role: [] if empty else list(facts.of(role)) for role in GENRE.roles}
        asked = [role for role, _ in demands(facts, rows)]
        assert all(asked.count(role) <= 2 for role in asked)
        assert all("〔" not in text and "。" not in text for _, text in demands(facts, rows))


def test_a_section_without_facts_is_asked_by_post():
    """Who leads nobody is not asked for 班子建设."""
    alone = dict(demands(Facts((), role="科员"), {"team": (), "politics": ()}))

    assert "队伍" not in alone["team"]
    assert "民主集中制" not in alone["politics"]


def test_an_open_shortcoming_gets_a_suggestion_about_itself():
    """Who, what, which record; and it carries the id of its shortcoming."""
    far = advise(Fact("F1", "到企业走访少，下去一年两次"))
    young = advise(Fact("F2", "年轻干部接不上"))

    assert (far.facts, young.facts) == (("F1",), ("F2",))
    assert far.text != young.text
    assert "名册" in young.text
    assert "台账" in far.text


def test_all_questions_together_name_what_the_header_lacks():
    """Name, year, post, audience."""
    found = " ".join(each.text for each in queries(sheet("讲党课4次")))
    full = queries(sheet("讲党课4次", name="李明", year=2024, role="科员", audience="局党组"))

    assert all(word in found for word in ("姓名", "年度", "职务", "主送"))
    assert full == ()


@pytest.mark.parametrize(
    "text",
    [
        "业务干部12人，没有一个是学这个专业的",
        "全馆无一人有中级职称",
        "有3个分馆至今没有开门",
    ],
)
def test_what_there_is_not_is_no_work_and_is_asked(text):
    """Without a label it is told among the shortcomings, and the author says whether that is so."""
    facts = sheet(text)

    assert place(facts, GENRE) == {"F1": Role.SHORTCOMING}
    assert [query.facts for query in unmet_told(facts)] == [("F1",)]


@pytest.mark.parametrize(
    "text", ["全年没有一人上访", "没有一户因病返贫", "无一例投诉", "全年没有一起安全事故"]
)
def test_what_it_is_good_to_have_none_of_is_not_asked(text):
    """Nobody is hurt, nobody complains: work done."""
    facts = sheet(text)

    assert place(facts, GENRE)["F1"] != Role.SHORTCOMING
    assert unmet_told(facts) == ()


def test_what_was_done_beside_what_is_not_stays_work_and_is_asked():
    """新建分馆3个 is not told as a failing because of what follows."""
    facts = sheet("新建分馆3个，至今没有开门")

    assert place(facts, GENRE)["F1"] == "duty"
    assert len(unmet_told(facts)) == 1
