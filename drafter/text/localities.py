"""Which town or village a figure is of, where a row of a table names it in front."""

import re

_NAMED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}是)?"
    r"(?P<place>[\u4e00-\u9fff]{1,8}(?:[乡镇村县区市州旗]|街道|社区|林场|农场))[，：]"
)


def locality(text: str) -> str:
    """The place that the last row of a text is about, "" where it names none in front.

    >>> locality("南沟镇，修路3公里；北沟镇，修路"), locality("在北沟镇修路")
    ('北沟镇', '')
    """
    row = text[max(map(text.rfind, "。；;")) + 1 :]
    found = _NAMED.match(row)
    return found["place"] if found else ""
