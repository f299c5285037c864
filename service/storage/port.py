"""What the service asks of its storage. Every object is created once and never changed; the first to create it wins.

Each call raises StorageFull or StorageFailed where an object can't be written or read just now. A moment that is given or
answered is one of the clock of who asks: machines whose clocks differ may share a storage, which reckons by its own.
"""

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from service.audits.assessment import Assessment
from service.audits.audit import Links, Problem, Request, Result
from service.audits.baseline import Successor
from service.audits.batch import BatchRequest, BatchResult, Members
from service.audits.delivery import Delivery, Ping
from service.audits.rendering import Rendering
from service.storage.spool import Content

Record = TypeVar("Record")

KEY_SECONDS = 86_400.0
"""Time for which an idempotency key stands for its audit, in seconds."""
PINGS = 1_000
"""Pings that are kept."""


class AuditStore(Protocol):
    """Audits: what was submitted, and the result."""

    is_distant: bool
    """Whether its answers come over a network, so that something else is better done meanwhile."""

    def check(self) -> None:
        """Try whether an object can be written just now."""

    def room(self, upload: int = 0) -> int:
        """How many audits' results there is room for, beside an upload of so many bytes. Raises StorageFull where for none."""

    def size(self, audit_id: str) -> int:
        """The bytes that all that is kept of an audit takes. Raises AuditNotFound."""

    def accept(
        self, request: Request, upload: Content, previous: Content | None = None, attachments: Sequence[Content] = ()
    ) -> None:
        """Keep an audit's upload and request, durable when this returns.

        Where it fails, nothing is left; but with an idempotency key others may be accepting the same, and what is left
        is accepted all the same: the key finds it when it is sent again.
        """

    def keep_fetched(
        self, request: Request, upload: Content, previous: Content | None = None, attachments: Sequence[Content] = ()
    ) -> None:
        """Keep what was fetched for an audit, from now on in place of what was kept of it, durable when this returns.

        The first to be fetched stays, and so does the first after `follow`. Raises AuditNotFound.
        """

    def follow(self, audit_id: str, links: Links) -> None:
        """Note what the page that was fetched links to, which is to be fetched, too. Raises AuditNotFound."""

    def links(self, audit_id: str) -> Links | None:
        """What is noted so, None for nothing."""

    def awaits_fetch(self, audit_id: str) -> bool:
        """Whether anything of the audit is still to be fetched. Raises AuditNotFound."""

    def at_hand(self, audits: Collection[str]) -> AbstractContextManager[None]:
        """For who looks at many audits: requests, heads, whether there are results, and what was added, are told as they are now.

        A store over the network is asked for all of them side by side. What changes while this lasts need not be told; what isn't
        of these audits is.
        """

    def request(self, audit_id: str) -> Request:
        """What was asked for, with what was fetched. Raises AuditNotFound."""

    def upload(self, audit_id: str) -> bytes:
        """The report's bytes, none where they are still to be fetched. Raises AuditNotFound."""

    def upload_pieces(self, audit_id: str) -> Iterator[bytes]:
        """The report's bytes piece by piece. Raises AuditNotFound, at once."""

    def previous(self, audit_id: str) -> bytes:
        """The bytes of last year's report, where one was sent along. Raises AuditNotFound."""

    def attachments(self, audit_id: str) -> list[bytes]:
        """The bytes of the files that were sent along as part of the report, in their order. Raises AuditNotFound."""

    def finish(self, audit_id: str, result: Result) -> bool:
        """Keep the audit's one result, durable; False where it has one already, which stays. Raises AuditNotFound."""

    def result(self, audit_id: str) -> Result | None:
        """The result, None before the end. Raises AuditNotFound for an id that was never accepted."""

    def result_size(self, audit_id: str) -> int:
        """The bytes of the result, 0 where there is none. Raises AuditNotFound for what is no id."""

    def head(self, audit_id: str) -> Result | None:
        """The result without what is long, None before the end. Raises AuditNotFound."""

    def awaits(self, audit_id: str) -> bool:
        """Whether the audit is there and has no result yet."""

    def awaiting(self, audits: Collection[str]) -> int:
        """How many of some audits are there and have no result yet, be it that some have got theirs a moment ago."""

    def mark_done(self, audit_id: str, then: Callable[[bool], None] = lambda _: None) -> None:
        """Note that the audit's end was finalized; `then` is told after that whether the audit is still there.

        A store over the network may do both in a thread of its own while its worker goes on, and leave what fails to the reconciler.
        """

    def open_audits(self) -> Iterator[str]:
        """The ids of accepted audits without a result, oldest first.

        One whose end isn't finalized yet may be among them: who asks `awaits` is told, and then `not_done` has it,
        once whoever ended it has had some seconds to finalize it.
        """

    def not_done(self) -> Iterator[str]:
        """The ids of audits that have ended and are not marked done, oldest first."""

    def unfinished(self, but: Set[str]) -> tuple[list[str], list[str]]:
        """Both at once, some left out, which are not even looked at: that takes the same however many these are, but for their names."""

    def all_audits(self) -> Iterator[str]:
        """The ids of all accepted audits, in no order."""

    def delete(self, *audits: str) -> None:
        """Erase all that is kept of some audits, for good; each at once."""

    def expire(self, *audits: str) -> None:
        """Erase all of some audits but whose they were; those that aren't there are passed over."""

    def expired(self, audit_id: str) -> str | None:
        """The client of an audit that has expired; None where there was none."""

    def forget_expired(self, before: float) -> None:
        """Forget the clients of audits that expired before a moment (POSIX seconds)."""

    def sweep(self) -> None:
        """Erase what a process that died left half written or half erased."""


class BatchStore(Protocol):
    """Batches: the archive until it is expanded, what it held, and what was found between its reports."""

    def accept(self, request: BatchRequest, archive: Content) -> None:
        """Keep a batch's archive and request, durable when this returns."""

    def at_hand(self, batches: Collection[str]) -> AbstractContextManager[None]:
        """As that of AuditStore, for who looks at some batches, or often at one."""

    def request(self, batch_id: str) -> BatchRequest:
        """What was asked for, with the label that it was given last. Raises BatchNotFound."""

    def rename(self, batch_id: str, label: str | None) -> None:
        """Keep another label of a batch, durable when this returns; None for none. Raises BatchNotFound."""

    def archive(self, batch_id: str) -> bytes:
        """The archive's bytes. Raises BatchNotFound, also once the batch is expanded."""

    def open(self, batch_id: str, listing: Members) -> None:
        """Keep what the archive holds, each file with the audit that it is to get; the first one stays. Raises BatchNotFound."""

    def listing(self, batch_id: str) -> Members | None:
        """What the archive holds: what it held once it is expanded, None before it was opened. Raises BatchNotFound."""

    def expand(self, batch_id: str, members: Members) -> None:
        """Keep what the archive held, and erase the archive. Raises BatchNotFound."""

    def members(self, batch_id: str) -> Members | None:
        """What the archive held; None before it is expanded. Raises BatchNotFound."""

    def finish(self, batch_id: str, result: BatchResult) -> bool:
        """Keep the batch's one result; False where it has one already, which stays. Raises BatchNotFound.

        A callback that was asked for is due a moment before, so that no death of a process can come between the two.
        """

    def cancel(self, batch_id: str) -> bool:
        """Note that a batch is to end canceled, durable when this returns; False where it has ended. Raises BatchNotFound."""

    def is_canceled(self, batch_id: str) -> bool:
        """Whether that was noted, be it that it has not ended yet. Raises BatchNotFound."""

    def result(self, batch_id: str) -> BatchResult | None:
        """The result, None before the end. Raises BatchNotFound."""

    def has_ended(self, batch_id: str) -> bool:
        """Whether there is a result, without reading it. Raises BatchNotFound."""

    def open_batches(self) -> list[str]:
        """The ids of accepted batches without a result, oldest first."""

    def is_expanding(self, batch_id: str) -> bool:
        """Whether files of it are still to be admitted, as long as it isn't canceled. Raises BatchNotFound."""

    def exists(self, batch_id: str) -> bool:
        """Whether there is such a batch."""

    def size(self, batch_id: str) -> int:
        """The bytes that all that is kept of a batch takes, its audits aside. Raises BatchNotFound."""

    def all(self) -> Iterator[str]:
        """The ids of all batches, in no order."""

    def delete(self, batch_id: str) -> None:
        """Erase all that is kept of a batch, its audits aside."""

    def expired(self, batch_id: str) -> str | None:
        """The client of a batch that has expired; None where there was none. Raises BatchNotFound for what is no id."""

    def forget_old(self, before: float) -> list[BatchRequest]:
        """Erase batches that ended before a moment (POSIX seconds), but for whose they were; their audits expire by
        themselves. Whose they were is erased as long after. The batches that were erased.
        """


@dataclass(frozen=True, slots=True)
class Deletion:
    """What is erased together: audits of a client, and their batch where they are of one."""

    id: str
    client: str
    audits: tuple[str, ...]
    batch: str | None = None


class Deletions(Protocol):
    """Deletions that were begun, until nothing is left of what they erase."""

    def add(self, deletion: Deletion) -> None:
        """Note a deletion, durable when this returns; one that is noted already is no error."""

    def begun_before(self, moment: float) -> Iterator[Deletion]:
        """Deletions that were noted before a moment (POSIX seconds)."""

    def remove(self, id: str) -> None:
        """Forget a deletion that is finished."""


class Additions(Protocol[Record]):
    """Records of one kind that are added to audits, or to batches, beside what is kept of them, and are erased with them.

    For AuditNotFound those of batches raise BatchNotFound.
    """

    def add(self, owner: str, record: Record) -> None:
        """Add a record, durable when this returns; of those that are added at the same time all stay. Raises AuditNotFound."""

    def all(self, owner: str) -> Sequence[Record]:
        """All records of an owner, the first one first; none where it is gone. Raises AuditNotFound for what is no id."""

    def count(self, owner: str) -> int:
        """How many there are, without reading them; what has changed is told by it, since none ever goes alone."""


class RenderingStore(Protocol):
    """Documents that were drawn of an audit or a batch, and are erased with it.

    Of a document in one language the last one that was kept is, whatever was assessed meanwhile.
    """

    def read(self, rendering: Rendering) -> bytes | None:
        """The document, None before it is drawn."""

    def problem(self, rendering: Rendering) -> Problem | None:
        """Why it could not be drawn, None where that isn't known."""

    def keep(self, rendering: Rendering, document: bytes) -> None:
        """Keep the document; the first one stays. One of an owner that is gone is passed over."""

    def fail(self, rendering: Rendering, problem: Problem) -> None:
        """Keep why it could not be drawn."""

    def awaits(self, rendering: Rendering) -> bool:
        """Whether it is still to be drawn, and its owner there."""


class PingStore(Protocol):
    """Pings, the last of them all."""

    def accept(self, ping: Ping) -> None:
        """Keep a ping, in place of the oldest one where they are too many."""

    def request(self, id: str) -> Ping:
        """The ping of an id. Raises PingNotFound."""


class CallQueue(Protocol):
    """Calls of one kind: callbacks on the ends of audits, or of batches, pings, or files to be fetched for audits.

    When the next try of each is due, and the outcomes of all tries.
    """

    def schedule(self, id: str, at: float | None = None) -> None:
        """Have a call tried at a moment (POSIX seconds), now if none is given."""

    def remove(self, *ids: str) -> None:
        """Have calls tried no more."""

    def scheduled(self) -> list[tuple[float, str]]:
        """All calls that are to be tried, by when; now where the clock was set back since that was noted."""

    def record(self, id: str, delivery: Delivery) -> None:
        """Keep the outcome of a try. Raises AuditNotFound where the audit or batch was deleted meanwhile."""

    def tries(self, id: str) -> Sequence[Delivery]:
        """All tries so far, the first one first."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """The audit or batch that an idempotency key stands for, and the digest of what was sent with it."""

    id: str
    submission: str


class IdempotencyKeys(Protocol):
    """Which audit or batch a client's key stands for, so that what is sent twice is audited once."""

    def reserve(self, client: str, key: str, wanted: Reservation) -> Reservation:
        """Have a key stand for an audit; the reservation that holds, which is an earlier one if there is one."""

    def release(self, client: str, *keys: str) -> None:
        """Have keys stand for nothing."""

    def forget_old(self) -> None:
        """Erase what no longer holds."""


class Quarantine(Protocol):
    """Reports that broke a limit or their process, set aside for the operator where a setting says so."""

    def keep(self, audit_id: str, upload: bytes) -> None:
        """Keep the upload of an audit, which stays when the audit is deleted; one that is kept already is no error."""

    def forget_old(self, before: float) -> None:
        """Erase what was set aside before a moment (POSIX seconds)."""


REMAINS = ("expired", "expired-batches", "idempotency-keys", "quarantine")
"""What is kept beside audits and batches, by name: who asks for it knows the name, and only who copies it asks for all."""


class Remains(Protocol):
    """Such things, and notes of who copies a storage, as they are kept."""

    def names(self, kind: str) -> Iterator[str]:
        """The names of all of a kind."""

    def read(self, kind: str, name: str) -> bytes | None:
        """One of them, None where there is none."""

    def keep(self, kind: str, name: str, kept: bytes) -> None:
        """Keep one, durable when this returns; the first of a name stays."""

    def forget(self, kind: str, name: str) -> None:
        """Erase one."""


@dataclass(frozen=True)
class Storage:
    """The parts of the storage. Keys, secrets and profiles are no part of it: the operator keeps them as files."""

    audits: AuditStore
    batches: BatchStore
    deletions: Deletions
    renderings: RenderingStore
    callbacks: CallQueue
    batch_callbacks: CallQueue
    pings: PingStore
    ping_callbacks: CallQueue
    idempotency_keys: IdempotencyKeys
    quarantine: Quarantine
    fetches: CallQueue
    assessments: Additions[Assessment]
    successors: Additions[Successor]
    batch_assessments: Additions[Assessment]
    remains: Remains


def is_due(batch_id: str, storage: Storage) -> bool:
    """Whether it is time for a batch's next step: to be opened, or to be ended with the last of its audits or canceled.

    Raises BatchNotFound.
    """
    if storage.batches.has_ended(batch_id):
        return False
    members = storage.batches.members(batch_id)
    return members is None or storage.batches.is_canceled(batch_id) or not awaited(members, storage.audits)


def awaited(members: Members, audits: AuditStore) -> int:
    """How many reports of a batch are still to be audited."""
    return audits.awaiting(members.audits)
