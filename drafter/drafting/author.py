"""What a sheet tells of its author: the field of the office, and who leads it."""

import re

from drafter.document import Facts
from drafter.drafting.phrases import topics as topic

LEADERS = re.compile(
    "党委|政府|[省市区县旗镇乡]委|党组|党工委|党总支|党支部|董事会|管委会|人大常委会"
)


def field_of(facts: Facts) -> str:
    """The topic of the author's own office; "" when it has none, as a county's secretary."""
    weights = topic.weigh(f"{facts.role} {facts.unit}", "duty")
    return weights[0][0].id if weights else ""


def leadership(audience: str) -> str:
    """Who leads, where the sheet's audience says so; a hall of listeners does not lead."""
    return audience if audience and LEADERS.search(audience) else "上级党组织"
