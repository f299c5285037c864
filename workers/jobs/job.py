"""One job, seen from its worker: what it is asked, what it answers, and how it may end instead."""

import logging
import math
import os
import re
import select
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from typing import Any

from service.audits.audit import Problem, Progress, Stage
from service.config import Settings
from workers import native
from workers.confinement import JobLimits
from workers.jobs import results
from workers.jobs.channel import Channel, ChannelClosed, WrongFrame
from workers.jobs.crew import MOST_PAGE, Recognise, open_crew
from workers.jobs.processes import ForkServer
from workers.jobs.results import Listing, WrongAnswer
from workers.jobs.tenancy import LONGEST, Tenant
from workers.limits import Limits

JSON = dict[str, Any]

GRACE = 5
"""Seconds that a job has beyond its time limit to end by itself."""
PROGRESS_AFTER = 0.05
"""Seconds that a stage must last for its progress to be reported: a quick job's would cost more than it says."""
INTERVAL = 1.0
"""Seconds between two calls of `still_wanted` while a job is waited for."""
_MOST_PICTURE = 256 * 1024 * 1024
"""Bytes of a page's picture."""
_MOST_LOGGED = 100
"""Lines of a job that are logged, and characters of each."""
_LONGEST_LINE = 10_000
_OURS = re.compile(r"(service|workers)(\.\w{1,40}){0,6}")

log = logging.getLogger(__name__)


class JobEnded(Exception):
    """The process ended without an answer; `status` is its exit code, negative for a signal."""

    def __init__(self, status: int, engine: str = "") -> None:
        super().__init__(f"its process ended with {status}")
        self.status, self.engine = status, engine


class JobOverdue(Exception):
    """The job is past its time, and was ended."""


class JobUnwanted(Exception):
    """What the job is for was canceled, deleted or done by another one; it was ended."""


class JobProblem(Exception):
    """The job answered with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class RecognitionNeeded(JobProblem):
    """The pages are pictures; `problem` is what to answer where nobody can recognise them."""


class Job:
    """A conversation with a process of its own. Each step raises JobEnded, JobOverdue, JobUnwanted or WrongAnswer."""

    def __init__(
        self,
        server: ForkServer,
        settings: Settings,
        descriptor: int,
        still_wanted: Callable[[], bool],
        crew: Sequence[ForkServer] = (),
    ) -> None:
        self._server, self._settings, self._descriptor = server, settings, descriptor
        self._still_wanted, self._crew = still_wanted, crew
        self._deadline = time.monotonic() + settings.job_seconds + GRACE
        self._next_look = time.monotonic() + INTERVAL
        self._channel = Channel(descriptor, self._wait)
        self._on_progress: Callable[[Progress], None] = lambda _: None
        self._reached, self._engine, self._logged = Progress(), "", 0
        self._begun, self._is_usual = time.monotonic(), True
        self._report: Callable[[Progress], None] = lambda _: None
        self._report_at = math.inf

    def ask(self, procedure: str, parameters: JSON, parts: Iterable[bytes], count: int) -> None:
        """Ask for a procedure, with so many parts, which are sent one after the other."""
        with self._conversation():
            self._channel.send(
                {
                    "procedure": procedure,
                    "parameters": parameters,
                    "parts": count,
                    "limits": asdict(Limits.of(self._settings)),
                    "seconds": self._settings.job_seconds,
                    "cpu_seconds": self._settings.job_cpu_seconds,
                    "memory_bytes": self._settings.job_bytes,
                    "log_level": self._settings.log_level,
                    "has_crew": bool(self._crew),
                }
            )
            for part in parts:
                self._channel.send_bytes(part)

    def answer(
        self,
        most: int,
        on_progress: Callable[[Progress], None] = lambda _: None,
        report: Callable[[Progress], None] = lambda _: None,
    ) -> bytes:
        """The answer, so many bytes at most. Raises JobProblem, RecognitionNeeded.

        Progress on the way is passed on at once, and reported where it lasts for a moment.
        """
        self._on_progress, self._report = on_progress, report
        with self._conversation():
            message = self._next_message()
            if message.get("answer") is not True:
                raise WrongAnswer("no answer")
            self._is_usual &= message.get("is_unchanged") is True
            return self._channel.receive_bytes(most)

    @property
    def was_usual(self) -> bool:
        """Whether it ended soon, in no problem and without a warning, and left its process as it was."""
        return self._is_usual and time.monotonic() - self._begun < LONGEST

    def listing(self, most: int) -> Listing:
        """What an archive holds, so many files at most. Raises JobProblem."""
        with self._conversation():
            return results.listing(self._next_message(), most)

    def member(self, number: int, most: int) -> bytes:
        """A file of the archive, so many bytes at most. Raises JobProblem."""
        with self._conversation():
            self._channel.send({"read": number})
            message = self._next_message()
            if "unreadable" in message:
                raise JobProblem(results.problem(message["unreadable"]))
            if message.get("member") != number:
                raise WrongAnswer("another file")
            return self._channel.receive_bytes(most)

    def close_archive(self) -> None:
        """Ask for no more files of the archive, but for what comes next."""
        with self._conversation():
            self._channel.send({"read": None})
        self.answer(0)

    def _next_message(self) -> JSON:
        """The next message that is neither logged nor progress."""
        while True:
            message = self._channel.receive()
            if "log" in message:
                self._log(message["log"])
            elif "progress" in message:
                self._pass_on(message["progress"])
            elif "pages" in message:
                self._have_recognised(message["pages"])
            elif "engine" in message:
                self._engine = message["engine"] if message["engine"] in native.LIBRARIES else ""
            elif "problem" in message:
                self._is_usual = False
                raise JobProblem(results.problem(message["problem"]))
            elif "needs_recognition" in message:
                self._is_usual = False
                raise RecognitionNeeded(results.problem(message["needs_recognition"]))
            else:
                return message

    def _have_recognised(self, count: Any) -> None:
        """Have the crew recognise the pictures that the job sends, and send it the pages. Raises as a step does, and NoJobs."""
        if type(count) is not int or not self._crew:
            raise WrongAnswer("pages for nobody")
        done = 0

        def on_page() -> None:
            nonlocal done
            done += 1
            self._pass_on_page(done, count)

        with open_crew(self._crew, self._page_process, self._check, on_page) as crew:
            while (told := self._next_message()).get("number") is not None:
                crew.hand_out(told, self._channel.receive_bytes(_MOST_PICTURE))
            for page in crew.pages():
                self._channel.send({"page": True})
                self._channel.send_bytes(page)
        self._channel.send({"page": None})

    @contextmanager
    def _page_process(self, server: ForkServer, goes_on: Callable[[], bool]) -> Iterator[Recognise]:
        """A process of the crew, which does one picture after the other."""
        with open_job(server, self._settings, goes_on) as job:

            def recognise(told: JSON, dots: bytes) -> bytes:
                job.ask("recognise", told, [dots], 1)
                return job.answer(MOST_PAGE)

            yield recognise
        server.end()

    def _pass_on(self, message: JSON) -> None:
        """Pass progress on, once a stage and a page."""
        reached = results.progress(message)
        if reached.pages and reached.stage is self._reached.stage:
            self._pass_on_page(reached.pages_done, reached.pages)
        elif _number(reached.stage) > _number(self._reached.stage):
            self._reached = replace(reached, done=_number(reached.stage) - 1)
            self._pass_on_reached()

    def _pass_on_page(self, done: int, count: int) -> None:
        if done > self._reached.pages_done and self._reached.stage is Stage.READING:
            self._reached = replace(self._reached, pages_done=done, pages=count)
            self._pass_on_reached()

    def _pass_on_reached(self) -> None:
        self._on_progress(self._reached)
        self._report_at = time.monotonic() + PROGRESS_AFTER

    def _log(self, message: Any) -> None:
        """Log a line of the job as its own, where it is one, and no more than a job of ours has."""
        self._logged += 1
        match message:
            case [int() as level, str() as name, str() as text] if self._logged <= _MOST_LOGGED:
                self._is_usual &= level < logging.WARNING
                known = name if _OURS.fullmatch(name) else __name__
                line = text[:_LONGEST_LINE].replace("\r", " ").replace("\n", "\n    ")
                logging.getLogger(known).log(min(max(level, logging.DEBUG), logging.ERROR), "%s", line)

    @contextmanager
    def _conversation(self) -> Iterator[None]:
        try:
            yield
        except ChannelClosed:
            self._read_the_rest()
            raise JobEnded(self._server.ended(), self._engine) from None
        except WrongFrame as error:
            raise WrongAnswer(str(error)) from None

    def _read_the_rest(self) -> None:
        """Take what a job said before it ended, while it was still written to. Raises JobProblem."""
        with suppress(ChannelClosed, WrongFrame, WrongAnswer):
            while True:
                self._next_message()

    def _wait(self, descriptor: int, writing: bool) -> None:
        """Wait until the job takes or gives something, while it is wanted and in time."""
        while True:
            self._check()
            now = time.monotonic()
            seconds = max(0.0, min(self._next_look, self._deadline, self._report_at) - now)
            waiting = select.poll()
            waiting.register(descriptor, select.POLLOUT if writing else select.POLLIN)
            if waiting.poll(seconds * 1000):
                return

    def _check(self) -> None:
        """Report progress that has lasted. Raises JobOverdue or JobUnwanted where this job is."""
        now = time.monotonic()
        if now >= self._report_at:
            self._report_at = math.inf
            self._report(self._reached)
        if now >= self._deadline:
            raise JobOverdue
        if now >= self._next_look:
            self._next_look = now + INTERVAL
            if not self._still_wanted():
                raise JobUnwanted


def _number(stage: Stage) -> int:
    return list(Stage).index(stage)


@contextmanager
def open_job(
    server: ForkServer,
    settings: Settings,
    still_wanted: Callable[[], bool],
    crew: Sequence[ForkServer] = (),
    tenant: Tenant | None = None,
) -> Iterator[Job]:
    """A job in a process that does nothing else meanwhile. `still_wanted` is called each second. Raises NoJobs.

    The process ends with the job, unless it may do the next one of the same tenant. A crew, of a process of each of these
    servers, recognises the pages of its scan.
    """
    limits = JobLimits(settings.job_bytes, settings.job_cpu_seconds, settings.job_seconds, server.scans)
    process = server.process(limits, tenant)
    is_kept = False
    try:
        job = Job(server, settings, process.descriptor, still_wanted, crew)
        yield job
        if tenant and job.was_usual:
            process.count(tenant)
            is_kept = process.may_do_another(settings.jobs_a_process)
    except BaseException:
        server.end()
        raise
    finally:
        if is_kept:
            server.keep(process)
        else:
            os.close(process.descriptor)


def is_crash(status: int) -> bool:
    """Whether a process ended by its own fault in native code: it aborted, or reached where nothing is."""
    crashes = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP, signal.SIGFPE)
    return -status in crashes
