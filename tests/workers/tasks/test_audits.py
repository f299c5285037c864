from dataclasses import replace

import pytest

from service.audits.audit import Problem
from service.config import Settings
from service.queue import open_queue
from service.storage.port import Storage
from tests.service.storage.requests import DONE, a_request
from workers.tasks.audits import AuditTask

HOOK = "https://portal.example.org/"


@pytest.mark.parametrize("is_first", [True, False])
def test_who_ends_an_audit_has_its_client_called_back_and_who_comes_late_does_not(
    settings: Settings, storage: Storage, is_first: bool
) -> None:
    request = replace(a_request(), callback_url=HOOK)
    storage.audits.accept(request, b"abc")
    task = AuditTask(request.id, settings, storage, open_queue(settings), recognise=False)
    if not is_first:
        storage.audits.finish(request.id, DONE)
    task.fail(Problem("empty-file"))
    task.finalize()
    assert [id for _, id in storage.callbacks.scheduled()] == ([request.id] if is_first else [])
    assert [*storage.audits.not_done()] == ([] if is_first else [request.id])
