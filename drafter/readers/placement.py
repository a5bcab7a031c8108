"""Where a fact goes by its own group heading or inline prefix, in the genre's words."""

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.document import Role
from drafter.document.genre import Genre
from drafter.likeness import PLACES, likeness
from drafter.schema import table

_PREFIX = re.compile(r"([^\s：:，。；、,;！？*＊]{1,40})\s*[：:]\s*(\S.*)", re.DOTALL)
# Labels without a colon; words that may be verbs (整改, 计划) are none.
_LABEL = (
    "[\u4e00-\u9fff]{0,4}(?:不足|短板|弱项|短处|缺点|毛病|打算|措施|思路)"
    "|(?:上年|去年|上次|上一年)[^，。]{0,2}(?:意见|反馈|批评|问题)"
)
_BEFORE = re.compile(
    rf"({_LABEL})\d{{0,2}}[ \u3000]+([\u4e00-\u9fff“].*)", re.DOTALL
)  # 不足 下村少
_BEHIND = re.compile(  # 工资欠45万未清——不足, 还有2个组断水 ← 这是欠账
    rf"(.{{4,}}?)[ \u3000]?(?:[—–-]{{1,2}}|[（(]|←)[ \u3000]?(?:[这那]?[是算])?"
    rf"({_LABEL}|欠账)[）)]?",
    re.DOTALL,
)
_ASSIGNED = re.compile(  # 查出漏缴31人（算队伍）, 谈话9次(放到廉政里)
    r"[（(](?:这[条个]?)?(?:可以|应该|就|都)?(?:算|归|放|写|列|属于?)(?:到|在|进|入|为)?"
    r"(?P<label>[\u4e00-\u9fff]{1,6}?)(?:里|中|部分|那块|这块|的|吧)*[）)]。?$"
)
_ASSIGNED_IN = 24  # characters at the end of a line in which that is said
_TRAILED = re.compile(  # 不足…… 人手少
    r"([\u4e00-\u9fff]{1,6})(?:…+|\.{3,}|。{2,})[ \u3000，,]*(\S.*)", re.DOTALL
)
_ORDINAL = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s*"
    r"|^[一二三四五六七八九十\d]{1,2}[ \u3000]+(?=[\u4e00-\u9fff])"
    r"|(?<!\d)[一二三四五六七八九十\d]{1,2}$"
)
_MARKS = re.compile(
    "[\\s“”《》（）()：:#*【】\\[\\]〔〕「」=…—。！!?？\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\u20e3]"
)
_HINT = re.compile(  # of how to fill it in, or who gave it: （可多条，一行一条）, （纪检小方给的）
    r"[（(](?:[^（）()\d]{0,8}(?:给|发|提供|写|报|列|整理|口述|转)(?:来|过来|我|来)*的?(?:[，,][^（）()\d]{0,8})?[)）]|[^（）()]*(?:必填|选填|填写|分条|逐条|可多条|一行一条|不少于|不超过|至少|最好|字以内|字左右|单选|多选|尽量|如有|别写|不要写|少写|多写|写短|写得)[^（）()]*[）)])"
)
_YEAR = re.compile(r"(?:19|20)\d\d\s*年度?|[上去本]一?年度?")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINED = re.compile(r"[和及与、]|以及")
_PAIR = 2  # characters of each of two names without a mark between
_HALVES = re.compile(r"[和及与、+＋/／&]|以及|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_FAILINGS = ("问题", "不足", "短板", "毛病", "差距", "弱项")  # of a criticism: 反馈的问题和不足
_REVIEW = re.compile(
    "(?:意见|建议|反馈|反映|评议|测评|点评|考核|座谈会?|问卷|巡[察视]|审计|督[查察]|检查|信访|提的?|说的?)$"
)
_OWN_NOW = re.compile("今年|当前|目前|现在|还|自身|自己|个人|本人|我")
_FILLING = re.compile(
    r"下一?步|自身|个人|我的|本人|自己|之处|方面|主要|突出|存在|第.[个条]|[的和与及]"
)
_ASIDE = re.compile(  # what is said around a heading: 说说毛病, 不足呢, 我的问题有
    r"^先[说讲]|^(?:再|最后|另外|下面)?(?:说说|讲讲|谈谈|聊聊|说下|讲下|说一下|关于|至于)|^(?:我的|自己的|个人的|本人的|主要)"
    r"|(?:呢|啊|吧|嘛|有|有这些|有以下|如下|有哪些|是)$"
    r"|(?:请|麻烦)?[你您]?(?:帮我|帮忙)?(?:写|列|记|凑)[一两二三四五\d]?[条点个]?$"
)
_LED = re.compile(r"^(?:那么?|嗯+|好的?|行|对了?|然后|还有|最后|接下来|下面|再)+")  # a question
_ASKING = re.compile(
    "(?:方面|[这那](?:一?块|方面))?(?:您?再?(?:说|讲|谈|聊)(?:说|讲|谈|聊|一?下|几句)|怎么样|如何|[呢啊吧])+$"
)
_SPOKEN = re.compile(
    r"([^\s，。：:；！？]{2,12})[。，,！]\s*(?=一是|一、|第一|首先)(\S.*)", re.DOTALL
)
OWN_WORDS = 8  # characters that stand by themselves once a section's name is cut from the front


_TALKED = re.compile(  # what a speaker opens a subject with: 队伍呢, 思想上，廉的方面，
    r"([\u4e00-\u9fff]{1,8}?)(?:(?:[这那]一?块|方面|上)?(?:嘛|呢|的话)|[这那]一?块|(?:方面|上)(?=[，,：:\s]))"
    r"[，,：:\s]*(\S.*)",
    re.DOTALL,
)
_ASKED_FIRST = re.compile(  # who talks asks himself first: 明年怎么弄 每个月补免1次
    r"([\u4e00-\u9fff]{0,6}(?:怎么|咋|如何)[\u4e00-\u9fff]{1,4})"
    r"(?:[呢嘛啊]?[ \u3000，,？?：:]+)(\S.*)",
    re.DOTALL,
)
_COUNTING = re.compile(r"(?<=的)\d{1,2}[条点个项](?=$|意见|问题|建议|[（(：:])")  # 给我提的3条
_POINTS_MADE = re.compile(  # 去年职工测评给我提了2条：, over what they are
    r"^(?:去年|上一?年度?|上次|上回)(?=.*(?:[给对](?:我|咱|本人|单位)|考核|测评|评议|述职|职代会|生活会))[^，。；\d]{0,16}?"
    r"(?:提|点|说|指)出?[了过](?:\d{1,2}|[一二两三四五六])[条点个项](?:意见|问题|建议|不足|毛病)?$"
)
_WISH = re.compile(r"[，,](?:最好|至少|请|尽量|要|别).*")  # 分管工作，最好带数据
_ASKED = re.compile(  # whether to tell what a heading names: 去年提的那几条，还写吗
    r"[，,](?:还|也|都|您|你)*(?:要|用|需要?)?(?:不要|不用)?(?:写|记得|说|提|讲)(?:不写|不)?[吗么没]?[？?]?$"
)
_TOLD_FIRST = re.compile(  # of a heading, why it stands here: 去年提的那几条先写，怕忘
    r"(?:的事)?(?:我)?先(?:写|记|说|列)(?:上|下|了|一下)?(?:[，,](?:我)?(?:怕|省得|免得|以免)[^，。；\d]{0,4}[忘漏落][了掉下]?)?$"
)
_ASKS = re.compile(
    r"[？?][^？?。\d]{0,10}$|(?:[有没]有[吗么没]|得[吗么不]|[吗么])$"
)  # 意见还记得不
_SAYS_MORE = re.compile(
    r"[：:]\s*\S|[\d*＊]|[”\"]$|，(?!.*(?:[？?]|[吗么不没]$))(?!最好|至少|请|尽量|要|别)"
)
SHORT, LONG = 6, 10  # characters of a line, or a heading, that names a place by its sound
SURE, LIKELY = math.log(0.9), math.log(0.5)  # of its share
_COUNTED = re.compile(r"\d")
SUBJECT = (4, 14)  # characters of a subject's name, fewest and most
JOTTED = 24  # characters of a heading in spoken words
_NAMED = re.compile(r"<(\w+)>")
TITLE_LENGTH = 4  # characters of a section's name; shorter ones (招商, 安全) are topics


@dataclass(frozen=True, slots=True)
class JottedTables:
    """The tables of `data/jotted.toml`."""

    words: dict[str, str]
    headings: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SubjectTables:
    """The tables of `data/subjects.toml`, words parted by blanks."""

    before: str
    tails: str
    joins: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact's text, its place, and the words that placed it."""

    text: str
    role: str
    group: str


@dataclass(frozen=True, slots=True)
class Words:
    """A genre's words for its places, longest first."""

    feedback: tuple[str, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    alone: tuple[tuple[str, str], ...] = ()

    @property
    def all(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every place with its words."""
        return ((Role.FEEDBACK, self.feedback), *self.answers, *self.sections)


def place(text: str, group: str, genre: Genre) -> Placed:
    """Place one bullet. A prefix of its own goes before the heading it stands under.

    Under last year's feedback everything is feedback: `问题：` and `整改：` there are its two
    halves, not this year's shortcomings and measures; under a long question about it is anything.
    """
    role = heading_role(group, genre)
    if role == Role.FEEDBACK and _ASKS.search(group) and len(group) > LONG:
        role = ""
    if told := _assigned(text, genre) or _announced(text, genre):
        return told
    talked = _TALKED.fullmatch(text) or _ASKED_FIRST.fullmatch(text)
    if talked and role != Role.FEEDBACK and (about := jotted_role(talked[1], genre)):
        return Placed(talked[2], about, talked[1])
    if role != Role.FEEDBACK and (labelled := _labelled(text, genre)):
        return labelled
    found = _PREFIX.fullmatch(text)
    own = prefix_role(found[1], genre) or _alone_role(found[1], genre) if found else ""
    if (
        found is None
        or not own
        or role == Role.FEEDBACK
        or _is_narrower(found[1], own, role, genre)
    ):
        return Placed(text, role, group)
    prefix, rest = found.groups()
    is_topic = own in genre.roles and not (names_place(prefix, genre) or _is_title(prefix, genre))
    if is_topic and role in genre.roles and names_place(group.removesuffix("建设"), genre):
        return Placed(text, role, group)  # 教学事故： under 队伍 is what its author put there
    if own in set(Role):
        says_more = not any(names_place(p, genre) for p in (prefix, _FILLING.sub("", prefix)))
    else:
        says_more = not (_is_title(prefix, genre) and len(rest) >= OWN_WORDS)
    return Placed(text if says_more or _YEAR.search(prefix) else rest, own, prefix)


def _is_narrower(prefix: str, own: str, role: str, genre: Genre) -> bool:
    """Whether a prefix only touches on another section than its heading: 劳动纪律 of a team."""
    is_other = role in genre.roles and own in genre.roles and own != role
    return is_other and not names_place(prefix, genre)


def _labelled(text: str, genre: Genre) -> Placed | None:
    """A fact with failing, plan or criticism said before or behind it, without a colon.

    Any part may be named in front of an ellipsis, as who thinks of what to say types it.
    """
    trailed = _TRAILED.fullmatch(text)
    if trailed and names_place(trailed[1], genre):
        return Placed(trailed[2], heading_role(trailed[1], genre), trailed[1])
    before, behind = _BEFORE.fullmatch(text), _BEHIND.fullmatch(text)
    for found, label, told in ((before, 1, 2), (behind, 2, 1)):
        if found and names_place(found[label], genre):
            role = heading_role(found[label], genre)
            if role in set(Role):
                return Placed(found[told], role, found[label])
    return None


def _announced(text: str, genre: Genre) -> Placed | None:
    """A row behind the name of its part: 说说毛病。一是……"""
    spoken = _SPOKEN.fullmatch(text)
    if spoken is None or not names_place(spoken[1], genre):
        return None
    return Placed(spoken[2], heading_role(spoken[1], genre), spoken[1])


def _assigned(text: str, genre: Genre) -> Placed | None:
    """A fact with the part behind it that it is to count to: 查出漏缴31人（算队伍）."""
    found = _ASSIGNED.search(text, max(0, len(text) - _ASSIGNED_IN))
    told = text[: found.start()].rstrip() if found else ""
    if found is None or not told or not names_place(found["label"], genre):
        return None
    role = heading_role(found["label"], genre)
    return Placed(told, role, found["label"]) if role else None


def _is_title(prefix: str, genre: Genre) -> bool:
    """Whether it only repeats a section's name: 队伍作风 does, 安全生产 says what it is about."""
    names = {word for _, own in _words(genre).sections for word in own if len(word) >= TITLE_LENGTH}
    return _bare(prefix) in names


@lru_cache(maxsize=1024)
def heading_role(heading: str, genre: Genre) -> str:
    """The place a group heading names; "" when it names none, or two.

    Last year's feedback is recognised first: it speaks of problems and measures too. Of
    shortcomings and measures the last named decides (问题整改措施 are measures), and both joined
    by 和 or 及 leave the matter to the prefixes. Otherwise the section with most characters named.
    """
    bare = _bare(heading)
    if not bare or names_answers(heading, genre):
        return ""
    words = _words(genre)
    if own := _alone(bare, words) or jotted_role(heading, genre):
        return own
    if _covered(words.feedback, bare) or _names_two(heading):
        return Role.FEEDBACK if _covered(words.feedback, bare) else ""
    section = max(words.sections, key=lambda entry: _covered(entry[1], bare))
    share = _covered(section[1], bare)
    ends = {role: _last_end(own, bare) for role, own in words.answers}
    answers = [role for role, end in ends.items() if end]
    if answers and (not share or max(ends.values()) == len(bare)):
        if len(answers) > 1 and _JOINED.search(bare):
            return ""
        return max(answers, key=lambda role: ends[role])
    return section[0] if share else _sounding(heading, LONG) or _subject_role(bare, genre)


@lru_cache(maxsize=1024)
def names_answers(heading: str, genre: Genre) -> bool:
    """Whether a heading names failings beside plans or last year's criticism; its lines say which.

    >>> from drafter.document import genre
    >>> told = ("反馈与不足", "问题和打算", "反馈的问题和不足", "反馈意见及整改措施", "不足")
    >>> [names_answers(each, genre.load("shuzhi")) for each in told]
    [True, True, False, False, False]
    """
    halves = _halves(heading)
    if len(halves) <= 1 or len(heading) > JOTTED:
        return False
    roles = [heading_role(half, genre) for half in halves]
    is_one = halves[0].endswith(_FAILINGS) and not _OWN_NOW.search(halves[1])
    is_criticism = roles[0] == Role.FEEDBACK and is_one
    is_several = len(set(roles)) > 1 and set(roles) <= set(Role)
    return is_several and Role.SHORTCOMING in roles and not is_criticism


def halves(heading: str, genre: Genre) -> tuple[str, ...]:
    """The names that a heading joins, with a mark or word between or of two characters each.

    >>> from drafter.document import genre
    >>> [halves(each, genre.load("shuzhi")) for each in ("党建+队伍", "党建 队伍", "中心工作")]
    [('党建', '队伍'), ('党建', '队伍'), ('中心工作',)]
    """
    told = _MARKS.sub("", heading)
    joined = _halves(heading)
    pair = told[:_PAIR], told[_PAIR:]
    is_pair = len(told) == 2 * _PAIR and all(names_place(half, genre) for half in pair)
    return pair if len(joined) == 1 and is_pair else joined


def _halves(heading: str) -> tuple[str, ...]:
    """What stands between the marks, words and blanks that join names, each without marks."""
    told = (_MARKS.sub("", half) for half in _HALVES.split(_ORDINAL.sub("", heading.strip())))
    return tuple(filter(None, told))


def subject(clause: str, genre: Genre) -> str:
    """The name of the part that a clause of a question asks for: 那今年的不足呢; "" for none.

    Of failings, plans and criticism a word is enough; any other part has to be all that is named.

    >>> from drafter.document import genre
    >>> told = ("那今年的不足呢", "党建", "去年民主测评不是有意见嘛", "队伍方面呢", "待闸时间呢")
    >>> [bool(subject(each, genre.load("shuzhi"))) for each in told]
    [True, True, True, True, False]
    """
    told = _ASIDE.sub("", _ASKING.sub("", _LED.sub("", clause.strip())))
    is_named = bool(told) and (
        heading_role(told, genre) in set(Role) or (names_place(told, genre) and len(told) > 1)
    )
    return told if is_named else ""


def sounds_critical(label: str, genre: Genre) -> bool:
    """Whether a label says who found something wanting: 职代会意见, 上年民主测评."""
    return bool(_REVIEW.search(label)) or heading_role(label, genre) == Role.FEEDBACK


def _names_two(heading: str) -> bool:
    """Whether a heading of two halves names two sections: 师资与廉洁; its lines say which."""
    told = _halves(_YEAR.sub("", heading))
    if len(told) != 2:  # noqa: PLR2004  one before, one behind
        return False
    sounds = [likeness(half, is_heading=True) for half in told]
    places = [max(each, key=each.__getitem__) for each in sounds]
    sure = all(each[place] > LIKELY for each, place in zip(sounds, places, strict=True))
    return sure and len(set(places)) == len(places) and set(places) <= set(PLACES[:4])


def _sounding(heading: str, most: int) -> str:
    """Last year's criticism, failings or plans, where a heading sounds like them: 去年评的."""
    bare = _MARKS.sub("", _ORDINAL.sub("", _HINT.sub("", heading.strip())))
    if not bare or len(bare) > most or _COUNTED.search(bare):
        return ""
    sounds = likeness(bare, is_heading=True)
    return next((role for role in Role if sounds[role] > SURE), "")


def prefix_role(prefix: str, genre: Genre) -> str:
    """The place an inline prefix names: its words have to be at least half of the prefix.

    解决突出问题： opens a deed and not a shortcoming, though it ends in 问题.
    """
    bare = _ASIDE.sub("", _bare(prefix))
    words = _words(genre)
    if _YEAR.search(prefix) and _covered(words.feedback, bare):
        return Role.FEEDBACK
    fitting = [
        (_covered(own, bare), -order, role)
        for order, (role, own) in enumerate(words.all)
        if bare and 2 * _covered(own, bare) >= len(bare)
    ]
    return max(fitting)[2] if fitting else ""


def names_place(text: str, genre: Genre) -> bool:
    """Whether a line is nothing but the name of a place: 不足, 二、改进措施."""
    bare, words = _bare(text.rstrip("：:")), _words(genre)
    if not bare:
        return False
    if _alone(bare, words) or jotted_role(text, genre) or _sounding(text, SHORT):
        return True
    spaced = _ORDINAL.sub("", text.strip()).split()
    if len(spaced) == 2 and all(names_place(half, genre) for half in spaced):  # noqa: PLR2004
        return True  # 纪律 作风
    without_aside = _ASIDE.sub("", bare)
    return any(
        _covered(own, each) == len(each)
        for _, own in words.all
        for each in {bare, without_aside} - {""}
    )


def _alone_role(prefix: str, genre: Genre) -> str:
    """The place that a prefix names as a heading would: 往后, 差的, 人员."""
    return _alone(_bare(prefix), _words(genre)) or jotted_role(prefix, genre)


@lru_cache(maxsize=1024)
def jotted_role(heading: str, genre: Genre) -> str:
    """The place that a heading in spoken words names as a whole; "" when it names none.

    >>> from drafter.document import genre
    >>> told = ("干了啥", "班子那块", "不好的", "咋改", "去年提的意见", "自我画像（短处）", "修路")
    >>> [jotted_role(each, genre.load("shuzhi")) for each in told]
    ['duty', 'team', 'shortcoming', 'measure', 'feedback', 'shortcoming', '']
    """
    told = _ORDINAL.sub("", _HINT.sub("", heading.strip().rstrip("：:")))
    told = _POINTS_MADE.sub("去年提的意见", told)
    told = _TOLD_FIRST.sub("", _ASKED.sub("", _COUNTING.sub("", told)))
    if _SAYS_MORE.search(_ANY_YEAR.sub("", told)):
        return ""
    plain = _MARKS.sub("", told)
    plain = _WISH.sub("", plain.strip("，。、；"))
    if not 0 < len(plain) <= JOTTED:
        return ""
    for each in {plain: None, _ASIDE.sub("", plain): None}:
        for role, pattern in _jotted():
            if pattern.fullmatch(each):
                return role if role in (*genre.roles, *Role) else ""
    return ""


def names_subject(text: str) -> bool:
    """Whether a line is nothing but the name of a subject, as it heads what stands below it.

    >>> [names_subject(each) for each in ("队伍建设", "三、廉洁从业情况", "自身建设")]
    [True, True, True]
    >>> [names_subject(each) for each in ("推进队伍建设", "队伍建设有进步", "完成审计", "党建")]
    [False, False, False, False]
    """
    bare = _bare(text.rstrip("：:"))
    is_long = SUBJECT[0] <= len(bare) <= SUBJECT[1]
    return is_long and any(pattern.fullmatch(bare) for _, pattern in _subjects())


def _subject_role(bare: str, genre: Genre) -> str:
    """The section that a subject belongs to which only the table of subjects knows: 自身建设."""
    if not SUBJECT[0] <= len(bare) <= SUBJECT[1]:
        return ""
    roles = (role for role, pattern in _subjects() if pattern.fullmatch(bare))
    return next((role for role in roles if role in genre.roles), "")


@cache
def _subjects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of subjects by their sections, last those that belong to several."""
    told = table(SubjectTables, "subjects")

    def any_of(words: str) -> str:
        return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"

    def pattern(names: str) -> re.Pattern[str]:
        name, before = any_of(names), f"{any_of(told.before)}?"
        joined = f"{name}(?:{any_of(told.joins)}?{name}){{0,3}}"
        return re.compile(f"{before}{joined}(?:{any_of(told.tails)}){{0,3}}")

    every = [(role, pattern(names)) for role, names in told.names.items()]
    return (*every, ("", pattern(" ".join(told.names.values()))))


@cache
def _jotted() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of headings in spoken words, by the places they name."""
    told = table(JottedTables, "jotted")

    def filled(pattern: str) -> str:
        return _NAMED.sub(lambda name: f"(?:{told.words[name[1]]})", pattern)

    return tuple(
        (role, re.compile("|".join(map(filled, patterns))))
        for role, patterns in told.headings.items()
    )


def _alone(bare: str, words: Words) -> str:
    """The place that a heading names only as a whole, what is said around it left out."""
    without_aside = _ASIDE.sub("", bare)
    return next((role for word, role in words.alone if word in {bare, without_aside}), "")


def _bare(text: str) -> str:
    """Without numbering, years and marks."""
    text = _YEAR.sub("", _ORDINAL.sub("", _HINT.sub("", text.strip())))
    return _MARKS.sub("", text)


def _covered(words: tuple[str, ...], text: str) -> int:
    """How many characters of `text` these words cover, each counted once."""
    covered: set[int] = set()
    for word in words:
        start = text.find(word)
        while start >= 0:
            covered.update(range(start, start + len(word)))
            start = text.find(word, start + 1)
    return len(covered)


def _last_end(words: tuple[str, ...], text: str) -> int:
    return max((text.rfind(word) + len(word) for word in words if word in text), default=0)


@cache
def _words(genre: Genre) -> Words:
    short, cure = genre.shortcomings, genre.measures
    return Words(
        feedback=genre.feedback.groups,
        answers=(
            (Role.SHORTCOMING, _names(short.groups, short.labels, (short.label,))),
            (Role.MEASURE, _names(cure.groups, cure.labels, (cure.label,))),
        ),
        alone=tuple(
            (word, role)
            for role, own in (
                (Role.FEEDBACK, genre.feedback.alone),
                (Role.SHORTCOMING, short.alone),
                (Role.MEASURE, cure.alone),
                *((spec.role, spec.alone) for spec in genre.sections),
            )
            for word in own
        ),
        sections=tuple(
            (spec.role, _names(spec.groups, (spec.name,), tuple(map(_head, spec.headings))))
            for spec in genre.sections
        ),
    )


def _names(*rows: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for row in rows for each in row if (word := _bare(each)))


def _head(heading: str) -> str:
    """旗帜鲜明讲政治 of 旗帜鲜明讲政治，坚决做到“两个维护”."""
    return re.split("[，,]", heading)[0]
