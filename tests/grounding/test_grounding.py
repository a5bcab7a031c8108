"""Grounding and coverage: what no fact carries, and what of the facts is gone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import genre
from drafter.drafting.phrases import topics as topic
from drafter.grounding import best, coverage, kept, masks, stance, support
from evals import labelled

_PHRASES = genre.load("shuzhi").phrases
_ALLOWED = _PHRASES.fixed + _PHRASES.formulas


def kinds(text, *facts, **how):
    """What the facts do not support, with its kind."""
    return [(u.text, u.kind) for u in support(text, facts, **how)]


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("整治河道14公里", "整治河道十四千米，水清岸绿。"),
        ("兑付补贴0.6亿元", "足额兑付补贴6000万元。"),
        ("调解纠纷213起", "调解矛盾纠纷200余起。"),
        ("惠及群众超2万人", "惠及群众2万人以上。"),
        ("2020年8月12日开馆", "8月12日正式开馆。"),
        ("排全市第4", "位列全市第四名。"),
        ("一所幼儿园开园", "1所幼儿园如期开园。"),
        ("全部按期办结", "办结率达100%。"),
        ("全年无安全事故", "实现零事故。"),
        ("办电商培训班", "认真落实“两个维护”，千方百计办好电商培训班。"),
        ("接待**批次", "全年接待**批次。"),
        ("打造田园书屋品牌", "打响“田园书屋”品牌。"),
        ("市政府表彰先进", "受到市人民政府表彰。"),
        ("新增主体3200户，增长12%", "增长12%，新增主体3200户。"),
        ("改造卫生室6个，新建14个", "全年新建、改造卫生室分别为14个、6个。"),
        ("全县GDP完成120亿元，居全市第3位", "实现地区生产总值120亿元，位列全市第三。"),
        ("不动产登记做法为全国首创", "不动产登记一日办结，属全国首创。"),
        ("河长制经验被省政府办公厅转发", "河长制经验获省政府办公厅转发。"),
        ("新增主体3200户，增长12%", "主体增长12%，新增3200户。"),
        ("培训护士300人次，演练12场", "组织12场演练、培训300人次护士。"),
        ("营收3亿元，增长5%；利润1亿元，增长8%", "营收3亿元、利润1亿元，分别增长5%、8%。"),
        ("来访七八十人", "接待来访70至80人。"),
        ("每季度至少家访2次", "至少每季度家访2次。"),
        ("抽检合格率98%以上", "抽检合格率不低于98%。"),
        ("抽检123批", "抽检120批以上。"),
        ("复绿面积（亩）：85", "复绿85亩。"),
        ("到位资金（万元）35", "到位资金35万元。"),
        ("意见办结不超过7天，实际用时7天", "意见办结用时7天。"),
        ("办班3至5个", "办班三五个。"),
        ("结对百十户", "结对100户左右。"),
        ("投 资 3 亿 元", "投资3亿元。"),
        ("投资3亿元", "投 资 3 亿 元。"),
        ("三小、市第二人民医院扩建，中考居全市第3位", "第三小学新增学位，第二人民医院扩建。"),
        ("第一养老院开建，第三中心幼儿园开园", "市第三中心幼儿园、第一养老院建设有序。"),
    ],
)
def test_what_a_fact_carries_is_left_alone(fact, text):
    """Another notation, a dropped year, a set phrase: nothing to report."""
    assert kinds(text, fact) == []


@pytest.mark.parametrize(
    ("fact", "text", "found"),
    [
        ("整治河道14公里", "整治河道41公里。", [("41公里", "figure")]),
        ("流转土地260亩", "流转土地260公顷。", [("260公顷", "unit")]),
        ("增长4%", "增长4个百分点。", [("4个百分点", "unit")]),
        ("调解纠纷213起", "调解纠纷213余起。", [("213余起", "approx")]),
        ("调解纠纷200余起", "调解纠纷200起。", [("200起", "approx")]),
        ("培训30人次", "培训30人。", [("30人", "unit")]),
        ("种树若干", "种树数百棵。", [("数百棵", "approx")]),
        ("来访七八十人", "来访80人。", [("80人", "figure")]),
        ("抽检合格率98%", "抽检合格率98%以上。", [("98%以上", "bound")]),
        ("参保4000人以上", "参保4000人。", [("4000人", "bound")]),
        ("参保不足4000人", "参保超过4000人。", [("超过4000人", "bound")]),
        ("抽检合格率98%", "抽检合格率不低于规定的98%。", [("98%", "bound")]),
        ("每季度至少家访2次", "每季度家访2次。", [("2次", "bound")]),
        ("差错率5%", "差错率低于5%。", [("低于5%", "bound")]),
        ("客户不满意率5%", "客户不满意率低于5%。", [("低于5%", "bound")]),
        ("复绿面积（亩）：85", "复绿面积（公顷）：85。", [("（公顷）：85", "unit")]),
        ("来访十七八人", "来访18人。", [("18人", "figure")]),
        ("男生12名，女生15名", "学生共27名。", [("27名", "derived")]),
        ("男生12名，女生15名", "女生27名。", [("27名", "figure")]),
        ("新建桥梁6座、涵洞4处", "新建桥梁10座。", [("10座", "figure")]),
        ("种桃树70亩、梨树50亩", "种果树120亩。", [("120亩", "derived")]),
        ("投入90万元，帮扶30户", "户均投入3万元。", [("3万元", "derived")]),
        ("投入90万元，帮扶30户", "投入3万元。", [("3万元", "figure")]),
        ("产值由2亿元增至4亿元", "产值翻了一番。", [("翻了一番", "derived")]),
        ("5月开馆", "2020年5月开馆。", [("2020年", "date")]),
        ("5月开馆", "6月开馆。", [("6月", "date")]),
        ("接待**批次", "接待36批次。", [("36批次", "mask")]),
        ("接待**批次", "接待**批次、**人。", [("**人", "mask")]),
        ("支出减少6%", "支出增长6%。", [("6%", "status")]),
        ("不动产登记做法为全国首创", "狠抓整改，为全国首创。", [("首创", "rank")]),
        ("招商考核第1名", "修路5公里，排名第一。", [("5公里", "figure"), ("第一", "rank")]),
        ("修路5公里", "经验被国务院办公厅转发。", [("被国务院办公厅转发", "leader")]),
        ("发文减少**%", "发文增加**%。", [("**%", "status")]),
        ("建成住房860套", "正在建设住房860套。", [("860套", "status")]),
        ("住院日8.4天降到7.6天", "住院日8.4天升到7.6天。", [("8.4天升到7.6天", "status")]),
        (
            "住院日8.4天降到7.6天",
            "住院日由7.6天变为8.4天。",
            [("7.6天", "swap"), ("8.4天", "swap")],
        ),
        (
            "申报5家，获批2家",
            "申报2家，获批5家。",
            [("2家", "swap"), ("5家", "swap")],
        ),
        (
            "争取资金8600万元，改造学校11所",
            "争取资金11所，改造学校8600万元。",
            [("11所", "swap"), ("8600万元", "swap")],
        ),
        (
            "包保主体6430家，督导完成率100%",
            "包保主体100%，督导完成率6430家。",
            [("100%", "swap"), ("6430家", "swap")],
        ),
        ("及格率92%", "优秀率92%。", [("92%", "swap")]),
        ("获县级青年文明号", "获国家级青年文明号。", [("国家级", "level")]),
        ("排全市第4", "位居全市榜首。", [("榜首", "rank")]),
        ("推广滴灌", "推广“云滴灌”。", [("云滴灌", "quote")]),
        ("青石镇通水", "青石乡通水。", [("青石乡", "name")]),
        ("赴宁波招商", "赴宁波、厦门招商。", [("厦门", "name")]),
        ("水厂正在建设", "水厂全面建成。", [("全面建成", "clause")]),
        ("投 资 3 亿 元", "投 资 4 亿 元。", [("4 亿 元", "figure")]),
        ("高考居全市第3位", "建成第三小学。", [("第三", "figure")]),
        ("捕捞量翻一番", "捕捞量增长1倍。", [("1倍", "derived")]),
        ("捕捞量翻一番", "捕捞量增长2倍。", [("2倍", "figure")]),
        ("第三小学建成", "高考成绩居全省第三。", [("全省", "level"), ("第三", "figure")]),
        (
            "完成征兵",
            "完成征兵，荣获全市征兵工作先进单位。",
            [("全市", "level"), ("先进单位", "title")],
        ),
    ],
)
def test_what_no_fact_carries_is_named(fact, text, found):
    """The stretch that goes too far, and in which way."""
    assert kinds(text, fact) == found


def test_exchanged_figures_are_seen():
    """Both numbers are in the facts, and yet each stands with the other's words."""
    facts = ["新建公厕18座", "改造危桥7座"]

    assert kinds("新建公厕7座，改造危桥18座。", *facts) == [("7座", "swap"), ("18座", "swap")]


def test_a_figure_in_its_own_order_is_no_exchange():
    """Its words were raised (化掉 to 化解), which another fact has; where it stands alone it is."""
    facts = ["领导包案积案6件，化掉5件", "行政争议化解不少于15件"]

    assert kinds("领导包案积案6件，化解5件。", *facts) == []
    assert kinds("领导包案积案6件。行政争议化解5件。", *facts) == [("5件", "swap")]


def test_words_for_leads_claim_nothing():
    """Every subject and lead of every topic can be written although no fact names it."""
    phrases = [
        phrase
        for found in topic.load()
        for phrase in (found.lead, *(f"{s.verb}{s.noun}" for s in found.subjects))
    ]

    assert [p for p in phrases if support(p, ["修路5公里"], allowed=_ALLOWED, year=2020)] == []


def test_a_leader_is_never_invented():
    """Praise from above needs a fact."""
    found = support("做法得到县委书记批示肯定。", ["推行积分制"])

    assert found
    assert {u.kind for u in found} == {"leader"}
    assert all(u.certain for u in found)


def test_a_message_names_the_nearest_fact():
    """The reader sees what the fact says and which it is."""
    (found,) = support("培训电工36人。", ["修路5公里", "培训电工63人"])

    assert "63人" in found.message
    assert found.facts == (1,)


def test_a_numeral_of_a_turn_of_phrase_is_not_named_as_the_nearest_figure():
    """一 of 一共 counts nothing; 一次 counts, though no text has to say it as it is."""
    (found,) = support("铺设栈桥21公里。", ["铺了4段栈桥，一共18公里"])
    (other,) = support("走访渔户21次。", ["走访渔户一次"])

    assert "“18公里”" in found.message
    assert "一次" in other.message


def test_the_genre_and_the_year_may_be_written():
    """Allowed phrases and the report's own year need no fact."""
    text = "2020年，扎实推进“四清行动”。"

    assert kinds(text, "抓好卫生") == [("2020年", "date"), ("四清行动", "quote")]
    assert kinds(text, "抓好卫生", allowed=["四清行动"], year=2020) == []


def test_a_mask_stands_no_oftener_than_in_the_facts():
    """The second use of a mask is an invention."""
    assert kinds("走访**户，慰问**户。", "走访**户") == [("**户", "mask")]


@pytest.mark.parametrize(
    ("fact", "sentences", "state", "lost"),
    [
        ("修路5公里", ["抢抓晴好天气，修路5千米。"], "full", ()),
        ("修路5公里，架桥2座", ["修路5公里。", "架桥两座。"], "full", ()),
        ("修路5公里，架桥2座", ["修路5公里，交通改善。"], "partial", ("2座",)),
        ("办证大厅延时服务", ["办证大厅推行延时服务，群众随到随办。"], "full", ()),
        ("办证大厅延时服务", ["严守财经纪律。"], "missing", ()),
        ("引资**亿元", ["大力招商引资。"], "partial", ("**亿元",)),
        ("架设电缆1.5公里", ["架设电缆1500米。"], "full", ()),
        ("架设电缆1.5公里", ["架设电缆1600米。"], "partial", ("1.5公里",)),
        ("捕捞量翻一番", ["捕捞量增长1倍。"], "full", ()),
        ("捕捞量翻一番", ["捕捞量增长2倍。"], "partial", ("翻一番",)),
        ("渔港连续4年零盗案", ["渔港连续4年无盗案。"], "full", ()),
        ("渔港连续4年零盗案", ["渔港连续4年用无人机查盗案。"], "partial", ("零",)),
    ],
)
def test_coverage_knows_what_is_gone(fact, sentences, state, lost):
    """Figures and masks are a hard key; words decide where there are none."""
    found = coverage(fact, sentences)

    assert (found.state, found.lost) == (state, lost)


def test_a_sentence_finds_its_fact():
    """The fact behind a sentence, or none."""
    assert best("架桥两座，群众出行方便。", ["修路5公里", "架桥2座"])[0] == 1
    assert best("，。", ["修路5公里"]) == (None, 0.0)
    assert best("修路", []) == (None, 0.0)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("架桥2座，群众称便。", "supported"),
        ("始终保持昂扬斗志。", "empty"),
        ("引进企业14家。", "invented"),
    ],
)
def test_a_sentence_takes_a_stance(sentence, said):
    """Supported, empty or invented."""
    assert stance(sentence, ["架桥2座"]) == said


@pytest.mark.parametrize(
    ("fact", "text", "gone"),
    [
        ("中考平均分提高6分", "初中学业平均分提高6分", ("中考",)),
        ("推行“三色管理”", "推行三类管理", ("三色管理",)),
        ("建成BIM平台", "建成平台", ("BIM",)),
        ("发放救助金56万元", "为困难群众发放救助金56万元", ()),
    ],
)
def test_terms_are_locked(fact, text, gone):
    """A fact's terms stay as they are."""
    assert kept(fact, text) == gone


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_can_be_checked(text, fact):
    """No text and no fact makes it fall over; spans show what they name."""
    assert all(text[slice(*u.span)] == u.text for u in support(text, [fact]))
    assert 0 <= coverage(fact, [text]).score <= 1


@pytest.mark.parametrize("unit", ["**亿元", "投资3亿元增长5%", "“‘《", "1234567890", "A", "一二三"])
def test_cost_is_linear_on_hostile_text(unit):
    """Eight times the text takes at most sixteen times as long."""
    facts = ["投资3亿元", "引资**亿元"]

    def seconds(times):
        tries = []
        for _ in range(3):  # the best of three, of this process alone: other work does not count
            start = time.process_time()
            support(unit * times, facts)
            tries.append(time.process_time() - start)
        return min(tries)

    size = 6000 // len(unit)
    assert seconds(size * 8) < 16 * max(seconds(size), 0.01)


def test_blanks_between_characters_are_nothing():
    """A fact set with blanks is told, masks and all, and spans are those of the text."""
    text = "全年 投 资 4 亿 元。"
    (found,) = support(text, ["投 资 3 亿 元"])

    assert text[slice(*found.span)] == found.text == "4 亿 元"
    assert coverage("投 资 3 亿 元", ["投资3亿元。"]).state == "full"
    assert masks("引 资 ** 亿 元") == masks("引资**亿元")


def test_the_labelled_sets_hold_their_floors():
    """Measured 2026-11; a change that loses more than a case or two has to say why."""
    assert labelled.unsupported("grounding").recall.value >= 0.9
    assert labelled.unsupported("grounding").precision.value >= 0.9
    assert labelled.unsupported("own_grounding").recall.value >= 0.95
    assert labelled.unsupported("own_grounding").precision.value >= 0.95
    assert labelled.lost("coverage_bullets").recall.value >= 0.9
    assert labelled.lost("coverage_bullets").false_rate.value <= 0.05
    assert labelled.lost("own_coverage").recall.value >= 0.9
    assert labelled.stances("support_sentences").value >= 0.9
    assert labelled.natural("support_sentences").value <= 0.06


@pytest.mark.parametrize(
    ("text", "facts", "known"),
    [
        ("慰问困难职工52户。", ["帮办创业户50户", "慰问困难职工58户"], "慰问困难职工58户"),
        ("修缮校舍8间。", ["修缮校舍3间", "修缮校舍9间"], "修缮校舍9间"),
        ("流转林地30公顷。", ["清淤渠道30公里", "流转林地30亩"], "流转林地30亩"),
        ("评估参评率90%以上。", ["入户率90%", "评估参评率90%"], "评估参评率90%"),
        ("校车5月停运。", ["食堂3月装修", "校车4月停运"], "校车4月停运"),
        ("架设电缆4公里。", ["捕捞量翻两番", "架设电缆7公里"], "架设电缆7公里"),
        ("四分之一的船装了灯。", ["四分之三的船装了灯", "年检由20天压到5天"], "四分之三的船装了灯"),
        ("铺设渔港栈桥21公里。", ["铺了4段栈桥，一共18公里"], "铺了4段栈桥，一共18公里"),
        ("捕捞量增长四倍。", ["捕捞量增长四成", "年检由20天压到5天"], "捕捞量增长四成"),
    ],
)
def test_the_fact_that_is_named_is_the_nearest_in_matter(text, facts, known):
    """Of two facts with such a figure, the one of the same thing; of those, the nearer figure."""
    [found] = support(text, facts)
    assert [facts[i] for i in found.facts] == [known]


@pytest.mark.parametrize(
    ("text", "fact", "said"),
    [
        ("拓宽柳溪大道3公里。", "拓宽柳西大道3公里", "柳溪大道"),
        ("整修清风路路灯。", "整修清枫路路灯", "清风路"),
        ("会同县林草局验收。", "会同县林业局验收", "林草局"),
        ("劝导户主赵玉民退还门面。", "劝导户主赵玉明退还门面", "赵玉民"),
        ("由孙立新牵头清欠。", "由孙立欣牵头清欠", "孙立新"),
    ],
)
def test_a_name_that_differs_by_one_sign_is_for_a_person_to_look_at(text, fact, said):
    """No fact has it, one about the same thing has another: a warning that names both."""
    [found] = support(text, ["全年无事故", fact])
    assert (found.text, found.kind, found.certain) == (said, "name", False)
    assert "差一个字" in found.message


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("整修产业路3公里。", "整修机耕路3公里"),
        ("干部包村联户。", "干部驻村联户"),
        ("开通城乡公交。", "开进各乡公交"),
        ("柳溪大道、柳西大道都已拓宽。", "柳溪大道、柳西大道拓宽"),
        ("由干部高标准验收。", "由干部高水准验收"),
        ("疏浚支渠到柳溪大道。", "食堂在柳西大道旁办了一年"),
    ],
)
def test_ordinary_words_and_names_of_other_matters_are_no_slips(text, fact):
    """Words that only look like names, names that a fact has, and facts about something else."""
    facts = [fact, "疏浚支渠"]
    assert not [u for u in support(text, facts) if "差一个字" in u.message]
