"""Tabs that lay a line out, of a paragraph or a row of two cells, as what they stand for. Pure."""

import re

_PAUSE = re.compile(r"(?:(?<=[^\W\d])|(?<=[”》%％]))[ \u3000]*\t\s*(?=[^\W\d*＊]|[“《])")
_PARTED = re.compile(r"(?<=[\d*＊%％])[ \u3000]*\t\s*(?=[\d*＊])")  # 12⇥15 are two figures
_TABS = re.compile(r"[ \u3000]*\t\s*")


def untabbed(text: str) -> str:
    r"""A line without the tabs that lay it out: a pause where words follow, a figure runs on.

    >>> untabbed("改造危房\t14户"), untabbed("发放补贴\t\t53万元\t惠及\t210户")
    ('改造危房14户', '发放补贴53万元，惠及210户')
    >>> untabbed("（一）\t修路3条"), untabbed("下乡少，\t走访少")
    ('（一）修路3条', '下乡少，走访少')
    >>> untabbed("架桥（座）\t3\t4")
    '架桥（座）3，4'
    """
    told = text.strip()
    indent = text[: text.index(told)]
    return indent + _TABS.sub("", _PARTED.sub("，", _PAUSE.sub("，", told)))
