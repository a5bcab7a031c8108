"""The ceremony of a report: title, name, salutation, preamble, closing, signature. Pure.

Everything comes from the sheet. What it does not say is left out, or is 〔待补：…〕 where the
genre cannot do without. Which of several wordings stands depends on the sheet alone, so that
the same sheet reads the same every time and different sheets do not all read alike.
"""

import re
import zlib
from collections.abc import Sequence
from string import Template

from drafter.document import Fact, Facts
from drafter.document.genre import CeremonyWordings, Genre
from drafter.document.posts import Authority
from drafter.drafting import author
from drafter.drafting.own_words import feedback
from drafter.text import length, strip_end

DEED = 4  # characters that say what was done
SHOWN = 2  # issues of last year named in the preamble
WIDE = "\u3000"
MOST = 130  # characters of a preamble
PLAIN = "做好各项工作"
NAME = "〔待补：姓名〕"
POST = "〔待补：单位和职务〕"
YEAR = "〔待补：报告年度〕"
_QUOTED = re.compile(
    r"(?:反馈|指出|提出|提的|认为|评价|说|意见是|问题|不足)[^，。；“\"「]{0,10}[“\"「]([^”\"」]{2,24})[”\"」]"
)
_CHANGED = re.compile("→|⇒|➔|[—=-]>")  # what was wanting, and what was done
_ISSUE = re.compile(
    r"(?:反馈|指出|提出|认为|说)(?:的|了|我们?|本人|存在|主要|问题|是|在|[，：: 1一、])*"
    r"([^，。；：:“”]{3,20}?)(?:的?问题)?(?=[，。；：:]|$)"
)
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?)?")
_ENTERPRISE = re.compile(r"公司|集团|银行|支行|国企|企业|厂")
_SPLIT = re.compile(r"和(?=[^和]*$)")


def title(facts: Facts, genre: Genre) -> str:
    """The sheet's own title where it is that of such a report of this year, else the genre's.

    Args:
        facts: the sheet.
        genre: the kind of report.
    """
    own = facts.title.strip()
    is_own = re.fullmatch(genre.ceremony.titled, own)
    if is_own and facts.year and str(facts.year) in own:
        return own
    return genre.title_for(facts.year)


def name_line(facts: Facts) -> str:
    """Who reports: the post, a wide blank, the name.

    >>> name_line(Facts((), role="县教育局局长", name="李明"))
    '县教育局局长\u3000李明'
    >>> name_line(Facts((), role="局长", unit="县教育局"))
    '县教育局局长\u3000〔待补：姓名〕'
    """
    return f"{author.post(facts) or facts.role.strip() or POST}{WIDE}{facts.name.strip() or NAME}"


def salutation(facts: Facts, genre: Genre) -> str:
    """Whom the report addresses; "" where the sheet does not say, or such a report greets nobody.

    >>> from drafter.document import genre
    >>> kind = genre.load("shuzhi")
    >>> heard = ("县委、县政府和市公安局", "评议大会", "")
    >>> [salutation(Facts((), audience=to), kind) for to in heard]
    ['县委、县政府，市公安局：', '各位领导、同志们：', '']
    >>> salutation(Facts((), audience="市国资委党委和集团党委"), kind)
    '市国资委党委、集团党委：'
    """
    told = facts.audience.strip().rstrip("：:。 ")
    if not told or not genre.ceremony.greets:
        return ""
    if _is_hall(told):
        return f"{told}：" if told.startswith(("各位", "尊敬的")) else genre.ceremony.hall
    if len(author.leaders_of(told)) > 1:
        told = _SPLIT.sub("，" if "、" in told else "、", told)
    return f"{told}："


def _is_hall(audience: str) -> bool:
    """Whether people listen rather than a body reads."""
    return not author.leaders_of(audience) and bool(author.HEARERS.search(audience))


def preamble(facts: Facts, thread: str, issue: Sequence[Fact], genre: Genre) -> str:
    """The first paragraph: year, who led, the post, who was led, what it was about, feedback.

    Args:
        facts: the sheet.
        thread: what this year was about, a clause such as 围绕稳粮、修路两件事抓落实; "" for none.
        issue: the facts of last year's feedback; what was done about it among them.
        genre: the kind of report.
    """
    words = genre.ceremony
    is_alone = words.alone_openings and not author.leads_staff(facts)
    if is_alone or not words.is_of_work:
        return _closed([_opening(facts, words)], facts, words)
    led, about = _led(facts, words), strip_end(thread.strip("，、；"))
    # What was done about the feedback has a label of its own: an opening that tells the work
    # does not tell it too.
    answered = "" if about else _answered(facts, issue, genre)
    if led and not about:
        about = PLAIN  # those who are led have to be led to something
    clauses = [_opening(facts, words), led, about, answered]
    told = _closed(clauses, facts, words)
    if length(told) > MOST:  # who was led goes without saying
        clauses[1] = ""
        told = _closed(clauses, facts, words)
    return told


def _closed(clauses: Sequence[str], facts: Facts, words: CeremonyWordings) -> str:
    end = Template(_pick(words.ends, facts, "end")).substitute(
        clean=_clean(facts), year=_year(facts)
    )
    return "，".join(filter(None, clauses)) + "。" + end


def _opening(facts: Facts, words: CeremonyWordings) -> str:
    led = author.leadership(facts.audience, facts.unit + facts.role)
    leads = author.leads_staff(facts)
    strong = author.is_party(led) and leads
    post = author.post(facts)
    openings = words.openings if leads else words.alone_openings or words.openings
    return Template(_pick(openings, facts, "opening")).substitute(
        year=_year(facts),
        led=led,
        strong="坚强" if strong else "",
        post=post or "岗位",
    )


def _year(facts: Facts) -> str:
    return f"{facts.year}年" if facts.year else YEAR


def _led(facts: Facts, words: CeremonyWordings) -> str:
    """The clause on those who are led; "" for somebody who leads nobody."""
    team = author.team(facts)
    if not team:
        return ""
    heads = author.command(facts) is Authority.UNIT
    form = _pick(words.whole if heads else words.part, facts, "team")
    return Template(form).substitute(team=team)


def _answered(facts: Facts, issue: Sequence[Fact], genre: Genre) -> str:
    """The clause on last year's feedback, where the sheet says what was done."""
    if not issue or not _has_remedy(issue):
        return ""
    return Template(_pick(genre.ceremony.answered, facts, "feedback")).substitute(
        before=_pick(_years_before(facts, issue), facts, "year"),
        issue=issue_of(issue, genre) or "问题",
    )


def _years_before(facts: Facts, issue: Sequence[Fact]) -> tuple[str, ...]:
    """What the year before is called: by its number only where the sheet does so."""
    before = facts.year - 1 if facts.year else None
    is_told = any(f"{before}年" in fact.text for fact in issue)
    return ("上年度", f"{before}年度") if is_told else ("上年度",)


def _has_remedy(issue: Sequence[Fact]) -> bool:
    """Whether more is told than the issue alone."""
    if len(issue) > 1:
        return True
    text = strip_end(issue[0].text)
    found = _QUOTED.search(text)
    rest = text[found.end() :].removeprefix("的").removeprefix("问题") if found else text
    done = re.split(r"[，。；：:]", rest, maxsplit=1)[1:]
    return any(length(part) >= DEED for part in done)


def issue_of(issue: Sequence[Fact], genre: Genre) -> str:
    """What last year's feedback found wanting, in the sheet's words; "" where it is not plain.

    >>> from drafter.document.genre import load
    >>> issue_of([Fact("F1", "上年考核说我们“工程推进慢”，每周调度一次")], load("shuzhi"))
    '“工程推进慢”问题'
    >>> issue_of([Fact("F1", "2023年度反馈的班子沟通不够的问题，开碰头会48次")], load("shuzhi"))
    '班子沟通不够问题'
    >>> issue_of([Fact("F1", "总行说贷后检查走过场 -> 换成双人现场")], load("shuzhi"))
    '“总行说贷后检查走过场”问题'
    >>> issue_of([Fact("F1", "反馈意见都改了")], load("shuzhi"))
    ''
    """
    quoted = [found[1] for fact in issue if (found := _QUOTED.search(fact.text))]
    names = [each.removesuffix("问题").removesuffix("的") for each in dict.fromkeys(quoted)]
    if names:
        more = "等" * (len(names) > SHOWN)
        return "".join(f"“{name}”" for name in names[:SHOWN]) + more + "问题"
    for fact in issue:
        if _CHANGED.search(fact.text) and (lead := feedback(fact.text, genre).lead):
            return f"“{lead}”问题"
        found = _ISSUE.search(fact.text)
        if found and not re.search(r"\d|改|意见|问题", found[1]):
            return f"{found[1].removesuffix('的')}问题"
    return ""


def _clean(facts: Facts) -> str:
    """廉洁从业 in an enterprise, 廉洁 elsewhere."""
    return "廉洁从业" if _ENTERPRISE.search(facts.unit + facts.role) else "廉洁"


def closing(facts: Facts, genre: Genre) -> tuple[str, ...]:
    """The last lines: the closing, and name and date where the sheet gives them.

    >>> from drafter.document import genre
    >>> sheet = Facts((), name="李明", date="2025-01-06", audience="县委")
    >>> closing(sheet, genre.load("shuzhi"))[1:]
    ('述职人：李明', '2025年1月6日')
    """
    words = genre.ceremony
    kind = words.spoken if _is_hall(facts.audience.strip()) else words.closings
    rows = [_pick(kind, facts, "closing")]
    if facts.name.strip():
        rows.append(f"{words.signer}：{facts.name.strip()}")
    if facts.date.strip():
        rows.append(_dated(facts.date.strip()))
    return tuple(rows)


def _dated(date: str) -> str:
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day = found.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def _pick(choices: Sequence[str], facts: Facts, what: str) -> str:
    """One of several, the same for the same sheet, in turn with nothing else of it."""
    told = "\n".join([what, facts.role, facts.unit, *(fact.text for fact in facts)])
    return choices[(zlib.crc32(told.encode()) + facts.wording) % len(choices)]
