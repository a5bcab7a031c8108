"""What is counted: units that must agree, classifiers that may be exchanged. Pure data."""

import re
from fractions import Fraction

# canonical unit -> other ways to write it; these never stand for one another
HARD: dict[str, tuple[str, ...]] = {
    "元": ("元", "圆", "块钱", "元人民币", "人民币", "RMB", "CNY"),
    "美元": ("美元", "美金", "USD"),
    "欧元": ("欧元", "EUR"),
    "港元": ("港元", "港币", "HKD"),
    "英镑": ("英镑", "GBP"),
    "日元": ("日元", "JPY"),
    "%": ("%", "个百分比"),
    "百分点": ("个百分点", "百分点", "个点"),
    "‰": ("‰",),
    "亩": ("亩",),
    "公顷": ("公顷",),
    "平方米": ("平方米", "平米", "平方", "㎡", "m²", "m2"),
    "平方公里": ("平方公里", "平方千米", "km²", "km2", "㎢"),
    "米": ("米", "m"),
    "公里": ("公里", "千米", "km", "KM", "㎞", "Km"),
    "里": ("华里", "里"),
    "厘米": ("厘米", "cm"),
    "毫米": ("毫米", "mm"),
    "吨": ("吨", "t"),
    "公斤": ("公斤", "千克", "kg", "KG", "㎏", "Kg"),
    "斤": ("市斤", "斤"),
    "克": ("克", "g"),
    "微克/立方米": ("微克/立方米", "微克每立方米", "μg/m3", "µg/m³", "μg/m³", "ug/m3"),
    "立方米": ("立方米", "立方", "方", "m³", "m3"),
    "升": ("升",),
    "度": ("千瓦时", "度电", "kWh", "度"),
    "千瓦": ("千瓦", "kW", "KW"),
    "兆瓦": ("兆瓦", "MW"),
    "伏": ("伏特", "伏"),
    "千伏": ("千伏", "kV", "KV"),
    "千伏安": ("千伏安", "kVA"),
    "小时": ("个小时", "小时", "个钟头", "钟头"),
    "分钟": ("分钟",),
    "刻钟": ("刻钟",),
    "秒": ("秒钟", "秒"),
    "天": ("个工作日", "工作日", "天", "日"),
    "周": ("个星期", "星期", "周"),
    "月": ("个月", "月"),
    "季度": ("个季度", "季度"),
    "年": ("周年", "年度", "年", "载"),
    "岁": ("周岁", "岁"),
    "倍": ("倍",),
    "人次": ("人次", "人/次"),
    "户次": ("户次",),
    "车次": ("车次",),
    "件次": ("件次",),
    "学时": ("个学时", "学时", "个课时", "课时"),
    "分": ("分",),
    "A": ("A级", "A"),
}
# classifiers by what they count; "" counts anything
SOFT: dict[str, str] = {
    "": "个 项 批 类 种 组 队 支 片 块 单 笔 副 对 双 级",
    "person": "名 人 位 口 员",
    "household": "户",
    "place": "家 所 座 栋 幢 处 间 村 镇 乡 县 校 班 条 段 层 门 眼 口井",
    "event": "场次 场 次 回 趟 期 轮 批次 届 堂 节",
    "paper": "件 起 宗 例 桩 篇 份 部 本 册 张 幅 条 封 页 句",
    "thing": "台 套 辆 艘 架 只 头 匹 株 棵 颗 枚 羽 尾 盘 箱 袋 瓶 车 船 床 盏 把 根 顶 台套 台次",
}
# classifiers after which a Han numeral is a count, not a turn of phrase
_COUNTED = (
    "个 项 批 名 人 位 户 家 所 座 栋 幢 处 间 村 镇 乡 县 次 场 场次 批次 回 趟 "
    "轮 期 届 件 起 宗 例 篇 份 部 本 册 台 套 辆 条 株 头 只 口 支 艘 架 倍 "
    "组 类 种 "
)
COUNTED = frozenset(_COUNTED.split())
# exact conversions inside one dimension: (dimension, worth)
WORTH: dict[str, tuple[str, Fraction]] = {
    "亩": ("area", Fraction(2000, 3)),
    "公顷": ("area", Fraction(10000)),
    "平方米": ("area", Fraction(1)),
    "平方公里": ("area", Fraction(10**6)),
    "米": ("length", Fraction(1)),
    "公里": ("length", Fraction(1000)),
    "里": ("length", Fraction(500)),
    "厘米": ("length", Fraction(1, 100)),
    "毫米": ("length", Fraction(1, 1000)),
    "吨": ("mass", Fraction(1000)),
    "公斤": ("mass", Fraction(1)),
    "斤": ("mass", Fraction(1, 2)),
    "克": ("mass", Fraction(1, 1000)),
    "千瓦": ("power", Fraction(1)),
    "兆瓦": ("power", Fraction(1000)),
    "伏": ("voltage", Fraction(1)),
    "千伏": ("voltage", Fraction(1000)),
    "小时": ("time", Fraction(60)),
    "分钟": ("time", Fraction(1)),
    "刻钟": ("time", Fraction(15)),
    "天": ("time", Fraction(1440)),
    "周": ("time", Fraction(10080)),
    "月": ("months", Fraction(1)),
    "季度": ("months", Fraction(3)),
    "年": ("months", Fraction(12)),
    "%": ("share", Fraction(1)),
    "倍": ("share", Fraction(100)),
}

# before a number: which money it is; the longest first
SYMBOLS = (
    ("HK$", "港元"),
    ("US$", "美元"),
    ("$", "美元"),
    ("€", "欧元"),
    ("£", "英镑"),
    ("¥", "元"),
)

_CANON = {alias: canon for canon, aliases in HARD.items() for alias in aliases}
_GROUP = {word: group for group, words in SOFT.items() for word in words.split()}
_EVERY = sorted({*_CANON, *_GROUP}, key=len, reverse=True)
# words that begin like a unit and count nothing: 人大, 方面, 分之
_ELSE = {
    "人": "大|民|才|员|均|社|心|生|行|级|力|为|工",
    "方": "面|法|案|式|向|位",
    "分": "之|管|别|类|级|局",
}
_ELSE |= {
    "里": "面|程",
    "度": "假|过",
    "支": "持|部|撑",
    "组": "织",
    "家": "庭|园|长|乡|人",
    "部": "门|分|署",
}
_ELSE |= {
    "条": "件|例",
    "间": "接",
    "处": "理|置|于|分",
    "次": "要",
    "场": "所|地|面|景",
    "头": "脑",
    "期": "间",
}
_ELSE |= {
    "m": "[A-Za-z]",
    "t": "[A-Za-z]",
    "g": "[A-Za-z]",
    "A": "[A-Za-z]",
    "口": "径|号|岸",
    "面": "积|向",
}
_ELSE |= {
    "升": "级|至|到",
    "点": "半",
    "年": "轻|龄",
    "天": "气|然",
    "村": "民",
    "校": "园",
    "班": "子",
    "位": "于|置",
}
UNIT = re.compile(
    "|".join(re.escape(u) + (f"(?!{_ELSE[u]})" if u in _ELSE else "") for u in _EVERY)
)
_APART = {
    frozenset(pair)
    for pair in (
        ("person", "household"),
        ("person", "place"),
        ("person", "event"),
        ("person", "paper"),
        ("person", "thing"),
        ("household", "event"),
        ("household", "paper"),
        ("place", "event"),
    )
}


def canonical(unit: str) -> str:
    """One name for a unit however it is written; a classifier stays itself.

    >>> canonical("千米"), canonical("㎡"), canonical("家")
    ('公里', '平方米', '家')
    """
    return _CANON.get(unit, unit)


def is_hard(unit: str) -> bool:
    """The canonical unit measures, so no other can stand for it."""
    return unit in HARD


def agree(one: str, other: str) -> bool:
    """Two canonical units can speak of the same thing.

    >>> agree("家", "个"), agree("名", "家"), agree("亩", "公顷"), agree("%", ""), agree("元", "")
    (True, False, False, False, True)
    """
    if one == other:
        return True
    if not one or not other:
        return not {one, other} & {"%", "百分点", "倍", "‰"}
    if is_hard(one) or is_hard(other):
        return False
    return frozenset((_GROUP.get(one, ""), _GROUP.get(other, ""))) not in _APART


def worth(number: Fraction, unit: str) -> tuple[str, Fraction] | None:
    """What is measured and how much of it, in one unit; None where the unit has no other.

    >>> worth(Fraction(3), "兆瓦") == worth(Fraction(3000), "千瓦"), worth(Fraction(3), "家")
    (True, None)
    """
    if unit not in WORTH:
        return None
    kind, each = WORTH[unit]
    return kind, number * each


def convert(number: Fraction, unit: str, to: str) -> Fraction | None:
    """The same quantity in another unit of its dimension.

    >>> str(convert(Fraction(2), "吨", "斤"))
    '4000'
    """
    if unit not in WORTH or to not in WORTH or WORTH[unit][0] != WORTH[to][0]:
        return None
    return number * WORTH[unit][1] / WORTH[to][1]
