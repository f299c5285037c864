"""The Dockerfile's steps, run without Docker: what they copy suffices, and the API's image can't open a report."""

import json
import platform
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from deploy import bundle
from service.__main__ import _gunicorn
from service.config import Settings
from tests.system.deploy.test_wheel import ROOT, clean_environment, pip

STAGES = {
    stage.partition("\n")[0].split()[-1]: stage
    for stage in re.split(r"^FROM ", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
}


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of wheels that the builder's steps fill in a clean folder."""
    build = tmp_path_factory.mktemp("build")
    for step in re.findall(r"^(?:COPY|RUN) .+$", STAGES["builder"], re.MULTILINE):
        kind, *words = shlex.split(step)
        if kind == "COPY":
            *sources, target = words
            for source in sources:
                copy(ROOT / source, build / target if (ROOT / source).is_dir() else build / target / Path(source).name)
        elif words[:2] == ["pip", "wheel"]:
            told = [word.replace("/wheels", str(build / "wheels")) for word in words[1:]]
            subprocess.run([*pip(sys.executable), *told], cwd=build, check=True, capture_output=True)
    return build / "wheels"


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def lend(lock: Path, site: Path) -> None:
    """Have a site folder see what a lock names for this Python, out of what is installed here, and nothing else."""
    for entry in bundle.entries(lock.read_text(encoding="utf-8"), platform.python_version(), platform.machine()):
        installed = distribution(entry.partition("==")[0])
        for top in {file.parts[0] for file in installed.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (site / top).exists():
                (site / top).symlink_to(Path(str(installed.locate_file(top))))


def packed(wheel: Path) -> set[str]:
    return {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def test_the_api_has_the_service_alone_and_the_worker_both(wheels: Path) -> None:
    (api,), (worker,) = ((wheels / image).iterdir() for image in ("api", "worker"))
    assert packed(api) == {"service"}
    assert packed(worker) == {"service", "workers"}


@pytest.mark.skipif(sys.platform != "linux", reason="images are Linux")
def test_the_api_starts_by_its_command_with_its_own_lock_and_its_health_check_holds(
    wheels: Path, tmp_path: Path
) -> None:
    home = tmp_path / "image"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    (wheel,) = (wheels / "api").iterdir()
    subprocess.run([*pip(home / "bin" / "python"), "install", "--no-index", "--no-deps", wheel], check=True)
    (site,) = home.glob("lib/python*/site-packages")
    lend(ROOT / "requirements" / "api.lock", site)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = commands(STAGES["api"])["CMD"]
    command[command.index("0.0.0.0:8000")] = f"127.0.0.1:{port}"
    check = [word.replace(":8000", f":{port}") for word in commands(STAGES["api"])["HEALTHCHECK"]]
    settings = {"AUDIT_DATA_DIR": str(tmp_path / "data"), "AUDIT_QUEUE_URL": "redis://127.0.0.1:1/0"}
    python = str(home / "bin" / "python")
    served = subprocess.Popen(
        [python, "-m", *command], cwd=tmp_path, env=clean_environment() | settings, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while subprocess.run([python, *check[1:]], stderr=subprocess.DEVNULL, check=False).returncode:
            assert served.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
    finally:
        served.terminate()
        served.wait(30)


def test_the_image_starts_the_api_as_the_supervisor_does() -> None:
    started = commands(STAGES["api"])["CMD"]
    supervised = _gunicorn(Settings(data_dir=Path("/data")), 8000)[2:]
    places = {"--bind", "--worker-tmp-dir"}
    assert options(started, places) == options(supervised, places)


def options(command: list[str], without: set[str]) -> list[tuple[str, ...]]:
    """The options of a command in order, each with its value, and what stands for itself."""
    found: list[list[str]] = []
    for word in command:
        if word.startswith("--") or not found or len(found[-1]) == 2 or not found[-1][0].startswith("--"):
            found.append([word])
        else:
            found[-1].append(word)
    return [tuple(each) for each in found if each[0] not in without]


def commands(stage: str) -> dict[str, list[str]]:
    """The commands of a stage: CMD, and that of its HEALTHCHECK."""
    found = {}
    for health, words in re.findall(r"^(HEALTHCHECK .*?)?\s*CMD (\[.+?\])$", stage.replace("\\\n", ""), re.MULTILINE):
        found["HEALTHCHECK" if health else "CMD"] = json.loads(words)
    return found
