"""What an office file is by its bytes: many have the suffix of another."""

from drafter.readers.archive import OLD_OFFICE

PDF = b"%PDF-"
WORD = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".docx", ".docm")
OFFICE = frozenset(
    (*WORD, ".xls", ".et", ".ods", ".xlsb", ".xlsx", ".xlsm", ".pptx", ".pptm", ".ppsx", ".pdf")
)
_STREAMS = (("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"))
_PACKED = (
    (b"application/vnd.oasis.opendocument.text", ".odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", ".ods"),
    (b"word/document.xml", ".docx"),
    (b"xl/workbook.bin", ".xlsb"),
    (b"xl/workbook.xml", ".xlsx"),
    (b"ppt/presentation.xml", ".pptx"),
)


def true_suffix(suffix: str, data: bytes) -> str:
    r"""The format of an office file by what it holds; of any other the suffix it has.

    >>> true_suffix(".doc", b"{\\rtf1 a}"), true_suffix(".txt", b"{\\rtf1 a}")
    ('.rtf', '.txt')
    """
    if suffix.lower() not in OFFICE:
        return suffix
    if data.startswith(PDF):
        return ".pdf"
    kind = kind_of(data)
    return kind if kind in OFFICE else suffix


def office_suffix(data: bytes) -> str:
    r"""The suffix that bytes without a name ask for; "" for no office file.

    >>> office_suffix(b"%PDF-1.7"), office_suffix(b"- a")
    ('.pdf', '')
    """
    if data.startswith(PDF):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return kind_of(data) or ".docx"
    if data.startswith(OLD_OFFICE):
        return kind_of(data) or ".doc"
    return ".rtf" if data.startswith(b"{\\rtf") else ""


def kind_of(data: bytes) -> str:
    r"""The suffix that the bytes of an older office file ask for; "" for no such file.

    >>> kind_of(b"{\\rtf1 a}"), kind_of(b"%PDF-1.7"), kind_of(b"<html><body>")
    ('.rtf', '', '.html')
    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(OLD_OFFICE):
        return next((suffix for mark, suffix in _STREAMS if mark.encode("utf-16-le") in data), "")
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"PK\x03\x04"):
        return next((suffix for mark, suffix in _PACKED if mark in data), "")
    if b"<html" in head.lower():
        return ".html"
    return ".xml" if b"schemas.microsoft.com/office/word/2003/wordml" in head else ""
