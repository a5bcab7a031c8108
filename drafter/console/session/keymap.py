"""What each key means: the commands' own keys, and those of looking around."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from drafter.console.session.editor import edited
from drafter.errors import BadInput, DrafterError
from drafter.session.command import SessionCommand
from drafter.session.commands import commands, named
from drafter.session.state import SessionState

if TYPE_CHECKING:
    from drafter.console.session.conversation import Conversation

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


def pressed(talk: "Conversation", key: str) -> None:
    """Do what a key means now."""
    try:
        if not _turns(talk, key):
            _pressed(talk, key)
    except DrafterError as error:
        talk.say(f"✗ {error}")


def _pressed(talk: "Conversation", key: str) -> None:
    if key == "/":
        told = talk.ask("/")
        if told and told.strip():
            slashed(talk, told)
    elif len(key) > 1 and (key.startswith("/") or " " in key):
        slashed(talk, key)
    elif talk.stream and key in FINISHED:
        talk.say("这一处还在写：写完再定，Ctrl-C 停在这里")
    elif key.isdecimal() and len(key) == 1:
        _number(talk, key)
    elif own := OWN.get(key):
        own(talk)
    elif command := next((e for e in commands() if key in (e.key, e.word)), None):
        called(talk, command)
    else:
        talk.say(f"“{key}”不是按键：输入法请切到英文，按 ? 看有哪些")


def _turns(talk: "Conversation", key: str) -> bool:
    """Whether a key turned a page of what is read; any other closes it and does its own."""
    if talk.pages and (key in FORTH or key in BACK):
        talk.turn(1 if key in FORTH else -1)
        return True
    talk.pages = None
    return False


def slashed(talk: "Conversation", told: str) -> None:
    """A line of its own: `/move F5 2.1`."""
    name, *rest = told.strip().removeprefix("/").split(None, 1) or [""]
    if name in ("help", "帮助"):
        _help(talk, "".join(rest))
    elif name in ("quit", "退出"):
        talk.leave()
    else:
        command = named(name)
        if command.edits and not rest:
            called(talk, command)
            return
        command.arguments("".join(rest))  # wrong use is told at once
        talk.is_reading = command.name == READ
        talk.execute(f"{command.name} {''.join(rest)}".rstrip())


def called(talk: "Conversation", command: SessionCommand) -> None:
    """A command by its key: what it needs is asked for."""
    if command.edits:
        _edit(talk, command)
    elif command.name == "explain":
        _explain(talk)
    elif not command.usage or command.name in ("accept", "check", "leads"):
        talk.is_reading = command.name == READ
        talk.execute(command.name)
    else:
        prompt = EXAMPLES.get(command.name, f"{command.word} {command.usage}：")
        told = talk.ask(prompt)
        if told is None:
            return
        if not told.strip() and not command.usage.startswith("["):
            return
        talk.execute(f"{command.name} {told.strip()}".rstrip())


def _number(talk: "Conversation", key: str) -> None:
    """A lead of those shown, a change of the plan, or a version."""
    if talk.choices:
        if 1 <= int(key) <= len(talk.choices) and talk.state:
            lead = talk.choices[int(key) - 1]
            talk.execute(f"rename {talk.state.here.name} {lead}")
        else:
            talk.say(f"只有 {len(talk.choices)} 句可选")
    elif talk.is_planning and key in PLANNING:
        called(talk, named(PLANNING[key]))
    else:
        talk.execute(f"choose {key}")


def _edit(talk: "Conversation", command: SessionCommand) -> None:
    """The text at hand in the person's editor."""
    state = _state(talk)
    before = state.text(state.here)
    talk.screen.lift()
    with talk.keyboard.released():
        after = edited(before)
    if not after.strip():
        raise BadInput("改空了，原来的文字没有动", hint="不写这条要点用 /drop，先放着按 s")
    if after.strip() == before.strip():
        talk.say("没有改动")
        return
    talk.execute(f"{command.name} {after.strip()}")


def _explain(talk: "Conversation") -> None:
    """The rule of a finding at hand; which, where there are several."""
    state = _state(talk)
    found = list(dict.fromkeys(each.rule for each in state.findings_of(state.here)))
    if len(found) == 1:
        talk.execute(f"explain {found[0]}")
        return
    told = talk.ask(f"讲哪条规则{'（' + '、'.join(found) + '）' if found else ''}：")
    if told and told.strip():
        talk.execute(f"explain {told.strip()}")


def _help(talk: "Conversation", name: str = "") -> None:
    if talk.display:
        talk.display.help(name.removeprefix("/"))


def _plan(talk: "Conversation") -> None:
    """The plan again; it can be changed there."""
    talk.is_planning = True
    if talk.display:
        talk.display.plan(_state(talk))


def _difference(talk: "Conversation") -> None:
    if talk.display:
        talk.display.difference(_state(talk).here)


def _enter(talk: "Conversation") -> None:
    """On from the plan; else the card at hand once more."""
    if talk.is_planning:
        talk.begin()
    elif not talk.stream:
        talk.visit()


def _going(to: str) -> Callable[["Conversation"], None]:
    def go(talk: "Conversation") -> None:
        talk.is_planning = False
        talk.execute(f"go {to}")

    return go


def _state(talk: "Conversation") -> SessionState:
    if talk.state is None:
        raise BadInput("还没读完要点")
    return talk.state


OWN: dict[str, Callable[["Conversation"], None]] = {
    "?": _help,
    "p": _plan,
    "d": _difference,
    "enter": _enter,
    "ctrl-l": _enter,
    "esc": lambda _: None,
    **dict.fromkeys(NEXT, _going("下")),
    **dict.fromkeys(BEFORE, _going("上")),
}
