"""What must hold before anything is started: a folder to write to that is ours alone, a free port, a safe address."""

import fcntl
import logging
import os
import resource
import socket
import time
from pathlib import Path

from service.config import Settings, variable
from service.errors import StorageFailed
from service.queue import check_queue
from service.storage import open_storage
from service.storage.keys import Keys

_OTHERS_END = 10.0
"""Seconds that the children of a supervisor that was killed may take to end."""
_OPEN_FILES = 65_536

log = logging.getLogger(__name__)


class CannotServe(Exception):
    """The service can't be started; the message says why and what to do."""


def check_address(settings: Settings) -> None:
    """Refuse to be open to other machines without being asked for it. Raises CannotServe."""
    try:
        required = Keys(settings.secrets).are_required()
    except StorageFailed as error:
        raise CannotServe(_unwritable(settings.data_dir, error.__cause__)) from error
    if required and settings.open:
        log.warning("%s=1 opens nothing: a key is needed, for one was made", variable("open"))
    if not (required or settings.open or settings.is_local):
        raise CannotServe(
            f"on {settings.host} everyone who reaches this machine could use the service: make a key "
            f"(report-audit keys add NAME), set {variable('open')}=1, or {variable('host')}=127.0.0.1"
        )


def lock_data_folder(settings: Settings) -> int:
    """Take the data folder for this service alone; the descriptor that holds it. Raises CannotServe."""
    folder = settings.data_dir
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "run").mkdir(mode=0o700, exist_ok=True)
        _check_store(settings)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotServe(_unwritable(folder, error)) from error
    except StorageFailed as error:
        raise CannotServe(_unwritable(folder, error.__cause__)) from error
    _wait_for(lock, folder)
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    return lock


def check_queue_server(settings: Settings) -> None:
    """Refuse a Redis of the operator's that can't hold the queue; wait for one that is away. Raises WrongSetting."""
    if settings.queue_url and (away := check_queue(settings)):
        log.warning("the queue's server doesn't answer yet: %s", away)


def raise_open_files() -> None:
    """Let this process and its children open as many files as the system lets them: a connection is one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def free_port(settings: Settings) -> int:
    """The port to listen on, tried; a free one where the setting is 0. Raises CannotServe."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except OSError as error:
        raise CannotServe(
            f"can't listen on {settings.host}:{settings.port}: {error.strerror}. "
            f"End what listens there, or set {variable('port')} to another port"
        ) from error


def _wait_for(lock: int, folder: Path) -> None:
    deadline = time.monotonic() + _OTHERS_END
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = int(os.pread(lock, 20, 0) or b"0")
            if _lives(holder) or time.monotonic() > deadline:
                raise CannotServe(
                    f"the data folder {folder} is in use by another service (process {holder}): "
                    f"end it, or set {variable('data_dir')} to another folder"
                ) from None
            time.sleep(0.05)
        else:
            return


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0


def _check_store(settings: Settings) -> None:
    """Return if the storage can be written, and be relied on. Raises CannotServe, and StorageFailed of the data folder."""
    try:
        open_storage(settings).audits.check()
    except StorageFailed as error:
        if not settings.store:
            raise
        raise CannotServe(f"{variable('store')} can't be used: {error.__cause__}") from error


def _unwritable(folder: Path, error: BaseException | None) -> str:
    reason = error.strerror if isinstance(error, OSError) else error
    return f"the data folder {folder} can't be written: {reason}. Set {variable('data_dir')} to one that can"
