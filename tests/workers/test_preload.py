import sys

import pytest

from workers import __main__ as program
from workers import preload


def test_a_worker_without_one_of_its_readers_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "workers.readers.text", None)
    with pytest.raises(ImportError):
        preload.preload()
    monkeypatch.setattr(sys, "argv", ["workers"])
    monkeypatch.setenv("AUDIT_REDIS_URL", "unix:///nowhere")
    monkeypatch.setattr(program, "AuditWorker", lambda *_: None)
    with pytest.raises(SystemExit, match=r"error: a reader can't be loaded: .*workers\.readers\.text"):
        program.main()
