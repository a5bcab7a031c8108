"""Lines that are built like headings, and which of them open sections: by number, name, place."""

import itertools
import re
from collections import Counter
from dataclasses import replace

from drafter.document import Role
from drafter.document.parsing import telling
from drafter.document.parsing.bare import (
    ASKED,
    bare_named,
    colon_named,
    couplets,
    names_behind,
    points_below,
    unnamed_lines,
)
from drafter.document.parsing.enumeration import Marker, markers, opens, unnumbered
from drafter.document.parsing.joined import text_begins
from drafter.document.parsing.markdown import depth
from drafter.document.parsing.questions import asked
from drafter.document.parsing.roles import between, hinted
from drafter.document.parsing.series import BARE, LEVELS, HeadingLine, SourceLine, decorated
from drafter.document.parsing.vocabulary import APART, LABELS, Vocabulary
from drafter.text import FULL_HAN, HAN

# The kinds of numbers, widest first; marks of Markdown and brackets are read over.
_HEADING = re.compile(
    r"(?P<marked>#{1,6}\s*|[【\[{｛]|\*\*(?=[^*]+\*\*))?\s*"
    rf"(?:(?P<part>[{HAN}]{{1,3}}[、.．]|[{FULL_HAN}]{{1,2}}[、.．]|(?:[IVX]{{1,4}}[.、．]|[Ⅰ-Ⅻ][、.．]?)(?=\D)|第[{HAN}]{{1,3}}(?:部分[：:]?|章|、|，|(?:板块|[块篇段讲]|件事情?|个话题|本账|笔账|道题)[：:]))"
    rf"|(?P<paren>[（(][{HAN}]{{1,3}}[）)]、?)"
    r"|(?P<arabic>\d{1,2}(?:[、．]|\.(?:(?!\d)|(?=20\d\d年))"
    r"|(?=[ \u3000]+(?:[\u4e00-\u9fff]|20\d\d年))))"
    r"|(?P<circled>[①-⑩][、.．]?))?"
    r"\s*[【\[]?(?P<title>.*?)\s*(?:\*\*)?[】\]}｝]?[。：:]?"
)
# A heading and its text in one paragraph: 一、讲政治，把方向。深入学习……
_RUN_IN = re.compile(
    rf"(?P<part>[{HAN}]{{1,3}}、|第[{HAN}]{{1,3}}[，、])"
    r"(?P<title>[^。；！？：:\n]{2,40}?|[德能勤绩廉学])(?=[。：:]\s*\S|[ \u3000]{2,}\S)"
)
_ASPECT = re.compile("[德能勤绩廉学](?:的?方面)?")  # 能的方面 lacks nothing
_PART = re.compile(rf"[{HAN}]{{1,3}}[、.．]")
_LONGEST = 50  # characters of a heading
_INSIDE = re.compile(
    r"[。；！】\]]|？(?!$|[^。；！？]*？$|[^，。；！？]{2,16}$)|[：:].*[：:，]"
)  # marks that a heading has not
_SPOKEN_OF = re.compile(  # 教学管理：抓常规，也抓细节
    r"[^，。；：！？]{2,8}[：:][^，。；：！？\d]{2,6}，[^，。；：！？\d]{2,6}"
)
_SHORT = 30  # characters of a heading with a colon inside: 一、述学：学思用贯通
_NAMED = 20  # characters of a name in brackets
_SLIP = re.compile(r"[^\W\d]{4,16}")
_ROOF = re.compile(rf"第[{HAN}]{{1,3}}(?:部分|章|篇|(?:板块|[块段讲])[：:])")
# （1）履职情况。化解……: where the name is that of a part
_RUN_IN_NAME = re.compile(
    rf"(?:(?P<paren>[（(][{HAN}]{{1,3}}[）)]、?)|(?P<arabic>[（(]?\d{{1,2}}[）)、．.])(?!\d))"
    r"(?P<title>[^。；！？：:，\n]{2,20})(?=[。：:]\s*\S)"
)
_COUNTED = re.compile(
    r"(?P<ordinal>\d{1,2})[、.．](?!\d)[ \u3000]*(?P<title>[^。；！？：，\n]{2,14})[：。](?=\s*\S)"
)
_BRACKETED = re.compile(
    r"(?P<marked>[【\[])(?P<title>[^】\]\d]{2,20}|[^】\]]{1,20}(?=】))[】\]](?=\s*\S)"
)
# 德：…, 教学方面：…: a name and its text in one paragraph, where several are told so.
_TOLD_IN = re.compile(r"(?P<title>[德能勤绩廉学]|[^，。；：:]{2,10})[：:](?=\s*\S)")
_NAME = re.compile(
    r"[【\[（(]?([^，。；：:、】\s\d]{1,10})[\d一二三四五六七八九十]*[】\]）)]?[：:]"
)
_SEVERAL = 3
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")  # 打 算
_SPOKEN = str.maketrans({"啥": "什么", "咋": "怎么"})
_BRIEF = 10  # characters of a short line between paragraphs
NUMBER = 6  # characters of an enumerator
_LISTED = 3  # numbered sentences without text below, from which they are a list
_EXPANDED = 3  # genre sections told as sub-headings of one heading make those the sections


def headings(
    lines: tuple[SourceLine, ...], words: Vocabulary
) -> tuple[dict[int, HeadingLine], dict[int, HeadingLine]]:
    """The lines that are built like headings, and those of them that open sections.

    Both by where they start.
    """
    candidates = _with_text(_roofed(_candidates(lines, words), lines), lines)
    candidates = _decorated(_hashed(candidates, lines), lines, words)
    candidates = asked(_once(candidates, lines))
    candidates = dict(sorted((_counted(lines, words) | candidates).items()))
    also = couplets(candidates, lines, words) | bare_named(candidates, lines, words)
    whole = {line.span: line.text for line in lines}
    named = [x for x in candidates.values() if x.role not in LABELS]
    if not named:
        also = _once(_told_in(lines, words), lines) | also
    if all(whole.get(each.span, "").endswith(("：", ":")) and each.level == BARE for each in named):
        also = colon_named(lines) | also
    candidates = dict(sorted((also | candidates).items()))
    candidates = _with_slips(candidates, lines, words) or unnamed_lines(lines, words)
    chosen = _chosen(list(candidates.values()), words.genre.roles)
    chosen = between(hinted(chosen, lines, words), words.genre.roles)
    return candidates, _in_series(chosen, lines)


def _with_slips(
    candidates: dict[int, HeadingLine], lines: tuple[SourceLine, ...], words: Vocabulary
) -> dict[int, HeadingLine]:
    """With a line whose number lost its mark, where just that number is missing: 四财务管理."""
    known = {each.ordinal: start for start, each in candidates.items() if each.level == 0}
    found = dict[int, HeadingLine]()
    for before, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        number = HAN.find(line.text[0]) + 1
        is_next = number > _SEVERAL - 1 and number not in known and number - 1 in known
        if not is_next or not known[number - 1] < line.span[0] or not _SLIP.fullmatch(line.text):
            continue
        later = known.get(number + 1, line.span[1])
        if before.text[-1] in "。！" and below.text[-1] in "。！：" and later >= line.span[1]:
            title = line.text[1:]
            found[line.span[0]] = HeadingLine(0, number, title, _role(title, words, ""), line.span)
            known[number] = line.span[0]
    return dict(sorted((candidates | found).items()))


def _candidates(lines: tuple[SourceLine, ...], words: Vocabulary) -> dict[int, HeadingLine]:
    """The lines, and beginnings of lines, that are built like headings, by where they start."""
    whole: dict[int, HeadingLine] = {}
    run_in: dict[int, HeadingLine] = {}
    role = ""
    for line in lines:
        candidate = _candidate(line, words, role)
        if candidate:
            role = candidate.role
            (whole if candidate.span == line.span else run_in)[line.span[0]] = candidate
    below = points_below(lines, whole, run_in)
    whole = {start: each for start, each in whole.items() if start not in below}
    run_in = {start: each for start, each in run_in.items() if start not in below}
    # Where sections have lines of their own, 一、抓项目。新建… is a point of one.
    is_usual = any(each.level == 0 for each in whole.values())
    is_usual = is_usual or sum(each.level == BARE for each in whole.values()) >= _SEVERAL
    named = sum(bool(each.role) for each in run_in.values())
    names = [each.title for each in run_in.values() if each.role not in LABELS]
    are_points = telling.told("\n".join(names)) == Role.SHORTCOMING  # 学习不够。管理不严。
    are_aspects = sum(_ASPECT.fullmatch(each) is not None for each in names) >= _SEVERAL
    is_named = 2 * named >= len(run_in) and not are_points
    is_series = not is_usual and (is_named or are_aspects)
    counted = {line.span[0] for line in lines if _PART.match(line.text)}
    known = {x.ordinal for s, x in whole.items() if s in counted and not x.is_stopped}
    through = _counting_through(whole, run_in, counted)
    beside = known | {x.ordinal for s, x in run_in.items() if s in counted and x.is_parted}
    told = {
        start: each
        for start, each in run_in.items()
        if each.role in LABELS
        or is_series
        or each.level == BARE
        or each.is_joined
        or start in through
        or (start in counted and _is_missing(each, known, beside))
    }
    return dict(sorted((whole | told).items()))


def _counting_through(
    whole: dict[int, HeadingLine], run_in: dict[int, HeadingLine], counted: set[int]
) -> set[int]:
    """The names before their text that count on with lines of their own through the report.

    一、办学条件。争取资金…… stands with 五、不足之处和改进办法。
    """
    told = {start: each for start, each in (whole | run_in).items() if start in counted}
    numbers = [told[start].ordinal for start in sorted(told)]
    is_counted = numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= _SEVERAL
    is_named = any(whole[start].role for start in counted & whole.keys())
    return counted & run_in.keys() if is_counted and is_named else set()


def _is_missing(each: HeadingLine, known: set[int], beside: set[int]) -> bool:
    """The number that the headings with lines of their own lack: 一、基本情况：本人……"""
    near = beside if each.is_parted else known
    is_beside = each.ordinal + 1 in near or each.ordinal - 1 in near
    return each.ordinal not in known and is_beside


def _with_text(
    candidates: dict[int, HeadingLine], lines: tuple[SourceLine, ...]
) -> dict[int, HeadingLine]:
    """Without the numbered lines that are sentences one below the other, and no headings."""
    follows = {one.span[0]: other for one, other in itertools.pairwise(lines)}
    sentences = _listed(candidates, lines)
    for level in range(BARE):
        told = [(start, each) for start, each in candidates.items() if each.level == level]
        bare = [
            start
            for start, each in told
            if each.role not in LABELS
            and each.is_stopped
            and not _is_followed(start, follows, candidates)
        ]
        if (len(bare) >= _LISTED and 2 * len(bare) >= len(told)) or len(bare) == len(told):
            sentences |= set(bare)
    return {start: each for start, each in candidates.items() if start not in sentences}


def _is_followed(
    start: int, follows: dict[int, SourceLine], candidates: dict[int, HeadingLine]
) -> bool:
    """Text stands below a line, not a heading, the next number or the name of the next list."""
    below = follows.get(start)
    is_long = len(candidates[start].title) > _BRIEF
    if (
        below is None
        or (is_long and below.text[-1] in "：:")
        or below.span[0] in candidates
        or unnumbered(below.text) != below.text
    ):
        return False
    beyond = follows.get(below.span[0])
    is_name = len(below.text) <= _NAMED and not re.search("[，。；！？：:]", below.text)
    return not (is_name and beyond and unnumbered(beyond.text) != beyond.text)


def _listed(candidates: dict[int, HeadingLine], lines: tuple[SourceLine, ...]) -> set[int]:
    """Short members of a list whose other members are long: no headings, nothing stands below."""
    found = set[int]()
    together: list[SourceLine] = []
    last: Marker | None = None
    for line in [*lines, None]:
        first = opens(line.text) if line else None
        is_number = first is not None and first.family in ("arabic", "paren")
        if first and is_number and last and first.family == last.family:
            is_next = first.ordinal == last.ordinal + 1
        else:
            is_next = False
        if not is_next:
            starts = {each.span[0] for each in together}
            told = starts & candidates.keys()
            if len(starts) >= _LISTED and len(told) < len(starts):
                found |= {start for start in told if candidates[start].role not in LABELS}
            together = []
        last = first if is_number else None
        if line and is_number:
            together.append(line)
    return found


def _candidate(line: SourceLine, words: Vocabulary, after: str) -> HeadingLine | None:
    """A line as a heading, or its beginning up to the first mark."""
    read = _HEADING.fullmatch(line.text) if len(line.text) <= _LONGEST else None
    is_led = names_behind(line.text, words)
    if read and not (is_led or _is_title(read, line.text)):
        read = None
    if (begins := text_begins(line.text, words)) and line.text[begins:].strip("。"):
        read = _HEADING.fullmatch(line.text, 0, begins)
    if not read:
        read = _RUN_IN.match(line.text) or _run_in_name(line.text, words)
        read = read or _BRACKETED.match(line.text)
    if not read:
        return None
    start, end = line.span
    is_run_in = read.end() < len(line.text)
    given = read.groupdict()
    level = next((i for i, name in enumerate(LEVELS) if given.get(name)), BARE)
    title = read["title"]
    is_colon = not is_run_in and line.text.endswith(("：", ":"))
    is_marked = bool(given.get("marked")) or is_colon
    is_named = bool(given.get("marked")) and len(title) <= _NAMED
    name = title if is_run_in else line.text
    is_known = words.knows(title.rstrip(ASKED))  # 还有哪些差距？
    is_name = is_named or is_led or is_known or words.names_section(name)
    if level == BARE and ("\t" in line.text or not is_name):  # not the names of a table's columns
        return None
    ordinal = _ordinal(line.text, given)
    span = (start, start + read.end()) if is_run_in else (start, end)
    role = _role(title, words, after)
    if line.text[0] in "{｛" and role not in LABELS:
        return None  # it parts what stands below a heading
    if is_run_in and role not in LABELS:
        role = words.hints(title, line.text[read.end() :], after) or role
    is_stopped = not is_run_in and line.text.endswith("。")
    return HeadingLine(
        level,
        ordinal,
        title,
        role,
        span,
        is_marked=is_marked,
        is_stopped=is_stopped,
        is_joined=is_run_in and line.text[read.end()].isalnum(),
        is_parted=is_run_in and line.text[read.end()].isspace(),
    )


def _ordinal(text: str, given: dict[str, str | None]) -> int:
    """What the number of a heading counts, 0 without one."""
    bare = text[:_LONGEST].lstrip("#*【[ ")
    told = next((marker.ordinal for marker in markers(bare)), 0)
    if not told and (number := given.get("arabic")):
        return int(re.sub(r"\D", "", number))
    if not told and (part := given.get("part")):
        number = re.sub("[第部分章篇板块段讲：:、.．，]", "", part).translate(
            str.maketrans(FULL_HAN, HAN)
        )
        return next((each.ordinal for each in markers(f"（{number}）")), 0)  # 四．, 肆、
    return told


def _role(title: str, words: Vocabulary, after: str) -> str:
    """What a heading's words say, of the whole or of what stands behind a colon: 关键词三：遗憾."""
    title = _SPREAD.sub("", title).translate(_SPOKEN)
    role = words.role(title, after=after)
    _, colon, rest = title.replace(":", "：").rpartition("：")
    return role or (words.role(rest, after=after) if colon else "")


def _run_in_name(text: str, words: Vocabulary) -> re.Match[str] | None:
    """The name of a part and its text in one numbered paragraph."""
    read = _RUN_IN_NAME.match(text)
    if not read or not (words.knows(read["title"]) or words.names_section(read["title"])):
        return None
    return read


def _in_series(
    chosen: dict[int, HeadingLine], lines: tuple[SourceLine, ...]
) -> dict[int, HeadingLine]:
    """With shortcomings and measures as parts like the others, where all have lines of their own.

    存在的不足 between 主要工作 and 努力方向, none of them numbered, is a section; 不足：, which
    only opens what stands behind it, is none.
    """
    whole = {line.span: line for line in lines}
    counts = Counter(each.title for each in chosen.values() if each.role in LABELS)
    boxed = {line.span[0] for line in lines if _BRACKETED.match(line.text)}
    alone = {
        start: replace(each, is_series=True)
        for start, each in chosen.items()
        if each.level == BARE
        and counts[each.title] < 2  # 【不足】 again and again  # noqa: PLR2004
        and (start in boxed or (each.span in whole and whole[each.span].text[-1] not in "：:"))
    }
    others = [x for s, x in chosen.items() if s not in alone]
    is_only = all(each.level == BARE and each.role in LABELS for each in others)
    return {**chosen, **alone} if len(alone) >= _SEVERAL and is_only else chosen


def _is_title(read: re.Match[str], text: str) -> bool:
    """What stands behind the number is built like a title."""
    title = read["title"]
    if read["part"] is not None and len(text) <= _NAMED and _SPOKEN_OF.fullmatch(title):
        return True
    if not title or _INSIDE.search(title):
        return False
    has_colon = "：" in title or ":" in title
    if read["marked"] and len(title) <= _NAMED:
        return True  # 【关键词三：遗憾】
    return not has_colon or (read["part"] is not None and len(text) <= _SHORT and text[-1] != "。")


def _told_in(lines: tuple[SourceLine, ...], words: Vocabulary) -> dict[int, HeadingLine]:
    """Names of sections that stand before their text, where several do."""
    found: dict[int, HeadingLine] = {}
    for line in lines:
        read = _TOLD_IN.match(line.text)
        if not read or not (len(read["title"]) == 1 or words.names_section(f"{read['title']}：")):
            continue
        role = words.role(read["title"])
        if role and role not in LABELS:
            start = line.span[0]
            span = (start, start + read.end())
            found[start] = HeadingLine(BARE, 0, read["title"], role, span, is_marked=True)
    return found if len(found) >= _SEVERAL else {}


def _counted(lines: tuple[SourceLine, ...], words: Vocabulary) -> dict[int, HeadingLine]:
    """Numbered names before their text, where these count through the report and half are known.

    1.今年的主要工作：全年…… stands with 2.廉洁方面：… and 3.存在的不足：… Before 。 the name of
    a point looks the same, so that one has to name the shortcomings or measures: 4.不足。
    """
    told = [(line, read) for line in lines if (read := _COUNTED.match(line.text))]
    if [int(read["ordinal"]) for _, read in told] != list(range(1, len(told) + 1)):
        return {}
    roles, role = list[str](), ""
    for _, read in told:
        role = _role(read["title"], words, role)
        roles.append(role)
    if len(told) <= _SEVERAL or 2 * sum(map(bool, roles)) < len(told) or len({*roles} - {""}) < 2:  # noqa: PLR2004 one part is none
        return {}
    is_closed = any(read[0].endswith("。") for _, read in told)
    if is_closed and not any(words.knows(read["title"]) for _, read in told):
        return {}
    level = LEVELS.index("arabic")
    return {
        (start := line.span[0]): HeadingLine(
            level, int(read["ordinal"]), read["title"], role, (start, start + read.end())
        )
        for (line, read), role in zip(told, roles, strict=True)
    }


def _roofed(
    candidates: dict[int, HeadingLine], lines: tuple[SourceLine, ...]
) -> dict[int, HeadingLine]:
    """With 一、 one level below 第一部分, or 第一， below 一、, where there are such parts."""
    roofs = {line.span[0] for line in lines if _ROOF.match(line.text.lstrip("#*【[ "))}
    if not roofs:
        roofs = {line.span[0] for line in lines if _PART.match(line.text.lstrip("#*【[ "))}
        first = next((start for start, each in candidates.items() if each.level == 0), -1)
        roofs = roofs if first in roofs else set()
    if len(roofs & candidates.keys()) < 2:  # noqa: PLR2004 one part is none
        return candidates
    return {
        start: replace(each, level=1) if each.level == 0 and start not in roofs else each
        for start, each in candidates.items()
    }


def _hashed(
    candidates: dict[int, HeadingLine], lines: tuple[SourceLine, ...]
) -> dict[int, HeadingLine]:
    """Where lines have #, these are the headings, widest first; numbers are those of points."""
    depths = {line.span[0]: depth(line.text) for line in lines}
    used = sorted({each for each in depths.values() if each})
    widest = next((d for d in used if list(depths.values()).count(d) > 1), 0)
    if not widest:
        return candidates
    return {
        start: replace(each, level=min(max(depths[start] - widest, 0), BARE - 1), is_series=True)
        for start, each in candidates.items()
        if depths[start]
    }


def _decorated(
    candidates: dict[int, HeadingLine], lines: tuple[SourceLine, ...], words: Vocabulary
) -> dict[int, HeadingLine]:
    """Where short lines share a decoration, and none before them a number, these are headings."""
    told = decorated(lines)
    first = lines[min(told)].span[0] if told else 0
    if not told or any(each.level == 0 for start, each in candidates.items() if start < first):
        return candidates
    found, role = {}, ""
    for at, title in told.items():
        role = _role(title, words, role)
        span = lines[at].span
        found[span[0]] = HeadingLine(0, 0, title, role, span, is_marked=True, is_series=True)
    return found


def _once(
    candidates: dict[int, HeadingLine], lines: tuple[SourceLine, ...]
) -> dict[int, HeadingLine]:
    """Without names that stand before their text again and again: 原因：, 表现：."""
    if not any(each.level == BARE and each.role not in LABELS for each in candidates.values()):
        return candidates
    counts = Counter(found[1] for line in lines if (found := _NAME.match(line.text)))
    return {
        start: each
        for start, each in candidates.items()
        if each.level < BARE or each.role in LABELS or counts[each.title.strip("【】")] < _SEVERAL
    }


def _chosen(candidates: list[HeadingLine], roles: tuple[str, ...]) -> dict[int, HeadingLine]:
    """The lines that open sections, by where they start: those of the widest level in use.

    Where one of them holds the genre's own sections as sub-headings, those are the sections
    and it is only their roof.
    """
    level = _section_level(candidates)
    chosen: dict[int, HeadingLine] = {}
    roof, below = None, list[HeadingLine]()
    for each in [*candidates, None]:
        is_named_part = roof is not None and roof.level < BARE and bool(roof.role)
        if each and (each.level not in (level, BARE) or (is_named_part and _is_topic(each))):
            below.append(each)
            continue
        told = [sub for sub in below if sub.level == level + 1 and sub.role in roles]
        if roof and roof.role not in LABELS and len({sub.role for sub in told}) >= _EXPANDED:
            chosen[roof.span[0]] = replace(roof, role="")
            chosen |= {sub.span[0]: sub for sub in told}
        if each:
            chosen[each.span[0]] = each
        roof, below = each, []
    return chosen


def _is_topic(candidate: HeadingLine) -> bool:
    """A name with a colon below a numbered section, which only says what comes: 工会工作：."""
    return (
        candidate.level == BARE
        and candidate.is_marked
        and candidate.role not in (*LABELS, APART, "")
    )


def _is_within(level: int, candidates: list[HeadingLine]) -> bool:
    """Whether all of a level stand inside one part of another: 第一， between （四） and （五）."""
    own = [at for at, each in enumerate(candidates) if each.level == level]
    if not own:
        return False
    around = {each.level for each in candidates[: own[0]]} & {
        each.level for each in candidates[own[-1] + 1 :]
    }
    between = {each.level for each in candidates[own[0] : own[-1]]}
    counts = Counter(each.level for each in candidates)
    return any(
        other < BARE and other not in between and counts[other] >= _SEVERAL for other in around
    )


def _section_level(candidates: list[HeadingLine]) -> int:
    """The widest number in use; names without one count before numbers of points."""
    is_named = sum(bool(each.role) for each in candidates if each.level == BARE) > 1
    for level in range(1 if is_named else len(LEVELS)):
        at_level = [each for each in candidates if each.level == level]
        if _is_within(level, candidates):
            continue
        if any(each.role for each in at_level) or len(at_level) > 1:
            return level
        if level == 0 and at_level and not at_level[0].is_stopped:
            return level  # 一、 on a line of its own, and the text ends before 二、
    return BARE
