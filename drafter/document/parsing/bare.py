"""Headings without a number: short lines above paragraphs, by their marks, words and shape."""

import re
from bisect import bisect_left

from drafter.document import Role
from drafter.document.parsing.enumeration import unnumbered
from drafter.document.parsing.series import BARE, HeadingLine, SourceLine
from drafter.document.parsing.vocabulary import LABELS, Vocabulary

_NAMED = 20  # characters of a name
_SEVERAL = 3
_IN_YEAR = re.compile(r"^20\d\d年度?")
_WORDS = re.compile(r"[^\W\d]{1,10}")
_PARALLEL = re.compile(r"([^\W\d]{3,10})，([^\W\d]{3,10})")
_COUPLET = re.compile(r"(?:[^\W\d]{2,8}：)?[^\W\d]{2,12}(?:[，、 \u3000·][^\W\d]{3,16}){1,2}")
# 回头看：去年点评的两件事: the name of the answers behind words that lead to it
_LED = re.compile(r"[^\W\d“”]{0,6}“?[^\W\d]{1,6}”?[：:](?P<name>[^，。；：:！？]{2,16})[？！]?")
ASKED = "？！?!"  # behind the words of a heading
_QUOTES = str.maketrans("", "", "“”")
_LONGEST = 30  # characters of such a line
_BRIEF = 10  # characters of a short line between paragraphs


def bare_named(
    candidates: dict[int, HeadingLine], lines: tuple[SourceLine, ...], words: Vocabulary
) -> dict[int, HeadingLine]:
    """Short lines between paragraphs, where one of their kind names a part, and none a number.

    Or where two of them name answers of different kinds.
    """
    if any(each.level == 0 for each in candidates.values()):
        return {}
    told = sorted(candidates)
    found: dict[int, HeadingLine] = {}
    for before, line, below in zip((None, *lines), lines, lines[1:], strict=False):
        name = _IN_YEAR.sub("", line.text).rstrip(ASKED)
        is_short = len(name) <= _BRIEF and not re.search(r"[，。；：！？:\d]", name)
        is_short = is_short or _is_parallel(name) or _names_answers(name, words)
        is_behind = before is None or before.text[-1] in "。：:！；"
        is_between = is_behind and below.text[-1] in "。；！：:"
        if is_short and is_between and unnumbered(line.text) == line.text:
            behind = bisect_left(told, line.span[0]) - 1
            after = candidates[told[behind]].role if behind >= 0 else ""
            role = words.role(line.text, after=after)
            found[line.span[0]] = HeadingLine(BARE, 0, line.text, role, line.span)
    is_named = any(each.level == BARE and each.role for each in candidates.values())
    answers = {each.role for each in found.values()} & LABELS
    return found if is_named or len(answers) > 1 else {}


def couplets(
    candidates: dict[int, HeadingLine], lines: tuple[SourceLine, ...], words: Vocabulary
) -> dict[int, HeadingLine]:
    """Lines of two or three phrases, each above a paragraph, where several are built so.

    稳粮保供，农业生产迈出新步伐; and no number opens a part.
    """
    if any(each.level < BARE for each in candidates.values()):
        return {}
    found: dict[int, HeadingLine] = {}
    for before, line, below in zip((None, *lines), lines, lines[1:], strict=False):
        is_built = len(line.text) <= _LONGEST and is_couplet(line.text)
        is_above = len(below.text) > len(line.text) and below.text[-1] in "。！；"
        if is_built and is_above and (before is None or before.text[-1] in "。！；：:"):
            role = words.role(line.text)
            found[line.span[0]] = HeadingLine(BARE, 0, line.text, role, line.span)
    return found if len(found) >= _SEVERAL else {}


def colon_named(lines: tuple[SourceLine, ...]) -> dict[int, HeadingLine]:
    """Short lines that end with a colon, where several do: 学了什么：."""
    found = {
        line.span[0]: HeadingLine(BARE, 0, line.text[:-1], "", line.span, is_marked=True)
        for line in lines
        if line.text.endswith(("：", ":"))
        and len(line.text) <= _NAMED
        and not re.search("[。；]|如下|以下|下表", line.text)
        and unnumbered(line.text) == line.text
    }
    plain = [each for each in found.values() if not re.search("[，、]", each.title)]
    return found if len({each.title for each in plain}) >= _SEVERAL else {}


def unnamed_lines(lines: tuple[SourceLine, ...], words: Vocabulary) -> dict[int, HeadingLine]:
    """Short lines, each above a paragraph, where nothing else is built like a heading.

    收费这一块, 保畅这一块: whatever words they have, unless these say what is lacking.
    """
    found: dict[int, HeadingLine] = {}
    for before, line, below in zip((None, *lines), lines, lines[1:], strict=False):
        is_short = len(line.text) <= _BRIEF and _WORDS.fullmatch(line.text) is not None
        is_above = len(below.text) > 2 * _BRIEF and below.text[-1] in "。！"
        if is_short and is_above and (before is None or before.text[-1] in "。！："):
            role = words.role(line.text)
            found[line.span[0]] = HeadingLine(
                BARE, 0, line.text, role, line.span, is_marked=True, is_series=True
            )
    lacking = [x for x in found.values() if words.falls_short(x.title) and x.role not in LABELS]
    return found if len(found) >= _SEVERAL and not lacking else {}


def is_couplet(line: str) -> bool:
    """Phrases of a slogan or motto: “稳”字当头，守牢底线！"""
    return _COUPLET.fullmatch(line.translate(_QUOTES).rstrip(ASKED)) is not None


def points_below(
    lines: tuple[SourceLine, ...], whole: dict[int, HeadingLine], run_in: dict[int, HeadingLine]
) -> set[int]:
    """The numbered lines that count from one below a line that names the answers.

    第一，学习不够。… below 差距与不足, which has no number itself, is a point of it.
    """
    found = set[int]()
    coming = level = 0  # the number of the next point; 0 where none can come
    told = whole | run_in
    for start in sorted(told):
        each = told[start]
        if each.level == BARE:
            is_name = each.role in LABELS and start in whole and start > lines[0].span[0]
            coming, level = int(is_name), 0
        elif coming and (coming == 1 or each.level <= level):
            level = each.level if coming == 1 else level
            is_next = (each.level, each.ordinal) == (level, coming) and each.role not in LABELS
            coming = coming + 1 if is_next else 0
            found |= {start} if is_next else set()
    return found


def names_behind(line: str, words: Vocabulary) -> bool:
    """A line without a number names the answers behind a colon, and nothing else before it."""
    led = _LED.fullmatch(line)
    if not led:
        return False
    before, role = words.role(line[: led.start("name") - 1]), words.role(led["name"])
    is_name = words.knows(led["name"]) or role in (Role.FEEDBACK, Role.MEASURE)
    return is_name and before in ("", role)


def _names_answers(name: str, words: Vocabulary) -> bool:
    """Words of the answers, though not as few as other names have: 去年点评的两件事改没改."""
    is_name = len(name) <= _NAMED and not re.search(r"[，。；：:\d]", name)
    return is_name and words.role(name) in LABELS


def _is_parallel(name: str) -> bool:
    """Two phrases of one length, as titles have them: 立德树人，把好方向."""
    told = _PARALLEL.fullmatch(name)
    return told is not None and abs(len(told[1]) - len(told[2])) <= 1
