from types import SimpleNamespace

from service.api.failed_logins import FailedLogins


def test_a_flood_of_wrong_keys_is_told_in_few_lines_and_then_in_number(monkeypatch, caplog) -> None:
    now = [0.0]
    monkeypatch.setattr("service.api.failed_logins.time", SimpleNamespace(monotonic=lambda: now[0]))
    failed = FailedLogins()
    for _ in range(1000):
        failed.note("192.0.2.1", "it is none of ours")
    failed.note("192.0.2.2", "it is none of ours")
    assert [line.split()[3] for line in caplog.messages] == ["192.0.2.1"] * 5 + ["192.0.2.2"]
    now[0] = 61
    failed.note("192.0.2.1", "it is none of ours")
    assert caplog.messages[6] == "995 more keys were refused, from 2 addresses or more"


def test_a_flood_from_many_addresses_is_bounded_too(caplog) -> None:
    failed = FailedLogins()
    for number in range(10_000):
        failed.note(f"fd00::{number:x}", "it is none of ours")
    assert len(caplog.messages) == 50
