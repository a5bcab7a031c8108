"""A heading that its text follows without a mark, as Word joins a bold run and plain ones.

一、履职情况今年以来，我分管水利 is parted behind 情况, 存在的不足学习不够深入 behind 不足. It is
parted where the name says which part it is and the text begins as texts begin, and nowhere else.
"""

import re
from collections.abc import Iterator

from drafter.document import Role
from drafter.document.parsing.vocabulary import Vocabulary
from drafter.text import HAN

_LONGEST = 24  # characters of a heading with its number
_NAMED = 4  # characters of a name that has no number and names a part
_READ = 60  # characters of the text
_NUMBER = re.compile(
    rf"(?:[{HAN}]{{1,3}}、|（[{HAN}]{{1,3}}）、?|\d{{1,2}}[、.．](?!\d))[ \t\u3000]*"
)
_MARK = re.compile(r"[，。；！？：、,;:\s（(]")
# How a text begins behind the name of its part.
_OPENS = re.compile(
    r"(?:今年|一年|近年|三年|任期|任职)(?:以|多)?来|(?:在)?过去的?一年|20\d\d年(?:以来)?(?=[，,我]|[1-9]|[一-龥])(?!度|工作|的)"
    r"|本人(?=[^的])|我(?!市|县|区|镇|乡|局|校|院|国|省|党|军|的|[也都还很最]|心[里中])|在[^，。；、]{2,24}(?:下|中)，"
)
_TIMED = re.compile("今年|全年|本年|去年|[上下]半年|年初")
# Behind 情况 a text may begin with anything else.
_ENDS = re.compile(
    "情况(?!良好|较好|如下|汇报|报告|总结|统计|一览|表|说明|[和与及的是在])|不足(?:之处)?|问题|差距|短板|弱项"
    "|薄弱环节|欠缺|打算|措施|方向|思路|计划|安排|举措|设想"
)
_GOES_ON = re.compile(  # the name is no name, but the beginning of a sentence
    "[的是和与及或等这那怎如、在于主较还有也为就被把得能需要须必全已均都逐早立不]|明确|更加|整改|解决|处理|反映|排查|产生|原因|剖析"
)
_LEANS = re.compile(
    "[在从自到至于对把的和与及是为使让以按据由给用完成]$|(?<!方)向$|截至$|根据$|回顾$|过去$"
)


def text_begins(line: str, words: Vocabulary) -> int:
    """Where the text begins in a line that is a heading and its text; 0 where it is not clear.

    >>> from drafter.document import genre
    >>> words = Vocabulary.of(genre.load("shuzhi"))
    >>> line = "一、履职情况今年以来，我办会3次。"
    >>> line[text_begins(line, words) :]
    '今年以来，我办会3次。'
    >>> text_begins("存在的不足学习不够深入。", words)
    5
    >>> told = ("存在的问题整改到位。", "一、履职情况良好。", "干得不好的地方我也心里有数。")
    >>> [text_begins(line, words) for line in told]
    [0, 0, 0]
    """
    number = _NUMBER.match(line)
    begin = number.end() if number else 0
    first = _MARK.search(line, begin)
    until = min(first.start() if first else len(line), begin + _LONGEST)
    if until - begin < _NAMED:
        return 0
    for at in _places(line, begin, until):
        title, rest = line[begin:at], line[at : at + _READ]
        if _is_name(title, rest, words, is_numbered=number is not None):
            return at
    return 0


def _places(line: str, begin: int, until: int) -> Iterator[int]:
    """Where a name may end, the likeliest first."""
    opened = _OPENS.search(line, begin + 2, until + _LONGEST)
    if opened and opened.start() <= until:
        yield opened.start()
    yield from (found.end() for found in _ENDS.finditer(line, begin, until))


def _is_name(title: str, rest: str, words: Vocabulary, *, is_numbered: bool) -> bool:
    """A title names a part, and what stands behind it is not the rest of the name."""
    if len(title) < _NAMED or "我" in title or not rest[:1].isalnum() or _LEANS.search(title):
        return False
    role = words.role(title) if words.knows(title) else ""
    if _OPENS.match(rest):
        return bool(role) or words.names_section(title) or is_numbered
    if _GOES_ON.match(rest):
        return False
    first = re.split("[，。；]", rest)[0]
    if role == Role.SHORTCOMING:
        return words.falls_short(first)
    if role == Role.MEASURE:
        return words.looks_ahead(rest)
    is_begun = is_numbered or _TIMED.match(rest) is not None
    return is_begun and title.endswith("情况") and words.names_section(title)
