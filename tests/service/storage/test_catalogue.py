import time

import pytest

from service.domain.audit import Result, Status
from service.storage.catalogue import Catalogue, matches, pages
from service.storage.ids import new_id
from service.storage.redis_index import connect
from tests.service.storage.requests import a_request

DONE = Result(Status.SUCCEEDED, "2024-01-01T00:00:01Z", verdict="fail", report={"year": 2023, "agency": "某局"})


@pytest.fixture
def catalogue(redis_url: str) -> Catalogue:
    return Catalogue(connect(redis_url))


def listed(
    catalogue: Catalogue, client: str = "", after: str | None = None, floor: str = "", page: int = 3
) -> list[str]:
    return [audit_id for audit_id, _ in pages(catalogue, client, after, floor, page)]


def test_a_client_sees_its_own_the_newest_first(catalogue: Catalogue) -> None:
    ids = sorted(new_id() for _ in range(8))
    for audit_id in ids:
        catalogue.add(a_request(id=audit_id, client="one"))
    catalogue.add(a_request(client="two"))
    assert listed(catalogue, "one") == ids[::-1]
    assert listed(catalogue, "one", after=ids[4]) == ids[3::-1]
    assert listed(catalogue, "one", floor=ids[5]) == ids[:4:-1]
    assert len(listed(catalogue, "two")) == 1
    assert listed(catalogue, "three") == []


def test_facts_are_those_of_the_request_until_the_end(catalogue: Catalogue) -> None:
    request = a_request(label="第一批", year=2022)
    catalogue.add(request)
    (told,) = (facts for _, facts in catalogue.before("", None, "", 9))
    assert told == {"status": None, "verdict": None, "year": 2022, "agency": None, "label": "第一批"}
    catalogue.end(request, DONE)
    catalogue.add(request)
    (told,) = (facts for _, facts in catalogue.before("", None, "", 9))
    assert told == {"status": "succeeded", "verdict": "fail", "year": 2023, "agency": "某局", "label": "第一批"}
    assert matches(told, {"year": [2023], "label": ["第一批", "x"]})
    assert not matches(told, {"year": [2023], "agency": ["x"]})


def test_like_contents_are_found_per_client(catalogue: Catalogue) -> None:
    request = a_request(client="one", sha256="a" * 64)
    catalogue.end(request, DONE)
    assert catalogue.like("one", request.content(DONE.ruleset)) == request.id
    assert catalogue.like("two", request.content(DONE.ruleset)) is None
    assert catalogue.like("one", a_request(sha256="a" * 64, year=2020).content(DONE.ruleset)) is None
    assert catalogue.like("one", request.content("another ruleset")) is None


def test_what_is_removed_is_in_no_list(catalogue: Catalogue, redis_url: str) -> None:
    request = a_request(client="one")
    catalogue.add(request)
    catalogue.end(request, DONE)
    assert catalogue.ended_before(DONE.ended_at + 1) == [request.id]
    assert catalogue.ended_before(DONE.ended_at - 1) == []
    catalogue.remove(request, DONE)
    assert connect(redis_url).keys("*") == []


def test_what_is_not_there_any_more_is_listed_nowhere_though_its_client_is_unknown(
    catalogue: Catalogue, redis_url: str
) -> None:
    gone, kept = a_request(client="one"), a_request(client="two")
    for request in (gone, kept):
        catalogue.add(request)
        catalogue.end(request, DONE)
    catalogue.drop(gone.id)
    assert catalogue.before("one", None, "", 10) == []
    assert catalogue.ended_before(time.time()) == [kept.id]
    assert not connect(redis_url).exists("audit:list:one", "audit:list:one:facts")
    assert connect(redis_url).exists("audit:list:two", "audit:list:two:facts") == 2
