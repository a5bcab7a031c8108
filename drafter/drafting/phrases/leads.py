"""Leads from what facts say: plain, each word borne by a fact, none left uncovered."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from drafter.drafting.phrases import duties, namings, topics
from drafter.drafting.phrases.duties import Matter, Office
from drafter.drafting.phrases.grouping import WHOLE_YEAR
from drafter.drafting.phrases.topics import Match, Subject, Topic
from drafter.figures import scan
from drafter.text import grams

LONGEST = 24  # characters of a lead
WORDINGS = 3  # of a duty
PAIR, FEW = 2, 3  # subjects that a lead names one by one
FIELDS = 4  # fields that it names
SURE = 0.5  # of a fact's best match, from which it is about the subject too
PLAIN_VERBS = ("抓好", "做好")
PLAIN = {  # a section's plain names, where two things do not name it whole
    "politics": (
        *("加强党的建设", "坚持党的领导", "抓好党的建设", "突出党的建设"),
        *("推进党的建设", "注重党的建设"),
    ),
    "duty": (
        *("抓好主责主业", "聚焦主责主业", "落实主责主业", "做好主责主业"),
        *("突出主责主业", "立足主责主业"),
    ),
    "team": (
        *("抓好自身建设", "加强自身建设", "注重自身建设", "推进自身建设"),
        *("突出自身建设", "强化自身建设"),
    ),
    "integrity": (
        *("遵守廉政规定", "坚持廉政自律", "严守廉政纪律", "落实廉政要求"),
        *("恪守廉政要求", "坚守廉政纪律"),
    ),
}
_QUIET = re.compile(
    r"工作|情况|问题|开展|组织|完成|建设|推进|推动|加强|强化|做好|抓好|落实|提高|提升|改善|保障|促进|全面|"
    r"坚持|管理|水平|质量|能力|发展|条件|制度|机制|全年|活动|单位|人员|的|和|与|及"
)
_VERB = re.compile(
    r"^(?:新建改扩建|新建|改建|扩建|修建|建成|建立|组织|开展|举办|召开|完成|引进|争取|落实|参加|负责|牵头|协助|配合|"
    r"带着|带领|对|为|给|把|将|向|与|跟|在|到|本人|我|全年|今年|年内|共|每月|每周|坚持|做好|抓好|推进|修了|办了|搞了|建了)+"
)
_LISTED = re.compile("[和与、]")
_WHO = {  # 充实…力量: who is meant, by the words of facts
    "教师": re.compile("教师|老师|教职工|师资"),
    "医护": re.compile("医生|医师|护士|医护|卫技|卫生技术|规培生"),
    "社区工作": re.compile("社区工作者|社工|社区专职"),
    "村级": re.compile("村“?两委|村干部|村级|村党组织|村支部"),
    "辅警": re.compile("辅警|勤务"),
    "警务": re.compile("民警|警力|警员"),
    "网格": re.compile("网格员"),
    "执法": re.compile("执法人员|协管员|执法队员"),
    "技术": re.compile("技术人员|工程师|技术员|技师|技工"),
    "审判": re.compile("法官|书记员"),
    "检察": re.compile("检察官|检察辅助"),
    "消防": re.compile("消防员|消防队员|专职队员"),
}
LIKE = 1.2  # the facts, in the mean, to what a lead names: below it the lead is a guess
FITTING = 3.0  # likeness from which a lead fits a line of its own: judges took 45 of 49 such leads
UNLIKE = 1.0  # by which a fact may be liker to a duty that the lead does not name
_HARDSHIP = re.compile("困难|薄弱")  # what a lead may only say over facts that tell of it
_HARD = re.compile(
    "缺|少了|走了|离职|流失|老化|偏大|紧张|不足|不够|空着|加班|只有|仅有|没人|顶|兼|报不满|累"
)
_JOINED = re.compile(f"充实(?:{'|'.join(_WHO)})力量")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NOUN = (3, 6)  # characters of a noun taken from a fact


def lead(
    texts: Sequence[str],
    role: str,
    taken: Collection[str] = (),
    office: Office | None = None,
    *,
    others: Sequence[str] = (),
) -> str:
    """A plain lead that covers every fact of a group and names nothing that none has.

    Args:
        texts: the facts.
        role: the section's.
        taken: leads that stand already.
        office: whose duties the work serves, if known.
        others: facts of the section's other points.

    >>> lead(["粮食播种面积3.8万亩，总产1.52万吨", "高标准农田建成5200亩"], "duty")
    '抓好粮食生产，建设高标准农田'
    """
    made = choices(texts, role, len(taken) + WORDINGS, office, others=others)
    used = {part for each in taken for part in each.split("，")}
    fresh = [each for each in made if each not in taken]
    return next((each for each in fresh if not used & {*each.split("，")}), (*fresh, made[0])[0])


def in_series(
    groups: Sequence[Sequence[str]], role: str, office: Office | None = None
) -> tuple[str, ...]:
    """A lead for each group of a section, none twice as far as that goes.

    What tells the whole year's aim stands before them and has none.

    Args:
        groups: the texts of their facts.
        role: the section's.
        office: whose duties the work serves, if known.
    """
    taken: list[str] = []
    for at, texts in enumerate(groups):
        stands_before = role == duties.MAIN and is_whole(texts)
        others = [text for row in (*groups[:at], *groups[at + 1 :]) for text in row]
        taken.append("" if stands_before else lead(texts, role, taken, office, others=others))
    return tuple(taken)


def is_sure(lead: str, texts: Sequence[str], office: Office | None) -> bool:
    """Whether facts sound like what a lead names, and none of them much more like another duty.

    >>> post = duties.load()["township"]
    >>> is_sure("推进村镇建设", ["修路3条", "架桥1座"], post)
    True
    >>> is_sure("推进村镇建设", ["修路3条", "机房电池全换了"], post)
    False
    """
    if office is None or not (own := _likeness(lead, texts, office)):
        return False
    rows = [office.weigh(text) for text in texts]
    is_other = any(max(row) - each >= UNLIKE for row, each in zip(rows, own, strict=True))
    return sum(own) >= LIKE * len(own) and not is_other


def fits(lead: str, texts: Sequence[str], office: Office | None) -> bool:
    """Whether facts are so plainly about what a lead names that it may stand over a single line.

    >>> post = duties.load()["township"]
    >>> fits("推进村镇建设", ["修路3条"], post), fits("推进村镇建设", ["机房电池全换了"], post)
    (True, False)
    """
    if _overstates(lead, texts):
        return False
    own = _likeness(lead, texts, office) if office else []
    return bool(own) and min(own) >= FITTING


def _overstates(lead: str, texts: Sequence[str]) -> bool:
    """Whether a lead speaks of hardship that no fact tells."""
    return bool(_HARDSHIP.search(lead)) and not all(map(_HARD.search, texts))


def _likeness(lead: str, texts: Sequence[str], office: Office) -> list[float]:
    """How much each fact sounds like what a lead names; none where it names no duty."""
    named = duties.named_in(_JOINED.sub("充实人员力量", lead), office)
    return [_like(named, text, office) for text in texts] if named else []


def _like(named: Sequence[int], text: str, office: Office) -> float:
    """How much a fact sounds like duties; where its words prove one of them, enough to fit."""
    row = office.weigh(text)
    likest = max(row[at] for at in named)
    proven = namings.duties(text, office.id) & {office.duties[at].lead for at in named}
    return max(likest, FITTING) if proven else likest


def is_whole(texts: Sequence[str]) -> bool:
    """Whether facts tell what the whole year was about."""
    return all(map(WHOLE_YEAR.search, texts))


def choices(
    texts: Sequence[str],
    role: str,
    count: int,
    office: Office | None = None,
    *,
    others: Sequence[str] = (),
) -> tuple[str, ...]:
    """Up to `count` leads for the same facts, the finest first."""
    whose = duties.serving(texts, role, office)
    own = _by_duty(texts, whose, others) if whose else []
    made = dict.fromkeys([*own, *_by_topic(texts, role, count)])
    return tuple(sorted(made, key=lambda lead: _overstates(lead, texts)))[: max(1, count)]


def _by_duty(texts: Sequence[str], office: Office, others: Sequence[str] = ()) -> list[str]:
    """Leads that name what the post is for: 推进村镇建设，整治人居环境.

    Those come first that name nothing that no fact has; over a single fact that may serve either
    of two duties stands what takes in both, unless one of them is what other facts serve.
    """
    served: Sequence[Matter] = duties.served(texts, office, others)
    if len(texts) == 1 and (wide := duties.widened(texts[0], office, others)):
        served = wide
    told = office.told(texts, served)
    rows = [each.narrowed(own) for each, own in zip(served, told, strict=True)]
    turns = WORDINGS + max(map(len, rows), default=0)
    made = ["，".join(duties.worded(served, told, turn)) for turn in range(turns)]
    made = [each for each in dict.fromkeys(made) if 0 < len(each) <= LONGEST]
    made.sort(key=lambda lead: _unborne(lead, texts))
    if who := _joined_by(texts):
        made = [lead.replace("人员力量", f"{who}力量") for lead in made]
    if len(texts) == 1 and made and not office.posts and echoes(made[0], texts[0]):
        own = [each for each in made if each[: duties.VERB] not in texts[0]]
        wider = duties.wider(served, office, others)  # says more than the fact's own words
        narrow = [each for each in made if each in rows[0]]
        narrow.sort(key=lambda each: each not in own)
        made = [*narrow, *own, *(each for each in wider if not _LISTED.search(each)), *made]
    return list(dict.fromkeys(made))


def _joined_by(texts: Sequence[str]) -> str:
    """Whom all facts name that add to the staff: 教师 of 招聘教师128名; "" for several or none."""
    named = {
        next((who for who, pattern in _WHO.items() if pattern.search(text)), "") for text in texts
    }
    return named.pop() if len(named) == 1 else ""


def _unborne(lead: str, texts: Sequence[str]) -> int:
    """How many of the things that a lead names side by side no fact is visibly about."""
    parts = [
        part for clause in lead.split("，") for part in re.split("[和、]", clause[duties.VERB :])
    ]
    is_list = len(parts) > 1 + lead.count("，")
    return sum(len(covers(part, texts)) == len(texts) for part in parts) if is_list else 0


def _by_topic(texts: Sequence[str], role: str, count: int) -> tuple[str, ...]:
    """Leads that name what the words of the facts are known to be about."""
    named = _named(texts, role)
    if not named:
        return (_from_own_words(texts, role),)
    subjects = [match.subject for match in named]
    fields = list(dict.fromkeys(match.topic for match in named))
    known = all(topics.matches(text, role) for text in texts)
    made = [*_by_subject(subjects, is_whole=known), *_by_field(fields)]
    if len(phrases(subjects)) > PAIR:  # a string of three deeds reads as leftovers put together
        made = [*_by_field(fields), *_by_subject(subjects, is_whole=known)]
        made.sort(key=lambda lead: bool(covers(lead, texts)))
    short = [each for each in dict.fromkeys(made) if len(each) <= LONGEST]
    return tuple((short or _rest(subjects, fields))[: max(1, count)])


def _by_subject(subjects: Sequence[Subject], *, is_whole: bool) -> list[str]:
    """Leads that name each subject: 抓好粮食生产，建设高标准农田."""
    if len(subjects) > FEW:
        return []
    named = phrases(subjects)
    made = ["，".join(named)]
    if len(named) > 1:
        made += ["、".join(named), "，".join(reversed(named))]
    return made if is_whole else [_open(subjects), *made]


def _open(subjects: Sequence[Subject]) -> str:
    """A lead that leaves room for a fact no word knows: 做好调处矛盾纠纷等工作."""
    named = phrases(subjects)
    if len(subjects) > PAIR or any(subject.verb in PLAIN_VERBS for subject in subjects):
        return f"抓好{listed([s.noun for s in subjects])}等工作"
    return f"做好{'、'.join(named)}等工作"


def _by_field(fields: Sequence[Topic]) -> list[str]:
    """Leads that name the fields or the area: 做好教育教学工作."""
    made = []
    if len(fields) == 1:
        made.append(fields[0].lead)
    elif len(fields) <= FIELDS:
        made.append(f"做好{listed([field.name for field in fields])}工作")
    parts = {field.area for field in fields}
    if len(fields) > 1 == len(parts) and (whole := topics.areas()[parts.pop()].lead):
        made.append(whole)
    return made


def _rest(subjects: Sequence[Subject], fields: Sequence[Topic]) -> list[str]:
    """Leads of a group that is too mixed to be named whole."""
    names = [field.name for field in fields]
    return [
        f"统筹{listed(names[:FEW])}等工作",
        f"抓好{listed([s.noun for s in subjects[:FEW]])}等工作",
    ]


def _named(texts: Sequence[str], role: str) -> list[Match]:
    """The fewest subjects that all facts known to any word are about, in the facts' order."""
    rows = likely(texts, role)
    left = list(range(len(rows)))
    chosen: list[Match] = []
    while left:
        counts = Counter(match.subject for at in left for match in rows[at])
        best = max((rows[at][0] for at in left), key=lambda m: (counts[m.subject], m.weight))
        chosen.append(best)
        left = [at for at in left if all(m.subject != best.subject for m in rows[at])]
    firsts = {m.subject: at for at, row in reversed(list(enumerate(rows))) for m in row}
    return sorted(chosen, key=lambda match: firsts[match.subject])


def likely(texts: Sequence[str], role: str) -> list[list[Match]]:
    """For each fact that any word knows what it may be about, first what it is among the others."""
    rows = []
    for text, first in zip(texts, topics.assigned(texts, role), strict=True):
        if first:
            found = [m for m in topics.matches(text, role) if m.weight >= SURE * first.weight]
            rows.append([first, *(m for m in found if m.topic == first.topic and m != first)])
    return rows


def phrases(subjects: Sequence[Subject]) -> list[str]:
    """抓好粮食生产, 发展电商直播和外贸出口; nouns of one verb stand together."""
    verbs = dict.fromkeys(subject.verb for subject in subjects)
    return [verb + listed([s.noun for s in subjects if s.verb == verb]) for verb in verbs]


def listed(nouns: Sequence[str]) -> str:
    """Nouns one by one, each once: 粮食、茶叶和生猪."""
    *first, last = dict.fromkeys(nouns)
    return ("、".join(first) + "和" if first else "") + last


def _from_own_words(texts: Sequence[str], role: str) -> str:
    """A lead for facts that no topic knows: a noun of theirs, else the section's plain words."""
    nouns = [noun for text in texts if (noun := _own_noun(text))]
    plain = PLAIN.get(role, PLAIN["duty"])[0]
    return f"抓好{listed(nouns[:PAIR])}等工作" if nouns else plain


def _own_noun(text: str) -> str:
    """What a fact is about in its own words: a short run of characters beside its figure; ""."""
    bare = list(text)
    for figure in scan(text, text, claims_only=False):
        bare[slice(*figure.span)] = "，" * (figure.span[1] - figure.span[0])
    runs = [_VERB.sub("", run) for run in _HAN.findall("".join(bare))]
    return next((run for run in runs if _NOUN[0] <= len(run) <= _NOUN[1]), "")


def echoes(lead: str, text: str) -> bool:
    """Whether a lead says over a fact what the fact says in the same words.

    >>> echoes("推进交流轮岗", "校长教师交流轮岗214人"), echoes("充实人员力量", "招聘教师128名")
    (True, False)
    """
    named = "".join(_HAN.findall(_QUIET.sub("", lead[duties.VERB :])))
    found = re.search(".{0,2}?".join(map(re.escape, named)), text)
    return bool(named and found)


def covers(lead: str, texts: Sequence[str], office: Office | None = None) -> list[int]:
    """The facts, by place, that a lead is not visibly about.

    It is about one when both share a telling pair of characters, or a field, or when it names
    the duty that the fact serves, what is a subject of it, or the area that it belongs to. A fact
    that no word knows goes on about the others: it is covered where any of them is.

    >>> covers("修建农村道路，改善医疗条件", ["修了3条通村公路", "卫生院装修", "发展党员19名"])
    [2]
    """
    for plain, said in office.own_words.items() if office else ():
        lead = lead.replace(said, plain)
    own, fields, parts = _pairs(lead), _fields(lead), _parts(lead)
    offices = [office, *duties.sections()] if office else duties.sections()
    known = [_fields(text) for text in texts]
    about = [
        _is_about(own, text)
        or bool(fields & found)
        or bool(parts & {t.area for t in found})
        or any(duties.names(lead, text, each) for each in offices)
        for text, found in zip(texts, known, strict=True)
    ]
    return [at for at, found in enumerate(known) if not (about[at] or (not found and any(about)))]


def share_words(lead: str, other: str) -> bool:
    """Whether two leads of a section name much the same in the same words.

    What all of an office's work is about may stand in several: 档案 of an archive.

    >>> share_words("开展理论学习和教育", "抓好理论学习")
    True
    >>> share_words("规范档案收集", "开展档案整理和资料查供")
    False
    >>> share_words("抓好粮食收购", "建设仓储设施")
    False
    """
    own, others = _pairs(lead[duties.VERB :]), _pairs(other[duties.VERB :])
    return 2 * len(own & others) > min(len(own), len(others))


def _fields(text: str) -> set[Topic]:
    """The fields that a text speaks of."""
    named = {topic for topic in topics.load() if topic.name in text or topic.lead in text}
    found = {match.topic for match in topics.matches(text)}
    return named | found | {topic for topic, _ in topics.weigh(text)}


def _parts(lead: str) -> set[str]:
    """The areas that a lead means as a whole."""
    return {
        area.id
        for area in topics.areas().values()
        if any(word in lead for word in area.words) or (area.lead and area.lead in lead)
    }


def _is_about(own: frozenset[str], text: str) -> bool:
    """Whether a fact, or what it is about by its subject, shares a telling pair of characters."""
    nouns = (_pairs(match.subject.noun) for match in topics.matches(text))
    return bool(own & _pairs(text).union(*nouns))


def _pairs(text: str) -> frozenset[str]:
    runs = _HAN.findall(_QUIET.sub(" ", text))
    return frozenset().union(*(grams(run, 2) for run in runs))
