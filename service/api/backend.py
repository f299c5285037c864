"""What the views of the API call: the settings, the storage and the queue."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from service.api.endings import Endings
from service.config import Settings
from service.intake import Intake
from service.queue.port import Queue
from service.storage.keys import Keys
from service.storage.port import Storage
from service.storage.spool import Spools


@dataclass(frozen=True)
class Backend:
    """What the views of one app share."""

    settings: Settings
    storage: Storage
    queue: Queue
    intake: Intake
    keys: Keys
    spools: Spools
    endings: Endings


def backend() -> Backend:
    """The backend of the app that answers the current request."""
    return cast(Backend, current_app.extensions["backend"])
