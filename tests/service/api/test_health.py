from importlib.metadata import version

import pytest

from service.app import create_app
from service.config import Settings
from service.errors import QueueUnavailable, StorageFull
from tests.service.api.fakes import storage_with


def test_a_living_process_says_so(client) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


def test_a_ready_service_says_what_it_looked_at(client) -> None:
    assert client.get("/readyz").json["checks"] == {"storage": "ok", "queue": "ok", "workers": "ok"}


def test_where_keys_are_needed_they_are_looked_at(app, client, bearer) -> None:
    bearer()
    assert client.get("/readyz").json["checks"]["keys"] == "ok"
    (app.extensions["backend"].settings.data_dir / "keys" / "00000000.json").write_text("{")
    response = client.get("/readyz")
    assert (response.status_code, response.json["checks"]["keys"]) == (503, "keys-unreadable")
    assert client.get("/healthz").status_code == 200


def test_a_ready_service_says_what_confines_its_jobs(client, queue) -> None:
    assert client.get("/readyz").json["details"]["sandbox"] == "landlock 7, seccomp"
    queue.workers.note_sandbox("limits only")
    assert client.get("/readyz").json["details"]["sandbox"] == "landlock 7, seccomp; limits only"


def test_a_ready_service_says_what_holds_its_queue(client) -> None:
    assert client.get("/readyz").json["details"]["queue"] == "memory"


@pytest.mark.parametrize(
    ("broken", "checks"),
    [
        ("queue", {"storage": "ok", "queue": "queue-unavailable", "workers": "queue-unavailable"}),
        ("storage", {"storage": "storage-full", "queue": "ok", "workers": "ok"}),
        ("workers", {"storage": "ok", "queue": "ok", "workers": "no-worker"}),
    ],
)
def test_a_service_that_is_not_ready_tells_what_is_missing(client, store, queue, broken, checks) -> None:
    queue.state.failure = QueueUnavailable() if broken == "queue" else None
    store.failure = StorageFull() if broken == "storage" else None
    if broken == "workers":
        queue.workers.sign_off("one")
    response = client.get("/readyz")
    assert (response.status_code, response.json["checks"]) == (503, checks)
    assert response.headers["Retry-After"]


def test_a_disk_without_room_for_what_waits_is_not_ready(client, queue, monkeypatch) -> None:
    monkeypatch.setattr(queue.fair_queue, "depth", lambda: 1_000_000)
    response = client.get("/readyz")
    assert (response.status_code, response.json["checks"]["storage"]) == (503, "storage-full")


def test_the_versions_are_the_products(client) -> None:
    assert client.get("/version").json["service"] == version("report-audit")


@pytest.mark.parametrize("workers", [0, 1])
def test_the_service_says_whether_it_reads_scans(tmp_path, store, queue, workers) -> None:
    settings = Settings(data_dir=tmp_path, scan_workers=workers)
    client = create_app(settings, storage_with(store, settings), queue).test_client()
    assert client.get("/version").json["reads_scans"] is (workers > 0)
