"""Words of talk, hype or a machine's essay."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.reading import any_of, is_quoted
from drafter.rules import Level, rule


@rule("colloquial-wording", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """用公文语言，不用口语、网络语和“值得注意的是”之类的套话。

    反例：
        值得注意的是，这块工作做了很多。

    正例：
        此项工作已经完成。
    """
    for found in any_of(report.genre.phrases.colloquial).finditer(report.text):
        if not is_quoted(report, found.start()):
            yield Flaw(found.span(), f"“{found[0]}”不是公文用语", "删去或换成书面语")
