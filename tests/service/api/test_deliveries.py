from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from service.audits.delivery import Delivery
from tests.service.api.results import succeeded
from tests.workers.processes import wait_for

URL = "https://portal.example.org/hook"


@pytest.fixture
def told(app, submit) -> str:
    """An audit with a callback."""
    backend = app.extensions["backend"]
    settings = replace(backend.settings, callback_hosts=("portal.example.org",))
    app.extensions["backend"] = replace(backend, settings=settings)
    return submit(callback_url=URL).json["id"]


def test_a_callback_is_kept_and_each_try_is_listed(app, client, store, told) -> None:
    callbacks = app.extensions["backend"].storage.callbacks
    assert store.requests[told].callback_url == URL
    store.finish(told, succeeded())
    (app.extensions["backend"].settings.data_dir / "audits" / told[-2:] / told).mkdir(parents=True)
    assert client.get(f"/v1/audits/{told}/deliveries").json == {"deliveries": []}
    callbacks.record(told, Delivery("2026-01-01T00:00:00.000Z", "failed", 500, None, 0.1, "2026-01-01T00:00:05.000Z"))
    callbacks.record(told, Delivery("2026-01-01T00:00:05.000Z", "ended", None, "timeout", 15.0))
    listed = client.get(f"/v1/audits/{told}/deliveries").json["deliveries"]
    assert [(each["outcome"], each["status"], each["reason"]) for each in listed] == [
        ("failed", 500, None),
        ("ended", None, "timeout"),
    ]
    assert client.get(f"/v1/audits/{told}").json["deliveries"] == listed


def test_a_client_is_told_once_more_on_demand(app, client, store, told) -> None:
    address = f"/v1/audits/{told}/deliveries"
    assert client.post(address).json["type"] == "/problems/audit-not-finished"
    store.finish(told, succeeded())
    assert client.post(address).status_code == 202
    assert [audit_id for _, audit_id in app.extensions["backend"].storage.callbacks.scheduled()] == [told]
    client.delete(f"/v1/audits/{told}")
    assert app.extensions["backend"].storage.callbacks.scheduled() == []


def test_without_a_callback_nobody_is_told(client, store, audit_id) -> None:
    store.finish(audit_id, succeeded())
    assert client.post(f"/v1/audits/{audit_id}/deliveries").json["type"] == "/problems/no-callback"


@pytest.mark.parametrize(
    ("url", "zh", "en"),
    [
        (
            "https://elsewhere.example.org/",
            "主机未登记",
            "a host that is not allowed: the service may not call elsewhere.example.org;",
        ),
        (
            "https://oa.intra:8443/",
            "登记 oa.intra:8443",
            "ask its operator to add oa.intra:8443 to AUDIT_CALLBACK_HOSTS",
        ),
        ("http://portal.example.org/", "协议有误", "wrong scheme"),
        ("x", "协议有误", "wrong scheme"),
        (
            "https://portal.example.org:8443/",
            "端口未登记：允许回调 portal.example.org，但不允许使用端口 8443",
            "a port that is not allowed: the service may call portal.example.org, but not at port 8443; "
            "ask its operator to add portal.example.org:8443",
        ),
        ("https://user:word@portal.example.org/", "用户名", "a user name"),
        ("https://portal.example.org:99999/", "端口", "a port no higher than 65535"),
    ],
)
def test_a_callback_that_is_not_allowed_is_refused_and_told_what_is_wrong(told, submit, url, zh, en) -> None:
    for language, words in (("zh", zh), ("en", en)):
        response = submit(callback_url=url, headers={"Accept-Language": language})
        (error,) = response.json["errors"]
        assert (response.status_code, error["pointer"]) == (422, "/callback_url")
        assert words in error["detail"]


def test_where_no_host_is_allowed_the_setting_is_told(submit) -> None:
    (error,) = submit(callback_url=URL, headers={"Accept-Language": "en"}).json["errors"]
    assert "AUDIT_CALLBACK_HOSTS" in error["detail"]


@pytest.fixture
def sent(app, told):
    """Stands in for the process that sends callbacks: records what became of a ping."""
    storage = app.extensions["backend"].storage

    def record(ping_id: str, *, status: int | None = 200) -> None:
        outcome = "delivered" if status else "ended"
        storage.ping_callbacks.record(ping_id, Delivery("2026-01-01T00:00:00.000Z", outcome, status, None, 0.1))

    return record


def test_a_ping_is_kept_to_be_sent_and_tells_what_became_of_it(app, client, sent) -> None:
    asked = client.post("/v1/pings", query_string={"callback_url": URL})
    assert (asked.status_code, asked.json["delivery"]) == (202, None)
    ping_id = asked.json["id"]
    assert asked.headers["Location"] == f"/v1/pings/{ping_id}"
    storage = app.extensions["backend"].storage
    assert [id for _, id in storage.ping_callbacks.scheduled()] == [ping_id]
    assert storage.pings.request(ping_id).callback_url == URL
    assert client.get(asked.headers["Location"]).json["delivery"] is None
    sent(ping_id)
    assert client.get(asked.headers["Location"] + "?wait=5").json["delivery"]["status"] == 200


def test_a_ping_is_answered_when_it_was_sent_while_its_client_waits(app, client, sent) -> None:
    storage = app.extensions["backend"].storage

    def deliver() -> None:
        wait_for(storage.ping_callbacks.scheduled)
        sent(storage.ping_callbacks.scheduled()[0][1])

    with ThreadPoolExecutor() as pool:
        pool.submit(deliver)
        answer = client.post("/v1/pings", query_string={"callback_url": URL}, headers={"Prefer": "wait=10"})
    assert (answer.status_code, answer.json["delivery"]["outcome"]) == (200, "delivered")
    assert answer.headers["Preference-Applied"] == "wait=10"


@pytest.mark.parametrize("query", [{}, {"callback_url": ""}, {"callback_url": "https://elsewhere.example.org/"}])
def test_a_ping_goes_nowhere_else_than_callbacks_do(app, client, told, query) -> None:
    answer = client.post("/v1/pings", query_string=query)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/callback_url")
    assert app.extensions["backend"].storage.ping_callbacks.scheduled() == []


def test_a_ping_that_says_nowhere_is_told_where_that_is_said(client, told) -> None:
    sent = client.post("/v1/pings", data={"callback_url": URL}, headers={"Accept-Language": "en"})
    assert sent.json["errors"][0]["detail"] == "must be given, in the address (`?callback_url=…`)"


def test_a_ping_is_its_clients_own(client, told, bearer) -> None:
    one, other = bearer("one"), bearer("other")
    ping = client.post("/v1/pings", query_string={"callback_url": URL}, headers=one).json["links"]["self"]
    assert client.get(ping, headers=one).status_code == 200
    for answer in (client.get(ping, headers=other), client.get("/v1/pings/none", headers=one)):
        assert (answer.status_code, answer.json["type"]) == (404, "/problems/ping-not-found")
