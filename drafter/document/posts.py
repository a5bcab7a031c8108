"""Posts: who leads a unit, who a part of it, who nobody. Told by `data/posts.toml`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from drafter.schema import table

_SEVERAL = re.compile(r"[、，,；;/／ ]|兼(?:任)?")
# 我任副镇长, 本人作为护士: the words in which somebody says what he is.
_HELD = re.compile(
    r"(?:我|本人)[^，。；：\n]{0,8}?(?:担任|现任|任|作为|是)(?:了|一名|一位)?"
    r"(?P<post>[^，。；：\n]{2,24})"
    r"|(?:作为|担任|现任)(?:一名|一位)?(?P<other>[^，。；：\n]{2,24})"
)


class Authority(StrEnum):
    """How much of a unit somebody leads."""

    ALONE = "nobody"
    PART = "what is assigned to him"
    UNIT = "the whole"


@dataclass(frozen=True, slots=True)
class Team:
    """Whom the holder of a post leads."""

    where: str
    head: str
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class Posts:
    """The words of `data/posts.toml`."""

    alone: str
    deputy: str
    acting: str
    head: str
    within: str
    odd: str
    team: tuple[Team, ...]


@cache
def posts() -> Posts:
    """The words for posts, read once."""
    return table(Posts, "posts")


def command_of(office: str) -> Authority:
    """How much somebody leads by his posts, told with marks or 兼 between them.

    >>> [command_of(office).name for office in ("县教育局局长", "副镇长", "四级主任科员")]
    ['UNIT', 'PART', 'ALONE']
    """
    return max(
        (_command(post.strip()) for post in _SEVERAL.split(office) if post.strip()),
        key=list(Authority).index,
        default=Authority.ALONE,
    )


def command_in(text: str) -> Authority | None:
    """How much the author of a text leads, by the post that he says he holds; None: he says none.

    >>> [command_in(text) for text in ("本人作为一名护士，", "2024年，我任副镇长。", "我很努力。")]
    [<Authority.ALONE: 'nobody'>, <Authority.PART: 'what is assigned to him'>, None]
    """
    words = posts()
    for found in _HELD.finditer(text):
        office = (found["post"] or found["other"]).rstrip("的")
        each = [post.strip() for post in _SEVERAL.split(office) if post.strip()]
        known = (words.alone, words.head, words.deputy)
        if any(re.search(pattern, post) for post in each for pattern in known):
            return command_of(office)
    return None


def is_post(words: str) -> bool:
    """Whether words are known for a post: somebody's who leads, or nobody's.

    >>> is_post("县教育局局长"), is_post("一级科员"), is_post("抓项目")
    (True, True, False)
    """
    told = posts()
    return any(re.search(each, words) for each in (told.alone, told.deputy, told.head))


def _command(post: str) -> Authority:
    words = posts()
    if re.search(words.alone, post):
        return Authority.ALONE
    if not re.search(words.head, post) and not re.search(words.deputy, post):
        return Authority.ALONE
    if re.search(words.deputy, post):
        return Authority.UNIT if re.search(words.acting, post) else Authority.PART
    return Authority.UNIT
