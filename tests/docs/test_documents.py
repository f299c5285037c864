"""Nothing in the documents is untrue: what they show runs, what they name is there, what is generated is current."""

import doctest
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs import build
from service.config import Settings, variable
from service.domain.media import NAMES
from service.rules import RULES
from tests.docs.console import Session, commands
from tests.end_to_end.serving import Service

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
SHOWN = [document for document in DOCUMENTS if commands(document)]
ADDRESS = "http://127.0.0.1:8000"
EVERY = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that has audited before, as the reader's has after its first report."""
    if sys.platform != "linux":
        pytest.skip("the service under test is looked after through /proc")
    made = Service(tmp_path_factory.mktemp("docs") / "var").start()
    made.ended(made.accepted((ROOT / "examples" / "report-with-defects.txt").read_bytes()))
    yield made
    made.kill()


@pytest.mark.parametrize("document", SHOWN, ids=lambda path: path.name)
def test_every_command_answers_what_its_document_shows(
    document: Path, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_DATA_DIR", str(tmp_path))
    session = Session()
    for command in commands(document):
        line = session.typed(command.line).replace(ADDRESS, service.url)
        line = line.replace(".venv/bin/", f"{Path(sys.executable).parent}/")
        deadline = time.monotonic() + 10
        answer = run(line)
        while not session.is_shown(answer, command.shown):
            assert time.monotonic() < deadline, f"{line}\nanswered\n{answer}"
            time.sleep(0.1)
            answer = run(line)


def run(line: str) -> str:
    done = subprocess.run(["bash", "-c", line], check=False, cwd=ROOT, capture_output=True, text=True, timeout=60)
    return done.stdout


@EVERY
def test_python_shown_in_a_document_runs(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(str(document), module_relative=False, encoding="utf-8").failed == 0


@EVERY
def test_every_link_leads_to_a_file_and_its_heading(document: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", document.read_text(encoding="utf-8")):
        led_to = document.parent / target if target else document
        assert led_to.exists(), target
        assert not anchor or anchor in anchors(led_to), f"{target}#{anchor}"


def anchors(document: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@EVERY
def test_every_make_target_setting_and_rule_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets
    assert set(re.findall(r"\bAUDIT_[A-Z_]+", text)) <= {variable(name) for name in Settings.__dataclass_fields__}
    assert set(re.findall(r"\b(?:ARI|YEAR|SEC|CON|TAB|TXT)\d\d\b", text)) <= set(RULES)


def test_the_page_of_the_rules_is_what_the_rules_say() -> None:
    assert build.RULES_PAGE.read_text(encoding="utf-8") == build.rules_page(), "make docs"


def test_the_table_of_settings_is_that_of_the_settings() -> None:
    text = README.read_text(encoding="utf-8")
    assert build.readme(text) == text, "make docs"
    assert all(f"`{variable(name)}`" in text for name in Settings.__dataclass_fields__)


def test_the_readme_names_every_kind_of_file_that_is_accepted() -> None:
    text = README.read_text(encoding="utf-8")
    assert set(NAMES.values()) - {"TXT"} <= set(re.findall(r"\b[A-Z]+\b", text))


def test_the_changelog_has_the_version_that_is_built() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
