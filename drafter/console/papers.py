"""What a person is told of the papers that were made of one report."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from drafter.document import ParagraphKind
from drafter.papers import Paper, Stray
from drafter.text import length, shorten

BRIEF = 22  # characters of a statement that is left out
SHOWN = 12  # statements that are told one by one
RATE = 210  # characters read aloud in a minute


Checked = Sequence[tuple[Paper, Sequence[Stray]]]


def show(papers: Checked, saved: Iterable[Path], source: str) -> None:
    """A few lines on each, on standard error."""
    sys.stderr.writelines(f"{line}\n" for line in lines(papers, saved, source))


def lines(papers: Checked, saved: Iterable[Path], source: str) -> list[str]:
    """How long each is, what it leaves out, and whether it says what the report says."""
    rows = [source]
    for paper, strays in papers:
        rows += _one(paper, strays)
    if not any(strays for _, strays in papers):
        rows.append("数字、名称和日期同报告核对过，都一致")
    return [*rows, *(f"已保存 {path}" for path in saved)]


def _one(paper: Paper, strays: Sequence[Stray]) -> list[str]:
    size = length(paper.report.text)
    said = sum(
        length(each.text)
        for each in paper.report.paragraphs
        if each.kind is not ParagraphKind.TITLE
    )
    aloud = f"，念一遍约 {said / RATE:.1f} 分钟" if paper.form.id == "spoken" else ""
    total = paper.told + len(paper.left)
    rows = [f"{paper.form.name}：{size} 字{aloud}；报告里 {total} 件事写了 {paper.told} 件"]
    rows += [f"  没有写：{shorten(each, BRIEF)}" for each in paper.left[:SHOWN]]
    if len(paper.left) > SHOWN:
        rows.append(f"  没有写的还有 {len(paper.left) - SHOWN} 件，--json 列全部")
    rows += [f"  注意：{note}" for note in paper.notes]
    return [*rows, *(f"  {line}" for line in strayed(strays))]


def strayed(strays: Iterable[Stray]) -> list[str]:
    """What does not agree, and where: in which paragraph of a Word file, else on which line."""
    return [f"错误 {_place(each)}“{each.text}”：{each.message}" for each in strays]


def _place(stray: Stray) -> str:
    return f"第 {stray.paragraph} 段" if stray.paragraph else f"第 {stray.line} 行"
