"""Locked text through a new version: the sentences around it stay, and it is looked for after."""

from collections.abc import Sequence

from drafter.drafting.material import DraftSentence


def held(sentences: Sequence[DraftSentence], locks: Sequence[str]) -> tuple[int, ...]:
    """Which sentences have to stay so that every lock does.

    A fact that is told in several sentences keeps all of them: half of it would be lost.
    """
    text = "".join(each.text for each in sentences)
    ends, at = list[tuple[int, int]](), 0
    for each in sentences:
        ends.append((at, at + len(each.text)))
        at += len(each.text)
    found = set[int]()
    for lock in locks:
        start = text.find(lock)
        if start >= 0:
            stop = start + len(lock)
            found |= {n for n, (a, b) in enumerate(ends) if a < stop and start < b}
    facts = {id for n in found for id in sentences[n].facts}
    found |= {n for n, each in enumerate(sentences) if facts & set(each.facts)}
    return tuple(sorted(found))


def grafted(
    new: Sequence[DraftSentence], old: Sequence[DraftSentence], kept: Sequence[int]
) -> tuple[DraftSentence, ...]:
    """The new sentences with the kept old ones in their places, no fact told twice.

    >>> old = DraftSentence("甲。", ("F1",)), DraftSentence("乙。", ("F2",))
    >>> new = DraftSentence("甲一。", ("F1",)), DraftSentence("乙一。", ("F2",))
    >>> "".join(each.text for each in grafted(new, old, [1]))
    '甲一。乙。'
    """
    facts = {id for at in kept for id in old[at].facts}
    texts = {old[at].text for at in kept}
    made = [s for s in new if not facts & set(s.facts) and s.text not in texts]
    for at in kept:
        made.insert(min(at, len(made)), old[at])
    return tuple(made)


def lost(text: str, locks: Sequence[str]) -> tuple[str, ...]:
    """The locks that a text does not hold."""
    return tuple(lock for lock in locks if lock not in text)
