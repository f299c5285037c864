"""Images are named by the digests that a registry tells, and by nothing where it tells none."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from deploy import digests
from tests.system.deploy.test_examples import COMPOSE, DOCKERFILE

DIGEST = "sha256:" + "0123456789abcdef" * 4


@pytest.fixture
def docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A docker that knows one digest, and the files that are written."""
    program = tmp_path / "docker"
    program.write_text(f'#!/bin/sh\necho "$4" >> {tmp_path}/asked\necho {DIGEST}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    shutil.copy(digests.KUSTOMIZATION, tmp_path / "kustomization.yaml")
    monkeypatch.setattr(digests, "ENVIRONMENT", tmp_path / ".env")
    monkeypatch.setattr(digests, "KUSTOMIZATION", tmp_path / "kustomization.yaml")
    return program


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr("sys.argv", ["digests", *arguments])
    digests.main()


def test_compose_is_given_the_images_that_ours_are_built_on(docker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = docker.parent / ".env"
    env.write_text("AUDIT_SCAN_WORKERS=1\nPYTHON_IMAGE=old\n")
    run(monkeypatch)
    assert env.read_text().splitlines() == [
        "AUDIT_SCAN_WORKERS=1",
        f"PYTHON_IMAGE=python:3.13-slim@{DIGEST}",
        f"VALKEY_IMAGE=valkey/valkey:9-alpine@{DIGEST}",
    ]


def test_what_is_pinned_is_what_is_used(docker: Path) -> None:
    assert f"ARG PYTHON_IMAGE={digests.BASES['PYTHON_IMAGE']}\nFROM ${{PYTHON_IMAGE}} AS base\n" in DOCKERFILE
    assert COMPOSE["redis"]["image"] == f"${{VALKEY_IMAGE:-{digests.BASES['VALKEY_IMAGE']}}}"
    built = {service["build"]["args"]["PYTHON_IMAGE"] for service in COMPOSE.values() if "build" in service}
    assert built == {f"${{PYTHON_IMAGE:-{digests.BASES['PYTHON_IMAGE']}}}"}
    assert not re.findall(r"^FROM (?!\$|base|worker|builder)", DOCKERFILE, re.MULTILINE)


def test_manifests_are_given_what_was_pushed(
    docker: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(digests, "ROOT", docker.parent)
    shutil.copy(Path(__file__).parents[3] / "pyproject.toml", docker.parent)
    for _ in range(2):
        run(monkeypatch, "--registry", "registry.internal:5000")
    images = yaml.safe_load(digests.KUSTOMIZATION.read_text())["images"]
    assert [image["digest"] for image in images] == [DIGEST] * 4
    assert [image.get("newName") for image in images] == [
        *(f"registry.internal:5000/report-audit-{part}" for part in ("api", "worker", "scan")),
        None,
    ]
    assert "registry.internal:5000/report-audit-api:0.1.0" in (docker.parent / "asked").read_text().split()


def test_a_registry_that_tells_no_digest_changes_nothing(docker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for answer in ("echo none", "exit 1"):
        docker.write_text(f"#!/bin/sh\n{answer}\n")
        with pytest.raises((ValueError, subprocess.CalledProcessError)):
            run(monkeypatch)
    assert not (docker.parent / ".env").exists()
