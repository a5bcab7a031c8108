"""What a sheet tells of its author: what he leads, who leads him, what he is called."""

import re
from collections.abc import Sequence
from string import Template

from drafter.document import Facts
from drafter.document.posts import Authority, command_of, posts

ABOVE = "上级党组织"  # who leads, where the sheet does not say
STAFF = "干部职工"  # whom somebody leads, where their trade has no word for them
TEAM = "团队成员"  # whom somebody leads whose post tells nothing
LEADERS = re.compile(
    r"(?:党委|党组|党工委|党总支|党支部|政府|[省市县区州旗镇乡团]委|常委会|工委|董事会|管委会|理事会"
    r"|总部|总公司|总行|分行|集团|公司|学校|学院|医院|[局厅办会委])$"
)
PARTY = re.compile(r"[省市县区州旗镇乡]委|党委|党组|党工委|党总支|党支部")
# They hear and judge, they do not lead.
HEARERS = re.compile(
    r"人大(?!常委会党组)|政协(?!党组)|考核|考察|评议|测评|述职|组织部|人事|大会|代表|党员|职工|同志|领导(?!小组)|评委|专家|群众|各位|会议|干部|办公会"
)
_BODIES = re.compile(r"[、，,；; ]+|(?<=[委府组局会院司团])[和与及并]")
_GUIDES = ("人大", "政协")
_TRADE = re.compile("民警辅警|医护人员|护理人员|教职工|教师|干警|指战员|员工|社区工作者")
_PLACE = re.compile(r"([镇乡])(?=党|长|人|政|书|组|宣)|([省市县区州旗])(?=委书记|长)")
_PARTY_POST = re.compile("书记(?!员)")
_OTHER_SECRETARY = re.compile("纪[委检]|纪律|团[委支总]|共青团|副书记|第一书记")
_GOVERNS = re.compile("(?<=.)(?:人民政府|政府|(?:村民|居民)?委员会|[村居]委会|党委|党支部)$")
_PLACES = frozenset("镇乡村县区市旗州")
_SHARED = 2  # characters that end a unit and begin a post and are said once


def command(facts: Facts) -> Authority:
    """How much the author leads: by the header where it says so, else by the post.

    >>> [command(Facts((), role=role)).name for role in ("县教育局局长", "副镇长", "四级主任科员")]
    ['UNIT', 'PART', 'ALONE']
    """
    if facts.staff is False:
        return Authority.ALONE
    found = command_of(facts.role)
    return Authority.PART if facts.staff and found is Authority.ALONE else found


def leads_staff(facts: Facts) -> bool:
    """Whether the author leads anybody, the whole or a part."""
    return command(facts) is not Authority.ALONE


def leads_party(facts: Facts) -> bool:
    """Whether the author is secretary of a party committee, group or branch.

    >>> leads_party(Facts((), role="机电工程学院党委书记")), leads_party(Facts((), role="纪委书记"))
    (True, False)
    """
    return bool(_PARTY_POST.search(facts.role)) and not _OTHER_SECRETARY.search(facts.role)


def heads_unit(facts: Facts) -> bool:
    """Whether the author decides for a whole unit, so that 民主集中制 is asked of him.

    >>> [heads_unit(Facts((), role=role)) for role in ("县教育局局长", "县税务局股长", "副镇长")]
    [True, False, False]
    """
    own = facts.role if len(facts.role) > _SHARED else facts.unit + facts.role
    whole = command(facts) is Authority.UNIT and facts.staff is not False
    return whole and not re.search(posts().within, own)


def team(facts: Facts) -> str:
    """Whom the author leads, in the report's words; "" where he leads nobody.

    >>> team(Facts((), role="青溪镇党委书记", unit="青溪镇党委"))
    '镇党委班子和全镇干部群众'
    >>> team(Facts((), role="县税务局四级主任科员")), team(Facts((), role="派出所所长"))
    ('', '全体民警辅警')
    """
    held = command(facts)
    if held is Authority.ALONE:
        return ""
    if command_of(facts.role) is Authority.ALONE:
        return TEAM
    told = f"{facts.unit} {facts.role}"
    for row in posts().team:
        words = row.head if held is Authority.UNIT else row.deputy
        if words and re.search(row.where, told):
            place = _place(told)
            whole = f"全{place}" if place else "广大"
            return Template(words).substitute(party=_party(facts), place=place, whole=whole)
    return "干部职工" if held is Authority.UNIT else "分管领域干部职工"


def staff(facts: Facts) -> str:
    """What the people are called whom the author leads, where their trade has a word for them.

    >>> staff(Facts((), role="县公安局局长")), staff(Facts((), role="县教育局局长"))
    ('民警辅警', '干部职工')
    """
    found = _TRADE.search(team(facts))
    return found[0] if found else STAFF


def _party(facts: Facts) -> str:
    """党组 or 党委, whichever the sheet speaks of."""
    told = "".join([facts.role, facts.unit, *(fact.text for fact in facts)])
    group = len(re.findall("党组(?!织|书记工作)", told))
    board = len(re.findall("局党委|党委(?:会|班子|书记|委员|理论|中心组)", told))
    if group == board:
        return "领导"
    return "党组" if group > board else "党委"


def _place(told: str) -> str:
    """镇, 乡, 县 …, the last that a post names; "" where it only says 乡镇."""
    found = [one or other for one, other in _PLACE.findall(told.replace("乡镇", ""))]
    return found[-1] if found else ""


def leaders_of(audience: str) -> tuple[str, ...]:
    """Those of an audience who lead; a hall of listeners and those who only judge do not.

    >>> [leaders_of(to) for to in ("县委、县政府和市公安局", "各位领导、同志们", "县委考核组")]
    [('县委', '县政府', '市公安局'), (), ()]
    """
    return tuple(
        each
        for part in _BODIES.split(audience)
        if (each := part.strip("：:。 ")) and LEADERS.search(each) and not HEARERS.search(each)
    )


def leadership(audience: str, post: str = "") -> str:
    """Who leads, as far as the sheet's audience says, else the party above; and who guides.

    A standing committee above guides those of its own kind; others it only hears.

    >>> [leadership(to) for to in ("县委、县政府，市公安局", "县委、县政府", "全体职工")]
    ['县委、县政府和市公安局', '县委、县政府', '上级党组织']
    >>> [leadership("县人大常委会和乡党委", post) for post in ("乡人大主席", "县教育局局长")]
    ['县人大常委会指导和乡党委', '乡党委']
    """
    found = leaders_of(audience)
    if not found:
        return ABOVE
    kinds = {kind for kind in _GUIDES if kind in post}
    heard = (part.strip("：:。 ") for part in _BODIES.split(audience))
    guides = [each for each in heard if any(kind in each for kind in kinds)]
    led = _together(found)
    return f"{'、'.join(guides)}指导和{led}" if guides else led


def _together(found: Sequence[str]) -> str:
    """Several bodies in one run."""
    *first, last = found
    is_pair = len(found) == _SHARED and found[0][:-1] == found[1][: len(found[0]) - 1]
    if not first:
        return last
    return "、".join(found) if is_pair else f"{'、'.join(first)}和{last}"


def is_party(led_by: str) -> bool:
    """Whether those who lead are of the party or a government, whose leadership is 坚强."""
    return bool(PARTY.search(led_by))


def post(facts: Facts) -> str:
    """The author's post with the unit before it, each word once; "" where the sheet has neither.

    >>> [post(Facts((), role=role, unit="县教育局")) for role in ("局长", "县教育局局长")]
    ['县教育局局长', '县教育局局长']
    >>> post(Facts((), role="党委书记", unit="青溪镇党委"))
    '青溪镇党委书记'
    >>> post(Facts((), role="镇党委副书记、镇长", unit="双河镇人民政府"))
    '双河镇党委副书记、镇长'
    """
    unit, role = facts.unit.strip(), facts.role.strip()
    if is_odd(role):
        role = ""
    if not unit or not role:
        return role
    for size in range(min(len(unit), len(role)), _SHARED - 1, -1):
        if unit.endswith(role[:size]):
            return unit + role[size:]
    place = _GOVERNS.sub("", unit)
    if role[0] == place[-1] and role[0] in _PLACES:
        return place + role[1:]
    if role[0] == unit[0] or role[:_SHARED] in unit or unit[-_SHARED:] in role:
        return role
    return unit + role


def is_odd(role: str) -> bool:
    """Whether a post cannot stand before 职责 as it is: a sentence, figures, a mask."""
    return bool(re.search(posts().odd, role))


def office(facts: Facts) -> str:
    """The author for a model: post, unit, year, who leads and who is led, a line each."""
    led = team(facts)
    rows = (
        ("职务", facts.role),
        ("单位", facts.unit),
        ("年度", str(facts.year or "")),
        ("报告对象", facts.audience),
        ("带领的人", led or "无下属：不写“团结带领”“班子”“带队伍”"),
    )
    return "\n".join(f"{key}：{value}" for key, value in rows if value)
