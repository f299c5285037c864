"""Plain manifests for a cluster: `python -m deploy.manifests --store nfs|s3 --scale fixed|cpu|keda-prometheus|keda-redis`.

All of them come from one source, `deploy/kubernetes`: what `kustomization.yaml` names there, with its namespace and digests,
merged with the parts of a store and of a way to scale. They are printed, for `kubectl apply -f -`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).parent / "kubernetes"
STORES = ("nfs", "s3")
SCALES = ("fixed", "cpu", "keda-prometheus", "keda-redis")
_CLUSTER_WIDE = {"Namespace"}
SCALERS = {"HorizontalPodAutoscaler", "ScaledObject"}

Manifest = dict[str, Any]


def main() -> None:
    """Print the manifests that are asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store", choices=STORES, default=STORES[0])
    options.add_argument("--scale", choices=SCALES, default=SCALES[0])
    asked = options.parse_args()
    yaml.safe_dump_all(rendered(asked.store, asked.scale), sys.stdout, sort_keys=False, allow_unicode=True)


def rendered(store: str, scale: str) -> list[Manifest]:
    """The manifests for a store and a way to scale, in the order in which they are to be applied."""
    kustomization = yaml.safe_load((SOURCE / "kustomization.yaml").read_text(encoding="utf-8"))
    manifests = [each for name in kustomization["resources"] for each in _read(SOURCE / name)]
    for path in _parts(store, scale):
        manifests = merged(manifests, _read(path))
    _free_scaled(manifests)
    for manifest in manifests:
        if manifest["kind"] not in _CLUSTER_WIDE:
            manifest["metadata"]["namespace"] = kustomization["namespace"]
        for container in _containers(manifest):
            container["image"] = _pinned(container["image"], kustomization["images"])
    return manifests


def merged(manifests: Sequence[Manifest], parts: Sequence[Manifest]) -> list[Manifest]:
    """Manifests with parts merged into those of their kind and name; a part of another is one more, and `$patch: delete` one less."""
    named = {_named(each): each for each in manifests}
    for part in parts:
        if part.get("$patch") == "delete":
            del named[_named(part)]
        else:
            named[_named(part)] = _merged(named.get(_named(part), {}), part)
    return [*named.values()]


def _merged(value: Any, part: Any) -> Any:
    """By Kubernetes' strategic merge, as far as it is needed: null takes away, lists of what has names go by these."""
    if isinstance(value, dict) and isinstance(part, dict):
        both = {**value, **{name: _merged(value.get(name), each) for name, each in part.items()}}
        return {name: each for name, each in both.items() if each is not None}
    if _has_names(value) and _has_names(part):
        named = {each["name"]: each for each in value}
        named |= {each["name"]: _merged(named.get(each["name"]), each) for each in part}
        return [*named.values()]
    return part


def _has_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) and "name" in each for each in value)


def _free_scaled(manifests: Sequence[Manifest]) -> None:
    """Let who scales a part have its number: applied again, one that is written would take its place."""
    scaled = {each["spec"]["scaleTargetRef"]["name"] for each in manifests if each["kind"] in SCALERS}
    for manifest in manifests:
        if manifest["kind"] == "Deployment" and manifest["metadata"]["name"] in scaled:
            del manifest["spec"]["replicas"]


def _pinned(image: str, images: Sequence[dict[str, str]]) -> str:
    """An image by its digest, and by the name where it was pushed to."""
    name = image.rpartition(":")[0]
    pinned = next(each for each in images if each["name"] == name)
    return f"{pinned.get('newName', name)}@{pinned['digest']}"


def _containers(manifest: Manifest) -> list[dict[str, Any]]:
    template = manifest["spec"].get("template", {}) if "spec" in manifest else {}
    found: list[dict[str, Any]] = template.get("spec", {}).get("containers", [])
    return found


def _parts(store: str, scale: str) -> Iterator[Path]:
    if store == "s3":
        yield SOURCE / "store-s3.yaml"
    if scale != "fixed":
        yield SOURCE / "scale" / f"{scale}.yaml"


def _named(manifest: Manifest) -> tuple[str, str]:
    return manifest["kind"], manifest["metadata"]["name"]


def _read(path: Path) -> list[Manifest]:
    return [*yaml.safe_load_all(path.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    main()
