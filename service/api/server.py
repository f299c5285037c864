"""The gunicorn worker of the API: gevent's, whose answers to what is no HTTP are problems instead of HTML."""

import gc
import json
import logging
import os
import secrets
import signal
import socket
from http import HTTPStatus

from gunicorn import util
from gunicorn.workers.ggevent import GeventWorker

from service import lifeline, logs
from service.api.errors import HeadersTooLarge, MalformedRequest, UriTooLong
from service.api.identity import HEADER, TYPED
from service.config import Settings
from service.errors import AuditError
from service.renderers.problems import problem

_LONGEST_LINE = 8190
"""Bytes of a request's first line, the most that gunicorn takes: the fields of a raw body stand in it."""
_BELIEVED = {"forwarded_allow_ips": "", "forwarder_headers": "", "secure_scheme_headers": {}}
"""What gunicorn itself believes of a proxy, by default one on this machine: nothing. A header `SCRIPT_NAME` is no part of
the address, and the scheme is told by the proxies that our own settings name."""


class Worker(GeventWorker):  # type: ignore[misc]
    """Named by `--worker-class`."""

    def init_process(self) -> None:
        """Serve, with our own words for gunicorn's errors; it offers no other way to change them.

        A process whose master was killed ends as in good order, and frees the port for the next one at once.
        """
        lifeline.die_with(self.ppid, signal.SIGTERM)
        util.write_error = write_problem
        self.cfg.set("limit_request_line", _LONGEST_LINE)
        for name, none in _BELIEVED.items():
            self.cfg.set(name, none)
        logs.start(Settings.from_environment())
        super().init_process()

    def run(self) -> None:
        """Serve until told to end; then leave without Python's clearing up, in which logging misses parts of gevent aloud."""
        super().run()
        logging.shutdown()
        os._exit(os.EX_OK)

    def load_wsgi(self) -> None:
        """Load the app, which stays: counted as garbage that might be, it would keep what is from being collected."""
        super().load_wsgi()
        gc.collect()
        gc.freeze()


_KINDS = {
    HTTPStatus.INTERNAL_SERVER_ERROR: AuditError,
    HTTPStatus.REQUEST_URI_TOO_LONG: UriTooLong,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: HeadersTooLarge,
}


def write_problem(client: socket.socket, status: int, reason: str, message: str) -> None:
    """Answer a request that could not be read, or not be answered otherwise.

    `reason` and `message` are for gunicorn's log alone, and so is a `status` for which the contract has 400: that
    of an expectation or a transfer coding, for two.
    """
    request_id = secrets.token_hex(16)
    kind = _KINDS.get(HTTPStatus(status), MalformedRequest)
    told = {**problem(kind, "zh", {}), "instance": "", "request_id": request_id}
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = {
        "Connection": "close",
        "Content-Type": "application/problem+json",
        "Content-Language": "zh",
        "Content-Length": str(len(body)),
        HEADER: request_id,
        **TYPED,
    }
    first = f"HTTP/1.1 {told['status']} {HTTPStatus(told['status']).phrase}"
    head = "\r\n".join([first, *map(": ".join, headers.items()), "", ""])
    util.write_nonblock(client, head.encode("latin-1") + body)
