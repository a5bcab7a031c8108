"""A sheet of facts as a file that every command reads."""

import json
from typing import Any

from drafter.document import Facts

HEADER = (
    *("genre", "year", "role", "unit", "audience"),
    *("title", "name", "length", "date", "staff"),
)


def header(facts: Facts) -> dict[str, Any]:
    """What a sheet says of itself, its facts apart."""
    return {name: getattr(facts, name) for name in HEADER}


def dumped(facts: Facts) -> bytes:
    """JSON of the sheet; reading it gives the same facts in the same places."""
    staff = {True: "有", False: "无", None: ""}[facts.staff]
    rows = [
        {
            key: told
            for key, told in (
                ("text", fact.text),
                ("group", fact.group),
                ("section", fact.role),
                ("evidence", fact.evidence),
            )
            if told
        }
        for fact in facts
    ]
    head = header(facts) | {"staff": staff}
    tree = {key: told for key, told in head.items() if told} | {"facts": rows}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
