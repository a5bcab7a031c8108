"""The report on one page of A4: the main work, the figures, every shortcoming with its measure."""

from collections.abc import Iterable, Iterator

from drafter.document import ParagraphKind
from drafter.exporters.compact import COMPACT
from drafter.papers.content import Content
from drafter.papers.paper import (
    Paper,
    PaperForm,
    PaperOrder,
    Row,
    ended,
    left_out,
    prose,
    report_of,
)
from drafter.papers.selection import Choice, choose
from drafter.papers.staff import answers
from drafter.text import han_number

NARROW = 0.65  # of a character's width: a digit or a Latin letter, in any font
INDENT = 2  # characters
TITLE = 3  # lines that the title takes with what is below it
SPARE = 2  # lines below the text: a Word file ends with an empty one, and fonts differ


def lines(rows: Iterable[Row]) -> int:
    """How many lines the text takes, rather one too many."""
    total = 0
    for kind, text in rows:
        if kind is ParagraphKind.TITLE:
            total += TITLE if "报告" in text else 1
            continue
        width = INDENT + sum(NARROW if each.isascii() else 1 for each in text)
        total += -int(-width // COMPACT.characters)
    return total


def write(content: Content, _: PaperOrder) -> Paper:
    """The page: as much of the report as finds room on it."""

    def made(choice: Choice) -> list[Row]:
        return list(_rows(content, choice))

    def size(choice: Choice) -> float:
        return lines(made(choice))

    limit = COMPACT.lines - SPARE
    choice = choose(content, content.statements, size, limit)
    fits = size(choice) <= limit
    notes = [] if fits else ["一页放不下：不足和措施一条不少，已经最短，打印时会到第二页"]
    if any(pair.is_open for pair in content.pairs):
        notes.append("有的不足还没有措施，文中标着〔待补〕")
    report = report_of(made(choice), content.report.genre)
    left = left_out(content.statements, choice.kept)
    return Paper(PAGE, report, len(choice.kept), left, tuple(notes), fits)


def _rows(content: Content, choice: Choice) -> Iterator[Row]:
    year = f"{content.year}年度" if content.year else ""
    yield ParagraphKind.TITLE, f"{year}{content.kind}报告摘要"
    yield ParagraphKind.TITLE, "\u3000".join(filter(None, (content.post, content.name)))
    number = 0
    for part in content.parts:
        line = "".join(
            prose([each for each in theme.statements if each.at in choice.kept], dense=True)
            for theme in part.themes
        )
        if line:
            number += 1
            yield ParagraphKind.BODY, f"（{han_number(number)}）{part.name}。{line}"
    if feedback := content.feedback[: choice.feedback]:
        number += 1
        line = "".join(map(ended, feedback))
        yield ParagraphKind.BODY, f"（{han_number(number)}）反馈整改。{line}"
    if content.pairs:
        number += 1
        line = "".join(answers(content, choice, "措施"))
        yield ParagraphKind.BODY, f"（{han_number(number)}）不足和措施。{line}"


PAGE = PaperForm("page", "一页纸", "一页纸：摘要，打印出来不超过一页 A4", write, is_compact=True)
