"""What a point needs of the one that it is nested under, to say what it is about."""

import re

from drafter.text import strip_end
from drafter.text.set_phrases import listed

VERBS = frozenset(listed("verbs"))
DEEDS = frozenset(  # verbs that a list of things may stand under
    (
        "新建", "改建", "扩建", "续建", "重建", "迁建", "修建", "建成", "建设", "改造",
        "整治", "整修", "修缮", "维修", "治理", "疏浚", "清理", "加固", "铺设", "安装",
        "购置", "采购", "配备", "培训", "走访", "检查", "排查", "引进", "签约", "开工",
        "竣工", "完成", "办理", "受理", "发放", "救助",
    )
)  # fmt: skip
VERB = 2  # characters of each
_HEAD = re.compile(r"(?P<head>[\u4e00-\u9fff]{0,8})[\d*＊]")  # of a point: what its figure is of
_KIND = re.compile("(?:[\u4e00-\u9fff]{1,2}[型流级类档期段游岸区片])?")  # 小型, 干流, or nothing
_DATED = re.compile(r"\d+\s*(?:年|月|日|号|时|点|季度)")


def carried(parent: str, point: str) -> str:
    """What a nested point says together with its parent; "" where it stands by itself.

    A point that counts without a verb lacks the one that stands alone above it, and one that only
    names a kind or nothing at all lacks the thing that is counted.

    >>> carried("新建：", "水库5座"), carried("整治河道", "干流2条，18公里"), carried("学习", "2次")
    ('新建水库5座', '整治河道：干流2条，18公里', '学习：2次')
    >>> carried("抓项目：", "引进3个"), carried("新建", "修建水库5座"), carried("其他", "管网2公里")
    ('', '', '')
    """
    above = strip_end(parent).rstrip("：: ")
    found = _HEAD.match(point)
    if found is None or _DATED.match(point, found.end("head")) or not above:
        return ""
    head = found["head"]
    if head and _only_verbs(above):
        return "" if head[:VERB] in VERBS | DEEDS else above + point
    return f"{above}：{point}" if _KIND.fullmatch(head) else ""


def _only_verbs(words: str) -> bool:
    """Whether words are one verb, or several in a row: 新建, 新建改造."""
    parts = {words[at : at + VERB] for at in range(0, len(words), VERB)}
    return parts <= DEEDS
