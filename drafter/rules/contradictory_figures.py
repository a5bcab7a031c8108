"""One thing told twice, with two figures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.views import sentences
from drafter.rules import Concern, Level, rule
from drafter.text import Span
from drafter.text.localities import Ledger, Told, locality, setting

VALUE = re.compile(
    r"(?P<value>\d(?<!\d.)\d{0,14}+(?:[,，]\d{3}){0,5}(?:\.\d{1,9}+)?)"
    r"(?P<unit>[万亿]?[％%元个家名人户件项次亩所条吨])"
)
SUBJECT = re.compile(
    r"(?:全年|全县|全市|全区|全镇|全校|全院|其中|累计|共)*(?P<what>[\u4e00-\u9fff]{4,14}?)"
    r"(?:总数|总量|总额)?(?:达到|达|为|突破|完成|实现|共计|合计|约)?"
)
CUT = re.compile("[，。；：、]")
SHORTEST = 4  # characters of a subject
FAR = 30  # characters before a figure in which its subject stands
WIDE = 200  # and in which it is said whose it is
PASSING = re.compile(
    "^[比较]|增多|增长|增加|减少|下降|提高|上升|新增|降低|压减|提升|[一二三四上下]季度|半年|月份|前三"
)
# the head of a table's column says no thing by itself: 水费收入，完成情况128万元
HEAD = re.compile(
    "(?:全年|年度|本年度?|当年|实际|累计|计划|目标|目前)*(?:完成|实现|达到|执行|到位|进展)?"
    "(?:情况|数量|数值|金额|总量|总数|进度|规模|结果|[数值量额])"
)
NAME = re.compile("[^，。；：、\\d]{2,16}")


@rule("contradictory-figures", "前后数据矛盾", Severity.ERROR, Level.PROJECT, Concern.CHECKABLE)
def check(report: Report) -> Iterator[Flaw]:
    """同一个指标前后只能有一个数。

    反例：
        全年一般公共预算收入完成12.5亿元。一般公共预算收入达到12.8亿元，创历史新高。

    正例：
        全年一般公共预算收入完成12.5亿元。一般公共预算收入12.5亿元，创历史新高。

        一季度引进企业3家。二季度引进企业5家。

        存款余额28.6亿元，比年初增多2.3亿元。贷款余额19.4亿元，比年初增多2.7亿元。

        南沟镇，高标准农田1200亩；北沟镇，高标准农田900亩。

        拟移交226个系统，其中北京地区97个，已承接46%；外购系统39个，其中北京地区27个，已承接13%。

        共完成99个系统，总承接率46%；外购清单中共完成5个系统，总承接率13%。

        供水收入，完成情况860万元；水利投资，完成情况1.2亿元。水资源费，完成情况90万元。

        东风渠，改造总投资260万元；跃进渠，改造总投资310万元。

        对城投公司清产核资，核查资产3.1亿元。对交投公司清产核资，核查资产4.2亿元。

        双桥水厂，完成投资320万元，受益户数412户。卫生院扩建，完成投资186万元，受益户数905户。
    """
    told = [*_figures(report)]
    values: dict[tuple[str, str], set[float]] = defaultdict(set)
    for each in told:
        values[each.key].add(float(each.value))
    told = [each for each in told if len(values[each.key]) > 1]
    if not told:  # whose each figure is takes longer to find than all the rest
        return
    seen = Told[tuple[str, str, str, str], str]()
    rows = _told_in_rows(told)
    ledger = Ledger(sentence.text for sentence in sentences(report))
    for each in told:
        what = _subject(each.what, each.before, ledger)
        if not what:
            continue
        key = (what, each.total, locality(each.before), each.unit)
        first = seen.before(key, setting(each.before), each.value)
        if first in rows[each.row_of]:
            continue
        if float(first) != float(each.value):
            unit = each.found["unit"]
            message = f"“{what}”前面写的是{first}{unit}，这里是{each.value}{unit}"
            yield Flaw(each.span, message, "核对后统一")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure, the words in front of it, and what these say that it is of."""

    found: re.Match[str]
    before: str
    what: str
    start: int  # of its sentence in the report

    @property
    def total(self) -> str:
        """Of how many it is a part, where its row says so: 外购系统39个，其中北京27个."""
        whole, inner, _ = re.split("[。；]", self.before)[-1].rpartition("其中")
        figures = VALUE.findall(whole[-FAR:]) if inner else []
        return "".join(figures[-1]) if figures else ""

    @property
    def scope(self) -> str:
        """What its row says in front, with no figure."""
        return re.sub(r"[\d.,％%]+", "", setting(self.before))

    @property
    def row_of(self) -> tuple[int, str, str]:
        """What the rows of one sentence share that tell the same of several things."""
        return self.start, self.what, self.unit

    @property
    def value(self) -> str:
        return re.sub("[,，]", "", self.found["value"])

    @property
    def unit(self) -> str:
        return self.found["unit"].replace("%", "％")

    @property
    def key(self) -> tuple[str, str]:
        """What all figures share that could be of one thing, whoever's it is."""
        return self.what[-SHORTEST:], self.unit

    @property
    def span(self) -> Span:
        return self.start + self.found.start("value"), self.start + self.found.end()


def _told_in_rows(told: Iterable[_Figure]) -> dict[tuple[int, str, str], set[str]]:
    """What several rows of one sentence tell, each of something that it names in front.

    共完成99个系统，承接率46％；外购清单完成5个系统，承接率13％。
    """
    scopes: dict[tuple[int, str, str], dict[int, set[str]]] = defaultdict(dict)
    values: dict[tuple[int, str, str], set[str]] = defaultdict(set)
    for each in told:
        row = each.before.count("；")
        scopes[each.row_of].setdefault(row, set()).add(each.scope)
        values[each.row_of].add(each.value)
    for row_of, rows in scopes.items():
        named = set().union(*rows.values()) - {""}
        if not 1 < len(rows) == len(named):
            values[row_of].clear()
    return values


def _figures(report: Report) -> Iterator[_Figure]:
    """The figures of which it is said what they are, but those that are aimed at."""
    for sentence in sentences(report):
        if sentence.kind is ParagraphKind.MEASURES:
            continue
        for found in VALUE.finditer(sentence.text):
            before = sentence.text[max(0, found.start() - WIDE) : found.start()]
            said = SUBJECT.fullmatch(CUT.split(before[-FAR:])[-1])
            if said and not PASSING.search(said["what"]):
                yield _Figure(found, before, said["what"], sentence.span[0])


def _subject(what: str, before: str, ledger: Ledger) -> str:
    """What a figure is of, with whose it is; "" where that changes from one time to the next."""
    if owner := ledger.owner(before):
        return f"{owner}{what}"
    if HEAD.fullmatch(what):
        clause = re.split("[。；]", before)[-1]
        own = [each for each in clause.split("，")[:-1] if NAME.fullmatch(each)]
        return f"{own[-1]}{what}" if own else ""
    return what
