"""Sentences too long to be read out in one breath."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import longest, sentences
from drafter.rules import Concern, Level, Mender, rule
from drafter.text import reading_length

PART = re.compile("[；;]")  # a place to take breath


@rule(
    "overlong-sentence",
    "句子过长",
    Severity.ERROR,
    Level.PROJECT,
    Concern.SENTENCES,
    mended_by=(Mender.REWRITE,),
)
def check(report: Report) -> Iterator[Flaw]:
    """一句话（分号之间）太长读不下来。超过100字是警告，超过130字是错误（字数可在文种里调整）。一个英文单词、一个书名号里的篇名算一个字。

    反例：
        着力解决群众身边的急事难事，第一小学新校区、第二幼儿园如期开学，第三中学、第四小学、第五小学迁建项目扎实推进，新区人民医院正式投入使用，停车难、如厕难、入园难、出行难、看病难等问题得到有力解决，群众的获得感和幸福感不断提升。

    正例：
        着力解决群众身边的急事难事。第一小学新校区、第二幼儿园如期开学，第三中学、第四小学迁建项目扎实推进。

        本人作为公司的独立董事，根据《中华人民共和国公司法》《中华人民共和国证券法》《上市公司独立董事管理办法》《上市公司自律监管指引第1号——主板上市公司规范运作》等法律法规及《公司章程》的规定，现将2023年度履职情况述职如下：
    """
    limits = report.genre.limits
    for sentence in sentences(report):
        if len(sentence.text) <= limits.sentence_warning:
            continue
        count = max(map(reading_length, PART.split(sentence.text)))
        if count > longest(sentence, report.genre):
            is_error = count > limits.sentence_error
            most = limits.sentence_error if is_error else limits.sentence_warning
            severity = Severity.ERROR if is_error else Severity.WARNING
            message = f"这句话{count}字，超过{most}字"
            yield Flaw(sentence.span, message, "在意思完整处断成两三句", severity=severity)
