"""YAML and JSON sheets: lists, records, groups; values stay as they are written."""

import json

import pytest

from drafter.document import Role
from drafter.drafting.steps.trim import part
from drafter.errors import BadInput, UnknownName, Unreadable
from drafter.readers import facts_from


def read(content: str, suffix: str = ".yaml"):
    """The facts of a sheet."""
    return facts_from(content.encode(), f"facts{suffix}", suffix)


def test_masks_are_no_aliases():
    """A bullet may begin with a mask, quoted or not, in a list or a record."""
    facts = read("facts:\n  - **个项目落地\n  - '*条路'\n  - text: ***等项目\n    佐证: *号台账\n")

    assert [fact.text for fact in facts] == ["**个项目落地", "*条路", "***等项目"]
    assert facts["F3"].evidence == "*号台账"


def test_values_are_text_as_written():
    """No value becomes a number, a date or a truth."""
    facts = read("year: 2024\nfacts:\n  - 1.50\n  - 2024-03-01\n  - 是\n  - no\n  - 12:30\n")

    assert [fact.text for fact in facts] == ["1.50", "2024-03-01", "是", "no", "12:30"]
    assert read('{"facts": ["x", 1.50, 12000000000000000000]}', ".json")["F2"].text == "1.50"


def test_keys_are_groups_and_colons_are_no_keys():
    """A list under a key is a group; a bullet with a colon stays a bullet."""
    facts = read("履职:\n  - 招商: 引进3个\n不足:\n  - 调研偏少\n改进措施:\n  城建:\n    - 修路\n")

    assert [(fact.text, fact.role) for fact in facts] == [
        ("招商：引进3个", "duty"),
        ("调研偏少", Role.SHORTCOMING),
        ("修路", "duty"),
    ]


def test_records_name_group_section_and_evidence():
    """A record's section goes before its group."""
    sheet = {"facts": [{"要点": "建学校", "分组": "随便", "章节": "履职情况", "佐证": "台账"}]}

    fact = read(json.dumps(sheet), ".json")["F1"]

    assert (fact.text, fact.role, fact.group, fact.evidence) == ("建学校", "duty", "随便", "台账")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("facts:\n  - a\n - b\n", Unreadable),
        ("a: &x [b]\nfacts: [c, *x]\n", Unreadable),
        ("[" * 100_000, Unreadable),
        ("只有一句话", BadInput),
        ("facts: []\n", BadInput),
        ("yaer: 2024\nfacts: [a]\n", UnknownName),
    ],
)
def test_what_is_no_sheet_is_told(content, error):
    """Bad syntax, aliases, endless nesting, no list, no facts, an unknown key."""
    with pytest.raises(error) as caught:
        read(content)

    assert "\n" not in str(caught.value)


def test_a_key_that_is_like_none_of_ours_is_noted():
    """备注 stops nothing; what is nearly a key of ours is still asked about."""
    found = read("年度: 2024\n备注: 数据核过了\nfacts: [修路3条]\n")

    assert [fact.text for fact in found] == ["修路3条"]
    assert any("备注" in note and "数据核过了" in note for note in found.notes)


def test_a_group_of_header_fields_is_the_header():
    """述职人 with 姓名 and 职务 tells no deed."""
    facts = read(
        "述职人:\n  姓名: 郑国良\n  职务: 林场场长\n报送: 市林业局\n履职:\n  - 造林4200亩\n"
    )

    assert (facts.name, facts.role, facts.audience) == ("郑国良", "林场场长", "市林业局")
    assert [fact.text for fact in facts] == ["造林4200亩"]


def test_a_record_in_a_list_is_one_fact_with_all_that_it_says():
    """No value of it is dropped, whichever key it has."""
    facts = read(
        "履职:\n  - {指标: 人工造林, 数量: 4200亩}\n  - {事项: 宣讲, 次数: 9场, 听众: 410人}\n"
    )

    assert [fact.text for fact in facts] == ["人工造林4200亩", "宣讲9场，听众410人"]


def test_a_shortcoming_and_its_measure_in_one_record():
    """Each goes to its own place; under last year's criticism they stay together."""
    facts = read(
        "不足:\n  - 问题: 规模小\n    措施: 2025年建加工线1条\n"
        "上年度考核反馈:\n  问题: 档案不全\n  整改: 补齐1260卷\n"
    )

    assert [(fact.text, fact.role) for fact in facts] == [
        ("规模小", Role.SHORTCOMING),
        ("2025年建加工线1条", Role.MEASURE),
        ("问题：档案不全", Role.FEEDBACK),
        ("整改：补齐1260卷", Role.FEEDBACK),
    ]


def test_a_block_is_a_fact_a_line():
    """As it is written under a key that ends in |."""
    facts = read("履职:\n  防火: |\n    全年零火灾\n    新建隔离带38公里\n")

    assert [fact.text for fact in facts] == ["全年零火灾", "新建隔离带38公里"]


def test_a_group_of_header_fields_is_the_header_whatever_else_it_says():
    """Keys that mean nothing here are named; a block under a key is one fact a line."""
    facts = facts_from(
        "meta:\n  post: 县三中校长\n  to: 县教育局\n  year: 2024\n  draft: true\n"
        "后勤安全: |\n  陪餐142顿\n  装空调168台\n".encode(),
        "a.yml",
        ".yml",
    )

    assert (facts.role, facts.audience, facts.year) == ("县三中校长", "县教育局", 2024)
    assert [fact.text for fact in facts] == ["陪餐142顿", "装空调168台"]
    assert any("draft" in note for note in facts.notes)


def test_a_figure_runs_on_from_its_key():
    """A key of two characters does not say what it counts: its group does."""
    facts = read("消费维权: {受理: 3076件, 挽损金额: 91.4万元}\n明厨亮灶: {说明: 已接入平台}\n")

    assert [fact.text for fact in facts][:2] == ["消费维权受理3076件", "挽损金额91.4万元"]


def test_comments_are_named():
    """What somebody wrote beside the facts is not read in silence."""
    facts = read("# 给办公室写稿用\nfacts:\n  - 修路3条  # 数待老王核\n  - 建校6所\n")

    assert [fact.text for fact in facts] == ["修路3条", "建校6所"]
    assert any("给办公室写稿用" in note and "数待老王核" in note for note in facts.notes)


def test_keys_in_roman_letters_name_places():
    """Pinyin and English; a list under a key of no place belongs to the key around it."""
    facts = read(
        "lvzhi:\n  gongyi:\n    - 立案96件\nlian_jie:\n  - 家访30户\nnext_steps:\n  - 建组\n"
    )

    assert [fact.role for fact in facts] == ["duty", "integrity", Role.MEASURE]
    assert any("gongyi" in note for note in facts.notes)


@pytest.mark.parametrize(
    ("suffix", "told"),
    [
        (".json", '{"履职": ["走访企业46家", "争取资金1100万元"], "履职": ["办结案件9件"]}'),
        (".yaml", "履职:\n  - 走访企业46家\n  - 争取资金1100万元\n履职:\n  - 办结案件9件\n"),
        (".yaml", "履职: [走访企业46家, 争取资金1100万元]\n履职: 办结案件9件\n"),
    ],
)
def test_what_stands_under_a_name_that_is_told_twice_is_all_read(suffix, told):
    """The second does not take the place of the first."""
    facts = read(told, suffix)

    assert [fact.text for fact in facts] == ["走访企业46家", "争取资金1100万元", "办结案件9件"]


@pytest.mark.parametrize(
    ("suffix", "told"),
    [
        (".yaml", "年度: 2024\n年度: 2023\n履职: [走访企业46家]\n"),
        (".json", '{"年度": "2024", "年度": "2023"}'),
    ],
)
def test_two_values_in_the_header_are_for_the_author_to_choose(suffix, told):
    """No year is taken at random."""
    with pytest.raises(Unreadable, match="年度”写了两遍"):
        read(told, suffix)


def test_what_yaml_refers_to_is_told_as_that():
    """An anchor over lines and << are no mask: the message says so, and where."""
    sheet = "年度: 2023\n共用: &gong\n  类别: 履职\n要点:\n  - <<: *gong\n    内容: 修桥2座\n"

    with pytest.raises(Unreadable, match="第 2 行用了 YAML 的锚点和引用"):
        facts_from(sheet.encode(), "facts.yaml", ".yaml")
    assert facts_from("facts:\n  - &某企业落户\n".encode(), "facts.yaml", ".yaml")


@pytest.mark.parametrize("number", ["1e99999999999999999999", "2E5000000", "-3.5e-40000"])
def test_a_number_beyond_all_counting_stays_as_it_is_written(number):
    """It is neither written out, which would fill the memory, nor a traceback."""
    assert read(f'{{"facts": ["修渠3公里", {number}]}}', ".json")["F2"].text == number


def test_a_sign_in_words_is_no_comment():
    """A # within quotation marks, in a block or behind a mask is read; others are named."""
    sheet = (
        "facts:\n  - \"疏浚 #2 号闸4处\"\n  - '护坡 #3 段'\n  - **处 #4\n"
        "  - |\n    栽树 #5 片\n  - 修桥1座 # 待核\n# 完\n"
    )
    facts = read(sheet)

    assert "疏浚 #2 号闸4处" in [fact.text for fact in facts]
    assert "注释没有读：facts.yaml:7 待核、facts.yaml:8 完" in facts.notes


def test_documents_of_one_file_are_read_one_behind_the_other():
    """A first one may be the header, others add to it or are records; the year is one."""
    header = "---\n年度: 2023\n职务: 县档案局局长\n---\n"
    added = read(header + "履职:\n  - 接收档案3200卷\n---\n履职: [修库房2间]\n不足: 下村少\n...\n")
    records = read(header + "事项: 接收档案\n数量: 3200卷\n---\n事项: 修库房\n数量: 2间\n")

    assert (added.year, added.role) == (2023, "县档案局局长")
    assert [fact.text for fact in added] == ["接收档案3200卷", "修库房2间", "下村少"]
    assert [fact.text for fact in records] == ["接收档案3200卷", "修库房2间"]
    with pytest.raises(Unreadable, match="年度”写了两遍"):
        read(header + "年度: 2024\n要点: [接收档案3200卷]\n")
    with pytest.raises(Unreadable, match="分成了 2 份，第 2 份只是一段文字"):
        read(header + "接收档案3200卷\n")


@pytest.mark.parametrize(
    ("suffix", "told"),
    [
        (".json", r'{"年度": "2023", "履职情况": ["巡河\ud83d12次", "清淤\ud83c\udf892处"]}'),
        (".yaml", '年度: 2023\n履职情况:\n- "巡河\\ud83d12次"\n- "清淤\\ud83c\\udf892处"\n'),
    ],
)
def test_half_a_character_is_dropped_and_named(suffix, told):
    """No file can hold it; two halves are one character."""
    sheet = read(told, suffix)

    assert [fact.text for fact in sheet] == ["巡河12次", "清淤🎉2处"]
    assert [note for note in sheet.notes if "U+D83D" in note and "去掉了" in note]
    assert "".join(sheet.notes).encode()


def test_half_a_character_in_the_header_is_dropped_and_named():
    """Who writes is told without it."""
    sheet = read(r'{"姓名": "林\udc4a溪", "年度": "2023", "履职情况": ["巡河12次"]}', ".json")

    assert sheet.name == "林溪"
    assert [note for note in sheet.notes if "U+DC4A" in note]


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_what_is_written_with_numbers_is_folded_like_the_rest(suffix):
    """What moves the cursor, and marks that nobody sees, come into no fact."""
    sheet = read(r'{"年度": "2023", "履职情况": ["巡河\u001b[2J\u200b12次\u0007"]}', suffix)

    assert [fact.text for fact in sheet] == ["巡河[2J12次"]


@pytest.mark.parametrize("comment", ["别写", "这条不要写", "不写！", "千万别提", "不用报了"])
def test_a_comment_takes_its_own_line_back(comment):
    """It says so in the fact, by which that is left out; one of a header's line is only named."""
    facts = read(f"单位: 县监狱  # {comment}\n队伍:\n  病号: 老付住院  # {comment}\n  编制: 14人\n")

    assert facts.unit == "县监狱"
    assert [fact.id for fact in facts if part(fact).why] == ["F1"]
    assert facts.items[1].text == "编制14人"


def test_a_short_key_keeps_what_it_is_about_unless_that_names_a_part():
    """党纪学习教育: {研讨: 4次} is 党纪学习教育研讨4次; 队伍 says where 编制 belongs."""
    facts = read("党纪学习教育:\n  研讨: 4次\n队伍:\n  编制: 14人\n")

    assert [fact.text for fact in facts] == ["党纪学习教育研讨4次", "编制14人"]


@pytest.mark.parametrize(
    "keys",
    [
        ("q01_单位", "q02_姓名职务", "q03_主要指标", "q04_不足"),
        ("问题1：单位", "问题2：姓名及职务", "问题3：核心数据", "问题4：不足"),
        ("1. 单位", "2. 职务、姓名", "3. 全年主要指标完成情况", "4. 不足"),
    ],
)
def test_keys_that_a_form_numbers_are_what_they_ask(keys):
    """The header too, and a figure of last year stands behind this year's."""
    rows = [{"指标": "采血", "今年": "41236人次", "去年": "38870人次", "说明": "无"}]
    told = dict(zip(keys, ["血站", "站长 翁启航", rows, ["夜班少"]], strict=True))
    found = facts_from(json.dumps(told).encode(), "a.json", ".json")

    assert (found.unit, found.role, found.name) == ("血站", "站长", "翁启航")
    assert [(fact.text, fact.role) for fact in found] == [
        ("采血41236人次，去年38870人次", "duty"),
        ("夜班少", "shortcoming"),
    ]
