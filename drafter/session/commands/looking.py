"""The report looked at: findings, rules, lengths, shortcomings beside measures; and taken away."""

from pathlib import Path

from drafter import exporters, rules, settings
from drafter.errors import BadInput
from drafter.outputs import Outputs
from drafter.session import pairs
from drafter.session.command import Command
from drafter.session.live import Session
from drafter.session.outcome import Findings, Outcome
from drafter.session.questions import unbacked
from drafter.session.state import Status
from drafter.session.whole import whole as summed_up

GROUP = "全文"


def check(session: Session, at: str = "") -> Outcome:
    """检查这一处；写“全文”就检查全文。"""
    state = session.state
    if at == GROUP:
        return Outcome(state, shown=Findings("", state.findings))
    card = state.card(at) if at else state.here
    return Outcome(state, shown=Findings(card.part, state.findings_of(card)))


def explain(session: Session, rule: str) -> Outcome:
    """讲一条规则是什么意思，有反例、正例。"""
    return Outcome(session.state, shown=rules.explain(rule))


def matrix(session: Session) -> Outcome:
    """不足和措施逐条对着看。"""
    return Outcome(session.state, shown=pairs.pairs(session.state))


def whole(session: Session) -> Outcome:
    """看全文：从头到尾的文字，检查结果、各部分长短、念要几分钟、花了多少。"""
    spend = session.chain.spend if session.chain else None
    return Outcome(session.state, shown=summed_up(session.state, spend))


def export(session: Session, path: str) -> Outcome:
    """存成文件：docx、txt、html、json，看扩展名。"""
    state = session.state
    target = Path(path).expanduser()
    if not target.suffix:
        raise BadInput(f"“{path}”没有扩展名", hint="如 /export 报告.docx")
    data = exporters.exporter_for(target.suffix).export(state.report)
    Outputs(settings.read().cache_folder, hint="换一个文件名").write(data, target)
    open = [card.name for card in state.cards if card.status is Status.OPEN]
    notes = [f"存到 {target}"]
    if open:
        notes.append(f"还有 {len(open)} 处没有采用：{'、'.join(open)}")
    notes += [
        f"{card.name}有要点里没有的“{'、'.join(figures)}”"
        for card in state.cards
        if (figures := unbacked(state, card))
    ]
    return Outcome(state, tuple(notes))


CHECK = Command(check, GROUP, "检查", key="f", usage="[处]")
EXPLAIN = Command(explain, GROUP, "讲", key="h", usage="规则")
MATRIX = Command(matrix, GROUP, "对照", key="m")
WHOLE = Command(whole, GROUP, "全文", key="w")
EXPORT = Command(export, GROUP, "导出", key="x", usage="文件")
