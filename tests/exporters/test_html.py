"""The evidence map: self-contained, text shown as text, both sides linked."""

import html
import re

from drafter.exporters import exporter_for
from tests.exporters.samples import FRAME, MODEL, TEXT, drafted, report


def page(made=None) -> str:
    """The exported page."""
    return exporter_for(".html").export(made or drafted()).decode()


def article(content: str) -> str:
    """The report's text as the page shows it, without the numbers of facts."""
    inner = re.search(r"<article>\n(.*)\n</article>", content, re.DOTALL)[1]
    lines = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", inner)
    return html.unescape(lines)


def test_the_whole_text_is_there():
    """Nothing is lost or doubled where sentences are marked."""
    assert article(page()).strip() == TEXT.strip()


def test_markup_in_facts_and_text_is_text():
    """Neither a fact nor a sentence can put a tag into the page."""
    content = page()

    assert "<b>课后" not in content
    assert "&lt;script&gt;“双减”" in content
    assert content.count("<script>") == 1


def test_sentences_and_facts_are_linked():
    """A sentence names its facts and its origin; a fact that is in none says so."""
    content = page()

    assert f'data-ids="F1 F2" tabindex="0" title="模型成文">{html.escape(MODEL)}' in content
    assert f'data-ids="" tabindex="0" title="程式语、标题和点题句">{FRAME}' in content
    assert re.search(r'data-ids="F3"[^>]*class=unused', content)


def test_nothing_is_fetched():
    """The page works from a memory stick."""
    assert not re.search(r"https?://|src=|@import|url\(", page())
    assert "default-src 'none'" in page()


def test_a_report_without_evidence_says_so():
    """A page is made all the same."""
    assert "没有逐句的依据" in page(report(TEXT))
