"""Fields and their subjects keep their own rules, whoever adds to them."""

import re
from collections import Counter

import pytest

from drafter.document import genre as genres
from drafter.drafting.phrases import topics

CLAIM = re.compile(
    r"[0-9０-９*“”《》%％〔〕]|第[一二三四五六七八九十]|首[个位批次]|率先|前列|最[大高好优强]|"
    r"[国省市]级|取得|实现|荣获|获评|显著|圆满|突破|超额|提高|提升|增加|降低|减少|完成|做强|打造|"
    r"坚强|扎实|有力|深入|全面|全部|彻底"
)
WORDS = 4  # subjects that may share a word: 食堂 is the school's and the market's
VERB, NOUN = 2, (4, 5)


@pytest.fixture(params=topics.load(), ids=lambda topic: topic.id)
def each(request):
    """Every topic in turn."""
    return request.param


def test_a_topic_has_its_words(each):
    """Keywords enough to be found, subjects to be named by, an area to be ordered in."""
    assert len(each.keywords) >= 12
    assert each.subjects
    assert each.area in topics.areas()
    assert set(each.roles) <= set(genres.load("shuzhi").roles)


def test_a_lead_of_a_topic_is_plain(each):
    """It is short, one clause, and claims nothing."""
    assert 5 <= len(each.lead) <= 14
    assert not re.search("[，。；、]", each.lead)
    assert not CLAIM.search(each.lead)


def test_subjects_stand_in_leads(each):
    """A subject is a verb of two characters and a noun of four or five, and claims nothing."""
    wrong = [
        subject.phrase
        for subject in each.subjects
        if len(subject.verb) != VERB
        or not NOUN[0] <= len(subject.noun) <= NOUN[1]
        or CLAIM.search(subject.phrase)
    ]

    assert wrong == []


def test_subjects_are_told_apart(each):
    """Within a topic no noun and no word stands for two subjects, and no word is one character."""
    nouns = Counter(subject.noun for subject in each.subjects)
    words = Counter(word for subject in each.subjects for word in subject.words)

    assert [noun for noun, count in nouns.items() if count > 1] == []
    assert [word for word, count in words.items() if count > 1 or len(word) < 2] == []


def test_a_word_speaks_for_few_subjects():
    """Across all topics a word that stands for many subjects proves none of them."""
    owners = Counter(word for t in topics.load() for s in t.subjects for word in s.words)

    assert [word for word, count in owners.items() if count > WORDS] == []


def test_a_noun_means_one_thing():
    """A noun of two topics has the same facts in mind: it shares words with its twin."""
    twins: dict[str, list[topics.Subject]] = {}
    for topic in topics.load():
        for subject in topic.subjects:
            twins.setdefault(subject.noun, []).append(subject)

    apart = [
        noun
        for noun, row in twins.items()
        if len(row) > 1 and not set(row[0].words).intersection(*(s.words for s in row[1:]))
    ]

    assert apart == []


@pytest.mark.parametrize(
    ("text", "role", "noun"),
    [
        ("中心组集中学习12次", "politics", "理论学习"),  # not 中学
        ("镇卫生院门诊楼正在装修", "duty", "医疗设施"),
        ("110千伏变电站投运1座", "duty", "电力供应"),  # not the police's 110
        ("社区食堂每天来吃饭的老人有60多个", "duty", "社区服务"),
        ("机关食堂没上过烟酒，接待都在这里", "integrity", "公务规定"),
        ("家里没有办过酒席", "integrity", "廉洁自律"),
    ],
)
def test_a_fact_is_about_its_subject(text, role, noun):
    """What a fact is about is told by its longest words, not by characters that only meet."""
    assert topics.matches(text, role)[0].subject.noun == noun


def test_a_fact_follows_its_neighbours():
    """水库加固 is the emergency office's beside a flood, the water office's beside a channel."""
    flood = topics.assigned(["水库除险加固完工", "汛期转移群众412人", "防汛演练3次"], "duty")
    water = topics.assigned(["水库除险加固完工", "河道清淤3公里", "水厂扩建完工"], "duty")

    assert [match.topic.id for match in (flood[0], water[0]) if match] == ["emergency", "water"]
