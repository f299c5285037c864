"""python -m tests.system.machines.recogniser: a worker for scans, which finds in each what is always the same."""

from typing import Any

from service import logs
from service.audits.audit import Result, Status, moment
from service.config import Settings
from tests.workers.processes import forking
from workers.jobs.processes import ForkServer
from workers.worker import Worker


def _recognised(*_: object, **__: Any) -> Result:
    return Result(Status.SUCCEEDED, moment(), verdict="pass")


if __name__ == "__main__":
    settings = Settings.of_process().for_scans()
    logs.start(settings)
    server = ForkServer(settings, scans=True, start=forking(_recognised))
    server.start()
    Worker(settings, server).work()
