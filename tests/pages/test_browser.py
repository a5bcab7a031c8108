"""The browser of the tests notices what a page must not do."""

import pytest


@pytest.mark.parametrize(
    "content",
    [
        '<img src="http://127.0.0.1:9/a.png">',
        '<link rel=stylesheet href="//example.invalid/a.css">',
    ],
)
def test_what_is_fetched_is_noticed(browser, tmp_path, content):
    """Otherwise the other tests would show nothing."""
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><base href='http://example.invalid'>{content}", "utf-8")

    browser.open(page)
    browser.listen()

    asked = [url for url in browser.requested if url.startswith("http:")]
    browser.requested.clear()
    browser.complaints.clear()
    assert len(asked) == 1


def test_an_error_in_a_script_is_noticed(browser, tmp_path):
    """The console is listened to."""
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><script>none()</script>", "utf-8")

    browser.open(page)
    browser.listen()

    (complaint,) = browser.complaints
    browser.complaints.clear()
    assert "none is not defined" in complaint
