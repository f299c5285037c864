"""The whole service over a bucket of an S3-compatible store, and what dies meanwhile."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from service.storage.objects.bucket import Bucket
from service.storage.threads import OwnThreads
from tests.service.storage import buckets, proxy
from tests.system.end_to_end.serving import EXAMPLE, Service, kill, long_report, started
from tests.system.end_to_end.test_batches import sent
from tests.workers.processes import wait_for


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with buckets.started() as endpoint:
        yield endpoint


@pytest.fixture
def bucket(s3: str) -> Bucket:
    return Bucket(buckets.address_in(s3, buckets.new_bucket(s3), "of/a/service"), OwnThreads())


def settings_of(bucket: Bucket) -> dict[str, str]:
    place = bucket.address
    return {"AUDIT_STORE": f"s3://{place.bucket}/{place.prefix}?endpoint={place.endpoint}", **buckets.KEYS}


@pytest.fixture
def service(bucket: Bucket, tmp_path: Path) -> Iterator[Service]:
    """A service whose audits are in the bucket, and which may call this machine."""
    with started(tmp_path, **settings_of(bucket), AUDIT_CALLBACK_LOCALHOST="1") as made:
        yield made


@pytest.fixture
def told() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """The address of a server, and the bodies that were sent to it."""
    bodies: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", bodies
    server.shutdown()


def keys(bucket: Bucket, kind: str) -> list[str]:
    return [meta.key for meta in bucket.list(kind)]


def test_a_report_goes_from_upload_to_callback_and_away(
    service: Service, bucket: Bucket, told: tuple[str, list[dict[str, object]]]
) -> None:
    report = EXAMPLE.read_bytes() + b"\n" * 400_000
    named = {"Content-Type": "text/plain", "Content-Disposition": "attachment; filename=report.txt"}
    answer = service.call("POST", f"/v1/reports?callback_url={told[0]}", report, **named)
    assert answer.status == 202, answer
    audit = service.ended(answer.body["id"])
    assert audit["status"] == "succeeded"
    with urllib.request.urlopen(f"{service.url}/v1/audits/{audit['id']}/original") as original:
        assert original.read() == report
    assert audit["verdict"] == "fail"
    wait_for(lambda: told[1], 20)
    wait_for(lambda: keys(bucket, "calls") == [], 20)
    assert keys(bucket, "open") == [], "its end is finalized"
    assert service.call("DELETE", f"/v1/audits/{audit['id']}").status == 204
    assert service.call("GET", f"/v1/audits/{audit['id']}").status == 404
    assert keys(bucket, "audits") == []
    files = (path for path in service.folder.rglob("*") if path.is_file())
    assert [path for path in files if b"\n" * 1000 in path.read_bytes()] == [], "the report is in the bucket alone"


def test_whatever_is_killed_each_report_ends_in_one_result(service: Service, bucket: Bucket) -> None:
    ids = [service.accepted(long_report())] + [service.accepted(EXAMPLE.read_bytes()) for _ in range(8)]
    kill(service.worker())
    ids += [service.accepted(EXAMPLE.read_bytes()) for _ in range(4)]
    kill(service.pids("gunicorn")[-1])
    kill(service.pids("reconciler")[0])
    wait_for(lambda: service.call("GET", "/readyz").status == 200, 60)
    ids += [service.accepted(EXAMPLE.read_bytes()) for _ in range(4)]
    assert service.stop(signal.SIGKILL) == -signal.SIGKILL
    service.start()
    ids.append(service.accepted(EXAMPLE.read_bytes()))
    assert {service.ended(audit_id, 120)["status"] for audit_id in ids} == {"succeeded"}
    wait_for(lambda: keys(bucket, "open") == [], 60)
    results = [key for key in keys(bucket, "audits") if key.endswith("/result")]
    assert sorted(results) == sorted(f"audits/{audit_id}/result" for audit_id in ids)


def test_a_wiped_queue_and_an_empty_data_folder_are_made_anew_from_the_bucket(bucket: Bucket, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with started(tmp_path / "one", **settings_of(bucket)) as first:
        kill(first.worker(), signal.SIGSTOP)
        waiting = [first.accepted(EXAMPLE.read_bytes()) for _ in range(3)]
    with started(tmp_path / "other", **settings_of(bucket)) as second:
        assert {second.ended(audit_id, 60)["status"] for audit_id in waiting} == {"succeeded"}
        wait_for(lambda: len(second.call("GET", "/v1/audits").body.get("audits", [])) == 3, 30)


def test_a_batch_goes_its_way(service: Service, bucket: Bucket) -> None:
    answer = service.post_batch(sent())
    assert answer.status == 202
    batch = service.ended_batch(answer.body["id"], 90)
    assert [each["status"] for each in batch["reports"]] == ["succeeded", "succeeded", "failed"]
    assert keys(bucket, "open-batches") == []
    assert service.call("DELETE", f"/v1/batches/{batch['id']}").status == 204
    assert [*keys(bucket, "audits"), *keys(bucket, "batches")] == []


def test_what_has_expired_is_gone_but_for_whose_it_was(bucket: Bucket, tmp_path: Path) -> None:
    with started(tmp_path, **settings_of(bucket), AUDIT_KEEP_DAYS="1") as service:
        audit_id = service.accepted(EXAMPLE.read_bytes())
        service.ended(audit_id)
        service.stop()
        place = f"audits/{audit_id}/result"
        kept = bucket.get(place) or b""
        ended = kept.split(b'"finished_at":"')[1][:10]
        bucket.put(place, kept.replace(b'"finished_at":"' + ended, b'"finished_at":"2020-01-01'))
        (service.folder / "redis").rename(tmp_path / "old-redis")
        service.start()
        wait_for(lambda: service.call("GET", f"/v1/audits/{audit_id}").status == 410 and not keys(bucket, "audits"), 90)
        assert keys(bucket, "expired") == [f"expired/{audit_id}"]


def test_while_the_store_is_away_nothing_is_accepted_and_health_says_so(
    s3: str, bucket: Bucket, tmp_path: Path
) -> None:
    report = EXAMPLE.read_bytes()
    with proxy.before(s3) as way:
        place = Bucket(replace(bucket.address, endpoint=way.endpoint), OwnThreads())
        with started(tmp_path, **settings_of(place)) as service:
            running = service.accepted(long_report())
            way.stop()
            begun = time.monotonic()
            answer = service.post(report)
            assert (answer.status, answer.body["type"]) == (503, "/problems/storage-failed")
            ready = service.call("GET", "/readyz")
            assert ready.status == 503
            assert "storage-failed" in str(ready.body)
            assert service.call("GET", "/healthz").status == 200
            assert time.monotonic() - begun < 10
            time.sleep(3)
            way.start()
            wait_for(lambda: service.call("GET", "/readyz").status == 200, 30)
            assert service.ended(running)["status"] == "succeeded"
            assert service.ended(service.accepted(report))["status"] == "succeeded"


def test_a_store_that_cannot_be_used_is_told_at_the_start(tmp_path: Path, bucket: Bucket) -> None:
    wrong = settings_of(bucket) | {"AUDIT_STORE": f"s3://not-there?endpoint={bucket.address.endpoint}"}
    service = Service(tmp_path / "var", **wrong)
    assert service.launch().wait(60) == 1
    assert "AUDIT_STORE can't be used" in service.log()
    assert "NoSuchBucket" in service.log() or "404" in service.log()


def test_a_service_moves_from_its_folder_to_a_bucket_while_it_runs(bucket: Bucket, tmp_path: Path) -> None:
    environment = {**settings_of(bucket), "PATH": os.environ["PATH"], "AUDIT_DATA_DIR": str(tmp_path / "var")}

    def copy() -> str:
        command = [sys.executable, "-m", "service.store", "copy", "files", environment["AUDIT_STORE"]]
        done = subprocess.run(command, cwd=buckets.ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    with started(tmp_path) as service:
        ids = [service.accepted(EXAMPLE.read_bytes()) for _ in range(3)]
        assert copy().startswith("ok: ")
        ids += [service.accepted(EXAMPLE.read_bytes()) for _ in range(3)]
        for audit_id in ids:
            service.ended(audit_id)
        ids.append(service.accepted(long_report()))
        service.stop()
    assert copy().startswith("ok: ")
    (tmp_path / "var" / "audits").rename(tmp_path / "audits-of-before")
    with started(tmp_path, **settings_of(bucket)) as service:
        assert {service.ended(audit_id, 60)["status"] for audit_id in ids} == {"succeeded"}
