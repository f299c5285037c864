"""Lists what an installation consists of, as CycloneDX: `python -m deploy.sbom` (make sbom) writes dist/sbom-LOCK.json.

All of it is taken from the locks, so that it is the same on every machine: names, versions, the hashes of every file
that may be installed, and under which condition. Licences, which locks don't have, are those that an installed package
of the same version states; others are left out.
"""

import hashlib
import uuid
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement

from deploy import locks

ROOT = Path(__file__).parent.parent
LOCKS = ("api", "worker", "ocr", "s3")
"""What an installation may have; what builds and checks it is in none."""


def main() -> None:
    """Write one for each lock, and print where they are and how much they list."""
    for name in LOCKS:
        path = ROOT / "dist" / f"sbom-{name}.json"
        path.parent.mkdir(exist_ok=True)
        print(f"{path.relative_to(ROOT)}: {write(ROOT / 'requirements' / f'{name}.lock', path)} components")


def write(lock: Path, path: Path) -> int:
    """Write that of a lock; how many components it lists."""
    made = bom(lock)
    path.write_text(JsonV1Dot6(made).output_as_string(indent=1) + "\n", encoding="utf-8")
    return len(made.components)


def bom(lock: Path) -> Bom:
    """What a lock names; its serial number is the same for the same lock."""
    text = lock.read_text(encoding="utf-8")
    serial = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(text.encode()).hexdigest())
    return Bom(components=[_component(*entry) for entry in locks.every(text)], serial_number=serial)


def _component(locked: Requirement, hashes: list[str]) -> Component:
    (version,) = (each.version for each in locked.specifier)
    url = PackageURL("pypi", name=locked.name, version=version)
    files = [HashTypeFactory().from_composite_str(each) for each in hashes]
    return Component(
        name=locked.name,
        version=version,
        type=ComponentType.LIBRARY,
        purl=url,
        bom_ref=str(url),
        licenses=_licences(locked.name, version),
        external_references=[
            ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(str(url)), hashes=files)
        ],
        properties=[Property(name="report-audit:condition", value=str(locked.marker))] if locked.marker else [],
    )


def _licences(name: str, version: str) -> list[License]:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    stated = about.get("License-Expression") or about.get("License") or ""
    if about["Version"] != version or not stated or "\n" in stated:
        return []
    return [LicenseFactory().make_from_string(stated)]


if __name__ == "__main__":
    main()
