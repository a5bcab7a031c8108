"""The same words in two places."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.views import ProseSentence, sentences
from drafter.rules import Concern, Level, rule
from drafter.text import Span, any_of

OPENING = re.compile("年度考核反馈")  # how each answer to last year's criticism begins
EDGES = "，。；：、！？,;:"
RUN = re.compile(r"[\u4e00-\u9fff0-9“”、]{2,}")
LONG = 5  # characters of a set phrase that can make up most of a repetition
NAMING = 25  # characters of a sentence that may do no more than name a shortcoming
ASKING = ("？", "?", "：", ":")
HEADING = 40  # characters of a line that may head what is told below it
NAME = 14  # characters up to which words inside a clause may be a name
MANY = 2  # facts that hold a run make it a name, not a repetition


@rule("repeated-text", "同一句话说两遍", Severity.WARNING, Level.PROJECT, Concern.REPETITION)
def check(report: Report) -> Iterator[Flaw]:
    """正文里同样的话不说两遍（八个字以上；开头、标题和固定提法除外）。

    反例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        带头深入基层一线调查研究，解决实际问题。
        二、担当实干勤履职，全力推动各项工作提质增效
        抓好项目，带头深入基层一线调查研究。

        针对2021年度考核反馈的问题，制定方案。明年起建立民营企业诉求台账，逐条交办、按月对账、到期销号。
        下步措施：一是服务企业。明年起建立民营企业诉求台账，逐条交办、按月对账、到期销号。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习习近平新时代中国特色社会主义思想，解决实际问题。
        二、担当实干勤履职，全力推动各项工作提质增效
        坚持以习近平新时代中国特色社会主义思想为指导抓项目。

        （一）牵头开展重要应用系统业务连续性演练工作
        6月启动重要应用系统业务连续性演练工作，范围包括3个系统。

        是否提升了工作质量？是，建了台账。
        是否提升了工作质量？否，人手不够。

        普惠性幼儿园覆盖率达到91.5%。
        个人存在的不足：一是学前师资不足。普惠性幼儿园覆盖率虽高，但在编教师少。
    """
    size = report.genre.limits.repeat
    phrases = report.genre.phrases
    fixed = any_of(tuple(each for each in phrases.fixed + phrases.formulas if len(each) >= LONG))
    facts = [fact.text for fact in report.facts] if report.facts is not None else []
    seen: dict[str, ProseSentence] = {}
    whole: dict[str, ProseSentence] = {}
    for sentence in sentences(report):
        runs = list(_again(sentence.text, size, seen, sentence))
        first = whole.setdefault(sentence.text, sentence)
        is_again = first is not sentence and len(sentence.text) > size
        is_heading = sentence.text.lstrip("> ").startswith("#")
        if is_again and (is_heading or sentence.text.rstrip("*_ ")[-1:] in ASKING):
            continue  # a question of a form, what leads to a list, the name of a part
        if is_again and not _may_repeat(first, sentence, NAMING):
            yield Flaw(sentence.span, "这句话前面已经说过", "删去一处，或换个角度写")
            continue
        for start, end in runs:
            repeated = sentence.text[start:end]
            own = max(fixed.split(repeated), key=len)
            is_opening = OPENING.search(repeated) is not None
            is_name = is_opening or _is_name(own, seen[repeated[:size]], sentence, (start, end))
            if len(own) >= size and not is_name and sum(repeated in fact for fact in facts) < MANY:
                span = (sentence.span[0] + start, sentence.span[0] + end)
                yield Flaw(span, f"“{repeated[:30]}”前面已经说过", "删去一处，或换个角度写")


def _is_name(own: str, first: ProseSentence, second: ProseSentence, span: Span) -> bool:
    """What is called the same again: below a heading, in part of a clause, or as work planned."""
    is_planned = second.kind is ParagraphKind.MEASURES and first.kind is ParagraphKind.BODY
    if len(own) < NAME:
        return is_planned or not _is_clause(second.text, *span)
    is_heading = len(first.text) <= HEADING and first.text.strip()[-1:] not in EDGES
    return is_heading and not _is_clause(second.text, *span)


def _is_clause(text: str, start: int, end: int) -> bool:
    """Marks or the sentence's ends stand on both sides: whole words were said again."""
    before, after = text[:start], text[end:]
    return (not before or before[-1] in EDGES) and (not after or after[0] in EDGES)


def _again(
    plain: str, size: int, seen: dict[str, ProseSentence], sentence: ProseSentence
) -> Iterator[Span]:
    """The longest runs of `plain` that another sentence has had, and add its own to `seen`."""
    for run in RUN.finditer(plain):
        reached = last = -1
        for start in range(run.start(), run.end() - size + 1):
            first = seen.setdefault(plain[start : start + size], sentence)
            if first is sentence or _may_repeat(first, sentence):
                continue
            if reached >= 0 and start > reached - size + 1:
                yield last, reached
                reached = -1
            last = last if reached >= 0 else start
            reached = start + size
        if reached >= 0:
            yield last, reached


def _may_repeat(first: ProseSentence, second: ProseSentence, most: int = 0) -> bool:
    """The preamble announces what comes; a measure names its shortcoming in the same words.

    A sentence of more than `most` characters that is there twice names nothing.
    """
    if first.kind is second.kind:
        return False
    if first.kind is ParagraphKind.PREAMBLE:
        return True
    answered = (ParagraphKind.SHORTCOMINGS, ParagraphKind.FEEDBACK)
    is_long = most and len(second.text) > most
    return (
        not is_long
        and first.kind in answered
        and second.kind in (ParagraphKind.MEASURES, *answered)
    )
