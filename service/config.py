"""Settings from the environment, frozen; nothing else of the project reads it."""

import ipaddress
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from service.audits.destinations import Allowed

MIB = 1024 * 1024
_MOST_PAGE_PROCESSES = 4
"""As many as are used for one scan where nothing is set: some 2 GiB with the job's own."""
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

QUEUES = {
    "redis": "service.queue.redis",
    "rediss": "service.queue.redis",
    "redis+sentinel": "service.queue.redis",
    "rediss+sentinel": "service.queue.redis",
    "unix": "service.queue.redis",
}
"""The adapter of the queue by the scheme of its address: a module with `open_queue(settings, seconds)` and `check(url)`."""

STORES = {"s3": "service.storage.objects"}
"""The adapter of the storage by the scheme of its address: a module with `open_store(settings, threads, fresh)`. Without an
address it is the data folder."""


class WrongSetting(ValueError):
    """A variable of the environment holds what its setting can't be; the message says which and what it may be."""


def _setting(default: object, meaning: str, read: Callable[[str], object]) -> Any:
    return field(default=default, metadata={"meaning": meaning, "read": read})


def _count(lowest: int = 1, highest: int = 10**12) -> Callable[[str], int]:
    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = lowest - 1
        if not lowest <= number <= highest:
            raise WrongSetting(f"a whole number from {lowest} to {highest}")
        return number

    return read


def _switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise WrongSetting("0 or 1")
    return text == "1"


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise WrongSetting(" or ".join(words))
        return text

    return read


def _text(text: str) -> str:
    return text


def _queue_url(text: str) -> str:
    if text.partition("://")[0] not in QUEUES or "://" not in text:
        raise WrongSetting(f"an address that begins with {'://, '.join(QUEUES)}://")
    return text


def _shown(text: str) -> str:
    """A wrong value as it may be told: without passwords, if it is an address."""
    return re.sub(r"(password=)[^&]*", r"\1…", re.sub(r"^([^/]*//)?\S*@", r"\1…@", text))


def store_url(text: str) -> str:
    """The address of a store, as it is written. Raises WrongSetting."""
    if text.partition("://")[0] not in STORES or "://" not in text:
        raise WrongSetting(f"an address that begins with {'://, '.join(STORES)}://")
    return text


def _hosts(text: str) -> tuple[str, ...]:
    named = tuple(part.strip().lower() for part in text.split(","))
    if not all(re.fullmatch(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*", name) for name in named):
        raise WrongSetting("names of hosts between commas, *.example.org for all below one")
    return named


def _hosts_and_ports(text: str) -> tuple[str, ...]:
    try:
        return tuple(_host_and_port(part.strip().lower()) for part in text.split(","))
    except ValueError:
        raise WrongSetting(
            "names or addresses between commas, each with a port where it isn't the usual one "
            "(oa.intra.example.org:8443), *.example.org for all names below one"
        ) from None


def _host_and_port(text: str) -> str:
    """A name or address with its port, if it has one. Raises ValueError."""
    found = re.fullmatch(r"(?P<host>\[[0-9a-f:.]+\]|[^:]+)(?P<port>:[1-9]\d{0,4})?", text, re.ASCII)
    if not found or int((found["port"] or ":1")[1:]) > 65535:
        raise ValueError
    host, port = _own_host(found["host"]), found["port"] or ""
    return f"[{host}]{port}" if ":" in host else f"{host}{port}"


def _own_hosts(text: str) -> tuple[str, ...]:
    try:
        return tuple(_own_host(part.strip()) for part in text.split(","))
    except WrongSetting:
        raise WrongSetting("names or addresses between commas, *.example.org for all names below one") from None


def _base_path(text: str) -> str:
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+/?", text, re.ASCII):
        raise WrongSetting("a path such as /audit")
    return text.rstrip("/")


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(part.strip().lower() for part in text.split(","))
    if not all(re.fullmatch(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?", each, re.ASCII) for each in origins):
        raise WrongSetting("origins between commas, such as https://portal.example.org, without a path")
    return tuple(_without_default_port(each) for each in origins)


def _without_default_port(origin: str) -> str:
    """An origin as browsers send it."""
    port = ":443" if origin.startswith("https:") else ":80"
    return origin.removesuffix(port)


def _own_host(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip("[]")))
    except ValueError:
        return _hosts(text)[0]


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in text.split(","))
    except ValueError:
        raise WrongSetting("addresses or networks between commas, such as 127.0.0.1,10.0.0.0/8") from None


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


@dataclass(frozen=True)
class Settings:
    """What an operator may set. The field `upload_bytes` is the variable AUDIT_UPLOAD_BYTES, and so on."""

    host: str = _setting("127.0.0.1", "Address to listen on.", _text)
    port: int = _setting(8000, "Port to listen on.", _count(0, 65535))
    data_dir: Path = _setting(
        Path("var"), "Folder that keeps everything, or all but what `AUDIT_STORE` keeps.", _folder
    )
    queue_url: str = _setting(
        "",
        "Address of the queue: a Redis, or the Sentinels that know its master; unset: a server of its own.",
        _queue_url,
    )
    queue_url_file: Path | None = _setting(None, "File with that address, where it holds a password.", _folder)
    store: str = _setting(
        "",
        "Bucket that keeps audits and batches, s3://BUCKET/PREFIX?endpoint=https://…; needs the extra `s3`; unset: the data folder.",
        store_url,
    )
    store_access_key_file: Path | None = _setting(
        None, "File with the id of the access key to that bucket; unset: the variable AWS_ACCESS_KEY_ID.", _folder
    )
    store_secret_key_file: Path | None = _setting(
        None, "File with the secret of that key; unset: the variable AWS_SECRET_ACCESS_KEY.", _folder
    )
    store_ca_file: Path | None = _setting(
        None, "File of certificates (PEM) that the store is proved by, beside the system's.", _folder
    )
    secrets_dir: Path | None = _setting(
        None, "Folder of API keys and of the secret that signs callbacks; unset: the data folder.", _folder
    )
    workers: int = _setting(os.cpu_count() or 1, "Worker processes; unset: the number of cores.", _count(0, 512))
    api_processes: int = _setting(2, "API processes.", _count(1, 64))
    open: bool = _setting(False, "1: while no key was ever made, whoever reaches the service may use it.", _switch)
    allowed_hosts: tuple[str, ...] = _setting(
        (), "Names that the service is called by; unset: its addresses and this machine's name.", _own_hosts
    )
    trusted_proxies: tuple[Network, ...] = _setting(
        (), "Addresses or networks of proxies whose X-Forwarded headers are believed.", _networks
    )
    base_path: str = _setting(
        "", "Path that a proxy has the service under, such as /audit; unset: it has a host of its own.", _base_path
    )
    cors_origins: tuple[str, ...] = _setting(
        (),
        "Origins whose pages may call the API, such as https://portal.example.org; unset: none but its own.",
        _origins,
    )
    requests_a_minute: int = _setting(600, "Most requests of a key in a minute.", _count())
    profiles: Path = _setting(Path("profiles"), "Folder of profiles, NAME.toml each.", _folder)
    metrics_open: bool = _setting(False, "1: /metrics needs no key.", _switch)
    callback_hosts: tuple[str, ...] = _setting(
        (), "Hosts that callbacks may go to, `host:port` where the port isn't 443; unset: none.", _hosts_and_ports
    )
    callback_networks: tuple[Network, ...] = _setting(
        (),
        "Networks of private addresses that callbacks may go to; unset: those of hosts named with a port.",
        _networks,
    )
    callback_ca_file: Path | None = _setting(
        None, "File of certificates (PEM) that receivers of callbacks are proved by, beside the system's.", _folder
    )
    callback_localhost: bool = _setting(
        False, "1: callbacks may go to this machine, by http and to any port, to try them.", _switch
    )
    fetch_hosts: tuple[str, ...] = _setting(
        (),
        "Hosts that reports may be fetched from by their addresses, `host:port` where the port is neither 443 nor, by http, 80; "
        "unset: none.",
        _hosts_and_ports,
    )
    fetch_networks: tuple[Network, ...] = _setting(
        (),
        "Networks of private addresses that reports may be fetched from; unset: those of hosts named with a port.",
        _networks,
    )
    fetch_ca_file: Path | None = _setting(
        None, "File of certificates (PEM) that those hosts are proved by, beside the system's.", _folder
    )
    connections_an_address: int = _setting(
        500, "Most open connections of one address to one API process; 0: any number.", _count(0)
    )
    idle_seconds: int = _setting(
        60, "Time that a connection is kept open for its next request, in seconds; answers tell it.", _count(1, 3600)
    )
    upload_bytes: int = _setting(20 * MIB, "Largest report, in bytes.", _count())
    receiving_bytes: int = _setting(
        1024 * MIB, "Most bytes of uploads that one API process may be receiving at once.", _count()
    )
    upload_seconds: int = _setting(60, "Longest time that a request's body may take.", _count(1, 3600))
    waiting: int = _setting(200_000, "Most audits that may wait in all.", _count())
    waiting_a_client: int = _setting(20_000, "Most audits that may wait for one client.", _count())
    batch_bytes: int = _setting(100 * MIB, "Largest batch of reports as it is sent, in bytes.", _count())
    batch_inflated_bytes: int = _setting(1024 * MIB, "Most bytes that a batch may inflate to.", _count())
    batch_files: int = _setting(1_000, "Most reports of a batch.", _count(1, 10_000))
    job_seconds: int = _setting(60, "Longest time that one audit may take.", _count(1, 3600))
    job_cpu_seconds: int = _setting(45, "Most processor time that one audit may take, in seconds.", _count(1, 3600))
    job_bytes: int = _setting(1024 * MIB, "Most memory that one audit may take, in bytes.", _count(256 * MIB))
    jobs_a_process: int = _setting(
        100, "Audits of one client that a process does before it ends; 1: each has its own.", _count(1, 1000)
    )
    sandbox: str = _setting(
        "auto",
        "required: no job without Landlock and seccomp; off: none, to find a fault.",
        _one_of("auto", "required", "off"),
    )
    attempts: int = _setting(3, "Times that a report may end its process before its audit fails.", _count(1, 20))
    quarantine: bool = _setting(False, "1: keep a copy of reports that broke a limit or their process.", _switch)
    pages: int = _setting(200, "Most pages of a report.", _count())
    inflated_bytes: int = _setting(64 * MIB, "Most bytes that a report may inflate to.", _count())
    cells: int = _setting(20_000, "Most cells of a table.", _count())
    scan_workers: int = _setting(0, "Worker processes for scans, which need the extra `ocr`.", _count(0, 512))
    scan_processes: int = _setting(
        0, "Processes that recognise the pages of one scan; unset: the cores for each worker for scans.", _count(0, 64)
    )
    scan_pages: int = _setting(40, "Most scanned pages of a report.", _count(1, 200))
    scan_page_seconds: int = _setting(10, "Longest time that a scanned page may take, on average.", _count(1, 600))
    scan_looks_seconds: int = _setting(
        5,
        "Processor time of both looks at a scanned page, on average; what isn't looked at twice accuses nobody.",
        _count(0, 600),
    )
    scan_bytes: int = _setting(
        3072 * MIB, "Most memory that the audit of a scan may take, in bytes.", _count(1024 * MIB)
    )
    bytes_a_client: int = _setting(51_200 * MIB, "Most bytes that are kept for one client.", _count())
    disk_reserve_bytes: int = _setting(
        512 * MIB, "Bytes of the disk that are kept free for results; at most a tenth of it.", _count(0)
    )
    keep_days: int = _setting(30, "Days that an ended audit is kept.", _count(1, 36500))
    log_level: str = _setting("INFO", "Least level that is logged.", str.upper)

    log_format: str = _setting("json", "json, or text for a person.", _one_of("json", "text"))

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the address to listen on."""
        return _is_loopback(self.host)

    @property
    def callback_destinations(self) -> Allowed:
        """Where callbacks may go."""
        return Allowed(self.callback_hosts, self.callback_networks, is_localhost_open=self.callback_localhost)

    @property
    def fetch_sources(self) -> Allowed:
        """Where reports may be fetched from."""
        return Allowed(self.fetch_hosts, self.fetch_networks, schemes=("https", "http"))

    @property
    def secrets(self) -> Path:
        """The folder of API keys and of the secret that signs callbacks."""
        return self.secrets_dir or self.data_dir

    def for_scans(self) -> "Settings":
        """The same with the limits of an audit that recognises pages."""
        # a page that accuses is read twice
        seconds = self.job_seconds + 2 * self.scan_pages * self.scan_page_seconds
        return replace(self, job_bytes=self.scan_bytes, job_seconds=seconds, job_cpu_seconds=seconds)

    @property
    def page_processes(self) -> int:
        """How many processes recognise the pages of one scan side by side."""
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return self.scan_processes or min(max(cores // max(self.scan_workers, 1), 1), _MOST_PAGE_PROCESSES)

    @property
    def keep_seconds(self) -> float:
        """The time that an ended audit is kept."""
        return self.keep_days * 86_400.0

    @classmethod
    def of_process(cls) -> "Settings":
        """The settings that the environment gives this process, which ends with the reason where one is wrong."""
        try:
            return cls.from_environment()
        except WrongSetting as error:
            sys.exit(f"error: {error}")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings that the environment gives; an empty variable counts as unset. Raises WrongSetting."""
        given = os.environ if environment is None else environment
        values: dict[str, object] = {}
        for each in fields(cls):
            text = given.get(variable(each.name), "").strip()
            if text:
                try:
                    values[each.name] = each.metadata["read"](text)
                except WrongSetting as wanted:
                    raise WrongSetting(f"{variable(each.name)} is {_shown(text)!r}, but must be {wanted}") from None
        if file := values.get("queue_url_file"):
            values["queue_url"] = _queue_url_in(Path(str(file)), values)
        for name in ("data_dir", "profiles"):
            values.setdefault(name, getattr(cls, name).absolute())
        settings = cls(**values)  # type: ignore[arg-type]
        if settings.callback_localhost and not settings.is_local:
            names = variable("callback_localhost"), variable("host")
            raise WrongSetting(f"{names[0]} is for trying, and must be 0 where {names[1]} lets other machines in")
        return settings


def _queue_url_in(file: Path, values: Mapping[str, object]) -> str:
    """The address that a file holds. Raises WrongSetting, which doesn't repeat what is in the file."""
    names = variable("queue_url"), variable("queue_url_file")
    if "queue_url" in values:
        raise WrongSetting(f"{names[0]} and {names[1]} are both set, but only one may be")
    try:
        return _queue_url(file.read_text(encoding="utf-8").strip())
    except WrongSetting as wanted:
        raise WrongSetting(f"{names[1]} is {str(file)!r}, but that must hold {wanted}") from None
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise WrongSetting(f"{names[1]} is {str(file)!r}, but that can't be read: {reason}") from None


@lru_cache
def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def variable(name: str) -> str:
    """The environment's name of a setting."""
    return f"AUDIT_{name.upper()}"


def inherited() -> dict[str, str]:
    """The environment to give to a child process."""
    return dict(os.environ)
