"""The programs of the READMEs and of docs/integration.md do what is said of them."""

import re
import subprocess
import sys
import time
from pathlib import Path

from service.storage.keys import shown_secret
from tests.system.end_to_end.serving import Service
from workers.outgoing.deliveries import signed

ROOT = Path(__file__).parents[2]


def program(document: str) -> str:
    """The one program that a document shows."""
    (shown,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / document).read_text("utf-8"), re.S | re.M)
    return str(shown)


CLIENT = program("README.md")


def test_the_client_prints_what_was_found(service: Service) -> None:
    client = CLIENT.replace("http://127.0.0.1:8000", service.url)
    command = [sys.executable, "-c", client, "examples/report-with-defects.txt"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    first, *findings = ran.stdout.splitlines()
    assert first == "fail"
    assert any(re.match(r"ARI\d\d error \S", found) for found in findings)


def test_both_readmes_show_the_same_client() -> None:
    assert program("README.zh-CN.md") == CLIENT


def test_the_client_is_of_about_a_dozen_lines() -> None:
    told = CLIENT.partition("if __name__")[0]
    assert len([line for line in told.splitlines() if line.strip()]) <= 14


def test_the_receiver_takes_what_is_signed_and_nothing_else() -> None:
    space: dict[str, object] = {}
    exec(program("docs/integration.md"), space)
    verified = space["verified"]
    secret, body = b"s" * 32, '{"id": "报告"}'.encode()
    headers = signed("msg_1", int(time.time()), body, secret)
    assert verified(shown_secret(secret), headers, body)
    assert not verified(shown_secret(b"t" * 32), headers, body)
    assert not verified(shown_secret(secret), headers, body + b" ")
    assert not verified(shown_secret(secret), {**headers, "webhook-id": "msg_2"}, body)
    assert not verified(shown_secret(secret), signed("msg_1", int(time.time()) - 600, body, secret), body)
