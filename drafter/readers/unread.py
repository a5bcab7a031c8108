"""What of a document is not read, and where: named, so that nothing is dropped silently."""

from collections.abc import Iterable
from dataclasses import dataclass, field

HIDDEN, STRUCK = "隐藏的文字", "划掉的文字"  # kinds that several formats know
SHOWN = 5  # places that a note names one by one
NAMED = 3  # notes that a refusal has room for
_SAYS = "没有读："


@dataclass(slots=True)
class Unread:
    """Everything left unread so far, by its kind."""

    places: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, kind: str, place: str) -> None:
        """Something of this kind stands at `place` and is not read."""
        self.places.setdefault(kind, {})[place] = None

    @property
    def notes(self) -> tuple[str, ...]:
        """One note a kind.

        >>> left = Unread()
        >>> left.add("隐藏的文字", "p5")
        >>> left.notes
        ('隐藏的文字没有读：p5',)
        """
        return tuple(f"{kind}{_SAYS}{_listed(list(at))}" for kind, at in self.places.items())


def reasons(notes: Iterable[str]) -> tuple[str, ...]:
    """The first of some notes that say what was not read: where nothing is told it may be there.

    >>> reasons(["年度是2023年", "邮件的附件没有读：要点.txt"])
    ('邮件的附件没有读：要点.txt',)
    """
    return tuple(note for note in notes if _SAYS in note)[:NAMED]


def _listed(places: list[str]) -> str:
    more = f" 等 {len(places)} 处" if len(places) > SHOWN else ""
    return "、".join(places[:SHOWN]) + more
