"""A word added, lost or put in the place of another, a denial lost or added."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from drafter.grounding.clauses import (
    Clause,
    clause_at,
    clauses,
    nearest,
    sentences,
    share,
)
from drafter.grounding.shifts.compared import (
    FIGURE,
    LIKE,
    SAME,
    Added,
    ComparedText,
    Exchanged,
    Lost,
    Shift,
    rules,
)

_UNITS = "国省市县区镇乡村校院所"


@cache
def _added() -> tuple[tuple[Added, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (rule, re.compile(rule.said), None if "{" in rule.borne else re.compile(rule.borne))
        for rule in rules().added
    )


def find_added(case: ComparedText) -> Iterator[Shift]:
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


def find_lost(case: ComparedText) -> Iterator[Shift]:
    """大多填不清楚 told as 填不清楚: a word of a fact that the text about it lacks."""
    for rule, said, borne in _lost():
        for fact in case.stated:
            for hit in said.finditer(fact):
                sentence = _telling(case, clause_at(fact, hit.start()), said)
                if sentence and not borne.search(sentence.text):
                    yield Shift(
                        sentence.span, sentence.text, rule.kind, rule.right.format(said=hit[0])
                    )


def _telling(case: ComparedText, known: Clause, gone: re.Pattern[str]) -> Clause | None:
    """The sentence of the text that tells a clause of a fact, its lost word apart."""
    bare = clauses(gone.sub("", known.text))
    if not bare:
        return None
    figures = set(FIGURE.findall(known.text))
    rows = [
        (share(bare[0], sentence), sentence)
        for sentence in sentences(case.bare)
        if not figures or figures & set(FIGURE.findall(sentence.text))
    ]
    best = max(rows, key=lambda row: row[0], default=None)
    return best[1] if best and best[0] >= SAME and "□" not in best[1].text else None


@cache
def _exchanged() -> tuple[tuple[Exchanged, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            rule,
            re.compile(rule.was),
            re.compile(rule.said),
            re.compile(f"{rule.said}|{rule.borne}" if rule.borne else rule.said),
        )
        for rule in rules().exchanged
    )


def find_exchanged(case: ComparedText) -> Iterator[Shift]:
    """水平低 told as 水平不高: another word stands in the place of a fact's."""
    for rule, was, said, borne in _exchanged():
        for hit in said.finditer(case.bare):
            clause = clause_at(case.bare, hit.start())
            if any(borne.search(fact) for fact in case.facts):
                continue
            known = next(nearest(clause, case.stated, LIKE), None)
            old = was.search(known[1].text) if known else None
            if old and not was.search(clause.text):
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


_NOTHING = re.compile(r"(?<![有绝毫])无(?P<what>[\u4e00-\u9fff]{3,12})(?![^，。；！？\n])")
_HAS = "(?<![没未])(?:有|发生|出现|存在|新增)"


def find_affirmed(case: ComparedText) -> Iterator[Shift]:
    """Find what the facts deny and the text affirms: 没有插手 told as 插手, 无事故 as 有事故."""
    for fact in case.stated:
        for hit in _NOTHING.finditer(fact):
            for told in re.finditer(_HAS + re.escape(hit["what"]), case.bare):
                message = f"事实是“{hit[0]}”，否定的意思丢了"
                yield Shift(told.span(), told[0], "negation", message)
        for hit in _DENIED.finditer(fact):
            known = clause_at(fact, hit.start())
            sentence = _telling(case, known, _DENIED)
            if sentence and not _NO.search(_part(sentence, known, hit[0])):
                message = f"事实是“{known.text}”，否定的意思丢了"
                yield Shift(sentence.span, sentence.text, "negation", message)


def find_denied(case: ComparedText) -> Iterator[Shift]:
    """插手 told as 没有插手: what the fact affirms is denied in its own words."""
    for hit in _DENIED.finditer(case.bare):
        clause = clause_at(case.bare, hit.start())
        near = next(nearest(clause, case.stated, SAME), None)
        verb = case.bare[hit.end() : hit.end() + 2]
        is_told = any(hit[0] + verb in fact for fact in case.facts)  # 不满意的2件 beside 满意的91件
        if near and verb in near[1].text and not is_told and not _NO.search(near[1].text):
            message = f"事实是“{near[1].text}”，没有否定的意思"
            yield Shift(hit.span(), clause.text, "negation", message)


def _part(sentence: Clause, known: Clause, denied: str) -> str:
    """What the clauses about a fact's say beside its own words; 欠 of 没有欠薪 denies nothing."""
    row = clauses(sentence.text)
    about = {at for at, one in enumerate(row) if one.chars & known.chars}
    part = "，".join(one.text for at, one in enumerate(row) if {at, at - 1} & about)
    own = set(known.text) - set(denied) - set("没未无不")
    return "".join(char for char in part if char not in own)


_STATE = re.compile(
    r"(?:偏|较|很|太|不太|不够|为|不)?(?:少|低|弱|慢|差|高|强|多|快|好|新|深|细|严|实|紧|统一|均衡|平衡|规范|及时|稳定|足|够|老化|断层|混乱|滞后|"
    r"薄弱|缺失|空白|零|流失|单一|落后|脱节|松散|涣散|短缺|缺乏|匮乏|虚化|弱化|淡薄|陈旧|粗放|浮浅|僵化|缓慢|迟缓|低下|严重|突出)"
)
_LEAST_NAME = 3  # characters that two clauses have in common before they differ


def find_restated(case: ComparedText) -> Iterator[Shift]:
    """人才老化 told as 人才断层: the same thing in a word that shares nothing with the fact's."""
    rows: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)  # by how a clause begins
    for fact in case.stated:
        for each in clauses(fact):
            rows[each.text[:_LEAST_NAME]][each.text, fact] = None
    for clause in clauses(case.bare):
        for known, fact in rows.get(clause.text[:_LEAST_NAME], ()):
            same = _common(clause.text, known)
            same -= clause.text[:same].endswith("不")
            now, was = clause.text[same:], known[same:].replace("不够", "不足")
            now = now.replace("不够", "不足")
            if same < _LEAST_NAME or not (_STATE.fullmatch(now) and _STATE.fullmatch(was)):
                continue
            if not (set(now) & set(was)) - set("不偏较很太") and now not in fact:
                message = f"事实说的是“{was}”，不是“{now}”"
                yield Shift(clause.span, clause.text, "degree", message)


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


_WITHOUT = re.compile(r"(?:没有|缺乏|缺少|尚?无|没|未有)(?P<what>[^，。；：、]{2,24})")
_DETAIL = re.compile(
    r"[\d*]|的|以[上下内]|[\u4e00-\u9fff]级|专职|专业|本地|固定|独立|统一|省|市|县"
)
_TAIL = 2  # characters at the end of a phrase that name the thing


def find_narrowed(case: ComparedText) -> Iterator[Shift]:
    """没有35岁以下后备干部 told as 无后备干部: what is lacking has become more."""
    for hit in _WITHOUT.finditer(case.bare):
        what = hit["what"]
        for fact in case.stated:
            for known in _WITHOUT.finditer(fact):
                at = known["what"].find(what[:_TAIL])
                detail = known["what"][:at] if at > 0 else ""
                clause = clause_at(case.bare, hit.start()).text
                if _DETAIL.search(detail) and not _has(clause, detail):
                    message = f"事实是“{known[0]}”，丢了“{detail}”意思就变了"
                    yield Shift(hit.span(), hit[0], "qualifier", message)


def _has(text: str, detail: str) -> bool:
    kept = [char for char in detail if char != "的"]
    return sum(char in text for char in kept) > len(kept) / 2
