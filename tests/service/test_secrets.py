"""Keys and the signing secret lie in a folder of their own where one is named, and only those who need them need it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from service import keys
from service.app import create_app
from service.config import Settings
from service.storage.keys import Keys
from tests.workers.processes import wait_for


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    folders = {"AUDIT_DATA_DIR": str(tmp_path / "data"), "AUDIT_SECRETS_DIR": str(tmp_path / "secrets")}
    for name, folder in folders.items():
        monkeypatch.setenv(name, folder)
        Path(folder).mkdir()
    monkeypatch.setenv("AUDIT_QUEUE_URL", "redis://127.0.0.1:1/0")
    return Settings.from_environment()


def test_a_key_made_there_opens_the_api_and_is_not_in_the_data_folder(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keys.main(["add", "portal"]) == 0
    key = capsys.readouterr().out.strip()
    backend = create_app(settings).extensions["backend"]
    found = backend.keys.find(key)
    assert found
    assert found.client == "portal"
    assert len(list((settings.secrets / "keys").glob("*.json"))) == 1
    assert not (settings.data_dir / "keys").exists()


def test_what_callbacks_are_signed_with_lies_there_too(settings: Settings) -> None:
    Keys(settings.secrets).signing_secret("portal")
    assert (settings.secrets / "webhook-secret").exists()
    assert not (settings.data_dir / "webhook-secret").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked after as on Linux")
def test_callbacks_are_sent_by_a_process_that_knows_no_redis(settings: Settings) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AUDIT_REDIS")}
    process = subprocess.Popen([sys.executable, "-m", "workers.outgoing"], env=environment, stderr=subprocess.PIPE)
    try:
        wait_for((settings.data_dir / "deliveries.lock").exists)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, told) == (0, b"")
