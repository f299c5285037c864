"""Once an audit is kept its client is told so, whatever Redis says; before that nothing is kept."""

import pytest

from service.errors import QueueUnavailable
from tests.service.api.conftest import REPORT
from tests.service.api.fakes import MemoryStore
from tests.service.queue.memory import MemoryQueue


def unavailable(*_: object, **__: object) -> None:
    raise QueueUnavailable


@pytest.mark.parametrize("headers", [{}, {"Prefer": "wait=1"}])
def test_an_audit_that_is_kept_is_accepted_though_redis_goes_away(
    submit, queue: MemoryQueue, store: MemoryStore, monkeypatch, headers
) -> None:
    monkeypatch.setattr(queue.fair_queue, "enqueue", unavailable)
    monkeypatch.setattr(queue.fair_queue, "position", unavailable)
    answer = submit(headers=headers)
    assert (answer.status_code, answer.json["status"]) == (202, "queued")
    assert list(store.requests) == [answer.json["id"]]
    assert int(answer.headers["Retry-After"]) >= 1


def test_nothing_is_kept_where_redis_takes_nothing(submit, queue: MemoryQueue, store: MemoryStore, monkeypatch) -> None:
    monkeypatch.setattr(queue.admission, "admit", unavailable)
    assert submit().status_code == 503
    assert store.requests == {}


@pytest.mark.parametrize(("length", "status"), [(1, 202), (70, 202), (80, 202), (300, 400)])
def test_a_boundary_may_be_as_long_as_clients_make_them(client, length: int, status: int) -> None:
    boundary = "b" * length
    body = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'.encode()
    form = f"multipart/form-data; boundary={boundary}"
    data = body + REPORT + f"\r\n--{boundary}--\r\n".encode()
    assert client.post("/v1/audits", data=data, content_type=form).status_code == status
