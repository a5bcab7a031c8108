"""Markdown sheets: front matter, groups, bullets, and no Markdown engine."""

import pytest

from drafter.document import Role, genre
from drafter.errors import BadInput, UnknownName
from drafter.readers import facts_from, text_from
from drafter.readers.table import lines
from drafter.readers.tablerow import TableRow


def read(content: str):
    """The facts of a Markdown sheet."""
    return facts_from(content.encode(), "facts.md", ".md")


def test_front_matter_is_read_in_both_languages():
    """English and Chinese keys, half- and full-width colons, quotes."""
    facts = read(
        '---\ngenre: 述职述廉报告\n年度：2024年\n职务: "县教育局局长"\nunit: 县教育局\n'
        "主送: 县委、县政府\n# 注释\n---\n# 要点\n- 讲党课4次\n"
    )

    assert (facts.genre, facts.year, facts.role) == ("shuzhi", 2024, "县教育局局长")
    assert (facts.unit, facts.audience, facts.title) == ("县教育局", "县委、县政府", "要点")


@pytest.mark.parametrize(
    ("header", "error", "part"),
    [
        ("yaer: 2024", UnknownName, "是不是想写“year”"),
        ("genre: shuzi", UnknownName, "现有：.*述职述廉报告"),
        ("year: 24", BadInput, "四位"),
        ("随便一句", BadInput, "项目: 内容"),
        ("year: 2024\n年度: 2023", BadInput, "两次"),
    ],
)
def test_a_wrong_header_is_explained(header, error, part):
    """Unknown keys and genres come with the nearest known one."""
    with pytest.raises(error, match=part):
        read(f"---\n{header}\n---\n- 讲党课4次\n")


def test_front_matter_without_an_end_is_told():
    """A forgotten fence does not swallow the sheet."""
    with pytest.raises(BadInput, match="没有结束"):
        read("---\nyear: 2024\n- 讲党课4次\n")


def test_no_bullet_is_bad_input():
    """Headings alone are no facts."""
    with pytest.raises(BadInput, match="没有要点"):
        read("# 要点\n\n## 履职\n\n一段说明文字。\n")


def test_escaped_marks_are_marks_alone():
    r"""2\. opens a fact, 1\.8 is a figure; \*\* is a mask, in a table too."""
    rows = "2\\. 修路1\\.8公里，占计划的105\\%\n- 新建\\*\\*座\n"
    cells = "| 工作内容 |\n|---|\n| 走访\\*\\*户 |\n"
    told = [fact.text for fact in read(f"## 履职情况\n\n{rows}\n{cells}")]

    assert told == ["修路1.8公里，占计划的105%", "新建**座", "走访**户"]
    assert text_from("投资1\\.8亿元，\\# 号".encode(), "a.md", ".md") == "投资1.8亿元，# 号"


@pytest.mark.parametrize(
    "marker",
    ["- ", "* ", "+ ", "• ", "1. ", "1.", "2、", "3) ", "（一）", "（3）", "①", "一、", "- [x] "],
)
def test_markers_are_taken_off(marker):
    """Every usual marker opens a bullet and is no part of it."""
    assert read(f"{marker}讲党课四次\n")["F1"].text == "讲党课四次"


@pytest.mark.parametrize("text", ["**个项目", "*条道路", "***、***等项目", "**一是**抓", "1.5亿元"])
def test_masks_and_decimals_are_no_markers(text):
    """A mask right before a word is text, also in front of a line."""
    assert read(f"- {text}\n- 乙\n")["F1"].text == text
    assert facts_from(f"{text}\n".encode(), "a.txt", ".txt")["F1"].text == text


def test_a_bullet_goes_on_over_lines():
    """Lines below a bullet without a marker belong to it; a paragraph apart is noted."""
    facts = read("- 新建学校6所，\n  新增学位3240个\n\n顺便一提。\n\n- 讲党课4次\n")

    assert [fact.text for fact in facts] == ["新建学校6所，新增学位3240个", "讲党课4次"]
    assert [note for note in facts.notes if "顺便一提" in note]


def test_groups_are_carried_down():
    """Headings of any depth place what stands under them; the innermost that says something."""
    facts = read(
        "## 履职情况\n### 城建\n- 修路3条\n### 其他事\n- 办会1次\n## 存在不足\n- 调研偏少\n"
    )

    assert [(fact.role, fact.group) for fact in facts] == [
        ("duty", "城建"),
        ("duty", "履职情况"),
        (Role.SHORTCOMING, "存在不足"),
    ]


def test_a_bullet_that_opens_others_is_their_group():
    """`抓项目：` over deeper bullets is a heading unless it carries a figure."""
    facts = read(
        "- 抓项目：\n  - 引进3个\n  - 开工2个\n- 引进项目3个：\n  - 投资2亿元\n- 讲党课4次\n"
    )

    assert [fact.text for fact in facts] == [
        "引进3个",
        "开工2个",
        "引进项目3个：",
        "投资2亿元",
        "讲党课4次",
    ]
    assert [fact.group for fact in facts] == ["抓项目", "抓项目", "", "", ""]


def test_proof_at_the_end_of_a_bullet_is_evidence():
    """（佐证：…） is kept apart from the words of the fact."""
    fact = read("- 新建学校6所（佐证：项目台账第3页）\n")["F1"]

    assert (fact.text, fact.evidence) == ("新建学校6所", "项目台账第3页")


def test_comments_are_not_read():
    """A comment keeps its lines, so that later sources stay right."""
    fact = read("<!-- 草稿\n- 不要 -->\n- 讲党课4次\n")["F1"]

    assert (fact.text, fact.source) == ("讲党课4次", "facts.md:3")


def test_a_report_keeps_its_masks_and_loses_its_number_signs():
    """The text of a report in Markdown is its lines, headings without #."""
    report = "---\nyear: 2024\n---\n# 2024年度述职报告\n**个项目，*条路。\n## 一、履职\n***落地。\n"

    text = text_from(report.encode(), "a.md", ".md")

    assert text == "2024年度述职报告\n**个项目，*条路。\n一、履职\n***落地。\n"


def test_rows_of_markup_are_no_text_of_a_report():
    """Tags, rules, pictures and comments leave their rows empty: lines keep their numbers."""
    marks = ["<v-clicks>", "</v-clicks>", "---", "![图](a.png)", "<!-- 备注 -->"]
    report = "\n".join(["- 学两门课", *marks, "谢谢<b>各位</b>"])

    text = text_from(report.encode(), "a.md", ".md")

    assert text.split("\n") == ["- 学两门课", *("" for _ in marks), "谢谢<b>各位</b>"]


def test_what_is_not_done_or_struck_out_is_named():
    """Nor is code, nor a note below the page."""
    facts = read(
        "- [x] 讲党课4次\n- [ ] 党建品牌申报\n- ~~建成大厅二期~~（推到明年了）\n- 保函17亿元[^1]\n"
        "```\n导出于12月\n```\n[^1]: 按利率测算\n<!-- 勿删 -->\n"
    )

    assert [fact.text for fact in facts] == ["讲党课4次", "保函17亿元"]
    notes = "\n".join(facts.notes)
    assert "没有勾的任务没有读：facts.md:2 党建品牌申报" in notes
    assert "划掉的文字没有读：facts.md:3 建成大厅二期" in notes
    assert "代码和脚注没有读：facts.md:5" in notes
    assert "注释没有读：facts.md:9" in notes


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("讲党课 **5** 次", "讲党课 5 次"),
        ("评标 *318* 场", "评标 318 场"),
        ("招商**家，到位资金**亿元", "招商**家，到位资金**亿元"),
        ("下降**％，提高*个百分点", "下降**％，提高*个百分点"),
        ("电话138****0000", "电话138****0000"),
        ("***、***两家落户", "***、***两家落户"),
        ("第**5号井", "第**5号井"),
    ],
)
def test_bold_figures_lose_their_stars_and_masks_keep_them(written, read_as):
    """A mask stands for a figure, and has none within it."""
    assert read(f"- {written}\n")["F1"].text == read_as


def test_a_table_of_shortcomings_and_measures():
    """Its columns are places."""
    facts = read("## 不足与措施\n| 不足 | 措施 |\n|---|---|\n| 模型误报多 | 2025年6月底前重训 |\n")

    assert [(fact.text, fact.role) for fact in facts] == [
        ("模型误报多", Role.SHORTCOMING),
        ("2025年6月底前重训", Role.MEASURE),
    ]


def test_an_arrow_leads_from_a_shortcoming_to_its_measure():
    """Under a heading that says so; elsewhere it is a step of something."""
    facts = read("## 不足 → 措施\n- 配套率低 → 引进企业2家\n## 履职\n- 审批98天 → 31天\n")

    assert [(fact.text, fact.role) for fact in facts] == [
        ("配套率低", Role.SHORTCOMING),
        ("引进企业2家", Role.MEASURE),
        ("审批98天 → 31天", "duty"),
    ]


def test_a_sentence_with_a_figure_above_the_first_heading_is_a_fact():
    """What explains the sheet has none, or only a year; it is named and not read."""
    sheet = "2024年争取资金1100万元。\n\n按2024年的格式来写。\n\n## 履职\n- 走访企业46家\n"

    facts = facts_from(sheet.encode(), "a.md", ".md")

    assert [fact.text for fact in facts] == ["2024年争取资金1100万元。", "走访企业46家"]
    assert any("按2024年的格式" in note for note in facts.notes)


def test_a_sentence_below_a_heading_is_a_fact_without_a_mark():
    """One that says something; an explanation is noted."""
    facts = read(
        "## 上年度考核反馈\n\n反馈“成本高”：免收430万元\n\n## 履职\n一段说明文字。\n- 修路3条\n"
    )

    assert [fact.role for fact in facts] == [Role.FEEDBACK, "duty"]
    assert any("一段说明文字" in note for note in facts.notes)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("**新建学校6所，**新增学位3240个", "新建学校6所，新增学位3240个"),
        ("**注意安全：**排查隐患40处", "注意安全：排查隐患40处"),
        ("*发展党员2名。*培训3期", "发展党员2名。培训3期"),
        ("**修路3条**", "修路3条"),
        ("引资**亿元，**个项目", "引资**亿元，**个项目"),
        ("**个项目竣工，**人受益", "**个项目竣工，**人受益"),
        ("**同志牵头，**同志配合", "**同志牵头，**同志配合"),
        ("到**镇调研，**村走访", "到**镇调研，**村走访"),
        ("**历经10年发展**，引资**亿元", "**历经10年发展**，引资**亿元"),
    ],
)
def test_a_pair_of_stars_around_words_is_no_mask(row, text):
    """Chinese marks stand within the stars; what begins like the rest of a figure or name stays."""
    assert read(f"- {row}\n")["F1"].text == text


def test_bold_words_alone_in_a_line_are_a_heading():
    """So are those of a bullet with bullets below it; numbers below a numbered heading are none."""
    facts = read(
        "## 1. 主业\n* **存贷款**\n  * 存款186亿元\n"
        "## 2. 管人\n1. 评级41人\n**怎么补**\n- 建账1本\n"
    )

    assert [(fact.text, fact.role) for fact in facts] == [
        ("存款186亿元", "duty"),
        ("评级41人", "team"),
        ("建账1本", Role.MEASURE),
    ]


def test_open_boxes_under_plans_are_plans():
    """What is not ticked is left out among deeds, and told where all is still to be done."""
    facts = read("## 履职\n- [x] 修路3条\n- [ ] 建校6所\n## 往后打算\n- [ ] 每月下村2次\n")

    assert [(fact.text, fact.role) for fact in facts] == [
        ("修路3条", "duty"),
        ("每月下村2次", Role.MEASURE),
    ]
    assert any("没有勾的任务" in note and "建校6所" in note for note in facts.notes)


def test_open_tasks_below_failings_are_what_is_meant():
    """Where others are ticked, or below work, an open one says only that it was not done."""
    failing = "## 自己差的\n- 下车间少\n- [ ] 每周跟班1次\n"

    assert [(f.text, f.role) for f in read(failing)][-1] == ("每周跟班1次", Role.MEASURE)
    assert len(list(read(failing + "- [x] 报名电工班\n"))) == 2
    assert len(list(read(failing.replace("自己差的", "履职")))) == 1


def test_pictures_and_bare_links_are_named():
    """A link among words leaves its words."""
    facts = read(
        "## 履职\n- 修路3条\n![合影](img_2024.jpg)\n[汇总](https://a.example/s)\n"
        "- 建校6所，见[台账](https://a.example/t)\n"
    )

    assert [fact.text for fact in facts] == ["修路3条", "建校6所，见台账"]
    assert any("图片和链接" in note and "汇总" in note for note in facts.notes)


def test_figures_of_last_year_in_a_table_say_so():
    """A column's year goes with its figures; this year's goes without saying."""
    facts = read(
        "## 履职\n\n| 事情 | 去年 | 今年 |\n|---|---|---|\n| 律所检查 | 18家次 | 29家次 |\n"
        "| 安置 | 51人 | 64人 |\n"
    )

    assert [fact.text for fact in facts] == ["律所检查29家次，去年18家次", "安置64人，去年51人"]


def test_long_titles_over_bare_figures_are_no_fact():
    """A table of villages and figures keeps what its columns count, units and years as well."""
    facts = read(
        "## 履职情况\n| 村 | 2024年新建蓄水池（口） | 自来水入户普及率 |\n|---|---|---|\n"
        "| 上寨村 | 14 | 92% |\n| 下寨村 | 9 | 88% |\n"
    )

    assert [fact.text for fact in facts] == [
        "上寨村，2024年新建蓄水池14口，自来水入户普及率92%",
        "下寨村，2024年新建蓄水池9口，自来水入户普及率88%",
    ]


def test_a_break_parts_the_facts_of_a_cell():
    """In a line it is a stop: the words around it do not run together."""
    facts = read(
        "## 履职情况\n| 要点 | 佐证 |\n|---|---|\n| 收粮6万吨<br/>轮换陈粮2万吨 | 台账 |\n\n"
        "- 建粮站2座<br>清理旧仓7间\n"
    )

    assert [fact.text for fact in facts] == [
        "收粮6万吨",
        "轮换陈粮2万吨",
        "建粮站2座；清理旧仓7间",
    ]


def test_rows_of_unequal_length_below_a_header_are_read():
    """A second row that is longer than the first, or than one below, stops nothing."""
    wide = ("", "目标", "完成", "备注")
    rows = [("履职情况", "一季度"), wide, ("植树造林", "200亩", "215亩"), ("改造危桥", "3座")]
    table = [TableRow(row, tuple(f"c{n}" for n in range(len(row)))) for row in rows]

    told = "".join(each.text for each in lines(table, genre.load("shuzhi")))
    assert "植树造林" in told
    assert "改造危桥" in told


def test_what_a_nested_point_lacks_is_said_by_the_one_above():
    """Kinds of a thing are one fact with it, a verb goes before each thing; verbs need neither."""
    facts = read(
        "## 履职情况\n- 改造老旧小区\n  - 大型2个，惠及800户\n  - 小型5个\n- 新建：\n  - 书屋3间\n"
        "- 抓培训\n  - 举办讲座4场\n## 存在不足\n- 调研\n  - 下乡2次\n"
    )

    assert [fact.text for fact in facts] == [
        "改造老旧小区：大型2个，惠及800户；小型5个",
        "新建书屋3间",
        "举办讲座4场",
        "下乡2次",
    ]
    assert [note for note in facts.notes if "当作小标题" in note] == [
        "facts.md:7 当作小标题，没有作要点：抓培训",
        "facts.md:10 当作小标题，没有作要点：调研",
    ]


def test_a_heading_that_counts_what_was_done_is_a_fact():
    """What it says is told under the heading around it; one that counts its points is named."""
    facts = read(
        "## 履职情况\n### 改造校舍3栋，共4200平方米\n- 惠及学生1100人\n### 实事5件\n- 修桥2座\n"
        "### 2023年第3季度\n- 讲党课4次\n## 二、办好4件大事\n- 建成书屋3间\n"
    )

    assert [(fact.text, fact.role, fact.source) for fact in facts] == [
        ("改造校舍3栋，共4200平方米", "duty", "facts.md:2"),
        ("惠及学生1100人", "duty", "facts.md:3"),
        ("修桥2座", "duty", "facts.md:5"),
        ("讲党课4次", "duty", "facts.md:7"),
        ("建成书屋3间", "", "facts.md:9"),
    ]
    assert "facts.md:4 当作小标题，没有作要点：实事5件" in facts.notes


def test_what_goes_on_below_a_bullet_is_not_glued_to_it():
    """A second paragraph is a statement, a line below a count a clause; a cut word stays whole."""
    facts = read(
        "1. 改造管网8公里\n\n   受益居民900户\n2. 修桥2座\n   方便群众300人\n"
        "3. 完成全县农村困难家庭危险房屋改造提升\n   14户\n"
        "4. 在全县率先推行一窗受理、集成服务的办事模式并编制清单3\n   部\n"
    )

    assert [fact.text for fact in facts] == [
        "改造管网8公里；受益居民900户",
        "修桥2座，方便群众300人",
        "完成全县农村困难家庭危险房屋改造提升14户",
        "在全县率先推行一窗受理、集成服务的办事模式并编制清单3部",
    ]


@pytest.mark.parametrize("below", ["\n", "## 不足\n- 调研少\n", "- 编制规划1部\n"])
def test_lines_without_marks_are_facts_whatever_they_begin_with(below):
    """A figure in front says no more of a line's going on than a word; nor does what is below."""
    told = ["1.6万亩林地完成补种", "4G信号通到14个村", "7.5公里水渠修通", "招引工厂2家"]
    facts = read("## 履职情况\n" + "\n".join(told) + f"\n{below}")

    assert [fact.text for fact in facts][: len(told)] == told


def test_what_is_explained_above_a_list_is_no_fact():
    """Lines that tell nothing stand over the list they speak of; a wrapped text stays whole."""
    explained = read("## 履职情况\n按月份填写\n不要漏项\n- 修桥2座\n")
    wrapped = read("## 履职情况\n- 分3批补种林地，面积共计\n1.6万亩林地成活\n- 修桥2座\n")

    assert [fact.text for fact in explained] == ["修桥2座"]
    assert [fact.text for fact in wrapped] == ["分3批补种林地，面积共计1.6万亩林地成活", "修桥2座"]


@pytest.mark.parametrize(
    "rows",
    [
        ["修了机耕道7.4公里", "86户危旧房改造到位", "搬迁户350户全部入住"],
        ["1.6万亩林地补种完成", "7.5公里水渠修通", "3.0版系统上线"],
        ["防洪堤加高到3.1米", "86户危旧房改造到位", "350 户搬迁户全部入住"],
        ["引进企业3家，到位资金1.2亿元", "新建水厂2座，日供水1.5万吨", "3个村的污水管网都通了"],
        ["**户危旧房改造到位", "修桥2座。", "信访积案化解9件"],
    ],
)
def test_lines_below_a_bullet_that_tell_other_things_are_facts(rows):
    """One line, one fact: each counts for itself, though only the first has a mark."""
    facts = read("## 履职情况\n- " + "\n".join(rows) + "\n- 讲党课4次\n")

    assert [fact.text for fact in facts] == [*rows, "讲党课4次"]
    assert [fact.source for fact in facts] == [f"facts.md:{n}" for n in range(2, 6)]
    assert {fact.role for fact in facts} == {"duty"}


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["修桥2座", "方便群众300人"], "修桥2座，方便群众300人"),
        (["巡河52次", "发现问题17处，全部整改"], "巡河52次，发现问题17处，全部整改"),
        (["86户危旧房改造到位", "其中脱贫户12户"], "86户危旧房改造到位，其中脱贫户12户"),
        (["讲党课4次", "村部搬迁，办事近了"], "讲党课4次，村部搬迁，办事近了"),
    ],
)
def test_what_belongs_to_the_bullet_above_is_joined_with_a_mark_and_named(rows, text):
    """It says what came of that, or it does not count for itself: the author may part them."""
    facts = read("## 履职情况\n- " + "\n".join(rows) + "\n- 编制规划1部\n")

    assert [fact.text for fact in facts] == [text, "编制规划1部"]
    assert f"facts.md:3 接在上一条后面：{rows[1][:12]}" in "\n".join(facts.notes)


@pytest.mark.parametrize(
    "rows",
    [
        ["聚焦群众急难愁盼问题，新建改扩建", "中小学校6所，新增学位3240个，招聘", "教师86名"],
        ["修桥2座，方便群众300", "人安全出行，不再绕路"],
        ["组织机关干部86名深入", "12个村蹲点调研"],
        ["接待群众来访86批次和", "上级交办件12件"],
        ["新建学校6所，", "新增学位3240个"],
        ["牵头制定的", "3项制度被全市推广"],
        ["排查整治各类隐患168处，其中重大隐患3处，全部按期整改到位，整改率10", "0%，受表扬2次"],
    ],
)
def test_a_sentence_that_is_wrapped_below_its_bullet_stays_whole(rows):
    """What is broken in the middle is glued without a mark, wherever its margin is."""
    facts = read("## 履职情况\n- " + "\n".join(rows) + "\n- 讲党课4次\n")

    assert [fact.text for fact in facts] == ["".join(rows), "讲党课4次"]
    assert not [note for note in facts.notes if "接在" in note]


def test_the_unit_above_a_table_is_that_of_its_figures():
    """It is no fact and no employer; one above no table is named."""
    facts = read(
        "## 履职情况\n（单位：公里）\n\n| 重点任务 | 里程 |\n|---|---|\n| 修农村路3条 | 12.5 |\n\n"
        "单位：万元\n\n- 修桥2座\n"
    )

    assert [fact.text for fact in facts] == ["修农村路3条，里程12.5公里", "修桥2座"]
    assert [note for note in facts.notes if "单位" in note] == [
        "facts.md:8 是数的单位，没有接到数后面：单位：万元"
    ]


def test_tags_and_lesser_marks_come_into_no_fact():
    """A table and a list in tags are read as such; links and code lose their marks."""
    facts = read(
        "## 履职情况\n<table>\n<tr><th>重点任务</th><th>完成值</th></tr>\n"
        '<tr><td rowspan="2">改造小区</td><td>东区2个</td></tr>\n<tr><td>西区3个</td></tr>\n'
        "</table>\n\n<ul>\n<li>修桥2座</li>\n</ul>\n\n- 编制[规划](https://a.cn/b_(1)_c)1部\n"
        "- 治理`清河`3公里\n\n<table><tr><td>讲课4次</td></tr></table>\n"
    )

    assert [fact.text for fact in facts] == [
        "改造小区，东区2个",
        "改造小区，西区3个",
        "修桥2座",
        "编制规划1部",
        "治理清河3公里",
    ]
    assert any("表格、列表的标记没有读：facts.md:15" in note for note in facts.notes)


def test_points_know_which_point_they_are_nested_under():
    """By how far they are set in; a heading, and a point set in as far as the one above, end it."""
    facts = read(
        "## 履职情况\n- 建成物流园1个\n  - 入驻企业12家\n    - 带动就业600人\n  - 纳税300万元\n"
        "- 修路3条\n### 其他\n  - 植树9000株\n"
    )

    assert [(fact.id, fact.under) for fact in facts] == [
        *(("F1", ""), ("F2", "F1"), ("F3", "F2")),
        *(("F4", "F1"), ("F5", ""), ("F6", "")),
    ]


def test_marks_of_note_apps_are_no_text():
    """A link shows its words, %%a comment%% is named; 98%% is a slip of who wrote it."""
    found = read(
        "## 履职情况\n%%\n核对\n%%\n- 疏浚[[河道库|清水河]]9公里，建成[[泵站]]3座 %%占5%，问%%\n"
        "- 合格率98%%，去年96%%\n\n| 事项 | 数量 |\n|---|---|\n| [[库\\|种树]] | 1200棵 |\n"
    )

    told = [fact.text for fact in found]
    assert told == ["疏浚清水河9公里，建成泵站3座", "合格率98%%，去年96%%", "种树1200棵"]
    assert "注释没有读：facts.md:2、facts.md:5" in found.notes


def test_what_was_crossed_off_is_told_with_what_came_of_it():
    """A criticism that is dealt with is crossed off; what has no answer is struck out."""
    found = read(
        "# 上次被批的\n1. ~~会太多~~ → 砍了9个\n2. ~~车旧~~\n3. 家长说**操场**太挤：错峰\n"
    )

    assert [each.text for each in found] == ["会太多 → 砍了9个", "家长说操场太挤：错峰"]
    assert any("划掉的文字没有读" in note and "车旧" in note for note in found.notes)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("打造 **银龄课堂** 教学点8处", "打造银龄课堂教学点8处"),
        ("上线 `云上菜场` 平台1个，推广 **一码通付、扫码退换** 摊位60个",
         "上线云上菜场平台1个，推广一码通付、扫码退换摊位60个"),
        ("打造 **银龄课堂**，覆盖老人320人", "打造银龄课堂，覆盖老人320人"),
        ("打造**银龄课堂** 8处", "打造银龄课堂8处"),
        ("新增 **个网点", "新增 **个网点"),
        ("新增**处、改造 **处", "新增**处、改造 **处"),
    ],
)  # fmt: skip
def test_blanks_around_bold_words_part_nothing(row, text):
    """They set off the marks, which are gone; masks stay."""
    facts = [fact.text for fact in read(f"# 履职情况\n- {row}\n")]

    assert facts == [text]


@pytest.mark.parametrize(
    ("title", "heading", "is_plan"),
    [
        ("# 2024 小结", "## 2025", True),
        ("# 2024年述职素材", "## 2025年", True),
        ("年度：2024\n", "## 2025年度", True),
        ("# 2024 小结", "## 2024", False),
        ("# 2024 小结", "## 2022", False),
    ],
)
def test_open_tasks_of_the_next_year_are_plans(title, heading, is_plan):
    """Its number is all that the heading says; what is open of this year is left out and named."""
    found = read(f"{title}\n\n## 立案\n- 立案158件\n\n{heading}\n- [ ] 跟班训练每月1次\n")

    assert [fact.role for fact in found if "跟班" in fact.text] == [Role.MEASURE] * is_plan
    assert any("没有勾" in note for note in found.notes) != is_plan


@pytest.mark.parametrize("title", ["2024 小结", "2024年终总结", "2024 述职素材", "2024工作要点"])
def test_the_year_of_a_title_is_that_of_the_report(title):
    """Whatever the title calls itself."""
    assert read(f"# {title}\n\n## 立案\n- 立案158件\n").year == 2024


@pytest.mark.parametrize(
    "aside", ["写不写？写吧，写成“退回礼品1次”", "统一写成“退回礼品1次”", "就写成“退回礼品1次”"]
)
def test_an_open_task_that_its_author_words_is_read(aside):
    """It is no task, but something that nobody was sure of."""
    found = read(
        f"# 廉\n- [x] 招标9个标段\n- [ ] 供应商送我2条烟，退了（{aside}）\n- [ ] 谈话8次\n"
    )

    assert [fact.text for fact in found][1:] == [f"供应商送我2条烟，退了（{aside}）"]
