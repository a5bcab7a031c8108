"""JSON as models write it."""

import json

import pytest

from drafter.chain.json_repair import extract


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        ('```json\n{"a": 1}\n```', {"a": 1}),
        ('```\n["甲", "乙"]\n```\n以上。', ["甲", "乙"]),
        ('好的，结果如下：\n{"a": "“引号”"}\n希望有帮助。', {"a": "“引号”"}),
        ('注意[1]：{"a": 1}', [1]),
        ('请看[注]：{"a": 1}', {"a": 1}),
        ('{"a": "第一行\n第二行"}', {"a": "第一行\n第二行"}),
        ('{"a": "一个 \\" 引号，一个 \\\\"}', {"a": '一个 " 引号，一个 \\'}),
        ('{"a": [{"b": 1}, {"b": 2}, {"b"', {"a": [{"b": 1}, {"b": 2}]}),
        ('["甲", "乙", "丙', ["甲", "乙"]),
        ('["甲，乙", "丙]', ["甲，乙"]),
        ('{"a": 1, "b": "半', {"a": 1}),
        ('```json\n{"a": [1, 2', {"a": [1]}),
    ],
)
def test_the_first_value_is_found(text, value):
    """Fences, talk before and after and a cut end do not matter; half an item is dropped."""
    assert json.loads(extract(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        '我先按{"a": 2}、[1]来想。\n{"points": [{"b": "甲"}]}',
        '{"response": {"points": [{"b": "甲"}]}}',
        '{"type": "object", "properties": {"points": [{"b": "甲"}]}}',
        '{"data": [{"points": [{"b": "甲"}]}]}',
        json.dumps('{"points": [{"b": "甲"}]}', ensure_ascii=False),
        "{'points': [{'b': '甲'}]}",
        "// 结果\n{'points': [{'b': '甲'}]}\n以上。",
    ],
)
def test_the_value_that_was_asked_for_goes_before_others(text):
    """What was thought aloud, a wrapping, a schema given back, JSON in a string, Python."""
    assert json.loads(extract(text, ["points"])) == {"points": [{"b": "甲"}]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"text": "落实"一岗双责"责任，签订"责任书"28份。", "facts": ["F1"]}',
         "落实“一岗双责”责任，签订“责任书”28份。"),
        ('{"text": ""清廉机关"建设", "facts": []}', "“清廉机关”建设"),
        ('{"facts": [], "text": "建设"清廉机关""}', "建设“清廉机关”"),
        ('{"text": "讲“三农”和\\"双减\\"，办"双创"。", "facts": []}',
         '讲“三农”和"双减"，办“双创”。'),
    ],
)  # fmt: skip
def test_straight_quotes_in_a_string_do_not_end_it(text, said):
    """Small models write Chinese quotation marks as straight ones and do not escape them."""
    assert json.loads(extract(text))["text"] == said


@pytest.mark.parametrize("text", ["", "没有", "{", "[", '{"a', "{甲: 乙}"])
def test_where_there_is_none_it_says_so(text):
    """Text without a whole value is refused."""
    with pytest.raises(ValueError, match="没有 JSON"):
        extract(text)


def test_a_long_broken_text_does_not_take_long():
    """Twenty thousand characters of brackets and commas are given up in a moment."""
    with pytest.raises(ValueError, match="没有 JSON"):
        extract("[甲,{乙:" * 500)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (r"植树\ud83d３0亩", "植树\ufffd30亩"),
        (r"植树\ud83c\udf3330亩", "植树🌳30亩"),
        ("植\u200b树\ufeff30亩", "植树30亩"),
        ("植树３０亩", "植树30亩"),
    ],
    ids=["half a character", "two halves", "no width", "wide digits"],
)
def test_a_text_comes_in_characters_that_a_page_can_show(told, kept):
    """What is broken is marked, what nobody sees goes, digits are those of reports."""
    text = json.loads(extract(f'{{"a": "{told}"}}'))["a"]

    assert text == kept
    assert text.encode()
