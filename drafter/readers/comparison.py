"""Figures of a table's row beside those of other years, each with its unit.

A row is its cells as shown; `titles` are those of its columns.
"""

import re
from collections.abc import Sequence

from drafter.readers import columns
from drafter.readers.cells import BARE, FIGURE, HEDGED, flat, of_year, starts_with_unit, unit_of

UNIT_LENGTH = 4  # characters of a unit in a column of its own
_REMARKS = ("备注", "说明")  # titles of columns in which units stand too
_PERCENT = ("%", "％", "‰")
_AMOUNT = re.compile("目标|计划|任务|完成|实际|实绩|季度|月|年")  # titles of figures of one unit
_SHARE = re.compile("率|比|占|名次|排名|位次|得分|评分")  # and of others
_OFFICE = re.compile(
    "(?![个家]).{2,}(?:局|委|办|厅|部|站|所|中心|公司|学校|医院|镇|乡|街道|社区|村)"
)
_NUMBER = r"[-+−－]?(?:[\d,.，*＊]+|[×XＸ□]{1,4}|[〇零一二两三四五六七八九十百千半]{1,6})"
_UNMEASURED = re.compile(  # 约4.5, 30余, ≥95, 3-5, 12（含新建3）: a figure that has no unit yet
    rf"(?P<figure>{HEDGED}?[¥￥]?{_NUMBER}(?:\s*[-—–~～至/]\s*{_NUMBER})?[余多]?[百千万亿]*[余多]?"
    r"[%％‰]?)\s*(?P<behind>(?:以上|以下|以内|左右|上下)?(?:[（(][^（）()]*[）)])?)"
)


def united(row: Sequence[str], titles: Sequence[str]) -> tuple[str, ...]:
    """The cells, bare figures with the unit behind them that stands in a column of its own.

    A column of units behind a figure is that figure's, one before the figures is theirs all, and
    so is one behind or between the figures of several years. A remark that begins with a unit
    behind a bare figure is one.

    >>> united(("讲课", "2", "场，听众140人"), ("事项", "数", "单位/说明"))
    ('讲课', '2场，听众140人', '')
    >>> united(("建厂", "约12（含改建3）", "座"), ("事项", "数量", "单位"))
    ('建厂', '约12座（含改建3）', '')
    >>> united(("供水", "公里", "8", "6"), ("事项", "单位", "今年", "去年"))
    ('供水', '', '8公里', '去年6公里')
    >>> united(("植树", "300", "420", "亩"), ("项目", "2023", "2024", "备注"))
    ('植树', '2023年300亩', '2024年420亩', '')
    """
    cells = list(row)
    for at, title in enumerate(titles[: len(cells)]):
        unit = cells[at].strip()
        before = cells[at - 1].strip() if at else ""
        is_remark = title.strip() in _REMARKS and starts_with_unit(unit) and BARE.fullmatch(before)
        is_units = columns.is_units(title) or is_remark
        if not is_units or not unit or _OFFICE.fullmatch(unit):
            continue
        is_needed = any(BARE.fullmatch(each.strip()) for each in cells[at + 1 :])
        if FIGURE.match(before) and unit in before and not is_needed:  # 12处 | 处
            cells[at] = ""
            continue
        is_before = bool(_UNMEASURED.fullmatch(before))
        years = [n for n, each in enumerate(titles[: len(cells)]) if columns.is_of_a_year(each)]
        those = [n for n in years if n < at] or [at - 1]
        figures = those + [n for n in years if n > at] if is_before else range(at + 1, len(cells))
        figures = [n for n in figures if _UNMEASURED.fullmatch(cells[n].strip())]
        if len(unit) > UNIT_LENGTH and is_before and starts_with_unit(unit):
            cells[at - 1] += flat(unit)
            cells[at] = ""
        elif len(unit) <= UNIT_LENGTH and figures:
            for n in figures:
                whole = _measured(cells[n], unit)
                cells[n] = of_year(flat(titles[n]), whole) if len(figures) > 1 else whole
            cells[at] = ""
    return tuple(cells)


def compared(row: Sequence[str], titles: Sequence[str]) -> tuple[str, ...]:
    """The cells, the figures of several years in one of them, this year's first.

    The unit in the label is that of all of them.

    >>> compared(("客运量（万人次）", "8126", "8493.5"), ("指标", "去年", "今年"))
    ('客运量', '', '8493.5万人次，去年8126万人次')
    """
    shown = titles[: len(row)]
    years = [n for n, title in enumerate(shown) if n and columns.is_of_a_year(title)]
    this = [n for n in years if columns.is_of_this_year(titles[n]) and FIGURE.match(row[n].strip())]
    if len(years) < 2 or len(this) != 1:  # noqa: PLR2004  this year's and another
        return tuple(row)
    cells = list(row)
    label, unit = unit_of(flat(cells[0]))
    figures = [n for n in years if BARE.fullmatch(cells[n].strip())]
    if unit and figures:
        cells[0] = label
        for n in figures:
            cells[n] = _measured(cells[n], unit)
    others = [n for n in years if n != this[0] and cells[n].strip()]
    said = [cells[this[0]].strip(), *(of_year(flat(titles[n]), cells[n].strip()) for n in others)]
    cells[this[0]] = "，".join(said)
    return tuple("" if n in others else cell for n, cell in enumerate(cells))


def labelled(row: Sequence[str], titles: Sequence[str]) -> tuple[str, ...]:
    """The cells, several figures of one row each with its title and the unit in their label.

    Without its title a target would be told as what was done.

    >>> labelled(("植树（亩）", "200", "215", "2"), ("指标", "目标", "完成", "排名"))
    ('植树', '目标200亩', '完成215亩', '2')
    """
    shown = list(zip(row, titles, strict=False))
    figures = [n for n, (cell, title) in enumerate(shown) if n and title and BARE.fullmatch(cell)]
    amounts = [n for n in figures if _is_amount(flat(titles[n]))]
    at = next((n for n in range(min(amounts, default=0) - 1, -1, -1) if row[n].strip()), None)
    label, unit = unit_of(flat(row[at])) if at is not None else ("", "")
    if at is None or not unit or len(figures) < 2:  # noqa: PLR2004
        return tuple(row)
    cells = list(row)
    cells[at] = label
    for n in amounts:
        cells[n] = of_year(flat(titles[n]), _measured(cells[n], unit))
    return tuple(cells)


def _is_amount(title: str) -> bool:
    """Whether the figures of a column are of the unit in their rows' labels."""
    is_other = _SHARE.search(title) or unit_of(title)[1]
    return _AMOUNT.search(title) is not None and not is_other


def unmeasured(row: Sequence[str], titles: Sequence[str]) -> list[int]:
    """The columns of units that no figure of their row could take, beside a figure.

    >>> unmeasured(("修路", "3段共12", "公里"), ("事项", "数量", "单位"))
    [2]
    """
    left = united(row, titles)
    return [
        n
        for n, title in enumerate(titles[: len(left)])
        if n and columns.is_units(title) and left[n].strip() and FIGURE.search(left[n - 1])
    ]


def _measured(cell: str, unit: str) -> str:
    """A figure with its unit, before what is said behind the figure."""
    found = _UNMEASURED.fullmatch(cell.strip())
    figure, behind = (found["figure"], found["behind"]) if found else (cell.strip(), "")
    if figure.endswith(_PERCENT):
        return figure + behind
    money = figure.lstrip("¥￥") if unit.endswith("元") else figure
    return money + unit + behind
