"""The rows: each shortcoming beside its measure, who, until when, and how they fit."""

import re
from dataclasses import dataclass, replace

from drafter.document import Point, Report
from drafter.document.answering import pairing
from drafter.pairing import Fit, Pair
from drafter.text import strip_end

HEAD = ("序号", "问题", "措施", "责任", "时限", "对应", "共同的词")
STATES = {Fit.OK: "对应", Fit.DOUBT: "存疑", Fit.UNRELATED: "看不出对应"}
ALONE = {"problem": "没有措施", "measure": "没有对应的问题"}
NUMERAL = "[一二三四五六七八九十两]"
OFFICE = "局|办|办公室|科|科室|处|室|委|部|院|站|所|中心|支部|工会|专班|工作组|领导小组|班子"
OWNER = re.compile(
    r"(?:责任单位|责任人|责任领导|牵头单位|牵头领导)(?:为|是|：|:)(?P<named>[^，。；：]{2,20})"
    r"|由(?P<by>[^，。；：]{2,16}?)(?=牵头|负责|主抓|承担|组织|落实)"
    rf"|(?:^|(?<=[，。；：]))(?P<office>[\u4e00-\u9fff]{{1,10}}?(?:{OFFICE}))(?=牵头|负责|主抓)"
    r"|(?P<self>本人)(?=带头|牵头|每|负责|亲自|包联|联系|到|带)"
)
DEADLINE = re.compile(
    r"〔待补：[^〔〕]*时限〕"
    r"|20\d\d年(?:\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|年?底|[上下]半年|[春夏秋冬]季|[一二三四]季度末?)?(?:之?前|以前)?"
    r"|\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?(?:之?前|以前)"
    r"|年(?:底|末)之?前?|年内|[上下]半年|[一二三四]季度末?(?:前)?"
    rf"|每(?:{NUMERAL}|\d+|半)?个?(?:年|季度|季|月|周|旬|天|日)(?!活动|会)"
    rf"|(?:{NUMERAL}|\d{{1,3}})个(?:月|工作日|季度)(?:之?内)"
)
# Of Markdown; ** before a unit or a figure is what somebody left out.
_BOLD = re.compile(
    r"^\*\*(?P<told>[^*\n]{2,40})(?:(?<=[。：:；])\*\*[ \t]*|\*\*(?=[ \t。：:；]|$))"
)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A shortcoming and what answers it; one of both may be missing."""

    ordinal: int
    problem: str
    measure: str
    owner: str  # as named in the measure
    deadline: str
    state: str
    shared: tuple[str, ...] = ()  # what both speak of

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the row, as `HEAD` names them."""
        columns = (self.problem, self.measure, self.owner, self.deadline, self.state)
        return (str(self.ordinal), *columns, "、".join(self.shared))


def rows(report: Report) -> tuple[MatrixRow, ...]:
    """A row for each shortcoming, then one for each measure that stands beside none."""
    problems, measures = report.shortcomings, report.measures
    found = pairing(report)
    pairs = found.pairs if found else ()
    placed = {pair.measure for pair in pairs}
    answered = [_pair(pair, problems, measures) for pair in pairs]
    lonely = [] if pairs else [_row(_problem(p), "", ALONE["problem"]) for p in problems]
    orphans = [
        _row("", _told(point.text), ALONE["measure"])
        for index, point in enumerate(measures)
        if index not in placed
    ]
    return tuple(
        replace(row, ordinal=at) for at, row in enumerate([*answered, *lonely, *orphans], 1)
    )


def owner(measure: str) -> str:
    """Who is to do it, where the text says so.

    >>> owner("由县数据局牵头，6月底前建成平台，责任人：张**。")
    '县数据局、张**'
    """
    owners = (found[str(found.lastgroup)] for found in OWNER.finditer(measure))
    return "、".join(dict.fromkeys(owners))


def deadline(measure: str) -> str:
    """Until when or how often, where the text says so.

    >>> deadline("2024年6月底前建成平台，每季度调度一次，年底前验收。")
    '2024年6月底前、每季度、年底前'
    """
    return "、".join(dict.fromkeys(found[0] for found in DEADLINE.finditer(measure)))


def _pair(pair: Pair, problems: tuple[Point, ...], measures: tuple[Point, ...]) -> MatrixRow:
    problem = _problem(problems[pair.shortcoming])
    state = ALONE["problem"] if pair.measure is None else STATES[pair.state]
    if pair.better is not None:
        state += f"（第{pair.better + 1}条措施更像）"
    measure = "" if pair.measure is None else _told(measures[pair.measure].text)
    return _row(problem, measure, state, pair.shared)


def _row(problem: str, measure: str, state: str, shared: tuple[str, ...] = ()) -> MatrixRow:
    return MatrixRow(0, problem, measure, owner(measure), deadline(measure), state, shared)


def _problem(point: Point) -> str:
    """The first sentence of a shortcoming, or its lead."""
    return strip_end(re.split("[。；\n]", _told(point.text))[0])


def _told(text: str) -> str:
    """Words as a cell shows them: without a last mark, and the first ones not in bold.

    >>> _told("**修好屋面。** 五月前完工。"), _told("**县去年引资**亿元。")
    ('修好屋面。五月前完工', '**县去年引资**亿元')
    """
    return strip_end(_BOLD.sub(r"\g<told>", text, count=1))
