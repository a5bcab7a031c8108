"""What says why something falls short, or whose fault it is: told among shortcomings, none of them.

究其原因，…, 为什么会这样？…, 说根子，…: a sentence that names the causes of all that was told, or a
paragraph that begins with one. 这些问题责任主要在我。: a sentence that only owns all of them.
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
_OWNED = re.compile(  # 这些问题责任主要在我。, 作为院长，对以上不足我负有不可推卸的责任。
    r"(?:(?:对于?|出现|存在|作为)[^。；：！？\d]{0,16}|说到底[，,])?"
    r"(?:这些|以上|上述|前述|前面|这几|这[两三四五六]|凡此种种|问题虽然?|责任|板子)"
    r"(?:(?![没未])[^。；：！？\d]){0,20}"
    r"(?:责任[^，。；：！？\d]{0,6}在于?我|我[^，。；：！？\d没未]{0,12}(?:责任|责|其咎)|[怪怨]我|[在到]我(?:头|身)上"
    r"|(?:我|本人|自己)[^，。；：！？\d]{0,4}(?:自责|愧疚|惭愧|内疚|检讨))"
    r"[^，。；：！？\d]{0,10}(?:[。！]|$)"
)
_ASKED = re.compile(
    r"[^，。；：！？]{0,8}(?:为什么|为何|何以|怎么会|原因|根子|病根)[^，。；：！]{0,12}？"
)
_SIDES = re.compile("(?:主|客)观(?:上|方面|原因)")


def owns(told: str) -> bool:
    """A sentence only owns the failings that were told before it.

    >>> owns("这些问题责任主要在我。"), owns("这些问题我没有负起责任。")
    (True, False)
    """
    return _OWNED.match(told) is not None


def asks_why(told: str) -> bool:
    """A paragraph begins with the causes of all that stands above it, or with whose fault it is.

    >>> asks_why("为什么会这样？说到底还是松了劲。"), asks_why("原因分析做得不细。")
    (True, False)
    """
    return owns(told) or any(each.match(told) for each in (_ASKED, _NAMED, _OF_ALL))


def tells_why(sentence: str) -> bool:
    """A sentence gives a cause, and tells no shortcoming of its own.

    >>> tells_why("客观上人手紧。"), tells_why("人手紧。")
    (True, False)
    """
    return asks_why(sentence) or _SIDES.match(sentence) is not None
