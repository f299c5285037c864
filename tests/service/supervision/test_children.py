import os
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from service.supervision import children
from service.supervision.children import CannotStart, Child
from tests.workers.processes import is_gone, wait_for


@pytest.fixture
def held(tmp_path: Path) -> Iterator[int]:
    descriptor = os.open(tmp_path / "lock", os.O_CREAT | os.O_RDWR)
    yield descriptor
    os.close(descriptor)


def python(code: str, held: int) -> Child:
    return Child("child", [sys.executable, "-c", code], dict(os.environ), keep_open=held)


def started_again(child: Child, times: int) -> None:
    for _ in range(times):
        child.keep_running()
        wait_for(lambda: not child.pid or is_gone(child.pid))
        time.sleep(0.02)


def test_a_child_that_was_killed_is_started_again_at_once(held: int) -> None:
    child = python("import time; time.sleep(60)", held)
    child.keep_running()
    first = child.pid
    assert first
    os.kill(first, 9)
    wait_for(lambda: is_gone(first))
    child.keep_running()
    child.keep_running()
    assert child.pid
    assert child.pid != first
    child.kill()


def test_a_child_that_is_killed_often_is_still_started(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_SLOWEST", 0.01)
    child = python("import os; os.kill(os.getpid(), 9)", held)
    started_again(child, 20)


def test_a_child_that_ends_soon_is_started_more_slowly_each_time(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    now, starts = 1000.0, []
    monkeypatch.setattr(children.time, "monotonic", lambda: now)
    child = python("import os; os.kill(os.getpid(), 9)", held)
    while len(starts) < 12:
        child.keep_running()
        if child.pid:
            starts.append(now)
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        now += 0.01
    pauses = [later - sooner for sooner, later in pairwise(starts)]
    assert pauses[0] < 0.05
    assert all(longer >= shorter - 0.02 for shorter, longer in pairwise(pauses))
    assert pauses[-1] == pytest.approx(5, abs=0.05)


def test_a_child_that_ends_by_itself_each_time_is_given_up(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_SLOWEST", 0.01)
    child = python("raise SystemExit(3)", held)
    with pytest.raises(CannotStart, match="child ends with code 3"):
        started_again(child, 50)


def test_a_child_that_cannot_start_is_repaired_and_started_again(
    held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_SLOWEST", 0.01)
    damaged = tmp_path / "damaged"
    damaged.touch()
    code = f"import os, time; os.path.exists({str(damaged)!r}) and exit(1); time.sleep(60)"
    child = Child("child", [sys.executable, "-c", code], dict(os.environ), keep_open=held, repair=damaged.unlink)
    started_again(child, 2)
    child.keep_running()
    time.sleep(0.1)
    child.keep_running()
    assert not damaged.exists()
    assert child.pid
    child.kill()


def test_a_command_that_does_not_exist_is_told(held: int) -> None:
    with pytest.raises(CannotStart, match="No such file"):
        Child("child", ["/nowhere"], {}, keep_open=held).keep_running()
