"""The examples for installing it are what their programs take, and run every part that the supervisor runs."""

import py_compile
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from service.config import Settings, variable

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
KUSTOMIZATION = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text(encoding="utf-8"))
MANIFESTS = [
    manifest
    for name in KUSTOMIZATION["resources"]
    for manifest in yaml.safe_load_all((DEPLOY / "kubernetes" / name).read_text(encoding="utf-8"))
]
PODS = {
    manifest["metadata"]["name"]: manifest["spec"]["template"]["spec"]
    for manifest in MANIFESTS
    if manifest["kind"] in ("Deployment", "StatefulSet")
}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PARTS = set(re.findall(r'Child\(f?"(\w+)', (ROOT / "service" / "__main__.py").read_text()))


EACH_UNIT = pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
ONCE = {"prepare", "first-key"}
"""What compose runs once, before all else."""


def named(manifest: dict[str, Any]) -> str:
    return f"{manifest['kind']} {manifest['metadata']['name']}"


def container(name: str) -> dict[str, Any]:
    found: dict[str, Any] = PODS[name]["containers"][0]
    return found


@pytest.mark.parametrize("manifest", MANIFESTS, ids=named)
def test_a_manifest_is_what_kubernetes_takes(manifest: dict[str, Any]) -> None:
    kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


def test_what_runs_everywhere_is_what_the_supervisor_runs() -> None:
    assert set(PODS) == set(COMPOSE) - ONCE == PARTS


@pytest.mark.parametrize("name", sorted(PARTS - {"redis"}))
def test_a_part_runs_the_same_program_from_the_same_image_everywhere(name: str) -> None:
    pod, composed = container(name), COMPOSE[name]
    image = re.fullmatch(r"registry\.example\.org/report-audit-(\w+):[\d.]+", pod["image"])
    assert image
    assert image[1] == composed["build"]["target"]
    assert f" AS {image[1]}\n" in DOCKERFILE
    assert pod.get("command") == composed.get("command")
    for module in [command[2] for command in [pod.get("command")] if command]:
        assert find_spec(module), module


def test_who_reads_scans_is_started_only_with_those_who_hand_them_on() -> None:
    assert COMPOSE["scan"]["profiles"] == ["scans"]
    assert COMPOSE["worker"]["environment"]["AUDIT_SCAN_WORKERS"] == "${AUDIT_SCAN_WORKERS:-0}"
    (settings,) = [manifest["data"] for manifest in MANIFESTS if manifest["kind"] == "ConfigMap"]
    assert settings["AUDIT_SCAN_WORKERS"] == str(
        next(m for m in MANIFESTS if named(m) == "Deployment scan")["spec"]["replicas"]
    )
    assert '["python", "-m", "workers", "scans"]' in DOCKERFILE


@pytest.mark.parametrize("name", sorted(PODS))
def test_a_container_has_bounds_and_no_rights(name: str) -> None:
    security, resources = container(name)["securityContext"], container(name)["resources"]
    assert PODS[name]["securityContext"]["runAsNonRoot"]
    assert PODS[name]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert PODS[name]["automountServiceAccountToken"] is False
    assert security["readOnlyRootFilesystem"]
    assert security["allowPrivilegeEscalation"] is False
    assert security["capabilities"] == {"drop": ["ALL"]}
    assert resources["requests"]["memory"]
    assert resources["limits"]["memory"]


def test_probes_ask_what_the_contract_has_as_a_local_client_would() -> None:
    paths = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))["paths"]
    probes = {name: container("api")[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert [probe["path"] for probe in probes.values()] == ["/healthz", "/healthz", "/readyz"]
    assert {probe["path"] for probe in probes.values()} <= set(paths)
    assert all(probe["httpHeaders"] == [{"name": "Host", "value": "localhost"}] for probe in probes.values())


def test_no_manifest_holds_a_secret_and_no_variable_either() -> None:
    assert "Secret" not in {manifest["kind"] for manifest in MANIFESTS}
    for name in PODS:
        for each in container(name).get("env", []):
            assert "PASSWORD" not in each["name"]
            assert each["name"] != "AUDIT_QUEUE_URL"


def test_every_image_is_named_by_a_digest_that_someone_must_choose() -> None:
    pinned = {image["name"]: image["digest"] for image in KUSTOMIZATION["images"]}
    assert {container(name)["image"].rpartition(":")[0] for name in PODS} == set(pinned)
    assert set(pinned.values()) == {"sha256:FILL-IN"}, "a digest of nobody's registry"


def written(folder: Path) -> list[Path]:
    """The files of a folder, without what Python compiles beside its modules."""
    return [file for file in folder.rglob("*") if file.is_file() and file.parent.name != "__pycache__"]


def test_what_python_compiles_is_no_example(tmp_path: Path) -> None:
    module = Path(shutil.copy(DEPLOY / "bundle.py", tmp_path))
    compiled = Path(py_compile.compile(str(module), doraise=True))
    assert compiled.is_file()
    assert written(tmp_path) == [module]


def test_every_setting_that_an_example_names_exists() -> None:
    files = [*written(DEPLOY), ROOT / "compose.yaml", ROOT / "Dockerfile"]
    named = {name for file in files for name in re.findall(r"\bAUDIT_[A-Z_]+", file.read_text(encoding="utf-8"))}
    assert named <= {variable(name) for name in Settings.__dataclass_fields__}


def test_images_and_bundle_are_named_by_the_version_that_is_built() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    tags = {container(name)["image"].rpartition(":")[2] for name in PARTS - {"redis"}}
    told = set(
        re.findall(r"report-audit(?:-api:|-worker:|-scan:|-)(\d+\.\d+\.\d+)", (DEPLOY / "README.md").read_text("utf-8"))
    )
    assert tags == told == {version[1]}


@pytest.mark.parametrize("name", ["api", "worker", "scan", "reconciler"])
def test_in_compose_whoever_needs_redis_waits_until_it_is_well(name: str) -> None:
    assert COMPOSE["redis"]["healthcheck"]["test"]
    assert COMPOSE[name]["depends_on"]["redis"] == {"condition": "service_healthy"}


def test_in_compose_the_api_is_asked_how_it_is_and_published_here_alone() -> None:
    assert "healthcheck" not in COMPOSE["api"], "that of its image"
    assert "http://127.0.0.1:8000/healthz" in DOCKERFILE
    assert COMPOSE["api"]["ports"] == ["127.0.0.1:8000:8000"]


@EACH_UNIT
def test_a_unit_bounds_what_it_takes_and_lets_jobs_confine_themselves(unit: Path) -> None:
    told = re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE)
    assert {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "CapabilityBoundingSet": ""}.items() <= dict(
        told
    ).items()
    assert {"MemoryMax", "TasksMax"} <= dict(told).keys()
    allowed = {call for name, value in told if name == "SystemCallFilter" for call in value.split()}
    assert {"seccomp", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"} <= allowed


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze")
@EACH_UNIT
def test_a_unit_is_what_systemd_takes_and_well_closed(unit: Path, tmp_path: Path) -> None:
    text = unit.read_text().replace("/opt/report-audit/bin/python", sys.executable)
    unit = tmp_path / unit.name
    unit.write_text(text)
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    closed = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", unit]
    assert subprocess.run(closed, capture_output=True, check=False).returncode == 0


def test_a_unit_of_a_worker_lets_it_end_its_job() -> None:
    (unit,) = [path for path in UNITS if path.stem == "report-audit-worker@"]
    (seconds,) = re.findall(r"^TimeoutStopSec=(\d+)$", unit.read_text(), re.MULTILINE)
    assert int(seconds) > Settings().job_seconds


@pytest.mark.skipif(not shutil.which("hadolint", path=str(Path(sys.executable).parent)), reason="there is no hadolint")
def test_the_dockerfile_has_nothing_that_hadolint_knows_better() -> None:
    told = subprocess.run(
        [Path(sys.executable).parent / "hadolint", "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "")
