"""python -m workers [scans]: one worker process, for all audits or for scans, until SIGTERM."""

import logging
import sys
from importlib.util import find_spec

from service import logs
from service.config import Settings, variable
from service.queue import check_queue_of_process
from service.signals import HAS_PARENT_DEATH_SIGNAL
from workers.jobs.processes import ForkServer, NoJobs

log = logging.getLogger(__name__)


def main() -> int:
    """Work until SIGTERM or SIGINT; a running job is ended first, a second signal gives it back."""
    settings = Settings.of_process()
    scans = sys.argv[1:] == ["scans"]
    if scans and not all(find_spec(name) for name in ("rapidocr", "onnxruntime")):
        sys.exit("error: a worker for scans needs the extra `ocr`: make serve OCR=1")
    logs.start(settings)
    check_queue_of_process(settings)
    if scans:
        settings = settings.for_scans()
    server = ForkServer(settings, scans=scans)
    server.launch()
    from workers.worker import Worker  # noqa: PLC0415 -- loaded while the server loads its own code

    try:
        server.start()
        _report(server, settings)
    except NoJobs as error:
        sys.exit(f"error: {error}")
    Worker(settings, server).work()
    return 0


def _report(server: ForkServer, settings: Settings) -> None:
    """Say once what jobs are confined by, and warn where that is less than can be. Raises NoJobs where it must be all."""
    sandbox = server.sandbox
    if settings.sandbox == "required" and not sandbox.is_complete:
        server.stop()
        raise NoJobs(f"{variable('sandbox')}=required, but jobs would be confined by {sandbox} alone")
    log.log(logging.INFO if sandbox.is_complete else logging.WARNING, "jobs are confined by: %s", sandbox)
    if not HAS_PARENT_DEATH_SIGNAL:
        log.warning("on %s a job may go on after its worker was killed", sys.platform)


if __name__ == "__main__":
    sys.exit(main())
