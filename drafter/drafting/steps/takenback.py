"""What a line takes back itself: a figure that it gives again, one of an old draft, a clause.

People mend what they typed behind it (403吨，更正：430吨), and say of a part of it that it is not
to be told (缺编4人，不用写). Pure.
"""

import re

COUNT = re.compile(r"[\d*＊一二三四五六七八九十百千]")
_FIGURE = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"[万亿]?[\u4e00-\u9fff%％]{1,2}"
_WRONG = r"(?:写|打|说|记|报|填|弄|搞)(?:错|反|岔|漏)了?"
_EDGE = " \u3000，,；;"
_GAP = rf"[{_EDGE}]{{0,3}}"
_AGREED = (  # 孙磊刚核的，以430吨为准
    rf"(?:{_GAP}[^，,。；;（）()\d]{{0,10}}(?:核|对|改|算|报)的?)?"
    rf"(?:{_GAP}以[^，。；（）()]{{1,16}}为准)?"
)
_SLIP = re.compile(
    r"是[^，。；是]{1,12}?，?(?:哦|噢|啊|呃|嗯|哎)?，?(?:我?(?:不对|错了|说错了|记错了|不是)，?){1,3}"
    r"(?:应该|[\u4e00-\u9fff]{2,6}?)?是"
)
_MISTYPED = re.compile(  # 64户 打错 是46户: of one unit
    r"(?<![\d.,])\d[\d,.]*(?P<unit>[万亿]?[\u4e00-\u9fff%％]{1,2}?)[ ，,（(]*"
    r"我?(?:写|打|说|记|报|填)错了?[ ，,]*(?:应该?|实际)*[是为](?P<right>\d[\d,.]*(?P=unit))[)）]?"
)
_MENDED = re.compile(  # 403吨（更正：430吨，以430吨为准）; 15元（改为22元） tells of a raise
    rf"(?<![\d.,])(?P<wrong>{_FIGURE})(?P<unit>{_UNIT}){_GAP}(?P<bracket>[（(])?(?P<said>[^\d。；（）()]{{0,16}}?)"
    rf"(?P<how>更[正改](?:为|成)?|订正(?:为|成)?|勘误|修正(?:为|成)|应该?[为是]|改[为成]|核定?(?:为|成|是)|正确的?(?:数[字据目]?)?[为是])"
    rf"[：:]?\s*(?P<right>{_FIGURE})(?P=unit)(?P<rest>(?(bracket)[^（）()]*[)）]|{_AGREED}))"
)
_SURE = re.compile(  # what makes a figure that was changed one that was wrong
    rf"更[正改]|订正|勘误|修正|有误|{_WRONG}|不对|不准|错[了误]|为准|对账|核[对实准]|口径"
)
_RETOLD = re.compile(  # 3个有证，不对，小赵也拿了，是4个有证; 4.3万头 不是那是去年的 今年是4.8万头
    rf"(?<![\d.,])(?P<wrong>{_FIGURE})(?P<unit>{_UNIT}?)(?P<what>[^ \u3000，,。；;\d]{{0,10}})"
    rf"{_GAP}(?:[哦噢啊呃嗯哎][，, ]*)?"
    rf"(?:我?(?:不对|错了|(?:说|记|搞)错了?|不是(?=不是|[{_EDGE}]|[那这]是)){_GAP})+"
    rf"(?:[^，,。；;\d]{{1,14}}?[{_EDGE}]{{1,3}}){{0,2}}(?:今年|全年|现在|实际|应该?)*(?:是|有|为)"
    rf"(?P<right>{_FIGURE})(?P=unit)(?P=what)"
)
_TWICE = (
    r"(?:含|有|没剔除?|没扣除?|包括了?)[^，,。；;（）()\d]{0,4}重[复了][^，,。；;（）()\d]{0,3}"
)
_DRAFT = (
    r"(?:(?:上|前|头)一?[稿版次回]|(?:旧|老|原|初|首|草)[稿版]"
    r"|(?:上个?月|上周|上季度?|之前|先前|原先|原来)我?[报写填发说给]"
    r"|(?<=[ \u3000，,。；;（(])[^ \u3000，,。；;（）()\d]{0,10}[报写填]的)"
)
_OLD = re.compile(  # 上一稿9128张写反了，按此; 上月报的32件含重复单，不用
    rf"{_GAP}[（(]?{_DRAFT}[^，,。；;（）()\d]{{0,6}}?{_FIGURE}(?:{_UNIT})?[^，,。；;（）()\d]{{0,4}}?"
    rf"(?:{_WRONG}|不[对准]了?|有误|作废了?|{_TWICE})"
    rf"(?:{_GAP}(?:按此|按这个数?|以(?:此|这个数?|本表)为准|不[用算]了?|作废|不作数|别用))*[)）]?"
    r"(?=[ \u3000，,。；;]|$)(?![ \u3000，,。；;]*(?:应|实[际为]|正确|更[正改]|改[为成]|是))"
)
_AHEAD = r"(?:没定(?:下来)?的?|先|就|都|也|暂时|千万|你们?|您)*"
_NO_WRITE = rf"{_AHEAD}(?:别|不要|不用|不必|甭|莫)(?:再)?(?:写|提|报)(?:了|进去|上去?|出去)?"
_BARE = re.compile(rf"{_NO_WRITE}[！!。]?")
_GLUED = re.compile(
    rf"[^ \u3000，,。；;]{{2,}}(?:[这那](?:个|一?条|个事|件事)|的(?:事情?|内容|情况)){_NO_WRITE}"
)
_OF_WORDS = re.compile(  # 调了个寂寞的不少（这句话不要写）
    rf"(?<![^，,。；;（）()])(?P<said>[^，,。；;（）()]+)[（(](?:这|那|此|前|后)(?:一|半)*(?:句话?|话|半句)?{_NO_WRITE}[)）]"
)
_OF_LINE = re.compile(
    rf"(?:这|那)(?:个|一?条|件|个事|件事|一项|部分)?(?:{_NO_WRITE}|{_AHEAD}不(?:写|提|报)(?:了|进去|上去|出去)?)"
    rf"|{_AHEAD}(?:别|不要|莫|不能)往(?:里|上|外|报告里|稿子里)(?:写|提|报|放)(?:了|它)?"
)
_MORE = re.compile(r"(?:另外|还有|再就是|再有|本来|原来)")
_PIECE = re.compile(r"[^ \u3000，,。；;！!]+")
SPEECH = 6  # pieces of what was said in one breath, of which a speaker takes back the last
BACK = 3  # pieces back to where such a thought was begun


def righted(text: str) -> tuple[str, list[str]]:
    """What was said with its slip taken back: 是四点六个亿，哦不对，是4.86亿; and the slip.

    >>> righted("登记了64户 打错 是46户 每周敲门")
    ('登记了46户 每周敲门', ['64户 打错 是46户'])
    >>> righted("撒盐403吨（更正：430吨，孙磊刚核的，以430吨为准）")
    ('撒盐430吨', ['403吨（更正：430吨，孙磊刚核的，以430吨为准）'])
    >>> righted("补贴15元（今年改为22元）"), righted("9218张，上一稿9128张写反了，按此")
    (('补贴15元（今年改为22元）', []), ('9218张', ['上一稿9128张写反了，按此']))
    >>> righted("3个有证，不对，小赵也拿了，是4个有证")
    ('4个有证', ['3个有证，不对，小赵也拿了，是4个有证'])
    """
    taken: list[str] = []
    if found := _OLD.search(text):
        text, taken = text[: found.start()] + text[found.end() :], [found[0].lstrip(_EDGE)]
    for found in _MENDED.finditer(text):
        if _SURE.search(found["said"] + found["how"] + found["rest"]):
            told = found["right"] + found["unit"]
            return text[: found.start()] + told + text[found.end() :], [*taken, found[0]]
    if found := _RETOLD.search(text):
        told = found["right"] + found["unit"] + found["what"]
        return text[: found.start()] + told + text[found.end() :], [*taken, found[0]]
    if found := _SLIP.search(text):
        return text[: found.start()] + "是" + text[found.end() :], [*taken, found[0]]
    if found := _MISTYPED.search(text):
        told = text[: found.start()] + found["right"] + text[found.end() :]
        return told, [*taken, found[0]]
    return text, taken


def untold(text: str) -> tuple[str, list[str]]:
    """A line without what it says is not to be told, and that; "" where it says so of all of it.

    A bare 不用写 is of the clause before it, 这句别写 of its own; 这个别写 is of its line, but at
    the end of a long speech of the last thought. Nothing without a figure is left over.

    >>> untold("民警32人，缺编4人，不用写"), untold("体检，工会的事，别写")
    (('民警32人', ['缺编4人，不用写']), ('', ['体检，工会的事，别写']))
    >>> untold("成功率41%，白调的不少（这句话不要写）"), untold("修路3条，这条别写")
    (('成功率41%', ['白调的不少（这句话不要写）']), ('', ['修路3条，这条别写']))
    """
    taken: list[str] = []
    pieces = list(_PIECE.finditer(text))
    cut: list[tuple[int, int]] = [found.span() for found in _OF_WORDS.finditer(text)]
    for at, piece in enumerate(pieces):
        said = piece[0].strip("（）()")
        first = at
        if _BARE.fullmatch(said):
            first = max(0, at - 1)
        elif _OF_LINE.fullmatch(said):
            first = _begun(pieces, at)
        elif not _GLUED.fullmatch(said):
            continue
        cut.append((pieces[first].start(), piece.end()))
    if not cut:
        return text, []
    kept, end = "", 0
    for start, stop in sorted(cut):
        if start >= end:
            kept += text[end:start]
            taken.append(text[start:stop])
        end = max(end, stop)
    kept = (kept.rstrip(_EDGE) + text[end:]).strip(_EDGE)
    return (kept, taken) if COUNT.search(kept) else ("", [text])


def _begun(pieces: list[re.Match[str]], at: int) -> int:
    """The piece with which the thought before one was begun: 另外再想搞.

    Where no word begins one it is all of a short line, and the last piece of a long speech.
    """
    back = range(at - 1, max(0, at - 1 - BACK), -1)
    usual = at - 1 if at >= SPEECH else 0
    return next((n for n in back if _MORE.match(pieces[n][0])), usual)
