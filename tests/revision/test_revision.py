"""A report that came back: people's words stand, losses are asked about, the rest stays."""

import asyncio
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from drafter import exporters, readers, revision
from drafter.chain.chain import Chain
from drafter.document import Origin
from drafter.drafting import draft
from drafter.errors import BadInput
from drafter.exporters import provenance
from drafter.redline.drafted import commented
from drafter.revision import KEEP, LATER, RESTORE, Order
from drafter.revision.arrival import arrived
from drafter.revision.units import matched
from drafter.revision.writing import Signature
from tests.fakes import FakeModel

SHEET = Path(__file__).parents[2] / "seeds" / "town-2024" / "facts.md"
SIGNATURE = Signature("drafter", "2026-01-31T08:00:00Z")
ROADS = (
    "修建通村公路3条，共12.6公里；青溪水库除险加固完工；"
    "人居环境整治拆除危旧房127栋，清运垃圾860吨。"
)
HOUSES = (
    "调解矛盾纠纷213件，成功率98.6%；农村自建房排查4360栋，整治隐患52栋；"
    "汛期转移群众412人，无一伤亡。"
)


@pytest.fixture(scope="module")
def made():
    """A draft of a town's sheet, and its Word file."""
    report = asyncio.run(draft(readers.read_facts(SHEET), None)).report
    return report, exporters.exporter_for(".docx").export(report)


def revised(data, *, answer=LATER, asked=None, **order):
    """The file taken in; every question has one answer."""

    def ask(question):
        if asked is not None:
            asked.append(question)
        return answer

    wanted = Order(signature=SIGNATURE, **order)
    return asyncio.run(revision.revise(data, "r.docx", wanted, ask=ask, model=lambda: None))


def typed(data, *changes):
    """The file as somebody changes it without tracking."""
    document = docx.Document(io.BytesIO(data))
    for before, after in changes:
        run = next(r for p in document.paragraphs for r in p.runs if before in r.text)
        run.text = run.text.replace(before, after)
    document.core_properties.last_modified_by = "王五"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_one_fact_changes_one_sentence(made):
    """Only the sentence that tells it changes, and the file shows where."""
    report, data = made

    now = revised(data, facts=("F2=修了3条通村公路，一共13.1公里",), is_tracked=True)

    assert now.changed == ((ROADS, ROADS.replace("12.6", "13.1")),)
    assert now.provenance.text == report.text.replace("12.6公里", "13.1公里")
    assert arrived(now.data, "r").before == report.text


def test_another_reader_sees_the_same_two_changes(made):
    """What goes and what comes, with our name."""
    revisions = pytest.importorskip("docx_revisions")
    now = revised(made[1], facts=("F2=修了3条通村公路，一共13.1公里",), is_tracked=True)

    changes = [
        each
        for paragraph in revisions.RevisionDocument(io.BytesIO(now.data)).paragraphs
        for each in paragraph.track_changes
    ]

    assert sorted(each.text for each in changes) == ["共12.6公里", "共13.1公里"]
    assert {each.author for each in changes} == {"drafter"}


def test_what_was_worked_out_from_a_figure_follows_it(made):
    """A share of two figures is worked out anew in the author's own sentence."""
    _, data = made
    more = "其中35岁以下13名，占68.4%。"
    data = typed(data, ("其中35岁以下13名。", more))

    now = revised(data, facts=("F14=发展党员20名，其中35岁以下13名",))

    assert "发展党员20名，其中35岁以下13名，占65.0%。" in now.provenance.text


@pytest.mark.parametrize(
    ("order", "gone", "come"),
    [
        ("F20=", "镇卫生院门诊楼正在装修，计划2025年3月投用。", ""),
        ("F24=新装路灯50盏", "", "新安装路灯50盏。"),
        ("F8=", "一是招商办法不多，走访企业少，落地的多为小项目。二是村", "一是村"),
    ],
)
def test_facts_come_and_go(made, order, gone, come):
    """A withdrawn fact takes its sentence and its number along; a new one is told in a place."""
    report, data = made

    text = revised(data, facts=(order,)).provenance.text

    assert not gone or gone not in text
    assert come in text
    assert len(text) - len(report.text) == len(come) - len(gone)


def test_a_new_shortcoming_is_answered_in_its_order(made):
    """Its measure is proposed at the end of the row, or is the new one that is about it."""
    _, data = made
    lacking, answer = (
        "F24=不足：学习不够深，政策理论学得少",
        "F25=措施：每周学习政策理论不少于2小时",
    )

    left = revised(data, facts=(lacking,))
    text = left.provenance.text
    told = revised(data, facts=(lacking, answer)).provenance.text
    later = revised(left.data, facts=(answer,)).provenance.text

    assert "四是学习不够深，政策理论学得少。" in text
    assert "四是拟加强学习，每周定时读原文，" in text
    assert "四是每周学习政策理论不少于2小时。" in told
    assert later == told


@pytest.mark.parametrize("origin", [Origin.OPEN, Origin.PROPOSED])
def test_the_authors_measure_takes_the_place_of_a_proposed_one(made, origin):
    """Whoever proposed it, a model or the words of the shortcoming."""
    report, _ = made
    rows = (
        replace(each, origin=origin) if each.part == "measure:F18>" else each
        for each in report.evidence
    )
    data = exporters.exporter_for(".docx").export(replace(report, evidence=tuple(rows)))

    text = revised(data, facts=("F24=措施：把村干部后备人才编成名册",)).provenance.text

    assert "二是把村干部后备人才编成名册。" in text
    assert "拟优化村干部年龄结构" in report.text
    assert "拟优化村干部年龄结构" not in text


def test_a_fact_does_not_become_another_matter_unseen(made):
    """A wrong number is refused with the right one, unless it is said that it is meant."""
    _, data = made
    order = ("F20=组织干部职工体检56人次",)

    with pytest.raises(BadInput, match="F20 原是“镇卫生院门诊楼正在装修") as refused:
        revised(data, facts=order)
    now = revised(data, facts=order, may_replace=lambda _, __: True)

    assert "F24=…" in refused.value.hint
    assert "体检56人次" in now.provenance.text
    assert "门诊楼" not in now.provenance.text


def test_a_whole_changed_sheet_is_one_change_at_a_time(made, tmp_path):
    """Facts in another order and with other numbers are the same facts."""
    report, data = made
    lines = SHEET.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if "12.6公里" in line)
    lines[at] = lines[at].replace("12.6", "13.1")
    lines.insert(at - 1, lines.pop(at))
    sheet = tmp_path / "facts.md"
    sheet.write_text("\n".join(lines) + "\n", "utf-8")

    now = revised(data, sheet=readers.read_facts(sheet), sheet_name="facts.md")

    assert now.provenance.text == report.text.replace("12.6公里", "13.1公里")


def test_harmless_words_ask_nothing_and_stand(made):
    """No figure and no fact is touched: no question, and the words are kept to the letter."""
    _, data = made
    asked = []
    data = typed(data, ("清运垃圾860吨", "清运垃圾860吨，群众都说好"))

    now = revised(data, asked=asked)

    assert not asked
    assert now.provenance.text == arrived(data, "r").text
    assert [(each.who, each.what) for each in now.entries] == [("王五", "改")]


def test_a_changed_figure_is_asked_about_until_it_is_answered(made):
    """Left open it is asked again; kept, the fact follows; restored, the old sentence is back."""
    _, data = made
    came = typed(data, ("12.6公里", "13.1公里"))

    later = revised(came)
    again = revised(later.data)
    kept = revised(later.data, answer=KEEP)
    restored = revised(came, answer=RESTORE)

    assert [(q.lost, q.new) for q in later.open] == [((("F2", "12.6公里"),), ("13.1公里",))]
    assert [(q.lost, q.new) for q in again.open] == [(q.lost, q.new) for q in later.open]
    assert kept.provenance.facts["F2"].text == "修了3条通村公路，一共13.1公里"
    assert not revised(kept.data).open
    assert ROADS in restored.provenance.text


def test_a_deleted_sentence_is_a_lost_fact(made):
    """It is asked about and can be put back where it stood."""
    report, data = made
    came = typed(data, ("镇卫生院门诊楼正在装修，计划2025年3月投用。", ""))

    assert [q.lost[0][0] for q in revised(came).open] == ["F20"]
    assert revised(came, answer=RESTORE).provenance.text == report.text


@pytest.mark.parametrize(
    ("old", "new", "units", "gone"),
    [
        ("甲乙丙丁。|戊己庚辛。", "甲乙丙丁，都说好。", ["甲乙丙丁，都说好。"], ["戊己庚辛。"]),
        ("甲乙。|收入14.3元，增长。", "甲乙，有序。收入77.4元，增长。",
         ["甲乙，有序。", "收入77.4元，增长。"], []),
        ("甲乙丙丁，戊己。|庚辛壬癸。", "甲乙丙丁。路灯3盏。庚辛壬癸。",
         ["甲乙丙丁。", "路灯3盏。", "庚辛壬癸。"], []),
        ("甲乙丙丁。|庚辛壬癸。", "甲乙丙丁，庚辛壬癸。", ["甲乙丙丁，庚辛壬癸。"], []),
    ],
)  # fmt: skip
def test_each_sentence_has_its_own_edits(old, new, units, gone):
    """Two people at neighbouring sentences are not one edit, unless they made one sentence."""
    found = matched([[provenance.Record(text) for text in old.split("|")]], new)

    assert [unit.text for unit in found.units] == units
    assert [each.record.text for each in found.gone] == gone


def test_a_figure_that_another_fact_of_the_sentence_has_too_is_still_lost(made):
    """12 streets and 12 villages in one sentence: one of them gone is asked about, later too."""
    _, data = made
    now = revised(data, facts=("F2=修了12条通村公路，整治隐患12条",))
    was = "修建通村公路12条，整治隐患12条"
    assert was in now.provenance.text

    came = typed(now.data, (was, "修建通村公路12条，整治隐患90条"))
    later = revised(came)

    assert [(q.lost, q.new) for q in later.open] == [((("F2", "12条"),), ("90条",))]
    assert [q.lost for q in revised(later.data).open] == [(("F2", "12条"),)]
    kept = revised(came, answer=KEEP)
    assert kept.provenance.facts["F2"].text == "修了12条通村公路，整治隐患90条"
    assert not revised(kept.data).open
    assert was in revised(came, answer=RESTORE).provenance.text


def test_what_is_put_back_keeps_harmless_words_and_changed_facts(made):
    """A restored sentence has the fact as it is by now, and what was only added to it."""
    _, data = made
    came = typed(data, ("群众412人", "群众214人，群众都说好"))

    restored = revised(came, answer=RESTORE, facts=("F17=农村自建房排查4360栋，整治隐患60栋",))

    told = HOUSES.replace("52栋", "60栋").replace("412人", "412人，群众都说好")
    assert told in restored.provenance.text


def test_a_persons_sentence_is_not_worded_anew(made):
    """Where a figure cannot be put in its place, its author is told, and no word changes."""
    _, data = made
    came = typed(data, (ROADS, "通村公路修了三条多；" + ROADS.partition("；")[2]))

    now = revised(came, facts=("F2=修了3条通村公路，一共13.1公里，全部通车",))

    assert "通村公路修了三条多；" in now.provenance.text
    assert now.stale


def test_comments_are_answered_or_listed(made):
    """数据核一下 names the fact behind each figure; what needs a model is said not to be done."""
    _, data = made
    document = docx.Document(io.BytesIO(data))
    for words, wish in (("调解矛盾纠纷", "数据核一下"), ("招商办法不多", "语气再诚恳一点")):
        paragraph = next(p for p in document.paragraphs if words in p.text)
        document.add_comment(paragraph.runs, wish, "李四")
    stream = io.BytesIO()
    document.save(stream)

    told = [(each.is_done, each.told) for each in revised(stream.getvalue()).answers]

    assert told[0][0]
    assert "213件 与 F7“" in told[0][1]
    assert told[1] == (False, "不用模型时办不到，没有处理")


def test_a_bare_file_is_matched_by_content(made):
    """Without its record a report needs its sheet, and is revised all the same."""
    report, _ = made
    bare = replace(report, facts=None, evidence=())
    data = exporters.exporter_for(".docx").export(bare)

    with pytest.raises(BadInput, match="里没有要点记录"):
        revised(data)
    facts = readers.read_facts(SHEET)
    now = revised(data, sheet=facts, facts=("F2=修了3条通村公路，一共13.1公里",))

    assert now.provenance.text == report.text.replace("12.6公里", "13.1公里")


def test_a_damaged_record_and_a_foreign_sheet_are_told(made):
    """What was changed in the record is noticed; a sheet of another report is refused."""
    _, data = made
    known = provenance.taken(data)
    broken = provenance.dumped(known).replace("12.6公里".encode(), "99公里".encode(), 1)
    with pytest.raises(provenance.Damaged):
        provenance.loaded(broken)
    other = readers.read_facts(SHEET.parents[1] / "police-2023" / "facts.md")
    with pytest.raises(BadInput, match="对不上"):
        revised(data, sheet=other, sheet_name="facts.md")


def test_a_report_edited_past_recognition_is_refused(made):
    """Another text in the same file is not taken for the report."""
    _, data = made
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = "春眠不觉晓，处处闻啼鸟。"
    stream = io.BytesIO()
    document.save(stream)

    with pytest.raises(BadInput, match="对不上"):
        revised(stream.getvalue())


def test_the_record_holds_nothing_that_was_left_out():
    """No dropped fact, no file name and no proof is in the file; a bare one has no record."""
    facts = readers.read_facts(SHEET)
    report = asyncio.run(draft(facts, None, dropped={"F3": "未公开"})).report
    data = exporters.exporter_for(".docx").export(report)

    held = provenance.dumped(provenance.taken(data)).decode()

    assert "食用菌" not in held
    assert "facts.md" not in held


def test_a_comment_on_a_deleted_word_and_a_protected_file_are_told(made):
    """Neither stops the work; the protection stays."""
    from docx.oxml import parse_xml

    from drafter.exporters.wordxml import NAMESPACE

    document = docx.Document(io.BytesIO(made[1]))
    paragraph = next(p for p in document.paragraphs if "青溪水库" in p.text)
    whole = paragraph.runs[0]
    document.add_comment(paragraph.runs, "这句不要", "李四")
    gone = parse_xml(f'<w:del xmlns:w="{NAMESPACE}" w:id="900" w:author="李四"/>')
    whole._element.addprevious(gone)
    for run in paragraph.runs:
        for words in run._element.findall(f"{{{NAMESPACE}}}t"):
            words.tag = f"{{{NAMESPACE}}}delText"
            gone.append(run._element)
    guard = f'<w:documentProtection xmlns:w="{NAMESPACE}" w:edit="readOnly" w:enforcement="1"/>'
    document.settings.element.append(parse_xml(guard))
    stream = io.BytesIO()
    document.save(stream)

    now = revised(stream.getvalue())

    assert [each.told for each in now.answers] == ["所批的字已经删了，没有处理"]
    assert "原文件设了保护（只读），新文件里照样保留" in now.notes
    assert {id for question in now.open for id, _ in question.lost} == {"F2", "F5", "F9"}


def test_three_authors_in_one_word_come_in_by_name(made):
    """One puts words in, another takes some of them out, a third adds to the rest."""
    from docx.oxml import parse_xml

    from drafter.exporters.wordxml import NAMESPACE

    document = docx.Document(io.BytesIO(made[1]))
    paragraph = next(p for p in document.paragraphs if "镇党委集体学习" in p.text)
    run = next(r for r in paragraph.runs if "镇党委集体学习" in r.text)
    told = '<w:{0} xmlns:w="{1}" w:id="{2}" w:author="{3}">{4}</w:{0}>'
    words = "<w:r><w:t>{}</w:t></w:r>"
    out = told.format("del", NAMESPACE, 902, "李四", "<w:r><w:delText>大大</w:delText></w:r>")
    more = told.format("ins", NAMESPACE, 903, "王五", words.format("地"))
    whole = told.format(
        "ins",
        NAMESPACE,
        901,
        "张三",
        words.format("认真") + out + more + words.format("抓好政治建设，"),
    )
    run._element.addprevious(parse_xml(whole))
    stream = io.BytesIO()
    document.save(stream)
    asked = []

    now = revised(stream.getvalue(), asked=asked, is_tracked=True)

    assert not asked
    assert "认真地抓好政治建设，镇党委集体学习" in now.provenance.text
    assert arrived(now.data, "r").before == made[0].text
    assert [set(each.who.split("、")) for each in now.entries] == [{"张三", "李四", "王五"}]


def test_a_damaged_record_in_a_file_is_matched_by_content(made):
    """It is said, the sheet is asked for, and with it the report is revised."""
    report, data = made
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        for name, content in held.items():
            parts.writestr(name, content.replace("共12.6公里".encode(), "共99公里".encode())
                           if name.startswith("customXml/item") else content)  # fmt: skip
    broken = stream.getvalue()

    with pytest.raises(BadInput, match="里的要点记录损坏了"):
        revised(broken)
    now = revised(broken, sheet=readers.read_facts(SHEET))

    assert "文件里的要点记录损坏了，改按内容来对" in now.notes
    assert now.provenance.text == report.text


def test_a_wish_is_met_by_a_model_under_the_gate(made):
    """Words that keep the fact stand; words that lose it do not, and it is said why."""
    _, data = made
    document = docx.Document(io.BytesIO(data))
    paragraph = next(p for p in document.paragraphs if ROADS in p.text)
    runs = [run for run in paragraph.runs if ROADS in run.text]
    document.add_comment(runs, "语气再诚恳一点", "李四")
    stream = io.BytesIO()
    document.save(stream)

    def answered(text):
        reply = json.dumps({"sentences": [{"slot": "S1", "text": text, "facts": []}]})
        chain = Chain(FakeModel(lambda _: reply))
        order = Order(signature=SIGNATURE)
        made = revision.revise(
            stream.getvalue(), "r.docx", order, ask=lambda _: LATER, model=lambda: chain
        )
        return asyncio.run(made)

    good = ROADS.replace("青溪水库除险加固完工", "完成青溪水库除险加固")
    kept, lost = answered(good), answered("公路修得很好。")

    assert [each.is_done for each in lost.answers] == [False]
    assert "模型的改法没有采用" in lost.answers[0].told
    assert ROADS in lost.provenance.text
    assert [each.is_done for each in kept.answers] == [True], kept.answers
    assert good in kept.provenance.text


def test_the_files_are_valid_open_xml(made, tmp_path):
    """A draft, one with comments and a redline, by another's schema check."""
    audit = pytest.importorskip("openxml_audit")
    report, data = made
    redlined = revised(data, facts=("F20=", "F2=修了3条通村公路，一共13.1公里"), is_tracked=True)
    for name, each in (("a", data), ("b", commented(data, report)), ("c", redlined.data)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(each)

        assert audit.OpenXmlValidator().validate(str(path)).is_valid
