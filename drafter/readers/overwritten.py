"""An old report with what is new in brackets behind it: 办理3820件【4416件】. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.text import shorten

LEAST = 3  # figures with another of their unit in brackets behind, from which a text is one
LONGEST = 5_000  # characters of a paragraph that is looked at
REACH = 32  # characters before a bracket among which its figure stands
SHOWN, NAMED = 13, 5  # characters of what goes, in the note; how many are named
_BRACKET = re.compile(r"【([^【】]*)】")
_FIGURE = r"(?<![\d,.])\d[\d,]{0,14}(?:\.\d{1,6})?\s?[万亿]?"
_UNIT = r"[\u4e00-\u9fff]{1,2}|[%％‰]"
_OLD = re.compile(rf"(?:大?约|近|超过?)?(?P<figure>{_FIGURE})(?P<unit>{_UNIT})\s*$")
_OVER = re.compile(  # 3820件【今年4416件】
    rf"{_FIGURE}(?P<unit>{_UNIT})【[^【】\d]{{0,6}}{_FIGURE}(?P=unit)?[^【】]*】"
)
_SAYS_SO = re.compile(
    r"(?:方|中)?括[号弧]里?(?:面|头)?的?(?:都|才|就)?是?(?:今年|新|改|现在|更新)|(?:今年|新|改)[^，。；\d]{0,6}[在用写]?(?:方|中)?括[号弧]"
)
_LEAD = re.compile(
    r"(?:(?:今年|现在|改[为成]?|更新[为成]?|更正[为成]?|也是|还是|仍是|应?为|是|新加|新增|补充|加上)[的了]?[：:，,]?\s*)+"
)
_KEPT = re.compile(
    r"(?:[^，。；\d]{0,4}(?:一样|保留|不变|照旧|没变|同(?:去年|上年|前)|不用[改动])[，,、]?)+"
)
_SWAPPED = re.compile(
    r"(?:[^：:\d]*[，,。\s])?(?:换|改|替)(?:成|为|掉)?[：:]\s*(?P<new>.*)", re.DOTALL
)
_WITHOUT = re.compile(  # 疫情两个字删掉。线上今年是934件
    r"(?P<word>[\u4e00-\u9fff]{2,6}?)[一两二三四五][个]?字(?:都|就)?(?:删|去|拿|不要)[掉了]*[。，；]?\s*(?P<rest>.*)",
    re.DOTALL,
)
_GONE = re.compile(
    r"(?:[^\d]*[，,。])?(?:这[句条段话]*)?(?:去掉|删[掉除]?|拿掉|不要|不写|划掉)了?[。]?"
)
_OF_DRAFT = re.compile(r"[^\d]*(?:这|本|此)(?:一)?(?:段|部分|节|处|块)[^\d]*")
_TO_WRITER = re.compile("括[号弧]|打印|字数|排版|发到|说明[：:]|[小老][\u4e00-\u9fff][，,你]")
_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_IN_TITLE = re.compile(r"(?:19|20)\d\d(?=年)")
_NUMBER = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)，,、．.]\s*(?!\d)")
_SENTENCE = re.compile(r"(?<=[。！？])")
_ENDS = "。！？；"


@dataclass(frozen=True, slots=True)
class Overwritten:
    """The rows as they are meant, and what the author should know of it."""

    rows: list[str]
    notes: tuple[str, ...] = ()


def renewed(rows: Sequence[str], source: str) -> Overwritten:
    """The rows with what their brackets put in the place of the words before; else as they are.

    A text is an old report so marked where it says so itself, or where several of its figures have
    another of their unit in brackets behind them.

    >>> told = ["办理3820件【4416件】，收费612万元【705万】。", "讲课2次【3次】。参观1次【去掉】。"]
    >>> renewed(told, "a.docx").rows
    ['办理4416件，收费705万。', '讲课3次。']
    >>> renewed([*told, "【新加：坐班36期】", "代办18件【不变】"], "a.docx").rows[2:]
    ['坐班36期', '代办18件']
    >>> renewed(["【党建】", "讲课2次【支部】"], "a.docx").rows
    ['【党建】', '讲课2次【支部】']
    """
    count = sum(len(_OVER.findall(row)) for row in rows)
    if count < LEAST and not (count and any(map(_SAYS_SO.search, rows))):
        return Overwritten(list(rows))
    gone: list[str] = []
    told = [_renewed(row, gone) if "【" in row and len(row) <= LONGEST else row for row in rows]
    told = _of_year(rows, told)
    named = "、".join(shorten(each, SHOWN) for each in gone[:NAMED])
    more = f" 等 {len(gone)} 处" if len(gone) > NAMED else ""
    note = f"{source} 是旧稿，按方括号里写的改了；换下来的没有读：{named}{more}"
    return Overwritten(told, (note,) if gone else ())


def _renewed(row: str, gone: list[str]) -> str:
    """One row; what goes is put into `gone`."""
    told, end = "", 0
    for found in _BRACKET.finditer(row):
        between, said = row[end : found.start()], found[1].strip()
        told += _joined(told, between)
        is_last = not row[found.end() :].strip()
        if not told and (_TO_WRITER.search(said) if is_last else _OF_DRAFT.fullmatch(said)):
            told += found[0] if is_last else ""
        else:
            told = _put(told, said, gone, is_apart=not between.strip())
        end = found.end()
    return (told + _joined(told, row[end:])).strip()


def _joined(told: str, more: str) -> str:
    """What goes on behind a bracket, without a mark that would stand twice or first."""
    return more.lstrip("，。；、") if not told or told[-1] in _ENDS else more


def _put(told: str, said: str, gone: list[str], *, is_apart: bool) -> str:
    """The words before a bracket with what it says of them.

    Args:
        told: these words.
        said: what stands in it.
        gone: what goes is put here.
        is_apart: whether another bracket, or nothing, stands right before it.
    """
    if _KEPT.fullmatch(said):
        return told
    if told and (swapped := _SWAPPED.fullmatch(said)):
        return _before(told, gone, whole=not swapped["new"]) + swapped["new"]
    if (without := _WITHOUT.fullmatch(said)) and without["word"] in told:
        gone.append(without["word"])
        told, said = told.replace(without["word"], ""), without["rest"]
    if told and _GONE.fullmatch(said):
        return _before(told, gone)
    new = _NUMBER.sub("", said[_lead(said) :])
    if is_apart:
        return f"{told}；{new}" if told else new
    return _figured(told, new, gone)


def _figured(told: str, new: str, gone: list[str]) -> str:
    """The words with what is new, in the place of the last figure where it gives another."""
    year = _YEAR.fullmatch(new)
    named = _IN_TITLE.search(told) if year else None
    if year and named:
        return told[: named.start()] + year[1] + told[named.end() :]
    old = _OLD.search(told, max(0, len(told) - REACH))
    unit = old["unit"] if old else ""
    same = re.search(rf"{_FIGURE}{re.escape(unit)}", new) if unit else None
    if old is None or not (same or re.match(_FIGURE, new)):
        return told + _behind(told, new)
    gone.append(old[0].strip())
    kept = told[: old.start()]
    return kept + _behind(kept, new)


def _of_year(rows: Sequence[str], told: Sequence[str]) -> list[str]:
    """The new rows, all of the year that the title was changed to: 2023年度【改成2024】."""
    for old, new in zip(rows, told, strict=True):
        before, now = _IN_TITLE.findall(_BRACKET.sub("", old)), _IN_TITLE.findall(new)
        if len(before) == len(now) == 1 and before != now:
            return [re.sub(rf"{before[0]}(?=年度?[，,])", now[0], row) for row in told]
    return list(told)


def _lead(said: str) -> int:
    """Where what is new begins: behind 今年, 改为, 新加："""
    found = _LEAD.match(said)
    return found.end() if found else 0


def _behind(told: str, said: str) -> str:
    """What is new behind words that stay: a figure runs on, anything else is a clause."""
    is_figure = re.match(r"\d", said) and told and told[-1] not in _ENDS + "，"
    return said if not told or is_figure or told[-1] in _ENDS else f"，{said}"


def _before(told: str, gone: list[str], *, whole: bool = False) -> str:
    """What stands before the last sentence, or, where a list of new ones follows, nothing."""
    sentences = [each for each in _SENTENCE.split(told) if each.strip()]
    kept = [] if whole else sentences[:-1]
    gone.append("".join(sentences[len(kept) :]).strip())
    return "".join(kept)
