"""What the columns of a table and the keys of a record are called."""

from collections.abc import Sequence

NAMES = {
    "text": ("要点", "事实", "内容", "要点内容", "工作内容", "事项", "工作事项", "text", "fact"),
    "group": (
        "分组", "类别", "部分", "分类", "板块", "版块", "模块", "方面", "领域", "维度", "条线",
        "栏目", "大类", "group",
    ),
    "section": ("章节", "所属章节", "section"),
    "evidence": ("佐证", "依据", "证据", "佐证材料", "证明材料", "evidence"),
}  # fmt: skip
UNITS = frozenset(("单位", "计量单位", "数量单位"))  # of the figure in the column before
IGNORED = frozenset(("", "序号", "编号", "no", "no.", "id", "#"))  # running numbers
_FIELDS = {name: field for field, names in NAMES.items() for name in names}


def field_of(name: str) -> str:
    """Our field for a column's name, "" when it has none.

    >>> field_of("佐证材料"), field_of("Text "), field_of("备注")
    ('evidence', 'text', '')
    """
    return _FIELDS.get(name.strip().lower(), "")


def header_of(row: Sequence[str]) -> tuple[str, ...] | None:
    """The fields of the columns if `row` is a header row: it has to name the facts' column."""
    named = tuple(field_of(cell) for cell in row)
    return named if "text" in named else None
