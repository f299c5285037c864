"""The bundle has for each machine what its locks name, and a change to any of its files shows."""

import hashlib
import re
import tarfile
from pathlib import Path

import pytest

from deploy import bundle

LOCK = """\
# made
async-timeout==5.0.1 ; python_full_version < '3.11.3' \\
    --hash=sha256:aa
    # via redis
greenlet==3.5.6 ; platform_machine == 'aarch64' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:dd
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:ee
tzdata==2026.6 ; sys_platform == 'win32' \\
    --hash=sha256:ff
"""


@pytest.mark.parametrize(
    ("python", "machine", "wanted"),
    [
        ("3.11", "x86_64", {"async-timeout==5.0.1 --hash=sha256:aa", "numpy==2.4.6 --hash=sha256:dd"}),
        ("3.11.2", "x86_64", {"async-timeout==5.0.1 --hash=sha256:aa", "numpy==2.4.6 --hash=sha256:dd"}),
        ("3.11.3", "x86_64", {"numpy==2.4.6 --hash=sha256:dd"}),
        ("3.13", "x86_64", {"numpy==2.5.5 --hash=sha256:ee"}),
        ("3.11.7", "aarch64", {"numpy==2.4.6 --hash=sha256:dd", "greenlet==3.5.6 --hash=sha256:bb --hash=sha256:cc"}),
    ],
)
def test_conditions_are_asked_of_the_machine_that_it_is_for(python: str, machine: str, wanted: set[str]) -> None:
    assert set(bundle.entries(LOCK, python, machine)) == wanted


@pytest.mark.parametrize("name", ["api", "worker", "ocr"])
@pytest.mark.parametrize("machine", bundle.MACHINES)
def test_every_entry_of_a_lock_has_its_hashes(name: str, machine: str) -> None:
    lock = (bundle.ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    found = list(bundle.entries(lock, "3.11", machine))
    assert len(found) >= 15
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+( --hash=sha256:[0-9a-f]{64})+", entry) for entry in found)


def test_sums_cover_every_file_and_files_belong_to_root(tmp_path: Path) -> None:
    folder = tmp_path / "report-audit-1"
    folder.mkdir()
    bundle.add_files(folder, [bundle.ROOT / "requirements" / "api.lock"])
    bundle.add_sums(folder)
    bundle.pack(folder, tmp_path / "bundle.tar.gz")
    with tarfile.open(tmp_path / "bundle.tar.gz") as archive:
        entries = {entry.name.partition("/")[2]: entry for entry in archive if entry.isfile()}
        sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
        assert set(sums) == set(entries) - {"SHA256SUMS"}
        for name, wanted in sums.items():
            packed = archive.extractfile(entries[name])
            assert packed
            assert hashlib.sha256(packed.read()).hexdigest() == wanted
    assert {entry.uid for entry in entries.values()} == {0}
    assert entries["install.sh"].mode & 0o111
    assert {"README.md", "requirements/api.lock", "deploy/systemd/report-audit.service"} <= set(sums)
