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


@pytest.mark.parametrize("text", ["", "没有", "{", "[", '{"a', "{甲: 乙}"])
def test_where_there_is_none_it_says_so(text):
    """Text without a whole value is refused."""
    with pytest.raises(ValueError, match="没有 JSON"):
        extract(text)


def test_a_long_broken_text_does_not_take_long():
    """Twenty thousand characters of brackets and commas are given up in a moment."""
    with pytest.raises(ValueError, match="没有 JSON"):
        extract("[甲,{乙:" * 500)
