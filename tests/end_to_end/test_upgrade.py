"""A new version over an old one's data, and restarts in between."""

import json
import signal
from pathlib import Path

from redis import Redis

from service.domain.audit import moment
from service.storage.ids import new_id
from tests.end_to_end.serving import EXAMPLE, Service, long_report

RECORDS = Path(__file__).parent / "records"


def kept_by_an_earlier_version(folder: Path, result: str | None) -> str:
    """An audit as the first version kept it; its id. Without a result it still waits."""
    audit_id = new_id()
    audit = folder / "audits" / audit_id[-2:] / audit_id
    audit.mkdir(parents=True)
    (audit / "upload").write_bytes(EXAMPLE.read_bytes())
    request = json.loads((RECORDS / "request.json").read_text("utf-8"))
    (audit / "request.json").write_text(json.dumps({**request, "id": audit_id}))
    if result:
        ended = json.loads((RECORDS / result).read_text("utf-8"))
        (audit / "result.json").write_text(json.dumps({**ended, "finished_at": moment()}))
    else:
        (folder / "open").mkdir(exist_ok=True)
        (folder / "open" / audit_id).touch()
    return audit_id


def test_what_an_earlier_version_kept_is_read_and_what_it_left_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    succeeded = kept_by_an_earlier_version(folder, "succeeded.json")
    failed = kept_by_an_earlier_version(folder, "failed.json")
    waiting = kept_by_an_earlier_version(folder, None)
    service = Service(folder).start()
    try:
        audit = service.ended(succeeded)
        assert (audit["status"], audit["verdict"], audit["file"]["name"]) == ("succeeded", "fail", "报告.txt")
        (finding,) = service.call("GET", f"/v1/audits/{succeeded}/findings").body["findings"]
        assert finding["rule"] == "ARI02"
        assert service.ended(failed)["problem"]["type"] == "/problems/damaged-file"
        assert service.ended(waiting)["status"] == "succeeded"
        listed = service.call("GET", "/v1/audits").body["audits"]
        assert {audit["id"] for audit in listed} == {succeeded, failed, waiting}
    finally:
        service.kill()


def test_a_queue_full_of_jobs_survives_a_restart_of_everything(service: Service) -> None:
    ids = [service.accepted(EXAMPLE.read_bytes()) for _ in range(40)]
    assert service.stop() == 0
    service.start()
    ids += [service.accepted(EXAMPLE.read_bytes()) for _ in range(40)]
    service.kill()
    service.start()
    ids += [service.accepted(EXAMPLE.read_bytes()) for _ in range(10)]
    assert service.stop(signal.SIGKILL) == -signal.SIGKILL
    service.start()
    assert {service.ended(audit_id, 60)["status"] for audit_id in ids} == {"succeeded"}


def test_jobs_and_facts_of_another_version_in_redis_do_no_harm(service: Service) -> None:
    redis = Redis(unix_socket_path=str(service.folder / "run" / "redis.sock"))
    worker, running = service.worker(), service.accepted(long_report())
    waiting = service.accepted(EXAMPLE.read_bytes())
    redis.hset(f"audit:{running}", mapping={"stage": "of-the-future", "done": 1, "total": 9, "unknown": "x"})
    assert service.call("GET", f"/v1/audits/{running}").status == 200
    redis.hset("rq:job:unknown-1", mapping={"data": b"\x80\x04not json", "origin": "audits", "created_at": ""})
    redis.lpush("rq:queue:audits", "unknown-1", "gone-1", f"{waiting}-7")
    assert {service.ended(audit_id)["status"] for audit_id in (running, waiting)} == {"succeeded"}
    assert worker == service.worker()
