"""Whatever is done in whatever order: what is on disk is what is there, and nothing is lost."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from drafter.document import Severity
from drafter.errors import DrafterError
from drafter.session.library import SessionLibrary
from drafter.session.questions import questions
from drafter.session.state import Author
from tests.session.talking import begun, placed_once, say

NUMBER = st.integers(0, 40)
TEXTS = st.sampled_from(
    [
        "新建学校6所。",
        "办成实事12件，群众满意。",
        "建成\n\n两处。",
        "*",
        "一是抓学习。",
        "“”",
        "〔待补：x〕",
    ]
)


class Course(RuleBasedStateMachine):
    """A person who does anything at all."""

    @initialize()
    def begin(self):
        """A new session."""
        self.folder = Path(tempfile.mkdtemp())
        self.session = begun(self.folder)
        self.texts = {}  # all that any card ever offered

    def try_(self, line):
        """A command, maybe refused: then nothing has changed."""
        before = self.session.state
        try:
            say(self.session, line)
        except DrafterError:
            assert self.session.state == before

    def part(self, number):
        """The name of some card."""
        cards = self.session.state.cards
        return cards[number % len(cards)].name

    def fact(self, number):
        """The id of some fact."""
        items = self.session.state.facts.items
        return items[number % len(items)].id

    @rule(fact=NUMBER, to=NUMBER)
    def move(self, fact, to):
        """A fact anywhere."""
        places = [self.part(to), "1", "4", "反馈", "不足", "措施"]
        self.try_(f"/move {self.fact(fact)} {places[to % len(places)]}")

    def points(self, least=1):
        """Cards of points with so many facts, else any."""
        cards = self.session.state.cards
        return [c for c in cards if c.section == 1 and len(c.facts) >= least] or list(cards)

    @rule(one=NUMBER, other=NUMBER)
    def merge(self, one, other):
        """Two points as one."""
        found = self.points()
        names = [found[number % len(found)].name for number in (one, other)]
        self.try_(f"/merge {names[0]} {names[1]}")

    @rule(at=NUMBER, fact=NUMBER)
    def split(self, at, fact):
        """A point as two."""
        found = self.points(least=2)
        card = found[at % len(found)]
        apart = card.facts[fact % len(card.facts)] if card.facts else "F1"
        self.try_(f"/split {card.name} {apart}")

    @rule(at=NUMBER, to=NUMBER)
    def reorder(self, at, to):
        """A point elsewhere."""
        self.try_(f"/reorder {self.part(at)} {to % 4}")

    @rule(fact=NUMBER)
    def drop(self, fact):
        """A fact left out."""
        self.try_(f"/drop {self.fact(fact)} 未公开")

    @rule(fact=NUMBER)
    def restore(self, fact):
        """A fact taken in again."""
        dropped = [id for id, _ in self.session.state.plan.dropped]
        self.try_(f"/restore {dropped[fact % len(dropped)] if dropped else self.fact(fact)}")

    @rule(to=NUMBER, text=TEXTS)
    def add(self, to, text):
        """A fact more."""
        self.try_(f"/add {self.part(to)} {text}")

    @rule(text=TEXTS)
    def edit(self, text):
        """A text by hand."""
        self.try_(f"/edit {text}")

    @rule(line=st.sampled_from(["/accept", "/accept 是", "/skip", "/reopen", "/go 下", "/unlock"]))
    def settle(self, line):
        """The usual keys."""
        self.try_(line)

    @rule(wish=st.sampled_from(["", "短一点", "长一点", "突出学校", "诚恳些"]))
    def redraft(self, wish):
        """Another version; what is locked is in it."""
        self.try_(f"/redraft {wish}")

    @rule(at=NUMBER)
    def go(self, at):
        """Somewhere else."""
        self.try_(f"/go {self.part(at)}")

    @rule(cut=NUMBER)
    def lock(self, cut):
        """Some characters locked."""
        text = self.session.state.text(self.session.state.here)
        self.try_(f"/lock {text[cut : cut + 5]}")

    @rule(told=st.sampled_from(["", "县教育局", "2025年底前", "是", "否", "2024"]))
    def answer(self, told):
        """The next question answered."""
        asked = questions(self.session.state)
        if asked:
            self.try_(f"/answer {asked[0].id} {told}")

    @rule(count=st.integers(1, 4))
    def there_and_back(self, count):
        """As many steps back as there are, then forward again: as it was."""
        before = self.session.state
        done = 0
        for _ in range(count):
            try:
                say(self.session, "/undo")
            except DrafterError:
                break
            done += 1
        for _ in range(done):
            say(self.session, "/redo")
        after = self.session.state
        assert replace(after, place="") == replace(before, place="")

    @rule(step=NUMBER)
    def back(self, step):
        """To any step."""
        self.try_(f"/back {step}")

    @invariant()
    def nothing_is_lost(self):
        """Every fact is placed or dropped, every version is kept, every lock is in its text."""
        state = self.session.state
        assert placed_once(state)
        for part, pool in self.texts.items():
            assert state.pool[part][: len(pool)] == pool
        self.texts = dict(state.pool)

    @invariant()
    def what_a_person_wrote_stands(self):
        """A text by hand is in the report, character by character."""
        for card in self.session.state.cards:
            if card.chosen and card.chosen.author is Author.PERSON:
                assert card.chosen.text in self.session.state.report.text

    def teardown(self):
        """What is on disk is what was there."""
        state, name = self.session.state, self.session.name
        by_hand = {
            id
            for card in state.cards
            if card.chosen and card.chosen.author is Author.PERSON
            for id in card.facts
        }
        untold = {
            id
            for finding in state.findings
            if finding.rule == "missing-fact" and finding.severity is Severity.ERROR
            for id in finding.facts
        }
        assert untold <= by_hand
        self.session.close()
        again = SessionLibrary(self.folder).resume(name)
        assert again.state == state
        assert again.notes == ()
        again.close()


Course.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestCourse = Course.TestCase
