from pathlib import Path

from tests.service.queue.debian import needs_redis
from tests.system.machines.torture import torture


def test_every_accepted_audit_ends_once_whichever_machine_is_lost(tmp_path: Path) -> None:
    account = torture(tmp_path, seconds=15, seed=1)
    assert account.is_clean, account.told()
    assert account.faults


@needs_redis
def test_it_does_on_a_bucket_with_redis_servers_that_sentinels_watch(tmp_path: Path) -> None:
    account = torture(tmp_path, seconds=20, seed=1, bucket=True, sentinels=True)
    assert account.is_clean, account.told()
    assert account.faults
