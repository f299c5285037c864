import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audits.ids import is_id, new_id


def test_ids_are_ids_and_differ() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(map(is_id, ids))


def test_ids_sort_by_the_time_they_were_made() -> None:
    first = new_id()
    time.sleep(0.002)
    assert first < new_id()


@pytest.mark.parametrize(
    "text", ["", "..", "../../etc/passwd", "0" * 25, "0" * 27, "８" * 26, "0" * 25 + "/", "0" * 26 + "\n"]
)
def test_what_is_no_id_is_told(text: str) -> None:
    assert not is_id(text)


@given(st.text())
def test_no_id_can_leave_a_folder(text: str) -> None:
    assert not is_id(text) or (text.isalnum() and text.isascii())
