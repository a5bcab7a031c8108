"""Bullets to a sheet of facts: placed, numbered, duplicates noted, the year found."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.document import Fact, Facts, Role, genre
from drafter.document.genre import Genre
from drafter.errors import BadInput
from drafter.readers import author, characters, pasted, placement, struck
from drafter.readers import header as headers
from drafter.readers.answered import answers, further, under_criticism
from drafter.readers.corrections import corrected
from drafter.readers.unread import STRUCK, Unread, reasons
from drafter.text import shorten

_ADVICE = "每条要点单独一行，以“- ”开头"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年)")
_OLDER = re.compile(  # 1号炉是2009年的, 2009年建的, 自2015年起: of a thing, and no year reported on
    r"(?:(?:自从?|从|早在|始于|建于)\s*(?:19|20)\d\d年|(?:19|20)\d\d年(?:的(?=[，,。；、]|$|老)|(?:[建盖买购造装修][^，。；]{0,2}的)|以来|以前|之前|[起至]))"
)
_TO = re.compile("→|⇒|➔|—>|->|=>")
_TITLED = re.compile(  # 述职要点（2024）
    r"((?:19|20)\d\d)(?=\s*年|[）)]|\s*(?:个人|工作)?(?:述[职廉责]|年终|小结|总结|素材|要点))"
)
_BARE_YEAR = re.compile(r"(?:20)?(\d\d)\s*年度?[：:]?|20(\d\d)[：:]?")
# 于2024年3月1日开工 tells when something was done, and not when the sheet was written
_STAMP = re.compile(r"(?<![\d于间期限])(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*\d{1,2}(?!\d)")
LATE, EARLY = 10, 4  # months in which reports on a year are written: from its October to April
_PROOF = re.compile(r"[（(\[【](?:佐证|证据|依据)(?:材料)?[：:]([^（）()\[\]【】]+)[）)\]】]$")
_NOISE = re.compile(r"[\s。；;，,、.！!：:]+")
_ROW = re.compile(r"(?:^|(?<=[。；;]))[一二三四五六七八九]是[，,]?")
_CIRCLED = re.compile(r"(?:^|(?<=[。；;]))\s*([①-⑳])\s*")
_SLASHED = re.compile(r"(?<=[ \u3000])[/／](?=[ \u3000])")  # 疫点拔除 / 林道先修15公里
LEAST = 4  # characters of each of what is so parted
_STILL = re.compile(  # 接待游客9万人，停车场还是堵
    r"(?P<deed>.*\d.*)[，；](?P<lack>[^，。；：\d]{2,10}(?:还是|仍然?|依旧|依然|照样)(?:很|太|比较|有点)?"
    r"(?:堵|慢|乱|差|挤|脏|难|弱|跟不上|上不去|不够[\u4e00-\u9fff]?|没解决|没跟上))[。]?",
    re.DOTALL,
)
_ANSWERED = (Role.SHORTCOMING, Role.MEASURE)
_BESIDE = re.compile(  # 走访少；措施：每月走访2次
    r"(?P<lack>[^：:]*[^：:；;。，,（(→\s-])(?:[；;。，,\s]|→|➔|—>|->|=>|[（(])+"
    r"(?P<label>(?:改进|整改|下一步|下步)?(?:措施|办法|方向|打算)|整改|改进|对策|下一步|下步)[：:]\s*"
    r"(?P<plan>.*?[^）)\s])[）)]?"
)
_PLAINLY = re.compile("措施$")  # says of itself that a failing stands before it
SHOWN = 13  # characters of a bullet shown in a note


@dataclass(frozen=True, slots=True)
class Bullet:
    """One bullet as it was read."""

    text: str
    source: str
    group: str = ""
    section: str = ""  # a column or key that names the section outright
    evidence: str = ""
    under: str = ""  # the source of the bullet that it is nested under


def assemble(
    bullets: Iterable[Bullet],
    header: Mapping[str, str],
    source: str,
    notes: tuple[str, ...] = (),
) -> Facts:
    """The sheet, ids F1..Fn in reading order.

    Raises:
        BadInput: no bullet in it, or a header value that cannot be used.
    """
    kind = genre.load(headers.genre_id(header))
    broken: list[str] = []
    left = Unread()
    told = [_unstruck(_whole(bullet, broken), left) for bullet in bullets]
    told = [bullet for bullet in told if bullet.text.strip()]
    header = _whole_header(header, source, broken)
    notes = (*map(characters.without_halves, notes), *broken, *left.notes)
    texts, righted = corrected([(bullet.text, bullet.source) for bullet in told])
    told = [replace(each, text=text) for each, text in zip(told, texts, strict=True) if text]
    texts = [bullet.text for bullet in told]
    quoted = under_criticism(texts, [bullet.group for bullet in told])
    for at, text in (answers(texts) | quoted).items():
        told[at] = replace(told[at], text=text, section=Role.FEEDBACK)
    for at in further([bullet.text for bullet in told]):
        told[at] = replace(told[at], section=told[at].section or Role.FEEDBACK)
    writer = author.named([bullet.text for bullet in told], header)
    head = told[0].group if told else ""  # a heading above all may say who writes, and of when
    header = {**author.named([head], {}).header, **writer.header}
    told = [bullet for n, bullet in enumerate(told) if n not in writer.lines]
    notes = (*notes, *righted, *writer.notes)
    facts, repeated = _distinct([fact for bullet in told for fact in _facts(bullet, kind)])
    if not facts:
        raise BadInput(f"{source} 里没有要点", hint="；".join((_ADVICE, *reasons(notes))))
    given = headers.year(header, source)
    year, assumed = (given, "") if given else _year(facts, f"{header.get('title', '')} {head}")
    return Facts(
        items=tuple(_of_next_year(fact, year) for fact in facts),
        genre=kind.id,
        year=year,
        role=header.get("role", ""),
        unit=header.get("unit", ""),
        audience=header.get("audience", ""),
        title=header.get("title", ""),
        notes=tuple(note for note in (*notes, *repeated, *_unreadable(facts), assumed) if note),
        name=header.get("name", ""),
        length=headers.length(header, source),
        date=header.get("date", ""),
        staff=headers.staff(header, source),
        beside=tuple(header.get(headers.BESIDE, "").splitlines()),
    )


def noted(facts: Facts, note: str) -> Facts:
    """The sheet with one more note."""
    return replace(facts, notes=(*facts.notes, note))


def _whole(bullet: Bullet, broken: list[str]) -> Bullet:
    """A bullet without halves of characters, which no file can hold; `broken` names them."""
    told = {name: getattr(bullet, name) for name in ("text", "group", "section", "evidence")}
    strange = characters.halves("".join(told.values()))
    if not strange:
        return bullet
    broken.append(_broken(bullet.source, strange))
    return replace(bullet, **{name: characters.without_halves(each) for name, each in told.items()})


def _unstruck(bullet: Bullet, left: Unread) -> Bullet:
    """A bullet without what marks of its text strike out; `left` names that."""
    text, out = struck.without(bullet.text)
    for each in out:
        left.add(STRUCK, f"{bullet.source} {shorten(each, SHOWN)}")
    return replace(bullet, text=text) if out else bullet


def _whole_header(header: Mapping[str, str], source: str, broken: list[str]) -> Mapping[str, str]:
    """The same for the values of the header; one with characters that got lost is left out."""
    if strange := characters.halves("".join(header.values())):
        broken.append(_broken(source, strange))
    kept = {}
    for key, each in header.items():
        told = characters.without_halves(each)
        if strange := characters.unknown(told):
            name = headers.chinese(key)
            broken.append(f"{source} 的{name}有认不出的字（{characters.named(strange)}），请写明")
        if characters.LOST not in told:
            kept[key] = told
    return kept


def _broken(place: str, strange: str) -> str:
    return f"{place} 有残缺的字（{characters.named(strange)}），去掉了，请对照原文补上"


def _unreadable(facts: Sequence[Fact]) -> Iterator[str]:
    """A note for each fact with characters that only their font knows, and on another script."""
    if characters.is_traditional("".join(fact.text for fact in facts)):
        yield "要点是繁体字，会照原样写进简体的报告；请先转成简体"
    for fact in facts:
        if strange := characters.unknown(fact.text):
            yield f"{fact.source} 有认不出的字（{characters.named(strange)}），请对照原文改好"


def _facts(bullet: Bullet, kind: Genre) -> Iterator[Fact]:
    """The fact of a bullet; of admissions and measures told in a row (一是…。二是…) each.

    So is each of what is numbered ①…；②…, but in last year's criticism, whose halves stay together.
    """
    fact = _fact(bullet, kind)
    halves = _TO.split(fact.text, maxsplit=1)
    if len(halves) > 1 and all(map(str.strip, halves)):  # 不足 → 措施
        roles = [placement.prefix_role(each, kind) for each in _TO.split(fact.group, maxsplit=1)]
        if roles == [Role.SHORTCOMING, Role.MEASURE]:
            for text, role in zip(halves, roles, strict=True):
                again = "" if role == Role.SHORTCOMING else "#2"
                yield replace(fact, text=text.strip(), role=role, source=fact.source + again)
            return
    if pair := _answered(fact):
        yield from pair
        return
    still = _STILL.fullmatch(fact.text)
    if still and fact.role not in set(Role):  # what falls short, told behind what was done
        yield replace(fact, text=still["deed"])
        yield replace(
            fact, text=still["lack"], role=Role.SHORTCOMING, group="", source=f"{fact.source}#2"
        )
        return
    parts = _told_in_a_row(fact)
    for number, text in enumerate(parts, 1):
        source = fact.source if number == 1 else f"{fact.source}#{number}"
        yield replace(fact, text=text.rstrip("。；;，, ") if parts[1:] else text, source=source)


def _answered(fact: Fact) -> tuple[Fact, ...]:
    """A failing and the measure in its line that answers it: 走访少；措施：每月走访2次."""
    found = _BESIDE.fullmatch(fact.text)
    is_plain = found is not None and bool(_PLAINLY.search(found["label"]))
    if not found or not (fact.role == Role.SHORTCOMING or (not fact.role and is_plain)):
        return ()
    place = {"source": f"{fact.source}#2", "under": fact.source}
    return (
        replace(fact, text=found["lack"], role=Role.SHORTCOMING),
        replace(fact, text=found["plan"], role=Role.MEASURE, **place),
    )


def _told_in_a_row(fact: Fact) -> list[str]:
    """What is told in a row in a fact, each without its number; or the one thing that it says."""
    first, *rest = _CIRCLED.split(fact.text)
    marks, told = rest[::2], [each for each in (first, *rest[1::2]) if each.strip()]
    least = 2 if first else 1  # the reader of lines takes the first mark off
    in_order = [chr(ord("①") + n) for n in range(least - 1, least - 1 + len(marks))]
    if len(told) > 1 and marks == in_order and fact.role != Role.FEEDBACK:
        return told
    slashed = [each.strip() for each in _SLASHED.split(fact.text)]
    if len(slashed) > 1 and fact.role in _ANSWERED and all(len(each) >= LEAST for each in slashed):
        return slashed
    if not _ROW.match(fact.text):
        return [fact.text]
    parts = _ROW.split(fact.text)[1:]
    is_row = fact.role in _ANSWERED and len(parts) > 1
    return parts if is_row else [_ROW.sub("", fact.text, count=1)]


def _fact(bullet: Bullet, kind: Genre) -> Fact:
    text, evidence = pasted.plain(bullet.text) or bullet.text.strip(), bullet.evidence.strip()
    if not evidence and (proof := _PROOF.search(text)) and proof.start():
        text, evidence = text[: proof.start()].rstrip(), proof[1].strip()
    placed = placement.place(text, bullet.group.strip(), kind)
    role = section_role(bullet.section, kind) or placed.role
    return Fact("", placed.text, role, placed.group, bullet.source, evidence, bullet.under)


def section_role(section: str, kind: Genre) -> str:
    """The role that a 章节 column or key names: an id, or words as in a group heading."""
    section = section.strip()
    if section in kind.roles or section in set(Role):
        return section
    return placement.heading_role(section, kind)


def _of_next_year(fact: Fact, year: int | None) -> Fact:
    """A fact under a heading that is nothing but the year after the one reported on, as a plan."""
    bare = _BARE_YEAR.fullmatch(fact.group.strip())
    is_next = bare is not None and year is not None and int(bare[1] or bare[2]) == (year + 1) % 100
    return replace(fact, role=Role.MEASURE) if is_next and not fact.role else fact


def _distinct(facts: list[Fact]) -> tuple[list[Fact], list[str]]:
    """Every fact once, numbered; a bullet said again in the same place is noted and left out."""
    kept: dict[tuple[str, str], Fact] = {}
    notes = []
    for fact in facts:
        key = (_NOISE.sub("", fact.text), fact.role)
        if key in kept:
            first = kept[key]
            shown = shorten(fact.text, SHOWN)
            notes.append(f"{fact.source} 与 {first.source} 重复，只用一次：{shown}")
        else:
            kept[key] = replace(fact, id=f"F{len(kept) + 1}")
    ids = {fact.source: fact.id for fact in kept.values()}
    return [replace(fact, under=ids.get(fact.under, "")) for fact in kept.values()], notes


def _year(facts: list[Fact], title: str) -> tuple[int | None, str]:
    """The year reported on where the sheet does not say it, and why we think so."""
    if found := _TITLED.search(title):
        return int(found[1]), f"没有写明年度，按标题取 {found[1]} 年"
    past = _years(f"{fact.group} {fact.text}" for fact in facts if fact.role == Role.FEEDBACK)
    if past:
        last = max(past)
        return last + 1, f"没有写明年度，按“{last} 年度反馈”的下一年取 {last + 1} 年"
    stamps = [(int(y), int(m)) for fact in facts for y, m in _STAMP.findall(fact.text)]
    written = Counter(y - (m <= EARLY) for y, m in stamps if m >= LATE or m <= EARLY)
    if written and len(written) == 1:
        year = next(iter(written))
        return year, f"没有写明年度，按要点里写下的日期取 {year} 年"
    told = (_OLDER.sub("", fact.text) for fact in facts if fact.role != Role.MEASURE)
    named = _years(told)
    if named:
        year = max(named, key=lambda year: (named[year], year))
        return year, f"没有写明年度，按要点里最常出现的年份取 {year} 年"
    return None, "没有写明年度，要点里也没有年份；请在文件头写上“year: 2024”这样的一行"


def _years(texts: Iterable[str]) -> Counter[int]:
    return Counter(int(year) for text in texts for year in _YEAR.findall(text))
