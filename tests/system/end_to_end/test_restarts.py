"""Restarts over the data of the run before."""

import signal

from redis import Redis

from tests.system.end_to_end.serving import EXAMPLE, Service, long_report


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
