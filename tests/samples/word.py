"""The three old reports in Word, made anew: `python -m tests.reports.word`.

What Word itself leaves in files is put in by hand: runs split in odd places, bookmarks, a field,
a soft break, changes tracked earlier, a table, automatic numbers, headers and page numbers.
"""

import copy
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

HERE = Path(__file__).parent
WATER = """水利局局长述职报告
2023年，在县委、县政府的坚强领导下，本人作为县水利局局长，认真履行岗位职责，较好完成了各项任务。
一、政治学习
全年参加中心组学习12次，讲党课2次，组织“河湖卫士”主题党日6次。
二、业务工作
完成清河治理14.6公里，加固病险水库8座，新增灌溉面积1.2万亩，争取上级资金2.35亿元。
处置河湖“四乱”问题57个，巡河巡湖960次。农村自来水普及率由91.2％提高到95.8％，取得了显著成效。
三、队伍建设
引进水利专业人才6名，轮岗交流11人，评选“最美护水人”10名。
四、廉政建设
本人没有插手水利工程招投标，履行第一责任人责任，约谈项目负责人9人次。
存在的不足：一是水土保持监管不够。有3个生产建设项目没有及时验收。二是调查研究不够。全年到灌区调研只有4次。
改进措施：一是建立水土保持监管台账，每月核查一次，2024年6月底前完成3个项目验收。二是每季度到灌区蹲点调研不少于3天。
述职人：孙立成
2024年1月8日"""
SCHOOL = """职业技术学院党委书记2022年度述职报告
各位代表：
2022年，在省教育厅党组的正确领导下，本人带领班子成员，推动学院事业发展。
一、坚持党的领导，落实立德树人根本任务
1、召开党委会26次，研究“三重一大”事项71项。
2、讲思政课8次，听课24节，联系学生班级2个。
二、推进改革发展
1、新增专业4个，招生3260人，毕业生就业率94.7％。
2、与36家企业共建实训基地，订单培养学生1180名，获得省级教学成果奖3项。
各系主要指标见下表：
三、全面从严治党
签订责任书23份，开展警示教育4次，本人严格遵守中央八项规定精神。
四、问题和打算
问题：一是博士比例偏低，只占7.3％；二是校园网络安全投入不足。
打算：2023年引进博士15名，投入160万元升级防火墙。"""
FARM = """2024年度述职述廉报告
2024年，在县委的坚强领导下，本人作为县农业农村局局长，牢记组织重托，扎实推进“三农”各项工作。
对党忠诚讲政治，始终坚持正确政治方向
传达学习中央一号文件精神4次，组织中心组学习12次，撰写调研报告3篇。
聚焦主业抓落实，推动乡村振兴走深走实
粮食播种面积48.6万亩，总产22.3万吨；新建高标准农田3.2万亩；培育县级以上龙头企业9家。
防止返贫监测对象486户1523人，全部落实帮扶措施，脱贫人口人均纯收入增长13.6％。
改造户厕2460户，创建省级示范村5个，农村生活垃圾处理率达到98％，取得了显著成效。
从严从实抓班子，锻造务实担当的工作队伍
选派农技员64名进村入户，办培训班18期，培训农民3100人次。
严于律己守底线，始终保持清正廉洁政治本色
落实党风廉政建设主体责任，排查廉政风险点37个，整改惠农补贴发放问题12个，没有干预项目安排。
针对2023年度考核反馈的“品牌建设滞后”问题，注册地理标志商标2件，举办丰收节活动3场，线上销售额突破1.1亿元。
个人存在的不足：一是科技推广不够。新品种覆盖面只有六成。二是统筹协调不够。与水利、电力等部门会商少，有2个农田项目通电推迟了3个月。
改进措施：一是建立新品种示范基地8个，2025年覆盖面提高到75％。二是建立部门月会商制度，会商结果列入台账逐项销号。"""


def odd_runs():
    """Runs split in words and figures, a bookmark, a field, a soft break, earlier changes."""
    document = docx.Document()
    for number, line in enumerate(WATER.split("\n")):
        paragraph = document.add_paragraph()
        if not number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        at = 0
        for size in (3, 1, 7, 2, 11, 5, 1, 23):
            piece = line[at : at + size]
            if piece:
                paragraph.add_run(piece).font.size = Pt(16)
            at += size
        if line[at:]:
            paragraph.add_run(line[at:]).font.size = Pt(16)
    rows = document.paragraphs
    duty = next(row for row in rows if row.text.startswith("完成清河"))
    duty.runs[1]._r.addprevious(
        parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="清河"/>')
    )
    duty.runs[4]._r.addnext(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
    duty.runs[3]._r.addnext(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
    break_at = next(row for row in rows if row.text.startswith("处置河湖")).runs[5]
    break_at._r.append(OxmlElement("w:br"))
    tracked(next(row for row in rows if row.text.startswith("引进水利")))
    field(rows[-1])
    return document


def tracked(paragraph):
    """Someone changed 6名 from 5名 before, and struck out a few words."""
    first = paragraph.runs[0]._r
    who = 'w:author="办公室" w:date="2024-01-05T09:00:00Z"'
    first.addprevious(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="101" {who}><w:r><w:delText>一年来，</w:delText></w:r>'
            "</w:del>"
        )
    )
    last = paragraph.runs[-1]._r
    wrapper = parse_xml(f'<w:ins {nsdecls("w")} w:id="102" {who}/>')
    last.addprevious(wrapper)
    wrapper.append(last)


def field(paragraph):
    """The date is shown by a field, as templates leave it."""
    text = paragraph.text
    look = copy.deepcopy(paragraph.runs[0]._r.rPr)
    for run in list(paragraph.runs):
        paragraph._p.remove(run._r)
    for content in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> QUOTE 日期 </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{text}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        run = parse_xml(f"<w:r {nsdecls('w')}>{content}</w:r>")
        run.insert(0, copy.deepcopy(look))
        paragraph._p.append(run)


def table():
    """A table between the paragraphs."""
    document = docx.Document()
    for line in SCHOOL.split("\n"):
        document.add_paragraph(line)
        if line.startswith("各系"):
            grid = document.add_table(rows=3, cols=3)
            rows = (
                ("系部", "在校生（人）", "就业率"),
                ("机电系", "1420", "96.1％"),
                ("护理系", "1685", "97.4％"),
            )
            for row, told in zip(grid.rows, rows, strict=True):
                for cell, text in zip(row.cells, told, strict=True):
                    cell.text = text
    return document


def headed():
    """Headings numbered by Word, a header, page numbers."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部资料 注意保存"
    footer = section.footer.paragraphs[0]
    for content in (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText> PAGE </w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        footer._p.append(parse_xml(f"<w:r {nsdecls('w')}>{content}</w:r>"))
    number = list_of_han(document)
    for at, line in enumerate(FARM.split("\n")):
        paragraph = document.add_paragraph(line)
        if not at:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if len(line) < 24 and "，" in line and not line.endswith("。"):
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/>'
                    f'<w:numId w:val="{number}"/></w:numPr>'
                )
            )
    return document


def list_of_han(document):
    """一、二、三、: the list's id."""
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
            '<w:suff w:val="nothing"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    assert numbering.find(qn("w:num")) is not None
    return 90


if __name__ == "__main__":
    odd_runs().save(HERE / "water-2023.docx")
    table().save(HERE / "college-2022.docx")
    headed().save(HERE / "farming-2024.docx")
