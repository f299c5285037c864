"""Once an audit is kept its client is told so, whatever Redis says; before that nothing is kept."""

import pytest

from service.errors import QueueUnavailable
from service.jobs import Standing
from tests.service.api.fakes import MemoryQueue, MemoryStore


def unavailable(*_: object, **__: object) -> None:
    raise QueueUnavailable


@pytest.mark.parametrize("headers", [{}, {"Prefer": "wait=1"}])
def test_an_audit_that_is_kept_is_accepted_though_redis_goes_away(
    submit, queue: MemoryQueue, store: MemoryStore, monkeypatch, headers
) -> None:
    monkeypatch.setattr(queue, "enqueue", lambda _: Standing(due=5))
    monkeypatch.setattr(queue, "standing", unavailable)
    answer = submit(headers=headers)
    assert (answer.status_code, answer.json["status"]) == (202, "queued")
    assert list(store.requests) == [answer.json["id"]]
    assert int(answer.headers["Retry-After"]) >= 1


def test_nothing_is_kept_where_redis_takes_nothing(submit, queue: MemoryQueue, store: MemoryStore, monkeypatch) -> None:
    monkeypatch.setattr(queue, "admit", unavailable)
    assert submit().status_code == 503
    assert store.requests == {}
