"""The pages for people, as they are served."""

import re
from importlib.resources import files

import pytest

from service.api.web import POLICY, digest
from service.errors import catalogue

FOLDER = files("service") / "web"
PAGES = ["/", "/docs"]
NAMES = sorted(file.name for file in FOLDER.iterdir() if file.name != "page.html")
MODULES = [name for name in NAMES if name.endswith(".js")]
ASSETS = [f"/icon/{digest()}.svg", *(f"/web/{digest()}/{name}" for name in NAMES if name != "icon.svg")]


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
        *(address.removeprefix("/") for address in ASSETS),
        ".",
        "docs",
        "docs?lang=en",
        "docs?lang=zh",
        *(f"problems/{code}" for code in catalogue()),
        "openapi.yaml",
        "openapi.json",
    }
    assert "<style" not in page
    assert not re.search(r"<script[^>]*>[^<]", page)
    assert not re.search(r"\s(style|on\w+)=", page)


def test_a_page_is_asked_for_anew_and_what_it_is_made_of_kept_for_ever(client) -> None:
    for path in PAGES:
        assert client.get(path).headers["Cache-Control"] == "no-cache"
    for path in ASSETS:
        assert "immutable" in client.get(path).headers["Cache-Control"]


def test_no_page_is_made_of_two_versions(client) -> None:
    for version in ("0" * 16, digest().upper() + "x", "main.js"):
        assert client.get(f"/web/{version}/main.js").status_code == 404


def test_only_the_files_of_the_pages_are_served(client) -> None:
    assert client.get("/icon/x.svg").status_code == 404
    for name in ("page.html", "icon.svg", "..%2Fapp.py", "x.js"):
        assert client.get(f"/web/{digest()}/{name}").status_code == 404


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_its_neighbours_alone(name: str) -> None:
    imported = re.findall(r'^import .* from "(.*)";$', (FOLDER / name).read_text("utf-8"), re.MULTILINE)
    assert {address.removeprefix("./") for address in imported} <= {*MODULES}
    assert all(address.startswith("./") for address in imported)


@pytest.mark.parametrize("name", MODULES)
def test_a_script_makes_no_markup_of_strings(name: str) -> None:
    script = (FOLDER / name).read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script)


def test_the_contract_s_page_speaks_two_languages(client) -> None:
    assert "试一试" in client.get("/docs").text
    assert "试一试" in client.get("/docs?lang=zh", headers={"Accept-Language": "en"}).text
    assert "Try it" in client.get("/docs?lang=en").text
    assert client.get("/docs?lang=fr").status_code == 422
    english = client.get("/docs", headers={"Accept-Language": "en"})
    assert "Try it" in english.text
    assert "Accept-Language" in english.vary
