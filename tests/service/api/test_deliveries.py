from dataclasses import replace

import pytest

from service.audits.delivery import Delivery
from tests.service.api.results import succeeded

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
        ("https://elsewhere.example.org/", "主机不对", "wrong host: the service may not call elsewhere.example.org;"),
        ("http://portal.example.org/", "协议不对", "wrong scheme"),
        ("x", "协议不对", "wrong scheme"),
        (
            "https://portal.example.org:8443/",
            "端口不对：portal.example.org 是允许的主机，但不允许端口 8443",
            "wrong port: portal.example.org may be called, but not at port 8443; "
            "have its operator name portal.example.org:8443",
        ),
        ("https://user:word@portal.example.org/", "用户名", "no user"),
        ("https://portal.example.org:99999/", "端口", "port a number up to 65535"),
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
