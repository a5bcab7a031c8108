"""Leads and headings from what facts say: plain, each word borne by a fact, none left uncovered."""

import re
import zlib
from collections import Counter
from collections.abc import Collection, Sequence

from drafter.drafting.phrases import topics
from drafter.drafting.phrases.topics import Match
from drafter.figures import scan
from drafter.text import grams

LONGEST = 24  # characters of a lead
PAIR, TRIPLE, FEW = 2, 3, 4  # subjects that a lead names one by one
HEADS = (  # families of parallel headings: what each section begins with
    {"politics": "讲政治", "duty": "勤履职", "team": "强队伍", "integrity": "守廉洁"},
    {"politics": "铸忠诚", "duty": "尽职责", "team": "带队伍", "integrity": "守规矩"},
    {"politics": "把方向", "duty": "抓主业", "team": "建队伍", "integrity": "严自律"},
)
PLAIN_VERBS = "抓办"
WHOLE = {  # verbs as they stand in a lead; none claims a result
    "抓": "抓好", "办": "办好", "管": "管好", "守": "守住", "优": "优化", "强": "做强",
    "建": "建设", "修": "修建", "防": "防范", "治": "治理", "育": "培育", "促": "促进",
    "稳": "稳住", "保": "保障", "推": "推进", "查": "排查", "化": "化解", "调": "调处",
    "扩": "扩充", "补": "补充", "兴": "发展", "引": "引进", "争": "争取", "活": "盘活",
    "帮": "帮助", "减": "减少", "转": "转变", "练": "练好", "暖": "关心", "励": "激励",
    "评": "评聘", "答": "回应", "兜": "帮扶", "养": "照料", "固": "加固", "备": "备足",
    "破": "侦破", "打": "打击", "选": "选用", "助": "资助", "改": "改造", "增": "组织",
    "降": "控制", "拓": "拓展", "供": "供应", "护": "保护", "普": "开展", "聚": "凝聚",
    "富": "发展", "清": "清理", "追": "追讨", "送": "组织", "装": "应用", "开": "开好",
    "诊": "做好", "过": "过好", "讲": "讲好", "敬": "关心", "禁": "防范", "落": "落实",
    "发": "发放", "通": "推进", "创": "创建", "体检": "查找",
}  # fmt: skip
PLAIN = {"politics": "政治建设", "duty": "岗位职责", "team": "作风建设", "integrity": "廉洁自律"}
_QUIET = re.compile(
    r"工作|情况|问题|开展|组织|完成|建设|推进|推动|加强|强化|做好|抓好|落实|提高|提升|改善|保障|促进|全面|"
    r"坚持|管理|服务|水平|质量|能力|发展|条件|责任|制度|机制|全年|活动|单位|人员|群众|干部|的|和|与|及"
)
_VERB = re.compile(
    r"^(?:新建改扩建|新建|改建|扩建|修建|建成|建立|组织|开展|举办|召开|完成|引进|争取|落实|参加|负责|牵头|协助|配合|"
    r"带着|带领|对|为|给|把|将|向|与|跟|在|到|本人|我|全年|今年|年内|共|每月|每周|坚持|做好|抓好|推进|修了|办了|搞了|建了)+"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NOUN = (2, 6)  # characters of a noun taken from a fact


def lead(texts: Sequence[str], role: str, taken: Collection[str] = ()) -> str:
    """A plain lead that covers every fact of a group and names nothing that none has.

    Args:
        texts: the facts.
        role: the section's.
        taken: leads that stand already.

    >>> lead(["粮食播种面积3.8万亩，总产1.52万吨", "高标准农田建成5200亩"], "duty")
    '抓好粮食生产、建设高标准农田'
    """
    made = choices(texts, role, len(taken) + 1)
    return next((each for each in made if each not in taken), made[0])


def choices(texts: Sequence[str], role: str, count: int) -> tuple[str, ...]:
    """Up to `count` leads for the same facts, the finest first."""
    matches = [_best(text, role) for text in texts]
    known = [match for match in matches if match]
    if not known:
        return (f"抓好{_own_noun(texts[0])}等工作" if texts else "做好本职工作",)
    counts = Counter((match.subject.verb, match.subject.noun) for match in known)
    named = [each for each, _ in counts.most_common()]
    fields = list(dict.fromkeys(match.topic for match in known))
    rest = "" if len(known) == len(matches) else "等工作"
    made = []
    if len(named) <= TRIPLE:
        made.append(_listed(named) if not rest else _joined("抓好", [n for _, n in named]) + rest)
    if len(fields) == 1:
        made.append(fields[0].lead)
    if len(named) <= FEW:
        made.append(_joined("统筹", [noun for _, noun in named]) + rest)
    if len(fields) <= TRIPLE:
        made.append(_joined("做好", [field.name for field in fields]) + (rest or "工作"))
    short = [each for each in dict.fromkeys(made) if len(each) <= LONGEST]
    names = [field.name for field in sorted(fields, key=lambda field: field.rank)]
    last = _joined("统筹", names[:TRIPLE]) + "等工作"
    return tuple([*short, last][: max(1, count)])


def _best(text: str, role: str) -> Match | None:
    found = topics.matches(text, role)
    return found[0] if found else None


def _own_noun(text: str) -> str:
    """What a fact that no topic knows is about, in its own words."""
    bare = list(text)
    for figure in scan(text, text, claims_only=False):
        bare[slice(*figure.span)] = "，" * (figure.span[1] - figure.span[0])
    runs = [_VERB.sub("", run) for run in _HAN.findall("".join(bare))]
    fit = [run for run in runs if _NOUN[0] <= len(run) <= _NOUN[1]]
    longest = max(runs, key=len, default="")
    return (fit or [longest[-_NOUN[1] :] or "本职工作"])[0]


def _listed(named: Sequence[tuple[str, str]]) -> str:
    """抓好粮食生产、做强集体经济，修建农村公路; nouns of one verb stand together."""
    rows = []
    for verb in dict.fromkeys(verb for verb, _ in named):
        nouns = [noun for own, noun in named if own == verb]
        rows.append(_joined(WHOLE.get(verb, verb), nouns))
    if len(rows) == 1 and len(named) == 1 and named[0][0] in PLAIN_VERBS:
        return f"{rows[0]}工作"
    return "、".join(rows[:PAIR]) + "".join(f"，{row}" for row in rows[PAIR:])


def _joined(verb: str, nouns: Sequence[str]) -> str:
    *first, last = dict.fromkeys(nouns)
    return verb + ("、".join(first) + "和" if first else "") + last


def covers(lead: str, texts: Sequence[str]) -> list[int]:
    """The facts, by place, that a lead is not visibly about.

    It is about one when both share a telling pair of characters, or a field, or when it names
    what is a subject of the fact.

    >>> covers("修建农村道路，改善医疗条件", ["修了3条通村公路", "卫生院装修", "发展党员19名"])
    [2]
    """
    own = _pairs(lead)
    fields = {match.topic.id for match in topics.matches(lead)}
    fields |= {topic.id for topic, _ in topics.weigh(lead)}
    return [at for at, text in enumerate(texts) if not _is_about(own, fields, text)]


def _is_about(own: frozenset[str], fields: set[str], text: str) -> bool:
    if own & _pairs(text):
        return True
    found = topics.matches(text)
    if fields & ({match.topic.id for match in found} | {t.id for t, _ in topics.weigh(text)}):
        return True
    return any(own & _pairs(match.subject.noun) for match in found)


def _pairs(text: str) -> frozenset[str]:
    runs = _HAN.findall(_QUIET.sub(" ", text))
    return frozenset().union(*(grams(run, 2) for run in runs))


def headings(sections: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> tuple[str, ...]:
    """Parallel headings, one for each section, whose second half names what its facts are about.

    Args:
        sections: the role of each and the texts of its facts, point by point.
    """
    told = "\n".join(text for _, rows in sections for row in rows for text in row)
    heads = HEADS[zlib.crc32(told.encode()) % len(HEADS)]
    return tuple(
        f"{heads.get(role, heads['duty'])}，{_about(role, rows)}" for role, rows in sections
    )


def _about(role: str, rows: Sequence[Sequence[str]]) -> str:
    """The subjects of the first two points, or the two of the only one."""
    counts = [Counter(noun for text in row if (noun := _known(text, role))) for row in rows]
    firsts = [noun for count in counts for noun, _ in count.most_common(1)]
    seconds = [noun for count in counts for noun, _ in count.most_common(PAIR)]
    nouns = list(dict.fromkeys([*firsts, *seconds]))[:PAIR]
    if len(nouns) == PAIR:
        return f"抓{nouns[0]}、抓{nouns[1]}"
    return f"抓好{nouns[0] if nouns else PLAIN.get(role, '本职')}工作"


def _known(text: str, role: str) -> str:
    found = _best(text, role)
    return found.subject.noun if found and role in found.topic.roles else ""


def thread(groups: Sequence[Sequence[str]], role: str) -> str:
    """What the year was about, for the preamble: the main subject of each group; "" for none.

    >>> thread([["粮食播种面积3.8万亩"], ["修了3条通村公路"]], "duty")
    '重点抓好农业生产、交通运输等工作'
    """
    found = [
        [m for text in texts if (m := _best(text, role)) and role in m.topic.roles]
        for texts in groups
    ]
    names = [Counter(match.topic.name for match in row).most_common(1) for row in found]
    nouns = [Counter(match.subject.noun for match in row).most_common(1) for row in found]
    fields = {name for row in names for name, _ in row}
    several = names if len(fields) >= min(TRIPLE, len(groups)) else nouns
    told = list(dict.fromkeys(name for row in several for name, _ in row))[:FEW]
    return f"重点抓好{'、'.join(told)}等工作" if len(told) > 1 else ""
