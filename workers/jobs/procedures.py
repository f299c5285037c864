"""What the process of a job can be asked to do: a fixed table, each entry given plain data and bytes, and answering so.

It runs confined, in a process that opens strangers' files: whoever reads its answers must not believe them.
"""

import json
import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from types import FrameType
from typing import Any

from service.audits.audit import Problem, Progress
from service.audits.batch import MOST_SKIPPED
from service.audits.profile import Profile
from service.errors import AuditError, MemoryLimitExceeded, TimeLimitExceeded
from service.rules import RULES
from service.storage import records
from workers import confinement, native
from workers.address_lists import read_list
from workers.comparing import compare
from workers.drawing import draw
from workers.expansion import open_archive
from workers.jobs.channel import Channel, ChannelClosed
from workers.jobs.condition import MOST_GROWTH, Condition, peak_memory
from workers.limits import Bounds, Limits, Recognition
from workers.pipeline import audit_bytes
from workers.readers import NeedsRecognition, links_of, scan

JSON = dict[str, Any]
MOST_PART = 512 * 1024 * 1024
"""Bytes of one part of a request, which the worker has kept within the service's limits."""

log = logging.getLogger(__name__)


class _OutOfTime(BaseException):
    """The alarm rang. No `except Exception` on the way may take it for its own."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: its parameters, its limits, and the bytes that come along, read one after the other."""

    parameters: JSON
    limits: Limits
    parts: Iterator[bytes]
    channel: Channel
    has_crew: bool = False
    """Whether others recognise the pages of a scan."""


def serve(descriptor: int) -> None:
    """Answer the requests that come over a channel, one after the other, until its other side ends."""
    channel = _Uninterrupted(descriptor)
    logging.getLogger().handlers[:] = [_ToWorker(channel)]
    native.announce_to(lambda engine: channel.send({"engine": engine}))
    at_first, peak = Condition.now(), peak_memory()

    def is_unchanged() -> bool:
        with suppress(OSError):
            return peak_memory() - peak < MOST_GROWTH and Condition.now() == at_first
        return False

    try:
        while True:
            _answer(channel.receive(), channel, is_unchanged)
    except ChannelClosed:
        return


def _answer(asked: JSON, channel: Channel, is_unchanged: Callable[[], bool]) -> None:
    """One request; whatever it raises is answered as a problem. The last frames of an answer are its end."""
    confinement.limit_job(asked["cpu_seconds"])
    logging.getLogger().setLevel(asked["log_level"])
    parts = (channel.receive_bytes(MOST_PART) for _ in range(asked["parts"]))
    request = Request(asked["parameters"], Limits(**asked["limits"]), parts, channel, asked["has_crew"])
    message, data = _ended(PROCEDURES[asked["procedure"]], request, asked)
    if "answer" in message:
        channel.send({**message, "is_unchanged": is_unchanged()})
        channel.send_bytes(data)
    else:
        channel.send(message)
    for _ in parts:
        log.debug("a part was not looked at")


def _ended(procedure: Callable[[Request], bytes], request: Request, asked: JSON) -> tuple[JSON, bytes]:
    """How a request ended, and the bytes of its answer."""
    problem: AuditError
    try:
        with _alarm(asked["seconds"]):
            return {"answer": True}, procedure(request)
    except NeedsRecognition as scan:
        return {"needs_recognition": _problem(scan.problem)}, b""
    except _OutOfTime:
        problem = TimeLimitExceeded(seconds=asked["seconds"])
    except MemoryError:
        confinement.use_reserve()
        problem = MemoryLimitExceeded(megabytes=asked["memory_bytes"] // 1024**2)
    except AuditError as error:
        problem = error
    except ChannelClosed:
        raise
    except Exception:
        log.exception("failed by our own fault")
        problem = AuditError()
    return {"problem": _problem(problem)}, b""


def _audit(request: Request) -> bytes:
    """Parts: the report, last year's where there is one, and the attachments. Answers with the result as it is kept."""
    asked = request.parameters
    profile = asked["profile"]
    result = audit_bytes(
        next(request.parts),
        year=asked["year"],
        previous=next(request.parts) if asked["previous"] else None,
        attachments=[(name, next(request.parts)) for name in asked["attachments"]],
        profile=Profile.parse(profile["name"], profile["text"], RULES) if profile else None,
        select=asked["select"],
        ignore=asked["ignore"],
        limits=request.limits,
        progress=lambda reached: request.channel.send({"progress": _progress(reached)}),
        recognition=Recognition(asked["recognition"]),
        crew=partial(_by_crew, request.channel) if request.has_crew else None,
    )
    return records.encode(result)


def _by_crew(channel: Channel, pictures: Iterator[tuple[JSON, bytes]], count: int) -> Iterator[bytes]:
    """Have the worker's other processes recognise pictures; of how many pages the file is, progress tells."""
    channel.send({"pages": count})
    for told, dots in pictures:
        channel.send(told)
        channel.send_bytes(dots)
    channel.send({"number": None})
    while channel.receive()["page"]:
        yield channel.receive_bytes(MOST_PART)


def _links(request: Request) -> bytes:
    """Part: a page. Answers with the addresses of the files that it links to, the likeliest first."""
    asked = request.parameters
    return json.dumps(links_of(next(request.parts), request.limits, asked["url"], asked["year"])).encode()


def _recognise(request: Request) -> bytes:
    """Part: the picture of a page. Answers with the page, for the job that its file was given to."""
    return scan.read_page(request.parameters, next(request.parts), request.limits)


def _draw(request: Request) -> bytes:
    """Answers with the document."""
    return draw(request.parameters, request.parts, request.limits)


def _addresses(request: Request) -> bytes:
    """Part: a list. Answers with its rows."""
    rows = read_list(next(request.parts), request.parameters["most"], request.limits)
    return json.dumps([asdict(row) for row in rows]).encode()


def _expand(request: Request) -> bytes:
    """Part: an archive. Tells what it holds and what is passed over, then gives one file after the other as it is asked."""
    archive = open_archive(next(request.parts), Bounds(**request.parameters))
    channel = request.channel
    channel.send(
        {
            "names": [member.name for member in archive],
            "skipped": [asdict(each) for each in archive.skipped[:MOST_SKIPPED]],
            "skipped_count": len(archive.skipped),
        }
    )
    while (number := channel.receive().get("read")) is not None:
        try:
            content = archive.files[number].read()
        except AuditError as error:
            channel.send({"unreadable": _problem(error)})
        else:
            channel.send({"member": number})
            channel.send_bytes(content)
    return b""


def _compare(request: Request) -> bytes:
    """Parts: the reports of a batch. Answers with the findings between them."""
    return compare(request.parts)


PROCEDURES: dict[str, Callable[[Request], bytes]] = {
    "audit": _audit,
    "links": _links,
    "recognise": _recognise,
    "draw": _draw,
    "expand": _expand,
    "addresses": _addresses,
    "compare": _compare,
}


def _problem(error: AuditError) -> JSON:
    problem = Problem(error.code, error.facts)
    return {"code": problem.code, "facts": problem.facts}


def _progress(reached: Progress) -> JSON:
    return {"stage": reached.stage.value, "done": reached.done, "total": reached.total, "at": reached.started_at} | {
        "pages_done": reached.pages_done,
        "pages": reached.pages,
    }


class _ToWorker(logging.Handler):
    """Sends what is logged to the worker, which knows what audit it is about."""

    def __init__(self, channel: Channel) -> None:
        super().__init__()
        self._channel = channel

    def emit(self, record: logging.LogRecord) -> None:
        """Send it."""
        self._channel.send({"log": [record.levelno, record.name, self.format(record)[:10_000]]})


class _Uninterrupted(Channel):
    """A channel that sends each frame whole: the alarm rings before or after it."""

    def _frame(self, kind: bytes, body: bytes) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        try:
            super()._frame(kind, body)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Raise _OutOfTime inside after so many seconds. In one long call of C it is late, and the worker ends the job."""

    def ring(signal_number: int, frame: FrameType | None) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
