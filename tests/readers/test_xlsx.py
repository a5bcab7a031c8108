"""Excel: columns by name or by place, numbers as shown, merged groups, other sheets."""

import io

import openpyxl
import pytest

from drafter.document import Role
from drafter.errors import BadInput, UnknownName
from drafter.readers import facts_from


@pytest.fixture
def book():
    """A workbook with one empty sheet."""
    return openpyxl.Workbook()


def facts(book):
    """The facts of the workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return facts_from(stream.getvalue(), "facts.xlsx", ".xlsx")


def fill(sheet, *rows):
    """Add rows to a sheet."""
    for row in rows:
        sheet.append(row)


def test_named_columns_and_merged_groups(book):
    """The header of the sheet, its columns, and a merged group for each row it spans."""
    sheet = book.active
    fill(
        sheet,
        ("年度", 2024),
        (),
        ("类别", "事实", "依据", "章节"),
        ("民生", "建学校**所", "台账", None),
        (None, "讲党课4次", None, "politics"),
        ("不足", "调研偏少", None, None),
    )
    sheet.merge_cells("A4:A5")

    found = facts(book)

    assert found.year == 2024
    assert [(fact.text, fact.role, fact.group, fact.evidence, fact.source) for fact in found] == [
        ("建学校**所", "duty", "民生", "台账", "facts.xlsx!B4"),
        ("讲党课4次", "politics", "民生", "", "facts.xlsx!B5"),
        ("调研偏少", Role.SHORTCOMING, "不足", "", "facts.xlsx!B6"),
    ]


def test_numbers_are_read_as_shown(book):
    """No 3.0, percent and thousands as their format says."""
    sheet = book.active
    fill(
        sheet,
        ("工程", "数量", "完成率", "投资"),
        ("学校", 3.0, 0.985, 12000),
        ("道路", 0.1 + 0.2, 1, 4.2),
    )
    sheet["C2"].number_format = "0.0%"
    sheet["C3"].number_format = "0%"
    sheet["D2"].number_format = '#,##0"万元"'

    assert [fact.text for fact in facts(book)] == [
        "学校，数量3，完成率98.5%，投资12,000万元",
        "道路，数量0.3，完成率100%，投资4.2",
    ]


def test_rows_without_a_header_are_lines(book):
    """A row that only names a place groups those below; so does a first cell that does."""
    fill(
        book.active,
        ("履职情况", None),
        (1, "修路3条"),
        (2, "建校6所"),
        ("改进措施", "多下乡"),
        (None, "多谈心"),
    )

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("修路3条", "duty"),
        ("建校6所", "duty"),
        ("多下乡", Role.MEASURE),
        ("多谈心", Role.MEASURE),
    ]


def test_the_sheet_named_for_it_is_read(book):
    """要点 is read wherever it stands, and what was not read is said."""
    fill(book.active, ("别的",), ("东西",))
    fill(book.create_sheet("要点"), ("讲党课4次",))

    found = facts(book)

    assert [fact.text for fact in found] == ["讲党课4次"]
    assert any("没有读：Sheet" in note for note in found.notes)


def test_columns_of_words_left_out_are_said(book):
    """A column of remarks is named in a note."""
    fill(book.active, ("要点", "备注"), ("讲党课4次", "领导已阅"))

    assert any("备注" in note for note in facts(book).notes)


def test_an_empty_sheet_is_bad_input(book):
    """A workbook without a cell has no facts."""
    with pytest.raises(BadInput, match="没有要点"):
        facts(book)


def test_an_unknown_genre_is_told(book):
    """The header of a sheet is checked like any other."""
    fill(book.active, ("文种", "述职汇"), ("讲党课4次",))

    with pytest.raises(UnknownName):
        facts(book)


def test_columns_that_are_places(book):
    """问题 | 打算: each column's cells belong where its title says."""
    fill(book.active, ("问题", "打算"), ("下村少", "每月下村4次"), ("会议多", "会议减到6次"))

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("下村少", "shortcoming"), ("会议多", "shortcoming"),
        ("每月下村4次", "measure"), ("会议减到6次", "measure"),
    ]  # fmt: skip


def test_a_unit_in_a_column_of_its_own_goes_behind_its_figure(book):
    """板块 | 事项 | 数量 | 单位: and the first is the group."""
    fill(
        book.active,
        ("板块", "工作事项", "数量", "单位"),
        ("廉洁", "约谈采购岗位人员", 11, "人次"),
        ("队伍", "开展演练", 4, "场"),
    )

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("约谈采购岗位人员11人次", "integrity"), ("开展演练4场", "team"),
    ]  # fmt: skip


def test_a_unit_goes_behind_a_figure_that_is_no_bare_number(book):
    """About, more than, from to, of which: the figure has its unit all the same."""
    fill(
        book.active,
        ("类别", "要点", "数量", "单位"),
        ("履职情况", "抽检食品", "约1.8", "万批次"),
        ("履职情况", "培训摊主", "40余", "人"),
        ("履职情况", "巡查市场", "2-3", "次/周"),
        ("履职情况", "抽检合格率", "≥98", "%"),
        ("履职情况", "改造菜场", "7（含迁建2）", "座"),
        ("履职情况", "处理投诉", "十二", "起"),
        ("履职情况", "收回货款", "¥3,500.00", "元"),
    )

    assert [fact.text for fact in facts(book)] == [
        "抽检食品约1.8万批次",
        "培训摊主40余人",
        "巡查市场2-3次/周",
        "抽检合格率≥98%",
        "改造菜场7座（含迁建2）",
        "处理投诉，十二起",
        "收回货款3,500.00元",
    ]


def test_a_label_that_speaks_of_the_unit_leaves_it_to_the_figures(book):
    """The unit stands before the figures; that the label has the same word does not matter."""
    fill(
        book.active,
        ("要点", "单位", "目标值", "完成值"),
        ("2期乡镇供水", "个乡镇", 5, 6),
        ("3公里以上道路养护", "公里", 40, 43),
    )

    assert [fact.text for fact in facts(book)] == [
        "2期乡镇供水，目标值5个乡镇，完成值6个乡镇",
        "3公里以上道路养护，目标值40公里，完成值43公里",
    ]


def test_a_unit_that_no_figure_can_take_is_named(book):
    """What stands before it says neither which of its figures it measures."""
    fill(book.active, ("要点", "数量", "单位"), ("修渠", "3段共12", "公里"), ("建闸", "2座", "座"))
    found = facts(book)

    assert [fact.text for fact in found] == ["修渠，3段共12", "建闸2座"]
    assert "facts.xlsx!C2 的单位“公里”没有接到“3段共12”后面" in found.notes
    assert not any("“座”" in note for note in found.notes)


def test_targets_beside_results_keep_their_titles_and_their_unit(book):
    """The unit in the label is that of both; a rate and a rank have none of it."""
    fill(
        book.active,
        ("指标", "年度目标", "完成", "完成率", "排名"),
        ("补种林木（株）", 900, 870, 96.7, 4),
        ("清理河道（公里）", 30, 31, 103.3, 1),
    )

    assert [fact.text for fact in facts(book)] == [
        "补种林木，年度目标900株，完成870株，完成率96.7，排名4",
        "清理河道，年度目标30公里，完成31公里，完成率103.3，排名1",
    ]


def test_titles_below_titles_that_span_them_are_told_together(book):
    """上半年 over 计划 and 完成: each figure says of which half year and which of the two it is."""
    sheet = book.active
    fill(
        sheet,
        ("项目", "上半年", None, "下半年", None),
        (None, "计划", "完成", "计划", "完成"),
        ("修缮校舍（间）", 12, 9, 20, 23),
        ("培训教师（人次）", 300, 310, 400, 380),
    )
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")

    assert [fact.text for fact in facts(book)] == [
        "修缮校舍，上半年计划12间，上半年完成9间，下半年计划20间，下半年完成23间",
        "培训教师，上半年计划300人次，上半年完成310人次，下半年计划400人次，下半年完成380人次",
    ]


def test_weights_and_totals_are_of_no_report(book):
    """What an assessment says beside the work is named and left out, its units are read."""
    fill(
        book.active,
        ("指标名称", "计量单位", "目标值", "完成值", "权重", "得分"),
        ("供水量", "万吨", 2100, 2186.5, 10, 10),
        ("小计", None, None, None, 40, 30),
        ("一户一表", "户", 3000, 2610, 10, 8.7),
        ("合计", None, None, None, 100, 88.7),
    )
    found = facts(book)

    assert [fact.text for fact in found] == [
        "供水量，目标值2100万吨，完成值2186.5万吨",
        "一户一表，目标值3000户，完成值2610户",
    ]
    assert "没有读这几列：权重、得分" in found.notes
    assert any(
        "合计的行没有作要点：facts.xlsx!A3 小计、facts.xlsx!A5 合计" in n for n in found.notes
    )


def test_a_column_of_results_is_read_without_a_figure(book):
    """个人全能第三名 is all that the row has to say; who answers for it is nobody's business."""
    fill(
        book.active,
        ("工作内容", "数据/成效", "责任人"),
        ("省级竞赛", "个人全能第三名", "小李"),
        ("修路", "3条", "小王"),
    )
    found = facts(book)

    assert [fact.text for fact in found] == ["省级竞赛，个人全能第三名", "修路3条"]
    assert "没有读这几列：责任人" in found.notes


def test_an_empty_group_goes_on_where_groups_are_typed_once(book):
    """Who types the group in each row leaves it open where it is empty."""
    once = [("廉洁", "招标节约132万元"), (None, "追缴差价6.8万元"), ("队伍", "竞聘8名")]
    each = [("廉洁", "约谈3人次"), ("廉洁", "谈话5人"), (None, "化解债务6.8万元")]
    fill(book.active, ("类别", "内容"), *once, ("履职", "修路3条"), *each)

    assert [fact.role for fact in facts(book)] == [
        "integrity", "integrity", "team", "duty", "integrity", "integrity", ""
    ]  # fmt: skip


def test_tables_below_one_another(book):
    """Criticism with its answer, then shortcomings with their measures."""
    fill(
        book.active,
        ("去年考核反馈", "今年怎么改的"),
        ("停车难", "新增泊位1860个"),
        (),
        ("存在不足", "改进办法"),
        ("执法生硬", "推行首违不罚32项"),
    )

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("“停车难”：新增泊位1860个", Role.FEEDBACK),
        ("执法生硬", Role.SHORTCOMING),
        ("推行首违不罚32项", Role.MEASURE),
    ]


def test_a_cover_says_who_writes(book):
    """Its sheet holds no facts, and is no hidden one either."""
    book.active.title = "封面"
    fill(book.active, ("单  位", "县城管局"), ("职  务", "局长"), ("向谁报告", "县委"))
    fill(book.create_sheet("履职"), ("要点",), ("修路3条",))
    found = facts(book)

    assert (found.unit, found.role, found.audience) == ("县城管局", "局长", "县委")
    assert [fact.text for fact in found] == ["修路3条"]


def test_figures_of_two_years_stand_behind_this_years(book):
    """The unit in a label, or in a column of its own, is that of every year."""
    fill(
        book.active,
        ("指标", "去年", "今年", "说两句"),
        ("客运量（万人次）", 8126, 8493.5, "节假日涨得多"),
        ("热线工单（件）", 1520, 1104, None),
        ("免费车", None, "126台次", None),
    )

    assert [fact.text for fact in facts(book)] == [
        "客运量8493.5万人次，去年8126万人次，节假日涨得多",
        "热线工单1104件，去年1520件",
        "免费车126台次",
    ]


def test_a_label_that_only_sums_up_is_a_total(book):
    """金额小计 is no deed."""
    fill(
        book.active,
        ("事", "数量"),
        ("发放救助", "3笔"),
        ("追回基金", "9笔"),
        ("金额小计", "12笔"),
    )

    assert [fact.text for fact in facts(book)] == ["发放救助3笔", "追回基金9笔"]


def test_columns_of_failings_and_plans_in_peoples_own_words(book):
    """哪儿短 and 怎么补 head two columns of places."""
    fill(
        book.active,
        ("哪儿短", "怎么补"),
        ("夜班司机缺87人", "3月起招80人"),
        ("站牌才换28%", "两年换完"),
    )

    assert [fact.role for fact in facts(book)] == [Role.SHORTCOMING] * 2 + [Role.MEASURE] * 2


def test_a_title_over_figures_heads_them_whatever_it_is_called(book):
    """人数或次数 over figures is no fact, and a total of people below them is none either."""
    fill(
        book.active,
        ("项目", "人数或次数", "说明"),
        ("新招特岗", 6, "语文2人"),
        ("师徒结对", 11, None),
        ("总人次", 17, None),
    )
    book.active.title = "教师们"

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("新招特岗6，语文2人", "team"),
        ("师徒结对11", "team"),
    ]


def test_a_remark_behind_the_name_of_a_column_does_not_hide_it(book):
    """缺点（随便写的） heads failings as 缺点 does."""
    fill(
        book.active,
        ("缺点（随便写的）", "明年"),
        ("下村少", "每月下村4次"),
        ("理论学得浅", "每周自学1次"),
    )

    assert [fact.role for fact in facts(book)] == [Role.SHORTCOMING] * 2 + [Role.MEASURE] * 2


def test_who_criticised_in_which_words_and_what_came_of_it(book):
    """Three columns are one fact of last year's criticism."""
    fill(
        book.active,
        ("谁提的", "原话", "后来"),
        ("职工", "食堂太贵", "饭价降了两成"),
        ("匿名", "开会太长", "？？要不要写"),
    )
    book.active.title = "去年提的意见"

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("职工提出“食堂太贵”：饭价降了两成", Role.FEEDBACK),
        ("匿名提出“开会太长”：？？要不要写", Role.FEEDBACK),
    ]


def test_columns_of_bare_years_do_not_run_into_their_figures(book):
    """2023 over 6120 is 2023年6120."""
    fill(
        book.active,
        ("板块", "事项", "单位", "2023", "2024"),
        ("履职", "售水量", "万吨", 6120, 6388),
        ("履职", "换管", "公里", 38, 61),
    )

    assert [fact.text for fact in facts(book)] == [
        "售水量2023年6120万吨，2024年6388万吨",
        "换管2023年38公里，2024年61公里",
    ]


def test_who_writes_may_stand_below_the_titles(book):
    """姓名 and 年度 under 事项 and 件数 are the header's, not facts."""
    fill(
        book.active,
        *(("事项", "件数"), ("姓名", "周明远"), ("年度", 2025)),
        *(("办理人大建议", 3), ("谈话提醒（人次）", 12)),
    )

    told = facts(book)

    assert (told.name, told.year, len(told)) == ("周明远", 2025, 2)


def test_a_form_of_names_and_what_they_name_loses_no_row(book):
    """要点 with a fact beside it is no row of titles."""
    fill(
        book.active,
        *(("年度", 2025), ("姓名", "周明远"), ("要点", "走访企业61家"), ("要点", "培训62期")),
        *(("不足", "下基层少"), ("措施", "每月下村2次")),
    )

    told = [(fact.text, fact.role) for fact in facts(book)]

    assert told[0][0] == "走访企业61家"
    assert told[2:] == [("下基层少", Role.SHORTCOMING), ("每月下村2次", Role.MEASURE)]


def test_a_count_on_a_line_of_its_own_is_of_the_line_above(book):
    """People break a cell's line to make it fit; a line with a figure of its own is a fact."""
    fill(
        book.active,
        ("类别", "要点"),
        ("履职情况", "争取粮库改造资金\n860万元，\n惠及3镇"),
        ("履职情况", "新建烘干塔2座\n清理旧仓7间"),
    )

    assert [fact.text for fact in facts(book)] == [
        "争取粮库改造资金860万元，惠及3镇",
        "新建烘干塔2座",
        "清理旧仓7间",
    ]


def test_tables_side_by_side_are_read_one_after_the_other(book):
    """Each side of the empty column names its part; no shortcoming stands in a deed."""
    fill(
        book.active,
        ("履职情况", "数量", None, "不足"),
        ("修缮粮仓", "7间", None, "到站少"),
        ("轮换储备粮", "2万吨", None, "账目旧"),
    )

    assert [(fact.text, fact.role, fact.source) for fact in facts(book)] == [
        ("修缮粮仓7间", "duty", "facts.xlsx!A2"),
        ("轮换储备粮2万吨", "duty", "facts.xlsx!A3"),
        ("到站少", Role.SHORTCOMING, "facts.xlsx!D2"),
        ("账目旧", Role.SHORTCOMING, "facts.xlsx!D3"),
    ]


def test_tables_of_named_columns_side_by_side_have_their_parts_above_them(book):
    """The name of a part over a table is no fact of it."""
    fill(
        book.active,
        ("履职情况", None, None, "廉洁自律"),
        ("事项", "数量", None, "事项", "数量"),
        ("修缮粮仓", "7间", None, "廉政谈话", "9人次"),
        ("轮换储备粮", "2万吨"),
    )

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("修缮粮仓7间", "duty"),
        ("轮换储备粮2万吨", "duty"),
        ("廉政谈话9人次", "integrity"),
    ]


def test_an_empty_column_within_a_table_parts_nothing(book):
    """What stands on its right names no part and no columns of its own."""
    fill(
        book.active,
        ("类别", "要点", None, "数量"),
        ("履职情况", "修缮粮仓", None, "7间"),
        ("不足", "到站少", None, None),
    )

    assert [fact.text for fact in facts(book)] == ["修缮粮仓7间", "到站少"]


def test_a_row_that_says_it_is_not_done_is_no_deed(book):
    """What is answered with no is left out and named; a yes adds nothing; plans stay plans."""
    fill(
        book.active,
        ("类别", "工作内容", "是否办结", "是否重点"),
        ("履职", "修桥2座", True, "是"),
        ("履职", "改造校舍3栋", "否", "否"),
        ("履职", "安装路灯60盏", "×", None),
        ("履职", "清理沟渠5公里", "部分办结", None),
        ("下步打算", "新建书屋1个", "否", None),
    )
    found = facts(book)

    assert [(fact.text, fact.role) for fact in found] == [
        ("修桥2座", "duty"),
        ("清理沟渠5公里，部分办结", "duty"),
        ("新建书屋1个", Role.MEASURE),
    ]
    assert [note for note in found.notes if "没有作要点" in note] == [
        "写着“是否办结：否”的没有作要点：facts.xlsx!B3 改造校舍3栋",
        "写着“是否办结：×”的没有作要点：facts.xlsx!B4 安装路灯60盏",
    ]
    assert "只答是或否的列没有读：是否重点" in found.notes


def test_a_row_without_named_columns_says_that_it_is_not_done(book):
    """项目 | 状态 names no facts' column; 未完工 says so all the same."""
    fill(
        book.active,
        ("项目", "是否完工", "状态"),
        ("修桥2座", "√", None),
        ("改造校舍3栋", None, "未完工"),
    )
    found = facts(book)

    assert [fact.text for fact in found] == ["修桥2座"]
    assert "写着“状态：未完工”的没有作要点：facts.xlsx!A3 改造校舍3栋，未完工" in found.notes


def test_the_unit_stated_above_a_table_goes_behind_its_figures(book):
    """单位：万元 is no employer: it is that of the money, and a merged title gives the year."""
    sheet = book.active
    fill(
        sheet,
        ("清河县2022年民生项目完成情况表", None, None, None),
        (None, None, None, "金额单位：万元"),
        ("类别", "重点任务", "完成投资", "受益人数"),
        ("履职", "改造校舍3栋", 860, 1100),
        ("履职", "修桥2座", 415.5, None),
    )
    sheet.merge_cells("A1:D1")
    found = facts(book)

    assert [fact.text for fact in found] == [
        "改造校舍3栋，完成投资860万元，受益人数1100",
        "修桥2座，完成投资415.5万元",
    ]
    assert (found.year, found.unit) == (2022, "")


def test_a_unit_stated_beside_its_name_is_that_of_all_years(book):
    """单位 | 亩 above a comparison is the unit of each row, but of one that counts people."""
    fill(
        book.active,
        ("单位", "亩"),
        ("指标", "去年", "今年"),
        ("油菜", 300, 420),
        ("种植户数", 12, 15),
    )
    assert [fact.text for fact in facts(book)] == [
        "油菜420亩，去年300亩",
        "种植户数15，去年12",
    ]


def test_a_unit_that_no_column_can_take_is_named(book):
    """Two columns of figures of different things: nobody knows which is meant."""
    fill(
        book.active,
        ("单位：吨", None, None),
        ("工作内容", "面积", "重量"),
        ("种粮", 20, 9),
    )
    found = facts(book)

    assert [fact.text for fact in found] == ["种粮，面积20，重量9"]
    assert "facts.xlsx!A1 是数的单位，没有接到数后面：单位：吨" in found.notes


def test_a_title_that_says_what_is_counted_goes_before_a_figure_with_its_unit(book):
    """次数 over 12次 says it twice, 成效 says nothing, and a target stays a target."""
    fill(
        book.active,
        ("月份", "走访次数", "化解纠纷（件）", "目标值", "成效"),
        ("上半年", "12次", "5件", "9次", "3家"),
        ("下半年", "20次", "8件", "9次", "2家"),
    )
    assert [fact.text for fact in facts(book)] == [
        "上半年，走访12次，化解纠纷5件，目标值9次，3家",
        "下半年，走访20次，化解纠纷8件，目标值9次，2家",
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [("项目", "小学", "书屋", "便民桥"), ("完成数", "3所", "2间", "4座")],
            ["小学3所", "书屋2间", "便民桥4座"],
        ),
        (
            [("类别", "履职", "履职"), ("工作内容", "改造小学", "修桥"), ("数量", "3所", "4座")],
            ["改造小学3所", "修桥4座"],
        ),
        (
            [("片区", "改造小学", "修桥"), ("东片", "3所", "4座"), ("西片", "1所", "2座")],
            ["东片，改造小学3所，修桥4座", "西片，改造小学1所，修桥2座"],
        ),
    ],
)
def test_a_table_on_its_side_is_read_thing_by_thing(book, rows, told):
    """The things stand along the first row where labels say that figures stand below them."""
    fill(book.active, *rows)

    assert [fact.text for fact in facts(book)] == told


@pytest.mark.parametrize(
    "titles",
    [
        ("序", "类", "事", "数", "单位", "跟谁核", "备注（不进材料）"),
        ("序号", "归类", "事情", "数", "单位", "核对人", "说明(自己看)"),
        ("编号", "大类", "做的事", "数", "单位", "找谁核", "内部备注"),
        ("", "类", "办的事", "数", "计量单位", "问谁", "情况（别写）"),
    ],
)
def test_short_titles_of_a_ledger_name_its_columns(book, titles):
    """A figure takes its unit, and what its title keeps from the report is named and not told."""
    fill(
        book.active,
        titles,
        (1, "履职", "新签约项目", 23, "个", "综合科", "原报26个，去掉3个"),
        (2, "廉洁", "廉政谈话", 8, "次", "纪检", "老李没来"),
    )
    found = facts(book)

    assert [(fact.text, fact.group) for fact in found] == [
        ("新签约项目23个", "履职"),
        ("廉政谈话8次", "廉洁"),
    ]
    assert any(titles[-1] in note for note in found.notes)


def test_names_of_parts_without_a_title_are_the_groups_of_their_rows(book):
    """Each is typed once, and 量化 over a figure says nothing more."""
    fill(
        book.active,
        (None, "内容", "量化", "说明"),
        ("学习", "主题党日", "12次", "我讲2次"),
        (None, "党课", "3次", None),
        ("队伍", "业务培训", "5期", None),
        ("廉", "配偶子女经商情况", None, "已如实报告，没有"),
    )

    assert [(fact.group, fact.text) for fact in facts(book)] == [
        ("学习", "主题党日12次，我讲2次"),
        ("学习", "党课3次"),
        ("队伍", "业务培训5期"),
        ("廉", "配偶子女经商情况，已如实报告，没有"),
    ]


@pytest.mark.parametrize("title", ["数", "数量", "结果", "量化情况"])
def test_a_third_column_of_criticism_may_count_what_was_done(book, title):
    """It runs on from the answer, and nothing of it is a shortcoming."""
    fill(
        book.active,
        ("去年反馈（考核组）", "今年怎么改的", title),
        ("重签约轻落地", "清理僵尸协议", "14份"),
        ("蹲点少", "到园区蹲点办公", "46天"),
    )

    assert [(fact.text, fact.role) for fact in facts(book)] == [
        ("“重签约轻落地”：清理僵尸协议14份", Role.FEEDBACK),
        ("“蹲点少”：到园区蹲点办公46天", Role.FEEDBACK),
    ]


def test_a_column_without_a_title_goes_on_with_the_one_before_it(book):
    """What falls short keeps its figure, and a row that has none is as it was."""
    fill(
        book.active,
        ("今年不足", None, "打算"),
        ("外资偏少，只完成任务的", "54%", "设外资专员1名"),
        ("谈心只有", "6人次", "季度谈心全覆盖"),
        ("台账乱", None, "专人管"),
    )

    assert [fact.text for fact in facts(book)] == [
        "外资偏少，只完成任务的54%",
        "谈心只有6人次",
        "台账乱",
        "设外资专员1名",
        "季度谈心全覆盖",
        "专人管",
    ]


def test_jotted_titles_without_those_of_a_ledger_leave_rows_as_they_are(book):
    """事情 beside 块 and 多少 names no column: what stands beside a fact is told with it."""
    fill(
        book.active,
        ("块", "事情", "多少", "随便写点"),
        ("理论", "学习研讨", "10次", "我主发言3次"),
        ("理论", "改革文件精神逐条学过", None, "批注写满了"),
        ("主业", "监测标本", "3980份", None),
    )

    assert [(fact.group, fact.text) for fact in facts(book)] == [
        ("理论", "学习研讨10次，我主发言3次"),
        ("理论", "改革文件精神逐条学过，批注写满了"),
        ("主业", "监测标本3980份"),
    ]
