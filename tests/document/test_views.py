"""What rules share: sentences, quotations, numbered points and the pairing, worked out once."""

from drafter.document import ParagraphKind, answering, genre, views
from drafter.document.parsing import parse

GENRE = genre.load("shuzhi")
ANSWERS = (
    "个人存在的不足：一是城市停车难。车位少。二是看病不便。医生少。\n"
    "改进措施：一是建停车场。二是请名医坐诊。"
)


def read(text):
    """The report that a text is."""
    return parse(text, GENRE)


def test_sentences_end_at_marks_and_before_enumerators():
    """An enumerator ends the sentence before it and is no part of its own."""
    report = read("一、讲政治\n抓好三件事：一是学；二是干。三是看。")
    told = [sentence.text for sentence in views.sentences(report)]

    assert told == ["学；", "干。", "看。"]


def test_sentences_know_where_they_stand():
    """Each sentence has its exact span, its kind and its section; headings are none."""
    text = "2022年，本人履职。\n一、讲政治\n认真学习。\n" + ANSWERS
    found = views.sentences(read(text))

    assert [text[slice(*sentence.span)] for sentence in found] == [each.text for each in found]
    assert [str(each.kind) for each in found[:2]] == ["preamble", "body"]
    assert found[1].role == "politics"
    assert {each.kind for each in found[2:]} == {ParagraphKind.SHORTCOMINGS, ParagraphKind.MEASURES}
    assert found[2].text == "城市停车难。"


def test_work_is_done_once_for_each_report():
    """The same report is read once; another report of the same text is read again."""
    report, other = read(ANSWERS), read(ANSWERS)

    assert views.sentences(report) is views.sentences(report)
    assert views.sentences(report) == views.sentences(other)
    assert views.sentences(report) is not views.sentences(other)
    assert report == other


def test_quoted_places_are_known():
    """A place between “ and ” or 《 and 》 is quoted, one outside is not."""
    report = read("打造“一站式”服务，出台《办法》。")
    told = [
        report.text[place] for place in range(len(report.text)) if views.is_quoted(report, place)
    ]

    assert "".join(told) == "“一站式”《办法》"


def test_pairing_needs_both_sides():
    """Nothing is paired where shortcomings or measures are missing."""
    assert answering.pairing(read("个人存在的不足：一是学得少。书没读。二是走得少。")) is None
    assert answering.pairing(read(ANSWERS)) is not None


def test_pairing_is_not_tried_on_thousands():
    """Comparing all with all is left out where nobody writes so many."""
    many = "一是学得少。" * 200
    text = f"个人存在的不足：{many}\n改进措施：{many}"

    assert answering.pairing(read(text)) is None


def test_extent_reaches_from_first_to_last():
    """The extent of points is from the first one's start to the last one's end."""
    report = read(ANSWERS)
    start, end = views.extent(report.measures)

    assert report.text[start:end] == "一是建停车场。二是请名医坐诊。"
