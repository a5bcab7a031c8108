"""What stands in earlier drafts is worded otherwise, where there is another wording."""

import asyncio

from drafter.document import Fact, Facts
from drafter.drafting import _repeated, draft

FACTS = Facts(
    (Fact("F1", "新建改扩建学校6所", "duty"), Fact("F2", "新增学位3240个", "duty")),
    year=2023,
    role="县教育局局长",
    audience="县委、县政府",
)


def opening(made):
    """The preamble, up to what it reports."""
    return next(line.text for line in made.report.paragraphs if line.kind == "preamble")


def test_another_ceremony_is_chosen_where_the_first_stands_elsewhere():
    """Every sentence of the facts stays; without an earlier draft nothing changes."""
    first = asyncio.run(draft(FACTS, None))
    same = asyncio.run(draft(FACTS, None, shared=lambda _: ()))
    words = opening(first)[:30]
    other = asyncio.run(draft(FACTS, None, shared=lambda text: [words] if words in text else []))

    assert same.report.text == first.report.text
    assert words not in other.report.text
    assert all(fact.text in other.report.text for fact in FACTS)


def test_where_no_wording_helps_the_first_stays():
    """The facts' own words are not changed without a model."""
    first = asyncio.run(draft(FACTS, None))
    again = asyncio.run(draft(FACTS, None, shared=lambda _: ["新建改扩建学校6所"]))

    assert again.report.text == first.report.text


def test_a_model_is_told_of_a_few_runs_only():
    """The longest, each on one line; of none nothing is said."""
    told = _repeated(["第一\n处", *map(str, range(9))])

    assert "“第一 处”" in told
    assert told.count("“") == 5
    assert _repeated([]) == ""
