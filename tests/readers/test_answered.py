"""Criticism named in a row and answered name by name below, in any format."""

from drafter.document import Role
from drafter.readers import facts_from


def read(text):
    """The texts and roles of the facts in a text file."""
    return [(f.text, f.role) for f in facts_from(text.encode(), "facts.txt", ".txt")]


def test_answers_below_criticism_are_told_with_it():
    """Each is an answer to its name, no failing and no plan; what comes after them is neither."""
    listed = "上年评议提了3条：窗口少、说话冲、车等人久"
    told = read(f"开夜班车2条\n{listed}\n  窗口少——添了4个\n  车等人久：缩到9分钟\n站亭修了12座\n")

    assert told == [
        ("开夜班车2条", ""),
        (listed, Role.FEEDBACK),
        ("“窗口少”：添了4个", Role.FEEDBACK),
        ("“车等人久”：缩到9分钟", Role.FEEDBACK),
        ("站亭修了12座", ""),
    ]


def test_work_named_in_a_row_is_no_criticism():
    """Nobody reviewed it, or nothing below takes a name up."""
    assert all(not role for _, role in read("今年列了2项：修路、建站\n修路——通了3条\n建站：2座\n"))
    assert read("职工代表提了2条：修路、建站\n通了3条路\n")[1] == ("通了3条路", "")
