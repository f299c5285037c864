"""python -m workers: one worker process, until it is told to end."""

import gc
import sys

from service import logs
from service.config import Settings, WrongSetting
from workers import confinement
from workers.preload import preload
from workers.worker import AuditWorker


def main() -> int:
    """Work until SIGTERM or SIGINT; a running job is ended first, a second signal gives it back."""
    try:
        settings = Settings.from_environment()
    except WrongSetting as error:
        sys.exit(f"error: {error}")
    logs.start(settings)
    confinement.warn_where_weak()
    worker = AuditWorker(settings)
    preload()
    gc.freeze()
    worker.work(logging_level="WARNING")
    return 0


if __name__ == "__main__":
    sys.exit(main())
