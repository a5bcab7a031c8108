"""Headers of three rows, and tables that touch each other: no figure goes under a wrong title."""

import io

import openpyxl
import pytest

from drafter.document import Role
from drafter.readers import facts_from


def facts(*rows, merged=()):
    """The facts of a workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return facts_from(stream.getvalue(), "a.xlsx", ".xlsx")


def texts(found):
    """What the facts say."""
    return [fact.text for fact in found]


THREE = (
    ("事项", "落实情况", None, None, None, "说明"),
    (None, "一季度", None, "二季度", None, None),
    (None, "次数", "资金（万元）", "次数", "资金（万元）", None),
    ("抢修水毁堤段", 4, 35, 2, 18, None),
    ("更换老旧闸门", 1, 60, 3, 175, None),
)
AREAS = ("A1:A3", "B1:E1", "B2:C2", "D2:E2", "F1:F3")
OF_A_QUARTER = [
    "抢修水毁堤段，一季度次数4，一季度资金35万元，二季度次数2，二季度资金18万元",
    "更换老旧闸门，一季度次数1，一季度资金60万元，二季度次数3，二季度资金175万元",
]


def test_a_header_of_three_rows_gives_each_figure_both_its_titles():
    """The column of facts is named; what spans all figures says of none which it is."""
    assert texts(facts(*THREE, merged=AREAS)) == OF_A_QUARTER


def test_three_rows_of_facts_are_no_header():
    """What has figures or something of its own in the first column is told."""
    rows = (("事项", "次数"), ("抢修水毁堤段", 4), (None, "清淤"), ("更换闸门", 3))

    assert any("更换闸门" in each and "3" in each for each in texts(facts(*rows)))
    assert any("抢修水毁堤段" in each and "4" in each for each in texts(facts(*rows)))


def test_titles_that_come_again_begin_a_table_beside_the_first():
    """No empty column parts them; what stands on the right is no remark on what is left."""
    rows = (
        ("项目", "数量", "单位", "项目", "数量", "单位"),
        ("抢修堤段", 4, "处", "调处水事纠纷", 9, "件"),
        ("更换闸门", 3, "座", "巡查渠道", 62, "次"),
    )

    assert texts(facts(*rows)) == ["抢修堤段4处", "更换闸门3座", "调处水事纠纷9件", "巡查渠道62次"]


def test_failings_below_another_table_are_failings():
    """A row of names of parts begins a table; causes beside are left out and named."""
    rows = (
        ("项目", "数量", "单位"),
        ("抢修堤段", 4, "处"),
        ("存在不足", "原因分析", "整改措施"),
        ("夜巡偏少", "人手紧", "汛期每晚巡堤1次"),
    )
    found = facts(*rows)

    assert [(each.text, each.role) for each in found][1:] == [
        ("夜巡偏少", Role.SHORTCOMING),
        ("汛期每晚巡堤1次", Role.MEASURE),
    ]
    assert "没有读这几列：原因分析" in found.notes


def test_the_telephone_of_whoever_stands_beside_is_no_figure():
    """A list of staff that touches the table says nothing of its facts, and is named."""
    found = facts(
        ("要点", "姓名", "电话"),
        ("抢修堤段4处", "方远", "5550012"),
        ("更换闸门3座", "何静", "5550013"),
    )

    assert texts(found) == ["抢修堤段4处", "更换闸门3座"]
    assert "没有读这几列：姓名、电话" in found.notes


def test_names_over_counted_rows_head_them_and_hints_are_not_told():
    """A form has its parts in the column of numbers, and beside them what is to be written."""
    found = facts(
        ("政治素养", "每条不少于60字"),
        (1, "讲党课4次"),
        ("队伍及作风", None),
        (1, "招警员6名"),
        ("上年度意见整改", "参照《整改方案》附件2"),
        (1, "“出警慢”：平均到场6分钟"),
    )

    assert [(each.text, each.role) for each in found] == [
        ("讲党课4次", "politics"),
        ("招警员6名", "team"),
        ("“出警慢”：平均到场6分钟", Role.FEEDBACK),
    ]
    assert any("模板里的提示没有读" in note and "附件2" in note for note in found.notes)


def test_words_in_a_column_of_figures_are_told():
    """What a project came to is no figure in every row; a column of remarks is still left."""
    rows = (
        ("序号", "事项", "数据", "说明"),
        (1, "出警", "2361起", None),
        (2, "新所", "主体封顶", "投资860万元"),
        (3, "老所", "1处", "问过基建办"),
    )

    assert texts(facts(*rows)) == ["出警2361起", "新所，主体封顶，投资860万元", "老所1处"]


def test_a_total_behind_its_group_is_a_total():
    """It is named, and neither told nor a figure of the group."""
    rows = (
        ("板块", "干了啥", "其他数"),
        ("经营", "冷库出租", "7处"),
        ("经营", "合计", "23处"),
        ("仓储", "存粮完好率", "96.5%"),
    )
    found = facts(*rows)

    assert texts(found) == ["冷库出租7处", "存粮完好率96.5%"]
    assert any("合计的行没有作要点" in note for note in found.notes)


def test_titles_that_ask_how_much_head_figures_with_their_units():
    """投了多少 over 2860万元 is no fact and no word of one."""
    rows = (
        ("项目", "花了多少", "进展"),
        ("南渠清淤", "260万元", "主体完了"),
        ("北坝加固", "175万元", "护坡做了3公里"),
    )

    assert texts(facts(*rows)) == [
        "南渠清淤260万元，主体完了",
        "北坝加固175万元，护坡做了3公里",
    ]


def test_a_title_over_rows_that_are_counted_is_no_part():
    """项目 may name one elsewhere; over a table it says that its rows are things."""
    rows = (("带队伍", None, None), ("项目", "数", "备注"), ("业务培训", "15期", None))
    found = facts(*rows, merged=("A1:C1",))

    assert [(fact.text, fact.role) for fact in found] == [("业务培训15期", "team")]


def test_a_remark_tells_what_its_row_only_names():
    """本人 without a figure says nothing, its remark does; beside a figure it is left as it was."""
    found = facts(
        ("类别", "内容", "数", "备注"),
        ("廉洁", "本人", None, "亲属没有在站内经营商铺、广告"),
        ("廉洁", "警示教育", "5次", "每季度至少一次，全员参加"),
    )

    assert texts(found) == ["本人，亲属没有在站内经营商铺、广告", "警示教育5次"]


def test_a_first_cell_with_a_year_names_its_part():
    """2025打算 counts nothing."""
    found = facts(
        ("来源", "问题", "改了啥/打算"),
        ("去年民主评议", "导向标识看不懂", "更换84块"),
        ("2025打算", "新员工", "实训每月2次"),
    )

    assert [fact.role for fact in found] == [Role.FEEDBACK, Role.MEASURE]


@pytest.mark.parametrize(
    ("title", "cell", "said"),
    [
        ("完成时间", "2023年9月30日", "于2023年9月30日完成"),
        ("竣工日期", "9月30日", "于9月30日竣工"),
        ("投用时间", "2023-11-02", "于2023-11-02投用"),
        ("计划完成日期", "2024年6月", "计划于2024年6月完成"),
        ("完成时间", "2023年3月至9月", "于2023年3月至9月完成"),
        ("截止时间", "2023年12月31日", "截止时间2023年12月31日"),
        ("完成时间", "提前20天", "完成时间提前20天"),
    ],
)
def test_a_date_is_told_with_what_its_column_says_of_it(title, cell, said):
    """Alone behind a deed it could be of anything."""
    rows = (("类别", "工作内容", "数量", title), ("履职情况", "改造小区", "350户", cell))

    assert texts(facts(*rows)) == [f"改造小区350户，{said}"]


def test_a_rate_runs_on_into_what_was_reached_of_it():
    """完成情况 says nothing of a rate; of a project it does."""
    rows = (("工作内容", "完成情况"), ("验收合格率", "95.65%"), ("道路改造", "80%"))

    assert texts(facts(*rows)) == ["验收合格率95.65%", "道路改造，完成情况80%"]


def test_a_rate_with_its_target_keeps_both_apart():
    """Which of the two was reached is said by the title alone."""
    rows = (("工作内容", "年初目标", "完成情况"), ("网上信访占比", "70%", "73.5%"))

    assert texts(facts(*rows)) == ["网上信访占比，年初目标70%，完成情况73.5%"]


def test_when_something_was_done_is_not_when_a_sheet_was_written():
    """A road begun in March is of that year, not of the one before."""
    rows = (("工作内容", "开工时间"), ("修建公路3条", "2023年3月1日"), ("建校1所", "2023年3月8日"))

    assert facts(*rows).year == 2023


def test_what_is_said_above_the_titles_of_a_table_is_none_of_them():
    """统计口径 stands in a cell of its own, beside the first column."""
    found = facts(
        ("2024年数据", None, None, None, None),
        (None, None, None, None, "统计口径:1.1-12.15"),
        ("项目", "单位", "今年", "去年", "备注"),
        ("游客", "万人次", 128.6, 117.3, None),
        ("救护", "只", 352, 308, "放归241只"),
        merged=("A1:E1",),
    )

    assert texts(found)[-2:] == [
        "游客128.6万人次，去年117.3万人次",
        "救护352只，去年308只，放归241只",
    ]


@pytest.mark.parametrize("titles", [("类", "项"), ("类别", "事项"), ("板块", "项")])
def test_titles_of_one_character_name_the_columns(titles):
    """The group, what was done, its unit and the years."""
    found = facts(
        (*titles, "单位", "今年", "去年"),
        ("运营", "门票收入", "万元", 3842, 3510),
        (None, "文创收入", "万元", 296, 180),
    )

    assert texts(found) == ["门票收入3842万元，去年3510万元", "文创收入296万元，去年180万元"]
    assert [fact.group for fact in found] == ["运营", "运营"]


def test_names_of_places_side_by_side_head_their_columns_with_a_remark_behind():
    """What the last column says goes with the one before it."""
    found = facts(
        ("党建", None, None, "队伍", None, None, "廉", None, "说明"),
        ("中心组学习", "14次", None, "在岗职工", "236人", None, "饲料招标", "7批次", "省84.5万"),
        ("讲党课", "3次", None, "招聘", "13人", "其中兽医4", "三公经费", "6.2万", None),
    )

    assert texts(found) == [
        "中心组学习14次",
        "讲党课3次",
        "在岗职工236人",
        "招聘13人，其中兽医4",
        "饲料招标7批次，省84.5万",
        "三公经费6.2万",
    ]
    assert found.items[-1].role == "integrity"


@pytest.mark.parametrize("state", ["推到明年3月", "延期到2月", "推迟", "没办成", "拖到明年"])
def test_a_row_whose_state_is_another_year_is_no_deed(state):
    """It is left out and named."""
    rows = (("月", "事", "谁管的", "状态"), ("3", "狮虎区改造完工", "基建科", "完"))
    found = facts(*rows, ("12", "票务系统上线2套", "运营部", state))

    expected = ["狮虎区改造完工"] if state != "延期到2月" else texts(found)
    assert texts(found) == expected


def test_criticism_has_its_answer_beside_a_number_and_who_answers():
    """Quoted, with how far it was settled; the office is of no use."""
    found = facts(
        ("序", "去年大家提的", "今年怎么弄的", "办结？", "责任科室"),
        (1, "厕所少", "新建厕所7座", "√", "后勤"),
        (2, "补休不兑现", "补休兑现1216人天", "基本", "人事"),
    )

    assert texts(found) == ["“厕所少”：新建厕所7座", "“补休不兑现”：补休兑现1216人天，基本办结"]
    assert {fact.role for fact in found} == {Role.FEEDBACK}


def test_labels_that_a_form_breaks_into_lines_are_read_whole():
    """In a form most of whose labels name parts; cells of several facts stay so elsewhere."""
    found = facts(
        ("履行岗位职责\n情况", "火化3126具\n减免1874户"),
        ("廉洁自律和\n行风情况", "退红包37个"),
        ("存在的主要问题\n和不足", "调研少"),
        ("下步打算", "每月下乡1次"),
    )

    assert [(fact.text, fact.role) for fact in found][-3:] == [
        ("退红包37个", "integrity"),
        ("调研少", Role.SHORTCOMING),
        ("每月下乡1次", Role.MEASURE),
    ]
    assert texts(found)[:2] == ["火化3126具", "减免1874户"]
