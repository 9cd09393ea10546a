"""A model or none comes in; the real server and a page of a real browser go out, and whatever went wrong in them."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Response, sync_playwright

SLAMODEL = (sys.executable, "-c", "from slamodel.cli import main; main()")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
# The last two keep the browser from talking to anybody but the server of the test.
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WATCH = """addEventListener("securitypolicyviolation", event =>
  slamodelViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""


class Serve(Protocol):
    """Starts a server and says its address, which ends in a slash."""

    def __call__(self, model: Path | None = None, *, data: Path | None = None) -> str: ...


@dataclass
class Troubles:
    """What a page did that no page may do; `allow` takes patterns of what a test provokes on purpose."""

    found: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        self.allowed.append(pattern)

    def left(self) -> list[str]:
        return [line for line in self.found if not any(re.search(pattern, line) for pattern in self.allowed)]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder need the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Serve]:
    """`server(model)` serves a copy of a file or folder, `server()` workspaces in an empty database."""
    running: list[subprocess.Popen[bytes]] = []

    def start(model: Path | None = None, *, data: Path | None = None) -> str:
        place = tmp_path / f"server-{len(running)}"
        where = [_copy(model, place)] if model else ["--data", data or place / "workspaces.db"]
        command = [*SLAMODEL, "serve", "--port", "0", *map(str, where)]
        log = tmp_path / f"{place.name}.log"
        with log.open("wb") as stream:
            running.append(subprocess.Popen(command, stderr=stream, env={**os.environ, "PYTHONUTF8": "1"}))
        return _address(running[-1], log)

    yield start
    for process in running:
        process.terminate()
        process.wait(20)
    told = "".join(file.read_text() for file in sorted(tmp_path.glob("server-*.log")))
    assert "fault" not in told, told


def _copy(model: Path, place: Path) -> Path:
    """A model to write to: tests change what they serve, and examples stay as they are."""
    place.mkdir()
    to = place / model.name
    return shutil.copytree(model, to) if model.is_dir() else Path(shutil.copy(model, to))


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    """Where the server says that it is, as soon as it says so."""
    while process.poll() is None:
        if found := re.search(r"http://\S+/", log.read_text()):
            return found[0]
        time.sleep(0.02)
    raise AssertionError(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None:
        pytest.fail("No Chromium here: `./dev browser` installs one, or install the package `chromium`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def troubles() -> Troubles:
    """What has gone wrong in the pages of this test so far."""
    return Troubles()


@pytest.fixture
def context(chromium: Browser, troubles: Troubles) -> Iterator[BrowserContext]:
    """One user: their pages share cookies; all of them are watched, and what went wrong fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(10_000)
    context.expose_function("slamodelViolation", lambda what: troubles.found.append(f"CSP {what}"))
    context.add_init_script(WATCH)
    context.on("page", lambda page: _watch(page, troubles))
    yield context
    context.close()
    assert not troubles.left(), "\n".join(troubles.left())


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab; `context.new_page()` opens another one of the same user."""
    return context.new_page()


def _watch(page: Page, troubles: Troubles) -> None:
    page.on("console", lambda message: troubles.found.extend(_console(message)))
    page.on("pageerror", lambda error: troubles.found.append(f"error {error} on {page.url}"))
    page.on("response", lambda response: troubles.found.extend(_response(response)))
    page.on("dialog", lambda dialog: _dialog(dialog, troubles))


def _dialog(dialog: Dialog, troubles: Troubles) -> None:
    troubles.found.append(f"dialog {dialog.type} {dialog.message}")
    dialog.dismiss()


def _console(message: ConsoleMessage) -> list[str]:
    """Errors and warnings; that an answer was a refusal is judged by the answer itself."""
    if message.type not in ("error", "warning") or message.text.startswith("Failed to load resource"):
        return []
    return [f"console {message.type}: {message.text} on {message.location.get('url')}"]


def _response(response: Response) -> list[str]:
    """A page may be refused, a fault never; what a page needs has to be there."""
    is_own = response.request.resource_type in ("document", "xhr", "fetch")
    is_trouble = response.status >= 500 or (response.status >= 400 and not is_own)
    return [f"answer {response.status} for {response.url}"] if is_trouble else []


@pytest.fixture
def axe_clean() -> Callable[[Page], None]:
    """`axe_clean(page)` fails when axe finds anything, in light or in dark; the page's own CSP stays in force."""
    options: dict[str, Any] = {
        "resultTypes": ["violations"],
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {"target-size": {"enabled": True}},
    }

    def check(page: Page) -> None:
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page, options=options)
            assert not found.violations_count, f"{scheme} {page.url}\n{found.generate_report()}"

    return check
