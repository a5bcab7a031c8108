"""Bullet facts to formal Chinese performance reports, with nothing lost and nothing invented.

The flow, one name after another; everything that is handed on is frozen:

    read_facts(path)         a sheet of facts: md, txt, yaml, json, docx, xlsx  -> Facts
    facts_from(data, …)      the same from bytes                                -> Facts
    load_genre(id)           a kind of report as data                           -> Genre
    plan(facts, genre)       each fact placed exactly once                      -> Plan
    read_settings()          drafter.toml, the user's config, the environment   -> Settings
    resolve(spec, settings)  "local", "openai:NAME", "replay:PATH" …            -> Model
    Store(folder)            answers already paid for
    Chain(model, store=…)    asks, retries, repairs, stores, counts what it spends
    draft(facts, chain)      async; without a chain from the facts' own words   -> Draft
    read_text(path)          anybody's report: txt, md, docx                    -> str
    parse(text, genre)       the parts of that text                             -> Report
    check(report)            what is wrong with it                              -> Finding, …
    explain(rule)            what a rule asks for, with examples                -> Rule
    export(report, path)     docx, txt, html or json, by the suffix

Spans are `(start, end)` in characters of `Report.text`, lengths are characters without blanks,
times are seconds, sizes bytes. Whatever is the user's or the world's fault is a `DrafterError`
with one clear line and an exit code: `BadInput` for what was given, `ModelFailed` for the model
and the way to it, `Stopped` for a budget that is spent.

>>> import asyncio
>>> from drafter import check, draft, load_genre, parse, read_facts
>>> facts = read_facts("seeds/education-2023/facts.md")
>>> len(facts), facts.year, facts.role
(27, 2023, '县教育局局长')
>>> facts["F5"].text
'新建改扩建学校6所，新增学位3240个'
>>> made = asyncio.run(draft(facts, None))  # None: the facts' own words, no model
>>> made.report.text.splitlines()[0], made.has_errors, len(made.joined)
('2023年度述职述廉报告', False, 27)
>>> changed = made.report.text.replace("3240个", "3420个")
>>> found = check(parse(changed, load_genre("shuzhi"), facts=facts), only=["unsupported-figure"])
>>> [(finding.text, finding.facts) for finding in found]
[('3420个', ('F5',))]

With a model; this one plays back what a strong model once said of another sheet:

>>> from drafter import Chain, read_settings, resolve
>>> chain = Chain(resolve("replay:tests/recorded/strong/police-2023.jsonl", read_settings()))
>>> made = asyncio.run(draft(read_facts("seeds/police-2023/facts.md"), chain))
>>> chain.spend.calls, made.accepted, len(made.refused), made.has_errors
(7, 16, 0, False)
"""

from importlib import import_module
from pathlib import Path
from typing import Any

__version__ = "0.1.0"


def _homes() -> dict[str, tuple[str, str]]:
    """Where each public name lives: module and name there, as the stub beside this file has it.

    The stub is what type checkers read, so that every public name stands once.
    """
    homes: dict[str, tuple[str, str]] = {}
    for line in Path(__file__).with_suffix(".pyi").read_text("utf-8").splitlines():
        match line.split():
            case ["from", module, "import", inner, "as", name]:
                homes[name] = module, inner
            case [name, "=", alias]:  # under another name than it has at home
                package, _, inner = alias.partition(".")
                homes[name] = ".".join(homes[package]), inner
    return {name: home for name, home in homes.items() if not name.startswith("_")}


_HOMES = _homes()
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """A public name, loaded when first asked for.

    The command line imports this package at every start, and all of them together take ten
    times as long as --help.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, inner = _HOMES[name]
    found = globals()[name] = getattr(import_module(module), inner)
    return found
