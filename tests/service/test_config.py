from pathlib import Path

import pytest

from service.config import Settings, WrongSetting


def test_nothing_set_gives_the_defaults() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.queue_url, settings.open) == ("127.0.0.1", 8000, "", False)
    assert settings.data_dir == Path("var").absolute()
    assert settings.workers >= 1


def test_what_is_set_is_taken() -> None:
    settings = Settings.from_environment(
        {"AUDIT_PORT": "9000", "AUDIT_DATA_DIR": "/srv/audits", "AUDIT_OPEN": "1", "AUDIT_QUEUE_URL": "redis://redis/0"}
    )
    assert (settings.port, settings.data_dir, settings.open) == (9000, Path("/srv/audits"), True)
    assert settings.queue_url == "redis://redis/0"


def test_hosts_and_proxies_are_taken() -> None:
    given = {
        "AUDIT_ALLOWED_HOSTS": "Audit.example.org, *.a.example,10.0.0.1,[FD00::1]",
        "AUDIT_TRUSTED_PROXIES": "::1, 10.0.0.0/8",
    }
    settings = Settings.from_environment(given)
    assert settings.allowed_hosts == ("audit.example.org", "*.a.example", "10.0.0.1", "fd00::1")
    assert [str(network) for network in settings.trusted_proxies] == ["::1/128", "10.0.0.0/8"]


def test_callbacks_are_allowed_by_host_and_port_and_by_network() -> None:
    given = {
        "AUDIT_CALLBACK_HOSTS": "Portal.example.org,*.gov.cn, oa.intra:8443,10.2.3.4:9443,[FD00::1]:8443,[fd00::2]",
        "AUDIT_CALLBACK_NETWORKS": "10.2.0.0/16,fd00::/64",
    }
    settings = Settings.from_environment(given)
    named = ("portal.example.org", "*.gov.cn", "oa.intra:8443", "10.2.3.4:9443", "[fd00::1]:8443", "[fd00::2]")
    assert settings.callback_hosts == named
    assert [str(network) for network in settings.callback_networks] == ["10.2.0.0/16", "fd00::/64"]


def test_path_and_origins_are_taken_as_they_are_compared() -> None:
    given = {
        "AUDIT_BASE_PATH": "/gov/audit/",
        "AUDIT_CORS_ORIGINS": "https://Portal.example.org:443, http://localhost:5173,http://[::1]:80",
    }
    settings = Settings.from_environment(given)
    assert settings.base_path == "/gov/audit"
    assert settings.cors_origins == ("https://portal.example.org", "http://localhost:5173", "http://[::1]")


def test_localhost_is_called_back_only_while_nobody_else_is_let_in() -> None:
    assert Settings.from_environment({"AUDIT_CALLBACK_LOCALHOST": "1"}).callback_localhost
    with pytest.raises(WrongSetting, match=r"^AUDIT_CALLBACK_LOCALHOST .* AUDIT_HOST"):
        Settings.from_environment({"AUDIT_CALLBACK_LOCALHOST": "1", "AUDIT_HOST": "0.0.0.0"})


def test_empty_counts_as_unset() -> None:
    assert Settings.from_environment({"AUDIT_PORT": "", "AUDIT_QUEUE_URL": " "}) == Settings.from_environment({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AUDIT_PORT", "http"),
        ("AUDIT_PORT", "70000"),
        ("AUDIT_WORKERS", "-1"),
        ("AUDIT_OPEN", "yes"),
        ("AUDIT_QUEUE_URL", "localhost:6379"),
        ("AUDIT_UPLOAD_BYTES", "20M"),
        ("AUDIT_ALLOWED_HOSTS", "*"),
        ("AUDIT_ALLOWED_HOSTS", "http://audit.example.org"),
        ("AUDIT_ALLOWED_HOSTS", "audit.example.org:8000"),
        ("AUDIT_CALLBACK_HOSTS", "https://portal.example.org"),
        ("AUDIT_CALLBACK_HOSTS", "portal.example.org:0"),
        ("AUDIT_CALLBACK_HOSTS", "portal.example.org:65536"),
        ("AUDIT_CALLBACK_HOSTS", "10.2.0.0/16"),
        ("AUDIT_CALLBACK_NETWORKS", "oa.intra.example.org"),
        ("AUDIT_BASE_PATH", "audit"),
        ("AUDIT_BASE_PATH", "//audit"),
        ("AUDIT_BASE_PATH", "/au dit"),
        ("AUDIT_CORS_ORIGINS", "*"),
        ("AUDIT_CORS_ORIGINS", "portal.example.org"),
        ("AUDIT_CORS_ORIGINS", "https://portal.example.org/app"),
        ("AUDIT_TRUSTED_PROXIES", "proxy.example.org"),
        ("AUDIT_TRUSTED_PROXIES", "10.0.0.1/8"),
    ],
)
def test_a_wrong_value_is_told_in_one_line_with_what_it_may_be(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=f"^{name} is '.*', but must be .+$") as told:
        Settings.from_environment({name: value})
    assert "\n" not in str(told.value)


def test_the_address_of_redis_can_be_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text("redis://service:word@redis:6379/0\n")
    settings = Settings.from_environment({"AUDIT_QUEUE_URL_FILE": str(file)})
    assert settings.queue_url == "redis://service:word@redis:6379/0"


@pytest.mark.parametrize("held", [None, "", "service:word@redis:6379", "\udcff"])
def test_a_file_without_an_address_is_told_and_what_it_holds_is_not(tmp_path: Path, held: str | None) -> None:
    file = tmp_path / "url"
    if held is not None:
        file.write_bytes(held.encode(errors="surrogateescape"))
    with pytest.raises(WrongSetting, match=r"^AUDIT_QUEUE_URL_FILE is '.*url', but that .+$") as told:
        Settings.from_environment({"AUDIT_QUEUE_URL_FILE": str(file)})
    assert "word" not in str(told.value)
    assert "\n" not in str(told.value)


def test_two_addresses_of_redis_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("redis://redis/0")
    both = {"AUDIT_QUEUE_URL": "redis://other/0", "AUDIT_QUEUE_URL_FILE": str(tmp_path / "url")}
    with pytest.raises(WrongSetting, match="only one"):
        Settings.from_environment(both)


def test_secrets_lie_in_the_data_folder_unless_they_have_one_of_their_own() -> None:
    assert Settings.from_environment({"AUDIT_DATA_DIR": "/data"}).secrets == Path("/data")
    own = Settings.from_environment({"AUDIT_DATA_DIR": "/data", "AUDIT_SECRETS_DIR": "/secrets"})
    assert own.secrets == Path("/secrets")
