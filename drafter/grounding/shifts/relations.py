"""Causes, parts, comparisons and directions that a text tells otherwise than its facts."""

import re
from collections.abc import Iterator
from functools import cache

from drafter.grounding.clauses import (
    Clause,
    around,
    clause_at,
    clauses,
    sentences,
    share,
)
from drafter.grounding.shifts.compared import (
    FIGURE,
    LIKE,
    ComparedText,
    Shift,
    rules,
)

_LINK = re.compile(
    r"通过(?=[^，。；]{4,}，)|因此|因而|从而|由此(?!显)|进而|使得|得益于|促使|以此带动|带来|换来|促成|随之|助力|促进|拉动|撬动|以此|借此|有效(?=减少|降低|提高|提升)|带动(?!就业\d)|推动(?=[^，。]{0,12}(?:\d|下降|上升|增长|提[高升]))"
    r"|使(?![用命馆者节团])|让(?!利|出|渡|位|路)"
)
_LINKED = re.compile(
    r"通过(?=[^，。；]{4,}，)|因此|因而|从而|由此|使|让|带动|推动|促|得益于|靠|带(?=动|来|着|领)|所以|后|通过"
)


def find_linked(case: ComparedText) -> Iterator[Shift]:
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
    figures = FIGURE.findall(text)
    for figure in reversed(figures):
        homes = [at for at, fact in enumerate(case.facts) if figure in FIGURE.findall(fact)]
        if len(homes) == 1:
            return homes[0]
    rows = [
        (share(said, one) if share(one, said) < LIKE else 1.0, -at)
        for said in clauses(text)
        for at, fact in enumerate(case.stated)
        for one in clauses(fact)
        if len(said.chars & one.chars) > 1
    ]
    best = max(rows, default=(0.0, 0))
    return -best[1] if best[0] >= LIKE else None


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
    amounts = _AMOUNT.findall(parts)
    shares = [float(number) for number, unit in amounts if unit == "%"]
    for number, unit in _AMOUNT.findall(whole):
        rows = [float(part) for part, same in amounts if same == unit]
        if unit == "%" or not rows or not float(number):
            continue
        makes = 100 * rows[0] / float(number)
        if any(abs(makes - share) < _ROUNDED for share in shares):
            return True
        if len(rows) > 1 and abs(sum(rows) - float(number)) < float(number) / 1e6:
            return True
    return False


def find_parts(case: ComparedText) -> Iterator[Shift]:
    """其中 before a figure of another fact: what is a part of nothing has become one."""
    for hit in _OF_THEM.finditer(case.bare):
        whole = around(case.bare, hit.start())
        before = FIGURE.findall(case.bare[whole.span[0] : hit.start()])
        after = FIGURE.search(case.bare, hit.end(), whole.span[1])
        if not before or not after:
            continue
        if _adds_up(case.bare[whole.span[0] : hit.start()], case.bare[hit.end() : whole.span[1]]):
            continue
        homes = [fact for fact in case.facts if after[0] in FIGURE.findall(fact)]
        if homes and not any(
            _INNER.search(fact) or set(before) & set(FIGURE.findall(fact)) for fact in homes
        ):
            message = "事实没有说“其中”：这是两件事，分开写"
            yield Shift(hit.span(), hit[0], "part", message)


@cache
def _bases() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.said) for rule in rules().basis)


def find_bases(case: ComparedText) -> Iterator[Shift]:
    """同比 told where the fact about this figure does not say so."""
    for basis in _bases():
        for hit in basis.finditer(case.bare):
            clause = clause_at(case.bare, hit.start())
            figures = FIGURE.findall(clause.text)
            homes = [fact for fact in case.facts if set(figures) & set(FIGURE.findall(fact))]
            if not figures or not homes or any(basis.search(fact) for fact in homes):
                continue
            yield Shift(hit.span(), hit[0], "basis", f"事实没有说“{hit[0]}”，照事实的比法写")


_ALL = set("总全整")  # 占总数 and 占全部 are one
_SHARE = re.compile(r"占(?P<of>[\u4e00-\u9fff]{2,8}?)的?(?P<figure>\d[\d.]*%)")


def find_shares(case: ComparedText) -> Iterator[Shift]:
    """占总数的37% told as 占新增的37%: a share of something else."""
    known = {each["figure"]: each for fact in case.facts for each in _SHARE.finditer(fact)}
    for hit in _SHARE.finditer(case.bare):
        was = known.get(hit["figure"])
        is_whole = was and set(was["of"]) & _ALL and set(hit["of"]) & _ALL
        if was and not is_whole and not set(was["of"]) & set(hit["of"]):
            yield Shift(hit.span(), hit[0], "basis", f"事实是“{was[0]}”，不是“{hit[0]}”")


def find_lost_bases(case: ComparedText) -> Iterator[Shift]:
    """比年初下降 told as 下降."""
    for basis in _bases():
        for fact in case.facts:
            for hit in basis.finditer(fact):
                known = clause_at(fact, hit.start())
                figures, whole = set(FIGURE.findall(known.text)), around(fact, hit.start())
                told = [
                    sentence
                    for sentence in sentences(case.bare)
                    if figures & set(FIGURE.findall(sentence.text)) and _is_about(whole, sentence)
                ]
                if any(basis.search(sentence.text) for sentence in told):
                    continue  # 比上年少5万 is told, and 培训5次 besides
                for sentence in told:
                    message = f"事实是“{hit[0]}”，要保留，不能换成别的比法"
                    yield Shift(sentence.span, sentence.text, "basis", message)


def _is_about(known: Clause, sentence: Clause) -> bool:
    """It speaks of the same, and leaves nothing open that its author has to say."""
    return bool(known.chars & sentence.chars) and "□" not in sentence.text


_CHANGED = re.compile(
    r"(?P<way>下降|减少|降低|降了|少了|压减|压了|缩短|增长|增加|提高|提升|上升|多了|涨了|净增"
    r"|慢|晚|长|快(?=了)|早|短|低|高)了?(?P<figure>\d[\d.]*)(?![\d.]|块\d)"
)
_WAYS = {  # how a change begins, and what tells that it went the same way
    "下降减少压缩": re.compile(r"[降减少压缩跌落节下低]"),
    "增提上多涨净": re.compile(r"[增升涨扩提攀多翻加高净上]"),
    "慢晚长": re.compile(r"[慢晚长延拖增多升迟滞]"),
    "快早短": re.compile(r"[快早短缩提减少压降]"),
    "低": re.compile(r"[低降减少缩落]"),
    "高": re.compile(r"[高升增涨提多超]"),
}


def find_directions(case: ComparedText) -> Iterator[Shift]:
    """下降23.4% told as 为23.4%, 慢了2天 as 减少2天: the figure has lost which way it went."""
    for fact in case.facts:
        for known in _CHANGED.finditer(fact):
            same = next(told for begins, told in _WAYS.items() if known["way"][0] in begins)
            for hit in re.finditer(rf"(?<![\d.]){re.escape(known['figure'])}(?![\d.])", case.bare):
                near = clause_at(case.bare, hit.start())
                if not same.search(near.text) and _stands_once(known["figure"], case):
                    message = f"事实是“{known[0]}”，增减方向丢了"
                    yield Shift(near.span, near.text, "direction", message)


def _stands_once(figure: str, case: ComparedText) -> bool:
    return sum(FIGURE.findall(fact).count(figure) for fact in case.facts) == 1


_BELOW = re.compile(
    r"(?:(?<![A-Za-z\d])[-−]|[↓▼负亏]|零下)(?:损)?了?(?P<figure>\d[\d.]*)"
    r"(?=%|‰|℃|度|元|万|亿|个百分点|个点|米|毫米|吨|人|户|家|[，。；、]|$)"
)
_SAYS_BELOW = re.compile(r"(?<!\d)[-−]|负(?![债责担荷面重])|[亏降减下少缩跌落↓▼]")
_RANGE_END = re.compile(r"\d[%‰℃度元万亿点天年月日]{0,2}\Z")  # behind it a stroke is no minus


def find_signs(case: ComparedText) -> Iterator[Shift]:
    """-3.2% told as 3.2%."""
    for fact in case.facts:
        for known in _BELOW.finditer(fact):
            if _RANGE_END.search(fact[max(0, known.start() - 3) : known.start()]):
                continue
            figure = re.compile(rf"(?<![\d.]){re.escape(known['figure'])}(?![\d.])")
            places = [clause_at(case.bare, hit.start()) for hit in figure.finditer(case.bare)]
            if any(_SAYS_BELOW.search(near.text) for near in places):
                continue  # 少亏5万 is told, and 培训5次 besides
            for near in places:
                message = f"事实是“{known[0]}”，负号丢了"
                yield Shift(near.span, near.text, "sign", message)
