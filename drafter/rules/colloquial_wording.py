"""Words of talk, hype or a machine's essay."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import is_quoted, wordings
from drafter.rules import Concern, Level, Mender, rule
from drafter.text import any_of


@rule(
    "colloquial-wording",
    "口语化",
    Severity.WARNING,
    Level.PRACTICE,
    Concern.VOICE,
    mended_by=(Mender.REWRITE,),
)
def check(report: Report) -> Iterator[Flaw]:
    """用公文语言，不用口语、网络语和“值得注意的是”之类的套话。

    反例：
        值得注意的是，这块工作做了很多。

        报名人数蹭蹭往上涨，志愿者跟打了鸡血似的。

    正例：
        此项工作已经完成。

        首先排查独居老人，其次签订结对协议，数字技术赋能网格平台，听不懂的话换成方言讲。
    """
    words = wordings()
    colloquial = any_of(tuple(words.colloquial.split()))
    if not colloquial.search(report.text):
        return
    ordinary = any_of(tuple(words.ordinary.split()))
    plain = ordinary.sub(lambda found: " " * len(found[0]), report.text)
    for found in colloquial.finditer(plain):
        if not is_quoted(report, found.start()):
            yield Flaw(found.span(), f"“{found[0]}”不是公文用语", "删去或换成书面语")
