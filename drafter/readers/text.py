"""Plain text: one fact a line, numbered or not; a report as it stands."""

from drafter.document import Facts, genre
from drafter.readers import header as headers
from drafter.readers import mail
from drafter.readers.bullets import gather
from drafter.readers.encoding import decode
from drafter.readers.lines import line
from drafter.readers.reader import Reader, Text
from drafter.readers.sheet import assemble


def facts(data: bytes, source: str) -> Facts:
    """Every line is a fact, but for headings (see `bullets.gather`) and header lines at the top.

    Raises:
        BadInput: no line is left that could be a fact.
    """
    notes: tuple[str, ...] = ()
    content = data
    if mail.is_source(data):
        told, notes = mail.decoded(data, source)
        content = told.encode()
    body = mail.text(decode(content, source).split("\n"), source)
    taken = headers.take(body.rows)
    kind = genre.load(headers.genre_id(taken.header))
    lines = (line(raw, f"{source}:{number}") for number, raw in enumerate(taken.rest, 1))
    found = gather(lines, kind, bare=True)
    header = {"title": found.title, **taken.header}
    return assemble(
        found.bullets, header, source, (*taken.notes, *found.notes, *body.notes, *notes)
    )


def text(data: bytes, source: str) -> Text:
    """A report as it stands in the file."""
    return Text(decode(data, source))


TEXT = Reader("纯文本", (".txt", ".text"), facts, text)
