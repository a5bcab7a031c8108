"""What many modules need stands in one place: a second writing would drift from the first."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "written",
    [
        r"(?:〔待补|\{OPEN\})\[\^〔〕",  # `OPEN_PLACE`
        r"if len\((\w+)\) <= (\w+) else f?[\"{(]*\1\[: ?\2 - 1\]",  # `shorten`
    ],
)
def test_only_one_module_writes_it_out(written):
    """All others take it from `drafter.text`."""
    sources = (path for part in ("drafter", "evals") for path in (ROOT / part).rglob("*.py"))
    found = [path for path in sources if re.search(written, path.read_text("utf-8"))]

    assert found == [ROOT / "drafter" / "text" / "__init__.py"]
