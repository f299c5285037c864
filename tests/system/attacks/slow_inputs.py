"""Small files that are slow to read or to judge: a dozen of one client for a service of one worker."""

import os
from contextlib import suppress
from pathlib import Path

from tests.system.attacks.attack import Attack, Outcome
from tests.system.end_to_end.serving import Service, started
from tests.system.growth.markup import page, with_attributes
from tests.system.growth.report import with_text
from tests.workers.processes import children_of

_SECONDS = 1.0
_ENOUGH = 5.0
"""Seconds after which no other file is tried."""
_WAIT = 30.0
_NUMBERED = "".join(f"{number}其他\n" for number in range(5_000))

FILES: dict[str, bytes] = {
    "blanks": with_text({"section1": " " * 40_000 + "末"}),
    "tabs": with_text({"section6": "\t" * 40_000}),
    "form feeds": with_text({"section1": "\f" * 40_000}),
    "labels": with_text({"end": "其他\n" * 6_000}),
    "numbered lines": with_text({"section5": _NUMBERED}),
    "dates": with_text({"preamble": "截至2023年12月31日，累计。" * 1_500}),
    "periods": with_text({"preamble": "2023年1月1日至2023年12月31日，" * 1_500}),
    "counts": with_text({"section3": "其中予以公开5件、部分公开3件、" * 1_300}),
    "spans": page("cell", '<tr><td colspan="64" rowspan="9999">1' * 1_600),
    "cells under spans": page("row", '<tr><td rowspan="9999">1' * 2_400),
    "raised signs": page("section1", "字<sup> </sup>" * 3_800),
    "attributes": with_attributes(' a="b"', 1_400_000),
}
"""Each of 64 KB at most, but for the last, of 1.4 MB."""


def _audit_all(folder: Path) -> Outcome:
    with started(folder, AUDIT_WORKERS="1") as service:
        took: dict[str, float] = {}
        for name, data in FILES.items():
            took[name] = _seconds(service, data)
            if took[name] > _ENOUGH:
                break
    slowest = max(took, key=lambda name: took[name])
    measured = f"slowest of {len(took)}: {slowest}, {took[slowest]:.2f} s of its worker's processor"
    return Outcome(held=took[slowest] <= _SECONDS, measured=measured)


def _seconds(service: Service, data: bytes) -> float:
    """What an audit takes of the processor, which other work on the machine doesn't change; how it ends isn't asked."""
    worker = service.worker()
    before = _spent(worker)
    kind = "text/html" if data.startswith(b"<!DOCTYPE") else "text/plain"
    answer = service.call("POST", "/v1/reports", data, **{"Content-Type": kind})
    with suppress(TimeoutError):
        service.ended(str(answer.body["id"]), _WAIT)
    return _spent(worker) - before


def _spent(pid: int) -> float:
    """Seconds of a processor that a process and all below it have taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(_spent, children_of(pid)))


ATTACKS = (Attack("slow-inputs", "no file of 64 KB takes a worker longer than a second", _audit_all),)
