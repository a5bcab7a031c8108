"""What only says whether a deed was done: columns and keys like 是否完成. Pure."""

import re
from collections.abc import Sequence

YES = frozenset(("true", "yes", "y", "是", "√", "✓", "✔", "☑", "✅"))
NO = frozenset(("false", "no", "n", "否", "×", "✕", "✖", "✗", "✘", "❌", "☐"))
_DEED = "完成|办结|完工|竣工|达标|落实|到位|验收|建成|实施|开工|done|finished"
_DONE = re.compile(
    rf"(?:是否|有无|有没有)?(?:已经?|全部|按[时期]|如期)*(?:{_DEED})(?:与否|情况|状态|没有?)?[？?]?",
    re.IGNORECASE,
)
_ASKED = re.compile("是否|有无|有没有|与否|没有?[？?]?$")
_STATE = re.compile(
    "(?:完成|进展|办理|实施|落实|建设|工程)?(?:情况|状态|进度|进展|结果)|状态|备注|说明"
)
_UNDONE = re.compile(
    "(?:目前|至今)?[尚还暂仍]?(?:未能?|没有?)(?:全部|按[时期]|如期)*"
    "(?:完成|办结|完工|竣工|启动|实施|开工|落实|到位|建成|做|办)?了?"
    "|(?:推迟|推|延期|延后|延|顺延|拖|挪)(?:到|至|为)?了?(?:[明来后]年|下(?:一?年|半年|个?季度))[^，。；]{0,8}"
    "|(?:推迟|延期|延后|暂停|搁置|取消|没搞成|没办成)了?"
)

_DEGREE = re.compile("基本|部分|大部分|大体|初步|全部")


def asks(key: str) -> bool:
    """Whether a key or title asks if a deed was done.

    >>> asks("是否完成"), asks("办结"), asks("完成数"), asks("是否重点项目")
    (True, True, False, False)
    """
    return _DONE.fullmatch(key.strip()) is not None


def degree(key: str, value: str) -> str:
    """How far something was done in words, where a value says no more than that.

    >>> degree("完成", "基本"), degree("是否办结", "部分"), degree("完成", "12户")
    ('基本完成', '部分办结', '')
    """
    deed = re.search(_DEED, key)
    return f"{value.strip()}{deed[0]}" if deed and _DEGREE.fullmatch(value.strip()) else ""


def undone(titles: Sequence[str], cells: Sequence[str]) -> str:
    """What says in a table's row that it was not done, with the title above it; "" for nothing.

    >>> undone(("事项", "是否完成"), ("建水厂", "否")), undone(("事项", "备注"), ("打井", "未完成"))
    ('是否完成：否', '备注：未完成')
    >>> undone(("事", "状态"), ("上系统", "推到明年3月")), undone(("事", "状态"), ("开店", "已开"))
    ('状态：推到明年3月', '')
    >>> undone(("事项", "是否完成"), ("建水厂1座", "√")), undone(("事项", "完成"), ("走访", "12户"))
    ('', '')
    """
    for title, cell in zip(titles, cells, strict=False):
        name, said = title.strip(), cell.strip()
        is_no = asks(name) and said.lower() in NO
        if is_no or ((asks(name) or _STATE.fullmatch(name)) and _UNDONE.fullmatch(said)):
            return f"{name}：{said}"
    return ""


def told(titles: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row without those that only answer yes or no: no figure and no words.

    >>> told(("事项", "是否完成", "是否重点"), ("建水厂1座", "√", "否"))
    ('建水厂1座', '', '')
    """
    answered = _answers(titles, cells)
    return tuple("" if n in answered else cell for n, cell in enumerate(cells))


def unasked(titles: Sequence[str], cells: Sequence[str]) -> list[str]:
    """The titles that a row answers yes or no to, of something else than whether it was done.

    >>> unasked(("事项", "是否完成", "是否重点"), ("建水厂1座", "√", "否"))
    ['是否重点']
    """
    return [titles[n].strip() for n in _answers(titles, cells) if not asks(titles[n])]


def _answers(titles: Sequence[str], cells: Sequence[str]) -> list[int]:
    """The columns that ask, in which a row says no more than yes or no, or that it is not done."""
    return [
        n
        for n, (title, cell) in enumerate(zip(titles, cells, strict=False))
        if (asks(title) or _ASKED.search(title.strip()))
        and (cell.strip().lower() in YES | NO or (asks(title) and _UNDONE.fullmatch(cell.strip())))
    ]
