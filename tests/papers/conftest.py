"""The reports of all sheets, drafted once from the facts' own words."""

import asyncio
from pathlib import Path

import pytest

from drafter import readers
from drafter.drafting import draft

SEEDS = Path(__file__).parents[2] / "seeds"
SHEETS = sorted(SEEDS.glob("*/facts.*"))


@pytest.fixture(scope="session")
def reports():
    """By the name of the sheet."""

    async def drafted():
        return {
            path.parent.name: (await draft(readers.read_facts(path), None)).report
            for path in SHEETS
        }

    return asyncio.run(drafted())
