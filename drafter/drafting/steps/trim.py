"""What stands around a fact on its line and is none of it: greetings, notes, slips, stickers.

A line of nothing else is no fact; the rules that know it say why (`data/sift.toml`).
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafter.document import Fact
from drafter.drafting.steps.takenback import COUNT, righted, untold
from drafter.likeness import PLACES, is_like_none, likeness
from drafter.readers.hints import tells_writer
from drafter.schema import table

NOTHING = "没有内容"
TOO_LONG = "太长，不像一条要点"
MOST = 10_000  # characters that a fact has at most; a whole report has five thousand
LONGEST = 80  # characters of a line or clause that may be no fact
BARE = 12  # characters of what is left where its figure is open
OPEN = "还没有定的数"
TO_WRITER = "给同事的话"
UNWANTED = "说了不写的"
HINT = "模板里的提示"
CERTAIN = math.log(0.7)  # of the share of a part, from which a topic names it
ASIDE = 1.5  # by which words beside a fact have to sound more like none than like one
LEAST_SAID = 6  # characters of such words
HELD = 2  # characters that a kept fact has at least
_MARKS = "，。；！？,;!?~～…· \t\u3000：:、—–-=←"
UNMARKED = 20  # characters of what was said in one breath, from which it is parted
_TURN = re.compile(r"(?<=[\u4e00-\u9fff]{6})(?=(?:今年|明年|现在)[\u4e00-\u9fff])")
SPOKEN = 2  # pauses in a line from which it is speech that was written down
_MARKED = re.compile("[，。；：！？、,;:!?]")
_PAUSE = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_MOVED = "(?:压|涨|升|降|增|减|提高?|缩短?|扩大?|翻)[到至成为]"  # from a figure to another
# Before what goes on with a new clause: 没迟到 请假3天, 送两箱橙子 退了, 我是组长 领学6次.
_NEW_CLAUSE = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=退[了还回]|(?:没(?!有?(?:[，。；]|$))|未|都|也|已|平均"
    r"|全[校县镇村乡局院所站班厂队]|现在|今年|后来|结果)[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff])[ \u3000]+(?=(?:当场|当天|立马|马上)[\u4e00-\u9fff]|(?:我|本人)[没不未])"
    r"|(?<=[\u4e00-\u9fff]了)[ \u3000]+(?=[\u4e00-\u9fff]{1,4}了)"
    r"|(?:(?<=^没[\u4e00-\u9fff]{2})|(?<=[，；]没[\u4e00-\u9fff]{2}))[ \u3000]+(?=[\u4e00-\u9fff])"
)
_POST = re.compile(r"^((?:我|本人)是[\u4e00-\u9fff]{2,12})[ \u3000]+(?=[\u4e00-\u9fff])")
_LABEL = re.compile(r"^((?:意见|问题|建议)[一二三四五六七八九\d])[ \u3000]+(?=[\u4e00-\u9fff“])")
# Behind a figure: 造林3120亩 成活93%, 林区1 场部1, 发展9名 35岁以下6名; not 3 所, 2024年 5月.
# And behind what there is none of: 火灾没有 连着三年了 is no 没有连着三年.
_AFTER_FIGURE = re.compile(
    r"(?:(?<=\d[%％])|(?<=[\d万亿百千][\u4e00-\u9fff])(?<![年月日第])|(?<=\d(?:公里|万元|亿元|人次)))"
    rf"[ \u3000]+(?=[\u4e00-\u9fff“])(?!{_MOVED})"
    r"|(?<=[\u4e00-\u9fff]\d)[ \u3000]+(?=[\u4e00-\u9fff]{2,4}\d)"
    r"|(?<=\d\.\d)[ \u3000]+(?=嫌|说|同?比|今年|去年|排[名在第]|居)"
    r"|(?<=\d{3})[ \u3000]+(?=[涨升降增减][长加高低]?了?\d[\d.]*[%％])"
    r"|(?<=[\d一两二三四五六七八九十][名人个户家件次场期所处])[ \u3000]+(?=\d)"
    r"|(?<=[\u4e00-\u9fff]没有)[ \u3000]+(?=[\u4e00-\u9fff])"
    r"|(?<=\d)[ \u3000]+(?=第[一二三四五六][条个点]|其次|另外)"
)
_LONG_PAUSE = re.compile(r"(?<=[\u4e00-\u9fff]{6}) +(?=[\u4e00-\u9fff]{6})")
_FILLER = re.compile(
    r"(?:(?<=\s)|^)(?:(?:嗯|呃|额|啊|诶|那个|这个|就是|我想想|我想一下|对)[啊呢]?\s+"
    r"|(?:嗯|呃|额)?(?:然后呢?|还有(?:一个)?就是|再就是|另外就是|接下来就是)\s*|(?:嗯|呃|额)+(?=[\u4e00-\u9fff]))"
)
_WORD = re.compile(r"[\w*＊〇]")
_DIGIT = re.compile(r"\d")
_AGREED = re.compile(r"以[^，。；（）()]{1,24}为准")  # （小冉，以系统导出的92.4%为准）
_ONLY_FIGURE = re.compile(r"\d[\d,.]*[万亿]?[\u4e00-\u9fff%％]{0,2}")
_OFFICER = re.compile(  # （法定代表人：王强） says whose it is
    "(?:法定代表人|法人(?:代表)?|[^：:]{0,4}(?:负责人|带头人|传承人|牵头人)|户主|校长|院长|厂长|经理|董事长|书记|主任|支书|站长)"
    "[：:]?[\u3400-\u9fff·]{2,4}"
)
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]*")
_NAMED = re.compile(r"<(\w+)>")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]|〔[^〔〕]*〕")
_UNCLOSED = re.compile(r"[（(][^（）()]*$")
_CRY = re.compile(r"(?<=[\u4e00-\u9fff\d%％])[！!]+[ \u3000]*(?=[\w“（])")  # inside a fact
_EMOJI = re.compile(
    "/(?:微笑|玫瑰|强|握手|抱拳|偷笑|呲牙|合十|流汗|捂脸|可爱|憨笑|鼓掌|大哭|OK)(?![\u4e00-\u9fff])"
    "|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\u20e3]+"
)
_SIDE = "(?:[这那](?:一?块|边|头)|方面)"
_TOPIC = re.compile(  # 红包嘛， 心理健康这块 配了2名 中考那边 600分以上58人
    rf"^([\u4e00-\u9fff]{{1,6}}?)(?:(?:{_SIDE}[嘛呢啊]?|[嘛呢啊]|的话)[，,]"
    rf"|{_SIDE}[嘛呢啊]?[ \u3000]+|{_SIDE}(?=：))"
)
_CRIED = re.compile(r"^([\u4e00-\u9fff]{2,6})[！!]\s*(?=\S)")  # 宿舍楼！新楼9月用上了
CALLED = re.compile(r"^(?:@[^\s@，。：:]{1,12}[\s\u3000：:]+)+")
# A blank parts what people type into a chat without marks; one between digits does not.
_CLAUSE = re.compile(
    r"(?:[^，。；！？,;!?~～…←—\s]|(?<!—)—(?!—)|(?<=\d),(?=\d{3})|(?<=[\w.:/])[ ](?=[\d])"
    r"|(?<=\d)[ ](?=[\u4e00-\u9fff]{1,3}(?![\u4e00-\u9fff])))+"
)


@dataclass(frozen=True, slots=True)
class Noise:
    """One kind of what is no fact."""

    why: str
    line: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    group: tuple[str, ...] = ()  # of headings under which nothing is a fact


@dataclass(frozen=True, slots=True)
class SiftTables:
    """The tables of `data/sift.toml`."""

    words: dict[str, str]
    openings: tuple[str, ...]  # what a speaker says in front of a fact, and is none of it
    noise: tuple[Noise, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """A line as it may be told, what was taken off it, and why it is no fact, if it is none."""

    kept: str
    taken: tuple[str, ...] = ()
    why: str = ""
    opened: tuple[str, ...] = ()  # what only opened it, and nobody misses


def trimmed(fact: Fact) -> str:
    """The fact without greeting and notes around it; as it was where it is none.

    >>> trimmed(Fact("F1", "王局好，今年修路3公里（数字再核一下）"))
    '今年修路3公里'
    """
    parted = part(fact)
    return fact.text if parted.why else parted.kept


def taken_from(fact: Fact) -> tuple[str, ...]:
    """What `trimmed` takes off a fact.

    >>> taken_from(Fact("F1", "王局好，今年修路3公里（数字再核一下）"))
    ('（数字再核一下）', '王局好')
    """
    parted = part(fact)
    return () if parted.why else (*parted.taken, *parted.opened)


def said_beside(fact: Fact) -> tuple[str, ...]:
    """What `trimmed` takes off a fact and tells something, so that it may be missed.

    >>> said_beside(Fact("F1", "哦对了，今年修路3公里（数字再核一下）"))
    ('（数字再核一下）',)
    """
    parted = part(fact)
    return () if parted.why else parted.taken


def part(fact: Fact) -> Parted:
    """A line parted into the fact and what is none."""
    if len(fact.text) > MOST:
        return Parted("", (fact.text,), TOO_LONG)
    text = _EMOJI.sub("", fact.text).strip()
    signs = tuple(_EMOJI.findall(fact.text))
    if why := _why_whole(text):
        return Parted("", (fact.text,), why)
    text, unwanted = untold(_closed(text))
    if not text:
        return Parted("", (fact.text,), UNWANTED)
    text, wrong = righted(text)
    kept, taken = _unbracketed(text)
    taken = [*unwanted, *wrong, *taken]
    if called := CALLED.match(kept):
        kept, taken = kept[called.end() :], [*taken, called[0].strip()]
    kept, more, why = _stripped(kept)
    kept, beside = _unlike_stripped(kept)
    more += beside
    if why := _why_rest(kept, taken, more, why):
        return Parted("", (fact.text,), why)
    kept, spoken = _unaddressed(kept)
    kept = _pointed(kept)
    kept, said = _unopened(kept)
    return Parted(_CRY.sub("，", kept), (*signs, *taken, *more, *spoken), opened=tuple(said))


def _unopened(text: str) -> tuple[str, list[str]]:
    """What was said without the words that only open it, and those: 对了, 忘了说, 宿舍楼！

    A topic that is called out or led with goes on as a word of the fact, but for one that the
    fact says again, or that names a part of the report.

    >>> _unopened("哦还漏一个 教代会开了2次"), _unopened("食堂！忘了说 食堂改成自营了")
    (('教代会开了2次', ['哦还漏一个']), ('食堂改成自营了', ['食堂！', '忘了说']))
    >>> _unopened("然后那个控辍保学啊，劝回来6人"), _unopened("心理健康这块 配了2名老师")
    (('控辍保学，劝回来6人', ['然后那个', '啊，']), ('心理健康，配了2名老师', ['这块']))
    """
    taken: list[str] = []
    cried = ""
    while True:
        if said := _openings().match(text):
            text, taken = text[said.end() :], [*taken, said[0].strip()]
        elif called := _CRIED.match(text):
            text, cried, taken = text[called.end() :], called[1], [*taken, called[0].strip()]
        else:
            break
    if cried and cried not in text:
        return f"{cried}，{text}", [each.removeprefix(cried) for each in taken]
    topic = _TOPIC.match(text)
    if topic is None:
        return text, taken
    rest = text[topic.end() :]
    if _names_part(topic[1]):
        return rest.lstrip("："), [*taken, topic[0].strip()]
    mark = "" if rest.startswith("：") else "，"
    return f"{topic[1]}{mark}{rest}", [*taken, topic[0].removeprefix(topic[1]).strip()]


def _names_part(topic: str) -> bool:
    """Whether a speaker's topic is a part of the report and not its matter: 队伍嘛, not 红包嘛."""
    sounds = likeness(topic, is_heading=True)
    return max(sounds[each] for each in PLACES) > CERTAIN


def _why_rest(kept: str, taken: list[str], more: list[str], why: str) -> str:
    """Why what is left of a line is no fact, notes taken off it; "" where it may be one."""
    rest = _why(kept.strip(_MARKS), is_line=True) or _why(kept.strip(), is_line=True)
    if (taken or more) and rest:
        return why or rest
    if OPEN in {_why(each.strip(_MARKS), is_line=False) for each in more} and _is_bare(kept):
        return OPEN
    if more and _ONLY_FIGURE.fullmatch(kept.strip(_MARKS)):  # 收到，86.3万 says it after somebody
        return why or NOTHING
    if not _WORD.search(kept):
        return why or _why(_inside(taken), is_line=False) or NOTHING
    if more and not COUNT.search(kept) and is_like_none(kept) > 0:  # 先这样，开会去了，急事打…
        return next(filter(None, (_why(each.strip(_MARKS), is_line=False) for each in more)), "")
    return ""


def _why_whole(text: str) -> str:
    """Why nothing of a line is a fact: it is a note, says so itself, or is all in brackets."""
    if not _WORD.search(text):
        return NOTHING
    if tells_writer(text):
        return HINT
    if why := _why(text, is_line=True) or _why(text.strip(_MARKS), is_line=True):
        return why
    if whole := _BRACKETED.fullmatch(text):
        return next(
            filter(None, (_why(each, is_line=True) for each in _clauses(whole[0][1:-1]))), ""
        )
    return ""


def _closed(text: str) -> str:
    """The text with the bracket closed that was left open at its end: 请假3天（孩子发烧."""
    found = _UNCLOSED.search(text)
    return text + ("）" if found[0][0] == "（" else ")") if found else text


def _is_bare(text: str) -> bool:
    """Whether nothing is left but what should have been measured: 环保税，万元."""
    return len(text) <= BARE and not COUNT.search(text)


def _pointed(text: str) -> str:
    """What was spoken and written down without marks, with a comma where its speaker paused.

    >>> _pointed("去年考核说视频质量不高 今年成立了视频组 呃 做了五十六部"), _pointed("修路 3条")
    ('去年考核说视频质量不高，今年成立了视频组，做了五十六部', '修路 3条')
    >>> _pointed("造林3120亩 成活93%")
    '造林3120亩，成活93%'
    >>> _pointed("没迟到 请假3天"), _pointed("我是学习组长 领学6次"), _pointed("意见四 镇大厅没人")
    ('没迟到，请假3天', '我是学习组长，领学6次', '意见四：镇大厅没人')
    >>> _pointed("火灾没有 连着三年了"), _pointed("发展9名 35岁以下6名")
    ('火灾没有，连着三年了', '发展9名，35岁以下6名')
    """
    is_spoken = _is_spoken(text)
    if len(text) > UNMARKED and not _MARKED.search(text):
        text = _TURN.sub("，", text)
    if not is_spoken:
        text = _POST.sub(r"\1，", _LABEL.sub(r"\1：", text))
        return _AFTER_FIGURE.sub("，", _NEW_CLAUSE.sub("，", text))
    told: list[str] = []
    for said in _PAUSE.split(_FILLER.sub("", text)):
        if not (told and len(said) >= HELD + 1 and said in told[-1]):  # 一百二十万吧 对 一百二十万
            told.append(said)
    return _AFTER_FIGURE.sub("，", "，".join(told))


def _unaddressed(text: str) -> tuple[str, list[str]]:
    """What was said in one breath without what is said to the writer between, and that.

    >>> _unaddressed("培训9期 这个你写好听点 来了410人")
    ('培训9期 来了410人', ['这个你写好听点'])
    """
    if not _is_spoken(text):
        return text, []
    pieces = _PAUSE.split(text)
    taken = [
        piece
        for piece in pieces
        if not _DIGIT.search(piece) and _why(piece.strip(_MARKS), is_line=False) == TO_WRITER
    ]
    return " ".join(piece for piece in pieces if piece not in taken), taken


def _is_spoken(text: str) -> bool:
    """Whether a line without marks has the pauses of somebody who talks."""
    pauses = len(_PAUSE.findall(text)) >= SPOKEN or _LONG_PAUSE.search(text)
    return bool(pauses) and not _MARKED.search(text)


def _inside(taken: list[str]) -> str:
    return taken[0].strip("（）()【】[]〔〕") if taken else ""


def _unbracketed(text: str) -> tuple[str, list[str]]:
    """The text without brackets that hold a note or a sticker, and those brackets."""
    taken: list[str] = []

    def drop(found: re.Match[str]) -> str:
        first = next(_clauses(found[0][1:-1]), "")
        if (
            _why(found[0], is_line=False)
            or (first and _why(first, is_line=False))
            or _is_aside(found[0][1:-1])
            or _AGREED.search(found[0])
        ):
            taken.append(found[0])
            return ""
        told, beside = _without_end(found[0][1:-1])
        taken.extend(beside)
        return f"{found[0][0]}{told}{found[0][-1]}" if beside else found[0]

    return _BRACKETED.sub(drop, text), taken


def _without_end(said: str) -> tuple[str, list[str]]:
    """What stands in brackets without a note at its end, and that: （3、6月，讲稿在档案盒里）."""
    spans = [found.span() for found in _CLAUSE.finditer(said)]
    is_note = len(spans) > 1 and _why(said[slice(*spans[-1])].strip(_MARKS), is_line=False)
    at = spans[-1][0] if is_note else len(said)
    return said[:at].rstrip(_MARKS), [said[at:]] if is_note else []


def _stripped(text: str) -> tuple[str, list[str], str]:
    """The text without clauses at both ends that are none of a fact, those, and the first why."""
    spans = [found.span() for found in _CLAUSE.finditer(text)]
    reasons = [_why(text[slice(*span)].strip(_MARKS), is_line=False) for span in spans]
    first, last = 0, len(spans)
    while first < last and reasons[first]:
        first += 1
    while last > first and reasons[last - 1]:
        last -= 1
    if first == last:
        return "", [text], next(iter(reasons), "")
    if not first and last == len(spans):
        return text.strip(), [], ""
    taken = [text[slice(*span)] for span in (*spans[:first], *spans[last:])]
    end = spans[last - 1][1] if last < len(spans) else len(text)
    return text[spans[first][0] : end].strip(), taken, ""


def _unlike_stripped(text: str) -> tuple[str, list[str]]:
    """The text without sentences at both ends that sound like no fact, and those sentences."""
    rows = [found[0] for found in _SENTENCE.finditer(text)]
    first, last = 0, len(rows)
    while first < last and _is_aside(rows[first]):
        first += 1
    while last > first and _is_aside(rows[last - 1]):
        last -= 1
    if first == last or len(rows) == last - first:
        return text, []
    return "".join(rows[first:last]).strip(), [*rows[:first], *rows[last:]]


def _is_aside(text: str) -> bool:
    said = text.strip(_MARKS)
    if _OFFICER.fullmatch(said):
        return False
    is_said = len(said) >= LEAST_SAID and not COUNT.search(said)
    return is_said and is_like_none(said) > ASIDE


def _clauses(text: str) -> Iterator[str]:
    return (found[0].strip(_MARKS) for found in _CLAUSE.finditer(text))


def _why(text: str, *, is_line: bool) -> str:
    """Why a line or a clause is no fact; "" where it may be one."""
    if not text or len(text) > LONGEST:
        return ""
    for why, line, clause in _compiled():
        if clause.fullmatch(text) or (is_line and line.fullmatch(text)):
            return why
    return ""


@cache
def tables() -> SiftTables:
    """The tables, read once."""
    return table(SiftTables, "sift")


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Each reason with its patterns for lines and for clauses."""
    rules = tables()

    def one(patterns: tuple[str, ...]) -> re.Pattern[str]:
        return re.compile("|".join(filled(each, rules.words) for each in patterns) or r"(?!)")

    return tuple((kind.why, one(kind.line), one(kind.clause)) for kind in rules.noise)


@cache
def _openings() -> re.Pattern[str]:
    """What opens a fact that is told, with the blanks and marks behind it."""
    rules = tables()
    told = "|".join(filled(each, rules.words) for each in rules.openings)
    return re.compile(rf"(?:{told})\s*")


def filled(pattern: str, words: dict[str, str]) -> str:
    """A pattern with the words it names put in, theirs too."""
    if not _NAMED.search(pattern):
        return f"(?:{pattern})"
    return filled(_NAMED.sub(lambda name: f"(?:{words[name[1]]})", pattern), words)
