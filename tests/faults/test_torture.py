import sys
from pathlib import Path

import pytest

from tests.faults.torture import torture


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")
def test_every_accepted_audit_ends_once_whatever_dies(tmp_path: Path) -> None:
    account = torture(tmp_path / "var", seconds=20, seed=1, longest=3)
    assert not account["broken"], account
    assert account["accepted"] > 20
    assert max(account["slowest recovery"].values()) < 30, account
