"""The encodings offices send are recognised; what is not text is refused."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import Unreadable
from drafter.readers.characters import folded
from drafter.readers.encoding import decode

CODECS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
WORDS = (
    "新建学校**所",
    "讲党课4次",
    "GDP增速列全省第**位",
    "“三重一大”事项",
    "同比增长8.5％",
    "——完成……",
    "①抓项目",
    "（一）强化理论武装",
    "防返贫监测户86户\n",
    "2024年度",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map("，".join)


def test_signs_beside_a_line_end_end_no_line_of_their_own():
    """Elsewhere they part what is said, as somebody sees it in Word."""
    assert decode("\x0c修桥\n\x0c修渠\x0b修路\x0b\n".encode(), "a.txt") == "修桥\n修渠\n修路\n"


@given(TEXTS, st.sampled_from(CODECS))
def test_chinese_comes_back_from_every_encoding(text, codec):
    """Text of a line or of a page is what it was before it was encoded."""
    assert decode(text.encode(codec), "a") == text


@given(st.text(string.printable.replace("\r", "").replace("\x0b", "").replace("\x0c", "")))
def test_ascii_is_ascii(text):
    """Latin text alone is never taken for UTF-16."""
    assert decode(text.encode(), "a") == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff")))
def test_any_utf8_with_a_mark_is_itself(text):
    """With its byte-order mark UTF-8 is never guessed at; what looks like another apart."""
    assert decode(b"\xef\xbb\xbf" + text.encode(), "a") == folded(text)


@given(
    st.text(
        st.characters(
            max_codepoint=0x2E7F,
            exclude_categories=["Cc", "Cf", "Cn", "Cs", "Co", "Zs"],
            include_characters="\t\n",
        )
    )
)
def test_folding_leaves_ordinary_characters_alone(text):
    """Full-width forms and blanks, circled numbers and squared units are what people wrote."""
    assert folded(text) == text
    assert folded("㎡％①Ⅲ５Ｇ½㈠ \u3000") == "㎡％①Ⅲ５Ｇ½㈠ \u3000"


@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_text_or_refused(data):
    """No bytes make it fail in any other way."""
    try:
        text = decode(data, "a")
    except Unreadable:
        return
    assert "\x00" not in text


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG", b"\xd0\xcf\x11\xe0"])
def test_a_file_under_a_wrong_name_is_told(head):
    """The error says what the file is and not that its encoding is unknown."""
    with pytest.raises(Unreadable, match="内容是"):
        decode(head + b"rest", "要点.txt")


def test_line_ends_are_unified():
    """Windows and old Mac line ends become one character."""
    assert decode(b"a\r\nb\rc\n", "a") == "a\nb\nc\n"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_signs_that_word_writes_do_not_make_a_short_text_binary(codec):
    """A note, a picture, the end of a cell and the code of a field are dropped, breaks are ends."""
    told = "讲党课4次\x07\x0b见\x13 REF 表 \x14表2\x15\x02，走访\x1f86户\x0c监测户\x01"

    assert decode(told.encode(codec), "a") == "讲党课4次\n见表2，走访86户\n监测户"


def test_signs_that_no_text_has_are_binary_however_short():
    """Nobody types or pastes these."""
    with pytest.raises(Unreadable):
        decode("讲党课\x004次\x10，走访\x1986户".encode(), "a")
