from pathlib import Path

from tests.system.machines.torture import torture


def test_every_accepted_audit_ends_once_whichever_machine_is_lost(tmp_path: Path) -> None:
    account = torture(tmp_path, seconds=15, seed=1)
    assert account.is_clean, account.told()
    assert account.faults
