"""Figures, names and quotations of a text that no fact has."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from drafter.document import fact_check
from drafter.drafting.gate.asked import NEAR, Asked
from drafter.drafting.register import raised
from drafter.figures.dates import SEASONS
from drafter.grounding import Unsupported, support
from drafter.grounding.clauses import clauses, folded, sentences, share
from drafter.grounding.terms import SURNAMES

_FIGURES = frozenset((*fact_check.FIGURES, "swap", "rank", "status"))
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
_OF_ANY_YEAR = SEASONS | {"第一周", "第一天"}  # when a proposal is done
_OTHER_YEAR = {-1: re.compile("上年|去年|上次|上一年|反馈|考核"), 1: re.compile("明年|下年|下一年")}


def unsupported(asked: Asked) -> Iterator[str]:
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
            if same and max(share(told, one), share(one, told)) >= NEAR:
                return True
    return False


# words that begin like a surname: 包片干部, 高年资医生
_NOBODY = "(?!包[企村户保联片抓案]|路[段线况口]|管[床护理]|高年资|安排|向[前后上下各])"
_SOMEBODY = re.compile(
    r"(?:民警|支书|会计|[局处科所院校镇乡县区市部厅站队组股行]长|书记|主任|教师|医生|护士|经理|主席|委员|干事|干部|专员|队员|总监)"
    rf"(?P<name>{_NOBODY}[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=同志|牵头|负责|荣[立获]|立[一二三功]|获|带[队领头]|担任|主[持抓]|分管|[，。、；等和与])"
)
_TITLED = re.compile(  # 在王建国书记带领下: a person before an office
    r"(?:^|[在由向与和经请对给为陪随助照据被]|[，。；、：“])"
    rf"(?P<name>{_NOBODY}(?!纪委|[^，。；]?委)[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=同志|书记|[局处科所院校镇乡县区市部厅站队股行]长|董事长|理事长|总经理|主任|主席|教授|老师|医生)"
)
_SOMEWHERE = re.compile(
    r"(?:[在到赴往]|的(?=[\u4e00-\u9fff]{3}[获被评]))"
    r"(?P<name>(?P<stem>[\u4e00-\u9fff]{2})(?:县|市|镇|乡|村|街道))(?![级域区委镇民庄落居集医场])"
)
_SUPERIOR = re.compile(
    r"副?[省市县区](?:长|委书记|委副书记)|常务副[省市县区镇乡]长|省委常委|市委常委|县委常委"
)
_ANYWHERE = re.compile(
    r"[的了均都各每本全该某几多两三个所一二四五下上乡镇村县市区老新大小中城农边远偏试示重派派贫富美先空弱较有其别分入进访带]|辖区|周边|相关|兄弟|附近|沿途|联系|包保|挂点|驻点"
)


def named(asked: Asked) -> Iterator[str]:
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
