"""The report looked at: findings, rules, lengths, shortcomings beside measures; and taken away."""

from pathlib import Path

from drafter import exporters, rules, settings
from drafter.errors import BadInput
from drafter.outputs import Outputs
from drafter.redline import drafted
from drafter.revision.rounds import Rounds
from drafter.session import pairs
from drafter.session.command import SessionCommand
from drafter.session.overview import whole as summed_up
from drafter.session.questions import unbacked
from drafter.session.result import CommandResult, Findings
from drafter.session.session import Session
from drafter.session.state import Status

GROUP = "全文"


def check(session: Session, at: str = "") -> CommandResult:
    """检查这一处；写“全文”就检查全文。"""
    state = session.state
    if at == GROUP:
        return CommandResult(state, shown=Findings("", state.findings))
    card = state.card(at) if at else state.here
    return CommandResult(state, shown=Findings(card.part, state.findings_of(card)))


def explain(session: Session, rule: str) -> CommandResult:
    """讲一条规则是什么意思，有反例、正例。"""
    return CommandResult(session.state, shown=rules.explain(rule))


def matrix(session: Session) -> CommandResult:
    """不足和措施逐条对着看。"""
    return CommandResult(session.state, shown=pairs.pairs(session.state))


def whole(session: Session) -> CommandResult:
    """看全文：从头到尾的文字，检查结果、各部分长短、念要几分钟、花了多少。"""
    spend = session.chain.spend if session.chain else None
    return CommandResult(session.state, shown=summed_up(session.state, spend))


def export(session: Session, path: str) -> CommandResult:
    """存成文件：docx、txt、html、json，看扩展名。"""
    state = session.state
    target = Path(path).expanduser()
    if not target.suffix:
        raise BadInput(f"“{path}”没有扩展名", hint="如 /export 报告.docx")
    ways = {"is_bare": session.is_bare, "is_commented": session.is_commented}
    data = drafted.rendered(state.report, target.suffix, **ways)
    configured = settings.read()
    Outputs(configured.cache_folder, hint="换一个文件名").write(data, target)
    open = [card.name for card in state.cards if card.status is Status.OPEN]
    notes = [f"存到 {target}"]
    if target.suffix.lower() == exporters.WORD and not session.is_bare:
        try:
            Rounds(configured.data_folder).begin(state.report, data)
        except BadInput as error:  # the file is there all the same
            notes.append(str(error))
    if open:
        notes.append(f"还有 {len(open)} 处没有采用：{'、'.join(open)}")
    notes += [
        f"{card.name}有要点里没有的“{'、'.join(figures)}”"
        for card in state.cards
        if (figures := unbacked(state, card))
    ]
    return CommandResult(state, tuple(notes))


CHECK = SessionCommand(check, GROUP, "检查", key="f", usage="[处]")
EXPLAIN = SessionCommand(explain, GROUP, "讲", key="h", usage="规则")
MATRIX = SessionCommand(matrix, GROUP, "对照", key="m")
WHOLE = SessionCommand(whole, GROUP, "全文", key="w")
EXPORT = SessionCommand(export, GROUP, "导出", key="x", usage="文件")
