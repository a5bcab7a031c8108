"""Comments of a draft in Word: what is offered for an open place."""

import io

import docx

from drafter.document import Evidence, Origin
from drafter.exporters.docx import export
from drafter.redline.drafted import commented
from tests.exporters.samples import report

LEFT = "〔待补：针对调研不够的改进措施〕。"
TEXT = f"2023年度述职述廉报告\n个人存在的不足：调研不够。\n改进措施：{LEFT}\n"


def test_what_a_model_would_say_is_offered_at_the_open_place():
    """It stands in the comment on that place, and nowhere in the text."""
    start = TEXT.index(LEFT)
    left = Evidence((start, start + len(LEFT)), (), Origin.OPEN, offer="拟每月到村调研，逐次登记。")
    made = report(TEXT, evidence=(left,))

    word = docx.Document(io.BytesIO(commented(export(made), made)))
    [told] = [comment.text for comment in word.comments]

    assert told.endswith("模型的建议，合用再抄：拟每月到村调研，逐次登记。")
    assert not any("逐次登记" in paragraph.text for paragraph in word.paragraphs)


def test_nothing_is_offered_where_no_model_was_asked():
    """The comment says why the place is open."""
    start = TEXT.index(LEFT)
    left = Evidence((start, start + len(LEFT)), (), Origin.OPEN)
    made = report(TEXT, evidence=(left,))

    word = docx.Document(io.BytesIO(commented(export(made), made)))
    [told] = [comment.text for comment in word.comments]

    assert "建议" not in told


def test_an_offer_beside_a_proposed_measure_is_told_once():
    """In the comment on the measure, and not again at each place that is open in it."""
    proposed = "拟加强调研，每月不少于〔待补：次数〕次，于〔待补：完成时限〕前写成报告。"
    text = TEXT.replace(LEFT, proposed)
    start = text.index(proposed)
    span = (start, start + len(proposed))
    made = report(text, evidence=(Evidence(span, (), Origin.OPEN, offer="拟每月到村一次。"),))

    word = docx.Document(io.BytesIO(commented(export(made), made)))
    told = [comment.text for comment in word.comments]

    assert len(told) == 3
    assert sum("拟每月到村一次。" in each for each in told) == 1


def test_a_tab_in_a_line_repeats_no_word_of_it():
    """A comment on words before and behind it cuts the line, and the line stays what it was."""
    line = "培训14人，\t修渠3公里。新建泵房2座。"
    text = f"2023年度述职述廉报告\n{line}\n"
    start = text.index("修渠")
    offered = Evidence((start, start + 6), (), Origin.PROPOSED)
    made = report(text, evidence=(offered,))

    word = docx.Document(io.BytesIO(commented(export(made), made)))
    [about] = [run.text for run in word.paragraphs[1].runs if "修渠" in run.text]

    assert word.paragraphs[1].text == line
    assert (about, len(list(word.comments))) == ("修渠3公里。", 1)
