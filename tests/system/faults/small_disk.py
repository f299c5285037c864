"""A disk of its own for a data folder, so that it can be filled."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MEGABYTES = 2048


@contextmanager
def small_disk(folder: Path, megabytes: int = MEGABYTES) -> Iterator[bool]:
    """Mount one there, in memory; whether that is allowed. Without it the folder is an ordinary one."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "none", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """No byte is free on the disk of the folder meanwhile."""
    ballast = folder / "ballast"
    descriptor = os.open(ballast, os.O_CREAT | os.O_WRONLY)
    try:
        size = 0
        for more in (1 << 24, 1 << 20, 1 << 12):
            with suppress(OSError):
                while True:
                    os.posix_fallocate(descriptor, size, more)
                    size += more
        yield
    finally:
        os.close(descriptor)
        ballast.unlink()
