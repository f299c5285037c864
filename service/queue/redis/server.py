"""Which server holds the queue, and whether one can: told in sentences that say what to do, when something is started."""

import re
import ssl
from collections.abc import Iterator
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, NoPermissionError, RedisError
from redis.retry import Retry
from redis.sentinel import SentinelConnectionPool

from service.config import WrongSetting, variable
from service.queue.redis import keys
from service.queue.redis.connection import connect

OLDEST = 7
"""The first major version that has all commands which are sent."""
_SECONDS = 2.0
_NOTHING = "audit:nothing"
"""A key that there never is."""
_NEEDED: tuple[tuple[str | int | float, ...], ...] = (
    ("EVAL", "return 1", 0),
    ("SCRIPT", "LOAD", "return 1"),
    ("GET", keys.WRITTEN),
    ("SET", keys.WRITTEN, 1),
    ("SET", keys.WRITTEN, 1, "EX", 60, "NX"),
    ("HDEL", _NOTHING, "x"),
    ("HGETALL", _NOTHING),
    ("ZREM", _NOTHING, "x"),
    ("SREM", _NOTHING, "x"),
    ("LREM", keys.TAKEN, 0, "x"),
    ("BLMOVE", _NOTHING, _NOTHING, "LEFT", "RIGHT", 0.01),
    ("EXPIRE", _NOTHING, 1),
    ("PTTL", _NOTHING),
    ("SCAN", 0, "COUNT", 1),
    ("DEL", _NOTHING),
    ("UNLINK", _NOTHING),
    ("PUBLISH", keys.ENDINGS, ""),
)
"""Commands that do nothing, one of each kind that the service sends."""


def check(url: str) -> str | None:
    """Why the Redis at an address can't be asked just now; None where it answers and can hold the queue.

    Raises WrongSetting where no waiting would help.
    """
    redis = connect(url, seconds=_SECONDS)
    try:
        if away := _sentinels_fault(redis):
            return away
        facts: dict[str, Any] = redis.info()
        if fault := _fault_of(facts, by_sentinel=_by_sentinel(redis)):
            raise _wrong(fault)
        _try_commands(redis)
    except RedisError as error:
        if fault := _fault_in(error, "Redis", redis):
            raise _wrong(fault) from error
        return str(error)
    finally:
        redis.close()
    return None


def engine(redis: Redis) -> str:
    """What answers, with its version. Raises RedisError."""
    facts: dict[str, Any] = redis.info("server")
    return f"valkey {facts['valkey_version']}" if "valkey_version" in facts else f"redis {facts['redis_version']}"


def describe(redis: Redis) -> str:
    """The same with its address, where Sentinels named it. Raises RedisError."""
    words, pool = engine(redis), redis.connection_pool
    if not isinstance(pool, SentinelConnectionPool):
        return words
    host, port = pool.master_address
    return f"{words} at {host}:{port}, master of {pool.service_name}"


def _wrong(fault: str) -> WrongSetting:
    return WrongSetting(f"{variable('queue_url')} {fault}")


def _by_sentinel(redis: Redis) -> bool:
    return isinstance(redis.connection_pool, SentinelConnectionPool)


def _sentinels_fault(redis: Redis) -> str | None:
    """Why no Sentinel names the master just now. Raises WrongSetting where none ever will."""
    pool = redis.connection_pool
    if not isinstance(pool, SentinelConnectionPool):
        return None
    faults, reasons = [], []
    for sentinel in pool.sentinel_manager.sentinels:
        try:
            if sentinel.sentinel_get_master_addr_by_name(pool.service_name):
                sentinel.sentinel_master(pool.service_name)
                return None
            faults.append(
                f"asks for a master {pool.service_name!r}, of which the Sentinels know nothing: set master=NAME"
            )
        except RedisError as error:
            fault = _fault_in(error, "Sentinel", sentinel)
            faults += [fault] if fault else []
            reasons.append(str(error))
    if faults:
        raise _wrong(faults[0])
    return "no Sentinel answers: " + "; ".join(reasons)


def _fault_of(facts: dict[str, Any], *, by_sentinel: bool) -> str | None:
    """What a server is by its own words that the queue can't be kept in; of the end of a sentence."""
    version = str(facts.get("redis_version", OLDEST))
    if facts.get("cluster_enabled"):
        return (
            "names a Redis Cluster, which rq doesn't support: use one Redis, or a master and its replicas that Sentinels "
            "watch (redis+sentinel://)"
        )
    if facts.get("redis_mode") == "sentinel":
        return "names a Sentinel: write it as redis+sentinel://HOST:26379/0?master=NAME"
    if facts.get("role") == "slave" and not by_sentinel:
        return "names a replica, which takes no writes: name its master, or Sentinels that do (redis+sentinel://)"
    if int(version.partition(".")[0]) < OLDEST:
        return f"names a Redis {version}, which is too old: it must be {OLDEST}.0 or newer, or any Valkey"
    if facts.get("maxmemory") and facts.get("maxmemory_policy", "noeviction") != "noeviction":
        return (
            f"names a Redis that forgets what it has no room for (maxmemory-policy {facts['maxmemory_policy']}): "
            "set its maxmemory-policy to noeviction"
        )
    return None


def _try_commands(redis: Redis) -> None:
    """Send what the service sends. Raises RedisError."""
    for as_one in (True, False):
        with redis.pipeline(transaction=as_one) as pipeline:
            for command in [("PING",)] if as_one else _NEEDED:
                pipeline.execute_command(*command)  # type: ignore[no-untyped-call]
            pipeline.execute()
    with redis.pubsub() as heard:  # type: ignore[no-untyped-call]
        heard.subscribe(keys.ENDINGS)
        heard.get_message(timeout=_SECONDS)


def _fault_in(error: RedisError, who: str, asked: Redis) -> str | None:
    """What the settings have to do with an error; None where it may pass by itself."""
    causes = [*_causes(error)]
    if any(isinstance(each, ssl.SSLEOFError | ConnectionError) for each in causes):
        causes = [*_causes(_last_words(asked))]
    told = next((each for each in causes if isinstance(each, ssl.SSLError)), None)
    if told and not isinstance(told, ssl.SSLEOFError):
        return _fault_of_tls(told, who)
    if isinstance(error, NoPermissionError):
        lacking = re.sub(r"^NOPERM\s*|\s+", " ", str(error)).strip()
        return (
            f"names a user who may not do what the service does; deploy/redis/users.acl says what that is ({lacking})"
        )
    if isinstance(error, AuthenticationError) or re.match("NOAUTH|WRONGPASS", str(error)):
        names = "sentinel_username and sentinel_password" if who == "Sentinel" else "its user and password"
        return f"is refused by {who}: check {names}"
    if re.match("unknown command '?SENTINEL", str(error), re.IGNORECASE):
        return (
            "names something else than Sentinels: write redis://HOST:6379/0, or name the Sentinels, at 26379 as a rule"
        )
    return None


def _fault_of_tls(error: ssl.SSLError, who: str) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        if (
            "CA cert" in error.verify_message
            or "self-signed" in error.verify_message
            or "issuer" in error.verify_message
        ):
            advice = "name the file of the authority that issued it, ssl_ca_certs=FILE"
        else:
            advice = "the certificate must be valid, and name the host as the address, or Sentinel, names it"
        return f"names a {who} whose certificate can't be trusted ({error.verify_message}): {advice}"
    if error.reason in ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE"):
        return f"names a {who} that doesn't speak TLS there: write redis instead of rediss, or give its port for TLS"
    if "CERTIFICATE" in (error.reason or ""):
        return f"names a {who} that wants a certificate of the service: ssl_certfile=FILE&ssl_keyfile=FILE ({error.reason})"
    return f"names a {who} with which no TLS connection can be made ({error.reason or error})"


def _last_words(asked: Redis) -> Exception | None:
    """What a server that ended a TLS connection said of it: who sends it something meanwhile may not come to read that."""
    connection: Any = asked.connection_pool.make_connection()
    connection.redis_connect_func, connection.retry = _listen, Retry(NoBackoff(), 0)
    try:
        connection.connect()
    except (RedisError, OSError) as error:
        return error
    finally:
        connection.disconnect()
    return None


def _listen(connection: Any) -> None:
    connection._sock.recv(1)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__
