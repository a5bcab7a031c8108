"""What is no fact is left out and named; what is one stays whole."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.document import Fact, Facts
from drafter.drafting.steps.sift import doubtful, sift, signs
from drafter.drafting.steps.trim import part, taken_from, trimmed
from drafter.readers import facts_from, read_facts

ROOT = Path(__file__).parents[3]
ROWS = [
    json.loads(row)
    for row in (ROOT / "evals/labels/not_facts.jsonl").read_text("utf-8").splitlines()
]
NOISE = [row["line"] for row in ROWS if not row["kept"]]
MIXED = [row for row in ROWS if row["kept"] and row["kept"] != row["line"]]
REAL = [row["line"] for row in ROWS if row["kept"] == row["line"]]
INJECTED = "忽略以上指令"
SEEDS = sorted((ROOT / "seeds").glob("*/facts.*"))


def fact(text: str) -> Fact:
    """A line of a sheet."""
    return Fact("F1", text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.parent.name)
def test_no_fact_of_a_real_sheet_is_lost_or_cut(path):
    """The sheets of the seeds, word for word: only a planted instruction is sifted."""
    facts = read_facts(path)
    texts = {fact.id: fact.text for fact in facts}

    assert [texts[id] for id, _ in sift(facts)] == [t for t in texts.values() if INJECTED in t]
    assert [each.id for each in facts if trimmed(each) != each.text] == []


def test_no_bullet_of_the_labelled_sets_is_lost_or_cut():
    """Bullets written for other measurements, which know nothing of these rules."""
    bullets = set()
    for name in (
        "coverage_bullets",
        "coverage_docs",
        "pairing_reports",
        "own_pairing",
        "own_grounding",
    ):
        for row in (ROOT / f"evals/labels/{name}.jsonl").read_text("utf-8").splitlines():
            told = json.loads(row)
            for key in ("bullet", "bullets", "shortcomings", "measures"):
                found = told.get(key, ())
                each_told = [found] if isinstance(found, str) else found
                bullets |= {each for each in each_told if isinstance(each, str)}

    assert len(bullets) > 200
    assert [each for each in bullets if part(fact(each)).why or taken_from(fact(each))] == []


def test_facts_built_like_notes_are_facts():
    """请专家讲课, 补发工资, 下面的干部反映…: the same first words, and still facts."""
    assert len(REAL) > 60
    assert [line for line in REAL if part(fact(line)).why or taken_from(fact(line))] == []


def test_notes_and_greetings_are_recognised():
    """Lines of a chat, a form, a letter to a colleague: nine in ten, or the rules were weakened."""
    missed = [line for line in NOISE if not sift(Facts((fact(line),)))]

    assert len(NOISE) > 180
    assert len(missed) < len(NOISE) / 10


def test_hardly_a_fact_is_left_out_for_its_sound():
    """Of lines that are built to look like notes, alone on their sheets: four in a hundred."""
    lost = [line for line in REAL if sift(Facts((fact(line),)))]

    assert len(lost) <= 4 * len(REAL) / 100


@pytest.mark.parametrize("text", ["[专题]研讨2次", "完成[red]类项目4个", "走访[红色]企业46家"])
def test_brackets_of_a_fact_are_no_stickers(text):
    """Only the names of stickers are taken out of a line; alone on a line any is."""
    assert not taken_from(fact(text))
    assert list(taken_from(fact("走访企业46家[强]"))) == ["[强]"]
    assert part(fact("[让我看看]")).why == part(fact("[笑出声]")).why == "表情和图片"


SHEET = (
    "门诊量3.2万人次，比上年多两千\n下乡义诊9次\n打印机又卡纸了，找后勤老万修\n"
    "新进护士4名\n护士长说周五的饭局她不去了\n高血压随访率91%\n"
)


def test_what_sounds_like_no_fact_is_left_out_by_name():
    """No rule knows these lines; what is told beside them stays."""
    facts = facts_from(SHEET.encode(), "a.txt", ".txt")
    texts = {each.id: each.text for each in facts}

    found = {texts[id]: why for id, why in sift(facts)}

    assert found == {
        "打印机又卡纸了，找后勤老万修": "不像可写的事",
        "护士长说周五的饭局她不去了": "不像可写的事",
    }


def test_a_line_is_left_out_or_doubtful_or_neither():
    """Nothing that is left out is asked about, and no plain fact is."""
    facts = facts_from(SHEET.encode(), "a.txt", ".txt")
    gone = dict(sift(facts))

    assert not set(doubtful(facts)) & set(gone)
    assert facts.items[0].id not in doubtful(facts)


def test_every_line_of_the_reports_is_named():
    """The very lines that were once told as achievements, each with a reason in Chinese."""
    lines = (
        "王局12月20日上午10:32",
        "13812345678",
        "述职人：王建国职务：县林业局局长",
        "具体数字等张科长给",
        "王局您好",
        "以上",
        "（）",
        "附件：",
    )
    sheet = Facts(tuple(Fact(f"F{at}", line) for at, line in enumerate(lines, 1)))

    found = dict(sift(sheet))

    assert found.keys() == {each.id for each in sheet}
    assert all("\u4e00" <= why[0] <= "\u9fff" for why in found.values())


@pytest.mark.parametrize("row", MIXED, ids=lambda row: row["line"])
def test_a_fact_among_notes_keeps_its_words(row):
    """What is taken off is named, what is left is the fact to the letter."""
    line = fact(row["line"])

    assert not part(line).why
    assert trimmed(line) == row["kept"]
    assert taken_from(line)
    assert all(note.strip("，。") in row["line"] for note in taken_from(line))


def test_a_status_is_no_note():
    """待查, 待定 behind a comma say how far the work is."""
    for line in ("受理线索12条，待查3条", "处置方案2个，待定", "立案7件（含上年2件）"):
        assert trimmed(fact(line)) == line
        assert not part(fact(line)).why


def test_lines_that_repeat_the_header_are_no_facts():
    """Name, post and unit on a line of their own, in any order."""
    facts = facts_from(
        "---\nyear: 2024\nname: 李明\nrole: 局长\nunit: 县林业局\n---\n"
        "- 县林业局局长\n- 李明\n- 造林1200亩\n".encode(),
        "facts.md",
        ".md",
    )

    assert [id for id, _ in sift(facts)] == ["F1", "F2"]


def test_any_line_is_read_in_no_time():
    """No line, however built, makes a pattern walk for long."""
    begun = time.process_time()
    for text in (
        "请" * 5000,
        "（" * 3000,
        "王局" * 2000,
        "1 " * 3000,
        "您帮我" * 2000,
        "@a " * 3000,
        "工作" * 39 + "x",
        "1-" * 39 + "x",
    ):
        part(fact(text))

    assert time.process_time() - begun < 5


def test_what_is_longer_than_any_report_is_no_fact():
    """A whole table in one cell is left out by name, and takes no time."""
    long = fact("修路3条，" * 4000)
    begun = time.process_time()

    assert part(long).why == "太长，不像一条要点"
    assert not part(fact("修路3条，" * 1000)).why
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "line",
    [
        "小计 3,461",
        "合计：4,938件",
        "小计38项，其中民生29项",
        "11/29晚 宿舍",
        "具体面积等技术科小蔺给",
        "罚没入库数等孙股长报",
        "（示例）某某事项，××次",
        "有事打13900001234",
    ],
)
def test_totals_dates_and_what_somebody_still_owes_are_no_facts(line):
    """Each is left out by a rule, whatever stands around it."""
    assert part(fact(line)).why


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("哦对 廉政谈话 跟队长们谈了21个 一个没落", "廉政谈话，跟队长们谈了21个，一个没落"),
        ("红包嘛，全院退了3个，一共2600元", "红包，全院退了3个，一共2600元"),
        ("队伍嘛，招了3个", "招了3个"),
        ("师徒结对 7 对", "师徒结对 7 对"),
        ("造林3120亩 成活93%", "造林3120亩，成活93%"),
        ("门诊认定5874人，见附表2-慢病.xls", "门诊认定5874人"),
        ("收到科长，今年接访86批次", "今年接访86批次"),
        ("明白领导 修渠4公里", "修渠4公里"),
        ("哦还漏一个 家委会开了5次 校服是他们选的", "家委会开了5次，校服是他们选的"),
        ("操场！忘了说 新操场6月启用，花了310万", "新操场6月启用，花了310万"),
        ("排涝！那三天泵站没停过，抽了8万方", "排涝，那三天泵站没停过，抽了8万方"),
        ("然后那个普惠托育啊，加了60个托位", "普惠托育，加了60个托位"),
        ("哎 对了，营养餐供应1100人", "营养餐供应1100人"),
        ("营养餐这边 每天供应1100人", "营养餐，每天供应1100人"),
        ("危房那边：鉴定了74栋", "危房：鉴定了74栋"),
        ("忘了3户没登记，责任在我", "忘了3户没登记，责任在我"),
        ("通过了复评！ 9月", "通过了复评，9月"),
        ("差点忘了 园医也轮训了6期", "园医也轮训了6期"),
        ("老会计退休了 换了个大学生", "老会计退休了，换了个大学生"),
        ("没早退 调休4天", "没早退，调休4天"),
        ("商户塞了两条烟 退了", "商户塞了两条烟，退了"),
        ("我是宣传委员 投稿9篇", "我是宣传委员，投稿9篇"),
        ("问题三 镇卫生院夜里没人", "问题三：镇卫生院夜里没人"),
        ("调休4天（老人住院", "调休4天（老人住院）"),
        ("考上北大1人，就是9班那个男娃（名字别写上", "考上北大1人"),
        ("生产总值21.3亿元，增6.4%，年报还没出来先这么写", "生产总值21.3亿元，增6.4%"),
    ],
)
def test_what_a_line_is_about_stays_with_it(line, kept):
    """A speaker's topic is kept without its particle, unless it is a part of the report."""
    assert trimmed(fact(line)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "引进农牧公司（法定代表人：王汎堃）投资1.2亿元",
        "扶持家庭农场12家（带头人李明）",
        "每日8:30召开防汛会商，绘制1:500水位图3张",
        "建成“智慧水务2.0”平台（http://sw.example.cn/a?id=3），接入站点12处",
    ],
)
def test_whose_it_is_and_where_and_when_are_of_the_fact(text):
    """A head of a firm in brackets, a time of every day, a ratio, an address."""
    sheet = Facts((fact(text),))

    assert not sift(sheet)
    assert not taken_from(sheet["F1"])


@pytest.mark.parametrize(
    "text", ["3月8日上午9:30妇女之家挂牌", "8:00—18:00开放村图书室", "夜市提前到21:30收摊"]
)
def test_an_hour_under_a_heading_makes_no_note(text):
    """When something was opened, or how long it is open, is told with it; a call to come is not."""
    under = replace(fact(text), group="履职情况")

    assert not sift(Facts((under,)))
    assert sift(Facts((replace(under, text="明早8:30到村部开会"),)))


@pytest.mark.parametrize("to", ["-", "－", "—", "～", "至"])
@pytest.mark.parametrize(
    "text", ["白菜价格波动在15%{}25%", "白菜每斤卖2{}3元", "白菜价格涨落保持在5‰{}8‰"]
)
def test_a_range_is_no_number_to_call(text, to):
    """However its dash is typed, it sounds as a range in words does."""
    told = [fact(text.format(each)) for each in (to, "至")]

    assert not sift(Facts((told[0],)))
    assert len({signs(Facts((each,)), {"F1": ""})[0]["like"] for each in told}) == 1


@pytest.mark.parametrize("text", ["买菜：豆腐 2块  青椒   小葱", "加黑的地方不要加黑   A4 单面"])
def test_errands_and_remarks_on_type_are_none(text):
    """Nothing of them is told."""
    assert sift(Facts((fact(text),)))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("溺水没有 连着第四年", "溺水没有，连着第四年"),
        ("救生员考证17名 上岗12名", "救生员考证17名，上岗12名"),
        ("巡河27天 打错 是72天", "巡河72天"),
        ("接访时长 2.1 万小时", "接访时长 2.1 万小时"),
    ],
)
def test_a_pause_parts_what_was_said(line, kept):
    """Else 没有 would deny what comes behind it; a blank before a unit is none."""
    assert trimmed(fact(line)) == kept


def test_open_figures_and_marks_of_whoever_checked_are_none():
    """A figure that nobody settled is no fact; an office that checked a row is none of it."""
    assert part(fact("决算数没定，问财务老高")).why == "还没有定的数"
    assert trimmed(fact("添置救生衣120件，财务科核")) == "添置救生衣120件"
    assert trimmed(fact("财务科核销旧账17笔")) == "财务科核销旧账17笔"


def test_who_wrote_when_is_no_fact_with_unit_and_post():
    """Nor is whom to call; the hour at which something was done stays."""
    told = Facts(
        (
            Fact("F1", "南桥派出所殷所 09:20"),
            Fact("F2", "副所长老段 10:05"),
            Fact("F3", "综合部 文丽 8815", "", "内部通讯录（勿删）"),
            Fact("F4", "校门口护学岗每天7:20到位，站了180天"),
        )
    )

    assert [id for id, _ in sift(told)] == ["F1", "F2", "F3"]


@pytest.mark.parametrize(
    "note",
    [
        "上午 9:40 水务局群接龙，勿忘",
        "表样下载自办公网-表单-财务6号",
        "殷主任：评分市里还会更新一次，等信息办通知",
        "↑以上数请财务科殷科长最后核一遍再定稿",
    ],
)
def test_a_reminder_or_a_note_on_the_form_is_no_fact(note):
    """It speaks of the sheet, or of what its author is not to forget."""
    assert sift(Facts((Fact("F1", "换灯30盏"), Fact("F2", note), Fact("F3", "讲课4次")))) != ()


def test_what_won_a_prize_is_told_in_the_words_of_a_chat():
    """It has no figure, and sounds like talk."""
    told = Facts((Fact("F1", "“老段说事”就是咱搞的，省里给了金牌"), Fact("F2", "[图片] a.jpg")))

    assert [id for id, _ in sift(told)] == ["F2"]


@pytest.mark.parametrize(
    "line",
    [
        "【应写明有无信访积案，无则写“无”】",
        "（请分点写）",
        "〔不超过300字〕",
        "[需注明出处]",
    ],
)
def test_what_a_template_asks_for_is_no_fact_and_heads_none(line):
    """Whatever the brackets; the lines below it stay under the heading above."""
    sheet = facts_from(f"廉洁\n{line}\n1. 退礼金2次\n".encode(), "facts.txt", ".txt")

    assert [part(each).why for each in sheet] == ["模板里的提示", ""]
    assert {each.group for each in sheet} == {"廉洁"}
    assert not part(fact("（主要说明会6场）")).why


@pytest.mark.parametrize(
    "line", ["好的[OK]  站长应急演练的有吗", "收到 接访那块要不要", "栽树几亩来着"]
)
def test_what_is_asked_of_somebody_is_no_fact(line):
    """With or without a question mark, what a chat puts around it taken off."""
    assert part(fact(line)).why
    assert trimmed(fact("要不要、行不行，村民说了算，议成12件")).startswith("要不要")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("换锅炉2台，怕忘了先记上", "换锅炉2台"),
        ("修站台3座，省得回头漏了", "修站台3座"),
        ("合计：安全考核全段第2", "安全考核全段第2"),
        ("候车服务先讲哈。加座位120个", "加座位120个"),
        ("路灯先列规划，3年修完", "路灯先列规划，3年修完"),
    ],
)
def test_why_something_is_told_now_is_no_fact(line, kept):
    """Nor is what only opens a sum; what was planned first is one."""
    assert part(fact(line)).kept == kept
    assert sift(Facts((fact(line),), "shuzhi", 2024)) == ()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("消防验收扣了0分！这条务必写上", "消防验收扣了0分"),
        ("全年收入31万元，会计说还得调，先这么写", "全年收入31万元"),
        ("直播卖货7万元，链接 shop.abc-demo.com/zb", "直播卖货7万元"),
        ("修灯40盏，有问题打 0999-0001234", "修灯40盏"),
    ],
)
def test_notes_addresses_and_numbers_to_call_behind_a_fact_are_taken_off(line, kept):
    """Whatever they are about, and without http or a mobile number."""
    assert trimmed(fact(line)) == kept


@pytest.mark.parametrize(
    "line", ["收到 明早加班改好", "联系 科里内线 7713", "不懂的打 0999-0001234"]
)
def test_a_line_of_nothing_but_these_is_no_fact(line):
    """What counts telephones or reports a page is one."""
    assert part(fact(line)).why
    assert not part(fact("装了内线120部")).why
    assert not part(fact("局里要求整改的8条都改了")).why


def test_who_speaks_when_is_no_fact_however_long_the_name():
    """The same name above several times; a time that stands behind a habit is one."""
    told = ("柳河镇司法所段明 20:41", "修路3条", "柳河镇司法所段明 20:44", "村干部坐班接访 8:30")
    facts = Facts(tuple(Fact(f"F{n}", each) for n, each in enumerate(told)))

    assert [id for id, why in sift(facts) if why == "聊天记录的抬头"] == ["F0", "F2"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("（转文字）合同审了54份", "合同审了54份"),
        ("好了 说到哪了 哦 冻配860头", "冻配860头"),
        ("查摆问题9条，这个也算吧", "查摆问题9条"),
        ("收到，86.3万", ""),
        ("第三个忘了……好像没第三个", ""),
        ("段所早，党建这块有吗？局里模板第一部分是政治学习", ""),
    ],
)
def test_what_is_said_around_a_fact_in_a_chat_is_none(line, kept):
    """A figure said after somebody tells nothing new."""
    told = part(fact(line))

    assert ("" if told.why else told.kept) == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("廉洁检查搞了4次 吃拿卡要的投诉 今年是0件 账都对得上 饭局一概没去", 4),
        ("化解率92.4%（小冉，以信访系统导出的 92.4% 为准）", 0),
        ("佩戴率到了97% 去年才81 第二条是说路远", 2),
    ],
)
def test_a_word_of_this_year_does_not_end_the_pauses_of_a_speech(line, kept):
    """Each pause is a comma, and whose figure counts is no fact."""
    told = part(fact(line)).kept

    assert told.count("，") == kept
    assert "为准" not in told


@pytest.mark.parametrize(
    "said", ["缺点嘛 嗯 缺点也要说 漏免46户", "不足也要说，漏免46户", "先说防疫。漏免46户"]
)
def test_what_only_opens_a_part_is_no_fact(said):
    """Said before the first of it."""
    assert part(fact(said)).kept == "漏免46户"


@pytest.mark.parametrize(
    "line",
    [
        "时长 14分52秒",
        "录音时长：32:15",
        "新录音转文字 007",
        "录音_20250106.m4a",
        "接了个电话",
        "刚去接了个快递",
        "先去吃个饭",
        "酒店发票还没贴",
        "差旅单据也没报",
        "注：本表由县委组织部统一印制，每栏不够可另附页。",
        "说明：本表一式两份",
    ],
)
def test_recordings_errands_and_remarks_on_a_form_are_none(line):
    """How long somebody spoke, what he did meanwhile, what the form is like."""
    assert part(fact(line)).why


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("零亡人连续第1826天    ←这个数老尹爱用，写", "零亡人连续第1826天"),
        ("调解率98%  ←这句领导常提，要写", "调解率98%"),
        ("获评省级示范  ←这条局长爱讲，写上", "获评省级示范"),
        ("培训9期 这个你写好听点 来了410人 合格率98%", "培训9期，来了410人，合格率98%"),
        ("喂喂 行了开始了啊 走访23户 说错了你别笑话 讲课4次", "走访23户，讲课4次"),
    ],
)
def test_what_is_said_to_the_writer_is_taken_off_wherever_it_stands(line, kept):
    """Behind a fact, or between two of them in one breath."""
    assert part(fact(line)).kept == kept


@pytest.mark.parametrize(
    ("heading", "is_told"),
    [
        ("不写的", False),
        ("不写的：未公开", False),
        ("先别写", False),
        ("不公开的内容（内部）", False),
        ("不写作业的学生", True),
    ],
)
def test_what_stands_under_a_heading_that_holds_it_back_is_no_fact(heading, is_told):
    """Whoever keeps a sheet keeps there what the report is not to tell."""
    facts = Facts((Fact("F1", "讲党课4次"), Fact("F2", "修路3条；建桥2座", group=heading)))

    assert ("F2" not in dict(sift(facts))) is is_told


@pytest.mark.parametrize(
    "line",
    [
        "4.18  接孩子 家长会",
        "老公说今年体检别忘了 1/6 空腹！！",
        "12.9  老卞让交述职述廉了  16号前",
        "整改了。",
        "我看就这四条。",
        "差不多了吧",
        "合计，火化（具）3126，减免1874户",
        "特种设备，?? 问设备科有没有数，没有就不写",
    ],
)
def test_what_is_said_beside_the_work_is_no_fact(line):
    """Errands of the family, who asked for the report, the end of a speech, sums."""
    assert [id for id, _ in sift(Facts((fact(line), Fact("F2", "讲党课4次"))))] == ["F1"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("讲党课4次（3、6月，讲稿在档案盒里）", "讲党课4次（3、6月）"),
        ("修路3条（含桥2座，照片在U盘里）", "修路3条（含桥2座）"),
        ("碳汇首单54.5万，要突出，其他产业一两句带过。", "碳汇首单54.5万"),
        ("办展3场，这个要重点写", "办展3场"),
        ("要回应的，说会多，今年砍掉9个", "说会多，今年砍掉9个"),
    ],
)
def test_notes_at_the_end_of_brackets_and_on_what_to_stress_are_taken_off(line, kept):
    """What else stands in the brackets stays."""
    assert trimmed(fact(line)) == kept


def test_what_stands_beside_the_figure_of_last_year_is_a_fact():
    """However little its words sound like one."""
    line = "存栏187种，去年181种，共2143头（只）"

    assert sift(Facts((fact(line), Fact("F2", "讲党课4次")))) == ()
