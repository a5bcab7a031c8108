"""Words shown while an answer comes, in whatever pieces it comes."""

import json

import pytest

from drafter.session.streamed_text import Prose

SECTION = {"points": [{"sentences": [{"text": "新建“云”学校6所。", "facts": ["F1"]}]}]}
PAIRS = {
    "feedback": [{"text": "召开民主生活会2次。", "facts": ["F7"]}],
    "pairs": [
        {
            "admission": [{"text": "调研不够。", "facts": ["F8"]}],
            "measure": [{"text": "每季度蹲点。", "facts": []}, {"text": "列出台账。", "facts": []}],
        }
    ],
}


def shown(told, size, within=""):
    """What people see of an answer that comes in pieces of a size, and how it came."""
    said = []
    prose = Prose(said.append, within=within)
    for at in range(0, len(told), size):
        prose.hear(told[at : at + size])
    return "".join(said)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("fence", ["{}", "```json\n{}\n```", "\n {}"])
@pytest.mark.parametrize("ascii", [True, False])
def test_only_words_are_shown_of_json(size, fence, ascii):
    """No key, no id, no fence, no half of an escape."""
    told = fence.replace("{}", json.dumps(SECTION, ensure_ascii=ascii))

    assert shown(told, size) == "新建“云”学校6所。"


@pytest.mark.parametrize(
    ("within", "words"),
    [
        ("feedback", "召开民主生活会2次。"),
        ("admission", "调研不够。"),
        ("measure", "每季度蹲点。列出台账。"),
        ("", "召开民主生活会2次。调研不够。每季度蹲点。列出台账。"),
    ],
)
@pytest.mark.parametrize("size", [1, 5, 1000])
def test_of_an_answer_for_several_cards_one_is_shown(within, words, size):
    """The admission's words do not stand on the measure's card."""
    assert shown(json.dumps(PAIRS, ensure_ascii=False), size, within) == words


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_bare_text_is_shown_up_to_its_first_line(size):
    """A small model writes no JSON, and goes on with examples of its own."""
    told = "合写：修建通村公路3条，共12.6公里。\n\n事实：\n拆除危旧房127栋"

    assert shown(told, size) == "修建通村公路3条，共12.6公里。"
