"""Scans and what reads them."""

import os

import pytest

from workers.readers import scan


@pytest.fixture(autouse=True, scope="session")
def _recognition() -> None:
    """Skips without the extra, unless it was asked for: then its lack is a failure."""
    if not scan.is_installed() and os.environ.get("OCR") != "1":
        pytest.skip("the extra `ocr` isn't installed: make test OCR=1")
