"""Sessions by name: begun, listed, opened again, thrown away."""

import pytest

from drafter.errors import BadInput, UnknownName
from drafter.exporters.facts_json import dumped
from drafter.readers import facts_from
from drafter.session.library import SessionLibrary
from tests.guarantees import read
from tests.session.talking import say


def test_names_are_made_and_refused(tmp_path):
    """A name comes from the sheet, a second one gets a number; a bad or taken one is refused."""
    shelf = SessionLibrary(tmp_path)
    names = []
    for _ in range(3):
        with shelf.create(read()) as session:
            names.append(session.name)

    assert names == ["县教育局局长2023", "县教育局局长2023-2", "县教育局局长2023-3"]
    for name in ("../x", "a/b", "", ".hid", "con", "latest", "x" * 61, "尾。", names[0]):
        if name:
            with pytest.raises(BadInput):
                shelf.create(read(), name=name)


def test_listed_with_the_latest_first(tmp_path):
    """The one that was worked on last comes first, with how far it is."""
    shelf = SessionLibrary(tmp_path)
    with shelf.create(read(), name="two"), shelf.create(read(), name="one", model="x:y") as one:
        say(one, "/accept", "/skip")

    first, second = shelf.sessions()

    assert (first.name, first.done, second.name, second.done) == ("one", 2, "two", 0)
    assert first.title == "2023年度述职述廉报告（县教育局局长）"
    assert shelf.model_of() == "x:y"
    with shelf.resume() as again:
        assert (again.name, again.model) == ("one", "x:y")


def test_thrown_away(tmp_path):
    """A deleted session is gone; one that never was is named."""
    shelf = SessionLibrary(tmp_path)
    shelf.create(read(), name="one").close()
    shelf.delete("one")

    assert shelf.sessions() == ()
    for deed in (shelf.resume, lambda: shelf.delete("one")):
        with pytest.raises(BadInput, match="还没有会话"):
            deed()
    shelf.create(read(), name="two").close()
    with pytest.raises(UnknownName, match="two"):
        shelf.resume("tow")


def test_a_sheet_written_is_read_again():
    """The facts that a session keeps read as the same facts."""
    facts = read()

    again = facts_from(dumped(facts), "facts.json", ".json")

    assert [(f.id, f.text, f.role) for f in again] == [(f.id, f.text, f.role) for f in facts]
    assert (again.year, again.role, again.genre) == (facts.year, facts.role, facts.genre)
