"""The storage in a bucket of an S3-compatible store: objects that are created once and never changed, and marks."""

from dataclasses import replace
from pathlib import Path

from service.audits.assessment import Assessment
from service.audits.baseline import Successor
from service.config import Settings, WrongSetting, variable
from service.errors import BatchNotFound
from service.storage.objects.additions import ObjectAdditions
from service.storage.objects.address import Address, parse
from service.storage.objects.audits import ObjectAudits
from service.storage.objects.batches import ObjectBatches
from service.storage.objects.bucket import Bucket
from service.storage.objects.calls import ObjectCalls, ObjectPings
from service.storage.objects.folders import Folders
from service.storage.objects.idempotency import ObjectIdempotencyKeys
from service.storage.objects.probe import CreatesOnce
from service.storage.objects.remains import ObjectDeletions, ObjectQuarantine, ObjectRemains
from service.storage.objects.renderings import ObjectRenderings
from service.storage.port import Storage
from service.storage.threads import Threads


def open_store(settings: Settings, threads: Threads, fresh: float) -> Storage:
    """The storage in the bucket that the settings name. Raises WrongSetting."""
    return open_bucket(Bucket(address_of(settings), threads), fresh)


def address_of(settings: Settings) -> Address:
    """The bucket that the settings name, with what is in the files that they name. Raises WrongSetting."""
    try:
        address = parse(settings.store)
    except ValueError as wanted:
        raise WrongSetting(f"{variable('store')} must be {wanted}") from None
    return replace(
        address,
        access_key=_held("store_access_key_file", settings.store_access_key_file),
        secret_key=_held("store_secret_key_file", settings.store_secret_key_file),
        authorities=_held("store_ca_file", settings.store_ca_file),
    )


def _held(name: str, file: Path | None) -> str:
    """What a file holds, nothing where none is named. Raises WrongSetting, which doesn't repeat what is in the file."""
    if file is None:
        return ""
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise WrongSetting(f"{variable(name)} is {str(file)!r}, but that can't be read: {reason}") from None


def open_bucket(bucket: Bucket, fresh: float = 0.0) -> Storage:
    """The storage in a bucket. What is kept of an audit is listed again after `fresh` seconds."""
    creates_once = CreatesOnce(bucket)
    audits, batches = Folders(bucket, "audits", "submission"), Folders(bucket, "batches", "request.json")
    pings = Folders(bucket, "pings", "request.json")
    batch_callbacks, ping_callbacks = (
        ObjectCalls(bucket, "batch-callbacks", batches),
        ObjectCalls(bucket, "ping-callbacks", pings),
    )
    return Storage(
        ObjectAudits(bucket, creates_once, fresh),
        ObjectBatches(bucket, batch_callbacks, creates_once),
        ObjectDeletions(bucket),
        ObjectRenderings(bucket, audits, batches),
        ObjectCalls(bucket, "callbacks", audits),
        batch_callbacks,
        ObjectPings(bucket, pings, ping_callbacks),
        ping_callbacks,
        ObjectIdempotencyKeys(bucket),
        ObjectQuarantine(bucket),
        ObjectCalls(bucket, "fetches", audits),
        ObjectAdditions(bucket, audits, "assessments", Assessment),
        ObjectAdditions(bucket, audits, "successors", Successor),
        ObjectAdditions(bucket, batches, "assessments", Assessment, missing=BatchNotFound),
        ObjectRemains(bucket),
    )
