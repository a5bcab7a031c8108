"""What says why something falls short: told among shortcomings, and none of them.

究其原因，…, 为什么会这样？…, 说根子，…: a sentence that names the causes of all that was told, or a
paragraph that begins with one.
"""

import re

_NAMED = re.compile(
    r"(?:究其|追其|探其|究竟|分析|剖析|深究|细究|反思|追问|说起?|论起?|至于|归结|产生|存在|出现|造成"
    r"|这些|上述|以上|前面|问题|不足|短板|差距|自己|其|的|主要|深层|背后|，)*"
    r"(?:原因|根源|根子|病根|症结|成因)(?:[，,：:]|主要|就?是|还是|在|有|出在|不外)"
    r"|之?所以(?:会|出现|产生)?(?:这样|如此|这些)|[想思]来想去[，,]|说到底|归根(?:到底|结底)|究其"
)
_OF_ALL = re.compile(  # 造成这些问题，有人手紧的客观因素，更主要的还是……
    r"(?:之所以)?(?:造成|产生|出现|导致|存在)(?:了|着)?(?:这些|上述|以上|前述|前面)[^，。；：]{0,10}[，,]"
    r"[^。；：！？]{0,30}(?:客观|主观|因素|原因|因为|由于|根源|根子|主要(?:还是|在)|在于)"
)
_ASKED = re.compile(
    r"[^，。；：！？]{0,8}(?:为什么|为何|何以|怎么会|原因|根子|病根)[^，。；：！]{0,12}？"
)
_SIDES = re.compile("(?:主|客)观(?:上|方面|原因)")


def asks_why(told: str) -> bool:
    """A paragraph begins with the causes of all that stands above it.

    >>> asks_why("为什么会这样？说到底还是松了劲。"), asks_why("原因分析做得不细。")
    (True, False)
    """
    return any(each.match(told) for each in (_ASKED, _NAMED, _OF_ALL))


def tells_why(sentence: str) -> bool:
    """A sentence gives a cause, and tells no shortcoming of its own.

    >>> tells_why("客观上人手紧。"), tells_why("人手紧。")
    (True, False)
    """
    return asks_why(sentence) or _SIDES.match(sentence) is not None
