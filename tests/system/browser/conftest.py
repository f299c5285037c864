"""A real Chromium before a real service. Where there is no Chromium these tests are skipped, and say so."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.system.browser.visits import CHROMIUM, Visit, chromium
from tests.system.end_to_end.serving import Service, started


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what can't run here, unless continuous integration says that all must."""
    missing = "Chromium is not installed" if CHROMIUM is None else "the service is looked after through /proc"
    if (CHROMIUM and sys.platform == "linux") or os.environ.get("TEST_EVERYTHING") == "1":
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that is ready."""
    with started(tmp_path_factory.mktemp("browser")) as made:
        yield made


@pytest.fixture
def visit(browser: Browser, service: Service) -> Iterator[Visit]:
    """A Chinese person's visit to the page; at its end, nothing went wrong in the browser that was not foreseen."""
    with Visit(browser, service.url) as made:
        yield made


@pytest.fixture
def english_visit(browser: Browser, service: Service) -> Iterator[Visit]:
    """The same of a person whose browser speaks English."""
    with Visit(browser, service.url, locale="en-GB") as made:
        yield made
