"""Nothing in the documents is untrue: what they show runs, what they name is there, what is generated is current."""

import doctest
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docs import build, layers
from service.audits.media import NAMES
from service.config import Settings, variable
from service.rules import RULES
from tests.docs.console import Session, commands
from tests.system.end_to_end.serving import Service

ROOT = Path(__file__).parents[2]
READMES = (build.README, build.CHINESE_README)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("deploy/*.md")])
SHOWN = [document for document in DOCUMENTS if commands(document)]
ADDRESS = "http://127.0.0.1:8000"
EVERY = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


@pytest.mark.skipif(
    not shutil.which("curl") and os.environ.get("TEST_EVERYTHING") != "1", reason="curl is not installed"
)
@pytest.mark.parametrize("document", SHOWN, ids=lambda path: path.name)
def test_every_command_answers_what_its_document_shows(
    document: Path, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_DATA_DIR", str(tmp_path))
    session = Session()
    for command in commands(document):
        line = session.typed(command.line).replace(ADDRESS, service.url)
        line = line.replace(".venv/bin/", f"{Path(sys.executable).parent}/")
        deadline = time.monotonic() + 60
        answer = run(line)
        while not session.is_shown(answer, command.shown):
            assert time.monotonic() < deadline, f"{line}\nanswered\n{answer}"
            time.sleep(0.1)
            answer = run(line)


def run(line: str) -> str:
    """What a command prints; its `python3` is the Python that runs the tests."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", line],
        check=False,
        cwd=ROOT,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
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


@pytest.mark.parametrize("document", build.made(), ids=lambda path: path.name)
def test_what_a_document_takes_from_the_code_is_current(document: Path) -> None:
    assert document.read_text(encoding="utf-8") == build.made()[document], "make docs"


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_a_readme_names_every_setting_and_every_kind_of_file(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert all(f"`{variable(name)}`" in text for name in Settings.__dataclass_fields__)
    assert set(NAMES.values()) - {"TXT"} <= set(re.findall(r"[A-Z]+", text))


def test_both_readmes_have_the_same_parts_commands_and_links() -> None:
    english, chinese = (readme.read_text(encoding="utf-8") for readme in READMES)
    for part in (r"^#+(?= )", r"^\$ .+$", r"^\| `make .+?`", r"^!\[.+\]\((.+)\)"):
        assert re.findall(part, english, re.MULTILINE) == re.findall(part, chinese, re.MULTILINE)
    linked = [set(re.findall(r"\]\(([^)]+)\)", text)) for text in (english, chinese)]
    assert linked[0] ^ linked[1] == {"README.md", "README.zh-CN.md"}


def test_the_picture_of_the_architecture_has_every_module_of_both_packages_in_the_order_of_the_contracts() -> None:
    drawn = layers.picture(ROOT / "pyproject.toml")
    shown = re.findall(r'^    (service|workers)(\d+)\["(.+)"\]$', drawn, re.MULTILINE)
    for package in ("service", "workers"):
        files = {path.stem for path in (ROOT / package).glob("*.py")} - {"__init__"}
        folders = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
        names = {name for within, _, row in shown if within == package for name in row.split(" · ")}
        assert names == files | folders
    arrows = re.findall(r"^    (\w+?)(\d+) --> (\w+?)(\d+)$", drawn, re.MULTILINE)
    assert all(above == below and int(last) == int(first) + 1 for above, first, below, last in arrows)
    assert len(arrows) == len(shown) - 2


def test_the_changelog_has_the_version_that_is_built() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
