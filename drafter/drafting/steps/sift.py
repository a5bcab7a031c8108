"""Lines of a sheet that are no facts: named with the reason and left out, never told.

A sheet comes as people keep it: with greetings, chat headers, phone numbers, notes to the
colleague who writes. A line of nothing else is left out. A fact with such words around it is
kept without them. Where a rule is certain it says why (`data/sift.toml`). The rest is judged by
what lines sound like, by what stands below them and over them; how much each counts is learned
(`data/unlike.tsv`, made by `training/placing.py`).
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from drafter.document import Fact, Facts, Role, genre
from drafter.document.genre import Genre
from drafter.drafting.steps.takenback import COUNT
from drafter.drafting.steps.trim import CALLED, HELD, filled, part, tables
from drafter.errors import BadInput
from drafter.figures import units
from drafter.likeness import NONE, is_like_none, likeness
from drafter.readers import placement
from drafter.readers.unread import reasons
from drafter.softmax import weights_in

AUTHOR = "述职人自己的信息"
SIGNED = "落款的名字"
STAMP = "聊天记录的抬头"
UNLIKE = "不像可写的事"
CUT = 0.8  # of the judgement, from which a line is left out: at most 1 fact of 100 is above it
DOUBT = 0.0  # and from which it is told, but named
FAR = 4.0  # at which the likeness of a line counts no further
EDGE = 3  # lines at either end of a sheet
_OPENING = ("（", "(", "【", "[", "〔")
PERSONAL, COUNTED = 2.0, 3.0  # of chances in logarithms; where it holds a figure as well
_REVIEWED = re.compile(
    "(?:测评|评议|考核|民主生活会|巡察|去年|上年)[^，。；：]{0,8}(?:给我|对我)?[提说评](?:的|了|过|我|：)|说差的|说不足"
)
_HONOURED = re.compile(  # 市里给了金牌, 考核全县第3: what others gave for it
    "(?:考核|考评|测评|评比|排名)[^，。；？?\\d]{0,8}第[\\d一二三四五六七八九十]|"
    "(?:考上|考取|(?<![去送带])上了|录取到?)[^，。；？?\\d]{0,6}(?:北大|清华|大学|一本|本科|双一流|重点高中)"
    "|(?:[给授评获得拿][了到予得]?|评为|列为|命名为?)[^，。；？?]{0,10}(?:金牌|银牌|奖[牌状杯]|锦旗|一等奖|二等奖|三等奖|先进|示范|标兵|称号)"
)
_COMPARED = re.compile(  # 存栏187种，去年181种
    r"\d[\d,.]*[万亿]?[\u4e00-\u9fff%％‰]{1,4}[，,](?:去年|上年)(?:同期)?\d[\d,.]*[万亿]?[\u4e00-\u9fff%％‰]"
)
_IN_BRACKETS = re.compile(r"[（(]\s*https?://[^（）()\s]+\s*[)）]")
_DAILY = re.compile(r"(?<=每[日天晚周月早])(\d{1,2})[:：](\d{2})")
_CLOCK = re.compile(  # a time of day inside a line; one before a blank heads a note
    r"(?<![\d:：])(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?(?![\d:：]|[ \u3000])"
)
_STAMPED = re.compile(  # who speaks, and when, above what was said: 柳河镇司法所段明 20:41
    r"(?P<who>[^，。；：！？、,;:!?\d“”]{2,20}?)[ \u3000]+(?:(?:上午|下午|晚上|早上|中午)[ ]?)?"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)
OFTEN = 2  # stamps of one name, from which it is a speaker's
_COMING = re.compile("[明后今][天日早晚晨]|下周")  # 明早8:30集合 calls somebody
_TO = re.compile(  # 20%-30%, 3-5元: a range and no number to call
    r"(?<![\d.\-])(\d{1,4}(?:\.\d+)?[%％‰]?)\s?[-–—－~～]\s?"
    rf"(?=\d{{1,4}}(?:\.\d+)?(?:[%％‰]|[百千万亿]*(?:{units.UNIT.pattern})))"
)
_RATIO = re.compile(r"(?<![\d:：])(1)[:：](\d+)(?![\d:：])")


def nothing_told(facts: Facts) -> BadInput:
    """What a user is told of a sheet without a line that is a fact, and what of it was not read."""
    hint = "；".join(("每条要点写一行，说一件做过的事", *reasons(facts.notes)))
    return BadInput("没有读到可以写进报告的要点", hint=hint)


def sift(facts: Facts) -> tuple[tuple[str, str], ...]:
    """The lines of a sheet that are no facts: id and reason.

    >>> sheet = Facts((Fact("F1", "王局您好"), Fact("F2", "讲党课4次"), Fact("F3", "数字待核")))
    >>> sift(sheet)
    (('F1', '打招呼'), ('F3', '还没有定的数'))
    """
    found = ruled(facts)
    kind = genre.load(facts.genre)
    for id, judged in _judged(facts, found):
        found[id] = UNLIKE if judged > CUT + _kept(facts[id], kind) else ""
    return tuple((id, why) for id, why in found.items() if why)


def doubtful(facts: Facts) -> tuple[str, ...]:
    """The ids of lines that are told, though they may be no facts."""
    told = _judged(facts, ruled(facts))
    kind = genre.load(facts.genre)
    return tuple(id for id, judged in told if DOUBT < judged <= CUT + _kept(facts[id], kind))


def _kept(fact: Fact, kind: Genre) -> float:
    """How much more a line has to sound like none that its author put among the answers.

    What was criticised, what falls short and what won a prize is told in personal words, and what
    stands beside last year's figure is a fact whatever it sounds like. What is in brackets or calls
    somebody (@小王) is said beside it.
    """
    if fact.text.lstrip().startswith(_OPENING) or CALLED.match(fact.text):
        return 0.0
    if _COMPARED.search(fact.text):
        return COUNTED
    is_answer = fact.role in set(Role) or (
        not fact.role and placement.names_answers(fact.group, kind)
    )
    if is_answer and any(map(str.isdigit, fact.text)):
        return COUNTED
    is_told = is_answer or _REVIEWED.search(fact.text) or _HONOURED.search(fact.text)
    return PERSONAL if is_told else 0.0


def ruled(facts: Facts) -> dict[str, str]:
    """Why each line is no fact by the rules; "" where they know nothing of it."""
    own, stamps = _own(facts), _stamps(facts)
    found = {
        f.id: AUTHOR
        if _bare(f.text) in own
        else STAMP
        if f.id in stamps
        else _of_others(f.group) or part(f).why
        for f in facts
    }
    return found | dict.fromkeys(_signed(facts, found), SIGNED)


def _judged(facts: Facts, why: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """How little each line without a reason is like a fact: logarithms of chances, 0 is even."""
    weights = _weights()
    for fact, told in zip(facts, signs(facts, why), strict=True):
        if not why[fact.id]:
            yield fact.id, math.fsum(weights[name] * value for name, value in told.items())


def signs(facts: Facts, why: Mapping[str, str]) -> list[dict[str, float]]:
    """What speaks for and against each line: its sound, the line below, its heading, its place."""
    like = [FAR if why[fact.id] else _unlikeness(fact) for fact in facts]
    return [
        {
            "each": 1.0,
            "like": own,
            "below": below,
            "headed": math.exp(likeness(fact.group, is_heading=True)[NONE]) if fact.group else 0.0,
            "uncounted": float(not COUNT.search(fact.text)),
            "first": float(at < EDGE < len(like)),
            "last": float(at >= len(like) - EDGE > 0),
        }
        for at, (fact, own, below) in enumerate(
            zip(facts, like, [*like[1:], 0.0][: len(like)], strict=True)
        )
    ]


def _unlikeness(fact: Fact) -> float:
    """How much a line sounds like none, as it was typed and as it would be told."""
    told = [_plain(each) for each in (fact.text, part(fact).kept or fact.text)]
    if fact.group and not _COMING.search(fact.text):
        told = [_CLOCK.sub("", each) for each in told]  # the hour tells nothing of what was done
    like = sum(map(is_like_none, told)) / len(told)
    return max(-FAR, min(FAR, like))


def _plain(text: str) -> str:
    """The text without an address in brackets, with ratios, ranges and daily times in words.

    >>> _plain("每日8:30会商，比例尺1:500"), _plain("建成平台(http://a.cn/b?id=3)，接入12处")
    ('每日8时30分会商，比例尺1比500', '建成平台，接入12处')
    >>> _plain("菜价波动5%-8%，每斤2-3元，咨询0912-3345566")
    '菜价波动5%至8%，每斤2至3元，咨询0912-3345566'
    """
    text = _DAILY.sub(r"\1时\2分", _TO.sub(r"\1至", _IN_BRACKETS.sub("", text)))
    return _RATIO.sub(r"\1比\2", text)


@cache
def _weights() -> dict[str, float]:
    """What each sign is worth."""
    return {name: worth for name, (worth,) in weights_in("unlike.tsv").items()}


def _of_others(group: str) -> str:
    """Why nothing under a heading is a fact; "" where it may be."""
    return next((why for why, pattern in _headings() if pattern.fullmatch(group)), "")


def _signed(facts: Facts, found: Mapping[str, str]) -> Iterator[str]:
    """Bare names under everything else, as people sign, beside a greeting or a date.

    Nothing but what is no fact follows them; a row of names under a heading is no signature.
    """
    below = False
    rows = tuple(reversed(facts.items))
    for fact, above in zip(rows, (*rows[1:], None), strict=False):
        is_noise = bool(found[fact.id])
        if not is_noise and not _name().fullmatch(fact.text.strip()):
            return
        if not is_noise and (below or not fact.group or (above and found[above.id])):
            yield fact.id
        below = below or is_noise


def _own(facts: Facts) -> set[str]:
    """What a line says that only repeats the header: name, post, unit, title, alone or in a row."""
    names = [each for each in (facts.name, facts.role, facts.unit, facts.title) if each]
    rows = {*names, *(one + other for one in names for other in names if one != other)}
    return {_bare(each) for each in rows if len(each) >= HELD}


def _stamps(facts: Facts) -> frozenset[str]:
    """The ids of lines that only say who speaks and when, where the same person does again.

    >>> told = ("柳河镇司法所段明 20:41", "柳河镇司法所段明 20:44", "每日早会 8:30")
    >>> sorted(_stamps(Facts(tuple(Fact(f"F{n}", each) for n, each in enumerate(told)))))
    ['F0', 'F1']
    """
    told = {fact.id: found["who"] for fact in facts if (found := _STAMPED.fullmatch(fact.text))}
    often = Counter(told.values())
    return frozenset(id for id, who in told.items() if often[who] >= OFTEN)


def _bare(text: str) -> str:
    return re.sub(r"[\s，。：:、\u3000]", "", text)


@cache
def _name() -> re.Pattern[str]:
    """A name alone: a surname and one or two characters more."""
    return re.compile(rf"(?:{tables().words['surname']})[\u4e00-\u9fff]{{1,2}}")


@cache
def _headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each reason with its pattern for headings."""
    rules = tables()
    return tuple(
        (kind.why, re.compile("|".join(filled(each, rules.words) for each in kind.group)))
        for kind in rules.noise
        if kind.group
    )
