"""Names images by their digests: `python -m deploy.digests [--registry REGISTRY]` (make digests).

Asks the registries, by `docker buildx imagetools inspect`, for the digests of the images that ours are built on, and
writes them to `.env`, where compose finds them. With REGISTRY, once our own were pushed there, also fills in
`deploy/kubernetes/kustomization.yaml`. Digests are nothing to be known beforehand, so none is in version control.
"""

import argparse
import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENVIRONMENT = ROOT / ".env"
KUSTOMIZATION = ROOT / "deploy" / "kubernetes" / "kustomization.yaml"
BASES = {"PYTHON_IMAGE": "python:3.13-slim", "VALKEY_IMAGE": "valkey/valkey:9-alpine"}
OWN = "registry.example.org"
"""The registry that the manifests name."""


def main() -> None:
    """Write the digests, and print what they are of. Raises CalledProcessError where a registry doesn't answer."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--registry", help="where our own images were pushed to")
    registry = options.parse_args().registry
    pinned = {name: f"{image}@{digest(image)}" for name, image in BASES.items()}
    kept = [line for line in _lines(ENVIRONMENT) if line.partition("=")[0] not in pinned]
    ENVIRONMENT.write_text("\n".join([*kept, *(f"{name}={image}" for name, image in pinned.items()), ""]))
    print(*pinned.values(), sep="\n")
    if registry:
        fill_in(registry, pinned["VALKEY_IMAGE"].partition("@")[2])


def fill_in(registry: str, valkey: str) -> None:
    """Have the manifests name what was pushed to a registry, and the Redis that was asked about."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    text = KUSTOMIZATION.read_text(encoding="utf-8")
    for part in ("api", "worker", "scan"):
        image = f"{registry}/report-audit-{part}"
        pinned = f'newName: {image}, digest: "{digest(f"{image}:{version}")}"'
        text = re.sub(rf"(name: {OWN}/report-audit-{part}), .*(?=}})", rf"\1, {pinned}", text)
    text = re.sub(r"(name: valkey/valkey), .*(?=})", rf'\1, digest: "{valkey}"', text)
    KUSTOMIZATION.write_text(text, encoding="utf-8")
    print(KUSTOMIZATION.relative_to(ROOT))


def digest(image: str) -> str:
    """The digest that a registry has for an image, `sha256:…`. Raises CalledProcessError, ValueError."""
    asked = ["docker", "buildx", "imagetools", "inspect", image, "--format", "{{.Manifest.Digest}}"]
    found = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", found):
        raise ValueError(f"{image} has no digest: {found}")
    return found


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


if __name__ == "__main__":
    main()
