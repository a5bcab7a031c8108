"""Every version of a prompt as it is sent for a real sheet, so that a review sees what changes.

The files in `golden/` are what was sent when they were last renewed. After a change that is
meant, renew them and look at the difference:

    RENEW_GOLDEN=1 python -m pytest tests/chain/test_golden_prompts.py && git diff tests/golden
"""

import asyncio
import json
import os
from pathlib import Path

import pytest

from drafter import readers
from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.checking.critique import critique
from drafter.document import genre, parsing
from drafter.drafting.dry_run import Rehearsal, rehearse
from drafter.drafting.steps.craft import respond, write_point
from drafter.drafting.steps.plan import plan as plan_from_data
from drafter.models import Request
from tests.fakes import STRONG, TAUGHT, WEAK, FakeModel

HERE = Path(__file__).parent.parent
GOLDEN, SEEDS = HERE / "golden", HERE.parent / "seeds"
SHEET = SEEDS / "town-2024" / "facts.md"
REFS = [f"{name}@{version}" for name in prompts.names() for version in prompts.versions(name)]
RENEW = "RENEW_GOLDEN"


async def drafting(chain):
    """What a draft of a sheet asks."""
    await rehearse(readers.read_facts(SHEET), chain)


async def together(chain):
    """What a session asks of a taught model, for the first point and for the answers."""
    facts = readers.read_facts(SHEET)
    kind = genre.load(facts.genre)
    plan = plan_from_data(facts, kind)
    first = next(section for section in plan.sections if section.points)
    await write_point(first.points[0], first.role, facts, kind, chain)
    await respond(plan, facts, kind, chain)


async def judging(chain):
    """What a critique of a report asks."""
    text = (SEEDS / "town-2024" / "draft.none.txt").read_text("utf-8")
    facts = readers.read_facts(SHEET)
    report = parsing.parse(text, genre.load(facts.genre), facts=facts)
    await critique(report, chain)


ASKING = {  # who asks through a prompt, and what model it is for; others are filled directly
    "critique": (judging, WEAK),
    "answers": (drafting, STRONG),
    "feedback": (together, TAUGHT),
    "merge": (drafting, WEAK),
    "outline": (drafting, STRONG),
    "pair": (together, TAUGHT),
    "point": (together, TAUGHT),
    "polish": (drafting, STRONG),
    "section": (drafting, STRONG),
}


def filled(ref):
    """The first question that is asked through `ref`, with all that is sent."""
    with prompts.pinned(ref) as (prompt,):
        request = asked(prompt) if prompt.name in ASKING else direct(prompt)
    schema = json.dumps(request.schema, ensure_ascii=False, indent=1)
    return (
        f"temperature {request.temperature}, max_tokens {request.max_tokens}\n"
        f"---- system\n{request.system}\n---- user\n{request.user}\n---- schema\n{schema}\n"
    )


def asked(prompt):
    """The first question as the program puts it."""
    asking, profile = ASKING[prompt.name]
    chain = Rehearsal(Chain(FakeModel(json.dumps, profile)))
    asyncio.run(asking(chain))
    return next(each.request for each in chain.asked if each.request.prompt == prompt.ref)


def direct(prompt):
    """The prompt with facts of a sheet; every other value is its own name."""
    facts = readers.read_facts(SHEET)
    values = {name: f"〈{name}〉" for name in prompt.head.inputs}
    if "facts" in values:
        values["facts"] = "\n".join(fact.text for fact in facts)
    system, user = prompt.render(**values)
    head = prompt.head
    return Request("", system, user, max_tokens=head.max_tokens, temperature=head.temperature)


@pytest.mark.parametrize("ref", REFS)
def test_what_is_sent_is_what_was_reviewed(ref):
    """Word for word, schema included: a change of prompt, step or sheet shows in its golden."""
    path = GOLDEN / f"{ref}.txt"
    if os.environ.get(RENEW):
        path.write_text(filled(ref), "utf-8")

    assert path.exists(), f"no golden for {ref}: see how to renew them at the top of this file"
    assert filled(ref) == path.read_text("utf-8"), (
        f"{ref} is sent otherwise than {path.name} says; if that is meant: {RENEW}=1 python -m "
        f"pytest {Path(__file__).name}, and commit the difference"
    )


def test_no_golden_is_of_a_version_that_is_gone():
    """One file a version, and no other."""
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(REFS)
