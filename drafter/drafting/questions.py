"""What has to be asked of the author: what is doubtful on the sheet, and what the genre misses."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from drafter.document import Fact, Facts, Role, genre
from drafter.document.genre import Demand
from drafter.document.posts import Authority
from drafter.drafting import author, own_words
from drafter.drafting.owning_up import owns_up
from drafter.drafting.told_twice import folded, same_deed
from drafter.figures import Figure, figures
from drafter.schema import table
from drafter.text import overlap, shorten, strip_end
from drafter.text.localities import Ledger, Told, locality, setting

SHOWN = 17  # characters of a fact in a question
LEAST = 3  # characters besides the figure that say what is counted
SURE = 5  # the same, where the clause stands behind another and may lack its subject
_OF_A_YEAR = re.compile(r"(?:19|20)\d\d年度?")  # says when, and not what is counted
_CLAUSE = re.compile(r"[^，；。！？,;]+")
_OPEN_SUBJECT = re.compile(
    r"其中|同比|环比|比|较|增|降|减|升|投资|总|占|惠及|涉及|覆盖|参加|参训|带动|培训|受益|满意|合格|办结|完成率|平均|最|剩|还"
)
_ROUND = re.compile(r"左右|上下|大约|大概|约|几|来[个家户人名件次]|好多|若干")
_RANGE = re.compile(
    r"(?<![\d.\-—年月])\d+(?:\.\d+)?\s*[-—–~～至到]\s*\d+(?:\.\d+)?(?![\d.\-]|年|月|日|号|时|点|岁|周|班|楼|层|级)[%％万亿]?[\u4e00-\u9fff]?"
)
_TIME = re.compile(
    r"(?<![\d年])(去年|前年|明年|上年度?(?=[^，。；]{0,4}(?:考核|反馈|测评|评议))|上半年|下半年|今年|本月|上个?月|下个?月|近期|最近|上次考核|上届)"
)
_OFFSETS = {"去年": -1, "前年": -2, "明年": 1, "上年": -1, "上年度": -1, "上次考核": -1}
_HALVES = frozenset(("上半年", "下半年"))
_NOT_ABOUT = frozenset((Role.FEEDBACK, Role.MEASURE))


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the author, and the facts it is about."""

    facts: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Words, and what is said where they stand."""

    words: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The tables of `data/demands.toml`."""

    most: int
    advice: tuple[Advice, ...]
    alike: tuple[Advice, ...]


@cache
def _tables() -> Questions:
    return table(Questions, "demands")


def demands(facts: Facts, told: Mapping[str, Sequence[Fact]]) -> list[tuple[str, str]]:
    """What the genre asks of this post and the sheet lacks: the section, the text of 〔待补：…〕.

    Args:
        facts: the sheet.
        told: the facts of each section, by role. Where it speaks of last year's feedback and
            holds none, that is asked too.

    Returns:
        At most two a section.
    """
    kind, most = genre.load(facts.genre), _tables().most
    parts = kind.parts_of("leads" if author.leads_staff(facts) else "alone")
    is_left_out = {
        role: not part.is_demanded and not any(told.get(each) for each in part.tells)
        for part in parts
        for role in part.tells
    }
    sheet = "\n".join(f"{fact.group} {fact.text}" for fact in facts)
    found: list[tuple[str, str]] = []
    for role, rows in told.items():
        if is_left_out.get(role):
            continue
        fitting = [d for d in kind.demands if d.role == role and _is_for(d, facts)]
        asked = [d for d in fitting if d.empty] if not rows else []
        asked = asked or [d for d in fitting if not d.empty and _lacks(d, sheet, rows)]
        found += [(role, each.text) for each in asked[:most]]
    if Role.FEEDBACK in told and not told[Role.FEEDBACK] and not is_left_out[Role.FEEDBACK]:
        found.append((Role.FEEDBACK, "上年度考核反馈的具体问题和整改情况"))
    return found


def _is_for(demand: Demand, facts: Facts) -> bool:
    """Whether the genre asks this of the author's post."""
    if demand.unless and re.search(demand.unless, f"{facts.unit} {facts.role}"):
        return False
    held = author.command(facts)
    match demand.who:
        case "all":
            return True
        case "alone":
            return held is Authority.ALONE
        case "leads":
            return held is not Authority.ALONE
        case "head":
            return author.heads_unit(facts)
        case _:
            return held is not Authority.ALONE and not author.heads_unit(facts)


def _lacks(demand: Demand, sheet: str, rows: Sequence[Fact]) -> bool:
    if any(word in sheet for word in demand.words):
        return False
    return not demand.only or (
        bool(rows) and all(any(word in fact.text for word in demand.only) for fact in rows)
    )


def queries(facts: Facts, unanswered: Sequence[Fact] = ()) -> tuple[Query, ...]:
    """What to ask the author, the doubtful first; what the genre misses is open in the text.

    Args:
        facts: the sheet.
        unanswered: shortcomings without a measure.
    """
    return (
        *contradictions(facts),
        *repeated(facts),
        *unmet_told(facts),
        *owned_up(facts),
        *doubtful_times(facts),
        *rough_figures(facts),
        *_masked(facts),
        *_unnamed(facts),
        *(advise(fact) for fact in unanswered),
    )


def unmet_told(facts: Facts) -> tuple[Query, ...]:
    """Facts without a label that tell what there is not, and where they were written.

    >>> unmet_told(Facts((Fact("F1", "全馆无一人有中级职称"),)))[0].text
    '“全馆无一人有中级职称”没有说是成绩还是不足，当作不足写了，对吗？'
    >>> unmet_told(Facts((Fact("F1", "新建分馆3个，至今没有开门"),)))[0].text
    '“至今没有开门”是不是不足？同一条里还有做成的事，先写在工作里；算不足的请挪到“不足”下面'
    """
    found = []
    for fact in facts:
        clause = "" if fact.role else own_words.unmet(fact.text)
        if clause and own_words.is_deed(fact.text):
            said = "是不是不足？同一条里还有做成的事，先写在工作里；算不足的请挪到“不足”下面"
            found.append(Query((fact.id,), f"“{clause}”{said}"))
        elif clause:
            said = "没有说是成绩还是不足，当作不足写了，对吗？"
            found.append(Query((fact.id,), f"“{clause}”{said}"))
    return tuple(found)


def owned_up(facts: Facts) -> tuple[Query, ...]:
    """Facts that their author put among the work, and in which he owns up to a failing.

    >>> noted = Fact("F1", "渡口停航9天，责任在我", role="duty")
    >>> owned_up(Facts((noted,)))[0].text
    '“渡口停航9天，责任在我”是不是不足？按标题先写在工作里；算不足的请挪到“不足”下面'
    """
    said = "是不是不足？按标题先写在工作里；算不足的请挪到“不足”下面"
    return tuple(
        Query((fact.id,), f"“{shorten(fact.text, SHOWN)}”{said}")
        for fact in facts
        if fact.role and fact.role not in set(Role) and owns_up(fact.text)
    )


def contradictions(facts: Facts) -> tuple[Query, ...]:
    """Facts that give one thing two values; both stay, the author is asked.

    >>> found = contradictions(Facts((Fact("F1", "讲党课4次"), Fact("F2", "共讲了党课3次"))))
    >>> found[0].facts, found[0].text
    (('F1', 'F2'), '“讲党课4次”和“共讲了党课3次”对不上，以哪个为准？两条都先留着')
    >>> contradictions(Facts((Fact("F1", "南沟镇，卫生室9间"), Fact("F2", "北沟镇，卫生室7间"))))
    ()
    """
    seen = Told[tuple[str, str, str], tuple[str, Figure, str]]()
    found = []
    ledger = Ledger(fact.text for fact in facts)
    for fact in facts:
        if fact.role in _NOT_ABOUT:
            continue
        for key, where, figure, clause in _counted(fact.text, ledger):
            id, other, before = seen.before(key, where, (fact.id, figure, clause))
            if id != fact.id and other.value != figure.value:
                text = f"“{before}”和“{clause}”对不上，以哪个为准？两条都先留着"
                found.append(Query((id, fact.id), text))
    return tuple(found)


def repeated(facts: Facts) -> tuple[Query, ...]:
    """Facts that may open with one deed, where it is not certain; both are told.

    >>> repeated(Facts((Fact("F1", "城区修渠12公里"), Fact("F2", "修渠12公里，灌溉900亩"))))[0].text
    '“城区修渠12公里”和“修渠12公里，灌溉900亩”说的是不是一件事？是的请并成一条'
    """
    rows = [(fact, own_words.own_words(fact.text)) for fact in facts if fact.role not in _NOT_ABOUT]
    found = []
    for (one, first), (other, second) in itertools.combinations(rows, 2):
        if same_deed(first, second) and not folded(first, second):
            shown = f"“{shorten(first, SHOWN)}”和“{shorten(second, SHOWN)}”"
            found.append(Query((one.id, other.id), f"{shown}说的是不是一件事？是的请并成一条"))
    return tuple(found)


def _counted(text: str, ledger: Ledger) -> Iterator[tuple[tuple[str, str, str], str, Figure, str]]:
    """Each clause with one figure: what it counts, where and in what, its setting, both."""
    for number, found in enumerate(_CLAUSE.finditer(text)):
        clause = found[0].strip()
        told = [f for f in figures(clause) if f.kind not in {"date", "ordinal"}]
        told = [f for f in told if not clause.startswith("号", f.span[1])]  # 2号水厂 is a name
        if len(told) != 1 or told[0].value is None:
            continue
        (start, end) = told[0].span
        subject = _plain(clause[:start] + clause[end:])
        least = SURE if number else LEAST
        if len(_OF_A_YEAR.sub("", subject)) >= least and not _OPEN_SUBJECT.match(subject):
            before = text[: found.end()]
            key = ("".join(sorted(subject)), locality(before) or ledger.owner(before), told[0].unit)
            yield key, setting(before), told[0], clause


def _plain(clause: str) -> str:
    """A clause without filling words, with one word for those that say the same."""
    clause = re.sub(r"[\s“”《》（）()]", "", clause)
    for row in _tables().alike:
        for word in row.words:
            clause = clause.replace(word, row.text)
    return clause


def doubtful_times(facts: Facts) -> tuple[Query, ...]:
    """Words of time that hang on when the sheet was written, one question a word.

    >>> doubtful_times(Facts((Fact("F1", "去年考核指出调研少"),), year=2024))[0].text
    '“去年”按2023年写，对吗？'
    """
    told: dict[str, list[str]] = defaultdict(list)
    is_assumed = facts.year is None or any("没有写明年度" in note for note in facts.notes)
    for fact in facts:
        for word in dict.fromkeys(found[1] for found in _TIME.finditer(fact.text)):
            if word != "今年" or is_assumed:
                told[word].append(fact.id)
    return tuple(Query(tuple(ids), _when(word, facts.year)) for word, ids in told.items())


def _when(word: str, year: int | None) -> str:
    if year and word in _OFFSETS:
        return f"“{word}”按{year + _OFFSETS[word]}年写，对吗？"
    if year and word in _HALVES:
        return f"“{word}”是不是{year}年的？全年的数有没有？"
    return f"“{word}”是什么时候？请写明年份或者月份"


def rough_figures(facts: Facts) -> tuple[Query, ...]:
    """One question for all figures that are no exact ones: 约, 左右, 几, 3—5.

    >>> rough_figures(Facts((Fact("F1", "走访企业30家左右"), Fact("F2", "讲党课4次"))))[0].text
    '这些数不准，能核准的请核准：“30家左右”'
    """
    rough = [
        (fact.id, shown)
        for fact in facts
        if fact.role != Role.MEASURE
        for shown in _rough(fact.text)
    ]
    if not rough:
        return ()
    shown = "、".join(f"“{text}”" for _, text in rough)
    ids = tuple(dict.fromkeys(id for id, _ in rough))
    return (Query(ids, f"这些数不准，能核准的请核准：{shown}"),)


def _rough(text: str) -> Iterator[str]:
    spans = []
    for figure in figures(text):
        start, end = figure.span
        written = text[start : end + 2] if text[end : end + 2] in ("左右", "上下") else figure.text
        is_rough = figure.approx == "vague" or _ROUND.search(written)
        if figure.kind not in {"date", "mask"} and is_rough:
            spans.append((start, end))
            yield written
    for found in _RANGE.finditer(text):
        if not any(overlap(found.span(), span) for span in spans):
            yield found[0]


def _masked(facts: Facts) -> Iterator[Query]:
    ids = tuple(fact.id for fact in facts if re.search(r"[*＊]", fact.text))
    if ids:
        yield Query(ids, "带*号的地方定稿前请补全")


def _unnamed(facts: Facts) -> Iterator[Query]:
    wanted = {
        "述职人姓名": facts.name,
        "报告年度": facts.year,
        "述职人职务": facts.role,
        "向谁报告（主送）": facts.audience,
    }
    yield from (Query((), f"没有写{key}") for key, value in wanted.items() if not value)


def advise(shortcoming: Fact) -> Query:
    """What the author may want to write against a shortcoming; never put into the text.

    >>> advise(Fact("F7", "到企业走访少")).text
    '“到企业走访少”没有写措施。可以写：每月到哪里几次、带着什么问题去，记入台账，问题由谁办、怎么回复'
    """
    text = strip_end(shortcoming.text)
    shown = shorten(text, SHOWN)
    name = _CLAUSE.match(text)  # what it is about comes first, the scene behind it
    said = (_advice(name[0]) if name else "") or _advice(text) or _tables().advice[-1].text
    return Query((shortcoming.id,), f"“{shown}”没有写措施。可以写：{said}")


def _advice(text: str) -> str:
    rows = _tables().advice
    return next((row.text for row in rows if any(word in text for word in row.words)), "")
