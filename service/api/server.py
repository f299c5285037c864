"""The gunicorn worker of the API: gevent's, whose answers to what is no HTTP are problems instead of HTML."""

import json
import secrets
import signal
import socket

from gunicorn import util
from gunicorn.workers.ggevent import GeventWorker

from service import lifeline, logs
from service.api.errors import MalformedRequest
from service.api.identity import HEADER
from service.config import Settings
from service.errors import AuditError
from service.renderers.problems import problem


class Worker(GeventWorker):  # type: ignore[misc]
    """Named by `--worker-class`."""

    def init_process(self) -> None:
        """Serve, with our own words for gunicorn's errors; it offers no other way to change them.

        A process whose master was killed ends as in good order, and frees the port for the next one at once.
        """
        lifeline.die_with(self.ppid, signal.SIGTERM)
        util.write_error = write_problem
        logs.start(Settings.from_environment())
        super().init_process()


def write_problem(client: socket.socket, status: int, reason: str, message: str) -> None:
    """Answer a request that could not be read, or not be answered otherwise; `message` is for gunicorn's log alone."""
    request_id = secrets.token_hex(16)
    kind = MalformedRequest if status < 500 else AuditError
    told = {**problem(kind, "zh", {}), "status": status, "instance": "", "request_id": request_id}
    body = json.dumps(told, ensure_ascii=False).encode()
    head = (
        f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n"
        f"Content-Language: zh\r\n{HEADER}: {request_id}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    util.write_nonblock(client, head.encode("latin-1") + body)
