"""Which figure, name, quote of a text is supported by which fact. Pure.

A text may say less than the facts, never more: an exact number may lose its 余 only when
the fact has it, a date may lose its year but not gain one, a mask stays the mask it was.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise

from drafter.figures import Figure, masks, scan
from drafter.grounding.explanation import FigureVerdict
from drafter.grounding.fact_coverage import Coverage, best, coverage, coverages, kept, stance
from drafter.grounding.index import FactIndex, FigureMention, canonical, fact_index, mask_key
from drafter.grounding.kinds import same_subject
from drafter.grounding.matching import judge
from drafter.grounding.misspelt import misspelt
from drafter.grounding.reversals import masked
from drafter.grounding.terms import Term, awarded, clause, renamed, terms
from drafter.text import Span, alternation, numerals, places, shorten, tight
from drafter.text.set_phrases import without_phrases

__all__ = [
    "Coverage", "Unsupported", "best", "coverage", "coverages", "kept", "masks", "stance",
    "support",
]  # fmt: skip

KINDS = (
    *("figure", "unit", "mask", "date", "swap", "quote", "title", "level", "rank", "leader"),
    *("name", "derived", "approx", "bound", "clause", "status"),
)
_CERTAIN = frozenset(
    {"figure", "unit", "bound", "mask", "date", "swap", "status", "level", "leader", "title"}
)
_AWARD_SHARE = 0.6  # of an award's characters that one fact has to hold
_AWARD_PAIRS = 0.45  # of its pairs of characters
_AWARD_NAME = 4  # characters; what is shorter names no award: 获得好评
_SHOWN = 30  # characters of a fact in a message
_DETAILED = 200  # findings that are explained; a text with more has worse troubles
_NEAR = 3  # facts about the same thing are among the nearest so many
_WORTH = {"第一": 1, "首个": 1, "前列": 5}  # the rank that a fact may give in figures instead
_PLACES = frozenset(_WORTH)
_NAMED_BY = 4  # signs behind a mask that tell what it names
_MASK_NAME = re.compile(r"社区|村|镇|乡|街道|小区|学校|中学|小学|医院|公司|企业|、[*＊]")


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something a text says and no fact carries."""

    span: Span
    text: str
    kind: str  # see `KINDS`
    message: str
    facts: tuple[int, ...]  # the nearest facts
    certain: bool  # an error; else a person should look


def support(
    text: str, facts: Sequence[str], *, allowed: Collection[str] = (), year: int | None = None
) -> tuple[Unsupported, ...]:
    """Everything in `text` that the facts do not carry, in order.

    Args:
        text: one sentence or a whole report; spans are in it.
        facts: what may be said.
        allowed: set phrases that need no fact.
        year: the report's year, which may be written though no fact names it.

    >>> found = support("引资3.2亿元，新建学校6所。", ["引资**亿元", "新建6所学校"])
    >>> [(u.text, u.kind) for u in found]
    [('3.2亿元', 'mask')]
    """
    plain = tight(text)
    check = _Check(plain, fact_index(tuple(facts)), frozenset(allowed), year)
    found = sorted(check.run(), key=lambda u: u.span)
    if plain == text or not found:
        return tuple(found)
    stood = places(text)
    return tuple(_placed(each, text, stood) for each in found)


def _placed(found: Unsupported, text: str, stood: Sequence[int]) -> Unsupported:
    """The same in the text as it was written, blanks included."""
    span = stood[found.span[0]], stood[found.span[1] - 1] + 1
    return replace(found, span=span, text=text[slice(*span)])


class _Check:
    """One text against one ledger."""

    def __init__(
        self, text: str, facts: FactIndex, allowed: frozenset[str], year: int | None
    ) -> None:
        self.text = text
        self.facts = facts
        self.year = year
        self.folded = numerals.fold(text)
        self.plain = without_phrases(self.folded, allowed)
        self.taken: set[int] = set()  # positions already reported
        self.reported = 0

    def run(self) -> Iterator[Unsupported]:
        """Figures first; a term that overlaps a reported one is not reported again."""
        for found in chain(self._figures(), self._masks()):
            self._take(found.span)
            yield found
        yield from self._terms()

    def _figures(self) -> Iterator[Unsupported]:
        self.found = scan(self.plain, self.text, claims_only=True, blanked=True)
        quoted = self._quoted()
        for i, figure in enumerate(self.found):
            if figure.kind == "mask" or self._inside(figure.span, quoted):
                continue
            scene = FigureMention(self.plain, self.found, i)
            verdict = judge(figure, scene, self.facts, year=self.year, is_brief=self._is_brief())
            if verdict:
                yield self._unsupported(verdict)

    def _is_brief(self) -> bool:
        return self.reported > _DETAILED

    def _quoted(self) -> list[Span]:
        """Quotes that the facts hold word for word: figures in them are names."""
        pairs = re.finditer(r"[“「]([^“”「」\n]{1,40})[”」]", self.folded)
        return [p.span(1) for p in pairs if canonical(p[1]) in self.facts.all_words]

    def _inside(self, span: Span, spans: list[Span]) -> bool:
        i = bisect_right(spans, span[0], key=lambda s: s[0]) - 1
        return i >= 0 and span[1] <= spans[i][1]

    def _masks(self) -> Iterator[Unsupported]:
        """A mask beyond the number of its kind in the facts is an invention."""
        left = Counter(self.facts.mask_counts)
        for i, figure in enumerate(self.found):
            if figure.kind != "mask":
                continue
            key = self._mask_in(left, figure)
            if key:
                left[key] -= 1
                wrong = masked(FigureMention(self.plain, self.found, i), self.facts)
                if wrong:
                    yield self._unsupported(wrong)
                continue
            if self._is_named_again(figure):
                continue
            same = (m.figure for m in self.facts.masked if m.figure.word == figure.word)
            known = "、".join(dict.fromkeys(f.text for f in islice(same, 3)))
            why = f"事实里的“{known}”都已用完或单位不同" if known else "事实里没有这样的占位符"
            verdict = FigureVerdict(
                figure.span, figure.text, "mask", f"占位符“{figure.text}”没有依据：{why}"
            )
            yield self._unsupported(verdict)

    def _is_named_again(self, figure: Figure) -> bool:
        """A mask that names a place or body of the facts may stand as often as the name would."""
        after = self.plain[figure.span[1] : figure.span[1] + _NAMED_BY]
        return _MASK_NAME.search(after) is not None and any(
            mark.figure.word == figure.word
            and self.facts.folded[mark.fact].startswith(after, mark.figure.span[1])
            for mark in self.facts.masked
        )

    def _mask_in(self, left: Counter[tuple[str, str]], figure: Figure) -> tuple[str, str] | None:
        """The kind of mask in the facts that this one can be."""
        run, unit = mask_key(figure)
        for key in ((run, unit), (run, unit.removesuffix("元")), (run, "")):
            if left[key] > 0:
                return key
        if unit in ("", "个"):
            others = (key for key, n in left.items() if n > 0 and key[0] == run)
            return next((key for key in others if not unit or key[1] in ("", "个")), None)
        return None

    def _terms(self) -> Iterator[Unsupported]:
        for term in terms(self.plain):
            if not self._overlaps(term.span) and not self._carried(term):
                self._take(term.span)
                yield self._term(term)
        for span, words in awarded(self.plain):
            if not self._overlaps(span) and not self._awarded(words):
                yield self._unsupported(
                    FigureVerdict(
                        span, self.text[slice(*span)], "title", f"事实里没有“{words}”这项荣誉或结果"
                    )
                )
        for span, done, known in advanced(self.plain, self.facts):
            message = f"“{done}”说过了头：事实里是“{known}”"
            yield self._unsupported(FigureVerdict(span, done, "clause", message))
        yield from self._names()

    def _names(self) -> Iterator[Unsupported]:
        """Names that differ from those of the facts by their ending or by one sign."""
        for span, new, was in renamed(self.plain, self.facts.all_words):
            message = f"“{new}”与事实里的“{was}”不是一个名称"
            yield self._unsupported(FigureVerdict(span, self.text[slice(*span)], "name", message))
        for span, new, was in misspelt(self.plain, self.facts):
            if not self._overlaps(span):
                message = f"“{new}”与事实里的“{was}”差一个字，请核对是不是同一个名称"
                yield self._unsupported(FigureVerdict(span, new, "name", message))

    def _take(self, span: Span) -> None:
        self.taken.update(range(*span))
        self.reported += 1

    def _overlaps(self, span: Span) -> bool:
        return not self.taken.isdisjoint(range(*span))

    def _carried(self, term: Term) -> bool:
        if term.kind == "rank" and _PLACES & set(term.carried_by):
            return self._ranked(term)
        asked = [canonical(word) for word in term.carried_by]
        if term.kind in ("quote", "title") and not re.search(r"[^\W□]", asked[0]):
            return True
        words = self._near(term) if term.is_local else self.facts.all_words
        return any(word in words for word in asked)

    def _near(self, term: Term) -> str:
        around = clause(self.folded, term.span[0])
        return "\0".join(self.facts.words[i] for i in self.facts.nearest(around, _NEAR))

    def _ranked(self, term: Term) -> bool:
        """One fact has a rank that says as much, of the same thing."""
        worth = max((_WORTH[word] for word in term.carried_by if word in _WORTH), default=0)
        words = re.compile(alternation(term.carried_by))
        places = [
            (i, hit.start()) for i, f in enumerate(self.facts.folded) for hit in words.finditer(f)
        ]
        places += [
            (mark.fact, mark.figure.span[0])
            for mark in self.facts.marks
            if mark.figure.kind == "ordinal" and (mark.figure.value or worth + 1) <= worth
        ]
        return any(
            same_subject(self.folded, term.span[0], self.facts.folded[i], place)
            for i, place in places
        )

    def _awarded(self, words: str) -> bool:
        name = {c for c in canonical(words) if c >= "\u4e00" and c not in "的了等称号荣誉奖□"}
        if len(name) < _AWARD_NAME:
            return True
        near = self.facts.nearest(words, _NEAR)
        pairs = {a + b for a, b in pairwise(canonical(words)) if "□" not in a + b}
        return any(
            len(name & set(self.facts.words[i])) >= _AWARD_SHARE * len(name)
            and sum(pair in self.facts.words[i] for pair in pairs) >= _AWARD_PAIRS * len(pairs)
            for i in near
        )

    def _term(self, term: Term) -> Unsupported:
        said = self.text[slice(*term.span)]
        what = {
            "quote": "引语“{}”不在任何一条事实里",
            "title": "“{}”不在任何一条事实里",
            "level": "层级“{}”没有事实依据",
            "rank": "名次或比较“{}”没有事实依据",
            "leader": "事实里没有“{}”：不得编造领导或上级的评价",
            "name": "名称“{}”不在任何一条事实里",
        }[term.kind].format(said)
        return self._unsupported(
            FigureVerdict(term.span, said, term.kind, what), certain=term.certain
        )

    def _unsupported(self, verdict: FigureVerdict, *, certain: bool | None = None) -> Unsupported:
        near = verdict.facts
        if not near and not self._is_brief():
            near = self.facts.nearest(clause(self.folded, verdict.span[0]))
        message = verdict.message
        if near and not verdict.facts:
            message += f"；最近的事实：“{shorten(self.facts.facts[near[0]], _SHOWN)}”"
        sure = verdict.kind in _CERTAIN if certain is None else certain
        said = self.text[slice(*verdict.span)]
        return Unsupported(verdict.span, said, verdict.kind, message, near, sure)


_DONE = re.compile(
    r"(?:已|全面|如期|全部)?(?:建成|竣工|完工|完成|投用|投入使用|通车|落地|获批|通过验收)"
)
_UNDONE = re.compile(
    r"正在|推进中|建设中|在建|拟|计划|筹备|预计|即将|有望|力争|尚未|未(?=完成|通过|建成|获)|前期|加快(?=建设|推进)|启动"
)
_SAME_THING = 0.4  # of a fact's characters that a clause about the same thing shares


def advanced(plain: str, facts: FactIndex) -> Iterator[tuple[Span, str, str]]:
    """What a text calls done while the fact about it says that it is under way or planned."""
    for found in _DONE.finditer(plain):
        around = clause(plain, found.start())
        for i in facts.nearest(around):
            undone = _UNDONE.search(facts.folded[i])
            known = facts.folded[i]
            shared = {c for c in around if c >= "\u4e00"} & set(known)
            if undone and undone[0] in _sentence(plain, found.start()):
                continue  # 建成5个，另有2个在建
            if undone and len(shared) >= _SAME_THING * len(set(known)) and found[0] not in known:
                yield found.span(), found[0], undone[0]


def _sentence(text: str, at: int, reach: int = 60) -> str:
    before = re.split(r"[。！？\n]", text[max(0, at - reach) : at])[-1]
    return before + re.split(r"[。！？\n]", text[at : at + reach], maxsplit=1)[0]
