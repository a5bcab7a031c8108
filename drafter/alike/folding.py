"""A report as its bare signs: what is compared, where each sign stands, and which count."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from drafter.document import Paragraph, ParagraphKind, parsing
from drafter.document import genre as genres
from drafter.text import Span, alternation
from drafter.text.set_phrases import listed

FIGURE = "#"  # stands for any figure or mask: a copy with other figures in it is a copy
_SIGN = re.compile(
    r"[\d０-９*＊](?:[\d０-９.,．*＊]*[\d０-９*＊])?|[A-Za-zＡ-Ｚａ-ｚ\u3400-\u9fff]"
)
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_QUOTED = re.compile(r"“[^“”\n]{1,14}”")  # 三会一课, a project's name; a longer one is said
_OPEN = re.compile(r"〔[^〕\n]*〕")
_COUNTED = re.compile(  # 一是, （二）, 3.: a copy counts its points as its author does
    r"(?:^|(?<=[。；：！\n]))[ \u3000]*(?:[一二三四五六七八九十]{1,3}(?:是|、|要)"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}[.、．](?!\d))",
    re.MULTILINE,
)
_BODY = (
    r"委员会|工委|党委|党组|党支部|党总支|人民政府|领导小组办公室|领导小组|指挥部|工作专班|办公室|管理局|监督局|服务中心"
    r"|分局|总局|支队|大队|委|局|厅|办|公司|集团|大学|学院|学校|中学|小学|医院|银行|协会|联合会|法院|检察院|街道办事处"
)
_NAME = re.compile(  # 中共青溪县委教育工作领导小组办公室、县人力资源和社会保障局
    r"(?:中共|中国|全国|国家|[\u4e00-\u9fff*＊]{0,3}[省市州县区旗镇乡]|本[局院校])"
    rf"[\u4e00-\u9fff*＊]{{0,16}}?(?:{_BODY})(?![\u4e00-\u9fff])"
)
_LABELS = (ParagraphKind.SALUTATION, ParagraphKind.HEADING)
_NAMED = (ParagraphKind.TITLE, ParagraphKind.SIGNATURE)


@dataclass(frozen=True, slots=True)
class Folded:
    """The signs of a text without marks and blanks, all figures one sign."""

    name: str  # of its file
    text: str
    signs: str
    starts: tuple[int, ...]  # where each sign stands in the text
    ends: tuple[int, ...]
    lines: tuple[int, ...]  # where each line of the text begins
    own: bytes  # 1 for each sign that is no set phrase, name or quoted title

    def span(self, first: int, last: int) -> Span:
        """The stretch of the text from sign `first` up to `last`, that not included."""
        return self.starts[first], self.ends[last - 1]

    def place(self, first: int) -> tuple[int, int]:
        """Line and column (from 1) of a sign, as findings have them."""
        at = self.starts[first]
        line = bisect_right(self.lines, at)
        return line, at - self.lines[line - 1] + 1

    @property
    def weight(self) -> int:
        """How many signs are the report's own."""
        return sum(self.own)


def fold(
    text: str, name: str = "", *, names: Collection[str] = (), formal: Collection[Span] = ()
) -> Folded:
    """A text made ready to be compared.

    Args:
        text: a report.
        name: of its file.
        names: proper names, such as the facts have, that two reports may well share.
        formal: stretches that whoever wrote the text took from a form.

    >>> told = fold("抓“三会一课”，新建学校6所。")
    >>> told.signs, "".join(sign for sign, own in zip(told.signs, told.own) if own)
    ('抓三会一课新建学校#所', '抓新建学校#所')
    """
    counted = {at for match in _COUNTED.finditer(text) for at in range(*match.span())}
    found = [match for match in _SIGN.finditer(text) if match.start() not in counted]
    signs = "".join(_sign(match[0]) for match in found)
    starts, ends = tuple(m.start() for m in found), tuple(m.end() for m in found)
    common = bytearray(len(text))
    for start, end in (*_common(text), *formal):
        common[start:end] = b"\1" * (end - start)
    own = bytearray(0 if common[start] else 1 for start in starts)
    for pattern in (_formulas(), _any_of(frozenset(names))):
        for match in pattern.finditer(signs):
            own[match.start() : match.end()] = bytes(len(match[0]))
    lines = (0, *(match.end() for match in re.finditer("\n", text)))
    return Folded(name, text, signs, starts, ends, lines, bytes(own))


def _sign(found: str) -> str:
    """One sign for what was found: ASCII letters for wide ones, one for all figures."""
    if found[0].isdigit() or found[0] in "*＊":
        return FIGURE
    return chr(ord(found) - 0xFEE0).lower() if "Ａ" <= found <= "ｚ" else found.lower()


def _common(text: str) -> Iterator[Span]:
    """Stretches that say nothing of their own: titles of documents, names, lines of form."""
    for pattern in (_TITLE, _QUOTED, _OPEN, _NAME):
        yield from (match.span() for match in pattern.finditer(text))
    report = parsing.parse(text, genres.load(genres.DEFAULT))
    yield from (each.span for each in report.paragraphs if _is_formal(each))


def _is_formal(line: Paragraph) -> bool:
    """Whether a line only says what the report is or whose; a title of clauses is a sentence."""
    return line.kind in _LABELS or (line.kind in _NAMED and not re.search("[，。；]", line.text))


@cache
def _formulas() -> re.Pattern[str]:
    """What genres prescribe word for word, and what the time does."""
    known = [genres.load(name) for name in genres.names()]
    phrases = {word for each in known for word in (*each.phrases.fixed, *each.phrases.formulas)}
    phrases |= {word for each in known for word in (*each.phrases.closings, *_labels(each))}
    return _any_of(frozenset(phrases.union(listed("formulas"), listed("set_phrases"))))


def _labels(genre: genres.Genre) -> tuple[str, ...]:
    return (genre.feedback.label, *genre.shortcomings.labels, *genre.measures.labels)


@cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    bare = {"".join(_sign(match[0]) for match in _SIGN.finditer(word)) for word in words}
    return re.compile(alternation(bare))
