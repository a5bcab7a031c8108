"""What answers a shortcoming whose author gave no measure: the failing taken back, in its words.

指导不够 is answered by 加强指导, and by what that can be checked: a list, a record, a talk each
quarter. How many, by when and who is open, 〔待补：…〕, and nothing is named that the shortcoming
does not name. Forms are in `data/remedies.toml`; what none of them fits has no answer.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache

from drafter.schema import table
from drafter.text import clauses, grams, length

MOST = 2  # deeds of an answer: the failing's name, and the scene that shows it
LONGEST = 34  # characters of them together
_COUNT = re.compile(
    r"[\d%％]|[一二三四五六七八九十两几][个名家件次成回趟遍台辆间处座根条栋本份户所]"
)
_NAME = r"[\u4e00-\u9fff*＊、“”《》（）\w]{2,16}?"
_DENIED = re.compile(  # not the name of anything: it says by itself that something is wanting
    "不(?!良|动产|文明)|没|未(?!成年)|无(?!障碍|人机|物业)|^[的了得和与把被]|^到(?![期户位岗])|[的了得]$"
    "|[有是就都也老总只太很多少]$|(?<!人)才$|还|仍|往往|经常|有时|常常|主要|因为|导致|造成"
    "|[多少高低快慢好长短大小强弱难]、|本人|自己|我们|我$|大家|领导$|(?:时间|次数)$|^(?:日常|平时|工作|调查|上门|自身)$|(?:东西|的事|下来|重复)$|是(?!非)|^有(?!关|机|线|色|限)|^(?:他们|她们|其(?!他|余))"
)
_PLAIN = re.compile(  # says nothing of what is wanting
    r"干部|群众|职工|人员|同志|工作|教师|企业|实践|不够|不足|不[多深细实强]|[^\u4e00-\u9fff]|[对与和的]"
)
_STILL = re.compile(  # 有11条没销号 shows the failing before it; 有2座危桥没加固 is one more
    r"(?:到|年底|但|其中|目前|全年|今年)*(?:仍|还|尚)?[有剩][\d.万余多一二两三四五六七八九十几]+"
    "(?![个处座条家所户台部件宗起名项栋](?:[\u4e00-\u9fff](?<![没未超])){2,}(?:没|未))"
)
_LOW = re.compile("[^，；]*率[^，；]{0,4}[只仅才低]")
_TOWARDS = re.compile("^(?:对(?![上下内外])|抓)(?=.{2})")
_LACKING = re.compile("^(?:缺乏|缺少)(?=.{2})")


@dataclass(frozen=True, slots=True)
class Form:
    """What a whole clause looks like, and what answers it."""

    pattern: str
    deed: str
    means: str = ""  # by what it can be checked; none where only a list of all could be said
    only: str = ""  # what the name of what is wanting has to be like


@dataclass(frozen=True, slots=True)
class Remedies:
    """The table of `data/remedies.toml`."""

    heads: str
    prefaces: str
    led_to: str
    causes: str
    places: str
    going: str
    things: str
    seldom: str
    dropped: str
    how: str
    little: str
    late: str
    paying: str
    mending: str
    filing: str
    sending: str
    passing: str
    handling: str
    caring: str
    teaching: str
    watching: str
    together: str
    learning: str
    visiting: str
    thinking: str
    telling: str
    training: str
    meeting: str
    joining: str
    checking: str
    tracking: str
    works: str
    forms: tuple[Form, ...]


def remedy(shortcoming: str) -> str:
    """What takes a shortcoming back, one deed or two, and by what the first can be checked.

    It is "" where the words of the weightier clause do not say what would take it back.

    Args:
        shortcoming: as it stands in the report, without its number.

    >>> remedy("住房租赁市场底数不清，备案率低")
    '摸清住房租赁市场底数，提高备案率，逐项登记造册，〔待补：完成时限〕前建成台账，按月更新'
    >>> remedy("遇到难缠的信访户有躲的心思")
    ''
    """
    found = _answers(shortcoming)
    means = next(filter(None, found.values()), "")
    return "，".join([*found, means]) if means else ""


def weightier(shortcoming: str) -> str:
    """The clause that says what is wanting: the first that does not only lead up to it.

    Args:
        shortcoming: as it stands in the report, without its number.

    >>> weightier("忙于新校区建设，教研组半年没调研过，有的组长没见过面")
    '教研组半年没调研过'
    """
    every = [*clauses(shortcoming)]
    led = re.compile(rf"(?:{_remedies().prefaces})(?=[，；])")
    start, end = next((each for each in every if not led.match(shortcoming, each[0])), (0, 0))
    return shortcoming[start:end]


def own_failings(shortcoming: str) -> list[str]:
    """The clauses of a shortcoming that may each be a failing, whatever answers it.

    Args:
        shortcoming: as it stands in the report, without its number.

    Returns:
        None that leads up to another, and none that only tells what the one before it led to.

    >>> own_failings("实验记录不规范，仪器使用没登记，被院里通报两次")
    ['实验记录不规范', '仪器使用没登记']
    """
    low = _LOW.match(shortcoming)  # a share that leads up to no other
    told = shortcoming[0 if low else shortcoming.find(weightier(shortcoming)) :]
    every: list[str] = []
    for start, end in clauses(told):
        if every and _STILL.match(told, start):  # that shows it
            every[-1] = f"{every[-1]}，{told[start:end]}"
        else:
            every.append(told[start:end])
    return [each for each in every if each is every[0] or not _led_to().fullmatch(each)]


def cause(shortcoming: str) -> str:
    """What a shortcoming says that it comes of; "" where it does not say so.

    Args:
        shortcoming: as it stands in the report, without its number.

    >>> cause("12366转来的投诉有14件，多数说等候久")
    '等候久'
    """
    found = re.search(f"[，；](?:{_remedies().causes})(?P<cause>[^，；。]+)", shortcoming)
    return found["cause"] if found else ""


@cache
def _led_to() -> re.Pattern[str]:
    return re.compile(_remedies().led_to)


def deeds(shortcoming: str) -> str:
    """The same without what it can be checked by.

    >>> deeds("住房租赁市场底数不清，备案率低")
    '摸清住房租赁市场底数，提高备案率'
    """
    return "，".join(_answers(shortcoming))


def unanswered(shortcoming: str, measure: str) -> str:
    """The failings among those of a shortcoming that its measure says nothing of; "" for none.

    One alone may be answered in other words: two that are told side by side were forgotten.

    Args:
        shortcoming: as it stands in the report, without its number.
        measure: the author's own.

    >>> admitted = "管理偏严，对新教师指导不够、与家长沟通不够"
    >>> unanswered(admitted, "严管与厚爱结合，改进管理方式")
    '对新教师指导不够，与家长沟通不够'
    >>> unanswered(admitted, "骨干教师一对一指导新教师，每学期家访一次")
    ''
    """
    said = _grams(measure)
    scene = [*_told(shortcoming)][1:]  # the first names what the others show
    left = [each for each in scene if _answer(each)[0] and not _grams(each) & said]
    return "，".join(left) if len(left) > 1 else ""


def is_name(said: str) -> bool:
    """Whether words of a shortcoming name what is wanting, and do not say that it is.

    >>> is_name("种业"), is_name("我们还没")
    (True, False)
    """
    return bool(said) and not _DENIED.search(said)


def _grams(text: str) -> set[str]:
    """Pairs of characters that say what something is about, whoever it concerns."""
    return {each for run in _PLAIN.sub(" ", text).split() for each in grams(run, 2)}


def _told(shortcoming: str) -> Iterator[str]:
    """The clauses of a shortcoming; failings strung together with 、 one by one."""
    for start, end in clauses(shortcoming):
        clause = shortcoming[start:end]
        parts = clause.split("、")
        yield from parts if all(_answer(part)[0] for part in parts) else [clause]


def _answers(shortcoming: str) -> dict[str, str]:
    """The deeds that answer a shortcoming, each with its means; none without its weightier half."""
    found: dict[str, str] = {}
    if not _answer(next(_told(weightier(shortcoming)), ""))[0]:
        return found
    for clause in _told(shortcoming):
        deed, means = _answer(clause)
        if deed and len(found) < MOST and length("，".join([*found, deed])) <= LONGEST:
            found.setdefault(deed, means)
    return found


def _answer(clause: str) -> tuple[str, str]:
    """What answers one clause, and by what it can be checked."""
    bare = re.sub(f"^(?:{_remedies().heads})+(?=.{{4}})", "", clause.strip("。"))
    if _LACKING.match(bare):  # 缺乏创新 says 创新不足
        bare = _LACKING.sub("", bare) + "不足"
    for form, pattern, only in _patterns():
        match = pattern.fullmatch(bare)
        if not match:
            continue
        named = {name: _TOWARDS.sub("", said or "") for name, said in match.groupdict().items()}
        things = [named[name] for name in "abnm" if named.get(name)]
        if any(_DENIED.search(each) or _COUNT.search(each) for each in things):
            continue
        if only and not any(map(only.search, things)):
            continue
        return form.deed.format(**named), form.means
    return "", ""


@cache
def _remedies() -> Remedies:
    return table(Remedies, "remedies")


@cache
def _patterns() -> tuple[tuple[Form, re.Pattern[str], re.Pattern[str] | None], ...]:
    given = asdict(_remedies())
    words = {"name": _NAME} | {key: said for key, said in given.items() if isinstance(said, str)}
    words["little"] = filled(words["little"], words)
    return tuple(
        (
            form,
            re.compile(filled(form.pattern, words)),
            re.compile(filled(form.only, words)) if form.only else None,
        )
        for form in _remedies().forms
    )


def filled(pattern: str, words: Mapping[str, str]) -> str:
    """A pattern with the words that it names; its other braces are its own."""
    return re.sub(r"\{([a-z]+)\}", lambda found: words[found[1]], pattern)
