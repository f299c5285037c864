"""The pages for people, as they are served."""

import re
from importlib.resources import files

import pytest

from service.api.web import POLICY

PAGES = ["/", "/docs"]
ASSETS = ["/web/page.js", "/web/page.css", "/web/docs.js", "/web/icon.svg"]


@pytest.mark.parametrize("path", [*PAGES, *ASSETS])
def test_a_page_is_held_to_what_is_its_own(client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'; ")


@pytest.mark.parametrize("path", [*PAGES, *ASSETS])
def test_a_page_that_a_browser_has_is_not_sent_again(client, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_nothing_from_elsewhere_and_has_no_script_or_style_in_it(client, path: str) -> None:
    page = client.get(path).text
    assert set(re.findall(r'(?:src|href)="([^"#]+)', page)) <= {
        "web/page.css",
        "web/page.js",
        "web/docs.js",
        "web/icon.svg",
        ".",
        "docs",
        "openapi.yaml",
        "openapi.json",
    }
    assert "<style" not in page
    assert not re.search(r"<script[^>]*>[^<]", page)
    assert not re.search(r"\s(style|on\w+)=", page)


def test_only_the_files_of_the_pages_are_served(client) -> None:
    for name in ("page.html", "..%2Fapp.py", "x.js"):
        assert client.get(f"/web/{name}").status_code == 404
    served = {path.rpartition("/")[2] for path in ASSETS}
    assert {file.name for file in (files("service") / "web").iterdir()} == served | {"page.html"}


def test_the_script_makes_no_markup_of_strings() -> None:
    for name in ("page.js", "docs.js"):
        script = (files("service") / "web" / name).read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script)


def test_the_contract_s_page_speaks_two_languages(client) -> None:
    assert "试一试" in client.get("/docs").text
    english = client.get("/docs", headers={"Accept-Language": "en"})
    assert "Try it" in english.text
    assert english.headers["Vary"] == "Accept-Language"
