import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from service.app import create_app
from service.config import Settings
from service.storage.keys import Scope
from tests.service.api.contract import CheckedClient
from tests.service.api.fakes import MemoryStore, storage_with
from tests.service.queue.memory import MemoryCatalogue, MemoryQueue

BOTH = (Scope.READ, Scope.WRITE)
REPORT = "某某局2023年度政府信息公开工作年度报告\n一、总体情况\n本年新收申请 8 件。\n".encode()


@pytest.fixture(scope="session", autouse=True)
def _addresses_compiled_once() -> Iterator[None]:
    """Compiles what builds a route's address once for the apps of all tests: it is most of what an app takes to make."""
    compiled: dict[object, Callable[..., tuple[str, str]]] = {}
    compile_builder = Rule._compile_builder

    def compiled_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (rule.rule, *rule._trace, append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", compiled_once)
        yield


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def queue(store: MemoryStore) -> MemoryQueue:
    return queue_beside(store)


def queue_beside(store: MemoryStore) -> MemoryQueue:
    """A queue whose lists are complete, with a worker that lives; it knows what has ended as soon as the store does."""
    queue = MemoryQueue()
    queue.catalogue.begin_rebuild("tests")
    queue.catalogue.end_rebuild("tests")
    queue.state.alive["one"] = queue.state.sandboxes["landlock 7, seccomp"] = time.time() + 3600
    store.when_ended = lambda request, result: MemoryCatalogue(queue.state).put(request, request.size, result)
    return queue


@pytest.fixture
def app(store: MemoryStore, queue: MemoryQueue, tmp_path: Path) -> Flask:
    settings = Settings(data_dir=tmp_path, profiles=tmp_path / "profiles", upload_bytes=100_000, keep_days=36_500)
    app = create_app(settings, storage_with(store, settings), queue)
    app.test_client_class = CheckedClient
    return app


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    return app.test_client()


@pytest.fixture
def submit(client: CheckedClient):
    """Send a report as a form; fields and headers as given."""

    def post(data: bytes = REPORT, name: str = "report.txt", headers: dict[str, str] | None = None, **fields: object):
        form = {"file": (BytesIO(data), name), **fields}
        return client.post("/v1/audits", data=form, headers=headers)

    return post


@pytest.fixture
def bearer(app):
    """Headers of a new key."""
    backend = app.extensions["backend"]

    def make(name: str = "one", *scopes: Scope) -> dict[str, str]:
        return {"Authorization": f"Bearer {backend.keys.add(name, scopes or BOTH)}"}

    return make


@pytest.fixture
def audit_id(submit) -> str:
    return submit().json["id"]
