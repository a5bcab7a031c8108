"""Whether a text that a model wrote may stand: it changes, loses and invents nothing.

What is refused goes back to the model with the reason, which says what is wrong and what would be
right. Idioms, framing and aims pass; figures, names, praise, results, causes and completeness
need a fact, and what the facts say must keep its sense.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from drafter.document import Fact, Facts, Role
from drafter.document.genre import Genre
from drafter.drafting.gate.asked import Asked
from drafter.drafting.gate.characters import foreign
from drafter.drafting.gate.invention import named, unsupported
from drafter.drafting.gate.loss import untold
from drafter.drafting.gate.meaning import asserted, led, muddled, promised, renamed, shifted
from drafter.text import OPEN_PLACE, blank, length
from drafter.text import sentences as spans

__all__ = ["refusal", "untold"]
LONGEST = {"lead": 36, "heading": 40, "thread": 80}  # characters
MOST_REASONS = 3  # told at once: more than a model mends in one go
_WHOLE = ("sentence", "admission", "measure")  # kinds that are whole sentences


def refusal(
    text: str, cited: Sequence[Fact], facts: Facts, genre: Genre, *, kind: str = "sentence"
) -> str:
    """Why a text of the model may not stand, for the model to read; "" when it may.

    Args:
        text: as the model wrote it.
        cited: the facts that it tells; none when it says that it tells none.
        facts: the whole sheet.
        genre: says how long a sentence may be and which phrases need no fact.
        kind: sentence, lead, heading, admission, measure or thread.

    >>> from drafter.document import genre
    >>> facts = Facts((Fact("F1", "修了3条通村公路，一共12.6公里"),))
    >>> shuzhi = genre.load("shuzhi")
    >>> refusal("修建通村公路3条，共12.6公里。", facts.items, facts, shuzhi)
    ''
    >>> refusal("新修通村公路3条，共12.6公里。", facts.items, facts, shuzhi)
    '事实没有说是新的，“新修”改为修建、设立一类的词'
    """
    wrong = _misshapen(text, genre, kind)
    if wrong:
        return wrong
    plain = blank(OPEN_PLACE, text)
    texts = tuple(fact.text for fact in cited)
    asked = Asked(plain, kind, texts, _sheet(facts), facts, genre, _problem(cited))
    reasons = dict.fromkeys(reason for check in _CHECKS for reason in check(asked))
    return "；".join(list(reasons)[:MOST_REASONS])


def _problem(cited: Sequence[Fact]) -> str:
    """The shortcoming among the facts of a proposal that nobody else has made."""
    if len(cited) == 1:
        return cited[0].text
    if any(fact.role == Role.MEASURE for fact in cited):
        return ""
    return next((fact.text for fact in cited if fact.role == Role.SHORTCOMING), "")


@lru_cache(maxsize=16)
def _sheet(facts: Facts) -> tuple[str, ...]:
    """What may be said at all: the facts, and who the author is."""
    author = (facts.role, facts.unit, facts.audience, facts.title, facts.name)
    return (*(fact.text for fact in facts), *(text for text in author if text))


_MARKUP = re.compile(
    r"^\s*(?:#|>|[-*+]\s)|`|\n|(?:^|(?<=[，。；：、]))\*\*[\u4e00-\u9fff]{2,}\*\*(?=[，。；：、]|$)"
)
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,2}(?:是|、)|[（(][\d一二三四五六七八九十]{1,2}[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十][，、])"
)
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("〔", "〕"))


_CHATTER = re.compile(  # of a model with us
    r"^(?:好的|当然|没问题|明白|收到)[，。！]|(?:以下|如下)(?:是|为)?.{0,6}(?:改写|修改|润色|句子|版本|输出|JSON)"
    r"|作为(?:一[名个])?(?:AI|人工智能|语言模型|助手)|提示词|根据(?:您|你)(?:的|提供)"
)


def _misshapen(text: str, genre: Genre, kind: str) -> str:
    """What is wrong with the form of a text, "" when nothing."""
    forms = (
        (not text.strip(), "没有写"),
        (bool(_MARKUP.search(text)), "不要换行，不要用#、-、*、`之类的标记"),
        (bool(_CHATTER.search(text)), "只写报告里的话，不写对任务的说明"),
        (bool(_NUMBERED.search(text)), "不要自己编号（一是、1.、（一）之类），编号由程序加"),
        *((text.count(a) != text.count(b), f"{a}和{b}没有成对") for a, b in _PAIRS),
        (kind not in _WHOLE and bool(re.search("[。！？；]", text)), "这里是短语，不用句号"),
    )
    wrong = next((reason for holds, reason in forms if holds), "")
    if wrong or kind in _WHOLE:
        return wrong or _unfinished(text, genre)
    most = LONGEST.get(kind, LONGEST["thread"])
    return f"太长：{length(text)}字，最多{most}字" if length(text) > most else ""


def _unfinished(text: str, genre: Genre) -> str:
    if not text.rstrip().endswith("。"):
        return "要写成完整的句子，以“。”结尾"
    most = genre.limits.sentence_error
    for start, end in spans(text):
        if length(text[start:end]) > most:
            return f"一句{length(text[start:end])}字，最多{most}字，请断成两句"
    return ""


_CHECKS: tuple[Callable[[Asked], Iterator[str]], ...] = (
    foreign,
    unsupported,
    named,
    renamed,
    shifted,
    asserted,
    led,
    muddled,
    promised,
)
