"""What stands around an old report's facts: its author, and the lines kept as they are."""

import re
from collections import Counter

from drafter.document import Kind, Report
from drafter.drafting.own_words import own_words
from drafter.genre import Genre
from drafter.rewriting.splitting import announces, without_slogans
from drafter.text import length, sentences, strip_end

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
    r"^.{2,16}?(?:局|委|院|校|公司|集团|镇|乡|街道|村|中心|办|大队|所|站)(?=党|书记|局|主|院|校|镇|乡|副|总|董|经|所|站|队|长)"
)
_GREETING = re.compile(
    r"(?:尊敬的)?各位[^，。！：:]{1,20}[，、：:]?(?:大家|同志们|朋友们)?(?:上午|下午|早上|晚上)?好?[！!。：:]?"
)
_SURE = 2  # mentions from which a year is the report's


def year_of(report: Report) -> int | None:
    """The year reported on, where the text says it: title, preamble, else the one it speaks of."""
    told = report.year
    if told:
        return told
    counts = Counter(_YEAR.findall(report.text)).most_common(2)
    is_clear = counts and counts[0][1] >= _SURE and (len(counts) < 2 or counts[0][1] > counts[1][1])  # noqa: PLR2004
    return int(counts[0][0]) if is_clear else None


def role_of(report: Report) -> str:
    """The author's office, "" where the text does not say."""
    kinds = (Kind.TITLE, Kind.PREAMBLE, Kind.SIGNATURE)
    told = "\n".join(p.text for p in report.paragraphs if p.kind in kinds)
    found = _ROLE.search(told)
    return (found["own"] or found["title"] or "") if found else ""


def unit_of(role: str) -> str:
    """The body that an office belongs to.

    >>> unit_of("县教育局局长"), unit_of("校长")
    ('县教育局', '')
    """
    found = _UNIT.match(role)
    return found[0] if found else ""


def audience_of(report: Report) -> str:
    """Who leads: 县委、县政府."""
    told = "\n".join(p.text for p in report.of(Kind.PREAMBLE))
    found = _LED.search(told)
    return found[1] if found else ""


def front_of(report: Report) -> str:
    """Titles and salutation with the blank lines among them, up to what follows."""
    return report.text[: _first_told(report)]


def back_of(report: Report) -> str:
    """Closing and signature with the blank lines before them, to the end."""
    kinds = (Kind.CLOSING, Kind.SIGNATURE)
    last = [p for p in report.paragraphs if p.kind not in kinds]
    if not last or last[-1] is report.paragraphs[-1]:
        return ""
    end = last[-1].span[1]
    return report.text[end:].removeprefix("\n")


def preamble_of(report: Report, genre: Genre) -> str:
    """What of the preamble is as the genre wants it: a year, who led, 本人; without slogans.

    Where the first paragraph goes on with the year's work, only its first sentence.
    """
    at = opening_of(report)
    if at is None:
        return ""
    whole = own_words(report.paragraphs[at].text) + "。"
    found = [whole[slice(*span)] for span in sentences(whole)]
    is_alone = all(p.kind is not Kind.PREAMBLE for p in report.paragraphs[at + 1 :])
    is_short = is_alone and len(found) <= genre.preamble.max_sentences
    kept = [without_slogans(strip_end(each), genre) for each in (found if is_short else found[:1])]
    text = "".join(f"{each}。" for each in kept if each and not announces(each))
    return text if _is_whole(text, genre) else ""


def opening_of(report: Report) -> int | None:
    """Which paragraph is the preamble: the first of the text, a greeting passed over."""
    kinds = (Kind.PREAMBLE, Kind.BODY)
    told = [
        (at, p)
        for at, p in enumerate(report.paragraphs)
        if p.kind not in (Kind.TITLE, Kind.SALUTATION) and not greets(p.text)
    ]
    return told[0][0] if told and told[0][1].kind in kinds and not told[0][1].role else None


def _is_whole(text: str, genre: Genre) -> bool:
    spec = genre.preamble
    first = text.partition("。")[0]
    return (
        bool(genre.year_in(first))
        and any(word in first for word in spec.leadership)
        and any(word in first for word in spec.person)
        and length(first) < genre.limits.sentence_warning
        and not any(word in text for word in genre.phrases.colloquial)
    )


def _first_told(report: Report) -> int:
    kinds = (Kind.TITLE, Kind.SALUTATION)
    told = (p for p in report.paragraphs if p.kind not in kinds and not greets(p.text))
    return next((p.span[0] for p in told), len(report.text))


def greets(line: str) -> bool:
    """Whether a line only greets those who listen.

    >>> greets("各位居民代表：大家好！"), greets("各位领导高度重视，新建学校6所。")
    (True, False)
    """
    return bool(_GREETING.fullmatch(line))
