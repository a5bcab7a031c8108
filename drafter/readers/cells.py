"""The text of a table's cell: which of its lines are facts, what its figure measures."""

import re
from collections.abc import Sequence
from functools import cache

from drafter.figures import units
from drafter.readers import columns
from drafter.readers.lines import line
from drafter.text import strip_end

FIGURE = re.compile(r"[\d*＊]")
_HAN_COUNT = re.compile("[一二两三四五六七八九十百千]{1,6}(?P<unit>.{1,4})")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
BARE = re.compile(r"[-+−－]?[\d,.，*＊]+[%％‰]?")
_NUMBER = re.compile(r"[\d,.，]+")
_UNIT = re.compile(r"(.+?)\s*[（(]\s*(?:单位[：:])?\s*([^（）()\d]{1,6}?)\s*[）)]")
_OPEN = re.compile(r"[，、,（(“《—]$")  # a line that ends so is not at its end
_LATER = re.compile(r"^[，。；、,;)）（(”》%％]")  # a line that begins so is not at its beginning
_ENDED = re.compile(r"[。；;！!]$")
_TOLD = re.compile(  # titles that add nothing
    "数量[/／、或和]?结果|[\u4e00-\u9fff]{0,4}多少[钱个次人]?|钱|量化|(?:其[他它]|别的|另外)的?(?:数[值据字目量]?)?|数[值据字目]?|[人次户件场]数(?:[或/、和][人次户件场个]数)+|(?:现在|都)?(?:到|做到|干到|办到)了?(?:什么|哪一?|啥)(?:程度|地步|步|样)了?|值|(?:指标|实际|完成)值|结果|实绩|(?:(?:有|是)?多少|几[次个人场条件户])(?:[/／、或和](?:多少|几[次个人场条件户]))?|.{0,4}(?:说明|备注|补充|写点|写几句|说两句|说几句).{0,2}"
)


_GENERAL = re.compile(  # titles that do not say what is counted
    "(?:(?:数据|量化|主要|工作|具体|完成|取得|任务|实际|年度|实施|建设)*(?:成效|成果|结果|效果|情况|进展"
    "|进度|实绩|业绩|荣誉|排名|名次|数量|数[值据字目]|指标|[人户次件场]?数|值|备注|说明|状态|时间|日期"
    "|内容|事项|要点|地点|规模|金额|项目|名称|产出|亮点)[/／、或和]?)+|完成"
)
_COUNTER = re.compile("(?:[次人户个件场家项]数|数量|人次|总数|数)$")  # 巡河次数
_PERCENT = ("%", "％", "‰")
_CHANGE = re.compile(r"^\s*(?P<sign>[-−－+＋])(?P<share>\d+(?:\.\d+)?[%％])")  # behind a figure
_RATES = ("率", "比", "比例")  # what a share is of by its name
_REACHED = re.compile(r"^(?:完成|进展|落实|执行)(?:情况|值)?(?P<share>\d+(?:\.\d+)?[%％])$")
_CLAUSE = re.compile("[，；。（(]")
_ONLY_COUNT = re.compile(r"[\d,.，*＊]+[余多]?(?P<unit>\D{1,6})")  # 36口, 2300万元
HEDGED = "(?:大?约|近|将近|超过?|逾|不少于|不低于|不超过|至少|[≥≤><＞＜])"  # before a figure
_COUNT = re.compile(  # a figure with its unit, that what is measured runs on into
    rf"\d{{1,4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|(?:(?:19|20)\d\d年)?{HEDGED}?[-+−－]?[\d.,，*＊/:：~～—–-]+"
    r"[%％‰]?[多余]?[\u4e00-\u9fff]{0,6}(?:/[\u4e00-\u9fff]{1,2})?"
)


def parted(text: str) -> list[str]:
    r"""The facts in a cell: one a line, where a line does not just go on from the one before.

    >>> parted("1.修路3条\n2.建校6所"), parted("修路3条，\n共12公里"), parted("投资1200\n万元")
    (['1.修路3条', '2.建校6所'], ['修路3条，共12公里'], ['投资1200万元'])
    >>> parted("新建水窖\n36口，\n受益420户"), parted("新建水窖\n修路3条")
    (['新建水窖36口，受益420户'], ['新建水窖', '修路3条'])
    """
    rows = [row.strip() for row in text.split("\n") if row.strip()]
    is_one = bool(rows) and bool(_ENDED.search(rows[-1])) and not any(map(_stands, rows[:-1]))
    facts: list[str] = []
    for row in rows:
        if facts and (is_one or _goes_on(facts[-1], row)) and not line(row, "").marker:
            facts[-1] += row
        else:
            facts.append(row)
    return facts


def _stands(row: str) -> bool:
    """Whether a line ends where a fact ends, or is marked as one."""
    return bool(_ENDED.search(row) or line(row, "").marker or row.endswith(("：", ":")))


def _goes_on(before: str, row: str) -> bool:
    """Whether a line goes on with the one before: that is cut, or is what its figure counts."""
    is_cut = before[-1].isdigit() and bool(_HAN.match(row)) and _begins_with_unit(row)
    count = _ONLY_COUNT.fullmatch(_CLAUSE.split(row)[0].strip())
    is_its_count = count is not None and is_unit(count["unit"]) and not FIGURE.search(before)
    is_its_count = is_its_count and not _ENDED.search(before)
    return bool(_OPEN.search(before) or _LATER.search(row)) or is_cut or is_its_count


def flat(text: str) -> str:
    r"""A cell on one line.

    >>> flat("修路3条。\n建校6所"), flat("县教育局\n（机关）")
    ('修路3条；建校6所', '县教育局（机关）')
    """
    facts = parted(text)
    return "；".join([*map(strip_end, facts[:-1]), *facts[-1:]])


def told(cells: Sequence[str]) -> str:
    """A row as a person would read it out: what is measured runs on into its figure.

    >>> told(["营业收入", "14.36亿元，同比增长6.8%", "全市第二"])
    '营业收入14.36亿元，同比增长6.8%，全市第二'
    >>> told(["接待费", "8.6万元", "-19%"]), told(["到位资金", "2亿元", "+12.5%"])
    ('接待费8.6万元，下降19%', '到位资金2亿元，增长12.5%')
    >>> told(["合格率", "完成情况95%"]), told(["合格率90%以上", "完成情况95%"])
    ('合格率95%', '合格率90%以上，完成情况95%')
    >>> told(["投资（万元）", "4,200"]), told(["道路", "3条"]), told(["学校（新建）", "3所"])
    ('投资4,200万元', '道路3条', '学校（新建）3所')
    """
    first, *rest = cells
    if not rest:
        return first
    if first.endswith(_RATES) and not FIGURE.search(first):  # 合格率，完成情况95%
        rest[0] = _REACHED.sub(r"\g<share>", rest[0])
    if len(rest) > 1 and not rest[0].strip().endswith(_PERCENT):
        rest = [rest[0], *(_CHANGE.sub(_changed, each) for each in rest[1:])]
    if BARE.fullmatch(rest[0]):
        return "，".join([measured(first, rest[0]), *rest[1:]])
    is_figure = _COUNT.fullmatch(_CLAUSE.split(rest[0])[0].strip()) is not None
    mark = "" if is_figure and not FIGURE.search(first) else "，"
    return mark.join([strip_end(first), "，".join([*map(strip_end, rest[:-1]), rest[-1]])])


def _changed(found: re.Match[str]) -> str:
    return ("增长" if found["sign"] in "+＋" else "下降") + found["share"]


def measured(title: str, figure: str) -> str:
    """A bare figure with what it measures: its unit is put behind it.

    >>> measured("投资（亿元）", "3.14"), measured("增速（%）", "8.5%"), measured("数量", "6")
    ('投资3.14亿元', '增速8.5%', '数量6')
    """
    found = _UNIT.fullmatch(title)
    if found is None or not is_unit(found[2]):
        mark = "，" if FIGURE.search(title) and not title.endswith(("年", "年度")) else ""
        return title + mark + figure
    unit = "" if figure.endswith(("%", "％", "‰")) else found[2]
    return found[1] + figure + unit


def titled(title: str, cell: str, label: str = "") -> str:
    """A cell under its column's title: a bare figure needs one, unless it says nothing.

    >>> titled("数量", "6"), titled("数值", "6", "路长"), titled("数量", "6所")
    ('数量6', '6', '6所')
    >>> titled("多少", "95.8%", "管理率"), titled("随便写点", "-19%", "接待费")
    ('95.8%', '-19%')
    >>> titled("数量", "6", "学校（所）"), titled("去年", "51人"), titled("今年", "64人")
    ('6', '去年51人', '64人')
    >>> titled("数量", "≥95%", "机扫率"), titled("数量", "6", "路长")
    ('≥95%', '数量6')
    """
    if when := columns.dated(flat(title), cell):
        return when
    if columns.is_of_this_year(title):
        return cell
    if columns.is_of_a_year(title) and FIGURE.match(cell):
        return of_year(title, cell)
    if _HAN.search(cell):
        return _counted(title, cell, label)
    unit = _UNIT.fullmatch(label)
    is_plain = _TOLD.fullmatch(title) is not None or (unit is not None and is_unit(unit[2]))
    is_plain = is_plain or (title == "数量" and not _NUMBER.fullmatch(cell))
    return (
        cell
        if is_plain and label
        else measured(title, cell)
        if BARE.fullmatch(cell)
        else title + cell
    )


def _counted(title: str, cell: str, label: str) -> str:
    """A figure with its unit behind what it counts, where the title and nothing else says that.

    >>> _counted("巡河次数", "120次", "上半年"), _counted("目标值", "30次", "巡河")
    ('巡河120次', '目标值30次')
    >>> _counted("成效", "3条", "修路"), _counted("投资（万元）", "60万元", "修桥")
    ('3条', '投资60万元')
    """
    name = unit_of(flat(title))[0]
    count = _ONLY_COUNT.fullmatch(cell.strip())
    is_count = count is not None and is_unit(count["unit"])
    is_plain = _GENERAL.fullmatch(name) or _TOLD.fullmatch(name) or columns.field_of(name)
    if not name.strip() or not is_count or is_plain or name in label:
        return cell
    thing = _COUNTER.sub("", name)
    return (thing if len(thing) > 1 else name) + cell.strip()


def of_year(title: str, cell: str) -> str:
    """A figure with the year that its column is of, which goes without saying for this year.

    >>> of_year("上年", "22次"), of_year("本年数量", "24次"), of_year("目标值", "30次")
    ('上年22次', '24次', '目标值30次')
    >>> of_year("2023", "22次")
    '2023年22次'
    """
    title = f"{title}年" if _BARE_YEAR.fullmatch(title) else title
    is_plain = columns.is_of_this_year(title) or cell.startswith(title)
    return cell if is_plain else title + cell


def unit_of(label: str) -> tuple[str, str]:
    """A label and the unit in brackets behind it, or "".

    >>> unit_of("客运量（万人次）"), unit_of("学校（新建）")
    (('客运量', '万人次'), ('学校（新建）', ''))
    """
    found = _UNIT.fullmatch(label)
    return (found[1], found[2]) if found and is_unit(found[2]) else (label, "")


def tells_figure(cell: str) -> bool:
    """Whether a cell holds a figure, in digits or as a count in words.

    >>> tells_figure("12处"), tells_figure("十二处"), tells_figure("一般")
    (True, True, False)
    """
    found = _HAN_COUNT.fullmatch(cell.strip())
    return bool(FIGURE.search(cell)) or (found is not None and is_unit(found["unit"]))


def starts_with_unit(cell: str) -> bool:
    """Whether a cell begins with a unit, alone or before a remark: 场，听众140人.

    >>> starts_with_unit("场，听众140人"), starts_with_unit("个"), starts_with_unit("节假日涨得多")
    (True, True, False)
    """
    return is_unit(_CLAUSE.split(cell.strip())[0])


def is_unit(word: str) -> bool:
    """Whether a word is a unit or a classifier: 万元, 公里, 所, %."""
    return word.lstrip("百千万亿") in _units() or word in {"％", "万", "亿", "千"}


def _begins_with_unit(row: str) -> bool:
    return any(row.lstrip("百千万亿").startswith(unit) for unit in _units())


@cache
def _units() -> frozenset[str]:
    hard = {word for words in units.HARD.values() for word in words}
    return frozenset(hard | {word for words in units.SOFT.values() for word in words.split()})
