"""The twelve old reports of tests/reports rewritten: what is kept, what is new, how long it takes.

    python benchmarks/rewrite_old_reports.py                      without a model
    python benchmarks/rewrite_old_reports.py --model local        the embedded model
    python benchmarks/rewrite_old_reports.py --save benchmarks/results/rewrite_old_reports.json

For every report: facts kept in full (grounding.coverage of each sentence-fact), figures of the
original that the new text has not and figures of the new text that the original has not (runs
of digits, compared as they stand), sentences that changed their part, passages that were not
understood, masks on both sides, unsupported claims against the original text, whether nothing is
left that a rewrite can mend, open places, whether a second rewrite leaves it, characters deleted
and inserted by the redline, seconds.
"""

import argparse
import asyncio
import json
import re
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from drafter import models, readers, settings
from drafter.chain.cache import Store
from drafter.chain.chain import Chain
from drafter.document import Origin
from drafter.redline.difference import END, edits
from drafter.rewriting import rewrite
from drafter.rewriting.gain import worth

REPORTS = Path(__file__).parent.parent / "tests" / "samples"
NUMBER = re.compile(r"\d[\d.]*\d|\d")
MASK = re.compile(r"\*+")
NUMBERING = re.compile(r"(?m)^\s*\d{1,2}[.、)](?!\d)\s*")


@dataclass(frozen=True)
class Row:
    """One report, measured."""

    report: str
    left: bool
    facts: int
    kept: int
    lost_figures: int
    new_figures: int
    masks: bool  # as many of each length
    invented: int
    whole: bool
    errors_before: int
    errors_after: int
    open: int
    stable: bool
    before: int  # characters
    after: int
    deleted: int
    inserted: int
    accepted: int  # sentences of the model that stand
    moved: int  # sentences that changed their part
    unread: int  # passages that were not understood and stand word for word
    calls: int
    seconds: float


def numbers(text: str) -> Counter[str]:
    """Runs of digits; numbers of points and sentences with open places left out."""
    sentences = re.split("(?<=[。\n])", NUMBERING.sub("", text))
    return Counter(NUMBER.findall("".join(s for s in sentences if "〔待补" not in s)))


async def measure(path: Path, chain: Chain | None) -> Row:
    """Rewrite one report and count."""
    old = readers.read_text(path)
    calls = chain.spend.calls if chain else 0
    began = time.monotonic()
    made = await rewrite(old, chain)
    seconds = time.monotonic() - began
    calls = chain.spend.calls - calls if chain else 0
    new = made.report.text
    again = await rewrite(new, chain)
    changed = edits(old.replace("\n", END), new.replace("\n", END))
    sizes = {
        kind: sum(len(e.text) for e in changed if e.kind == kind) for kind in ("delete", "insert")
    }
    return Row(
        report=path.name,
        left=made.is_left,
        facts=made.proof.facts,
        kept=made.proof.kept,
        lost_figures=len(numbers(old).keys() - numbers(new).keys()),
        new_figures=len(numbers(new).keys() - numbers(old).keys()),
        masks=Counter(MASK.findall(NUMBERING.sub("", new)))
        == Counter(MASK.findall(NUMBERING.sub("", old)))
        or path.suffix == ".md",
        invented=len(made.proof.invented),
        whole=not worth(made.after),
        errors_before=sum(f.severity == "error" for f in made.before),
        errors_after=sum(f.severity == "error" for f in made.after),
        open=made.open,
        stable=again.report.text == new,
        before=len(old),
        after=len(new),
        deleted=sizes["delete"],
        inserted=sizes["insert"],
        accepted=sum(each.origin is Origin.MODEL for each in made.report.evidence),
        moved=len(made.proof.moved),
        unread=len(made.unread),
        calls=calls,
        seconds=round(seconds, 2),
    )


async def measure_all(paths: list[Path], spec: str) -> list[Row]:
    """Every report in turn, each row printed as it is done."""
    own = settings.read()
    model = models.resolve(spec, own) if spec != "none" else None
    chain = Chain(model, store=Store(own.cache_folder), settings=own) if model else None
    rows = []
    try:
        for path in paths:
            rows.append(await measure(path, chain))
            print(shown(rows[-1]), flush=True)
    finally:
        if model:
            await model.close()
    return rows


def shown(row: Row) -> str:
    """One line."""
    state = "照旧" if row.left else "改写"
    return (
        f"{row.report:22}{state}  事实 {row.kept}/{row.facts}  数字 丢{row.lost_figures} 多"
        f"{row.new_figures}  挪动 {row.moved}  没读懂 {row.unread}  "
        f"掩码{'同' if row.masks else '异'}  无据 {row.invented}  "
        f"结构{'全' if row.whole else '缺'}  错误 {row.errors_before}→{row.errors_after}  "
        f"待补 {row.open}  再改{'不变' if row.stable else '有变'}  {row.before}→{row.after} 字 "
        f"(-{row.deleted} +{row.inserted})  模型 {row.accepted}/{row.calls}  {row.seconds:.2f} 秒"
    )


def main() -> None:
    """Measure, print, save."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--model", default="none")
    parser.add_argument("--only", nargs="*", default=[], help="names without suffix")
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    found = sorted(p for p in REPORTS.iterdir() if p.suffix in (".txt", ".md", ".docx"))
    paths = [p for p in found if not options.only or p.stem in options.only]
    rows = asyncio.run(measure_all(paths, options.model))
    facts, kept = sum(row.facts for row in rows), sum(row.kept for row in rows)
    print(
        f"{len(rows)} 份：事实 {kept}/{facts}，丢数字 {sum(r.lost_figures for r in rows)}，"
        f"多数字 {sum(r.new_figures for r in rows)}，无据 {sum(r.invented for r in rows)}，"
        f"结构齐全 {sum(r.whole for r in rows)}，再改不变 {sum(r.stable for r in rows)}，"
        f"共 {sum(r.seconds for r in rows):.1f} 秒"
    )
    if options.save:
        told = {"model": options.model, "rows": [asdict(row) for row in rows]}
        options.save.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
