"""Whatever the text: no crash, spans inside it, the same findings after a trip through Word."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import exporters, readers
from drafter.checking.checker import inspector
from drafter.checking.reporters import reporter
from drafter.checking.results import Results
from drafter.document import Fact, Facts, genre, parsing
from drafter.settings import Check

SEED = Path(__file__).parent.parent.parent / "seeds" / "county-2022" / "report.txt"
PIECES = st.sampled_from(
    [
        *("一是", "二、", "（一）", "1.", "个人存在的不足：", "改进措施："),
        *("针对2021年度考核反馈的", "不够", "加强", "新建学校", "6所", "〔待补：时限〕"),
        *("“", "”", "《", "**", "***", "12.5％", "3亿元", "2022年", "。", "，", "、", "# "),
        *("\n", "\u3000", "\r\n", "\x00", "\ud7ff", "𠀀", "ﷺ"),
    ]
)
FACTS = Facts((Fact("F1", "新建学校6所"), Fact("F2", "投资**亿元")), year=2022)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.booleans())
def test_any_text_is_judged(text, with_facts):
    """Every span is inside the text and cuts out what the finding says; every format renders."""
    judge = inspector(Check(), facts=FACTS if with_facts else None)
    found = judge.judge(text, "a.txt")

    for each in found.findings:
        start, end = each.span
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == each.text
        assert each.line == text.count("\n", 0, start) + 1
    for name in ("text", "json", "sarif", "github", "junit", "html"):
        assert reporter(name).render(Results((found,)))


@pytest.mark.parametrize("source", [SEED])
def test_a_trip_through_word_changes_no_finding(tmp_path, source):
    """Written as Word and read back, a report has the same findings at the same words."""
    judge = inspector(Check())
    text = source.read_text("utf-8")
    exporters.export(parsing.parse(text, genre.load("shuzhi")), tmp_path / "a.docx")

    before = judge.judge(text, "a")
    after = judge.judge(readers.read_text(tmp_path / "a.docx"), "a")

    told = [(f.rule, f.text, f.message) for f in before.findings]
    assert [(f.rule, f.text, f.message) for f in after.findings] == told
