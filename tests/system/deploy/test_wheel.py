"""What is built from the project runs outside of it, with everything it needs inside, and says which version it is."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.audits.ids import is_id

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "report-with-defects.txt"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "openapi.yaml", "service", "workers")


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("AUDIT_", "PYTHON"))}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what is in version control and nothing beside it."""
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    build = [*pip(sys.executable), "wheel", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", copy / "dist", copy], check=True, capture_output=True)
    (built,) = (copy / "dist").iterdir()
    return built


def pip(python: str | Path) -> list[str]:
    return [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "--disable-pip-version-check"]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an installation of the wheel; what it depends on is lent to it, the project is not."""
    home = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    subprocess.run([*pip(home / "bin" / "python"), "install", "--no-index", "--no-deps", wheel], check=True)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return home / "bin"


@pytest.fixture(scope="module")
def served(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service, run from the installation in an empty folder."""
    if sys.platform != "linux":
        pytest.skip("the service is tested on Linux")
    folder = tmp_path_factory.mktemp("served")
    settings = {"AUDIT_PORT": "0", "AUDIT_WORKERS": "1", "AUDIT_DATA_DIR": str(folder / "var")}
    with (folder / "log").open("w") as log:
        service = subprocess.Popen(
            [installed / "python", "-m", "service"],
            cwd=folder,
            env=clean_environment() | settings,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert service.stdout
    ready = re.match(r"Ready at (\S+)", service.stdout.readline())
    assert ready, (folder / "log").read_text()
    yield ready[1]
    service.terminate()
    service.wait(30)


def got(url: str, data: bytes | None = None) -> str:
    headers = {"Prefer": "wait=10", "Content-Type": "text/plain"} if data else {}
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=30) as answer:
        text: str = answer.read().decode()
    return text


def test_the_wheel_has_all_that_is_no_python_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    beside = {
        path.relative_to(ROOT).as_posix()
        for package in ("service", "workers")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    packed = {name for name in names if ".dist-info/" not in name}
    assert packed == beside
    assert zipfile.ZipFile(wheel).read("service/api/openapi.yaml") == (ROOT / "openapi.yaml").read_bytes()


def test_the_command_audits_outside_of_the_project(installed: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "report.txt")
    audited = subprocess.run(
        [installed / "report-audit", "report.txt"],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert audited.returncode == 1, audited.stderr
    assert {"ARI01", "YEAR01", "SEC01"} <= set(re.findall(r"\b[A-Z]+\d\d\b", audited.stdout))


def test_it_is_the_installed_code_that_runs(installed: Path, tmp_path: Path) -> None:
    program = "import service, workers; print(service.__file__, workers.__file__)"
    command = [installed / "python", "-c", program]
    ran = subprocess.run(command, cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=True)
    files = ran.stdout.split()
    assert len(files) == 2
    assert all(Path(file).is_relative_to(installed.parent) for file in files)


def test_the_service_has_its_pages_contract_and_rules_with_it(served: str) -> None:
    assert "<html" in got(f"{served}/")
    assert "<html" in got(f"{served}/docs")
    assert got(f"{served}/openapi.yaml") == (ROOT / "openapi.yaml").read_text(encoding="utf-8")
    assert len(json.loads(got(f"{served}/v1/rules"))["rules"]) > 30


def test_the_version_is_that_of_the_project_file_alone(wheel: Path, served: str) -> None:
    assert wheel.name.split("-")[1] == VERSION
    assert json.loads(got(f"{served}/version")) == {
        "service": VERSION,
        "ruleset": VERSION,
        "reads_scans": False,
        "fetches": False,
        "keep_days": 30,
    }
    for package in ("service", "workers"):
        for module in (ROOT / package).rglob("*.py"):
            assert f'"{VERSION}"' not in module.read_text(encoding="utf-8"), module


@pytest.mark.parametrize("document", ["report", "documents/html", "documents/csv", "documents/markdown", "sarif"])
def test_a_report_is_audited_and_its_result_told_in_every_form(served: str, document: str) -> None:
    audit = json.loads(got(f"{served}/v1/reports", EXAMPLE.read_bytes()))
    assert is_id(audit["id"])
    assert audit["verdict"] == "fail"
    assert "ARI01" in got(f"{served}/v1/audits/{audit['id']}/{document}")
