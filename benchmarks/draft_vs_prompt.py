"""The same facts three ways: a plain prompt, the chain with the same model, the chain with none.

    python benchmarks/draft_vs_prompt.py                       every sheet in seeds/, embedded model
    python benchmarks/draft_vs_prompt.py --sheets town-2024 police-2023 --model openai:NAME
    python benchmarks/draft_vs_prompt.py --plain local:@bare   the plain prompt to another model
    python benchmarks/draft_vs_prompt.py --save benchmarks/results/draft_vs_prompt.json
    python benchmarks/draft_vs_prompt.py --texts FOLDER        the reports themselves, to be read

Whole reports stand side by side, a column each: seconds, characters a fact, the share of the body
in clauses that share nothing with any fact, facts kept in full (grounding.coverage), unsupported
figures, dates, masks, quotes, levels and names (grounding.support, certain ones), whether the
structure is whole (the rules named below find no error), peak memory up to then.
"""

import argparse
import asyncio
import json
import os
import re
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from drafter import grounding, models, readers, rules, settings, text
from drafter.chain.chain import Chain
from drafter.chain.prompts import parse
from drafter.document import Facts, Report, Severity, parsing
from drafter.document import genre as genres
from drafter.drafting import draft
from drafter.rules import Concern

SEEDS = Path(__file__).parent.parent / "seeds"
WAYS = ("none", "chain", "prompt")  # in this order, so that the peak of memory tells them apart
WHOLE = (Concern.PARTS, Concern.FORM, Concern.PAIRS, Concern.YEAR, Concern.FEEDBACK_YEAR)
LONGEST = 3000  # tokens of the plain prompt's answer: a model of this size may never stop
SHORT = 25  # characters of a line that is a title, a heading or a date
SHARED = 0.2  # of a clause's pairs of characters that facts have, from which it tells something
PLAIN = parse(
    "plain",
    2,
    """+++
purpose = "one plain good prompt, to compare with"
inputs = ["facts", "role", "year", "audience"]
changed = "不再要求每条事实写八十到一百字"
why = "逼着凑字数，写出来的多是空话"
+++
你是经验丰富的机关文稿起草人，熟悉述职述廉报告的写法和语体。
---
请根据下面的事实写一篇${year}年度述职述廉报告，职务是$role，在$audience领导下工作。要求：
开头一段总述；正文四部分，标题为“一、……”“二、……”“三、……”“四、……”，依次写政治建设、履职情况、队伍作风、廉洁自律，标题句式对仗；事实多的部分分“一是、二是、三是”写，每点先用一句话领题；然后写一段上年度考核反馈问题的整改情况；再写“个人存在的不足：一是……二是……三是……”和“改进措施：一是……二是……三是……”，措施与不足一一对应。
所有事实都要写进去，数字、名称、星号照抄，不得编造；语言庄重简练；不用Markdown。

事实：
$facts
""",
)


@dataclass(frozen=True)
class Row:
    """One way of writing one sheet, measured."""

    sheet: str
    way: str  # a member of `WAYS`
    facts: int
    kept: int
    unsupported: int
    whole: bool
    year: bool  # the right one
    errors: int  # of all rules
    hollow: float  # share of the body in clauses that share nothing with any fact
    accepted: int  # sentences of the model that stand in the text
    refused: int
    tokens: int
    seconds: float
    characters: int
    memory: float  # peak of this process so far, GB


def measure(sheet: str, way: str, report: Report, facts: Facts, **spent: float) -> Row:
    """Everything that is counted on a text, whoever wrote it."""
    sentences = [report.text[slice(*span)] for span in text.sentences(report.text)]
    words = [fact.text for fact in facts]
    phrases = (*report.genre.phrases.fixed, *report.genre.phrases.formulas)
    author = (facts.role, facts.unit, facts.audience, facts.title, facts.name)
    allowed = (*phrases, *filter(None, author))
    found = rules.check(report)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    return Row(
        sheet=sheet,
        way=way,
        facts=len(facts),
        kept=sum(grounding.coverage(each, sentences).state != "missing" for each in words),
        unsupported=sum(
            each.certain
            for each in grounding.support(report.text, words, allowed=allowed, year=facts.year)
        ),
        whole=not {finding.rule for finding in errors} & rules.concerning(*WHOLE),
        year=parsing.parse(report.text, report.genre).year == facts.year,
        errors=len(errors),
        hollow=hollow(report.text, words),
        characters=text.length(report.text),
        accepted=int(spent.get("accepted", 0)),
        refused=int(spent.get("refused", 0)),
        tokens=int(spent.get("tokens", 0)),
        seconds=spent["seconds"],
        memory=_peak(),
    )


def hollow(told: str, facts: Sequence[str]) -> float:
    """The share of the body in clauses that share no telling pair of characters with any fact.

    >>> facts = ["新建学校6所，新增学位900个"]
    >>> hollow("新建学校6所，新增学位900个，奋力谱写高质量发展的崭新篇章。", facts)
    0.48
    """
    known = set().union(*map(_pairs, facts)) if facts else set()
    lines = [line for line in told.splitlines() if len(line.strip()) > SHORT]
    body = [line for line in lines if not re.match(r"\s*[一二三四]、", line)]
    clauses = [each for line in body for each in re.split(r"(?<=[，。；：！？])", line) if each]
    empty = [
        each
        for each in clauses
        if re.search("[\u4e00-\u9fff]", each)
        and len(_pairs(each) & known) < max(1, SHARED * len(_pairs(each)))
    ]
    return round(sum(map(len, empty)) / max(1, text.length("".join(body))), 2)


def _pairs(told: str) -> set[str]:
    bare = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9*]", "", told)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def _peak() -> float:
    """The peak of this process with those it has started, the model's server among them, in GB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round((own + sum(map(_most, _children(os.getpid())))) / 1e6, 2)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    ids = [int(each) for each in listed.read_text().split()] if listed.exists() else []
    return [*ids, *(deeper for each in ids for deeper in _children(each))]


def _most(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) if found else 0


async def by_prompt(sheet: str, facts: Facts, model: models.Model) -> tuple[Row, str]:
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
    report = parsing.parse(answer.text, genre, facts=facts)
    spent = {"tokens": answer.usage.total, "seconds": seconds}
    return measure(sheet, "prompt", report, facts, **spent), report.text


async def _make_ready(plain: models.Model, *, beside: models.Model) -> None:
    """Load the weights before the clock starts, and never two models at a time."""
    if plain is not beside:
        await beside.close()
        await plain.answer(models.Request("plain", "", "好", max_tokens=1))


async def by_chain(sheet: str, facts: Facts, model: models.Model | None) -> tuple[Row, str]:
    """What `drafter draft` does, without its store."""
    chain = Chain(model) if model else None
    began = time.monotonic()
    made = await draft(facts, chain)
    seconds = time.monotonic() - began
    spent = {
        "tokens": chain.spend.usage.total if chain else 0,
        "accepted": made.accepted,
        "refused": len(made.refused),
        "seconds": seconds,
    }
    row = measure(sheet, "chain" if model else "none", made.report, facts, **spent)
    return row, made.report.text


SHOWN: tuple[tuple[str, Callable[[Row], str]], ...] = (
    ("seconds", lambda row: f"{row.seconds:.1f}"),
    ("characters", lambda row: f"{row.characters}"),
    ("characters a fact", lambda row: f"{row.characters / row.facts:.0f}"),
    ("hollow share of the body", lambda row: f"{row.hollow:.0%}"),
    ("facts kept", lambda row: f"{row.kept}/{row.facts}"),
    ("unsupported", lambda row: f"{row.unsupported}"),
    ("structure", lambda row: "whole" if row.whole else "BROKEN"),
    ("year", lambda row: "right" if row.year else "WRONG"),
    ("errors of all rules", lambda row: f"{row.errors}"),
    ("model's sentences used", lambda row: f"{row.accepted}/{row.accepted + row.refused}"),
    ("tokens", lambda row: f"{row.tokens}"),
    ("peak memory so far, GB", lambda row: f"{row.memory:.2f}"),
)


def show(rows: Sequence[Row]) -> None:
    """The ways of one sheet side by side."""
    ordered = sorted(rows, key=lambda row: WAYS[::-1].index(row.way))
    print(f"{rows[0].sheet:<28}" + "".join(f"{row.way:>12}" for row in ordered))
    for name, told in SHOWN:
        print(f"  {name:<26}" + "".join(f"{told(row):>12}" for row in ordered))
    print(flush=True)


def sum_up(rows: Sequence[Row]) -> dict[str, float]:
    """Totals of each way, and how much longer the chain takes than the prompt, whole by whole."""
    told: dict[str, float] = {}
    for way in WAYS:
        own = [row for row in rows if row.way == way]
        if not own:
            continue
        facts = sum(row.facts for row in own)
        told[f"{way}: seconds"] = sum(row.seconds for row in own)
        told[f"{way}: characters per fact"] = sum(row.characters for row in own) / facts
        told[f"{way}: hollow share of the body"] = statistics.mean(row.hollow for row in own)
        told[f"{way}: facts kept"] = sum(row.kept for row in own) / facts
        told[f"{way}: unsupported"] = sum(row.unsupported for row in own)
        told[f"{way}: structures whole"] = sum(row.whole for row in own) / len(own)
        told[f"{way}: tokens"] = sum(row.tokens for row in own)
        told[f"{way}: peak memory, GB"] = max(row.memory for row in own)
    plain = {row.sheet: row for row in rows if row.way == "prompt"}
    ratios = [
        row.seconds / plain[row.sheet].seconds
        for row in rows
        if row.way == "chain" and row.sheet in plain
    ]
    if ratios:
        told["median over sheets: chain's seconds to the prompt's"] = statistics.median(ratios)
        told["most over sheets: the same"] = max(ratios)
    return told


def kept(path: Path | None, sheets: Sequence[str]) -> list[Row]:
    """The rows saved before, of sheets that are not measured again; none of another layout."""
    if path is None or not path.exists():
        return []
    rows = json.loads(path.read_text("utf-8"))["rows"]
    known = set(Row.__dataclass_fields__)
    return [Row(**row) for row in rows if set(row) == known and row["sheet"] not in sheets]


def save(rows: Sequence[Row], model: str, path: Path | None) -> None:
    """All rows so far: a run that is cut short leaves what it has measured."""
    if path:
        path.parent.mkdir(exist_ok=True)
        saved = {"model": model, "summary": sum_up(rows), "rows": [asdict(row) for row in rows]}
        path.write_text(json.dumps(saved, ensure_ascii=False, indent=1) + "\n", "utf-8")


async def main() -> None:
    """Each sheet every way, in turn."""
    options = _options()
    model = models.resolve(options.model, settings.read())
    plain = models.resolve(options.plain, settings.read()) if options.plain else model
    rows = kept(options.save, options.sheets)
    try:
        for sheet in options.sheets:
            made = await _ways(sheet, options, model, plain)
            show(made)
            rows += made
            save(rows, model.name, options.save)
    finally:
        await model.close()
        await plain.close()
    for name, value in sum_up(rows).items():
        print(f"{name:<56}{value:.3f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--sheets", nargs="*", default=sorted(p.name for p in SEEDS.iterdir() if p.is_dir()))
    add("--ways", nargs="*", default=WAYS, choices=WAYS)
    add("--model", default=None)
    add("--plain", help="the model of the plain prompt, where it is another")
    add("--save", type=Path)
    add("--texts", type=Path, help="folder for the reports")
    return parser.parse_args()


async def _ways(
    sheet: str, options: argparse.Namespace, model: models.Model, plain: models.Model
) -> list[Row]:
    """One sheet every way that was asked for; the reports are kept where a folder was named."""
    facts = readers.read_facts(next((SEEDS / sheet).glob("facts.*")))
    made = []
    for way in (each for each in WAYS if each in options.ways):
        if way == "prompt":
            await _make_ready(plain, beside=model)
            row, told = await by_prompt(sheet, facts, plain)
        else:
            row, told = await by_chain(sheet, facts, None if way == "none" else model)
        made.append(row)
        if options.texts:
            options.texts.mkdir(parents=True, exist_ok=True)
            (options.texts / f"{sheet}.{way}.txt").write_text(told, "utf-8")
    if plain is not model:
        await plain.close()
    return made


if __name__ == "__main__":
    asyncio.run(main())
