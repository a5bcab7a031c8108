"""A written sentence as it is said: figures in words, no sign that a voice cannot speak. Pure.

The figures stay the figures: what is made here reads back as the same values.
"""

import re
from collections.abc import Callable

from drafter.figures import naming, units
from drafter.text import absent, tight

DIGITS = "零一二三四五六七八九"
_SMALL = ("", "十", "百", "千")
_GREAT = ("", "万", "亿", "万亿")
LONGEST = 16  # digits of a number that has words
SHORT = 2  # digits of a number that is one even where nothing is counted
_NAMED = re.compile(r"(?:19|20)\d\d")  # a year that names something
_COUNTS = re.compile(r"[\u4e00-\u9fff]")
_COUNTED_TWO = re.compile(r"(?![月日号级等%％‰季中])(?:[万亿千]|[\u4e00-\u9fff])")  # 两个, but 二月
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_MASK = r"[*＊]{1,6}|[XＸ×]{2,6}"
_COUNT = rf"(?:{_NUMBER}|{_MASK})"
_TO = r"\s?[-—–－~～至到]{1,2}\s?"
_LATIN = r"(?<![A-Za-z\d.])"
_LEFT = re.compile(  # names of standards, stakes of a road, 7×24小时: no number that is counted
    r"(?<![A-Za-z])[A-Z]{2,}\d*(?:/[A-Z]+)?[ \u00a0]?[A-Z]?\d+(?:\.\d+)*"
    r"\s?[-—–－]{1,2}\s?(?:19|20)\d\d(?![\d年])"
    rf"|(?<![A-Za-z])[A-Z]?K\d+[+＋]\d+(?:\.\d+)?|(?<![\d.]){_NUMBER}[×✕]{_NUMBER}(?:小时)?"
)
_DEGREES = rf"[-－−–]?{_NUMBER}摄氏度"
_BELOW = re.compile(rf"(?:零下)?(?<![\d度])[-－−–](?=(?:{_NUMBER}{_TO})?{_DEGREES})")
_RATIO = re.compile(  # 师生比1:13, which is no hour
    rf"(比(?:例尺?|值|分)?(?:为|是|达到?|由)?)({_NUMBER})[:：∶]({_NUMBER})(?![\d:：])"
)
# a sign that stands in no range: 增速-1.2%, (-2.5‰; between Han numerals there is one: 二十-30%
_MINUS = re.compile(
    rf"(?<![\d%％‰零一二三四五六七八九十百千万亿])(?<![\d%％‰]\s)[-－−–]"
    rf"(?=(?:{_NUMBER}[%％‰]?{_TO}[-－−–]?)?{_NUMBER}(?:[%％‰]|个百分点))"
)
_PLUS = re.compile(rf"(?<![A-Za-z\d%％‰])[＋+](?={_NUMBER}[%％‰])")
# the sign of an amount only behind what may fall below nothing
_LOSS = re.compile(
    rf"(?<=[增幅速比润余盈亏额差为至到由从（(])[-－−–](?={_NUMBER}[万亿]*(?:美|欧|港)?[元人户])"
)
# 5万-8万元, 3月-5月, 8:00-18:00: a range whose first end has a unit or is an hour
_UP_TO = re.compile(
    rf"(?<=\d[万亿千百元亩个人户吨岁天年月日号时点次级℃])\s?[-—–－~～]{{1,2}}\s?(?={_NUMBER})"
    rf"|(?<=\d[万亿]元)\s?[-—–－~～]{{1,2}}\s?(?={_NUMBER})"
    r"|(?<=[:：]\d\d)\s?[-—–－~～]{1,2}\s?(?=\d{1,2}[:：]\d\d)"
)
_SHARE = re.compile(
    rf"{_LATIN}(?:(?P<from>负?{_COUNT})[%％‰]?{_TO})?(?P<share>负?{_COUNT})(?P<sign>[%％‰])"
)

_ISO = re.compile(r"(?<![\d./-])(\d{4})([-/])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d./-])")
_PER = re.compile(  # 8μg/m³, 60km/h, 3.2元/吨
    r"(?<=\d)\s*([μu]g|微克|毫克|mg|kg|km|m|t|万?[元吨人户件次]|公斤|公里|立方米)"
    r"/(m³|m3|㎡|m²|L|h|s|d|kg|亩|吨|年|月|天|日|人|户|小时|秒|公斤|平方米|立方米|[千万]人)(?![A-Za-z\d])"
)
_UNITS = {
    "μg": "微克", "ug": "微克", "mg": "毫克", "kg": "公斤", "km": "公里", "m": "米", "t": "吨",
    "m³": "立方米", "m3": "立方米", "㎡": "平方米", "m²": "平方米", "L": "升", "h": "小时",
    "s": "秒", "d": "天",
}  # fmt: skip

SIGNS: tuple[tuple[str, str], ...] = (
    ("½", "二分之一"), ("⅓", "三分之一"), ("⅔", "三分之二"), ("¼", "四分之一"), ("¾", "四分之三"),
    ("°C", "摄氏度"), ("±", "正负"),
    ("km²", "平方公里"), ("㎡", "平方米"), ("m²", "平方米"), ("m³", "立方米"), ("℃", "摄氏度"),
    ("㎞", "公里"), ("km", "公里"), ("kg", "公斤"), ("≥", "不少于"), ("≤", "不超过"),
    ("&", "和"), ("→", "到"), ("——", "，"), ("…", "等"),
)  # fmt: skip


def whole(number: int) -> str:
    """A whole number in words.

    >>> [whole(n) for n in (0, 10, 15, 110, 1126, 20000, 100005, 1280000)]
    ['零', '十', '十五', '一百一十', '一千一百二十六', '二万', '十万零五', '一百二十八万']
    """
    if number == 0:
        return DIGITS[0]
    groups = list[int]()
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words = ""
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if not group:
            continue
        gap = words and (group < 1000 or not groups[at + 1])  # noqa: PLR2004 - a place is empty
        words += (DIGITS[0] if gap else "") + _group(group) + _GREAT[at]
    return words[1:] if words.startswith("一十") else words


def _group(number: int) -> str:
    """Up to 9999."""
    digits = str(number)
    words, is_open = "", False
    for at, digit in enumerate(digits):
        place = len(digits) - at - 1
        if digit == "0":
            is_open = True
            continue
        words += (DIGITS[0] if is_open and words else "") + DIGITS[int(digit)] + _SMALL[place]
        is_open = False
    return words


def number(written: str) -> str:
    """An Arabic number in words.

    >>> number("1,280"), number("98.37"), number("0.50")
    ('一千二百八十', '九十八点三七', '零点五零')
    """
    before, _, after = written.replace(",", "").partition(".")
    if len(before) > LONGEST:
        return written
    words = whole(int(before))
    return f"{words}点{''.join(DIGITS[int(each)] for each in after)}" if after else words


def spoken(text: str) -> str:
    """A sentence as it is said.

    >>> spoken("破案764起，同比上升6.5%；2024年9月底前办结2件（含积案1件）")
    '破案七百六十四起，同比上升百分之六点五；二〇二四年九月底前办结两件，含积案一件'
    >>> spoken("建成5G基站12座，G350国道2.5公里，12345热线办结率99.2%，引资15-20万元")
    '建成5G基站十二座，G350国道二点五公里，12345热线办结率百分之九十九点二，引资十五到二十万元'
    >>> spoken("新增探头1850路，整改率100%，按1∶200配齐，“2022感动人物”评选")
    '新增探头一千八百五十路，整改率百分之百，按一比二百配齐，“2022感动人物”评选'
    >>> spoken("监督电话0912-3345566受理12件，邮编719000不变")
    '监督电话0912-3345566受理十二件，邮编719000不变'
    >>> spoken("本人坚持“3＋X”学习，增长**％，辐射1/3的村")
    '我坚持“三加X”学习，增长百分之**，辐射三分之一的村'
    >>> spoken("增速由-1.2%～-0.5%升到20%-30%，亏损扩大到3万400元，涨幅-0.3个百分点")
    '增速由负百分之一点二到负百分之零点五升到百分之二十到百分之三十，亏损扩大到三万零四百元，涨幅负零点三个百分点'
    >>> spoken("2023-06-01开工，2023/10/15验收，PM2.5均值8μg/m³，限速60km/h，½的村")
    '二〇二三年六月一日开工，二〇二三年十月十五日验收，PM2.5均值八微克每立方米，限速六十公里每小时，二分之一的村'
    >>> spoken("按GB 5749—2022检测，最低－5℃，误差±3毫米，男女比例3:1，北纬31°20′处")
    '按GB 5749—2022检测，最低零下五摄氏度，误差正负三毫米，男女比例三比一，北纬三十一度二十分处'
    """
    left, speech = _left(tight(_per(_ISO.sub(_dated, text))))
    for sign, word in SIGNS:
        speech = speech.replace(sign, word)
    for pattern, say in _RULES:
        speech = pattern.sub(say, speech)
    return _marked(speech).translate(left)


def _dated(found: re.Match[str]) -> str:
    """2023-06-01 as people write it."""
    return f"{found[1]}年{int(found[3])}月{int(found[4])}日"


def _per(text: str) -> str:
    """Units with a slash in words: 微克每立方米."""
    return _PER.sub(lambda m: f"{_UNITS.get(m[1], m[1])}每{_UNITS.get(m[2], m[2])}", text)


def _left(text: str) -> tuple[dict[int, str], str]:
    """What stays as it is by the character in its place, and the text with those characters."""
    spans = sorted({*naming.names(text), *(found.span() for found in _LEFT.finditer(text))})
    kept, speech, end = dict[int, str](), "", 0
    places = absent(text)
    for start, stop in spans:
        if start >= end:
            place = next(places)
            kept[ord(place)] = text[start:stop]
            speech += text[end:start] + place
            end = stop
    return kept, speech + text[end:]


def _marked(text: str) -> str:
    """Without marks that came to stand beside one another."""
    text = re.sub(r"[，、](?=[，。；：、）”]|$)|(?<=[，。；：])[，、]", "", text)
    return re.sub(r"^[，、；：]", "", text)


def _year(digits: str) -> str:
    return "".join("〇" if each == "0" else DIGITS[int(each)] for each in digits)


def _said_year(found: re.Match[str]) -> str:
    return _year(found[1]) + (f"到{_year(found[2])}" if found[2] else "")


def _document(found: re.Match[str]) -> str:
    return f"{_year(found[1])}年{number(found[2])}号"


def _share(found: re.Match[str]) -> str:
    whole_of = "百分之" if found["sign"] in "%％" else "千分之"
    first = f"{_of(whole_of, found['from'])}到" if found["from"] else ""
    return f"{first}{_of(whole_of, found['share'])}"


def _of(whole_of: str, written: str) -> str:
    """So many of a hundred or a thousand; a sign is said before that: 负百分之三."""
    sign, count = ("负", written[1:]) if written[0] == "负" else ("", written)
    if whole_of == "百分之" and count == "100":
        return f"{sign}{whole_of}百"
    return f"{sign}{whole_of}{number(count) if count[0].isdigit() else count}"


def _range(found: re.Match[str]) -> str:
    last = _two(found[2], found.string[found.end() :]) or number(found[2])
    return f"{number(found[1])}到{last}"


def _fraction(found: re.Match[str]) -> str:
    return f"{number(found[2])}分之{number(found[1])}"


def _clock(found: re.Match[str]) -> str:
    minute = "整" if found[2] == "00" else f"{number(found[2])}分"
    return f"{number(found[1])}点{minute}"


def _ratio(found: re.Match[str]) -> str:
    return f"{found[1]}{number(found[2])}比{number(found[3])}"


def _angle(found: re.Match[str]) -> str:
    parts = zip(found.groups(), "度分秒", strict=True)
    return "".join(f"{number(each)}{name}" for each, name in parts if each)


def _plain(found: re.Match[str]) -> str:
    """A number with what it counts behind it; what is a code stays as it is."""
    written, after = found[0], found.string[found.end() :]
    is_counted = bool(units.UNIT.match(after)) or after[:1] in tuple("万亿千百多余几")
    is_named = _NAMED.fullmatch(written) or not _COUNTS.match(after)
    if re.match(r"[A-Za-z·.\d]", after) or (is_named and not is_counted and len(written) > SHORT):
        return written
    before = found.string[: found.start()]
    is_counting = not before.endswith(("第", "之"))
    said = (is_counting and _two(written, after)) or number(written)
    return f"{DIGITS[0]}{said}" if _skips(before, written, after) else said


def _skips(before: str, written: str, after: str) -> bool:
    """Whether a number leaves out the place below a scale in front of it: 3万400, 1亿500万."""
    is_small = len(written) in (SHORT, SHORT + 1) and written.isdigit()
    return is_small and bool(re.search(r"\d[万亿]$", before)) and after[:1] not in tuple("百千")


def _two(written: str, after: str) -> str:
    """两 where two of something are counted; "" elsewhere."""
    return "两" if written == "2" and _COUNTED_TWO.match(after) else ""


Say = str | Callable[[re.Match[str]], str]
_RULES: tuple[tuple[re.Pattern[str], Say], ...] = (
    (re.compile(r"[①-⑳]|(?:^|(?<=[。；]))[（(][一二三四五六七八九十\d]{1,2}[）)]"), ""),
    (re.compile(r"[〔\[（(【]((?:19|20)\d\d)[〕\]）)】]第?(\d+)号"), _document),
    (re.compile(r"[（(\[【]([^（）()\[\]【】]*)[）)\]】]"), r"，\1，"),
    (re.compile(rf"(?<!\d)((?:19|20)\d\d)年?(?:{_TO}((?:19|20)\d\d))?(?=年)"), _said_year),
    (_BELOW, "零下"),
    (re.compile(rf"(?<=[\d度])[-—–－~～]{{1,2}}(?=零下|{_DEGREES})"), "到"),
    (re.compile(r"(\d+(?:\.\d+)?)°(?:(\d+)[′'](?:(\d+)[″\"])?)?"), _angle),
    (_MINUS, "负"),
    (_PLUS, "正"),
    (_LOSS, "负"),
    (_UP_TO, "到"),
    (_SHARE, _share),
    (re.compile(r"(?<![\d/])([1-9]\d?)/([1-9]\d?)(?![\d/])"), _fraction),
    (_RATIO, _ratio),
    (re.compile(r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?![\d:：])"), _clock),
    (re.compile(r"(?<![\d.A-Za-z:])()(\d+)[:∶](\d+)(?![\d:])"), _ratio),
    (re.compile(rf"{_LATIN}({_NUMBER}){_TO}({_NUMBER})(?![A-Za-z·\d])"), _range),
    (re.compile(rf"{_LATIN}(?<!·){_NUMBER}"), _plain),
    (re.compile("[＋+]"), "加"),
    (re.compile(r"(?<=元)/"), "每"),
    (re.compile(r"(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fff])"), "、"),
    (re.compile(r"本人(?=的)?"), "我"),
    (re.compile(r"我自己"), "我"),
)  # fmt: skip
