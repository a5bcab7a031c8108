"""Who wrote a sheet, where a title or a line says so: 石板镇卫生院院长 杜海燕."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafter.document.posts import posts
from drafter.grounding.terms import SURNAMES

TOP = 3  # bullets among which the author's own line is looked for
_POST = r"[\u4e00-\u9fff、（）()]{2,30}"
_NAME = rf"(?:[{SURNAMES}]|欧阳|司马|诸葛)[\u4e00-\u9fff]{{1,2}}"
_LINE = re.compile(rf"(?P<role>{_POST})[\s\u3000，,：:]+(?P<name>{_NAME})")
_IN_TITLE = re.compile(
    rf"(?:^|[（(·—\s])(?P<role>{_POST}?)(?:同志)?(?:[\s\u3000]+(?P<name>{_NAME}))?"
    r"(?=[，,）)（(·]|$|(?:19|20)\d\d|年度?|年终|个人|述|工作总结|总结)"
)
_SAID = re.compile(
    rf"(?:我的?)?职务(?:按|写|是|为|填)*[“\"]?(?P<role>{_POST}?)[”\"]?(?:写|[，。；,;]|$)"
)
_AM = re.compile(  # 我是红枫敬老院的院长
    r"我是(?P<role>[\u4e00-\u9fff]{2,20}?(?:长|主任|书记|经理|主席|支书))(?=[\s，。；我]|$)"
)
_HEADLINE = re.compile(
    r"[^，。；：]{0,16}(?:述职|要点|素材|材料|提纲)[^，。；：]{0,6}[（(][^（）()]{2,40}[）)]"
)
_TO = re.compile(
    r"(?:述给|报给|报告(?:对象)?(?:还)?(?:是|报)*给?|述职对象是?)(?P<audience>[\u4e00-\u9fff、]{3,24}?)"
    r"(?:听|的|[，。；,;）)]|$)"
)
_BOTH = re.compile(rf"(?P<role>{_POST})[，,]\s*(?:述给|报给|报)(?P<audience>[\u4e00-\u9fff、]{{3,24}})")
_REPORTED = re.compile(r"(?:报|述给|向)(?P<audience>[\u4e00-\u9fff、]{3,20})(?:[）)]|述职)")
_UNIT = re.compile("[局委府院校司部会组团社所站]$|政府$|党委$|党组$")


@dataclass(frozen=True, slots=True)
class Author:
    """What was found, by the header's names; which lines say nothing else; what to say of it."""

    header: dict[str, str]
    lines: frozenset[int]
    notes: tuple[str, ...] = ()


def named(texts: Sequence[str], header: Mapping[str, str]) -> Author:
    """What the title and the lines of a sheet say of who writes and to whom.

    The header's own fields stand.

    >>> named(["石板镇卫生院院长 杜海燕", "修路3条"], {}).header
    {'role': '石板镇卫生院院长', 'name': '杜海燕'}
    >>> named(["修路3条"], {"title": "青川县科协主席2024年度述职要点"}).header["role"]
    '青川县科协主席'
    >>> named(["我职务写“县医院院长”，述给县卫健局听"], {}).header
    {'audience': '县卫健局', 'role': '县医院院长'}
    """
    found: dict[str, str] = {}
    notes: list[str] = []
    title = header.get("title", "")
    for match in (*_IN_TITLE.finditer(title), *_REPORTED.finditer(title)):
        found = {**_useful(match.groupdict()), **found}
    own: set[int] = set()
    both = _LINE.fullmatch(header.get("name", ""))
    if both and _is_post(both["role"]):  # 被考核人：总经理 尹志强
        found = {"role": both["role"], **found}
        header = {**header, "name": both["name"]}
    for number, text in enumerate(texts[:TOP]):
        match = _LINE.fullmatch(text.strip())
        if match and _is_post(match["role"]):
            found |= _useful(match.groupdict())
            own.add(number)
            notes.append(f"当作职务和姓名，没有作要点：{text.strip()}")
        elif not title and _HEADLINE.fullmatch(text.strip()):
            for match in (*_IN_TITLE.finditer(text), *_REPORTED.finditer(text)):
                found = {**_useful(match.groupdict()), **found}
            own.add(number)
            notes.append(f"当作标题，没有作要点：{text.strip()}")
    for number, text in enumerate(texts):
        match = _BOTH.fullmatch(text.strip("。 "))
        if match and _is_post(match["role"]):
            found = {**_useful(match.groupdict()), **found}
            own.add(number)
            notes.append(f"当作职务和报告对象，没有作要点：{text.strip()}")
        for pattern in (_SAID, _AM, _TO):
            for match in pattern.finditer(text):
                found = {**_useful(match.groupdict()), **found}
    new = {key: value for key, value in found.items() if not header.get(key)}
    if new:
        told = "，".join(f"{_CALLED[key]}“{value}”" for key, value in new.items())
        notes.append(f"文件头没有写，按标题和正文里的话取：{told}")
    return Author({**new, **{k: v for k, v in header.items() if v}}, frozenset(own), tuple(notes))


_CALLED = {"role": "职务", "name": "姓名", "audience": "报告对象"}


def _useful(found: Mapping[str, str | None]) -> dict[str, str]:
    """The fields that say what they should."""
    kept = {key: value.strip("、 ") for key, value in found.items() if value}
    if "role" in kept and "、" not in kept["role"]:
        kept["role"] = kept["role"].replace("的", "")
    if "role" in kept and not _is_post(kept["role"]):
        return {}
    if "audience" in kept and not _UNIT.search(kept["audience"]):
        return {}
    return kept


def _is_post(words: str) -> bool:
    """Whether words name a post: 县教育局局长, 公司总经理; 述职报告 does not."""
    last = re.split("[、，]", words)[-1]
    return len(words) > 1 and bool(re.search(posts().head, last) or re.search(posts().alone, last))
