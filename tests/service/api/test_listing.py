from datetime import UTC, datetime, timedelta

import pytest

from service.audits.audit import Progress, Stage
from service.audits.ids import made_at
from service.errors import QueueUnavailable
from tests.service.api.results import failed, succeeded


def ids(response) -> list[str]:
    assert response.status_code == 200, response.json
    return [audit["id"] for audit in response.json["audits"]]


@pytest.fixture
def many(submit):
    return sorted(submit(label=str(number % 3)).json["id"] for number in range(12))


def test_the_newest_come_first_and_are_told_whole(client, store, many) -> None:
    store.finish(many[3], succeeded())
    listed = client.get("/v1/audits")
    assert ids(listed) == many[::-1]
    assert listed.json["next"] is None
    assert listed.json["audits"][-4] == client.get(f"/v1/audits/{many[3]}").json


@pytest.mark.parametrize("limit", [1, 2, 5, 11, 12, 13])
def test_pages_give_each_once_whatever_arrives_and_goes_meanwhile(client, submit, many, limit) -> None:
    found: list[str] = []
    cursor = ""
    while cursor is not None:
        page = client.get(f"/v1/audits?limit={limit}&cursor={cursor}")
        found += ids(page)
        cursor = page.json["next"]
        submit()
        if many[0] not in found:
            client.delete(f"/v1/audits/{many[0]}")
    assert found == many[:0:-1] if limit < 12 else found in (many[::-1], many[:0:-1])


def test_audits_are_chosen_by_what_they_are(client, store, queue, many) -> None:
    store.finish(many[0], succeeded())
    store.finish(many[1], failed())
    queue.begin(many[2], Progress(Stage.READING, 1))
    for query, expected in {
        "status=succeeded": [0],
        "status=failed,succeeded": [1, 0],
        "status=running": [2],
        "status=queued&label=0": [9, 6, 3],
        "verdict=fail": [0],
        "verdict=pass": [],
        "year=2023": [0],
        "agency=某某局": [0],
        "agency=某某": [],
        "label=1": [10, 7, 4, 1],
    }.items():
        assert ids(client.get(f"/v1/audits?{query}")) == [many[index] for index in expected], query


def test_audits_are_chosen_by_when_they_were_accepted(client, many) -> None:
    moment = made_at(many[5])
    found = ids(client.get("/v1/audits", query_string={"created_after": moment}))
    assert found == [each for each in many[::-1] if made_at(each) > moment]
    later = (datetime.now(UTC) + timedelta(hours=9)).isoformat()
    assert ids(client.get("/v1/audits", query_string={"created_after": later})) == []


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("status=done", "/status/0"),
        ("verdict=good", "/verdict"),
        ("year=x", "/year"),
        ("limit=0", "/limit"),
        ("limit=201", "/limit"),
        ("cursor=x", "/cursor"),
        ("created_after=2024", "/created_after"),
        ("created_after=2024-01-01T00:00:00", "/created_after"),
        ("color=red", "/color"),
    ],
)
def test_a_wrong_query_is_pointed_at(client, query, pointer) -> None:
    response = client.get(f"/v1/audits?{query}")
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]


def test_without_the_queue_there_is_no_list(client, queue) -> None:
    queue.state.failure = QueueUnavailable()
    assert client.get("/v1/audits").status_code == 503


def test_one_page_looks_at_so_many_and_goes_on_at_the_next(client, many, monkeypatch) -> None:
    from service.api import audits

    monkeypatch.setattr(audits, "MOST_LOOKED_AT", 5)
    first = client.get("/v1/audits?label=0&limit=10")
    assert len(ids(first)) < 4
    second = client.get(f"/v1/audits?label=0&limit=10&cursor={first.json['next']}")
    third = client.get(f"/v1/audits?label=0&limit=10&cursor={second.json['next']}")
    assert ids(first) + ids(second) + ids(third) == [many[index] for index in (9, 6, 3, 0)]
    assert third.json["next"] is None
