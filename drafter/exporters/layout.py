"""GB/T 9704-2012 in numbers, as far as a report without a red head follows it.

Lengths in twips (1/20 pt, 56.7 to a millimetre) unless they say otherwise. 22 lines of 28
characters were measured with LibreOffice 7.4: 29 pt lines give 21, unsqueezed characters 27.
"""

from dataclasses import dataclass

PAGE = (11906, 16838)  # A4
MARGINS = {"top": 2098, "bottom": 1984, "left": 1588, "right": 1474}  # 37, 35, 28, 26 mm
LINE = 579  # 28.95 pt exactly
SQUEEZE = -5  # between characters: -0.25 pt
FOOTER = 1435  # 25.3 mm from the page's edge: the 一字线 stands 7 mm below the text
FOOTER_LINE = 320  # 16 pt for the 14 pt of a page number
INDENT_CHARACTERS = 200  # two, in hundredths
INDENT = 640  # the same for programs that do not count characters
DATE_INDENT_CHARACTERS = 400
DATE_INDENT = 1280
PAGE_INDENT_CHARACTERS = 100
PAGE_INDENT = 280


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface by the name Word knows it by, and its size in half points."""

    font: str
    size: int


BODY = Face("仿宋_GB2312", 32)  # 三号
TITLE = Face("方正小标宋简体", 44)  # 二号
LEVEL_1 = Face("黑体", 32)
LEVEL_2 = Face("楷体_GB2312", 32)
PAGE_NUMBER = Face("宋体", 28)  # 四号
