"""Rejecting all gives the document back, whatever stands between its words."""

import io
import re
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import genre
from drafter.redline import Marks, opened, redline
from tests.readers.words import run, word
from tests.redline.reading import accepted
from tests.redline.restoring import boxed, held, picture

SHUZHI = genre.load("shuzhi")
MARKS = Marks("办公室", "2026-01-31T08:00:00Z")
WORDS = st.text("甲乙丙，。6", max_size=6)


def body(data):
    """The document's own XML."""
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def field(text):
    """A field as one element."""
    return f'<w:fldSimple w:instr="SEQ 图">{run(text)}</w:fldSimple>'


def parted_field(text):
    """A field as a beginning, its code, its result and its end."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("separate", "end")]
    code = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF 表1</w:instrText></w:r>'
    return f"{code}{marks[0]}{run(text)}{marks[1]}"


def link(text):
    """A link."""
    return f'<w:hyperlink r:id="r9">{run(text)}</w:hyperlink>'


def control(text):
    """A content control within the line."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"


def marked(text):
    """Words between the marks of a bookmark."""
    return f'<w:bookmarkStart w:id="7" w:name="b"/>{run(text)}<w:bookmarkEnd w:id="7"/>'


PIECES = st.one_of(
    WORDS.map(run),
    st.sampled_from([field, parted_field, link, control, marked]).flatmap(
        lambda made: st.text("丁戊，7", min_size=1, max_size=4).map(made)
    ),
    st.sampled_from([picture("渠"), picture("桥"), boxed("己")]),
)
PARAGRAPHS = st.lists(st.lists(PIECES, min_size=2, max_size=6), min_size=1, max_size=3)


@st.composite
def changed(draw, old):
    """A text with a line parted, and signs put in and taken out."""
    made = list(old)
    for put in ("\n", *draw(st.lists(st.text("甲丁，庚\n", max_size=4), max_size=3))):
        at = draw(st.integers(0, len(made)))
        made[at : at + draw(st.integers(0, 3))] = put
    return "".join(made)


def lines(text):
    """Those that say something: a picture alone is none."""
    return [each for each in text.split("\n") if each]


@settings(max_examples=30, deadline=None)
@given(PARAGRAPHS, st.data())
def test_whatever_stands_between_the_words_comes_back(paragraphs, data):
    """Fields, links, controls, pictures, text boxes and bookmarks; and the new text is there."""
    told = [run("甲"), *map("".join, paragraphs)]
    before = word("".join(f"<w:p>{each}</w:p>" for each in told))
    source = opened(before, "x")
    new = data.draw(changed(source.text))
    made = redline(source, new, SHUZHI, MARKS)

    assert held(made) == held(before)
    assert lines(accepted(made)) == lines(new)


def test_a_paragraph_is_parted_beside_a_field_and_inside_a_link():
    """The field stays as it is; the link goes whole, and its words come as words."""
    told = f"{run('详见图')}{field('3')}{run('。附件')}{link('办班清单另附')}{run('。')}"
    before = word(f"<w:p>{told}</w:p>")
    new = "详见图3。\n附件办班清单\n另附。"
    made = redline(opened(before, "x"), new, SHUZHI, MARKS)

    assert held(made) == held(before)
    assert accepted(made) == new
    assert "<w:fldSimple" in body(made)
    assert "办班清单另附" in re.findall("<w:delText[^>]*>([^<]*)", body(made))


def test_what_comes_behind_a_field_is_no_result_of_it():
    """A result is shown anew when fields are updated: what stood in it would be lost."""
    made = redline(
        opened(word(f"<w:p>{run('见图')}{field('3')}</w:p>"), "x"), "见图3。", SHUZHI, MARKS
    )

    assert re.search("</w:fldSimple><w:ins [^>]*><w:r><w:rPr/><w:t[^>]*>。", body(made))


def test_a_field_that_goes_takes_its_code_along():
    """A deletion that held only the result would show it again."""
    before = word(f"<w:p>{run('见图')}{field('3')}{run('。')}</w:p>")
    made = redline(opened(before, "x"), "见。", SHUZHI, MARKS)

    assert held(made) == held(before)
    assert "<w:fldSimple" not in body(made)
    assert "<w:delInstrText" in body(made)
