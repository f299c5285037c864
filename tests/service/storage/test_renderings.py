from pathlib import Path

import pytest

from service.audits.audit import Problem
from service.audits.rendering import Kind, NoticeFields, Rendering
from service.storage.files.renderings import FileRenderings

OWNER = "01KADEQ4SX8Y7V1D0M3W9R5T2B"


@pytest.fixture
def renderings(tmp_path: Path) -> FileRenderings:
    (tmp_path / "partial").mkdir()
    (tmp_path / "audits" / OWNER[-2:] / OWNER).mkdir(parents=True)
    return FileRenderings(tmp_path)


def filled(number: int, kind: Kind = Kind.NOTICE) -> Rendering:
    return Rendering(OWNER, kind, NoticeFields(office=f"{number}" + "某" * 59, addressee="局" * 60).detail("zh"))


def test_a_document_is_kept_by_what_was_filled_in_however_long(renderings) -> None:
    one, other = filled(1), filled(2)
    renderings.keep(one, b"1")
    assert (renderings.read(one), renderings.read(other)) == (b"1", None)
    assert renderings.awaits(other)
    renderings.fail(other, Problem("internal-error"))
    assert renderings.problem(other) == Problem("internal-error")
    assert not renderings.awaits(other)


def test_twenty_are_kept_and_others_are_not_touched(renderings) -> None:
    others = [Rendering(OWNER, Kind.PAGE, "1"), Rendering(OWNER, Kind.NOTICE, "zh"), filled(0, Kind.NOTICE_PDF)]
    for each in others:
        renderings.keep(each, b"x")
    for number in range(30):
        renderings.keep(filled(number), b"x")
    kept = [number for number in range(30) if renderings.read(filled(number))]
    assert len(kept) == 20
    assert all(renderings.read(each) for each in others)
