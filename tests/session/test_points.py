"""A card at a time by hand: what a person writes is theirs."""

from pathlib import Path

import pytest

from drafter.drafting.phrases import duties, headings, leads
from drafter.errors import BadInput, UnknownName
from drafter.session.commands import commands, named
from drafter.session.questions import About, questions
from drafter.session.result import Leads
from drafter.session.state import Author, Status
from tests.fakes import STRONG, FakeModel, writing
from tests.session.talking import begun, placed_once, say


def about(state, kind):
    """The questions of one kind."""
    return [each.id for each in questions(state) if each.about is kind]


def faithful(id, text):
    """A sentence for a fact, in its own words."""
    return [(f"{text}。", [id])]


TOWN = Path(__file__).parents[2] / "seeds" / "town-2024" / "facts.md"
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


def test_an_edit_that_was_answered_no_is_not_accepted_by_the_next_key(tmp_path):
    """It stands, open; accepting asks once more, and only 是 accepts."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if "F1" in c.facts)
    (asked,) = say(session, f"/go {card.name}", f"/edit {OWN}").questions
    assert "采用时再问" in say(session, f"/answer {asked.id} 否").notes[0]

    (again,) = say(session, "/accept").questions
    refused = say(session, f"/answer {again.id} 否").state

    assert again.text == "“12处”要点里没有，仍然采用吗？"
    assert refused.here.status is Status.OPEN
    assert say(session, f"/answer {again.id} 是").state.card(card.name).status is Status.ACCEPTED


@pytest.mark.parametrize("key", ["a", "s"])
def test_a_refused_edit_is_accepted_by_no_key_in_a_new_version_that_keeps_it(tmp_path, key):
    """Locked, it stays the person's: another version asks again; skipping tells it."""
    session = begun(tmp_path, FakeModel(writing(faithful), STRONG))
    card = next(c for c in session.state.cards if "F1" in c.facts)
    (asked,) = say(session, f"/go {card.name}", "/draft", f"/edit {OWN}").questions
    say(session, f"/answer {asked.id} 否", "/lock 另建停车场12处。", "/redraft 写得正式一点")
    redone = session.state.card(card.name)
    assert redone.chosen.author is not Author.PERSON
    assert "停车场12处" in redone.chosen.text

    outcome = say(session, f"/{key}")

    if key == "a":
        assert [each.text for each in outcome.questions] == ["“12处”要点里没有，仍然采用吗？"]
        assert outcome.state.card(card.name).status is Status.OPEN
    else:
        assert "没有采用，文中还留着要点里没有的“12处”" in outcome.notes[0]
        assert outcome.state.card(card.name).status is Status.SKIPPED


def test_a_file_that_is_taken_away_with_a_refused_edit_says_so(tmp_path):
    """Whoever exports learns which part has a figure that no fact gives."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if "F1" in c.facts)
    (asked,) = say(session, f"/go {card.name}", f"/edit {OWN}").questions
    say(session, f"/answer {asked.id} 否")

    notes = say(session, f"/export {tmp_path}/r.txt").notes

    assert f"{card.name}有要点里没有的“12处”" in notes
    say(session, "/undo", "/undo")
    assert not any("要点里没有" in each for each in say(session, f"/export {tmp_path}/r.txt").notes)


def test_a_figure_that_was_added_is_accepted_at_once(tmp_path):
    """Nothing is asked about what is a fact by now."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if "F1" in c.facts)
    (asked,) = say(session, f"/go {card.name}", f"/edit {OWN}").questions
    say(session, f"/answer {asked.id} 是")

    outcome = say(session, "/accept")

    assert outcome.questions == ()
    assert outcome.state.card(card.name).status is Status.ACCEPTED


def test_a_missing_measure_is_asked_for_then_by_whom_and_until_when(tmp_path):
    """What is answered stands in the text, supported by a fact; an undo asks again."""
    session = begun(tmp_path)
    (missing,) = about(session.state, About.MEASURE)

    say(session, f"/answer {missing} 选派骨干教师到校跟岗")
    for kind, told in ((About.OWNER, "县教研室"), (About.DEADLINE, "2024年6月底前")):
        say(session, f"/answer {about(session.state, kind)[-1]} {told}")

    state = session.state
    text = state.text(state.card("措施2"))
    assert all(told in text for told in ("选派骨干教师到校跟岗", "县教研室", "2024年6月底前"))
    assert "前前" not in text
    assert "〔待补" not in text
    assert [f.text for f in state.findings if f.rule == "unsupported-figure"] == []
    undone = say(session, *["/undo"] * 3).state
    assert about(undone, About.MEASURE) == [missing]
    assert undone.text(undone.card("措施2")).startswith("拟")


def test_blanks_of_a_proposal_are_filled_in(tmp_path):
    """A model's proposal asks for whoever answers for it; the answer goes into its blank."""
    session = begun(tmp_path, FakeModel(writing(faithful), STRONG))
    say(session, "/go 措施2", "/draft")
    assert "〔待补：责任人〕" in session.state.text(session.state.here)

    say(session, f"/answer {about(session.state, About.OWNER)[-1]} 县教研室")

    text = session.state.text(session.state.card("措施2"))
    assert "由县教研室" in text
    assert "〔待补：责任人〕" not in text


def test_feedback_and_the_header_are_asked_for(tmp_path):
    """A sheet without them gets them from the person."""
    session = begun(tmp_path, text="- 新建学校6所\n- 发展党员19名\n- 不足：调查研究不够\n")
    asked = [each.id for each in questions(session.state)]
    wanted = ["year", "header:name", "header:role", "header:audience", "feedback"]
    assert [id for id in asked if id in wanted] == wanted

    with pytest.raises(BadInput, match="四位数字"):
        say(session, "/answer year 去年")
    state = say(
        session,
        "/answer year 2024年",
        "/answer header:name 李明",
        "/answer header:role 县教育局局长",
        "/answer header:audience 县委",
        "/answer feedback 监督刚性不足：建立督办台账",
    ).state

    facts = state.facts
    assert (facts.year, facts.name, facts.role) == (2024, "李明", "县教育局局长")
    assert "县委：" in state.report.text
    assert "2023年度考核反馈的“监督刚性不足”问题" in state.report.text
    assert not set(wanted) & {each.id for each in questions(state)}


def test_what_the_genre_asks_of_a_post_becomes_a_fact_of_its_section(tmp_path):
    """The answer stands where 〔待补〕 stood."""
    session = begun(tmp_path)
    asked = about(session.state, About.DEMAND)[0]
    role = asked.split(":")[1]
    open = session.state.report.text.count("〔待补")

    state = say(session, f"/answer {asked} 召开局党组会28次").state

    (new,) = [fact for fact in state.facts if fact.source == "person"]
    assert new.role == role
    assert new.text in state.report.text
    assert state.report.text.count("〔待补") == open - 1
    assert asked not in about(state, About.DEMAND)


CONTRADICTING = """---
year: 2024
role: 县教育局局长
---
- 讲党课4次
- 新建学校6所
- 共讲了党课3次
- 去年考核指出调研少：到校蹲点12次
"""


def test_facts_that_contradict_one_another_are_asked_about(tmp_path):
    """The one that is named stays, the other is left out with the reason and can be restored."""
    session = begun(tmp_path, text=CONTRADICTING)
    (asked, *_) = [each for each in questions(session.state) if each.about is About.DOUBT]
    assert asked.choices == ("F1", "F3")
    with pytest.raises(BadInput, match="F1或F3"):
        say(session, f"/answer {asked.id} 4次")

    state = say(session, f"/answer {asked.id} F1").state

    assert [fact.id for fact, _ in state.dropped] == ["F3"]
    assert "3次" not in state.report.text
    assert asked.id not in about(state, About.DOUBT)
    assert "3次" in say(session, "/restore F3").state.report.text


def test_other_doubts_are_noted_and_lead_to_a_correction(tmp_path):
    """The answer is kept and asked no more; how a fact is put right is told."""
    session = begun(tmp_path, text=CONTRADICTING)
    asked = about(session.state, About.DOUBT)[-1]

    outcome = say(session, f"/answer {asked} 对")

    assert "/correct" in outcome.notes[0]
    assert outcome.state.answers[asked] == "对"
    assert asked not in about(outcome.state, About.DOUBT)


def test_a_fact_put_right_stands_in_its_place(tmp_path):
    """The new words are in the text where the old ones were; the old fact can be had again."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if "F1" in c.facts)

    state = say(session, "/correct F1 新建学校7所，新增学位6300个").state

    (new,) = [fact.id for fact in state.facts if fact.source == "person"]
    assert state.card(card.name).facts == tuple(new if id == "F1" else id for id in card.facts)
    assert "7所" in state.report.text
    assert "6所" not in state.report.text
    assert placed_once(state)
    assert "6所" in say(session, "/undo").state.report.text


def test_a_text_by_hand_stays_with_a_fact_that_is_put_right(tmp_path):
    """The person's words are not changed; what they no longer tell is found."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if "F4" in c.facts)
    mine = "中心组学习“双减”政策12次，次次有记录。"

    state = say(session, f"/go {card.name}", f"/edit {mine}", "/correct F4 中心组学习15次").state

    assert state.card(card.name).chosen.text == mine
    assert any(each.rule == "missing-fact" for each in state.findings_of(state.card(card.name)))


def test_a_measure_that_answers_nothing_is_shown_first(tmp_path):
    """It is not accepted before the person has seen it beside its shortcoming."""
    session = begun(tmp_path)
    outcome = say(session, "/go 措施1", "/edit 移风易俗，建设公益性墓地3000座。", "/accept")

    assert outcome.questions[0].about is About.UNANSWERED
    assert "“3000座”要点里没有" in outcome.questions[0].text
    assert outcome.shown.lines[0].answer == "移风易俗，建设公益性墓地3000座"
    assert outcome.state.card("措施1").status is Status.OPEN
    after = say(session, f"/answer {outcome.questions[0].id} 是").state
    assert after.card("措施1").status is Status.ACCEPTED


def test_texts_by_hand_go_along_with_their_facts(tmp_path):
    """A plan that is changed takes a person's text to where its facts went."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if "F1" in c.facts)
    say(session, f"/go {card.name}", f"/edit {OWN}", f"/move F5 {card.name}")

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
        *(
            "/answer nope 是",
            "/rename 反馈 好",
            "/add 开头 办成",
            "/add 2 〔待补：x〕",
            "/correct F99 好",
            "/outline",
        ),
    ):
        with pytest.raises(BadInput):
            say(session, line)
        assert session.state == before, line


def test_leads_to_choose_from_are_about_the_point(tmp_path):
    """Several, none that the plan has; one of them is taken by name."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if c.section == 1 and len(c.facts) > 1)
    say(session, f"/split {card.name} {card.facts[0]}")

    rest = next(c.name for c in session.state.cards if card.facts[1] in c.facts)
    shown = say(session, f"/leads {rest}").shown

    assert isinstance(shown, Leads)
    taken = {point.lead for section in session.state.plan.sections for point in section.points}
    assert shown.choices
    assert len(set(shown.choices)) == len(shown.choices)
    assert not taken & set(shown.choices)
    outcome = say(session, f"/rename {rest} {shown.choices[0]}")
    assert outcome.notes == ()
    assert outcome.state.card(rest).title == shown.choices[0]


def test_a_lead_that_speaks_of_something_else_is_told(tmp_path):
    """The facts that it does not take in are named; it is taken all the same."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if c.section == 1 and len(c.facts) > 1)
    say(session, f"/split {card.name} {card.facts[0]}")
    rest = next(c for c in session.state.cards if card.facts[1] in c.facts)

    outcome = say(session, f"/rename {rest.name} 抓好森林防火")

    told = "、".join(rest.facts)
    assert outcome.notes == (f"{rest.name} 的点题句“抓好森林防火”看不出说到 {told}",)
    assert "抓好森林防火" in outcome.state.report.text


def test_headings_and_leads_that_the_facts_made_follow_the_facts(tmp_path):
    """After a move they are what the facts that are there now would make."""
    session = begun(tmp_path, text=TOWN.read_text("utf-8"))
    card = next(c for c in session.state.cards if c.section == 1 and len(c.facts) > 1)

    before = session.state.plan

    state = say(session, f"/move {card.facts[0]} 3.1").state

    rows = [
        (section.role, [[state.facts[id].text for id in point.facts] for point in section.points])
        for section in state.plan.sections
    ]
    office = duties.office(state.facts)
    wanted = [heading.partition("，")[2] for heading in headings.headings(rows, office=office)]
    told = [section.heading for section in state.plan.sections]
    assert [heading.partition("，")[2] for heading in told[1:3]] == wanted[1:3]
    was = [section.heading for section in before.sections]
    assert [a.partition("，")[0] for a in told] == [a.partition("，")[0] for a in was]
    assert (told[0], told[3]) == (was[0], was[3])
    for section in state.plan.sections:
        for point in section.points:
            texts = [state.facts[id].text for id in point.facts]
            assert not point.lead or len(leads.covers(point.lead, texts, office)) < len(texts)


def test_who_is_at_a_card_stays_with_it_when_its_facts_change(tmp_path):
    """The next key is about the same part, not about the beginning."""
    session = begun(tmp_path)
    say(session, "/go 2.1")
    for line in ("/add 2.1 改造厕所5座", "/correct F1 新建学校7所", "/drop F2 未公开"):
        assert say(session, line).state.here.name == "2.1"
    assert say(session, "/go 措施2", "/add 措施2 选派骨干教师跟岗").state.here.name == "措施2"
