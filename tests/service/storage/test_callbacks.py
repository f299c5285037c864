import time
from pathlib import Path

import pytest

from service.audits.delivery import Ping
from service.audits.ids import new_id
from service.errors import PingNotFound
from service.storage.disk import Disk
from service.storage.files.calls import FileCalls, FilePings


def test_who_is_to_be_told_later_waits_until_then(tmp_path: Path) -> None:
    callbacks, later, now, at = FileCalls(tmp_path, "callbacks"), new_id(), new_id(), time.time() + 3600
    callbacks.schedule(later, at)
    callbacks.schedule(now)
    assert [id for _, id in callbacks.scheduled()] == [now, later]
    assert callbacks.scheduled()[1][0] == pytest.approx(at, abs=0.01)


def test_who_was_to_be_told_later_is_told_at_once_where_the_clock_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    callbacks, set_back = FileCalls(tmp_path, "callbacks"), time.time() - 86_400
    callbacks.schedule(new_id(), time.time() + 60)
    monkeypatch.setattr(Disk, "now", lambda _: set_back)
    monkeypatch.setattr(time, "time", lambda: set_back)
    assert [due for due, _ in callbacks.scheduled()] == [set_back]


@pytest.mark.parametrize("skew", [-600, 600])
def test_who_is_to_be_told_waits_as_long_by_the_clock_of_another_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, skew: float
) -> None:
    (tmp_path / "partial").mkdir()
    here, later, now = time.time(), new_id(), new_id()
    FileCalls(tmp_path, "callbacks").schedule(later, here + 60)
    FileCalls(tmp_path, "callbacks").schedule(now)
    monkeypatch.setattr(time, "time", lambda: here + skew)
    elsewhere = FileCalls(tmp_path, "callbacks")
    elsewhere.schedule(each := new_id(), here + skew + 30)
    due = {id: at - here - skew for at, id in elsewhere.scheduled()}
    assert due[now] <= 0
    assert (due[each], due[later]) == (pytest.approx(30, abs=5), pytest.approx(60, abs=5))


def test_the_last_pings_are_kept_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.storage.files.calls.PINGS", 3)
    (tmp_path / "partial").mkdir()
    callbacks = FileCalls(tmp_path, "ping-callbacks")
    pings, ids = FilePings(tmp_path, callbacks), sorted(new_id() for _ in range(5))
    for each in ids:
        pings.accept(Ping(each, "2026-01-01T00:00:00.000Z", "https://portal.example.org/", "portal"))
        callbacks.schedule(each)
    assert [pings.request(each).id for each in ids[2:]] == ids[2:]
    assert sorted(id for _, id in callbacks.scheduled()) == sorted(ids[2:])
    for gone in (*ids[:2], new_id(), "../x"):
        with pytest.raises(PingNotFound):
            pings.request(gone)
