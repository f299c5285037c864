from pathlib import Path

import pytest

from service.config import Settings, WrongSetting


def test_nothing_set_gives_the_defaults() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.redis_url, settings.open) == ("127.0.0.1", 8000, "", False)
    assert settings.data_dir == Path("var").absolute()
    assert settings.workers >= 1


def test_what_is_set_is_taken() -> None:
    settings = Settings.from_environment(
        {"AUDIT_PORT": "9000", "AUDIT_DATA_DIR": "/srv/audits", "AUDIT_OPEN": "1", "AUDIT_REDIS_URL": "redis://redis/0"}
    )
    assert (settings.port, settings.data_dir, settings.open) == (9000, Path("/srv/audits"), True)
    assert settings.redis_url == "redis://redis/0"


def test_empty_counts_as_unset() -> None:
    assert Settings.from_environment({"AUDIT_PORT": "", "AUDIT_REDIS_URL": " "}) == Settings.from_environment({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AUDIT_PORT", "http"),
        ("AUDIT_PORT", "70000"),
        ("AUDIT_WORKERS", "-1"),
        ("AUDIT_OPEN", "yes"),
        ("AUDIT_REDIS_URL", "localhost:6379"),
        ("AUDIT_UPLOAD_BYTES", "20M"),
    ],
)
def test_a_wrong_value_is_told_in_one_line_with_what_it_may_be(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=f"^{name} is '.*', but must be .+$") as told:
        Settings.from_environment({name: value})
    assert "\n" not in str(told.value)
