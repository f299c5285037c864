import sys
from pathlib import Path

import pytest

from tests.system.faults.torture import torture

SLACK = 3.0
"""Tests share their machine with others; the bounds themselves are held by `make torture` on a machine of its own."""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")
def test_every_accepted_audit_ends_once_whatever_dies(tmp_path: Path) -> None:
    account = torture(tmp_path, seconds=20, seed=1, longest=3)
    assert account.is_clean, account.told()
    assert len(account.history.accepted) > 20
    assert not account.recoveries.broken(SLACK), account.told()
