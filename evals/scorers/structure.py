"""Whether the report has the parts that its genre asks for."""

import itertools
import re

from drafter.document import ParagraphKind, Report
from drafter.rules import Concern
from evals.faults import found, left_by, several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer
from evals.scorers import ScorerKind as Weight

_FEEDBACK = re.compile(r"针对[^。；]{0,16}(?:反馈|指出|点评)[^。；]{0,8}(?:“[^”]+”|问题|意见)")


def score(outcome: Outcome) -> Score:
    """The share of required parts that are in place, less a tenth for each fault of form."""
    parts = _parts(outcome)
    lost = [name for name, is_there in parts.items() if not is_there]
    faults = found(outcome, Concern.FORM)
    moved = _moved(outcome.report)
    form = left_by(len(faults) + moved)
    share = 1 - len(lost) / len(parts)
    reasons = [f"缺{'、'.join(lost)}"] if lost else []
    reasons += [f"有{moved}处次序颠倒"] if moved else []
    reasons += [f"序号、标题或标记有误：{several(f.text for f in faults)}"] if faults else []
    return Score(share * form, "；".join(reasons), {"parts": share, "form": form})


def _parts(outcome: Outcome) -> dict[str, bool]:
    """Every required part by its name, and whether it is in place."""
    report, genre = outcome.report, outcome.report.genre
    present = {section.role for section in report.sections if section.text}
    return {
        "年度": bool(report.of(ParagraphKind.PREAMBLE)) and not found(outcome, Concern.YEAR),
        "开头": bool(report.of(ParagraphKind.PREAMBLE)),
        **{spec.name: spec.role in present for spec in genre.sections},
        "上年反馈": _answers_feedback(report) and not found(outcome, Concern.FEEDBACK_YEAR),
        genre.shortcomings.label: bool(report.shortcomings),
        genre.measures.label: bool(report.measures),
    }


def _answers_feedback(report: Report) -> bool:
    """In a paragraph of its own, or where the section tells what was done."""
    return bool(report.of(ParagraphKind.FEEDBACK)) or any(
        _FEEDBACK.search(each.text) for each in report.of(ParagraphKind.BODY)
    )


def _moved(report: Report) -> int:
    """How often a part stands before one that it should follow."""
    roles = report.genre.roles
    places = [roles.index(section.role) for section in report.sections if section.role in roles]
    moved = sum(one > other for one, other in itertools.pairwise(places))
    answers = report.shortcomings, report.measures
    return moved + (all(answers) and answers[1][0].span < answers[0][0].span)


STRUCTURE = Scorer(
    "structure",
    "结构完整",
    Weight.HARD,
    "文种要求的各部分在位的份额：年度、开头、各部分、上年反馈、不足、措施；序号中断、次序颠倒、标题重复、残留标记，每处再扣一成",
    score,
    parts={"parts": "该有的部分", "form": "序号、次序、标题"},
    criterion="order",
)
