"""A chat as it is saved to a file: its times and speakers are no words of the facts they stand by.

Who speaks stands below the time, in a line of its own, or both stand in front of what was said.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.text import shorten

LEAST = 2  # stamps that make a chat
TURNS, SPEAKERS = 4, 4  # of a recording at least, and at most
SHOWN = 13  # characters of a question in the note on it
BEGUN = 300  # seconds within which somebody has spoken on it; 9:02 is a time of day
_DAY = (
    r"(?:(?:19|20)\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?\s*"
    r"(?:(?:星期|周)[一二三四五六日天]\s*)?"
)
_TIME = r"(?:凌晨|早上|上午|中午|下午|晚上)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_STAMP = re.compile(_DAY + _TIME)
_NAME = re.compile(r"[^，。；：！？、,;:!?\d（）()\s]{1,12}(?:\s*[（(][^（）()\d]{1,14}[）)])?")
_WHEN = rf"[\[【（(]?(?:{_DAY})?{_TIME}[\]】）)]?"
_WHO = r"[^，。；：！？、,;:!?\d（）()\[\]【】\s]{1,8}"
_SAID = re.compile(  # 谢书记 19:05：修路3条; [19:05] 谢书记: 修路3条
    rf"\s*(?:(?P<who>{_WHO})\s*{_WHEN}|{_WHEN}\s*(?P<whoever>{_WHO}))\s*[：:]\s*(?!\d\d\s*$)(?P<said>\S.*)"
)
_SPEAKER = r"[^\W\d]{1,10}[ ]?\d{0,2}"
_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_TURN = re.compile(  # 说话人1 00:00:09; [00:12] 乔所：; 发言人 2 (03:15)
    rf"\s*(?:(?P<who>{_SPEAKER})\s*[：:]?\s*[\[【（(]?(?P<at>{_CLOCK})[\]】）)]?"
    rf"|[\[【（(]?(?P<when>{_CLOCK})[\]】）)]?\s*(?P<whoever>{_SPEAKER}))\s*[：:]?\s*"
)
_FROM_NOUGHT = re.compile(r"0\d?[:：]")
_CALLED = re.compile(  # 说话人1：乔所    说话人2：邱
    rf"\s*(?:{_SPEAKER}\s*[：:]\s*[^\W\d]{{1,8}}(?:\s+|[，,；;、]|$))+"
)
_CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")


@dataclass(frozen=True, slots=True)
class Turns:
    """The rows of a recording that was written down, without who speaks when.

    `asked` has the subjects that questions open, by the numbers of their rows; `answers` the rows
    that tell several things under one.
    """

    rows: list[str]
    asked: dict[int, str]
    answers: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


def turns(rows: Sequence[str], subject: Callable[[str], str], source: str) -> Turns:
    """The rows, where several people speak by turns on a recording; as they are where none do.

    Whoever says most tells; what others ask opens a subject where it names one.

    Args:
        rows: of a file.
        subject: the name of a part of the report in a clause, "" where it names none.
        source: the name of the file, for the note.

    >>> told = ["甲 00:01", "说", "乙 00:03", "修路3条", "甲 00:09", "不足呢？", "乙 00:11", "车旧"]
    >>> found = turns(told, lambda clause: "不足" if "不足" in clause else "", "a.txt")
    >>> found.rows, found.asked
    (['', '说', '', '修路3条', '', '不足', '', '车旧'], {5: '不足'})
    """
    stamps = {n: each for n, row in enumerate(rows) if (each := _TURN.fullmatch(row))}
    clocks = [each["at"] or each["when"] for each in stamps.values()]
    times = list(map(_seconds, clocks))
    names = [(each["who"] or each["whoever"]).strip() for each in stamps.values()]
    is_one = len(names) >= TURNS and 1 < len(set(names)) <= SPEAKERS
    if not (
        is_one and times == sorted(times) and times[0] < BEGUN and _FROM_NOUGHT.match(clocks[0])
    ):
        return Turns(list(rows), {})
    told, speaker = list(rows), ""
    said: dict[int, str] = {}
    for number, row in enumerate(rows):
        if number in stamps:
            speaker, told[number] = (stamps[number]["who"] or stamps[number]["whoever"]).strip(), ""
        elif speaker and row.strip():
            said[number] = speaker
        elif set(names) & set(re.split(r"[\s：:]+", row)) and _CALLED.fullmatch(row):
            told[number] = ""  # who is who
    spoken: Counter[str] = Counter()
    for number, name in said.items():
        spoken[name] += len(rows[number])
    teller = max(spoken, key=spoken.__getitem__, default="")
    asked = {
        n: name
        for n, who in said.items()
        if who != teller and not re.search(r"\d", rows[n]) and (name := _named(rows[n], subject))
    }
    notes = [f"说话人和时间没有读：{source} {'、'.join(dict.fromkeys(names))}，共 {len(stamps)} 处"]
    notes += [f"{source}:{n + 1} 是问话，当作小标题：{shorten(rows[n], SHOWN)}" for n in asked]
    told = [asked.get(n, row) for n, row in enumerate(told)]
    return Turns(told, asked, frozenset(n for n in said if said[n] == teller), tuple(notes))


def _seconds(clock: str) -> int:
    """How far on a recording something was said."""
    total = 0
    for part in re.split("[:：]", clock):
        total = total * 60 + int(part)
    return total


def _named(question: str, subject: Callable[[str], str]) -> str:
    """The subject that a question names in one of its clauses."""
    return next(filter(None, (subject(found[0]) for found in _CLAUSE.finditer(question))), "")


def joined(rows: list[str], is_place: Callable[[str], bool]) -> list[str]:
    """The same rows with the names behind the times they stand below, where all times have one.

    Args:
        rows: of a file.
        is_place: whether a line is the heading of a part, and so no name.

    >>> joined(["12月8日 8:12", "周桂花", "修路3条", "12月8日 8:15", "孟媛", "好"], lambda _: False)
    ['12月8日 8:12 周桂花', '', '修路3条', '12月8日 8:15 孟媛', '', '好']
    """
    stamps = [n for n, row in enumerate(rows[:-1]) if _STAMP.fullmatch(row.strip())]
    names = [rows[n + 1].strip() for n in stamps]
    if len(stamps) < LEAST or not all(map(_NAME.fullmatch, names)) or any(map(is_place, names)):
        return rows
    told = list(rows)
    for number, name in zip(stamps, names, strict=True):
        told[number], told[number + 1] = f"{rows[number].strip()} {name}", ""
    return told


def said(rows: list[str]) -> list[str]:
    """The same rows without who said them when, where the same person has both in front of several.

    >>> said(["谢书记 19:05：修路3条", "谢书记 19:06：建校2所", "彭 19:08：好的", "还有桥"])
    ['修路3条', '建校2所', '好的', '还有桥']
    >>> said(["[8:30] 老魏: 修路3条", "[8:31] 老魏: 建校2所"]), said(["例会 8:30：点名"])
    (['修路3条', '建校2所'], ['例会 8:30：点名'])
    """
    found = [_SAID.fullmatch(row) for row in rows]
    speakers = [each["who"] or each["whoever"] for each in found if each]
    if len(speakers) == len(set(speakers)):
        return rows
    return [each["said"] if each else row for row, each in zip(rows, found, strict=True)]
