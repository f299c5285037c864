"""Where Redis is, as the setting says it: one server, or the master that Sentinels name.

    redis://USER:PASSWORD@HOST:6379/0                                          rediss:// by TLS
    redis+sentinel://USER:PASSWORD@HOST:26379,HOST:26379/0?master=NAME         rediss+sentinel:// by TLS
    unix:///PATH

USER and PASSWORD are those of Redis; Sentinels have their own as `sentinel_username` and `sentinel_password`. By TLS,
`ssl_ca_certs` is a file of the authorities that servers are proved by beside the system's, and `ssl_certfile` and
`ssl_keyfile` are what this client is proved by: all of them names that redis-py knows.
"""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

from service.config import WrongSetting, variable

SENTINEL = "+sentinel"
_PORT, _SENTINEL_PORT = 6379, 26379
_TLS = ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile")
_OF_SENTINELS = {"sentinel_username": "username", "sentinel_password": "password"}
_URL = re.compile(r"(?P<scheme>[a-z+]+)://((?P<user>[^@/?]*)@)?(?P<hosts>[^@/?]*)(?P<path>(/[^?]*)?)(\?(?P<query>.*))?")
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:\[\]]+)(:(?P<port>\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of Redis; `master` is the name that Sentinels know it by, "" where it is a server's own address.

    `server` and `sentinel` are what redis-py makes connections to either with.
    """

    master: str
    hosts: tuple[tuple[str, int], ...]
    server: dict[str, Any] = field(repr=False)
    sentinel: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, url: str) -> "Address":
        """The address that a setting holds. Raises WrongSetting, which tells nothing of its passwords."""
        try:
            parts = _Parts.of(url)
            options = _options(parts)
            tls = _tls(options) if parts.by_tls else {}
            server = {**_credentials(parts.user), **tls, "db": _database(parts, options)}
            hosts = _hosts(parts)
        except ValueError as error:
            raise WrongSetting(f"{variable('queue_url')} {error}") from None
        asked = {known: options[name] for name, known in _OF_SENTINELS.items() if name in options}
        return cls(options.get("master", ""), hosts, server, {**asked, **tls})


@dataclass(frozen=True, slots=True)
class _Parts:
    """An address cut at its marks, for what the standard library takes has one host."""

    scheme: str
    user: str
    hosts: str
    path: str
    query: str

    @classmethod
    def of(cls, url: str) -> "_Parts":
        """The parts of an address. Raises ValueError."""
        found = _URL.fullmatch(url)
        if not found:
            raise ValueError(
                "must be an address, in whose user and password each of @ / ? : % is written as %40 and so on"
            )
        return cls(**{name: part or "" for name, part in found.groupdict().items()})

    @property
    def by_sentinels(self) -> bool:
        """Whether the hosts are Sentinels."""
        return self.scheme.endswith(SENTINEL)

    @property
    def by_tls(self) -> bool:
        """Whether connections are made by TLS."""
        return self.scheme.startswith("rediss")


def _options(parts: _Parts) -> dict[str, str]:
    """What stands behind the question mark. Raises ValueError where that is more than there is, or less than is needed."""
    known = ["db", *(_TLS if parts.by_tls else ()), *(("master", *_OF_SENTINELS) if parts.by_sentinels else ())]
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(options.keys() - set(known)):
        raise ValueError(f"has the option {unknown[0]}, but with {parts.scheme}:// it may have only {', '.join(known)}")
    if parts.by_sentinels and not options.get("master"):
        raise ValueError("doesn't say which master the Sentinels are to name: add ?master=NAME")
    return options


def _hosts(parts: _Parts) -> tuple[tuple[str, int], ...]:
    """The hosts and ports, none for a socket. Raises ValueError."""
    if parts.scheme == "unix":
        return ()
    named = parts.hosts.split(",")
    if len(named) > 1 and not parts.by_sentinels:
        raise ValueError(f"names {len(named)} hosts; only Sentinels may be several: {parts.scheme}{SENTINEL}://")
    usual = _SENTINEL_PORT if parts.by_sentinels else _PORT
    found = [_HOST.fullmatch(each) for each in named]
    hosts = tuple((unquote(each["host"]).strip("[]"), int(each["port"] or usual)) for each in found if each)
    if len(hosts) < len(named) or not all(0 < port < 65536 for _, port in hosts):
        raise ValueError("must name a host, HOST or HOST:PORT, and may name several Sentinels between commas")
    return hosts


def _credentials(user: str) -> dict[str, str]:
    name, _, password = user.partition(":")
    given = {"username": unquote(name), "password": unquote(password)}
    return {name: value for name, value in given.items() if value}


def _database(parts: _Parts, options: dict[str, str]) -> int:
    """The number of the database. Raises ValueError."""
    stated = options.get("db") or ("" if parts.scheme == "unix" else parts.path.strip("/")) or "0"
    if not re.fullmatch(r"\d{1,5}", stated, re.ASCII):
        raise ValueError("must end in the number of a database, such as /0, or in none")
    return int(stated)


def _tls(options: dict[str, str]) -> dict[str, Any]:
    """What a TLS connection is made with, its files tried. Raises ValueError."""
    files = {name: options[name] for name in _TLS if options.get(name)}
    if "ssl_keyfile" in files and "ssl_certfile" not in files:
        raise ValueError("has ssl_keyfile without ssl_certfile, the certificate that the key is of")
    context = ssl.create_default_context()
    if authorities := files.get("ssl_ca_certs"):
        with _tried("ssl_ca_certs", authorities):
            context.load_verify_locations(authorities)
    if certificate := files.get("ssl_certfile"):
        with _tried("ssl_certfile", certificate):
            context.load_cert_chain(certificate, files.get("ssl_keyfile"), password="")
    return {"ssl": True, **files}


@contextmanager
def _tried(option: str, file: str) -> Iterator[None]:
    """Raise ValueError where a file of TLS can't be used."""
    try:
        yield
    except OSError as error:
        reason = "it is not what it should be" if isinstance(error, ssl.SSLError) else error.strerror
        raise ValueError(f"has {option}={file}, but that can't be used: {reason}") from None
