"""The report as a speech of so many minutes: greeting, the main work, every shortcoming, thanks."""

import re
from collections.abc import Callable, Iterator

from drafter.document import ParagraphKind
from drafter.papers.content import Content, PaperPart, Statement
from drafter.papers.paper import Paper, PaperForm, PaperOrder, Row, ended, left_out, report_of
from drafter.papers.selection import Choice, choose
from drafter.papers.voice import spoken
from drafter.text import OPEN, han_number, length

SLOW, FAST = 200, 220  # characters that are read aloud in a minute
RATE = 215  # that a speech is filled up to
HALL = "各位领导、同志们："
THANKS = "谢谢大家！"
_REQUEST = re.compile("评议|审议|指正|批评")
_ANNOUNCED = re.compile(r"，并[对就针][^。]*反馈[^。]*整改$")  # it is told in its own place
_PLACE = re.compile(r"情况$")


def minutes(text: str) -> float:
    """How long a text takes to be read aloud, at a middling pace."""
    return length(text) * 2 / (SLOW + FAST)


def write(content: Content, wish: PaperOrder) -> Paper:
    """The speech: as much of the report as its minutes hold."""
    said = {each.at: spoken(each.text) for each in content.statements}

    def made(choice: Choice) -> list[Row]:
        return list(_rows(content, choice, lambda each: said[each.at]))

    def size(choice: Choice) -> float:
        return length(_body(made(choice)))

    choice = choose(content, content.statements, size, wish.minutes * RATE)
    rows = made(choice)
    notes = list(_notes(content, size(choice), wish.minutes))
    fits = size(choice) <= wish.minutes * FAST
    left = left_out(content.statements, choice.kept)
    report = report_of(rows, content.report.genre)
    return Paper(SPOKEN, report, len(choice.kept), left, tuple(notes), fits)


def _body(rows: list[Row]) -> str:
    """What is said: the title is not."""
    return "".join(text for kind, text in rows if kind is not ParagraphKind.TITLE)


def _rows(content: Content, choice: Choice, say: Callable[[Statement], str]) -> Iterator[Row]:
    year = f"{content.year}年度" if content.year else ""
    yield ParagraphKind.TITLE, f"{year}{content.kind}报告讲稿"
    yield ParagraphKind.SALUTATION, _hall(content)
    yield ParagraphKind.BODY, "".join(_greeting(content))
    number = 0
    for part in content.parts:
        kept = [
            (theme.lead, [each for each in theme.statements if each.at in choice.kept])
            for theme in part.themes
        ]
        kept = [(lead, own) for lead, own in kept if own]
        if kept:
            number += 1
            yield (
                ParagraphKind.BODY,
                f"第{han_number(number)}，{_named(part)}。" + "".join(_told(kept, say)),
            )
    if feedback := content.feedback[: choice.feedback]:
        number += 1
        line = "".join(ended(spoken(each)) for each in feedback)
        yield ParagraphKind.BODY, f"第{han_number(number)}，上年度反馈问题的整改。{line}"
    if content.pairs:
        number += 1
        yield ParagraphKind.BODY, f"第{han_number(number)}，存在的不足和改进措施。"
        for at, text in enumerate(_answers(content, choice), 1):
            yield (
                ParagraphKind.BODY,
                f"{han_number(at)}是{text}" if len(content.pairs) > 1 else text,
            )
    yield ParagraphKind.CLOSING, _closing(content)


def _hall(content: Content) -> str:
    """Who listens: as the report addresses people, else whom such speeches are given to."""
    is_hall = content.salutation.startswith(("各位", "尊敬的", "同志们"))
    return spoken(content.salutation) if is_hall else HALL


def _greeting(content: Content) -> Iterator[str]:
    post = spoken(content.post)
    yield "大家好！"
    if post:
        yield f"我是{post}{content.name}。"
    for each in content.opening:
        yield ended(spoken(_ANNOUNCED.sub("", each) if content.feedback else each))
    what = "履职和廉洁" if "廉" in content.kind else "履职"
    yield f"下面，我报告{what}情况。"


def _named(part: PaperPart) -> str:
    """The part as a speaker names it: 履职情况 is 履职方面."""
    own = spoken(part.name)
    return own if own == spoken(part.heading) else f"{_PLACE.sub('', own)}方面"


def _told(
    kept: list[tuple[str, list[Statement]]], say: Callable[[Statement], str]
) -> Iterator[str]:
    """The themes of a part; their leads where each of them tells more than one thing."""
    has_leads = len(kept) > 1 and all(lead and len(own) > 1 for lead, own in kept)
    for number, (lead, own) in enumerate(kept, 1):
        if has_leads:
            yield f"{han_number(number)}是{spoken(lead)}。"
        for each in own:
            yield ended(say(each))


def _answers(content: Content, choice: Choice) -> Iterator[str]:
    """Each shortcoming and at once what is done about it."""
    for pair in content.pairs:
        admitted = pair.brief if choice.is_brief else pair.shortcoming
        answer = pair.step if choice.is_brief else pair.measure
        shortcoming = ended(spoken(admitted))
        if not answer:
            yield f"{shortcoming}{OPEN}：改进措施〕"
        elif answer.startswith(OPEN) or not admitted:
            yield f"{shortcoming}{ended(spoken(answer))}"
        else:
            yield f"{shortcoming}对此，{ended(spoken(answer))}"


def _closing(content: Content) -> str:
    """The report's own request, then thanks."""
    found = _REQUEST.search(content.closing)
    wish = {"指正": "批评指正", "批评": "批评指正"}.get(found[0], found[0]) if found else "批评指正"
    hall = _hall(content).rstrip("：:")
    return f"报告完毕，请{hall}{wish}。{THANKS}"


def _notes(content: Content, size: float, wanted: float) -> Iterator[str]:
    """Where the speech is not as long as was wished, and what the speaker still has to do."""
    if size > wanted * FAST:
        yield (
            f"{wanted:g} 分钟讲不完：各部分各讲一件、不足和措施一条不少，"
            f"最少要 {size / FAST:.1f} 分钟"
        )
    elif size < wanted * SLOW:
        yield f"材料只够讲 {size * 2 / (SLOW + FAST):.1f} 分钟，没有凑字数"
    if any(pair.is_open for pair in content.pairs):
        yield "有的不足还没有措施，讲稿里标着〔待补〕"
    if "*" in content.report.text or "＊" in content.report.text:
        yield "带*号的地方没法念，讲之前补上"
    if not content.name:
        yield "不知道姓名，开头只报了职务" if content.post else "不知道职务和姓名，开头没有自我介绍"


SPOKEN = PaperForm(
    "spoken", "讲稿", "讲稿：按 --minutes 的时间讲，每分钟 200–220 字，数字照口语写", write
)
