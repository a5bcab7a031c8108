"""What a person wants of another version, as far as it can be understood without a model."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.document import Fact
from drafter.drafting.phrases import topics as topic
from drafter.errors import BadInput
from drafter.text import grams, strip_end

MOST = 500  # characters of a wish
SHORTER, LONGER = -1, 1
NAMES = 2  # characters in one run by which a wish names a fact
_NOT = r"(?:不要|不能|不用|不必|别|莫|勿|不)(?:再|写得?|搞得?|弄得?)*(?:太|过于|这么|那么|再)*"
_SHORT = "短|简略|简短|简洁|简练|精简|精炼|凝练|压缩|少写|删减|啰嗦|冗长|简单"
_LONG = "长|详细|详尽|展开|丰富|充实|扩写|多写|具体|饱满"
_TOO_LONG = re.compile(f"{_NOT}(?:长|啰嗦|冗长|详细|展开|多)")
_TOO_SHORT = re.compile(f"{_NOT}(?:短|简略|简短|简单|压缩|删减|少)")
_SIZE = re.compile(r"(?<!\d)(\d{2,4})\s*个?字")
_EMPHASIS = re.compile(
    r"(?:突出|强调|着重(?:写|讲)?|重点(?:写|讲|突出)?|侧重(?:写|讲)?|多(?:写写?|讲讲?)|放在?前面写?)"
    r"(?:一下|一点|些)?[：:]?[“\"]?(?P<topic>[^，。；、,;“”\"！!]{2,20}?)[”\"]?"
    r"(?:方面|部分|工作|这[一点块件])?(?:的(?:内容|成绩|情况))?(?=$|[，。；、,;！!”\"])"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish and what was understood of it."""

    text: str = ""
    length: int = 0  # SHORTER, LONGER or 0
    topic: str = ""  # what is to come first
    rest: str = ""  # clauses that only a model can follow
    most: int = 0  # characters that the text may have; 0 where none are named

    @property
    def of_words(self) -> str:
        """What of it the order of the facts does not meet."""
        words = _EMPHASIS.sub("，", self.text) if self.topic else self.text
        return "，".join(each.strip() for each in re.split("[，。；！,;!]", words) if each.strip())


def understood(text: str) -> Wish:
    """What a wish asks for.

    >>> understood("短一点，突出招商"), understood("不要太长").length, understood("别太短").length
    (Wish(text='短一点，突出招商', length=-1, topic='招商', rest='', most=0), -1, 1)
    >>> understood("短些，语气再诚恳一点").rest
    '语气再诚恳一点'
    >>> understood("压缩到100字以内").most, understood("突出招商，短一点").of_words
    (100, '短一点')

    Raises:
        BadInput: it is too long to be a wish.
    """
    wish = " ".join(text.split())
    if len(wish) > MOST:
        raise BadInput(
            f"要求有 {len(wish)} 字，最多 {MOST} 字", hint="说清要改什么就行；要写的事实请加进要点"
        )
    emphasis = _EMPHASIS.search(wish)
    subject = strip_end(emphasis["topic"]) if emphasis else ""
    others = wish.replace(emphasis[0], "，") if emphasis else wish
    clauses = (each.strip() for each in re.split("[，。；！,;!]", others))
    rest = "，".join(each for each in clauses if each and not _length(each))
    size = _SIZE.search(others)
    return Wish(wish, _length(others), subject, rest, int(size[1]) if size else 0)


def about(facts: Iterable[Fact], subject: str) -> tuple[Fact, ...]:
    """The facts that speak of a subject: in its own words, else of its field.

    >>> facts = Fact("F1", "新建学校6所"), Fact("F2", "签约项目3个")
    >>> [fact.id for fact in about(facts, "学校建设")], [fact.id for fact in about(facts, "招商")]
    (['F1'], ['F2'])
    """
    facts = tuple(facts)
    names = grams(subject, NAMES)
    named = tuple(fact for fact in facts if names & grams(fact.text, NAMES))
    if named:
        return named
    fields = {found.id for found, _ in topic.weigh(subject)}
    return tuple(
        fact for fact in facts if fields & {found.id for found, _ in topic.weigh(fact.text)[:1]}
    )


def _length(wish: str) -> int:
    if _TOO_LONG.search(wish):
        return SHORTER
    if _TOO_SHORT.search(wish):
        return LONGER
    short, long = re.search(_SHORT, wish), re.search(_LONG, wish)
    if bool(short) == bool(long):
        return 0
    return SHORTER if short else LONGER
