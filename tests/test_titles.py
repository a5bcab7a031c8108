"""People read the titles of rules and one word for each severity; programs read names."""

import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import openpyxl
import pytest

from drafter import cli
from drafter.batch import summary
from drafter.batch.folder import Folder
from drafter.batch.job import JobFlaw, Tally
from drafter.batch.record import DocumentRecord, Why
from drafter.checking.marked import marked
from drafter.checking.reporters import reporter
from drafter.checking.results import Inspection, Results
from drafter.console.session import card, help_text
from drafter.console.session.styled import plain
from drafter.document import Finding, Severity
from drafter.redline import comments
from drafter.rules import all_rules, title
from drafter.settings import Price

RULES = all_rules()
NAMES = re.compile("|".join(rule.name for rule in RULES))
FINDINGS = tuple(
    Finding(rule.name, rule.severity, (0, 1), 1, "甲", "有一处不妥", "改正") for rule in RULES
)
RESULTS = Results((Inspection("甲.txt", "甲乙", FINDINGS),), is_single=True)
EVERY = {rule.title for rule in RULES}
WORDS = ("错误", "警告", "建议")


class _Shown(HTMLParser):
    """What a page shows; titles that a mouse brings up count, styles and scripts do not."""

    def __init__(self):
        super().__init__()
        self.text, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("style", "script")
        self.text += [value for name, value in attrs if name == "title"]

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "script")

    def handle_data(self, data):
        self.text += [] if self.hidden else [data]


def of_page():
    """The page of findings."""
    shown = _Shown()
    shown.feed(reporter("html").render(RESULTS).decode())
    return "\n".join(shown.text)


def of_book(data):
    """Every cell of a book."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)


def of_cases():
    """What continuous integration lists: the cases and what they say, not what type they are."""
    root = ET.fromstring(reporter("junit").render(RESULTS))
    said = [each.get("name", "") + (each.text or "") for each in root.iter()]
    return "\n".join([*said, *(each.get("message", "") for each in root.iter("failure"))])


def of_batch(tmp_path):
    """The summary of a folder of reports."""
    flaws = tuple(JobFlaw(rule.name, 1, "甲", "有一处不妥", "改正") for rule in RULES)
    rows = [DocumentRecord("甲.txt", "1", tally=Tally(errors=len(flaws), flaws=flaws))]
    rows += [DocumentRecord(f"{why}.txt", why, why.value, "不行") for why in Why]
    return of_book(summary.render(rows, Folder(tmp_path), Price()))


PLACES = {
    "text": lambda _: reporter("text").render(RESULTS).decode(),
    "github": lambda _: reporter("github").render(RESULTS).decode(),
    "junit": lambda _: of_cases(),
    "html": lambda _: of_page(),
    "xlsx": lambda _: of_book(reporter("xlsx").render(RESULTS)),
    "batch": of_batch,
    "session": lambda _: "\n".join(map(plain, card.flaws(FINDINGS, 80, plain=True))),
    "help of a session": lambda _: "\n".join(
        plain(line) for rule in RULES for line in help_text.rule(rule, 80)
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_people_read_every_rule_by_its_title(place, tmp_path):
    """All rules are there by title and none by name, nor is a severity in English."""
    told = PLACES[place](tmp_path)

    assert {title for title in EVERY if title not in told} == set()
    assert NAMES.findall(told) == []
    if place not in ("github", "junit", "batch"):  # no words, or those of errors alone
        assert [word for word in WORDS if word not in told] == []
        assert re.findall(r"\b(?:error|warning|suggestion|note|notice)\b", told) == []


def test_comments_in_word_name_rules_by_title(monkeypatch, tmp_path):
    """Each comment begins with the severity's word and the rule's title."""
    taken = []

    class Judge:
        def judge(self, text, path):
            return Inspection(path, text, FINDINGS)

    def kept(data, _name, remarks, _author):
        taken.extend(remarks)
        return comments.Commented(data, len(remarks), 0)

    monkeypatch.setattr("drafter.checking.marked.commented", kept)
    path = tmp_path / "甲.docx"
    document(path)
    marked(path, Judge(), fixes=False, comments=True, author="某人")

    begun = [remark.lines[0].partition("：")[0] for remark in taken]
    assert begun == [f"{rule.severity.word} {rule.title}" for rule in RULES]


def document(path):
    """A Word file of one line."""
    import docx

    made = docx.Document()
    made.add_paragraph("甲乙")
    made.save(path)


def test_rules_are_listed_by_title(capsys):
    """The list that people read has titles alone; the one for programs has both."""
    assert cli.main(["rules"]) == 0
    listed = [line.split("\t")[:2] for line in capsys.readouterr().out.splitlines()]
    assert cli.main(["rules", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)

    assert listed == [[rule.title, rule.severity.word] for rule in RULES]
    assert [(each["name"], each["title"]) for each in told] == [(r.name, r.title) for r in RULES]


def test_programs_read_names_and_severities_as_ever():
    """JSON holds no title where a name is meant."""
    told = json.loads(reporter("json").render(RESULTS))

    assert [each["rule"] for each in told["findings"]] == [rule.name for rule in RULES]
    assert {each["severity"] for each in told["findings"]} == {each.value for each in Severity}


def test_a_rule_of_an_older_version_keeps_its_name():
    """What was kept on disk before a rule went can still be read."""
    assert title("gone-rule") == "gone-rule"
