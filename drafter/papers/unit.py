"""The report as the unit's summary of the year (单位工作总结); the author's own stays out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from drafter.document import ParagraphKind
from drafter.figures import figures
from drafter.papers.content import OF_AUTHOR, Answered, Content, PaperPart, closes
from drafter.papers.paper import Paper, PaperForm, PaperOrder, Row, left_out, report_of
from drafter.papers.selection import DUTY, Choice, choose, everything
from drafter.papers.staff import answers, themed
from drafter.text import clauses, han_number, length

HEAD = "主要负责同志"
UNIT = "本单位"
_GROUPS = (  # a heading, and the roles of the report that stand under it
    ("主要工作和成效", (DUTY, "")),
    ("思想政治和队伍建设", ("politics", "team")),
    ("党风廉政建设", ("integrity",)),
)
_OWN = re.compile(  # of the author, though no 本人 stands there
    r"带头|家风|亲属|家属|配偶|子女|家人|述职|主讲|领题|讲党课|个人有关事项|薪酬|"
    r"(?:^|(?<=[，。；]))(?:从未|未|没有|从不)(?:缺席|迟到|早退|请假|缺课)|"
    r"(?:从未|未|没有|不|无)[^，。；]{0,8}?(?:插手|干预|过问|收受|接受|经商|会见|兼职|谋私|占用|打招呼|领取)"
)
ANNOUNCED = "现将全年工作总结如下。"
_FRAME = re.compile(r"在|(?:19|20)\d\d年度?(?:在|$)|一年来$")  # when, and under whom
_OURS = re.compile(r"^我(?:们)?[校局镇乡院村县区市街社公]?(?:区|道|司)?")
_AUTHOR = re.compile(r"本人|职责|班子|反馈|整改|带领|一道")
_HIM = re.compile(r"本人|(?<![\u4e00-\u9fff])我(?=[对在])")


def write(content: Content, wish: PaperOrder) -> Paper:
    """The summary: what the unit did, or as much of it as its length holds."""
    told = {each.at: _parted(each.text) for each in content.statements}
    parts = tuple(_without_own(part, told) for part in content.parts)
    content = replace(
        content, parts=parts, pairs=tuple(map(_impersonal, content.pairs)), feedback=()
    )

    pool = [each for each in content.statements if told[each.at][0]]

    def size(choice: Choice) -> float:
        return sum(length(text) for _, text in _rows(content, choice))

    choice = everything(pool)
    if wish.length:
        choice = choose(content, pool, size, wish.length)
    report = report_of(_rows(content, choice), content.report.genre)
    left = left_out(content.statements, choice.kept)
    left += tuple(own for at, (_, own) in told.items() if own and at in choice.kept)
    notes = ["个人事项和对个人的考核反馈没有写"]
    if content.pairs:
        notes.append("问题和打算照述职报告写，请看看是不是单位的")
    if not content.unit:
        notes.append("不知道单位名称，题目里补上")
    if any(pair.is_open for pair in content.pairs):
        notes.append("有的不足还没有措施，文中标着〔待补〕")
    fits = not wish.length or size(choice) <= wish.length
    if not fits:
        notes.append(f"{wish.length} 字写不下：问题和打算一条不少，最少 {size(choice):.0f} 字")
    return Paper(UNIT_FORM, report, len(choice.kept), left, tuple(notes), fits)


def _without_own(part: PaperPart, told: Mapping[int, tuple[str, str]]) -> PaperPart:
    """The part, statements that end with the author's own cut before it."""
    return replace(
        part,
        themes=tuple(
            replace(
                theme,
                statements=tuple(
                    replace(each, text=told[each.at][0] or each.text) for each in theme.statements
                ),
            )
            for theme in part.themes
        ),
    )


def _parted(text: str) -> tuple[str, str]:
    """What a statement tells of the unit, and what of its author; one of them may be "".

    Only what is counted before the author's own stands alone; where anything else follows, it
    may limit what stands before, and the whole is the author's.

    >>> _parted("组织集体学习9次，讲党课2次"), _parted("办结信访9件，本人包案3件，2件未结")
    (('组织集体学习9次', '讲党课2次'), ('', '办结信访9件，本人包案3件，2件未结'))
    """
    spans = list(clauses(text))
    is_own = [
        bool(OF_AUTHOR.search(told) or _OWN.search(told))
        for told in (text[slice(*span)] for span in spans)
    ]
    if True not in is_own:
        return text, ""
    at = is_own.index(True)
    unit = text[: spans[at][0]].rstrip("，；。")
    is_counted = any(each.kind != "date" for each in figures(unit))
    is_whole = closes(unit) and "：" not in unit
    if not is_counted or not is_whole or not all(is_own[at:]):
        return "", text
    return unit, text[spans[at][0] :]


def _impersonal(pair: Answered) -> Answered:
    """The pair as the unit tells it: the author is its head."""
    return Answered(
        *(_HIM.sub(HEAD, text) for text in (pair.shortcoming, pair.measure, pair.brief, pair.step))
    )


def _rows(content: Content, choice: Choice) -> Iterator[Row]:
    year = f"{content.year}年" if content.year else ""
    yield ParagraphKind.TITLE, f"{content.unit}{year}工作总结"
    yield ParagraphKind.PREAMBLE, _opening(content)
    number = 0
    for heading, roles in _GROUPS:
        parts = [part for part in content.parts if part.role in roles]
        themes = [theme for part in parts for theme in part.themes]
        if paragraphs := list(themed(themes, choice)):
            number += 1
            yield ParagraphKind.HEADING, f"{han_number(number)}、{heading}"
            yield from ((ParagraphKind.BODY, text) for text in paragraphs)
    if content.pairs:
        number += 1
        yield ParagraphKind.HEADING, f"{han_number(number)}、存在的问题和下一步打算"
        yield from ((ParagraphKind.BODY, text) for text in answers(content, choice))
    date = [line for line in content.signature if re.search(r"\d年|〇", line)]
    if content.unit and date:
        yield ParagraphKind.SIGNATURE, content.unit
    for line in date:
        yield ParagraphKind.SIGNATURE, line


def _opening(content: Content) -> str:
    """The report's opening without its author."""
    kept = [
        clause
        for sentence in content.opening
        for clause in (sentence[slice(*span)] for span in clauses(sentence))
        if not _AUTHOR.search(clause)
    ]
    at = next((n for n, clause in enumerate(kept) if not _FRAME.match(clause)), len(kept))
    if at == len(kept):
        return ANNOUNCED
    kept[at] = f"{content.unit or UNIT}{_OURS.sub('', kept[at])}"
    return f"{'，'.join(kept)}。{ANNOUNCED}"


UNIT_FORM = PaperForm("unit", "单位总结", "单位工作总结：主要工作在前，个人事项不写", write)
