"""A sheet of facts as a file that every command reads."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from drafter.document import Facts

UNTOLD = "不写的（{}）"  # the heading of what its author keeps back, and why

HEADER = (
    *("genre", "year", "role", "unit", "audience"),
    *("title", "name", "length", "date", "staff"),
)


def header(facts: Facts) -> dict[str, Any]:
    """What a sheet says of itself, its facts apart."""
    return {name: getattr(facts, name) for name in HEADER}


def dumped(facts: Facts, *, withheld: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """JSON of the sheet; reading it gives the same facts in the same places.

    Args:
        facts: of the sheet.
        withheld: by id, why a fact is not to be told: it stands under a heading that says so.
    """
    staff = {True: "有", False: "无", None: ""}[facts.staff]
    rows = [
        {
            key: value
            for key, value in (
                ("text", fact.text),
                ("group", UNTOLD.format(withheld[fact.id]) if is_untold else fact.group),
                ("section", "" if is_untold else fact.role),
                ("evidence", fact.evidence),
            )
            if value
        }
        for fact in facts
        for is_untold in (fact.id in withheld,)
    ]
    head = header(facts) | {"staff": staff}
    tree = {key: value for key, value in head.items() if value} | {"facts": rows}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
