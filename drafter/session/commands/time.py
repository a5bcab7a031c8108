"""Back and forth: no state is ever lost."""

from drafter.errors import BadInput
from drafter.session.command import SessionCommand
from drafter.session.history import REDO, RETURN, UNDO, Event
from drafter.session.result import CommandResult, Steps
from drafter.session.session import Session

GROUP = "进退"


def undo(session: Session) -> CommandResult:
    """撤销上一步；可以一直撤到开头。"""
    return CommandResult(session.record(Event(UNDO)))


def redo(session: Session) -> CommandResult:
    """重做撤销的一步。"""
    return CommandResult(session.record(Event(REDO)))


def steps(session: Session) -> CommandResult:
    """列出走过的每一步，都能用 /back 回去。"""
    return CommandResult(session.state, shown=Steps(session.steps))


def back(session: Session, step: str) -> CommandResult:
    """回到第几步，后来的也不会丢。"""
    if not step.isdecimal():
        raise BadInput(f"第几步要写数字，不是“{step}”", hint="用 /steps 看每一步的编号")
    return CommandResult(session.record(Event(RETURN, to=int(step))))


UNDO_STEP = SessionCommand(undo, GROUP, "撤销", key="u")
REDO_STEP = SessionCommand(redo, GROUP, "重做", key="U")
STEPS = SessionCommand(steps, GROUP, "历程")
BACK = SessionCommand(back, GROUP, "回到", usage="第几步")
