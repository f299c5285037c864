import http.client
import io
import json
import logging
import socket
import subprocess
import sys

import pytest

from service.api.server import write_problem
from service.config import Settings
from service.logs import log_to
from tests.service.api.conftest import REPORT
from tests.service.api.contract import declared, escaped, operations, validator


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        (400, 400, "malformed-request"),
        (414, 414, "uri-too-long"),
        (417, 400, "malformed-request"),
        (431, 431, "headers-too-large"),
        (501, 400, "malformed-request"),
        (500, 500, "internal-error"),
    ],
)
def test_what_is_no_http_is_answered_with_a_problem_that_the_contract_has(given: int, status: int, code: str) -> None:
    ours, theirs = socket.socketpair()
    write_problem(ours, given, "Some Reason", "'/secret/path'")
    ours.close()
    response = http.client.HTTPResponse(theirs)
    response.begin()
    body = response.read()
    told = json.loads(body)
    validator(escaped("components", "schemas", "ProblemDetails")).validate(told)
    for path, method in operations():
        declared(path, method, response.status)
    assert (response.status, told["status"], told["type"]) == (status, status, f"/problems/{code}")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["X-Request-Id"] == told["request_id"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"secret" not in body


def test_the_worker_puts_it_in_the_place_of_gunicorns_own() -> None:
    # In a process of its own, for gunicorn's module is changed for good.
    script = (
        "from gunicorn import util\n"
        "from gunicorn.workers.base import Worker as Base\n"
        "from service.api.server import Worker, write_problem\n"
        "Base.init_process = lambda self: None\n"
        "Worker.setup = classmethod(lambda cls: None)\n"
        "Worker.patch = lambda self: None\n"
        "worker = Worker.__new__(Worker)\n"
        "import os; worker.ppid = os.getppid()\n"
        "from gunicorn.config import Config; worker.cfg = Config()\n"
        "worker.init_process()\n"
        "import logging; logging.getLogger('x').info('said')\n"
        "assert util.write_error is write_problem\n"
        "assert worker.cfg.limit_request_line == 8190\n"
        "assert worker.cfg.forwarder_headers == worker.cfg.forwarded_allow_ips == []\n"
        "assert worker.cfg.secure_scheme_headers == {}\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, timeout=30, capture_output=True, text=True)
    assert json.loads(ran.stderr)["message"] == "said"


def test_every_line_of_a_request_is_logged_with_its_id(app) -> None:
    lines = io.StringIO()
    handlers, level = logging.root.handlers[:], logging.root.level
    try:
        log_to(lines, Settings(log_format="text"))
        sent = {"data": REPORT, "headers": {"X-Request-Id": "from-the-client"}}
        audit = app.test_client().post("/v1/reports", **sent).json
        logging.getLogger("elsewhere").warning("not about a request")
    finally:
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
    assert f"INFO service.intake [from-the-client {audit['id']}]: accepted" in lines.getvalue()
    assert "WARNING elsewhere [-]: not about a request" in lines.getvalue()
