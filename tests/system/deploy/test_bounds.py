"""What runs in containers has no more rights, files and neighbours than its part needs, in compose and in a cluster."""

import re
import shutil
import subprocess
from itertools import product
from typing import Any

import pytest

from tests.system.deploy.test_examples import COMPOSE, DEPLOY, DOCKERFILE, MANIFESTS, ONCE, PARTS, PODS, container

USES_REDIS = {"api", "worker", "scan", "reconciler"}
POLICIES = [manifest["spec"] for manifest in MANIFESTS if manifest["kind"] == "NetworkPolicy"]


def mounted(name: str) -> dict[str, str]:
    """Where a service of compose mounts what."""
    return {path: volume for volume, path in (each.split(":")[:2] for each in COMPOSE[name]["volumes"])}


def claimed(name: str) -> dict[str, str]:
    """Where a pod mounts what, its folder for what is gone with it left out."""
    paths = {mount["mountPath"]: mount["name"] for mount in container(name)["volumeMounts"]}
    return {path: volume for path, volume in paths.items() if volume != "tmp"}


def selects(selector: dict[str, Any], name: str) -> bool:
    """Whether a selector means the pods of a part."""
    labels: dict[str, str] = selector.get("matchLabels", {})
    among = [each["values"] for each in selector.get("matchExpressions", [])]
    return all(value == name for value in labels.values()) and all(name in values for values in among)


def reaches(one: str, other: str) -> bool:
    """Whether some policy lets a part speak to another, and some lets the other be spoken to by it."""
    out = [rule for spec in POLICIES if selects(spec["podSelector"], one) for rule in spec.get("egress", [])]
    into = [rule for spec in POLICIES if selects(spec["podSelector"], other) for rule in spec.get("ingress", [])]
    return any(_named(rule.get("to", []), other) for rule in out) and any(_named(r.get("from", []), one) for r in into)


def _named(peers: list[dict[str, Any]], name: str) -> bool:
    return any("namespaceSelector" not in p and selects(p["podSelector"], name) for p in peers if "podSelector" in p)


@pytest.mark.parametrize("name", sorted(COMPOSE))
def test_in_compose_every_service_is_bounded(name: str) -> None:
    service = COMPOSE[name]
    assert service["user"] == ("999:1000" if name == "redis" else "10001")
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True
    assert service["tmpfs"] == ["/tmp"]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert "cap_add" not in service
    assert "privileged" not in service


def test_in_compose_only_the_api_is_published_and_only_callbacks_go_out() -> None:
    networks = {name: set(COMPOSE[name].get("networks", [])) for name in PARTS}
    assert networks["api"] == {"inside", "published"}
    assert networks["deliveries"] == {"outgoing"}
    assert all(networks[name] == {"inside"} for name in PARTS - {"api", "deliveries"})
    assert {COMPOSE[name]["network_mode"] for name in ONCE} == {"none"}


@pytest.mark.parametrize(("name", "where"), list(product(sorted(PARTS - {"redis"}), (mounted, claimed))))
def test_keys_are_seen_by_the_api_alone_and_the_signing_secret_by_callbacks_alone(name: str, where: Any) -> None:
    wanted = {"/data": "audits"}
    if name in USES_REDIS:
        wanted["/redis"] = "redis-url"
    if name in ("api", "deliveries"):
        wanted["/secrets"] = "keys" if name == "api" else "signing"
    assert where(name) == wanted


def test_every_volume_that_is_made_by_a_container_belongs_to_its_user_in_the_image() -> None:
    made = set(re.findall(r"/[a-z-]+", DOCKERFILE.partition("install -d")[2].partition("\n")[0])) - {"/audit"}
    assert set().union(*map(mounted, ("prepare", "first-key", "deliveries"))) - {"/preparing/deploy"} <= made


def test_a_service_is_open_to_nobody_without_a_key() -> None:
    assert not any("AUDIT_OPEN" in service.get("environment", {}) for service in COMPOSE.values())
    assert COMPOSE["api"]["depends_on"]["first-key"] == {"condition": "service_completed_successfully"}
    assert mounted("first-key")["/secrets"] == mounted("api")["/secrets"] == "keys"


def test_in_a_cluster_nothing_is_let_through_that_is_not_named() -> None:
    (closed,) = [spec for spec in POLICIES if spec["podSelector"] == {}]
    assert closed == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


@pytest.mark.parametrize("name", sorted(PARTS))
def test_in_a_cluster_every_part_reaches_redis_that_uses_it_and_nothing_else(name: str) -> None:
    assert {other for other in PARTS if reaches(name, other)} == ({"redis"} if name in USES_REDIS else set())


def test_in_a_cluster_only_callbacks_go_beyond_it_and_only_by_https() -> None:
    for spec in POLICIES:
        for rule in spec.get("egress", []):
            if any("ipBlock" in peer for peer in rule["to"]):
                assert spec["podSelector"] == {"matchLabels": {"app": "deliveries"}}
                assert rule["ports"] == [{"port": 443}]


def test_in_a_cluster_what_runs_more_than_once_is_never_all_away_for_a_node() -> None:
    several = {m["metadata"]["name"] for m in MANIFESTS if m["kind"] == "Deployment" and m["spec"]["replicas"] > 1}
    budgets = {m["metadata"]["name"]: m["spec"] for m in MANIFESTS if m["kind"] == "PodDisruptionBudget"}
    assert set(budgets) == several
    for name, budget in budgets.items():
        assert budget == {"maxUnavailable": 1, "selector": {"matchLabels": {"app": name}}}


def test_redis_is_given_the_same_users_and_told_the_same_everywhere() -> None:
    told = set(COMPOSE["redis"]["command"][1:])
    assert told <= set(container("redis")["args"])
    assert "--aclfile" in told
    assert container("redis")["readinessProbe"]["exec"]["command"] == COMPOSE["redis"]["healthcheck"]["test"][1:]
    assert PODS["redis"]["securityContext"]["runAsUser"] == 999


@pytest.mark.skipif(not shutil.which("kubectl"), reason="there is no kubectl")
def test_the_manifests_are_put_together() -> None:
    made = subprocess.run(["kubectl", "kustomize", DEPLOY / "kubernetes"], capture_output=True, text=True, check=True)
    images = re.findall(r"image: (.+)", made.stdout)
    assert len(images) == len(PODS)
    assert all(image.endswith("@sha256:FILL-IN") for image in images)
