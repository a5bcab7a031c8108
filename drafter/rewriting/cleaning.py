"""An old report's text before it is read: Markdown and half-width marks put right, no word."""

import re

from drafter import mechanical
from drafter.genre import Genre
from drafter.text import length

# Emphasis stands around a phrase between marks; before a unit `**` is a mask and stays.
_UNIT = "次位％%家倍条个起名批多亿万元人项户亩公里所座台套件篇场期处等县市区镇乡村省局的和及、*"
_BOLD = re.compile(
    rf"(?:(?<=[是，。；：、！？）\s”])|^)\*\*(?=[^\s{_UNIT}])([^*\n]{{1,60}})(?<=\S)\*\*(?![{_UNIT}])",
    re.MULTILINE,
)
_HEAD = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]+|[-+][ \t]+(?=\S)|\*[ \t]+(?=\S))", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:-{3,}|={3,}|```.*)[ \t]*\r?$\n?", re.MULTILINE)
_AHEAD = re.compile(r"^(?:下一步|下步|今后|下一阶段|接下来)(?:[：:，]|(?=我?将))", re.MULTILINE)
_LACKING = re.compile(
    r"^(?:存在的?|主要|个人)?不足之处(?:主要)?(?:有|是)?[：:，]"
    r"|^[^。；：\n]{0,20}存在[^。；：\n]{0,6}(?:不足|问题|差距)[^。；：\n]{0,8}[，：:](?=\s*(?:一是|第一|1[.、]))",
    re.MULTILINE,
)
_HELD_TOGETHER = re.compile(r"`([^`\n]{1,80})`")


def cleaned(text: str, genre: Genre) -> str:
    r"""`text` as its author would have typed it: no figure, name or mask is touched.

    >>> from drafter import genre
    >>> cleaned("## 一、讲政治\n- 一是**强化学习**，上党课**次。\n", genre.load("shuzhi"))
    '一、讲政治\n一是强化学习，上党课**次。\n'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bare = _HELD_TOGETHER.sub(r"\1", _BOLD.sub(r"\1", _HEAD.sub("", _RULE.sub("", text))))
    told, _ = mechanical.fixed(bare, genre)
    return told if length(told) else text


def relabelled(text: str) -> str:
    r"""`text` with what is lacking, and what is told of the time ahead, under the usual labels.

    >>> relabelled("存在的问题：人手少。\n下一步：增配人手2名。")
    '存在的问题：人手少。\n下一步打算：增配人手2名。'
    """
    return _LACKING.sub("存在的不足：", _AHEAD.sub("下一步打算：", text))
