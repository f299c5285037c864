import fcntl
import hashlib
import hmac
import json
import os
import re
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from service import keys
from service.errors import KeyExpired
from service.storage.keys import Keys, Scope, shown_secret


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIT_DATA_DIR", str(tmp_path))
    return tmp_path


def test_a_key_is_made_listed_used_and_revoked(folder, capsys) -> None:
    assert keys.main(["add", "portal", "--scope", "audits:read"]) == 0
    key = capsys.readouterr().out.strip()
    found = Keys(folder).find(key)
    assert (found.client, found.scopes) == ("portal", (Scope.READ,))
    keys.main(["list"])
    head, line = capsys.readouterr().out.splitlines()
    assert head.split("  ")[0] == "ID"
    assert re.fullmatch(rf"{found.id}  portal  audits:read  \S+Z  20\S+Z", re.sub(" {2,}", "  ", line))
    assert keys.main(["revoke", found.id]) == 0
    assert Keys(folder).find(key) is None
    assert keys.main(["revoke", found.id]) == 1


def test_a_key_that_was_never_used_is_told_so(folder, capsys) -> None:
    keys.main(["add", "portal"])
    keys.main(["list"])
    assert capsys.readouterr().out.strip().endswith("never")


def test_nothing_on_disk_opens_the_service(folder, capsys) -> None:
    keys.main(["add", "portal"])
    key = capsys.readouterr().out.strip()
    _, _, secret = key.split("_", 2)  # which may have underscores of its own
    for path in folder.rglob("*"):
        if path.is_file():
            kept = path.read_text()
            assert key not in kept
            assert secret not in kept
            assert not stat.S_IMODE(path.stat().st_mode) & 0o077
    assert not stat.S_IMODE((folder / "keys").stat().st_mode) & 0o077


@pytest.mark.parametrize("name", ["", "a b", "../x", "x" * 65, "密钥", "-x"])
def test_a_name_that_is_none_is_refused(folder, name, capsys) -> None:
    assert keys.main(["add", "--", name]) == 1
    assert "a name has" in capsys.readouterr().err


def test_another_process_knows_at_once(folder) -> None:
    other = Keys(folder)
    assert not other.are_required()
    for _ in range(20):
        key = Keys(folder).add("one", (Scope.READ,))
        found = other.find(key)
        assert found
        Keys(folder).revoke(found.id)
        assert other.find(key) is None
        assert other.are_required()
    Keys(folder).reset()
    assert not other.are_required()


def test_a_file_that_is_changed_in_its_place_is_read_again(folder, monkeypatch) -> None:
    kept = Keys(folder)
    key = kept.add("one", (Scope.READ,))
    os.utime(folder / "keys", (0, 0))
    found = kept.find(key)
    path = folder / "keys" / f"{found.id}.json"
    path.write_text(path.read_text().replace("audits:read", "admin"))
    assert kept.find(key).scopes == (Scope.READ,)
    later = time.monotonic() + 10
    monkeypatch.setattr(
        "service.storage.keys.time", SimpleNamespace(monotonic=lambda: later, time_ns=time.time_ns, time=time.time)
    )
    assert kept.find(key).scopes == (Scope.ADMIN,)


def test_keys_of_before_that_have_no_end_go_on(folder) -> None:
    kept = Keys(folder)
    key = kept.add("one", (Scope.READ,))
    (path,) = (folder / "keys").glob("*.json")
    assert "expires_at" not in json.loads(path.read_text())
    (folder / "keys" / "made").unlink()
    assert kept.find(key)
    assert kept.ensure("operator", (Scope.READ,)) is None


def test_a_key_may_have_an_end_which_is_listed(folder, capsys) -> None:
    keys.main(["add", "portal", "--days", "30"])
    (key,) = Keys(folder).all()
    assert datetime.fromisoformat(key.expires_at) - datetime.fromisoformat(key.created_at) == timedelta(days=30)
    keys.main(["list"])
    assert capsys.readouterr().out.strip().endswith(f"never      {key.expires_at}")


@pytest.mark.parametrize("days", ["0", "-1", "x", "36501"])
def test_days_that_are_none_are_refused(folder, days) -> None:
    with pytest.raises(SystemExit):
        keys.main(["add", "portal", "--days", days])
    assert not (folder / "keys").exists()


def test_an_expired_key_opens_nothing(folder, monkeypatch) -> None:
    kept = Keys(folder)
    key = kept.add("one", (Scope.READ,), days=1)
    assert kept.find(key)
    end = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr("service.storage.keys.datetime", SimpleNamespace(now=lambda zone: end))
    with pytest.raises(KeyExpired):
        kept.find(key)
    assert kept.find(key[:-2] + "__") is None


def test_the_first_key_is_ensured_once(folder, capsys) -> None:
    assert keys.main(["ensure", "operator"]) == 0
    told = capsys.readouterr().out
    (key,) = re.findall(r"^ra_\S+$", told, re.MULTILINE)
    assert "Authorization: Bearer" in told
    assert Keys(folder).find(key).client == "operator"
    assert keys.main(["ensure", "operator"]) == 0
    Keys(folder).revoke(key.split("_")[1])
    assert keys.main(["ensure", "operator"]) == 0
    assert capsys.readouterr().out == ""
    assert Keys(folder).all() == []


def test_a_folder_that_was_mounted_for_keys_has_no_first_key_yet(folder) -> None:
    (folder / "keys").mkdir()
    assert Keys(folder).are_required()
    assert Keys(folder).ensure("operator", (Scope.READ,))


def test_the_first_key_is_ensured_once_by_many_at_once(folder) -> None:
    command = [sys.executable, "-m", "service.keys", "ensure", "operator"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(8)]
    told = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0] * 8
    assert len([each for each in told if each]) == len(Keys(folder).all()) == 1


def test_who_ensures_the_first_key_waits_for_who_makes_it_just_now(folder) -> None:
    (folder / "keys").mkdir()
    held = os.open(folder / "keys", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    with ThreadPoolExecutor() as threads:
        ensured = threads.submit(Keys(folder).ensure, "operator", (Scope.READ,))
        done, _ = wait([ensured], timeout=0.5)
        assert not done
        Keys(folder).add("operator", (Scope.READ,))
        os.close(held)
        assert ensured.result(30) is None


def test_keys_are_forgotten_only_where_it_is_meant(folder, capsys) -> None:
    key = Keys(folder).add("one", (Scope.READ,))
    assert keys.main(["reset"]) == 1
    assert "--yes" in capsys.readouterr().err
    assert Keys(folder).find(key)
    assert keys.main(["reset", "--yes"]) == 0
    assert not Keys(folder).are_required()
    assert keys.main(["reset", "--yes"]) == 0
    assert Keys(folder).ensure("operator", (Scope.READ,))


def test_a_key_may_be_made_for_what_was_sent_without_one(folder, capsys) -> None:
    assert keys.main(["adopt", "--days", "7"]) == 0
    assert Keys(folder).find(capsys.readouterr().out.strip()).client == ""
    keys.main(["list"])
    assert "  -     " in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_told(folder, capsys, caplog) -> None:
    Keys(folder).add("one", (Scope.READ,))
    (folder / "keys" / "0a0a0a0a.json").write_text("{")
    assert keys.main(["list"]) == 1
    assert "keys/0a0a0a0a.json" in caplog.text


@pytest.mark.parametrize("given", ["", "ra_", "x", "ra_00000000_" + "A" * 43, "ra_００００００００_" + "A" * 43])
def test_what_is_no_key_opens_nothing(folder, given) -> None:
    kept = Keys(folder)
    kept.add("one", (Scope.READ,))
    assert kept.find(given) is None


def test_a_key_is_not_opened_by_its_id(folder) -> None:
    kept = Keys(folder)
    one, two = kept.add("one", (Scope.READ,)), kept.add("two", (Scope.READ,))
    assert kept.find("_".join([*one.split("_")[:2], *two.split("_", 2)[2:]])) is None


def test_whatever_key_is_given_one_comparison_of_whole_digests_in_constant_time_decides(folder, monkeypatch) -> None:
    kept, compared = Keys(folder), []

    def compare(kept_digest: str, given_digest: str) -> bool:
        compared.append((kept_digest, given_digest))
        return hmac.compare_digest(kept_digest, given_digest)

    monkeypatch.setattr("service.storage.keys.hmac", SimpleNamespace(compare_digest=compare))
    key = kept.add("one", (Scope.READ,))
    wrong, unknown = key[:-1] + ("A" if key[-1] != "A" else "B"), f"ra_ffffffff_{key[12:]}"
    for given in (key, wrong, unknown, "", "no key at all", key * 2):
        compared.clear()
        assert (kept.find(given) is not None) is (given == key)
        ((stored, computed),) = compared
        assert len(stored) == len(computed) == 64
        assert computed == hashlib.sha256(given.encode()).hexdigest()


def test_each_client_has_a_secret_of_its_own_that_stays(folder, capsys) -> None:
    secrets = [Keys(folder).signing_secret(client) for client in ("", "one", "two", "one")]
    assert len({*secrets}) == 3
    keys.main(["secret", "one"])
    assert capsys.readouterr().out.strip() == shown_secret(secrets[1])
