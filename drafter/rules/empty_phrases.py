"""Stretches of intensifying verbs with no fact between them."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import FIGURE, enumerated, extent, within
from drafter.rules import Concern, Level, rule
from drafter.text import OPEN, Span, any_of, length

FEW = 3  # words from which a stretch is judged


@rule("empty-phrases", "虚词过密", Severity.WARNING, Level.PRACTICE, Concern.FILLER)
def check(report: Report) -> Iterator[Flaw]:
    """少用“进一步、不断、切实、大力”之类的虚词，多写事实。

    反例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        进一步加强学习，不断提高认识，切实增强本领，努力开拓创新。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        全年集中学习12次，进一步加强调查研究，形成报告6篇。
    """
    leads = {point.lead for point in enumerated(report)}
    for span in _stretches(report):
        texts = [s.text for s in within(report, span) if s.text.rstrip("。") not in leads]
        bare = "\n".join(text for text in texts if not FIGURE.search(text) and OPEN not in text)
        found = any_of(report.genre.phrases.empty).findall(bare)
        density = 100 * len(found) / length(bare) if len(found) >= FEW else 0.0
        if density > report.genre.limits.empty_per_100:
            words = "、".join(dict.fromkeys(found))
            message = f"没有数据的句子里，每百字有{density:.1f}个虚词（{words}）"
            yield Flaw(span, message, "换成具体的事、数、人和时间")


def _stretches(report: Report) -> Iterator[Span]:
    for section in report.sections:
        if section.role in report.genre.roles:
            yield section.span[1] - len(section.text), section.span[1]
    if report.measures:
        yield extent(report.measures)
