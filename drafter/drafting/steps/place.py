"""Which part of the report a fact belongs to, when its sheet does not say."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from drafter import resources
from drafter.document import Fact, Facts, Role
from drafter.document.genre import Genre, SectionSpec
from drafter.drafting import own_words
from drafter.drafting.phrases import topics as topic
from drafter.text import clauses, length, strip_end

OTHER_GROUP = 4  # characters of keywords that a heading of the user's own is worth to the main part
MAIN = 0.05  # what such characters count beside the learned scores
FIELD, MOST_FIELD = 0.12, 10.0  # the same for characters of keywords, up to so many
SUBJECT, MOST_SUBJECT = 0.05, 30.0  # and for the weight of a subject
SURE = 2.0  # for a bullet that is worded as an admission, and against one that denies it
DOUBT = 0.5  # by which anything but work has to sound more like it
NAMED = 2  # parts that a sheet names, from which the unnamed one is the work
_NEXT = re.compile("(?:第?[二三四]个|另一个|再一个|还有(?:一个|就是)|其次|第[二三])(?:是|就是|呢)?")
_ADMITTING = re.compile(
    "(?:要说|说到|说起|谈到|至于)?(?:存在的?|主要的?|我的)?(?:问题|不足|毛病|短板|短处)(?:呢|嘛|么)?(?:首先|主要|第一个?|一个|一)*(?:是|，)"
)
BLOCKS = 4  # of lines between empty ones, from which they say where a line belongs
NEW_PLACE = 2.5  # what a way is worth for each place that it goes to
SAID = 10.0  # what a line's own word for its place is worth
FEW = 3  # times as many lines as have such a word
CLEARLY = 3.0  # by which a line has to sound more like another place than its block's
_LINE = re.compile(r":(\d+)$")
SHORT = 24  # characters up to which a bullet may be a bare shortcoming: 调查研究不够
FUTURE = re.compile(
    r"^(?:下一步|下步|今后|明年|接下来|下一阶段|拟|计划|打算|准备(?!.*[\d*])(?=.{0,2}[报买建请学换把]))"
)
FAILING = re.compile(  # how an admission in spoken words ends; 减少 and 降低 are none
    r"(?:(?:得|太|较|偏|很)少|^(?:本人|我|自己).{2,16}(?<!减)少|(?:水平|程度|比例|质量|效率|能力|太|较|偏)低"
    r"|(?<![扶济])弱|(?:底子|基础)[薄差弱]|(?<![放不])慢|(?:条件|习惯|意识|能力|质量|水平|太|较)差"
    r"|(?:流失|积压|漏洞|扯皮|空编|缺编|欠账|差错|返工|超期)(?:太|较|偏|还)?多|(?:本事|胆子|力度|作用|影响)(?:太|较|偏)?小"
    r"|不(?:专业|规范|均衡|稳定|顺畅|精准|主动|牢固|灵活)|[弱差慢少](?:一些|一点|了些)|不会|不熟悉?|[没无]人管|坏的多|[跟接顾]不上|[管忙]不过来"
    r"|难(?:问题)?(?:还|仍|尚)?[没未]有?(?:得到)?解决)$"
)
MENDED = re.compile(
    "破解|补齐|改变|扭转|化解|消除|克服|针对|围绕|整治|治理|(?<![没未])(?<!没有)解决"
)
CLEAN = re.compile(  # what the author did not do
    r"(?:没有?|未|从不|从未)[^，。；]{0,8}(?:白条|糊涂账|打过招呼|插手|干预过?|说过情|收过[^，。；]{0,4}(?:礼|红包|钱)|贷过款)"
)
HELD = re.compile(r"没有?(?:放[慢松]|停|断|落下|反弹|松[劲懈]|出[现过]?|发生)|未(?:发生|出现|放松)")
LATER = re.compile("^(?:后来|之后|为此|为了整改|整改)")
PAST = re.compile(
    "[\u4e00-\u9fff]了(?!解)|由[^，。；]{1,10}(?:降|升|增|减|提高|缩短)|同比|比上年|全年|率(?:达|为)?\\d"
)
DONE = re.compile("今年|已|现(?:在|已)|后来|之后")  # and not only meant
NUMBERED = re.compile(r"\d")
PLANNED = re.compile(
    "^[^，。；：]{0,10}(?<![为给向对已])(?:明年|来年|下一?步|下一年)(?!的)[\u4e00-\u9fff]"
)
SCANT = re.compile(  # how few there are: 会写代码的就5个, 占比才4.6%; 只跑一次 is good
    r"(?:才|(?<!不)只(?!用|需|要|跑|花|收)[\u4e00-\u9fff]{0,3}?|仅(?!用|需|花)有?|就)(?:\d|[一二两三四五六七八九]成)"
)
STAFFED = re.compile(  # what was done for one's own people
    r"(?:招聘?|引进|选调|考录|选派|选配|选拔|提拔|轮岗|竞聘|派|送)了?[^，。；]{0,12}\d+[名人个位][^，。；]{0,8}"
    r"(?:跟班|挂职|学习|锻炼|培训|进修|老师|教师|医生|干部|队员|骨干)|\d+[名人个位][^，。；]{0,8}"
    r"(?:考取|考上|考过|拿到|取得|评上|晋升|评为|升[为任主]|转正|进(?:入)?全[市省县区]前|入党|转岗)"
    r"|(?:考取|考上|评上|晋升|持)[^，。；]{0,8}\d+[名人个位]|疗休养|从优待[警医教]|大练兵|岗位练兵|师带徒|传帮带"
    r"|(?:招进来|招了|进了|又招)[^，。；]{0,6}[\d一二两三四五六七八九]+[名人个位]|(?:职工|全员|干部|员工|民警|全场)[^，。；]{0,4}(?:技能)?培训"
)
PUNISHED = re.compile(r"(?:处分|诫勉|问责|通报批评)[^，。；]{0,16}\d+[名人个位]")
LEARNT = re.compile("政治轮训|政治教育|重温[^，。；]{0,6}誓词|主题教育|第一议题|理论学习|集中学习")
RESCUED = re.compile("抢通|抢修|抢险|转移群众|扑救|清淤|排涝|救灾")
PROVEN = 2.2  # for a bullet that tells of one's own people, or of those who were punished


def place(facts: Facts, genre: Genre) -> dict[str, str]:
    """The role of every fact, by id: the sheet's own word, else what the fact speaks of."""
    found = {fact.id: fact.role or _role(fact, genre) for fact in facts}
    found |= _in_blocks(facts, genre)
    found |= dict.fromkeys(_work(facts, genre), _main(genre))
    found |= dict.fromkeys(_more(facts, found), Role.SHORTCOMING)
    found |= dict.fromkeys(_mended(facts, found, genre), Role.FEEDBACK)
    found |= dict.fromkeys(_meant(facts, found, genre), Role.MEASURE)
    found |= dict.fromkeys(_remedies(facts, found, genre), Role.FEEDBACK)
    found |= dict.fromkeys(_last(facts, found), Role.MEASURE)
    return {fact.id: within(fact, found[fact.id], genre) for fact in facts}


def _main(genre: Genre) -> str:
    """The part that tells the work itself."""
    return max(genre.sections, key=lambda spec: spec.data_ratio).role


def _work(facts: Facts, genre: Genre) -> Iterator[str]:
    """The facts under headings of their own where all parts but the work are named: 攻坚执行."""
    named = {fact.role for fact in facts if fact.role}
    if len(named.intersection(genre.roles)) < NAMED or _main(genre) in named:
        return
    for fact in facts:
        if not fact.role and fact.group and not _role_by_words(fact, genre):
            yield fact.id


def _last(facts: Facts, roles: Mapping[str, str]) -> Iterator[str]:
    """The facts below the last measure, where nothing but what is meant stands any more.

    Who has told what falls short and then says what is meant goes on with it to the end; what
    was done this year, or is told with its own word, is none of it.
    """
    below = list(facts)
    met = [at for at, fact in enumerate(below) if roles[fact.id] == Role.MEASURE]
    lacks = [at for at, fact in enumerate(below) if roles[fact.id] == Role.SHORTCOMING]
    is_labelled = any(below[at].role for at in (*met, *lacks))  # then each line has its own word
    if is_labelled or not met or not lacks or met[-1] < lacks[-1]:
        return
    rest = below[met[-1] + 1 :]
    if len(rest) <= len(lacks) and not any(fact.role or _is_done(fact.text) for fact in rest):
        yield from (fact.id for fact in rest)


def _is_done(text: str) -> bool:
    """Whether a bullet tells what was done: 今年, 已, 了."""
    return bool(DONE.search(text) or PAST.search(text))


def _more(facts: Facts, roles: Mapping[str, str]) -> Iterator[str]:
    """The facts that go on with a row of admissions: 第二个……, 二个是……, 再一个……."""
    before = ""
    for fact in facts:
        if before == Role.SHORTCOMING and not fact.role and _NEXT.match(fact.text):
            yield fact.id
        else:
            before = roles[fact.id]


def _in_blocks(facts: Facts, genre: Genre) -> dict[str, str]:
    """The roles of a sheet without any label whose lines stand in blocks, by their blocks.

    Who parts lines by empty ones parts them by subject, and goes on from politics to work, the
    team, honesty and what falls short: of all ways to give the blocks places in that order, the
    one that sounds best. A line that sounds much more like another place keeps it.
    """
    blocks = _blocks(facts)
    if len(blocks) < BLOCKS or _is_headed(facts):
        return {}
    scores = {fact.id: _with_own_word(fact, genre) for fact in facts}
    best = _best_way([[scores[fact.id] for fact in block] for block in blocks], genre)
    told = {}
    for block, place in zip(blocks, best, strict=True):
        for fact in block:
            own = max(scores[fact.id], key=lambda each: scores[fact.id][each])
            is_other = scores[fact.id][own] - scores[fact.id][place] > CLEARLY
            told[fact.id] = own if is_other else place
    return told


def _best_way(blocks: Sequence[Sequence[Mapping[str, float]]], genre: Genre) -> tuple[str, ...]:
    """A place for each block, in the order of a report, that sounds best over all."""
    order = [place for place in PLACES if place in (*genre.roles, *Role)]
    ways: dict[str, tuple[float, tuple[str, ...]]] = {"": (0.0, ())}
    for block in blocks:
        worth = {place: math.fsum(own.get(place, 0.0) for own in block) for place in order}
        after: dict[str, tuple[float, tuple[str, ...]]] = {}
        for last, (total, way) in ways.items():
            for place in order[order.index(last) if last else 0 :]:
                gain = total + worth[place] + (NEW_PLACE if place != last else 0.0)
                if place not in after or gain > after[place][0]:
                    after[place] = (gain, (*way, place))
        ways = after
    return max(ways.values())[1]


def _with_own_word(fact: Fact, genre: Genre) -> dict[str, float]:
    """How much a line is like each place, its own word for one counted."""
    scores = _scores(fact, genre)
    if fact.role:
        scores[fact.role] = scores.get(fact.role, 0.0) + SAID
    return scores


def _is_headed(facts: Facts) -> bool:
    """Whether headings say where facts belong, not now and then a word of their own."""
    labelled = sum(bool(fact.role or fact.group) for fact in facts)
    rows = zip(facts, facts.items[1:], strict=False)
    return FEW * labelled > len(facts.items) or any(a.group == b.group != "" for a, b in rows)


def _blocks(facts: Facts) -> list[list[Fact]]:
    """The facts of lines that follow one another; none where their lines are not known."""
    found: list[list[Fact]] = []
    before = -1
    for fact in facts:
        line = _LINE.search(fact.source)
        if line is None:
            return []
        if not found or int(line[1]) > before + 1:
            found.append([])
        found[-1].append(fact)
        before = int(line[1])
    return found


def within(fact: Fact, role: str, genre: Genre) -> str:
    """The role of a fact, or of the section that this genre takes out of that one."""
    for spec in genre.sections:
        is_of = bool(role) and spec.part_of == role
        if is_of and _is_told(fact, spec):
            return spec.role
    return role


def _is_told(fact: Fact, spec: SectionSpec) -> bool:
    """Whether a fact belongs to a section that is taken out of another."""
    if spec.but and re.search(spec.but, fact.text):
        return False
    return any(word in fact.text for word in spec.keywords)


def _remedies(facts: Facts, roles: dict[str, str], genre: Genre) -> Iterator[str]:
    """The facts that follow a criticism of last year's and say what was done about it.

    They are next to it, and begin with 后来 or share a word with it; a note that tells its
    remedy itself has none.
    """
    issue, is_open = "", False
    for fact in facts:
        if roles[fact.id] == Role.FEEDBACK:
            said = own_words.feedback(fact.text, genre, facts.year)
            issue, is_open = said.lead, bool(said.lead) and not said.rest
        elif is_open and not fact.role and roles[fact.id] in genre.roles:
            is_open = bool(LATER.search(fact.text)) or bool(_pairs(issue) & _pairs(fact.text))
            if is_open:
                yield fact.id
        else:
            is_open = False


def _mended(facts: Facts, roles: dict[str, str], genre: Genre) -> Iterator[str]:
    """The facts under other headings that tell what was done about last year's criticism.

    Sheets are written top to bottom: what was forgotten stands where the pen was.
    """
    for fact in facts:
        if roles[fact.id] == Role.FEEDBACK:
            continue
        if own_words.names_feedback(fact.text, genre) and DONE.search(fact.text):
            said = own_words.feedback(fact.text, genre, facts.year)
            if said.lead and said.rest and not FUTURE.search(said.rest):
                yield fact.id


def _meant(facts: Facts, roles: dict[str, str], genre: Genre) -> Iterator[str]:
    """The facts under 不足 that open with 打算 or 下一步, and those below that admit nothing."""
    group, is_open = "", False
    for fact in facts:
        if roles[fact.id] != Role.SHORTCOMING or fact.role != Role.SHORTCOMING:
            is_open = False
            continue
        is_open = is_open and fact.group == group
        if FUTURE.search(fact.text) and not _admits(fact.text, genre):
            is_open = True
        elif is_open:
            is_open = not _admits(fact.text, genre)
        group = fact.group
        if is_open:
            yield fact.id


def _pairs(text: str) -> set[str]:
    """Every two neighbouring Chinese characters."""
    return set(re.findall("(?=([\u4e00-\u9fff]{2}))", text))


def _role(fact: Fact, genre: Genre) -> str:
    return _role_by_words(fact, genre) or _likely(fact, genre)


def _role_by_words(fact: Fact, genre: Genre) -> str:
    """What a bullet says it is; "" where it does not."""
    text = fact.text
    if any(word in text for word in genre.feedback.keywords):
        return Role.FEEDBACK
    if own_words.names_feedback(text, genre):
        return Role.FEEDBACK
    if any(text.startswith(word) for word in genre.shortcomings.keywords) or _ADMITTING.match(text):
        return Role.SHORTCOMING
    if (
        FUTURE.search(text)
        or PLANNED.search(text)
        or any(text.startswith(word) for word in genre.measures.keywords)
    ):
        return Role.MEASURE
    return ""


def _likely(fact: Fact, genre: Genre) -> str:
    """What a bullet without any label is: by its words, by its subject, by what it sounds like.

    The learned table knows places of the genre that it was made for; those that it does not know
    go by words alone.
    """
    if own_words.unmet(fact.text) and not own_words.is_deed(fact.text):
        return Role.SHORTCOMING
    honest = next((spec.role for spec in genre.sections if "廉洁" in spec.keywords), "")
    if honest and CLEAN.search(fact.text):
        return honest
    scores = _scores(fact, genre)
    return max(scores, key=lambda role: scores[role])


def _scores(fact: Fact, genre: Genre) -> dict[str, float]:
    """How much a bullet without any label is like each place."""
    text = fact.text
    main = max(genre.sections, key=lambda spec: spec.data_ratio)
    heard = sounds(text)
    scores = {spec.role: _weight(text, spec) + heard.get(spec.role, 0.0) for spec in genre.sections}
    scores[main.role] += PROVEN * bool(RESCUED.search(text))
    scores[main.role] += MAIN * (OTHER_GROUP if fact.group else 1)
    scores |= {role: heard[role] - DOUBT for role in Role}
    if SCANT.search(text) and not HELD.search(text):
        scores[Role.SHORTCOMING] += PROVEN
    for spec in genre.sections:
        is_of = {"politics": LEARNT, "team": STAFFED, "integrity": PUNISHED}.get(spec.role)
        scores[spec.role] += PROVEN * bool(is_of and is_of.search(text))
    scores[Role.SHORTCOMING] += SURE * (_admits(text, genre) - bool(HELD.search(text)))
    if _role_by_words(fact, genre):
        scores[_role_by_words(fact, genre)] += SURE
    return scores


def _admits(text: str, genre: Genre) -> bool:
    """Whether the bullet opens with an admission: 思想解放步子不大，……."""
    first = strip_end(next((text[start:end] for start, end in clauses(text)), ""))
    if length(first) > SHORT or NUMBERED.search(first):
        return False
    if first.endswith(genre.shortcomings.lead_tails):
        return True
    return bool(FAILING.search(first)) and not MENDED.search(first)


def _weight(text: str, spec: SectionSpec) -> float:
    """What the words of a section and the subjects that stand in it are worth."""
    words = sum(len(word) for word in spec.keywords if word in text)
    weighed = topic.weigh(text, spec.role)
    fields = max(words, weighed[0][1] if weighed else 0)
    subjects = [match.weight for match in topic.matches(text) if spec.role in match.topic.roles]
    return FIELD * min(MOST_FIELD, fields) + SUBJECT * min(MOST_SUBJECT, max(subjects, default=0.0))


PLACES = ("politics", "duty", "team", "integrity", "feedback", "shortcoming", "measure")
_FIGURE = re.compile(r"[\d.,％%*＊]+")
_ENOUGH = 4096  # bullets remembered


def features(text: str) -> frozenset[str]:
    """The characters of a bullet, their pairs, how it begins and ends; figures are all alike.

    >>> sorted(features("修路3条"))[:4]
    ['$0条', '0', '0条', '^修路']
    """
    plain = "".join(_FIGURE.sub("0", text).split())
    pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
    return frozenset({*plain, *pairs, f"^{plain[:2]}", f"${plain[-2:]}"})


@lru_cache(maxsize=_ENOUGH)
def sounds(text: str) -> Mapping[str, float]:
    """A score for each part; the highest is what the bullet sounds like most.

    >>> told = sounds("调研走访少，偏远的村一年没去过")
    >>> max(told, key=told.get)
    'shortcoming'
    """
    table = _table()
    own = features(text)
    rows = [table[feature] for feature in own if feature in table]
    size = math.sqrt(max(1, len(own)))
    return {
        place: table[""][at] + math.fsum(row[at] for row in rows) / size
        for at, place in enumerate(PLACES)
    }


@cache
def _table() -> dict[str, tuple[float, ...]]:
    """Weights by feature; `training/placing.py` makes the table."""
    source = resources.text("placing.tsv")
    rows = (line.split("\t") for line in source.split("\n") if line)
    return {name: tuple(int(value) / 100 for value in values) for name, *values in rows}
