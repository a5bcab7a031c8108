"""A card at a time by hand: what a person writes is theirs."""

import pytest

from drafter.errors import BadInput, UnknownName
from drafter.session.commands import commands, named
from drafter.session.outcome import Leads
from drafter.session.questions import About, questions
from drafter.session.state import Author, Status
from tests.session.talking import begun, placed_once, say


def about(state, kind):
    """The questions of one kind."""
    return [each.id for each in questions(state) if each.about is kind]


OWN = "坚持就近入学，新建学校6所，新增学位5400个。  \n\n 另建停车场12处。"


def test_every_command_helps_itself():
    """Each has a help in Chinese, a name, a word and a key of its own."""
    words = [word for each in commands() for word in (each.name, each.word, each.key) if word]

    assert len(commands()) >= 28
    assert all(each.help.endswith(("。", "。")) for each in commands())
    assert len(set(words)) == len(words)
    assert named("采用") is named("a") is named("accept")
    with pytest.raises(UnknownName, match="accept"):
        named("acept")


def test_a_text_by_hand_is_kept_as_it_is(tmp_path):
    """It stands in the report and on disk to the character, with the facts that it tells."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if "F1" in c.facts)

    say(session, f"/go {card.name}", f"/edit {OWN}")

    own = session.state.here.chosen
    assert own.author is Author.PERSON
    assert own.text == OWN
    assert OWN in session.state.report.text
    assert own.sentences[0].facts == ("F1",)
    assert session.state.card(card.name).status is Status.OPEN


def test_new_figures_are_asked_about_once(tmp_path):
    """A figure without a fact is asked about; whatever the answer, never again."""
    for told, is_added in (("是", True), ("否", False), ("", False)):
        session = begun(tmp_path)
        card = next(c for c in session.state.cards if "F1" in c.facts)
        outcome = say(session, f"/go {card.name}", f"/edit {OWN}")
        (asked,) = outcome.questions
        assert asked.text == "“12处”要点里没有，把这句加进要点吗？"

        after = say(session, f"/answer {asked.id} {told}").state

        new = [fact for fact in after.facts if fact.source == "person"]
        assert [fact.text for fact in new] == (["另建停车场12处"] if is_added else [])
        assert after.card(card.name).chosen.text == OWN
        assert about(after, About.FIGURE) == []
        assert ("12处" in [f.text for f in after.findings]) is not is_added
        again = say(session, f"/go {card.name}", f"/edit {OWN}再说一句。", f"/edit {OWN}")
        assert again.questions == ()
        assert placed_once(again.state)


def test_what_is_missing_is_asked_and_filled_in(tmp_path):
    """Who answers for a proposed measure and by when goes into its blanks, supported by a fact."""
    session = begun(tmp_path)
    asked = [each for each in questions(session.state) if each.about is About.OWNER]
    until = [each for each in questions(session.state) if each.about is About.DEADLINE]

    say(session, f"/answer {asked[-1].id} 县教研室", f"/answer {until[-1].id} 2024年6月底前")

    state = session.state
    text = state.text(state.card(state.card("措施2").name))
    assert "县教研室" in text
    assert "2024年6月底前" in text
    assert "前前" not in text
    assert "〔待补" not in text
    assert [f.text for f in state.findings if f.rule == "unsupported-figure"] == []
    assert asked[-1].id not in [each.id for each in questions(state)]
    undone = say(session, "/undo", "/undo").state
    assert undone.text(undone.card("措施2")).count("〔待补") == 2


def test_feedback_and_year_are_asked_for(tmp_path):
    """A sheet without them gets them from the person."""
    session = begun(tmp_path, text="- 新建学校6所\n- 发展党员19名\n- 不足：调查研究不够\n")
    assert [each.id for each in questions(session.state)][:2] == ["year", "feedback"]

    with pytest.raises(BadInput, match="四位数字"):
        say(session, "/answer year 去年")
    state = say(session, "/answer year 2024年", "/answer feedback 监督刚性不足：建立督办台账").state

    assert state.facts.year == 2024
    assert "2023年度考核反馈的“监督刚性不足”问题" in state.report.text
    assert next(each.id for each in questions(state)) not in ("year", "feedback")


def test_a_measure_that_answers_nothing_is_shown_first(tmp_path):
    """It is not accepted before the person has seen it beside its shortcoming."""
    session = begun(tmp_path)
    outcome = say(session, "/go 措施1", "/edit 种树3000棵，绿化荒山。", "/accept")

    assert outcome.questions[0].about is About.UNANSWERED
    assert outcome.shown.lines[0].answer == "种树3000棵，绿化荒山"
    assert outcome.state.card("措施1").status is Status.OPEN
    after = say(session, f"/answer {outcome.questions[0].id} 是").state
    assert after.card("措施1").status is Status.ACCEPTED


def test_texts_by_hand_go_along_with_their_facts(tmp_path):
    """A plan that is changed takes a person's text to where its facts went."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if "F1" in c.facts)
    say(session, f"/go {card.name}", f"/edit {OWN}", "/move F5 2.1")

    home = next(c for c in session.state.cards if "F1" in c.facts)

    assert "F5" in home.facts
    assert home.chosen.text == OWN


def test_bad_input_changes_nothing(tmp_path):
    """Each is refused with a hint, and the state is as it was."""
    session = begun(tmp_path)
    before = session.state
    for line in (
        *("", "/", "/nope", "/edit", "/edit   \n ", "/move F1", "/move F99 2.1", "/move F1 9.9"),
        *("/drop F1", "/restore F1", "/choose 7", "/undo", "/redo", "/back 99", "/back x"),
        *("/lock 没有的话", "/unlock 没有", "/merge 2.1 反馈", "/split 2.1 F99", "/go 5.5"),
        *("/reorder 2.1 99", "/reorder 反馈 1", "/explain nope", "/export x", "/export /no/x.docx"),
        *("/answer nope 是", "/rename 反馈 好", "/add 开头 办成"),
    ):
        with pytest.raises(BadInput):
            say(session, line)
        assert session.state == before, line


def test_leads_are_parallel_by_count(tmp_path):
    """Five of them, of the lengths their section has, and none that stands already."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if c.section == 1)
    if len(session.state.plan.sections[1].points) == 1:
        say(session, f"/split {card.name} {card.facts[0]}")

    shown = say(session, "/leads 2.1").shown

    assert isinstance(shown, Leads)
    assert len(set(shown.choices)) == 5
    shapes = {tuple(map(len, lead.replace("、", "，").split("，")[:2])) for lead in shown.choices}
    assert shapes == {(3, 3)}
    notes = say(session, "/rename 2.1 干得好").notes
    assert "字数" in notes[0]
