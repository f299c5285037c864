from pathlib import Path

from service.audits.ids import new_id
from service.storage.files.remains import Expired


def test_whose_it_was_is_told_until_it_is_forgotten(tmp_path: Path) -> None:
    kept, gone = Expired(tmp_path / "expired"), new_id()
    kept.note(gone, "one")
    written = next((tmp_path / "expired").glob("*/*")).stat().st_mtime
    kept.forget(written)
    assert kept.client_of(gone) == "one"
    kept.forget(written + 1)
    assert kept.client_of(gone) is None


def test_nothing_is_told_of_what_never_expired(tmp_path: Path) -> None:
    assert Expired(tmp_path / "expired").client_of(new_id()) is None
