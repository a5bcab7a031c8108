"""Pages as they are saved: sheets and reports, and what is not seen on them."""

import asyncio

import pytest

from drafter import exporters, readers
from drafter.batch import inputs
from drafter.checking.checker import reports_in
from drafter.drafting import draft
from drafter.readers import facts_from, report_from, text_from, unnamed_suffix

PAGE = (
    "<!DOCTYPE html><html><head><meta charset='{code}'><title>攒着</title>"
    "<style>p{{color:red}}</style></head><body>{told}</body></html>"
)


def page(told: str, code: str = "utf-8") -> bytes:
    """A whole page with these words on it."""
    return PAGE.format(told=told, code=code).encode(code)


def told(words: str):
    """Each fact of a page with its place."""
    return [(fact.text, fact.role) for fact in facts_from(page(words), "a.html", ".html")]


def test_what_is_seen_on_a_page_is_a_sheet():
    """Headings, lists, paragraphs and tables of any kind."""
    words = (
        "<h1>2024年述职要点</h1><h2>队伍</h2><ul><li>招录4人<li>培训3期</ul><h2>不足</h2>"
        "<p>下村少</p><div><b>廉</b></div><table><tr><td>谈话</td><td>27人次</td>"
        "</tr><tr><td>家访</td><td>9户</td></tr></table>"
    )

    assert told(words) == [
        ("招录4人", "team"),
        ("培训3期", "team"),
        ("下村少", "shortcoming"),
        ("谈话27人次", "integrity"),
        ("家访9户", "integrity"),
    ]


def test_headings_of_a_page_are_no_facts():
    """Whatever they say; what stands below a deeper one keeps its place."""
    words = (
        "<h1>素材</h1><h2>窗口服务</h2><p>办件3万件</p><h2>后勤</h2><p>修灶2处</p>"
        "<h2>不足</h2><h3>具体有</h3><ul><li>下村少</ul><h2>廉</h2><p>谈话9次</p>"
    )
    found = facts_from(page(words), "a.html", ".html")

    assert [fact.group for fact in found if fact.text in ("办件3万件", "下村少")] == [
        "窗口服务",
        "不足",
    ]
    assert not {"窗口服务", "后勤", "具体有"} & {fact.text for fact in found}
    assert found.items[-1].role == "integrity"


@pytest.mark.parametrize("suffix", [".html", ".htm", ".HTM"])
@pytest.mark.parametrize("code", ["utf-8", "gb18030", "utf-16"])
def test_a_page_is_read_in_any_code(suffix, code):
    """Whatever it says of its code."""
    found = facts_from(page("<p>修路3条</p><p>讲党课4次</p>", code), "a" + suffix, suffix)

    assert [fact.text for fact in found] == ["修路3条", "讲党课4次"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("<del>修路9条</del>", "划掉的文字没有读：a.html 修路9条"),
        ("<p style='display:none'>修路9条</p>", "隐藏的文字没有读：a.html 修路9条"),
        ("<p hidden>修路9条</p>", "隐藏的文字没有读：a.html 修路9条"),
    ],
)
@pytest.mark.parametrize("read", [facts_from, report_from])
def test_what_is_not_seen_is_named(words, named, read):
    """In a sheet as in a report."""
    found = read(page(f"<p>修路3条</p>{words}"), "a.html", ".html")

    assert named in found.notes


def test_a_page_without_a_frame_is_one_by_its_name():
    """What was pasted into a file has no html around it."""
    found = facts_from("<p>修路3条</p><p>建校6所</p>".encode(), "a.html", ".html")

    assert [fact.text for fact in found] == ["修路3条", "建校6所"]


def test_a_report_on_a_page_is_its_lines():
    """Of what is marked as its article, where one is."""
    words = "<p>述职报告</p><p>一、不足</p><p>下村少。</p>"

    assert text_from(page(words), "a.html", ".html") == "述职报告\n一、不足\n下村少。"
    framed = f"<nav>首页</nav><article>{words}</article><aside>广告</aside>"
    assert text_from(page(framed), "a.html", ".html") == "述职报告\n一、不足\n下村少。"


def test_our_own_page_is_read_as_the_report_on_it():
    """Without the facts beside it and the marks on its sentences."""
    sheet = facts_from("不足：下村少\n新修公路3条，建成通车".encode(), "a.txt", ".txt")
    report = asyncio.run(draft(sheet, None)).report
    made = exporters.exporter_for(".html").export(report)
    plain = exporters.exporter_for(".txt").export(report)

    lines = text_from(made, "a.html", ".html").split("\n")
    assert lines == list(filter(None, text_from(plain, "a.txt", ".txt").split("\n")))


def test_a_page_beside_its_report_is_not_read_again(tmp_path):
    """It is the same report; one that stands alone is read."""
    for name in ("a.docx", "a.html", "b.html"):
        (tmp_path / name).write_bytes(page("<p>述职报告</p>"))

    assert [each.rpartition("/")[2] for each in reports_in([str(tmp_path)])] == ["a.docx", "b.html"]
    suffixes = [suffix for each in readers.readers() for suffix in each.suffixes]
    found = inputs.find(tmp_path, suffixes, apart_from=tmp_path / "out")
    assert found.files == ("a.docx", "b.html")
    assert [path for path, _ in found.left] == ["a.html"]


def test_a_page_without_a_name_is_known_by_its_tags():
    """And no mail for one."""
    assert unnamed_suffix(page("<p>修路3条</p>")) == ".html"
