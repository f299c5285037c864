"""A person's visit to the page, and what it must never do: fail unseen, or turn to anyone but the service."""

import json
import shutil
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Request, Response, expect, sync_playwright

from tests.service.api.contract import path_of

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "report-with-defects.txt"
WINDOW = {"width": 1280, "height": 800}

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""The one without windows first: it opens a tab in a fifth of the time that the other needs."""

PATIENCE = 60_000
"""Milliseconds that a test waits for what must come, for the machine may be busy."""
expect.set_options(timeout=PATIENCE)

_AXE = "axe_playwright_python"
_CARRY = """([files, kinds, where]) => {
    const carried = new DataTransfer();
    for (const [name, text] of files) carried.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    for (const kind of kinds) document.querySelector(where)
        .dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


class Visit:
    """One browser tab at the page, in a session of its own."""

    def __init__(self, browser: Browser, url: str, **context: Any) -> None:
        # A page that still scrolls smoothly to what was asked for moves away between a mouse's press and its release.
        still = {"reduced_motion": "reduce"}
        self._context = browser.new_context(**{"locale": "zh-CN", "viewport": WINDOW, **still, **context})
        self.url = url
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.expected_statuses: set[int] = set()
        self._allowed: list[str] = []
        self._wrong: list[str] = []
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self._wrong.append(str(error)))
        self.page.on("request", self._see)
        self.page.on("response", self._check)

    def __enter__(self) -> "Visit":
        self.page.goto(self.url)
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()
        assert not self._wrong, self._wrong

    def give(self, *files: Path | tuple[str, bytes]) -> None:
        """Choose files for the audit."""
        self.page.set_input_files("#reports", [_payload(file) for file in files])

    def drop(self, *files: tuple[str, bytes], on: str = ".drop") -> None:
        """Drop files on a part of the page."""
        self._carry(files, ["dragover", "drop"], on)

    def drag(self, over: str) -> None:
        """Hold a file over a part of the page."""
        self._carry([("held.txt", b"")], ["dragover"], over)

    def _carry(self, files: Sequence[tuple[str, bytes]], kinds: Sequence[str], where: str) -> None:
        self.page.wait_for_selector(where)
        self.page.evaluate(_CARRY, [[[name, b64encode(data).decode()] for name, data in files], kinds, where])

    def read(self, *files: Path | tuple[str, bytes]) -> None:
        """Have files audited, until their findings are there."""
        self.give(*files)
        self.page.wait_for_selector(".findings")

    def find(self, selector: str, has_text: str | None = None) -> Locator:
        return self.page.locator(selector, has_text=has_text)

    def texts(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def violations(self) -> list[str]:
        """What axe has against the page as it is: rule and element."""
        self.page.evaluate(_axe() + ";0")
        # For all else that it looked at it would make selectors, which takes long.
        found = self.page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations")
        return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]

    def focused(self) -> Locator:
        return self.page.locator(":focus")

    def session(self) -> dict[str, str]:
        return dict(json.loads(self.page.evaluate("JSON.stringify({...sessionStorage})")))

    def allow(self, text: str) -> None:
        """Foresee what the browser's console will say."""
        self._allowed.append(text)

    def _hear(self, kind: str, text: str) -> None:
        foreseen = [*self._allowed, *(f"status of {status}" for status in self.expected_statuses)]
        is_foreseen = any(each in text for each in foreseen)
        if kind in ("error", "warning") and not is_foreseen:
            self._wrong.append(text)

    def _see(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "blob:")):
            self._wrong.append(f"a request to {request.url}")

    def _check(self, response: Response) -> None:
        path = urlsplit(response.url).path
        if response.url.startswith(self.url) and path_of(path) is None:
            self._wrong.append(f"{path} is not in openapi.yaml")


def _payload(file: Path | tuple[str, bytes]) -> Any:
    name, data = (file.name, file.read_bytes()) if isinstance(file, Path) else file
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def _axe() -> str:
    spec = find_spec(_AXE)
    folders: Sequence[str] = (spec.submodule_search_locations or ()) if spec else ()
    return (Path(folders[0]) / "axe.min.js").read_text(encoding="utf-8")
