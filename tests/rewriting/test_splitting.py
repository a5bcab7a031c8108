"""Where a long sentence may be parted, and where it has to stay as long as it is."""

import pytest

from drafter.rewriting.splitting import parted

SERIES = "定期研究党建工作X次，深入部门调研指导X次，带头讲党课X次"


@pytest.mark.parametrize(
    "text",
    [
        SERIES,
        f"{SERIES}，做到了重大任务亲自安排，关键环节积极协调，工作落实跟踪督导",
        "业务方面将结合实际业务场景，延伸出专题概念，后台配置即可满足业务场景",
        "这需要一线的客服接待人员，及时跟踪店铺优惠活动的变化，跟同事同步更新信息",
        "力求让美术教学更具特色，形成独具风格的教学模式，体现素质教育的各项要求",
        "本人带领经理层和干部职工，着力把供水能力和经营效益提上去",
        "2025年上半年，推动我镇与邻县某企业合作开发生态旅游项目",
        "优化了银商通程序、启动黄金交易系统，零售系统检查项目升级、基金管理端改造等项目投产",
        "2016年初，由金融市场部发起，部署在机房的12个系统计划迁移",
        "协助软件开发中心项目组，改造了对公、理财和投资三个模块的程序",
        "走访了李家村、王家村，东山村敬老院、西山村卫生室等单位",
        "在各位领导的正确带领下，及同事们的大力支持下，完成了各项任务",
    ],
)
def test_what_belongs_together_is_not_parted(text):
    """A short series, what a 将 or 需要 governs, a frame of time and what it frames."""
    assert parted(text, 12) == text


def test_a_sentence_is_parted_where_another_begins():
    """In front of a series, or of a new subject."""
    assert parted(f"切实扛起党建主体责任，积极履行岗位职责，{SERIES}", 40).count("。") == 1
    text = "力求让美术教学更具特色，形成独具风格的教学模式，本学期本人荣获一等奖"
    assert parted(text, 30) == text.replace("，本学期", "。本学期")
