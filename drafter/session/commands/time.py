"""Back and forth: no state is ever lost."""

from drafter.errors import BadInput
from drafter.session.command import Command
from drafter.session.history import REDO, RETURN, UNDO, Event
from drafter.session.live import Session
from drafter.session.outcome import Outcome, Steps

GROUP = "进退"


def undo(session: Session) -> Outcome:
    """撤销上一步；可以一直撤到开头。"""
    return Outcome(session.record(Event(UNDO)))


def redo(session: Session) -> Outcome:
    """重做撤销的一步。"""
    return Outcome(session.record(Event(REDO)))


def steps(session: Session) -> Outcome:
    """列出走过的每一步，都能用 /back 回去。"""
    return Outcome(session.state, shown=Steps(session.steps))


def back(session: Session, step: str) -> Outcome:
    """回到第几步，后来的也不会丢。"""
    if not step.isdecimal():
        raise BadInput(f"第几步要写数字，不是“{step}”", hint="用 /steps 看每一步的编号")
    return Outcome(session.record(Event(RETURN, to=int(step))))


UNDO_STEP = Command(undo, GROUP, "撤销", key="u")
REDO_STEP = Command(redo, GROUP, "重做", key="U")
STEPS = Command(steps, GROUP, "历程")
BACK = Command(back, GROUP, "回到", usage="第几步")
