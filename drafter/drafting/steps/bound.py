"""What the words of a line bind it to, wherever it stands and whatever its neighbours are."""

import re
from collections.abc import Sequence

from drafter.document import Fact, Role

FEW = 3  # lines below the last plan that may go on with it
HONESTY = "integrity"
_NUMBERED = re.compile(r"\d")
_TARGETED = re.compile(
    r"(?:目标|计划|任务)[数量值]?\d[^。；]{0,40}[，,][^，。；]{0,6}(?:完成|实际)[数量值]?\d"
)
_ON_DAY = re.compile(r"，(20\d\d)年\d{1,2}月\d{1,2}日$")  # of a row that its ledger dates
_MAY_BE_PLAN = re.compile(  # of 130 counted plans none is without, of 1077 counted deeds 694 are
    "[明来]年|下一?[步年]|下(?:学期|半年)|今后|往后|以后|接下来|上半年|年内|春节|20(?:2[5-9]|3\\d)"
    "|将|拟|要|争取|力[争求]|计划|打算|准备|预备|目标|不少于|不[低超]|至少|以[上内下]|每|各|前|底|继续|接着"
    "|进一步|想办法|凡|超|自动|才|再|全|多|先|把|起|逐|定期|轮|[提增加升][高加到至]|[降压减][到至低]|一律|必须|都|到位|一次|给|跟|请|带|去|月"
)
_CRITICISM = re.compile(  # what speaks of somebody who found something wanting
    "[说嫌批]|提[了出到过的意]|反馈|指出|反映|意见|建议|考[核评]|[测评点]评|评议|巡[察视]|审计|督[查察导]|检查|通报|整改|生活会"
)
_REFUSED = re.compile(  # 供货商送的月饼，退了2盒; not 送月饼，退休职工18人
    "[送塞][^，。；]{0,8}(?:礼[盒品金物券]|红包|[购提消充][物货费值][卡券]|代金券|月饼|茶叶|烟|酒|土特产|现金|土产)"
    "[^。；]{0,10}(?:退(?![休役伍出耕捕货])|拒|没收|没要|上交(?=了?(?:[，。；]|$)|[^，。；]{0,6}(?:纪|廉|组织|单位|办公室))|交(?:给|到)?[^，。；]{0,6}纪)"
)
_PAST_SCANT = re.compile(  # 复垦1173亩，去年才640
    r"(?P<what>[^，。；\d]*)(?P<now>\d[\d,]*(?:\.\d+)?)(?P<unit>[万亿]?)[^，。；\d]{0,4}[，,\s]*"
    r"(?:去年|上年|往年|前年)(?:同期)?(?:才|只有?|仅有?|还?不到)(?P<then>\d[\d,]*(?:\.\d+)?)(?P=unit)(?![万亿\d])"
)
_UNWELCOME = re.compile(  # of which more is worse, where it stands right before its figure
    "投诉|上访|信访|事故|案|违|差错|失误|纠纷|火|溺|辍学|返贫|欠|举报|败诉|退[货件]|逾期|超期|流失|离职|感染|停[电水产]|超标"
    "|不合格|差评|反弹|返工|迟到|缺|旷|险|积压|滞销|拖|坏|处分|通报|问责|曝光|约谈|死|伤|亡|损|亏|漏|债|贷款|库存"
)
_SETTLED = re.compile(  # 交办19件化了17 还剩两件
    r"(?P<all>\d+)[件户起宗处个项条笔家][，,\s]*(?!只|才|仅|就)(?![^，。；\d]*[拖压欠增])"
    r"[\u4e00-\u9fff]{1,4}[了成](?P<done>\d+)(?![\d.%％]|\s*(?:天|日|个?月|周|年|小时))"
)
_MOST = 0.8  # of what was taken up; with so much of it settled a line tells no failing
_LACKS = re.compile("^(?:还|仍|尚|就|现在|目前)*缺(?:[个少乏人懂会]|[一两几]个)")
_SCORED = re.compile(  # 平安测评96.8分，全县第3
    r"(?:测评|评议|考核|考评|满意度)[^，。；\d]{0,4}\d{2,3}(?:\.\d+)?[分%％](?!钟)[^。；]*(?:第[\d一二三四五六七八九十]|排名|位居|居)"
)
_WARNED = re.compile(  # not 学生谈话
    "谈话提醒|提醒谈话|谈心提醒|(?:廉政|廉洁|任前|诫勉)(?:谈话|提醒|约谈)|[谈讲]廉[洁政]?(?![^，。；]{0,4}[课党])"
)


def no_plans(facts: Sequence[Fact], plans: Sequence[bool], year: int | None) -> set[str]:
    """The ids of unlabelled lines that cannot be plans.

    Those are counted lines that have no word of a plan and stand below none, those that give the
    result beside its target (目标50户，完成52户), and rows that a ledger dates in the year told of.

    Args:
        facts: of a sheet.
        plans: whether each says itself that it is a plan.
        year: the one reported on, if it is known.
    """
    found: set[str] = set()
    last = -FEW - 1  # where the last line with such a word stands
    for at, (fact, is_plan) in enumerate(zip(facts, plans, strict=True)):
        is_counted = not fact.role and bool(_NUMBERED.search(fact.text))
        if not fact.role and (_TARGETED.search(fact.text) or _is_past(fact.text, year)):
            found.add(fact.id)
        elif fact.role == Role.MEASURE or is_plan:
            last = at
        elif is_counted and at - last > FEW and not _MAY_BE_PLAN.search(fact.text):
            found.add(fact.id)
    return found


def tells_criticism(facts: Sequence[Fact]) -> bool:
    """Whether any line of a sheet speaks of criticism; where none does, nothing can answer it.

    Args:
        facts: of a sheet.
    """
    return any(
        fact.role == Role.FEEDBACK or _CRITICISM.search(f"{fact.group} {fact.text}")
        for fact in facts
    )


def _is_past(text: str, year: int | None) -> bool:
    """Whether a row bears the day of the year told of, or of one before, on which it was done."""
    dated = _ON_DAY.search(text)
    return bool(dated and year and int(dated[1]) <= year)


def no_answers(text: str) -> frozenset[str]:
    """The answers that an unlabelled line cannot be: no failing where it tells of a gain.

    More than a scant year before, or the most of what was taken up; nor is a mark with its rank
    criticism, nor what is lacking a plan.

    >>> from drafter.document import Role
    >>> told = ("栽果树900亩 去年才300", "投诉90件 去年才30", "交办19件化了17，还剩2件")
    >>> [Role.SHORTCOMING in no_answers(each) for each in told]
    [True, False, True]
    >>> [[*map(str, no_answers(each))] for each in ("行风测评95.1分，全县第2", "缺懂法律的人")]
    [['feedback'], ['measure']]
    """
    found: set[str] = set()
    if _is_gain(text):
        found |= {Role.SHORTCOMING, Role.FEEDBACK}
    settled = _SETTLED.search(text)
    if settled and _MOST * int(settled["all"]) <= int(settled["done"]) <= int(settled["all"]):
        found.add(Role.SHORTCOMING)
    if _SCORED.search(text):
        found.add(Role.FEEDBACK)
    if _LACKS.match(text):
        found.add(Role.MEASURE)
    return frozenset(found)


def _is_gain(text: str) -> bool:
    """Whether a line gives more than the year before, which it calls scant, of what is welcome."""
    grown = _PAST_SCANT.search(text)
    if grown is None or _UNWELCOME.search(grown["what"].strip()[-4:]):
        return False
    now, then = (float(grown[name].replace(",", "")) for name in ("now", "then"))
    return now > then


def is_honesty(fact: Fact) -> bool:
    """Whether a line tells of the author's honesty, whatever part it was put into.

    What somebody sent and got back is no business of the unit's; who was warned belongs there
    where its author says nothing else.

    >>> told = ("供货商中秋送茶叶，退了2回", "给12名站长谈话提醒", "中秋送月饼，退休职工18人")
    >>> [is_honesty(Fact("F1", each)) for each in told]
    [True, True, False]
    >>> [is_honesty(Fact("F1", each, "duty")) for each in told]
    [True, False, False]
    """
    if fact.role in set(Role):
        return False
    return bool(_REFUSED.search(fact.text) or (not fact.role and _WARNED.search(fact.text)))
