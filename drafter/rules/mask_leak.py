"""What still gives away who a masked report is about."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import LETTERS, is_masked, is_quoted, sentences
from drafter.rules import Concern, Level, rule
from drafter.text import Span, any_of, overlap, shorten

PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川"
    "|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
MASKED_COUNT = re.compile(r"[*＊×ＸX][多余]?[个名家次条项人户件位起批所亩万亿％%]")
ALL = ("100％", "100%")  # what everybody may have
COUNT = re.compile(r"\d(?<![\d.第A-Za-z].)[\d.,]*[个名家次条项人户件位起批所亩万亿％%]+")
PLACE = any_of(tuple(PROVINCES.split("|")))
BEHIND = re.compile(r"(?:省|市|自治区)?[\u4e00-\u9fff]{0,2}")
SCHOOL = re.compile(
    r"[小中幼卫敬福](?<![集从途心]中)(?<!从小)(?:(?<=[小中])学(?![习会懂])|(?<=幼)儿园|(?<=卫)生院|(?<=敬)老院|(?<=福)利院)"
)
NAME = re.compile(r"(?:^|(?<=[，。；、：（和与及在]))([\u4e00-\u9fff]{2,4}?)(?:中心)?\Z")
GENERIC = re.compile(
    r"第|新建|改建|扩建|公办|民办|城区|农村|乡镇|镇村|全县|全市|全区|全镇|部分|所有|各|优质|薄弱|重点|高级|实验|普通|职业|特殊"
    r"|示范|完全|中心|城市|城镇|老旧|智慧|和谐|文明|绿色|美丽|行政|贫困|脱贫|试点|特色|多个|多所|一批|每个|街道|覆盖|深入|走进"
    r"|建成|改造|扩建|迁建|创办|开展|支持|推进|建设|县级|市级|区级|镇级|乡级|全乡|全省|省级|这|该|本|我|几|多"
)
# 中国茶业百强县 is held by few, and lists of them are public; 全国先进县 are many.
HONOUR = re.compile(r"中国[\u4e00-\u9fff]{2,12}?[县市区镇乡村榜](?![委政府级])")
WIDE = 16  # characters shown in a message
FAR = 8  # characters before a school's kind in which its name stands


@rule("mask-leak", "掩码露底", Severity.WARNING, Level.PROJECT, Concern.LEAK)
def check(report: Report) -> Iterator[Flaw]:
    """掩码要掩到底：同一句里的数一并掩去，地名、校名、独有的称号不能漏，不用字母代替。

    反例：
        全年新增企业**家，培训***名，整顿**个村，增加28名书记“一肩挑”。

        ***县新增企业**家，投资**亿元，江西网院学习人数居前。

        新增学校**所、学位**个、教师**名，感坑中心小学迁建。

        新增学校**所、学位**个、教师**名，CC幼儿园如期开学。

    正例：
        全年新增企业**家，培训***名，整顿**个村，增加**名书记“一肩挑”。

        新增企业28家，江西网院学习人数居前，感坑中心小学迁建。

        全年培训***名，新增企业**家，采取集中学习、集中学法与自学相结合的方式。
    """
    if not is_masked(report):
        return
    told = [each for each in LEAKS if each.search(report.text)]  # most reports have none
    for sentence in sentences(report):
        kinds = [each for each in told if each.search(sentence.text)]
        if not kinds:
            continue
        start = sentence.span[0]
        for offset, end, kind, advice in _leaks(sentence.text, kinds):
            span = (start + offset, start + end)
            if kind == "数字" and is_quoted(report, span[0]):
                continue
            leaked = shorten(report.text[slice(*span)], WIDE)
            yield Flaw(span, f"{kind}“{leaked}”没有掩去，可能泄露身份", advice)


def _leaks(text: str, kinds: list[re.Pattern[str]]) -> Iterator[tuple[int, int, str, str]]:
    """What gives away, of the kinds that it has."""
    taken: list[Span] = []
    for pattern in kinds:
        for start, end, kind in LEAKS[pattern](text):
            if kind == "数字":
                yield start, end, kind, "与同句其他数字一样改为掩码"
            elif not any(overlap((start, end), each) for each in taken):
                taken.append((start, end))
                yield start, end, kind, "改为***"


def _counts(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers beside one that is masked."""
    for found in COUNT.finditer(text):
        if found[0] not in ALL:
            yield *found.span(), "数字"


def _honours(text: str) -> Iterator[tuple[int, int, str]]:
    """The honours of a sentence, told together: together they give away most."""
    spans = [found.span() for found in HONOUR.finditer(text)]
    if spans:
        yield spans[0][0], spans[-1][1], "称号"


def _places(text: str) -> Iterator[tuple[int, int, str]]:
    for found in PLACE.finditer(text):
        behind = BEHIND.match(text, found.end())
        yield found.start(), behind.end() if behind else found.end(), "地名"


def _schools(text: str) -> Iterator[tuple[int, int, str]]:
    """A school or home whose name is its own, not a kind such as 公办幼儿园."""
    for found in SCHOOL.finditer(text):
        name = NAME.search(text[max(0, found.start() - FAR) : found.start()])
        if name and not GENERIC.search(name[1]):
            yield found.start() - len(name[0]), found.end(), "名称"


def _letters(text: str) -> Iterator[tuple[int, int, str]]:
    for found in LETTERS.finditer(text):
        yield *found.span(), "字母代号"


LEAKS = {  # what shows that a kind is there, and how it is read
    MASKED_COUNT: _counts,
    HONOUR: _honours,
    PLACE: _places,
    SCHOOL: _schools,
    LETTERS: _letters,
}
