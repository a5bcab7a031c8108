"""Whether a clause written by a model may stand beside a fact: it aims, and claims nothing."""

import re
from collections.abc import Collection
from functools import cache

from drafter import grounding
from drafter.drafting.phrases import topics as topic
from drafter.idf import idf
from drafter.text import grams, shared_run

SHORTEST, LONGEST = 8, 18  # characters
ECHO = 4  # characters in one run that a clause may not take over from its fact …
ECHO_SHARE = 0.5  # … when they are this much of it
ALIKE = 5  # characters in one run that two clauses of a report may not share
TELLING = 5.0  # idf from which a character says something: 学 does, 的 does not
BACKED = 2  # telling characters that tie a clause to its fact
NAMED = 4  # characters from which a keyword is sure to name another field
OPEN_END = tuple("的和与及等在对把将向为让是从这以到并其")
CLAIM = re.compile(
    "达到|实现|取得|紧盯着|完成|突破|荣获|获得|获评|显著|大幅|圆满|预期|翻番|率先|领先|走在|提前|超额|零|全面建成|"
    "已经?|得到|解决了|了$|更加.{0,4}了|人民币|百分|数量|企业家"
)
BLAND = re.compile(
    "更加|更好|这个重点|的重要作用|的重要性|的重要举措|组织目标|个人目标|的提升$|的改善$|的推进$|的建设$|的落实$|的结合$|的实现$|的.{2}和.{2}$|盘活和|改造和|感受到.*便利"
)
Refused = tuple[tuple[str, str], ...]  # (words of the model, why they may not stand)
UNSAID = "没有写"  # why what was asked for and never came is of no use
CHATTER = re.compile("指令|输出|以上|以下|如下|分句|提示词|模型|助手|抱歉")  # of a model with us
OFFICE = re.compile(r"书记|[省市县区镇乡村厅局部院校所处科]长|主任|主席|总理|同志|[领带]导?下")
RARE = 12.5  # weight from which a character names a thing rather than says something of it
COUNTED = re.compile(r"(?=([二两三四五六七八九十百千万亿].))")
HAN = re.compile(r"[一-龥]+")
HEADS = {  # how a clause begins that really aims, or really says what for
    "aim": re.compile("聚焦|紧盯|针对|着眼|瞄准|突出|立足|围绕|抓住|顺应|回应|从|以|把"),
    "close": re.compile("推动|让|促进|努力|助力|为|把|引导|使|守护|维护|保障|帮助"),
}
LAME = re.compile(  # 聚焦就业问题 names a field and aims at nothing
    "(问题|难题|难点|线索|情况|建设|进行|紧迫性|必要性|重要性|可持续性|管理|事业|工作|党建|水平|普及|提高|提升|亮点|改进|规定|保障|支持|效率|质量|措施|策略)$"
)


_LAMENESS = {"aim": "没有着力点", "close": "没有说为了什么"}


def refusal(kind: str, clause: str, fact: str, others: Collection[str] = ()) -> str:
    """Why `clause` may not stand beside `fact`; "" when it may.

    Args:
        kind: "aim" before the fact, "close" after it.
        clause: one clause, without marks.
        fact: the fact in its own words.
        others: clauses that stand in the report already.

    >>> refusal("aim", "着眼群众就近入学的期盼", "新建幼儿园3所")
    ''
    >>> refusal("aim", "着眼建成智慧教室", "建成智慧教室150间")
    '照抄事实'
    >>> refusal("aim", "聚焦城乡学校的建设", "新建幼儿园3所")
    '没有着力点'
    """
    reasons = (
        (not HAN.fullmatch(clause), "有汉字以外的字符"),
        (not SHORTEST <= len(clause) <= LONGEST, "长短不合"),
        (clause.endswith(OPEN_END), "没有说完"),
        (not HEADS[kind].match(clause) or bool(LAME.search(clause)), _LAMENESS[kind]),
        (bool(CLAIM.search(clause)), "报了成绩"),
        (bool(BLAND.search(clause)), "空泛"),
        (_is_echo(clause, fact), "照抄事实"),
        (_stutters(clause), "自己重复"),
        (any(grams(clause, ALIKE) & grams(other, ALIKE) for other in others), "与前文雷同"),
        (_strays(clause, fact), "说到别的领域"),
        (_misses(clause, fact), "与事实不相干"),
    )
    for holds, reason in reasons:
        if holds:
            return reason
    return invention(clause, fact)


def invention(clause: str, fact: str) -> str:
    """What `clause` has that neither its fact nor the stock of phrases can lend it; "" if nothing.

    >>> invention("在王建国书记带领下推进", "新建学校6所")
    '提到了事实里没有的人'
    """
    if CHATTER.search(clause):
        return "说的不是工作"
    if any(found not in fact for found in OFFICE.findall(clause)):
        return "提到了事实里没有的人"
    if _coins(clause, fact):
        return "用了语料和事实里都没有的字或数"
    return "有事实里没有的内容" if grounding.support(clause, [fact]) else ""


def strange(text: str, words: str) -> str:
    """What `text` names that `words` and the stock of phrases do not, "" when nothing.

    A whole sentence has more freedom than a clause: a person, a counted thing, a rare character
    and a model's talk about its task are all that is looked for.

    >>> strange("打好六大攻坚战，新建学校6所。", "新建学校6所")
    '六大'
    """
    stock = _stock()
    found = [
        *CHATTER.findall(text),
        *OFFICE.findall(text),
        *(each for each in COUNTED.findall(text) if each not in stock),
        *(char for char in text if idf(char) >= RARE and char not in stock),
    ]
    return next((each for each in found if each not in words), "")


def _is_echo(clause: str, fact: str) -> bool:
    run = max(shared_run(clause, fact), shared_run(clause, "".join(HAN.findall(fact))))
    return run >= ECHO and run >= ECHO_SHARE * len(clause)


def _stutters(clause: str) -> bool:
    return len(grams(clause, 2)) < len(clause) - 1


def _coins(clause: str, fact: str) -> bool:
    """Whether it has a character, or a counted thing, that neither stock nor fact has.

    Names and coinages of elsewhere (六大攻坚战, 富硒) hide in words that no list can foresee.

    >>> _coins("打好六大攻坚战开新局", "新建学校6所"), _coins("满足千家万户的期盼", "新建学校6所")
    (True, False)
    """
    stock = _stock()
    return any(char not in stock and char not in fact for char in clause) or any(
        found[1] not in stock and found[1] not in fact for found in COUNTED.finditer(clause)
    )


@cache
def _stock() -> str:
    """Every phrase about every field, in one text."""
    rows = (
        (*each.keywords, *each.stances, *each.aims, *each.closes, *each.openings, *each.remedies)
        for each in topic.load()
    )
    return "\n".join(phrase for row in rows for phrase in row)


def _misses(clause: str, fact: str) -> bool:
    """Whether it shares no telling character with the fact nor with the words of its field.

    >>> _misses("从一张纸一度电的小处抓起", "汛期转移群众412人，没有伤亡")
    True
    """
    field = "".join(word for found, _ in topic.weigh(fact)[:1] for word in found.keywords)
    telling = {char for char in clause if idf(char) > TELLING}
    return sum(char in fact or char in field for char in telling) < BACKED


def _strays(clause: str, fact: str) -> bool:
    """Whether it names a field of work that the fact does not speak of."""
    own = {found for found, _ in topic.weigh(fact)}
    return any(
        len(word) >= NAMED and word in clause and word not in fact
        for each in topic.load()
        if own and each not in own
        for word in each.keywords
    )
