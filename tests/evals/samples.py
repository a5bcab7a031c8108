"""A run and a comparison, of real drafts: as the program writes them, and with sentences lost."""

import asyncio
from dataclasses import replace
from functools import cache

from drafter import rules
from drafter.document import Evidence, Severity, parsing
from drafter.drafting import draft
from evals import case as cases
from evals import scorers
from evals.comparing import RunPair, compared
from evals.outcome import Outcome
from evals.results import Run
from evals.row import CaseResult, ScoredFinding, ScoredSentence

CASES = ("college-2022", "education-2023", "housing-2024", "police-2023", "town-2024",
         "village-2024")  # fmt: skip
REPEATS = 3
HOSTILE = '<script>alert("1")</script>&amp;|**甲**@乙\x07`\n::error::\u202e]]>'


@cache
def run(name, version, *, is_worse=False, names=CASES):
    """Drafts without a model; worse ones lack sentences, others in every repeat, and lie once."""
    rows = []
    for case in cases.choose(names):
        report = asyncio.run(draft(case.facts, None)).report
        made = {}
        for repeat in range(REPEATS):
            changed = spoilt(report, repeat) if is_worse else report
            if changed.text not in made:
                made[changed.text] = row(case, changed)
            rows.append(replace(made[changed.text], repeat=repeat))
    prompts = {f"merge@{version}": f"digest {version}", "answers@1": "same"}
    return Run(f"{name}-0123abcd", f"merge@{version}", prompts, "local:qwen", tuple(rows))


def spoilt(report, repeat):
    """Every ninth sentence is gone, and the figures of another are not the facts'."""
    pieces, evidence, at = [], [], 0
    told = sorted(report.evidence, key=lambda each: each.span)
    for number, each in enumerate(told):
        start, end = each.span
        pieces.append(report.text[at:start])
        at = end
        if number > 2 and number % 9 == 4 + repeat:
            continue
        words = report.text[start:end]
        if number == 13:
            words = words.replace("1", "7").replace("2", "8").replace("我", "咱们")
        begin = sum(map(len, pieces))
        pieces.append(words)
        evidence.append(Evidence((begin, begin + len(words)), each.facts, each.origin))
    text = "".join([*pieces, report.text[at:]])
    return parsing.parse(text, report.genre, facts=report.facts, evidence=tuple(evidence))


def row(case, report):
    """A scored row of a report on the facts of a case."""
    findings = rules.check(report)
    outcome = Outcome(case, report, findings)
    return CaseResult(
        case.name,
        case.digest,
        0,
        scores=scorers.score(outcome),
        text=report.text,
        sentences=tuple(ScoredSentence(e.span, e.facts, str(e.origin)) for e in report.evidence),
        findings=tuple(ScoredFinding(f.rule, f.severity, f.span, f.message) for f in findings),
        refused=(("聚焦发展大局，成效显著。", "要点里没有“成效显著”"),),
        facts=tuple((fact.id, fact.text) for fact in outcome.facts),
        prompt_tokens=1200,
        completion_tokens=300,
        seconds=12.5,
    )


def comparison(a, b, *, note="这一步的输入不经过别的提示词，全程比就是单独比"):
    """Two runs compared as `drafter eval compare` does."""
    names = tuple(sorted({row.case for row in (*a.rows, *b.rows)}))
    bases = {row.base for row in b.rows if row.base}
    return compared(RunPair(a.id, b.id, next(iter(bases), ""), names, REPEATS, "merge", note), a, b)


def hostile(run):
    """The same run in which every text that can hold anything holds what might harm."""
    return replace(
        run,
        variant=f"merge={HOSTILE}",
        model=HOSTILE,
        rows=tuple(_hostile(row) for row in run.rows),
    )


def _hostile(row):
    score = scorers.Score(0.5, HOSTILE, {HOSTILE: 0.5})
    end = len(HOSTILE)
    return replace(
        row,
        case=f"{HOSTILE}{row.case}",
        text=HOSTILE + row.text[end:],
        scores={**row.scores, "overall": score, HOSTILE: score},
        sentences=(ScoredSentence((0, end), ('F"1 <b>',), '"><b>'), *row.sentences[9:]),
        findings=(ScoredFinding(HOSTILE, Severity.ERROR, (0, end), HOSTILE),),
        refused=((HOSTILE, HOSTILE),),
        facts=(('F"1 <b>', HOSTILE), *row.facts),
    )
