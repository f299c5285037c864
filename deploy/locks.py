"""What the locks in `requirements/` name."""

from collections.abc import Iterator

from packaging.requirements import Requirement


def every(lock: str) -> Iterator[tuple[Requirement, list[str]]]:
    """All entries of a lock, with the hashes of their files as `sha256:…`."""
    lines = "\n".join(line for line in lock.splitlines() if not line.strip().startswith("#"))
    for entry in lines.replace("\\\n", " ").splitlines():
        requirement, *hashes = entry.split(" --hash=")
        if requirement.strip():
            yield Requirement(requirement.strip()), [each.strip() for each in hashes]
