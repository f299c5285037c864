"""What `deploy.manifests` makes of one source for a cluster is what Kubernetes and KEDA take, for each store and way to scale."""

import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from cloudcoil.models.keda import v1alpha1 as keda

from deploy import manifests
from deploy.manifests import SCALES, STORES
from service.config import Settings
from service.storage.keys import Keys, Scope
from tests.system.deploy.test_examples import MANIFESTS

KEDA = {"ScaledObject": keda.ScaledObject, "TriggerAuthentication": keda.TriggerAuthentication}
ALL = list(product(STORES, SCALES))
SPARE = 20
"""Seconds that a worker has besides its job to end in."""


def rendered(store: str, scale: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(each["kind"], each["metadata"]["name"]): each for each in manifests.rendered(store, scale)}


def pods(store: str, scale: str = "fixed") -> dict[str, dict[str, Any]]:
    kinds = ("Deployment", "StatefulSet")
    return {
        name: each["spec"]["template"]["spec"] for (kind, name), each in rendered(store, scale).items() if kind in kinds
    }


@pytest.mark.parametrize(("store", "scale"), ALL)
def test_each_is_what_the_cluster_takes(store: str, scale: str) -> None:
    for manifest in manifests.rendered(store, scale):
        if kind := KEDA.get(manifest["kind"]):
            # A field that its definition lacks is passed over, and so missing in what comes back.
            assert kind.model_validate(manifest).model_dump(by_alias=True, exclude_unset=True) == manifest
        else:
            kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


def test_a_slip_in_a_scaled_object_would_be_seen() -> None:
    manifest = rendered("nfs", "keda-redis")["ScaledObject", "worker"]
    manifest["spec"]["minReplicas"] = 2
    assert keda.ScaledObject.model_validate(manifest).model_dump(by_alias=True, exclude_unset=True) != manifest
    manifest["spec"]["triggers"] = {}
    with pytest.raises(ValueError, match="triggers"):
        keda.ScaledObject.model_validate(manifest)


@pytest.mark.parametrize(("store", "scale"), ALL)
def test_all_of_it_belongs_into_one_namespace_and_images_are_pinned(store: str, scale: str) -> None:
    found = manifests.rendered(store, scale)
    assert {each["metadata"].get("namespace") for each in found if each["kind"] != "Namespace"} == {"report-audit"}
    assert len(found) == len({(each["kind"], each["metadata"]["name"]) for each in found})
    for pod in pods(store, scale).values():
        assert all(container["image"].endswith("@sha256:FILL-IN") for container in pod["containers"])


def test_as_it_stands_nothing_is_changed_but_namespace_and_images() -> None:
    made = yaml.safe_dump_all(manifests.rendered("nfs", "fixed"))
    assert len([*yaml.safe_load_all(made)]) == len(MANIFESTS)
    for before, after in zip(MANIFESTS, yaml.safe_load_all(made), strict=True):
        assert before.get("data") == after.get("data")
        assert before.get("spec", {}).keys() == after.get("spec", {}).keys()


def test_with_an_object_store_no_volume_is_shared() -> None:
    found = rendered("s3", "fixed")
    assert "PersistentVolumeClaim" not in {kind for kind, _ in found}
    assert found["ConfigMap", "settings"]["data"]["AUDIT_STORE"].startswith("s3://")
    assert found["ConfigMap", "settings"]["data"].items() >= {"AUDIT_KEEP_DAYS": "30"}.items()
    for name, pod in pods("s3").items():
        assert not any("persistentVolumeClaim" in volume for volume in pod["volumes"])
        named = {each["name"] for each in pod["containers"][0].get("env", [])}
        assert ("AWS_SECRET_ACCESS_KEY" in named) == (name != "redis")
        volumes, mounted = pod["volumes"], pod["containers"][0]["volumeMounts"]
        claimed = {each["metadata"]["name"] for each in found["StatefulSet", "redis"]["spec"]["volumeClaimTemplates"]}
        assert {each["name"] for each in mounted} <= {each["name"] for each in volumes} | claimed
    (reached,) = found["NetworkPolicy", "to-store"]["spec"]["podSelector"]["matchExpressions"]
    assert set(reached["values"]) == set(pods("s3")) - {"redis"}


def test_keys_are_read_from_a_secret_as_it_is_mounted(tmp_path: Path) -> None:
    key = Keys(tmp_path / "made").add("portal", (Scope.READ,))
    mounted = tmp_path / "secrets" / "keys"
    (tmp_path / "made" / "keys").rename(tmp_path / "..data")
    mounted.mkdir(parents=True)
    for file in (tmp_path / "..data").iterdir():
        (mounted / file.name).symlink_to(file)
    mounted.chmod(0o555)
    keys = Keys(tmp_path / "secrets")
    assert keys.are_required()
    found = keys.find(key)
    assert found
    assert found.client == "portal"


@pytest.mark.parametrize(("store", "scale"), ALL)
def test_who_scales_a_part_has_its_number_alone(store: str, scale: str) -> None:
    found = rendered(store, scale)
    targets = [each["spec"]["scaleTargetRef"]["name"] for (kind, _), each in found.items() if kind in manifests.SCALERS]
    assert len(targets) == len(set(targets))
    for (kind, name), manifest in found.items():
        if kind == "Deployment":
            assert ("replicas" in manifest["spec"]) == (name not in targets)
    assert ("worker" in targets) == (scale != "fixed")
    assert not {"reconciler", "deliveries"} & set(targets)


@pytest.mark.parametrize("store", STORES)
def test_a_worker_that_is_drained_has_the_time_that_its_job_may_take(store: str) -> None:
    told = rendered(store, "fixed")["ConfigMap", "settings"]["data"]
    settings = Settings.from_environment({name: value for name, value in told.items() if name != "AUDIT_STORE"})
    for name, limits in (("worker", settings), ("scan", settings.for_scans())):
        assert pods(store)[name]["terminationGracePeriodSeconds"] >= limits.job_seconds + SPARE


@pytest.mark.parametrize("name", ["api", "worker", "scan"])
def test_what_runs_more_than_once_is_spread_over_machines_and_zones(name: str) -> None:
    spread = pods("nfs")[name]["topologySpreadConstraints"]
    assert [each["topologyKey"] for each in spread] == ["kubernetes.io/hostname", "topology.kubernetes.io/zone"]
    assert all(each["labelSelector"] == {"matchLabels": {"app": name}} for each in spread)
    assert {each["whenUnsatisfiable"] for each in spread} == {"ScheduleAnyway"}, "one node is enough to run it"


def test_what_prometheus_is_asked_is_what_the_service_tells() -> None:
    from service.queue.port import KINDS
    from tests.service.queue.memory import MemoryQueue

    told = {name.partition("{")[0] for name in MemoryQueue().metrics.all()}
    for (kind, _), manifest in rendered("nfs", "keda-prometheus").items():
        if kind == "ScaledObject":
            for trigger in manifest["spec"]["triggers"]:
                query = trigger["metadata"]["query"]
                assert query.removeprefix("max(").partition("{")[0] in told
                assert "kind" not in query or query.split('"')[3] in KINDS


def test_they_are_printed(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "deploy.manifests", "--store", "s3", "--scale", "cpu"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert [*yaml.safe_load_all(made.stdout)] == manifests.rendered("s3", "cpu")
