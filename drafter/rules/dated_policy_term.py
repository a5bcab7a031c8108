"""Terms of policy written as current in a year when they were not."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.genre import PolicyTerm
from drafter.rules import Concern, Level, rule
from drafter.text import any_of

VERB = re.compile(  # 常态化推进扫黑除恶
    "(?:地?(?:深入|持续|扎实|全面|有序|纵深|继续)?(?:推进|开展|抓好|做好|深化|实施|落实|加强|推动|抓实|进行))?$"
)
FAR = 6  # characters of it


@rule("dated-policy-term", "提法不合年度", Severity.WARNING, Level.PROJECT, Concern.DATES)
def check(report: Report) -> Iterator[Flaw]:
    """政策提法要与述职年度相符（提法和适用年份在文种里，可自行增补）。

    反例：
        2023年，在县委的坚强领导下，本人全力打赢脱贫攻坚战。

    正例：
        2020年，在县委的坚强领导下，本人全力打赢脱贫攻坚战。

        2023年，在县委的坚强领导下，本人全力巩固拓展脱贫攻坚成果。

        2023年，在县委的坚强领导下，本人常态化开展扫黑除恶，持续推进常态化扫黑除恶。
    """
    terms = {policy.term: policy for policy in report.genre.policy}
    year = report.year
    if year is None:
        return
    for found in any_of(tuple(terms)).finditer(report.text):
        policy = terms[found[0]]
        is_valid = policy.first <= year <= policy.last
        if not is_valid and not _is_renewed(report.text, found.start(), policy):
            advice = f"改为“{policy.instead}”" if policy.instead else "核对当年的提法"
            yield Flaw(found.span(), f"“{found[0]}”与{year}年的提法不符", advice)


def _is_renewed(text: str, start: int, policy: PolicyTerm) -> bool:
    """The term stands inside the wording that took its place, a verb between or not."""
    before, _, after = policy.instead.partition(policy.term)
    end = start + len(policy.term)
    bare = VERB.sub("", text[max(0, start - len(before) - FAR) : start])
    has_before = bool(before) and bare.endswith(before)
    return has_before or (bool(after) and text.startswith(after, end))
