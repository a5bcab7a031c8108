"""Records of YAML and JSON: units, what is nested, yes and no, keys that carry the sense."""

import pytest

from drafter.document import Fact, Facts, Role
from drafter.errors import BadInput, Unreadable
from drafter.exporters.facts_json import dumped
from drafter.readers import facts_from


def read(content: str, suffix: str = ".yaml"):
    """The facts of a sheet."""
    return facts_from(content.encode(), f"facts{suffix}", suffix)


def texts(content: str, suffix: str = ".yaml") -> list[str]:
    """What its facts say."""
    return [fact.text for fact in read(content, suffix)]


def test_a_unit_with_a_key_of_its_own_goes_behind_its_figure():
    """As in a column of its own; an office under that key is none."""
    sheet = (
        '{"履职情况": [{"内容": "发放贷款", "数量": 3.4e3, "单位": "万元"},'
        ' {"事项": "巡诊", "完成值": "约90", "计量单位": "人次"},'
        ' {"内容": "抽查", "次数": 6, "单位": "县粮食局"}]}'
    )

    assert texts(sheet, ".json") == ["发放贷款3400万元", "巡诊约90人次", "抽查6，单位县粮食局"]


def test_what_is_nested_in_a_record_is_told_in_words():
    """Lists and records within a record belong to its fact."""
    sheet = (
        "履职情况:\n  - 内容: 建冷库\n    分布:\n      - {乡镇: 大坪乡, 数量: 2座}\n"
        "      - {乡镇: 小坪乡, 数量: 1座}\n  - 内容: 修渠\n    地点: [上湾, 下湾]\n"
    )

    assert texts(sheet) == ["建冷库，分布：大坪乡2座、小坪乡1座", "修渠，地点：上湾、下湾"]


def test_what_a_record_says_is_not_done_is_no_deed():
    """It is named; yes adds nothing to a deed, and what is planned is not done yet anyway."""
    facts = read(
        '{"履职情况": [{"内容": "验收粮库3座", "完成": true}, {"内容": "迁建磅房", "完成": false},'
        ' {"内容": "轮换储备粮", "数量": NaN}], "改进措施": [{"内容": "建磅房", "完成": false}]}',
        ".json",
    )

    assert [fact.text for fact in facts] == ["验收粮库3座", "轮换储备粮", "建磅房"]
    assert any("迁建磅房" in note and "完成：否" in note for note in facts.notes)
    assert any("NaN" in note for note in facts.notes)


def test_yes_is_its_key_and_no_is_named():
    """Neither word stands in a fact."""
    facts = read("廉洁自律:\n  - 按时报告个人事项: yes\n  - 退还礼品: no\n")

    assert [fact.text for fact in facts] == ["按时报告个人事项"]
    assert any("退还礼品" in note for note in facts.notes)


def test_english_keys_of_records_are_known():
    """A category is a group and the content its fact."""
    [fact] = read('[{"category": "不足", "content": "到粮站少"}]', ".json")

    assert (fact.text, fact.role) == ("到粮站少", Role.SHORTCOMING)


def test_a_record_without_its_fact_is_named():
    """A figure that nobody says anything of is none."""
    facts = read('{"履职情况": ["巡库52次", {"内容": null, "数量": 8}]}', ".json")

    assert [fact.text for fact in facts] == ["巡库52次"]
    assert "没有内容的记录没有读：8" in facts.notes


@pytest.mark.parametrize(
    ("told", "fact"),
    [
        ("查处问题: [压级压价, 拖欠粮款]", "查处问题：压级压价、拖欠粮款"),
        ("各站收粮: {东站: 3万吨, 西站: 2万吨}", "各站收粮：东站3万吨、西站2万吨"),
        ("[一次办好, 27项]", "一次办好27项"),
    ],
)
def test_a_key_within_a_list_stays_with_what_it_is_the_key_of(told, fact):
    """Without it the sense may be the reverse."""
    assert texts(f"履职情况:\n  - {told}\n") == [fact]


def test_facts_under_a_key_within_a_list_have_it_in_front():
    """They stay facts of their own."""
    told = texts(
        "履职情况:\n  - 整治库存积压:\n    - 出库陈粮1.2万吨\n    - 清退仓容3000吨，全部复用\n"
    )

    assert told == ["整治库存积压：出库陈粮1.2万吨", "整治库存积压：清退仓容3000吨，全部复用"]


@pytest.mark.parametrize(
    ("suffix", "sheet"),
    [
        (".yaml", "履职情况: 轮换粮食2万吨\n不足: 下站少\n备注: 待核\n"),
        (".json", '{"履职情况": "轮换粮食2万吨", "不足": "下站少", "备注": "待核"}'),
    ],
)
def test_one_fact_alone_under_the_name_of_a_place_is_read(suffix, sheet):
    """It needs no list around it; what stands under another key is named."""
    facts = read(sheet, suffix)

    assert [(fact.text, fact.role) for fact in facts] == [
        ("轮换粮食2万吨", "duty"),
        ("下站少", Role.SHORTCOMING),
    ]
    assert any("备注" in note for note in facts.notes)


def test_advice_on_a_file_without_facts_is_on_its_own_format():
    """Dashes help nobody who writes JSON."""
    with pytest.raises(BadInput) as caught:
        read('{"年度": 2024, "履职情况": []}', ".json")

    assert "- " not in str(caught.value)


def test_a_file_of_one_record_a_line_is_read():
    """As services hand their data over."""
    sheet = '{"类别": "履职情况", "内容": "收粮9万吨"}\n{"类别": "不足", "内容": "调研少"}\n'

    assert texts(sheet, ".json") == ["收粮9万吨", "调研少"]


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ('{\n  // 待核\n  "履职情况": ["收粮9万吨"]\n}\n', 2),
        ('{"年度": 2024,\n "履职情况": ["收粮9万吨" "巡库52次"]\n}\n', 2),
    ],
)
def test_a_slip_in_json_is_told_as_one_of_json(sheet, row):
    """At the line where it stands, and not as one of YAML."""
    with pytest.raises(Unreadable, match=f"第 {row} 行不是正确的 JSON"):
        read(sheet, ".json")


def test_a_table_may_name_the_part_that_its_list_belongs_to():
    """In a key of its own or as a title; a list of details belongs to what they are of."""
    facts = read(
        "要点:\n  - {类别: 廉洁自律, 清单: [退还礼品3件]}\n  - {标题: 不足, 内容: [到站少]}\n"
        "  - {项目: 粮库招商, 明细: [引进企业3家, 到位资金2亿元]}\n"
    )

    assert [(fact.text, fact.role) for fact in facts] == [
        ("退还礼品3件", "integrity"),
        ("到站少", Role.SHORTCOMING),
        ("粮库招商，明细：引进企业3家、到位资金2亿元", ""),
    ]


def test_how_far_something_was_done_is_told_and_that_it_was_is_named():
    """A bare 基本 makes no sense behind a comma; the heading of a block is named."""
    facts = read(
        "去年反馈:\n  - {问题: 会多, 整改: 砍了9个会, 完成: 基本}\n"
        "  - {问题: 车旧, 整改: 换车6辆, 完成: true}\n"
        "履职情况:\n  夜巡: |\n    换灯30盏\n    设岗4处\n"
    )

    assert [fact.text for fact in facts][:2] == [
        "“会多”：砍了9个会，基本完成",
        "“车旧”：换车6辆",
    ]
    assert "只说做完了的没有读：完成：true" in facts.notes
    assert any("夜巡" in note for note in facts.notes)


@pytest.mark.parametrize(
    "fact", ["5、6号泵站开工", "（三）期管网完工", "★级民宿4家", "1.2023年修渠", "第二，修渠"]
)
def test_words_that_look_like_a_mark_of_a_list_stay(fact):
    """In a list that is not numbered, and in a sheet that drafter wrote itself."""
    written = dumped(Facts((Fact("F1", fact, ""), Fact("F2", "架桥2座", ""))))

    assert texts(f"履职:\n  - {fact}\n  - 架桥2座\n") == [fact, "架桥2座"]
    assert texts(written.decode(), ".json") == [fact, "架桥2座"]


@pytest.mark.parametrize(
    "rows",
    [("1.修渠2公里", "2.架桥2座"), ("✓修渠2公里", "✓架桥2座"), ("一、修渠2公里", "（二）架桥2座")],
)
def test_marks_that_run_through_a_list_are_no_words(rows):
    """Without a blank behind them, on lines of one block as well."""
    for start in ("履职:\n  - ", "履职: |\n  "):
        between = "\n  - " if start.endswith("- ") else "\n  "
        assert texts(start + between.join(rows) + "\n") == ["修渠2公里", "架桥2座"]


def test_a_criticism_and_its_answer_are_told_as_a_table_tells_them():
    """By keys in any words; what says who spoke keeps its own words."""
    found = read(
        "去年大家提的_and_how:\n  - {problem: 食堂“老三样”, done: 换菜谱24道}\n"
        "  - {问题: 考核指出台账乱, 整改: 补账310本}\n"
    )

    assert [fact.text for fact in found] == [
        "“食堂‘老三样’”：换菜谱24道",
        "考核指出台账乱，补账310本",
    ]
    assert {fact.role for fact in found} == {"feedback"}


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("roadmap_2025", "measure"),
        ("2025_plan", "measure"),
        ("todo", "measure"),
        ("goals", "measure"),
        ("bugs", "shortcoming"),
        ("gaps", "shortcoming"),
    ],
)
def test_english_keys_of_failings_and_plans_name_their_part(key, role):
    """With a year before or behind them."""
    found = read(f"履职情况:\n  - 修路3条\n{key}:\n  - 路灯装到村口\n")

    assert [fact.role for fact in found] == ["duty", role]


def test_numbers_of_entries_are_no_words_and_references_join_what_they_name():
    """The keys of programs are no words either; what nobody counts is named."""
    facts = read(
        "bugs:\n  - {id: 1, desc: 路灯修得慢}\n  - {id: 2, desc: 账目不清}\n"
        "roadmap:\n  - {fix: 2, how: 每季度查账}\n  - {fix: 1, how: 增配1台车}\n"
        "  - {fix: 7, how: 多下村}\n"
    )

    assert [fact.text for fact in facts] == [
        *("路灯修得慢", "账目不清", "每季度查账", "增配1台车", "多下村"),
    ]
    assert [fact.role for fact in facts] == [Role.SHORTCOMING] * 2 + [Role.MEASURE] * 3
    assert [fact.under for fact in facts] == ["", "", "F2", "F1", ""]
    assert any(note.endswith("：7") for note in facts.notes)


def test_a_figure_under_a_like_key_is_told():
    """Only a bare number under the name of a reference refers to anything."""
    assert texts("不足:\n  - {内容: 灯坏得多, 编号: 3}\n打算:\n  - {内容: 换灯, 解决: 3处}\n") == [
        "灯坏得多",
        "换灯，解决3处",
    ]
