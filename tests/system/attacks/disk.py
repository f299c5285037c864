"""Attacks on the disk: more than it holds, more than a client may keep."""

import base64
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.system.attacks.attack import Attack, Outcome
from tests.system.end_to_end.serving import EXAMPLE, Answer, Service, started
from tests.system.faults.small_disk import small_disk

_MIB = 1024 * 1024
_AT_MOST = 600


def _html(size: int) -> bytes:
    """A report that is quickly read, of so many bytes, that no two have in common."""
    text = "".join(f"<p>{line}</p>" for line in EXAMPLE.read_text("utf-8").splitlines())
    filling = base64.b64encode(os.urandom(max(0, size - len(text.encode()) - 100) * 3 // 4)).decode()
    return f"<html><body>{text}</body></html><!--{filling}-->".encode()


def _post(service: Service, size: int) -> Answer:
    return service.call("POST", "/v1/reports", _html(size), **{"Content-Type": "text/html"})


def _a_full_disk(folder: Path) -> Outcome:
    """Accepted while the workers are stopped, until nothing is; then they must all end."""
    with small_disk(folder / "var", megabytes=64) as mounted:
        if not mounted:
            return Outcome(held=True, measured="NOT TRIED: no disk can be mounted here")
        with started(folder, AUDIT_WORKERS="2") as service:
            return _filled(service)


def _filled(service: Service) -> Outcome:
    stopped = service.workers()
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    answers = [_post(service, 300_000)]
    while answers[-1].status == 202 and len(answers) < _AT_MOST:
        answers.append(_post(service, 300_000))
    ready = service.call("GET", "/readyz")
    for pid in stopped:
        os.kill(pid, signal.SIGCONT)
    accepted = [answer.body["id"] for answer in answers if answer.status == 202]
    ended = _ends(service, accepted, 40)
    refusal = answers[-1].body["type"].removeprefix("/problems/")
    held = ended == len(accepted) > 0 and refusal == "storage-full" and ready.status == 503
    seen = f"{ended} of {len(accepted)} ended, then {answers[-1].status} {refusal}, /readyz {ready.status}"
    return Outcome(held, seen)


def _ends(service: Service, audit_ids: list[str], within: float) -> int:
    """How many of the audits have ended once all have, or nothing has changed for a while."""
    missing, until = set(audit_ids), time.monotonic() + within
    while missing and time.monotonic() < until:
        for audit_id in list(missing):
            if service.call("GET", f"/v1/audits/{audit_id}").body.get("finished_at"):
                missing.discard(audit_id)
                until = time.monotonic() + within / 2
        time.sleep(0.2)
    return len(audit_ids) - len(missing)


def _more_than_a_client_may_keep(folder: Path) -> Outcome:
    """In sixteen requests at a time, so that each is asked for while others are being kept; then one is deleted."""
    quota = 8 * _MIB
    with started(folder, AUDIT_BYTES_A_CLIENT=str(quota)) as service:
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: _post(service, _MIB), range(32)))
        accepted = [answer.body["id"] for answer in answers if answer.status == 202]
        service.ended(accepted[0])
        kept = sum(path.stat().st_size for path in (folder / "var" / "audits").rglob("*") if path.is_file())
        small = [_post(service, _MIB).status]
        service.call("DELETE", f"/v1/audits/{accepted[0]}")
        service.call("DELETE", f"/v1/audits/{accepted[1]}")
        small.append(_post(service, _MIB).status)
    told = {answer.body["type"] for answer in answers if answer.status != 202}
    held = kept <= quota + _MIB and small == [429, 202] and told == {"/problems/quota-exceeded"}
    return Outcome(held, f"{kept / _MIB:.0f} MiB kept of {quota // _MIB}; then {small[0]}, after a deletion {small[1]}")


ATTACKS = (
    Attack("disk-full", "what was accepted onto a disk that becomes full ends", _a_full_disk),
    Attack("disk-quota", "a client keeps no more than it may, and is told what to do", _more_than_a_client_may_keep),
)
