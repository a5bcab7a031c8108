"""drafter new: a blank sheet to fill in, with an example in every place."""

import argparse
from pathlib import Path

from drafter import files
from drafter.cli import DONE, Command, Group
from drafter.errors import BadInput

SUFFIXES = (".md", ".docx", ".xlsx")
HEAD = (
    ("role", "职务", "青溪镇镇长"),
    ("unit", "单位", "青溪镇"),
    ("name", "姓名", ""),
    ("year", "年度", "2026"),
    ("audience", "报告对象", "县委、县政府"),
)
PARTS = (
    ("政治建设", ("示例：镇党委集体学习6次，下村宣讲38场",)),
    ("履职情况", ("示例：修了3条通村公路，一共12.6公里", "示例：水库加固正在做，明年3月完工")),
    ("队伍作风", ("示例：培训村干部3期、205人次",)),
    ("廉洁自律", ("示例：没替亲友打过工程招呼",)),
    ("上年度考核反馈", ("示例：2025年度考核反馈“班子沟通不够”：开民主生活会2次",)),
    ("不足", ("示例：招商办法不多，跑企业少",)),
    ("改进措施", ("示例：每季度带队外出招商不少于2次",)),
)
NOTE = (
    "一行一条，怎样记就怎样写；“示例”的行换成自己的或删掉，留着的不会写进报告；"
    "不知道归哪一部分的，放哪里都行"
)
EXAMPLES = """例：
  drafter new 要点.md
  drafter new 要点.docx
  drafter new 要点.xlsx
填好以后：drafter draft 要点.md -o 报告.docx
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `new`."""
    parser.add_argument("path", metavar="文件", type=Path, help="md、docx 或 xlsx，还没有的")


def run(options: argparse.Namespace) -> int:
    """Write the blank sheet; what is there already stays."""
    path: Path = options.path
    if path.suffix.lower() not in SUFFIXES:
        raise BadInput(f"不会写 {path.suffix or '没有扩展名的文件'}", hint="用 md、docx 或 xlsx")
    if path.exists():
        raise BadInput(f"{path} 已经有了", hint="换个名字，原来的没有动")
    if not path.absolute().parent.is_dir():
        raise BadInput(f"没有文件夹 {path.absolute().parent}")
    make = {".md": _markdown, ".docx": _docx, ".xlsx": _xlsx}[path.suffix.lower()]
    files.write(make(), path)
    print(f"已写 {path}：填好后 drafter draft {path} -o 报告.docx")  # noqa: T201
    return DONE


def _markdown() -> bytes:
    lines = ["---", *(f"{chinese}: {value}".rstrip() for _, chinese, value in HEAD), "---", ""]
    lines += [f"<!-- {NOTE} -->", ""]
    for part, examples in PARTS:
        lines += [f"## {part}", "", *(f"- {each}" for each in examples), ""]
    return "\n".join(lines).encode()


def _docx() -> bytes:
    from drafter.exporters.blank import word

    return word([(chinese, value) for _, chinese, value in HEAD], PARTS, NOTE)


def _xlsx() -> bytes:
    from drafter.exporters.blank import sheet

    return sheet([(chinese, value) for _, chinese, value in HEAD], PARTS)


command = Command("new", "写一张空白的要点表来填", configure, run, EXAMPLES, group=Group.WRITE)
