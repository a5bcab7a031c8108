"""A person and a session, key by key: what was pressed goes to the worker, what comes is shown."""

import signal
import time
from typing import TYPE_CHECKING

from drafter.console.session import hints, keys, styled
from drafter.console.session import status_bar as feet
from drafter.console.session import view as views
from drafter.console.session.keys import Keyboard
from drafter.console.session.line_mode import Lines
from drafter.console.session.prompt_line import line_of
from drafter.console.session.screen import Screen
from drafter.console.session.stream import Stream
from drafter.console.session.styled import Line, Piece, line
from drafter.console.session.worker import (
    Ended,
    Failed,
    Heard,
    Opened,
    Outlining,
    Ready,
    Told,
    Worker,
)
from drafter.errors import BadInput, DrafterError

if TYPE_CHECKING:  # 0.3 s to import: the worker does it
    from drafter.console.session.display import Display
    from drafter.console.session.pages import Pages
    from drafter.session.questions import Question
    from drafter.session.result import CommandResult, Shown
    from drafter.session.state import Card, SessionState

TWICE = 2.0  # seconds within which a second Ctrl-C leaves
SOON = 0.5  # seconds in which a draft may come without being announced
PULSE = 0.2  # seconds between looks at a clock that is shown
YES, NO = "是", "否"
SHORT = {"y": YES, "n": NO, "": NO}
DONE = {"undo": "撤销了一步", "redo": "重做了一步"}


class Conversation:
    """What is on the screen, what is being done, and what a key means now."""

    def __init__(self, screen: Screen, keyboard: Keyboard | Lines, worker: Worker) -> None:
        self.screen, self.keyboard, self.worker = screen, keyboard, worker
        self.name = ""  # of the session, once it is there
        self.state: SessionState | None = None
        self.asked: tuple[Question, ...] = ()
        self.display: Display | None = None
        self.is_over = False
        self.error: BaseException | None = None
        self.doing = ""  # the line that is being executed
        self.began = 0.0  # when that was begun
        self.outlining = 0.0  # when a model began to plan the sheet
        self.stream: Stream | None = None
        self.model: str | None = None  # None: not there yet
        self.is_planning = True
        self._after: list[str] = []  # what to do when what is being done has ended
        self.choices: tuple[str, ...] = ()  # leads, for the next digit
        self.pages: Pages | None = None  # of the whole text, while it is read
        self.is_reading = False  # the person asked for the whole text
        self._stopped = 0.0  # when Ctrl-C was pressed last

    @property
    def view(self) -> views.View:
        """Where it stands, for those who draw it and those who say what a key means."""
        return views.View(
            width=self.screen.width,
            state=self.state,
            stream=self.stream,
            doing=self.doing,
            began=self.began,
            outlining=self.outlining,
            model=self.model,
            is_planning=self.is_planning,
            choices=self.choices,
            pages=self.pages,
        )

    def run(self) -> None:
        """Take what comes and what is pressed until the person leaves."""
        self._watch_size()
        while not self.is_over:
            while message := self.worker.told():
                self._take(message)
            if self.is_over:
                break
            self.draw()
            key = self._read()
            if key:
                self.press(key)
        self.screen.lift()

    # What comes

    def _take(self, message: Told) -> None:
        match message:
            case Opened():
                self._open(message)
            case Outlining():
                self._outline(message)
            case Ready():
                self._ready(message)
            case Heard():
                self._hear(message.text)
            case Ended():
                self._end(message)
            case Failed():
                self.error, self.is_over = message.error, True

    def _outline(self, message: Outlining) -> None:
        self.outlining, self.model = time.monotonic(), message.model
        if self.screen.is_plain:
            name = message.model.partition("@")[0]
            self.say(f"{name} 正在通读要点、排提纲；不等就按 Ctrl-C，先看程序排的")

    def _open(self, message: Opened) -> None:
        from drafter.console.session.display import Display

        self.name, self.state, self.asked = message.session.name, message.state, message.asked
        self.display = Display(self.screen)
        notes = (*message.session.notes, *message.state.facts.notes, *message.notes)
        self.say(*(f"注意：{note}" for note in notes))
        if message.state.place or message.state.done:
            self.is_planning = False
            done, cards = message.state.done, len(message.state.cards)
            self.say(
                f"接着写“{self.name}”：{cards} 处里定了 {done} 处，停在{message.state.here.name}"
            )
            self._tell_keys(hints.WRITING)
            self.visit()
            return
        self.display.plan(message.state)
        if self.asked:
            self.say(f"有 {len(self.asked)} 处缺内容或者要核实，按 i 答；缺的不答，写成〔待补：…〕")
        self._tell_keys(hints.PLANNING)

    def _tell_keys(self, row: "tuple[hints.Hint, ...]") -> None:
        """Which keys there are, where no foot tells them."""
        if self.screen.is_plain:
            keys = "，".join(f"{key} {word}" for key, word in (*row, *hints.LEAVING))
            self.say(f"按键：{keys}")

    def _ready(self, message: Ready) -> None:
        self.model = message.model
        if message.problem:
            self.say(f"模型用不了：{message.problem}；先用要点原话写")
        if not self.is_planning and self.state and not self.doing:
            self._draft(self.state.here)

    def _hear(self, text: str) -> None:
        self._announce()
        if self.stream and not self.screen.is_plain:
            self.screen.say(*self.stream.hear(text, self.screen.width), foot=feet.foot(self.view))
        elif self.stream:
            self.stream.hear(text, self.screen.width)

    def _end(self, message: Ended) -> None:
        stream, self.stream, self.doing = self.stream, None, ""
        if message.crash:
            self.error, self.is_over = message.crash, True
            return
        if message.outcome is None:
            self.say(Piece(f"✗ {message.problem}", "bad"))
            self._next()
            return
        before, self.state, self.asked = self.state, message.outcome.state, message.asked
        if stream and not self.screen.is_plain:
            self.screen.say(*stream.last(self.screen.width))
        self.say(*(Piece(f"  {note}", "warn") for note in message.outcome.notes))
        if before and message.line in DONE:
            self.say(Piece(f"  {DONE[message.line]}", "dim"))
        self._show(message, message.outcome, before, stream)
        self._next()

    def _show(
        self,
        ended: Ended,
        outcome: "CommandResult",
        before: "SessionState | None",
        stream: Stream | None,
    ) -> None:
        """What a command brought about."""
        if self.display is None or before is None:
            return
        from drafter.session.result import Leads

        if outcome.shown is not None and not self._read_on(outcome.shown):
            self.display.shown(outcome.shown)
        self.choices = outcome.shown.choices if isinstance(outcome.shown, Leads) else ()
        if outcome.questions and ended.line.split()[0] != "answer":
            if not self.is_planning:
                self._show_card(before, outcome.state, stream)
            self._question(outcome.questions)
            return
        if outcome.state.plan != before.plan:
            self.display.replanned(before, outcome.state)
        if not self.is_planning and not self._after:
            self._show_card(before, outcome.state, stream)
        if outcome.state.is_done and not before.is_done:
            self._after += ["matrix", "whole"]

    def _show_card(
        self, before: "SessionState", state: "SessionState", stream: Stream | None
    ) -> None:
        """The card at hand, where it is another or looks other than before."""
        if self.display and stream and state.here.part == stream.part:
            if stream.is_told:
                shown = "" if self.screen.is_plain else stream.text
                self.display.drafted(state, state.here, shown)
                self._remind(state.here)
            elif state.place != before.place or not state.looks_as_in(before):
                self._show_whole_card(state.here)
        elif state.place != before.place or not state.looks_as_in(before):
            self.visit()

    def _read_on(self, shown: "Shown") -> bool:
        """Show the whole text's first page, where it was asked for and is long; whether it is."""
        from drafter.session.overview import Whole

        asked, self.is_reading = self.is_reading, False
        if asked and self.display and isinstance(shown, Whole):
            rows = self.screen.height - len(feet.foot(self.view)) - 1
            if pages := self.display.pages(shown, rows):
                self._turn(pages)
                return True  # a single page is shown, and nothing is left to turn
        return self.pages is not None

    def _turn(self, pages: "Pages") -> None:
        """Show a page of the text that is read; it ends with its last."""
        self.pages = None if pages.is_last else pages
        self.screen.say(*pages.shown, foot=feet.foot(self.view))

    def _show_whole_card(self, card: "Card") -> None:
        if self.display and self.state:
            self.display.card(self.state, card)
            self._remind(card)

    def _remind(self, card: "Card") -> None:
        """What is still to be answered for a card."""
        own = (each for each in self.asked if each.part == card.part)
        open = [each.text for each in own if each.about != "figure"]  # asked when it is accepted
        if open:
            said = "".join(each if each.endswith("？") else f"{each}。" for each in open)
            self.say(Piece(f"  还缺：{said}按 i 答，不答写成〔待补〕", "warn"))

    def _next(self) -> None:
        """Do what was put off until now."""
        if self._after and not self.is_over:
            self.execute(self._after.pop(0))

    # What is done

    def execute(self, line: str) -> None:
        """Have the worker do a line, after what it is doing."""
        if self.doing:
            self._after.append(line)
            if self.stream:
                self.worker.cancel()
            return
        self.doing, self.began = line, time.monotonic()
        from drafter.session.commands import named

        name = line.split(None, 1)[0]
        if self.state and named(name).asks_model:
            self.stream = Stream(self.state.here.part)
        self.worker.execute(line)

    def visit(self) -> None:
        """Show the card at hand; have it drafted when it is not."""
        if self.state is None or self.display is None:
            return
        card = self.state.here
        if not card.is_new:
            self._show_whole_card(card)
        elif self.model is None:
            self.display.coming(self.state, card)
            self.say(Piece("  模型准备中，好了就写；不等可以先看别处", "dim"))
        else:
            self._draft(card)

    def _announce(self) -> None:
        """Which card is being written, and of what: unless it is there in no time."""
        if self.stream and not self.stream.is_told and self.state and self.display:
            self.stream.is_told = True
            self.display.coming(self.state, self.state.card(self.stream.part))

    def _draft(self, card: "Card") -> None:
        if self.model is not None and card.is_new:
            self.execute("draft")

    def leave(self) -> None:
        """End the conversation; everything is on disk already."""
        if self.doing:
            self.worker.cancel()
        self.is_over = True

    # What is pressed

    def press(self, key: str) -> None:
        """Do what a key means now."""
        match key:
            case keys.CTRL_C:
                self._interrupt()
            case keys.CTRL_D | "q":
                self.leave()
            case keys.CTRL_Z:
                self.screen.lift()
                self.keyboard.suspend()
            case keys.PASTED:
                self.say("贴进来的没有当作按键：要贴文字，先按 e 改，或按 / 写命令")
            case _ if self.state is None or self.display is None:
                self.say(_first_help() if key == "?" else "正在读要点、排布；按 ? 看按键，q 退出")
            case _:
                self._command(key)

    def _command(self, key: str) -> None:
        from drafter.console.session.keymap import meaning

        view, self.pages = self.view, None  # what is read stays open only where a page is turned
        try:
            self._do(meaning(view, key))
        except DrafterError as error:
            self.say(f"✗ {error}")

    def _do(self, action: views.Action | None) -> None:
        """Carry out what a key means."""
        match action:
            case None:
                return
            case views.Execute(line, leaves_plan, is_reading):
                self.is_planning = self.is_planning and not leaves_plan
                self.is_reading = self.is_reading if is_reading is None else is_reading
                self.execute(line)
            case views.Say(text):
                self.say(text)
            case views.Ask(prompt, then):
                answer = self.ask(prompt)
                self._do(None if answer is None else then(answer))
            case views.Edit(command):
                self._edit(command)
            case views.Turn(pages):
                self._turn(pages)
            case _:
                self._look(action)

    def _look(self, action: views.Look) -> None:
        """Look at something else."""
        if self.state is None or self.display is None:
            return
        match action:
            case views.Begin():
                self.begin()
            case views.Visit():
                self.visit()
            case views.Leave():
                self.leave()
            case views.ShowHelp(name):
                self.display.help(name)
            case views.ShowPlan():
                self.is_planning = True
                self.display.plan(self.state)
            case views.ShowDifference():
                self.display.difference(self.state.here)

    def _edit(self, command: str) -> None:
        """The text at hand in the person's editor."""
        from drafter.console.session.editor import edited

        if self.state is None:
            return
        before = self.state.text(self.state.here)
        self.screen.lift()
        with self.keyboard.released():
            after = edited(before)
        if not after.strip():
            raise BadInput("改空了，原来的文字没有动", hint="不写这条要点用 /drop，先放着按 s")
        if after.strip() == before.strip():
            self.say("没有改动")
            return
        self.execute(f"{command} {after.strip()}")

    def begin(self) -> None:
        """From the plan to the first card."""
        self.is_planning = False
        self._tell_keys(hints.WRITING)
        self.visit()

    def _interrupt(self) -> None:
        now = time.monotonic()
        if now - self._stopped < TWICE:
            self.leave()
            return
        self._stopped = now
        if self.stream:
            self.worker.cancel()
            self.say("停下了，来了的都留着；再按一次 Ctrl-C 存盘退出")
        elif self.doing == feet.OUTLINE or (self.outlining and self.state is None):
            self.worker.cancel()
            self.say("不等了；再按一次 Ctrl-C 存盘退出")
        else:
            self.say("再按一次 Ctrl-C 存盘退出")

    # What is shown

    def ask(self, prompt: str) -> str | None:
        """A line from the person; None when they thought better of it."""
        self.screen.lift()
        return line_of(self.keyboard, prompt)

    def _question(self, asked: "tuple[Question, ...]") -> None:
        """Ask one after the other; an empty answer skips, Ctrl-C puts off the rest."""
        for each in asked:
            choices = f"（{'/'.join(each.choices)}）" if each.choices else ""
            answer = self.ask(f"{each.text}{choices} ")
            if answer is None:
                self.say("先不答，以后按 i")
                return
            if each.choices:
                answer = SHORT.get(answer.strip().lower(), answer)
            self.worker.execute(f"answer {each.id} {answer.strip()}".rstrip())

    def say(self, *texts: str | Piece | Line) -> None:
        """Show lines in between."""
        rows = list[Line]()
        for each in texts:
            own = each if isinstance(each, tuple) else line(each)
            rows += (
                [own] if self.screen.is_plain else styled.wrapped(own, self.screen.width, indent=2)
            )
        if rows:
            self.screen.say(*rows, foot=feet.foot(self.view))

    def draw(self) -> None:
        """Draw the foot as it is now."""
        if self.stream and self.stream.seconds > SOON:
            self._announce()
        if not self.screen.is_plain:
            self.screen.say(foot=feet.foot(self.view))

    def _read(self) -> str:
        """The next key; in a plain mode none is read while something is being done."""
        is_busy = bool(self.stream or self.doing or self.state is None)
        return self.keyboard.read(PULSE if is_busy else None)

    def _watch_size(self) -> None:
        """A resize draws the foot again."""
        if hasattr(signal, "SIGWINCH"):
            signal.signal(signal.SIGWINCH, lambda *_: self.keyboard.call())


def _first_help() -> str:
    return "要点读完就摆出排布：哪条写在哪里。按键都写在最下面，读完再按 ? 看全部"
