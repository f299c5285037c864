"""The API as one Flask app: wiring, nothing else."""

from flask import Flask

from service.api import guard, identity, problems
from service.api.audits import audits
from service.api.backend import Backend, Queue, Store
from service.api.docs import docs
from service.api.health import health
from service.api.reports import reports
from service.api.rules import rules
from service.api.uploads import FRAMING, StrictRequest
from service.config import Settings
from service.jobs import Jobs
from service.storage import open_store


class App(Flask):
    """A Flask app that is strict with bodies."""

    request_class = StrictRequest


def create_app(settings: Settings | None = None, store: Store | None = None, queue: Queue | None = None) -> Flask:
    """The app over a store and a queue; those that the settings name where none are given."""
    settings = settings or Settings.from_environment()
    app = App("service", static_folder=None, template_folder=None)
    app.extensions["backend"] = Backend(settings, store or open_store(settings), queue or Jobs(settings))
    app.config.update(
        MAX_CONTENT_LENGTH=settings.upload_bytes + FRAMING,
        MAX_FORM_MEMORY_SIZE=None,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    app.url_map.merge_slashes = False
    for part in (identity, problems, guard):
        part.register(app)
    for pages in (audits, reports, rules, health, docs, problems.pages):
        app.register_blueprint(pages)
    return app
