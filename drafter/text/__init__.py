"""Sentences, clauses, enumerators and punctuation of formal Chinese. Pure; spans everywhere."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name that a tagger found in a text."""

    span: Span
    text: str
    kind: str  # PER a person, LOC a place, ORG a body


HAN = "一二三四五六七八九十"
FULL_HAN = "壹贰叁肆伍陆柒捌玖拾"  # the same as accounts have them
PROPOSES = "拟"  # how a measure begins that its author has not given
OPEN = "〔待补"  # how a place begins that is left open
OPEN_PLACE = re.compile(rf"{OPEN}[^〔〕\n]*〕")  # left for the author: what only he knows
_HALF_WIDE = re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）")  # a pair of which one is narrow
MASK = re.compile(r"[*＊]{1,6}|[XＸ×]{2,6}")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”』」）)]*|[^。！？!?\n]+")
_CLAUSE = re.compile(r"[^，。；：！？\n]+")


def absent(text: str) -> Iterator[str]:
    r"""Characters that do not stand in a text, to stand in it for something else meanwhile.

    >>> next(absent("修路3公里")), next(absent("表\ue000单"))
    ('\ue000', '\ue001')
    """
    private = itertools.chain(range(0xE000, 0xF900), range(0xF0000, 0xFFFFE))
    return (sign for sign in map(chr, private) if sign not in text)


def han_number(value: int) -> str:
    """1..999 as it stands before a heading.

    >>> [han_number(n) for n in (1, 10, 12, 20, 35, 100, 106, 215)]
    ['一', '十', '十二', '二十', '三十五', '一百', '一百零六', '二百一十五']
    """
    hundreds, rest = divmod(value, 100)
    if hundreds:
        between = "零" if 0 < rest < len(HAN) else "一" if len(HAN) <= rest < 2 * len(HAN) else ""
        return f"{HAN[hundreds - 1]}百{between}" + (han_number(rest) if rest else "")
    tens, ones = divmod(value, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else HAN[tens - 1] + "十"
    return lead + (HAN[ones - 1] if ones else "")


def sentences(text: str, start: int = 0, until: int | None = None) -> Iterator[Span]:
    """The span of each sentence, its end mark and closing quote included.

    Args:
        text: any text.
        start: where in it to begin.
        until: where to end; at its end by default.

    >>> [slice(*s) and "他说：“好。”然后走。"[s[0]:s[1]] for s in sentences("他说：“好。”然后走。")]
    ['他说：“好。”', '然后走。']
    """
    for found in _SENTENCE.finditer(text, start, len(text) if until is None else until):
        end = found.end()
        begin = end - len(found[0].lstrip())
        if begin < end:
            yield begin, end


def clauses(text: str) -> Iterator[Span]:
    """The span of each stretch between ，。；：.

    >>> [slice(*s).stop for s in clauses("抓项目、兴产业，稳增长。")]
    [7, 11]
    """
    for found in _CLAUSE.finditer(text):
        yield found.span()


def length(text: str) -> int:
    r"""How many visible characters a text has.

    >>> length("新建 学校\n6所")
    6
    """
    return sum(map(len, text.split()))


_WORD = re.compile(  # CCC stands for a name of as many characters
    r"《[^《》\n]*》|(?<![A-Za-z])(?!([A-Za-z])\1+(?![A-Za-z]))[A-Za-z][A-Za-z0-9_.+#@/-]{2,}"
)


def reading_length(text: str) -> int:
    """How many characters a text has for somebody who reads it out.

    A Latin word is one, as Word counts it, and so is a title; backticks are none, masks as written.

    >>> reading_length("用 `webpack-server` 搭建"), reading_length("按《中华人民共和国公司法》办")
    (4, 3)
    >>> reading_length("CCC幼儿园")
    6
    """
    return length(_WORD.sub("字", text.replace("`", "")))


def shorten(text: str, most: int) -> str:
    """The text where it has at most so many characters, else its beginning with … behind it.

    >>> shorten("新建学校6所", 6), shorten("新建学校6所", 5)
    ('新建学校6所', '新建学校…')
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def blank(pattern: re.Pattern[str], text: str) -> str:
    """`text` with what `pattern` finds replaced, sign by sign, by □: places stay what they were.

    >>> blank(re.compile("“[^”]*”"), "抓“三保”工作")
    '抓□□□□工作'
    """
    return pattern.sub(lambda found: "□" * len(found[0]), text)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans have a character in common.

    >>> overlap((0, 3), (2, 5)), overlap((0, 3), (3, 5))
    (True, False)
    """
    return one[0] < other[1] and other[0] < one[1]


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; of none it matches nothing.

    Words that begin alike stand together, so that each alternative begins with another character:
    `re` then scans for the set of these, and tries only the one alternative that can be.

    >>> re.findall(alternation(["年底", "今年", "今年年底"]), "今年年底完成，年底验收")
    ['今年年底', '年底']
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(filter(None, set(words)), key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    if not rests:
        return r"(?!)"
    told = (f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in rests.items())
    return f"(?:{'|'.join(told)})"


@lru_cache(maxsize=512)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A compiled pattern for any of `words`, the longest first."""
    return re.compile(alternation(words))


def strip_end(text: str) -> str:
    """Without the marks that end a sentence or a clause.

    >>> strip_end("新建学校6所；")
    '新建学校6所'
    """
    return text.strip().rstrip("。；;，,、.．！!：: 　")


def grams(text: str, size: int) -> frozenset[str]:
    """Every run of `size` characters.

    >>> sorted(grams("抓项目兴", 3))
    ['抓项目', '项目兴']
    """
    return frozenset(text[at : at + size] for at in range(len(text) - size + 1))


def shared_run(a: str, b: str) -> int:
    """Length of the longest run of characters that both have.

    >>> shared_run("建设智慧教室", "建成智慧教室150间")
    4
    """
    best = 0
    row = [0] * (len(b) + 1)
    for x in a:
        above = row
        row = [0] * (len(b) + 1)
        for j, y in enumerate(b):
            if x == y:
                row[j + 1] = above[j] + 1
                best = max(best, row[j + 1])
    return best


_CURLY = str.maketrans("〝〞", "“”")
_STRAIGHT = re.compile(r'"([^"\n]*)"')
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
# A mark behind a share ends what is said (99.2%,PM2.5), though no character is beside it.
_NARROW = re.compile(
    r"(?<=[\u4e00-\u9fff”》）％*])[,;:?!()]|[,;:?!()](?=[\u4e00-\u9fff“《（*])|(?<=[%‰])[,;]"
)
# A point that ends a sentence: no number goes on behind a share, no name behind Chinese. The one
# behind the number of a heading (一.抓项目) ends none.
_STOP = re.compile(
    r"(?<=[%％‰])\.(?!\.)|(?<=[\u4e00-\u9fff”》）])\.(?=\s*$|[ \u3000]*[\u4e00-\u9fff“《])"
)
_ENTITY = re.compile(r"&#?[0-9A-Za-z]{2,8};\Z")
_ENTITY_LENGTH = 10
_NUMBERED = re.compile(
    r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}|（(?:[一二三四五六七八九十]{1,3}|\d{1,2})）)\Z"
)
_SPACED = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、”“])[ \u3000]++"
    r"|(?<![ \u3000])[ \u3000]++(?=[\u4e00-\u9fff，。；：、”“])"
)


def typeset(text: str) -> str:
    """Marks as Chinese print has them; no word, figure or mask is touched.

    >>> typeset('抓"三重一大",投入1,280万元; 新建 3所')
    '抓“三重一大”，投入1,280万元；新建3所'
    >>> typeset("建成平台(http://a.cn/b?id=3.1),接入12处")
    '建成平台（http://a.cn/b?id=3.1），接入12处'
    >>> typeset("增长8.5%.修路3条. 架桥2座."), typeset("一.修路")
    ('增长8.5%。修路3条。架桥2座。', '一.修路')
    """
    text = _STRAIGHT.sub(r"“\1”", text.translate(_CURLY))
    text = _NARROW.sub(_widened, text)
    text = _STOP.sub(_stop, text)
    return tight(_HALF_WIDE.sub(r"（\1\2）", text))


def ends_entity(text: str, place: int) -> bool:
    """Whether the semicolon at a place is the end of an HTML entity: &emsp;

    >>> ends_entity("&emsp;修路", 5), ends_entity("修路A;架桥", 3)
    (True, False)
    """
    return _ENTITY.search(text, max(0, place - _ENTITY_LENGTH), place + 1) is not None


def _widened(found: re.Match[str]) -> str:
    is_entity = found[0] == ";" and ends_entity(found.string, found.start())
    return found[0] if is_entity else found[0].translate(_WIDE)


def _stop(found: re.Match[str]) -> str:
    return found[0] if _NUMBERED.match(found.string[: found.start()]) else "。"


_HALF = re.compile("[\ud800-\udfff]")


def tight(text: str) -> str:
    """Without the blanks beside Chinese characters, which part no words and no figures.

    >>> tight("投 资 3 亿 元，同比 GDP 2 000")
    '投资3亿元，同比GDP 2 000'
    """
    return _SPACED.sub("", text)


def whole_characters(text: str) -> str:
    r"""Halves of characters joined; one that has no other half becomes U+FFFD, as when decoded.

    >>> whole_characters("巡\ud83c\udf89河"), whole_characters("巡\ud83d河")
    ('巡🎉河', '巡\ufffd河')
    """
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def places(text: str) -> list[int]:
    """Where each character of `tight(text)` stands in `text`, and where it ends.

    >>> places("共 3 亿")
    [0, 2, 4, 5]
    """
    gone = {at for found in _SPACED.finditer(text) for at in range(*found.span())}
    return [at for at in range(len(text) + 1) if at not in gone]
