"""Which statements a shorter paper takes: every part, the main work, what has figures. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from drafter.document.genre import Genre
from drafter.figures import figures
from drafter.papers.content import Content, PaperPart, Statement
from drafter.text import length

DUTY = "duty"
PAIRS = 0.3  # of a paper, above which shortcomings and measures stand in short
FIGURES = 3  # that weigh; more of them in one statement do not
ASKED = 1.2  # that a statement gains by telling what the genre asks for
MAIN = 2  # themes of the duty that are the main work
_RESULT = re.compile(
    r"荣获|获得|获评|荣立|被评为|入选|列全|位居|第[一二三\d]|首[个次批创]|率先|提高|增长|下降|降至|升至|降到|升到|压减|缩短|"
    r"建成|投用|投入使用|通车|完成|全覆盖|零(?=[\u4e00-\u9fff]{2})|实现"
)
_DEED = re.compile(r"推广|创建|出台|引进|招聘|查处|化解|整改|改造|新建|培训|走访|争取")
_GENERAL = re.compile(r"精神|思想|理念|原则|意识|高度重视|认真|始终|不断|切实|进一步|扎实|深入")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a paper takes of a report."""

    kept: frozenset[int]  # statements, by their place
    is_brief: bool = False  # shortcomings and measures in short
    feedback: int = 99  # sentences of last year's feedback and what was done


Size = Callable[[Choice], float]


def everything(statements: Iterable[Statement]) -> Choice:
    """All that is said; what is still open is not."""
    return Choice(frozenset(each.at for each in statements if not each.is_open))


def choose(content: Content, pool: Iterable[Statement], size: Size, limit: float) -> Choice:
    """As much as finds room, the weightiest first.

    Every part keeps one statement, every shortcoming and its measure stand. What is taken is
    whole: a figure never loses what limits it.

    Args:
        content: the report.
        pool: the statements that may be taken.
        size: how long a choice is.
        limit: how long it may be.
    """
    may = {each.at for each in pool if not each.is_open}
    if size(whole := Choice(frozenset(may))) <= limit:
        return whole
    scores = weights(content)
    ranked = sorted(may, key=lambda at: (-scores[at], at))
    choice = Choice(_musts(content, may, scores), feedback=1)
    pairs = sum(length(each.shortcoming + each.measure) for each in content.pairs)
    if pairs > PAIRS * limit or size(choice) > limit:
        choice = replace(choice, is_brief=True)
    for at in ranked:
        if at not in choice.kept:
            larger = replace(choice, kept=choice.kept | {at})
            choice = larger if size(larger) <= limit else choice
    for larger in (replace(choice, feedback=99), replace(choice, is_brief=False)):
        choice = larger if size(larger) <= limit else choice
    return choice


def weights(content: Content) -> dict[int, float]:
    """How much each statement weighs, by its place.

    >>> from drafter.papers.content import Statement, Theme
    >>> from drafter.papers.selection import weight
    >>> told = ("建成学校6所，新增学位3240个", "深入学习领会会议精神")
    >>> one, other = (weight(Statement(text, 0, 0)) for text in told)
    >>> one > other
    True
    """
    found = {}
    for part in content.parts:
        for number, theme in enumerate(part.themes):
            is_main = part.role == DUTY and number < MAIN
            for order, each in enumerate(theme.statements):
                more = (part.role == DUTY) * 0.8 + is_main * (0.5 - 0.2 * number) - order * 0.05
                more += ASKED * _is_asked(part, each, content.report.genre)
                found[each.at] = weight(each) + more
    return found


def weight(statement: Statement) -> float:
    """What a statement weighs by itself: results and figures over deeds over attitudes."""
    text = statement.text
    counted = sum(each.kind != "date" for each in figures(text))
    points = 1.0 + min(FIGURES, counted) * 0.7
    points += 0.8 * bool(_RESULT.search(text)) + 0.3 * bool(_DEED.search(text))
    return points - (not counted) * 0.4 * min(2, len(_GENERAL.findall(text)))


def _musts(content: Content, may: set[int], scores: dict[int, float]) -> frozenset[int]:
    """The weightiest statement of each part, and what the genre asks of it."""
    found = set[int]()
    for part in content.parts:
        own = [each for each in part.statements if each.at in may]
        if not own:
            continue
        asked = [each for each in own if _is_asked(part, each, content.report.genre)]
        found.add(max(asked or own, key=lambda each: scores[each.at]).at)
    return frozenset(found)


def _is_asked(part: PaperPart, statement: Statement, genre: Genre) -> bool:
    """Whether a statement tells what the genre asks for in its section."""
    if part.role not in genre.roles:
        return False
    must = genre.section(part.role).must
    return any(word in statement.text for words in must for word in words)
