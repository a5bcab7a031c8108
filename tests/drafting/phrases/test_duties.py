"""What a post is for: which post, which duty a fact serves, and the groups and leads it makes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.grouping import sheets
from drafter.document import Fact, Facts
from drafter.drafting.phrases import duties, headings, leads
from drafter.drafting.phrases.dividing import divide
from drafter.drafting.phrases.grouping import group
from training.background import TABLE, table

POSTS = {
    "镇长": "township",
    "青溪镇党委书记": "township",
    "街道办事处主任": "subdistrict",
    "白沙村党支部书记": "village",
    "社区党委书记": "community",
    "县委副书记、县长": "county",
    "县委办主任": "county-office",
    "县公安局局长": "police",
    "派出所所长": "police-station",
    "县人民医院院长": "hospital",
    "乡镇卫生院院长": "clinic",
    "护士长": "nurse",
    "县教育局局长": "education",
    "幼儿园园长": "kindergarten",
    "水务集团有限公司总经理": "utility",
    "供电所所长": "power",
    "支行行长": "bank",
    "科员": "clerk",
    "青禾粮食收储公司经理": "grain",
    "县粮食和物资储备局局长": "grain",
    "市数据局局长": "data-bureau",
    "市农业科学研究院副院长": "research-institute",
    "建设工程质量监督站站长": "construction-quality",
    "宏业建筑安装公司项目经理": "construction-company",
    "市建筑设计院院长": "design-institute",
    "公共交通集团有限公司总经理": "transport-company",
    "青石煤矿矿长": "mine",
    "合成氨车间主任": "factory",
    "安居物业公司总经理": "property-management",
    "社会福利院院长": "elderly-home",
    "北河监狱监区长": "prison",
    "强制隔离戒毒所所长": "drug-rehabilitation",
    "市急救中心主任": "emergency-centre",
    "市中心血站站长": "blood-station",
    "妇幼保健站站长": "maternal-child",
    "动物疫病预防控制中心主任": "animal-disease-control",
    "公共资源交易中心主任": "public-resource",
    "住房公积金管理中心主任": "housing-fund",
    "种子管理站站长": "seed-station",
    "畜牧站站长": "livestock-station",
    "农机监理站站长": "farm-machinery",
    "渔政大队大队长": "fishery",
    "国营红旗农场场长": "state-farm",
    "县红十字会秘书长": "red-cross",
    "县文联主席": "literary-federation",
    "县工商联主席": "industry-federation",
    "电信分公司总经理": "telecom",
    "烟草专卖局局长": "tobacco",
    "人寿保险公司经理": "insurance",
    "医院财务科科长": "finance-office",
    "学院人事处处长": "personnel-office",
    "学校总务处主任": "logistics-office",
    "学院教务处处长": "academic-office",
    "医院党办主任": "party-office",
}
OTHERS = {  # posts that hold a word of another trade's
    "纪委监察室主任": "physician",
    "检验检测所所长": "physician",
    "市委研究室主任": "physician",
    "烟草专卖局局长": "post",
    "人寿保险公司经理": "bank",
    "社会保险中心主任": "insurance",
    "医疗保险局局长": "insurance",
    "农业科学院院长": "college",
    "动物防疫站站长": "disease-control",
    "公司人力资源部经理": "human-resources",
    "县工商联主席": "united-front",
    "住房公积金中心主任": "housing",
    "公共交通集团总经理": "transport",
    "市发展和改革委员会主任": "grain",
}
RESULTS = re.compile(
    "(?<!^)(?:提升|提高|改善|增强)|显著|持续|高质量|全面|深入|扎实|[0-9“”]"
)  # an aim may begin a lead
WHOLE = list(sheets())
TEXTS = sorted({fact.text for sheet in WHOLE for fact in sheet.work})


def sheet(role, *texts):
    """A sheet with these facts."""
    return Facts(tuple(Fact(f"F{n}", text) for n, text in enumerate(texts, 1)), role=role)


@pytest.mark.parametrize(("role", "id"), POSTS.items())
def test_a_post_is_known_by_its_name(role, id):
    """Other facts than its own do not make it another."""
    named = [each.id for each in duties.load().values() if re.search(each.posts, role)]

    assert id in named
    assert duties.office(sheet(role, *WHOLE[0].facts.items[0].text.split("，"))).id in named


@pytest.mark.parametrize(("role", "id"), OTHERS.items())
def test_a_post_is_not_taken_for_another_that_shares_a_word(role, id):
    """A tobacco bureau delivers no letters, a supervisor's room sees no patients."""
    assert not re.search(duties.load()[id].posts, role)


@pytest.mark.parametrize(
    ("role", "texts", "lead"),
    [
        ("粮库主任", ["秋粮开磅，一共收了九千吨", "粮款一天没拖"], "组织粮食收购入库"),
        ("数据局局长", ["各局的库打通了二十个", "共享目录补齐"], "深化政务数据共享"),
        ("监狱监狱长", ["减刑材料报了六十份", "计分公示没人闹"], "严格规范刑罚执行"),
        ("公交公司经理", ["抓拍开车打电话的司机", "全年没有亡人的车祸"], "守牢运输安全底线"),
    ],
)
def test_facts_stand_under_the_duty_of_their_own_trade(role, texts, lead):
    """Purchases of a grain store are no public works."""
    office = duties.office(sheet(role, *texts))

    assert [each.lead for each in duties.served(texts, office)] == [lead]


def test_a_table_that_is_not_counted_yet_can_be_read(monkeypatch):
    """Else it could never be counted."""
    none = duties._Background({}, 1, {})
    monkeypatch.setattr(duties, "_background", lambda: none)

    assert duties._with_shared(duties.load()["grain"]).shared >= len(duties.shared().duties)


def test_a_post_that_is_not_named_is_known_by_its_facts():
    """The sheet of somebody whose post is not told is grouped as his colleagues' are."""
    texts = ["刑事案件破了320起", "夜查酒驾70次", "户口上门办了90件", "派出所装修完了2个"]

    assert duties.office(sheet("", *texts)).id in {"police", "police-station"}


def test_facts_that_serve_no_known_post_have_none():
    """What is like nothing known is grouped by its words alone."""
    assert duties.office(sheet("", "龘靐齉爩", "麤鱻羴")) is None


def test_every_lead_claims_no_result_and_has_other_wordings():
    """A lead stands over failures and half-done things as well."""
    for office in duties.load().values():
        assert 4 <= len(office.own) <= (12 if office.posts else 45)
        for matter in (*office.duties, *office.families):
            assert len(set(matter.leads)) >= 2
            said = (*matter.leads, *matter.narrow)
            assert all(4 <= len(each) <= 13 for each in said), said
            assert not any(RESULTS.search(each) for each in said), said
        firsts = [duty.lead for duty in office.duties]
        assert len(set(firsts)) == len(firsts)


def test_facts_of_one_point_are_mostly_told_together():
    """Of pairs in one group at least two thirds stand in one point of a strong writer's, too."""
    both = ours = theirs = 0
    for each in WHOLE:
        rows = group(each.work, duties.MAIN, 5, duties.office(each.facts))
        found = {fact.id: at for at, row in enumerate(rows) for fact in row}
        for one in each.points:
            for other in each.points:
                if one < other:
                    is_ours = found[one] == found[other]
                    is_theirs = each.points[one] == each.points[other]
                    both += is_ours and is_theirs
                    ours, theirs = ours + is_ours, theirs + is_theirs

    assert both / ours >= 2 / 3
    assert both / theirs >= 2 / 3


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=14, unique=True), st.integers(2, 5))
def test_any_mix_of_facts_is_divided_whole(texts, most):
    """Each fact stands in one group, and each has a lead.

    There are no more than wanted, and one for what is not of its trade.
    """
    office = duties.load()["township"]
    found = divide(texts, office, most)

    assert sorted(at for row in found for at in row) == list(range(len(texts)))
    assert len(found) <= most + 1
    for row in found:
        lead = leads.lead([texts[at] for at in row], duties.MAIN, (), office)
        assert 4 <= len(lead) <= leads.LONGEST


def test_two_duties_are_named_with_two_verbs():
    """A lead of two says 推进…，整治…, not 抓好…，抓好…."""
    for office in duties.load().values():
        for first, second in zip(office.duties, office.duties[1:], strict=False):
            one, other = duties.worded([first, second])
            assert one[: duties.VERB] != other[: duties.VERB], office.id


def test_a_lead_in_use_is_worded_otherwise():
    """The second point of one duty does not repeat the first one's lead."""
    office = duties.load()["township"]
    texts = ["修了村道6条", "路灯装了120盏"]
    first = leads.lead(texts, duties.MAIN, (), office)

    assert leads.lead(texts, duties.MAIN, [first], office) != first
    assert leads.covers(first, texts, office) == []


@pytest.mark.parametrize(
    "office", [o for o in duties.load().values() if o.posts], ids=lambda o: o.id
)
def test_every_duty_has_others_that_it_can_be_told_with(office):
    """A family names two or three duties of its post, and says no lead that a duty has."""
    known = {duty.lead for duty in office.own}
    said = {each for duty in office.duties for each in duty.leads}
    families = [each for each in office.families if known & {*each.duties}]

    assert {lead for family in families for lead in family.duties} == known
    assert all(len(family.duties) in (2, 3) for family in families)
    assert not any(said & {*family.leads} for family in office.families)


def test_what_every_post_does_is_told_where_it_has_no_duty_of_its_own_for_it():
    """A bureau's safety and a treasury's visits to firms stand under a lead that fits."""
    bureau, town = duties.load()["statistics"], duties.load()["township"]

    assert [each.lead for each in duties.served(["机房、库房安全检查24次"], bureau)] == [
        "守牢安全生产底线"
    ]
    assert "守牢安全生产底线" not in {duty.lead for duty in town.duties}
    assert {lead for family in duties.shared().families for lead in family.duties} == {
        duty.lead for duty in duties.shared().duties
    }


def test_many_facts_of_many_duties_are_divided_at_once():
    """All ways to choose among twenty duties would take hours; the likeliest are tried."""
    team = duties.load()["team"]
    texts = [duty.examples[3] for duty in team.duties][:24]
    rows = divide(texts, team, 4)

    assert sorted(at for row in rows for at in row) == list(range(len(texts)))
    assert len(rows) <= 4


def test_a_fact_of_two_clauses_has_a_lead_for_both():
    """Study and reports to those above; talks and punishments, which one word takes in."""
    politics, integrity = duties.load()["politics"], duties.load()["integrity"]
    both = "学习习近平总书记关于教育的重要论述，重大事项都先向县委请示报告"

    assert [each.lead for each in duties.widened(both, politics)] == ["加强政治建设"]
    assert [each.lead for each in duties.widened("廉政谈话23人次，处理违纪党员2名", integrity)] == [
        "抓好廉政教育监督"
    ]


def test_a_wider_lead_names_what_each_of_its_facts_is_for():
    """A fact of either duty is covered by it; one of another duty is not."""
    office = duties.load()["township"]
    wide = next(f.lead for f in office.families if f.duties == ("推进村镇建设", "改善人居环境"))

    assert duties.names(wide, "修建通村公路3条", office)
    assert duties.names(wide, "清运垃圾860吨", office)
    assert not duties.names(wide, "调解矛盾纠纷213件", office)


NARROW = [  # what a sheet tells, and what its lead names
    ("emergency", ["安全五进发宣传册2200本", "高速路口挂安全宣传横幅60条"], "宣传", "培训"),
    ("water", ["三个山村通了自来水，农村供水覆盖96%"], "农村饮水", "城乡"),
    ("market", ["外卖后厨直播看了310家", "校园食堂抽查46所"], "食品", "药品"),
    ("integrity", ["参加镇里的警示教育课3回"], "廉政教育", "开展"),
    ("integrity", ["食堂账目和经费每月贴墙公开"], "财务公开", "办事"),
    ("team", ["去年欠的养老保险替31人补上了"], "保险", "工资"),
    ("team", ["值完夜班的都安排了调休，86天"], "调休", "激励"),
    ("politics", ["主题党日一回没缺，党费按月交"], "参加", "规范"),
]


@pytest.mark.parametrize(("id", "texts", "named", "other"), NARROW)
def test_a_lead_names_no_more_than_its_facts_tell(id, texts, named, other):
    """Of two things that a duty has its lead names the one that all its facts are about."""
    office = duties.load()[id]
    role = duties.MAIN if office.posts else id
    lead = leads.lead(texts, role, (), office)

    assert named in lead
    assert other not in lead
    assert leads.covers(lead, texts, office) == []
    assert all(duties.names(lead, text, office) for text in texts)


def test_a_lead_names_both_things_where_the_facts_tell_both():
    """A single course makes the lead over posters the wider one again."""
    office = duties.load()["emergency"]
    posters, course = "高速路口挂安全宣传横幅60条", "企业安全员培训2期110人"
    lead = leads.lead([posters, course], duties.MAIN, (), office)

    assert "宣传" in lead
    assert "培训" in lead
    assert not duties.names("开展安全宣传", course, office)


def test_a_narrow_wording_is_what_no_other_duty_is_called():
    """What stands over one duty's facts would else be said to name another's."""
    for office in duties.load().values():
        for matter in (*office.duties, *office.families):
            kin = matter.duties if isinstance(matter, duties.Family) else (matter.lead,)
            others = (each for each in office.duties if each.lead not in kin)
            said = {wording for each in others for wording in each.leads}
            assert not said & {*matter.narrow}, (office.id, matter.lead)


def test_a_heading_names_what_all_facts_of_its_duty_tell():
    """A year of taking part is not headed by the words of somebody who ran it."""
    rows = [["主题党日一回没缺，党费按月交"], ["支部组织生活参加了12次"]]
    (heading,) = headings.headings([("politics", rows)], has_staff=False)

    assert "参加" in heading


SERVED = [  # what people jot down, and the duty that it is told under
    ("team", "考下来注册安全工程师的有3个", "加强能力建设"),
    ("team", "晚上开技术课，站里的人都听了", "抓好业务培训"),
    ("team", "收红包的那个调离窗口岗位", "严格人员管理"),
    ("team", "外包的驻场人员统一打卡", "规范劳动用工管理"),
    ("team", "写的信息被区里用了5条", "做好信息宣传"),
    ("integrity", "没给外头的人查过一次系统里的资料", "严守信息查询权限"),
    ("integrity", "信息化预算砍了120万", "规范资金管理"),
    ("politics", "领学生到革命旧址上思政课", "开展思政教育"),
]


@pytest.mark.parametrize(("id", "text", "lead"), SERVED)
def test_a_fact_serves_the_duty_that_it_is_about(id, text, lead):
    """Certificates are no admission to the party, and a night school moves nobody to a new post."""
    assert [each.lead for each in duties.served([text], duties.load()[id])] == [lead]


def test_many_small_things_about_people_have_a_lead_that_takes_in_all():
    """Courses, vacancies and visits to the sick are not headed by what is hard about a team."""
    team = duties.load()["team"]
    texts = ["选送7人到省院进修", "缺编3个，招不到检验", "师徒结对6对", "看望住院的老职工2人"]

    assert [each.lead for each in duties.served(texts, team)] == ["加强队伍建设"]


def test_the_background_is_what_the_examples_give():
    """Whoever changes an example counts again: python training/background.py."""
    assert TABLE.read_text("utf-8") == table()
