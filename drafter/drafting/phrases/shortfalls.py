"""What answers a failing that its figures tell, whatever it is about.

仍有43件案件没有审结 is answered by going through the 43 one by one until they are; 汛期漏报3次
by going over each of the three; 培训1860人次，离2200人次的任务有差距 by parting the task into
months. Words are in `data/shortfalls.toml`; a failing whose figures tell none of it has no answer.
"""

import re
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain

from drafter.drafting.phrases.remedies import filled, is_name
from drafter.schema import table
from drafter.text import clauses

LONGEST = 14  # characters of what a clause names before its count
_NUMBER = r"(?:\d[\d,.]*万?|[一二两三四五六七八九十百几]+)(?:余|多)?"
_LEFT = (  # 年底仍有43件案件超过6个月没有审结
    "^(?P<n>[^，；]*?)(?:{lags})*(?:仍|尚|还|另)?(?:有|剩下?|余)?"
    "(?P<c>{number})(?P<u>{cases}|{measured})(?P<w>[\u4e00-\u9fff“”]{0,12}?)(?:{lags})*"
    "(?:未能?|没有|没能|没(?!有))(?!(?:{manners})*(?:{undone}))(?:{manners})*"
    "(?P<v>{done}|[\u4e00-\u9fff]{2,4}(?<!过.)(?<!过..))$"
)
_STILL = (  # 9个基层社有4个仍在亏损
    "^(?P<n>[^，；]+?)(?:仍|尚|还)?有(?P<c>{number})(?P<u>{cases})"
    "(?P<w>[\u4e00-\u9fff]{0,8}?)(?P<s>[仍还尚]?(?:{states}))$"
)
_WHEN = re.compile(
    "^(?:(?:到|截至)?(?:全年|今年|本年|年内|年底|年末|去年|当年|目前|仍|还|尚|但|其中|汛期|共|一共|本人|"
    "[一二三四]季度|[\\d一二三四五六七八九十]+月份?))+"
)
_COUNTED_FIRST = re.compile(
    rf"^{_NUMBER}(?:个|家|所|名|座|户|条|处)?(?P<noun>[\u4e00-\u9fff]+?)[里中内]?$"
)
_COUNTED_LAST = re.compile(rf"^(?P<noun>[\u4e00-\u9fff]{{2,10}}?){_NUMBER}[\u4e00-\u9fff][里中内]$")
_NAMED = re.compile("由〔待补：责任人〕(?:跟到底，)?|到人")
_MANY = re.compile(r"[\d,.]+万|\d{4}|[3-9]\d\d")  # nobody goes through so many one by one
_OF_WHAT = re.compile("[慢差乱高低多少贵脏堵晚]的(?:投诉|举报|信访|差评)")
_TOLD_BY_FIGURES = re.compile(r"\d|[几两三四五六七八九]成|目标|要求|平均|排名|任务")
_PLANNED = re.compile("(?:原)?计划(?:做|搞|办|开展|完成)$")
_ONLY = re.compile("[只仅]")
_REGULAR = re.compile("每[月周旬季天日]")
_FELL_BEHIND = re.compile(
    r"(?:未|没|没有|没能)(?:达到|完成|跑够|做够|完成好)|离[^，；]*(?:任务|目标|要求)[^，；]*(?:差|有差距)|"
    r"(?:原定|计划|规定|要求|任务|目标)[^，；]{0,8}\d|(?:只|仅)(?:完成|达到|建成|完工)"
)
_FEW = re.compile(
    "(?:只|仅|才)(?:有|去|到|讲|听|办|搞|开|举办|组织|开展|准备|发|写|做|走访?)?[了过]?|不到|不足"
)
_COMPARED = re.compile("减少|下降|少了|增加|多了|上升|解决|办结")  # the figure is no count of cases
_LATE = re.compile(
    r"^(?P<n>[\u4e00-\u9fff“”]{2,14}?)(?:比[^，；]{2,8}?)?(?:晚了?|延期|拖了?|推迟了?|滞后|超期)[^，；]{0,2}"
    r"[\d一二两三四五六七八九十半]+(?:个半?)?(?:多)?[月天年周]"
)
_FEWER = re.compile(r"比(?:去年|上年)(?:少|减少|下降)")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What answers failings of a kind, with what their figures tell."""

    deed: str
    means: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers each kind."""

    left: Shortfall
    left_measured: Shortfall
    state: Shortfall
    low: Shortfall
    mishap: Shortfall
    complaint: Shortfall
    late: Shortfall
    behind: Shortfall
    regular: Shortfall
    indicator: Shortfall
    seldom: Shortfall


@dataclass(frozen=True, slots=True)
class Shortfalls:
    """The table of `data/shortfalls.toml`."""

    cases: str
    measured: str
    lags: str
    manners: str
    mishaps: str
    complaints: str
    deeds: str
    indicators: str
    aggregates: str
    undone: str
    answers: Answers
    done: dict[str, str]
    states: dict[str, str]


def by_case(shortcoming: str, *, leads: bool) -> str:
    """The measure that goes one by one through what figures say is left over; "" where none do.

    Args:
        shortcoming: as it stands in the report, without its number.
        leads: whether its author leads anybody.

    >>> by_case("年底仍有43件案件没有审结", leads=True)
    '对未审结的43件案件逐件查明原因、排出时间表，由〔待补：责任人〕每周核对进度，〔待补：完成时限〕前审结'
    >>> by_case("信访积案化解得慢", leads=True)
    ''
    """
    every = [shortcoming[start:end] for start, end in clauses(shortcoming)]
    told = (find(clause) for find in (_left, _state) for clause in every)
    return _by_whom(next(filter(None, told), ""), leads=leads)


def by_target(shortcoming: str, *, leads: bool) -> str:
    """The measure that answers what went wrong or fell behind by its figures; "" where none say so.

    Args:
        shortcoming: as it stands in the report, without its number.
        leads: whether its author leads anybody.

    >>> by_target("职业技能培训完成1860人次，离2200人次的任务有差距", leads=True).partition("，")[0]
    '把职业技能培训任务分到各月'
    >>> by_target("暴雨预报把握不准，汛期漏报3次", leads=True).partition("，")[0]
    '对3次漏报逐次复盘、查明原因'
    """
    every = [shortcoming[start:end] for start, end in clauses(shortcoming)]
    told = (find(clause) for find in (_complaint, _mishap) for clause in every)
    finds = (_late, _behind, _indicator, _seldom) if leads else (_late, _behind, _seldom)
    rest = (find(every) for find in finds)
    return _by_whom(next(filter(None, chain(told, rest)), ""), leads=leads)


def _by_whom(measure: str, *, leads: bool) -> str:
    """Who leads nobody has nobody to name for it."""
    return measure if leads else _NAMED.sub("", measure)


def _said(kind: Shortfall, **told: str) -> str:
    return f"{kind.deed}，{kind.means}".format(**told)


def _left(clause: str) -> str:
    """What is left over: 仍有43件案件没有审结."""
    found = _pattern(_LEFT).match(clause)
    if not found or re.match("[月年季周]|小时|百分|星期|学期", found["w"]):
        return ""
    answers = _table().answers
    is_counted = re.fullmatch(_table().cases, found["u"]) and not _MANY.match(found["c"])
    kind = answers.left if is_counted else answers.left_measured
    what, each = _what(found, f"未{found['v']}")
    return _said(kind, what=what, each=each, done=_done(found["v"])) if what else ""


def _done(verb: str) -> str:
    """How what has not been done reads when it is: 审结, 安检到位, 轮完."""
    if told := _table().done.get(verb):
        return told
    return verb if verb[-1] in "完好成到上齐清掉位" else f"{verb.removesuffix('过')}到位"


def _state(clause: str) -> str:
    """What still is as it should not be: 9个基层社有4个仍在亏损."""
    found = _pattern(_STILL).match(clause)
    if not found:
        return ""
    noun = _noun(found["n"])
    if found["w"] and not found["w"].startswith(noun or " "):
        return ""
    told = re.sub("^[仍还尚]", "", found["s"])
    what, each = _what(found, found["w"].removeprefix(noun) + told, is_noun_told=True)
    done = next(done for said, done in _table().states.items() if re.fullmatch(said, told))
    answers = _table().answers
    kind = answers.state if done else answers.low
    return _said(kind, what=what, each=each, done=done) if what else ""


def _what(found: re.Match[str], state: str, *, is_noun_told: bool = False) -> tuple[str, str]:
    """What a count is of, with its state, and how one goes through it."""
    before = _WHEN.sub("", found["n"])
    noun = _noun(before) or ("" if is_noun_told else found["w"])
    count = found["c"] + found["u"]
    unit = noun if found["u"] == "个" and len(noun) == 1 else found["u"]
    if noun:
        return f"{state}的{count}{noun}", f"逐{unit}"
    if not before:
        return f"{state}的{count}", f"逐{unit}"
    if len(before) > LONGEST or not is_name(before):
        return "", ""
    return f"{before.removesuffix('中')}中{state}的{count}", f"逐{unit}"


def _noun(before: str) -> str:
    """What 12个站 or 数控车床18台里 counts; "" where nothing is counted there."""
    found = _COUNTED_FIRST.match(before) or _COUNTED_LAST.match(before)
    return found["noun"] if found and not found["noun"].endswith("的") else ""


def _complaint(clause: str) -> str:
    """What those served say: 投诉今年有12起; not where it is told what of: 到场慢的投诉."""
    if _OF_WHAT.search(clause):
        return ""
    return _case_by_case(clause, "complaints", _table().answers.complaint)


def _mishap(clause: str) -> str:
    """What went wrong so many times: 汛期漏报3次, 发生2起小型山火."""
    return _case_by_case(clause, "mishaps", _table().answers.mishap)


def _case_by_case(clause: str, words: str, kind: Shortfall) -> str:
    """What is done about cases that a clause counts, named by the table's `words`."""
    units = "[次起天笔件例处条]"
    found = _pattern(
        f"(?P<e>{{{words}}})[^，；]{{0,6}}?(?P<c>{{number}})(?P<u>{units})(?!以上)|"
        f"(?P<c2>{{number}})(?P<u2>{units})(?P<w>[\u4e00-\u9fff]{{0,4}}?)(?P<e2>{{{words}}})"
    ).search(clause)
    if not found or _COMPARED.search(clause):
        return ""
    count, unit = (found["c"] or found["c2"]), (found["u"] or found["u2"])
    what = f"{count}{unit}{found['w'] or ''}{found['e'] or found['e2']}"
    return _said(kind, what=what, each="" if unit == "天" or count in "一1" else f"逐{unit}")


def _late(every: list[str]) -> str:
    """What came later than it should: 年鉴出版比规定时间晚了四个月."""
    found = _LATE.match(_WHEN.sub("", every[0]))
    if not found or not is_name(found["n"]):
        return ""
    return _said(_table().answers.late, what=found["n"])


def _behind(every: list[str]) -> str:
    """A task that was not fulfilled: 培训完成1860人次，离2200人次的任务有差距."""
    if not any(map(_FELL_BEHIND.search, every)) or _is_indicator(every[0]):
        return ""
    name = _named(every[0])
    if not name or _pattern("{aggregates}").search(name):
        return ""
    name = _PLANNED.sub("计划", name)
    if name.startswith("计划"):
        return ""
    task = "计划" if name.endswith("计划") else "任务"
    answers = _table().answers
    kind = answers.regular if any(map(_REGULAR.search, every)) else answers.behind
    return _said(kind, what=f"{name.removesuffix(task)}{task}")


def _indicator(every: list[str]) -> str:
    """A share or a length that is not as it should be: 管网漏损率仍有15.6%.

    It is no answer where another clause says what it comes of: 群众习惯跑窗口.
    """
    if not all(map(_TOLD_BY_FIGURES.search, every[1:])):
        return ""
    told = [each for each in every if _is_indicator(each)]
    told.sort(key=lambda each: not _ONLY.search(each))
    return _said(_table().answers.indicator, what=_named(told[0])) if told else ""


def _is_indicator(clause: str) -> bool:
    name = _named(clause)
    return bool(_pattern("(?:{indicators})$").search(name))


def _seldom(every: list[str]) -> str:
    """What one did too few times: 现场检查仅有6次."""
    found = _pattern(
        "^(?P<n>[^，；\\d]{0,12}?(?:{deeds}))(?:次数)?(?:本人)?"
        "(?P<few>(?:(?:[只仅才]|不到|不足|有|开展|完成)[^，；\\d]{0,4}?)?)"
        "(?P<c>{number})(?P<u>[次回场节篇期件门趟条])"
    ).match(_WHEN.sub("", every[0]))
    if not found or not is_name(found["n"].lstrip("到去在")):
        return ""
    if not (_FEW.search(found["few"]) or any(map(_FEWER.search, every))):
        return ""
    return _said(_table().answers.seldom, what=found["n"], unit=found["u"])


def _named(clause: str) -> str:
    """What a clause names before its figure; "" where it names nothing."""
    found = re.match(
        r"(?P<n>[\u4e00-\u9fff“”A-Za-z.\d]{1,15}?[\u4e00-\u9fff”])(?:次数)?"
        r"(?:仍有|仅有|只有|只|仅|共|达|为|是|未|没有?|完成|建成|开工|平均|偏|较)*"
        r"(?:未|没|\d|[一二两三四五六七八九十]成|[低高长])",
        _WHEN.sub("", clause),
    )
    named = found["n"] if found else ""
    return named if is_name(named) and not re.match(_NUMBER, named) else ""


@cache
def _table() -> Shortfalls:
    return table(Shortfalls, "shortfalls")


@cache
def _pattern(said: str) -> re.Pattern[str]:
    """A pattern with the table's words in the place of their names."""
    given = {name: said for name, said in asdict(_table()).items() if isinstance(said, str)}
    done = "|".join(sorted(_table().done, key=len, reverse=True))
    states = "|".join(_table().states)
    return re.compile(filled(said, given | {"number": _NUMBER, "done": done, "states": states}))
