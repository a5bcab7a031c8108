"""Set phrases that are written in quotation marks, without them."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import is_quoted
from drafter.rules import Level, rule
from drafter.text import any_of


@rule("unquoted-phrase", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """“两个维护”“三重一大”等固定提法要加引号。

    反例：
        坚决做到两个维护，严格执行三重一大制度。

    正例：
        坚决做到“两个维护”，严格执行“三重一大”制度。

        坚决做到"两个维护"，严格执行「三重一大」制度。
    """
    for found in any_of(report.genre.phrases.quoted).finditer(report.text):
        if not is_quoted(report, found.start()):
            yield Flaw(found.span(), f"“{found[0]}”没有加引号", f"写成“{found[0]}”，加上引号")
