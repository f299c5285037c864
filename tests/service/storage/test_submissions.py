from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.audits.audit import Request
from service.storage.files import submissions
from tests.service.storage.requests import a_request

TEXTS = st.text(st.characters(codec="utf-8"), max_size=50)
CHECKED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def kept(path: Path, request: Request, upload: bytes, previous: bytes | None, *attachments: bytes) -> Path:
    path.write_bytes(b"".join(submissions.encode(request, upload, previous, attachments)))
    return path


@CHECKED
@given(
    label=TEXTS,
    upload=st.binary(),
    previous=st.none() | st.binary(min_size=1),
    attached=st.lists(st.binary(), max_size=20),
)
def test_what_was_submitted_is_read_as_it_was(
    tmp_path: Path, label: str, upload: bytes, previous: bytes | None, attached: list[bytes]
) -> None:
    request = a_request(label=label)
    path = kept(tmp_path / "submission", request, upload, previous, *attached)
    assert (submissions.request(path), submissions.upload(path)) == (request, upload)
    assert submissions.is_whole(path)
    assert submissions.attachments(path) == attached
    if previous is None:
        with pytest.raises(FileNotFoundError):
            submissions.previous(path)
    else:
        assert submissions.previous(path) == previous


@CHECKED
@given(upload=st.binary(), cut=st.integers(0), flip=st.booleans())
def test_what_is_torn_is_not_whole(tmp_path: Path, upload: bytes, cut: int, flip: bool) -> None:
    path = kept(tmp_path / "submission", a_request(), upload, b"x")
    data = bytearray(path.read_bytes())
    place = cut % len(data)
    if flip:
        data[place] ^= 1
    else:
        data[place:] = b""
    path.write_bytes(data)
    assert not submissions.is_whole(path)
