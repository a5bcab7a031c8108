"""Where a text changes what its facts say, though every figure and name is right. Pure.

A qualifier lost, a degree softened or sharpened, a scope widened or narrowed, a status inflated,
a negation lost or added, a comparison exchanged, a result moved beside another cause. Which words
do that is data (`data/shifts.toml`), with the examples that the rules are tested by.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from drafter import resources
from drafter.grounding.clauses import (
    Clause,
    around,
    clause_at,
    clauses,
    folded,
    nearest,
    sentences,
    share,
)
from drafter.schema import build
from drafter.text import Span

_KEPT = re.compile(r"“[^”]*”|《[^》]*》|〔[^〕]*〕")
_SAME = 0.6  # of a fact's clause that a sentence about the same thing shares
_LIKE = 0.4  # the same, to find the fact in whose place another word stands
_UNITS = "国省市县区镇乡村校院所"


@dataclass(frozen=True, slots=True)
class Added:
    """A word that narrows or widens; a fact must have it, or one that says as much."""

    kind: str
    said: str
    borne: str  # {said} stands for the word itself, {unit} for its last character
    right: str
    example: tuple[str, str, str]  # a fact, a text that shifts it, one that does not


@dataclass(frozen=True, slots=True)
class Lost:
    """A word of a fact that a text about the same thing must keep."""

    kind: str
    said: str
    borne: str  # what keeps it
    right: str
    example: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A word of a fact that must not become another in a text about the same thing."""

    kind: str
    was: str
    said: str
    right: str
    example: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a change is compared with: 同比, 比年初. One may not stand for another."""

    said: str
    example: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ShiftWords:
    """All words that change what a fact says."""

    added: tuple[Added, ...]
    lost: tuple[Lost, ...]
    basis: tuple[Basis, ...]
    exchanged: tuple[Exchanged, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A place where a text changes what a fact says."""

    span: Span
    text: str
    kind: str  # scope, degree, qualifier, status, basis, direction, negation, link, part, sign
    message: str


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text beside its facts, as the checks see them."""

    plain: str  # the text, folded
    bare: str  # the same with quotations blanked
    facts: tuple[str, ...]  # folded
    stated: tuple[str, ...]  # the facts with quotations blanked

    @property
    def known(self) -> str:
        """All facts in one text."""
        return "\n".join(self.facts)


def shifts(text: str, facts: Sequence[str]) -> list[Shift]:
    """Every place where a text changes what its facts say, in order.

    Args:
        text: one sentence or a few that tell these facts.
        facts: those that it tells.

    >>> [found.text for found in shifts("新修公路3条。", ["修了3条路"])]
    ['新修']
    >>> [found.kind for found in shifts("网格员水平不高。", ["网格员水平低"])]
    ['degree']
    """
    case = _case(folded(text), tuple(map(folded, facts)))
    return _apart(shift for check in _CHECKS for shift in check(case))


def losses(text: str, facts: Sequence[str]) -> list[Shift]:
    """What facts say that a text which tells them, and maybe others, has lost, in order.

    >>> [found.kind for found in losses("利润增长9.1%，新建学校6所。", ["利润同比增长9.1%"])]
    ['basis']
    """
    case = _case(folded(text), tuple(map(folded, facts)))
    return _apart(shift for check in _LOSSES for shift in check(case))


def _apart(found: Iterable[Shift]) -> list[Shift]:
    """Those of a kind that share no place, in order; the first found stands."""
    kept: list[Shift] = []
    for each in found:
        same = (one for one in kept if one.kind == each.kind)
        if not any(one.span[0] < each.span[1] and each.span[0] < one.span[1] for one in same):
            kept.append(each)
    return sorted(kept, key=lambda each: each.span)


@cache
def rules() -> ShiftWords:
    """The words that are looked for."""
    source = resources.folder("data").joinpath("shifts.toml").read_text("utf-8")
    return build(ShiftWords, tomllib.loads(source), "data/shifts")


@lru_cache(maxsize=1024)
def _case(plain: str, facts: tuple[str, ...]) -> ComparedText:
    return ComparedText(plain, _blanked(plain), facts, tuple(map(_blanked, facts)))


def _blanked(text: str) -> str:
    return _KEPT.sub(lambda found: "□" * len(found[0]), text)


@cache
def _added() -> tuple[tuple[Added, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (rule, re.compile(rule.said), None if "{" in rule.borne else re.compile(rule.borne))
        for rule in rules().added
    )


def _find_added(case: ComparedText) -> Iterator[Shift]:
    """新修 for 修了: a word that no fact has, nor one that says as much."""
    for rule, said, borne in _added():
        for hit in said.finditer(case.bare):
            unit = next((c for c in reversed(hit[0]) if c in _UNITS), "")
            asked = borne or re.compile(
                rule.borne.replace("{said}", hit[0]).replace("{unit}", unit or hit[0])
            )
            before = case.bare[max(0, hit.start() - 3) : hit.start()]
            is_denied = rule.kind == "status" and _NOT.search(before)  # 从未收受
            if not is_denied and not asked.search(case.known):
                yield Shift(hit.span(), hit[0], rule.kind, rule.right.format(said=hit[0]))


@cache
def _lost() -> tuple[tuple[Lost, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule.said), re.compile(rule.borne)) for rule in rules().lost)


def _find_lost(case: ComparedText) -> Iterator[Shift]:
    """大多填不清楚 told as 填不清楚: a word of a fact that the text about it lacks."""
    for rule, said, borne in _lost():
        for fact in case.stated:
            for hit in said.finditer(fact):
                told = _telling(case, clause_at(fact, hit.start()), said)
                if told and not borne.search(told.text):
                    yield Shift(told.span, told.text, rule.kind, rule.right.format(said=hit[0]))


def _telling(case: ComparedText, known: Clause, gone: re.Pattern[str]) -> Clause | None:
    """The sentence of the text that tells a clause of a fact, its lost word apart."""
    bare = clauses(gone.sub("", known.text))
    if not bare:
        return None
    figures = set(_FIGURE.findall(known.text))
    rows = [
        (share(bare[0], told), told)
        for told in sentences(case.bare)
        if not figures or figures & set(_FIGURE.findall(told.text))
    ]
    best = max(rows, key=lambda row: row[0], default=None)
    return best[1] if best and best[0] >= _SAME and "□" not in best[1].text else None


@cache
def _exchanged() -> tuple[tuple[Exchanged, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule.was), re.compile(rule.said)) for rule in rules().exchanged)


def _find_exchanged(case: ComparedText) -> Iterator[Shift]:
    """水平低 told as 水平不高: another word stands in the place of a fact's."""
    for rule, was, said in _exchanged():
        for hit in said.finditer(case.bare):
            told = clause_at(case.bare, hit.start())
            if any(said.search(fact) for fact in case.facts):
                continue
            known = next(nearest(told, case.stated, _LIKE), None)
            old = was.search(known[1].text) if known else None
            if old and not was.search(told.text):
                message = rule.right.format(was=old[0], said=hit[0])
                yield Shift(hit.span(), hit[0], rule.kind, message)


_NOT = re.compile("[未没无不]")
_NO = re.compile(
    r"[没未无不非零缺少难差拒绝谢免欠尚待停断晚慢弱低空退禁防严减降]|(?<![\d.])0(?![\d.])|否|仅|只|压|撤|推掉"
)
_DENIED = re.compile(
    r"(?<![有淹沉埋出查])(?:没有?|未|从不|从没|(?<![了得来差得])不(?!了|少|断|仅|同|良|足|等|久|动产|到|超|低于|止|但|便|合理|法|实))"
    r"(?=[\u4e00-\u9fff“□])"
)


def _find_affirmed(case: ComparedText) -> Iterator[Shift]:
    """没有插手 told as 插手."""
    for fact in case.stated:
        for hit in _DENIED.finditer(fact):
            known = clause_at(fact, hit.start())
            told = _telling(case, known, _DENIED)
            if told and not _NO.search(_part(told, known, hit[0])):
                message = f"事实是“{known.text}”，否定的意思丢了"
                yield Shift(told.span, told.text, "negation", message)


def _find_denied(case: ComparedText) -> Iterator[Shift]:
    """插手 told as 没有插手: what the fact affirms is denied in its own words."""
    for hit in _DENIED.finditer(case.bare):
        told = clause_at(case.bare, hit.start())
        near = next(nearest(told, case.stated, _SAME), None)
        verb = case.bare[hit.end() : hit.end() + 2]
        if near and verb in near[1].text and not _NO.search(near[1].text):
            message = f"事实是“{near[1].text}”，没有否定的意思"
            yield Shift(hit.span(), told.text, "negation", message)


def _part(told: Clause, known: Clause, denied: str) -> str:
    """What the clauses about a fact's say beside its own words; 欠 of 没有欠薪 denies nothing."""
    row = clauses(told.text)
    about = {at for at, one in enumerate(row) if one.chars & known.chars}
    part = "，".join(one.text for at, one in enumerate(row) if {at, at - 1} & about)
    own = set(known.text) - set(denied) - set("没未无不")
    return "".join(char for char in part if char not in own)


_STATE = re.compile(
    r"(?:偏|较|很|太|不太|不够|为|不)?(?:少|低|弱|慢|差|高|强|多|快|好|新|深|细|严|实|紧|统一|均衡|平衡|规范|及时|稳定|足|够|老化|断层|混乱|滞后|"
    r"薄弱|缺失|空白|零|流失|单一|落后|脱节|松散|涣散|短缺|缺乏|匮乏|虚化|弱化|淡薄|陈旧|粗放|浮浅|僵化|缓慢|迟缓|低下|严重|突出)"
)
_LEAST_NAME = 3  # characters that two clauses have in common before they differ


def _find_restated(case: ComparedText) -> Iterator[Shift]:
    """人才老化 told as 人才断层: the same thing in a word that shares nothing with the fact's."""
    rows: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)  # by how a clause begins
    for fact in case.stated:
        for each in clauses(fact):
            rows[each.text[:_LEAST_NAME]][each.text, fact] = None
    for told in clauses(case.bare):
        for known, fact in rows.get(told.text[:_LEAST_NAME], ()):
            same = _common(told.text, known)
            same -= told.text[:same].endswith("不")
            now, was = told.text[same:], known[same:].replace("不够", "不足")
            now = now.replace("不够", "不足")
            if same < _LEAST_NAME or not (_STATE.fullmatch(now) and _STATE.fullmatch(was)):
                continue
            if not (set(now) & set(was)) - set("不偏较很太") and now not in fact:
                message = f"事实说的是“{was}”，不是“{now}”"
                yield Shift(told.span, told.text, "degree", message)


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


_WITHOUT = re.compile(r"(?:没有|缺乏|缺少|尚?无|没|未有)(?P<what>[^，。；：、]{2,24})")
_DETAIL = re.compile(
    r"[\d*]|的|以[上下内]|[\u4e00-\u9fff]级|专职|专业|本地|固定|独立|统一|省|市|县"
)
_TAIL = 2  # characters at the end of a phrase that name the thing


def _find_narrowed(case: ComparedText) -> Iterator[Shift]:
    """没有35岁以下后备干部 told as 无后备干部: what is lacking has become more."""
    for hit in _WITHOUT.finditer(case.bare):
        what = hit["what"]
        for fact in case.stated:
            for known in _WITHOUT.finditer(fact):
                at = known["what"].find(what[:_TAIL])
                detail = known["what"][:at] if at > 0 else ""
                told = clause_at(case.bare, hit.start()).text
                if _DETAIL.search(detail) and not _has(told, detail):
                    message = f"事实是“{known[0]}”，丢了“{detail}”意思就变了"
                    yield Shift(hit.span(), hit[0], "qualifier", message)


def _has(text: str, detail: str) -> bool:
    kept = [char for char in detail if char != "的"]
    return sum(char in text for char in kept) > len(kept) / 2


_LINK = re.compile(
    r"通过(?=[^，。；]{4,}，)|因此|因而|从而|由此(?!显)|进而|使得|得益于|促使|以此带动|带来|换来|促成|随之|助力|促进|拉动|撬动|以此|借此|有效(?=减少|降低|提高|提升)|带动(?!就业\d)|推动(?=[^，。]{0,12}(?:\d|下降|上升|增长|提[高升]))"
    r"|使(?![用命馆者节团])|让(?!利|出|渡|位|路)"
)
_LINKED = re.compile(
    r"通过(?=[^，。；]{4,}，)|因此|因而|从而|由此|使|让|带动|推动|促|得益于|靠|带(?=动|来|着|领)|所以|后|通过"
)


def _find_linked(case: ComparedText) -> Iterator[Shift]:
    """A result that stands beside a cause which is another fact's."""
    if len(case.facts) < 2:  # noqa: PLR2004 - one fact has nothing to be linked with
        return
    for hit in _LINK.finditer(case.bare):
        whole = around(case.bare, hit.start())
        before = case.bare[whole.span[0] : hit.start()]
        after = case.bare[hit.end() : whole.span[1]]
        if not before:  # 得益于开通公交，满意率提高
            before, _, after = after.partition("，")
        one, other = _source(before, case), _source(after, case)
        if one is None or other is None or one == other:
            continue
        if not _LINKED.search(case.facts[one]) and not _LINKED.search(case.facts[other]):
            message = f"事实没有说“{hit[0]}”：两件事分开写，用分号"
            yield Shift(hit.span(), hit[0], "link", message)


def _source(text: str, case: ComparedText) -> int | None:
    """The fact that a stretch tells: the one that has its figures, or most of its words."""
    figures = _FIGURE.findall(text)
    for figure in reversed(figures):
        homes = [at for at, fact in enumerate(case.facts) if figure in _FIGURE.findall(fact)]
        if len(homes) == 1:
            return homes[0]
    rows = [
        (share(said, one) if share(one, said) < _LIKE else 1.0, -at)
        for said in clauses(text)
        for at, fact in enumerate(case.stated)
        for one in clauses(fact)
        if len(said.chars & one.chars) > 1
    ]
    best = max(rows, default=(0.0, 0))
    return -best[1] if best[0] >= _LIKE else None


_FIGURE = re.compile(r"\d[\d.]*")
_OF_THEM = re.compile(r"其中(?!的|一)")
_INNER = re.compile(r"其中|里有|中有|里面|当中|有\d|里[^，。]{0,4}\d")


_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)([万亿]?[\u4e00-\u9fff%])")
_ROUNDED = 0.051  # how far a share in per cent may lie from what the amounts make


def _adds_up(whole: str, parts: str) -> bool:
    """The figures themselves say that one is a part of the other.

    >>> _adds_up("支出46.28亿元，", "民生支出36.84亿元，占79.6%")
    True
    >>> _adds_up("收入18.62亿元，增长4.3%，", "税收12.68亿元，增长3.4%，非税5.94亿元")
    True
    >>> _adds_up("发展党员19名，", "培训党员205人次")
    False
    """
    told = _AMOUNT.findall(parts)
    shares = [float(number) for number, unit in told if unit == "%"]
    for number, unit in _AMOUNT.findall(whole):
        rows = [float(part) for part, same in told if same == unit]
        if unit == "%" or not rows or not float(number):
            continue
        makes = 100 * rows[0] / float(number)
        if any(abs(makes - share) < _ROUNDED for share in shares):
            return True
        if len(rows) > 1 and abs(sum(rows) - float(number)) < float(number) / 1e6:
            return True
    return False


def _find_parts(case: ComparedText) -> Iterator[Shift]:
    """其中 before a figure of another fact: what is a part of nothing has become one."""
    for hit in _OF_THEM.finditer(case.bare):
        whole = around(case.bare, hit.start())
        before = _FIGURE.findall(case.bare[whole.span[0] : hit.start()])
        after = _FIGURE.search(case.bare, hit.end(), whole.span[1])
        if not before or not after:
            continue
        if _adds_up(case.bare[whole.span[0] : hit.start()], case.bare[hit.end() : whole.span[1]]):
            continue
        homes = [fact for fact in case.facts if after[0] in _FIGURE.findall(fact)]
        if homes and not any(
            _INNER.search(fact) or set(before) & set(_FIGURE.findall(fact)) for fact in homes
        ):
            message = "事实没有说“其中”：这是两件事，分开写"
            yield Shift(hit.span(), hit[0], "part", message)


@cache
def _bases() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.said) for rule in rules().basis)


def _find_bases(case: ComparedText) -> Iterator[Shift]:
    """同比 told where the fact about this figure does not say so."""
    for basis in _bases():
        for hit in basis.finditer(case.bare):
            told = clause_at(case.bare, hit.start())
            figures = _FIGURE.findall(told.text)
            homes = [fact for fact in case.facts if set(figures) & set(_FIGURE.findall(fact))]
            if not figures or not homes or any(basis.search(fact) for fact in homes):
                continue
            yield Shift(hit.span(), hit[0], "basis", f"事实没有说“{hit[0]}”，照事实的比法写")


_ALL = set("总全整")  # 占总数 and 占全部 are one
_SHARE = re.compile(r"占(?P<of>[\u4e00-\u9fff]{2,8}?)的?(?P<figure>\d[\d.]*%)")


def _find_shares(case: ComparedText) -> Iterator[Shift]:
    """占总数的37% told as 占新增的37%: a share of something else."""
    known = {each["figure"]: each for fact in case.facts for each in _SHARE.finditer(fact)}
    for hit in _SHARE.finditer(case.bare):
        was = known.get(hit["figure"])
        is_whole = was and set(was["of"]) & _ALL and set(hit["of"]) & _ALL
        if was and not is_whole and not set(was["of"]) & set(hit["of"]):
            yield Shift(hit.span(), hit[0], "basis", f"事实是“{was[0]}”，不是“{hit[0]}”")


def _find_lost_bases(case: ComparedText) -> Iterator[Shift]:
    """比年初下降 told as 下降."""
    for basis in _bases():
        for fact in case.facts:
            for hit in basis.finditer(fact):
                known = clause_at(fact, hit.start())
                figures, whole = set(_FIGURE.findall(known.text)), around(fact, hit.start())
                for told in sentences(case.bare):
                    same = figures & set(_FIGURE.findall(told.text)) and _is_about(whole, told)
                    if same and not basis.search(told.text):
                        message = f"事实是“{hit[0]}”，要保留，不能换成别的比法"
                        yield Shift(told.span, told.text, "basis", message)


def _is_about(known: Clause, told: Clause) -> bool:
    """It speaks of the same, and leaves nothing open that its author has to say."""
    return bool(known.chars & told.chars) and "□" not in told.text


_CHANGED = re.compile(
    r"(?P<way>下降|减少|降低|降了|少了|压减|压了|缩短|增长|增加|提高|提升|上升|多了|涨了|净增)了?(?P<figure>\d[\d.]*)"
)
_WAYS = {
    -1: re.compile(r"[降减少压缩跌落节下低]"),
    1: re.compile(r"[增升涨扩提攀多翻加高净上]"),
}


def _find_directions(case: ComparedText) -> Iterator[Shift]:
    """下降23.4% told as 为23.4%: the figure has lost which way it went."""
    for fact in case.facts:
        for known in _CHANGED.finditer(fact):
            way = -1 if re.search("[降减少压缩]", known["way"]) else 1
            for hit in re.finditer(rf"(?<![\d.]){re.escape(known['figure'])}(?![\d.])", case.bare):
                near = clause_at(case.bare, hit.start())
                if not _WAYS[way].search(near.text) and _stands_once(known["figure"], case):
                    message = f"事实是“{known[0]}”，增减方向丢了"
                    yield Shift(near.span, near.text, "direction", message)


def _stands_once(figure: str, case: ComparedText) -> bool:
    return sum(_FIGURE.findall(fact).count(figure) for fact in case.facts) == 1


_BELOW = re.compile(
    r"(?:[-−负亏]|零下)(?:损)?了?(?P<figure>\d[\d.]*)(?=%|‰|℃|度|元|万|亿|个百分点)"
)
_RANGE_END = re.compile(r"\d[%‰℃度元万亿点天年月日]{0,2}\Z")  # behind it a stroke is no minus


def _find_signs(case: ComparedText) -> Iterator[Shift]:
    """-3.2% told as 3.2%."""
    for fact in case.facts:
        for known in _BELOW.finditer(fact):
            if _RANGE_END.search(fact[max(0, known.start() - 3) : known.start()]):
                continue
            for hit in re.finditer(rf"(?<![\d.]){re.escape(known['figure'])}(?![\d.])", case.bare):
                near = clause_at(case.bare, hit.start())
                if not re.search("[-−负亏降减下]", near.text):
                    message = f"事实是“{known[0]}”，负号丢了"
                    yield Shift(near.span, near.text, "sign", message)


_Check = Callable[[ComparedText], Iterator[Shift]]
_LOSSES: tuple[_Check, ...] = (
    _find_lost,
    _find_affirmed,
    _find_narrowed,
    _find_lost_bases,
    _find_directions,
    _find_signs,
)
_CHECKS: tuple[_Check, ...] = (
    _find_bases,  # before what is lost: the other basis is what has to be named
    _find_shares,
    *_LOSSES,
    _find_added,
    _find_exchanged,
    _find_restated,
    _find_denied,
    _find_linked,
    _find_parts,
)
