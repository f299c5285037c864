"""SECURITY.md names no attack that there isn't."""

import re
from pathlib import Path

from tests.system.attacks.__main__ import known

TEXT = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")


def test_every_attack_that_it_names_can_be_made() -> None:
    rows = TEXT.partition("| against |")[2].partition("\n\n")[0].splitlines()[2:]
    named = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row.rsplit("|", 2)[1])}
    assert named
    assert named <= {attack.name for attack in known()}
