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
    "|将|拟|要|争取|力[争求]|计划|打算|准备|预备|目标|不少于|不[低超]|至少|以[上内下]|各|前|底|继续|接着"
    "|每(?!(?:吨|亩|斤|公斤|立?方|度|公里|平方?米?|升|户|件|台|辆)(?:少|省|节约|便宜|多[收卖产]|降了))"
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
_FEWER = re.compile(  # 入室盗窃今年只2起 去年9起
    r"(?P<what>[^，。；\d]*?)(?:今年|全年)?(?:一共|总共|就|也)?(?:只有?|仅有?|才|就)(?:发生?|有|剩|接到?|来|出)?了?"
    r"(?P<now>\d[\d,]*)(?P<unit>[\u4e00-\u9fff]{1,2})[，,\s]*(?:而|比)?"
    r"(?:去年|上年|往年|前年)(?:同期)?(?:是|有|发|多达|高达)?(?P<then>\d[\d,]*)(?P=unit)?"
)
_OF_NOW = re.compile("(?:今年|全年|本年)?(?:一共|总共)?(?:发生|有|出)?了?$")
_CASES_TAKEN = re.compile("[办立破结查审侦移]案")  # of which fewer is less work done
_UNWELCOME = re.compile(  # of which more is worse, where it stands right before its figure
    "投诉|上访|信访|事故|案|警情|盗|骗|[两双]抢|违|差错|失误|纠纷|火|溺|辍学|返贫|欠|举报|败诉|退[货件]|逾期|超期|流失|离职|感染|停[电水产]|超标"
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
    r"|满意[度率][^，。；\d]{0,6}\d{2,3}(?:\.\d+)?[分%％]?[ ，,（(]{0,2}(?:比?去年|上年|同比)"
)
_WARNED = re.compile(  # not 学生谈话
    "谈话提醒|提醒谈话|谈心提醒|(?:廉政|廉洁|任前|诫勉)(?:谈话|提醒|约谈)|[谈讲]廉[洁政]?(?![^，。；]{0,4}[课党])"
)


_BANNED = re.compile("[焚燃]烧|秸秆|烟花|鞭炮|捕|猎|采砂|放牧|养殖|危化|车辆|放生")  # to others
_PLEDGED = re.compile(
    "(?:禁酒令?|禁令|酒局|酒桌|吃请|公款吃喝|违规吃喝)[^。；]{0,16}(?:责任书|承诺书|保证书|责任状)"
    "|(?:责任书|承诺书|保证书|责任状)[^。；\\d]{0,8}(?:禁酒|酒局|酒桌|不吃请|拒吃请)"
)
_POINTS_MADE = re.compile(  # 去年考核的时候给我们站提了两条
    r"(?:[哦嗯对那然后说到]{1,3}[，, ]?)?(?:去年|上一?年度?|上次|上回)[^，。；：“\d]{0,6}"
    r"(?:考核|考评|测评|评议|述职|生活会|职代会|座谈|总结)[^，。；：“\d]{0,8}(?:给|对|跟)(?:我们?|咱们?|本人)[^，。；：“\d]{0,4}"
    r"(?:提|点|指|反馈|说|列)(?:出|到)?(?:了|过)?(?:[一二两三四五六七八九\d]|好?几)[条个点项]"
)
_INVESTED = re.compile(
    r"(?:引|招|请|拉|谈|动员|吸引)[^，。；\d]{0,8}(?:老板|企业|公司|能人|乡贤|客商|商户|大户|外商|资本)?[^，。；\d]{0,6}"
    r"(?:来|回来|到村里?)?(?:投资?|落户)[^，。；\d]{0,4}\d[\d.]*[万亿]"
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
        fact.role == Role.FEEDBACK
        or counts_criticism(fact.text)
        or _CRITICISM.search(f"{fact.group} {fact.text}")
        for fact in facts
    )


def _is_past(text: str, year: int | None) -> bool:
    """Whether a row bears the day of the year told of, or of one before, on which it was done."""
    dated = _ON_DAY.search(text)
    return bool(dated and year and int(dated[1]) <= year)


def no_answers(text: str) -> frozenset[str]:
    """The answers that an unlabelled line cannot be: no failing where it tells of a gain.

    More than a scant year before, fewer of what is bad, or the most of what was taken up; nor is a
    mark with its rank criticism, nor what is lacking a plan.

    >>> from drafter.document import Role
    >>> told = ("栽果树900亩 去年才300", "投诉90件 去年才30", "交办19件化了17，还剩2件")
    >>> [Role.SHORTCOMING in no_answers(each) for each in told]
    [True, False, True]
    >>> [[*map(str, no_answers(each))] for each in ("行风测评95.1分，全县第2", "缺懂法律的人")]
    [['feedback'], ['measure']]
    """
    found: set[str] = set()
    if _is_gain(text) or _is_fewer(text):
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
    if grown is None or _UNWELCOME.search(_OF_NOW.sub("", grown["what"].strip())[-4:]):
        return False
    return _count(grown, "now") > _count(grown, "then")


def _is_fewer(text: str) -> bool:
    """Whether a line gives fewer than the year before of what nobody wants.

    >>> _is_fewer("村里火灾今年只2起 去年9起"), _is_fewer("产业大户今年只2户，去年9户")
    (True, False)
    """
    fallen = _FEWER.search(text)
    what = fallen["what"].strip()[-6:] if fallen else ""
    if fallen is None or not _UNWELCOME.search(what) or _CASES_TAKEN.search(what):
        return False
    return _count(fallen, "now") < _count(fallen, "then")


def _count(found: re.Match[str], name: str) -> float:
    return float(found[name].replace(",", ""))


def counts_criticism(text: str) -> bool:
    """Whether a line opens with how many points last year's review made: the answers come behind.

    >>> told = ("去年考核的时候给我们站提了两条 第一条耳标", "去年考核给我们提了两级工资")
    >>> [counts_criticism(each) for each in told]
    [True, False]
    """
    return bool(_POINTS_MADE.match(text))


def is_investment(text: str) -> bool:
    """Whether a line tells of money that somebody was brought to invest: the unit's own work.

    >>> is_investment("粮食加工厂 请老板来投1700万"), is_investment("老板送来1700元，退了")
    (True, False)
    """
    return bool(_INVESTED.search(text))


def is_honesty(fact: Fact) -> bool:
    """Whether a line tells of the author's honesty, whatever part it was put into.

    What somebody sent and got back is no business of the unit's; who was warned belongs there
    where its author says nothing else, and so does a pledge not to drink or dine with others.

    >>> told = ("供货商中秋送茶叶，退了2回", "给12名站长谈话提醒", "中秋送月饼，退休职工18人")
    >>> [is_honesty(Fact("F1", each)) for each in told]
    [True, True, False]
    >>> [is_honesty(Fact("F1", each, "duty")) for each in told]
    [True, False, False]
    >>> told = ("禁酒令 每人签了承诺书", "焚烧秸秆禁令，签责任书900份")
    >>> [is_honesty(Fact("F1", each)) for each in told]
    [True, False]
    """
    if fact.role in set(Role):
        return False
    told = _WARNED.search(fact.text) or (
        _PLEDGED.search(fact.text) and not _BANNED.search(fact.text)
    )
    return bool(_REFUSED.search(fact.text) or (not fact.role and told))
