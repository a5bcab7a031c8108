"""Recordings that were written down: who speaks when is no word of a fact."""

import pytest

from drafter.document import Role
from drafter.readers import facts_from

SAID = (
    ("问", "您说说今年吧"),
    ("答", "修路3条，架桥2座。"),
    ("问", "{}"),
    ("答", "会多，下村才9次。冷库没建，损耗18%。"),
    ("问", "下一步怎么打算？"),
    ("答", "建冷库2座。每月下村4次。"),
)
FORMS = (
    "{who}1 00:{at:02}:03",
    "{who} 00:{at:02}",
    "[00:{at:02}] {who}：",
    "{who}（00:{at:02}）",
    "00:{at:02} {who} 2",
)


def recorded(form, question="那今年的不足呢"):
    """A recording whose stamps have a form."""
    rows = []
    for at, (who, said) in enumerate(SAID):
        rows += [
            form.format(who={"问": "记者", "答": "李局"}[who], at=at + 1),
            said.format(question),
        ]
        rows += [""]
    return "\n".join(rows)


@pytest.mark.parametrize("form", FORMS)
def test_speakers_and_times_are_left_out_and_named(form):
    """In whatever form a program writes them."""
    found = facts_from(recorded(form).encode(), "a.txt", ".txt")
    text = "".join(fact.text for fact in found)

    assert "记者" not in text
    assert "00" not in text
    assert any(note.startswith("说话人和时间没有读：a.txt 记者") for note in found.notes)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("那今年的不足呢，这个要有", Role.SHORTCOMING),
        ("还有什么短板？", Role.SHORTCOMING),
        ("缺点说说", Role.SHORTCOMING),
        ("去年测评提的意见呢？", Role.FEEDBACK),
    ],
)
def test_a_question_opens_the_part_that_it_names(question, role):
    """What is answered is told sentence by sentence."""
    found = facts_from(recorded(FORMS[0], question).encode(), "a.txt", ".txt")

    assert [(fact.text, fact.role) for fact in found][-4:] == [
        ("会多，下村才9次。", role),
        ("冷库没建，损耗18%。", role),
        ("建冷库2座。", Role.MEASURE),
        ("每月下村4次。", Role.MEASURE),
    ]
    assert any("问话" in note and question[:6] in note for note in found.notes)


@pytest.mark.parametrize(
    "text",
    [
        "晨会 9:00\n修路3条\n午会 14:00\n建校2所\n晨会 9:00\n架桥1座\n午会 14:00\n看望9户\n",
        "何馆 9:02\n修路3条\n小吕 9:03\n好\n何馆 9:05\n建校2所\n小吕 9:07\n收到\n",
        "周桂花 20:14\n修路3条\n孟媛 20:20\n建校2所\n",
    ],
)
def test_times_of_a_day_are_no_recording(text):
    """They do not begin at nought."""
    notes = facts_from(text.encode(), "a.txt", ".txt").notes

    assert not any("说话人" in note for note in notes)
