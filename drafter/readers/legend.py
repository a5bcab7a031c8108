"""Signs that a sheet explains itself: ★=可写 ×=不写 →=明年. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.text import shorten

LEAST = 2  # signs that a legend explains
SHOWN, NAMED = 13, 5  # characters of a line that is left out, in the note; how many are named
_SIGN = r"[^\w\s，。；：、！？“”‘’《》（）()\[\]【】=＝:：,;.\"'#<>|/\\+~～%％*＊—–-]\ufe0f?"
_ENTRY = rf"(?:{_SIGN})\s*(?:[=＝:：]|是|表示|代表)\s*[\u4e00-\u9fff]{{1,8}}"
_LEGEND = re.compile(
    rf"\s*(?:(?:图例|符号|标记|说明|注|记号)[：:]\s*)?(?:{_ENTRY}(?:[\s，,；;、。]+|$)){{{LEAST},}}"
)
_ENTRIES = re.compile(
    rf"(?P<sign>{_SIGN})\s*(?:[=＝:：]|是|表示|代表)\s*(?P<means>[\u4e00-\u9fff]{{1,8}})"
)
_UNWANTED = re.compile(
    "(?:不|别|不用|不要|勿|莫)(?:要|用)?(?:写|报|提|进|说|上)|作废|废(?:的|掉)?$|删(?:掉|除)?|私事?$"
)
_WRITTEN = re.compile("[写报用说提]|重点|突出|亮点")  # of a line, and no part of the report
_OF_THING = re.compile(  # ×别写坏泵的事
    r"(?:别|不要?|不用|莫)(?:写|提|报|说)(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:的事|这事|那事|了)*[。！]?"
)
_SENTENCE = re.compile(r"[^。；;]*?(?:[。；;]|\s{2,}|$)")
_BLANK = re.compile(r"\s{2,}$|[。；;]\s*$")


@dataclass(frozen=True, slots=True)
class Legend:
    """The rows without their signs, the parts these put them into, and what was left out."""

    rows: list[str]
    sections: dict[int, str]  # by the numbers of rows
    notes: tuple[str, ...] = ()


def explained(rows: Sequence[str], place: Callable[[str], str], source: str) -> Legend:
    """The rows of a sheet without its legend; as they are where it has none.

    What a sign calls not to be written is left out and named: its line, or what stands behind it on
    a line that tells more. What stands for a part of the report puts the lines that it opens
    there; any other sign goes.

    Args:
        rows: of a sheet.
        place: the name of the part of the report that words name, "" for none.
        source: the name of the file, for the note.

    >>> told = ["★=可写 ×=不写 →=明年", "★ 修路3条", "×搬家", "架桥2座  ×别说", "→ 建校"]
    >>> found = explained(told, lambda word: "明年" if word == "明年" else "", "a.txt")
    >>> found.rows, found.sections
    (['', '修路3条', '', '架桥2座', '建校'], {4: '明年'})
    """
    at = next((n for n, row in enumerate(rows) if _LEGEND.fullmatch(row)), None)
    if at is None:
        return Legend(list(rows), {})
    signs = {each["sign"]: each["means"] for each in _ENTRIES.finditer(rows[at])}
    left: list[str] = []
    plain = {sign: means for sign, means in signs.items() if not _WRITTEN.search(means)}
    places = {sign: name for sign, means in plain.items() if (name := place(means))}
    told = list(rows)
    sections: dict[int, str] = {}
    for n, row in enumerate(rows):
        name = next((each for sign, each in places.items() if row.lstrip().startswith(sign)), "")
        told[n] = "" if n == at else _told(row, signs, places, left)
        if name and n != at and not told[n].startswith(name):
            sections[n] = name
    named = "、".join(shorten(each, SHOWN) for each in left[:NAMED])
    more = f" 等 {len(left)} 处" if len(left) > NAMED else ""
    notes = [f"{source}:{at + 1} 是符号的说明：{shorten(rows[at].strip(), SHOWN)}"]
    notes += [f"按符号说明不写的没有读：{source} {named}{more}"] if left else []
    return Legend(told, sections, tuple(notes))


def _told(row: str, signs: dict[str, str], places: dict[str, str], left: list[str]) -> str:
    """One row without its signs; what they leave out is put into `left`."""
    for sign, means in signs.items():
        if sign in row and _UNWANTED.match(means):
            before, _, behind = row.partition(sign)
            if not (before.strip() and behind.strip()):
                left.append(row.replace(sign, "").strip())
                return ""
            if _BLANK.search(before[-4:]):
                left.append(behind.strip())
                return _without(before.rstrip(), behind.strip(), left)
        elif row.lstrip().startswith(sign):
            row = row.lstrip().removeprefix(sign).lstrip()
        elif sign not in places:
            row = row.replace(sign, "")
    return row


def _without(said: str, behind: str, left: list[str]) -> str:
    """A row without the sentence of what is not to be written: 水泵坏了2台  ×别写坏泵的事."""
    found = _OF_THING.fullmatch(behind)
    if found is None:
        return said
    kept = ""
    for each in filter(None, (sentence[0] for sentence in _SENTENCE.finditer(said))):
        if all(char in each for char in found["thing"]):
            left.append(each.strip())
        else:
            kept += each
    return kept.rstrip()
