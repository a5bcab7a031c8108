"""A mail as it is saved to a file: its text is a sheet; what is attached is named."""

from drafter.document import Facts
from drafter.readers import mail, text
from drafter.readers.reader import Reader
from drafter.readers.sheet import noted


def facts(data: bytes, source: str) -> Facts:
    """The facts of the mail's text.

    Raises:
        Unreadable: it holds no plain text.
        BadInput: no line of it could be a fact.
    """
    told, notes = mail.decoded(data, source)
    found = text.facts(told.encode(), source)
    for note in notes:
        found = noted(found, note)
    return found


EML = Reader("邮件", (".eml",), facts, sniff=mail.is_source)
