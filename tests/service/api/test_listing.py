from datetime import UTC, datetime, timedelta

import pytest

from service.api import lists
from service.audits.audit import Progress, Stage
from service.audits.ids import derived_id, made_at, new_id
from service.errors import QueueUnavailable
from tests.service.api.conftest import REPORT
from tests.service.api.results import failed, succeeded
from tests.service.storage.requests import a_request


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
        "sort=created_at&label=1": [1, 4, 7, 10],
        "sort=created_at&status=succeeded,failed": [0, 1],
    }.items():
        assert ids(client.get(f"/v1/audits?{query}")) == [many[index] for index in expected], query


@pytest.mark.parametrize(
    ("query", "expected"),
    [("label=1", 4), ("status=failed", 11), ("status=succeeded", 12), ("status=queued&limit=3", 3), ("limit=1", 1)],
)
def test_what_a_list_need_not_look_at_is_not_asked_for(client, store, many, monkeypatch, query, expected) -> None:
    """An audit that waits by the lists may have ended: it is looked at whatever status is asked for."""
    store.finish(many[11], succeeded())
    asked: set[str] = set()
    at_hand = store.at_hand

    def noted(ids):
        asked.update(ids)
        return at_hand(ids)

    monkeypatch.setattr(store, "at_hand", noted)
    ids(client.get(f"/v1/audits?{query}"))
    assert len(asked) == expected


def test_audits_are_chosen_by_when_they_were_accepted(client, many) -> None:
    moment = made_at(many[5])
    found = ids(client.get("/v1/audits", query_string={"created_after": moment}))
    assert found == [each for each in many[::-1] if made_at(each) > moment]
    later = (datetime.now(UTC) + timedelta(hours=9)).isoformat()
    assert ids(client.get("/v1/audits", query_string={"created_after": later})) == []


def test_audits_are_chosen_by_when_they_were_accepted_on_both_sides(client, many) -> None:
    first, last = made_at(many[3]), made_at(many[8])
    between = {"created_after": first, "created_before": last}
    found = client.get("/v1/audits", query_string=between)
    assert ids(found) == [each for each in many[::-1] if first < made_at(each) < last]
    assert found.json["total"] == len(found.json["audits"])
    assert ids(client.get("/v1/audits", query_string={"created_before": "2020-01-01T00:00:00Z"})) == []


def test_audits_of_one_file_are_found_whatever_else_is_kept(client, submit, many, monkeypatch) -> None:
    monkeypatch.setattr(lists, "MOST_LOOKED_AT", 2)
    other = submit(REPORT + b"2").json
    submit()
    found = client.get("/v1/audits", query_string={"sha256": other["file"]["sha256"].upper()})
    assert (ids(found), found.json["next"], found.json["total"]) == ([other["id"]], None, 1)
    assert ids(client.get("/v1/audits", query_string={"sha256": "0" * 64})) == []


def test_audits_of_one_batch_are_found_whatever_else_is_kept(app, client, queue, many, monkeypatch) -> None:
    monkeypatch.setattr(lists, "MOST_LOOKED_AT", 3)
    store, batch = app.extensions["backend"].storage.audits, new_id()
    members = sorted(derived_id(batch, number) for number in range(3))
    for member in members:
        request = a_request(id=member, batch=batch)
        store.accept(request, REPORT)
        queue.fair_queue.enqueue(request)
    assert ids(client.get("/v1/audits", query_string={"batch": batch})) == members[::-1]
    assert client.get(f"/v1/audits/{members[0]}").json["batch"] == batch
    assert client.get(f"/v1/audits/{many[0]}").json["batch"] is None
    assert ids(client.get("/v1/audits", query_string={"batch": many[0]})) == []


@pytest.mark.parametrize("order", ["-created_at", "created_at"])
def test_each_page_links_to_the_next_one(client, many, order) -> None:
    found, address = [], f"?limit=5&sort={order}"
    while address:
        page = client.get(f"/v1/audits{address}")
        found += ids(page)
        assert page.json["total"] == 12
        address = page.headers["Link"].removeprefix("<").removesuffix('>; rel="next"') if page.json["next"] else ""
    assert "Link" not in page.headers
    assert found == (many if order == "created_at" else many[::-1])


def test_the_link_has_all_that_was_asked_for(client, many) -> None:
    page = client.get("/v1/audits?status=queued,running&label=1&limit=1&cursor=")
    assert page.headers["Link"] == f'<?status=queued%2Crunning&label=1&limit=1&cursor={many[10]}>; rel="next"'


def test_how_many_there_are_is_not_told_where_each_would_have_to_be_looked_at(client, many) -> None:
    totals = [
        client.get(f"/v1/audits?{query}").json["total"] for query in ("", "label=1", "status=queued", "year=2023")
    ]
    assert totals == [12, None, None, None]


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
        ("created_before=2024", "/created_before"),
        ("sort=name", "/sort"),
        ("sha256=0", "/sha256"),
        ("batch=x", "/batch"),
        ("color=red", "/color"),
    ],
)
def test_a_wrong_query_is_pointed_at(client, query, pointer) -> None:
    response = client.get(f"/v1/audits?{query}")
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]


def test_who_writes_the_plus_of_an_offset_as_it_is_learns_how_to(client) -> None:
    headers = {"Accept-Language": "en"}
    wrong = client.get("/v1/audits?created_after=2024-01-01T00:00:00+08:00", headers=headers)
    assert "write + as %2B" in wrong.json["errors"][0]["detail"]
    assert client.get("/v1/audits?created_after=2024-01-01T00:00:00%2B08:00").status_code == 200


def test_without_the_queue_there_is_no_list(client, queue) -> None:
    queue.state.failure = QueueUnavailable()
    assert client.get("/v1/audits").status_code == 503


def test_one_page_looks_at_so_many_and_goes_on_at_the_next(client, many, monkeypatch) -> None:
    monkeypatch.setattr(lists, "MOST_LOOKED_AT", 5)
    first = client.get("/v1/audits?label=0&limit=10")
    assert len(ids(first)) < 4
    second = client.get(f"/v1/audits?label=0&limit=10&cursor={first.json['next']}")
    third = client.get(f"/v1/audits?label=0&limit=10&cursor={second.json['next']}")
    assert ids(first) + ids(second) + ids(third) == [many[index] for index in (9, 6, 3, 0)]
    assert third.json["next"] is None
