"""Numbers that certainly skip or repeat are told from those that only seem to."""

import pytest

from drafter.checking.autofix import fixed
from drafter.document import genre
from drafter.document.parsing import counting

GENRE = genre.load("shuzhi")


@pytest.mark.parametrize(
    "text",
    [
        "1.要主动。\n2.要实效。\n3要提高大局观。\n4.要精细。\n",
        "一、学习\n二．工作\n三、不足\n",
        "一是学习。2是调研。三是总结。",
        "一、\n1.1 内容：\n1.2 问题：\n1.3 改善：\n二、\n1.1 内容：\n1.2 问题：\n1.3 改善：\n",
        "1.1工作概览\n学习。\n1.2 工作总结\n努力。\n",
        "一、工作\n二、心得\n三、反思\t1、自查不足：有错。\n2、沟通不足：不主动。\n3、设计不足：不周全。\n",
        "7.开发组件，问题有：\n（1）数据乱。\n（2）页面慢。\n8.开发手机端。\n",
        "首先，换状态；第二个，同步文件；最后，切换地址。",
        "存在不足：首先，学习不够；第二，调研不深；第三，作风不实。",
        "## 1、工作\n* 1、按时。\n* 2、高效。\n* 3、务实。\n## 2、学习\n* 1、看书。\n* 2、开源。\n",
        "一、成绩\n1、开会。2、写稿。\n二、不足\n1、不懂业务。2、不懂流程。\n三、打算\n",
        "第一部分 履职\n一、学习\n二、工作\n第二部分 廉政\n一、自律\n二、家风\n",
        "人员\n1. 面试三次。\n项目\n1. 排期。\n2. 验收。\n",
        "抓了四件事：①修路；②建桥；③通水。四是招商。",
        "一、政治建设\n（一）学习。\n（二）宣讲。\n二、业务\n（一）抓项目。\n（二）抓民生。\n三、不足\n",
    ],
)
def test_numbers_that_only_seem_to_skip_stay(text):
    """Those within others, those written in other signs, and lists that begin anew."""
    whole, _ = fixed(text, GENRE)

    assert counting(text).broken == frozenset()
    assert [line[:3] for line in whole.split("\n") if line[:1].isdigit()] == [
        line[:3].replace("、", ".") for line in text.split("\n") if line[:1].isdigit()
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、学习\n好。\n三、不足\n差。\n", "三、"),
        ("一是学。二是干。二是管。", "二是管"),
        ("（一）学。\n（二）干。\n（四）查。\n", "（四）"),
        ("1.学。\n（1）读。\n（2）写。\n3.干。\n", "3."),
        ("一、甲\n（一）学。\n（三）干。\n二、乙\n（一）查。\n（二）管。\n", "（三）"),
        ("1.学。\n1.干。\n2.查。\n", "1.干"),
        ("①学；②干；④管。", "④"),
    ],
)
def test_a_number_that_skips_or_repeats_is_told(text, number):
    """Of one list, in which nothing like the number before it stands."""
    assert counting(text).broken == {text.index(number)}


def test_a_far_number_is_of_no_list():
    """15. behind 2. counts something else."""
    assert counting("1.学。\n2.干。\n15.改造。\n").broken == frozenset()
