"""The gunicorn worker of the API: gevent's, whose answers to what is no HTTP are problems instead of HTML."""

import gc
import json
import logging
import os
import secrets
import signal
import socket
from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus
from typing import Any

from gevent.server import StreamServer
from gunicorn import http, util
from gunicorn.http import wsgi
from gunicorn.workers import ggevent
from gunicorn.workers.ggevent import GeventWorker

from service import logs
from service.api import bodies, connections, pacing, shutdown
from service.api.connections import Connections
from service.api.errors import HeadersTooLarge, MalformedRequest, TooManyConnections, UriTooLong
from service.api.identity import HEADER, TYPED
from service.api.keepalive import BEYOND, RequestsInTurn
from service.api.sending import Answer
from service.config import Settings
from service.errors import AuditError
from service.renderers.addresses import base_path
from service.renderers.problems import problem
from service.signals import die_with_parent

_LONGEST_LINE = 8190
"""Bytes of a request's first line, the most that gunicorn takes: the fields of a raw body stand in it."""
_BELIEVED = {"forwarded_allow_ips": "", "forwarder_headers": "", "secure_scheme_headers": {}}
"""What gunicorn itself believes of a proxy, by default one on this machine: nothing. A header `SCRIPT_NAME` is no part of
the address, and the scheme is told by the proxies that our own settings name."""
_TO_ANSWER = 2.0
"""Seconds that are left for answers which were held until this process ends."""
HEALTH = ("/healthz", "/readyz")
"""What is answered to every client and before all else."""


class Server(StreamServer):  # type: ignore[misc]
    """Accepts connections as they come: gunicorn takes one at a time, and those behind a burst would wait for long."""

    max_accept = property(lambda _: 100, lambda *_: None)


class Worker(GeventWorker):  # type: ignore[misc]
    """Named by `--worker-class`."""

    def init_process(self) -> None:
        """Serve, with our own words for gunicorn's errors; it offers no other way to change them.

        A process whose master was killed ends as in good order, and frees the port for the next one at once.
        """
        die_with_parent(self.ppid, signal.SIGTERM)
        util.write_error, wsgi.Response, ggevent.StreamServer = write_problem, Answer, Server
        http.get_parser = self._requests_of
        self.cfg.set("limit_request_line", _LONGEST_LINE)
        for name, none in _BELIEVED.items():
            self.cfg.set(name, none)
        settings = Settings.from_environment()
        logs.start(settings)
        self.cfg.set("keepalive", settings.idle_seconds)
        most = connections.most()
        self._base_path = settings.base_path
        self._connections = Connections(most, settings.connections_an_address, settings.trusted_proxies)
        self.worker_connections = most + 2 * connections.SURPLUS
        super().init_process()

    def run(self) -> None:
        """Serve until told to end; then leave without Python's clearing up, in which logging misses parts of gevent aloud."""
        pacing.start()
        super().run()
        logging.shutdown()
        os._exit(os.EX_OK)

    def load_wsgi(self) -> None:
        """Load the app, which stays: counted as garbage that might be, it would keep what is from being collected."""
        super().load_wsgi()
        gc.collect()
        gc.freeze()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Note that this process is to end; answers that are held are given before gunicorn would cut them off."""
        super().handle_exit(sig, frame)
        shutdown.begin(self.cfg.graceful_timeout - _TO_ANSWER)

    def notify(self) -> None:
        """Tell gunicorn's master that all is well, each second, and end what has been idle; all of it once told to end."""
        super().notify()
        self._connections.end_idle(self.cfg.keepalive + BEYOND if self.alive else 0)

    def timeout_ctx(self) -> AbstractContextManager[None]:
        """Limit nothing: what reads requests has limits of its own."""
        return nullcontext()

    def _requests_of(self, cfg: Any, client: socket.socket, addr: Any) -> RequestsInTurn:
        return RequestsInTurn(cfg, client, addr, self._connections)

    def handle(self, listener: socket.socket, client: socket.socket, addr: Any) -> None:
        """Serve a connection, which counts while it is open."""
        base_path.set(self._base_path)
        with self._connections.opened(client, addr[0] if isinstance(addr, tuple) and addr else ""):
            super().handle(listener, client, addr)

    def handle_request(self, listener_name: Any, req: Any, sock: socket.socket, addr: Any) -> None:
        """Answer a request in its turn; one that asks for health at once, and on any connection."""
        if req.path in HEALTH:
            if self._connections.is_surplus(sock):
                req.force_close()
        elif self._connections.admits(sock):
            pacing.wait()
        else:
            write_problem(sock, HTTPStatus.SERVICE_UNAVAILABLE, "", "")
            raise StopIteration
        bodies.receive(req, sock)
        try:
            super().handle_request(listener_name, req, sock, addr)
        except StopIteration:
            if bodies.is_abandoned(req):
                bodies.linger(sock)
            raise

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer what could not be read, so that a client that sends still gets the answer."""
        super().handle_error(req, client, addr, exc)
        bodies.linger(client)


_KINDS: dict[int, type[AuditError]] = {
    HTTPStatus.INTERNAL_SERVER_ERROR: AuditError,
    HTTPStatus.REQUEST_URI_TOO_LONG: UriTooLong,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: HeadersTooLarge,
    HTTPStatus.SERVICE_UNAVAILABLE: TooManyConnections,
}


def write_problem(client: socket.socket, status: int, reason: str, message: str) -> None:
    """Answer a request that could not be read, or not be answered otherwise.

    `reason` and `message` are for gunicorn's log alone, and so is a `status` for which the contract has 400: that
    of an expectation or a transfer coding, for two.
    """
    request_id = secrets.token_hex(16)
    kind = _KINDS.get(status, MalformedRequest)
    told = {**problem(kind, "zh", kind().facts), "instance": "", "request_id": request_id}
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = {
        "Connection": "close",
        "Content-Type": "application/problem+json",
        "Content-Language": "zh",
        "Content-Length": str(len(body)),
        HEADER: request_id,
        **TYPED,
        **({"Retry-After": str(kind.retry_after)} if kind.retry_after else {}),
    }
    first = f"HTTP/1.1 {told['status']} {HTTPStatus(told['status']).phrase}"
    head = "\r\n".join([first, *map(": ".join, headers.items()), "", ""])
    util.write_nonblock(client, head.encode("latin-1") + body)
