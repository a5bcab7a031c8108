"""How people name the parts of what they tell, and go on with it, in chats and memos."""

import pytest

from drafter.document import Role
from drafter.readers import facts_from


def told(text):
    """The texts of the facts in a text file, with their parts."""
    found = facts_from(text.encode(), "a.txt", ".txt")
    return [(fact.text, fact.role) for fact in found]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("不足…… 巡河去得少", Role.SHORTCOMING),
        ("不足嘛 巡河去得少", Role.SHORTCOMING),
        ("毛病... 巡河去得少", Role.SHORTCOMING),
        ("廉洁……  没收过礼金", "integrity"),
    ],
)
def test_a_part_is_named_in_front_of_an_ellipsis(line, role):
    """What follows is told without the name."""
    assert told(f"修路3条\n{line}\n")[-1] == (line[-6:].strip("嘛 ").lstrip("…"), role)


def test_two_names_with_a_blank_between_are_a_heading_of_two_parts():
    """Which of the two a line belongs to is for its words to say."""
    assert told("学习\n中心组学习6次\n\n纪律 作风\n带新人2名\n")[1:] == [("带新人2名", "")]


def test_a_number_before_a_heading_is_none_of_it():
    """Typed with a blank behind it, as some editors number."""
    text = "3 上次挨批的毛病\n会多：砍了9个\n"

    assert told(text) == [("会多：砍了9个", Role.FEEDBACK)]
