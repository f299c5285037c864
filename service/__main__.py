"""python -m service: Redis, the API, the workers and the reconciler in the foreground, until Ctrl-C."""

import argparse
import os
import shutil
import signal
import sys
from functools import partial
from pathlib import Path

from service import config, logs
from service.config import Settings, WrongSetting
from service.supervision import redis_server
from service.supervision.children import CannotStart, Child
from service.supervision.redis_server import NoServer
from service.supervision.start import (
    CannotServe,
    check_address,
    check_queue_server,
    free_port,
    lock_data_folder,
    raise_open_files,
)
from service.supervision.supervisor import Supervisor, answers

_SETTINGS = "It takes no arguments: its settings are environment variables, listed in README.md."
EXAMPLE = Path(__file__).parent.parent / "examples" / "report-with-defects.txt"


def main() -> int:
    """Serve; 0 after an orderly end, 1 with a reason where that can't be."""
    argparse.ArgumentParser("python -m service", description=__doc__, epilog=_SETTINGS).parse_args()
    try:
        settings = Settings.from_environment()
        logs.start(settings)
        check_address(settings)
        check_queue_server(settings)
        raise_open_files()
        lock = lock_data_folder(settings)
        serve(settings, free_port(settings), lock)
    except (WrongSetting, CannotServe, CannotStart, NoServer) as error:
        print(f"error: {error}", file=sys.stderr, flush=True)
        return 1
    return 0


def serve(settings: Settings, port: int, lock: int) -> None:
    """Run all that belongs to the service until SIGTERM or SIGINT."""
    environment = {**config.inherited(), config.variable("data_dir"): str(settings.data_dir)}
    children: list[Child] = []
    sockets = None
    if not settings.queue_url:
        sockets = redis_server.socket_folder(settings.data_dir)
        socket = sockets / "redis.sock"
        folder = settings.data_dir / "redis"
        command = redis_server.command(redis_server.find(), socket, folder)
        repair = partial(redis_server.set_aside, folder)
        children.append(Child("redis", command, environment, keep_open=lock, end_by=signal.SIGTERM, repair=repair))
        environment[config.variable("queue_url")] = f"unix://{socket}"
    children.append(Child("reconciler", _python("service.lifecycle.reconciler"), environment, keep_open=lock))
    children.append(Child("deliveries", _python("workers.outgoing"), environment, keep_open=lock))
    children.append(Child("api", _gunicorn(settings, port), environment, keep_open=lock))
    for number in range(settings.workers):
        children.append(Child(f"worker {number + 1}", _python("workers"), environment, keep_open=lock))
    for number in range(settings.scan_workers):
        children.append(Child(f"scan worker {number + 1}", [*_python("workers"), "scans"], environment, keep_open=lock))
    try:
        Supervisor(children).run(
            lambda: answers(settings.host, port, "/readyz"), lambda: _announce(f"http://{_shown(settings.host)}:{port}")
        )
    finally:
        if sockets and settings.data_dir not in sockets.parents:
            shutil.rmtree(sockets, ignore_errors=True)


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _gunicorn(settings: Settings, port: int) -> list[str]:
    return [
        *_python("gunicorn"),
        *("--bind", f"{_shown(settings.host)}:{port}", "--workers", str(settings.api_processes)),
        *("--worker-class", "service.api.server.Worker", "--no-control-socket"),
        *("--worker-tmp-dir", str(settings.data_dir / "run")),
        *("--graceful-timeout", "7", "--log-level", "warning", "service.app:create_app()"),
    ]


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _announce(url: str) -> None:
    example = os.path.relpath(EXAMPLE) if EXAMPLE.is_relative_to(Path.cwd()) else str(EXAMPLE)
    print(f"Ready at {url} (Ctrl-C ends it). Try:\n", flush=True)
    print(f"  curl -s -H 'Prefer: wait=10' -F file=@{example} {url}/v1/audits\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
