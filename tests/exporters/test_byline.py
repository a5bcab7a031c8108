"""A name under the title is not set as a title."""

import io

from docx import Document

from drafter.exporters import exporter_for
from tests.exporters.samples import report

TEXT = "2024年述职述廉报告\n某局局长　李四\n\n各位代表：\n\n现将一年的工作报告如下。\n"


def test_the_name_is_centred_in_the_bodys_face():
    """Centred like the title, in smaller type."""
    (title, byline, *_) = _paragraphs(TEXT)
    assert byline.text == "某局局长　李四"
    assert byline.alignment == title.alignment
    assert byline.runs[0].font.size < title.runs[0].font.size


def test_a_title_of_two_lines_is_a_title():
    """The title ends with the line that names a report."""
    first, second, byline, *_ = _paragraphs("某局局长李四\n" + TEXT)
    assert first.runs[0].font.size == second.runs[0].font.size > byline.runs[0].font.size


def test_the_name_is_not_the_documents_title():
    """The file's own title is the report's."""
    assert _document(TEXT).core_properties.title == "2024年述职述廉报告"


def _paragraphs(text):
    return [each for each in _document(text).paragraphs if each.text]


def _document(text):
    return Document(io.BytesIO(exporter_for(".docx").export(report(text))))
