"""Pages in a real browser: headless Chromium that reaches files and nothing else."""

import base64
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

TOOLS = ("chromium", "chromedriver")


@dataclass
class Browser:
    """One window; it remembers what its pages asked for and complained about."""

    driver: Any
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, page: Path, *, width: int = 1280, height: int = 900) -> None:
        """Show a file in a window of this size."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get("about:blank")  # the same file again, only with another #place, is no load
        self.driver.get(page.as_uri())

    def run(self, script: str, *values: Any) -> Any:
        """What the script, a function body, returns for these arguments."""
        return self.driver.execute_script(script, *values)

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that fits, as a mouse does."""
        from selenium.webdriver.common.action_chains import ActionChains

        element = self.driver.find_element("css selector", selector)
        self.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        ActionChains(self.driver).click(element).perform()

    def press(self, *keys: str) -> None:
        """Type keys where the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def texts(self, selector: str) -> list[str]:
        """What stands in every element that fits, shown or not."""
        return self.run(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)",
            selector,
        )

    def is_seen(self, selector: str) -> bool:
        """The first element that fits lies in the window, and nothing lies over it."""
        return self.run(
            """
            const element = document.querySelector(arguments[0]);
            const [box] = element.getClientRects();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            return element.contains(document.elementFromPoint(x, y));
            """,
            selector,
        )

    def overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        return self.run("return document.documentElement.scrollWidth - innerWidth")

    def screenshot(self, path: Path) -> None:
        """What the window shows, as PNG."""
        path.write_bytes(self.driver.get_screenshot_as_png())

    def printed(self, path: Path) -> None:
        """The page on A4 as PDF, without backgrounds, as printers are set."""
        paper = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": False}
        data = self.driver.execute_cdp_cmd("Page.printToPDF", paper)["data"]
        path.write_bytes(base64.b64decode(data))

    def listen(self) -> None:
        """Add what was asked for and complained about since the last time."""
        for entry in self.driver.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            if event["method"] == "Network.requestWillBeSent":
                self.requested.append(event["params"]["request"]["url"])
        self.complaints += [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="session")
def _window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One Chromium for all tests: it takes a second to start."""
    lacking = [tool for tool in TOOLS if not shutil.which(tool)]
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    profile = tmp_path_factory.mktemp("profile")
    for option in (
        "headless=new",
        "hide-scrollbars",
        "disable-background-networking",
        "disable-dev-shm-usage",  # 64 MB in a container, and the page is lost
        "host-resolver-rules=MAP * ~NOTFOUND",  # no name leads anywhere
        f"user-data-dir={profile}",
    ):
        options.add_argument(f"--{option}")
    if sys.platform == "linux" and os.getuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium's own is not for root
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options, service)
    yield driver
    driver.quit()


@pytest.fixture
def browser(_window: Any) -> Iterator[Browser]:
    """A window; at the end its pages must have asked for files only, and complained of nothing."""
    window = Browser(_window)
    window.listen()
    window.requested.clear()
    window.complaints.clear()
    yield window
    window.listen()
    assert [
        url for url in window.requested if not url.startswith(("file:", "about:", "chrome:"))
    ] == []
    assert window.complaints == []
