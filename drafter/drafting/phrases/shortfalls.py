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
    "(?P<v>{done}|(?:{takes})[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,4}(?<!过.)(?<!过..))$"
)
_STILL = (  # 9个基层社有4个仍在亏损
    "^(?P<n>[^，；]+?)(?:仍|尚|还)?有(?P<c>{number})(?P<u>{cases})"
    "(?P<w>[\u4e00-\u9fff]{0,8}?)(?P<s>[仍还尚]?(?:{states}))$"
)
_SLOW = (  # 理赔有的拖了一个多月, 审批平均用了48天, 审批超时19件, 出证有14件超期, 5批次处置超期
    "^(?P<n>[\u4e00-\u9fff“”]{0,10}?(?:{handling}))"
    "(?:有的|时间|平均|最长|周期|用时|比[^，；]{2,6}?|仍|还|要|才|就|一般|往往)*"
    "(?:(?:拖了?|压了?|等了?|用了?|花了?|长了?|多了?|超过|超出)[^，；\\d]{0,2}?{number}"
    "(?:个半|个多|多个|个|多)?(?:小时|分钟|工作日|[天日月周年]|星期)|"
    "(?:超时|超期|逾期)(?:的)?(?:[只仅还]?有|达|共)?{number}(?:[件起次笔户份例宗个单批张本项家]|人次)|"
    "有?{number}[件起次笔户份例宗个单批张本项家](?:已|都)?(?:超时|超期|逾期))|"
    "{number}(?:[件起次笔户份例宗个]|批次)"
    "(?P<n2>[\u4e00-\u9fff]{0,8}?(?:{handling}))(?:超时|超期|逾期)"
)
_SHORTENED = re.compile("少了|缩短|压缩|提前")
_WHEN = re.compile(
    "^(?:(?:到|截至)?(?:全年|今年|本年|年内|年底|年末|去年|当年|目前|仍|还|尚|但|其中|汛期|共|一共|本人|"
    "[一二三四]季度末?|[\\d一二三四五六七八九十]+月[份底末]?))+"
)
_MONEY = re.compile("元$")
_OWED = re.compile("欠|债|借款|工程款")
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
    r"(?:未|没|没有|没能)(?:达到|完成|跑够|做够|完成好)|离[^，；]*(?:任务|目标|要求|计划|\d)[^，；]*差|"
    r"(?:原定|计划|规定|要求|任务|目标)[^，；]{0,8}\d|(?:只|仅)(?:完成|达到|建成|完工)"
)
_FEW = re.compile(
    "(?:只|仅|才)(?:有|去|到|讲|听|办|搞|开|举办|组织|开展|准备|发|写|做|走访?)?[了过]?|不到|不足"
)
_COMPARED = re.compile("减少|下降|少了|增加|多了|上升|解决|办结")  # the figure is no count of cases
_LATE = re.compile(
    r"^(?P<n>[\u4e00-\u9fff“”]{2,14}?)(?:比[^，；]{2,8}?)?(?:晚了?|延期|拖了?(?!到)|推迟了?|滞后|超期)[^，；]{0,2}"
    r"[\d一二两三四五六七八九十半]+(?:个半?)?(?:多)?[月天年周]"
)
_FEWER = re.compile(r"比(?:去年|上年)(?:少|减少|下降)")
_PASSED = re.compile(
    r"(?P<exam>验收|评审|年检|审批|考核|[初复]审|结题|鉴定|论证|审核)(?P<not>没有?|未能?)通过$"
)
_TWOFOLD = 4  # characters of a verb that is two
_AGAIN = re.compile("^(?:回头|重新|再次|集中|逐一)(?=.{2})")  # says nothing of what is done
_RESULT = re.compile(
    "[完好成到上齐清掉位]$|[下出起回上进][来去]$"
)  # a verb that says what comes of it
_PEOPLE = re.compile("[名位]|人.*")
_COUNTED_SO_MANY = re.compile(
    rf"^(?:全年|今年|共|计划|应)*(?P<noun>[\u4e00-\u9fff“”]{{2,12}}){_NUMBER}(?P<unit>[\u4e00-\u9fff])$"
)
_LIGHT = re.compile("做|搞|办|开展|完成|进行")  # says nothing of what is done
_LISTED = re.compile("[^的]{0,2}(?:问题|隐患|线索|工单|建议|积案)")
_DOES = re.compile("^(?:已|共|只|仅)?完成")  # 完成科普讲座19场 names 科普讲座
_AT_ONCE = re.compile("小时|分钟|抢修|出警|到场|查勘|出诊|响应")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What answers failings of a kind, with what their figures tell."""

    deed: str
    means: str


@dataclass(frozen=True, slots=True)
class Ratio(Shortfall):
    """What answers a share that is not as it should be, by what it is a share of."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers each kind."""

    left: Shortfall
    left_measured: Shortfall
    unvisited: Shortfall
    state: Shortfall
    low: Shortfall
    mishap: Shortfall
    complaint: Shortfall
    late: Shortfall
    behind: Shortfall
    regular: Shortfall
    overdue: Shortfall
    response: Shortfall
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
    finished: str
    visits: str
    handling: str
    answers: Answers
    ratios: tuple[Ratio, ...]
    done: dict[str, str]
    takes: dict[str, str]
    states: dict[str, str]


def by_case(shortcoming: str, *, leads: bool, of: str = "") -> str:
    """The measure that goes one by one through what figures say is left over; "" where none do.

    Args:
        shortcoming: as it stands in the report, without its number.
        leads: whether its author leads anybody.
        of: the whole, where the shortcoming is a clause of one that may name what is counted.

    >>> by_case("年底仍有43件案件没有审结", leads=True)
    '对未审结的43件案件逐件查明原因、排出时间表，由〔待补：责任人〕每周核对进度，〔待补：完成时限〕前审结'
    >>> by_case("信访积案化解得慢", leads=True)
    ''
    """
    every = [shortcoming[start:end] for start, end in clauses(shortcoming)]
    before = of[: of.find(shortcoming)].rstrip("，；") if shortcoming in of else ""
    named = [*map(_with_its_noun, [re.split("[，；]", before)[-1], *every], every)]
    told = (find(clause) for find in (_left, _state) for clause in named)
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
    told = (find(clause) for find in (_slow, _complaint, _mishap) for clause in every)
    finds = (_late, _behind, _indicator, _seldom) if leads else (_late, _behind, _seldom)
    rest = (find(every) for find in finds)
    return _by_whom(next(filter(None, chain(told, rest)), ""), leads=leads)


def _by_whom(measure: str, *, leads: bool) -> str:
    """Who leads nobody has nobody to name for it."""
    return measure if leads else _NAMED.sub("", measure)


def _said(kind: Shortfall, **told: str) -> str:
    return f"{kind.deed}，{kind.means}".format(**told)


def _with_its_noun(before: str, clause: str) -> str:
    """A clause that counts what the one before it names: 审计项目16个，有3个没出报告."""
    found = _COUNTED_SO_MANY.match(before)
    counted = _WHEN.sub("", clause).removeprefix("有")
    if not found or not re.match(f"{_NUMBER}{found['unit']}", counted):
        return clause
    return f"{found['noun']}有{counted}" if is_name(found["noun"]) else clause


def _left(clause: str) -> str:
    """What is left over: 仍有43件案件没有审结."""
    found = _pattern(_LEFT).match(_PASSED.sub(r"\g<not>通过\g<exam>", clause))
    if not found or re.match("[月年季周]|小时|百分|星期|学期", found["w"]):
        return ""
    if _MONEY.search(found["u"]) and _OWED.search(clause):
        return ""  # nobody pays by going through a list
    answers = _table().answers
    is_counted = re.fullmatch(_table().cases, found["u"]) and not _MANY.match(found["c"])
    kind = answers.left if is_counted else answers.left_measured
    undone = f"未{found['v']}"
    if found["w"] and _LIGHT.fullmatch(found["v"]) and is_name(_WHEN.sub("", found["n"])):
        undone += _WHEN.sub("", found["n"])  # 近视筛查还有11所学校没做
    what, each = _what(found, undone)
    done = _done(found["v"])
    if _pattern("(?:{visits})过?").fullmatch(found["v"]):
        kind = answers.unvisited
    return _said(kind, what=what, each=each, done=done) if what and done else ""


def _done(verb: str) -> str:
    """How what has not been done reads when it is: 审结, 安检到位, 轮完, 出具报告.

    It is "" for what nobody finishes by doing it: 收益, 满意.
    """
    if told := _table().done.get(_AGAIN.sub("", verb)):
        return told
    for taking, done in _table().takes.items():
        if found := re.fullmatch(f"(?:{taking})(?P<thing>[\u4e00-\u9fff]{{2,6}})", verb):
            return done.format(**found.groupdict())
    if re.fullmatch(f"(?:{_table().finished})过?", _AGAIN.sub("", verb)) or _is_twofold(verb):
        return f"{verb.removesuffix('过')}到位"
    return verb if _RESULT.search(verb) else ""


def _is_twofold(verb: str) -> bool:
    """Whether a verb is two, and each can be finished: 整改销号."""
    known = rf"(?:{_table().finished}|{'|'.join(_table().done)})"
    return len(verb) >= _TWOFOLD and bool(re.fullmatch(known + known, verb))


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
    before = re.sub(
        f"(?<=[\u4e00-\u9fff]){_NUMBER}(?:{_table().cases})$",
        "",
        _WHEN.sub("", found["n"]).lstrip("的"),
    )
    noun = _noun(before) or ("" if is_noun_told else found["w"])
    noun = "" if noun == found["u"] else noun
    count = found["c"] + found["u"]
    unit = noun if found["u"] == "个" and len(noun) == 1 else _PEOPLE.sub("人", found["u"])
    if noun:
        return f"{state}的{count}{noun}", f"逐{unit}"
    if not before:
        return f"{state}的{count}", f"逐{unit}"
    if _LISTED.fullmatch(before):
        return f"{state}的{count}{before}", f"逐{unit}"
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
    units = "[次起天笔件例处条户张份单台本]"
    found = _pattern(
        f"(?P<e>{{{words}}})[^，；]{{0,6}}?(?P<c>{{number}})(?P<u>{units})(?!以上)|"
        f"(?P<c2>{{number}})(?P<u2>{units})(?P<w>[\u4e00-\u9fff]{{0,4}}?)(?P<e2>{{{words}}})"
    ).search(clause)
    if not found or _COMPARED.search(clause):
        return ""
    count, unit = (found["c"] or found["c2"]), (found["u"] or found["u2"])
    what = f"{count}{unit}{found['w'] or ''}{found['e'] or found['e2']}"
    return _said(kind, what=what, each="" if unit == "天" or count in "一1" else f"逐{unit}")


def _slow(clause: str) -> str:
    """What one handles, and it takes too long: 理赔拖了一个多月, 审批超时19件."""
    found = _pattern(_SLOW).search(_WHEN.sub("", clause))
    name = (found["n"] or found["n2"]) if found else ""
    if not is_name(name.replace("不合格", "")) or _SHORTENED.search(clause):
        return ""
    answers = _table().answers
    return _said(answers.response if _AT_ONCE.search(clause) else answers.overdue, what=name)


def _late(every: list[str]) -> str:
    """What came later than it should: 年鉴出版比规定时间晚了四个月."""
    found = _LATE.match(_WHEN.sub("", every[0]))
    if not found or not is_name(found["n"]):
        return ""
    return _said(_table().answers.late, what=found["n"])


def _behind(every: list[str]) -> str:
    """A task that was not fulfilled: 培训完成1860人次，离2200人次的任务有差距."""
    behind = [each for each in every if _FELL_BEHIND.search(each)]
    if not behind or _is_indicator(every[0]):
        return ""
    name = _DOES.sub("", _named(every[0]))
    if not is_name(name) or any(map(_pattern("{aggregates}").search, [name, *map(_named, behind)])):
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
    name = _named(told[0]) if told else ""
    of_what = re.sub("[毛净]?(入[园学])?率$", r"\1", name)
    ratios = (each for each in _table().ratios if re.search(each.pattern, name))
    return _said(next(ratios), what=name, of=of_what) if name else ""


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
        r"(?:仍有|仅有|只有|只|仅|共|达|达到|为|是|未|没有?|完成|建成|开工|收回|平均|偏|较)*"
        r"(?:未|没|\d|[一二两三四五六七八九十]成|[低高长])",
        _WHEN.sub("", clause),
    )
    named = found["n"] if found else ""
    if not is_name(named) or re.match(f"{_NUMBER}|.*[在有到为]$", named):
        return ""
    return named


@cache
def _table() -> Shortfalls:
    return table(Shortfalls, "shortfalls")


@cache
def _pattern(said: str) -> re.Pattern[str]:
    """A pattern with the table's words in the place of their names."""
    given = {name: said for name, said in asdict(_table()).items() if isinstance(said, str)}
    given |= {"number": _NUMBER, "states": "|".join(_table().states)}
    given |= {"done": "|".join(sorted(_table().done, key=len, reverse=True))}
    return re.compile(filled(said, given | {"takes": "|".join(_table().takes)}))
