"""What the columns of a table and the keys of a record are called."""

import re
from collections.abc import Sequence

NAMES = {
    "text": (
        "要点", "事实", "内容", "要点内容", "工作内容", "事项", "工作事项", "指标名称", "考核指标",
        "目标任务", "重点任务", "任务名称", "干了啥", "干了什么", "做了什么", "做了啥", "具体内容",
        "具体事项", "主要内容", "事", "项", "事情", "做的事", "干的事", "办的事", "text", "fact",
        "content",
    ),
    "group": (
        "分组", "类别", "指标类别", "部分", "分类", "板块", "版块", "模块", "方面", "领域", "维度",
        "条线", "栏目", "大类", "类", "归类", "group", "category",
    ),
    "section": ("章节", "所属章节", "section"),
    "evidence": ("佐证", "依据", "证据", "佐证材料", "证明材料", "evidence"),
}  # fmt: skip
# What an assessment says beside the work, and who answers for a row: of no use to a report.
ASIDE = frozenset((
    "权重", "分值", "得分", "评分", "自评分", "自评", "考核得分", "责任人", "责任科室", "责任单位",
    "责任部门", "负责人", "牵头单位", "牵头科室", "配合单位", "填报人", "审核人", "联系人",
    "联系电话", "计划完成时间", "完成时限", "谁给的", "数据来源", "来源", "出处", "提供人",
    "提供科室", "经办", "经办人", "电话", "电话号码", "手机", "手机号", "手机号码", "办公电话",
    "联系方式", "身份证号", "身份证号码", "跟谁核", "找谁核", "谁核的", "核对人", "核实人", "问谁",
    "找谁要", "谁管的", "谁管", "谁办的", "谁干的", "谁负责", "谁牵头", "责任科", "哪个科",
    "哪个科室", "哪个部门", "归口", "归口科室", "归口部门", "承办", "承办科室", "承办人",
))  # fmt: skip
TOTALS = frozenset((
    "合计", "小计", "总计", "累计", "总分", "平均", "求和", "汇总", "总人次", "总人数", "总次数",
))  # fmt: skip
LABEL_LENGTH = 6  # characters of a label that only sums up
_KIND = "(?:实绩|完成|数量|数值|数|值)?"
_OF_THIS_YEAR = re.compile(f"[本今当]年度?{_KIND}")
_OF_A_YEAR = re.compile(rf"(?:(?:19|20)\d\d年?度?|[上去前本今当]一?年度?){_KIND}")
_RESULT = re.compile("成效|成果|结果|效果|完成|进展|实绩|荣誉|排名|名次")
_FIGURES = re.compile("(?:实际|完成|主要)?(?:数[值据字目量]?|量化(?:数[值据]|指标|情况|结果)?)")
UNITS = frozenset(("单位", "计量单位", "数量单位"))  # of the figure in the column before
# What a column of dates says of its row: 竣工时间, 计划完成日期
_BUILT = "完成|竣工|完工|建成|验收|投用|投产|投运|交付|开工|动工|通车|封顶|启用|达产"
_DEED = (
    f"{_BUILT}|启动|开业|开通|上线|运行|签订|签约|印发|发布|出台|召开|举办|举行|开展|办结|结案|立案|受理"
    "|挂牌|揭牌|成立|批复|获批|批准|拨付|兑付|发放|到位|入库|移交|整改|销号|报送|上报|通过|获奖|授予|表彰"
    "|入党|任职|到岗|上岗|采购|安装|更换|检查|培训|走访|调研|开始|结束|落地|归档|公示|备案|办理|实施"
)
_WHEN = re.compile(
    rf"(?P<meant>计划|预计|拟|实际)?(?P<deed>{_DEED})(?:的?(?:时间|日期|年月|月份)|日)"
    r"|(?P<other>[\u4e00-\u9fff]{2,6}(?:时间|日期|年月|时限|期限))"
)
_DAY_OF = (  # 2023年9月30日, 2023/9/30, 9月30日, 2023年9月底, 2023年三季度
    r"(?:(?:(?:19|20)\d\d\s*[年./-]\s*)?\d{1,2}\s*(?:[月./-]\s*\d{1,2}[日号]?|月份?)(?:[上中下]旬|[底初])?"
    r"|(?:19|20)\d\d(?:年(?:[底初]|第?[一二三四]季度|[上下]半年)?|[./-]\d{1,2}))"
)
_DATED = re.compile(rf"{_DAY_OF}(?:\s*[-—–~～至到]\s*(?:{_DAY_OF}|\d{{1,2}}[日号]?))?")
_DATE = re.compile(rf"(?!{_BUILT})[\u4e00-\u9fff]{{0,4}}日期|月日|年月日")
_DAY = re.compile(  # 3.20, 3月5日—8日
    r"\d{1,2}\s*[./月-]\s*\d{1,2}[日号]?(?:\s*[-—~～至]\s*(?:\d{1,2}[./月])?\d{1,2}[日号]?)?"
)
_MONTH = re.compile(r"月份?|年月|月度|周次?|旬")  # by which a ledger is kept
IGNORED = frozenset(("", "序", "序号", "编号", "no", "no.", "id", "#"))  # running numbers
_KEPT_BACK = re.compile(  # 备注（不进材料）, 说明(自己看), 内部备注: of no report
    "[^（(]{0,8}[（(][^（）()]{0,4}(?:(?:不|别|勿|不用|不要|不得|不必|无需)(?:进|写|入|放|报|用|交|外传|对外|上稿)"
    "|(?:自己|自|我|内部|仅供?内部|本人)(?:看|用|留|掌握|参考|备查)|内部)[^（）()]{0,6}[）)]"
    "|(?:内部|私人|自用)(?:备注|说明|记录)"
)
_REMARK = re.compile("(?:其他)?(?:备注|说明|补充|附注|补充说明|情况说明)(?:[/／、（(].*)?")
_CAUSE = re.compile("(?:产生|主要|存在)?原因(?:分析|剖析)?")
_FIELDS = {name: field for field, names in NAMES.items() for name in names}


def is_beside(title: str) -> bool:
    """Whether a column beside failings and measures is neither: its number, its cause, who answers.

    >>> is_beside("原因分析"), is_beside("责任人"), is_beside("整改措施")
    (True, True, False)
    """
    told = title.strip()
    return told.lower() in IGNORED or is_aside(told) or _CAUSE.fullmatch(told) is not None


def is_aside(title: str) -> bool:
    """Whether nothing of a column is for the report, by what it holds or by its own words.

    >>> is_aside("责任人"), is_aside("备注（不进材料）"), is_aside("说明(自己看)"), is_aside("备注")
    (True, True, True, False)
    """
    told = title.strip()
    return told in ASIDE or _KEPT_BACK.fullmatch(told) is not None


def is_remark(title: str) -> bool:
    """Whether a column only says more of those before it.

    >>> is_remark("说明"), is_remark("备注/怎么写"), is_remark("说明会")
    (True, True, False)
    """
    return _REMARK.fullmatch(title.strip()) is not None


def is_of_a_year(title: str) -> bool:
    """Whether a column is of one year: 2023年, 上年, 本年数量.

    >>> is_of_a_year("去年"), is_of_a_year("2023年完成"), is_of_a_year("目标值")
    (True, True, False)
    """
    return _OF_A_YEAR.fullmatch(title.strip()) is not None


def is_ledger_key(title: str) -> bool:
    """Whether a column only says in which month or week a row was put down.

    >>> is_ledger_key("月份"), is_ledger_key("完成时间")
    (True, False)
    """
    return _MONTH.fullmatch(title.strip()) is not None


def is_ledger_day(title: str, cell: str) -> bool:
    """Whether a cell only says on which day of no year its row was put down.

    >>> is_ledger_day("日期", "3.20"), is_ledger_day("办理日期", "3月20日")
    (True, True)
    >>> is_ledger_day("数量", "3.20"), is_ledger_day("日期", "2024年3月20日")
    (False, False)
    """
    return bool(_DATE.fullmatch(title.strip()) and _DAY.fullmatch(cell.strip()))


def dated(title: str, cell: str) -> str:
    """A date with what its column says happened then; "" where the column says nothing of it.

    >>> dated("完成时间", "2023年9月30日"), dated("计划竣工日期", "2024年6月")
    ('于2023年9月30日完成', '计划于2024年6月竣工')
    >>> dated("截止时间", "2023-12-31"), dated("完成时间", "45天"), dated("开工时间", "3月开工")
    ('截止时间2023-12-31', '完成时间45天', '')
    >>> dated("时间", "2023年9月"), dated("完成时间", "按期")
    ('', '')
    """
    found, said = _WHEN.fullmatch(title.strip()), cell.strip()
    deed = found["deed"] if found else None
    if found is None or not re.search(r"\d", said) or (deed and deed in said):
        return ""
    if deed is None or not _DATED.fullmatch(said):
        return found[0] + said
    meant = "" if found["meant"] in {None, "实际"} else found["meant"]
    return f"{meant}于{said}{deed}"


def undated(titles: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row without those that only say on which day it was put down.

    >>> undated(("日期", "事项"), ("3.20", "建桥2座"))
    ('', '建桥2座')
    """
    days = {n for n, told in enumerate(zip(titles, cells, strict=False)) if is_ledger_day(*told)}
    return tuple("" if n in days else cell for n, cell in enumerate(cells))


def is_of_this_year(title: str) -> bool:
    """Whether it is of the year reported on: 今年, 本年数量."""
    return _OF_THIS_YEAR.fullmatch(title.strip()) is not None


def is_units(title: str) -> bool:
    """Whether a column holds the units of the figures before it, alone or with a remark.

    >>> is_units("单位"), is_units("单位/说明"), is_units("单位名称")
    (True, True, False)
    """
    return re.split(r"[/／、（(]", title.strip())[0] in UNITS


def is_total(label: str) -> bool:
    """Whether what a row says in front sums up other rows: 合计, 金额小计.

    >>> is_total("小计"), is_total("金额小计"), is_total("累计培训")
    (True, True, False)
    """
    return label in TOTALS or (
        len(label) <= LABEL_LENGTH and label.endswith(("合计", "小计", "总计"))
    )


def is_figures(title: str) -> bool:
    """Whether a column is one of figures by its name, and what they are of stands beside it.

    >>> is_figures("数据"), is_figures("备注")
    (True, False)
    """
    return _FIGURES.fullmatch(title.strip()) is not None


def tells_results(name: str) -> bool:
    """Whether a column's words say what came of its row.

    >>> tells_results("数据/成效"), tells_results("备注")
    (True, False)
    """
    return bool(_RESULT.search(name))


def field_of(name: str) -> str:
    """Our field for a column's name, "" when it has none.

    >>> field_of("佐证材料"), field_of("Text "), field_of("备注")
    ('evidence', 'text', '')
    """
    return _FIELDS.get(name.strip().lower(), "")


_JOTTED = frozenset(("事", "项", "事情", "做的事", "干的事", "办的事"))  # titles of no form
_COUNTS = re.compile(r"\d+(?:\.\d+)?(?![年月日季号])[\u4e00-\u9fff]")


def header_of(row: Sequence[str]) -> tuple[str, ...] | None:
    """The fields of the columns if `row` is a header row: it has to name the facts' column.

    A name with what it names beside it (要点 | 走访企业61家) is a row of a form, no header. A name
    in jotted words is one among the titles of a ledger: 类 | 事 | 数 | 单位, not 块 | 事情 | 多少.
    """
    named = tuple(field_of(cell) for cell in row)
    told = [cell for cell in row if cell.strip()]
    texts = {cell.strip() for cell, field in zip(row, named, strict=True) if field == "text"}
    is_ledger = set(named) - {"", "text"} or any(is_units(c) or is_aside(c) for c in told)
    if texts <= _JOTTED and not is_ledger:
        return None
    is_pair = len(told) == 2 and _COUNTS.search(told[1]) is not None  # noqa: PLR2004
    return named if "text" in named and not is_pair else None
