"""Whether a text that a model wrote may stand: it changes, loses and invents nothing.

What is refused goes back to the model with the reason, which says what is wrong and what would be
right. Idioms, framing and aims pass; figures, names, praise, results, causes and completeness
need a fact, and what the facts say must keep its sense.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from drafter.document import Fact, Facts, Role
from drafter.document.genre import Genre
from drafter.drafting.register import raised
from drafter.figures import figures
from drafter.grounding import Unsupported, support
from drafter.grounding.assertions import assertions
from drafter.grounding.clauses import clauses, folded, sentences, share
from drafter.grounding.contrasts import contrasts
from drafter.grounding.fact_coverage import gone, likeness
from drafter.grounding.shifts import Shift, losses, shifts
from drafter.grounding.terms import SURNAMES
from drafter.pairing import Fit, related
from drafter.text import clauses as cut
from drafter.text import length, strip_end
from drafter.text import sentences as spans

OPEN = re.compile(r"〔待补[^〔〕\n]*〕")
LONGEST = {"lead": 36, "heading": 40, "thread": 80}  # characters
MOST_REASONS = 3  # told at once: more than a model mends in one go
_WHOLE = ("sentence", "admission", "measure")  # kinds that are whole sentences
_NEAR = 0.25  # of a sheet's sentence that a text shares when both are about the same thing


@dataclass(frozen=True, slots=True)
class Asked:
    """A text with what it may say."""

    text: str  # as it came, places left open blanked
    kind: str
    cited: tuple[str, ...]  # the facts it tells
    sheet: tuple[str, ...]  # all facts, and who the author is
    facts: Facts
    genre: Genre
    problem: str  # the shortcoming that a proposal has to answer, "" when its author gave it

    @property
    def own(self) -> tuple[str, ...]:
        """The facts it has to keep to: those cited, or all."""
        return self.cited or self.sheet


def refusal(
    text: str, cited: Sequence[Fact], facts: Facts, genre: Genre, *, kind: str = "sentence"
) -> str:
    """Why a text of the model may not stand, for the model to read; "" when it may.

    Args:
        text: as the model wrote it.
        cited: the facts that it tells; none when it says that it tells none.
        facts: the whole sheet.
        genre: says how long a sentence may be and which phrases need no fact.
        kind: sentence, lead, heading, admission, measure or thread.

    >>> from drafter.document import genre
    >>> facts = Facts((Fact("F1", "修了3条通村公路，一共12.6公里"),))
    >>> shuzhi = genre.load("shuzhi")
    >>> refusal("修建通村公路3条，共12.6公里。", facts.items, facts, shuzhi)
    ''
    >>> refusal("新修通村公路3条，共12.6公里。", facts.items, facts, shuzhi)
    '事实没有说是新的，“新修”改为修建、设立一类的词'
    """
    wrong = _misshapen(text, genre, kind)
    if wrong:
        return wrong
    plain = OPEN.sub(lambda found: "□" * len(found[0]), text)
    texts = tuple(fact.text for fact in cited)
    asked = Asked(plain, kind, texts, _sheet(facts), facts, genre, _problem(cited))
    reasons = dict.fromkeys(reason for check in _CHECKS for reason in check(asked))
    return "；".join(list(reasons)[:MOST_REASONS])


def _problem(cited: Sequence[Fact]) -> str:
    """The shortcoming among the facts of a proposal that nobody else has made."""
    if len(cited) == 1:
        return cited[0].text
    if any(fact.role == Role.MEASURE for fact in cited):
        return ""
    return next((fact.text for fact in cited if fact.role == Role.SHORTCOMING), "")


@lru_cache(maxsize=16)
def _sheet(facts: Facts) -> tuple[str, ...]:
    """What may be said at all: the facts, and who the author is."""
    author = (facts.role, facts.unit, facts.audience, facts.title, facts.name)
    return (*(fact.text for fact in facts), *(text for text in author if text))


# ------------------------------------------------------------------ shape

_MARKUP = re.compile(
    r"^\s*(?:#|>|[-*+]\s)|`|\n|(?:^|(?<=[，。；：、]))\*\*[\u4e00-\u9fff]{2,}\*\*(?=[，。；：、]|$)"
)
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,2}(?:是|、)|[（(][\d一二三四五六七八九十]{1,2}[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十][，、])"
)
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("〔", "〕"))


_CHATTER = re.compile(  # of a model with us
    r"^(?:好的|当然|没问题|明白|收到)[，。！]|(?:以下|如下)(?:是|为)?.{0,6}(?:改写|修改|润色|句子|版本|输出|JSON)"
    r"|作为(?:一[名个])?(?:AI|人工智能|语言模型|助手)|提示词|根据(?:您|你)(?:的|提供)"
)


def _misshapen(text: str, genre: Genre, kind: str) -> str:
    """What is wrong with the form of a text, "" when nothing."""
    forms = (
        (not text.strip(), "没有写"),
        (bool(_MARKUP.search(text)), "不要换行，不要用#、-、*、`之类的标记"),
        (bool(_CHATTER.search(text)), "只写报告里的话，不写对任务的说明"),
        (bool(_NUMBERED.search(text)), "不要自己编号（一是、1.、（一）之类），编号由程序加"),
        *((text.count(a) != text.count(b), f"{a}和{b}没有成对") for a, b in _PAIRS),
        (kind not in _WHOLE and bool(re.search("[。！？；]", text)), "这里是短语，不用句号"),
    )
    wrong = next((reason for holds, reason in forms if holds), "")
    if wrong or kind in _WHOLE:
        return wrong or _unfinished(text, genre)
    most = LONGEST.get(kind, LONGEST["thread"])
    return f"太长：{length(text)}字，最多{most}字" if length(text) > most else ""


def _unfinished(text: str, genre: Genre) -> str:
    if not text.rstrip().endswith("。"):
        return "要写成完整的句子，以“。”结尾"
    most = genre.limits.sentence_error
    for start, end in spans(text):
        if length(text[start:end]) > most:
            return f"一句{length(text[start:end])}字，最多{most}字，请断成两句"
    return ""


# ------------------------------------------------------------------ figures, names, quotations

_FIGURES = frozenset(
    ("figure", "unit", "mask", "date", "swap", "derived", "approx", "rank", "status")
)
_FRAMED = re.compile(  # 从两头改起, 管住三个关口: counts what the sentence goes on to tell
    r"^[两二三四五六七八](?:个|条|头|方面|件|处|项|端|类|手|支|路|道|点|级|线|关|步|种|大|方)?"
)
_FRAME = re.compile(
    r"^.{0,1}(?:关口|底线|方面|件事|件大事|头|端|环节|领域|重点|任务|职责|手|支撑|方向|问题|关|层面|渠道|抓手|处|路径|要点|条线|类)"
    r"|入手|抓起|改起|做起|发力|并重|并举|同步|一起|结合|用力|突破"
)
_LENIENT = {  # kinds of what a proposal may say of its own: 首次张贴, 县级医院
    "measure": frozenset(("rank", "level", "quote", "clause", "status")),
    "lead": frozenset(("rank",)),
    "heading": frozenset(("rank",)),
    "thread": frozenset(("rank", "status", "clause")),
}
_OF_ANY_YEAR = frozenset(("年初", "年中", "年底", "年末", "岁末"))  # when a proposal is done
_OTHER_YEAR = {-1: re.compile("上年|去年|上次|上一年|反馈|考核"), 1: re.compile("明年|下年|下一年")}


def _unsupported(asked: Asked) -> Iterator[str]:
    """What neither the facts of the text nor, of the same matter, the sheet carries."""
    found = _found(asked.text, asked.own, asked)
    if found:
        high = tuple(map(raised, asked.own))
        spans = {each.span for each in _found(asked.text, high, asked)}
        found = [each for each in found if each.span in spans]
    found = [
        each for each in found if each.kind != "rank" or not _is_told(each, asked, asked.cited)
    ]
    if found and asked.cited:
        spans = {each.span for each in _found(asked.text, asked.sheet, asked)}
        found = [
            each
            for each in found
            if each.span in spans
            # A measure may use the words and figures of the shortcoming that it answers.
            or not (asked.kind == "measure" or _is_told(each, asked, asked.sheet))
        ]
    for each in found:
        yield each.message.split("；最近的事实")[0]


def _found(text: str, facts: tuple[str, ...], asked: Asked) -> list[Unsupported]:
    phrases = asked.genre.phrases
    allowed = _allowed(phrases.fixed, phrases.formulas)
    found = support(text, facts, allowed=allowed, year=asked.facts.year)
    lenient = _LENIENT.get(asked.kind, frozenset())
    return [
        each
        for each in found
        if each.kind not in lenient
        and not _is_frame(each, text)
        and not ("半" in each.text and any("半" in fact for fact in facts))
        and not _is_other_year(each, asked)
        and not (asked.kind == "measure" and each.text in _OF_ANY_YEAR)
    ]


@lru_cache(maxsize=8)
def _allowed(*rows: tuple[str, ...]) -> frozenset[str]:
    return frozenset(phrase for row in rows for phrase in row)


def _is_frame(found: Unsupported, text: str) -> bool:
    """两个关口, 三件事: it counts what the sentence itself goes on to name."""
    counted = _FRAMED.match(found.text)
    if found.kind not in _FIGURES or not counted:
        return False
    after = text[found.span[0] + counted.end() : found.span[0] + counted.end() + 10]
    return _FRAME.search(re.split("[，。；]", after)[0]) is not None or found.text.endswith("手")


def _is_other_year(found: Unsupported, asked: Asked) -> bool:
    """2023年度 for 上年度 in a report on 2024, 2025年 for 明年."""
    year = re.match(r"(20\d\d)年(?:度|内|底|初)?(?![\d月])", found.text)
    if found.kind != "date" or not year or not asked.facts.year:
        return False
    told = _OTHER_YEAR.get(int(year[1]) - asked.facts.year)
    return bool(told and told.search("\n".join(asked.own)))


def _is_told(found: Unsupported, asked: Asked, facts: Sequence[str]) -> bool:
    """One of these facts says it of the same matter."""
    if found.kind not in _FIGURES:
        return True
    plain = folded(asked.text)
    at = plain.find(folded(found.text))
    told = next((one for one in clauses(plain) if one.span[0] <= at < one.span[1]), None)
    if told is None:
        return False
    figures = re.findall(r"[\d.]+|\*+", told.text)
    for fact in map(folded, facts):
        for one in sentences(fact):
            same = any(figure in one.text for figure in figures)
            if same and max(share(told, one), share(one, told)) >= _NEAR:
                return True
    return False


_SOMEBODY = re.compile(
    r"(?:民警|支书|会计|[局处科所院校镇乡县区市部厅站队组股行]长|书记|主任|教师|医生|护士|经理|主席|委员|干事|干部|专员|队员|总监)"
    rf"(?P<name>(?!包[企村户保联片抓案])[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=同志|牵头|负责|荣[立获]|立[一二三功]|获|带[队领头]|担任|主[持抓]|分管|[，。、；等和与])"
)
_TITLED = re.compile(  # 在王建国书记带领下: a person before an office
    r"(?:^|[在由向与和经请对给为陪随助照据被]|[，。；、：“])"
    rf"(?P<name>(?!纪委|[^，。；]?委)[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=同志|书记|[局处科所院校镇乡县区市部厅站队股行]长|董事长|理事长|总经理|主任|主席|教授|老师|医生)"
)
_SOMEWHERE = re.compile(
    r"(?:[在到赴往]|的(?=[\u4e00-\u9fff]{3}[获被评]))"
    r"(?P<name>(?P<stem>[\u4e00-\u9fff]{2})(?:县|市|镇|乡|村|街道))(?![级域区委镇民庄落居集医])"
)
_SUPERIOR = re.compile(
    r"副?[省市县区](?:长|委书记|委副书记)|常务副[省市县区镇乡]长|省委常委|市委常委|县委常委"
)
_ANYWHERE = re.compile(
    r"[的了均都各每本全该某几多两三个所一二四五下上乡镇村县市区老新大小中城农边远偏试示重派派贫富美先空弱较有其别分入进访带]|辖区|周边|相关|兄弟|附近|沿途|联系|包保|挂点|驻点"
)


def _named(asked: Asked) -> Iterator[str]:
    """A person behind an office, a place behind 在 or 赴, that no fact names."""
    known = "\n".join((*asked.own, *asked.sheet))
    for hit in (*_SOMEBODY.finditer(asked.text), *_TITLED.finditer(asked.text)):
        if hit["name"] not in known:
            yield f"人名“{hit['name']}”不在任何一条事实里"
    if asked.kind != "measure":
        for hit in _SUPERIOR.finditer(asked.text):
            if hit[0] not in known:
                yield f"事实里没有“{hit[0]}”：不得编造领导"
    for hit in _SOMEWHERE.finditer(asked.text):
        if hit["name"] not in known and not _ANYWHERE.search(hit["stem"]):
            yield f"地名“{hit['name']}”不在任何一条事实里"


# ------------------------------------------------------------------ meaning, assertions

_PROMISE = re.compile(
    r"彻底(?:解决|杜绝|消除|改变|扭转)|杜绝|根治|一劳永逸|不留死角|万无一失|全面解决|完全(?:解决|消除)|确保(?:零|不再|100%|百分之百)|零(?:差错|事故|投诉|遗漏)"
)
_PUNISH = re.compile(
    r"(?:对[^，。；]{2,20}|给予|予以|严肃)(?:处罚|问责|通报批评|批评教育|诫勉|追责|处分|罚款|末位淘汰|待岗|辞退)"
    r"|(?:问责|通报批评|诫勉|追责|处分)[^，。；]{0,6}(?:人员?|干部)|扣[减发除][^，。；]{0,6}(?:绩效|奖金|工资)"
)
_DONE = re.compile(
    r"已(?:经)?(?:建成|建立|制定|出台|完成|落实|组织|开展|整改|配齐|解决|形成|启用)(?!的)|取得了|得到了|解决了(?!的)|完成了(?!的)"
)
_LEAD_RESULT = re.compile(
    r"(?:提高|提升|改善|下降|降低|减少|上升|增长|增强|好转|缩短|攀升|回落)(?=$|[、，])"
)
_RISE = re.compile("增|升|提[高升到]|多|涨|好|新|扩|优|快|强|达|改|修|建|装|开|[降减缩少]")
_FALL = re.compile("降|减|少|缩|压|落|下|清|撤|零")
_MOVED = re.compile(r"(?:增|升|提|涨|多|降|减|少|缩|压)[\u4e00-\u9fff]{0,3}\d")
_GROUPS = ("completeness", "superlative", "result")


def _renamed(asked: Asked) -> Iterator[str]:
    """Names told by another of their kind: only where the sentence says whose facts it tells."""
    if asked.kind in ("sentence", "admission") and asked.cited:
        yield from (found.message for found in contrasts(asked.text, asked.cited))


def _shifted(asked: Asked) -> Iterator[str]:
    """Where the text changes what its facts say."""
    if asked.kind in ("heading", "thread"):
        found = [each for each in shifts(asked.text, asked.sheet) if each.kind == "scope"]
    else:
        found = shifts(asked.text, asked.cited or _told(asked))
    if asked.kind == "lead":
        found = [each for each in found if each.kind in ("scope", "degree")]
    if asked.kind == "measure":
        found = [each for each in found if each.kind == "qualifier" and each.text[0] in "无没缺"]
    for each in found:
        if not _is_borne_elsewhere(each, asked):
            yield each.message


_TOLD = 0.6  # of a fact's words that a text which tells it holds


def _told(asked: Asked) -> tuple[str, ...]:
    """The facts that a text tells without citing any."""
    texts = (fact.text for fact in asked.facts)
    return tuple(
        text for text in texts if not gone(text, asked.text) and likeness(text, asked.text) >= _TOLD
    )


def _is_borne_elsewhere(found: Shift, asked: Asked) -> bool:
    """The word added is another fact's, about the same matter: 利润虽同比增长 in a concession."""
    if not asked.cited or found.kind not in ("scope", "basis", "degree", "status"):
        return False
    plain = folded(asked.text)
    told = next((one for one in clauses(plain) if one.span[0] <= found.span[0] < one.span[1]), None)
    if told is None:
        return False
    if "虽" in told.text:
        return found not in shifts(asked.text, asked.sheet)
    return any(
        found.text in fact and share(told, one) >= _NEAR * 2
        for fact in map(folded, asked.sheet)
        for one in sentences(fact)
    )


def _asserted(asked: Asked) -> Iterator[str]:
    """Completeness, rank, result and cause that no fact bears."""
    if asked.kind == "measure":
        return
    for each in assertions(asked.text, asked.own):
        if each.kind == "tail" and (asked.kind != "sentence" or not asked.cited):
            continue  # an admission says in other words what is lacking
        if asked.cited and not _still(each.text, each.kind, asked):
            continue
        yield each.message


def _still(text: str, kind: str, asked: Asked) -> bool:
    """The whole sheet bears it no more than the facts of the text do."""
    found = assertions(asked.text, asked.sheet)
    return any(each.text == text and each.kind == kind for each in found)


def _led(asked: Asked) -> Iterator[str]:
    """发案下降 as a lead needs a fact that says so; 提升能力 is an aim."""
    if asked.kind not in ("lead", "heading", "thread"):
        return
    rows = [one.text for fact in map(folded, asked.own) for one in sentences(fact)]
    moved = [hit[0] for row in rows for hit in _MOVED.finditer(row)]
    for hit in _LEAD_RESULT.finditer(asked.text):
        falls = re.match("下降|降低|减少|缩短|回落", hit[0])
        way = _FALL if falls else _RISE
        before = re.split("[、，]", asked.text[: hit.start()])[-1]
        is_same = any(way.search(row) and set(before[-_THING:]) & set(row) for row in rows)
        if not is_same and not any(_goes(each, hit[0]) for each in moved):
            yield f"事实没有“{before}{hit[0]}”这个结果，领句只写做了什么"


def _goes(moved: str, said: str) -> bool:
    """A figure that went down bears 下降, either way bears 改善."""
    if said in ("改善", "好转"):
        return True
    return bool(re.match("[降减少缩压]", moved)) == bool(re.match("下降|降低|减少|缩短|回落", said))


_THING = 4  # characters before a result that name whose it is


_MUDDLED = re.compile(
    r"(?:^|[，；。])(?P<verb>打击|整治|防范|开展|推进|推动|抓好|查处|侦[办破]|治理|实施|组织)"
    r"[^，；。]{2,14}?(?P<moved>(?:同比|比上年|较上年)?(?:下降|上升|增长|减少))[\d*]"
)


def _muddled(asked: Asked) -> Iterator[str]:
    """打击诈骗案件下降23.4% where the fact says that the cases fell: two sentences in one."""
    for hit in _MUDDLED.finditer(asked.text):
        if not any(hit["verb"] in fact for fact in asked.cited):
            yield f"“{hit['verb']}……{hit['moved']}”连不起来，删去“{hit['verb']}”"


def _promised(asked: Asked) -> Iterator[str]:
    """What a proposal may not do: promise all, punish those below, claim that it is done."""
    if asked.kind != "measure":
        return
    if asked.problem and related(asked.problem, asked.text) is Fit.UNRELATED:
        yield f"措施与不足“{asked.problem}”看不出关系，要针对它写"
    known = "\n".join(asked.own)
    for pattern, reason in (
        (_PROMISE, "措施不能打包票，删去“{said}”，写可以检查的做法"),
        (_PUNISH, "这是作者本人的不足，措施不能写“{said}”别人，写本人怎么改"),
        (_DONE, "措施还没有做，不能写“{said}”"),
    ):
        hit = pattern.search(asked.text)
        if hit and hit[0] not in known:
            yield reason.format(said=hit[0])


_CHECKS: tuple[Callable[[Asked], Iterator[str]], ...] = (
    _unsupported,
    _named,
    _renamed,
    _shifted,
    _asserted,
    _led,
    _muddled,
    _promised,
)


# ------------------------------------------------------------------ what became of the facts

_LITTLE = 0.2  # of a fact's words: a text that holds less does not speak of it
_BARELY = 0.3  # the same for a fact without figures
_TELLING = 5  # Han from which a clause says something of its own
_TRACE = 0.15  # of a clause's words, below which nothing of it is told
_STRETCH = 9  # Han of a fact, of which no two stand together in the text: not only reworded
HAN = re.compile("[\u4e00-\u9fff]")
_ALIKE = 0.6  # of a clause's characters that another holds which says the same in its words
_TAIL = 7  # Han of a clause that has no room for a subject
_SHARED = 2  # pairs of characters from which a clause tells something of another
_NO_MATTER = re.compile(  # a word that may go: of speech, of time, of the register
    "[了的来去得出上下过着做搞开写回打几有是]|一共|共计|目前|今年|全年|累计|相关|方面|情况|工作|组织|进行|继续|已经|其中|主要|一些"
)
_HAN_RUN = re.compile("[\u4e00-\u9fff]+")
_COUNTED = re.compile(r"[\d*]")
_FIRST = re.compile("第一|首|率先|头一")
_ONE = re.compile("[一1](?![\\d.,])")


def untold(facts: Sequence[Fact], texts: Sequence[str]) -> list[tuple[Fact, str]]:
    """The facts that the texts do not tell in full, each with what of it is lost.

    Args:
        facts: those that the texts were to tell.
        texts: one text or several, each of any length.

    >>> facts = (Fact("F1", "村集体收入都过了15万元"), Fact("F2", "利润比上年增长9.1%"))
    >>> untold(facts, ["村集体收入均超过15万元；利润同比增长9.1%。"])[0][1]
    '事实是“比上年”，要保留，不能换成别的比法'
    """
    text = "".join(OPEN.sub("", text) for text in texts)
    found = ((fact, _lost(fact.text, text)) for fact in facts)
    return [(fact, lost) for fact, lost in found if lost]


def _lost(fact: str, text: str) -> str:
    """What of a fact a text does not tell, "" when nothing is lost."""
    tries = [gone(known, text) for known in dict.fromkeys((fact, raised(fact)))]
    figures = [each for each in min(tries, key=len) if not _is_told_in_words(each, text)]
    if figures:
        return "、".join(figures)
    known = max(likeness(fact, text), likeness(raised(fact), text))
    if known < (_LITTLE if re.search(r"[\d*]", fact) else _BARELY):
        return fact
    turned = losses(text, [fact])
    if turned:
        return turned[0].message
    return next(filter(None, (ask(fact, text) for ask in _LOSSES)), "")


def _lost_bound(fact: str, text: str) -> str:
    """超过50万元 told as 50万元: a limit is lost, though another figure of the text has one."""
    told = figures(text)
    for figure in figures(fact):
        if figure.approx not in ("above", "below") or figure.value is None:
            continue
        units = {"", figure.unit}
        same = [f for f in told if f.value == figure.value and (f.unit in units or not figure.unit)]
        if same and all(f.approx != figure.approx for f in same):
            return f"事实是“{figure.text}”，界限要保留"
    return ""


_QUOTED = re.compile("“([^“”]{2,12})”")


def _lost_quote(fact: str, text: str) -> str:
    """“三保” told as 保就业、保收入、保民生: what the author put in quotation marks is its name."""
    bare = re.sub('[“”‘’"]', "", text)
    for hit in _QUOTED.finditer(fact):
        if hit[1] not in bare and raised(hit[1]) not in bare:
            return f"没有写“{hit[1]}”，引号里的话照抄"
    return ""


def _lost_stretch(fact: str, text: str) -> str:
    """A long run of a fact's characters of which the text has no two together: a name, a matter."""
    runs = (_longest_gap(words, text) for words in (fact, raised(fact)))
    gap = min(runs, key=len)
    return f"没有写“{gap}”" if len(gap) >= _STRETCH else ""


def _longest_gap(fact: str, text: str) -> str:
    best = ""
    for run in _HAN_RUN.findall(fact):
        kept = [run[at : at + 2] in text for at in range(len(run) - 1)]
        told = [a or b for a, b in pairwise([False, *kept, False])]
        marked = "".join("\n" if each else char for char, each in zip(run, told, strict=True))
        best = max([best, *marked.split("\n")], key=len)
    return best


def _lost_clause(fact: str, text: str) -> str:
    """A clause of a fact of which nothing is told: a fact is more than its first half."""
    for start, end in cut(fact):
        clause = fact[start:end]
        if len(HAN.findall(clause)) < _TELLING or _COUNTED.search(clause):
            continue  # figures were asked about one by one
        if max(likeness(clause, text), likeness(raised(clause), text)) < _TRACE:
            return f"没有写“{clause}”"
    return ""


_COUNT = "[0-9一二两三四五六七八九十百千]+"
_NOT = re.compile(rf"[\u4e00-\u9fff]不[上出了到满足](?P<count>{_COUNT})")
_LIMITED = re.compile("[不没未无非莫免难]|少于|低于|以[下内]|欠")


def _lost_negation(fact: str, text: str) -> str:
    """说不上三句话 told as 说三句话: what is denied of a count is denied still."""
    told = [text[slice(*span)] for span in cut(text)]
    for hit in _NOT.finditer(fact):
        same = [each for each in told if hit["count"] in re.findall(_COUNT, each)]
        if same and not any(map(_LIMITED.search, same)):
            return f"事实是“{hit[0]}”，不能去掉否定"
    return ""


def _lost_qualifier(fact: str, text: str) -> str:
    """门诊抽查录音每月30份 told as 每月抽查录音30份: nothing is reworded, and a word is gone."""
    for start, end in cut(fact):
        clause = fact[start:end]
        known = set(HAN.findall(clause))
        for first, last in cut(text):
            told = HAN.findall(text[first:last])
            if len(told) < _ALIKE * len(known) or not set(told) <= known:
                continue
            gone = re.sub(f"[{''.join(set(HAN.findall(text)))}]", " ", clause)
            for run in _HAN_RUN.findall(gone):
                if len(run) > 1 and not _NO_MATTER.search(run):
                    return f"没有写“{run}”"
    return ""


def _torn(fact: str, text: str) -> str:
    """A研究34项，B写进章程 told as 落实B，将A研究34项，写进章程: it now says so of A."""
    owns = [_pairs(fact[slice(*span)]) for span in cut(fact)]
    told = [(text[slice(*span)], _pairs(text[slice(*span)])) for span in cut(text)]
    for at, own in enumerate(owns):
        others = set().union(*(each for other, each in enumerate(owns) if other != at))
        hits = [each & (own - others) for _, each in told]
        for last in range(2, len(told)):
            tail, before = told[last][0], told[last - 1][1]
            is_tail = (
                hits[last]
                and len(HAN.findall(tail)) <= _TAIL
                and not told[last][1] & others
                and "本人" not in tail
            )
            if is_tail and not hits[last - 1] and len(before & (others - own)) >= _SHARED:
                led = [each for each in hits[: last - 1] if len(each) >= _SHARED]
                if led and not any(each & hits[last] for each in led):
                    return f"“{strip_end(tail)}”说的不是前一句的事，紧接它自己的事写"
    return ""


def _pairs(text: str) -> set[str]:
    han = HAN.findall(text)
    return {a + b for a, b in pairwise(han)}


_LOSSES = (
    _lost_bound,
    _lost_quote,
    _lost_negation,
    _lost_stretch,
    _lost_clause,
    _lost_qualifier,
    _torn,
)


def _is_told_in_words(figure: str, text: str) -> bool:
    """第一个 told as 率先, 一季度一次 as 每季度."""
    if _FIRST.search(figure):
        return _FIRST.search(text) is not None
    return _ONE.match(figure) is not None
