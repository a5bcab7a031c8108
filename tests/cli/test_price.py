"""`[price]` in drafter.toml: a cost is told with its currency and the day of its price."""

import json

import pytest

from tests.cli.console import runner
from tests.endpoint import say, serving

PRICE = '[price]\nprompt = 100\ncompletion = 200\ncurrency = "元"\nas_of = "2026-01-31"\n'


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, in a folder with two facts and a price."""
    (tmp_path / "facts.md").write_text(
        "---\nyear: 2023\n---\n- 新建学校6所\n- 改造校舍40间\n", "utf-8"
    )
    (tmp_path / "drafter.toml").write_text(PRICE, "utf-8")
    return runner(tmp_path, monkeypatch, capsys)


def test_a_cost_is_told_with_its_currency_and_day(drafter, monkeypatch):
    """To people in the summary, to machines in fields of their own."""
    with serving(say("{}")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        ran = drafter("draft", "facts.md", "--model", "openai:m-1b", "--json")
    spend = json.loads(ran.out)["spend"]

    cost = (spend["prompt_tokens"] * 100 + spend["completion_tokens"] * 200) / 1e6
    assert spend["cost"] == pytest.approx(cost)
    assert (spend["currency"], spend["prices_as_of"]) == ("元", "2026-01-31")
    assert f"；费用 {cost:.4f} 元（按 2026-01-31 的价格）；" in ran.err
