"""Pages as LibreOffice prints them: `python -m tests.readers.printed` makes them anew.

One column, two columns with and without a title over both, a table with wrapped cells, and
header and footer, each with the same sheet, so that each has to be read alike.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FOLDER = Path(__file__).parent / "printed"
TITLE = "龙泉县交通运输局局长2024年度述职述廉报告要点"
WORK = (
    "牵头建成县城至龙泉镇的二级公路12.6公里，投资1.5亿元，沿线5个村2300余名群众出行条件得到改善；",
    "新建学校6所，新增学位4200个，解决了城区三所小学大班额的问题，家长满意度达到96.3%；",
    "引进企业9家，到位资金4.8亿元，其中投资过亿元的项目2个，新增就业岗位870个；",
    "主持召开安全生产专题会12次，排查隐患318处，整改率达到98.4%，全年没有发生较大事故；",
    "争取上级补助资金860万元，用于农村饮水安全巩固提升工程，惠及7个乡镇21个村；",
    "开展入户走访137户，收集意见建议64条，当场答复41条，其余的交有关部门限期办理。",
)
LACKS = (
    "到偏远村组调研偏少，全年只去过4个村，对群众急难愁盼的事情掌握得不够全面；",
    "统筹当前与长远不够，对产业后续发展的谋划还停留在纸面上，缺少具体的抓手。",
)
CURES = (
    "每月至少到2个偏远村组住村调研，把群众反映的问题记入台账，逐条答复；",
    "2025年6月底前请专家论证产业规划，定下3个主导产业和分年度的目标。",
)


def sheet(document, *, title=True, marks=False):
    """The whole sheet, a paragraph each."""
    if title:
        document.add_heading(TITLE, 0)
    for heading, rows in (("一、履职情况", WORK), ("二、存在不足", LACKS), ("三、改进措施", CURES)):
        document.add_paragraph(heading)
        for number, row in enumerate(rows, 1):
            document.add_paragraph(f"{number}.{row}" if marks else row)


def columns(section, count):
    """Print a section in so many columns."""
    made = OxmlElement("w:cols")
    made.set(qn("w:num"), str(count))
    made.set(qn("w:space"), "425")
    for old in section._sectPr.findall(qn("w:cols")):
        section._sectPr.remove(old)
    section._sectPr.append(made)


def one():
    """One column."""
    document = blank()
    sheet(document)
    return document


def two():
    """Two columns, the title in the first."""
    document = blank()
    columns(document.sections[0], 2)
    sheet(document, marks=True)
    return document


def two_under_title():
    """Two columns under a title over both."""
    document = blank()
    document.add_heading(TITLE, 0)
    columns(document.add_section(WD_SECTION.CONTINUOUS), 2)
    sheet(document, title=False)
    return document


def two_with_edges():
    """Two columns over two pages, with a header and page numbers."""
    document = blank(size=16)
    section = document.sections[0]
    section.header.paragraphs[0].text = "龙泉县交通运输局　内部资料"
    section.footer.paragraphs[0].text = "— 1 —"
    section.page_height = Cm(21)
    columns(section, 2)
    sheet(document)
    return document


def three():
    """Three columns on a page that lies on its side."""
    document = blank()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    columns(section, 3)
    sheet(document, title=False)
    return document


def grid():
    """A table of shortcomings and measures, every cell some lines long."""
    document = blank()
    document.add_heading(TITLE, 0)
    for row in WORK:
        document.add_paragraph(row)
    made = document.add_table(rows=1, cols=2)
    made.style = "Table Grid"
    for cell, text in zip(made.rows[0].cells, ("不足", "措施"), strict=True):
        cell.text = text
    for pair in zip(LACKS, CURES, strict=True):
        for cell, text in zip(made.add_row().cells, pair, strict=True):
            cell.text = text
    return document


def blank(size=12):
    """An empty document in a Chinese font."""
    document = docx.Document()
    for name in ("Normal", "Title"):
        style = document.styles[name]
        style.font.name = "Noto Serif CJK SC"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(
            qn("w:eastAsia"), "Noto Serif CJK SC"
        )
    document.styles["Normal"].font.size = Pt(size)
    return document


MADE = {each.__name__: each for each in (one, two, two_under_title, two_with_edges, three, grid)}


def main() -> int:
    """Make every page."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, make in MADE.items():
            paths.append(Path(folder) / f"{name}.docx")
            make().save(paths[-1])
        profile = f"-env:UserInstallation={(Path(folder) / 'own').as_uri()}"
        to = ["--convert-to", "pdf", "--outdir", str(FOLDER), *map(str, paths)]
        subprocess.run(["soffice", profile, "--headless", *to], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
