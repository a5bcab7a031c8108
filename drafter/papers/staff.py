"""The report as the author's own summary of the year (个人工作总结)."""

from collections.abc import Iterator, Sequence

from drafter.document import ParagraphKind
from drafter.papers.content import Content, Theme
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
from drafter.papers.selection import Choice, choose, everything
from drafter.text import OPEN, han_number, length

SIGNED = "述职人："


def write(content: Content, wish: PaperOrder) -> Paper:
    """The summary: all of the report, or as much as its length holds."""

    def size(choice: Choice) -> float:
        return sum(length(text) for _, text in _rows(content, choice))

    choice = everything(content.statements)
    if wish.length:
        choice = choose(content, content.statements, size, wish.length)
    notes = []
    if any(pair.is_open for pair in content.pairs):
        notes.append("有的不足还没有措施，文中标着〔待补〕")
    report = report_of(_rows(content, choice), content.report.genre)
    left = left_out(content.statements, choice.kept)
    fits = not wish.length or size(choice) <= wish.length
    if not fits:
        notes.append(f"{wish.length} 字写不下：不足和措施一条不少，最少 {size(choice):.0f} 字")
    return Paper(STAFF, report, len(choice.kept), left, tuple(notes), fits)


def _rows(content: Content, choice: Choice) -> Iterator[Row]:
    year = f"{content.year}年度" if content.year else ""
    yield ParagraphKind.TITLE, f"{year}个人工作总结"
    yield ParagraphKind.TITLE, "\u3000".join(filter(None, (content.post, content.name)))
    yield (
        ParagraphKind.PREAMBLE,
        "".join(map(ended, content.opening)) + "现将一年来的工作总结如下。",
    )
    number = 0
    for part in content.parts:
        if paragraphs := list(themed(part.themes, choice)):
            number += 1
            yield ParagraphKind.HEADING, f"{han_number(number)}、{part.heading}"
            yield from ((ParagraphKind.BODY, text) for text in paragraphs)
    if feedback := content.feedback[: choice.feedback]:
        number += 1
        yield ParagraphKind.HEADING, f"{han_number(number)}、上年度反馈问题的整改"
        yield ParagraphKind.BODY, "".join(map(ended, feedback))
    if content.pairs:
        number += 1
        yield ParagraphKind.HEADING, f"{han_number(number)}、存在的不足和改进措施"
        yield from ((ParagraphKind.BODY, text) for text in answers(content, choice))
    for line in content.signature:
        yield ParagraphKind.SIGNATURE, line.removeprefix(SIGNED)


def themed(themes: Sequence[Theme], choice: Choice) -> Iterator[str]:
    """The themes of a section, a paragraph each: numbered where each is told as its lead says."""
    chosen = [
        (theme, own)
        for theme in themes
        if (own := [each for each in theme.statements if each.at in choice.kept])
    ]
    is_told = all(
        theme.lead and len(own) == sum(not each.is_open for each in theme.statements)
        for theme, own in chosen
    )
    for number, (theme, own) in enumerate(chosen, 1):
        lead = f"{han_number(number)}是{theme.lead}。" if is_told and len(chosen) > 1 else ""
        yield lead + prose(own)


def answers(content: Content, choice: Choice, label: str = "改进措施") -> Iterator[str]:
    """Each shortcoming with its measure behind it."""
    for number, pair in enumerate(content.pairs, 1):
        admitted = pair.brief if choice.is_brief else pair.shortcoming
        answer = (pair.step if choice.is_brief else pair.measure) or f"{OPEN}：改进措施〕"
        mark = f"{han_number(number)}是" if len(content.pairs) > 1 else ""
        line = f"{ended(admitted)}{label}：{ended(answer)}" if admitted else ended(answer)
        yield f"{mark}{line}"


STAFF = PaperForm("staff", "个人总结", "个人工作总结：不写称呼、不请评议，内容同报告", write)
