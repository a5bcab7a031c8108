"""A measure where nobody gave one: proposed, for its author to decide on and to complete."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from drafter.document import Fact, Origin
from drafter.document.genre import Genre
from drafter.drafting.material import DraftSentence
from drafter.drafting.own_words import named, own_words, shortcoming, unlabelled
from drafter.drafting.phrases.failings import answer
from drafter.drafting.phrases.means import means
from drafter.drafting.phrases.remedies import (
    cause,
    deeds,
    own_failings,
    remedy,
    unanswered,
    weightier,
)
from drafter.drafting.phrases.shortfalls import by_case, by_target
from drafter.drafting.register import raised
from drafter.text import OPEN, PROPOSES, length, shared_run, strip_end

_LEFT = "〔待补：针对{issue}的改进措施〕。"
_OFTEN = re.compile("每[个半]?(?:[年季月周旬天日]|学期)|按[月季周年]")
_CHECKED = re.compile(f"{_OFTEN.pattern}|{OPEN}：[^〕]*(?:数|次|量|时限)〕|登记在册|逐[^，]登记")
_BY_WHEN = re.compile(f"于?{OPEN}：完成时限〕前")
_FEWEST = 3  # parts of a measure that is cut short
LEFT_OPEN = re.compile("〔待补：针对[^〔〕]*的改进措施〕")  # nobody gave it
_ALIKE = 4  # characters in a row that two ways share: 每半年听取
_SINCE = "，自〔待补：起始时间〕起实行"


def open_measure(facts: Sequence[Fact], *, genre: Genre) -> tuple[DraftSentence, ...]:
    """What stands where nobody gave a measure: 〔待补：…〕 with the name of the shortcoming.

    >>> from drafter.document import genre
    >>> open_measure([Fact("F1", "招商办法不多，跑企业少")], genre=genre.load("shuzhi"))[0].text
    '〔待补：针对招商办法不多的改进措施〕。'
    """
    issue = raised(named(shortcoming(facts[0].text, genre))) if facts else "上述不足"
    issue = issue.removeprefix("对")  # 针对对
    return (DraftSentence(_LEFT.format(issue=issue), (), Origin.OPEN),)


def proposed_measure(
    facts: Sequence[Fact], *, genre: Genre, leads: bool
) -> tuple[DraftSentence, ...]:
    """What a draft proposes where nobody gave a measure: the failing taken back, and checkable.

    It is marked 拟, and how many, by when and who is left open. Where the words of the shortcoming
    do not say what would take it back, the whole measure is.

    Args:
        facts: the shortcoming.
        genre: what shortcomings are called, and how long a sentence may be.
        leads: whether its author leads anybody.

    >>> from drafter.document import genre
    >>> noted = [Fact("F1", "小水电站底数不清")]
    >>> proposed_measure(noted, genre=genre.load("shuzhi"), leads=True)[0].text
    '拟摸清小水电站底数，逐项登记造册，〔待补：完成时限〕前建成台账，按月更新。'
    """
    told = (_proposed(each, genre, leads=leads) for each in _failings(facts, genre))
    measure = next(filter(None, told), "")
    return (_marked(measure),) if measure else open_measure(facts, genre=genre)


def supplement(
    facts: Sequence[Fact], measures: Sequence[Fact], *, genre: Genre, leads: bool
) -> tuple[DraftSentence, ...]:
    """What a draft proposes behind the author's own measures for failings that they leave out.

    Args:
        facts: the shortcoming.
        measures: the author's own.
        genre: what shortcomings are called, and how long a sentence may be.
        leads: whether its author leads anybody.
    """
    given = "，".join(fact.text for fact in measures)
    left = filter(None, (unanswered(each, given) for each in _failings(facts, genre)))
    told = (_proposed(each, genre, leads=leads, about=each.rpartition("，")[2]) for each in left)
    return tuple(_marked(each) for each in told if each)


def _marked(measure: str) -> DraftSentence:
    """A measure that the author has still to decide on, and to complete."""
    since = "" if OPEN in measure else _SINCE  # nothing proposed is settled without its author
    return DraftSentence(f"{PROPOSES}{measure}{since}。", (), Origin.OPEN)


def _proposed(failing: str, genre: Genre, *, leads: bool, about: str = "") -> str:
    """What a draft proposes for a failing, or for two told side by side; "" where nothing is known.

    With `about` it is only this part of the failing that one goes at.
    """
    if about:
        return _measure(failing, genre, leads=leads, about=about)
    if of_what := cause(failing):
        return _measure(of_what, genre, leads=leads)
    whole = _measure(failing, genre, leads=leads)
    if _goes_at_all(whole, failing, leads=leads):
        return whole
    first, *later = (_measure(each, genre, leads=leads) for each in own_failings(failing))
    for second in later:
        if both := _joined(first, second, genre):
            return both
    return whole


def _measure(failing: str, genre: Genre, *, leads: bool, about: str = "") -> str:
    """The deeds that take a failing back and how one goes at it; "" where neither is known."""
    told = about or failing
    first = weightier(told)
    if left := by_case(first, leads=leads, of=told):
        return left
    kind = answer(told, leads=leads)
    # What leads up to a clause does not tell how the deed of that one is done.
    alone = first if deeds(first) and not told.startswith(first) else told
    how = kind.means if kind else means(alone, leads=leads)
    if not how:
        return by_case(told, leads=leads) or remedy(failing) or by_target(told, leads=leads)
    every = deeds(failing) or (kind.deed if kind else "")
    whole = ("，".join(filter(None, (deed, how))) for deed in (every, every.partition("，")[0]))
    return next((each for each in whole if length(each) < genre.limits.sentence_warning), how)


def _goes_at_all(measure: str, failing: str, *, leads: bool) -> bool:
    """Whether a measure takes back each part of a failing, and no part needs a way of its own."""
    how = means(failing, leads=leads)
    if not how or "，" not in deeds(failing) or not measure.startswith(deeds(failing)):
        return False
    own = (means(each, leads=leads) for each in own_failings(failing))
    return all(not each or each == how or shared_run(each, how) >= _ALIKE for each in own)


def _joined(first: str, second: str, genre: Genre) -> str:
    """Measures for two failings in one sentence, the longer cut short until they find room.

    What both would do stands once. It is "" where one is not known, or they go about it alike.
    """
    again = second.split("，")
    own = [part for part in first.split("，") if part not in again]
    if not second or len(own) < _FEWEST - 1 or again[0] in first:
        return ""
    told = ["，".join(own), second]
    while length("；".join(told)) >= genre.limits.sentence_warning:
        shorter = {each: _shorter(each) for each in sorted(told, key=length)}
        cut = next((each for each in reversed(shorter) if shorter[each]), "")
        if not cut:
            break
        told[told.index(cut)] = shorter[cut]
    both = "；".join(told)
    return both if length(both) < genre.limits.sentence_error else ""


def _shorter(measure: str) -> str:
    """A measure without its last part, or the one before by when; "" where none can be spared."""
    *parts, last = measure.split("，")
    if _BY_WHEN.match(last):
        return "，".join([*parts[:-1], last]) if len(parts) >= _FEWEST - 1 else ""
    told = "，".join(parts)
    return told if len(parts) >= _FEWEST and _CHECKED.search(told) else ""


def checkable_measure(
    facts: Sequence[Fact], proposed: str, *, genre: Genre, leads: bool
) -> tuple[DraftSentence, ...]:
    """A measure of a small model behind the failing taken back: what is done, then how.

    Args:
        facts: the shortcoming.
        proposed: by the model, and may stand.
        genre: what shortcomings are called, and how long a sentence may be.
        leads: whether its author leads anybody.

    Returns:
        Nothing where it is known how one goes at such a failing, or where the model goes round
        in circles: 每季度登记…，每季度填写…，每季度通报.
    """
    if any(
        means(each, leads=leads) or answer(each, leads=leads) for each in _failings(facts, genre)
    ):
        return ()
    how = strip_end(proposed.removeprefix(PROPOSES))
    if max(Counter(_OFTEN.findall(how)).values(), default=0) > 1:
        return ()
    deed = next(filter(None, map(deeds, _failings(facts, genre))), "")
    told = f"{deed}，{how}" if deed else how
    told = told if length(told) < genre.limits.sentence_warning else how
    return (DraftSentence(f"{PROPOSES}{told}。", (), Origin.PROPOSED),)


def _failings(facts: Sequence[Fact], genre: Genre) -> Iterator[str]:
    """Shortcomings in a report's words, without what only says that they are some."""
    for fact in facts:
        yield raised(own_words(unlabelled(fact.text, genre.shortcomings.keywords)))
