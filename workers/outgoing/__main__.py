"""python -m workers.outgoing: calls back whoever asked for it, and fetches reports by their addresses.

No other process of the service calls out. This one knows no Redis, and opens nothing of what it fetches.
"""

import fcntl
import logging
import os
import ssl
import sys
from pathlib import Path

from service import logs
from service.config import Settings, variable
from service.errors import StorageFailed
from service.signals import Signals
from service.storage import open_storage
from workers.outgoing.deliveries import Deliveries
from workers.outgoing.fetches import Fetches
from workers.outgoing.fetching import Fetcher
from workers.outgoing.http_client import GuardedClient, trusting
from workers.outgoing.payloads import of_audits, of_batches, of_pings

INTERVAL = 0.5
"""Seconds between two looks at what is due."""

log = logging.getLogger(__name__)


def tls_context(setting: str, authorities: Path | None) -> ssl.SSLContext:
    """What servers are proved by; the process ends with the reason where the operator's file, of that setting, can't be used."""
    try:
        return trusting(authorities)
    except OSError as error:
        reason = "it holds no certificates" if isinstance(error, ssl.SSLError) else error.strerror
        sys.exit(f"error: {variable(setting)} is '{authorities}', but that can't be used: {reason}")


def main() -> int:
    """Call out until SIGTERM or SIGINT. Any number may run: one of them works, the others stand by."""
    settings = Settings.of_process()
    logs.start(settings)
    signals = Signals()
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    lead = os.open(settings.data_dir / "deliveries.lock", os.O_RDWR | os.O_CREAT, 0o600)
    storage = open_storage(settings)
    receivers = GuardedClient(
        settings.callback_destinations, context=tls_context("callback_ca_file", settings.callback_ca_file)
    )
    kinds = (of_pings, of_audits, of_batches)
    all_ = [Deliveries(settings, of(storage, settings.keep_seconds), receivers).due for of in kinds]
    sources = GuardedClient(settings.fetch_sources, context=tls_context("fetch_ca_file", settings.fetch_ca_file))
    all_.append(Fetches(settings, storage, Fetcher(settings, sources)).due)
    while not signals.wait(INTERVAL):
        try:
            fcntl.flock(lead, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for due in all_:
                due.begin_due()
        except BlockingIOError:
            continue
        except StorageFailed as error:
            log.warning("no look at what is due just now: %s", error.__cause__)
    for due in all_:
        due.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
