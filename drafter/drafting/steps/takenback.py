"""What a line takes back itself: a figure that it gives again, one of an old draft, a clause.

People mend what they typed behind it (403吨，更正：430吨), and say of a part of it that it is not
to be told (缺编4人，不用写). Pure.
"""

import re
from collections.abc import Iterator

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
_CONFIRMED = re.compile(  # 99.2。百分之99.2啊; 1420艘次，对，1420; 3180次，3180次; 84.7  84.7%
    rf"(?<![\d.,])(?P<right>{_FIGURE})(?:"
    r"[，,。 ]{1,2}(?P<share>百分之)(?P=right)|[ \u3000]+(?P=right)(?P<percent>[%％])"
    r"|(?P<unit>[万亿]?[\u4e00-\u9fff%％]{1,2})[，,。 ]{1,2}"
    r"(?:(?:对的?|嗯+|没错|是的)[，, ]{1,2}(?P=right)(?:(?P=unit))?|(?P=right)(?P=unit))"
    r")[啊吧哈呢]?(?=[，,。；;]|$)"
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
    rf"更[正改]|订正|勘误|修正|有误|{_WRONG}|不对|不准|错[了误]|为准|对账|核[对实准]|口径|[用按以取写](?:这个|这条|此|后面|后者|后一)"
)
_RETOLD = re.compile(  # 3个有证，不对，小赵也拿了，是4个有证; 4.3万头 不是那是去年的 今年是4.8万头
    rf"(?<![\d.,])(?P<wrong>{_FIGURE})(?P<unit>{_UNIT}?)(?P<what>[^ \u3000，,。；;\d]{{0,10}})"
    rf"{_GAP}(?:[哦噢啊呃嗯哎][，, ]*)?"
    rf"(?:我?(?:不对|错了|(?:说|记|搞)错了?|不是(?=不是|[{_EDGE}]|[那这]是)){_GAP})+"
    rf"(?:(?P=wrong)(?:(?P=unit))?那?个?是[^ \u3000，,。；;\d]{{1,10}}[{_EDGE}]{{1,3}})?"
    rf"(?:[^，,。；;\d]{{1,14}}?[{_EDGE}]{{1,3}}){{0,2}}(?:今年|全年|现在|实际|应该?)*(?:是|有|为)"
    rf"(?P<right>{_FIGURE})(?P=unit)(?P=what)"
    rf"(?:{_GAP}(?:就|按|写|就写|就按)(?P=right)(?:(?P=unit))?(?:来|写|算|了|啊|哈|吧)*(?=[{_EDGE}。]|$))?"
)
_ARROWED = re.compile(  # 58000平方米 → 财务口径是5.4万平方米，用这个; 5%→15% tells what was done
    rf"(?<![\d.,]){_FIGURE}[万亿]?(?P<unit>[\u4e00-\u9fff%％]{{1,3}}){_GAP}(?:→|⇒|➡|-+>|=+>){_GAP}"
    rf"(?P<said>[^\d，。；→]{{0,14}}?)[ ]?(?P<right>{_FIGURE}[万亿]?(?P=unit))"
    rf"(?P<rest>{_GAP}[（(]?[用按以取写](?:这个|这条|此|后面|后者|后一)[个的]?数?(?:为准|来|写|的)?[)）]?"
    rf"(?=[{_EDGE}。]|$))?"
)
_MARKS = r"[，,。….？? \u3000]"
_GUESSED = re.compile(  # 多少来着……应该是95%，先写95%吧，审管办核过了，就是95.3%。就用95.3%
    rf"(?P<open>是?(?:多少|几[\u4e00-\u9fff]?)来着)?{_MARKS}{{0,8}}"
    rf"(?:应该|大概|好像|估计|可能|差不多)是?(?P<wrong>{_FIGURE})(?P<unit>{_UNIT}?)吧?"
    rf"(?P<first>{_MARKS}{{1,4}}(?:就|暂时|暂)?先[写填报按](?P=wrong)(?:(?P=unit))?[吧着了]?)?"
    rf"(?P<asked>{_MARKS}{{1,4}}[^，,。…；;\d]{{0,14}}[核对查问][^，,。…；;\d]{{0,6}})?"
    rf"{_MARKS}{{1,4}}(?:就|确实|准确的?|准数|其实|实际|应该){{0,3}}是"
    rf"(?!(?P=wrong)(?![\d.]))(?P<right>{_FIGURE})(?P=unit)"
    rf"(?:{_MARKS}{{0,3}}(?:就|那就)?[用写按填报](?P=right)(?:(?P=unit))?(?=[，,。；;]|$))?"
    r"(?(open)|(?(first)|(?(asked)|(?!))))"  # 目标应该是60件，实际是72件 takes nothing back
)
_WORDED = re.compile(  # 送我2条烟，退了（写不写？写吧，写成“退回供应商礼品1次”）
    r".*[（(](?:[^“”\"（）()]{0,16}[？?，,])?(?:就|还是|要|可以|统一|最好)*(?:写成|写作|写为|表述[为成]|就写|就说)"
    r"[：:]?[“\"](?P<told>[^“”\"]{4,60})[”\"](?:就行|即可|吧|就好|就可以了?)?[)）。]*"
)
_FORMS = (  # each with what is right in its place, and the words of which one has to say that
    (_MENDED, r"\g<right>\g<unit>", ("said", "how", "rest")),
    (_ARROWED, r"\g<right>", ("said", "rest")),
    (_GUESSED, r"\g<right>\g<unit>", ()),
    (_RETOLD, r"\g<right>\g<unit>\g<what>", ()),
    (_SLIP, "是", ()),
    (_MISTYPED, r"\g<right>", ()),
)
_MISNAMED = re.compile(  # 每月1次后勤校长接待日 错，是“后勤有约”
    r"(?P<wrong>[\u4e00-\u9fff]{2,12})[ \u3000，,]+(?:错了?|写错了?|不对)[，,。 \u3000]+"
    r"(?:应该?)?[是叫][“\"「](?P<right>[^”\"」\d]{2,12})[”\"」]"
)
_TWICE = (
    r"(?:含|有|没剔除?|没扣除?|包括了?)[^，,。；;（）()\d]{0,4}重[复了][^，,。；;（）()\d]{0,3}"
)
_DRAFT = (
    r"(?:(?:上|前|头)一?[稿版次回]|(?:旧|老|原|初|首|草)[稿版]"
    r"|(?:上个?月|上周|上季度?|之前|先前|原先|原来?|昨天|前天|昨晚|上午|早上|那天|上回|上封)我?[报写填发说给](?:给?(?:市|县|区|省|局|上级|办公室|财务|统计)[\u4e00-\u9fff]{0,3})?的?[成是]?"
    r"|(?<=[ \u3000，,。；;（(])[^ \u3000，,。；;（）()\d]{0,10}[报写填]的)"
)
_UNUSED = (  # 之前报市局的171含外购，那个别用
    r"[^，,。；;（）()\d]{0,8}[，,；;]?(?:[那这]个?数?|[那这]条)?(?:就|都|先|千万)?(?:别|不要?|不能)用了?(?![\u4e00-\u9fff])"
)
_OLD = re.compile(  # 上一稿9128张写反了，按此; 上月报的32件含重复单，不用
    rf"{_GAP}[（(]?{_DRAFT}[^，,。；;（）()\d]{{0,6}}?{_FIGURE}(?:{_UNIT})?[^，,。；;（）()\d]{{0,4}}?"
    rf"(?:{_WRONG}|不[对准]了?|有误|作废了?|{_TWICE}|{_UNUSED}|[，,]?(?:错了?|{_WRONG})(?=[)）]))"
    rf"(?:{_GAP}(?:按此|按这个数?|以(?:此|这个数?|本表)为准|不[用算]了?|作废|不作数|别用))*[)）]?"
    r"(?=[ \u3000，,。；;]|$)(?![ \u3000，,。；;]*(?:应|实[际为]|正确|更[正改]|改[为成]|是))"
)
_LESS = re.compile(  # （原报26个，3个没落协议，去掉）
    rf"[（(](?:{_DRAFT}|(?:原|本)来?是){_FIGURE}[^（）()]{{0,30}}(?:去掉|扣掉|剔除|扣除|刨掉|减掉|不算)了?的?[)）]"
)
_AHEAD = r"(?:没定(?:下来)?的?|先|就|都|也|暂时|千万|你们?|您)*"
_NO_WRITE = rf"{_AHEAD}(?:别|不要|不用|不必|甭|莫)(?:再)?(?:写|提|报)(?:了|进去|上去?|出去)?"
_BARE = re.compile(rf"{_NO_WRITE}[！!。]?")
_GLUED = re.compile(
    rf"[^ \u3000，,。；;]{{2,}}(?:[这那](?:个|一?条|个事|件事)|的(?:事情?|内容|情况)){_NO_WRITE}"
    r"|[^ \u3000，,。；;\d]{2,12}就不(?:说|提|写|讲|报)了[啊吧哈]?"  # 学习强国就不说了
)
_OF_THING = re.compile(  # 新馆还没动工，所以先不讲（别写新馆）: of the sentence that speaks of it
    rf"(?<![^。；;])(?P<said>[^。；;（）()]+)[（({{]{_NO_WRITE}(?P<thing>[\u4e00-\u9fff]{{2,8}})[)）]"
)
_FORGOTTEN = re.compile(  # 那段话记不准，查不到就不引: a sentence that nobody could tell
    r"(?<![^。；;！!])[^。；;！!\d]*(?:记不[准清得住]|想不起来|查不到就不[引写用提])[^。；;！!\d]*(?:[。；;！!]|$)"
)
_OVERHEARD = re.compile(  # （劳模老常有意见，不提）: the bracket itself is not to be told
    rf"[（(][^（）()]*[，,；; ](?:{_NO_WRITE}|不(?:写|提|报|讲)(?:了|它)?)[)）]"
)
_OF_WORDS = re.compile(  # 调了个寂寞的不少（这句话不要写）
    rf"(?<![^，,。；;（）()])(?P<said>[^，,。；;（）()]+)[（(](?:(?:这|那|此|前|后)(?:一|半)*(?:句话?|话|半句)?{_NO_WRITE}|{_NO_WRITE}|不(?:写|提|报))[)）]"
)
_OF_LINE = re.compile(
    rf"(?:呵+|哈+|嘿+|嘻+|嗯+|哎|唉)?(?:这|那)(?:个|一?条|件|个事|件事|一项|部分)?(?:{_NO_WRITE}|{_AHEAD}不(?:写|提|报)(?:了|进去|上去|出去)?)"
    rf"|{_AHEAD}(?:别|不要|莫|不能)往(?:里|上|外|报告里|稿子里)(?:写|提|报|放)(?:了|它)?"
    r"|(?:算了|还是|那就)(?:就|先|都|还是)*不(?:写|提|报|讲)(?:了|它)?[吧啊]?"
)
_MORE = re.compile(r"(?:另外|还有|再就是|再有|本来|原来)")
_AGAIN = re.compile(r"([。；;])[。；;]+")  # marks around what was taken out
_PIECE = re.compile(r"[^ \u3000，,。；;！!]+")
SPEECH = 6  # pieces of what was said in one breath, of which a speaker takes back the last
HELD = 2  # characters that a wrong name and the right one begin with
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
    >>> righted("标线5.8万平方米 → 财务口径是5.4万平方米，用这个")[0], righted("抽检5%→15%")[0]
    ('标线5.4万平方米', '抽检5%→15%')
    >>> righted("服判率多少来着……应该是95%，先写95%吧，审管办核过了，就是95.3%。就用95.3%。")[0]
    '服判率95.3%。'
    >>> righted("保证率99.2。百分之99.2啊。")[0], righted("优先过闸1420艘次，对，1420。")[0]
    ('保证率99.2%。', '优先过闸1420艘次。')
    >>> righted("岸电3180次，3180次")[0], righted("检查3次，3次都合格")[0], righted("30，30，40")[0]
    ('岸电3180次', '检查3次，3次都合格', '30，30，40')
    >>> righted("每月1次后勤校长接待日 错，是“后勤有约” 学生见面")[0]
    '每月1次“后勤有约” 学生见面'
    >>> righted("送我2条烟，退了（写不写？写吧，写成“退回供应商礼品1次”）")[0]
    '退回供应商礼品1次'
    """
    if found := _WORDED.fullmatch(text):
        return found["told"], [text[: found.start("told") - 1]]
    taken: list[str] = []
    for form in (_LESS, _OLD):
        if found := form.search(text):
            text, taken = text[: found.start()] + text[found.end() :], [found[0].lstrip(_EDGE)]
    if slip := next(_slips(text), None):
        found, told = slip
        text, taken = text[: found.start()] + told + text[found.end() :], [*taken, found[0]]
    if (named := _MISNAMED.search(text)) and (
        at := named["wrong"].find(named["right"][:HELD])
    ) >= 0:
        start = named.start() + at
        taken = [*taken, text[start : named.end()]]
        text = f"{text[:start]}“{named['right']}”{text[named.end() :]}"
    return _CONFIRMED.sub(_once, text), taken


def _once(found: re.Match[str]) -> str:
    """A figure that its speaker said again to be sure of it, said once."""
    return found["right"] + (found["unit"] or "%")


def _slips(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each slip of a line with what is right in its place."""
    for form, told, sure in _FORMS:
        for found in form.finditer(text):
            if not sure or _SURE.search("".join(found[name] or "" for name in sure)):
                yield found, found.expand(told)


def untold(text: str) -> tuple[str, list[str]]:
    """A line without what it says is not to be told, and that; "" where it says so of all of it.

    A bare 不用写 is of the clause before it, 这句别写 of its own; 这个别写 is of its line, but at
    the end of a long speech of the last thought. Nothing without a figure is left over.

    >>> untold("民警32人，缺编4人，不用写"), untold("体检，工会的事，别写")
    (('民警32人', ['缺编4人，不用写']), ('', ['体检，工会的事，别写']))
    >>> untold("成功率41%，白调的不少（这句话不要写）"), untold("修路3条，这条别写")
    (('成功率41%', ['白调的不少（这句话不要写）']), ('', ['修路3条，这条别写']))
    >>> untold("修库92万元。新馆没动工（别写新馆）。")[0], untold("编制19，借调1（不写）")[0]
    ('修库92万元。', '编制19')
    """
    cut = _spans(text)
    if not cut:
        return text, []
    taken: list[str] = []
    kept, end = "", 0
    for start, stop in sorted(cut):
        if start >= end:
            kept += text[end:start]
            taken.append(text[start:stop])
        end = max(end, stop)
    kept = _AGAIN.sub(r"\1", kept.rstrip(_EDGE) + text[end:]).strip(_EDGE).lstrip("。")
    return (kept, taken) if COUNT.search(kept) else ("", [text])


def _spans(text: str) -> list[tuple[int, int]]:
    """Where a line says of words of its own that they are not to be told."""
    forms = (_OF_WORDS, _FORGOTTEN, _OVERHEARD)
    cut = [found.span() for form in forms for found in form.finditer(text)]
    cut += [found.span() for found in _OF_THING.finditer(text) if found["thing"] in found["said"]]
    seen = {at for start, end in cut for at in range(start, end)}
    pieces = list(_PIECE.finditer(text))
    for at, piece in enumerate(pieces):
        said = piece[0].strip("（）()")
        first = at
        if piece.start() in seen:
            continue
        if _BARE.fullmatch(said):
            first = max(0, at - 1)
        elif _OF_LINE.fullmatch(said):
            first = _begun(pieces, at)
        elif not _GLUED.fullmatch(said):
            continue
        cut.append((pieces[first].start(), piece.end()))
    return cut


def _begun(pieces: list[re.Match[str]], at: int) -> int:
    """The piece with which the thought before one was begun: 另外再想搞.

    Where no word begins one it is all of a short line, and the last piece of a long speech.
    """
    back = range(at - 1, max(0, at - 1 - BACK), -1)
    usual = at - 1 if at >= SPEECH else 0
    return next((n for n in back if _MORE.match(pieces[n][0])), usual)
