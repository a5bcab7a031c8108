"""The same model, the same facts: one plain good prompt against the chain, in one run.

    python benchmarks/draft_vs_prompt.py                       every sheet in seeds/, embedded model
    python benchmarks/draft_vs_prompt.py --sheets town-2024 police-2023 --model openai:NAME
    python benchmarks/draft_vs_prompt.py --save benchmarks/results/draft_vs_prompt.json

For every sheet: facts kept in full (grounding.coverage), unsupported figures, dates, masks,
quotes, levels and names (grounding.support, certain ones), whether the structure is whole
(the rules named below find nothing), tokens, seconds, characters; and for the chain how it
reads: characters a fact, median sentence, phrases twice. Ratios are chain to prompt.
"""

import argparse
import asyncio
import json
import resource
import statistics
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from drafter import genre as genres
from drafter import grounding, models, readers, rules, settings, structure, text
from drafter.chain import Chain
from drafter.document import Facts, Report, Severity
from drafter.drafting import draft
from drafter.prompts import parse

SEEDS = Path(__file__).parent.parent / "seeds"
WHOLE = (
    "missing-section", "broken-enumeration", "missing-label", "unequal-pairs", "missing-year",
    "wrong-feedback-year", "orphan-shortcoming", "orphan-measure", "markdown-left",
)  # fmt: skip
LONGEST = 3000  # tokens of the plain prompt's answer: a model of this size may never stop
PLAIN = parse(
    "plain",
    1,
    """+++
purpose = "one plain good prompt, to compare with"
inputs = ["facts", "role", "year", "audience"]
+++
你是经验丰富的机关文稿起草人，熟悉述职述廉报告的写法和语体。
---
请根据下面的事实写一篇${year}年度述职述廉报告，职务是$role，在$audience领导下工作。要求：
开头一段总述；正文四部分，标题为“一、……”“二、……”“三、……”“四、……”，依次写政治建设、履职情况、队伍作风、廉洁自律，标题句式对仗；前两部分分“一是、二是、三是”写，每点先用一句话领题；然后写一段上年度考核反馈问题的整改情况；再写“个人存在的不足：一是……二是……三是……”和“改进措施：一是……二是……三是……”，措施与不足一一对应。
所有事实都要写进去，数字、名称、星号照抄，不得编造；语言庄重，每条事实写八十到一百字；不用Markdown。

事实：
$facts
""",
)


@dataclass(frozen=True)
class Row:
    """One way of writing one sheet, measured."""

    sheet: str
    way: str  # "prompt" or "chain"
    facts: int
    kept: int
    unsupported: int
    whole: bool
    year: bool  # the right one
    errors: int  # of all rules
    written_in: int  # facts that stand without a frame, the chain's last resort
    accepted: int  # clauses of the model that stand in the text
    refused: int
    tokens: int
    seconds: float
    characters: int
    sentence: float  # median length
    repeated: int  # runs of 12 Han characters that stand twice and in no fact


def measure(sheet: str, way: str, report: Report, facts: Facts, **spent: float) -> Row:
    """Everything that is counted on a text, whoever wrote it."""
    spans = list(text.sentences(report.text))
    sentences = [report.text[slice(*span)] for span in spans]
    words = [fact.text for fact in facts]
    phrases = (*report.genre.phrases.fixed, *report.genre.phrases.formulas)
    allowed = (*phrases, facts.role, facts.unit, facts.audience)
    found = rules.check(report)
    named = {finding.rule for finding in found}
    lengths = [text.length(each) for each in sentences if each.endswith("。")] or [0]
    return Row(
        sheet=sheet,
        way=way,
        facts=len(facts),
        kept=sum(grounding.coverage(each, sentences).state == "full" for each in words),
        unsupported=sum(
            each.certain
            for each in grounding.support(report.text, words, allowed=allowed, year=facts.year)
        ),
        whole=not named & set(WHOLE),
        year=structure.parse(report.text, report.genre).year == facts.year,
        errors=sum(finding.severity is Severity.ERROR for finding in found),
        characters=text.length(report.text),
        sentence=statistics.median(lengths),
        repeated=_repeated(report.text, words),
        written_in=int(spent.get("written_in", 0)),
        accepted=int(spent.get("accepted", 0)),
        refused=int(spent.get("refused", 0)),
        tokens=int(spent["tokens"]),
        seconds=spent["seconds"],
    )


def _repeated(told: str, words: Iterable[str], size: int = 12) -> int:
    seen: set[str] = set()
    twice: set[str] = set()
    known = "".join(words)
    for at in range(len(told) - size):
        run = told[at : at + size]
        if run in seen and run not in known and "〔" not in run and "\n" not in run:
            twice.add(run)
        seen.add(run)
    return len(twice)


async def by_prompt(sheet: str, facts: Facts, model: models.Model) -> Row:
    """One question, one report; an answer that the limit cut is taken as it is."""
    genre = genres.load(facts.genre)
    values = {
        "facts": "\n".join(
            f"- {fact.group + '：' if fact.group else ''}{fact.text}" for fact in facts
        ),
        "role": facts.role or "负责人",
        "year": str(facts.year),
        "audience": facts.audience or "上级党组织",
    }
    system, user = PLAIN.render(**values)
    began = time.monotonic()
    answer = await model.answer(models.Request("plain", system, user, max_tokens=LONGEST))
    seconds = time.monotonic() - began
    report = structure.parse(answer.text, genre, facts=facts)
    return measure(sheet, "prompt", report, facts, tokens=answer.usage.total, seconds=seconds)


async def by_chain(sheet: str, facts: Facts, model: models.Model) -> Row:
    """What `drafter draft` does, without its store."""
    chain = Chain(model)
    began = time.monotonic()
    made = await draft(facts, chain)
    seconds = time.monotonic() - began
    return measure(
        sheet, "chain", made.report, facts,
        tokens=chain.spend.usage.total, seconds=seconds, written_in=len(made.written_in),
        accepted=made.accepted, refused=len(made.refused),
    )  # fmt: skip


def show(row: Row) -> None:
    """One line."""
    state = "whole" if row.whole else "BROKEN"
    year = "" if row.year else " WRONG YEAR"
    print(
        f"{row.sheet:<16}{row.way:<8}kept {row.kept:>2}/{row.facts:<3} "
        f"unsupported {row.unsupported:<3}"
        f"{state:<7}{year} errors {row.errors:<3} tokens {row.tokens:<6}{row.seconds:6.1f} s "
        f"{row.characters} chars ({row.characters / row.facts:.0f}/fact)  "
        f"median {row.sentence:.0f}  twice {row.repeated}  written in {row.written_in}  "
        f"model's clauses {row.accepted}"
        f"/{row.accepted + row.refused}",
        flush=True,
    )


def sum_up(rows: list[Row]) -> dict[str, float]:
    """Totals and ratios, chain to prompt; memory is the peak of this process and its server."""
    ways = {way: [row for row in rows if row.way == way] for way in ("prompt", "chain")}
    told: dict[str, float] = {}
    for way, own in ways.items():
        told[f"{way}: facts kept"] = sum(row.kept for row in own) / sum(row.facts for row in own)
        told[f"{way}: unsupported"] = sum(row.unsupported for row in own)
        told[f"{way}: structures whole"] = sum(row.whole for row in own) / len(own)
        chars = sum(row.characters for row in own)
        told[f"{way}: seconds per 1,000 characters"] = sum(r.seconds for r in own) / chars * 1000
        told[f"{way}: characters per fact"] = chars / sum(row.facts for row in own)
        told[f"{way}: tokens"] = sum(row.tokens for row in own)
    rate = "seconds per 1,000 characters"
    told["median over sheets: ratio of time per 1,000 characters"] = statistics.median(
        (chain.seconds / chain.characters) / (plain.seconds / plain.characters)
        for chain, plain in _pairs(ways)
    )
    told["median over sheets: ratio of tokens"] = statistics.median(
        chain.tokens / plain.tokens for chain, plain in _pairs(ways)
    )
    told["ratio: time per 1,000 characters"] = told[f"chain: {rate}"] / told[f"prompt: {rate}"]
    told["ratio: tokens"] = told["chain: tokens"] / told["prompt: tokens"]
    told["chain: facts written in"] = sum(r.written_in for r in ways["chain"]) / sum(
        r.facts for r in ways["chain"]
    )
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    told["peak memory, GB"] = sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1e6
    return told


def _pairs(ways: dict[str, list[Row]]) -> list[tuple[Row, Row]]:
    """Chain and prompt of each sheet that has both."""
    plain = {row.sheet: row for row in ways["prompt"]}
    return [(row, plain[row.sheet]) for row in ways["chain"] if row.sheet in plain]


def kept(path: Path | None, sheets: list[str]) -> list[Row]:
    """The rows saved before, of sheets that are not measured again."""
    if path is None or not path.exists():
        return []
    rows = [Row(**row) for row in json.loads(path.read_text("utf-8"))["rows"]]
    return [row for row in rows if row.sheet not in sheets]


def save(rows: list[Row], model: str, path: Path | None) -> None:
    """All rows so far: a run that is cut short leaves what it has measured."""
    if path:
        path.parent.mkdir(exist_ok=True)
        saved = {"model": model, "summary": sum_up(rows), "rows": [asdict(row) for row in rows]}
        path.write_text(json.dumps(saved, ensure_ascii=False, indent=1) + "\n", "utf-8")


async def main() -> None:
    """Each sheet both ways, in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sheets", nargs="*", default=sorted(p.name for p in SEEDS.iterdir()))
    parser.add_argument("--model", default=None)
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    model = models.resolve(options.model, settings.read())
    rows = kept(options.save, options.sheets)
    try:
        for sheet in options.sheets:
            facts = readers.read_facts(next((SEEDS / sheet).glob("facts.*")))
            for way in (by_chain, by_prompt):
                rows.append(await way(sheet, facts, model))
                show(rows[-1])
            save(rows, model.name, options.save)
    finally:
        await model.close()
    told = sum_up(rows)
    for name, value in told.items():
        print(f"{name:<44}{value:.3f}")


if __name__ == "__main__":
    asyncio.run(main())
