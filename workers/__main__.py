"""python -m workers [scans]: one worker process, for all audits or for scans, until it is told to end."""

import gc
import sys

from service import logs
from service.config import Settings, WrongSetting
from service.dispatcher import SCANS
from workers import confinement
from workers.preload import preload
from workers.readers import scan
from workers.worker import AuditWorker


def main() -> int:
    """Work until SIGTERM or SIGINT; a running job is ended first, a second signal gives it back."""
    try:
        settings = Settings.from_environment()
    except WrongSetting as error:
        sys.exit(f"error: {error}")
    scans = sys.argv[1:] == ["scans"]
    if scans and not scan.is_installed():
        sys.exit("error: a worker for scans needs the extra `ocr`: make serve OCR=1")
    logs.start(settings)
    confinement.warn_where_weak()
    worker = AuditWorker(settings.for_scans(), SCANS) if scans else AuditWorker(settings)
    try:
        preload()
    except ImportError as error:
        sys.exit(f"error: a reader can't be loaded: {error}")
    if scans:
        scan.preload()
    gc.freeze()
    worker.work(logging_level="WARNING")
    return 0


if __name__ == "__main__":
    sys.exit(main())
