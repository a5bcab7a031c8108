"""What a section has to speak of and does not."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule


@rule("missing-integrity-item", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """廉洁部分要写到中央八项规定、党风廉政责任和不插手干预等必写内容。

    反例：
        四、廉洁奉公扬正气，持续营造风清气正良好环境
        认真落实中央八项规定精神，干干净净做事。

    正例：
        四、廉洁奉公扬正气，持续营造风清气正良好环境
        认真落实中央八项规定精神，履行第一责任人职责，从未插手工程项目。
    """
    for section in report.sections:
        if section.role not in report.genre.roles or not section.text:
            continue
        must = report.genre.section(section.role).must
        left = [words for words in must if not any(word in section.text for word in words)]
        if left:
            names = "、".join("或".join(f"“{word}”" for word in words[:2]) for words in left)
            yield Flaw(section.heading_span, f"没有写到{names}", "补写这些方面的做法")
