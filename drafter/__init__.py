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
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drafter.chain import Chain as Chain
    from drafter.document import Facts as Facts
    from drafter.document import Finding as Finding
    from drafter.document import Plan as Plan
    from drafter.document import Report as Report
    from drafter.document import Severity as Severity
    from drafter.drafting import Draft as Draft
    from drafter.drafting import draft as draft
    from drafter.drafting.steps.plan import plan as plan
    from drafter.errors import BadInput as BadInput
    from drafter.errors import DrafterError as DrafterError
    from drafter.errors import ModelFailed as ModelFailed
    from drafter.errors import Stopped as Stopped
    from drafter.exporters import export as export
    from drafter.genre import Genre as Genre
    from drafter.genre import load as load_genre  # noqa: F401 - public under this name
    from drafter.models import Model as Model
    from drafter.models import resolve as resolve
    from drafter.readers import facts_from as facts_from
    from drafter.readers import read_facts as read_facts
    from drafter.readers import read_text as read_text
    from drafter.rules import Rule as Rule
    from drafter.rules import check as check
    from drafter.rules import explain as explain
    from drafter.settings import Settings as Settings
    from drafter.settings import read as read_settings  # noqa: F401 - public under this name
    from drafter.store import Store as Store
    from drafter.structure import parse as parse

__version__ = "0.1.0"

# Where each public name lives. Loaded when first asked for: the command line imports this
# package at every start, and all of them together take ten times as long as --help.
HOMES = {
    "read_facts": "drafter.readers:read_facts",
    "facts_from": "drafter.readers:facts_from",
    "Facts": "drafter.document:Facts",
    "load_genre": "drafter.genre:load",
    "Genre": "drafter.genre:Genre",
    "plan": "drafter.drafting.steps.plan:plan",
    "Plan": "drafter.document:Plan",
    "read_settings": "drafter.settings:read",
    "Settings": "drafter.settings:Settings",
    "resolve": "drafter.models:resolve",
    "Model": "drafter.models:Model",
    "Store": "drafter.store:Store",
    "Chain": "drafter.chain:Chain",
    "draft": "drafter.drafting:draft",
    "Draft": "drafter.drafting:Draft",
    "read_text": "drafter.readers:read_text",
    "parse": "drafter.structure:parse",
    "Report": "drafter.document:Report",
    "check": "drafter.rules:check",
    "Finding": "drafter.document:Finding",
    "Severity": "drafter.document:Severity",
    "explain": "drafter.rules:explain",
    "Rule": "drafter.rules:Rule",
    "export": "drafter.exporters:export",
    "DrafterError": "drafter.errors:DrafterError",
    "BadInput": "drafter.errors:BadInput",
    "ModelFailed": "drafter.errors:ModelFailed",
    "Stopped": "drafter.errors:Stopped",
}
__all__ = list(HOMES)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """A public name, loaded when first asked for."""
        if name not in HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, _, attribute = HOMES[name].partition(":")
        found = globals()[name] = getattr(import_module(module), attribute)
        return found
