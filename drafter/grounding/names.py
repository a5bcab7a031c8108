"""Which of the names that a tagger found no fact carries. Pure.

A tagger takes many a slogan for a name: in 对党忠诚 it sees somebody called 党忠诚. So what it
finds must also have the shape of what it is called, and then it is for a person to look at.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from drafter.grounding import Unsupported
from drafter.grounding.index import canonical, fact_index
from drafter.grounding.terms import SURNAMES, clause
from drafter.text import Name, Span
from drafter.text.numerals import fold
from drafter.text.set_phrases import without_phrases

_CALLED = {"PER": "人名", "LOC": "地名", "ORG": "机构名"}
_SHAPES = {
    "PER": re.compile(
        rf"(?:[{SURNAMES}谭武乔施章尤裴梅曲聂焦耿左岳]|欧阳|司马|上官|诸葛)[\u4e00-\u9fff]{{1,2}}"
        r"|[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+"
    ),
    "LOC": re.compile(
        r".+(?:[省市县区乡镇村州盟旗寨屯沟湾岛港湖河江山]|街道|社区|[大公]路|[大小]桥)"
    ),
    "ORG": re.compile(
        r".+(?:[局厅部委府办院校园厂社会站所队馆店组台报]|[大中小]学|[一二三四五六七八九十][中小]"
        r"|公司|集团|中心|[银分支]行)"
    ),
}
_HIDDEN = re.compile("[*X□]")  # masked, or part of a set phrase


def unknown(
    text: str,
    names: Iterable[Name],
    facts: Sequence[str],
    *,
    allowed: Collection[str] = (),
    taken: Iterable[Span] = (),
) -> Iterator[Unsupported]:
    """The names in `text` that no fact has, in full or in their short form.

    Args:
        text: a report; what is blanked in it is not looked at.
        names: what a tagger found in it.
        facts: what may be said.
        allowed: set phrases that need no fact.
        taken: places about which enough is said already.

    >>> names = [Name((1, 5), "第三小学", "ORG"), Name((6, 10), "人民医院", "ORG")]
    >>> [found.text for found in unknown("建第三小学和人民医院", names, ["建三小", "建医院"])]
    ['人民医院']
    """
    known = fact_index(tuple(facts))
    plain = without_phrases(fold(text), frozenset(allowed))
    covered = {place for span in taken for place in range(*span)}
    for name in names:
        said = plain[slice(*name.span)]
        is_whole = said == fold(name.text) and not _HIDDEN.search(said)
        if not is_whole or not _SHAPES[name.kind].fullmatch(said):
            continue
        if canonical(said) not in known.all_words and covered.isdisjoint(range(*name.span)):
            yield Unsupported(
                name.span,
                name.text,
                "name",
                f"{_CALLED[name.kind]}“{name.text}”不在任何一条事实里（自动识别，请核对）",
                known.nearest(clause(plain, name.span[0])),
                certain=False,
            )
