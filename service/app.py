"""The API as one Flask app: wiring, nothing else."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from service.api import auth, compression, cors, identity, limits, metrics, problems
from service.api.assessments import assessments
from service.api.audits import audits
from service.api.backend import Backend
from service.api.batch_results import batch_results
from service.api.batches import batches
from service.api.catalogue import catalogue
from service.api.deliveries import deliveries
from service.api.docs import docs
from service.api.endings import Endings
from service.api.findings import findings
from service.api.health import health
from service.api.notices import notices
from service.api.pings import pings
from service.api.proxies import BehindProxies
from service.api.reports import reports
from service.api.syncing import side_by_side, written_apart
from service.api.threads import GeventThreads
from service.api.uploads import FRAMING, SpoolingRequest
from service.api.web import web
from service.config import Settings
from service.intake import Intake
from service.queue import check_queue, open_queue
from service.queue.port import Queue
from service.storage import open_storage
from service.storage.keys import Keys
from service.storage.port import Storage
from service.storage.spool import Spools


class App(Flask):
    """A Flask app whose requests are spooled."""

    request_class = SpoolingRequest

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: none of ours is a coroutine, and to look at each again at each request takes time."""
        return func


def create_app(settings: Settings | None = None, storage: Storage | None = None, queue: Queue | None = None) -> Flask:
    """The app over a storage and a queue; those that the settings name where none are given."""
    settings = settings or Settings.from_environment()
    app = App("service", static_folder=None, template_folder=None)
    storage = storage or open_storage(settings, side_by_side, GeventThreads())
    queue = queue or _checked_queue(settings)
    app.extensions["backend"] = Backend(
        settings,
        storage,
        queue,
        Intake(settings, storage, queue),
        Keys(settings.secrets),
        Spools(settings.data_dir, settings.receiving_bytes, written_apart),
        Endings(queue.catalogue),
    )
    app.config.update(
        MAX_CONTENT_LENGTH=settings.upload_bytes + FRAMING,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    app.url_map.merge_slashes = False
    app.wsgi_app = BehindProxies(app.wsgi_app, lambda: app.extensions["backend"].settings)  # type: ignore[method-assign]
    for part in (metrics, identity, cors, problems, auth, limits, compression):
        part.register(app)
    for blueprint in (
        audits,
        findings,
        assessments,
        deliveries,
        pings,
        reports,
        notices,
        batches,
        batch_results,
        catalogue,
        health,
        docs,
        web,
        metrics.metrics,
        problems.pages,
    ):
        app.register_blueprint(blueprint)
    return app


def _checked_queue(settings: Settings) -> Queue:
    """The queue that the settings name. Raises WrongSetting where its server can't hold it."""
    check_queue(settings)
    return open_queue(settings)
