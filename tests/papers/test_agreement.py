"""Every paper says what the report says: no figure more, none changed, none without its limits."""

import asyncio
import re
from dataclasses import replace

import pytest

from drafter import papers, readers
from drafter.document import Facts, parsing
from drafter.document import genre as genres
from drafter.drafting import draft
from drafter.figures import figures
from drafter.papers import PaperOrder
from drafter.papers.content import content, pieces
from tests.papers.conftest import SEEDS, SHEETS

NAMES = [path.parent.name for path in SHEETS]
IDS = ("spoken", "page", "staff", "unit")
NUMBER = re.compile("(?m)^[一二三四五六七八九十]是")  # of a point: counts nothing
FACT, OTHER = "新建改扩建学校6所，新增学位3240个", "新建改扩建学校7所，新增学位3690个"


def values(text):
    """What is counted in a text: every value with its unit; masks are none."""
    found = figures(text, claims_only=False)
    return {(each.value, each.unit) for each in found if each.value is not None}


def made(report, id, minutes=4):
    """One paper of a report."""
    return papers.paper(report, papers.form(id), PaperOrder(minutes))


@pytest.mark.parametrize("name", NAMES)
def test_no_paper_has_a_figure_that_the_report_lacks(reports, name):
    """By the checker, and by counting values, which knows nothing of the checker."""
    report = reports[name]
    known = values(report.text)
    for id in IDS:
        text = made(report, id).report.text

        assert papers.strays(text, report) == ()
        body = NUMBER.sub("", text.split("\n", 1)[1])
        assert values(body) - known == set(), id


@pytest.mark.parametrize("name", NAMES)
def test_what_several_papers_tell_has_the_same_figures_in_all(reports, name):
    """A statement that a short paper takes stands word for word in the longest."""
    whole = made(reports[name], "staff").report.text
    told = content(reports[name])
    page = made(reports[name], "page")

    left = set(page.left)
    for each in told.statements:
        if each.text not in left and not each.is_open:
            assert each.text in whole
            assert each.text in page.report.text


@pytest.mark.parametrize("name", NAMES)
def test_every_shortcoming_stands_in_every_paper_with_its_measure_behind_it(reports, name):
    """However short the paper: the name of each, then at once what is done about it."""
    pairs = content(reports[name]).pairs
    assert pairs
    for id in ("page", "staff", "unit"):
        text = made(reports[name], id).report.text
        at = 0
        for pair in pairs:
            brief = pair.brief.replace("本人", "主要负责同志") if id == "unit" else pair.brief
            at = text.index(brief, at)
            at = text.index(pair.step[:20], at)


def test_a_changed_fact_reaches_every_paper():
    """From the changed sheet no paper has the old figure, and the old papers are found out."""
    facts = readers.read_facts(SEEDS / "education-2023" / "facts.md")
    changed = tuple(replace(each, text=OTHER) if each.text == FACT else each for each in facts)
    old, new = (
        asyncio.run(draft(sheet, None)).report for sheet in (facts, replace(facts, items=changed))
    )
    for id in IDS:
        before, after = made(old, id).report.text, made(new, id).report.text

        assert not {"3240个", "三千二百四十个"} & {
            each for each in ("3240个", "三千二百四十个") if each in after
        }
        assert {each for each in ("3690个", "三千六百九十个") if each in after}
        stale = {each.text for each in papers.strays(before, new)}
        assert stale & {"3240个", "三千二百四十个", "6所", "六所"}


def test_what_limits_a_figure_is_never_cut_from_it():
    """其中, 尚有, 仅 and what points back stay with what they limit."""
    told = {
        "建成学校6所；其中2所未投用；拆除危房127栋。": [
            "建成学校6所；其中2所未投用",
            "拆除危房127栋",
        ],
        "签约项目9个；尚有4个未开工。": ["签约项目9个；尚有4个未开工"],
        "收入增长8%；但税收下降3%。": ["收入增长8%；但税收下降3%"],
        "出台“一案；三制”办法；培训12期。": ["出台“一案；三制”办法", "培训12期"],
        "办成两件事：修路12公里；架桥3座。": ["办成两件事：修路12公里；架桥3座"],
    }
    for sentence, expected in told.items():
        assert pieces(sentence) == expected


def test_masks_on_both_sides_of_words_stay_masks():
    """Two masks with words between them are no bold type; a label in bold loses its stars."""
    told = "产业园、**高速连接线等**个项目开工。**学科建设**：建成中心2个。"
    text = f"一、抓履职\n{told}\n二、守纪律\n廉政谈话3次。"
    report = parsing.parse(text, genres.load("shuzhi"))

    paper = made(report, "staff").report.text

    assert "产业园、**高速连接线等**个项目开工。" in paper
    assert "学科建设：建成中心2个" in paper
    assert "**学科建设" not in paper


@pytest.mark.parametrize(
    ("written", "said"),
    [("审查重大合同117份", "审查重大合同一百一十七份"), ("发展党员1000名", "发展党员一千名")],
)
def test_a_number_in_words_behind_a_word_that_ends_in_one_is_read_whole(written, said):
    """合同一百份: 同一 is no set phrase there."""
    report = parsing.parse(f"一、抓履职\n{written}。", genres.load("shuzhi"))

    assert papers.strays(f"{said}。", report) == ()
    assert papers.strays(f"{said.replace('一', '三', 1)}。", report)


def test_rows_of_a_table_are_no_statements_and_that_is_said():
    """Cells without their head mean nothing; the summary tells that they are left out."""
    lines = (
        "一、抓履职",
        "各系指标见下表：",
        "系部",
        "在校生（人）",
        "机电系",
        "1420",
        "新增专业4个。",
    )
    text = "\n".join((*lines, "二、守纪律", "廉政谈话3次。"))
    report = parsing.parse(text, genres.load("shuzhi"))

    paper = made(report, "staff")

    assert "1420" not in paper.report.text
    assert "新增专业4个。" in paper.report.text
    assert "报告里的表格没有写进来" in paper.notes


def test_a_fact_that_a_sheet_gives_in_two_halves_is_told_whole():
    """Where one fact stands on both sides of a semicolon, both go together."""
    from drafter.document import Fact

    facts = Facts((Fact("F1", "新建学校6所；新增学位3240个"), Fact("F2", "拆除危房127栋")))
    text = "一、抓履职\n新建学校6所；新增学位3240个；拆除危房127栋。\n二、守纪律\n廉政谈话3次。"
    report = parsing.parse(text, genres.load("shuzhi"), facts=facts)

    texts = [each.text for each in content(report).statements]

    assert texts == ["新建学校6所；新增学位3240个", "拆除危房127栋", "廉政谈话3次"]


@pytest.mark.parametrize("second", ["其中3所在山区", "这些学校均有食堂", "使用操场2处"])
def test_each_sentence_of_a_report_is_said_once_whatever_it_begins_with(second):
    """A sentence that hangs on the one before it takes no place of the sections behind."""
    told = ["一、抓履职", f"更换课桌80张。{second}。招聘教师7名。种树40棵。"]
    text = "\n".join((*told, "二、带队伍", "听课21节。", "三、守纪律", "廉政谈话5次。"))
    report = parsing.parse(text, genres.load("shuzhi"))

    kept = [each.at for each in content(report).statements]
    said = made(report, "spoken").report.text

    assert kept == list(range(len(kept)))
    for words in ("更换课桌", second[:2], "招聘教师", "种树", "听课", "廉政谈话"):
        assert said.count(words) == 1


def test_a_unit_tells_its_own_of_a_sentence_that_ends_with_its_head():
    """What the head did is left out and named; what was counted before it stays."""
    told = ("一、讲政治", "开展主题党日11次，讲党课2次。从未缺席市委集中学习。", "二、抓履职")
    text = "\n".join((*told, "建成泵站3座。检修闸门26扇，本人带头值守9天，仍有2扇漏水。"))

    paper = made(parsing.parse(text, genres.load("shuzhi")), "unit")

    assert "开展主题党日11次。" in paper.report.text
    assert "党课" not in paper.report.text
    assert paper.left == (
        "从未缺席市委集中学习",
        "检修闸门26扇，本人带头值守9天，仍有2扇漏水",
        "讲党课2次",
    )


def test_a_measure_stands_behind_its_own_shortcoming_where_another_is_open():
    """What an author left open keeps its number; the measure for it is told by itself."""
    told = ("四、存在的不足", "1.〔待补：第一条不足〕。", "2.走访企业不够。", "3.年轻干部带得少。")
    meant = ("五、改进措施", "1.每季盘点一次台账。", "2.每月走访企业3家。")
    text = "\n".join(("一、抓履职", "修渠7公里。架桥2座。", *told, *meant))

    pairs = content(parsing.parse(text, genres.load("shuzhi"))).pairs

    assert [(each.shortcoming, each.measure) for each in pairs] == [
        ("走访企业不够", "每月走访企业3家"),
        ("年轻干部带得少", ""),
        ("", "每季盘点一次台账"),
    ]
