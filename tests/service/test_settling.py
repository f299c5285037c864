from dataclasses import replace

import pytest

from service.config import Settings
from service.domain.audit import Problem, Request, Result, Status
from service.errors import AuditNotFound
from service.jobs import Jobs, candidate
from service.settling import POISON, Settling
from service.storage.catalogue import Catalogue
from service.storage.files import FileStore
from service.storage.redis_index import RedisIndex, connect
from service.storage.usage import Usage
from tests.service.storage.requests import DONE, a_request


def ended(store: FileStore, problem: str | None) -> str:
    request = a_request()
    store.accept(request, b"poison")
    failed = replace(DONE, status=Status.FAILED, verdict=None, problem=Problem(problem)) if problem else DONE
    store.finish(request.id, failed)
    return request.id


@pytest.mark.parametrize("problem", POISON)
def test_a_file_that_broke_its_process_is_kept_aside_where_the_setting_says_so(
    settings: Settings, store: FileStore, problem: str
) -> None:
    audit_id = ended(store, problem)
    Settling(settings, store, connect(settings.redis_url)).settle(audit_id)
    assert not (settings.data_dir / "poison").exists()
    for _ in range(2):
        Settling(replace(settings, keep_poison=True), store, connect(settings.redis_url)).settle(audit_id)
    store.delete(audit_id)
    assert (settings.data_dir / "poison" / audit_id).read_bytes() == b"poison"


def test_no_other_file_is_kept_aside(settings: Settings, store: FileStore) -> None:
    for problem in (None, "damaged-file", "internal-error"):
        Settling(replace(settings, keep_poison=True), store, connect(settings.redis_url)).settle(ended(store, problem))
    assert not (settings.data_dir / "poison").exists()


def test_nothing_stays_known_of_an_audit_that_was_deleted_meanwhile(settings: Settings, store: FileStore) -> None:
    redis = connect(settings.redis_url)
    audit_id = ended(store, None)
    RedisIndex(redis).next_attempt(audit_id)
    store.delete(audit_id)
    with pytest.raises(AuditNotFound):
        Settling(settings, store, redis).settle(audit_id)
    assert redis.keys(f"audit:{audit_id}*") == []


def test_nothing_stays_known_of_an_audit_that_is_deleted_while_others_are_told(
    settings: Settings, store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    redis = connect(settings.redis_url)
    request = a_request(callback_url="https://portal.example.org")
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    end = Catalogue.end

    def deleted_before(catalogue: Catalogue, request: Request, result: Result) -> None:
        store.delete(request.id)
        Jobs(settings).forget(request, result)
        end(catalogue, request, result)

    monkeypatch.setattr(Catalogue, "end", deleted_before)
    Settling(settings, store, redis).settle(request.id)
    assert redis.keys("audit:list:*") + redis.keys("audit:ended") == []
    assert list((settings.data_dir / "callbacks").iterdir()) == []


def test_what_is_kept_of_an_audit_counts_until_it_is_deleted(settings: Settings, store: FileStore) -> None:
    redis, request = connect(settings.redis_url), a_request(client="one")
    usage, jobs, settling = Usage(redis), Jobs(settings, store), Settling(settings, store, redis)
    jobs.admit(candidate(request))
    assert usage.total("one") == request.size
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    settling.settle(request.id)
    assert usage.total("one") == store.size(request.id) > request.size
    settling.weigh("one", request.id, 10**6)
    assert usage.total("one") == 10**6
    store.delete(request.id)
    jobs.forget(request, DONE)
    settling.weigh("one", request.id, 10**6)
    assert usage.total("one") == 0
