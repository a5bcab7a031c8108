"""Who wrote a sheet, where a title or a line says so: 石板镇卫生院院长 杜海燕."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafter.document.posts import posts
from drafter.grounding.terms import SURNAMES

LONGEST = 60  # characters of a line that says who writes
MOST = 5  # words of a line that says who writes
_A_UNIT = re.compile(
    "[\u4e00-\u9fff]{2,16}(?:局|委|办|院|校|司|团|镇|乡|村|社区|街道|中心|大队|支队|所|站|馆|场|厂|行|社|处|科|部|会|公司|集团|医院|学校|中学|小学|幼儿园)"
)
_WEEKDAY = re.compile("(?:周|星期|礼拜)[一二三四五六日天]")
_DATED = re.compile(
    r"(?:(?:19|20)\d\d年?度?|[二〇○零一三四五六七八九]{4}年度?)(?:[（(]\d{4}[）)])?|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|[\u4e00-\u9fff]{0,6}(?:日志|述职|总结|要点|素材|材料|汇报|报告|群|随手记|随手写|手记|草稿|初稿)(?:的?料|材料|的东西)?(?:[（(][^（）()]{1,8}[）)])?"
)
TOP = 3  # bullets among which the author's own line is looked for
_POST = r"[\u4e00-\u9fff、（）()]{2,30}"
# Surnames that begin other words too: here a name stands by itself or behind a post.
_MORE = (
    "谭施殷武聂焦翟裴邢付祁耿盛岳尚甄佟滕巩牟解冉涂覃龚隋戚窦岑阚邸鞠佘丛荆兰池谷柏卓商桑宫仲应单时房车辛苟边简巫邬乌蔺鄢桂卞"
    "皮臧娄虞支经裘缪干宗宣贲郁杭左吉钮嵇滑荣羊惠曲封储靳糜富弓牧隗仇祖符景詹束幸韶蓟印宿怀邰鄂索咸籍屠蒙乔阴胥苍双闻莘党贡劳"
    "逄姬申扶堵宰郦雍璩濮寿通扈燕冀郏浦农瞿充慕茹宦鱼容慎戈庾居衡步都"
)
_TWOFOLD = (
    "欧阳|司马|诸葛|上官|尉迟|申屠|皇甫|令狐|慕容|司徒|端木|公孙|夏侯|东方|长孙|宇文|钟离|南宫"
)
_NAME = rf"(?:{_TWOFOLD}|[{SURNAMES}{_MORE}])[\u4e00-\u9fff]{{1,2}}"
# What people put behind their names above everything: 手机138…, 随手记，别外传.
_BESIDE = re.compile(
    r"[\s，,；;]+(?:手机|联系|电话|微信|同号|[/／、])*号?[：:]?\s*"
    r"(?:1[3-9]\d(?:[-—\s]?[\d*＊xX]{4}){2}|0\d{2,3}[-—]?[\d*＊xX]{7,8})$|[，,；;](?:别|不要|勿|请勿|仅供|保密|内部)[^，。；\d]{0,8}$"
)
_LINE = re.compile(rf"(?P<role>{_POST})[\s\u3000，,：:]+(?P<name>{_NAME})")
_IN_TITLE = re.compile(
    rf"(?:^|[（(·—\s]|(?<=\d{{4}}年)(?!度)|(?<=\d{{4}}年度))(?P<role>{_POST}?)(?:同志)?(?:[\s\u3000]+(?P<name>{_NAME}))?"
    r"(?=[，,）)（(·]|$|[\s\u3000]*(?:(?:19|20)\d\d|年度?|年终|个人|述|工作总结|总结))"
)
# 石桥镇镇长赵川; not 局长安全述职, whose 安 begins a word
_NAMED_POST = re.compile(
    rf"(?P<role>{_POST})(?P<name>(?!安全|高质|金融|方面|路政|江河|石化|水利|文化|白皮)"
    rf"(?:(?:{_TWOFOLD})|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}})"
)
# Before a telephone number a name is one, whatever its surname.
_REACHED = re.compile(rf"(?P<role>{_POST}?)(?P<name>{_NAME})")
_SAID = re.compile(
    rf"(?:我的?)?职务(?:按|写|是|为|填)*[“\"]?(?P<role>{_POST}?)[”\"]?(?:写|[，。；,;]|$)"
)
_AM = re.compile(  # 我是红枫敬老院的院长
    r"我是(?P<role>[\u4e00-\u9fff]{2,20}?(?:(?<!小组)(?<!党小)长|主任|书记|经理|主席|支书))(?=[\s，。；我]|$)"
)
_HEADLINE = re.compile(
    r"[^，。；：]{0,16}(?:述职|要点|素材|材料|提纲)[^，。；：]{0,6}[（(][^（）()]{2,40}[）)]"
)
_TO = re.compile(
    r"(?:述给|报给|报告(?:对象)?(?:还)?(?:是|报)*给?|述职对象是?)(?P<audience>[\u4e00-\u9fff、]{3,24}?)"
    r"(?:听|的|[，。；,;）)]|$)"
)
_BOTH = re.compile(
    rf"(?P<role>{_POST})[，,]\s*(?:述给|报给|报)(?P<audience>[\u4e00-\u9fff、]{{3,24}})"
)
_WITH_POST = re.compile(  # 何平（水务公司总经理）述职素材
    rf"(?:(?P<unit>{_A_UNIT.pattern})[\s\u3000]+)?(?P<name>{_NAME})[（(](?P<role>{_POST})[）)]"
    r"(?:[\s\u3000]*(?:(?:19|20)\d\d年?度?|述[职廉责]|年[度终]|个人|工作|总结|素材|材料|报告|要点|情况|填报"
    r"|[初草定底]?稿|记?的?料))*"
)
_REPORTED = re.compile(r"(?:报|述给|向)(?P<audience>[\u4e00-\u9fff、]{3,20})(?:[）)]|述职)")
_IN_CHARGE = re.compile(  # 副镇长（农业、水利、防汛）, behind a post
    "(?:(?<=[长任理员席])|(?<=书记))[（(](?:分管|主管|负责|管)?"
    "(?:[\u4e00-\u9fff]{2,8}[、，,/ ])+[\u4e00-\u9fff]{2,8}[）)]$"
)
_LAID_OUT = re.compile(r"[\s\u3000]{2,}(?=[\u4e00-\u9fff]{2,6}[：:])")  # several fields in a line
_SIGNED = re.compile(r"[*\s]*([\u4e00-\u9fff]{1,8})[*\s]*[：:](.+)")
_SIGNS = re.compile(  # who fills in a form may be the author, where his post stands there
    "(?:述职|述廉|报告|汇报|总结|填报|填表|填写|报送|报)人?(?:姓名)?|本人|姓名|整理人?"
)
_IN_HEADLINE = re.compile(r"[（(]([^（）()]{4,40})[）)]")
_APART = re.compile(r"[\s\u3000/／|，,；;（）()*]+")
_OF_UNIT = re.compile(
    r"[【\[]?(?:[\u4e00-\u9fff]{2}[】\]])?(?P<unit>[\u4e00-\u9fff]{3,20}?(?:局|委员?会?|办|院|校|司|团|镇|乡|村|社区|街道|中心|队"
    r"|所|站|馆|场|厂|行|社|处|部|库|中学|小学|幼儿园|集团))[\s\u3000]*(?:个人|领导人员|领导干部|主要负责人|班子成员)"
    r"?(?:年度)?(?:(?:19|20)\d\d年?度?)?[\s\u3000]*(?:述职|述廉|述责|工作总结|小结|台账)"
)
FIRST = 8  # lines among which a form's fields are looked for
_UNIT = re.compile("[局委府院校司部会组团社所站]$|政府$|党委$|党组$")


@dataclass(frozen=True, slots=True)
class SheetAuthor:
    """What was found, by the header's names; which lines say nothing else; what to say of it."""

    header: dict[str, str]
    lines: frozenset[int]
    notes: tuple[str, ...] = ()


def named(texts: Sequence[str], header: Mapping[str, str]) -> SheetAuthor:
    """What the title and the lines of a sheet say of who writes and to whom.

    The header's own fields stand.

    >>> named(["石板镇卫生院院长 杜海燕", "修路3条"], {}).header
    {'role': '石板镇卫生院院长', 'name': '杜海燕'}
    >>> named(["修路3条"], {"title": "青川县科协主席2024年度述职要点"}).header["role"]
    '青川县科协主席'
    >>> named(["我职务写“县医院院长”，述给县卫健局听"], {}).header
    {'audience': '县卫健局', 'role': '县医院院长'}
    """
    title = header.get("title", "")
    told_first = _from(title, _IN_TITLE, _REPORTED)
    found = {**_of_unit(title), **told_first, **_from(title, _WITH_POST), **_told_apart(title)}
    kept = {key: value for key, value in header.items() if value}
    for key in ("unit", "name", "role"):  # 单位：县医院   填表人：梁国栋（所长）
        first, *others = _LAID_OUT.split(kept.get(key, ""))
        if others:
            kept[key] = first
        found = {**found, **_signed(others)}
    if len(_APART.split(kept.get("name", "").strip())) > 1:  # 被考核人：总经理 尹志强
        person = _person(kept["name"])
        kept |= {"name": person["name"]} if "name" in person else {}
        found = {**found, **person}
    found = {**_signed(texts[:FIRST]), **found}
    found = {**_of_unit(texts[0] if texts else ""), **found}
    notes: dict[int, str] = {}
    for number, text in enumerate(texts):
        told = text.strip("。 \t\u3000")
        is_top = number < TOP
        told = _IN_CHARGE.sub("", told) if is_top else told
        kind = _kind(told, is_top=is_top, has_title=bool(title))
        if kind:
            notes[number] = f"当作{kind}，没有作要点：{text.strip()}"
        own = (
            {**_from(told, _IN_TITLE, _REPORTED), **_headlined(told)}
            if kind == "标题"
            else _from(told, *(form for _, form in _WHOLE))
        )
        found = {
            **_from(text, _SAID, _AM, _TO),
            **own,
            **_told_apart(told if is_top else ""),
            **found,
        }
    new = {key: value for key, value in found.items() if not kept.get(key)}
    said = "，".join(f"{_CALLED[key]}“{value}”" for key, value in new.items())
    more = [f"文件头没有写，按标题和正文里的话取：{said}"] if new else []
    return SheetAuthor({**new, **kept}, frozenset(notes), (*notes.values(), *more))


def _signed(lines: Sequence[str]) -> dict[str, str]:
    """What the fields of a form say of who fills it in, where they tell a post or a unit too.

    >>> _signed(["填写人：钱守田  党支部书记、主任"]), _signed(["填表人：小张"])
    ({'name': '钱守田', 'role': '党支部书记、主任'}, {})
    >>> _signed(["校长：郭海燕（党总支副书记）"])
    {'name': '郭海燕', 'role': '校长、党总支副书记'}
    """
    for line in lines:
        read = _SIGNED.fullmatch(line.strip()) if len(line) <= LONGEST else None
        if read is None:
            continue
        is_post = _is_post(read[1]) and not _SIGNS.fullmatch(read[1])
        if not is_post and not _SIGNS.fullmatch(read[1]):
            continue
        person = _person(_LAID_OUT.split(read[2])[0])
        if is_post and "name" in person:
            posts_told = [read[1], *filter(None, [person.get("role", "")])]
            return {**person, "role": "、".join(posts_told)}
        if len(person) > 1:
            return person
    return {}


def _person(value: str) -> dict[str, str]:
    """Name, post and unit that stand side by side in any order; {} without a name.

    >>> _person("陶永康（县市场监督管理局党组成员、副局长）")
    {'name': '陶永康', 'role': '县市场监督管理局党组成员、副局长'}
    >>> _person("罗思远/江南农商行城东支行"), _person("林业局 局长 王建国")["unit"]
    ({'name': '罗思远', 'unit': '江南农商行城东支行'}, '林业局')
    """
    told = [each for each in _APART.split(value) if each]
    names = [
        each
        for each in told
        if re.fullmatch(_NAME, each) and not (_is_post(each) or _A_UNIT.fullmatch(each))
    ]
    if len(names) != 1:
        return {}
    posts_here = [each for each in told if re.fullmatch(_POST, each) and _is_post(each)]
    units = [each for each in told if _A_UNIT.fullmatch(each) and each not in (*posts_here, *names)]
    role = {"role": "、".join(posts_here)} if posts_here else {}
    return {"name": names[0], **role, **({"unit": units[0]} if units else {})}


def _headlined(title: str) -> dict[str, str]:
    """Unit, post and name that a title has in brackets, in this order or with the name last.

    >>> _headlined("述职（医保局服务大厅 窗口 乔小梅，科员）")
    {'name': '乔小梅', 'role': '科员', 'unit': '医保局服务大厅窗口'}
    >>> _headlined("述职要点（初稿，别外传）"), _headlined("述职（何平 水务公司总经理）")["role"]
    ({}, '水务公司总经理')
    """
    found = _IN_HEADLINE.search(title)
    told = [each for each in _APART.split(found[1]) if each] if found else []
    person = _person(" ".join(told))
    if "role" not in person:
        return {}
    before = told[: told.index(person["name"])]
    is_unit = bool(before) and _A_UNIT.match(before[0]) and not any(map(_is_post, before))
    return {**person, **({"unit": "".join(before)} if is_unit else {})}


def _of_unit(title: str) -> dict[str, str]:
    """The unit that a title begins with: 临江区人民法院  个人述职述廉要点.

    >>> _of_unit("永丰国家粮食储备库　述职小结"), _of_unit("个人述职述廉要点")
    ({'unit': '永丰国家粮食储备库'}, {})
    """
    found = _OF_UNIT.match(title)
    return {"unit": found["unit"]} if found else {}


def _told_apart(text: str) -> dict[str, str]:
    """Post and name of a line of nothing else than unit, post, name, year, with blanks between.

    >>> _told_apart("石榴社区 党委书记 白雪梅 2024年"), _told_apart("教育局 新建学校 6所")
    ({'role': '石榴社区党委书记', 'name': '白雪梅'}, {})
    >>> _told_apart("青岗岭林场 尉迟松 随手记，别外传"), _told_apart("巫桂兰 述职的料")
    ({'unit': '青岗岭林场', 'name': '尉迟松'}, {'name': '巫桂兰'})
    >>> _told_apart("青石乡党委书记隗小满 138-0000-1234"), _told_apart("青石乡党委书记隗小满")
    ({'role': '青石乡党委书记', 'name': '隗小满'}, {})
    >>> _told_apart("2024-12-20 周五")
    {}
    """
    if len(text) > LONGEST:
        return {}
    parts = _BESIDE.sub("", text).split()
    whole = _REACHED.fullmatch(parts[0]) if len(parts) == 1 and _BESIDE.search(text) else None
    if whole and _is_post(whole["role"]):
        return {"role": whole["role"], "name": whole["name"]}
    people = [each for each in parts if re.fullmatch(_NAME, each) and not _is_post(each)]
    names = [each for each in people if not _WEEKDAY.fullmatch(each)]
    posts_here = [each for each in parts if re.fullmatch(_POST, each) and _is_post(each)]
    units = [each for each in parts if _A_UNIT.fullmatch(each) and each not in posts_here]
    known = {*names, *posts_here, *units, *filter(_DATED.fullmatch, parts)}
    if not MOST >= len(parts) > 1 or known != set(parts) or len(names) > 1:
        return {}
    name = {"name": names[0]} if names else {}
    if posts_here:
        unit = units[0] if units and units[0] not in posts_here[0] else ""
        return {"role": unit + posts_here[0], **name}
    return {**({"unit": units[0]} if units else {}), **name} if name else {}


_WHOLE = (  # lines that say nothing else
    ("职务和姓名", _LINE),
    ("姓名和职务", _WITH_POST),
    ("职务和报告对象", _BOTH),
)


def _kind(text: str, *, is_top: bool, has_title: bool) -> str:
    """What a line is that only says who writes, and to whom; "" for any other."""
    for kind, pattern in _WHOLE:
        match = pattern.fullmatch(text)
        if match and _is_post(match["role"]) and (is_top or pattern is _BOTH):
            return kind
    if is_top and _told_apart(text):
        return "职务和姓名"
    return "标题" if is_top and not has_title and _HEADLINE.fullmatch(text) else ""


def _from(text: str, *patterns: re.Pattern[str]) -> dict[str, str]:
    """The fields that patterns find in a text, the first that is found of each."""
    found: dict[str, str] = {}
    for pattern in patterns:
        matches = (
            [pattern.fullmatch(text)]
            if pattern in (_LINE, _WITH_POST, _BOTH)
            else pattern.finditer(text)
        )
        for match in matches:
            found = {**(_useful(match.groupdict()) if match else {}), **found}
    return found


_CALLED = {"role": "职务", "unit": "单位", "name": "姓名", "audience": "报告对象"}


def _useful(found: Mapping[str, str | None]) -> dict[str, str]:
    """The fields that say what they should."""
    kept = {key: value.strip("、 ") for key, value in found.items() if value}
    if "role" in kept and "、" not in kept["role"]:
        kept["role"] = kept["role"].replace("的", "")
    if "role" in kept and not _is_post(kept["role"]):
        both = _NAMED_POST.fullmatch(kept["role"])
        if "name" in kept or both is None or not _is_post(both["role"]):
            return {}
        kept |= both.groupdict()
    if "audience" in kept and not _UNIT.search(kept["audience"]):
        return {}
    return kept


def _is_post(words: str) -> bool:
    """Whether words name a post: 县教育局局长, 公司总经理; 述职报告 does not."""
    last = re.split("[、，]", words)[-1]
    return len(words) > 1 and bool(re.search(posts().head, last) or re.search(posts().alone, last))
