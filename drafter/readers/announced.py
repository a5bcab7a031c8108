"""A line that says which part of the report stands below it: ↓下面是廉洁的，先把活儿列了——."""

import re

from drafter.document.genre import Genre
from drafter.readers import placement

_POINTS = "[↓⬇▼⇩👇\ufe0f \u3000]*"
_BELOW = r"(?:从这[里儿]?(?:开始|往下|起)|从此往下|再?往下|以下|下面|下边|底下|后面|后头)"
_OPENS = re.compile(
    rf"(?:{_POINTS}{_BELOW}(?:这?(?:几|些|[一两二三四五六七八九十\d]+)[条行个项点句段])?(?:的)?(?:内容)?(?:就|全|都|开始)*(?:是|为|属于|算)"
    r"|[↓⬇▼⇩👇]" + _POINTS + r"(?:开始)?(?:是|为)?)"
    r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:(?:那|这)?(?:部分|方面|一?块)|内容)?的?(?:内容|部分|东西|料|事)?(?:了|哈|啊)?[↓⬇▼⇩👇\ufe0f]*"
    r"(?:[，,。；;（(：: \u3000!！~～](?P<rest>.*))?"
)


_PARTED = re.compile(  # 以下党建的那部分，支书提供: the name between what stands below and its part
    rf"{_POINTS}{_BELOW}(?:的)?(?P<name>[\u4e00-\u9fff]{{1,8}}?)的?[那这](?:一?部分|一?块|几条)"
    r"(?:[，,。；;（(：: \u3000](?P<rest>.*))?"
)
_FRAME = " \u3000—–―─━-=_*~～"  # what a line is drawn with around such words
_TO_BEGIN = re.compile(  # 先把活儿列了——, 再说说不足
    r"(?:\d{1,2}[ \u3000]+)?(?:[哎好嗯那][，, ]?)?(?:我|咱们?)?(?:先|再|接着|最后|然后)"
    r"(?:把|将|来)?(?:我的|自己的|今年的?)?"
    r"(?:(?:说|讲|谈|列|写|报)(?:说|讲|谈|一?下)?(?P<name>[\u4e00-\u9fff]{1,8}?)(?:这块|那块|方面|的事)?"
    r"|(?<=[把将])(?P<moved>[\u4e00-\u9fff]{1,8}?)(?:都|先)?(?:说|讲|谈|列|写|报|摆|理)(?:说|讲|一?下|出来|清楚|上|好)?)"
    r"(?:了|吧|哈|啊)?[ \u3000]*(?:[—–-]{1,2}|…+|[：:。~～，,↓])?"
)


def part_below(text: str, genre: Genre) -> str:
    """The name of the part that a line says stands below it; "" where it says none, or a figure.

    >>> from drafter.document import genre
    >>> told = ("↓下面是廉洁的，放一起了", "以下都是队伍部分", "从这往下是不足（没排）", "👇 打算")
    >>> [part_below(each, genre.load("shuzhi")) for each in told]
    ['廉洁', '队伍', '不足', '打算']
    >>> told = ("————下面队伍那块，老秦写的————", "以下党的那部分")
    >>> [part_below(each, genre.load("shuzhi")) for each in told]
    ['队伍', '党']
    >>> told = ("先把活儿列了——", "再说说不足", "先把路修了", "最后说一下修路的事")
    >>> [part_below(each, genre.load("shuzhi")) for each in told]
    ['活儿', '不足', '', '']
    >>> told = ("以下是修路的事", "下面是队伍：招了3人", "后面是食堂")
    >>> [part_below(each, genre.load("shuzhi")) for each in told]
    ['', '', '']
    """
    told = text.strip(_FRAME)
    begun = _TO_BEGIN.fullmatch(text.strip())
    found = _OPENS.fullmatch(told) or _PARTED.fullmatch(told)
    if begun is None and (found is None or re.search(r"\d", found["rest"] or "")):
        return ""
    name = (begun["name"] or begun["moved"]) if begun else found["name"] if found else ""
    return name if placement.names_place(name, genre) else ""
