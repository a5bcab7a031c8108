"""What each key means where the conversation stands: a key and a view in, an action out."""

from collections.abc import Callable

from drafter.console.session.view import (
    Action,
    Ask,
    Begin,
    Edit,
    Execute,
    Leave,
    Say,
    ShowDifference,
    ShowHelp,
    ShowPlan,
    Turn,
    View,
    Visit,
)
from drafter.errors import BadInput
from drafter.rules import title
from drafter.session.command import SessionCommand
from drafter.session.commands import commands, named
from drafter.session.state import SessionState

NEXT, BEFORE = ("n", "down", "right"), ("b", "up", "left")
FORTH, BACK = ("enter", " ", "pgdn", *NEXT), ("pgup", *BEFORE)  # of a text that is read
PLANNING = {
    "1": "move", "2": "merge", "3": "split", "4": "reorder", "5": "drop", "6": "rename", "7": "add",
    "8": "correct",
}  # fmt: skip
READ = "whole"
FINISHED = "aerltdcxUuf"  # keys that need a text that is all there
EXAMPLES = {
    "move": "哪条移到哪里，如 F5 2.1：",
    "merge": "哪两段合成一段，如 2.1 2.2：",
    "split": "哪一段分出哪几条，如 2.1 F5 F6：",
    "reorder": "哪一段挪到第几位，如 2.3 1：",
    "drop": "舍去哪条，为什么，如 F3 未公开：",
    "rename": "哪一段，换成什么，如 2.1 抓项目建设、促产业发展：",
    "add": "加到哪里，什么事，如 2.1 新建学校6所：",
    "correct": "更正哪条，写上改好的整条，如 F3 新建学校6所：",
    "redraft": "怎样改（空着就是再写一版），如 短一点，突出招商：",
    "lock": "锁哪几个字（空着就锁整处）：",
    "go": "去哪里，如 2.1、反馈、措施1：",
    "choose": "换用第几版：",
    "export": "存到（.docx .txt .html .json）：",
}


def meaning(view: View, key: str) -> Action | None:
    """What to do when a key is pressed; None for nothing.

    Raises:
        BadInput: what was typed is wrong, or there is nothing to do it to.
    """
    if view.pages and (key in FORTH or key in BACK):
        return Turn(view.pages.turned(1 if key in FORTH else -1))
    if key == "/":
        return Ask("/", lambda typed: slashed(view, typed) if typed.strip() else None)
    if len(key) > 1 and (key.startswith("/") or " " in key):
        return slashed(view, key)
    return _pressed(view, key)


def _pressed(view: View, key: str) -> Action | None:
    """A key by itself, where no page is turned."""
    if view.stream and key in FINISHED:
        return Say("这一处还在写：写完再定，Ctrl-C 停在这里")
    if key.isdecimal() and len(key) == 1:
        return _number(view, key)
    if own := OWN.get(key):
        return own(view)
    command = next((each for each in commands() if key in (each.key, each.word)), None)
    unknown = Say(f"“{key}”不是按键：输入法请切到英文，按 ? 看有哪些")
    return called(view, command) if command else unknown


def slashed(view: View, typed: str) -> Action:
    """What a line that was typed asks for: `/move F5 2.1`."""
    name, *rest = typed.strip().removeprefix("/").split(None, 1) or [""]
    if name in ("help", "帮助"):
        return ShowHelp("".join(rest).removeprefix("/"))
    if name in ("quit", "退出"):
        return Leave()
    command = named(name)
    if command.edits and not rest:
        return called(view, command)
    command.arguments("".join(rest))  # wrong use is told at once
    line = f"{command.name} {''.join(rest)}".rstrip()
    return Execute(line, is_reading=command.name == READ)


def called(view: View, command: SessionCommand) -> Action:
    """A command by its key: what it needs is asked for."""
    if command.edits:
        _state(view)
        return Edit(command.name)
    if command.name == "explain":
        return _explain(view)
    if not command.usage or command.name in ("accept", "check", "leads"):
        return Execute(command.name, is_reading=command.name == READ)
    is_optional = command.usage.startswith("[")

    def given(typed: str) -> Action | None:
        if not typed.strip() and not is_optional:
            return None
        return Execute(f"{command.name} {typed.strip()}".rstrip())

    return Ask(EXAMPLES.get(command.name, f"{command.word} {command.usage}："), given)


def _number(view: View, key: str) -> Action:
    """A lead of those shown, a change of the plan, or a version."""
    if view.choices:
        if 1 <= int(key) <= len(view.choices) and view.state:
            return Execute(f"rename {view.state.here.name} {view.choices[int(key) - 1]}")
        return Say(f"只有 {len(view.choices)} 句可选")
    if view.is_planning and key in PLANNING:
        return called(view, named(PLANNING[key]))
    return Execute(f"choose {key}")


def _explain(view: View) -> Action:
    """The rule of a finding at hand; which, where there are several."""
    state = _state(view)
    found = list(dict.fromkeys(title(each.rule) for each in state.findings_of(state.here)))
    if len(found) == 1:
        return Execute(f"explain {found[0]}")
    which = f"讲哪条规则{'（' + '、'.join(found) + '）' if found else ''}："
    return Ask(which, lambda typed: Execute(f"explain {typed.strip()}") if typed.strip() else None)


def _enter(view: View) -> Action | None:
    """On from the plan; else the card at hand once more."""
    if view.is_planning:
        return Begin()
    return None if view.stream else Visit()


def _going(to: str) -> Callable[[View], Action]:
    return lambda _: Execute(f"go {to}", leaves_plan=True)


def _state(view: View) -> SessionState:
    if view.state is None:
        raise BadInput("还没读完要点")
    return view.state


OWN: dict[str, Callable[[View], Action | None]] = {
    "?": lambda _: ShowHelp(),
    "p": lambda _: ShowPlan(),
    "d": lambda _: ShowDifference(),
    "enter": _enter,
    "ctrl-l": _enter,
    "esc": lambda _: None,
    **dict.fromkeys(NEXT, _going("下")),
    **dict.fromkeys(BEFORE, _going("上")),
}
