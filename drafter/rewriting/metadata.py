"""Who wrote an old report, when, and who leads him: as far as the text says it."""

import re
from collections import Counter

from drafter.document import ParagraphKind, Report

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")
_LED = re.compile(
    r"在((?:[省市县区旗镇乡街道]|党|政府|委|组|工|董事会|集团|公司|总|支|部|局|、|和)+?)(?:的)?(?:坚强|正确|统一)?领导下"
)
_ROLE = re.compile(
    r"(?:本人|我)(?:作为|担任|任|现任)(?P<own>[^，。；、]{2,20}(?:、[^，。；、]{2,12})?)|"
    r"^(?P<title>[\u4e00-\u9fff、]{4,24}?(?:书记|局长|主任|院长|校长|镇长|乡长|县长|区长|经理|董事长|所长|队长|站长))"
    r"(?=(?:19|20)\d\d|述职|个人|[ \u3000])",
    re.MULTILINE,
)
_UNIT = re.compile(
    r"^.{2,16}?(?:学(?=副?校长)|局|委|院|校|公司|集团|镇|乡|街道|村|中心|办|大队|所|站)(?=党|书记|局|主|院|校|镇|乡|副|总|董|经|所|站|队|长)"
)
_SURE = 2  # mentions from which a year is the report's


def year_of(report: Report) -> int | None:
    """The year reported on, where the text says it: title, preamble, else the one it speaks of."""
    stated = report.year
    if stated:
        return stated
    counts = Counter(_YEAR.findall(report.text)).most_common(2)
    is_clear = counts and counts[0][1] >= _SURE and (len(counts) < 2 or counts[0][1] > counts[1][1])  # noqa: PLR2004
    return int(counts[0][0]) if is_clear else None


def role_of(report: Report) -> str:
    """The author's office, "" where the text does not say."""
    kinds = (ParagraphKind.TITLE, ParagraphKind.PREAMBLE, ParagraphKind.SIGNATURE)
    header = "\n".join(p.text for p in report.paragraphs if p.kind in kinds)
    found = _ROLE.search(header)
    return (found["own"] or found["title"] or "") if found else ""


def unit_of(role: str) -> str:
    """The body that an office belongs to.

    >>> unit_of("县教育局局长"), unit_of("校长")
    ('县教育局', '')
    >>> unit_of("青松小学校长")
    '青松小学'
    """
    found = _UNIT.match(role)
    return found[0] if found else ""


def audience_of(report: Report) -> str:
    """Who leads: 县委、县政府."""
    preamble = "\n".join(p.text for p in report.of(ParagraphKind.PREAMBLE))
    found = _LED.search(preamble)
    return found[1] if found else ""
