"""What a paper is, what may be wished of it, and how its lines become a report's."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.document import Paragraph, ParagraphKind, Report
from drafter.document.genre import Genre
from drafter.papers.content import Content, Statement
from drafter.text import strip_end

Row = tuple[ParagraphKind, str]
DENSE = 80  # characters up to which statements of one theme are merged into one sentence


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """How long a paper should be, where that can be said."""

    minutes: float = 8
    length: int = 0  # characters; 0: all that there is


@dataclass(frozen=True, slots=True)
class Paper:
    """One of several papers that tell the same year."""

    form: "PaperForm"
    report: Report
    told: int  # statements of the report that it tells
    left: tuple[str, ...]  # those that it does not
    notes: tuple[str, ...] = ()  # what its author has to know
    fits: bool = True  # as long as was wished, as far as the report bears it


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A kind of paper: its name, and how it is written from a report."""

    id: str
    name: str
    help: str
    write: Callable[[Content, PaperOrder], Paper]
    is_compact: bool = False  # set small, to stand on one page


def report_of(rows: Iterable[Row], genre: Genre) -> Report:
    """Lines whose kinds are known as a report, to be exported like any other."""
    text, paragraphs = "", list[Paragraph]()
    for kind, line in rows:
        if line:
            paragraphs.append(Paragraph(kind, (len(text), len(text) + len(line)), line))
            text += f"{line}\n"
    return Report(genre, text, tuple(paragraphs))


def prose(statements: Sequence[Statement], *, dense: bool = False) -> str:
    """Statements as sentences: those that shared one share it still.

    Args:
        statements: statements of one theme, in order.
        dense: merge neighbours that are short, too.

    >>> statements = [Statement("新建学校6所", 0, 0), Statement("化解大班额48个", 2, 1)]
    >>> prose(statements), prose(statements, dense=True)
    ('新建学校6所。化解大班额48个。', '新建学校6所；化解大班额48个。')
    """
    rows: list[tuple[str, int]] = []
    for each in statements:
        last, sentence = rows[-1] if rows else ("", -1)
        is_short = dense and len(last) + len(each.text) <= DENSE and "。" not in last + each.text
        if rows and (each.sentence == sentence or is_short):
            rows[-1] = f"{last}；{each.text}", each.sentence
        else:
            rows.append((each.text, each.sentence))
    return "".join(ended(text) for text, _ in rows)


def ended(text: str) -> str:
    """With one full stop; an open place needs none."""
    bare = strip_end(text)
    return bare if not bare or bare.endswith(("〕", "！", "？")) else f"{bare}。"


def left_out(statements: Iterable[Statement], kept: Iterable[int]) -> tuple[str, ...]:
    """The statements that a paper does not take."""
    taken = set(kept)
    return tuple(each.text for each in statements if each.at not in taken and not each.is_open)


def with_notes(paper: Paper, *notes: str) -> Paper:
    """The paper with more to be said of it."""
    return replace(paper, notes=(*paper.notes, *(note for note in notes if note)))
