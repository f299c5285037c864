import time
from pathlib import Path

import pytest

from service.audits.ids import new_id
from service.storage.files.callbacks import FileCallbacks


def test_who_is_to_be_told_later_waits_until_then(tmp_path: Path) -> None:
    callbacks, later, now, at = FileCallbacks(tmp_path, "audits"), new_id(), new_id(), time.time() + 3600
    callbacks.schedule(later, at)
    callbacks.schedule(now)
    assert [id for _, id in callbacks.scheduled()] == [now, later]
    assert callbacks.scheduled()[1][0] == pytest.approx(at, abs=0.01)


def test_who_was_to_be_told_later_is_told_at_once_where_the_clock_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    callbacks, set_back = FileCallbacks(tmp_path, "audits"), time.time() - 86_400
    callbacks.schedule(new_id(), time.time() + 60)
    monkeypatch.setattr(time, "time", lambda: set_back)
    assert [due for due, _ in callbacks.scheduled()] == [set_back]
