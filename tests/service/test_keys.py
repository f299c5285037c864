import hashlib
import hmac
import re
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from service import keys
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
    for path in folder.rglob("*"):
        if path.is_file():
            kept = path.read_text()
            assert key not in kept
            assert key.rpartition("_")[2] not in kept
            assert not stat.S_IMODE(path.stat().st_mode) & 0o077
    assert not stat.S_IMODE((folder / "keys").stat().st_mode) & 0o077


@pytest.mark.parametrize("name", ["", "a b", "../x", "x" * 65, "密钥", "-x"])
def test_a_name_that_is_none_is_refused(folder, name, capsys) -> None:
    assert keys.main(["add", "--", name]) == 1
    assert "a name has" in capsys.readouterr().err


def test_another_process_knows_at_once(folder) -> None:
    other = Keys(folder)
    assert not other.exist()
    for _ in range(20):
        key = Keys(folder).add("one", (Scope.READ,))
        found = other.find(key)
        assert found
        Keys(folder).revoke(found.id)
        assert other.find(key) is None
        assert not other.exist()


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
