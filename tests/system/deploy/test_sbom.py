"""The list of what an installation consists of is valid CycloneDX, and has what the locks have."""

import json
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy import locks, sbom


@pytest.fixture(params=sbom.LOCKS)
def lock(request: pytest.FixtureRequest) -> Path:
    return sbom.ROOT / "requirements" / f"{request.param}.lock"


@pytest.fixture
def listed(lock: Path, tmp_path: Path) -> str:
    assert sbom.write(lock, tmp_path / "sbom.json")
    return (tmp_path / "sbom.json").read_text("utf-8")


def test_it_is_what_the_schema_asks(listed: str) -> None:
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(listed)
    assert error is None, str(error)[:500]


def test_it_has_every_entry_of_the_lock_with_all_its_hashes_and_nothing_else(lock: Path, listed: str) -> None:
    wanted = {
        (f"{locked.name}{locked.specifier}", str(locked.marker or ""), frozenset(hashes))
        for locked, hashes in locks.every(lock.read_text("utf-8"))
    }
    found = {
        (
            f"{each['name']}=={each['version']}",
            each.get("properties", [{"value": ""}])[0]["value"],
            frozenset(f"sha256:{file['content']}" for file in each["externalReferences"][0]["hashes"]),
        )
        for each in json.loads(listed)["components"]
    }
    assert found == wanted


def test_licences_are_those_of_the_version_that_is_locked(tmp_path: Path) -> None:
    lock = tmp_path / "x.lock"
    lock.write_text("redis==0.0.1 --hash=sha256:" + "a" * 64 + "\n")
    (component,) = sbom.bom(lock).components
    assert not component.licenses


def test_what_is_installed_states_its_licences() -> None:
    components = sbom.bom(sbom.ROOT / "requirements" / "api.lock").components
    assert sum(bool(each.licenses) for each in components) > len(components) / 2


def test_the_same_lock_has_the_same_serial_number(lock: Path) -> None:
    assert sbom.bom(lock).serial_number == sbom.bom(lock).serial_number
