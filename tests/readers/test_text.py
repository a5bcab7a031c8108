"""Plain text sheets, and where their facts go."""

import io

import docx
import pytest

from drafter.document import Role, genre
from drafter.drafting.phrases import duties
from drafter.errors import BadInput
from drafter.readers import facts_from, separated
from drafter.readers.lines import line
from drafter.readers.placement import jotted_role


def read(content: str):
    """The facts of a text sheet."""
    return facts_from(content.encode("gb18030"), "facts.txt", ".txt")


def test_one_line_is_one_fact():
    """A title and a header line are none."""
    facts = read("2024年述职要点\n单位：县教育局\n姓名：李四\n\n讲党课4次\n**个项目开工\n")

    assert [fact.text for fact in facts] == ["讲党课4次", "**个项目开工"]
    assert (facts.title, facts.unit, facts.year) == ("2024年述职要点", "县教育局", 2024)
    assert facts.name == "李四"


def test_numbered_headings_group_the_lines_below():
    """一、 over （一） over 1.: short lines before deeper ones are headings."""
    facts = read(
        "一、政治建设\n1. 加强学习\n2. 中心组学习12次\n二、履职情况\n（一）教育教学\n新建学校6所\n"
        "（二）安全\n开展演练3次\n三、个人不足\n1、创新意识不强\n改进措施：\n多下乡\n"
    )

    assert [(fact.text, fact.role) for fact in facts] == [
        ("加强学习", "politics"),
        ("中心组学习12次", "politics"),
        ("新建学校6所", "duty"),
        ("开展演练3次", "duty"),
        ("创新意识不强", Role.SHORTCOMING),
        ("多下乡", Role.MEASURE),
    ]


@pytest.mark.parametrize(
    ("line", "role", "text"),
    [
        ("不足：调研偏少", Role.SHORTCOMING, "调研偏少"),
        ("存在问题二：调研偏少", Role.SHORTCOMING, "调研偏少"),
        ("个人存在的不足：调研偏少", Role.SHORTCOMING, "调研偏少"),
        ("整改措施2：每月下乡", Role.MEASURE, "每月下乡"),
        ("2023年度考核反馈的问题：调研少", Role.FEEDBACK, "2023年度考核反馈的问题：调研少"),
        ("2023年度考核反馈“调研少”：下乡40次", Role.FEEDBACK, "2023年度考核反馈“调研少”：下乡40次"),
        ("解决突出问题：12件", "", "解决突出问题：12件"),
        ("对基层指导不足：每年只去3次", "", "对基层指导不足：每年只去3次"),
        ("安全生产：全年未发生较大以上事故", "duty", "安全生产：全年未发生较大以上事故"),
        ("廉洁自律：没有插手干预工程项目建设", "integrity", "没有插手干预工程项目建设"),
        ("会议时间：8点", "", "会议时间：8点"),
    ],
)
def test_a_prefix_is_cut_only_where_it_says_nothing_more(line, role, text):
    """Labels go; years, topics and quoted feedback stay with the fact."""
    fact = read(f"其他工作一件\n{line}\n")["F2"]

    assert (fact.role, fact.text) == (role, text)


def test_under_feedback_everything_is_feedback():
    """Problems and measures there are last year's."""
    facts = read("2023年度考核反馈：\n1. 存在问题：调研少\n2. 整改措施：下乡40次\n")

    assert {fact.role for fact in facts} == {Role.FEEDBACK}
    assert [fact.text for fact in facts] == ["存在问题：调研少", "整改措施：下乡40次"]


def test_a_heading_that_names_two_places_leaves_it_to_the_prefixes():
    """存在问题和改进措施 places nothing by itself."""
    facts = read("存在问题和改进措施：\n- 不足：调研少\n- 改进措施：多下乡\n- 其他\n")

    assert [fact.role for fact in facts] == [Role.SHORTCOMING, Role.MEASURE, ""]


@pytest.mark.parametrize(
    ("lines", "year", "reason"),
    [
        ("年度：2021\n2024年建学校\n", 2021, ""),
        ("2023年度考核反馈：调研少\n2022年建学校\n", 2024, "反馈"),
        ("2022年建学校\n2022年修路\n2021年立项\n改进措施：2025年、2025年、2025年\n", 2022, "最常"),
        ("建学校6所\n", None, "没有年份"),
    ],
)
def test_the_year_is_given_or_assumed_with_a_reason(lines, year, reason):
    """Header, then feedback and one, then the year most often named; measures look ahead."""
    facts = read(lines)

    assert facts.year == year
    assert bool(facts.notes) == bool(reason)
    assert not reason or reason in facts.notes[-1]


def test_header_alone_is_bad_input():
    """A sheet has to have a fact."""
    with pytest.raises(BadInput, match="没有要点"):
        read("年度：2024\n单位：县教育局\n")


def test_a_heading_that_was_only_assumed_is_said():
    """A short line over bullets that names no place is reported, lest a fact be lost."""
    facts = read("本人起早贪黑\n- 讲党课4次\n政治建设\n- 中心组学习12次\n")

    assert [fact.group for fact in facts] == ["本人起早贪黑", "政治建设"]
    assert [note for note in facts.notes if "小标题" in note] == [
        "facts.txt:1 当作小标题，没有作要点：本人起早贪黑"
    ]


def placed(text):
    """The facts of a sheet: text and place."""
    return [(fact.text, fact.role) for fact in read(text)]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("【党建】", "team"),
        ("【廉】", "integrity"),
        ("〔不足〕", "shortcoming"),
        ("😔差的地方", "shortcoming"),
        ("不足呢", "shortcoming"),
        ("说说毛病", "shortcoming"),
        ("怎么改", "measure"),
        ("😤明年", "measure"),
        ("明年打算", "measure"),
        ("老师", "team"),
    ],
)
def test_a_heading_is_known_in_brackets_behind_emoji_and_in_spoken_words(heading, role):
    """As people type into a chat or a memo: the lines below belong there."""
    found = placed(f"修路3条\n\n{heading}\n听课31节\n谈话6次\n")

    assert found[1:] == [("听课31节", role), ("谈话6次", role)]


def test_a_word_that_names_a_place_only_as_a_whole_heading_names_none_inside_another():
    """问题 alone is a heading; 突出问题整治 is work, and so is a sticker in brackets no heading."""
    assert placed("突出问题整治：\n- 查处6件\n- 整改8处\n")[0][1] == ""
    assert placed("【图片】\n修路3条\n")[0] == ("【图片】", "")


def test_what_stands_before_a_heading_introduces_nothing():
    """The last line of one part is no heading of the next."""
    assert placed("不足：\n听课太少\n器材旧\n😤明年\n每周听课2节\n") == [
        ("听课太少", "shortcoming"), ("器材旧", "shortcoming"), ("每周听课2节", "measure"),
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["存在的不足：", "说说毛病。"])
def test_admissions_in_a_row_are_several(said):
    """一是…。二是…: each is answered by a measure of its own; achievements stay one fact."""
    found = placed(
        f"修路3条\n{said}一是不懂机电，等了7个小时。二是脾气急。\n一是修桥。二是修渠。\n"
    )

    assert found[1:] == [
        ("不懂机电，等了7个小时", "shortcoming"),
        ("脾气急", "shortcoming"),
        ("修桥。二是修渠。", ""),
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("1⃣️ 开课34门", "开课34门"),
        ("2.2名馆员评上职称", "2名馆员评上职称"),
        ("1.2025年6月底前采购", "2025年6月底前采购"),
        ("1.5亿元到位", "1.5亿元到位"),
        ("2.3万人受益", "2.3万人受益"),
        ("✅ 学习18次", "学习18次"),
    ],
)
def test_numbers_and_signs_before_a_line_are_told_from_its_figures(line, text):
    """A point before a year or before what is counted whole ends a number of the list."""
    assert placed(f"修路3条\n{line}\n")[1][0] == text


def test_the_year_is_found_below_a_mails_head():
    """A line that says nothing else is no fact, wherever it stands."""
    head = "".join(f"抄送{n}：某科\n" for n in range(12))
    found = facts_from(f"{head}年度：2024\n修路3条\n".encode(), "a.txt", ".txt")

    assert found.year == 2024
    assert "年度：2024" not in [fact.text for fact in found]


def test_a_sign_that_heads_parts_is_not_deeper_than_their_lines():
    """The last line of a part is none of its headings, however short."""
    assert placed("★廉洁\n①节约860万元\n②亲戚没做食堂生意\n★去年反馈\n设意见箱42个\n") == [
        ("节约860万元", "integrity"),
        ("亲戚没做食堂生意", "integrity"),
        ("设意见箱42个", "feedback"),
    ]  # fmt: skip


def test_a_row_that_begins_behind_a_label_goes_on():
    """不足：1、… and 2、… below it, until a line has another mark."""
    assert placed("修路3条\n不足：1、文书写得粗\n2、年轻人留不住\n改进：一份一份过\n建校6所\n") == [
        ("修路3条", ""),
        ("1、文书写得粗", "shortcoming"),
        ("年轻人留不住", "shortcoming"),
        ("一份一份过", "measure"),
        ("建校6所", ""),
    ]


def test_the_questions_of_a_form_are_headings():
    """With what it says of how to fill it in."""
    found = placed(
        "Q4. 政治理论学习情况（可多条，一行一条）\n学习10次\nQ9. 存在的不足（不少于2条）\n经费少\n"
    )

    assert found == [("学习10次", "politics"), ("经费少", "shortcoming")]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("干了啥", "duty"),
        ("我管的那几摊", "duty"),
        ("学了啥", "politics"),
        ("思想上的", "politics"),
        ("班子那块", "team"),
        ("跟着我干的人", "team"),
        ("钱和手", "integrity"),
        ("不碰的线", "integrity"),
        ("去年人家说的", Role.FEEDBACK),
        ("上回“体检”查出的异常项", Role.FEEDBACK),
        ("不好的", Role.SHORTCOMING),
        ("还没治好的", Role.SHORTCOMING),
        ("咋改", Role.MEASURE),
        ("明年这么弄", Role.MEASURE),
    ],
)
def test_a_heading_in_spoken_words_places_the_lines_below(heading, role):
    """Also where nothing but the words says that it is one."""
    assert [fact.role for fact in read(f"走访40家\n{heading}\n甲乡3处\n乙乡4处\n")] == [
        "",
        role,
        role,
    ]


@pytest.mark.parametrize("line", ["群众反映的问题12件", "去年的水渠修了3条", "思想工作会议3次"])
def test_a_fact_that_begins_like_such_a_heading_is_a_fact(line):
    """Only the whole line may be one."""
    assert line in {fact.text for fact in read(f"走访40家\n{line}\n甲乡3处\n")}


def test_who_speaks_may_stand_below_the_time():
    """The names are no facts; a heading below a time is no name."""
    stamp = "2024年12月18日 晚上8:1"
    told = read(f"{stamp}2\n周桂花（双河村）\n修路3条\n{stamp}5\n孟媛\n收到\n")
    other = read(f"{stamp}2\n不足\n下村少\n{stamp}5\n措施\n每月下村4次\n")

    assert not {"周桂花（双河村）", "孟媛"} & {fact.text for fact in told}
    assert [fact.role for fact in other if fact.role] == [
        Role.SHORTCOMING,
        "shortcoming",
        "measure",
    ]


def test_what_a_reply_quotes_heads_its_answer():
    """So do the questions of an interview."""
    quoted = read(
        "> 1、政治学习\n学习12次\n> 2、分管工作，最好带数据\n修路3条\n> 3、不足\n下村少\n"
    )
    asked = read("问：廉洁方面有什么做法？\n答：退礼6次\n问：哪些做得不够？\n答：下村少\n")

    assert [(f.text, f.role) for f in quoted] == [
        ("学习12次", "politics"),
        ("修路3条", "duty"),
        ("下村少", Role.SHORTCOMING),
    ]
    assert [(f.text, f.role) for f in asked] == [
        ("退礼6次", "integrity"),
        ("下村少", Role.SHORTCOMING),
    ]


def test_a_table_that_was_pasted_is_a_table():
    """Tabs part its cells; totals are none, and a row over all columns says where it belongs."""
    found = read(
        "序号\t类别\t事项\t数据\t备注\n1\t学习\t上党课\t3次\t\n2\t业务\t监督项目\t78个\t张工给的数\n"
        "合计\t\t\t81\t\n存在不足\t偏远乡镇去得少\t\t\t\n"
    )

    assert [(fact.text, fact.role) for fact in found] == [
        ("上党课3次", "politics"),
        ("监督项目78个", "duty"),
        ("偏远乡镇去得少", Role.SHORTCOMING),
    ]
    assert any("合计" in note for note in found.notes)


def test_crosses_part_what_failed_from_the_rest():
    """Beside them an arrow is what is meant; without them it is a bullet like others."""
    told = read("✅ 修路3条\n❌ 调解只成8起\n➡️ 请专家5名坐班\n")

    assert [fact.role for fact in told] == ["", Role.SHORTCOMING, Role.MEASURE]
    assert [fact.role for fact in read("➡️ 修路3条\n➡️ 建校6所\n")] == ["", ""]


def test_no_example_of_a_fact_is_taken_for_a_heading_in_spoken_words():
    """What people jot down about their work, and what a review found wanting."""
    kind = genre.load("shuzhi")
    examples = {
        each
        for office in duties.load().values()
        for duty in office.duties
        for each in duty.facts.split("\n")
    }
    examples |= {
        "上年度考核反馈“调研少”",
        "去年反馈“上门少”",
        "领导讲话改了七稿",
        "述职评议结果张榜",
    }

    assert [each for each in examples if jotted_role(each, kind)] == []


@pytest.mark.parametrize(
    ("line", "role", "text"),
    [
        ("不足 材料自己写的只有3份", Role.SHORTCOMING, "材料自己写的只有3份"),
        ("打算 栏杆补3公里", Role.MEASURE, "栏杆补3公里"),
        ("上年意见 住房差→危房改22户", Role.FEEDBACK, "住房差→危房改22户"),
        ("工资欠45万未清——不足", Role.SHORTCOMING, "工资欠45万未清"),
        ("整改 问题12个", "", "整改 问题12个"),
    ],
)
def test_parts_are_named_without_a_colon_too(line, role, text):
    """Before a blank or behind a dash; a word that may be a verb names none."""
    found = facts_from(f"修路3条\n{line}\n".encode(), "a.txt", ".txt")

    assert (found.items[-1].role, found.items[-1].text) == (role, text)


def test_who_speaks_and_when_before_each_line_is_no_word_of_it():
    """The same person says several; one such line may be anything."""
    facts = read("老周 19:05：修路3条\n老周 19:06：学校2所建成\n小彭 19:08：收到周总\n还架桥1座\n")

    assert [fact.text for fact in facts] == ["修路3条", "学校2所建成", "收到周总", "还架桥1座"]


def test_a_heading_of_failings_and_criticism_leaves_the_choice_to_its_lines():
    """反馈与不足 is neither; 反馈的问题和不足 is last year's criticism."""
    for heading, role in (("反馈与不足", ""), ("反馈的问题和不足", Role.FEEDBACK)):
        facts = read(f"一、{heading}\n1. 下村少，一年才去9天\n2. 讲党课4次\n")
        assert {fact.role for fact in facts} == {role}


def test_what_is_numbered_in_circles_in_one_line_is_a_fact_each():
    """Their numbers are not told; the halves of last year's criticism stay together."""
    sheet = (
        "履职情况\n①建粮站2座；②收粮6万吨。\n不足\n①到户少；②账目旧\n"
        "上年度考核反馈\n①账目不全；②下户少，今年走访300户\n"
    )
    facts = facts_from(sheet.encode(), "a.txt", ".txt")

    assert [(fact.text, fact.role) for fact in facts][:4] == [
        ("建粮站2座", "duty"),
        ("收粮6万吨", "duty"),
        ("到户少", Role.SHORTCOMING),
        ("账目旧", Role.SHORTCOMING),
    ]
    assert len(facts) == 5


def test_cells_pasted_with_a_line_break_are_one_row():
    """Sheets put such a cell in quotation marks, which are no words of it."""
    sheet = (
        '类别\t要点\t数量\n履职情况\t"改造粮仓\n（含烘干）"\t7间\n不足\t账目旧\t\n'
        "改进措施\t2025年换账\t\n\n廉洁自律\n- 退还礼品3件\n"
    )
    facts = facts_from(sheet.encode(), "a.txt", ".txt")

    assert [(fact.text, fact.role, fact.source) for fact in facts] == [
        ("改造粮仓（含烘干）7间", "duty", "a.txt:2c2"),
        ("账目旧", Role.SHORTCOMING, "a.txt:4c2"),
        ("2025年换账", Role.MEASURE, "a.txt:5c2"),
        ("退还礼品3件", "integrity", "a.txt:8"),
    ]


def test_lines_of_prose_with_commas_are_each_looked_at_once(monkeypatch):
    """A long sheet whose lines have as many commas each takes no longer for it."""
    looked = []
    cells = separated.row_cells

    def counted(rows, start, mark):
        looked.append(start)
        return cells(rows, start, mark)

    monkeypatch.setattr(separated, "row_cells", counted)
    rows = [f"走访{n}户,修渠{n}米,开会{n}次" for n in range(50)]

    assert separated.tables(rows, "a.txt") == {}
    assert len(looked) <= 4 * len(rows)


def test_commas_part_cells_under_a_row_of_known_names_only():
    """Without one they are punctuation, and so is one within quotation marks."""
    table = '类别,要点\n履职情况,"拨付贷款1,200万元"\n改进措施,2025年到站30次\n'
    facts = facts_from(table.encode(), "a.txt", ".txt")
    plain = facts_from("收粮6万吨,轮换2万吨\n建站2座,修仓7间\n".encode(), "a.txt", ".txt")

    assert [(fact.text, fact.role) for fact in facts] == [
        ("拨付贷款1,200万元", "duty"),
        ("2025年到站30次", Role.MEASURE),
    ]
    assert facts.year is None
    assert [fact.text for fact in plain] == ["收粮6万吨,轮换2万吨", "建站2座,修仓7间"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("出国（境）证件：☑已上交 ☐未上交", "出国（境）证件：已上交"),
        ("- 子女经商 □是 ■否", "子女经商：否"),
        ("持有基金：□有 □无", "持有基金：□有 □无"),
        ("走访□□公司 √ 3次", "走访□□公司 √ 3次"),
    ],
)
def test_of_boxes_on_one_line_the_ticked_answer_is_told(row, told):
    """Answers that are not ticked are no facts; without a tick nobody knows which is one."""
    assert line(row, "").text == told


def test_a_numbered_line_broken_before_its_figure_goes_on_below():
    """The figure stays with what it counts; headings and whole lines take nothing in."""
    broken = read(
        "（一）修渠26公里，灌田达到\n1.3万亩，惠及\n860户。\n（二）建站4座。\n（三）抓安全\n查隐患9处。\n"
    )
    whole = read("1.修渠26公里\n灌田1.3万亩。\n2.建站4座。\n")

    assert [fact.text for fact in broken] == [
        "修渠26公里，灌田达到1.3万亩，惠及860户。",
        "建站4座。",
        "查隐患9处。",
    ]
    assert [fact.text for fact in whole] == ["修渠26公里", "灌田1.3万亩。", "建站4座。"]


def test_the_unit_above_a_pasted_table_is_that_of_its_figures():
    """金额单位：万元 is no line of its own."""
    sheet = (
        "履职情况\n金额单位：万元\n事项\t地点\t完成投资\n修桥2座\t东村\t60\n修渠3条\t西村\t8.5\n"
    )
    found = facts_from(sheet.encode(), "facts.txt", ".txt")

    assert [fact.text for fact in found][:1] == ["修桥2座，完成投资60万元"]
    assert not any("单位" in fact.text for fact in found)


def test_a_page_under_the_name_of_a_text_is_read_as_a_page():
    """No tag comes into a report, nor what is struck out."""
    page = (
        "<html><body><h2>履职情况</h2><ul><li>修桥<del>8座</del>7座</li></ul><p>讲课4次</p>"
        "<table><tr><td rowspan=2>存在不足</td><td>下村偏少</td></tr><tr><td>会多</td></tr></table>"
    )
    found = facts_from(page.encode(), "facts.txt", ".txt")

    assert [fact.text for fact in found] == ["修桥7座", "讲课4次", "下村偏少", "会多"]
    assert [fact.role for fact in found][2:] == [Role.SHORTCOMING] * 2
    assert "划掉的文字没有读：facts.txt 8座" in found.notes


def test_a_question_about_last_year_holds_for_no_line_that_says_otherwise():
    """Whoever asks it in a chat means the answer, and not all that is written until the end."""
    told = "小段 08:30\n去年考评给您提的意见还记得不\n\n老殷 08:33\n说会多，今年砍了9个\n"
    found = facts_from(f"{told}\n老殷 08:40\n明年装探头12个".encode(), "facts.txt", ".txt")

    assert [fact.role for fact in found if "探头" in fact.text] == [""]


def test_a_heading_that_is_the_next_year_holds_plans():
    """Told as work they would be deeds that nobody did."""
    sheet = "# 书记 文丽 {} 述职要点\n\n## 履职情况\n- 换泵7台\n\n## 24年\n- 办班8个\n"
    plans = [
        [fact.role for fact in facts_from(sheet.format(year).encode(), "facts.md", ".md")]
        for year in (2023, 2024)
    ]

    assert plans == [["duty", Role.MEASURE], ["duty", ""]]


def test_words_beside_a_label_over_a_list_are_a_point_of_it():
    """They are not lost with the label, and the list is of its kind."""
    text = "存在不足：走访少\n- 读书少\n改进措施：\n- 多下村\n"
    found = facts_from(text.encode(), "a.txt", ".txt")

    assert [(fact.text, fact.role) for fact in found] == [
        ("走访少", Role.SHORTCOMING),
        ("读书少", Role.SHORTCOMING),
        ("多下村", Role.MEASURE),
    ]


def test_lines_between_dashes_are_headings_where_one_names_a_part():
    """Whatever else they say; where none names a part they are lines like others."""
    sheet = "--队里的人--\n招了3人\n——公家的钱——\n油票查了9回\n——修车铺的事——\n修车8台\n"
    facts = read(sheet + "——还不行的——\n车库漏雨\n")

    assert [fact.text for fact in facts] == ["招了3人", "油票查了9回", "修车8台", "车库漏雨"]
    assert [fact.group for fact in facts][2:] == ["修车铺的事", "还不行的"]
    assert [facts.items[n].role for n in (1, 3)] == ["integrity", Role.SHORTCOMING]
    assert [fact.text for fact in read("——修车铺——\n修车8台\n")] == ["——修车铺——", "修车8台"]


def test_a_number_in_characters_before_a_blank_counts_a_heading():
    """一 修车 names the part that it names without its number."""
    assert jotted_role("五 去年提的意见", genre.load("shuzhi")) == Role.FEEDBACK
    assert jotted_role("三 干了啥", genre.load("shuzhi")) == "duty"


def test_a_topic_that_holds_a_word_of_a_part_stays_under_its_heading():
    """教学事故 is what somebody put under the team; 廉洁自律 names a part itself."""
    facts = read("队伍建设\n1. 教学事故：处理2起\n2. 廉洁自律：退礼金3次\n")

    assert [fact.role for fact in facts] == ["team", "integrity"]


@pytest.mark.parametrize("glued", ["5 廉", "5廉", "5 廉洁"])
def test_numbers_without_a_mark_head_the_parts_of_a_sheet(glued):
    """They count on over lines of their own; what no words of ours name is one among them."""
    facts = read(
        "1 学习教育\n集中学习22次\n\n2 市场监管\n查餐饮420家\n查案36件\n\n3 特种设备\n抽检130台\n\n"
        f"4 带队伍\n培训6期\n\n{glued}\n廉政谈话8人次\n\n6 今年差在哪\n漏检3家\n\n"
        "7 下一步\n建台账3本\n"
    )

    assert [(fact.group, fact.text) for fact in facts][1:4] == [
        ("市场监管", "查餐饮420家"),
        ("市场监管", "查案36件"),
        ("特种设备", "抽检130台"),
    ]
    assert [fact.role for fact in facts][4:] == [
        "team",
        "integrity",
        Role.SHORTCOMING,
        Role.MEASURE,
    ]


@pytest.mark.parametrize(
    "content",
    [
        "3 所学校改造完成\n1 所医院搬迁\n修路12公里\n2 座桥建成\n3 个村通水\n",
        "1 台电梯更换\n修路3条\n2 个小区通气\n建校6所\n3 条河道清淤\n",
    ],
)
def test_counts_in_front_of_things_are_no_numbers_of_parts(content):
    """None of them names a part."""
    assert [fact.group for fact in read(content)] == [""] * len(content.splitlines())


def test_a_question_about_last_year_heads_no_more_than_its_answer():
    """Whoever answers in a chat goes on with what falls short."""
    facts = read("修路3条\n去年评议有没有给您提意见？要写整改的\n说车旧，换了6辆\n不足：下乡少\n")

    assert [fact.role for fact in facts if fact.text == "下乡少"] == [Role.SHORTCOMING]


@pytest.mark.parametrize(
    "hint", ["（提示：逐条写整改情况）", "【写作提示：写实】", "（模板提示：三百字）"]
)
def test_a_hint_in_brackets_heads_nothing(hint):
    """What stands below it belongs to the heading above."""
    facts = read(f"一、去年考核反馈\n{hint}\n①说会多，砍了9个\n②说车旧，换了6辆\n")

    assert [fact.group for fact in facts if "说" in fact.text[:2]] == ["去年考核反馈"] * 2


def test_letters_in_front_of_a_list_are_no_words_of_it():
    """Answers to be ticked are short and keep theirs, which tell them for what they are."""
    facts = read("去年评议的意见\nA. 会多，砍掉9个\nB. 车旧——换了6辆\nC、路远，增设2个点\n")
    asked = read("修路3条\nA. 满意\nB. 不满意\n")

    assert [fact.text for fact in facts] == ["会多，砍掉9个", "车旧——换了6辆", "路远，增设2个点"]
    assert "A. 满意" in {fact.text for fact in asked}


@pytest.mark.parametrize(
    "line",
    [
        "明年怎么弄 每月补免1次 想招5名年轻的",
        "明年咋弄呢 打井5口",
        "以后怎么改？每月查1次",
        "咋补呢，每季训1次",
    ],
)
def test_who_asks_himself_what_to_do_tells_plans(line):
    """The question is no word of the plan."""
    facts = read(f"修路3条\n{line}\n").items[-1]

    assert facts.role == Role.MEASURE
    assert "怎么" not in facts.text
    assert "咋" not in facts.text


@pytest.mark.parametrize(
    "lead", ["去年职工测评给我提了2条：", "上年考核给我们点了3个问题", "去年评议提了两条意见："]
)
def test_how_many_points_were_made_heads_them(lead):
    """Each below is criticism with its answer."""
    facts = read(f"廉洁\n谈话9次\n{lead}\nA、报修慢——成立4个片区班\nB、轮岗少——轮岗11人\n")

    assert [fact.role for fact in facts][1:] == [Role.FEEDBACK] * 2


SUBJECTS = """年度：2023
政治建设
讲党课4次
{0}
培训村干部4期、236人次
排查隐患136处
不足
跑企业少
"""


def told_of(text, suffix=".txt"):
    """The texts and places of a sheet, in a file of this format."""
    data = text.encode()
    if suffix == ".docx":
        document, stream = docx.Document(), io.BytesIO()
        for row in text.splitlines():
            document.add_paragraph(row)
        document.save(stream)
        data = stream.getvalue()
    return [(fact.text, fact.role) for fact in facts_from(data, f"a{suffix}", suffix)]


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("队伍建设", "team"),
        ("作风建设", "team"),
        ("班子建设情况", "team"),
        ("自身建设：", "team"),
        ("党的建设", "team"),
        ("廉洁从业情况", "integrity"),
        ("党风廉政建设责任制落实情况", "integrity"),
        ("业务工作", "duty"),
        ("履行岗位职责情况", "duty"),
        ("安全生产工作", "duty"),
        ("五、师资队伍建设", "team"),
    ],
)
def test_a_line_that_names_a_subject_heads_what_stands_below_it(name, role, suffix):
    """It has no style and no mark, and tells nothing by itself."""
    assert told_of(SUBJECTS.format(name), suffix) == [
        ("讲党课4次", "politics"),
        ("培训村干部4期、236人次", role),
        ("排查隐患136处", role),
        ("跑企业少", Role.SHORTCOMING),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "完成队伍建设任务",
        "推进项目建设",
        "参与防汛工作",
        "目标任务完成",
        "队伍建设有起色",
        "牵头平安建设工作",
    ],
)
def test_a_short_line_that_tells_what_was_done_is_a_fact(line):
    """It stands where the name of a subject might."""
    assert (line, "politics") in told_of(SUBJECTS.format(line))


@pytest.mark.parametrize(
    "text",
    [
        "履职情况\n修路3条\n队伍建设\n",
        "履职情况\n修路3条\n队伍建设\n不足\n跑企业少\n",
        "履职情况\n队伍建设\n项目建设\n信访工作\n修路3条\n",
        "履职情况\n- 队伍建设\n- 修路3条\n",
    ],
    ids=["last", "over another part", "a list of subjects", "a point among points"],
)
def test_the_name_of_a_subject_over_nothing_of_its_own_is_a_fact(text):
    """What an author lists so is all that he has to say."""
    assert ("队伍建设", "duty") in told_of(text)


def test_the_name_of_a_subject_among_failings_ends_them_not():
    """It says what they are about; a number begins a part wherever it stands."""
    told = told_of("不足\n业务工作\n跑企业少\n四、队伍建设\n培训村干部4期\n")

    assert ("跑企业少", Role.SHORTCOMING) in told
    assert ("培训村干部4期", "team") in told
