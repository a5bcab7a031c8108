"""Boxes of a form on one line, of which one is ticked: the answer without the others. Pure."""

import re

_TICK = r"[☑☒✓✔√✅■]|[（(][ \u3000]*[√✓✔][ \u3000]*[）)]|\[[xX√]\]"
_EMPTY = r"(?<![□\d])[☐□](?!□)|[（(][ \u3000]*[）)]|\[ \]"  # □□ hides a name
_BOX = re.compile(f"(?P<tick>{_TICK})|(?P<empty>{_EMPTY})")
_PART = re.compile(r"[^；;。\n]+")
_DETAIL = re.compile(r"[（(][^（）()]*[\w*][^（）()]*[）)]\Z")
_WORD = re.compile(r"[^\W\d]")
_EDGE = " \u3000\t、，,/|"
_LONGEST = 16  # characters of an answer; what is longer is no box to be ticked


def chosen(text: str) -> str:
    """The text with what is ticked in place of all that could have been.

    What follows the last answer in brackets tells more of the one that is ticked. A line on which
    nothing or everything is ticked stays as it is.

    >>> chosen("持有股票：☑有 □无（3只）；经商办企业 ☐是 ☑否"), chosen("- □ 收过礼 ■ 未收过礼")
    ('持有股票：有（3只）；经商办企业：否', '- 未收过礼')
    >>> chosen("出国：是□ 否☑"), chosen("与□□公司签约"), chosen("收礼：□有 □无")
    ('出国：否', '与□□公司签约', '收礼：□有 □无')
    """
    return _PART.sub(lambda part: _answered(part[0]), text)


def _answered(part: str) -> str:
    boxes = list(_BOX.finditer(part))
    if not any(box["tick"] for box in boxes) or all(box["tick"] for box in boxes):
        return part
    ends = [box.start() for box in boxes[1:]]
    answers = [part[box.end() : end] for box, end in zip(boxes, [*ends, len(part)], strict=True)]
    asked = part[: boxes[0].start()]
    if not answers[-1].strip(_EDGE):  # 是□ 否☑
        asked, _, first = asked.rpartition("：")
        answers = [first, *answers[:-1]]
    detail = _DETAIL.search(answers[-1].strip(_EDGE))
    answers = [_DETAIL.sub("", each.strip(_EDGE)) for each in answers]
    if not all(0 < len(each) <= _LONGEST for each in answers):
        return part
    ticked = "、".join(a for a, box in zip(answers, boxes, strict=True) if box["tick"])
    told = ticked + (detail[0] if detail else "")
    if not _WORD.search(asked):  # a marker or nothing
        return asked + told
    return asked.rstrip(f"{_EDGE}：:") + "：" + told
