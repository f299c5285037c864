"""Makes the bundle for machines without network: wheels of all that is locked, ours, and a script that installs them.

`python -m deploy.bundle` (make bundle) writes dist/report-audit-VERSION-bundle.tar.gz; `--ocr` adds what reads scans,
`--s3` what keeps audits in a bucket.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from deploy import locks, sbom

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"
PYTHONS = ("3.11", "3.12", "3.13")
MACHINES = ("x86_64", "aarch64")
GLIBC = 28
"""The oldest C library that is served, 2.28: that of the systems that offices run."""
COPIED = (
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "openapi.yaml",
    "docs",
    "examples",
    "deploy",
)
_PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]


def main() -> None:
    """Write the bundle, and print where it is and how large."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ocr", action="store_true", help="with what reads scans")
    options.add_argument("--s3", action="store_true", help="with what keeps audits in an S3-compatible store")
    options.add_argument("--machine", action="append", choices=MACHINES, help="for this kind alone")
    options.add_argument("--python", action="append", choices=PYTHONS, help="for this Python alone")
    chosen = options.parse_args()
    extras = [name for name in ("ocr", "s3") if getattr(chosen, name)]
    wanted = [ROOT / "requirements" / f"{name}.lock" for name in ("api", "worker", *extras)]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / f"report-audit-{version}"
        for python, machine in product(chosen.python or PYTHONS, chosen.machine or MACHINES):
            download(wanted, python, machine, folder / "wheels")
        build(folder / "wheels")
        add_files(folder, wanted)
        for lock in wanted:
            sbom.write(lock, folder / f"sbom-{lock.stem}.json")
        add_sums(folder)
        bundle = DIST / f"{folder.name}-bundle.tar.gz"
        pack(folder, bundle)
    print(f"{bundle.relative_to(ROOT)}: {bundle.stat().st_size / 1024**2:.0f} MiB")


def download(files: list[Path], python: str, machine: str, folder: Path) -> None:
    """Fetch the wheels that one kind of machine needs, each checked against its hash in the locks."""
    wanted = sorted({entry for lock in files for entry in entries(lock.read_text("utf-8"), python, machine)})
    platforms = [f"--platform=manylinux_2_{minor}_{machine}" for minor in range(5, GLIBC + 1)]
    platforms += [f"--platform=manylinux2014_{machine}", f"--platform=manylinux2010_{machine}"]
    abis = [f"--abi=cp{python.replace('.', '')}", "--abi=abi3", "--abi=none"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as lock:
        lock.write("\n".join(wanted))
        lock.flush()
        how = ["--no-deps", "--only-binary=:all:", "--require-hashes", f"--python-version={python}", *platforms, *abis]
        subprocess.run([*_PIP, "download", *how, "--implementation=cp", "-d", folder, "-r", lock.name], check=True)


def entries(lock: str, python: str, machine: str) -> Iterator[str]:
    """The entries of a lock that hold for a Python and a machine, without their conditions.

    3.11 stands for each release of Python 3.11, 3.11.2 for that one. pip asks conditions of the machine that it runs on,
    not of the one that it fetches for.
    """
    targets = [_target(release, machine) for release in _releases(python)]
    for locked, hashes in locks.every(lock):
        if not locked.marker or any(locked.marker.evaluate(target) for target in targets):
            yield " ".join([f"{locked.name}{locked.specifier}", *(f"--hash={each}" for each in hashes)])


def _releases(python: str) -> tuple[str, ...]:
    """The first and the last release that a version stands for: what a lock's conditions tell apart."""
    return (f"{python}.0", f"{python}.99") if python.count(".") == 1 else (python,)


def _target(release: str, machine: str) -> dict[str, str]:
    return {
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_system": "Linux",
        "python_full_version": release,
        "python_version": release.rpartition(".")[0],
        "sys_platform": "linux",
    }


def build(folder: Path) -> None:
    """Build our own wheel, from a copy, so that nothing of an earlier build gets into it."""
    with tempfile.TemporaryDirectory() as temporary:
        for name in ("pyproject.toml", "README.md", "LICENSE", "openapi.yaml", "service", "workers"):
            _copy(ROOT / name, Path(temporary) / name)
        how = ["--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder]
        subprocess.run([*_PIP, "wheel", *how, temporary], check=True, stdout=subprocess.DEVNULL)


def add_files(folder: Path, files: list[Path]) -> None:
    """Lay the locks, the documents, the examples and the script beside the wheels."""
    for name in COPIED:
        _copy(ROOT / name, folder / name)
    (folder / "requirements").mkdir()
    for lock in files:
        _copy(lock, folder / "requirements" / lock.name)
    shutil.copy2(ROOT / "deploy" / "install.sh", folder / "install.sh")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(source, target)


def add_sums(folder: Path) -> None:
    """Write SHA256SUMS over every file."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}" for path in files]
    (folder / "SHA256SUMS").write_text("\n".join([*sums, ""]))


def pack(folder: Path, bundle: Path) -> None:
    """Write the archive; its files belong to root."""
    bundle.parent.mkdir(exist_ok=True)
    with tarfile.open(bundle, "w:gz", compresslevel=1) as archive:
        archive.add(folder, folder.name, filter=_of_root)


def _of_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


if __name__ == "__main__":
    main()
