"""`report-audit store check`: what it says of stores that hold, and of those that don't."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service import store
from tests.service.storage import buckets, memory_s3


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with buckets.started() as endpoint:
        yield endpoint


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {**buckets.KEYS, "AUDIT_DATA_DIR": str(tmp_path / "var")}.items():
        monkeypatch.setenv(name, value)


def test_the_data_folder_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert store.main(["check", "files"]) == 0
    assert capsys.readouterr().out.startswith("ok: ")


def test_keys_come_from_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("ACCESS", "SECRET"):
        monkeypatch.delenv("AWS_ACCESS_KEY_ID" if name == "ACCESS" else "AWS_SECRET_ACCESS_KEY")
        (tmp_path / name).write_text("of-a-file\n")
        monkeypatch.setenv(f"AUDIT_STORE_{name}_KEY_FILE", str(tmp_path / name))
    with memory_s3.started() as endpoint:
        url = f"s3://bucket?endpoint={endpoint}"
        assert store.main(["check", url]) == 0
        (tmp_path / "SECRET").unlink()
        assert store.main(["check", url]) == 1
    assert "AUDIT_STORE_SECRET_KEY_FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://not-there?endpoint={s3}", "NoSuchBucket"),
        ("s3://bucket?endpoint=http://127.0.0.1:9", "127.0.0.1:9"),
        ("s3://bucket?endpoint=minio", "must be an address whose endpoint"),
    ],
)
def test_what_cannot_be_used_is_told(s3: str, url: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert store.main(["check", url.format(s3=s3)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert said in error
    assert error.count("\n") == 1


def test_an_address_of_another_kind_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        store.main(["check", "gs://bucket"])
    assert "s3://" in capsys.readouterr().err


def test_a_server_that_lets_an_object_be_created_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with memory_s3.started(forgetful=True) as endpoint:
        assert store.main(["check", f"s3://bucket/a?endpoint={endpoint}"]) == 1
    assert "created twice" in capsys.readouterr().err


def test_rclone_s_server_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "bucket").mkdir()
    with buckets.rclone(tmp_path) as endpoint:
        assert store.main(["check", f"s3://bucket/a?endpoint={endpoint}"]) == 1
    assert "created twice" in capsys.readouterr().err


def test_the_same_server_holds_where_it_knows_conditional_writes(capsys: pytest.CaptureFixture[str]) -> None:
    with memory_s3.started() as endpoint:
        assert store.main(["check", f"s3://bucket/a?endpoint={endpoint}"]) == 0
    assert capsys.readouterr().out.startswith("ok: ")
