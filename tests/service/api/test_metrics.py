from dataclasses import replace

import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.audits.ids import new_id
from service.errors import QueueUnavailable
from service.storage.keys import Scope
from tests.service.api.conftest import REPORT


def told(client, headers=None) -> dict[tuple[str, ...], float]:
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_method_and_status(client, submit) -> None:
    audit_id = submit().json["id"]
    for _ in range(3):
        client.get(f"/v1/audits/{audit_id}")
    client.get("/v1/audits/unknown")
    client.get("/nothing/here")
    counted = told(client)
    route = "/v1/audits/<audit_id>"
    assert counted["report_audit_http_requests_total", "/v1/audits", "POST", "202"] == 1
    assert counted["report_audit_http_requests_total", route, "GET", "200"] == 3
    assert counted["report_audit_http_requests_total", route, "GET", "404"] == 1
    assert counted["report_audit_http_requests_total", "none", "any", "404"] == 1
    assert counted["report_audit_http_request_seconds_count", route] == 4
    assert counted["report_audit_http_request_seconds_bucket", route, "+Inf"] == 4
    assert counted["report_audit_refusals_total", "audit-not-found"] == 1
    assert (counted[("report_audit_queue_depth",)], counted[("report_audit_workers",)]) == (1, 1)
    assert counted[("report_audit_callbacks_waiting",)] == 0


def test_callbacks_that_wait_are_counted_of_audits_and_of_batches(app, client) -> None:
    app.extensions["backend"].storage.callbacks.schedule(new_id())
    app.extensions["backend"].storage.batch_callbacks.schedule(new_id())
    assert told(client)[("report_audit_callbacks_waiting",)] == 2


def test_what_could_not_be_told_is_told_later(client, queue) -> None:
    queue.state.failure = QueueUnavailable()
    for _ in range(3):
        client.get("/healthz")
    assert client.get("/metrics").status_code == 503
    queue.state.failure = None
    assert told(client)["report_audit_http_requests_total", "/healthz", "GET", "200"] == 3


def test_odd_values_of_labels_are_escaped(client, queue) -> None:
    from service.queue.port import sample

    odd = 'a"b\\c\nd'
    queue.metrics.add({sample("report_audit_failures_total", problem=odd): 2.0})
    assert told(client)["report_audit_failures_total", odd] == 2


@pytest.mark.parametrize(("scope", "status"), [(Scope.ADMIN, 200), (Scope.READ, 403)])
def test_with_keys_it_takes_an_admins(app, client, scope, status) -> None:
    backend = app.extensions["backend"]
    key = backend.keys.add("one", (scope,))
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": f"Bearer {key}"}).status_code == status
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, metrics_open=True))
    assert client.get("/metrics").status_code == 200
    assert client.post("/v1/reports", data=REPORT).status_code == 401
