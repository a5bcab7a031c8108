"""Figures that a later line of a sheet takes back: 上面46起写错了，应该49起."""

import re
from collections.abc import Mapping, Sequence

_FIGURE = r"\d[\d,]*(?:\.\d+)?[万亿]?(?:[%％]|[\u4e00-\u9fff]{0,2}?)"
_ABOVE = r"(?:上面|上头|前面|前头|上一?条|刚才|刚刚)(?:那个?|的|[说写发报]的)*"
_WRONG = r"我?(?:写|打|说|记|报|发|填|弄|搞)错了?"
_RIGHT = r"[\s，,。；]*(?:应该?|实际|正确的?|更正|改)*(?:是|为|成)?"
_TAKEN_BACK = re.compile(
    rf"(?:{_ABOVE})?(?P<about>[\u4e00-\u9fff]{{0,8}}?)(?P<wrong>{_FIGURE})(?:是|都)?{_WRONG}{_RIGHT}"
    rf"(?P<right>{_FIGURE})(?:才对)?[。！]?"
)
_CHANGED = re.compile(  # without a word of a slip it has to say that it speaks of a line above
    rf"{_ABOVE}(?P<about>[\u4e00-\u9fff]{{0,8}}?)(?P<wrong>{_FIGURE})改[成为](?P<right>{_FIGURE})[。！]?"
)
_NOT_BUT = re.compile(  # 刚才社团课说错了 不是34 是36门; it says of a slip or of a line above
    rf"(?=.*(?:{_WRONG})|{_ABOVE})(?:{_ABOVE}|{_WRONG}[\s，,。：！]*)?(?P<about>[\u4e00-\u9fff]{{0,8}}?)(?:的?(?:数[字据目量]?|那[条句个]))?"
    rf"(?:{_WRONG})?[\s，,。；：:！!]*(?:不是|不应该?是)(?P<wrong>{_FIGURE})[\s，,。；]*"
    rf"(?:应该?|实际|而|正确的?)*是(?P<right>{_FIGURE})(?:才对)?[。！]?"
)
_BUT_NOT = re.compile(  # 打错了 86.3万 不是83.6; it says of a slip or of a line above
    rf"(?=.*(?:{_WRONG})|{_ABOVE})(?:{_ABOVE}|{_WRONG}[\s，,。：！]*)?(?P<about>[\u4e00-\u9fff]{{0,8}}?)(?:的?(?:数[字据目量]?|那[条句个]))?"
    rf"(?:{_WRONG})?[\s，,。；：:！!]*(?:应该?|实际|正确的?)*是?(?P<right>{_FIGURE})[\s，,。；]*"
    rf"(?:而|可)?不是(?P<wrong>{_FIGURE})(?:[\s，,。；]*{_WRONG})?[。！]?"
)
_SINCE = re.compile(  # 集中学习是24次，21是到10月底的数: what the figure above was of
    rf"(?P<about>[\u4e00-\u9fff]{{2,12}}?)(?:一共|总共|应该|实际|全年|现在)*是?(?P<right>{_FIGURE})[\s，,。；]+"
    rf"(?:上面|前面|刚才|之前)?(?:那个?|的|[说写发报]的)*(?P<wrong>{_FIGURE})(?:那个?)?是"
    rf"(?P<of>(?:截[至止]到?|算到|统计到|到)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:\d{{1,2}}[日号]|[底初末中份])*(?:为?止)?"
    rf"|去年|上年|上半年|上个?月|上季度|[前老旧]一?[稿版]?)的?(?:时候)?(?:的?数[字据目]?|统计)?[。！]?"
)
_LEADS = (  # what leads to the right words
    r"(?:(?:请|就|都)?(?:按|以|照|看|用)(?:这个|这条|这句|下面|后面|以下|此)(?:的)?(?:数|条|句)?(?:来|为准|才对|改|写|算)?"
    r"|这[个条句]才(?:是?对的?|是)|(?:应该?|正确的?|实际)是?为?|更正为?)"
)
_SAID_AGAIN = re.compile(  # 打错了，入室盗窃破获48起: the whole of it once more
    rf"(?:{_ABOVE}|这条)?{_WRONG}(?:[，,。；！!]\s*(?:{_LEADS}[：:，,\s]*)?|\s+{_LEADS}[：:，,\s]*)"
    r"(?P<again>\S.*)",
    re.DOTALL,
)
_NAMED_AGAIN = re.compile(  # 上面出警数发错了 按这个来：接处警2361起: what was wrong is named
    rf"{_ABOVE}(?P<about>[\u4e00-\u9fff]{{2,8}}?)(?:的?(?:数[字据目量]?|那[条句个]))?{_WRONG}"
    rf"(?:[，,。；！!\s]+(?:{_LEADS}[：:，,\s]*)?|{_LEADS}[：:，,\s]*)(?P<again>\S.*)",
    re.DOTALL,
)
_OF_ANOTHER = re.compile(  # 不对，那是三季度的台账，全年是2170单: the last figure above is of that
    rf"(?:(?:[哦噢啊哎呃]+[，, ]{{0,2}})?(?:不对|不是|错了|{_WRONG})[吧啊了哦]*"
    rf"[\s，,。！!]{{1,4}})+"
    rf"(?:那|这|刚才|刚刚|上面|前面)(?:那?个|条|句)?(?:的?数[字据]?)?[才只]?是"
    rf"[^，,。；;\d]{{2,14}}[\s，,。；;]+(?:全年|今年|本年|一共|总共|合计|实际|应该?|正确的?|现在|加起来)*"
    rf"(?:是|为|有)?(?P<right>\d[\d,]*(?:\.\d+)?[万亿]?(?P<unit>[\u4e00-\u9fff]{{1,3}}?|[%％]))(?:才对)?[啊吧]?[。！]?"
)
_OF_OTHERS = re.compile(  # 不对 86.5是教工的，学生是84.7，报告用学生的  84.7%
    rf"(?:{_ABOVE})?(?:不对|错了|{_WRONG})[\s，,。！!]*(?P<about>)(?P<wrong>{_FIGURE})那?个?是"
    rf"[^，,。；;\d]{{1,8}}的[\s，,。；;]+(?P<who>[^，,。；;\d]{{1,8}}?)(?:的?才?是|为)(?P<first>{_FIGURE})"
    rf"(?:[\s，,。；;]*(?:报告|稿子?|材料)?里?(?:就|要|得|应该?)?[用写按报](?P=who)的?数?)?[\s，,。]*(?P<again>\d[\d.,]*[%％]?)?[。]?"
)
_SETTLED = re.compile(  # PPT上写的2650是上报数，验收下来是2580亩，以验收为准
    rf"(?P<about>[\u4e00-\u9fff]{{0,8}}?)(?:PPT|ppt|{_ABOVE}|[表稿]|汇报|报告)?(?:里面?|上面?|中)?(?:[写报列说填]的?|的)*"
    rf"(?P<wrong>{_FIGURE})(?:那?个)?是(?P<of>[^，,。；;\d]{{1,8}})[，,。；;\s]+[^，,。；;\d]{{1,12}}?[是为有]"
    rf"(?P<right>{_FIGURE})[，,。；;\s]+[以按用][^，,。；;\d]{{1,10}}(?:为准|来|算|写)[。]?"
)
_BELOW = re.compile(  # 合作楼盘是27个，下面25是11月的数: at the end of a line
    rf"(?P<about>[\u4e00-\u9fff]{{2,12}}?)(?:一共|总共|应该|现在|更新[为成到])*是?(?P<right>{_FIGURE})[\s，,。；]+"
    rf"(?:下面|下头|后面)(?:写|说|报)?的?那?个?(?P<wrong>{_FIGURE})那?个?是[^，,。；\d]{{0,6}}\d{{0,2}}[^，,。；\d]{{0,6}}"
    r"(?:数[字据]?|时候|统计)?的?[。！]?$"
)
_ASKS_FOR = re.compile(r"改(?:一?下|过来|好|掉|正)|更正|订正|写错|填错|有误|请改")  # in a letter
_WITHIN = re.compile(  # 自筹不是66，是63万: a clause of it
    rf"(?P<about>[\u4e00-\u9fff]{{2,8}}?)(?:的?(?:数[字据目量]?|那[条句个]))?(?:不是|不应该?是)(?P<wrong>{_FIGURE})"
    rf"[\s，,。；]*(?:应该?|实际|而|正确的?)*[是为](?P<right>{_FIGURE})(?=[，,。；！]|$)"
)
_WHOLE = re.compile(  # 总数改成183万: of the line that was just put right
    rf"(?:总[数额计量]|合计|一共|总共|总的)(?:也|就|都|要|得)?(?:改[成为]|变[成为]|[就应]?该?[是为])(?P<right>{_FIGURE})(?=[，,。；！]|$)"
)
_SUM = re.compile(
    rf"(?P<said>(?:一共|总共|合计|共计|总计|总投入|共)[^，。；\d]{{0,6}})(?P<wrong>{_FIGURE})(?=[，,。；（(！]|$)"
)
_COUNT = re.compile(r"\d[\d,]*(?:\.\d+)?[万亿]?[\u4e00-\u9fff%％]")
_PAIR = re.compile("(?=([\u4e00-\u9fff]{2}))")
_UNIT = re.compile(r"[^\d.,]*$")


def corrected(rows: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """The texts of lines, the figures that later ones take back put right; and a note on each.

    A line that only corrects another is no fact: its text is "". It changes the one line above
    that gives the wrong figure; where there is none, or more than one, nothing is changed and the
    note says so. What is said again in full takes the place of the last counted line above, where
    both count the same of the same; or of the one that has the words it names and counts the same.

    Args:
        rows: the text of each line, and where it stands.

    >>> corrected([("清运垃圾46车", "a:1"), ("上面46车写错了 应该49车", "a:2")])
    (['清运垃圾49车', ''], ['a:1 按 a:2“上面46车写错了 应该49车”把46车改为49车'])
    >>> corrected([("开课34门", "a:1"), ("刚才课说错了 不是34 是36门", "a:2")])[0]
    ['开课36门', '']
    >>> corrected([("46车", "a:1"), ("46车", "a:2"), ("46车打错了，是49车", "a:3")])[1]
    ['a:3“46车打错了，是49车”没有改：上面写着46车的有 2 条，请自己改好']
    >>> corrected([("拆违46处", "a:1"), ("打错了，路边拆违一共48处", "a:2")])
    (['', '路边拆违一共48处'], ['a:1“拆违46处”按 a:2“打错了，路边拆违一共48处”不用'])
    >>> corrected([("讨薪83.6万", "a:1"), ("打错了 86.3万 不是83.6", "a:2")])[0]
    ['讨薪86.3万', '']
    >>> corrected([("学习21次，党课2次", "a:1"), ("学习是24次，21是到10月底的数", "a:2")])[0]
    ['学习24次，党课2次', '']
    >>> corrected([("预约服务1530单", "a:1"), ("不对，那是三季度的，全年是2170单", "a:2")])[0]
    ['预约服务2170单', '']
    >>> corrected([("满意度86.5", "a:1"), ("不对 86.5是教工的，学生是84.7，用学生的", "a:2")])[0]
    ['满意度84.7', '']
    >>> corrected([("拆违46处", "a:1"), ("上面拆违发错了 看这条：拆48处", "a:2")])[0]
    ['', '拆48处']
    """
    texts: list[str] = []
    notes: list[str] = []
    for text, source in rows:
        forms = (_TAKEN_BACK, _CHANGED, _NOT_BUT, _BUT_NOT, _SINCE, _SETTLED, _OF_OTHERS)
        found = next(filter(None, (form.fullmatch(text.strip()) for form in forms)), None)
        if found is None:
            notes += _within(text, source, texts, rows)
            told, note = _of_another(text, source, texts, rows) or _told_again(
                text, source, texts, rows
            )
            texts.append(told)
            notes += [note] if note else []
            continue
        named = found.groupdict()
        wrong, right = _of_one_unit(found["wrong"], _right(named))
        if found.re is _OF_OTHERS and not any(wrong in each for each in texts):
            wrong = found["wrong"]
        form = re.compile(rf"(?<![\d.,]){re.escape(wrong)}(?![\d.,]*\d)")
        of = named.get("of") or text  # 上半年接访130人次 keeps what is of that time
        at = [
            n
            for n, each in enumerate(texts)
            if found["about"] in each and of not in each and form.search(each)
        ]
        said = f"{source}“{text.strip()}”"
        if len(at) == 1 and right and len(form.findall(texts[at[0]])) == 1:
            texts[at[0]] = form.sub(right, texts[at[0]])
            notes.append(f"{rows[at[0]][1]} 按 {said}把{wrong}改为{right}")
        else:
            notes.append(f"{said}没有改：上面写着{wrong}的有 {len(at)} 条，请自己改好")
            if found.re is _SINCE:  # it tells the right figure of what it counts
                texts.append(text)
                continue
        texts.append("")
    return texts, [*notes, *_below(texts, rows)]


def _below(texts: list[str], rows: Sequence[tuple[str, str]]) -> list[str]:
    """Put right the figures that a line says are old where they stand below it; a note on each.

    >>> told = ["新签楼盘是27个，下面25是11月的数", "新签楼盘25个", "轮岗25人"]
    >>> _below(told, [(each, f"a:{n}") for n, each in enumerate(told)]), told[:2]
    (['a:1 按 a:0 把25个改为27个'], ['', '新签楼盘27个'])
    """
    notes: list[str] = []
    for n, text in enumerate(texts):
        found = _BELOW.search(text)
        if found is None:
            continue
        wrong, right = _of_one_unit(found["wrong"], found["right"])
        form = re.compile(rf"(?<![\d.,]){re.escape(wrong)}(?![\d.,]*\d)")
        pairs = set(_PAIR.findall(found["about"]))
        at = [
            below
            for below, each in enumerate(texts[n + 1 :], n + 1)
            if form.search(each) and pairs & set(_PAIR.findall(each))
        ]
        if len(at) == 1 and right:
            texts[at[0]], texts[n] = form.sub(right, texts[at[0]]), ""
            notes.append(f"{rows[at[0]][1]} 按 {rows[n][1]} 把{wrong}改为{right}")
    return notes


def _within(text: str, source: str, texts: list[str], rows: Sequence[tuple[str, str]]) -> list[str]:
    """Put right what a letter below the sheet asks for among other words; a note on each.

    >>> told = ["一共花了186万（上级补120万，自筹66万）"]
    >>> asked = "第3项改一下，自筹不是66，是63万，总数改成183万，发票核过了"
    >>> _within(asked, "a:9", told, [("", "a:1")])[1:], told
    (['a:1 按 a:9 把186万改为183万'], ['一共花了183万（上级补120万，自筹63万）'])
    """
    notes: list[str] = []
    if not _ASKS_FOR.search(text):
        return notes
    for found in _WITHIN.finditer(text):
        wrong, right = _of_one_unit(found["wrong"], found["right"])
        form = re.compile(rf"(?<![\d.,]){re.escape(wrong)}(?![\d.,]*\d)")
        at = [n for n, each in enumerate(texts) if found["about"] in each and form.search(each)]
        if len(at) != 1 or not right or len(form.findall(texts[at[0]])) != 1:
            notes.append(
                f"{source}“{found[0]}”没有改：上面写着{wrong}的有 {len(at)} 条，请自己改好"
            )
            continue
        texts[at[0]] = form.sub(right, texts[at[0]])
        notes.append(f"{rows[at[0]][1]} 按 {source} 把{wrong}改为{right}")
        whole, summed = _WHOLE.search(text), list(_SUM.finditer(texts[at[0]]))
        if whole and len(summed) == 1:
            start, end = summed[0].span("wrong")
            notes.append(f"{rows[at[0]][1]} 按 {source} 把{summed[0]['wrong']}改为{whole['right']}")
            texts[at[0]] = texts[at[0]][:start] + whole["right"] + texts[at[0]][end:]
    return notes


def _right(named: Mapping[str, str | None]) -> str:
    """The right figure of a correction; one said again with its unit is told so."""
    first = named.get("right") or named.get("first") or ""
    again = named.get("again") or ""
    return again if again.startswith(first) else first


def _of_one_unit(wrong: str, right: str) -> tuple[str, str]:
    """Two figures with the unit that one of them has; the second is "" where they have two.

    >>> _of_one_unit("46起", "49"), _of_one_unit("34", "36门"), _of_one_unit("46起", "49车")
    (('46起', '49起'), ('34门', '36门'), ('46起', ''))
    """
    of_wrong, of_right = (
        found[0] if (found := _UNIT.search(each)) else "" for each in (wrong, right)
    )
    if of_wrong and of_right and of_wrong != of_right:
        return wrong, ""
    return wrong + ("" if of_wrong else of_right), right + ("" if of_right else of_wrong)


def _of_another(
    text: str, source: str, texts: list[str], rows: Sequence[tuple[str, str]]
) -> tuple[str, str] | None:
    """What is left of a line that says the last figure above is of something else, and the note.

    None where it says no such thing, or the last line that counts so has several such figures.
    """
    found = _OF_ANOTHER.fullmatch(text.strip())
    if found is None:
        return None
    form = re.compile(rf"(?<![\d.,])\d[\d,]*(?:\.\d+)?[万亿]?{re.escape(found['unit'])}")
    at = next((n for n in range(len(texts) - 1, -1, -1) if form.search(texts[n])), None)
    wrong = form.findall(texts[at]) if at is not None else []
    if at is None or len(wrong) != 1:
        return None
    texts[at] = form.sub(found["right"], texts[at])
    said = f"{source}“{text.strip()}”"
    return "", f"{rows[at][1]} 按 {said}把{wrong[0]}改为{found['right']}"


def _told_again(
    text: str, source: str, texts: list[str], rows: Sequence[tuple[str, str]]
) -> tuple[str, str]:
    """What a line says that may tell another once more, whose text is emptied, and the note.

    A bare figure is put into the line that is named, and nothing is left of its own.
    """
    again = _SAID_AGAIN.fullmatch(text.strip())
    found = again or _NAMED_AGAIN.fullmatch(text.strip())
    if found is None or not (again or _COUNT.search(found["again"])):
        return text, ""
    counted = [n for n, each in enumerate(texts) if _COUNT.search(each)]
    if not counted:
        return text, ""
    told = found["again"]
    if again:
        meant = [n for n in counted[-1:] if _counts_the_same(texts[n], told)]
    else:
        of_it = [n for n in counted if found["about"] in texts[n]]
        meant = [n for n in of_it if _units(texts[n]) <= _units(told)]
    said = f"{source}“{text.strip()}”"
    if len(meant) != 1:
        return text, f"{said}改的是哪一条看不出来，请自己改好"
    above = meant[0]
    if _COUNT.fullmatch(told) and (wrong := _COUNT.findall(texts[above]))[1:] == []:
        texts[above] = texts[above].replace(wrong[0], told)
        return "", f"{rows[above][1]} 按 {said}把{wrong[0]}改为{told}"
    note = f"{rows[above][1]}“{texts[above]}”按 {said}不用"
    texts[above] = ""
    return told, note


def _counts_the_same(text: str, other: str) -> bool:
    """Whether two lines share a word of two characters and what one counts the other does too."""
    words = [set(_PAIR.findall(each)) for each in (text, other)]
    return bool(_units(text)) and _units(text) <= _units(other) and bool(words[0] & words[1])


def _units(text: str) -> set[str]:
    """What a line counts in: 起, %."""
    return {figure[-1] for figure in _COUNT.findall(text)}
