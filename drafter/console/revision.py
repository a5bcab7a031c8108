"""How a revision is told, and how somebody at a terminal is asked."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter.document import Fact
from drafter.exporters.provenance import Provenance
from drafter.revision import KEEP, LATER, RESTORE, EditQuestion, Revised
from drafter.revision.arrival import Hand
from drafter.revision.rounds import Round, RoundEntry
from drafter.text import shorten

SHOWN = 60  # characters of a sentence
_ANSWERS = {"1": KEEP, "2": RESTORE, "3": LATER, "": LATER}
_YES = ("y", "yes", "是", "换")
_DAY = 10  # characters of a date
_MINUTE = 16


def show(made: Revised, saved: Path | None) -> None:
    """Sum a round up on standard error."""
    sys.stderr.writelines(f"{line}\n" for line in lines(made, saved))


def say(line: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"{line}\n")


def lines(made: Revised, saved: Path | None) -> list[str]:
    """What came in, what we changed, what is to be decided."""
    edits = [each for each in made.entries if each.what in ("改", "增", "删")]
    ours = len(made.changed)
    theirs = edits[: len(edits) - ours] if ours else edits
    rows = [f"人改了 {len(theirs)} 处，都照改的收下" if theirs else "没有人改过"]
    rows += [f"  {_entry(each)}" for each in theirs]
    if made.changed:
        rows.append(f"按要点和批注改了 {ours} 处，别的一字未动：")
        rows += [f"  {_pair(before, after)}" for before, after in made.changed]
    if made.answers:
        done = sum(each.is_done for each in made.answers)
        rows.append(f"批注 {len(made.answers)} 条，办了 {done} 条：")
        rows += [
            f"  {each.comment.hand.who}“{_brief(each.comment.text)}”：{each.told}"
            for each in made.answers
        ]
    if made.open:
        rows.append(f"要定的 {len(made.open)} 处（在终端里运行就逐个问，--keep 是都以改的为准）：")
        rows += [f"  {asked(each)}" for each in made.open]
    if made.stale:
        rows.append(f"要本人改的 {len(made.stale)} 处：")
        rows += [f"  “{_brief(text)}”：{why}" for text, why in made.stale]
    rows += [f"注意：{note}" for note in made.notes]
    if saved:
        rows.append(f"已保存 {saved}（第 {made.provenance.round} 轮；drafter rounds 可取回任一轮）")
    return rows


def waiting(made: Revised) -> list[str]:
    """What a session on it begins with: questions, wishes not met, what only its author may do."""
    rows = [f"要定：{asked(each)}" for each in made.open]
    rows += [
        f"{each.comment.hand.who} 批“{_brief(each.comment.text)}”：{each.told}"
        for each in made.answers
    ]
    return rows + [f"“{_brief(text)}”：{why}" for text, why in made.stale] + list(made.notes)


def asked(question: EditQuestion) -> str:
    """A question about an edit, in a line."""
    who = "、".join(dict.fromkeys(hand.who for hand in question.hands)) or "上一轮"
    lost = "；".join(f"{id} 少了“{what}”" for id, what in question.lost)
    new = "、".join(question.new)
    what = "；".join(filter(None, (lost, f"“{new}”没有要点" if new else "")))
    return f"{who}：{_pair(question.before, question.after)}——{what}"


def ask(question: EditQuestion) -> str:
    """Ask somebody at the terminal; Ctrl-D leaves it for later."""
    say(asked(question))
    while True:
        try:
            answer = input("  1 以改的为准  2 恢复原句  3 先放着（回车）：").strip()
        except EOFError:
            return LATER
        if answer in _ANSWERS:
            return _ANSWERS[answer]


def may_replace(fact: Fact, text: str) -> bool:
    """Ask whether a fact is to become one about another matter; Ctrl-D is no."""
    say(f"{fact.id} 原是“{_brief(fact.text)}”，新写的像是另一件事：“{_brief(text)}”")
    try:
        return input("  换上吗？ y 换  n 不换（回车）：").strip().lower() in _YES
    except EOFError:
        return False


def rounds(found: Sequence[Round], carried: Provenance | None) -> Iterator[str]:
    """Round by round who changed what, then the facts by their numbers."""
    for each in found:
        what = "起草" if not each.came else f"收回，{len(each.entries)} 处"
        yield f"第 {each.number} 轮  {each.at[:_MINUTE].replace('T', ' ')}  {what}"
        yield from (f"  {_entry(entry)}" for entry in each.entries)
    if carried:
        yield f"现有要点 {len(carried.facts)} 条："
        yield from (f"  {fact.id} {fact.text}" for fact in carried.facts)


def _entry(entry: RoundEntry) -> str:
    who = _by(Hand(entry.who, entry.when))
    if entry.what == "批注":
        return f"{who} 批“{_brief(entry.before)}”：{entry.after}"
    return f"{who} {entry.what} {_pair(entry.before, entry.after)}"


def _by(hand: Hand) -> str:
    day = hand.when[:_DAY]
    return f"{hand.who}（{day}）" if day else hand.who


def _pair(before: str, after: str) -> str:
    if before == after:
        return f"“{_brief(before)}”"
    if not before:
        return f"新添“{_brief(after)}”"
    if not after:
        return f"删去“{_brief(before)}”"
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return f"“{_around(before, start, end)}”→“{_around(after, start, end)}”"


def _around(text: str, start: int, end: int, reach: int = 12) -> str:
    """What differs, with a few characters around it."""
    first, last = max(0, start - reach), min(len(text), len(text) - end + reach)
    head, tail = ("…" if first else ""), ("…" if last < len(text) else "")
    return head + _brief(text[first:last].replace("\n", " ")) + tail


def _brief(text: str) -> str:
    return shorten(text.replace("\n", " "), SHOWN)
