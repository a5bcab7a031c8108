"""A web page as it is saved: what is seen on it is a sheet, or the text of a report."""

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePath

from drafter.document import Facts
from drafter.readers import pagetext, text
from drafter.readers.encoding import decode
from drafter.readers.reader import Reader, Text
from drafter.readers.signatures import kind_of

_ARTICLE = re.compile(r"<article[\s>].*?</article>", re.DOTALL | re.IGNORECASE)
_BASIS = re.compile(r"<sup>F\d+(?: F\d+)*</sup>")  # as our own pages say what a sentence rests on
_ORIGINALS = (".docx", ".docm", ".doc", ".wps", ".pdf", ".md", ".txt", ".xlsx", ".xls", ".pptx")


def facts(data: bytes, source: str) -> Facts:
    """The facts that a page tells.

    Raises:
        Unreadable: in a code that nobody knows.
        BadInput: no line of it could be a fact.
    """
    page = pagetext.read(data, source)
    found = text.facts(page.text.encode(), source)
    return replace(found, notes=(*found.notes, *page.notes))


def sniff(data: bytes) -> bool:
    """Whether bytes without a name are a page."""
    return kind_of(data) == HTML.suffixes[0]


def report(data: bytes, source: str) -> Text:
    """The text of a report: what a page marks as its article, or else all that is seen.

    >>> report("<aside>F1</aside><article><p>修路<sup>F1 F2</sup></article>".encode(), "a.html")
    Text(text='修路', notes=(), paragraphs=(), skipped=0, soft=(), shifts=())
    """
    whole = decode(data, source)
    own = _ARTICLE.findall(whole)
    told = _BASIS.sub("", own[0]) if len(own) == 1 else whole
    page = pagetext.shown(told, source, is_sheet=False)
    return replace(page, text="\n".join(filter(str.strip, page.text.split("\n"))))


def is_copy(name: str, others: Collection[str]) -> bool:
    """Whether a page shows again what a file beside it says, as `draft -o 1.docx -o 1.html` writes.

    >>> [is_copy(each, ["1.docx", "1.html", "2.html"]) for each in ("1.html", "2.html", "1.docx")]
    [True, False, False]
    """
    path = PurePath(name)
    is_page = path.suffix.lower() in HTML.suffixes
    return is_page and any(str(path.with_suffix(each)) in others for each in _ORIGINALS)


HTML = Reader("网页", (".html", ".htm"), facts, report, sniff)
