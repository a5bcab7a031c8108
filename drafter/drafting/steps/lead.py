"""Leads where the tables only guess, or do not fit a single fact: a taught model names the point.

Over single facts of unusual posts two judges, who saw all leads mixed and unmarked, took three of
eight of the tables' and six of six of the model's; over what is plainly about a duty, and over more
facts, the tables' read better. It is asked as it was taught, for the beginning of its answer alone.
What it says stands where it begins as leads do, names nothing that no fact tells, has no figure
and, where it names things one by one, leaves none out. Two facts that it cannot name together it
names one by one. Else the plan's own lead stays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.document import Fact, Facts, Plan, PlannedSection
from drafter.document.genre import Genre
from drafter.drafting import author
from drafter.drafting.gate import refusal
from drafter.drafting.phrases import duties, leads
from drafter.drafting.phrases.duties import Office
from drafter.drafting.steps.craft import lead_of, told_of
from drafter.drafting.steps.plan import hold, is_short, said
from drafter.errors import BadAnswer
from drafter.text import length

LENGTH = (5, 20)  # characters of a lead
PAIR = 2  # facts that are named one by one where they have no name together
STOP = "正文"  # what its answer goes on with, which is not wanted here
_OTHER_VERBS = (
    "清理 整理 清查 排查 调解 调处 经营 发布 设置 开设 调配 编制 编印 接待 受理 审理 "
    "侦办 侦破 查处 救治 救助 护送 抢修 检修 更新 采购 销售 招引 走访 慰问 评选 拍摄 "
    "采写 播出 出版 研发 试验 繁育 种植 养护 巡护 管护 监测 检测 检验 测报 征收 清缴 "
    "追缴 追回 发放 兑付 拨付 审核 评审 登记 归档 修复 展出 讲解 招聘 招录 照护 普及 "
    "压减 缩短 降低 扩大 延长 减轻 方便 回收 收购 接收 移交 公开 公示 抽查 核查 督查 "
    "督办 调查 评估 鉴定 处理 答复 回访 劝导 疏导 拆除 改建 扩建 新建 迁建"
)
_FIGURE = re.compile(r"[\d*＊“”《》]")
_THINGS = re.compile("[，、]|和|与|及|并")


@dataclass(frozen=True, slots=True)
class Led:
    """A plan with leads of a model among those of the tables."""

    plan: Plan
    leads: tuple[str, ...]  # the model's
    log: tuple[str, ...]  # which were refused, and why


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every question is about, and what became of the answers."""

    facts: Facts
    genre: Genre
    chain: Askable
    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


async def lead_points(plan: Plan, facts: Facts, genre: Genre, chain: Askable) -> Led:
    """The plan with a taught model's leads where the tables guess or do not fit a single fact.

    Args:
        plan: made from data.
        facts: the sheet.
        genre: the kind of report.
        chain: the model, which was taught the prompt `point`.
    """
    office = duties.office(facts)
    asked = _Asked(facts, genre, chain)
    sections = [await _led(section, asked, office) for section in plan.sections]
    return Led(replace(plan, sections=tuple(sections)), tuple(asked.taken), tuple(asked.refused))


async def _led(section: PlannedSection, asked: _Asked, office: Office | None) -> PlannedSection:
    """A section whose leads are the tables' where they hold, and else the model's, if they may."""
    if len(section.points) == 1:
        return section
    rows = [[asked.facts[id] for id in point.facts] for point in section.points]
    texts = [[fact.text for fact in row] for row in rows]
    found = leads.in_series(texts, section.role, office)
    staff = author.staff(asked.facts)
    made = [said(lead, section.role, office, staff) for lead in found]
    is_main = section.role == duties.MAIN
    fits = hold(leads.fits, found, texts, section.role, office)
    sure = hold(leads.is_sure, found, texts, section.role, office)
    is_named = [sure[at] if is_main and len(row) > 1 else fits[at] for at, row in enumerate(rows)]
    named: list[str] = []
    for at, row in enumerate(rows):
        if is_named[at] or not found[at]:
            continue
        if lead := await _lead(row, section.role, asked, made[:at] + made[at + 1 :]):
            made[at], is_named[at] = lead, True
            named.append(lead)
    if not is_main and is_short(texts) and not all(is_named):
        return section
    asked.taken.extend(named)
    points = (replace(each, lead=lead) for each, lead in zip(section.points, made, strict=True))
    return replace(section, points=tuple(points))


async def _lead(row: Sequence[Fact], role: str, asked: _Asked, others: Sequence[str]) -> str:
    """What the model calls a point; "" where that may not stand, or not beside other leads."""
    lead = await _together(row, role, asked)
    if lead and any(leads.share_words(lead, other) for other in others):
        asked.refused.append(f"未采用领句“{lead}”：另一点的领句里有同样的话")
        return ""
    return lead


async def _together(row: Sequence[Fact], role: str, asked: _Asked) -> str:
    """A name for all the facts of a point, or for each of two; "" where neither may stand."""
    lead, reason = await _named(row, role, asked)
    if not reason:
        return lead
    asked.refused.append(f"未采用领句“{lead}”：{reason}" if lead else reason)
    if len(row) != PAIR:
        return ""
    each = [await _named([fact], role, asked) for fact in row]
    joined = "，".join(dict.fromkeys(lead for lead, _ in each))
    fits = LENGTH[0] <= length(joined) <= LENGTH[1]
    return joined if fits and not any(reason for _, reason in each) else ""


async def _named(row: Sequence[Fact], role: str, asked: _Asked) -> tuple[str, str]:
    """What the model calls some facts, and why that may not stand; "" where it may."""
    try:
        reply = await asked.chain.ask(
            prompts.active("point"),
            told_of(row, role, asked.facts, asked.genre),
            parse=lead_of,
            step="plan",
            stop=STOP,
        )
    except BadAnswer:
        return "", f"没有给 {row[0].id} 等的领句"
    return reply.value, misnamed(reply.value, [fact.text for fact in row]) or refusal(
        reply.value, row, asked.facts, asked.genre, kind="lead"
    )


def misnamed(lead: str, texts: Sequence[str]) -> str:
    """Why a lead of a small model may not stand over some facts; "" where it may.

    >>> misnamed("抓好粮食收购和轮换", ["秋粮收购6.7万吨", "县级储备轮换2.2万吨"])
    ''
    >>> misnamed("抓防汛、强监管", ["防汛转移群众2317人"])
    '不是领句常用的动词开头'
    >>> misnamed("履行河长职责", ["履行河长职责，巡河48次"])
    '照念要点的话'
    >>> misnamed("办理社保卡和档案数字化", ["社保卡换发2650张", "档案扫描4300卷", "调解纠纷12起"])
    '没有罩住第3条'
    """
    if not LENGTH[0] <= length(lead) <= LENGTH[1]:
        return f"应为{LENGTH[0]}至{LENGTH[1]}字"
    if not _verb(lead):
        return "不是领句常用的动词开头"
    if _FIGURE.search(lead):
        return "带着数字或引文"
    things = [each.removeprefix(_verb(each)) for each in _THINGS.split(lead) if each]
    for thing in things:
        if len(leads.covers(thing, texts)) == len(texts):
            return f"“{thing}”没有事实"
    if any(text.startswith(lead) for text in texts):
        return "照念要点的话"
    left = leads.covers(lead, texts) if len(things) > 1 or len(texts) == PAIR else []
    return f"没有罩住第{left[0] + 1}条" if left else ""


def _verb(words: str) -> str:
    return words[: duties.VERB] if words[: duties.VERB] in _verbs() else ""


@cache
def _verbs() -> frozenset[str]:
    """What leads begin with: those of the tables, and what they never needed."""
    return frozenset(
        lead[: duties.VERB]
        for office in duties.load().values()
        for matter in (*office.duties, *office.families)
        for lead in matter.leads
    ).union(_OTHER_VERBS.split())
