"""Who is let in: a client by its key; where there has never been a key, programs and people on this machine.

In every mode a request is refused that a page of another site sent, unless the settings name its origin, or that calls the
service by a name that isn't its own. `/healthz` and `/readyz` answer under any name, for probes ask by addresses that nobody
knows before.
"""

from flask import Flask, g, request

from service import logs
from service.api import cors, hosts
from service.api.backend import backend
from service.api.callers import Caller, caller_of
from service.api.errors import ForeignPage, ForeignRequest, HostNotAllowed, KeyRequired, ScopeRequired
from service.api.failed_logins import FailedLogins
from service.errors import KeyExpired
from service.storage.keys import ANYONE, Key, Scope

_FREE = frozenset(["health", "docs", "metrics", "problems", "web"])
"""Blueprints that need no key."""
_PROBES = frozenset(["health.liveness", "health.readiness"])
"""What answers everyone."""
_PAGES = frozenset(["docs", "problems", "web"])
"""Blueprints that other sites may link to."""
_READING = ("GET", "HEAD")


def client() -> str:
    """The client that makes the current request."""
    return key().client


def key() -> Key:
    """The key of the current request."""
    found: Key = g.key
    return found


def register(app: Flask) -> None:
    """Refuse whoever may not ask."""
    failed = FailedLogins()

    @app.before_request
    def authenticate() -> None:
        shared = backend()
        settings = shared.settings
        caller = caller_of(request.environ, settings.trusted_proxies)
        g.key = ANYONE
        logs.caller.set({"address": caller.address})
        is_probe = request.endpoint in _PROBES
        required = not is_probe and shared.keys.are_required()
        _refuse_other_pages(caller, is_upgraded=required)
        if is_probe:
            return
        if required:
            _check_key(caller, failed)
        elif settings.open:
            if not _is_own_name(caller):
                raise HostNotAllowed
        elif not (settings.is_local and caller.is_local):
            raise ForeignRequest
        elif not hosts.is_listed(caller.host, settings.allowed_hosts):
            raise HostNotAllowed


def require(scope: Scope) -> None:
    """Raises ScopeRequired where the key of the current request has not that scope."""
    if not key().has(scope):
        raise ScopeRequired(scope=scope.value)


def _refuse_other_pages(caller: Caller, *, is_upgraded: bool) -> None:
    if hosts.is_own_page(caller, request.headers, is_upgraded=is_upgraded) or cors.is_named_origin():
        return
    if not (request.blueprint in _PAGES and hosts.is_link(request.method, request.headers)):
        raise ForeignPage


def _is_own_name(caller: Caller) -> bool:
    """Whether the service may be called by this name; one that isn't set is its address or this machine's name."""
    allowed = backend().settings.allowed_hosts
    return hosts.is_listed(caller.host, allowed) or (not allowed and hosts.is_this_machine(caller.host))


def _check_key(caller: Caller, failed: FailedLogins) -> None:
    """Take the request's key, where it needs one.

    A page whose author had a name of his own lead here has no key to send. So where no names are set, any will do with a
    key: programs call the service by whatever name their network has for it.
    """
    is_own_name = _is_own_name(caller)
    scope = _scope_wanted()
    if not is_own_name and (scope is None or backend().settings.allowed_hosts):
        raise HostNotAllowed
    if scope is None:
        return
    found = _given_key(caller, failed)
    if found is None:
        raise KeyRequired if is_own_name else HostNotAllowed
    g.key = found
    logs.caller.set({"address": caller.address, "key": found.id, "client": found.client})
    require(scope)


def _scope_wanted() -> Scope | None:
    """What the request's key must allow; None where it needs none."""
    if request.blueprint == "metrics" and not backend().settings.metrics_open:
        return Scope.ADMIN
    if request.blueprint in _FREE:
        return None
    return Scope.READ if request.method in _READING else Scope.WRITE


def _given_key(caller: Caller, failed: FailedLogins) -> Key | None:
    """The key that the request has; None where it has none of ours. Raises KeyExpired, KeysUnreadable."""
    given = request.headers.get("Authorization")
    if given is None:
        return None
    scheme, _, secret = given.partition(" ")
    try:
        found = backend().keys.find(secret.strip()) if scheme.lower() == "bearer" else None
    except KeyExpired as error:
        failed.note(caller.address, f"{error.facts['id']} has expired")
        raise
    if found is None:
        failed.note(caller.address, "it is none of ours")
    return found
