"""What make tells: of a Python that can't make a venv what to install, of tests beside each other what failed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# As Debian's Python without python3-venv: it makes the folder, lays no pip into it, and says that it failed.
WITHOUT_PIP = f"""\
#!/bin/sh
if [ "$1 $2" = "-m venv" ]; then
    shift 2
    "{sys.executable}" -m venv --without-pip "$@"
    exit 1
fi
exec "{sys.executable}" "$@"
"""
INSTALLS_NOTHING = "PIP=python -m pip --version \\#"

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="there is no make")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What `make serve` needs to install the project, and a Python that can't make a venv."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "without-pip").write_text(WITHOUT_PIP)
    (tmp_path / "without-pip").chmod(0o755)
    return tmp_path


def make(project: Path, python: str | Path) -> subprocess.CompletedProcess[str]:
    return asked_to_make(project, ".venv/.runnable", f"PYTHON={python}", INSTALLS_NOTHING)


def asked_to_make(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *words], cwd=project, env=clean, capture_output=True, text=True, check=False)


def test_who_lacks_venv_is_told_what_to_install(project: Path) -> None:
    failed = make(project, project / "without-pip")
    assert failed.returncode
    assert "apt install python3-venv" in failed.stderr
    assert not (project / ".venv" / ".runnable").exists()


def test_once_it_is_installed_the_same_command_goes_on(project: Path) -> None:
    make(project, project / "without-pip")
    assert (project / ".venv" / "bin" / "python").exists(), "what the first attempt left"
    again = make(project, sys.executable)
    assert again.returncode == 0, again.stderr
    assert (project / ".venv" / ".runnable").exists()


def test_what_is_installed_is_kept(project: Path) -> None:
    make(project, sys.executable)
    (project / ".venv" / "kept").touch()
    (project / "pyproject.toml").touch()
    assert make(project, sys.executable).returncode == 0
    assert (project / ".venv" / "kept").exists()


def test_what_failed_in_runs_beside_each_other_is_told_last(project: Path) -> None:
    of_service = ("service/rules", "service/language", "service/storage", "service/queue")
    places = ("docs", "corpus", "language", *of_service, "workers", "workers/readers")
    for place in places:
        (project / "tests" / place).mkdir(parents=True)
        is_right = place not in ("docs", "workers")
        (project / "tests" / place / f"test_{places.index(place)}.py").write_text(
            f"def test_it():\n    assert {is_right}\n"
        )
    (project / ".venv").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", project / "tests")
    nothing_to_install = [f"--old-file={venv}/.installed" for venv in (".venv", ".venv-moto")]
    told = asked_to_make(project, "test", *nothing_to_install, f"BIN={Path(sys.executable).parent}", INSTALLS_NOTHING)
    assert told.returncode
    *_, first, why, second, why_too = told.stdout.splitlines()
    assert {first, second} == {"tests/docs/test_0.py::test_it", "tests/workers/test_7.py::test_it"}
    assert why.split() == why_too.split() == ["E", "assert", "False"]
