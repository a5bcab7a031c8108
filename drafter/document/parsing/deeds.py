"""What certainly tells of a deed, of something learned or of thanks: no failing and no plan.

Only what is sure is told: a sentence in which anything sounds like a fault or like what is meant
to be done may be one of either.
"""

import re

from drafter.document.parsing.vocabulary import LACKING

_DONE = re.compile(
    "(?:完成|开展|参与|参加|制[定作]|撰写|编[制写]|搭建|开发|设计|实现|优化|解决|掌握|学[习会到]|了解|熟悉|获[得评]"
    "|取得|得到|提[升高]|锻炼|巩固|积累|重构|梳理|部署|融入|收获|建[立成]|修[建好]|组织|举办|落实|推动|克服|查[阅找])"
    "[^，。；]{0,4}?了(?!解)"
    "|(?:已经?|均已?|全部|圆满|顺利|按[时期]|如期|最终)(?:高质量)?(?:完成|上线|投产|交付|建成|启动|成立|运行)"
    "|有了?[^，。；]{0,12}(?:了解|认识|理解|掌握|体会|积累|提[升高]|进步)"
    "|得到[^，。；]{0,10}(?:认可|好评|肯定|表扬|赞誉)|受益匪浅|(?:收获|受益)(?:很多|颇[丰多]|良多)"
)
_CLAUSE = re.compile("[，。；：]")
_MET = re.compile("[遇碰]到[^，。；]{0,10}(?:问题|困难|难题|困惑|挑战)")
_LEARNED = re.compile("(?:收获|掌握|学[到会]|解决|克服|记录|攻克|理解|熟悉)了")
_OWNED = re.compile("存在|但|不过|然而|还有|也有|[仍尚]|[没未][^，。；]{0,4}(?:解决|克服)")
_DIFFICULT = re.compile(
    "(?:针对|面对|围绕|对于?)[^，。；：]{0,10}(?:难点|困难|难题|挑战|难关)[，：]"
)
_THANKS = re.compile("(?:感谢|感激|谢谢)[^，。；]{2,}|感恩的心|荣幸")
_THANKING = re.compile(
    "(?:最后|同时|另外|此外|在此|这里|首先|其次)?[，,]?[^，。；不没未]{0,14}(?:感谢|感激|谢谢)[^，。；]{2}"
)
# words with such a character that name no fault
_HARMLESS = re.compile(
    "不[断仅但同懈错忘负少]|不可或缺|缺一不可|难[点关题忘]|困难|疑难|[人英]才|才[能干华]|未来|未成年|少[年数先]|至少|多少"
    "|减少|误差|差[异旅]|出差|无[人线缝私]|偏远|粗[粮饲]|松[树山]|仍然保持|[^，。；]{0,2}只争朝夕|疏[通导]|错[峰时]|漏斗|乱码|防[漏误]|慢病|弱电|拖[拉挂]机|旧[址村城改]"
)
_FAULT = re.compile(
    "[不没未少慢差弱浅欠缺难晚拖仅只才仍偏粗松疏忽漏误错滞无乱旧]|停留|满足于|有待|急躁|失误"
)
_MEANT = re.compile(
    "将(?=[会要继进以按在从着加努尽]|通过|认真|严格|坚持|于)|拟|要(?![求点素害闻])|打算|争取|力[争求]|继续|下一?步"
    "|明年|来年|今后|以后|准备|希望|计划(?=[在于到对开]|[^，。；]{0,8}[，。])"
)


def tells_deed(told: str) -> bool:
    """Words tell what was done or learned, or thank for it, and nothing that fell short.

    >>> tells_deed("我组牵头开展了承接工作，推动问题解决。"), tells_deed("感谢公司给我机会。")
    (True, True)
    >>> tells_deed("全年只完成了3次。"), tells_deed("账是月底补的。")
    (False, False)
    """
    if _DONE.search(told) is None and _THANKS.search(told) is None:
        return False
    bare = _HARMLESS.sub("", told)
    return not _FAULT.search(bare) and not LACKING.search(bare)


def tells_only_deed(told: str) -> bool:
    """The same, and nothing that is meant to be done.

    >>> tells_only_deed("针对以上难点，我查阅了官方文档，最终完成了部署。")
    True
    >>> tells_only_deed("完成了一期，明年完成二期。")
    False
    """
    return tells_deed(told) and not _MEANT.search(told)


def thanks(told: str) -> bool:
    """A sentence begins by thanking somebody, whatever it thanks for.

    >>> thanks("我还要感谢同事，感谢他们对我的不足的理解。"), thanks("学得不够，感谢大家提醒。")
    (True, False)
    """
    return _THANKING.match(told) is not None


def states_fault(told: str) -> bool:
    """A clause says in so many words what fell short.

    >>> states_fault("分享没有重点，理解的深度不够。"), states_fault("了解了不少云产品。")
    (True, False)
    """
    return any(map(LACKING.search, _CLAUSE.split(_HARMLESS.sub("", told))))


def meets_difficulty(told: str) -> bool:
    """A sentence tells what was learned, and that difficulties were met on the way: no failing.

    >>> meets_difficulty("学习中收获了很多，也遇到了很多问题，我都记录了下来。")
    True
    >>> meets_difficulty("工作中遇到一些问题，还没有解决。"), meets_difficulty("存在的问题有：")
    (False, False)
    """
    return bool(_MET.search(told) and _LEARNED.search(told)) and not _OWNED.search(told)


def answers_difficulty(told: str) -> bool:
    """A sentence tells how a difficulty of the work was dealt with: no measure.

    >>> answers_difficulty("针对以上难点，我查阅了官方文档，最终完成了部署。")
    True
    >>> answers_difficulty("针对以上难点，我将查阅官方文档。")
    False
    """
    return _DIFFICULT.match(told) is not None and tells_only_deed(told)
