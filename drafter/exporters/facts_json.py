"""A sheet of facts as a file that every command reads."""

import json

from drafter.document import Facts


def dumped(facts: Facts) -> bytes:
    """JSON of the sheet; reading it gives the same facts in the same places."""
    header = {
        "genre": facts.genre,
        "year": facts.year,
        "role": facts.role,
        "unit": facts.unit,
        "audience": facts.audience,
        "title": facts.title,
        "name": facts.name,
        "length": facts.length,
        "date": facts.date,
        "staff": {True: "有", False: "无", None: ""}[facts.staff],
    }
    rows = [
        {
            key: value
            for key, value in (
                ("text", fact.text),
                ("group", fact.group),
                ("section", fact.role),
                ("evidence", fact.evidence),
            )
            if value
        }
        for fact in facts
    ]
    tree = {key: value for key, value in header.items() if value} | {"facts": rows}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
