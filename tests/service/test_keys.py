import re
import stat
import time
from pathlib import Path

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


def test_a_wrong_key_takes_as_long_as_an_unknown_one(folder) -> None:
    kept = Keys(folder)
    key = kept.add("one", (Scope.READ,))
    time.sleep(1.1)
    wrong, unknown = key[:-1] + ("A" if key[-1] != "A" else "B"), f"ra_ffffffff_{key[12:]}"

    def fastest(given: str) -> float:
        taken = []
        for _ in range(300):
            begun = time.perf_counter()
            kept.find(given)
            taken.append(time.perf_counter() - begun)
        return min(taken)

    assert 0.5 < fastest(wrong) / fastest(unknown) < 2


def test_each_client_has_a_secret_of_its_own_that_stays(folder, capsys) -> None:
    secrets = [Keys(folder).signing_secret(client) for client in ("", "one", "two", "one")]
    assert len({*secrets}) == 3
    keys.main(["secret", "one"])
    assert capsys.readouterr().out.strip() == shown_secret(secrets[1])
