"""What a file that takes over its reader can reach, and what a queue that a stranger writes to can make a worker do."""

import json
import os
import re
import signal
import textwrap
import time
import zlib
from pathlib import Path

from redis import Redis

from service.config import Settings
from service.queue.redis.fair_queue import rq_queue
from service.storage import open_storage
from tests.system.attacks.attack import Attack, Outcome
from tests.system.end_to_end.serving import EXAMPLE, ROOT, kill, started
from tests.workers.readers.pdf import raw

_MARK = "TRESPASS"
_ROGUE = f'''
import sys
from importlib.machinery import PathFinder

from tests.workers.confinement import trespasses


class Replaced:
    """Replaces what decodes text in every process that loads it, as a file would that takes over its reader."""

    def find_spec(self, name, path=None, target=None):
        if name != "workers.readers.charset":
            return None
        spec = PathFinder.find_spec(name, path, target)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            decode = module.decode
            module.decode = lambda data: trespass(decode(data))

        spec.loader.exec_module = exec_module
        return spec


def trespass(text):
    """The text, with what could be reached told in the place of a mark."""
    if "{_MARK}" not in text:
        return text
    import os
    from pathlib import Path

    other = Path(text.partition("{_MARK}<")[2].partition(">")[0])
    met = trespasses.tried(other, os.getppid(), harmless=True)
    reached = [name for name, outcome in met.items() if outcome.startswith(trespasses.POSSIBLE)]
    return text.replace(f"{_MARK}<{{other}}>", f"{_MARK}[{{'; '.join(reached)}}] of {{len(met)}} tried")


sys.meta_path.insert(0, Replaced())
'''


def _taken_over(folder: Path) -> Outcome:
    """A report whose reader was taken over tries all it can from within its job, and tells in its result what worked."""
    rogue = folder / "rogue"
    rogue.mkdir()
    (rogue / "sitecustomize.py").write_text(textwrap.dedent(_ROGUE))
    with started(folder, PYTHONPATH=os.pathsep.join((str(rogue), str(ROOT)))) as service:
        service.ended(service.accepted(EXAMPLE.read_bytes()))
        other = next((service.folder / "audits").rglob("submission"))
        told = EXAMPLE.read_text("utf-8").replace("二、主动公开", f"{_MARK}<{other}>\n二、主动公开", 1)
        audit = service.ended(service.accepted(told.encode()))
        result = open_storage(Settings(data_dir=service.folder)).audits.result(audit["id"])
        said = re.search(rf"{_MARK}\[(.*?)\] of (\d+) tried", json.dumps(result.text if result else {}))
        if said is None:
            return Outcome(held=False, measured=f"nothing was tried: {audit['status']}")
        reached = [act for act in said[1].split("; ") if act]
        shown = f": {', '.join(reached[:6])} …" if reached else ""
        return Outcome(held=not reached, measured=f"{len(reached)} of {said[2]} acts worked{shown}")


def _foreign_function(folder: Path) -> Outcome:
    """Somebody who can write to Redis names a function of Python's own as the task of an audit that waits."""
    made = folder / "made-by-redis"
    with started(folder) as service:
        worker = service.worker()
        kill(worker, signal.SIGSTOP)
        audits = [service.accepted(EXAMPLE.read_bytes()) for _ in range(2)]
        queue = rq_queue(Redis(unix_socket_path=str(service.folder / "run" / "redis.sock")))
        for audit in audits:
            queue.enqueue_call("os.mkdir", args=(str(made),), job_id=f"{audit}-7", at_front=True)
            queue.enqueue_call("os.system", args=(f"touch {made}",), job_id=f"{audit}-8", at_front=True)
        kill(worker, signal.SIGCONT)
        statuses = {service.ended(audit)["status"] for audit in audits}
        ran, lives = made.exists(), service.worker() == worker
    told = f"the function {'ran' if ran else 'did not run'}, the audits ended {', '.join(sorted(statuses))}"
    return Outcome(held=not ran and lives and statuses == {"succeeded"}, measured=told)


def _aborting(folder: Path) -> Outcome:
    """PDFs of less than 100 KB that inflate to 60 MB of what PDFium keeps in memory, until it aborts."""
    ends = []
    with started(folder) as service:
        for name, content in _GROWING.items():
            packed = raw.stream(zlib.compress(content(), 9), b"/Filter/FlateDecode")
            begun = time.monotonic()
            answer = service.call("POST", "/v1/reports", raw.page(packed), **_AS_PDF)
            problem = service.ended(answer.body["id"])["problem"]
            ends.append((name, problem["type"].rpartition("/")[2], time.monotonic() - begun))
    told = ", ".join(f"{name}: {code} after {seconds:.1f} s" for name, code, seconds in ends)
    return Outcome(held=all(code != "audit-crashed" for _, code, _ in ends), measured=told)


_AS_PDF = {"Content-Type": "application/pdf", "Content-Disposition": "attachment; filename=report.pdf"}
_GROWING = {
    "paths": lambda: b"0 0 m 1 1 l S " * 4_400_000,
    "marked content": lambda: b"/A BMC " * 9_000_000,
    "saved states": lambda: b"q " * 30_000_000,
}


ATTACKS = (
    Attack("sandbox-reader", "a file that takes over its reader reaches no file, socket, process or key", _taken_over),
    Attack("sandbox-task", "a function that Redis names as a task is never run", _foreign_function),
    Attack("sandbox-engine", "a PDF that PDFium aborts at has a problem of its own at the first try", _aborting),
)
