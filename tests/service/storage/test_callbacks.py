import time
from pathlib import Path

import pytest

from service.storage.files.callbacks import FileCallbacks
from service.storage.ids import new_id


def test_who_is_to_be_told_later_waits_until_then(tmp_path: Path) -> None:
    callbacks, later, now, at = FileCallbacks(tmp_path, "audits"), new_id(), new_id(), time.time() + 3600
    callbacks.due(later, at)
    callbacks.due(now)
    assert [id for _, id in callbacks.waiting()] == [now, later]
    assert callbacks.waiting()[1][0] == pytest.approx(at, abs=0.01)


def test_who_was_to_be_told_later_is_told_at_once_where_the_clock_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    callbacks, set_back = FileCallbacks(tmp_path, "audits"), time.time() - 86_400
    callbacks.due(new_id(), time.time() + 60)
    monkeypatch.setattr(time, "time", lambda: set_back)
    assert [due for due, _ in callbacks.waiting()] == [set_back]
