"""What a session has to show, on a screen of any width or line by line."""

from dataclasses import dataclass

from drafter.console.session import card as cards
from drafter.console.session import help_text, overview, plan
from drafter.console.session.hints import OWN
from drafter.console.session.pages import Pages, paged
from drafter.console.session.screen import Screen
from drafter.console.session.styled import Piece, line
from drafter.rules import Rule
from drafter.session.commands import commands, named
from drafter.session.overview import Whole
from drafter.session.pairs import Pairs
from drafter.session.result import Findings, Leads, Shown, Steps
from drafter.session.state import Candidate, Card, SessionState


@dataclass(frozen=True, slots=True)
class Display:
    """Says it all to a screen."""

    screen: Screen

    def plan(self, state: SessionState) -> None:
        """Show the whole plan."""
        self.screen.say(*plan.shown(state, self._width, plain=self._plain))

    def replanned(self, before: SessionState, after: SessionState) -> None:
        """What of the plan is not as it was."""
        self.screen.say(*plan.changes(before, after, self._width, plain=self._plain))

    def card(self, state: SessionState, card: Card) -> None:
        """Show a card with its text."""
        self.screen.say(*cards.shown(state, card, self._width, plain=self._plain))

    def coming(self, state: SessionState, card: Card) -> None:
        """A card that has no text yet."""
        width, plain = self._width, self._plain
        facts = cards.told_facts(state, card, width, plain=plain, waited=True)
        gap = [] if plain else [()]
        self.screen.say(*gap, cards.head(state, card, width, plain=plain), *facts)

    def drafted(self, state: SessionState, card: Card, heard: str) -> None:
        """What became of the words that streamed in: they are not shown a second time.

        Args:
            state: where the session stands.
            card: the one that was written.
            heard: the words that were shown as they came.
        """
        if _tight(heard) != _tight(state.text(card)):
            note = line(Piece("  核对、成文：", "dim")) if heard.strip() else ()
            body = cards.body(state, card, self._width, plain=self._plain)
            self.screen.say(*([note] if note else []), *body)
        self.screen.say(*cards.under(state, card, self._width, plain=self._plain))

    def difference(self, card: Card) -> None:
        """How the text differs from the version it came after."""
        own = card.chosen
        old = _before(card, own) if own else None
        if own is None or old is None:
            self.screen.say(line("只有一版，没有可比的"))
            return
        head = f"第 {old.id} 版 → 第 {own.id} 版"
        marks = self._plain or not self.screen.has_colours
        changed = cards.changed(old.text, own.text, self._width, marks=marks)
        self.screen.say(line(Piece(head, "dim")), *changed)

    def help(self, name: str = "") -> None:
        """All commands, or one of them in full."""
        if name:
            self.screen.say(*help_text.command(named(name), self._width))
            return
        self.screen.say(*help_text.helped(commands(), OWN, self._width, plain=self._plain))

    def shown(self, result: Shown) -> None:
        """What a command wants to be shown."""
        width, plain = self._width, self._plain
        match result:
            case Leads():
                self.screen.say(line("按数字选一句"), *help_text.choices(result.choices, width))
            case Findings():
                found = tuple(cards.flaws(result.found, width, plain=plain))
                self.screen.say(*(found or [line(Piece("检查：没有发现问题", "good"))]))
            case Steps():
                self.screen.say(*help_text.steps(result.steps, commands()))
            case Pairs():
                self.screen.say(*overview.matrix(result, width, plain=plain))
            case Whole():
                self.screen.say(*overview.shown(result, width, plain=plain))
            case Rule():
                self.screen.say(*help_text.rule(result, width, plain=plain))

    def pages(self, whole: Whole, rows: int) -> Pages | None:
        """The whole text by pages, where it is more than so many rows; no screen reader pages."""
        lines = tuple(overview.shown(whole, self._width, plain=self._plain))
        return None if self._plain or len(lines) <= rows else paged(lines, rows)

    @property
    def _width(self) -> int:
        return self.screen.width

    @property
    def _plain(self) -> bool:
        return self.screen.is_plain


def _before(card: Card, own: Candidate) -> Candidate | None:
    """The version that one was made from, else the one that came before it."""
    known = {each.id: each for each in card.candidates}
    ids = list(known)
    at = ids.index(own.id)
    return known.get(own.before) or (known[ids[at - 1]] if at else None)


def _tight(text: str) -> str:
    return "".join(text.split())
