"""The examples in a rule's documentation, read as the reports that they stand for."""

import re
from collections import defaultdict
from dataclasses import replace

from drafter.document import Evidence, Fact, Facts, Origin, genre
from drafter.document.parsing import parse
from drafter.document.views import sentences

_GIVEN = re.compile(r"(要点|年度|依据|重复|定稿|上年)：(.+)")


def example_report(example, id="shuzhi"):
    """The report that an example in a rule's documentation stands for."""
    lines = example.split("\n")
    given = defaultdict[str, list[str]](list)
    for line in lines:
        if found := _GIVEN.fullmatch(line.strip()):
            given[found[1]].append(found[2])
    text = "\n".join(line for line in lines if not _GIVEN.fullmatch(line.strip()))
    text *= int(next(iter(given["重复"]), "1"))
    items = tuple(Fact(f"F{count}", each) for count, each in enumerate(given["要点"], 1))
    year = next((int(each) for each in given["年度"]), None)
    facts = Facts(items, genre=id, year=year) if items or year else None
    report = parse(text, genre.load(id), facts=facts)
    origins = [Origin(each) for line in given["依据"] for each in line.split()]
    sourced = zip(sentences(report), origins, strict=False)
    before = "\n".join(given["上年"])
    return replace(
        report,
        evidence=tuple(Evidence(each.span, (), kind) for each, kind in sourced),
        is_final=bool(given["定稿"]),
        previous=parse(before, report.genre) if before else None,
    )
